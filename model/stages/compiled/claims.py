"""Kernel of one month's claims: what each seat may bill, and what it earns. model.md, section 8."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.compiled.gamma import SMOOTH_SHAPE, expected_under, table_of
from model.stages.compiled.inputs import Caps, Clients, Inputs, Payers
from model.stages.compiled.jit import part
from model.stages.compiled.work import Seats

MONTHS_PER_YEAR = 12


class Claimed(NamedTuple):
    """Claims while they are worked out.

    Attributes:
        billable, dollars: (p, s, y, m) of seats as if they were there.
        not_billed: (p, m) share that grants forbid to bill.
        used: (client caps, y, p) units of a client in the window under way; spent: (program caps,).
        table, known: for what limits leave, and the variation it is of; `values`: (terms,) room to make it.
        places, each: (m,) clients of a seat, and what one of them uses. accepted: (y, m). window: (2,).
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
def _left(caps: Caps, clients: Clients, cap: int, count: int, claimed: Claimed) -> None:
    """Turn what a client uses into the share that one cap leaves; see `parts.caps.left_by_client_cap`.

    The first `count` of `claimed.each` begin with month `window[1]`; `window[0]` is what the window under way holds.
    """
    units, used, table, limit = claimed.each, claimed.window, claimed.table, caps.limit[cap]
    months, fixed, given_back = (
        caps.months[cap],
        caps.fixed[cap] > 0 and caps.months[cap] > 0,
        caps.approved_beyond[cap],
    )
    first, running = int(used[1]), used[0]
    for k in range(count):
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


@part
def client_caps(caps: Caps, clients: Clients, share: Array, p: int, begin: int, end: int, claimed: Claimed) -> None:
    """Take what caps per client take of a seat's units; see `billing._under_client_caps`.

    `share` is (y, m) of clients.
    """
    units, places, window, each = claimed.billable[p], claimed.places, claimed.window, claimed.each
    for cap in range(len(caps.months)):
        for y in range(caps.payers.shape[1]):
            if caps.payers[cap, y] <= 0:
                continue
            for k in range(end - begin):
                m, total = begin + k, 0.0
                for s in range(units.shape[0]):
                    total += units[s, y, m] * caps.listed[cap, s, y]
                served = places[k] * share[y, m]
                each[k] = total / served if served > 0 else 0.0
            window[0], window[1] = claimed.used[cap, y, p], begin
            _left(caps, clients, cap, end - begin, claimed)
            claimed.used[cap, y, p] = window[0]
            for s in range(units.shape[0]):
                if caps.listed[cap, s, y] > 0:
                    for k in range(end - begin):
                        units[s, y, begin + k] *= each[k]


@part
def worker_caps(caps: Caps, once: Array, served: Array, begin: int, end: int, units: Array) -> None:
    """Take what caps per worker take; see `billing._under_worker_caps`. `once` is (s, m), `units` (s, y, m)."""
    for cap in range(len(caps.times)):
        limit = caps.limit[cap]
        for m in range(begin, end):
            if caps.active[cap, m] <= 0:
                continue
            counted = 0.0
            for s in range(units.shape[0]):
                for y in range(units.shape[1]):
                    counted += units[s, y, m] * once[s, m] * caps.listed[cap, s, y]
            if counted <= 0:
                continue
            keep = min(1.0, limit[m] * caps.times[cap] * served[m] / counted)
            for s in range(units.shape[0]):
                for y in range(units.shape[1]):
                    if caps.listed[cap, s, y] > 0:
                        units[s, y, m] *= keep


@part
def _open_units(payers: Payers, kept: Array, accepted: Array, begin: int, end: int, units: Array) -> None:
    """Units that a payer may be billed for, before caps longer than a day: (s, y, m).

    `kept` is (s, m) client-sessions; `accepted` (y, m) the share of the work that is qualified and may be billed.
    """
    share = payers.client_share
    whole, under = payers.units, payers.units_under_day_caps
    for s in range(units.shape[0]):
        for y in range(len(accepted)):
            for m in range(begin, end):
                counts = payers.open[s, y, m] > 0 and whole[s, y, m] > 0
                units[s, y, m] = kept[s, m] * share[y, m] * accepted[y, m] * under[s, y, m] if counts else 0.0


@part
def _dollars(payers: Payers, kept: Array, begin: int, end: int, claimed: Claimed, units: Array, dollars: Array) -> None:
    """What a payer's rate pays for: units, sessions, or clients and months; see `billing._dollars`."""
    share, rate = payers.client_share, payers.rate
    least, accepted, places = payers.minimum_sessions, claimed.accepted, claimed.places
    for s in range(units.shape[0]):
        for y in range(len(accepted)):
            for m in range(begin, end):
                sessions, counted = kept[s, m] * share[y, m] * accepted[y, m], units[s, y, m]
                if payers.by_month[s, y] > 0:
                    there = places[m - begin] * share[y, m] * accepted[y, m]
                    counted = min(there, sessions / least[s, y, m])
                elif payers.by_unit[s, y] <= 0:
                    counted = sessions
                dollars[s, y, m] = counted * rate[s, y, m] if payers.open[s, y, m] > 0 else 0.0


@part
def seat_claims(inputs: Inputs, p: int, begin: int, end: int, seats: Seats, claimed: Claimed) -> None:
    """Units and dollars that one seat may bill in some months; see `billing.claims`."""
    caseload, accepted, places = inputs.care.caseload[p], claimed.accepted, claimed.places
    for m in range(begin, end):
        places[m - begin] = caseload[m] * seats.served[p, m]
        for y in range(len(accepted)):
            accepted[y, m] = seats.accepted[p, y, m] * (1 - claimed.not_billed[p, m])
    units, kept, share = claimed.billable[p], seats.kept[p], inputs.payers.client_share
    _open_units(inputs.payers, kept, accepted, begin, end, units)
    client_caps(inputs.client_caps, inputs.clients, share, p, begin, end, claimed)
    worker_caps(inputs.worker_caps, inputs.care.once, seats.served[p], begin, end, units)
    _dollars(inputs.payers, kept, begin, end, claimed, units, claimed.dollars[p])


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
def program_caps(caps: Caps, payers: Payers, m: int, claimed: Claimed, present: Array, left: Array) -> None:
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


@part
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
