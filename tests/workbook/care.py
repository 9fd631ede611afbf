"""Sheets Hours and Sessions: what time there is for clients, and what is booked and kept."""

from dataclasses import dataclass, field

from tests.workbook.dated import dated
from tests.workbook.seat import Seat, added, multiplied, supports
from tests.workbook.sheets import Book, Line, Place, Ref, total

HOURS, SESSIONS = "Hours", "Sessions"
WEEKS = "52/12"


def hours(book: Book, seat: Seat) -> None:
    """Capacity of one position: paid, worked, available and service hours."""
    paid = seat.line(HOURS, "hours paid", lambda m: f"{seat['hours'](m)}*{WEEKS}")
    leave = [dated(book, ("leave", kind)) for kind in book.tree.get("leave") or {}]
    away = seat.line(HOURS, "leave", lambda m: f"({total(part(m) for part in leave)})*{seat['hours'](m)}/40/12")
    worked = seat.line(HOURS, "worked", lambda m: f"{paid(m)}-{away(m)}")
    seat.line(HOURS, "paid_hours", lambda m: f"{paid(m)}*{seat['present'](m)}", "paid_hours")
    seat.rows["cover vacant"] = seat.dated("staffing", "coverage", "vacancy")
    seat.rows["cover leave"] = seat.dated("staffing", "coverage", "leave")
    covered = seat.rows["cover vacant"], seat.rows["cover leave"]
    seat.line(
        HOURS,
        "covered hours",
        lambda m: (
            f"{covered[0](m)}*{seat['vacant'](m)}*{worked(m)}+{covered[1](m)}*{away(m)}*{seat['filled'](m)}"
            if seat.direct
            else "0"
        ),
    )
    _service(book, seat)


def _service(book: Book, seat: Seat) -> None:
    weekly = [seat.dated("time", f"{duty}_hours_per_week") for duty in ("supervision", "meeting", "admin")]
    more, change = supports(book, "hours_per_week", 0), supports(book, "non_service_share_change", 0)
    other, training = seat.dated("time", "non_service_share"), seat.dated("time", "training_hours_per_year")
    worked, paid, away = seat["worked"], seat["hours paid"], seat["leave"]

    def available(m: int) -> str:
        duties = f"({total(duty(m) for duty in weekly)}+{added(more, m)})*{WEEKS}*{worked(m)}/{paid(m)}"
        return f"MAX(0,{worked(m)}*(1-({other(m)}+{added(change, m)}))-{duties}-{training(m)}/12)"

    free = seat.line(HOURS, "available", available)

    def stand_in(m: int) -> str:
        return f"{seat['cover leave'](m)}*{away(m)}*{seat['filled'](m)}*{free(m)}/{worked(m)}"

    def service(who: Line, m: int) -> str:
        if not seat.direct:
            return "0"
        return f"{free(m)}*({who(m)}+{seat['cover vacant'](m)}*{seat['vacant'](m)})+{stand_in(m)}"

    seat.line(HOURS, "service_hours", lambda m: service(seat["productive"], m), "service_hours")
    seat.rows["service by"] = service
    seat.rows["in charge"] = seat.line(
        HOURS,
        "filled or covered",
        lambda m: f"{seat['filled'](m)}+{seat['cover vacant'](m)}*{seat['vacant'](m)}",
    )


@dataclass
class Service:
    """One service of the program: its numbers by month, and what a booked session takes."""

    book: Book
    name: str
    numbers: dict[str, Ref] = field(default_factory=dict)

    def __post_init__(self) -> None:
        defaults = {"no_show_time_lost": 1.0, "group_size": 1.0}
        for what in (
            *("session_minutes", "no_show", "backfill", "no_show_time_lost", "documentation_minutes"),
            *("travel_minutes", "miles", "group_size"),
        ):
            self.numbers[what] = dated(self.book, (*self.place, what), defaults.get(what, 0.0))
        self.group = self.book.get((*self.place, "group_size")) is not None
        demand = (*self.place, "sessions_per_client_per_week")
        self.demand = dated(self.book, demand) if self.book.get(demand) is not None else None
        self._kept_and_time()

    @property
    def place(self) -> Place:
        """Where the service stands in the file."""
        return ("services", self.name)

    def _kept_and_time(self) -> None:
        n, fewer = self.numbers, supports(self.book, "no_show_multiplier", 1)
        missed = self.book.line(
            SESSIONS,
            self.name,
            "missed and not refilled",
            lambda m: f"{n['no_show'](m)}*{multiplied(fewer, m)}*(1-{n['backfill'](m)})",
        )
        self.kept = self.book.line(SESSIONS, self.name, "kept of a booked session", lambda m: f"1-{missed(m)}")

        def takes(m: int) -> str:
            session = f"{n['session_minutes'](m)}+{n['travel_minutes'](m)}"
            notes = f"{self.kept(m)}*{n['documentation_minutes'](m)}"
            if self.group:
                return f"({session}+{notes}*{n['group_size'](m)})/60"
            saved = f"{missed(m)}*{n['session_minutes'](m)}*(1-{n['no_show_time_lost'](m)})"
            return f"({session}+{notes}-{saved})/60"

        self.takes = self.book.line(SESSIONS, self.name, "hours a booked session takes", takes)


def sessions(book: Book, seat: Seat, services: list[Service]) -> None:
    """Booked and kept sessions of one position, and the miles driven."""
    for service in services:
        if book.get((*seat.place, "mix", service.name)) is not None:
            _booked(book, seat, service)
    mixed = [s for s in services if f"booked {s.name}" in seat.rows]
    unused = [seat[f"unused {s.name}"] for s in mixed]
    seat.line(SESSIONS, "unused hours", lambda m: total(u(m) for u in unused), "unused_hours")
    seat.line(
        SESSIONS,
        "miles",
        lambda m: total(f"{seat[f'booked {s.name}'](m)}*{s.numbers['miles'](m)}" for s in mixed),
    )


def _booked(book: Book, seat: Seat, service: Service) -> None:
    share = dated(book, (*seat.place, "mix", service.name))
    clients = dated(book, (*seat.place, "caseload")) if service.demand else None
    there = seat.line(SESSIONS, f"hours for {service.name}", lambda m: f"{seat['service_hours'](m)}*{share(m)}")

    def formula(m: int) -> str:
        room = f"{there(m)}/{service.takes(m)}"
        if clients is None or service.demand is None:
            return room
        working = f"MIN(1,{seat['productive'](m)}+{seat['cover vacant'](m)}*{seat['vacant'](m)})"
        wanted = f"{clients(m)}*{service.demand(m)}*{WEEKS}/{service.numbers['group_size'](m)}*{working}"
        return f"MIN({room},{wanted})"

    booked = seat.line(SESSIONS, f"booked {service.name}", formula, f"booked.{service.name}")
    seat.line(SESSIONS, f"unused {service.name}", lambda m: f"{there(m)}-{booked(m)}*{service.takes(m)}")
    seat.line(
        SESSIONS,
        f"kept {service.name}",
        lambda m: f"{booked(m)}*{service.kept(m)}*{service.numbers['group_size'](m)}",
        f"kept.{service.name}",
    )
