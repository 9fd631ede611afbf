"""A rate laid out line by line, as state rate studies do, each line with arithmetic that can be repeated by hand."""

from dataclasses import dataclass, field
from typing import Literal

from model.inputs.series.care import MINUTES_PER_HOUR
from model.questions.rate_parts import Dollars, Hours, Parts, ServiceParts

Convention = Literal["add_on", "share"]
NOTHING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Administration:
    """How administration enters: `share` of direct cost on top of it, or of the rate itself."""

    share: float
    convention: Convention

    @property
    def on_top(self) -> float:
        """The same as a share of direct cost."""
        return self.share if self.convention == "add_on" else self.share / (1 - self.share)

    @property
    def words(self) -> str:
        """The convention in words."""
        if self.convention == "add_on":
            return f"{self.share:.4g} of all other cost, on top of it"
        return f"{self.share:.4g} of the rate itself, so all other cost is divided by 1 less that"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a build-up.

    Attributes:
        name: of the line, as rate studies call it.
        amount: dollars a unit that it adds.
        rate: dollars a unit with it and all lines before it.
        arithmetic: how to get from the line before to this one.
        why: what the numbers are.
    """

    name: str
    amount: float
    rate: float
    arithmetic: str
    why: str


@dataclass
class Sheet:
    """Lines as they are written one below the other."""

    lines: list[Line] = field(default_factory=list)
    rate: float = 0.0

    def first(self, name: str, hourly: float, minutes: float, why: str) -> None:
        """Begin with pay for one unit's time."""
        self._write(name, hourly * minutes / MINUTES_PER_HOUR, f"{_n(hourly)} × {_n(minutes)} / 60", why)

    def times(self, name: str, top: float, bottom: float, why: str, *, always: bool = True) -> None:
        """Multiply by a ratio; a line that does nothing is left out unless it always stands."""
        if always or abs(top - bottom) > NOTHING * abs(bottom):
            arithmetic = f"{_n(self.rate)} × {_n(top)} / {_n(bottom)}"
            self._write(name, self.rate * top / bottom, arithmetic, why)

    def plus(self, name: str, dollars: float, units: float, why: str, *, always: bool = True) -> None:
        """Add dollars over units."""
        if always or abs(dollars) > NOTHING:
            arithmetic = f"{_n(self.rate)} + {_n(dollars)} / {_n(units)}"
            self._write(name, self.rate + dollars / units, arithmetic, why)

    def _write(self, name: str, rate: float, arithmetic: str, why: str) -> None:
        self.lines.append(
            Line(name=name, amount=rate - self.rate, rate=rate, arithmetic=f"{arithmetic} = {_n(rate)}", why=why)
        )
        self.rate = rate


def service_sheet(parts: Parts, service: ServiceParts, administration: Administration) -> Sheet:
    """Lay a service's rate out, to what one unit with the payer's own clients costs.

    Hours that several services share — leave, duties, learning — are spread by the hours each takes; so are the
    dollars that no service has to itself. Miles are each service's own.
    """
    hours, dollars, sheet = parts.hours, parts.dollars, Sheet()
    _pay(sheet, hours, dollars, service.unit_minutes)
    _time(sheet, hours)
    _sessions(sheet, service)
    _units(sheet, service)
    _other_cost(sheet, dollars, service, service.used / hours.used * service.payer_share)
    _administration(sheet, administration)
    sheet.times(
        "Denial",
        service.accepted,
        service.collected,
        f"of {_n(service.accepted)} units billed, {_n(service.collected)} are paid in the end",
    )
    return sheet


def _pay(sheet: Sheet, hours: Hours, dollars: Dollars, unit_minutes: float) -> None:
    hourly = dollars.wages / hours.paid
    sheet.first("Wage", hourly, unit_minutes, f"{_n(hourly)} dollars an hour paid, for the {_n(unit_minutes)} minutes")
    why = f"fringe of {_n(dollars.fringe)} dollars on wages of {_n(dollars.wages)}"
    sheet.times("Fringe", dollars.wages + dollars.fringe, dollars.wages, why)


def _time(sheet: Sheet, hours: Hours) -> None:
    sheet.times("Leave", hours.paid, hours.at_work, f"of {_n(hours.paid)} hours paid, {_n(hours.at_work)} are worked")
    sheet.times("Training", hours.at_work, hours.trained, f"training leaves {_n(hours.trained)} of them")
    sheet.times(
        "Time not in service",
        hours.trained,
        hours.ready,
        f"meetings, supervision, records and the like leave {_n(hours.ready)} hours",
    )
    why = f"people new to the job work as {_n(hours.service)} full hours"
    sheet.times("Learning the job", hours.ready, hours.service, why, always=False)
    why = f"{_n(hours.used)} of them are booked: clients ask for no more"
    sheet.times("Unused time", hours.service, hours.used, why, always=False)


def _sessions(sheet: Sheet, service: ServiceParts) -> None:
    """From a worker's hours of the service to hours of session time with those who came."""
    left = service.used - service.travel
    why = f"travel to clients takes {_n(service.travel)} of this service's {_n(service.used)} hours"
    sheet.times("Travel", service.used, left, why)
    written = left - service.documentation
    sheet.times("Documentation", left, written, f"notes take {_n(service.documentation)} hours more")
    if service.is_group:
        sheet.times("Group", 1.0, service.seats, f"{_n(service.seats)} people are booked into one session")
        why = f"of them {_n(service.attended)} come; the group meets whoever comes"
        sheet.times("No-show", service.seats, service.attended, why)
    else:
        why = f"{_n(service.session)} hours are with clients who came"
        sheet.times("No-show", written, service.session, why)


def _units(sheet: Sheet, service: ServiceParts) -> None:
    by_the_clock = service.session * service.payer_share * MINUTES_PER_HOUR / service.unit_minutes
    by_the_clock *= service.attended if service.is_group else 1.0
    why = f"{_n(by_the_clock)} units by the clock are {_n(service.delivered)} under the payer's rounding"
    sheet.times("Rounding to units", by_the_clock, service.delivered, why, always=False)
    why = f"{_n(service.accepted)} of {_n(service.delivered)} units are by people the payer accepts"
    sheet.times("People who cannot bill yet", service.delivered, service.accepted, why, always=False)


def _other_cost(sheet: Sheet, dollars: Dollars, service: ServiceParts, share: float) -> None:
    units, part = service.accepted, f"{_n(share)} of it is this payer's part of this service, by hours"
    why = f"positions that see no clients cost {_n(dollars.supervision)} dollars; {part}"
    sheet.plus("Supervision", dollars.supervision * share, units, why)
    mileage = service.mileage * service.payer_share
    sheet.plus("Mileage", mileage, units, "miles to this payer's clients", always=False)
    program = dollars.lines + dollars.program
    why = f"phones, supplies, replacing people, rent and the like cost {_n(program)} dollars; {part}"
    sheet.plus("Program cost", program * share, units, why)


def _administration(sheet: Sheet, administration: Administration) -> None:
    if administration.convention == "add_on":
        sheet.times("Administration", 1 + administration.share, 1.0, administration.words)
    else:
        sheet.times("Administration", 1.0, 1 - administration.share, administration.words)


def _n(value: float) -> str:
    """A number with what it takes to repeat the arithmetic to a hundredth of a cent."""
    text = f"{value:,.6f}" if abs(value) < 100 else f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")
