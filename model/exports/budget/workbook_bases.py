"""The sheet Wage bases: month by month, what of a person's wages is under the yearly base of a payroll tax.

A tax with a yearly base, such as unemployment insurance, ends in the month in which a person's wages of the calendar
year pass it. So it cannot be read off the budget year's wages: it is followed here, and follows a change of the wage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from model.exports.budget.workbook_cells import CENTS, PERCENT, PLAIN, Column, Sheet, absolute
from model.exports.budget.workbook_factors import Cells
from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.request import Request
from model.inputs.series.costs import ComponentSeries, cost_series
from model.requests.arithmetic import Term
from model.requests.factors import cents
from model.requests.fringe import typed_month
from model.requests.pay import Paid, PaidMonth, paid, stretches
from model.requests.seats import Seats

BASES = "Wage bases"
ABOUT = "Payroll taxes with a yearly base, person by person and month by month: what of the wages is under the base."
WEEKS_PER_MONTH = 52 / 12
HEADS = (
    Column("Component", 22),
    Column("Person", 30),
    Column("Month", 10),
    Column("Year", 7, True),
    Column("Wages of the month, as filled in", 14, True),
    Column("Changed since, times", 12, True),
    Column("Wages of the month", 12, True),
    Column("Earlier in the calendar year", 13, True),
    Column("Yearly base", 12, True),
    Column("Under the base", 12, True),
    Column("Level of effort", 10, True),
    Column("Charged", 12, True),
)
YEAR, FILLED, CHANGED, WAGES, EARLIER, BASE, UNDER, EFFORT, CHARGED = range(4, 13)
# What a month's wages follow.
PARTS = ("wage", "annual salary", "salary limit", "hours a week", "hours a year", "cost of living")


@dataclass(frozen=True, kw_only=True)
class MonthOf:
    """One month of a person: the budget year when the project pays it, wages, those counted before, and the base."""

    month: Month
    year: int | None
    wages: float
    begins: bool
    used: float
    base: float
    rate: float = 0.0
    paid: PaidMonth | None = None


def write_bases(cells: Cells, file: ProgramFile) -> None:
    """Write the sheet, and tell the factors of fringe where their wages stand; none is made without such a tax."""
    request = cells.budget.request
    if request.fringe.components is not None:
        return
    seats = Seats.of(file.program, request.last)
    everybody = paid(file, request, seats)
    sheet: Sheet | None = None
    series = cost_series(seats.program).components
    for component, laid in zip(file.program.benefits.components, series, strict=True):
        if component.wage_base is None or not any(
            line.own == component.name for line in cells.budget.of("fringe").lines
        ):
            continue
        sheet = sheet or Sheet(cells.ledger, BASES, ABOUT, HEADS, frozen=3)
        for each in everybody:
            _Person(cells, sheet, component.name, each).write(tuple(_months(request, seats, laid, each)))


def _months(request: Request, seats: Seats, laid: ComponentSeries, each: Paid) -> Iterator[MonthOf]:
    yield from (_of_typed(request, laid, each) if each.place is None else _of_seat(seats, laid, each, each.place))


def _of_typed(request: Request, laid: ComponentSeries, each: Paid) -> Iterator[MonthOf]:
    """The months of typed staff: each budget year begins the count anew."""
    for year, months in enumerate(each.years):
        for number, month in enumerate(months):
            wages = typed_month(request, each, year, month)
            yield MonthOf(
                month=month.month,
                year=year,
                wages=wages,
                begins=number == 0,
                used=0.0,
                base=float(laid.wage_base[0, 0]),
                rate=float(laid.share_of_wages[0, 0]),
                paid=month,
            )


def _of_seat(seats: Seats, laid: ComponentSeries, each: Paid, place: int) -> Iterator[MonthOf]:
    """The months of a seat, from the beginning of the first calendar year of which one is paid."""
    of = {month.month: (year, month) for year, months in enumerate(each.years) for month in months}
    if not of:
        return
    begins = cost_series(seats.program).year_begins
    first = int(begins[seats.index(min(of))])
    earned = seats.wages[place] * seats.hours[place] * WEEKS_PER_MONTH * seats.active[place]
    used = float(laid.used_at_start[0]) * float(seats.active[place, 0] > 0)
    for index in range(first, seats.index(max(of)) + 1):
        month = seats.program.start.plus(index)
        year, paid_month = of.get(month, (None, None))
        yield MonthOf(
            month=month,
            year=year,
            wages=float(earned[index]),
            begins=int(begins[index]) == index,
            used=used if int(begins[index]) == int(begins[0]) else 0.0,
            base=float(laid.wage_base[0, index]),
            rate=float(laid.share_of_wages[0, index]) * float(laid.eligible[0, place, index]),
            paid=paid_month,
        )


class _Person:
    """The rows of one person under one tax."""

    def __init__(self, cells: Cells, sheet: Sheet, component: str, each: Paid) -> None:
        """Keep whose rows they are."""
        self.cells, self.sheet, self.component, self.each = cells, sheet, component, each
        lines = cells.budget.of("fringe").paid_by(each.payer)
        self.line = next((line.id for line in lines if line.own == component), "")

    def write(self, months: tuple[MonthOf, ...]) -> None:
        """The rows; then where each budget year's wages under the base stand, for each rate."""
        if not self.line:
            return
        charged: list[tuple[MonthOf, str, float]] = []
        earlier = 0.0
        for month in months:
            earlier = month.used if month.begins else earlier
            under = min(month.wages, max(0.0, month.base - earlier))
            cell = self._write_month(month, earlier, under)
            if month.paid is not None:
                charged.append((month, cell, under * month.paid.effort))
            earlier += month.wages
        for (year, rate), group in groupby(charged, key=lambda row: (row[0].year, row[0].rate)):
            rows = tuple(group)
            if rate and year is not None and cents(sum(dollars for *_, dollars in rows)):
                cells_ = f"{rows[0][1]}:{rows[-1][1].rpartition('!')[2]}"
                self.cells.under_base.setdefault((self.line, year), []).append(f"ROUND(SUM({cells_})+0.00000001,2)")

    def _write_month(self, month: MonthOf, earlier: float, under: float) -> str:
        sheet, row = self.sheet, self.sheet.row
        for column, text in enumerate((self.component, self.each.title, str(month.month)), 1):
            sheet.say(row, column, text)
        if month.year is not None:
            sheet.number(row, YEAR, month.year + 1)
        sheet.number(row, FILLED, month.wages, CENTS)
        term = self._term(month)
        changed = _changed(term) if term else "1"
        here = {c: sheet.place(row, c)[1] for c in range(1, CHARGED + 1)}
        sheet.formula(row, CHANGED, changed, model=1.0, shape=PLAIN)
        sheet.formula(row, WAGES, f"{here[FILLED]}*{here[CHANGED]}", model=month.wages, shape=CENTS)
        self._write_earlier(month, earlier)
        self._write_base(month.base)
        text = f"MAX(0,MIN({here[WAGES]},{here[BASE]}-{here[EARLIER]}))"
        sheet.formula(row, UNDER, text, model=under, shape=CENTS)
        effort = month.paid.effort if month.paid is not None else 0.0
        level = term[1].get("level of effort") if term else None
        sheet.formula(row, EFFORT, level or f"{effort!r}", model=effort, shape=PERCENT)
        text = f"{here[UNDER]}*{here[EFFORT]}"
        cell = sheet.formula(row, CHARGED, text, model=under * effort, shape=CENTS)
        sheet.row += 1
        return cell

    def _write_earlier(self, month: MonthOf, earlier: float) -> None:
        row = self.sheet.row
        if month.begins:
            self.sheet.number(row, EARLIER, month.used, CENTS)
            return
        before = "+".join(self.sheet.place(row - 1, column)[1] for column in (EARLIER, WAGES))
        self.sheet.formula(row, EARLIER, before, model=earlier, shape=CENTS)

    def _write_base(self, base: float) -> None:
        sheet, row, key = self.sheet, self.sheet.row, f"wage_base.{self.component}.{base:g}"
        if key in self.cells.ledger.inputs:
            sheet.formula(row, BASE, absolute(self.cells.ledger.inputs[key]), model=base, shape=CENTS)
        else:
            sheet.input(row, BASE, base, CENTS, key)

    def _term(self, month: MonthOf) -> tuple[Term, dict[str, str]] | None:
        """The product of the personnel line that pays this month, with the cells of its factors."""
        if month.paid is None or month.year is None or month.paid.effort <= 0:
            return None
        parts = [part for part in stretches(self.each.years[month.year]) if part[0].effort > 0]
        terms = self.cells.factors.get((self.each.line, month.year), [])
        return next((term for part, term in zip(parts, terms, strict=True) if month.paid in part), None)


def _changed(term: tuple[Term, dict[str, str]]) -> str:
    """How a month's wages have changed since they were filled in: cells over the numbers that stood in them."""
    factors = [factor for factor in term[0].factors if factor.name in PARTS and factor.value]
    return "*".join(f"{term[1][factor.name]}/{factor.value!r}" for factor in factors) or "1"
