"""Swings: each guess moved alone to the ends of its range, on the real model."""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from model.draws import in_chunks
from model.findings import findings
from model.guesses.inputs import Input
from model.guesses.origins import Range, own_ends
from model.guesses.places import Number
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile, program_of
from model.inputs.numbers import Array, Dated, Entry
from model.inputs.schema import kind_at
from model.inputs.selectors import put, value_at
from model.projection import Projection, project

Measure = Literal["position_months_sustained", "gap"]
Measured = Callable[[Projection], Mapping[str, Array]]
Progress = Callable[[float], None]
Ends = tuple[float, float]
NO_RANGE = "nobody states a range, so it is not known how much it matters"
DOES_NOT_FIT = "at an end of its range the program no longer holds together"


@dataclass(frozen=True, kw_only=True, eq=False)
class Swing:
    """One guess, and what the answer does when it moves alone.

    Attributes:
        guess: the input.
        position_months: change of position-months sustained with the guess at its low end, and at its high end.
        gap: change of the gap in dollars, likewise.
        note: why it is not ranked; empty where it is.
    """

    guess: Input
    position_months: Ends = (0.0, 0.0)
    gap: Ends = (0.0, 0.0)
    note: str = ""

    @property
    def ranked(self) -> bool:
        """Whether the guess could be moved."""
        return not self.note

    def size(self, measure: Measure) -> float:
        """The larger change of the two ends, without its sign."""
        return max(map(abs, self.gap if measure == "gap" else self.position_months))


def swings(
    file: ProgramFile,
    inputs: Sequence[Input],
    measure: Measure = "position_months_sustained",
    progress: Progress | None = None,
) -> tuple[Swing, ...]:
    """Move each guess alone to the low and the high end of its range, and project.

    Amounts of all guesses are moved in one batch of draws; numbers that decide the shape of the program, such as a
    ramp or a month, each in a projection of their own. A number keeps its dates and its growth. Guesses that have no
    range come last, unranked: no span is made up for them.

    Args:
        file: a program.
        inputs: of that program.
        measure: what ranks them; of two that move it alike, the one that moves the other measure more comes first.
        progress: told the share that is done, from time to time.

    Returns:
        A swing for each guess, the largest first.
    """
    guesses = [found for found in inputs if found.kind == "guess"]
    movable = [guess for guess in guesses if any(guess.ranges)]
    tell = progress or (lambda _: None)
    base, ends = moved_alone(file, movable, _measured, tell)
    found = [_swing(guess, ends[guess], base) for guess in movable]
    still = [Swing(guess=guess, note=NO_RANGE) for guess in guesses if guess not in movable]
    other: Measure = "gap" if measure == "position_months_sustained" else "position_months_sustained"
    order = sorted(found, key=lambda s: (not s.ranked, -round(s.size(measure), 6), -round(s.size(other), 2)))
    tell(1.0)
    return (*order, *still)


def moved_alone(
    file: ProgramFile, inputs: Sequence[Input], measured: Measured, tell: Progress
) -> tuple[dict[str, float], dict[Input, dict[str, Array] | None]]:
    """What is measured as the file stands, and with each input alone at the low and the high end of its range.

    Args:
        file: a program.
        inputs: of that program, each with a range.
        measured: numbers of a projection, each (draws,).
        tell: told the share that is done, from time to time.

    Returns:
        Measures as the file stands; and by input, measures (2,) at its low and its high end, or None where an end
        leaves no program that holds together.
    """
    if not inputs:
        return {name: float(values[0]) for name, values in measured(project(file.program)).items()}, {}
    together = [moved for moved in inputs if all(_drawable(n) for n, r in _moving(moved) if r)]
    found = _in_one_batch(file, together, measured, lambda done: tell(done * len(together) / len(inputs)))
    if found is None:  # one of them leaves no program, and the others are still to be told
        together, found = [], measured(project(file.program))
    ends: dict[Input, dict[str, Array] | None] = {
        moved: {name: values[1 + 2 * place : 3 + 2 * place] for name, values in found.items()}
        for place, moved in enumerate(together)
    }
    for moved in inputs:
        if moved not in ends:
            ends[moved] = _each_end(file, moved, measured)
            tell(len(ends) / len(inputs))
    return {name: float(values[0]) for name, values in found.items()}, ends


def _swing(guess: Input, ends: Mapping[str, Array] | None, base: Mapping[str, float]) -> Swing:
    if ends is None:
        return Swing(guess=guess, note=DOES_NOT_FIT)
    months, gap = (ends[name] - base[name] for name in ("position_months_sustained", "gap"))
    return Swing(
        guess=guess,
        position_months=(float(months[0]), float(months[1])),
        gap=(float(gap[0]), float(gap[1])),
    )


def _measured(projection: Projection) -> dict[str, Array]:
    """Position-months sustained and gap, as comparisons of scenarios measure them: each (draws,)."""
    return {
        "position_months_sustained": findings(projection).positions_sustained.sum(axis=-1),
        "gap": projection.funding.gap.sum(axis=(1, 2)),
    }


def _moving(guess: Input) -> Iterator[tuple[Number, Range | None]]:
    yield from zip(guess.numbers, guess.ranges, strict=True)


def _drawable(number: Number) -> bool:
    """Amounts may be drawn; whole numbers, growth and shares that are fixed decide the shape of a program."""
    spec = number.spec
    return kind_at(number.loc) is not None and not spec.whole and (spec.dated or spec.unit == "dollars")


def _in_one_batch(
    file: ProgramFile, guesses: Sequence[Input], measured: Measured, tell: Progress
) -> Mapping[str, Array] | None:
    """What is measured as the file says, then with each guess at its low and its high end, by draw.

    None where one of them leaves no program.
    """
    tree, draws = copy.deepcopy(file.tree), 1 + 2 * len(guesses)
    for place, guess in enumerate(guesses):
        for number, range_ in _moving(guess):
            if range_ is not None:
                put(tree, number.loc, _moved(number, range_, draws, 1 + 2 * place))
    try:
        program = program_of(tree, file.name).program
    except InputError:
        return None
    return in_chunks(program, measured, after=lambda done: tell(done / draws))


def _each_end(file: ProgramFile, guess: Input, measured: Measured) -> dict[str, Array] | None:
    """What is measured with one guess at its low and at its high end; None where that leaves no program."""
    found = []
    for end in (0, 1):
        tree = copy.deepcopy(file.tree)
        for number, range_ in _moving(guess):
            if range_ is not None:
                _put_end(tree, number, _moved(number, range_, 2, 0), end)
        try:
            found.append(measured(project(program_of(tree, file.name).program)))
        except InputError:
            return None
    return {name: np.concatenate([part[name] for part in found]) for name in found[0]}


def _put_end(tree: dict[str, Any], number: Number, moved: Dated, end: int) -> None:
    one = Dated(
        tuple(replace(e, value=float(np.atleast_1d(e.value)[min(end, np.size(e.value) - 1)])) for e in moved.entries)
    )
    if number.loc[-1] == "annual_change" and kind_at(number.loc) is None:
        held = value_at(tree, number.loc[:-1])
        held["annual_change"] = one.value
    else:
        put(tree, number.loc, one)


def _moved(number: Number, range_: Range, draws: int, at: int) -> Dated:
    """A number by draw: as it is, but for the draws `at` and `at + 1`, which have it at its low and its high end.

    The program's own ends are those of each entry. A range from elsewhere is one of the first value: later entries
    keep their distance to it.
    """
    assert number.dated is not None
    first = float(number.dated.entries[0].value)
    return Dated(tuple(_entry(entry, range_, first, draws, at) for entry in number.dated.entries))


def _entry(entry: Entry, range_: Range, first: float, draws: int, at: int) -> Entry:
    own = own_ends(entry)
    if range_.said_by == "the program":
        ends = own or (entry.value, entry.value)
    else:
        ends = tuple(entry.value * end / first if first else end for end in (range_.low, range_.high))
    values = np.full(draws, entry.value, dtype=np.float64)
    values[at : at + 2] = ends
    return replace(entry, value=values, low=None, high=None, distribution=None)
