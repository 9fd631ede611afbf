"""A fiscal note: what a change of rate, cap or coverage costs a state and the federal government, and what it keeps."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from model.compare import Comparison, Outcome, compare
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.inputs.scenario import Placed
from model.questions.federal_match import (
    Blend,
    MatchOfYear,
    federal_year,
    match_of_year,
    question_about_match,
    state_year_start,
)
from model.questions.note_years import (
    HALF_A_CENT,
    NoteYear,
    added,
    by_year,
    first_of,
    medicaid_payers,
    months_of,
    year_of,
)
from model.questions.solving import QuestionError
from model.sentences import MONTH_NAMES, rounded, spoken

JULY = 7
HALF_A_MONTH = 0.5
Case = tuple[ProgramFile, Sequence[Placed]]


@dataclass(frozen=True, kw_only=True)
class NoteTerms:
    """What a note needs beside programs and scenarios.

    Attributes:
        payers: names of the payers that are Medicaid; by default those with `medicaid` in their name.
        year_starts: calendar month in which the state's fiscal year begins; by default as sourced, else July.
        blend: shares of the added dollars drawn at the expansion and at the enhanced match.
        fmap: a person's own regular match by federal fiscal year.
    """

    payers: tuple[str, ...] | None = None
    year_starts: int | None = None
    blend: Blend = field(default_factory=Blend)
    fmap: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FiscalNote:
    """What a change costs and keeps.

    Attributes:
        earned: by state fiscal year of service; `paid`: of payment, to the last dollar, which may be after the horizon.
        matches: the federal match of each federal fiscal year that was used.
        positions_at_end: positions sustained in each program's last month, more than without the change.
        position_months: over the whole horizon; `position_months_by_year` by state fiscal year.
        first_earned, first_paid: the months in which the first added dollar is earned and paid.
        pay, more_pay: dollars of wages and fringe added, and their share of the added dollars; None without any.
        gap: by how much what nobody pays changes.
        changes: what is changed, in words, with its months.
        assumed: what the note rests on.
    """

    state: str
    earned: tuple[NoteYear, ...]
    paid: tuple[NoteYear, ...]
    matches: tuple[MatchOfYear, ...]
    positions_at_end: float
    position_months: float
    position_months_by_year: Mapping[int, float]
    first_earned: Month | None
    first_paid: Month | None
    pay: float
    gap: float
    changes: tuple[str, ...]
    assumed: tuple[str, ...]

    @property
    def total(self) -> float:
        """Added Medicaid dollars, earned and in the end paid."""
        return _sum(year.dollars for year in self.paid)

    @property
    def federal(self) -> float:
        """The federal part, by month of payment."""
        return _sum(year.federal for year in self.paid)

    @property
    def state_dollars(self) -> float:
        """The state's part, by month of payment."""
        return _sum(year.state for year in self.paid)

    @property
    def state_dollars_per_position_year(self) -> float | None:
        """State dollars for each position kept for a year; None where no position is kept."""
        return (
            None
            if self.position_months < HALF_A_MONTH
            else self.state_dollars / (self.position_months / MONTHS_PER_YEAR)
        )

    @property
    def share_to_pay(self) -> float | None:
        """The share of the added dollars that reaches wages and fringe; None without added dollars."""
        return None if abs(self.total) < HALF_A_CENT else self.pay / self.total

    @property
    def sentences(self) -> tuple[str, ...]:
        """The note in plain words."""
        return tuple(said for said in (_spending(self), _phase_in(self), _positions(self), _pay(self)) if said)


def fiscal_note(
    cases: Sequence[Case], terms: NoteTerms | None = None, assumptions: Assumptions | None = None
) -> FiscalNote:
    """Work out what scenarios add to Medicaid's spending on some programs of one state.

    The federal share is that of the month: of service for what is earned, of payment for what is paid, since states
    claim what they have paid.

    Args:
        cases: programs, each with the scenarios laid on it.
        terms: which payers are Medicaid, fiscal year, match.
        assumptions: the match table; the project's own by default.

    Raises:
        QuestionError: without programs, for programs of several states, without a Medicaid payer, or where no match is
            known.
        InputError: when a scenario fits nothing or leaves a program that does not hold together.
    """
    terms, assumptions = terms or NoteTerms(), assumptions or load_assumptions()
    state = _state(cases)
    comparisons = [compare(file, scenarios) for file, scenarios in cases]
    earned, paid = added(comparisons, terms.payers)
    sourced = state_year_start(assumptions, state)
    starts = terms.year_starts or sourced or JULY
    if not 1 <= starts <= MONTHS_PER_YEAR:
        raise QuestionError(f"found month {starts} for the start of the state's fiscal year; a month is 1 to 12")
    years = sorted({federal_year(month) for month in [*earned, *paid]})
    matches = {year: match_of_year(assumptions, state, year, terms.blend, terms.fmap) for year in years}
    projected = {month for each in comparisons for month in months_of(each.baseline)}
    return FiscalNote(
        state=state,
        earned=by_year(earned, starts, matches, projected),
        paid=by_year(paid, starts, matches, projected),
        matches=tuple(matches.values()),
        positions_at_end=sum(float(_more_sustained(each)[-1]) for each in comparisons),
        position_months=sum(each.totals["position_months_sustained"] for each in comparisons),
        position_months_by_year=_positions_by_year(comparisons, starts),
        first_earned=first_of(earned),
        first_paid=first_of(paid),
        pay=sum(_paid_out(each.scenario) - _paid_out(each.baseline) for each in comparisons),
        gap=sum(each.totals["gap"] for each in comparisons),
        changes=tuple(dict.fromkeys(str(c) for _, scenarios in cases for placed in scenarios for c in placed.changes)),
        assumed=_assumed(comparisons, terms, starts, sourced, matches, assumptions),
    )


def _state(cases: Sequence[Case]) -> str:
    states = sorted({file.program.state for file, _ in cases})
    if len(states) != 1:
        raise QuestionError(
            f"found programs of {', '.join(states)}; a fiscal note is one state's" if states else "found no program"
        )
    return states[0]


def _more_sustained(each: Comparison) -> Array:
    return each.scenario.findings.positions_sustained[0] - each.baseline.findings.positions_sustained[0]


def _positions_by_year(comparisons: Sequence[Comparison], starts: int) -> dict[int, float]:
    found: dict[int, float] = {}
    for each in comparisons:
        for month, more in zip(months_of(each.baseline), _more_sustained(each), strict=True):
            year = year_of(month, starts)[0]
            found[year] = found.get(year, 0.0) + float(more)
    return dict(sorted(found.items()))


def _paid_out(outcome: Outcome) -> float:
    """Wages and fringe of all seats that are there."""
    projection = outcome.projection
    pay = projection.costs.wages + projection.costs.fringe
    return float((pay * projection.funding.present)[0].sum())


def _sum(amounts: Iterable[float]) -> float:
    return round(sum(amounts), 2)


def _spending(note: FiscalNote) -> str:
    if abs(note.total) < HALF_A_CENT:
        return "Medicaid spends as much as before."
    more = "more" if note.total > 0 else "less"
    last = note.paid[-1]
    return (
        f"Medicaid pays {rounded(abs(note.total))} {more} through state fiscal year {last.year}: "
        f"{rounded(abs(note.federal))} federal and {rounded(abs(note.state_dollars))} from the state."
    )


def _phase_in(note: FiscalNote) -> str:
    if note.first_earned is None or note.first_paid is None:
        return ""
    return f"The first of it is earned in {spoken(note.first_earned)} and paid in {spoken(note.first_paid)}."


def _positions(note: FiscalNote) -> str:
    months = round(note.position_months)
    if not months:
        return "As many positions are paid for, for as long."
    kept = f"Positions are paid for {abs(months):,} months {'more' if months > 0 else 'less'} in all"
    end = f"{abs(note.positions_at_end):.0f} {'more' if note.positions_at_end >= 0 else 'fewer'} at the end"
    each = note.state_dollars_per_position_year
    cost = "" if each is None else f"; each year of a position costs the state {rounded(each)}"
    return f"{kept}, {end}{cost}."


def _pay(note: FiscalNote) -> str:
    share = note.share_to_pay
    if share is None:
        return ""
    said = f"Of each added dollar, {100 * share:.0f} cents reach wages and fringe"
    if abs(note.gap) < HALF_A_CENT:
        return f"{said}."
    stay = " since seats that would have ended stay" if note.gap > 0 and note.position_months > 0 else ""
    return f"{said}; what nobody pays is {rounded(abs(note.gap))} {'less' if note.gap < 0 else 'more'}{stay}."


def _assumed(
    comparisons: Sequence[Comparison],
    terms: NoteTerms,
    starts: int,
    sourced: int | None,
    matches: Mapping[int, MatchOfYear],
    assumptions: Assumptions,
) -> tuple[str, ...]:
    """Everything a reader must know that no number shows."""
    month = MONTH_NAMES[starts - 1]
    basis = (
        "as asked" if terms.year_starts else "by the table of federal match" if sourced else "assumed; ask the state"
    )
    counted = dict.fromkeys(
        name
        for each in comparisons
        for o in (each.baseline, each.scenario)
        for name in medicaid_payers(o, terms.payers)
    )
    names = ", ".join(each.baseline.projection.program.name for each in comparisons)
    rest = 1 - terms.blend.expansion - terms.blend.enhanced
    return (
        f"Only {names}: other providers that the change reaches are not counted, nor is any saving elsewhere.",
        f"Payers counted as Medicaid: {', '.join(counted)}.",
        f"The state's fiscal year begins in {month} ({basis}) and is named by the year it ends in.",
        "The federal share is that of the month: of service for what is earned, of payment for what is paid.",
        f"Of the added dollars {100 * terms.blend.expansion:g} % draw the expansion match, "
        f"{100 * terms.blend.enhanced:g} % the enhanced one and {100 * rest:g} % the regular one.",
        *(
            _about_match(list(years), assumptions)
            for _, years in itertools.groupby((m for m in matches.values() if m.projected), key=lambda m: m.regular)
        ),
        "Clients, sessions and staff follow the programs' files; no provider comes or goes because of the change.",
    )


def _about_match(projected: list[MatchOfYear], assumptions: Assumptions) -> str:
    """Which years stand on an earlier match, and what the product asks about them."""
    first, last = projected[0].year, projected[-1].year
    years = f"year {first}" if first == last else f"years {first} to {last}"
    said = (
        f"The match of federal fiscal {years} is projected: {projected[0].regular:.4f}, the last one known, stands in."
    )
    return " ".join([said, *(q for m in projected if (q := question_about_match(assumptions, m.year)))])


__all__ = ["Blend", "FiscalNote", "NoteTerms", "NoteYear", "fiscal_note"]
