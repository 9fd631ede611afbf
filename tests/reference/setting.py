"""The program as the month loop sees it: seats with their state, and readers of dated values."""

from dataclasses import dataclass, field
from math import ceil
from typing import Any

from tests.reference.dated import Calendar, Raw, month_number, read
from tests.reference.wages import ladder_months

FATES: tuple[str, ...] = (
    "no_payer",
    "not_qualified",
    "not_billed",
    "over_client_cap",
    "over_worker_cap",
    "over_program_cap",
)
FATES += ("denied", "paid")
PERIODS = {"day": 0, "week": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclass
class Person:
    """One cohort of a seat: the share of the seat it fills, and what one of its people earned this calendar year."""

    share: float
    hired: int | None
    original: bool
    year: int = -1
    earned: float = 0.0


@dataclass
class Seat:
    """A position and its state at the beginning of the month that is being worked."""

    raw: Raw
    place: int
    direct: bool
    first: int
    end: int | None
    kind: str
    staffing: Raw
    time: Raw
    at_start: bool
    grace_until: int = 0
    people: list[Person] = field(default_factory=list)
    vacant: float = 0.0
    ended: int | None = None
    months_short: int = 0

    @property
    def id(self) -> str:
        """The position's name in the file."""
        return str(self.raw["id"])


@dataclass
class Model:
    """The program file with its calendar, seats, grants and ladders month by month."""

    raw: Raw
    cal: Calendar
    seats: list[Seat]
    ladders: dict[str, list[Raw]]
    grants: list[Raw]
    contracts: list[Raw]
    running: dict[Any, float] = field(default_factory=dict)

    def at(self, x: Any, m: int, default: float = 0.0) -> float:
        """Read a dated value without a group's growth."""
        return read(self.cal, x, m, default)

    def supports(self, m: int) -> list[Raw]:
        """Give the supports that hold in a month."""
        listed = self.raw.get("supports") or []
        return [s for s in listed if s.get("from") is None or self.cal.index(s["from"]) <= m]

    def materiality(self, m: int) -> float:
        """Give the share of full cost below which money does not change a status."""
        return self.at(self.raw.get("materiality"), m, 0.01)


def last_month(cal: Calendar, raw: Raw) -> int | None:
    """Read an `end`, which may be left out."""
    return None if raw.get("end") is None else cal.index(raw["end"])


def make_seat(cal: Calendar, raw: Raw, position: Raw, place: int) -> Seat:
    """Read one position; its own `time` and `staffing` replace the program's field by field.

    A seat that starts new or vacant has its grace counted from the month in which its first person is through the ramp.
    """
    staffing = {**(raw.get("staffing") or {}), **(position.get("staffing") or {})}
    time = {**(raw.get("time") or {}), **(position.get("time") or {})}
    start = 0 if position.get("start") is None else cal.index(position["start"])
    first, kind = max(0, start), position.get("filled") or "filled"
    grace = first
    if kind != "filled":
        grace += len(staffing.get("ramp") or [])
    if kind == "vacant":
        grace += ceil(read(cal, staffing.get("months_vacant"), first))
    end = last_month(cal, position)
    at_start = first == 0 and (end is None or end >= 0)
    direct = bool(position["direct_service"])
    return Seat(position, place, direct, first, end, kind, staffing, time, at_start, grace_until=grace)


def make_model(raw: Raw) -> Model:
    """Read a program file."""
    cal = Calendar(month_number(raw["start"]), int(raw["months"]))
    seats = [make_seat(cal, raw, p, i + 1) for i, p in enumerate(raw["positions"])]
    grants = [
        {**g, "first": cal.index(g["start"]), "last": cal.index(g["end"]), "left": 0.0, "balance": 0.0}
        for g in raw.get("grants") or []
    ]
    contracts = []
    for c in raw.get("contracts") or []:
        first = 0 if c.get("start") is None else cal.index(c["start"])
        contracts.append({**c, "first": first, "last": last_month(cal, c)})
    ladders = {name: ladder_months(cal, raw, ladder) for name, ladder in raw["ladders"].items()}
    return Model(raw, cal, seats, ladders, grants, contracts)


def final_month(seat: Seat) -> int | None:
    """The last month of a seat, by its own end or because money ended it; None if it has none."""
    ends = [e for e in (seat.end, seat.ended) if e is not None]
    return min(ends) if ends else None


def last_service_month(model: Model) -> int | None:
    """The month with which the last direct-service seat ends; None while one has no end, or if there is none."""
    ends = [final_month(s) for s in model.seats if s.direct]
    known = [e for e in ends if e is not None]
    return max(known) if ends and len(known) == len(ends) else None


def is_active(model: Model, seat: Seat, m: int) -> bool:
    """Whether a seat exists in a month; the other positions end with the last direct-service seat."""
    last = final_month(seat)
    if m < seat.first or (last is not None and m > last):
        return False
    service = last_service_month(model)
    return seat.direct or service is None or m <= service


def program_runs(model: Model, m: int) -> bool:
    """Whether program costs and fundraising still run: until `wind_down_months` after the last direct-service seat."""
    last = last_service_month(model)
    return last is None or m <= last + model.at(model.raw.get("wind_down_months"), max(0, last), 3)


def contract_runs(model: Model, contract: Raw, m: int) -> bool:
    """Whether a contract pays in a month; one for service ends with the last seat it covers."""
    if m < contract["first"] or (contract["last"] is not None and m > contract["last"]):
        return False
    named = contract.get("covers")
    seats = [s for s in model.seats if s.direct and (named is None or s.id in named)]
    ends = [final_month(s) for s in seats]
    return not contract.get("for_service", True) or not ends or any(e is None or m <= e for e in ends)


def by_priority(model: Model, seats: list[Seat], m: int) -> list[Seat]:
    """Order seats by who is paid first: priority, then the place in the file."""
    return sorted(seats, key=lambda s: (model.at(s.raw.get("priority"), m, float(s.place)), s.place))
