"""The sheets of the object classes: every line by year, one product a row, each factor in a cell of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.exports.budget.workbook_cells import CENTS, WHOLE, Column, Sheet, added, rounded
from model.exports.budget.workbook_factors import Cells, write_factor
from model.inputs.request import PaidBy
from model.requests.budget import PAYERS, Budget, ClassName, Factor, Line, LineYear, Term

PAID_BY: dict[PaidBy, str] = {"grant": "grant", "cash": "match, cash", "in_kind": "match, in kind"}
PART = "part of a contract"
TITLES: dict[ClassName, str] = {
    "personnel": "Personnel",
    "fringe": "Fringe",
    "travel": "Travel",
    "equipment": "Equipment",
    "supplies": "Supplies",
    "contractual": "Contractual",
    "construction": "Construction",
    "other": "Other",
    "indirect": "Indirect",
}
ABOUT: dict[ClassName, str] = {
    "personnel": "Who is paid, year by year: hours, wage or salary, level of effort and part of the year multiplied.",
    "fringe": "What the employer pays on top of wages, by component: rates on the wages of the sheet Personnel.",
    "travel": "Travel, trip by trip or mile by mile: each number of the estimate, and what they come to.",
    "equipment": "Equipment: units at or above the threshold, their cost and the part this project uses.",
    "supplies": "Supplies: what is bought, how much of it and at which price.",
    "contractual": "Contracts, consultants and subawards; a contract with a budget of its own is the sum of its parts.",
    "construction": "Construction, where the funder allows it.",
    "other": "Other direct cost: rent, telephones, training, background checks and the like.",
    "indirect": "Indirect charges.",
}
MARKED = " Boxed cells may be changed; all others follow from them."
MOST_COLUMNS = 10


def payers_of(budget: Budget) -> tuple[PaidBy, ...]:
    """Who pays anything in this budget; the grant always."""
    paying = {line.paid_by for line in budget.lines()}
    return tuple(payer for payer in PAYERS if payer == "grant" or payer in paying)


@dataclass(frozen=True)
class Totals:
    """Where a class sheet prints its totals: by payer and year from 0, as formulas write the cell."""

    cells: dict[tuple[PaidBy, int], str]

    def of(self, payer: PaidBy, year: int) -> str:
        """One total; 0 where the class has none."""
        return self.cells.get((payer, year), "0")


def write_class(cells: Cells, name: ClassName) -> Totals:
    """The sheet of one direct object class; none is made when the class has no lines."""
    lines = tuple(_with_parts(cells.budget.of(name).lines))
    if not lines:
        return Totals({})
    return _ClassSheet(cells, name, lines).write()


def _with_parts(lines: Sequence[Line]) -> Iterator[Line]:
    """Parts of a contract stand before it, so that what adds up stands below what it adds."""
    for line in lines:
        yield from line.parts
        yield line


def heading_of(factor: Factor) -> str:
    """The heading under which a factor stands; wages of a few months stand with other wages."""
    if factor.of and factor.name != "wages":
        return "sum of its parts"
    return "wages" if factor.name.startswith("wages") else factor.name


def columns_of(lines: Sequence[Line]) -> list[list[str]]:
    """The headings of the factor columns; many names share columns, as long as no product has two of them."""
    terms = [[heading_of(f) for f in term.factors] for line in lines for year in line.years for term in year.terms]
    columns: list[list[str]] = []
    for name in dict.fromkeys(name for term in terms for name in term):
        beside = {other for term in terms if name in term for other in term if other != name}
        shared = [column for column in columns if beside.isdisjoint(column)]
        if len(columns) < MOST_COLUMNS or not shared:
            columns.append([name])
        else:
            shared[-1].append(name)
    return columns


class _ClassSheet:
    """One sheet while it is written."""

    def __init__(self, cells: Cells, name: ClassName, lines: Sequence[Line]) -> None:
        """Lay out the columns and write the head."""
        self.cells, self.lines = cells, lines
        self.name: ClassName = name
        self.factors = columns_of(lines)
        self.own = {line.id for line in cells.budget.of(name).lines}
        self.product = 5 + len(self.factors)
        self.amount, self.change, self.basis, self.source = (self.product + n for n in range(1, 5))
        heads = [Column("Line", 36), Column("Paid by", 16), Column("Year", 7, True), Column("Part", 46)]
        heads += [Column(" / ".join(names).capitalize(), 12, True) for names in self.factors]
        heads += [Column("Product, dollars", 14, True), Column("Amount, whole dollars", 14, True)]
        heads += [Column("May be changed here", 34), Column("Basis of the estimate", 50), Column("Source", 70)]
        self.sheet = Sheet(cells.ledger, TITLES[name], ABOUT[name] + MARKED, heads, frozen=3)

    def write(self) -> Totals:
        """The rows, then the totals."""
        first = self.sheet.row
        for line in self.lines:
            for year in line.years:
                if year.terms:
                    self._write_year(line, year)
        last = self.sheet.row - 1
        found = self._write_totals(first, last) if last >= first else Totals({})
        self.sheet.print_to(self.amount)
        return found

    def _write_year(self, line: Line, year: LineYear) -> None:
        first = self.sheet.row
        products = [(term, self._write_term(line, year, term)) for term in year.terms]
        where = line.id, year.year
        self.cells.products[where] = products
        exact = products[0][1] if len(products) == 1 else f"SUM({products[0][1]}:{products[-1][1].rpartition('!')[2]})"
        self.cells.amounts[where] = self.sheet.formula(
            first, self.amount, rounded(exact, year.rounding), model=year.printed, kind="Total"
        )

    def _write_term(self, line: Line, year: LineYear, term: Term) -> str:
        sheet, row = self.sheet, self.sheet.row
        sheet.say(row, 1, line.title)
        sheet.say(row, 2, PAID_BY[line.paid_by] if line.id in self.own else PART)
        sheet.number(row, 3, year.year + 1)
        sheet.say(row, 4, term.label)
        used: list[str] = []
        changed: list[str] = []
        named: dict[str, str] = {}
        for factor in term.factors:
            column = 5 + next(n for n, names in enumerate(self.factors) if heading_of(factor) in names)
            changed.append(write_factor(sheet, (row, column), factor, line, year, self.cells))
            used.append(sheet.place(row, column)[1])
            named[factor.name] = sheet.ref(row, column)
        sheet.say(row, self.change, ", ".join(name for name in changed if name) or "nothing", "Told")
        sheet.say(row, self.basis, line.basis, "Told")
        sheet.say(row, self.source, _sources(term), "Told")
        self.cells.factors.setdefault((line.id, year.year), []).append((term, named))
        product = sheet.formula(row, self.product, "*".join(used), model=term.value, shape=CENTS)
        sheet.fit(row)
        sheet.row += 1
        return product

    def _write_totals(self, first: int, last: int) -> Totals:
        sheet = self.sheet
        found: dict[tuple[PaidBy, int], str] = {}
        sheet.row += 1
        cls = self.cells.budget.of(self.name)
        for payer in payers_of(self.cells.budget):
            for year in range(len(self.cells.budget.years) if cls.paid_by(payer) else 0):
                found[payer, year] = self._write_total(payer, year, (first, last))
        self._total_row("Total, all years and payers", "all", None)
        sheet.formula(sheet.row, self.amount, added([*found.values()]), model=cls.total(None), kind="Total")
        sheet.row += 1
        return Totals(found)

    def _write_total(self, payer: PaidBy, year: int, rows: tuple[int, int]) -> str:
        row = self.sheet.row
        self._total_row("Total", PAID_BY[payer], year)

        def column(number: int) -> str:
            start, end = (self.sheet.place(r, number)[1] for r in rows)
            return f"${start[: -len(str(rows[0]))]}${rows[0]}:${end[: -len(str(rows[1]))]}${rows[1]}"

        model = self.cells.budget.of(self.name).total(year, (payer,))
        text = f"SUMIFS({column(self.amount)},{column(2)},B{row},{column(3)},C{row})"
        cell = self.sheet.formula(row, self.amount, text, model=model, kind="Total")
        self.sheet.row += 1
        return cell

    def _total_row(self, title: str, payer: str, year: int | None) -> None:
        row = self.sheet.row
        self.sheet.say(row, 1, title, "Strong")
        self.sheet.say(row, 2, payer)
        if year is None:
            self.sheet.say(row, 3, "all")
        else:
            self.sheet.number(row, 3, year + 1, WHOLE)


def _sources(term: Term) -> str:
    return "; ".join(dict.fromkeys(f.source for f in term.factors if f.source not in ("", "calendar")))
