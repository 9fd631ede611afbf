"""Awards: when one runs out before its budget year does, what even spending would have been, match and balances."""

from dataclasses import dataclass

import numpy as np

from model.findings import HALF_A_CENT
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.monthly import GrantMonths
from model.projection import Projection


@dataclass(frozen=True, kw_only=True)
class Award:
    """What became of one grant, in the first draw.

    Attributes:
        grant: its id.
        runs_out: first month in which it pays less than it is asked for; None when it never does.
        even_spending: dollars a month that would have lasted through that budget year; None likewise.
        unpaid: dollars asked for and not paid, over all months.
        match_needed: non-federal dollars, over all months.
        income_balance: program income kept at the end, restricted to the project.
    """

    grant: str
    runs_out: Month | None
    even_spending: float | None
    unpaid: float
    match_needed: float
    income_balance: float


def awards(projection: Projection) -> tuple[Award, ...]:
    """Every grant of a projection."""
    return tuple(_award(projection, grant) for grant in projection.program.grants)


def could_match(projection: Projection) -> float:
    """Dollars that could count toward a match: earnings, contracts and fundraising, over all months."""
    funding = projection.funding
    return float(projection.billing.earned[0].sum() + funding.contracts[0].sum() + funding.fundraising[0].sum())


def _award(projection: Projection, grant: Grant) -> Award:
    months = projection.funding.grants[grant.id]
    short = np.flatnonzero(months.asked[0] - months.paid[0] > HALF_A_CENT)
    runs_out = projection.program.start.plus(int(short[0])) if len(short) else None
    return Award(
        grant=grant.id,
        runs_out=runs_out,
        even_spending=None if runs_out is None else _even(projection.program.start, grant, months, runs_out),
        unpaid=float((months.asked[0] - months.paid[0]).sum()),
        match_needed=float(np.broadcast_to(months.match_needed, months.paid.shape)[0].sum()),
        income_balance=float(months.balance[0, -1]),
    )


def _even(start: Month, grant: Grant, months: GrantMonths, runs_out: Month) -> float:
    """What the budget year pays, spread over the months of it that the grant and the projection have."""
    year = grant.start.plus((runs_out - grant.start) // MONTHS_PER_YEAR * MONTHS_PER_YEAR)
    first, last = max(year, start), min(year.plus(MONTHS_PER_YEAR - 1), grant.end)
    paid = months.paid[0, first - start : last - start + 1].sum()
    return float(paid) / (last - first + 1)
