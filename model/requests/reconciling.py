"""Two budgets that must agree: the request by budget year, and the projection by month, with each difference named."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from propcache import cached_property

from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.inputs.request import Request
from model.inputs.series.costs import cost_series
from model.inputs.series.money import funding_series
from model.requests.budget import DIRECT, Budget
from model.requests.computing import without_income
from model.requests.granting import Projected
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.pay import paid
from model.requests.seats import Seats
from model.requests.sustaining_typed import tied_only

NAMES = (
    "Lines rounded to whole dollars",
    "Lines that only the request has, typed there",
    "The salary limit, which the projection does not know",
    "Cost of living in the request instead of the pay ladders",
    "Hourly wages rounded to the cent, so that the arithmetic can be repeated",
    "Fringe on wages as they are printed, and fringe rates of the request's own",
    "Cost lines of the seats: those asked for and those the projection charges",
    "Levels of effort and shared costs asked for, and what the grant covers in the projection",
    "Empty seats, people who leave, cover and replacement; seats that end",
    "Indirect: the charge asked for, and the grant's rate on what is expected",
    "Program income that lowers what the grant is asked",
    "What the award cannot pay any more",
)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One named step, in cents; it is added to come from the request to the projection."""

    name: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class FiscalPart:
    """What the grant pays in the projection in the part of a fiscal year that lies in a budget year, in cents."""

    fiscal_year_start: Month
    cents: int


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """One budget year.

    Attributes:
        number: from 1.
        request: what the grant is asked for, cents; projection: what it pays in the projection, cents.
        differences: every step between the two, in order; their sum closes the table exactly.
        fiscal: the projection's part by the program's fiscal years.
    """

    number: int
    request: int
    projection: int
    differences: tuple[Difference, ...]
    fiscal: tuple[FiscalPart, ...]


def reconciled(file: ProgramFile, budget: Budget) -> tuple[Reconciled, ...]:
    """How each year's request becomes what the projection has the grant pay, to the cent."""
    chain = Chain(file, budget)
    return tuple(_year(chain, year) for year in range(budget.request.years))


def _year(chain: "Chain", year: int) -> Reconciled:
    amounts = [_cents(amount) for amount in chain.amounts(year)]
    parts = tuple(_fiscal(chain, year))
    steps = zip(NAMES, pairwise(amounts), strict=True)
    return Reconciled(
        number=year + 1,
        request=amounts[0],
        projection=amounts[-1],
        differences=tuple(Difference(name=name, cents=after - before) for name, (before, after) in steps),
        fiscal=parts,
    )


def _cents(dollars: float) -> int:
    return int(np.floor(dollars * 100 + 0.5))


def _fiscal(chain: "Chain", year: int) -> Iterator[FiscalPart]:
    """The budget year's payments by fiscal year; sums so far are rounded, so that the parts add up."""
    program = chain.projected.program
    own = chain.projected.paid[chain.projected.months(year)]
    first = chain.budget.years[year].start
    so_far, before = 0.0, 0
    for place, amount in enumerate(own):
        month = first.plus(place)
        so_far += float(amount)
        last = month.plus(1).calendar_month == program.fiscal_month or place == len(own) - 1
        if last:
            begins = month.plus(-((month.calendar_month - program.fiscal_month) % MONTHS_PER_YEAR))
            yield FiscalPart(fiscal_year_start=begins, cents=_cents(so_far) - before)
            before = _cents(so_far)


class Chain:
    """The amounts between the two budgets, each worked out on its own."""

    def __init__(self, file: ProgramFile, budget: Budget) -> None:
        """Lay out the request, its variants and the projection."""
        self.file, self.budget, self.request = file, budget, budget.request
        self.seats = Seats.of(file.program, self.request.last)
        self.projected = Projected(file, self.request, budget)
        self.tied = tied_only(self.request)
        self.unlimited = self.tied.model_copy(update={"personnel": _unlimited(self.tied)})
        self.on_ladders = self.unlimited.model_copy(update={"pay": "ladder"})

    def amounts(self, year: int) -> tuple[float, ...]:
        """From the request to the projection, dollars of a budget year."""
        indirect = float(self.budget.indirect(year))
        direct = (
            float(self.budget.direct(year, ("grant",))),
            exact_direct(self.budget, year),
            exact_direct(self.tied_budget, year),
            exact_direct(self.unlimited_budget, year),
            exact_direct(self.ladder_budget, year),
            self._wages(year) + self._fringe_asked(year) + self._items(year, self._drawn()),
            self._wages(year) + self._fringe(year) + self._items(year, self._drawn()),
            self._seats(self._efforts, year, self._full_direct) + self._items(year, self._shared()),
            self._seats(self._covers, year, self._full_direct) + self._program(year),
            self._seats(self._covers, year, self._expected_direct) + self._program(year, expected=True),
        )
        here, months = self.projected.projection.funding.grants[self.projected.grant.id], self.projected.months(year)
        after = (self._gross(year), float(here.asked[0, months].sum()), float(here.paid[0, months].sum()))
        return (*(amount + indirect for amount in direct), *after)

    @cached_property
    def tied_budget(self) -> Budget:
        """What is drawn from the program."""
        return without_income(self.file, self.tied)

    @cached_property
    def unlimited_budget(self) -> Budget:
        """The same with nobody's pay held to the limit."""
        if all(not line.notes for line in self.tied_budget.of("personnel").lines):
            return self.tied_budget
        return without_income(self.file, self.unlimited)

    @cached_property
    def ladder_budget(self) -> Budget:
        """What the program alone would ask for the same people, pay climbing the ladders."""
        if self.request.pay == "ladder":
            return self.unlimited_budget
        return without_income(self.file, self.on_ladders)

    def _drawn(self) -> tuple[str, ...]:
        return tuple(f"{cls}.{i.id}" for cls in ITEM_CLASSES for i in items_of(self.on_ladders, cls))

    def _shared(self) -> tuple[str, ...]:
        shared = self.file.program.costs.program_month
        every = ((cls, i) for cls in ITEM_CLASSES for i in items_of(self.on_ladders, cls))
        return tuple(f"{cls}.{i.id}" for cls, i in every if i.line in shared)

    def _items(self, year: int, identities: tuple[str, ...]) -> float:
        lines = (self.ladder_budget.line(identity) for identity in identities)
        return sum(line.years[year].exact for line in lines if line.paid_by == "grant")

    @cached_property
    def _efforts(self) -> Array:
        """(positions, months of the projection) the levels of effort that the grant is asked to pay."""
        found = np.zeros(self.seats.wages.shape)
        for each in paid(self.file, self.on_ladders, self.seats):
            for months in each.years if each.payer == "grant" and each.place is not None else ():
                for month in months:
                    found[each.place, self.seats.index(month.month)] += month.effort
        return found

    def _wages(self, year: int) -> float:
        return self._seats(self._efforts, year, self.seats.projection.costs.wages[0])

    def _fringe(self, year: int) -> float:
        return self._seats(self._efforts, year, self.seats.projection.costs.fringe[0])

    def _fringe_asked(self, year: int) -> float:
        return sum(line.years[year].exact for line in self.ladder_budget.of("fringe").paid_by("grant"))

    def _seats(self, shares: Array, year: int, costs: Array) -> float:
        months = self.projected.months(year)
        return float((shares[:, months] * costs[:, months]).sum())

    @cached_property
    def _full_direct(self) -> Array:
        return self.seats.projection.costs.direct[0]

    @cached_property
    def _expected_direct(self) -> Array:
        projection = self.projected.projection
        return projection.costs.direct[0] * projection.funding.present[0]

    @cached_property
    def _series(self):  # noqa: ANN202 - the grant as the stages read it
        grants = funding_series(self.projected.program).grants
        return next(grant for grant in grants if grant.name == self.projected.grant.id)

    @cached_property
    def _covers(self) -> Array:
        return np.broadcast_to(self._series.covers[0], self._full_direct.shape)

    def _program(self, year: int, *, expected: bool = False) -> float:
        months, lines = self.projected.months(year), cost_series(self.projected.program)
        runs = self.projected.projection.funding.program_runs[0] if expected else 1.0
        return float((self._series.program_costs[0] * lines.program[0] * runs)[months].sum())

    def _gross(self, year: int) -> float:
        """What the grant is asked for before program income, with its own indirect."""
        months, lines = self.projected.months(year), cost_series(self.projected.program)
        projection, rate = self.projected.projection, self._series.indirect_rate[0]
        excluded = projection.costs.excluded[0] * projection.funding.present[0]
        seats = self._covers * (self._expected_direct + rate * (self._expected_direct - excluded))
        charged = lines.program[0] + rate * (lines.program[0] - lines.program_excluded[0])
        program = self._series.program_costs[0] * charged * projection.funding.program_runs[0]
        return float(seats[:, months].sum() + program[months].sum())


def exact_direct(budget: Budget, year: int) -> float:
    """Direct cost that the grant is asked for, before any line is rounded."""
    return sum(line.years[year].exact for name in DIRECT for line in budget.of(name).paid_by("grant"))


def _unlimited(request: Request) -> tuple[object, ...]:
    return tuple(staff.model_copy(update={"salary_limited": False}) for staff in request.personnel)


__all__ = ["NAMES", "Difference", "FiscalPart", "Reconciled", "reconciled"]
