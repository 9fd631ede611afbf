"""The months of a projection, and dated values laid over them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.months import Month
from model.inputs.numbers import Amount, Array, Dated
from model.inputs.program import Program

WEEKS_PER_MONTH = 52 / 12


@dataclass(frozen=True)
class Horizon:
    """The first month and the number of months."""

    start: Month
    months: int

    @classmethod
    def of(cls, program: Program) -> "Horizon":
        """The horizon of a program."""
        return cls(program.start, program.months)

    def values(self, dated: Dated, *, base: Month | None = None, growth: Dated | None = None) -> Array:
        """A dated value in every month: (draws or 1, months)."""
        change: Amount = 0.0 if growth is None else growth.entries[0].value
        return dated.by_month(self.start, self.months, base=base, growth=change)

    def table(self, dated: Iterable[Dated], *, growth: Dated | None = None) -> Array:
        """Several dated values, one a row: (draws or 1, rows, months)."""
        return stacked([self.values(d, growth=growth) for d in dated], self.months)

    def within(self, start: Month | None, end: Month | None) -> Array:
        """1 in the months of a span, 0 outside: (months,)."""
        calendar = np.arange(self.start, self.start + self.months)
        first = -np.inf if start is None else start
        last = np.inf if end is None else end
        return ((calendar >= first) & (calendar <= last)).astype(np.float64)

    @property
    def index(self) -> Array:
        """0 … months-1."""
        return np.arange(self.months, dtype=np.float64)

    @property
    def calendar_months(self) -> Array:
        """1 … 12 for each month."""
        return (np.arange(self.start, self.start + self.months) % 12 + 1).astype(np.float64)


def stacked(rows: Sequence[Array], months: int) -> Array:
    """Rows of (draws or 1, months) as one array (draws or 1, rows, months); no rows give an empty middle axis."""
    if not rows:
        return np.zeros((1, 0, months))
    if len(rows[0]) > 1 and all(row is rows[0] for row in rows):
        return np.broadcast_to(rows[0][:, None], (len(rows[0]), len(rows), months))  # many draws are not copied
    return np.stack(np.broadcast_arrays(*rows), axis=1)
