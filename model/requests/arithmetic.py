"""The arithmetic of an amount: factors, products of them, and the whole dollars they come to."""

import math
from dataclasses import dataclass
from typing import Literal

from propcache import cached_property

Rounding = Literal["nearest", "down"]
NEARLY = 1e-7  # of a dollar: what binary arithmetic may miss of a half


def whole(amount: float, rounding: Rounding) -> int:
    """An amount in whole dollars, halves up, or with the cents cut off."""
    return math.floor(amount + (0.5 if rounding == "nearest" else 0.0) + NEARLY)


@dataclass(frozen=True, kw_only=True)
class Factor:
    """One number of an amount's arithmetic.

    Attributes:
        name: what it is, such as `wage`, `hours a week`, `level of effort`.
        value: exactly what is multiplied.
        shown: the number as it is printed, such as `17.61`, `10 %`, `3/12`; it says the value in full.
        unit: such as `dollars an hour`, `share`; empty for a bare count.
        source: where it comes from: a place of the program (`ladders.peer`), of the request (`typed`), a rule.
        kind: `input` when somebody may change it where it stands; `derived` when it follows from other cells.
        of: ids of lines whose printed amounts of the same year it adds up; empty for a number of its own.
        key: the same key means the same number wherever it stands (a wage in two lines), so that it may be one cell.
    """

    name: str
    value: float
    shown: str
    unit: str = ""
    source: str = "typed"
    kind: Literal["input", "derived"] = "input"
    of: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A product of factors; the amounts of a line's terms add up to the line.

    Attributes:
        label: what it stands for when a line has several, such as `2026-10 to 2026-12` or a position's title.
        factors: in the order in which they are printed.
    """

    label: str = ""
    factors: tuple[Factor, ...]

    @property
    def value(self) -> float:
        """The product, not rounded."""
        return math.prod(factor.value for factor in self.factors)

    @property
    def text(self) -> str:
        """Such as `64,890 × 10 % × 12/12`."""
        return " × ".join(factor.shown for factor in self.factors)


@dataclass(frozen=True, kw_only=True)
class LineYear:
    """One line in one budget year.

    Attributes:
        year: counted from 0.
        terms: none when nothing is asked in the year.
        rounding: how the sum of the terms becomes whole dollars.
    """

    year: int
    terms: tuple[Term, ...]
    rounding: Rounding = "nearest"

    @cached_property
    def exact(self) -> float:
        """Dollars before rounding."""
        return math.fsum(term.value for term in self.terms)

    @cached_property
    def printed(self) -> int:
        """Whole dollars: what every total adds up."""
        return whole(self.exact, self.rounding)

    @property
    def text(self) -> str:
        """The arithmetic in one line: `64,890 × 10 % × 12/12 = 6,489`."""
        return f"{' + '.join(term.text for term in self.terms) or '0'} = {self.printed:,}"
