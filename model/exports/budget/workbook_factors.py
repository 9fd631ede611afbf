"""What stands in the cell of a factor: an input, a link to the one cell where the number is kept, or a formula."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from model.exports.budget.workbook_cells import Ledger, Sheet, absolute, added, shape_of
from model.requests.budget import Budget, Factor, Line, LineYear, Term

GROWTH = re.compile(r"growth\.(\d+)")
EFFORT, HOURS = ".effort", ".hours_per_week"
UNDER_BASE = "wages under the yearly base"
COLA, FACTOR_DIGITS = "cost_of_living", 10
MISSED = 1e-9  # relative, of what binary arithmetic may differ
Where = tuple[str, int]  # id of a line, budget year from 0
Same = tuple[str, int | None, float]  # what a number is of, the budget year unless it holds in all, and its value


@dataclass
class Cells:
    """Where the numbers of the budget stand, as far as they have been written.

    Attributes:
        amounts: of each line and year, the cell of its whole dollars; none where nothing is asked.
        bases: of each year, the cell of the base of indirect cost.
        products: of each line and year, the products that add up to it.
        factors: of each line and year, its products with the cell of each factor by name.
        under_base: of each fringe line and year, formulas of wages under a yearly base, in the order of its products.
        fixed: cells that hold what the model worked out and that do not follow a change, with what they are.
        known: cells of inputs by what makes two of them the same number.
    """

    ledger: Ledger
    budget: Budget
    amounts: dict[Where, str] = field(default_factory=dict)
    bases: dict[int, str] = field(default_factory=dict)
    products: dict[Where, list[tuple[Term, str]]] = field(default_factory=dict)
    factors: dict[Where, list[tuple[Term, dict[str, str]]]] = field(default_factory=dict)
    under_base: dict[Where, list[str]] = field(default_factory=dict)
    fixed: list[tuple[str, str]] = field(default_factory=list)
    known: dict[Same, str] = field(default_factory=dict)

    def amount(self, line: str, year: int) -> str:
        """The cell of a line's whole dollars, or 0 where nothing is asked."""
        return self.amounts.get((line, year), "0")

    def sum_of(self, lines: Iterable[str], year: int) -> str:
        """The printed amounts of some lines added up."""
        return added([self.amounts[line, year] for line in lines if (line, year) in self.amounts])


def write_factor(sheet: Sheet, at: tuple[int, int], factor: Factor, line: Line, year: LineYear, cells: Cells) -> str:
    """Write the cell of a factor.

    Returns:
        What can be changed here: the factor's name when it is an input, else nothing.
    """
    row, column = at
    shape = shape_of(factor.unit, factor.value)
    text = _derived(factor, line, year, cells) if factor.kind == "derived" else _linked(factor, year, cells)
    if text is not None:
        sheet.formula(row, column, text, model=factor.value, shape=shape)
        return ""
    if factor.kind == "derived" and not factor.source.endswith(EFFORT):
        sheet.number(row, column, factor.value, shape)
        sheet.ledger.expected[sheet.place(row, column)] = factor.value
        if factor.source != "calendar":
            cells.fixed.append((sheet.ref(row, column), f"{line.title}, year {year.year + 1}: {factor.name}"))
        return ""
    # a level of effort that stands in no product of the pay, since it is all of it, may be changed where it stands
    sheet.input(row, column, factor.value, shape, factor.key)
    cells.known.setdefault(_same_as(factor, year), sheet.ref(row, column))
    return factor.name


def _same_as(factor: Factor, year: LineYear) -> Same:
    """Hours of a position and a step of its wage are one number in all years; all else may differ by year."""
    if factor.source.endswith(HOURS):
        return factor.source, None, factor.value
    if factor.source.startswith("ladders."):
        return factor.key.rpartition(".")[0], None, factor.value
    return factor.source, year.year, factor.value


def _linked(factor: Factor, year: LineYear, cells: Cells) -> str | None:
    """The cell that holds an input already; a wage that rises by the cost of living is worked out from the first."""
    place = cells.ledger.inputs.get(factor.key)
    if place is not None and cells.ledger.expected[place] == factor.value:
        return absolute(place)
    if factor.source.startswith("ladders.") and cells.budget.request.pay == COLA and year.year:
        return _risen(factor, year.year, cells)
    if factor.source.endswith((EFFORT, HOURS)) or factor.source.startswith("ladders."):
        return cells.known.get(_same_as(factor, year))
    return None


def _risen(factor: Factor, year: int, cells: Cells) -> str | None:
    position = factor.key.rpartition(".")[0]
    first = next((key for key in cells.ledger.inputs if key.rpartition(".")[0] == position), None)
    if first is None:
        return None
    sheet, cell = cells.ledger.inputs[first]
    rate = cells.budget.request.cost_of_living
    risen = math.floor(float(cells.ledger.expected[sheet, cell]) * (1 + rate) ** year * 100 + 0.5 + 1e-6) / 100
    if risen != factor.value:
        return None
    growth = f"(1+{absolute(cells.ledger.inputs[COLA])})^{year}"
    return f"ROUND({absolute((sheet, cell))}*{growth}+0.00000001,2)"


def _derived(factor: Factor, line: Line, year: LineYear, cells: Cells) -> str | None:
    """The formula of a number that follows from other cells; none when no formula says it."""
    if line.cls == "indirect" and year.year in cells.bases:
        return cells.bases[year.year]
    if factor.of:
        return cells.sum_of(factor.of, year.year)
    if grown := GROWTH.fullmatch(factor.key):
        return f"ROUND((1+{absolute(cells.ledger.inputs[COLA])})^{grown[1]},{FACTOR_DIGITS})"
    if factor.name.startswith(UNDER_BASE) and cells.under_base.get((line.id, year.year)):
        return cells.under_base[line.id, year.year].pop(0)
    rules: tuple[Callable[[Factor, LineYear, Cells], str | None], ...] = (_same, _wages_of_months)
    return next((text for rule in rules if (text := rule(factor, year, cells)) is not None), None)


def _same(factor: Factor, year: LineYear, cells: Cells) -> str | None:
    """The input of the same source, year and value, such as a level of effort."""
    return cells.known.get(_same_as(factor, year))


def _wages_of_months(factor: Factor, year: LineYear, cells: Cells) -> str | None:
    """Wages of some of a year's months: whole products of the personnel line that add up to them, to the cent."""
    products = cells.products.get((factor.source, year.year), [])
    months = set(re.findall(r"\d{4}-\d{2}", factor.name))
    inside = [
        (term, cell)
        for term, cell in products
        if (months and not term.label) or _within(term.label, min(months, default=""), max(months, default=""))
    ]
    if not inside or abs(math.fsum(term.value for term, _ in inside) - factor.value) > 0.005 + MISSED:
        return None
    return f"ROUND({added([cell for _, cell in inside])}+0.00000001,2)"


def _within(label: str, first: str, last: str) -> bool:
    months = re.findall(r"\d{4}-\d{2}", label)
    return bool(months) and bool(first) and first <= months[0] and months[-1] <= last
