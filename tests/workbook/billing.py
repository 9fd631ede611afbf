"""Sheets Units and Billing: what becomes of every delivered unit, and what it earns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.workbook.care import WEEKS, Service
from tests.workbook.dated import dated, in_force
from tests.workbook.fates import BILLING, Stream, report
from tests.workbook.people import Staff
from tests.workbook.seat import Seat
from tests.workbook.sheets import Book, Formula, Line, Place, Ref, now, total
from tests.workbook.units import Units, expected, shared

MONTHS_OF = {"week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}
PERIODS = ("day", *MONTHS_OF)


@dataclass
class Billing:
    """Builds the billing of all direct-service positions, fate by fate in the order they are decided."""

    book: Book
    seats: list[Seat]
    services: list[Service]
    staff: Staff
    not_billed: Callable[[Seat, int], str]
    streams: list[Stream] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.units = Units(self.book)
        self.payers = list(self.book.tree.get("payers") or {})
        self.share = {y: dated(self.book, ("payers", y, "client_share")) for y in self.payers}
        self.caps = [(i, cap) for i, cap in enumerate(self.book.tree.get("caps") or [])]
        for seat in self.seats:
            for service in self.services:
                if f"booked {service.name}" in seat.rows:
                    self._deliver(seat, service)
        self._refuse()
        for i, cap in sorted(self.caps, key=lambda item: PERIODS.index(item[1]["period"])):
            if cap["per"] == "client":
                self._client_cap(i, cap)
        for i, cap in self.caps:
            if cap["per"] == "worker":
                self._worker_cap(i, cap)
        for finish in [self._program_cap(i, cap) for i, cap in self.caps if cap["per"] == "program"]:
            finish()
        for stream in self.streams:
            if stream.payer:
                self._paid(stream, stream.payer)
        for seat in self.seats:
            report(self.book, seat, [s for s in self.streams if s.seat is seat])
            self._qualified(seat)

    # The fates before any cap

    def _deliver(self, seat: Seat, service: Service) -> None:
        kept = seat[f"kept {service.name}"]

        def others(m: int) -> str:
            return f"(1-({total(self.share[y](m) for y in self.payers)}))"

        for payer in (*self.payers, None):
            share = self.share[payer] if payer else others
            unit = self.units.of(service, payer)
            delivered = self.book.line(
                BILLING,
                f"{seat.id} {service.name} {payer or 'nobody'}",
                "delivered",
                lambda m, s=share, u=unit: f"{kept(m)}*{u()}*{s(m)}",
            )
            self.streams.append(Stream(seat, service, payer, share, delivered, unit, delivered))

    def _refuse(self) -> None:
        """No payer, not qualified, not billed."""
        for stream in self.streams:
            place = ("payers", stream.payer)
            pays = stream.payer and self.book.get((*place, "services", stream.service.name)) is not None
            if not pays:
                stream.take(self.book, "no_payer", lambda _: "1")
                continue
            paying = in_force(self.book, place, "start", "end")
            stream.take(self.book, "no_payer", lambda m, on=paying: f"1-{on(m)}")
            seat = stream.seat
            who = self.staff.qualified(seat, self.book.get((*place, "requires")))
            stream.take(self.book, "not_qualified", lambda m, s=seat, w=who: self._not_qualified(s, w, m))
            stream.take(self.book, "not_billed", lambda m, s=seat: self.not_billed(s, m))

    @staticmethod
    def _not_qualified(seat: Seat, who: Line, m: int) -> str:
        hours = seat["service_hours"](m)
        return f"IF({hours}>0,1-({seat['service by'](who, m)})/{hours},0)"

    # Caps

    def _under(
        self, cap: dict[str, Any], seat: Seat | None, payer: str | None = None, by_unit: bool = True
    ) -> list[Stream]:
        """The streams a cap counts: listed payers and services, paid by the unit; a cap in dollars counts all paid."""
        payers, services = cap.get("payers") or self.payers, cap.get("services")
        return [
            s
            for s in self.streams
            if s.payer in payers
            and (payer is None or s.payer == payer)
            and (services is None or s.service.name in services)
            and (seat is None or s.seat is seat)
            and self._rate_kind(s) is not None
            and (not by_unit or self._rate_kind(s) == "unit")
        ]

    def _rate_kind(self, stream: Stream) -> str | None:
        spec = self.book.get(("payers", stream.payer, "services", stream.service.name)) if stream.payer else None
        return spec.get("per", "unit") if spec else None

    def _client_cap(self, i: int, cap: dict[str, Any]) -> None:
        place, on = ("caps", i), in_force(self.book, ("caps", i))
        beyond = dated(self.book, (*place, "approved_beyond"), 0.0)
        for seat in self.seats:
            for payer in cap.get("payers") or self.payers:
                streams = self._under(cap, seat, payer)
                if not streams:
                    continue
                longer = None if cap["period"] == "day" else self._kept_by_cap(i, cap, seat, payer, streams)
                for stream in streams:
                    keeps = longer or self._kept_by_day(place, stream)
                    stream.take(
                        self.book,
                        "over_client_cap",
                        lambda m, k=keeps: f"(1-{k(m)})*(1-{beyond(m)})*{on(m)}",
                        cap["name"],
                    )

    def _kept_by_day(self, place: Place, stream: Stream) -> Ref:
        within = self.units.of(stream.service, stream.payer, (self.book.input((*place, "limit")),))
        return lambda _: f"IF({stream.unit()}>0,{within()}/{stream.unit()},1)"

    def _kept_by_cap(self, i: int, cap: dict[str, Any], seat: Seat, payer: str, streams: list[Stream]) -> Line:
        """The share of a client's units that a cap longer than a day leaves."""
        book, owner = self.book, f"{seat.id} {payer} {cap['name']}"
        clients = dated(book, (*seat.place, "caseload"))
        left = [s.left for s in streams]

        def units(m: int) -> str:
            people = f"({clients(m)}*{self.share[payer](m)}*{seat['in charge'](m)})"
            return f"IF({people}>0,({total(part(m) for part in left)})/{people},0)"

        u = book.line(BILLING, owner, "units a client and month", units)
        limit = dated(book, ("caps", i, "limit"))
        fixed = cap.get("window", "rolling") == "fixed" and cap["period"] != "week"
        allowed = self._fixed(i, cap, seat, owner, u, limit) if fixed else self._rolling(cap, u, limit)
        within = book.line(BILLING, owner, "units within the cap", allowed)
        return book.line(BILLING, owner, "share within the cap", lambda m: f"IF({u(m)}>0,{within(m)}/{u(m)},1)")

    def _rolling(self, cap: dict[str, Any], u: Line, limit: Ref) -> Formula:
        """Units within a cap whose window every client starts at another time."""
        book, k = self.book, MONTHS_OF[cap["period"]]
        if cap["period"] == "week":
            return lambda m: f"({expected(book, f'{u(m)}*12/52', limit(m), m)})*{WEEKS}"
        return lambda m: f"({shared(book, f'{k}*{u(m)}', limit(m), k, m)})/{k}"

    def _fixed(self, i: int, cap: dict[str, Any], seat: Seat, owner: str, u: Line, limit: Ref) -> Formula:
        """Units within a cap whose window restarts for everybody at once: a running sum."""
        book, k, place = self.book, MONTHS_OF[cap["period"]], ("caps", i)
        starts, used = book.input((*place, "starts")), book.input((*place, "used_at_start"), 0)
        run = book.reserve(BILLING, owner, "units in the window")

        def running(m: int) -> str:
            if m == 0:
                return f"{used()}*{seat['present'](0)}+{u(0)}"
            return f"IF(MOD({now(m)}-({starts()}-1),{k})=0,0,{run(m - 1)})+{u(m)}"

        book.fill(run, running)
        return lambda m: (
            f"({shared(self.book, run(m), limit(m), k, m)})-({shared(self.book, f'({run(m)}-{u(m)})', limit(m), k, m)})"
        )

    def _worker_cap(self, i: int, cap: dict[str, Any]) -> None:
        limit, on = dated(self.book, ("caps", i, "limit")), in_force(self.book, ("caps", i))
        monthly = {"week": WEEKS, "month": "1", "year": "1/12"}[cap["period"]]
        for seat in self.seats:
            streams = self._under(cap, seat)
            if not streams:
                continue
            left = [(s.left, s.service) for s in streams]

            def over(m: int, seat: Seat = seat, left: list[tuple[Line, Service]] = left) -> str:
                units = total(f"{line(m)}/{self._attendees(service, m)}" for line, service in left)
                return f"MAX(0,1-{limit(m)}*{monthly}*{seat['in charge'](m)}/MAX(1E-300,{units}))*{on(m)}"

            share = self.book.line(BILLING, seat.id, f"over {cap['name']}", over)
            for stream in streams:
                stream.take(self.book, "over_worker_cap", share, cap["name"])

    @staticmethod
    def _attendees(service: Service, m: int) -> str:
        return f"({service.kept(m)}*{service.numbers['group_size'](m)})" if service.group else "1"

    def _program_cap(self, i: int, cap: dict[str, Any]) -> Callable[[], None]:
        """Scales all positions alike; gives back what is to be done once all caps have been applied."""
        book, on = self.book, in_force(self.book, ("caps", i))
        dollars = cap.get("unit") == "dollars"
        streams, limit = self._under(cap, None, by_unit=not dollars), dated(book, ("caps", i, "limit"))
        week = f"*{WEEKS}" if cap["period"] == "week" else ""
        amount = book.line(BILLING, cap["name"], "reaches the cap", self._amount(streams, dollars))
        used = book.reserve(BILLING, cap["name"], "used before the month")
        over = book.line(
            BILLING,
            cap["name"],
            "share over the cap",
            lambda m: f"MAX(0,1-MAX(0,{limit(m)}{week}-{used(m)})/MAX(1E-300,{amount(m)}))*{on(m)}",
        )
        for stream in streams:
            stream.take(book, "over_program_cap", over, cap["name"])
        return lambda: self._run(
            i, cap, used, book.line(BILLING, cap["name"], "billed", self._amount(streams, dollars))
        )

    def _amount(self, streams: list[Stream], dollars: bool) -> Formula:
        """What is left of the units under a cap, or of the dollars after denials."""
        left = [(stream.left, stream) for stream in streams]
        if not dollars:
            return lambda m: total(line(m) for line, _ in left)
        bills = [(line, str(s.payer), self._billed(s, str(s.payer), self._rate_kind(s) or "unit")) for line, s in left]
        return lambda m: total(f"{bill(line, m)}*(1-{self._lost(payer, m)})" for line, payer, bill in bills)

    def _run(self, i: int, cap: dict[str, Any], used: Line, billed: Line) -> None:
        """What is billed in the end, after every cap, counts toward a window that restarts for all at once."""
        book, on, k = self.book, in_force(self.book, ("caps", i)), max(1, MONTHS_OF[cap["period"]])
        starts, at_start = book.input(("caps", i, "starts"), 1), book.input(("caps", i, "used_at_start"), 0)

        def formula(m: int) -> str:
            if m == 0:
                return at_start()
            return f"IF(MOD({now(m)}-({starts()}-1),{k})=0,0,{used(m - 1)}+{billed(m - 1)}*{on(m - 1)})"

        book.fill(used, formula)

    # What is paid

    def _lost(self, payer: str, m: int) -> str:
        denial, recovery = (dated(self.book, ("payers", payer, what), 0) for what in ("denial", "denial_recovery"))
        return f"({denial(m)}*(1-{recovery(m)}))"

    def _paid(self, stream: Stream, payer: str) -> None:
        kind = self._rate_kind(stream)
        if kind is None:
            return
        billed, billable = self._billed(stream, payer, kind), stream.left
        stream.take(self.book, "denied", lambda m: self._lost(payer, m))
        stream.fates["paid"] = [stream.left]
        owner = f"{stream.seat.id} {stream.service.name} {payer}"
        bill = self.book.line(BILLING, owner, "billed", lambda m: billed(billable, m))
        earned = self.book.line(BILLING, owner, "earned", lambda m: f"{bill(m)}*(1-{self._lost(payer, m)})")
        stream.fates |= {"billed": [bill], "earned": [earned]}

    def _billed(self, stream: Stream, payer: str, kind: str) -> Callable[[Line, int], str]:
        book, place = self.book, ("payers", payer, "services", stream.service.name)
        rate, seat = dated(book, (*place, "rate")), stream.seat
        if kind == "unit":
            return lambda left, m: f"{left(m)}*{rate(m)}"
        if kind == "session":
            return lambda left, m: f"IF({stream.unit()}>0,{left(m)}/{stream.unit()},0)*{rate(m)}"
        least, clients = dated(book, (*place, "minimum_sessions"), 1), dated(book, (*seat.place, "caseload"))
        kept, share = seat[f"kept {stream.service.name}"], self.share[payer]

        def months(left: Line, m: int) -> str:
            seen = f"MIN({clients(m)}*{share(m)}*{seat['in charge'](m)},{kept(m)}*{share(m)}/{least(m)})"
            part = f"IF({stream.delivered(m)}>0,{left(m)}/{stream.delivered(m)},0)"
            return f"{seen}*{part}*{rate(m)}"

        return months

    def _qualified(self, seat: Seat) -> None:
        for payer in self.payers:
            who = self.staff.qualified(seat, self.book.get(("payers", payer, "requires")))
            seat.line(BILLING, f"qualified.{payer}", who, f"qualified.{payer}")

    def earned_from(self, payer: str) -> list[Ref]:
        """What each position earns from one payer."""
        return [line for s in self.streams if s.payer == payer for line in s.fates.get("earned", [])]
