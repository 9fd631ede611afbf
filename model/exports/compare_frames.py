"""Tidy frames of several outcomes side by side, and of the way from one to another, change by change. Unrounded."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from model.compare import Comparison, Outcome, Step, measures
from model.exports.palette import SIDE_TONES, Tone
from model.inputs.months import Month
from model.sentences import rounded, spoken

NO_GAP = "no gap"
SAME = "the same"
DOLLARS, MONTHS, HOURS = "dollars", "months", "hours"
# What the difference can be taken apart by: measure, words, unit.
MEASURES = {
    "position_months_sustained": ("Position-months funded", MONTHS),
    "gap": ("What nobody pays", DOLLARS),
    "earned": ("Earned by billing", DOLLARS),
    "full_cost": ("Full cost", DOLLARS),
}
FIGURES = {
    "position_months_sustained": ("Position-months funded", MONTHS),
    "gap": ("Nobody pays", DOLLARS),
    "full_cost": ("Full cost", DOLLARS),
    "wages": ("Wages", DOLLARS),
    "earned": ("Earned by billing", DOLLARS),
    "reserve_at_end": ("Reserve at the end", DOLLARS),
    "unpaid_hours_of_support": ("Hours of support no payer paid for", HOURS),
}
RUNWAY = "Months before the first gap"


@dataclass(frozen=True, eq=False)
class Side:
    """One of the outcomes side by side.

    Attributes:
        name: what it is called.
        tone: its colour and letter.
        outcome, data: what it comes to, and the same as plain values.
        stack: names of the scenarios laid on; none for the file as it stands.
    """

    name: str
    tone: Tone
    outcome: Outcome
    data: Mapping[str, Any]
    stack: tuple[str, ...] = ()

    @property
    def legend(self) -> str:
        """Its letter and name."""
        return f"{self.tone.letter} {self.name}"


def sides(named: Sequence[tuple[str, Outcome, Mapping[str, Any], tuple[str, ...]]]) -> tuple[Side, ...]:
    """Outcomes in the order in which they stand, each with a colour, a dash and a letter; the baseline first.

    Args:
        named: name, outcome, the same as plain values, and the scenarios laid on; four at most.
    """
    return tuple(Side(one[0], tone, *one[1:]) for one, tone in zip(named, SIDE_TONES, strict=False))


def figures(shown: Sequence[Side]) -> dict[str, dict[str, float]]:
    """The key figures of each side by its legend; the runway is infinite where there is no gap."""
    return {side.legend: _figures(side) for side in shown}


def _figures(side: Side) -> dict[str, float]:
    told = measures(side.outcome)
    runway = side.data["findings"]["program"]["runway_months"]
    first, *rest = FIGURES
    return {first: told[first], RUNWAY: math.inf if runway is None else float(runway), **{k: told[k] for k in rest}}


def figure_table(shown: Sequence[Side]) -> pd.DataFrame:
    """The key figures in words, each with its difference to the first side."""
    numbers = figures(shown)
    baseline = shown[0].legend
    keys = list(numbers[baseline])
    cells: dict[str, list[str]] = {"Figure": [FIGURES[key][0] if key in FIGURES else key for key in keys]}
    for name, column in numbers.items():
        cells[name] = [_cell(k, column[k], None if name == baseline else numbers[baseline][k]) for k in keys]
    return pd.DataFrame(cells)


def _cell(key: str, value: float, before: float | None) -> str:
    if key == RUNWAY:
        said = NO_GAP if math.isinf(value) else f"{value:.0f}"
        if before is None or math.isinf(value) or math.isinf(before):
            return said
        return f"{said} ({change(value - before, MONTHS)})"
    unit = FIGURES[key][1]
    return amount(value, unit) if before is None else f"{amount(value, unit)} ({change(value - before, unit)})"


def amount(value: float, unit: str) -> str:
    """A figure to what one can act on."""
    return rounded(value) if unit == DOLLARS else f"{round(value) + 0:,}"


def change(value: float, unit: str) -> str:
    """A difference with its sign."""
    said = amount(abs(value), unit)
    if said in ("0", "$0"):
        return SAME
    return f"{'+' if value > 0 else '−'}{said}"


def sustained(shown: Sequence[Side]) -> pd.DataFrame:
    """Positions paid for without the reserve: one row for each side and month."""
    records = [
        {
            "month": row["month"],
            "side": side.legend,
            "letter": side.tone.letter,
            "positions": row["positions_sustained"],
        }
        for side in shown
        for row in side.data["months"]
    ]
    return pd.DataFrame.from_records(records)


def gap_by_year(shown: Sequence[Side]) -> pd.DataFrame:
    """What nobody pays: one row for each side and fiscal year, which is labelled by the month it starts."""
    records = [
        {"year": year, "side": side.legend, "letter": side.tone.letter, "gap": dollars}
        for side in shown
        for year, dollars in side.data["findings"]["program"]["gap_by_fiscal_year"].items()
    ]
    return pd.DataFrame.from_records(records)


def by_side(frame: pd.DataFrame, row: str, value: str, label: str) -> pd.DataFrame:
    """A tidy frame as a table, one column for each side, to what one can act on."""
    order = list(dict.fromkeys(frame["side"]))
    months = list(dict.fromkeys(frame[row]))
    unit = DOLLARS if value == "gap" else MONTHS
    columns = {side: [amount(n, unit) for n in frame.loc[frame["side"] == side, value]] for side in order}
    return pd.DataFrame({label: [spoken(Month.of(month)) for month in months], **columns})


def verdict(shown: Sequence[Side]) -> str:
    """Which of the sides keeps most positions for longest, and at what cost that nobody pays."""
    numbers = figures(shown)
    funded = {side.legend: numbers[side.legend]["position_months_sustained"] for side in shown}
    gaps = {side.legend: numbers[side.legend]["gap"] for side in shown}
    best = max(funded.values())
    winners = [side for side in shown if round(funded[side.legend]) == round(best)]
    first = min(winners, key=lambda side: gaps[side.legend])
    kept = f"{round(best):,} of {_all_months(shown):,} position-months funded"
    cost = "nothing is left unpaid" if gaps[first.legend] < 1 else f"nobody pays {rounded(gaps[first.legend])}"
    if len(shown) == 1:
        return f"As the file stands, {kept}, and {cost}."
    if len(winners) == len(shown):
        least = f"least is left unpaid {_inside(first)}, {rounded(gaps[first.legend])}"
        return f"All {len(shown)} keep as many positions for as long, {kept}; {least}."
    also = f", with {_listed(winners, first)}" if len(winners) > 1 else ""
    return f"{_called(first)} keeps most positions for longest{also}: {kept}, and {cost}."


def _all_months(shown: Sequence[Side]) -> int:
    """Position-months there could be at most: of the side with most positions."""
    programs = [side.outcome.file.program for side in shown]
    return max(len(program.positions) * program.months for program in programs)


def _called(side: Side) -> str:
    return "The file as it stands" if side.tone is SIDE_TONES[0] else f"“{side.name}”"


def _inside(side: Side) -> str:
    return "in the file as it stands" if side.tone is SIDE_TONES[0] else f"in “{side.name}”"


def _listed(winners: Sequence[Side], first: Side) -> str:
    names = [_called(side) for side in winners if side is not first]
    return " and ".join(name if name.startswith("“") else "the file as it stands" for name in names)


def between(one: Comparison, other: Comparison) -> tuple[Step, ...]:
    """The way from one scenario to another by way of the baseline: changes of the first taken back, then the other's.

    Changes with which both begin are left alone. What each step adds sums to the difference exactly.
    """
    shared = 0
    for a, b in zip(one.steps, other.steps, strict=False):
        if (a.label, a.change) != (b.label, b.change):
            break
        shared += 1
    undone = tuple(
        Step(step.label, f"without: {step.change}", {key: -value for key, value in step.contributions.items()})
        for step in reversed(one.steps[shared:])
    )
    return (*undone, *other.steps[shared:])


def taken_apart(steps: Sequence[Step], measure: str, said: Mapping[str, str]) -> pd.DataFrame:
    """A waterfall: for each step where its bar begins and ends and what it adds, then the whole difference.

    Args:
        steps: in their order.
        measure: of `compare.measures`.
        said: changes in plain words, by the words of the step; what is missing is said as the step says it.
    """
    records, at = [], 0.0
    for number, step in enumerate(steps, start=1):
        added = step.contributions[measure]
        words = said.get(step.change, step.change)
        records.append(
            {"place": f"{number}", "what": words, "scenario": step.label, "begin": at, "end": at + added, "adds": added}
        )
        at += added
    records.append({"place": "=", "what": "The whole difference", "scenario": "", "begin": 0.0, "end": at, "adds": at})
    frame = pd.DataFrame.from_records(records)
    last = len(frame) - 1
    frame["kind"] = ["total" if n == last else _direction(value) for n, value in enumerate(frame["adds"])]
    return frame


def _direction(value: float) -> str:
    return "more" if value > 0 else "less" if value < 0 else "nothing"


def step_table(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The waterfall as a table."""
    label, unit = MEASURES[measure]
    return pd.DataFrame(
        {
            "Step": frame["place"],
            "Change": frame["what"],
            "Scenario": frame["scenario"],
            label: [change(value, unit) for value in frame["adds"]],
        }
    )
