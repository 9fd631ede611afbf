"""Personnel: who is paid for how many months at which wage, and the lines these add up to."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.request import PaidBy, Request, Staff, by_year
from model.requests.budget import Factor, Line, LineYear, Term
from model.requests.factors import cents, count, dollars, growth, part_of_year, share, weeks
from model.requests.rules import HHS, rules_on
from model.requests.seats import Seats

HOURS_OF_FULL_TIME = 2080
LIMIT_RULE = "salary_limit"


@dataclass(frozen=True, kw_only=True)
class PaidMonth:
    """One month of somebody's pay: dollars an hour (or a year, for a salary), hours a week, the project's share."""

    month: Month
    wage: float
    hours: float
    effort: float
    limited: bool = False

    @property
    def terms(self) -> tuple[float, float, float]:
        """What must be the same for months to stand in one product."""
        return self.wage, self.hours, self.effort


@dataclass(frozen=True, kw_only=True, eq=False)
class Paid:
    """One entry of `personnel`, month by month.

    Attributes:
        staff: the entry; number: its place in the list; identity: its id.
        place: of the position among the program's; None for typed staff.
        years: paid months by budget year.
    """

    staff: Staff
    number: int
    identity: str
    place: int | None
    title: str
    years: tuple[tuple[PaidMonth, ...], ...]

    @property
    def line(self) -> str:
        """The id of its personnel line."""
        return f"personnel.{self.identity}"

    @property
    def payer(self) -> PaidBy:
        """Who pays it."""
        return self.staff.paid_by


def identity_of(staff: Staff, number: int) -> str:
    """The id of an entry of `personnel`: its own, its position's, or its place."""
    return staff.id or staff.position or f"staff-{number + 1}"


def paid(file: ProgramFile, request: Request, seats: Seats) -> tuple[Paid, ...]:
    """Everybody asked for, month by month."""
    return tuple(_paid(file, request, seats, staff, number) for number, staff in enumerate(request.personnel))


def _paid(file: ProgramFile, request: Request, seats: Seats, staff: Staff, number: int) -> Paid:
    place = None if staff.position is None else seats.place(staff.position)
    title = staff.title or (file.program.positions[place].title if place is not None else f"Staff {number + 1}")
    years = tuple(
        tuple(_month(file, request, seats, staff, place, year, month) for month in _months(request, seats, staff, year))
        for year in range(request.years)
    )
    identity = identity_of(staff, number)
    return Paid(staff=staff, number=number, identity=identity, place=place, title=title, years=years)


def months_of(request: Request, year: int) -> tuple[Month, ...]:
    """The months of a budget year, counted from 0."""
    return tuple(request.start.plus(MONTHS_PER_YEAR * year + m) for m in range(MONTHS_PER_YEAR))


def _months(request: Request, seats: Seats, staff: Staff, year: int) -> Iterator[Month]:
    place = None if staff.position is None else seats.place(staff.position)
    for month in months_of(request, year):
        inside = (staff.from_ is None or staff.from_ <= month) and (staff.until is None or month <= staff.until)
        if inside and (place is None or seats.active[place, seats.index(month)] > 0):
            yield month


def effort_of(file: ProgramFile, request: Request, seats: Seats, staff: Staff, year: int, month: Month) -> float:
    """The share of somebody's time in a month: as typed, or what the grant covers; typed staff give all of it."""
    if staff.effort is not None:
        return by_year(staff.effort, year)
    if staff.position is None or request.grant is None:
        return 1.0
    grant = next(g for g in file.program.grants if g.id == request.grant)
    covers = grant.covers.get(staff.position)
    if covers is None:
        return 0.0
    inside = grant.start <= month <= grant.end
    return float(seats.values(covers)[seats.index(month)]) if inside else 0.0


def _month(
    file: ProgramFile, request: Request, seats: Seats, staff: Staff, place: int | None, year: int, month: Month
) -> PaidMonth:
    effort = effort_of(file, request, seats, staff, year, month)
    if place is None:
        return _typed(request, staff, year, month, effort)
    index = seats.index(month)
    stands = seats.index(request.start) if request.pay == "cost_of_living" else index
    first = max(stands, int(seats.active[place].argmax()))
    wage = cents(float(seats.wages[place, first]))
    if request.pay == "cost_of_living":
        wage = cents(wage * (1 + request.cost_of_living) ** year)
    limit = limit_on(request, staff, month)
    highest = wage if limit is None else int(100 * limit / HOURS_OF_FULL_TIME + 1e-6) / 100
    hours = float(seats.hours[place, index])
    return PaidMonth(month=month, wage=min(wage, highest), hours=hours, effort=effort, limited=wage > highest)


def _typed(request: Request, staff: Staff, year: int, month: Month, effort: float) -> PaidMonth:
    if staff.hourly is not None:
        hours = by_year(staff.hours or (0.0,), year)
        return PaidMonth(month=month, wage=staff.hourly, hours=hours, effort=effort)
    salary, limit = staff.salary or 0.0, limit_on(request, staff, month)
    over = limit is not None and salary * (1 + request.cost_of_living) ** year > limit
    return PaidMonth(month=month, wage=salary, hours=0.0, effort=effort, limited=over)


def limit_on(request: Request, staff: Staff, month: Month) -> float | None:
    """The salary limit that binds somebody's pay in a month, dollars a year full time; None where there is none.

    The limit is that of the day of pay, and where later ones are not known yet, the last known; match is not limited.
    """
    if request.flavour not in HHS or not staff.salary_limited or staff.paid_by != "grant":
        return None
    rule = rules_on(max(request.awarded, f"{month}-01"), request.flavour).binding(LIMIT_RULE)
    return None if rule is None else rule.value


def stretches(months: tuple[PaidMonth, ...]) -> list[tuple[PaidMonth, ...]]:
    """Months in a row with the same wage, hours and effort."""
    found: list[list[PaidMonth]] = []
    for month in months:
        last = found[-1][-1] if found else None
        if last is not None and last.terms == month.terms and last.month + 1 == month.month:
            found[-1].append(month)
        else:
            found.append([month])
    return [tuple(each) for each in found]


def personnel_lines(file: ProgramFile, request: Request, everybody: tuple[Paid, ...]) -> tuple[Line, ...]:
    """The personnel lines."""
    return tuple(_line(file, request, each) for each in everybody)


def _line(file: ProgramFile, request: Request, each: Paid) -> Line:
    staff = each.staff
    limited = any(month.limited for year in each.years for month in year)
    return Line(
        id=each.line,
        own=each.identity,
        cls="personnel",
        title=each.title,
        paid_by=staff.paid_by,
        years=tuple(
            LineYear(year=year, terms=terms_of(request, each, year, file), rounding=request.whole_dollars)
            for year in range(request.years)
        ),
        basis=staff.basis,
        objectives=staff.objectives,
        place=f"personnel[{each.number}]",
        tied=each.place is not None,
        position=staff.position or "",
        kind=staff.counts,
        notes=("charged at the salary limit; other money pays what is above it",) if limited else (),
    )


def terms_of(request: Request, each: Paid, year: int, file: ProgramFile) -> tuple[Term, ...]:
    """The arithmetic of somebody's pay in a year, one product for each stretch of equal wage, hours and effort."""
    parts = [months for months in stretches(each.years[year]) if months[0].effort > 0]
    return tuple(_term(request, each, year, months, file, alone=len(parts) == 1) for months in parts)


def span(months: tuple[PaidMonth, ...]) -> str:
    """The months in words: `2026-10 to 2026-12`."""
    first, last = months[0].month, months[-1].month
    return str(first) if first == last else f"{first} to {last}"


def _term(
    request: Request, each: Paid, year: int, months: tuple[PaidMonth, ...], file: ProgramFile, *, alone: bool
) -> Term:
    first, here = months[0], f"personnel[{each.number}]"
    effort = share(
        "level of effort", first.effort, f"{here}.effort", key=f"effort.{each.identity}.{year}.{first.month}"
    )
    period = part_of_year(len(months), "calendar")
    label = "" if alone else span(months)
    if each.staff.hourly is not None:
        rises = growth(request.cost_of_living, year, f"growth.{year}")
        hours = count("hours a year", first.hours, f"{here}.hours", key=f"hours.{each.identity}.{year}", unit="hours")
        wage = dollars("wage", first.wage, f"{here}.hourly", key=f"wage.{each.identity}", unit="dollars an hour")
        whole_year = () if len(months) == MONTHS_PER_YEAR else (period,)
        shares = () if first.effort == 1 else (effort,)
        return Term(label=label, factors=(wage, hours, *shares, *whole_year, *rises))
    if each.place is None:
        return Term(label=label, factors=(*_salary(request, each, year, first), effort, period))
    position = file.program.positions[each.place]
    wage = _wage(each, months, position.ladder)
    hours = count(
        "hours a week",
        first.hours,
        f"positions[id={position.id}].hours_per_week",
        unit="hours a week",
        key=f"hours.{position.id}.{first.month}",
    )
    return Term(label=label, factors=(hours, weeks(), wage, effort, period))


def _wage(each: Paid, months: tuple[PaidMonth, ...], ladder: str) -> Factor:
    first = months[0]
    source = "rule salary_limit" if first.limited else f"ladders.{ladder}"
    return dollars("wage", first.wage, source, key=f"wage.{each.staff.position}.{first.month}", unit="dollars an hour")


def _salary(request: Request, each: Paid, year: int, first: PaidMonth) -> tuple[Factor, ...]:
    if first.limited:
        limit = limit_on(request, each.staff, first.month) or 0.0
        key = f"salary_limit.{limit:g}"
        return (dollars("salary limit", limit, "rule salary_limit", key=key, unit="dollars a year"),)
    place = f"personnel[{each.number}].salary"
    salary = dollars("annual salary", first.wage, place, key=f"salary.{each.identity}", unit="dollars a year")
    return (salary, *growth(request.cost_of_living, year, f"growth.{year}"))
