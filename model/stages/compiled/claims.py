"""Kernel of one month's claims: what each seat may bill, and what it earns. model.md, section 8."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.compiled.gamma import SMOOTH_SHAPE, expected_under, table_of
from model.stages.compiled.inputs import Care, ClientCaps, Clients, Payers, ProgramCaps, WorkerCaps
from model.stages.compiled.jit import once, part
from model.stages.compiled.work import Seats

MONTHS_PER_YEAR = 12


class Claimed(NamedTuple):
    """Claims while they are worked out.

    Attributes:
        billable, dollars: (p, s, y, m) of seats as if they were there.
        not_billed: (p, m) share that grants forbid to bill.
        used: (client caps, y, p) units of a client in the window under way; spent: (program caps,).
        table, known: for what limits leave, and the variation it is of; `values`: (terms,) room to make it.
        places, each: (m,) clients of a seat, and what one of them uses or is left. accepted: (y, m). window: (1,).
        counted: (2, s, y) units and dollars of all seats in a month.
    """

    billable: Array
    dollars: Array
    not_billed: Array
    used: Array
    spent: Array
    table: Array
    known: Array
    values: Array
    places: Array
    accepted: Array
    each: Array
    window: Array
    counted: Array


@part
def _has_table(variation: float, claimed: Claimed) -> bool:
    """Whether there is a table for this variation, made anew when it is another; not for few months or a sharp bend."""
    if len(claimed.table) == 0 or variation <= 0 or 1 / variation**2 > SMOOTH_SHAPE:
        return False
    if claimed.known[0] != variation:
        table_of(1 / variation**2, claimed.table, claimed.values)
        claimed.known[0] = variation
    return True


@part
def _allowed(units: float, limit: float, variation: float, people: float, table: Array, holds: bool) -> float:
    """Gₙ(x) = n G(x / n); see `parts.caps.under_with_turnover`."""
    return people * expected_under(units / people, limit, variation, table, holds)


@part
def _left(caps: ClientCaps, clients: Clients, cap: int, first: int, units: Array, claimed: Claimed) -> None:
    """Turn what a client uses into the share that one cap leaves; see `parts.caps.left_by_client_cap`.

    `units` begin with the month `first`; `claimed.window` holds what was used in the window under way.
    """
    used, table, limit = claimed.window, claimed.table, caps.limit[cap]
    months, fixed, given_back = (
        caps.months[cap],
        caps.fixed[cap] > 0 and caps.months[cap] > 0,
        caps.approved_beyond[cap],
    )
    running = used[0]
    for k in range(len(units)):
        m = first + k
        each, varies = units[k] * caps.active[cap, m], clients.variation[m]
        running = each + (0.0 if caps.restarts[cap, m] > 0 else running)
        units[k] = 1.0
        if each <= 0:
            continue
        people, holds = 1 + clients.turnover[m] * months / MONTHS_PER_YEAR, _has_table(varies, claimed)
        if months == 0:
            allowed = _allowed(each / WEEKS_PER_MONTH, limit[m], varies, 1.0, table, holds) * WEEKS_PER_MONTH
        elif fixed:
            allowed = _allowed(running, limit[m], varies, people, table, holds)
            allowed -= _allowed(running - each, limit[m], varies, people, table, holds)
        else:
            allowed = _allowed(each * months, limit[m], varies, people, table, holds) / months
        share = min(1.0, allowed / each)
        units[k] = share + given_back[m] * (1 - share)
    used[0] = running


@once
def open_claims(care: Care, payers: Payers, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """What a seat may bill in some months, before caps longer than a day; see `billing.claims`."""
    caseload, served, places = care.caseload[p, months], seats.served[p, months], claimed.places[months]
    not_billed = claimed.not_billed[p, months]
    for m in range(len(places)):
        places[m] = caseload[m] * served[m]
    for y in range(claimed.accepted.shape[0]):
        own, accepted, share = seats.accepted[p, y, months], claimed.accepted[y, months], payers.client_share[y, months]
        for m in range(len(places)):
            accepted[m] = own[m] * (1 - not_billed[m])
        for s in range(seats.kept.shape[1]):
            kept, units, under = seats.kept[p, s, months], claimed.billable[p, s, y, months], payers.under[s, y, months]
            for m in range(len(places)):
                units[m] = kept[m] * share[m] * accepted[m] * under[m]


@part
def _leave(units: Array, listed: Array, y: int, months: slice, each: Array) -> None:
    """Leave of units, (s, y, m), the share that a cap leaves in each month."""
    for s in range(units.shape[0]):
        if listed[s, y] > 0:
            own = units[s, y, months]
            for m in range(len(own)):
                own[m] *= each[m]


@once
def client_caps(caps: ClientCaps, clients: Clients, payers: Payers, p: int, months: slice, claimed: Claimed) -> None:
    """Take what caps per client take of a seat's units; see `billing._under_client_caps`."""
    units, places, each = claimed.billable[p], claimed.places[months], claimed.each[months]
    for cap in range(len(caps.months)):
        for y in range(claimed.accepted.shape[0]):
            if caps.payers[cap, y] <= 0:
                continue
            for m in range(len(each)):
                each[m] = 0.0
            for s in range(units.shape[0]):
                own, counts = units[s, y, months], caps.listed[cap, s, y]
                for m in range(len(each)):
                    each[m] += own[m] * counts
            share = payers.client_share[y, months]
            for m in range(len(each)):
                served = places[m] * share[m]
                each[m] = each[m] / served if served > 0 else 0.0
            claimed.window[0] = claimed.used[cap, y, p]
            _left(caps, clients, cap, months.start, each, claimed)
            claimed.used[cap, y, p] = claimed.window[0]
            _leave(units, caps.listed[cap], y, months, each)


@once
def worker_caps(caps: WorkerCaps, care: Care, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """Take what caps per worker take; see `billing._under_worker_caps`."""
    units, each, served = claimed.billable[p], claimed.each[months], seats.served[p, months]
    for cap in range(len(caps.times)):
        limit, active, times = caps.limit[cap, months], caps.active[cap, months], caps.times[cap]
        for m in range(len(each)):
            each[m] = 0.0
        for s in range(units.shape[0]):
            for y in range(units.shape[1]):
                own, once, counts = units[s, y, months], care.once[s, months], caps.listed[cap, s, y]
                if counts > 0:
                    for m in range(len(each)):
                        each[m] += own[m] * once[m] * counts
        for m in range(len(each)):
            keep = min(1.0, limit[m] * times * served[m] / each[m])
            each[m] = keep if active[m] > 0 and each[m] > 0 else 1.0
        for y in range(units.shape[1]):
            _leave(units, caps.listed[cap], y, months, each)


@once
def dollars(payers: Payers, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """What a payer's rate pays for: units, sessions, or clients and months; see `billing._dollars`."""
    places = claimed.places[months]
    for s in range(seats.kept.shape[1]):
        for y in range(claimed.accepted.shape[0]):
            kept, share, accepted = (
                seats.kept[p, s, months],
                payers.client_share[y, months],
                claimed.accepted[y, months],
            )
            to, rate = claimed.dollars[p, s, y, months], payers.open_rate[s, y, months]
            if payers.by_month[s, y] > 0:
                least = payers.minimum_sessions[s, y, months]
                for m in range(len(places)):
                    there, sessions = places[m] * share[m] * accepted[m], kept[m] * share[m] * accepted[m]
                    to[m] = min(there, sessions / least[m]) * rate[m]
            elif payers.by_unit[s, y] <= 0:
                for m in range(len(places)):
                    to[m] = kept[m] * share[m] * accepted[m] * rate[m]
            else:
                units = claimed.billable[p, s, y, months]
                for m in range(len(places)):
                    to[m] = units[m] * rate[m]


@part
def _counted(amounts: Array, listed: Array, left: Array) -> float:
    """What a cap of the program counts: (s, y) each."""
    total = 0.0
    for s in range(left.shape[0]):
        for y in range(left.shape[1]):
            total += amounts[s, y] * listed[s, y] * left[s, y]
    return total


@part
def _count(claimed: Claimed, kept: Array, present: Array, m: int) -> None:
    """Units and dollars of all seats in a month, before caps of the program."""
    units, dollars = claimed.counted[0], claimed.counted[1]
    for s in range(units.shape[0]):
        for y in range(units.shape[1]):
            units[s, y], dollars[s, y] = 0.0, 0.0
            for p in range(len(present)):
                units[s, y] += claimed.billable[p, s, y, m] * present[p]
                dollars[s, y] += claimed.dollars[p, s, y, m] * present[p] * kept[y, m]


@part
def program_caps(caps: ProgramCaps, payers: Payers, m: int, claimed: Claimed, present: Array, left: Array) -> None:
    """Share of the month's claims that caps of the program leave; see `parts.program_caps.ProgramCaps.left`.

    `left` stays 1 where there are none.
    """
    if len(caps.times) == 0:
        return
    _count(claimed, payers.kept_of_denied, present, m)
    for s in range(left.shape[0]):
        for y in range(left.shape[1]):
            left[s, y] = 1.0
    for cap in range(len(caps.times)):
        if m > 0 and caps.restarts[cap, m] > 0:
            claimed.spent[cap] = 0.0
        if caps.active[cap, m] > 0:
            total = _counted(claimed.counted[int(caps.dollars[cap])], caps.listed[cap], left)
            room = max(0.0, caps.limit[cap, m] * caps.times[cap] - claimed.spent[cap])
            share = min(1.0, room / total) if total > 0 else 1.0
            for s in range(left.shape[0]):
                for y in range(left.shape[1]):
                    left[s, y] *= share if caps.listed[cap, s, y] > 0 else 1.0
    for cap in range(len(caps.times)):
        if caps.active[cap, m] > 0:
            claimed.spent[cap] += _counted(claimed.counted[int(caps.dollars[cap])], caps.listed[cap], left)


@once
def settle(payers: Payers, m: int, dollars: Array, present: Array, left: Array, earned: Array, by_payer: Array) -> None:
    """Earnings by seat and by payer; see `monthly.Biller.month`. `dollars` is (p, s, y, m)."""
    kept = payers.kept_of_denied
    for y in range(len(by_payer)):
        by_payer[y] = 0.0
    for p in range(len(earned)):
        earned[p] = 0.0
        if present[p] > 0:
            for s in range(left.shape[0]):
                for y in range(left.shape[1] - 1):
                    amount = dollars[p, s, y, m] * kept[y, m] * left[s, y]
                    by_payer[y] += amount
                    earned[p] += amount
