"""Two levers as a map and a curve: cells with their edges, marks, points on break-even, and all of it as tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from model.inputs.numbers import Array
from model.questions.frontier import Point
from model.questions.moves import Move
from model.questions.sweep import Sweep
from model.sentences import rounded

# a measure, how it is called, and whether more of it is better
MEASURES = {
    "positions_at_end": ("Positions paid for at the end", True),
    "position_months": ("Position-months paid for", True),
    "gap": ("Dollars that nobody pays", False),
    "first_gap": ("Months before the first gap", True),
}
TODAY, PROPOSAL = "Today", "The scenario laid on"


def scale_of(move: Move) -> tuple[float, str]:
    """By what a lever's values are shown, and its unit: shares as percents."""
    share = move.spec.unit.startswith("share")
    unit = move.unit or move.spec.unit.removeprefix("share").removeprefix("dollars").strip()
    return (100.0, f"% {unit}".strip()) if share else (1.0, f"${' ' + unit if unit else ''}" if _money(move) else unit)


def _money(move: Move) -> bool:
    return move.spec.unit.startswith("dollars")


def stepped(move: Move, value: float) -> str:
    """A value in words, to the step in which the lever is looked for."""
    return move.show(round(value / move.range.step) * move.range.step)


def axis_title(move: Move) -> str:
    """A lever with its unit, as an axis is called."""
    unit = scale_of(move)[1]
    return f"{move.name}, {unit}" if unit else move.name


def map_cells(parts: Sequence[Sweep], measure: str) -> pd.DataFrame:
    """A map: one row for each point that was projected, with the edges of its cell.

    Columns: first, second (as shown: shares in percent), first_said, second_said, value, said, left, right, low, high.
    Months before the first gap are all months where there is none.
    """
    firsts = np.concatenate([part.firsts for part in parts])
    seconds, (first, second) = parts[0].seconds, (parts[0].first, parts[0].second)
    values = np.concatenate([part.measures[measure] for part in parts])
    months = parts[0].goal.file.program.months
    values = np.where(np.isposinf(values), months, values)
    across, up = (_edges(axis * scale_of(move)[0]) for axis, move in ((firsts, first), (seconds, second)))
    rows, columns = np.nonzero(~np.isnan(values))
    frame = pd.DataFrame(
        {
            "first": firsts[rows] * scale_of(first)[0],
            "second": seconds[columns] * scale_of(second)[0],
            "first_said": [first.show(float(firsts[row])) for row in rows],
            "second_said": [second.show(float(seconds[column])) for column in columns],
            "value": values[rows, columns],
            "left": across[0][rows],
            "right": across[1][rows],
            "low": up[0][columns],
            "high": up[1][columns],
        }
    )
    return frame.assign(said=[_said(measure, value, months) for value in frame["value"]])


def _edges(values: Array) -> tuple[Array, Array]:
    """Where the cells around some values begin and end: half way to their neighbours."""
    if values.size < 2:
        return values - 0.5, values + 0.5
    middles = (values[1:] + values[:-1]) / 2
    ends = [values[0] - (middles[0] - values[0])], [values[-1] + (values[-1] - middles[-1])]
    return np.concatenate([ends[0], middles]), np.concatenate([middles, ends[1]])


def _said(measure: str, value: float, months: int) -> str:
    if measure == "gap":
        return rounded(value)
    if measure == "first_gap" and value >= months:
        return "no gap"
    return f"{value:,.0f}"


def marks(found: Sweep, measure: str) -> pd.DataFrame:
    """Today, and the scenario laid on, as points of the map; those that have none are left out."""
    months = found.goal.file.program.months
    records = [
        {
            "place": name,
            "letter": letter,
            "first": place.first * scale_of(found.first)[0],
            "second": place.second * scale_of(found.second)[0],
            "said": _said(
                measure,
                min(place.measures[measure], months) if measure == "first_gap" else place.measures[measure],
                months,
            ),
        }
        for name, letter, place in ((TODAY, "T", found.today), (PROPOSAL, "P", found.proposal))
        if place is not None
    ]
    return pd.DataFrame.from_records(records, columns=["place", "letter", "first", "second", "said"])


def curve(line: Sequence[Point], first: Move, second: Move) -> pd.DataFrame:
    """Points on break-even: first, second (as shown) and in words; only where there is a crossing."""
    records = [
        {
            "first": point.first * scale_of(first)[0],
            "second": point.second * scale_of(second)[0],
            "first_said": stepped(first, point.first),
            "second_said": stepped(second, point.second),
        }
        for point in line
        if point.second is not None
    ]
    return pd.DataFrame.from_records(records, columns=["first", "second", "first_said", "second_said"])


def curve_table(line: Sequence[Point], first: Move, second: Move) -> pd.DataFrame:
    """For each value of the first lever, what it takes of the second, or how near the best comes."""
    return pd.DataFrame.from_records(
        [{first.name: stepped(first, point.first), second.name: _takes(point, second)} for point in line]
    )


def _takes(point: Point, second: Move) -> str:
    if point.throughout:
        return "any value will do"
    if point.second is None:
        return f"no value reaches it; nearest is {stepped(second, point.best)}, {rounded(point.missing)} missing"
    return stepped(second, point.second)


def map_table(cells: pd.DataFrame, first: Move, second: Move) -> pd.DataFrame:
    """The map as a table: the first lever down, the second across."""
    order = list(dict.fromkeys(cells.sort_values("second")["second_said"]))
    wide = cells.pivot_table(index="first_said", columns="second_said", values="said", aggfunc="first", sort=False)
    wide = wide.reindex(columns=order).fillna("")
    wide.index.name = f"{first.name} down, {second.name} across"
    return wide.reset_index()
