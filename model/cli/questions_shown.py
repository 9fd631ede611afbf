"""Answers about levers and wages: as plain values, as rows of a file, and as people see them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np

from model.cli.figures import NOTHING, dollars, rounded_to, short, step_for
from model.cli.questions import plain, said, show_assumed
from model.cli.screen import Screen

if TYPE_CHECKING:
    from model.questions.break_even import BreakEven, BreakEvenTable
    from model.questions.frontier import Frontier
    from model.questions.goals import Goal
    from model.questions.highest_wage import Affordable, HighestWage
    from model.questions.moves import Move
    from model.questions.sweep import Place, Sweep

Object = dict[str, Any]


class Measure(StrEnum):
    """What a map can show."""

    positions_at_end = "positions_at_end"
    position_months = "position_months"
    gap = "gap"
    first_gap = "first_gap"


HEADINGS = {
    "positions_at_end": "Positions sustained in the last month",
    "position_months": "Months of positions sustained",
    "gap": "What nobody pays",
    "first_gap": "First month with a gap",
}


def goal_object(goal: "Goal") -> Object:
    """What was asked."""
    return {
        "words": goal.words,
        "positions": list(goal.wanted.positions or ()),
        "paid_by": goal.wanted.paid_by,
        "first": str(goal.first),
        "last": str(goal.last),
        "moving_from": str(goal.start),
    }


def move_object(move: "Move") -> Object:
    """A lever."""
    return {
        "lever": move.key,
        "target": move.target,
        "name": move.name,
        "today": plain(move.now),
        "from": plain(move.start),
        "low": move.range.low,
        "high": move.range.high,
        "works_one_way": move.one_way,
    }


def table_object(table: "BreakEvenTable") -> Object:
    """Several levers, each alone."""
    return {
        "question": "solve",
        "goal": goal_object(table.goal),
        "beyond_today": table.today,
        "sentences": list(table.sentences),
        "levers": [_row_object(row) for row in table.rows],
        "not_asked": list(table.left_out),
    }


def _row_object(row: "BreakEven") -> Object:
    answer = row.answer
    reached = row.found.exact is not None
    return {
        **move_object(row.move),
        "reached": reached,
        "any_value": row.found.throughout,
        "value": getattr(answer, "value", None),
        "exact": plain(row.found.exact),
        "best": getattr(answer, "best", None),
        "missing": plain(getattr(answer, "missing", 0.0)),
        "tolerance": answer.tolerance,
        "values_looked_at": row.found.values,
        "changes": list(row.changes),
        "sentence": row.sentence,
    }


def table_rows(data: Object) -> list[Object]:
    """The levers as rows of a file."""
    return [{key: value for key, value in row.items() if key != "changes"} for row in data["levers"]]


def show_table(screen: Screen, table: "BreakEvenTable") -> None:
    """What would do alone, then what cannot."""
    sentences = table.sentences
    said(screen, sentences[:1])
    able = [row for row in table.rows if row.found.exact is not None]
    unable = [row for row in table.rows if row.found.exact is None]
    if able:
        screen.heading("Each alone, the others as they are")
        rows = [(row.move.name, [row.move.today, _to(row)]) for row in able]
        screen.grid("Lever", ["Today", "Break-even"], rows)
    if unable:
        step = step_for(getattr(row.answer, "missing", 0.0) for row in unable)
        screen.heading(f"No value of these reaches it{rounded_to(step)}")
        rows = [(row.move.name, [row.move.today, _best(row), dollars(_missing(row), step)]) for row in unable]
        screen.grid("Lever", ["Today", "Nearest", "Still missing"], rows)
    screen.heading("How each was looked for")
    screen.items(f"{row.move.name}: {row.looked}." for row in table.rows)
    screen.items(sentence for sentence in sentences[1:] if sentence.startswith(("Where", "Not asked")))


def _to(row: "BreakEven") -> str:
    return "any value" if row.found.throughout else row.move.show(getattr(row.answer, "value", 0.0))


def _best(row: "BreakEven") -> str:
    return row.move.show(getattr(row.answer, "best", 0.0))


def _missing(row: "BreakEven") -> float:
    return float(getattr(row.answer, "missing", 0.0))


def frontier_object(found: "Frontier") -> Object:
    """Two levers together."""
    return {
        "question": "frontier",
        "goal": goal_object(found.goal),
        "beyond_today": found.today,
        "sentences": list(found.sentences),
        "first": move_object(found.first),
        "second": move_object(found.second),
        "tolerance": found.tolerance,
        "points": [plain(vars(point)) for point in found.points],
    }


def show_frontier(screen: Screen, found: "Frontier") -> None:
    """Point by point."""
    said(screen, found.sentences[:2])
    screen.console.print()
    step = step_for(point.missing for point in found.points)
    rows = []
    for point in found.points:
        needed = "any value" if point.throughout else found.shown(point.best)
        reach = point.second is not None or point.throughout
        rows.append((found.first.show(point.first), [needed, NOTHING if reach else dollars(point.missing, step)]))
    screen.grid(found.first.name, [found.second.name, f"Still missing{rounded_to(step)}"], rows)


def sweep_object(found: "Sweep") -> Object:
    """Two levers over ranges; measures lie row by row of the first lever."""
    return {
        "question": "sweep",
        "goal": goal_object(found.goal),
        "sentences": list(found.sentences),
        "first": move_object(found.first),
        "second": move_object(found.second),
        "firsts": plain(found.firsts),
        "seconds": plain(found.seconds),
        "measures": plain(found.measures),
        "today": _place_object(found.today),
        "proposal": _place_object(found.proposal),
        "line": [plain(vars(point)) for point in found.line],
        "done": found.done,
        "complete": found.complete,
    }


def _place_object(place: "Place | None") -> Object | None:
    return None if place is None else {"first": place.first, "second": place.second, **plain(place.measures)}


def sweep_rows(data: Object) -> list[Object]:
    """One row a point."""
    return [
        {"first": first, "second": second, **{name: values[a][b] for name, values in data["measures"].items()}}
        for a, first in enumerate(data["firsts"])
        for b, second in enumerate(data["seconds"])
    ]


def show_sweep(screen: Screen, found: "Sweep", measure: Measure) -> None:
    """One measure as a table, at most a dozen values each way."""
    said(screen, found.sentences)
    values = found.measures[measure.value]
    rows, columns = (np.unique(np.linspace(0, n - 1, min(n, 12)).round().astype(int)) for n in values.shape)
    step = step_for(values[np.isfinite(values)].tolist()) if measure is Measure.gap else 1
    screen.heading(f"{HEADINGS[measure.value]}{rounded_to(step)}")
    screen.say(f"Down: {found.first.name}. Across: {found.second.name}.")
    heads = [found.second.show(float(found.seconds[c])) for c in columns]
    cells = [
        (found.first.show(float(found.firsts[r])), [_cell(found, measure, float(values[r, c]), step) for c in columns])
        for r in rows
    ]
    screen.grid("", heads, cells)


def _cell(found: "Sweep", measure: Measure, value: float, step: int) -> str:
    if np.isnan(value):
        return "?"
    if measure is Measure.gap:
        return dollars(value, step)
    if measure is Measure.first_gap:
        return short(found.goal.file.program.start.plus(int(value))) if np.isfinite(value) else "none"
    return f"{value:.0f}"


def wage_object(found: "HighestWage") -> Object:
    """Highest affordable wages."""
    return {
        "question": "wage",
        "paid_by": found.paid_by,
        "sentences": list(found.sentences),
        "answers": [_affordable_object(answer) for answer in found.answers],
        "assumed": list(found.assumed),
    }


def _affordable_object(answer: "Affordable") -> Object:
    return {
        "ladders": list(answer.ladders),
        "when": answer.stretch.label,
        "first": str(answer.stretch.first),
        "months": answer.stretch.months,
        "floor": answer.floor,
        "affordable": answer.times is not None,
        "times": answer.times,
        "missing": plain(getattr(answer.found.answer, "missing", 0.0)),
        "pay": [plain(vars(pay)) for pay in answer.pay],
        "changes": list(answer.changes),
        "sentence": answer.sentence,
    }


def wage_rows(data: Object) -> list[Object]:
    """One row a ladder, group of ladders and stretch."""
    rows = []
    for answer in data["answers"]:
        kept = {key: value for key, value in answer.items() if key not in ("ladders", "pay", "changes")}
        paid: Mapping[str, Any] = {pay["name"]: pay for pay in answer["pay"]}
        rows += [
            {
                "ladder": name,
                "together": len(answer["ladders"]) > 1,
                "entry_wage": paid[name]["steps"][0] if name in paid else None,
                "entry_wage_today": paid[name]["today"][0] if name in paid else None,
                **kept,
            }
            for name in answer["ladders"]
        ]
    return rows


def show_wage(screen: Screen, found: "HighestWage") -> None:
    """Each stretch and ladder."""
    screen.say("The highest wage that is affordable", "bold")
    screen.items(found.sentences)
    show_assumed(screen, found.assumed)
