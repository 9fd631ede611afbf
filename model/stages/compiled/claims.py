"""Kernel of one month's claims: what each seat may bill, and what it earns. model.md, section 8."""

from typing import NamedTuple

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.compiled.gamma import SMOOTH_SHAPE, expected_under, table_of
from model.stages.compiled.inputs import Caps, Clients, Inputs, Payers
from model.stages.compiled.jit import part
from model.stages.compiled.people import of_draw
from model.stages.compiled.work import Seats

MONTHS_PER_YEAR = 12


class Claimed(NamedTuple):
    """Claims while they are worked out.

    Attributes:
        billable, dollars: (p, s, y, m) of seats as if they were there.
        not_billed: (p, m) share that grants forbid to bill.
        used: (client caps, y, p) units of a client in the window under way; spent: (program caps,).
        table, known: for what limits leave, and the variation it is of.
    """

    billable: Array
    dollars: Array
    not_billed: Array
    used: Array
    spent: Array
    table: Array
    known: Array


@part
def _table(variation: float, table: Array, known: Array) -> Array:
    """The table for this variation, made anew when it is another; none for few months or a sharp bend."""
    if len(table) == 0 or variation <= 0 or 1 / variation**2 > SMOOTH_SHAPE:
        return table[:0]
    if known[0] != variation:
        table_of(1 / variation**2, table)
        known[0] = variation
    return table


@part
def _allowed(units: float, limit: float, variation: float, people: float, table: Array) -> float:
    """Gₙ(x) = n G(x / n); see `parts.caps.under_with_turnover`."""
    return people * expected_under(units / people, limit, variation, table)


@part
def _left(
    caps: Caps, clients: Clients, cap: int, draw: int, units: Array, used: Array, table: Array, known: Array
) -> None:
    """Turn a client's units, (m,), into the share that one cap leaves; see `parts.caps.left_by_client_cap`.

    `units` begins with month `used[1]`; `used[0]` is what the window under way holds.
    """
    limit, given_back = of_draw(caps.limit, draw)[cap], of_draw(caps.approved_beyond, draw)[cap]
    variation, turnover = of_draw(clients.variation, draw), of_draw(clients.turnover, draw)
    months, fixed = caps.months[cap], caps.fixed[cap] > 0 and caps.months[cap] > 0
    first, running = int(used[1]), used[0]
    for k in range(len(units)):
        m = first + k
        each = units[k] * caps.active[cap, m]
        running = each + (0.0 if caps.restarts[cap, m] > 0 else running)
        units[k] = 1.0
        if each <= 0:
            continue
        people, at = 1 + turnover[m] * months / MONTHS_PER_YEAR, _table(variation[m], table, known)
        if months == 0:
            allowed = _allowed(each / WEEKS_PER_MONTH, limit[m], variation[m], 1.0, at) * WEEKS_PER_MONTH
        elif fixed:
            allowed = _allowed(running, limit[m], variation[m], people, at)
            allowed -= _allowed(running - each, limit[m], variation[m], people, at)
        else:
            allowed = _allowed(each * months, limit[m], variation[m], people, at) / months
        share = min(1.0, allowed / each)
        units[k] = share + given_back[m] * (1 - share)
    used[0] = running


@part
def client_caps(
    caps: Caps, clients: Clients, share: Array, places: Array, draw: int, p: int, months: slice, claimed: Claimed
) -> None:
    """Take what caps per client take of a seat's units; see `billing._under_client_caps`.

    `share` is (y, m) of clients, `places` (m,) clients of the seat in these months.
    """
    units, window, each = claimed.billable[p], np.zeros(2), np.zeros(len(places))
    for cap in range(len(caps.months)):
        for y in range(caps.payers.shape[1]):
            if caps.payers[cap, y] <= 0:
                continue
            for k in range(len(places)):
                m, total = months.start + k, 0.0
                for s in range(units.shape[0]):
                    total += units[s, y, m] * caps.listed[cap, s, y]
                served = places[k] * share[y, m]
                each[k] = total / served if served > 0 else 0.0
            window[0], window[1] = claimed.used[cap, y, p], months.start
            _left(caps, clients, cap, draw, each, window, claimed.table, claimed.known)
            claimed.used[cap, y, p] = window[0]
            for s in range(units.shape[0]):
                if caps.listed[cap, s, y] > 0:
                    for k in range(len(places)):
                        units[s, y, months.start + k] *= each[k]


@part
def worker_caps(caps: Caps, once: Array, draw: int, served: Array, months: slice, units: Array) -> None:
    """Take what caps per worker take; see `billing._under_worker_caps`. `once` is (s, m), `units` (s, y, m)."""
    for cap in range(len(caps.times)):
        limit = of_draw(caps.limit, draw)[cap]
        for m in range(months.start, months.stop):
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
def _open_units(payers: Payers, draw: int, kept: Array, accepted: Array, months: slice, units: Array) -> None:
    """Units that a payer may be billed for, before caps longer than a day: (s, y, m).

    `kept` is (s, m) client-sessions; `accepted` (y, m) the share of the work that is qualified and may be billed.
    """
    share = of_draw(payers.client_share, draw)
    whole, under = of_draw(payers.units, draw), of_draw(payers.units_under_day_caps, draw)
    for s in range(units.shape[0]):
        for y in range(len(accepted)):
            for m in range(months.start, months.stop):
                counts = payers.open[s, y, m] > 0 and whole[s, y, m] > 0
                units[s, y, m] = kept[s, m] * share[y, m] * accepted[y, m] * under[s, y, m] if counts else 0.0


@part
def _dollars(
    payers: Payers, draw: int, kept: Array, accepted: Array, places: Array, months: slice, units: Array, dollars: Array
) -> None:
    """What a payer's rate pays for: units, sessions, or clients and months; see `billing._dollars`."""
    share, rate = of_draw(payers.client_share, draw), of_draw(payers.rate, draw)
    least = of_draw(payers.minimum_sessions, draw)
    for s in range(units.shape[0]):
        for y in range(len(accepted)):
            for m in range(months.start, months.stop):
                sessions, counted = kept[s, m] * share[y, m] * accepted[y, m], units[s, y, m]
                if payers.by_month[s, y] > 0:
                    there = places[m - months.start] * share[y, m] * accepted[y, m]
                    counted = min(there, sessions / least[s, y, m])
                elif payers.by_unit[s, y] <= 0:
                    counted = sessions
                dollars[s, y, m] = counted * rate[s, y, m] if payers.open[s, y, m] > 0 else 0.0


@part
def seat_claims(inputs: Inputs, draw: int, p: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """Units and dollars that one seat may bill in some months; see `billing.claims`."""
    caseload, first = of_draw(inputs.care.caseload, draw)[p], months.start
    accepted, places = np.empty(seats.accepted[p].shape), np.empty(months.stop - first)
    for m in range(first, months.stop):
        places[m - first] = caseload[m] * seats.served[p, m]
        for y in range(len(accepted)):
            accepted[y, m] = seats.accepted[p, y, m] * (1 - claimed.not_billed[p, m])
    units, kept, share = claimed.billable[p], seats.kept[p], of_draw(inputs.payers.client_share, draw)
    _open_units(inputs.payers, draw, kept, accepted, months, units)
    client_caps(inputs.client_caps, inputs.clients, share, places, draw, p, months, claimed)
    worker_caps(inputs.worker_caps, of_draw(inputs.care.once, draw), draw, seats.served[p], months, units)
    _dollars(inputs.payers, draw, kept, accepted, places, months, units, claimed.dollars[p])


@part
def _counted(amounts: Array, listed: Array, left: Array) -> float:
    """What a cap of the program counts: (s, y) each."""
    total = 0.0
    for s in range(left.shape[0]):
        for y in range(left.shape[1]):
            total += amounts[s, y] * listed[s, y] * left[s, y]
    return total


@part
def program_caps(caps: Caps, payers: Payers, draw: int, m: int, claimed: Claimed, present: Array, left: Array) -> None:
    """Share of the month's claims that caps of the program leave; see `parts.program_caps.ProgramCaps.left`."""
    left[:] = 1.0
    if len(caps.times) == 0:
        return
    kept, limit = of_draw(payers.kept_of_denied, draw)[:, m], of_draw(caps.limit, draw)[:, m]
    units, dollars = np.zeros(left.shape), np.zeros(left.shape)
    for p in range(len(present)):
        for s in range(left.shape[0]):
            for y in range(left.shape[1]):
                units[s, y] += claimed.billable[p, s, y, m] * present[p]
                dollars[s, y] += claimed.dollars[p, s, y, m] * present[p] * kept[y]
    for cap in range(len(caps.times)):
        if m > 0 and caps.restarts[cap, m] > 0:
            claimed.spent[cap] = 0.0
        if caps.active[cap, m] > 0:
            amounts = dollars if caps.dollars[cap] > 0 else units
            total = _counted(amounts, caps.listed[cap], left)
            room = max(0.0, limit[cap] * caps.times[cap] - claimed.spent[cap])
            share = min(1.0, room / total) if total > 0 else 1.0
            for s in range(left.shape[0]):
                for y in range(left.shape[1]):
                    left[s, y] *= share if caps.listed[cap, s, y] > 0 else 1.0
    for cap in range(len(caps.times)):
        if caps.active[cap, m] > 0:
            amounts = dollars if caps.dollars[cap] > 0 else units
            claimed.spent[cap] += _counted(amounts, caps.listed[cap], left)


@part
def settle(kept: Array, m: int, dollars: Array, present: Array, left: Array, earned: Array, by_payer: Array) -> None:
    """Earnings by seat and by payer; see `monthly.Biller.month`. `kept` is (y, m), `dollars` (p, s, y, m)."""
    by_payer[:] = 0.0
    for p in range(len(earned)):
        earned[p] = 0.0
        if present[p] > 0:
            for s in range(left.shape[0]):
                for y in range(left.shape[1] - 1):
                    amount = dollars[p, s, y, m] * kept[y, m] * left[s, y]
                    by_payer[y] += amount
                    earned[p] += amount
