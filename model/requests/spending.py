"""Spending month by month: the year's request, spread as the projection expects the money to go out."""

from dataclasses import dataclass

import numpy as np

from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.requests.arithmetic import NEARLY
from model.requests.budget import Budget
from model.requests.granting import Projected
from model.requests.pay import months_of

QUARTER = 3


@dataclass(frozen=True, kw_only=True)
class MonthSpent:
    """Whole dollars of a month: of the grant and of the match; `expected` is what the projection has the grant pay."""

    month: Month
    grant: int
    match: int
    expected: float


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Every month asked for; the months of a budget year add up to its request exactly."""

    months: tuple[MonthSpent, ...]

    def quarters(self, year: int) -> tuple[tuple[int, int], ...]:
        """Grant and match of the four quarters of a budget year, counted from 0."""
        own = self.months[year * MONTHS_PER_YEAR : (year + 1) * MONTHS_PER_YEAR]
        each = [own[first : first + QUARTER] for first in range(0, MONTHS_PER_YEAR, QUARTER)]
        return tuple((sum(m.grant for m in months), sum(m.match for m in months)) for months in each)


def spending(file: ProgramFile, budget: Budget) -> Spending:
    """Spread each year's request over its months in the proportions of the projected spending.

    Where the projection has the grant pay nothing in a year, its months are alike.
    """
    projected = Projected(file, budget.request, budget)
    months: list[MonthSpent] = []
    for year in range(budget.request.years):
        expected = projected.paid[projected.months(year)]
        grant, match = (shared_out(amount, expected) for amount in (budget.asked(year), budget.match(year)))
        for place, month in enumerate(months_of(budget.request, year)):
            spent = float(expected[place])
            months.append(MonthSpent(month=month, grant=grant[place], match=match[place], expected=spent))
    return Spending(months=tuple(months))


def shared_out(total: int, weights: Array) -> list[int]:
    """Whole dollars in proportion to weights, adding up to the total: each month's sum so far is rounded."""
    shares = weights if weights.sum() > 0 else np.ones(len(weights))
    so_far = np.floor(total * np.cumsum(shares) / shares.sum() + 0.5 + NEARLY).astype(int)
    so_far[-1] = total
    return [int(value) for value in np.diff(np.concatenate([[0], so_far]))]
