"""Tables of what is asked about futures beside the odds: solved ranges, swings, shares, decisions, stress tests."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from model.inputs.assumptions import Assumptions
from model.uncertainty.apart import Apart
from model.uncertainty.finding_out import FindingOut, asks
from model.uncertainty.indices import Indices
from model.uncertainty.solving import LEVELS, SolvedRange
from model.uncertainty.stress import Stressed
from model.uncertainty.tornado import MEASURES, Tornado

Rows = list[dict[str, Any]]
Tables = dict[str, Rows]


def solved_tables(question: str, found: Mapping[str, SolvedRange]) -> Tables:
    """What was solved for: `solved`, a row for each number, and `solved_draws`, a row for each future and number."""
    rows, draws = list[dict[str, Any]](), list[dict[str, Any]]()
    for name, one in found.items():
        row: dict[str, Any] = {"solved_for": question, "name": name}
        row |= {"draws": one.solved.draws, "solved": one.solved.count}
        for place, level in enumerate(LEVELS):
            key, fan = f"percentile_{100 * level:.0f}", one.percentiles
            row |= {key: None, f"{key}_from": None, f"{key}_to": None}
            if fan is not None:
                ends = zip((key, f"{key}_from", f"{key}_to"), (fan.values, fan.low, fan.high), strict=True)
                row |= {end: finite(values[place]) for end, values in ends}
        rows.append(row)
        draws += [
            {"solved_for": question, "name": name, "draw": draw, "value": finite(value)}
            for draw, value in enumerate(one.values)
        ]
    return {"solved": rows, "solved_draws": draws}


def tornado_tables(found: Tornado) -> Tables:
    """`tornado`: for each measure and input the change at either end, the largest first."""
    rows = [
        {"measure": measure, "means": MEASURES[measure], "name": bar.input.path, "label": bar.input.label}
        | {"unit": bar.input.unit, "low": bar.input.low, "high": bar.input.high}
        | {"change_at_low": bar.ends[measure][0], "change_at_high": bar.ends[measure][1]}
        for measure in ("sustained", "money", "runway")
        for bar in found.ranked(measure)
    ]
    return {"tornado": rows}


def index_tables(found: Mapping[str, Indices], labels: Mapping[str, str]) -> Tables:
    """`indices`: for each measure and input its first-order and total index with 80 % intervals."""
    rows = [
        {"measure": measure, "name": one.name, "label": labels.get(one.name, one.name)}
        | {"first": one.first, "first_from": one.first_low, "first_to": one.first_high}
        | {"total": one.total, "total_from": one.total_low, "total_to": one.total_high}
        | {"points": of.points, "projections": of.runs, "seed": of.seed}
        for measure, of in found.items()
        for one in of.inputs
    ]
    return {"indices": rows}


def finding_tables(found: FindingOut, labels: Mapping[str, str], measure: str) -> Tables:
    """`decisions`: what each is worth; `finding_out`: what knowing each input would gain, and whom to ask."""
    decisions = [
        {"measure": measure, "decision": name, "mean": mean, "chance_best": share, "best": name == found.best}
        for name, mean, share in zip(found.actions, found.means, found.chance_best, strict=True)
    ]
    inputs = [
        {"measure": measure, "name": one.name, "label": labels.get(one.name, one.name), "ask": asks(one.name)}
        | {"gain": one.value, "error": one.error, "by_chance": one.by_chance, "stands": one.stands}
        for one in found.inputs
    ]
    return {"decisions": decisions, "finding_out": inputs}


def apart_tables(found: Mapping[str, Apart]) -> Tables:
    """`apart`: for each measure its 80 % band by chance, by ignorance and by both, and the share due to chance."""
    rows = [
        {"measure": measure, "due_to": name, "from": float(spread.low), "to": float(spread.high)}
        | {"mean": float(spread.mean), "chance_share": float(one.chance_share), "draws": spread.draws}
        for measure, one in found.items()
        for name, spread in (("chance", one.chance), ("ignorance", one.ignorance), ("both", one.both))
    ]
    return {"apart": rows}


def stress_tables(results: Sequence[Stressed], assumptions: Assumptions) -> Tables:
    """`stress`: what happens and what it does; `stress_numbers`: how hard each presses, and where that is from."""
    tests = [
        {"stress": r.stress.name, "what_happens": r.stress.why, "what_it_does": r.sentence, "applies": bool(r.result)}
        for r in results
    ]
    numbers = [
        {"stress": r.stress.name, "number": entry.key, "label": entry.label, "unit": entry.unit}
        | {"value": entry.value, "low": entry.low, "high": entry.high, "confidence": entry.confidence}
        | {"source": "" if entry.source is None else assumptions.sources[entry.source].title}
        | {"locator": entry.locator, "why": entry.note}
        for r in results
        for entry in r.stress.entries
    ]
    return {"stress": tests, "stress_numbers": numbers}


def joined_tables(every: Iterable[Tables]) -> Tables:
    """Tables of several questions; rows of one name under one another."""
    result: Tables = {}
    for tables in every:
        for name, rows in tables.items():
            result.setdefault(name, []).extend(rows)
    return result


def finite(value: Any) -> float | None:
    """A number for a table; nothing for what is none."""
    return float(value) if np.isfinite(value) else None
