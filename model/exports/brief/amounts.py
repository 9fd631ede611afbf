"""Amounts as they are printed: rounded to what one can act on, so that every row and column adds up as it stands."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NOTHING = "–"


def step_for(values: Iterable[float]) -> int:
    """To how many dollars amounts are rounded that stand in one table: by the largest of them."""
    largest = max((abs(value) for value in values), default=0.0)
    return 100 if largest >= 10_000 else 10 if largest >= 1_000 else 1


def in_steps(step: int) -> str:
    """How a table's amounts are rounded, in words: a cell may be rounded away from the nearest, so that all foots."""
    return f"in {'whole dollars' if step == 1 else f'steps of {step} dollars'}, rounded up or down so that it adds up"


def apportioned(values: Sequence[float], step: int = 1, total: int | None = None) -> tuple[int, ...]:
    """Values rounded to a step, up or down, so that their sum is the total.

    What remains goes to those that were cut most; each differs from its value by less than one step.

    Args:
        values: unrounded.
        step: what they are multiples of afterwards.
        total: their sum afterwards, within a step of the sum of the values; by default that sum, rounded.
    """
    exact = [value / step for value in values]
    whole = [math.floor(share) for share in exact]
    units = round(math.fsum(exact)) if total is None else total // step
    missing = units - sum(whole)
    most_cut = sorted(range(len(exact)), key=lambda n: whole[n] - exact[n])
    for place in most_cut[:missing]:
        whole[place] += 1
    return tuple(units * step for units in whole)


def footing(rows: Mapping[str, Sequence[float]], step: int) -> "dict[str, Row]":
    """Rows rounded so that cells add up to rows and columns, and all of it to the rounded sum of everything."""
    totals = apportioned([math.fsum(values) for values in rows.values()], step)
    pairs = zip(rows.items(), totals, strict=True)
    return {name: Row(apportioned(values, step, total)) for (name, values), total in pairs}


@dataclass(frozen=True)
class Row:
    """Whole numbers by column, and their sum."""

    cells: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of the cells as printed."""
        return sum(self.cells)

    def __add__(self, other: "Row") -> "Row":
        return Row(tuple(a + b for a, b in zip(self.cells, other.cells, strict=True)))

    @property
    def empty(self) -> bool:
        """Whether nothing but zeros would be printed."""
        return not any(self.cells)

    def dollars(self) -> tuple[str, ...]:
        """Cells and sum as dollars."""
        return tuple(NOTHING if not cell else dollars(cell) for cell in (*self.cells, self.total))

    def counts(self) -> tuple[str, ...]:
        """Cells and sum as numbers."""
        return tuple(NOTHING if not cell else f"{cell:,}" for cell in (*self.cells, self.total))


def dollars(amount: int) -> str:
    """A rounded amount."""
    return f"{'-' if amount < 0 else ''}${abs(amount):,}"


def summed(rows: Mapping[str, Row]) -> Row:
    """The sum of rows, cell by cell."""
    first, *others = rows.values()
    for other in others:
        first += other
    return first


def merged(columns: Sequence[float], most: int) -> tuple[float, ...]:
    """Columns of which those past the most that fit are one."""
    if len(columns) <= most:
        return tuple(columns)
    return (*columns[: most - 1], math.fsum(columns[most - 1 :]))
