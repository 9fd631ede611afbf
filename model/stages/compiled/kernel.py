"""The kernel of a projection: draw by draw, seat by seat and month by month, in scratch that stays in the cache."""

from collections.abc import Callable

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.claims import Claimed, program_caps, seat_claims, settle
from model.stages.compiled.endings import after_month, presence, service_over, status
from model.stages.compiled.funding import (
    IN_RESERVE,
    LEFT_OVER,
    OWED,
    RAISED,
    RECEIVED,
    REPAID,
    Month,
    ask,
    fund,
    row_costs,
)
from model.stages.compiled.gamma import OCTAVES, PIECES, TERMS
from model.stages.compiled.inputs import NOT_BILLED, Detail, Found, Inputs
from model.stages.compiled.jit import fingerprint, kept, part
from model.stages.compiled.people import of_draw
from model.stages.compiled.work import ROWS, Row, Seats, costs, hours, sessions, simulated_staff, staff

WORTH_A_TABLE = 600  # looks at a limit in one draw, from which a table of it pays


@part
def _row(months: int, tenures: int, payers: int) -> Row:
    return Row(np.zeros((ROWS, months)), np.zeros((tenures, months)), np.zeros((payers, months)))


@part
def _seats(services: int, payers: int, positions: int, months: int) -> Seats:
    return Seats(
        np.zeros((positions, services, months)),
        np.zeros((positions, payers, months)),
        np.zeros((positions, months)),
        np.zeros((positions, months)),
        np.zeros((positions, months)),
    )


@part
def _claimed(inputs: Inputs, positions: int, months: int) -> Claimed:
    services, payers = inputs.payers.by_unit.shape
    caps = inputs.client_caps.months
    pieces = OCTAVES * PIECES if len(caps) * positions * months >= WORTH_A_TABLE else 0
    return Claimed(
        np.zeros((positions, services, payers, months)),
        np.zeros((positions, services, payers, months)),
        np.zeros((positions, months)),
        np.zeros((len(caps), payers, positions)),
        np.zeros(len(inputs.program_caps.times)),
        np.zeros((pieces, TERMS)),
        np.zeros(1),
    )


@part
def _month(positions: int, grants: int) -> Month:
    rows = positions + 1
    r, p, g, gp = np.zeros((8, rows)), np.zeros((4, positions)), np.zeros((5, grants)), np.zeros((3, grants, positions))
    return Month(
        p[0], p[1], np.zeros(7), r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], np.zeros((7, rows)),
        gp[0], gp[1], gp[2], g[0], g[1], g[2], g[3], g[4], p[2], p[3],
    )  # fmt: skip


@part
def _work(inputs: Inputs, draw: int, row: Row, seats: Seats) -> None:
    """All seats of a draw before the months: people, hours, sessions and costs."""
    for p in range(len(inputs.people.first)):
        if inputs.simulated.on:
            simulated_staff(inputs, draw, p, row)
        else:
            staff(inputs, draw, p, row)
        hours(inputs, draw, p, row, seats)
        sessions(inputs, draw, p, row, seats)
        costs(inputs, draw, p, row, seats)


@part
def _begin(inputs: Inputs, draw: int, claimed: Claimed, month: Month) -> None:
    """Money and windows as they stand at the start; see `funding.opening_purse` and `billing.opening_use`."""
    month.left[:], month.balance[:], month.purse[:] = 0.0, 0.0, 0.0
    month.purse[IN_RESERVE] = of_draw(inputs.money.reserve_opening, draw)
    claimed.spent[:] = inputs.program_caps.used_at_start
    for cap in range(len(claimed.used)):
        for p in range(len(month.present)):
            claimed.used[cap, :, p] = inputs.client_caps.used_at_start[cap] * inputs.people.active[p, 0]


@part
def _claim(inputs: Inputs, draw: int, months: slice, seats: Seats, claimed: Claimed) -> None:
    """What all seats may bill in some months, as if they were there."""
    for p in range(len(inputs.people.first)):
        if inputs.time.serves[p] > 0:
            seat_claims(inputs, draw, p, months, seats, claimed)


@part
def _keep(found: Found, materiality: float, draw: int, m: int, month: Month, by_payer: Array, direct: Array) -> None:
    purse = month.purse
    for p in range(len(direct)):
        found.spends[draw, p, m] = direct[p, m] * month.present[p] > 0
    for r in range(len(month.full)):
        found.full[draw, r, m], found.gap[draw, r, m] = month.full[r], month.gap[r]
        found.status[draw, r, m] = status(month.sources, month.gap[r], month.full[r], r, materiality)
    found.reserve[draw, m], found.owed[draw, m] = purse[IN_RESERVE], purse[OWED]
    found.contracts[draw, m], found.fundraising[draw, m] = purse[RECEIVED], purse[RAISED]
    found.left_over[draw, m], found.repaid[draw, m] = purse[LEFT_OVER], purse[REPAID]
    for y in range(len(by_payer)):
        found.by_payer[draw, y, m] = by_payer[y]
    for g in range(len(month.paid)):
        found.grants_paid[draw, g, m] = month.paid[g]


@part
def _keep_detail(detail: Detail, draw: int, m: int, month: Month, left: Array) -> None:
    detail.weights[draw, :, m], detail.direct[draw, :, m] = month.weights, month.direct
    detail.shared[draw, :, m], detail.indirect[draw, :, m] = month.shared, month.indirect
    detail.sources[draw, :, :, m] = month.sources
    detail.program_left[draw, :, :, m] = left
    detail.asked[draw, :, m], detail.left[draw, :, m] = month.asked, month.left
    detail.balance[draw, :, m], detail.toward_program[draw, :, m] = month.balance, month.ask_program
    detail.income[draw, :, :, m], detail.covered[draw, :, :, m] = month.income, month.covered
    detail.by_position[draw, :, :, m] = month.ask


def _kernel(stamp: int) -> Callable[[Inputs, Found, Detail], None]:
    @kept
    def kernel(inputs: Inputs, found: Found, detail: Detail) -> None:
        if stamp < 0:  # part of the key under which the kernel is kept on disk
            return
        positions, months = inputs.people.active.shape
        services, payers = inputs.payers.by_unit.shape
        active, money, serves = inputs.people.active, inputs.money, inputs.time.serves
        row = _row(months, inputs.people.ramp.shape[1], payers - 1)
        seats = _seats(services, payers - 1, positions, months)
        claimed = _claimed(inputs, positions, months)
        month = _month(positions, len(inputs.grants.income))
        earned, by_payer, left = np.zeros(positions), np.zeros(payers), np.ones((services, payers))
        # only a grant that forbids to bill ties a month's claims to last month's funding
        tied = (inputs.grants.income == NOT_BILLED).any()
        gap_months = np.zeros(positions)
        for draw in range(len(found.last_service)):
            ended, last_service = found.ended[draw], found.last_service[draw : draw + 1]
            ended[:], last_service[0], gap_months[:] = np.inf, np.inf, 0.0
            _work(inputs, draw, row, seats)
            _begin(inputs, draw, claimed, month)
            service_over(active, money, serves, -1, ended, last_service)
            kept_of_denied = of_draw(inputs.payers.kept_of_denied, draw)
            if not tied:
                _claim(inputs, draw, slice(0, months), seats, claimed)
            for m in range(months):
                presence(active, money, serves, m, ended, last_service[0], month)
                row_costs(money, serves, seats, draw, m, month)
                ask(inputs.grants, money, seats, draw, m, month)
                if tied:
                    claimed.not_billed[:, m] = month.not_billed
                    _claim(inputs, draw, slice(m, m + 1), seats, claimed)
                program_caps(inputs.program_caps, inputs.payers, draw, m, claimed, month.present, left)
                settle(kept_of_denied, m, claimed.dollars, month.present, left, earned, by_payer)
                fund(inputs.grants, money, serves, draw, m, earned, month)
                after_month(active, money, serves, draw, m, month, gap_months, ended)
                service_over(active, money, serves, m, ended, last_service)
                _keep(found, money.materiality, draw, m, month, by_payer, seats.direct)
                if detail.on:
                    _keep_detail(detail, draw, m, month, left)

    return kernel


kernel = _kernel(fingerprint())
