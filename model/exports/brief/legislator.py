"""For a legislator: the fiscal note of a change by state fiscal year, and the positions it keeps."""

from model.exports.brief.amounts import Row, apportioned, dollars, footing, in_steps, merged, step_for
from model.exports.brief.board import MOST_YEARS
from model.exports.brief.case import Case, lost, reach, standing, unpaid
from model.exports.brief.parts import Table
from model.questions.fiscal_note import FiscalNote, NoteYear
from model.sentences import counted, rounded, spoken

FEDERAL, STATE, TOTAL = "Federal share", "State share", "Added Medicaid spending"
POSITION_MONTHS = "More months of positions paid for"
WHOLE_YEAR = 12


class Shares:
    """The added dollars by state fiscal year of payment, as they are printed."""

    def __init__(self, note: FiscalNote) -> None:
        """Round federal and state shares to one step; the rest is their sums."""
        self.step = step_for([note.total, note.federal, note.state_dollars])
        federal, state = ([getattr(year, part) for year in note.paid] for part in ("federal", "state"))
        rows = footing({FEDERAL: merged(federal, MOST_YEARS), STATE: merged(state, MOST_YEARS)}, self.step)
        self.federal, self.state = rows[FEDERAL], rows[STATE]
        self.total = self.federal + self.state
        self.years = _labels(note.paid)
        months = [note.position_months_by_year.get(year.year, 0.0) for year in note.paid]
        self.months = Row(apportioned(merged(months, MOST_YEARS)))


def _labels(years: tuple[NoteYear, ...]) -> tuple[str, ...]:
    labels = tuple(f"{year.year}{'' if year.months == WHOLE_YEAR else f' ({year.months} mo.)'}" for year in years)
    if len(labels) <= MOST_YEARS:
        return labels
    return (*labels[: MOST_YEARS - 1], f"{years[MOST_YEARS - 1].year}–{years[-1].year}")


def table(note: FiscalNote, shares: Shares) -> Table:
    """Federal and state shares by state fiscal year, and the position-months paid for."""
    rows = (
        (FEDERAL, shares.federal.dollars()),
        (STATE, shares.state.dollars()),
        (TOTAL, shares.total.dollars()),
        (POSITION_MONTHS, shares.months.counts()),
    )
    part = any(year.months != WHOLE_YEAR for year in note.paid)
    return Table(
        title=f"Fiscal note: added Medicaid dollars by state fiscal year of payment, {in_steps(shares.step)}",
        heads=(*shares.years, "All"),
        rows=rows,
        strong=frozenset({TOTAL}),
        note="In brackets, how many months of a year are in the projection; what they earn is paid later." * part,
    )


def answer(case: Case, shares: Shares) -> str:
    """What the page is for: whether the change keeps positions, and what it costs the state."""
    return f"{reach(case)} {_price(shares)}"


def _price(shares: Shares) -> str:
    total, state = shares.total.total, shares.state.total
    if not total:
        return "Medicaid spends as much as before."
    more = "more" if total > 0 else "less"
    return f"Medicaid would spend {dollars(abs(total))} {more}, {dollars(abs(state))} of it the state’s."


def stands(case: Case) -> tuple[str, ...]:
    """What happens without the change: positions first, then hours that nobody pays for."""
    return (standing(case, case.before)[0], *unpaid(case, case.before))


def proposed(case: Case, note: FiscalNote) -> tuple[str, ...]:
    """What happens with it."""
    said = [f"{_changed(case)}."]
    said.append(standing(case, case.after)[0])
    if lost(case.after) != lost(case.before) or note.position_months:
        end = round(note.positions_at_end)
        said.append(f"In {spoken(case.program.last)}, {_positions(end)} paid for than without it.")
    return tuple(said)


def _changed(case: Case) -> str:
    return f"What is proposed: {'; '.join(case.changes)}".rstrip(".")


def _positions(more: int) -> str:
    if not more:
        return "no more positions are"
    count = abs(more)
    noun = "position is" if count == 1 else "positions are"
    return f"{counted(count).lower()} {'more' if more > 0 else 'fewer'} {noun}"


def cost(note: FiscalNote, shares: Shares) -> tuple[str, ...]:
    """Who pays how much, when it begins, what a position costs the state, what reaches pay."""
    total, federal, state = (row.total for row in (shares.total, shares.federal, shares.state))
    if not total:
        return ("Medicaid spends as much as before: neither the state nor the federal government pays more.",)
    said = [
        f"Of {dollars(abs(total))} {'more' if total > 0 else 'less'}, {dollars(abs(federal))} is federal and "
        f"{dollars(abs(state))} the state’s, through state fiscal year {note.paid[-1].year}."
    ]
    if note.first_earned is not None and note.first_paid is not None:
        said.append(f"The first of it is earned in {spoken(note.first_earned)} and paid in {spoken(note.first_paid)}.")
    each = note.state_dollars_per_position_year
    if each is not None and note.position_months > 0 and state > 0:
        said.append(f"Each year of a position kept comes with {rounded(each)} of the state’s Medicaid dollars.")
    if note.share_to_pay is not None:
        said.append(_pay(note.share_to_pay, cut=total < 0))
    return tuple(said)


def _pay(share: float, *, cut: bool) -> str:
    cents = round(100 * share)
    each = "dollar less" if cut else "added dollar"
    if cents > 100:
        grow = "fall by more than Medicaid cuts" if cut else "grow by more than Medicaid adds"
        return f"Wages and fringe {grow}, since other money comes and goes with the seats."
    if cents <= 0:
        if cut:
            return "None of it comes out of wages and fringe: other money takes its place, or nobody pays."
        return "None of it reaches wages and fringe: it takes the place of other money or fills what nobody paid."
    if cut:
        return f"Of each {each} {cents} cents come out of wages and fringe."
    return f"Of each {each} {cents} cents reach wages and fringe; the rest meets other costs or replaces other money."
