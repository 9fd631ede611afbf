"""Findings: what a projection says — statuses, first months, runway, what binds, hours nobody paid for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.inputs.months import Month
from model.inputs.numbers import Array, Codes
from model.inputs.series.horizon import Horizon
from model.inputs.series.money import grace_from
from model.projection import Projection
from model.stages.hours import hours_by_fate

STATUSES = ("earned", "contract", "grant", "fundraising", "reserve", "gap")
INACTIVE = -1
RESERVE, GAP = STATUSES.index("reserve"), STATUSES.index("gap")
BINDS = ("hours", "demand", "client_cap", "worker_cap", "program_cap")
UNSUSTAINED_RUN, SUSTAINED_RUN = 3, 12
HALF_A_CENT = 0.005
WEEKS_PER_YEAR, MONTHS_PER_YEAR = 52, 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Findings:
    """What a projection says. Month indices are floats, infinite where there is no such month.

    Attributes:
        status: (draws, positions, months) place in `STATUSES`, or `INACTIVE`.
        program_status: (draws, months) of the program's own row, `INACTIVE` while a direct-service seat is there.
        binds: (draws, positions, months) place in `BINDS`, or `INACTIVE`.
        unsustainable_from, recovers, first_gap, ended, payable_again, grant_ends, notice_by: (draws, positions).
        self_sustaining, self_sustaining_after_grant: (draws, positions) earnings over full cost; NaN where it has none.
        first_gap_of_any: (draws,) the month in which the runway ends.
        reserve_at_floor, cash_negative: (draws,).
        lowest_cash: (draws,) dollars.
        positions_sustained: (draws, months).
        hours: by fate, (draws, positions, months).
    """

    status: Codes
    program_status: Codes
    binds: Codes
    unsustainable_from: Array
    recovers: Array
    first_gap: Array
    ended: Array
    payable_again: Array
    grant_ends: Array
    notice_by: Array
    self_sustaining: Array
    self_sustaining_after_grant: Array
    first_gap_of_any: Array
    reserve_at_floor: Array
    cash_negative: Array
    lowest_cash: Array
    positions_sustained: Array
    hours: dict[str, Array]


def findings(projection: Projection) -> Findings:
    """Read a projection.

    Source:
        model.md, section 10.
    """
    funding, program = projection.funding, projection.program
    rows = _row_status(projection)
    program_status = np.where(funding.serves, INACTIVE, rows[:, -1]).astype(np.int8)
    status = _position_status(projection, rows)
    last = _last_month(projection)
    after_start = grace_from(program)
    unsustainable = _unsustainable_from(status, last, after_start)
    grant_ends = _grant_ends(projection)
    first_gap = _first(status == GAP)
    earned = projection.billing.earned.sum(axis=(2, 3))
    full = funding.full[:, :-1]
    floor = Horizon.of(program).values(program.reserve.floor)
    return Findings(
        status=status,
        program_status=program_status,
        binds=_binds(projection),
        unsustainable_from=unsustainable,
        recovers=_recovers(status, last, unsustainable),
        first_gap=first_gap,
        ended=funding.ended,
        payable_again=_payable_again(funding.ended, funding.left_over, earned, full),
        grant_ends=grant_ends,
        notice_by=_notice_by(projection, first_gap),
        self_sustaining=_ratio(earned, full, np.full(grant_ends.shape, -np.inf)),
        self_sustaining_after_grant=_ratio(earned, full, np.where(np.isinf(grant_ends), np.inf, grant_ends)),
        first_gap_of_any=_runway(projection, rows),
        reserve_at_floor=_first(funding.reserve <= floor + HALF_A_CENT),
        cash_negative=_first(projection.cash < -HALF_A_CENT),
        lowest_cash=projection.cash.min(axis=-1),
        positions_sustained=((status > INACTIVE) & (status < RESERVE)).sum(axis=1).astype(np.float64),
        hours=hours_by_fate(
            projection.sessions.session_hours * funding.present[:, :, None],
            projection.terms.payers.client_share,
            projection.billing,
        ),
    )


def statuses(projection: Projection) -> tuple[Codes, Array]:
    """All that a map of many draws needs of the findings, without the rest of their work.

    Returns:
        `status` and `first_gap_of_any`, as in `Findings`.
    """
    rows = _row_status(projection)
    return _position_status(projection, rows), _runway(projection, rows)


def unsustainable(projection: Projection, status: Codes) -> Array:
    """Months from which positions are unsustainable, as in `Findings`, of statuses that are known already."""
    return _unsustainable_from(status, _last_month(projection), grace_from(projection.program))


def gap_by_fiscal_year(projection: Projection, draw: int = 0) -> dict[str, float]:
    """The gap in dollars by fiscal year, each labelled by the month it starts."""
    program, gap = projection.program, projection.funding.gap[draw].sum(axis=0)
    years: dict[str, float] = {}
    for index, dollars in enumerate(gap):
        month = program.start.plus(index)
        begins = str(month.plus(-((month.calendar_month - program.fiscal_month) % MONTHS_PER_YEAR)))
        years[begins] = years.get(begins, 0.0) + float(dollars)
    return years


def month_at(projection: Projection, index: float) -> Month | None:
    """The month of an index, or None for an infinite one."""
    return None if not np.isfinite(index) else projection.program.start.plus(int(index))


def _row_status(projection: Projection) -> Codes:
    """Status of each row: (draws, rows, months)."""
    if projection.row_status is not None:
        return projection.row_status
    funding, s = projection.funding, projection.funding.sources
    amounts = np.stack(
        [
            s["earned"] + s["surplus"],
            s["contracts"],
            s["grants"] + s["program_income"],
            s["fundraising"],
            s["reserve"],
            funding.gap,
        ]
    )
    above = amounts > projection.program.materiality.value * funding.full
    least_secure = len(STATUSES) - 1 - np.argmax(above[::-1], axis=0)
    # a materiality so large that no source passes it leaves the largest source to decide
    code = np.where(above.any(axis=0), least_secure, np.argmax(amounts, axis=0))
    return np.where(funding.full > 0, code, INACTIVE).astype(np.int8)


def _runway(projection: Projection, rows: Codes) -> Array:
    """The first month in which any row has a gap, the program's own while no direct-service seat is there."""
    program_gap = (rows[:, -1] == GAP) & np.logical_not(projection.funding.serves)
    return _first(((rows[:, :-1] == GAP) & _serving(projection)).any(axis=1) | program_gap)


def _serving(projection: Projection) -> NDArray[np.bool_]:
    serves = np.array([p.direct_service for p in projection.program.positions])
    return serves[:, None] & (projection.funding.present > 0)


def _position_status(projection: Projection, rows: Codes) -> Codes:
    """A position's own status; of one that sees no clients, the worst of the rows that carry it."""
    funding = projection.funding
    serves = np.array([p.direct_service for p in projection.program.positions])[:, None]
    carries = _serving(projection)
    settled = carries & (np.arange(rows.shape[-1]) >= grace_from(projection.program)[..., None])
    counted = np.where(settled.any(axis=1, keepdims=True), settled, carries)
    worst = np.where(counted, rows[:, :-1], INACTIVE).max(axis=1)
    carried = np.where(funding.serves, worst, rows[:, -1])[:, None]
    own = np.where(carries, rows[:, :-1], INACTIVE)
    return np.where(serves, own, np.where(projection.spends, carried, INACTIVE)).astype(np.int8)


def _last_month(projection: Projection) -> Array:
    """The last month of each position within the horizon: (draws, positions)."""
    program = projection.program
    own = [program.months - 1 if p.end is None else p.end - program.start for p in program.positions]
    return np.minimum(np.minimum(np.array(own, dtype=np.float64), program.months - 1), projection.funding.ended)


def _first(true: NDArray[np.bool_]) -> Array:
    """Index of the first month that is true, infinite where none is; months last."""
    return np.where(true.any(axis=-1), np.argmax(true, axis=-1), np.inf)


def _last(true: NDArray[np.bool_]) -> Array:
    return np.where(true.any(axis=-1), true.shape[-1] - 1 - np.argmax(true[..., ::-1], axis=-1), np.inf)


def _lasting(true: NDArray[np.bool_], last: Array, run: int) -> NDArray[np.bool_]:
    """Months from which something is true for `run` months in a row, or until the last month."""
    months = np.arange(true.shape[-1])
    inside = months <= last[..., None]
    holds = true | ~inside
    lasting = true & inside
    for ahead in range(1, min(run, len(months))):
        following = np.ones_like(true)
        following[..., : len(months) - ahead] = holds[..., ahead:]
        lasting &= following
    return lasting


def _unsustainable_from(status: Codes, last: Array, after_start: Array) -> Array:
    months = np.arange(status.shape[-1])
    return _first(_lasting(status >= RESERVE, last, UNSUSTAINED_RUN) & (months >= after_start[..., None]))


def _recovers(status: Codes, last: Array, unsustainable: Array) -> Array:
    sustained = (status > INACTIVE) & (status < RESERVE)
    later = np.arange(status.shape[-1]) > unsustainable[..., None]
    return _first(_lasting(sustained, last, SUSTAINED_RUN) & later)


def _grant_ends(projection: Projection) -> Array:
    """The last month in which a grant that covers a position pays: (draws, positions)."""
    program, horizon = projection.program, Horizon.of(projection.program)
    pays = np.zeros(projection.funding.present.shape, dtype=bool)
    for grant in program.grants:
        paid = projection.funding.grants[grant.id].paid > HALF_A_CENT
        for place, position in enumerate(program.positions):
            if position.id in grant.covers:
                pays[:, place] |= paid & (horizon.values(grant.covers[position.id]) > 0)
    return _last(pays)


def _notice_by(projection: Projection, first_gap: Array) -> Array:
    """The month in which notice must be given: before the end, or where seats are kept, before the first gap."""
    program, ended = projection.program, projection.funding.ended
    leaves = np.where(np.isfinite(ended) | (program.when_unfunded == "end"), ended, first_gap - 1)
    return np.floor(leaves - program.weeks_of_notice.value * MONTHS_PER_YEAR / WEEKS_PER_YEAR)


def _payable_again(ended: Array, left_over: Array, earned: Array, full: Array) -> Array:
    """First later month in which money left over, plus what the seat last earned, reaches its last full cost."""
    at = np.where(np.isfinite(ended), ended, 0).astype(np.intp)[..., None]
    short = np.take_along_axis(full, at, axis=-1) - np.take_along_axis(np.broadcast_to(earned, full.shape), at, axis=-1)
    later = np.arange(full.shape[-1]) > ended[..., None]
    had_a_row = np.take_along_axis(full, at, axis=-1) > 0
    return _first((left_over[:, None] >= short) & later & had_a_row)


def _ratio(earned: Array, full: Array, after: Array) -> Array:
    """Earnings over full cost in the months after an index: (draws, positions)."""
    counted = np.arange(full.shape[-1]) > after[..., None]
    cost = (full * counted).sum(axis=-1)
    return np.divide((earned * counted).sum(axis=-1), cost, out=np.full(cost.shape, np.nan), where=cost > 0)


def _binds(projection: Projection) -> Codes:
    """What holds billing down: the last cap that takes more than materiality, else demand, else hours."""
    billing, material = projection.billing, projection.program.materiality.value
    by_cap = [
        np.asarray(getattr(billing, fate)).sum(axis=(2, 3))
        for fate in ("over_client_cap", "over_worker_cap", "over_program_cap")
    ]
    reaching = sum(by_cap) + (billing.denied + billing.paid).sum(axis=(2, 3))
    held = ((projection.sessions.held_by_demand > 0) & (projection.terms.cases.mix > 0)).any(axis=2)
    code = np.where(held, BINDS.index("demand"), BINDS.index("hours"))
    for place, taken in enumerate(by_cap, start=BINDS.index("client_cap")):
        code = np.where(taken > material * reaching, place, code)
    return np.where(_serving(projection), code, INACTIVE).astype(np.int8)
