"""The kernel of a projection: draw by draw, seat by seat and month by month, in scratch that stays in the cache."""

import math
from collections.abc import Callable

from model.inputs.numbers import Array
from model.stages.compiled.claims import (
    Claimed,
    client_caps,
    dollars,
    limits,
    open_claims,
    open_seat,
    program_caps,
    settle,
    worker_caps,
)
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
from model.stages.compiled.inputs import NOT_BILLED as FORBIDS
from model.stages.compiled.inputs import (
    Care,
    ClientCaps,
    Detail,
    Found,
    Inputs,
    Lines,
    Payers,
    People,
    ProgramCaps,
    Simulated,
    Time,
    Whole,
    WorkerCaps,
)
from model.stages.compiled.jit import fingerprint, kept, once, part
from model.stages.compiled.one_draw import of_one_draw
from model.stages.compiled.people import put
from model.stages.compiled.scratch import Scratch, scratch_for
from model.stages.compiled.varying import Varies, varies
from model.stages.compiled.work import Row, Seats, costs, hours, pay, row_of, sessions, simulated_staff, staff


@part
def _begin(
    caps: ClientCaps, program: ProgramCaps, active: Array, reserve: float, claimed: Claimed, month: Month
) -> None:
    """Money and windows as they stand at the start; see `funding.opening_purse` and `billing.opening_use`."""
    for g in range(month.by_grant.shape[1]):
        month.by_grant[AWARD_LEFT, g], month.by_grant[BALANCE, g] = 0.0, 0.0
    for place in range(len(month.purse)):
        month.purse[place] = 0.0
    month.purse[IN_RESERVE] = reserve
    put(program.used_at_start, claimed.spent)
    for cap in range(len(claimed.used)):
        for p in range(month.by_seat.shape[1]):
            for y in range(claimed.used.shape[1]):
                claimed.used[cap, y, p] = caps.used_at_start[cap] * active[p, 0]


@once
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


@part
def _open(ended: Array, last_service: Array, gap_months: Array) -> None:
    """Nothing has ended yet."""
    last_service[0] = math.inf
    for p in range(len(ended)):
        ended[p], gap_months[p] = math.inf, 0.0


@part
def _tied(income: Whole) -> bool:
    """Whether a grant that forbids to bill ties a month's claims to last month's funding."""
    count = 0
    for g in range(len(income)):
        count += 1 if income[g] == FORBIDS else 0
    return count > 0


@once
def _work(
    people: People,
    time: Time,
    care: Care,
    lines: Lines,
    simulated: Simulated,
    varies: Varies,
    first: bool,
    p: int,
    row: Row,
    seats: Seats,
) -> None:
    """All of a seat's work: what varies, and in the first draw the rest."""
    if simulated.on:
        simulated_staff(simulated, p, row)
    elif varies.staff or first:
        staff(people, p, row)
    if (varies.pay or first) and not simulated.on:
        pay(people, p, row)
    if varies.hours or first:
        hours(people, time, p, row, seats)
    if varies.sessions or first:
        sessions(care, p, row, seats)
    if varies.costs or first:
        costs(people, time, lines, simulated, p, row, seats)


@once
def _claim(
    by_client: ClientCaps,
    by_worker: WorkerCaps,
    care: Care,
    payers: Payers,
    varies: Varies,
    first: bool,
    p: int,
    months: slice,
    seats: Seats,
    claimed: Claimed,
) -> None:
    """A seat's claims in some months: what varies, and in the first draw the rest."""
    open_seat(care, p, months, seats, claimed)
    if varies.claims or first:
        open_claims(payers, p, months, seats, claimed)
        client_caps(by_client, payers, p, months, claimed)
        worker_caps(by_worker, care, p, months, seats, claimed)
    dollars(payers, p, months, seats, claimed)


def _kernel(stamp: int) -> Callable[[Inputs, Varies, Array, Array, Scratch, Found, Detail], None]:
    # hands on groups of arrays and never all of them: each array costs time, most of all while it is compiled
    @kept
    def kernel(
        inputs: Inputs, varies: Varies, place: Array, drawn: Array, scratch: Scratch, found: Found, detail: Detail
    ) -> None:
        if stamp < 0:  # part of the key under which the kernel is kept on disk
            return
        months, positions = inputs.people.active.shape[1], inputs.people.active.shape[0]
        people, time, care, lines, payers = inputs.people, inputs.time, inputs.care, inputs.lines, inputs.payers
        active, money, serves, grants = people.active, inputs.money, time.serves, inputs.grants
        rows, seats, claimed, month, left = (
            scratch.rows,
            scratch.seats,
            scratch.claimed,
            scratch.month,
            scratch.program_left,
        )
        by_client, by_worker, by_program = inputs.client_caps, inputs.worker_caps, inputs.program_caps
        earned, by_payer, gap_months = scratch.earned, scratch.by_payer, scratch.gap_months
        at_once = 1 if _tied(grants.income) else months
        for draw in range(len(found.last_service)):
            put(drawn[draw], place)
            ended, last_service = found.ended[draw], found.last_service[draw : draw + 1]
            _open(ended, last_service, gap_months)
            for p in range(positions):
                row = row_of(rows, 0 if varies.staff else p)  # where all is worked out anew, in the same few bytes
                _work(people, time, care, lines, inputs.simulated, varies, draw == 0, p, row, seats)
            _begin(by_client, by_program, active, money.reserve_opening[0], claimed, month)
            limits(by_client, inputs.clients, claimed)
            service_over(active, money.own_end, serves, -1, ended, last_service)
            for m in range(months):
                presence(active, money, serves, m, ended, last_service[0], month)
                row_costs(money, serves, seats, m, month)
                ask(grants, money, seats, m, month)
                if m % at_once == 0 and (varies.dollars or draw == 0):
                    those = slice(m, m + at_once)
                    for p in range(positions):
                        if serves[p] > 0:
                            claimed.not_billed[p, m] = month.by_seat[NOT_BILLED, p]
                            _claim(by_client, by_worker, care, payers, varies, draw == 0, p, those, seats, claimed)
                if len(by_program.times) > 0:  # `left` stays 1 where there are none
                    program_caps(by_program, payers, m, claimed, month.by_seat[PRESENT], left)
                settle(payers, m, claimed.dollars, month.by_seat[PRESENT], left, earned, by_payer)
                fund(grants, money, serves, m, earned, month)
                after_month(money, serves, m, month, gap_months, ended)
                service_over(active, money.own_end, serves, m, ended, last_service)
                _keep(found, money.materiality, draw, m, month, by_payer, seats.direct)
                if detail.on:
                    _keep_detail(detail, draw, m, month, left)

    return kernel


kernel = _kernel(fingerprint())


def run(laid: Inputs, found: Found, detail: Detail) -> None:
    """Work out all draws, and write them where they are kept."""
    inputs, place, drawn = of_one_draw(laid, len(found.last_service))
    kernel(inputs, varies(laid), place, drawn, scratch_for(inputs), found, detail)
