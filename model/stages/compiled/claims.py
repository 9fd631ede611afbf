"""Kernel of one month's claims: what each seat may bill, and what it earns. model.md, section 8."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.compiled.gamma import SMOOTH_SHAPE, expected_under, table_of
from model.stages.compiled.inputs import Caps, Care, Clients, Payers
from model.stages.compiled.jit import part
from model.stages.compiled.people import of_draw
from model.stages.compiled.work import Seats

MONTHS_PER_YEAR = 12


class Claimed(NamedTuple):
    """Claims while they are worked out.

    Attributes:
        billable, dollars: (p, s, y) of a month, of seats that are there.
        left: (s, y) share that caps of the program leave.
        used: (client caps, y, p) units of a client in the window under way; spent: (program caps,).
        table, known: for what limits leave, and the variation it is of.
        earned: (p,); by_payer: (y,).
    """

    billable: Array
    dollars: Array
    left: Array
    used: Array
    spent: Array
    table: Array
    known: Array
    earned: Array
    by_payer: Array


@part
def _under(mean: float, limit: float, clients: tuple[float, float], table: Array) -> float:
    """Gₙ(x) = n G(x / n); see `parts.caps.under_with_turnover`."""
    variation, people = clients
    return people * expected_under(mean / people, limit, variation, table)


@part
def _table(variation: float, claimed: Claimed) -> Array:
    """The table for this variation, made anew when it is another; none for few months or a sharp bend."""
    if len(claimed.table) == 0 or variation <= 0 or 1 / variation**2 > SMOOTH_SHAPE:
        return claimed.table[:0]
    if claimed.known[0] != variation:
        table_of(1 / variation**2, claimed.table)
        claimed.known[0] = variation
    return claimed.table


@part
def _client_share(
    caps: Caps, clients: Clients, cap: int, draw: int, m: int, units: float, used: Array, claimed: Claimed
) -> float:
    """Share that one cap leaves of a client's units; see `parts.caps.left_by_client_cap`. `used` is (1,)."""
    limit, months = of_draw(caps.limit, draw)[cap, m], caps.months[cap]
    variation, turnover = of_draw(clients.variation, draw)[m], of_draw(clients.turnover, draw)[m]
    people = 1 + turnover * months / MONTHS_PER_YEAR
    units *= caps.active[cap, m]
    if caps.fixed[cap] > 0 and months > 0:
        used[0] = units + (0.0 if caps.restarts[cap, m] > 0 else used[0])
    if units <= 0:
        return 1.0
    table = _table(variation, claimed)
    if months == 0:
        allowed = _under(units / WEEKS_PER_MONTH, limit, (variation, 1.0), table) * WEEKS_PER_MONTH
    elif caps.fixed[cap] > 0:
        allowed = _under(used[0], limit, (variation, people), table)
        allowed -= _under(used[0] - units, limit, (variation, people), table)
    else:
        allowed = _under(units * months, limit, (variation, people), table) / months
    share = min(1.0, allowed / units)
    return share + of_draw(caps.approved_beyond, draw)[cap, m] * (1 - share)


@part
def client_caps(
    caps: Caps, clients: Clients, payers: Payers, draw: int, at: tuple[int, int], places: float, claimed: Claimed
) -> None:
    """Take what caps per client take of a seat's units; see `billing._under_client_caps`. `at` is seat and month."""
    p, m = at
    units = claimed.billable[p]
    share = of_draw(payers.client_share, draw)
    for cap in range(len(caps.months)):
        for y in range(caps.payers.shape[1]):
            if caps.payers[cap, y] <= 0:
                continue
            total = 0.0
            for s in range(len(units)):
                total += units[s, y] * caps.listed[cap, s, y]
            served = places * share[y, m]
            each = total / served if served > 0 else 0.0
            keep = _client_share(caps, clients, cap, draw, m, each, claimed.used[cap, y, p : p + 1], claimed)
            for s in range(len(units)):
                if caps.listed[cap, s, y] > 0:
                    units[s, y] *= keep


@part
def worker_caps(caps: Caps, once: Array, draw: int, m: int, served: float, units: Array) -> None:
    """Take what caps per worker take; see `billing._under_worker_caps`. `once` is (s, m), `units` (s, y)."""
    for cap in range(len(caps.times)):
        if caps.active[cap, m] <= 0:
            continue
        counted = 0.0
        for s in range(units.shape[0]):
            for y in range(units.shape[1]):
                counted += units[s, y] * once[s, m] * caps.listed[cap, s, y]
        if counted <= 0:
            continue
        keep = min(1.0, of_draw(caps.limit, draw)[cap, m] * caps.times[cap] * served / counted)
        for s in range(units.shape[0]):
            for y in range(units.shape[1]):
                if caps.listed[cap, s, y] > 0:
                    units[s, y] *= keep


@part
def _counted(payers: Payers, draw: int, at: tuple[int, int, int], amounts: tuple[float, float, float, float]) -> float:
    """What a payer's rate is paid for: units, sessions, or clients and months; see `billing._dollars`."""
    s, y, m = at
    billable, sessions, accepted, clients = amounts
    if payers.by_unit[s, y] > 0:
        return billable
    if payers.by_month[s, y] > 0:
        return min(clients * accepted, sessions * accepted / of_draw(payers.minimum_sessions, draw)[s, y, m])
    return sessions * accepted


@part
def seat_claims(
    payers: Payers,
    care: Care,
    caps: tuple[Caps, Caps],
    clients: Clients,
    draw: int,
    at: tuple[int, int],
    billed: float,
    seats: Seats,
    claimed: Claimed,
) -> None:
    """Units and dollars that one seat may bill in a month; `billed` is the share that no grant forbids.

    See `billing.claims`.
    """
    p, m = at
    share, rate = of_draw(payers.client_share, draw), of_draw(payers.rate, draw)
    whole, under = of_draw(payers.units, draw), of_draw(payers.units_under_day_caps, draw)
    places = of_draw(care.caseload, draw)[p, m] * seats.served[p, m]
    units, dollars = claimed.billable[p], claimed.dollars[p]
    for s in range(len(units)):
        for y in range(units.shape[1] - 1):
            units[s, y] = 0.0
            if payers.open[s, y, m] > 0:
                kept = seats.kept[s, p, m] * share[y, m] * seats.accepted[y, p, m] * billed
                units[s, y] = kept * (under[s, y, m] if whole[s, y, m] > 0 else 0.0)
    client_caps(caps[0], clients, payers, draw, at, places, claimed)
    worker_caps(caps[1], of_draw(care.once, draw), draw, m, seats.served[p, m], units)
    for s in range(len(units)):
        for y in range(units.shape[1] - 1):
            dollars[s, y] = 0.0
            if payers.open[s, y, m] > 0:
                sessions, accepted = seats.kept[s, p, m] * share[y, m], seats.accepted[y, p, m] * billed
                amounts = (units[s, y], sessions, accepted, places * share[y, m])
                dollars[s, y] = _counted(payers, draw, (s, y, m), amounts) * rate[s, y, m]


@part
def program_caps(caps: Caps, payers: Payers, draw: int, m: int, claimed: Claimed) -> None:
    """Share of the month's claims that caps of the program leave; see `parts.program_caps.ProgramCaps.left`."""
    kept, left = of_draw(payers.kept_of_denied, draw), claimed.left
    left[:] = 1.0
    for cap in range(len(caps.times)):
        if m > 0 and caps.restarts[cap, m] > 0:
            claimed.spent[cap] = 0.0
        if caps.active[cap, m] <= 0:
            continue
        room = of_draw(caps.limit, draw)[cap, m] * caps.times[cap] - claimed.spent[cap]
        total = _over_seats(caps, cap, kept, m, claimed)
        if total > 0:
            share = min(1.0, max(0.0, room) / total)
            for s in range(left.shape[0]):
                for y in range(left.shape[1]):
                    if caps.listed[cap, s, y] > 0:
                        left[s, y] *= share
    for cap in range(len(caps.times)):
        if caps.active[cap, m] > 0:
            claimed.spent[cap] += _over_seats(caps, cap, kept, m, claimed)


@part
def _over_seats(caps: Caps, cap: int, kept: Array, m: int, claimed: Claimed) -> float:
    """What a cap of the program counts of the month's claims, units or dollars after denials."""
    total = 0.0
    for p in range(len(claimed.billable)):
        for s in range(claimed.left.shape[0]):
            for y in range(claimed.left.shape[1]):
                amount = claimed.dollars[p, s, y] * kept[y, m] if caps.dollars[cap] > 0 else claimed.billable[p, s, y]
                total += amount * caps.listed[cap, s, y] * claimed.left[s, y]
    return total


@part
def settle(payers: Payers, draw: int, m: int, claimed: Claimed) -> None:
    """Earnings by seat and by payer; see `monthly.Biller.month`."""
    kept = of_draw(payers.kept_of_denied, draw)
    claimed.by_payer[:] = 0.0
    for p in range(len(claimed.earned)):
        earned = 0.0
        for y in range(claimed.left.shape[1]):
            for s in range(claimed.left.shape[0]):
                dollars = claimed.dollars[p, s, y] * kept[y, m] * claimed.left[s, y]
                claimed.by_payer[y] += dollars
                earned += dollars
        claimed.earned[p] = earned
