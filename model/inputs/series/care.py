"""What sessions and billing read: services, payers, units, caseloads and caps."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.inputs.care import Cap, Payer, Service
from model.inputs.months import window_begins
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.series.common import Keep, anew
from model.inputs.series.horizon import Horizon, stacked
from model.inputs.series.people import support_product

MINUTES_PER_HOUR = 60
DEFAULT_UNIT_MINUTES = 15.0
PERIOD_MONTHS = {"day": 0, "week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}
PERIODS = tuple(PERIOD_MONTHS)


@dataclass(frozen=True, kw_only=True, eq=False)
class ServiceSeries:
    """Sessions by service and month: (draws, services, months), unless said otherwise.

    Attributes:
        minutes: length of a session.
        spread: by how much sessions run shorter or longer.
        missed: share of booked slots missed and not refilled.
        travel_minutes: per booked session.
        documentation_minutes: per kept client-session.
        time_lost: share of a missed slot's time that is lost.
        miles: per booked session.
        group_size: clients booked into a session; 1 for an individual one.
        is_group: (services,) 1 for groups.
        sessions_per_week: demand per client and week; infinite where none is given.
    """

    minutes: Array
    spread: Array
    missed: Array
    travel_minutes: Array
    documentation_minutes: Array
    time_lost: Array
    miles: Array
    group_size: Array
    is_group: Array
    sessions_per_week: Array

    @property
    def hours_per_session(self) -> Array:
        """A worker's hours that one booked session takes: (draws, services, months).

        An individual session missed gives back the part of its length that is not lost; a group meets whoever comes.
        """
        attended = 1 - self.missed
        group = self.is_group[:, None]
        documented = attended * np.where(group > 0, self.group_size, 1.0) * self.documentation_minutes
        given_back = np.where(group > 0, 0.0, self.missed * self.minutes * (1 - self.time_lost))
        return (self.minutes + self.travel_minutes + documented - given_back) / MINUTES_PER_HOUR


@dataclass(frozen=True, kw_only=True, eq=False)
class CaseSeries:
    """Each position's clients and mix.

    Attributes:
        mix: (draws, positions, services, months) share of service hours.
        caseload: (draws, positions, months) clients; 0 where none is given.
    """

    mix: Array
    caseload: Array


@dataclass(frozen=True, kw_only=True, eq=False)
class PayerSeries:
    """Payers and what they pay, (draws, services, payers, months) unless said otherwise. The last payer is nobody.

    Attributes:
        names: of the payers, without the last.
        client_share: (draws, payers, months).
        open: (services, payers, months) 1 where the payer pays for the service.
        by_unit: (services, payers) 1 where it pays by unit.
        by_month: (services, payers) 1 where it pays by client and month.
        rate: dollars a unit, session, or client and month.
        minimum_sessions: in a month, for a payer by client and month.
        kept_of_denied: (draws, payers, months) share of dollars that denials do not take in the end.
        unit_minutes: (payers,).
        rounding: for each payer.
        payment_lag: for each payer, shares paid 0, 1, 2 … months after service.
        held: for each payer, pairs of the month's index in which it pays nothing and the one in which that arrives.
    """

    names: tuple[str, ...]
    client_share: Array
    open: Array
    by_unit: Array
    by_month: Array
    rate: Array
    minimum_sessions: Array
    kept_of_denied: Array
    unit_minutes: Array
    rounding: tuple[str, ...]
    payment_lag: tuple[Array, ...]
    held: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class CapSeries:
    """One cap.

    Attributes:
        name, per, period, unit, fixed: as the program gives them; `fixed` for windows that restart.
        payers: indices of the payers listed.
        services: indices of the services listed.
        limit: (draws, months).
        active: (months,) 1 where the cap is in force.
        restarts: (months,) True where a window begins; the first month's is under way already.
        used_at_start: units, or dollars, used up in the window of the first month.
        approved_beyond: (draws, months) share given back of what the cap takes.
    """

    name: str
    per: str
    period: str
    unit: str
    fixed: bool
    payers: tuple[int, ...]
    services: tuple[int, ...]
    limit: Array
    active: Array
    restarts: NDArray[np.bool_]
    used_at_start: float
    approved_beyond: Array

    @property
    def months(self) -> int:
        """Months in a window; 0 for days and weeks."""
        return PERIOD_MONTHS[self.period]


@dataclass(frozen=True, kw_only=True, eq=False)
class Clients:
    """How clients differ and change: (draws, months) each."""

    variation: Array
    turnover: Array


def service_series(program: Program, keep: Keep = anew) -> ServiceSeries:
    """Lay sessions over the months of a program; `keep` holds what no draw changes."""
    horizon, services = Horizon.of(program), list(program.services.values())
    unlimited = Dated.of(np.inf)

    def laid(name: str, read: Callable[[Service], Dated]) -> Array:
        return keep(name, lambda: horizon.table([read(s) for s in services]))

    supported = laid("no_show", lambda s: s.no_show) * keep(
        "supports", lambda: support_product(program, horizon, "no_show_multiplier")[:, None]
    )
    return ServiceSeries(
        minutes=laid("minutes", lambda s: s.session_minutes),
        spread=laid("spread", lambda s: s.session_spread_minutes),
        missed=supported * (1 - laid("backfill", lambda s: s.backfill)),
        travel_minutes=laid("travel", lambda s: s.travel_minutes),
        documentation_minutes=laid("documentation", lambda s: s.documentation_minutes),
        time_lost=laid("time_lost", lambda s: s.no_show_time_lost),
        miles=laid("miles", lambda s: s.miles),
        group_size=laid("group_size", lambda s: s.group_size or Dated.of(1.0)),
        is_group=np.array([float(s.group_size is not None) for s in services]),
        sessions_per_week=laid("demand", lambda s: s.sessions_per_client_per_week or unlimited),
    )


def case_series(program: Program) -> CaseSeries:
    """Lay caseloads and mixes over the months of a program."""
    horizon, none = Horizon.of(program), Dated.of(0.0)
    mixes = [horizon.table([p.mix.get(name, none) for name in program.services]) for p in program.positions]
    return CaseSeries(
        mix=np.stack(np.broadcast_arrays(*mixes), axis=1),
        caseload=horizon.table([p.caseload or none for p in program.positions]),
    )


def payer_series(program: Program, keep: Keep = anew) -> PayerSeries:
    """Lay payers and rates over the months of a program; what no payer takes belongs to nobody, the last of them.

    `keep` holds what no draw changes.
    """
    horizon, payers = Horizon.of(program), list(program.payers.values())
    kept = [1 - horizon.values(p.denial) * (1 - horizon.values(p.denial_recovery)) for p in payers]
    return PayerSeries(
        names=tuple(program.payers),
        client_share=keep("client_share", lambda: _client_share(payers, horizon)),
        open=keep("open", lambda: _open(program, payers, horizon)),
        by_unit=keep("by_unit", lambda: _terms(program, "unit")),
        by_month=keep("by_month", lambda: _terms(program, "client_month")),
        rate=keep("rate", lambda: _paid_table(program, "rate", horizon)),
        minimum_sessions=keep("minimum_sessions", lambda: _paid_table(program, "minimum_sessions", horizon)),
        kept_of_denied=stacked([*kept, np.ones((1, horizon.months))], horizon.months),
        unit_minutes=np.array([*(p.unit_minutes.value for p in payers), DEFAULT_UNIT_MINUTES]),
        rounding=(*(p.unit_rounding for p in payers), "midpoint"),
        payment_lag=tuple(np.array([share.value for share in p.payment_lag]) for p in payers),
        held=keep("held", lambda: tuple(_held(p, horizon) for p in payers)),
    )


def _held(payer: Payer, horizon: Horizon) -> tuple[tuple[int, int], ...]:
    """Months of the horizon in which a payer pays nothing, each with the month in which it pays for it."""
    indices = [(month - horizon.start, payer.paid_in(month) - horizon.start) for month in payer.pays_nothing_in]
    return tuple((due, paid) for due, paid in sorted(indices) if 0 <= due < horizon.months)


def _client_share(payers: list[Payer], horizon: Horizon) -> Array:
    shares = horizon.table([p.client_share for p in payers])
    return np.concatenate([shares, np.maximum(0.0, 1 - shares.sum(axis=1, keepdims=True))], axis=1)


def _open(program: Program, payers: list[Payer], horizon: Horizon) -> Array:
    rows = [
        [*(horizon.within(p.start, p.end) * (name in p.services) for p in payers), np.zeros(horizon.months)]
        for name in program.services
    ]
    return np.array(rows).reshape(len(rows), len(payers) + 1, horizon.months)


def _terms(program: Program, per: str) -> Array:
    rows = [
        [float(name in p.services and p.services[name].per == per) for p in program.payers.values()] + [0.0]
        for name in program.services
    ]
    return np.array(rows).reshape(len(program.services), len(program.payers) + 1)


def _paid_table(program: Program, field: str, horizon: Horizon) -> Array:
    rows = []
    for name in program.services:
        terms = [p.services.get(name) for p in program.payers.values()]
        rows.append(horizon.table([*(getattr(t, field) if t else Dated.of(1.0) for t in terms), Dated.of(1.0)]))
    if not rows:
        return np.zeros((1, 0, len(program.payers) + 1, horizon.months))
    return np.stack(np.broadcast_arrays(*rows), axis=1)


def clients(program: Program) -> Clients:
    """How a caseload varies and turns over."""
    horizon = Horizon.of(program)
    return Clients(variation=horizon.values(program.client_variation), turnover=horizon.values(program.client_turnover))


def cap_series(program: Program) -> tuple[CapSeries, ...]:
    """The caps of a program, shorter periods first: each acts on what the last one left."""
    horizon = Horizon.of(program)
    ordered = sorted(program.caps, key=lambda cap: PERIODS.index(cap.period))
    return tuple(_cap(cap, program, horizon) for cap in ordered)


def _cap(cap: Cap, program: Program, horizon: Horizon) -> CapSeries:
    payers, services = list(program.payers), list(program.services)
    starts = cap.starts or horizon.start.calendar_month
    return CapSeries(
        name=cap.name,
        per=cap.per,
        period=cap.period,
        unit=cap.unit,
        fixed=cap.window == "fixed",
        payers=tuple(payers.index(name) for name in (payers if cap.payers is None else cap.payers)),
        services=tuple(services.index(name) for name in (services if cap.services is None else cap.services)),
        limit=horizon.values(cap.limit),
        active=horizon.within(cap.from_, cap.until),
        restarts=window_begins(horizon.start, horizon.months, starts, max(1, PERIOD_MONTHS[cap.period])),
        used_at_start=cap.used_at_start.value,
        approved_beyond=horizon.values(cap.approved_beyond),
    )
