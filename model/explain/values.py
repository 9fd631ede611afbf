"""What a projection holds for each quantity by name: the values that equations have to give."""

from collections.abc import Callable

import numpy as np

from model.explain.nodes import Value
from model.findings import BINDS, INACTIVE, STATUSES, Findings, month_at
from model.inputs.numbers import Array
from model.projection import Projection
from model.stages.funding import SOURCES
from model.stages.parts.fates import FATES

PROGRAM_ROW = "(program)"

Read = Callable[[Projection], Array]

# of a seat while it is there: (draws, positions, months)
SEAT: dict[str, Read] = {
    "wage": lambda p: p.staffing.wage,
    "filled": lambda p: p.staffing.filled,
    "productive": lambda p: p.staffing.productive,
    "vacant": lambda p: p.staffing.vacant,
    "separations": lambda p: p.staffing.separations,
    "hires": lambda p: p.staffing.hires,
    "paid_hours": lambda p: p.capacity.paid,
    "service_hours": lambda p: p.capacity.service,
    "unused_hours": lambda p: p.sessions.unused_hours.sum(axis=2),
    "billed": lambda p: p.billing.billed.sum(axis=(2, 3)),
    "earned": lambda p: p.billing.earned.sum(axis=(2, 3)),
    "wages": lambda p: p.costs.wages,
    "fringe": lambda p: p.costs.fringe,
    "travel": lambda p: p.costs.travel,
    "per_position": lambda p: p.costs.per_position,
    "replacement": lambda p: p.costs.replacement,
    "direct_cost": lambda p: p.costs.direct,
}
# of a row, the program's own last: (draws, rows, months)
ROW: dict[str, Read] = {
    "shared_cost": lambda p: p.funding.shared,
    "indirect": lambda p: p.funding.indirect,
    "full_cost": lambda p: p.funding.full,
    **{f"from_{source}": lambda p, source=source: p.funding.sources[source] for source in SOURCES},
    "gap": lambda p: p.funding.gap,
}
# of the program: (draws, months)
PROGRAM: dict[str, Read] = {
    "reserve": lambda p: p.funding.reserve,
    "cash": lambda p: p.cash,
    "accumulated_gap": lambda p: p.funding.owed,
    "contracts": lambda p: p.funding.contracts,
    "fundraising": lambda p: p.funding.fundraising,
    "gap_total": lambda p: p.funding.gap.sum(axis=1),
    "full_cost_total": lambda p: p.funding.full.sum(axis=1),
    "left_over": lambda p: p.funding.left_over,
    "repaid": lambda p: p.funding.repaid,
}
OF_GRANT = {
    "asked": "asked",
    "paid": "paid",
    "left": "left",
    "income_balance": "balance",
    "match_needed": "match_needed",
}
BY_PAYER, BY_SERVICE, BY_FATE, GRANTS = ("qualified",), ("booked", "kept"), ("units", "hours"), "grants"
SEAT_WORDS = ("status", "binds")
FATES_AND_ALL = ("delivered", *FATES)
FIRST_MONTHS = ("unsustainable_from", "recovers", "first_gap", "ended", "grant_ends", "notice_by")
SHARES = ("self_sustaining", "self_sustaining_after_grant")


def of_program(quantity: str) -> bool:
    """Whether a quantity is the program's own, whatever the position."""
    return quantity in PROGRAM or quantity == "positions_sustained" or quantity.startswith(f"{GRANTS}.")


def amount(projection: Projection, found: Findings, quantity: str, place: int, month: int) -> Value:
    """The value of a quantity for a position (the program's row comes last) and a month index, in the first draw."""
    if of_program(quantity):
        return float(_of_program(projection, found, quantity)[0, month])
    if quantity in ROW:
        return float(ROW[quantity](projection)[0, place, month])
    if quantity in SEAT_WORDS:
        return _word(found, quantity, place, month)
    if quantity in FIRST_MONTHS + SHARES:
        return _finding(projection, found, quantity, place)
    return _of_seat(projection, found, quantity, place, month)


def _of_program(projection: Projection, found: Findings, quantity: str) -> Array:
    if quantity == "positions_sustained":
        return found.positions_sustained
    if quantity in PROGRAM:
        return PROGRAM[quantity](projection)
    identity, _, what = quantity.removeprefix(f"{GRANTS}.").rpartition(".")
    grant = projection.funding.grants[identity]
    return np.broadcast_to(getattr(grant, OF_GRANT[what]), grant.paid.shape)


def _finding(projection: Projection, found: Findings, quantity: str, place: int) -> Value:
    value = float(getattr(found, quantity)[0, place])
    if quantity in SHARES:
        return None if np.isnan(value) else value
    month = month_at(projection, value)
    return None if month is None else str(month)


def _word(found: Findings, quantity: str, place: int, month: int) -> str | None:
    own = place == found.status.shape[1]
    if quantity == "binds":
        code = INACTIVE if own else int(found.binds[0, place, month])
        return None if code == INACTIVE else BINDS[code]
    code = int(found.program_status[0, month]) if own else int(found.status[0, place, month])
    return "inactive" if code == INACTIVE else STATUSES[code]


def _of_seat(projection: Projection, found: Findings, quantity: str, place: int, month: int) -> float:
    head, _, rest = quantity.partition(".")
    present = projection.funding.present
    if place == present.shape[1] or present[0, place, month] == 0:
        return 0.0
    return float(_array(projection, found, head, rest)[0, place, month])


def _array(projection: Projection, found: Findings, head: str, rest: str) -> Array:
    program = projection.program
    if head in SEAT:
        return SEAT[head](projection)
    if head in BY_PAYER:
        return projection.staffing.qualified[:, :, list(program.payers).index(rest)]
    if head in BY_SERVICE:
        return np.asarray(getattr(projection.sessions, head))[:, :, list(program.services).index(rest)]
    if head == "hours":
        every = sum(found.hours.values(), np.zeros_like(projection.funding.present))
        return every if rest == "delivered" else found.hours[rest]
    return np.asarray(getattr(projection.billing, rest)).sum(axis=(2, 3))
