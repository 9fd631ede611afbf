"""The program's own money opened: the reserve, the accumulated gap and cash at a month's end."""

from collections.abc import Iterator

from model.explain.nodes import Node
from model.explain.pots import SOURCE, contracts, left_over, paid_to_rows, raised, repaid, reserve_before
from model.explain.spot import Spot, of_all
from model.findings import RESERVE, STATUSES
from model.inputs.care import Payer

CASH = "model.md, section 9, step 9: cash"


@of_all
def reserve(spot: Spot) -> Node:
    """The reserve at the month's end."""
    children = (reserve_before(spot), left_over(spot), repaid(spot), paid_to_rows(spot, "reserve"))
    equation = "reserve_before + left_over - repaid - paid_from_reserve"
    return spot.total("reserve", equation, *children, source=SOURCE)


@of_all
def accumulated_gap(spot: Spot) -> Node:
    """What nobody has paid so far."""
    if spot.month == 0:
        return spot.total("accumulated_gap", "gap_total", gap_total(spot), source=SOURCE)
    children = (spot.before("accumulated_gap"), repaid(spot), gap_total(spot))
    return spot.total("accumulated_gap", "accumulated_gap_before - repaid + gap_total", *children, source=SOURCE)


@of_all
def gap_total(spot: Spot) -> Node:
    """The gap of all rows."""
    return spot.total("gap_total", "sum(children)", *_rows(spot, "gap"), source=SOURCE)


@of_all
def full_cost_total(spot: Spot) -> Node:
    """The full cost of all rows."""
    return spot.total("full_cost_total", "sum(children)", *_rows(spot, "full_cost"), source=SOURCE)


def _rows(spot: Spot, quantity: str) -> Iterator[Node]:
    """Leaves: a quantity of each row that has any."""
    for place in range(len(spot.program.positions) + 1):
        there = spot.at(place=place)
        if there.value(quantity):
            yield spot.other(quantity, name=f"{quantity}.{there.who}", place=place)


@of_all
def cash(spot: Spot) -> Node:
    """Cash at the month's end."""
    opening = spot.before("cash") if spot.month else _opening_cash(spot)
    children = (opening, _arriving(spot), full_cost_total(spot))
    return spot.total("cash", f"{opening.name} + arriving - full_cost_total", *children, source=CASH)


def _opening_cash(spot: Spot) -> Node:
    if spot.program.cash.opening is not None:
        return spot.input("opening_cash", "cash", "opening", label="cash at the start", unit="dollars")
    owed = [
        spot.input(f"receivable {place}", "receivables", place, label=f"to arrive in month {place}", unit="dollars")
        for place in range(len(spot.program.receivables))
    ]
    label = "receivables for earlier services"
    owed_in_all = spot.part("receivables", "sum(children)", *owed, source=CASH, label=label)
    held = spot.input("opening_reserve", "reserve", "opening", label="reserve at the start", unit="dollars")
    return spot.part("opening_cash", "opening_reserve - receivables", held, owed_in_all, source=CASH)


def _arriving(spot: Spot) -> Node:
    """Money that comes in this month: earnings and grants after their lags, and the rest at once."""
    parts = [*_earnings(spot), *_grants(spot), contracts(spot), raised(spot)]
    if spot.month < len(spot.program.receivables):
        label = "receivables for earlier services"
        parts.append(spot.input("receivables", "receivables", spot.month, label=label, unit="dollars"))
    return spot.part("arriving", "sum(children)", *parts, source=CASH)


def _earnings(spot: Spot) -> Iterator[Node]:
    earned = spot.work.projection.billing.earned[0].sum(axis=(0, 1))
    for number, (name, payer) in enumerate(spot.program.payers.items()):
        for late in _late(spot, payer):
            for delay in range(min(len(payer.payment_lag), spot.month - late + 1)):
                month = spot.at(month=spot.month - late - delay)
                label = f"earned from {name} by all positions in {month.when}"
                dollars = spot.count("dollars", float(earned[number, month.month]), label=label)
                after = f"{delay}, paid {late} late" if late else f"{delay}"
                lag = ("payers", name, "payment_lag", delay)
                yield from _share(spot, f"arrives.{name} after {after}", dollars, lag)


def _late(spot: Spot, payer: Payer) -> list[int]:
    """How many months late what a payer pays this month is: 0 where nothing was held back."""
    now = spot.program.start.plus(spot.month)
    return [late for late in range(spot.month + 1) if payer.paid_in(now.plus(-late)) == now]


def _grants(spot: Spot) -> Iterator[Node]:
    for number, grant in enumerate(spot.program.grants):
        for delay in range(min(len(grant.payment_lag), spot.month + 1)):
            month = spot.month - delay
            dollars = spot.other(f"grants.{grant.id}.paid", name="dollars", month=month)
            yield from _share(
                spot, f"arrives.{grant.id} after {delay}", dollars, ("grants", number, "payment_lag", delay)
            )


def _share(spot: Spot, name: str, dollars: Node, loc: tuple[str | int, ...]) -> Iterator[Node]:
    """The part of a month's dollars that arrives so much later, where there is any."""
    share = spot.input("share", *loc, label="share paid so many months after")
    if share.value and dollars.value:
        yield spot.part(
            name, "dollars * share", dollars, share, source=CASH, label=f"from {name.partition('.')[2]} months"
        )


@of_all
def positions_sustained(spot: Spot) -> Node:
    """Positions that are there and need neither the reserve nor have a gap."""
    parts = []
    for place in range(len(spot.program.positions)):
        name = f"status.{spot.at(place=place).who}"
        status = spot.other("status", name=name, place=place)
        sustained = " or ".join(f"{status.name} == '{word}'" for word in STATUSES[:RESERVE])
        label = f"1 if {spot.at(place=place).who} is sustained"
        equation = f"1 if {sustained} else 0"
        parts.append(spot.part(f"sustained.{spot.at(place=place).who}", equation, status, source=SOURCE, label=label))
    return spot.total("positions_sustained", "sum(children)", *parts, source="model.md, section 10: findings")
