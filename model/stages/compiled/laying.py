"""A program's series laid out as kernels read them: what no draw changes is there, and computed, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries, CaseSeries, PayerSeries, ServiceSeries
from model.inputs.series.care import Clients as ClientSeries
from model.inputs.series.common import Keep, anew
from model.inputs.series.costs import CostSeries
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.inputs.series.hours import HourSeries
from model.inputs.series.money import ContractSeries, FundingSeries, GrantSeries
from model.inputs.series.people import PeopleSeries
from model.stages.capacity import full_seat
from model.stages.compiled.inputs import (
    INCOME,
    Care,
    ClientCaps,
    Clients,
    Grants,
    Inputs,
    Lines,
    Money,
    Payers,
    People,
    ProgramCaps,
    Simulated,
    Time,
    WorkerCaps,
)
from model.stages.costs import a_separation
from model.stages.parts.ratios import ratio
from model.stages.parts.staffed import Staffing, pressure
from model.stages.parts.taxed import taxable_hires, taxable_original, taxable_person
from model.stages.wages import Wages

Caps = TypeVar("Caps", ClientCaps, WorkerCaps, ProgramCaps)
MONTHS_PER_YEAR = 12
TIMES = {"week": WEEKS_PER_MONTH, "month": 1.0, "year": 1 / MONTHS_PER_YEAR}


@dataclass(frozen=True, kw_only=True, eq=False)
class Series:
    """All series of a program that kernels need, and the stages before them."""

    people: PeopleSeries
    wages: Wages
    hours: HourSeries
    services: ServiceSeries
    cases: CaseSeries
    payers: PayerSeries
    units: tuple[Array, Array]
    caps: tuple[CapSeries, ...]
    clients: ClientSeries
    lines: CostSeries
    money: FundingSeries


def inputs_of(series: Series, staff: Staffing | None, keep: Keep = anew) -> Inputs:
    """Lay a program out.

    Args:
        series: of the program.
        staff: seats that were simulated; None where they are expected.
        keep: holds what no draw changes.
    """
    payers, money, shape = series.payers, series.money, series.people.active.shape
    client = [c for c in series.caps if c.per == "client" and c.period != "day"]
    worker, program = ([c for c in series.caps if c.per == per] for per in ("worker", "program"))
    return Inputs(
        people=_people(series.people, series.wages, keep),
        simulated=_simulated(series, staff),
        time=keep("time", lambda: _time(series.hours)),
        care=_care(series.services, series.cases),
        lines=keep("lines", lambda: _lines(series)),
        payers=_payers(payers, series.units),
        client_caps=keep("client caps", lambda: _caps(ClientCaps, client, payers, [1.0 for _ in client])),
        worker_caps=keep("worker caps", lambda: _caps(WorkerCaps, worker, payers, [TIMES[c.period] for c in worker])),
        program_caps=keep("program caps", lambda: _caps(ProgramCaps, program, payers, _program_times(program))),
        clients=Clients(_drawn(series.clients.variation), _drawn(series.clients.turnover)),
        grants=keep("grants", lambda: _grants(money.grants, shape)),
        money=_money(money, series.lines, shape),
    )


def _plain(values: Array) -> Array:
    return np.ascontiguousarray(values, dtype=np.float64)


def _drawn(values: Array) -> Array:
    """What may lead with draws, as it is: kernels are given a copy of each draw."""
    return np.asarray(values, dtype=np.float64)


def _side_by_side(values: Sequence[Array], shape: tuple[int, ...]) -> Array:
    """Arrays (draws or 1, …) as one (draws or 1, how many, …); `shape` is what stands behind where there is none."""
    if not values:
        return np.zeros((1, 0, *shape))
    return _drawn(np.stack(np.broadcast_arrays(*values), axis=1))


def _people(people: PeopleSeries, wages: Wages, keep: Keep) -> People:
    return People(
        turnover=_drawn(people.turnover),
        months_vacant=_drawn(people.months_vacant),
        original_pay=_drawn(wages.original),
        pressure=_drawn(keep("pressure", lambda: pressure(people, wages.original))),
        hire_pay=keep("hire pay", lambda: np.triu(_side_by_side(wages.hires.kinds, ()))),
        kind_of=np.array(wages.hires.kind_of, dtype=np.int64),
        first=people.first.astype(np.int64),
        opens_filled=np.array([float(state != "vacant") for state in people.opens]),
        opens_new=np.array([float(state == "new") for state in people.opens]),
        active=_plain(people.active),
        departs=_plain(people.departs),
        ramp=_plain(people.ramp),
        original_bills=_plain(people.original_bills),
        hire_bills_after=people.hire_bills_after.astype(np.int64),
    )


def _simulated(series: Series, staff: Staffing | None) -> Simulated:
    if staff is None or staff.since is None:
        nothing = np.zeros((1, 1, 1))
        return Simulated(False, nothing, nothing, nothing, nothing, nothing[None], nothing[None])
    shape = staff.filled.shape
    earnings = staff.wage * full_seat(series.hours).paid * series.people.active
    bases = [taxable_person(c, series.lines, earnings, staff.since) for c in series.lines.components if c.has_base]
    taxed = _side_by_side(bases, shape[1:])
    return Simulated(
        True,
        _drawn(staff.filled),
        _drawn(staff.productive),
        _drawn(staff.separations),
        _drawn(np.broadcast_to(staff.wage, shape)),
        _drawn(staff.qualified),
        _drawn(np.broadcast_to(taxed, (shape[0], *taxed.shape[1:]))),
    )


def _time(hours: HourSeries) -> Time:
    seat = full_seat(hours)
    return Time(
        paid=_drawn(seat.paid),
        worked=_drawn(seat.worked),
        available=_drawn(seat.available),
        leave=_drawn(seat.leave),
        covers_vacancy=_drawn(hours.covers_vacancy),
        covers_leave=_drawn(hours.covers_leave),
        pay_multiple=_drawn(hours.pay_multiple),
        serves=_plain(hours.direct_service),
    )


def _care(services: ServiceSeries, cases: CaseSeries) -> Care:
    attended, group = 1 - services.missed, services.is_group[:, None] > 0
    attendance = np.where(group, attended * services.group_size, 1.0)
    return Care(
        mix=_drawn(cases.mix),
        caseload=_drawn(cases.caseload),
        hours_per_session=_drawn(services.hours_per_session),
        kept=_drawn(attended * services.group_size),
        asked=_drawn(services.sessions_per_week * WEEKS_PER_MONTH / services.group_size),
        miles=_drawn(services.miles),
        once=ratio(np.ones_like(attendance), attendance, 0.0),
    )


def _lines(series: Series) -> Lines:
    lines, wages, hours = series.lines, series.wages, series.hours.hours_per_week
    positions, months = series.people.active.shape
    paid = full_seat(series.hours).paid * series.people.active
    based = [c for c in lines.components if c.has_base]
    hires = [taxable_hires(c, lines, wages.hires, hours) for c in based]
    by_kind = [_side_by_side(h.kinds, ()) for h in hires]
    return Lines(
        share=_side_by_side([c.share_of_wages for c in lines.components], (months,)),
        per_month=_side_by_side([c.per_month for c in lines.components], (months,)),
        eligible=_side_by_side([c.eligible for c in lines.components], (positions, months)),
        base=np.array([based.index(c) if c in based else -1 for c in lines.components], dtype=np.int64),
        taxable_original=_side_by_side(
            [taxable_original(c, lines, wages.original * paid) for c in based], (positions, months)
        ),
        taxable_hires=_side_by_side(by_kind, (1, months, months)),
        taxable_kind=np.array(hires[0].kind_of if hires else [0] * positions, dtype=np.int64),
        replacement=_drawn(a_separation(lines, wages.original, hours)),
        mileage=_drawn(lines.mileage_rate),
        per_position=_drawn(lines.per_position),
        per_position_excluded=_drawn(lines.per_position_excluded),
    )


def _payers(payers: PayerSeries, units: tuple[Array, Array]) -> Payers:
    return Payers(
        client_share=_drawn(payers.client_share),
        kept_of_denied=_drawn(payers.kept_of_denied),
        by_unit=_plain(payers.by_unit),
        by_month=_plain(payers.by_month),
        open_rate=_drawn(np.where(payers.open > 0, payers.rate, 0.0)),
        minimum_sessions=_drawn(payers.minimum_sessions),
        under=_drawn(np.where((payers.open > 0) & (units[0] > 0), units[1], 0.0)),
    )


def _caps(kind: type[Caps], caps: list[CapSeries], payers: PayerSeries, times: list[float]) -> Caps:
    """Those of the arrays that this kind of caps has."""
    months = payers.open.shape[-1]
    listed = [_listed(cap, payers) for cap in caps]
    # windows of a week or a month begin with every month
    restarts = [
        np.ones(months) if cap.period in ("week", "month") and cap.per == "program" else cap.restarts for cap in caps
    ]
    arrays = {
        "limit": _side_by_side([cap.limit for cap in caps], (months,)),
        "approved_beyond": _side_by_side([cap.approved_beyond for cap in caps], (months,)),
        "active": _rows([cap.active for cap in caps], (months,)),
        "restarts": _rows(restarts, (months,)),
        "listed": _rows(listed, payers.by_unit.shape),
        "payers": _rows([np.asarray(each.any(axis=0)) for each in listed], payers.by_unit.shape[1:]),
        "months": _rows([np.array(cap.months) for cap in caps], ()),
        "fixed": _rows([np.array(cap.fixed) for cap in caps], ()),
        "dollars": _rows([np.array(cap.unit == "dollars") for cap in caps], ()),
        "used_at_start": _rows([np.array(cap.used_at_start) for cap in caps], ()),
        "times": np.array(times, dtype=np.float64),
    }
    return kind(**{name: arrays[name] for name in kind._fields})


def _rows(values: Sequence[NDArray[Any]], shape: tuple[int, ...]) -> Array:
    """Arrays one after another, as numbers; `shape` is what stands behind where there is none."""
    return np.array(values, dtype=np.float64).reshape(len(values), *shape)


def _program_times(caps: list[CapSeries]) -> list[float]:
    return [WEEKS_PER_MONTH if cap.period == "week" else 1.0 for cap in caps]


def _listed(cap: CapSeries, payers: PayerSeries) -> Array:
    listed = np.zeros(payers.by_unit.shape)
    listed[np.ix_(cap.services, cap.payers)] = 1.0
    return listed if cap.unit == "dollars" else listed * payers.by_unit


def _grants(grants: tuple[GrantSeries, ...], shape: tuple[int, ...]) -> Grants:
    months = shape[-1]
    covers = _side_by_side([g.covers for g in grants], shape)
    return Grants(
        covers=covers,
        ever_covers=_drawn(covers.max(axis=-1, initial=0.0) > 0),
        program_costs=_side_by_side([g.program_costs for g in grants], (months,)),
        indirect_rate=_side_by_side([g.indirect_rate for g in grants], (months,)),
        award=_side_by_side([g.award for g in grants], (months,)),
        left_at_start=_side_by_side([g.left_at_start for g in grants], ()),
        active=_rows([g.active for g in grants], (months,)),
        year_begins=_rows([g.year_begins for g in grants], (months,)),
        under_way=_rows([np.array(g.under_way) for g in grants], ()),
        carryover=_rows([np.array(g.carryover) for g in grants], ()),
        income=np.array([INCOME.index(g.income) for g in grants], dtype=np.int64),
    )


def _money(money: FundingSeries, lines: CostSeries, shape: tuple[int, ...]) -> Money:
    contracts: tuple[ContractSeries, ...] = money.contracts
    return Money(
        contract=_side_by_side([c.per_month for c in contracts], shape[1:]),
        contract_covers=_rows([c.covers for c in contracts], shape[:1]),
        any_row=_rows([np.array(c.any_row) for c in contracts], ()),
        for_service=_rows([np.array(c.for_service) for c in contracts], ()),
        fundraising=_drawn(money.fundraising),
        reserve_floor=_drawn(money.reserve_floor),
        program=_drawn(lines.program),
        program_excluded=_drawn(lines.program_excluded),
        indirect_rate=_drawn(lines.indirect_rate),
        reserve_opening=_drawn(money.reserve_opening),
        spread_hours=_drawn(money.hours_per_week),
        grace_from=_drawn(money.grace_from),
        order=np.append(money.order, len(money.order)).astype(np.int64),
        own_end=_plain(money.own_end),
        materiality=float(money.materiality),
        ends_seats=bool(money.ends_seats),
        grace_months=float(money.grace_months),
        wind_down=float(money.wind_down_months),
    )
