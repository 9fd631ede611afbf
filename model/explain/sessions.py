"""Hours and sessions opened: what is left of paid time for service, and what is booked into it."""

from model.explain.nodes import Node
from model.explain.people import filled, supports, vacant
from model.explain.skills import productive
from model.explain.spot import Spot, remembered

CAPACITY = "model.md, section 4: capacity"
SESSIONS = "model.md, section 5: sessions"


def no_clients(spot: Spot, quantity: str) -> Node:
    """Nothing, of a position that sees no clients."""
    return spot.count(quantity, 0.0, note=f"{spot.who} sees no clients (direct_service: false)")


@remembered
def paid_hours(spot: Spot) -> Node:
    """Paid hours of the whole seat."""
    return spot.total("paid_hours", "hours_per_week * 52 / 12", hours_per_week(spot), source=CAPACITY)


@remembered
def hours_per_week(spot: Spot) -> Node:
    """The seat's hours."""
    return spot.input("hours_per_week", "positions", spot.place, "hours_per_week")


@remembered
def leave(spot: Spot) -> Node:
    """Hours of leave a month."""
    kinds = [
        spot.input(f"leave_hours.{kind}", "leave", kind, label=f"{kind}, a year of 40 hours a week")
        for kind in spot.program.leave
    ]
    yearly = spot.part("leave_hours", "sum(children)", *kinds, source=CAPACITY)
    return spot.part("leave", "leave_hours * hours_per_week / 40 / 12", yearly, hours_per_week(spot), source=CAPACITY)


@remembered
def worked(spot: Spot) -> Node:
    """Paid hours less leave."""
    return spot.part("worked", "paid_hours - leave", paid_hours(spot), leave(spot), source=CAPACITY)


@remembered
def available(spot: Spot) -> Node:
    """Service hours of a seat whose person is fully productive."""
    children = (
        worked(spot),
        _non_service(spot),
        _duties(spot),
        paid_hours(spot),
        spot.time("training_hours_per_year"),
    )
    equation = (
        "max(0, worked * (1 - non_service_share) - weekly_duties * 52 / 12 * worked / paid_hours"
        " - training_hours_per_year / 12)"
    )
    return spot.part("available", equation, *children, source=CAPACITY)


@remembered
def _non_service(spot: Spot) -> Node:
    own, changes = spot.time("non_service_share"), supports(spot, "non_service_share_change", neutral=0.0)
    return spot.part("non_service_share", "sum(children)", own, *changes, source=CAPACITY) if changes else own


@remembered
def _duties(spot: Spot) -> Node:
    kinds = ("supervision_hours_per_week", "meeting_hours_per_week", "admin_hours_per_week")
    nodes = [spot.time(kind) for kind in kinds] + supports(spot, "hours_per_week", neutral=0.0)
    return spot.part("weekly_duties", "sum(children)", *nodes, source=CAPACITY)


def coverage(spot: Spot) -> tuple[Node, Node]:
    """The shares of an empty seat's hours and of leave that others cover."""
    return (
        spot.staffing("coverage", "vacancy", quantity="coverage_vacancy"),
        spot.staffing("coverage", "leave", quantity="coverage_leave"),
    )


@remembered
def covered_service(spot: Spot) -> Node:
    """Service hours that others give for an empty seat or for leave."""
    children = (available(spot), *coverage(spot), vacant(spot), leave(spot), filled(spot), worked(spot))
    equation = "available * coverage_vacancy * vacant + coverage_leave * leave * filled * available / worked"
    return spot.part("covered_service", equation, *children, source=CAPACITY)


@remembered
def service_hours(spot: Spot) -> Node:
    """Hours in which clients can be seen."""
    if not spot.serves:
        return no_clients(spot, "service_hours")
    children = (available(spot), productive(spot), covered_service(spot))
    return spot.total("service_hours", "available * productive + covered_service", *children, source=CAPACITY)


@remembered
def covered_hours(spot: Spot) -> Node:
    """Hours paid to others for coverage."""
    if not spot.serves:
        return no_clients(spot, "covered_hours")
    children = (*coverage(spot), vacant(spot), worked(spot), leave(spot), filled(spot))
    equation = "coverage_vacancy * vacant * worked + coverage_leave * leave * filled"
    return spot.part("covered_hours", equation, *children, source=CAPACITY)


@remembered
def seats(spot: Spot) -> Node:
    """The share of the seat that is filled or covered."""
    children = (filled(spot), coverage(spot)[0], vacant(spot))
    return spot.part("seats", "filled + coverage_vacancy * vacant", *children, source=CAPACITY)


def mixed(spot: Spot) -> list[str]:
    """The services that the position gives this month."""
    number = list(spot.program.services)
    return [name for name in number if spot.laid.cases.mix[0, spot.place, number.index(name), spot.month] > 0]


def _of_service(spot: Spot, service: str, *fields: str) -> list[Node]:
    return [spot.input(field, "services", service, field) for field in fields]


def is_group(spot: Spot, service: str) -> bool:
    """Whether a service meets in groups."""
    return spot.program.services[service].group_size is not None


@remembered
def _missed(spot: Spot, service: str) -> Node:
    no_show, backfill = _of_service(spot, service, "no_show", "backfill")
    helping = supports(spot, "no_show_multiplier", neutral=1.0)
    equation = " * ".join(["no_show", *(node.name for node in helping), "(1 - backfill)"])
    return spot.part("missed", equation, no_show, *helping, backfill, source=SESSIONS)


@remembered
def attended(spot: Spot, service: str) -> Node:
    """The share of booked slots that are kept or refilled."""
    return spot.part("attended", "1 - missed", _missed(spot, service), source=SESSIONS)


@remembered
def attendance(spot: Spot, service: str) -> Node:
    """Clients who come to a booked session."""
    if not is_group(spot, service):
        return attended(spot, service)
    children = (attended(spot, service), *_of_service(spot, service, "group_size"))
    return spot.part("attendance", "attended * group_size", *children, source=SESSIONS)


@remembered
def _hours_per_session(spot: Spot, service: str) -> Node:
    fields = ["session_minutes", "travel_minutes", "documentation_minutes"]
    come = attendance(spot, service)
    equation = f"session_minutes + travel_minutes + {come.name} * documentation_minutes"
    children = [*_of_service(spot, service, *fields), come]
    if not is_group(spot, service):
        equation += " - missed * session_minutes * (1 - no_show_time_lost)"
        children += [_missed(spot, service), *_of_service(spot, service, "no_show_time_lost")]
    return spot.part("hours_per_session", f"({equation}) / 60", *children, source=SESSIONS)


@remembered
def could_book(spot: Spot, service: str) -> Node:
    """Sessions for which there are hours."""
    mix = spot.input("mix", "positions", spot.place, "mix", service)
    children = (service_hours(spot), mix, _hours_per_session(spot, service))
    return spot.part("could_book", "service_hours * mix / hours_per_session", *children, source=SESSIONS)


@remembered
def demand(spot: Spot, service: str) -> Node | None:
    """Sessions that the caseload asks for; None where demand is not limited."""
    if spot.program.services[service].sessions_per_client_per_week is None:
        return None
    covered, group = coverage(spot)[0], is_group(spot, service)
    share = spot.part(
        "demand_share",
        "min(1, productive + coverage_vacancy * vacant)",
        productive(spot),
        covered,
        vacant(spot),
        source=SESSIONS,
    )
    children = [caseload(spot), *_of_service(spot, service, "sessions_per_client_per_week"), share]
    children += _of_service(spot, service, "group_size") if group else []
    equation = "caseload * sessions_per_client_per_week * 52 / 12 * demand_share" + (" / group_size" if group else "")
    return spot.part("demand", equation, *children, source=SESSIONS)


@remembered
def caseload(spot: Spot) -> Node:
    """Clients of the seat."""
    if spot.position.caseload is None:
        return spot.count("caseload", 0.0, note="no caseload is given")
    return spot.input("caseload", "positions", spot.place, "caseload")


@remembered
def booked(spot: Spot, service: str) -> Node:
    """Sessions booked."""
    if not spot.serves or service not in mixed(spot):
        note = f"{spot.who} gives no {service} sessions"
        return spot.count(f"booked.{service}", 0.0, note=note)
    hours, asked = could_book(spot, service), demand(spot, service)
    if asked is None:
        return spot.total(f"booked.{service}", "could_book", hours, source=SESSIONS, note="demand is not limited")
    return spot.total(f"booked.{service}", "min(could_book, demand)", hours, asked, source=SESSIONS)


@remembered
def kept(spot: Spot, service: str) -> Node:
    """Client-sessions kept."""
    sessions, come = booked(spot, service), attendance(spot, service)
    return spot.total(f"kept.{service}", f"{sessions.name} * {come.name}", sessions, come, source=SESSIONS)


@remembered
def session_hours(spot: Spot, service: str) -> Node:
    """A worker's hours of session time; a group meets whoever comes."""
    sessions, minutes = booked(spot, service), spot.input("session_minutes", "services", service, "session_minutes")
    if is_group(spot, service):
        return spot.part("session_hours", f"{sessions.name} * session_minutes / 60", sessions, minutes, source=SESSIONS)
    equation = f"{sessions.name} * attended * session_minutes / 60"
    return spot.part("session_hours", equation, sessions, attended(spot, service), minutes, source=SESSIONS)


@remembered
def unused_hours(spot: Spot) -> Node:
    """Service hours that demand leaves over."""
    if not spot.serves:
        return no_clients(spot, "unused_hours")
    return spot.total("unused_hours", "sum(children)", *(_unused(spot, name) for name in mixed(spot)), source=SESSIONS)


def _unused(spot: Spot, service: str) -> Node:
    room, sessions, each = could_book(spot, service), booked(spot, service), _hours_per_session(spot, service)
    equation = f"(could_book - {sessions.name}) * hours_per_session"
    name = f"unused_hours.{service}"
    place = list(spot.program.services).index(service)
    left = float(spot.work.projection.sessions.unused_hours[0, spot.place, place, spot.month])
    return spot.part(name, equation, room, sessions, each, source=SESSIONS, value=left)


@remembered
def miles(spot: Spot) -> Node:
    """Miles driven."""
    parts = []
    for service in mixed(spot) if spot.serves else ():
        sessions, each = booked(spot, service), spot.input("miles_a_session", "services", service, "miles")
        parts.append(
            spot.part(f"miles.{service}", f"{sessions.name} * miles_a_session", sessions, each, source=SESSIONS)
        )
    return spot.part("miles", "sum(children)", *parts, source=SESSIONS, note="" if spot.serves else "no client visits")


@remembered
def held_by_demand(spot: Spot) -> Node:
    """Whether the clients' demand, and not the hours, limits the bookings of a service."""
    parts = []
    for service in mixed(spot):
        asked = demand(spot, service)
        if asked is not None:
            children = (asked, could_book(spot, service))
            equation = "1 if demand < could_book * (1 - 1e-12) else 0"
            parts.append(spot.part(f"held_by_demand.{service}", equation, *children, source=SESSIONS))
    return spot.part("held_by_demand", "sum(children)", *parts, source=SESSIONS)
