"""Guesses as tables: what each moves, every input with its origin, and what an interview assumed."""

from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from model.exports.cited import amount
from model.guesses import Input, Swing
from model.guesses.swings import Ends
from model.inputs.assumptions import Assumptions
from model.interview import Assumed
from model.sentences import rounded

KINDS = {"own": "your own", "cited": "a source", "guess": "a guess", "default": "left out"}
NOTHING = "–"
SHOWN_VALUES = 6


def ranked_table(ranked: Iterable[Swing]) -> pd.DataFrame:
    """Guesses that could be moved, the largest first: their range, and the answer at its low and its high end."""
    return pd.DataFrame(
        [
            {
                "Guess": swing.guess.label,
                "Now": values_in_words(swing.guess),
                "Could be": _range(swing.guess),
                "Position-months, at its low and high end": _ends(swing.position_months, _months),
                "What nobody pays, at its low and high end": _ends(swing.gap, _dollars),
            }
            for swing in ranked
            if swing.ranked
        ]
    )


def unranked(ranked: Iterable[Swing]) -> list[str]:
    """Guesses that could not be moved, each with the reason."""
    return [f"{swing.guess.label}: {swing.note}." for swing in ranked if not swing.ranked]


def input_table(inputs: Iterable[Input], assumptions: Assumptions) -> pd.DataFrame:
    """Every input with its value, where it comes from, and (title, address) of what it cites in `sources`."""
    return pd.DataFrame(
        [
            {
                "Input": found.label,
                "Value": values_in_words(found),
                "Comes from": KINDS[found.kind],
                "In the program's words": _basis(found, assumptions),
                "sources": [(assumptions.sources[key].title, assumptions.sources[key].url) for key in found.sources],
            }
            for found in inputs
        ]
    )


def assumed_table(rows: Iterable[Assumed], ranked: Sequence[Swing]) -> pd.DataFrame:
    """What an interview assumed, the guesses that move the answer most first, then the rest in the program's order."""
    order = sorted(rows, key=lambda row: _rank(row.path, ranked))
    return pd.DataFrame(
        [
            {
                "What": row.label,
                "Assumed": _value(row.value, row.unit),
                "Could be": _between(row.low, row.high, row.unit),
                "sources": [(row.title, row.url)] if row.title else [],
                "Why, and what to know": row.why,
            }
            for row in order
        ]
    )


def _rank(path: str, ranked: Sequence[Swing]) -> int:
    """The place of the guess that a path is, or is part of; behind all for what is no guess."""
    places = [
        place
        for place, swing in enumerate(ranked)
        if swing.ranked and (path == swing.guess.path or path.startswith(f"{swing.guess.path}["))
    ]
    return places[0] if places else len(ranked)


def values_in_words(found: Input) -> str:
    """The values of an input with their unit; the first of many."""
    several = list(found.values)
    told = [amount(value, found.unit) for value in several[:SHOWN_VALUES]]
    return ", ".join(told) + (" …" if len(several) > SHOWN_VALUES else "") or NOTHING


def _basis(found: Input, assumptions: Assumptions) -> str:
    entry = assumptions.entries.get(found.basis)
    return entry.label if entry else found.basis or found.why


def _range(found: Input) -> str:
    """Between which values an input may lie; of several numbers, each of their ranges."""
    told = [_between(one.low, one.high, found.unit) for one in found.ranges if one is not None]
    return ", ".join(dict.fromkeys(told)) or NOTHING


def _between(low: float | None, high: float | None, unit: str) -> str:
    """Two ends, the unit after the second; of a share, percent says enough."""
    if low is None or high is None or low == high:
        return NOTHING
    if unit.startswith("share"):
        return f"{amount(low, 'share')} to {amount(high, 'share')}"
    return (
        f"{amount(low, 'dollars')} to {amount(high, unit)}" if "dollars" in unit else f"{low:g} to {amount(high, unit)}"
    )


def _value(value: float | tuple[float, ...] | None, unit: str) -> str:
    values = () if value is None else value if isinstance(value, tuple) else (value,)
    return ", ".join(amount(one, unit) for one in values) or NOTHING


def _ends(ends: Ends, said: Callable[[float], str]) -> str:
    return " / ".join(said(end) for end in ends)


def _months(change: float) -> str:
    months = round(change)
    return f"{abs(months)} {'more' if months > 0 else 'fewer'}" if months else "no change"


def _dollars(change: float) -> str:
    return f"{rounded(abs(change))} {'more' if change > 0 else 'less'}" if abs(change) >= 1 else "no change"
