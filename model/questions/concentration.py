"""Concentration: how much of a year's cost hangs on one source of money."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.projection import Projection
from model.questions.spans import Money

LASTING = ("grant", "contract", "billing", "fundraising")
MEANING = (
    "The index is the sum of the squared shares of what is paid from outside: 1 when one source pays everything, and "
    "one over it is how many sources of equal size would be as spread out. Billing is told apart by payer, as far as "
    "the payers' earnings of the year go; the reserve, and what nobody pays, are no sources."
)


@dataclass(frozen=True, kw_only=True)
class YearOfSources:
    """Who paid in a fiscal year, labelled by the month it starts.

    Attributes:
        year: its first month; `months`: how many of its months are projected.
        cost: full cost; `by_source`: dollars of it by grant, contract, payer and fundraising, the largest first.
        reserve, nobody: dollars of it.
    """

    year: Month
    months: int
    cost: float
    by_source: dict[str, float]
    reserve: float
    nobody: float

    @property
    def largest(self) -> str | None:
        """The source that pays most; None where none pays."""
        return next(iter(self.by_source), None)

    @property
    def largest_share(self) -> float:
        """Of full cost, what the largest source pays."""
        return max(self.by_source.values(), default=0.0) / self.cost if self.cost > 0 else 0.0

    @property
    def index(self) -> float:
        """The sum of the squared shares of what is paid from outside; NaN where nothing is."""
        paid = sum(self.by_source.values())
        return sum((dollars / paid) ** 2 for dollars in self.by_source.values()) if paid > 0 else float("nan")

    @property
    def as_if_sources(self) -> float:
        """How many sources of equal size would be as spread out."""
        return 1 / self.index


def concentration(projection: Projection) -> tuple[YearOfSources, ...]:
    """Sources by fiscal year, of the first draw.

    Source:
        The Herfindahl-Hirschman index, by which markets' concentration is told.
    """
    return tuple(_year(projection, Money(projection), first, months) for first, months in _years(projection))


def _years(projection: Projection) -> Iterator[tuple[int, slice]]:
    """The first calendar index of each fiscal year, and its months that are projected."""
    program = projection.program
    into = (program.start.calendar_month - program.fiscal_month) % MONTHS_PER_YEAR
    for first in range(-into, program.months, MONTHS_PER_YEAR):
        yield first, slice(max(first, 0), min(first + MONTHS_PER_YEAR, program.months))


def _year(projection: Projection, money: Money, first: int, months: slice) -> YearOfSources:
    program = projection.program
    sums = {key: float(rows[:, months].sum()) for key, rows in money.by_source.items()}
    named = {source: dollars for (kind, source), dollars in sums.items() if kind in LASTING and kind != "billing"}
    named |= _by_payer(projection, sums["billing", "billing"], months)
    paying = {source: dollars for source, dollars in named.items() if dollars > 0}
    return YearOfSources(
        year=program.start.plus(first),
        months=months.stop - months.start,
        cost=float(projection.funding.full[0, :, months].sum()),
        by_source=dict(sorted(paying.items(), key=lambda item: -item[1])),
        reserve=sums["reserve", "reserve"],
        nobody=sums["nobody", "nobody"],
    )


def _by_payer(projection: Projection, billing: float, months: slice) -> dict[str, float]:
    """Billing that paid for cost, told apart as the payers' earnings are."""
    earned: Array = projection.biller.earned_by_payer()[0, :, months].sum(axis=1)
    total = float(np.sum(earned))
    if total <= 0:
        return {"earlier billing": billing}
    return {
        f"{name} (billing)": billing * float(e) / total
        for name, e in zip(projection.program.payers, earned, strict=False)
    }
