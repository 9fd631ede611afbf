"""A request as a grant of the program, and the program projected with and without it."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from propcache import cached_property

from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.request import Request
from model.projection import Projection, project
from model.requests.budget import Budget, Line
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.pay import effort_of
from model.requests.seats import Seats, longer

MOST = 0.95  # of the project that match may be, so that the grant pays some of it


def grant_id(request: Request) -> str:
    """The id under which a request stands among the program's grants."""
    return request.grant or request.id


def as_grant(file: ProgramFile, request: Request, budget: Budget) -> Grant:
    """A request as a grant: what it covers of each position and of program costs, and what it pays each year.

    Covered shares follow the levels of effort year by year. A grant pays one share of all program costs, so the lines
    asked for in a year become the share of that year's whole that they are. Its indirect rate in a year is the charge
    over the direct cost that the program's own rule lets earn any.
    """
    years = range(request.years)
    tree = {
        "id": grant_id(request),
        "start": str(request.start),
        "end": str(request.last),
        "award": [float(budget.asked(year)) for year in range(request.years)],
        "covers": _covers(file, request),
        "program_costs": _by_year(request, [_program_costs(file, request, budget, year) for year in years]),
        "indirect_rate": _by_year(request, [_indirect_rate(file, request, budget, year) for year in years]),
        "match_rate": _by_year(request, [_match_rate(budget, year) for year in years]),
    }
    if request.program_income.method is not None:
        tree["program_income"] = request.program_income.method
    return Grant.model_validate(tree)


def _covers(file: ProgramFile, request: Request) -> dict[str, object]:
    """The share of each position in each year, all entries of a position added up."""
    seats = Seats.of(file.program, request.last)
    shares: dict[str, dict[Month, float]] = {}
    for staff in request.personnel:
        if staff.position is None or staff.paid_by != "grant":
            continue
        own = shares.setdefault(staff.position, {})
        for number in range(request.years * MONTHS_PER_YEAR):
            month = request.start.plus(number)
            inside = (staff.from_ is None or staff.from_ <= month) and (staff.until is None or month <= staff.until)
            effort = effort_of(file, request, seats, staff, number // MONTHS_PER_YEAR, month) if inside else 0.0
            own[month] = min(1.0, own.get(month, 0.0) + effort)
    return {name: _dated(own) for name, own in shares.items()}


def _dated(own: dict[Month, float]) -> object:
    """Months and values as the file writes a number that changes."""
    entries: list[dict[str, object]] = []
    for month, value in own.items():
        if not entries or entries[-1]["value"] != value:
            entries.append({"from": str(month), "value": value})
    return entries


def _by_year(request: Request, values: list[float]) -> object:
    """A number of each budget year, as the file writes a number that changes."""
    months = (request.start.plus(MONTHS_PER_YEAR * year) for year in range(request.years))
    return _dated(dict(zip(months, values, strict=True)))


def _program_costs(file: ProgramFile, request: Request, budget: Budget, year: int) -> float:
    """The share of a year's program costs that the lines asked for are."""
    shared = file.program.costs.program_month
    whole = _of_year(file, request, shared, year)
    asked = sum(line.years[year].exact for line in _drawn(request, budget, shared))
    return min(1.0, asked / whole) if whole else 0.0


def _of_year(file: ProgramFile, request: Request, names: Iterable[str], year: int) -> float:
    """What the program pays for shared lines in a budget year, dollars."""
    costs, seats = file.program.costs, Seats.of(file.program, request.last)
    first = seats.index(request.start) + MONTHS_PER_YEAR * year
    lines = (seats.values(costs.program_month[name], growth=costs.annual_change) for name in names)
    return sum(float(line[first : first + MONTHS_PER_YEAR].sum()) for line in lines)


def _drawn(request: Request, budget: Budget, names: Container[str]) -> Iterator[Line]:
    """Lines that the grant pays and that are drawn from some of the program's."""
    for cls in ITEM_CLASSES:
        for item in items_of(request, cls):
            if item.line is not None and item.line in names and item.paid_by == "grant":
                yield budget.line(f"{cls}.{item.id}")


def _indirect_rate(file: ProgramFile, request: Request, budget: Budget, year: int) -> float:
    """The charge over what the program's own rule lets earn any: of shared costs the part that is covered of each."""
    costs = file.program.costs
    left_out = {*costs.program_month, *costs.indirect_excludes}
    without = sum(line.years[year].exact for line in _drawn(request, budget, left_out))
    earns = [name for name in costs.program_month if name not in costs.indirect_excludes]
    covered = _program_costs(file, request, budget, year) * _of_year(file, request, earns, year)
    earning = budget.direct(year, ("grant",)) - without + covered
    rate = budget.indirect(year) / earning if earning > 0 else 0.0
    highest = float(np.max(costs.indirect_rate.by_month(file.program.start, file.program.months)))
    return min(rate, highest)


def _match_rate(budget: Budget, year: int) -> float:
    total = budget.total(year)
    return min(MOST, budget.match(year) / total) if total else 0.0


@dataclass(frozen=True, eq=False)
class Projected:
    """The program with a request's grant, and without it, through the request's last month or its own, the later.

    Attributes:
        file, request, budget: what was asked.
        after: months projected beyond the award, so that what pays then can be seen.
    """

    file: ProgramFile
    request: Request
    budget: Budget
    after: int = 0

    @cached_property
    def program(self) -> Program:
        """With the grant: the program's own where the request stands for it, else the request as a new one."""
        program = longer(self.file.program, self.request.last.plus(self.after))
        if self.request.grant is not None:
            return program
        new = as_grant(self.file, self.request, self.budget)
        return program.model_copy(update={"grants": (*program.grants, new)})

    @cached_property
    def projection(self) -> Projection:
        """With the grant."""
        return project(self.program)

    @cached_property
    def without(self) -> Projection:
        """Without it."""
        name = grant_id(self.request)
        return project(
            self.program.model_copy(update={"grants": tuple(g for g in self.program.grants if g.id != name)})
        )

    @cached_property
    def grant(self) -> Grant:
        """The grant in the projection."""
        return next(g for g in self.program.grants if g.id == grant_id(self.request))

    def months(self, year: int) -> slice:
        """The months of a budget year in the projection."""
        first = self.request.start.plus(year * MONTHS_PER_YEAR) - self.program.start
        return slice(first, first + MONTHS_PER_YEAR)

    @property
    def paid(self) -> Array:
        """(months,) dollars that the grant pays."""
        return self.projection.funding.grants[self.grant.id].paid[0]


def income_by_year(file: ProgramFile, request: Request, budget: Budget) -> tuple[float, ...]:
    """What the covered time is expected to earn in each budget year, dollars."""
    projected = Projected(file, request, budget)
    income = projected.projection.funding.grants[projected.grant.id].income[0].sum(axis=0)
    return tuple(float(income[projected.months(year)].sum()) for year in range(request.years))
