"""Sessions: how many are booked, kept and driven to, by position, service and month."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.care import MINUTES_PER_HOUR, CaseSeries, ServiceSeries
from model.inputs.series.horizon import WEEKS_PER_MONTH


@dataclass(frozen=True, kw_only=True, eq=False)
class Sessions:
    """Sessions a month: (draws, positions, services, months), unless said otherwise.

    Attributes:
        hours_per_session: (draws, services, months) a worker's hours that one booked session takes.
        attended: (draws, services, months) share of booked slots that are kept or refilled.
        demand: sessions that the caseload asks for; infinite where demand is not limited.
        booked: sessions booked.
        kept: client-sessions kept; each attendee of a group counts.
        session_hours: a worker's hours of session time; a group meets whoever comes.
        unused_hours: service hours that demand leaves over.
        miles: driven.
        held_by_demand: 1 where demand and not hours limits the bookings.
    """

    hours_per_session: Array
    attended: Array
    demand: Array
    booked: Array
    kept: Array
    session_hours: Array
    unused_hours: Array
    miles: Array
    held_by_demand: Array


def sessions(services: ServiceSeries, cases: CaseSeries, service_hours: Array, demand_share: Array) -> Sessions:
    """Book sessions into service hours as far as clients ask for them.

        hours per session = length + travel + kept x documentation - missed x length x (1 - time lost)
        booked            = min(service hours x mix / hours per session, demand)
        demand            = caseload x sessions a week x 52/12 / group size x share of the seat that can meet it
        kept              = booked x (1 - missed) x group size

    Args:
        services: lengths, no-shows, travel and documentation.
        cases: caseloads and mixes.
        service_hours: (draws, positions, months).
        demand_share: (draws, positions, months).
    Source:
        model.md, section 5.
    """
    attended = 1 - services.missed
    per_session = services.hours_per_session[:, None]
    hours = service_hours[:, :, None] * cases.mix
    demand = _demand(services, cases, demand_share)
    could_book = hours / per_session
    booked = np.minimum(could_book, demand)
    length = services.minutes[:, None] / MINUTES_PER_HOUR
    worker_share = np.where(services.is_group[:, None] > 0, 1.0, attended)[:, None]
    return Sessions(
        hours_per_session=per_session[:, 0],
        attended=attended,
        demand=demand,
        booked=booked,
        kept=booked * (attended * services.group_size)[:, None],
        session_hours=booked * worker_share * length,
        # where hours limit the bookings nothing is left over but a rounding error
        unused_hours=np.maximum(0.0, hours - booked * per_session),
        miles=booked * services.miles[:, None],
        held_by_demand=(demand < could_book * (1 - 1e-12)).astype(np.float64),
    )


def _demand(services: ServiceSeries, cases: CaseSeries, demand_share: Array) -> Array:
    per_week = services.sessions_per_week[:, None]
    limited = np.isfinite(per_week)
    asked = cases.caseload[:, :, None] * np.where(limited, per_week, 0.0) * WEEKS_PER_MONTH
    return np.where(limited, asked / services.group_size[:, None] * demand_share[:, :, None], np.inf)
