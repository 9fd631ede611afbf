"""Who paid which row from which pot in one month: what funding works out on its way and a projection does not keep."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array, Order
from model.inputs.series.money import FundingSeries
from model.projection import Projection
from model.stages.parts.waterfall import flow


@dataclass(frozen=True, kw_only=True, eq=False)
class Flows:
    """Dollars of one month, by row, the program's last.

    Attributes:
        order: rows in the order in which they are paid.
        own: what deductive program income pays of the position's own cost.
        pooled: of each grant, what its additive or matching income pays.
        contracts: of each contract, what it pays; `received`: what it brings in.
        over: by position, earnings beyond its own cost and what grants take.
    """

    order: Order
    own: Array
    pooled: tuple[Array, ...]
    contracts: tuple[Array, ...]
    received: tuple[float, ...]
    over: Array


def flows(projection: Projection, series: FundingSeries, month: int) -> Flows:
    """Follow the money of one month again, with the stage's own waterfall, from what the projection keeps."""
    funding = projection.funding
    source = {name: values[0, :, month] for name, values in funding.sources.items()}
    order = np.append(series.order, len(series.order))
    remaining = np.maximum(0.0, funding.full[0, :, month] - source["grants"])
    earned = projection.billing.earned.sum(axis=(2, 3))[0, :, month]
    income = [funding.grants[grant.name].income[0, :, month] for grant in series.grants]
    kinds = [grant.income for grant in series.grants]
    deductive = sum((i for i, kind in zip(income, kinds, strict=True) if kind == "deductive"), earned * 0)
    own = np.append(np.minimum(deductive, remaining[:-1]), 0.0)
    pooled = _pooled(projection, series, remaining - own, order, month)
    rest = remaining - source["program_income"] - source["earned"]
    paid, received = _contracts(projection, series, rest, order, month)
    # in the stage's own order of subtraction, so that what is nothing there is nothing here
    other = earned - sum(income, np.zeros_like(earned))
    return Flows(
        order=order,
        own=own,
        pooled=pooled,
        contracts=paid,
        received=received,
        over=(deductive - own[:-1]) + (other - source["earned"][:-1]),
    )


def _pooled(
    projection: Projection, series: FundingSeries, remaining: Array, order: Order, month: int
) -> tuple[Array, ...]:
    paid = []
    for grant in series.grants:
        amount = np.zeros_like(remaining)
        if grant.income in ("additive", "matching"):
            kept = projection.funding.grants[grant.name]
            before = kept.balance[0, month - 1] if month else 0.0
            needs = remaining * np.append(may_use(projection, series, grant.covers, month), 0.0)
            amount = flow(np.array([before + kept.income[0, :, month].sum()]), needs[None], order)[0][0]
        paid.append(amount)
        remaining = remaining - amount
    return tuple(paid)


def may_use(projection: Projection, series: FundingSeries, covers: Array, month: int) -> Array:
    """1 for positions whose cost a grant's kept income may pay: direct service, there, and covered at some time."""
    covered = covers.max(axis=2)[0] > 0
    return np.asarray(covered * series.direct_service * projection.funding.present[0, :, month], dtype=np.float64)


def runs(projection: Projection, series: FundingSeries, number: int, month: int) -> bool:
    """Whether a contract runs: one for service ends with the last seat it covers."""
    contract = series.contracts[number]
    if not contract.for_service or series.direct_service.sum() == 0:
        return True
    to_come = (projection.funding.ended[0] >= month) & (series.own_end >= month) & (series.direct_service > 0)
    return bool((to_come * contract.covers).sum() > 0)


def _contracts(
    projection: Projection, series: FundingSeries, remaining: Array, order: Order, month: int
) -> tuple[tuple[Array, ...], tuple[float, ...]]:
    paid, received = [], []
    for number, contract in enumerate(series.contracts):
        money = float(contract.per_month[0, month]) * runs(projection, series, number, month)
        needs = remaining if contract.any_row else remaining * np.append(contract.covers, 0.0)
        amount = flow(np.array([money]), needs[None], order)[0][0]
        paid.append(amount)
        received.append(money)
        remaining = remaining - amount
    return tuple(paid), tuple(received)
