"""What leaving costs, supports, a day off, hours, supervision and the ladder's payroll, as sentences and rows."""

from collections.abc import Iterable, Sequence

import pandas as pd

from model.exports.cited import amount
from model.exports.frames import NO_MONTH, short
from model.exports.money_years import year_name
from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions
from model.questions import departure as parts
from model.questions.departure import Departure, Item, YearOfTurnover
from model.questions.ladder_payroll import LadderYear
from model.questions.part_time import Hours, PartTime
from model.questions.solving import Solved
from model.questions.supervision import Rule
from model.questions.support_worth import SupportWorth
from model.sentences import rounded, spoken

SPENT = {
    parts.EMPTY: "of billing not earned while the seat is empty",
    parts.RAMP: "of billing not earned while the new person learns",
    parts.WAITING: "of billing not earned until the new person may bill",
    parts.RECRUITING: "of recruiting and replacement",
    parts.COVERAGE: "of coverage by others",
    parts.SUPERVISOR: "of a supervisor's time",
    parts.INDIRECT: "of indirect cost",
    parts.NOT_PAID: "of pay and fringe",
    parts.LINES: "of travel and costs of the seat",
}
YEAR = 12
HALF, PARTS_NAMED = 0.5, 3


def leaving(found: Departure, who: str) -> str:
    """What one departure costs, and of what that is made up, the largest first.

    Args:
        found: of `questions.departure`.
        who: the subject, such as "The person in coach-1".
    """
    more = _named([item for item in _largest(found.items) if item.dollars >= HALF])
    saved = -sum(item.dollars for item in found.items if item.dollars <= -HALF)
    if found.total < -HALF:
        against = f", more than {_listed(more)}" if more else ""
        said = f"{who} leaving costs no money but saves {rounded(-found.total)}: {rounded(saved)}"
        return f"{said} of pay and other cost is not spent{against}."
    said = f"{who} leaving costs {rounded(found.total)}"
    less = f", less {rounded(saved)} of pay and other cost not spent" if saved else ""
    return f"{said}: {_listed(more)}{less}." if more else f"{said}."


def _named(ordered: Sequence[Item]) -> list[str]:
    """The largest parts in words, the others in one."""
    if len(ordered) <= PARTS_NAMED + 1:
        return [_part(item) for item in ordered]
    rest = rounded(sum(item.dollars for item in ordered[PARTS_NAMED:]))
    return [*(_part(item) for item in ordered[:PARTS_NAMED]), f"{rest} of other cost"]


def departure_title(found: Departure) -> str:
    """Whose departure, when, and over how long."""
    who = f"One departure from {found.seats[0]}" if len(found.seats) == 1 else "One departure, on average"
    months = "month" if found.months == 1 else f"{found.months} months"
    word = "costs" if found.total >= 0 else "saves"
    return f"{who} at the end of {spoken(found.month)} {word} {rounded(abs(found.total))} in the {months} after"


def _largest(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda item: -abs(item.dollars))


def _part(item: Item) -> str:
    return f"{rounded(abs(item.dollars))} {SPENT.get(item.name, item.name.lower())}"


def _listed(texts: Sequence[str]) -> str:
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def items(found: Iterable[Item]) -> pd.DataFrame:
    """The parts of a cost that come up, in their order, and where each bar begins and ends."""
    records, run = [], 0.0
    for item in found:
        if abs(item.dollars) >= HALF:
            kind = "more" if item.dollars > 0 else "less"
            records.append(
                {"item": item.name, "dollars": item.dollars, "begin": run, "end": run + item.dollars, "kind": kind}
            )
            run += item.dollars
    records.append({"item": "All of it", "dollars": run, "begin": 0.0, "end": run, "kind": "total"})
    return pd.DataFrame(records)


def item_table(found: Sequence[Item], total: float) -> pd.DataFrame:
    """The parts of a cost to the dollar, with what each holds, and the total."""
    records = [
        {"Part": item.name, "Dollars": f"{round(item.dollars):,}".replace("-", "−"), "What it holds": item.note}
        for item in found
    ]
    records.append({"Part": "All of it", "Dollars": f"{round(total):,}".replace("-", "−"), "What it holds": ""})
    return pd.DataFrame(records)


def turnover_table(found: YearOfTurnover) -> pd.DataFrame:
    """A year of turnover by position: who leaves, what one costs, what they cost."""
    records = [
        {
            "Position": name,
            "Leave in the year": f"{count:.2f}",
            "One costs": rounded(found.departures[name]),
            "A year of it": rounded(count * found.departures[name]),
        }
        for name, count in found.separations.items()
    ]
    return pd.DataFrame(records, columns=["Position", "Leave in the year", "One costs", "A year of it"])


def turnover_sentence(found: YearOfTurnover) -> str:
    """A year of turnover in one sentence, and why it is not what nobody leaving would save."""
    if not found.people:
        return "Nobody is expected to leave in the first twelve months."
    against = found.against_nobody_leaving
    word = "more" if against >= 0 else "less"
    return (
        f"In the first twelve months {found.people:.1f} people are expected to leave, at {rounded(found.cost)} in all. "
        f"Against a program that nobody leaves, the year lacks {rounded(abs(against))} {word}: people who all stay "
        "climb the ladder, and what a late departure costs falls into the year after."
    )


def support_table(found: Sequence[SupportWorth]) -> pd.DataFrame:
    """Each support: what it costs, and what it has to do."""
    records = [
        {
            "Support": one.name,
            "Costs a year": rounded(one.cost_a_year),
            "Leave without it, a year": f"{one.separations_a_year:.1f}",
            "Pays for itself if": _pays_if(one),
            "Net, with the effects set": "no effect set" if one.net_a_year is None else rounded(one.net_a_year),
        }
        for one in found
    ]
    return pd.DataFrame(records)


def _pays_if(one: SupportWorth) -> str:
    if not isinstance(one.break_even, Solved):
        return "never: not even if nobody left"
    if one.prevented_a_year <= 0:
        return "as it is"
    return f"it prevents one departure in {one.years_for_one:.1f} years (turnover times {one.break_even.value:.2f})"


def evidence_lines(entries: Iterable[Entry], assumptions: Assumptions) -> list[tuple[str, tuple[str, str | None], str]]:
    """Published effects: value with range in words, the source with its address, and the note."""
    lines = []
    for entry in entries:
        value = "" if entry.value is None else amount(entry.value, entry.unit)
        between = f", between {entry.low:g} and {entry.high:g}" if entry.low is not None else ""
        source = assumptions.sources.get(entry.source or "")
        cited = ("our judgement", None) if source is None else (source.title, source.url)
        lines.append((f"{entry.label}: {value}{between}", cited, entry.note or ""))
    return lines


def rule_table(rules: Sequence[Rule]) -> pd.DataFrame:
    """What is asked of supervision, and whether it is kept."""
    kept = {True: "kept", False: "broken", None: "the file cannot tell"}
    records = [
        {
            "Rule": rule.words,
            "Asked by": rule.source,
            "In the worst month": NO_MONTH if rule.month is None else _has(rule.has),
            "Which is": NO_MONTH if rule.month is None else short(str(rule.month)),
            "Kept": "nobody sees clients" if rule.month is None else kept[rule.kept],
            "Hours a week short": f"{rule.hours_short:.1f}" if rule.hours_short else "none",
        }
        for rule in rules
    ]
    return pd.DataFrame(records)


def _has(has: float) -> str:
    return "no supervisor" if has == float("inf") else f"{has:.1f}"


def hours_table(found: PartTime) -> pd.DataFrame:
    """A position today and at other hours a week; dollars a month to the dollar, an hour to the cent."""
    others = [option for option in found.options if option.hours_per_week != found.today.hours_per_week]
    rows = [("Today", found.today), *(("Instead", option) for option in others)]
    return pd.DataFrame([_hours(when, one) for when, one in rows])


def _hours(when: str, one: Hours) -> dict[str, str]:
    service = "no service" if one.cost_a_service_hour != one.cost_a_service_hour else f"${one.cost_a_service_hour:.2f}"
    return {
        "Hours a week": f"{one.hours_per_week:g}{' (today)' if when == 'Today' else ''}",
        "Benefits of full-time staff": "yes" if one.full_time else "no",
        "Direct cost a month": rounded(one.direct),
        "of that these benefits": rounded(one.benefits),
        "It earns a month": rounded(one.earned),
        "A paid hour costs": f"${one.cost_an_hour:.2f}",
        "An hour of service costs": service,
        "The program lacks a month": "as today" if when == "Today" else change(one.change),
    }


def change(dollars: float) -> str:
    """What is lacking more or less than today."""
    if abs(dollars) < 0.5:
        return "as today"
    return f"{rounded(abs(dollars))} {'more' if dollars > 0 else 'less'}"


def ladder_years(found: Sequence[LadderYear]) -> pd.DataFrame:
    """Payroll by ladder and fiscal year: a row for wages and one for fringe."""
    records = [
        {"ladder": year.ladder, "year": year_name(year), "part": part, "dollars": dollars}
        for year in found
        for part, dollars in (("wages", year.wages), ("fringe", year.fringe))
    ]
    return pd.DataFrame(records, columns=["ladder", "year", "part", "dollars"])


def ladder_table(found: Sequence[LadderYear]) -> pd.DataFrame:
    """Payroll by ladder and fiscal year, and why it grows."""
    records = [
        {
            "Ladder": year.ladder,
            "Fiscal year": year_name(year),
            "Filled seats": f"{year.people:.1f}",
            "Mean wage": NO_MONTH if year.mean_wage != year.mean_wage else f"${year.mean_wage:.2f}",
            "Wages": rounded(year.wages),
            "Fringe": rounded(year.fringe),
            "of wages, steps add": rounded(year.climbing),
            "bumps add": rounded(year.bumps),
            "yearly increases add": rounded(year.increases),
        }
        for year in found
    ]
    return pd.DataFrame(records)
