"""The kernel of a projection: draw by draw, seat by seat and month by month, in scratch that stays in the cache."""

from collections.abc import Callable

import numpy as np

from model.inputs.numbers import Array
from model.stages.compiled.claims import Claimed, program_caps, seat_claims, settle
from model.stages.compiled.endings import after_month, presence, service_over, status
from model.stages.compiled.funding import (
    ASK_PROGRAM,
    ASKED,
    ASKED_FOR,
    AWARD_LEFT,
    BALANCE,
    COVERED,
    DIRECT,
    FULL,
    GAP,
    IN_RESERVE,
    INDIRECT,
    LEFT_OVER,
    NOT_BILLED,
    OWED,
    PAID,
    PRESENT,
    PROGRAM_EARNED,
    RAISED,
    RECEIVED,
    REPAID,
    SHARED,
    WEIGHTS,
    Month,
    ask,
    fund,
    row_costs,
)
from model.stages.compiled.gamma import OCTAVES, PIECES, TERMS
from model.stages.compiled.inputs import NOT_BILLED as FORBIDS
from model.stages.compiled.inputs import Detail, Found, Inputs
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
    return Month(
        np.zeros(7),
        np.zeros((8, rows)),
        np.zeros((7, rows)),
        np.zeros((4, positions)),
        np.zeros((5, grants)),
        np.zeros((3, grants, positions)),
    )


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
    month.by_grant[AWARD_LEFT, :], month.by_grant[BALANCE, :], month.purse[:] = 0.0, 0.0, 0.0
    month.purse[IN_RESERVE] = of_draw(inputs.money.reserve_opening, draw)
    claimed.spent[:] = inputs.program_caps.used_at_start
    for cap in range(len(claimed.used)):
        for p in range(month.by_seat.shape[1]):
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
        found.spends[draw, p, m] = direct[p, m] * month.by_seat[PRESENT, p] > 0
    for r in range(month.rows.shape[1]):
        found.full[draw, r, m], found.gap[draw, r, m] = month.rows[FULL, r], month.rows[GAP, r]
        found.status[draw, r, m] = status(month.sources, month.rows[GAP, r], month.rows[FULL, r], r, materiality)
    found.reserve[draw, m], found.owed[draw, m] = purse[IN_RESERVE], purse[OWED]
    found.contracts[draw, m], found.fundraising[draw, m] = purse[RECEIVED], purse[RAISED]
    found.left_over[draw, m], found.repaid[draw, m] = purse[LEFT_OVER], purse[REPAID]
    for y in range(len(by_payer)):
        found.by_payer[draw, y, m] = by_payer[y]
    for g in range(month.by_grant.shape[1]):
        found.grants_paid[draw, g, m] = month.by_grant[PAID, g]


@part
def _put(values: Array, m: int, to: Array) -> None:
    """A month's values into its place: (n,) into (n, m)."""
    for n in range(values.shape[0]):
        to[n, m] = values[n]


@part
def _put_table(values: Array, m: int, to: Array) -> None:
    for n in range(values.shape[0]):
        for k in range(values.shape[1]):
            to[n, k, m] = values[n, k]


@part
def _keep_detail(detail: Detail, draw: int, m: int, month: Month, left: Array) -> None:
    _put(month.rows[WEIGHTS], m, detail.weights[draw])
    _put(month.rows[DIRECT], m, detail.direct[draw])
    _put(month.rows[SHARED], m, detail.shared[draw])
    _put(month.rows[INDIRECT], m, detail.indirect[draw])
    _put_table(month.sources, m, detail.sources[draw])
    _put_table(left, m, detail.program_left[draw])
    _put(month.by_grant[ASKED], m, detail.asked[draw])
    _put(month.by_grant[AWARD_LEFT], m, detail.left[draw])
    _put(month.by_grant[BALANCE], m, detail.balance[draw])
    _put(month.by_grant[ASK_PROGRAM], m, detail.toward_program[draw])
    _put_table(month.asks[PROGRAM_EARNED], m, detail.income[draw])
    _put_table(month.asks[COVERED], m, detail.covered[draw])
    _put_table(month.asks[ASKED_FOR], m, detail.by_position[draw])


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
        tied = (inputs.grants.income == FORBIDS).any()
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
                    claimed.not_billed[:, m] = month.by_seat[NOT_BILLED]
                    _claim(inputs, draw, slice(m, m + 1), seats, claimed)
                program_caps(inputs.program_caps, inputs.payers, draw, m, claimed, month.by_seat[PRESENT], left)
                settle(kept_of_denied, m, claimed.dollars, month.by_seat[PRESENT], left, earned, by_payer)
                fund(inputs.grants, money, serves, draw, m, earned, month)
                after_month(money, serves, draw, m, month, gap_months, ended)
                service_over(active, money, serves, m, ended, last_service)
                _keep(found, money.materiality, draw, m, month, by_payer, seats.direct)
                if detail.on:
                    _keep_detail(detail, draw, m, month, left)

    return kernel


kernel = _kernel(fingerprint())
