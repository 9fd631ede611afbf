"""Kernel of one month's claims: what each seat may bill, and what it earns. model.md, section 8."""

from typing import NamedTuple

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.compiled.gamma import Fits, expected_under
from model.stages.compiled.inputs import Care, ClientCaps, Clients, Payers, ProgramCaps, WorkerCaps
from model.stages.compiled.jit import once, part
from model.stages.compiled.people import put_all
from model.stages.compiled.work import Seats

MONTHS_PER_YEAR = 12


class Claimed(NamedTuple):
    """Claims while they are worked out.

    Attributes:
        billable, dollars: (p, s, y, m) of seats as if they were there.
        not_billed: (p, m) share that grants forbid to bill.
        used: (client caps, y, p) units of a client in the window under way; spent: (program caps,).
        room: (client caps, m) limit of all who pass through a place; shape: (m,) 1/variation², 0 where none differ.
        fits: for what limits leave.
        places, each: (m,) clients of a seat, and what one of them uses or is left. accepted: (y, m). window: (1,).
        counted: (2, s, y) units and dollars of all seats in a month.
    """

    billable: Array
    dollars: Array
    not_billed: Array
    used: Array
    spent: Array
    room: Array
    shape: Array
    fits: Fits
    places: Array
    accepted: Array
    each: Array
    window: Array
    counted: Array


@part
def limits(caps: ClientCaps, clients: Clients, claimed: Claimed) -> None:
    """What all seats share: how clients differ, and how much a cap leaves to who passes through a place in its window.

    Gₙ(x) = n G(x / n), which is G for a limit n times as large; see `parts.caps.under_with_turnover`.
    """
    for m in range(len(claimed.shape)):
        claimed.shape[m] = 1 / clients.variation[m] ** 2 if clients.variation[m] > 0 else 0.0
    for cap in range(len(caps.months)):
        limit, years, room = caps.limit[cap], caps.months[cap] / MONTHS_PER_YEAR, claimed.room[cap]
        for m in range(len(room)):
            room[m] = limit[m] * (1 + clients.turnover[m] * years)


@part
def _left(caps: ClientCaps, cap: int, first: int, units: Array, claimed: Claimed) -> None:
    """Turn what a client uses into the share that one cap leaves; see `parts.caps.left_by_client_cap`.

    `units` begin with the month `first`; `claimed.window` holds what was used in the window under way.
    """
    used, room, shape, fits = claimed.window, claimed.room[cap], claimed.shape, claimed.fits
    active, restarts, given_back = caps.active[cap], caps.restarts[cap], caps.approved_beyond[cap]
    months, fixed = caps.months[cap], caps.fixed[cap] > 0 and caps.months[cap] > 0
    times = months if months > 0 else 1 / WEEKS_PER_MONTH
    running = used[0]
    for k in range(len(units)):
        m = first + k
        each = units[k] * active[m]
        running = each + (0.0 if restarts[m] > 0 else running)
        units[k] = 1.0
        if each <= 0:
            continue
        if fixed:
            allowed = expected_under(running, room[m], shape[m], fits)
            allowed -= expected_under(running - each, room[m], shape[m], fits)
        else:
            allowed = expected_under(each * times, room[m], shape[m], fits) / times
        share = min(1.0, allowed / each)
        units[k] = share + given_back[m] * (1 - share)
    used[0] = running


@once
def open_seat(care: Care, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """The clients of a seat, and what of its work is accepted and not forbidden to bill; see `billing.claims`."""
    caseload, served, places = care.caseload[p, months], seats.served[p, months], claimed.places[months]
    not_billed = claimed.not_billed[p, months]
    for m in range(len(places)):
        places[m] = caseload[m] * served[m]
    for y in range(claimed.accepted.shape[0]):
        own, accepted = seats.accepted[p, y, months], claimed.accepted[y, months]
        for m in range(len(places)):
            accepted[m] = own[m] * (1 - not_billed[m])


@once
def open_claims(payers: Payers, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """What a seat may bill in some months, before caps longer than a day; see `billing.claims`."""
    for y in range(claimed.accepted.shape[0]):
        accepted, share = claimed.accepted[y, months], payers.client_share[y, months]
        for s in range(seats.kept.shape[1]):
            kept, units, under = seats.kept[p, s, months], claimed.billable[p, s, y, months], payers.under[s, y, months]
            for m in range(len(units)):
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
def client_caps(caps: ClientCaps, payers: Payers, p: int, months: slice, claimed: Claimed) -> None:
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
            _left(caps, cap, months.start, each, claimed)
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
    """Share of the month's claims that caps of the program leave; see `parts.program_caps.ProgramCaps.left`."""
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
    put_all(0.0, by_payer)
    put_all(0.0, earned)
    for s in range(left.shape[0]):
        for y in range(left.shape[1] - 1):
            paid, amounts = payers.kept_of_denied[y, m] * left[s, y], dollars[:, s, y, m]
            if paid > 0:
                for p in range(len(earned)):
                    earned[p] += amounts[p] * paid * present[p]
                # what is added up does not wait for what is written
                for p in range(len(earned)):
                    by_payer[y] += amounts[p] * paid * present[p]
