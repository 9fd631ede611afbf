"""Fringe: one line a component and payer, on the wages asked for."""

from collections.abc import Callable, Iterator
from itertools import groupby

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.inputs.request import PaidBy, Request
from model.inputs.series.costs import ComponentSeries, cost_series
from model.inputs.staff import Component
from model.requests.budget import PAYERS, Factor, Line, LineYear, Term
from model.requests.factors import cents, count, dollars, grown, printed_sum, share
from model.requests.pay import Paid, PaidMonth, limit_on, span
from model.requests.seats import Seats

WEEKS_PER_YEAR = 52
WEEKS_PER_MONTH = WEEKS_PER_YEAR / 12
SUFFIX: dict[PaidBy, str] = {"grant": "", "cash": ".cash", "in_kind": ".in_kind"}
Printed = dict[str, tuple[int, ...]]  # whole dollars of each personnel line, by budget year
Terms = tuple[Term, ...]


def fringe_lines(
    file: ProgramFile, request: Request, everybody: tuple[Paid, ...], personnel: tuple[Line, ...], seats: Seats
) -> tuple[Line, ...]:
    """The fringe lines; a component on which nothing is asked is left out.

    A share of wages without a base is taken of the wages as printed, so that the table can be repeated by hand.
    """
    printed = {line.id: tuple(year.printed for year in line.years) for line in personnel}
    lines = []
    for name, terms, tied in _components(file, request, seats, printed):
        for payer in PAYERS:
            theirs = [each for each in everybody if each.payer == payer]
            years = tuple(
                LineYear(year=year, terms=terms(theirs, year), rounding=request.whole_dollars)
                for year in range(request.years)
            )
            if any(year.terms for year in years):
                lines.append(_line(name, payer, years, request, tied=tied))
    return tuple(lines)


def _line(name: str, payer: PaidBy, years: tuple[LineYear, ...], request: Request, *, tied: bool) -> Line:
    return Line(
        id=f"fringe.{name}{SUFFIX[payer]}",
        own=name,
        cls="fringe",
        title=name,
        paid_by=payer,
        years=years,
        basis=request.fringe.basis,
        place="benefits" if tied else "fringe",
        tied=tied,
    )


def _components(
    file: ProgramFile, request: Request, seats: Seats, printed: Printed
) -> Iterator[tuple[str, Callable[[list[Paid], int], Terms], bool]]:
    """Each component: its name, the arithmetic of it for some people in a year, and whether the program gives it."""
    if request.fringe.components is not None:
        for number, typed in enumerate(request.fringe.components):
            rate = share("rate", typed.share_of_wages, f"fringe.components[{number}]", key=f"rate.{typed.name}")
            yield typed.name, lambda people, year, rate=rate: _of_printed(people, year, printed, rate), False
        return
    series = cost_series(seats.program).components
    for component, laid in zip(file.program.benefits.components, series, strict=True):
        drawn = Drawn(component, laid, seats, printed, request)
        yield component.name, drawn.terms, True


def _of_printed(people: list[Paid], year: int, printed: Printed, rate: Factor) -> Terms:
    paid = [each for each in people if printed[each.line][year]]
    if not paid:
        return ()
    total = sum(printed[each.line][year] for each in paid)
    return (Term(factors=(printed_sum("wages", total, tuple(each.line for each in paid)), rate)),)


class Drawn:
    """One component of the program, ready to be asked for."""

    def __init__(
        self, component: Component, laid: ComponentSeries, seats: Seats, printed: Printed, request: Request
    ) -> None:
        """Keep what the arithmetic reads."""
        self.component, self.laid, self.seats, self.printed, self.request = component, laid, seats, printed, request
        self.source = f"benefits.components[name={component.name}]"

    def terms(self, people: list[Paid], year: int) -> Terms:
        """What some people's component comes to in a year, product by product."""
        asked = [each for each in people if any(month.effort > 0 for month in each.years[year])]
        based = self.component.wage_base is not None
        shares = self._of_base(asked, year) if based else self._of_wages(asked, year)
        return (*shares, *self._by_month(asked, year))

    def _rates(self, each: Paid, year: int) -> list[float]:
        """The share of wages in each paid month."""
        return [self._rate(each, month) for month in each.years[year]]

    def _rate(self, each: Paid, month: PaidMonth) -> float:
        index = self.seats.index(month.month)
        eligible = self._eligible(each, month)
        return float(self.laid.share_of_wages[0, index]) * eligible

    def _eligible(self, each: Paid, month: PaidMonth) -> float:
        """1 where the component is paid; typed staff with a salary count as full time, others by their hours."""
        index = self.seats.index(month.month)
        if each.place is not None:
            return float(self.laid.eligible[0, each.place, index])
        full = self.seats.values(self.seats.program.benefits.full_time_hours)[index]
        short = each.staff.hourly is not None and month.hours / WEEKS_PER_YEAR < full
        return 0.0 if self.component.eligible_only and short else 1.0

    def _of_wages(self, people: list[Paid], year: int) -> Terms:
        steady: dict[float, list[Paid]] = {}
        result: list[Term] = []
        for each in people:
            rates = self._rates(each, year)
            if len(set(rates)) == 1:
                steady.setdefault(rates[0], []).append(each)
            else:
                result += self._changing(each, year, rates)
        first = [_of_printed(group, year, self.printed, self._share(rate)) for rate, group in steady.items() if rate]
        return (*(term for terms in first for term in terms), *result)

    def _share(self, rate: float) -> Factor:
        return share("rate", rate, self.source, key=f"rate.{self.component.name}.{rate:g}")

    def _changing(self, each: Paid, year: int, rates: list[float]) -> list[Term]:
        result = []
        for rate, group in groupby(zip(each.years[year], rates, strict=True), key=lambda pair: pair[1]):
            months = tuple(month for month, _ in group)
            pay = cents(sum(self._pay(each, year, month) for month in months))
            if rate and pay:
                base = dollars(f"wages {span(months)}", pay, each.line, kind="derived")
                result.append(Term(label=f"{each.title}, {span(months)}", factors=(base, self._share(rate))))
        return result

    def _of_base(self, people: list[Paid], year: int) -> Terms:
        result = []
        for each in people:
            taxable = self._taxable(each, year)
            pairs = zip(each.years[year], self._rates(each, year), taxable, strict=True)
            for rate, group in groupby(pairs, key=lambda item: item[1]):
                months, _, dollars_ = zip(*group, strict=True)
                base = cents(sum(d * month.effort for d, month in zip(dollars_, months, strict=True)))
                if rate and base:
                    name = "wages under the yearly base, at the level of effort"
                    factor = dollars(name, base, self.source, kind="derived")
                    result.append(Term(label=each.title, factors=(factor, self._share(rate))))
        return tuple(result)

    def _taxable(self, each: Paid, year: int) -> list[float]:
        """The person's whole wages under the yearly base in each paid month, dollars."""
        if each.place is None:
            return self._under_typed(each, year)
        index = [self.seats.index(month.month) for month in each.years[year]]
        under = self._under_base(each.place)
        return [float(under[i]) for i in index]

    def _under_typed(self, each: Paid, year: int) -> list[float]:
        """The first dollars of a budget year up to the base; typed staff have no calendar before it."""
        left, result = float(self.laid.wage_base[0, 0]), []
        for month in each.years[year]:
            earned = typed_month(self.request, each, year, month)
            result.append(min(earned, max(left, 0.0)))
            left -= earned
        return result

    def _pay(self, each: Paid, year: int, month: PaidMonth) -> float:
        """What the project pays of a month, dollars."""
        if each.place is not None:
            return month.wage * month.hours * WEEKS_PER_MONTH * month.effort
        limit = limit_on(self.request, each.staff, month.month) if month.limited else None
        whole = typed_month(self.request, each, year, month) if limit is None else limit / MONTHS_PER_YEAR
        return whole * month.effort

    def _under_base(self, place: int) -> Array:
        earnings = self.seats.wages[place] * self.seats.hours[place] * WEEKS_PER_MONTH * self.seats.active[place]
        begins = cost_series(self.seats.program).year_begins
        before = np.cumsum(earnings) - earnings
        there = self.seats.active[place, 0] > 0
        used = float(self.laid.used_at_start[0]) * there * (begins == begins[0])
        return np.clip(self.laid.wage_base[0] - (before - before[begins] + used), 0.0, earnings)

    def _by_month(self, people: list[Paid], year: int) -> Terms:
        amount = self.component.per_month
        if amount is None:
            return ()
        stated = self.seats.values(amount, growth=self.component.annual_change)
        taken, on = self.seats.values(self.component.take_up), self.laid.per_month[0]
        result = []
        for each in people:
            for key, group in groupby(each.years[year], key=lambda m: self._monthly(each, m, stated, taken, on)):
                months = tuple(group)
                if key[0] * key[1] * key[2] > 0:
                    result.append(self._month_term(each, months, key))
        return tuple(result)

    def _monthly(
        self, each: Paid, month: PaidMonth, stated: Array, taken: Array, on: Array
    ) -> tuple[float, float, float]:
        index = self.seats.index(month.month)
        eligible = self._eligible(each, month)
        paid = float(on[index] > 0) * eligible
        return cents(float(stated[index])) * paid, float(taken[index]), month.effort

    def _month_term(self, each: Paid, months: tuple[PaidMonth, ...], key: tuple[float, float, float]) -> Term:
        amount, taken, effort = key
        first = months[0].month
        factors = (
            dollars("dollars a month", amount, self.source, key=f"monthly.{self.component.name}.{first}"),
            *(() if taken == 1 else (share("who take it up", taken, self.source, key=f"taken.{self.component.name}"),)),
            count("months", len(months), "calendar", unit="months"),
            share(
                "level of effort",
                effort,
                f"personnel[{each.number}].effort",
                kind="derived",
                key=f"effort.{each.identity}.{first}",
            ),
        )
        return Term(
            label=each.title if len(months) == MONTHS_PER_YEAR else f"{each.title}, {span(months)}", factors=factors
        )


def typed_month(request: Request, each: Paid, year: int, month: PaidMonth) -> float:
    """A typed person's whole wages of a month, with the cost of living of the budget year, dollars."""
    yearly = month.wage * month.hours if each.staff.hourly is not None else month.wage
    return yearly * grown(request.cost_of_living, year) / MONTHS_PER_YEAR
