"""Tornado: each unknown input moved alone over its range, and what that does in dollars and in months."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.findings import INACTIVE, RESERVE, statuses
from model.guesses.inputs import Input
from model.guesses.swings import DOES_NOT_FIT, Ends, Progress, moved_alone
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.projection import Projection
from model.sentences import rounded
from model.uncertainty.offered import LAW, OWN

Measure = Literal["money", "runway", "sustained"]
MEASURES: dict[str, str] = {
    "money": "reserve at the end less all that is still unpaid, in dollars",
    "runway": "months before the first gap",
    "sustained": "position-months sustained",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Bar:
    """One unknown input moved alone.

    Attributes:
        input: what is moved.
        ends: by measure, its change with the input at its low and at its high end.
        note: why it could not be moved; empty where it could.
    """

    input: Input
    ends: Mapping[str, Ends]
    note: str = ""

    def size(self, measure: str) -> float:
        """The larger change of the two ends, without its sign."""
        return max(map(abs, self.ends[measure])) if self.ends else 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Tornado:
    """All inputs that have a range, moved one at a time.

    Attributes:
        base: measures as the file stands.
        bars: one for each input, in the order of the program.
        seats_end: whether seats end for lack of money.
    """

    base: Mapping[str, float]
    bars: tuple[Bar, ...]
    seats_end: bool

    def ranked(self, measure: Measure) -> tuple[Bar, ...]:
        """Bars that move a measure, the largest first; those that could not be moved are left out."""
        moving = [bar for bar in self.bars if bar.size(measure) > LEAST[measure]]
        return tuple(sorted(moving, key=lambda bar: -bar.size(measure)))

    @property
    def still(self) -> tuple[Bar, ...]:
        """Bars whose input could not be moved."""
        return tuple(bar for bar in self.bars if bar.note)


SOONER = "Seats end here when money is short, so less money can leave less unpaid: they end sooner."
LEAST: dict[Measure, float] = {"money": 0.5, "runway": 0.05, "sustained": 0.05}


def measured(projection: Projection) -> dict[str, Array]:
    """The measures by which what is not known is weighed: each (draws,) and finite.

    Runway is at most the horizon: what lies beyond it is not projected. A gap that was repaid later has been taken out
    of money that would else be in the reserve, so only what is still owed counts.
    """
    status, first_gap = statuses(projection)
    funding = projection.funding
    return {
        "money": funding.reserve[:, -1] - funding.owed[:, -1],
        "runway": np.minimum(first_gap, projection.program.months).astype(np.float64),
        "sustained": ((status > INACTIVE) & (status < RESERVE)).sum(axis=(1, 2)).astype(np.float64),
    }


def tornado(file: ProgramFile, inputs: Sequence[Input], progress: Progress | None = None) -> Tornado:
    """Move each input alone to the low and the high end of its range, and project.

    Args:
        file: a program.
        inputs: of that program; those without a range are left out.
        progress: told the share that is done, from time to time.
    """
    moved = [found for found in inputs if any(found.ranges)]
    base, ends = moved_alone(file, moved, measured, progress or (lambda _: None))
    bars = tuple(_bar(found, ends[found], base) for found in moved)
    return Tornado(base=base, bars=bars, seats_end=file.program.when_unfunded == "end")


def unknown(inputs: Iterable[Input], *, offered: bool = False) -> list[Input]:
    """The inputs whose range the program states; with `offered`, also those for which an assumption offers one.

    Ranges of law say what is allowed, not what may be, and are not taken, as in draws.
    """
    return [
        i for i in inputs if any(r is not None and (r.said_by == OWN or (offered and r.means != LAW)) for r in i.ranges)
    ]


def _bar(moved: Input, ends: Mapping[str, Array] | None, base: Mapping[str, float]) -> Bar:
    if ends is None:
        return Bar(input=moved, ends={}, note=DOES_NOT_FIT)
    changes = {name: (float(at[0]) - base[name], float(at[1]) - base[name]) for name, at in ends.items()}
    return Bar(input=moved, ends=changes)


def in_words(found: Tornado) -> str:
    """Which input moves the money most, and what is left at either end of its range."""
    ranked = found.ranked("money")
    if not ranked:
        return "No input with a range moves the money." if found.bars else "No input of this program has a range."
    first = ranked[0]
    low, high = (rounded(found.base["money"] + end) for end in first.ends["money"])
    said = (
        f"{first.input.label} alone moves what is left at the end, less what is still unpaid: {low} at the low end of "
        f"its range, {high} at the high end."
    )
    return f"{said} {SOONER}" if found.seats_end else said
