"""Sheet Billing: the units of one position, service and payer, and the hours behind them, by what becomes of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.workbook.care import Service
from tests.workbook.seat import Seat
from tests.workbook.sheets import Book, Fixed, Formula, Line, Ref, total

BILLING = "Billing"
FATES = (
    *("no_payer", "not_qualified", "not_billed", "over_client_cap", "over_worker_cap", "over_program_cap"),
    *("denied", "paid"),
)


@dataclass
class Stream:
    """One position's units of one service for one payer: what is left of them, and what became of the rest."""

    seat: Seat
    service: Service
    payer: str | None
    share: Ref
    delivered: Line
    unit: Fixed
    left: Line
    fates: dict[str, list[Ref]] = field(default_factory=dict)

    def take(self, book: Book, fate: str, share: Formula, label: str = "") -> None:
        """Gives a share of what is left to a fate."""
        owner = f"{self.seat.id} {self.service.name} {self.payer or 'nobody'}"
        before = self.left
        lost = book.line(BILLING, owner, f"{fate} {label}".strip(), lambda m: f"{before(m)}*({share(m)})")
        self.left = book.line(BILLING, owner, f"left after {fate} {label}".strip(), lambda m: f"{before(m)}-{lost(m)}")
        self.fates.setdefault(fate, []).append(lost)


def report(book: Book, seat: Seat, streams: list[Stream]) -> None:
    """The sums of one position: units by fate, dollars, hours by fate."""
    _sum(seat, "units.delivered", [s.delivered for s in streams])
    for fate in FATES:
        _sum(seat, f"units.{fate}", [line for s in streams for line in s.fates.get(fate, [])])
    for money in ("billed", "earned"):
        _sum(seat, money, [line for s in streams for line in s.fates.get(money, [])])
    times = {s.service.name: _session_time(book, seat, s.service) for s in streams}
    for fate in FATES:
        _sum(seat, f"hours.{fate}", [_hours(times[s.service.name], s, fate) for s in streams])


def _sum(seat: Seat, measure: str, lines: Sequence[Ref]) -> None:
    seat.line(BILLING, measure, lambda m: total(line(m) for line in lines), measure)


def _session_time(book: Book, seat: Seat, service: Service) -> Line:
    """Hours spent in sessions that took place; a group meets, and takes its time once, whoever comes."""
    meets = "1" if service.group else None
    return book.line(
        BILLING,
        seat.id,
        f"hours in sessions, {service.name}",
        lambda m: (
            f"{seat[f'booked {service.name}'](m)}*{meets or service.kept(m)}*{service.numbers['session_minutes'](m)}/60"
        ),
    )


def _hours(time: Line, stream: Stream, fate: str) -> Ref:
    """A payer's clients take their share of the time, whatever the size of that payer's unit; within it, by units.

    Units of different sizes, added up, would count the clients of a payer with short units more than once. Sessions too
    short to make a unit are time that nobody pays for.
    """
    lines = stream.fates.get(fate, [])
    no_units = "1" if fate == "no_payer" else "0"

    def formula(m: int) -> str:
        units = stream.delivered(m)
        part = f"IF({units}>0,({total(line(m) for line in lines)})/MAX(1E-300,{units}),{no_units})"
        return f"{time(m)}*{stream.share(m)}*{part}"

    return formula
