"""Numbers as people give them: a value, a value by date, a value with growth, and what is not known about it."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.inputs.distribution import Distribution, pert
from model.inputs.months import MONTHS_PER_YEAR, Month

Array = NDArray[np.float64]
Order = NDArray[np.intp]  # places in an array
Codes = NDArray[np.int8]  # small whole numbers
Flags = NDArray[np.bool_]  # yes or no
Amount = float | Array  # one number, or one for each draw
Loc = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One value and the months it holds for.

    Attributes:
        value: the number, or (draws,) of them.
        start: first month; None for a value that holds from the beginning.
        growth: its own annual change, or (draws,) of them; None when it has none.
        growth_spread: what is not known about that change; None where it is drawn already, or nothing is left open.
        scales: (from, factor) pairs laid on by scenarios.
        low: the least it may be, when that was stated.
        high: the most it may be, when that was stated.
        distribution: by name, when that was stated; without one, `low` and `high` are the ends of a PERT.
    """

    value: Amount
    start: Month | None = None
    growth: Amount | None = None
    growth_spread: Distribution | None = None
    scales: tuple[tuple[Month, float], ...] = ()
    low: float | None = None
    high: float | None = None
    distribution: Distribution | None = None

    @property
    def spread(self) -> Distribution | None:
        """What is not known about the value; None where it is drawn already, or nothing is left open."""
        if np.ndim(self.value):
            return None
        return self.distribution or pert(float(self.value), self.low, self.high)

    @property
    def drawn(self) -> int:
        """How many draws it holds: 1, or as many as are in the place of its value or its growth."""
        values = self.value.size if isinstance(self.value, np.ndarray) else 1
        return max(values, self.growth.size) if isinstance(self.growth, np.ndarray) else values

    def some(self, which: slice) -> "Entry":
        """The entry with only some of its draws."""
        value, growth = (a if a is None or np.size(a) == 1 else np.asarray(a)[which] for a in (self.value, self.growth))
        assert value is not None
        return replace(self, value=value, growth=growth)

    def scaled(self, factor: float) -> "Entry":
        """The entry with its value, and all that is said of it, times a factor."""
        return replace(
            self,
            value=self.value * factor,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            distribution=None if self.distribution is None else self.distribution.scaled(factor),
        )

    def by_month(self, months: Array, base: Month, group_growth: Amount) -> Array:
        """The entry in each of the calendar months given: (draws or 1, months).

        An own annual change takes the place of the group's: growing by both would count inflation twice.
        """
        growth = group_growth if self.growth is None else self.growth
        anniversaries = np.maximum(0, (months - (base if self.start is None else self.start)) // MONTHS_PER_YEAR)
        values = np.atleast_1d(self.value)[:, None] * (1 + np.atleast_1d(growth)[:, None]) ** anniversaries
        for start, factor in self.scales:
            values = values * np.where(months >= start, factor, 1.0)
        return values


@dataclass(frozen=True, eq=False)
class Dated:
    """A number that may change from month to month: entries in order of their first month."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, value: Amount) -> "Dated":
        """A number that never changes."""
        return cls((Entry(value=value),))

    @property
    def value(self) -> float:
        """The first number: all there is to a number marked fixed."""
        return self.entries[0].value  # type: ignore[return-value]  # arrays of draws are read by `by_month` only

    @property
    def constant(self) -> bool:
        """Whether one value holds throughout, without date or growth."""
        entry = self.entries[0]
        return len(self.entries) == 1 and entry.start is None and not entry.scales and entry.growth is None

    @property
    def first(self) -> Month | None:
        """The month from which a value is given; None when it holds from the beginning."""
        return self.entries[0].start

    def by_month(
        self,
        start: Month,
        months: int,
        *,
        base: Month | None = None,
        growth: Amount = 0.0,
        index: Array | None = None,
    ) -> Array:
        """The value in every month of a horizon: (draws or 1, months).

        Args:
            start: the first month.
            months: how many.
            base: the month for which an undated amount is stated, when that is not `start`.
            growth: annual change of the group the value stands in; each entry grows from its own month.
            index: (draws or 1, months) an index that amounts follow from the month they are stated for.
        Source:
            model.md, section 0. An entry grows, at each 12-month anniversary of its own month, for as long as it is in
            force, so that a later entry never changes an earlier month.
        """
        if index is None and np.ndim(growth) == 0 and growth == 0 and self.constant:
            value = self.entries[0].value
            if not isinstance(value, np.ndarray):
                return np.full((1, months), value)
            return np.repeat(np.atleast_1d(value)[:, None], months, axis=1)
        calendar = np.arange(start, start + months, dtype=np.float64)
        base = start if base is None else base
        result = np.zeros((1, months))
        for number, entry in enumerate(self.entries):
            values = entry.by_month(calendar, base, growth)
            if index is not None:
                stated = 0 if entry.start is None else min(max(entry.start - start, 0), months - 1)
                values = values * index / index[:, stated : stated + 1]
            # months before the first value are read by nobody; holding it there keeps them from dividing by 0
            result = values if number == 0 else np.where(calendar >= (entry.start or 0), values, result)
        return result

    def at(self, month: Month) -> float:
        """The value in one month, of a number without draws and without a group that grows."""
        return float(self.by_month(month, 1)[0, 0])

    def set_from(self, month: Month, later: "Dated") -> "Dated":
        """These values before the month, `later` from it on; what was dated later no longer applies."""
        kept = tuple(e for e in self.entries if e.start is None or e.start < month)
        added = [replace(e, start=month if e.start is None else max(month, e.start)) for e in later.entries]
        added = [
            e
            for e, following in zip(added, [*added[1:], None], strict=True)
            if not following or e.start != following.start
        ]
        return Dated((*kept, *added))

    def scaled(self, factor: float, month: Month | None) -> "Dated":
        """Every value times a factor, from a month on or throughout."""
        if month is not None:
            return Dated(tuple(replace(e, scales=(*e.scales, (month, factor))) for e in self.entries))
        return Dated(tuple(e.scaled(factor) for e in self.entries))
