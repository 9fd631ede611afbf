"""One thing that is not known, and its draws: an input with a range, or an event that may happen."""

from dataclasses import dataclass, replace

from propcache import cached_property

from model.inputs.distribution import Distribution
from model.inputs.numbers import Array, Flags
from model.uncertainty.distributions import at_chances
from model.uncertainty.offered import Offered

PERCENT = 100.0


@dataclass(frozen=True, kw_only=True, eq=False)
class UncertainInput:
    """One input that is not known, and its draws.

    Attributes:
        name: as scenarios name it.
        label: in plain words.
        unit: of its numbers.
        value: what a plain projection reads.
        spread: its distribution.
        means: `given` for a range of the file, else survey or judgement, of an assumption.
        said_by: the program, or the key of the assumption.
        chances: (draws,) the chance that it lies below the value drawn.
        offered: the range offered, where it is one.
    """

    name: str
    label: str
    unit: str
    value: float
    spread: Distribution
    means: str
    said_by: str
    chances: Array
    offered: Offered | None = None

    @cached_property
    def values(self) -> Array:
        """(draws,) values; of an offered range that moves several numbers, those of the first."""
        return at_chances(self.spread, self.chances)

    def some(self, which: slice) -> "UncertainInput":
        """The same with only some of its draws."""
        return replace(self, chances=self.chances[which])

    @property
    def words(self) -> str:
        """Its distribution in words, shares in percent."""
        in_percent = self.spread.scaled(PERCENT) if self.unit.startswith("share") else None
        return self.spread.words if in_percent is None else f"{in_percent.words}, in percent"


@dataclass(frozen=True, kw_only=True, eq=False)
class DrawnEvent:
    """An event, and in which draws it happens: (draws,)."""

    name: str
    probability: float
    happens: Flags

    def some(self, which: slice) -> "DrawnEvent":
        """The same with only some of its draws."""
        return replace(self, happens=self.happens[which])
