"""The sheet Indirect: what of each line stands in the base, year by year, and the charge."""

from model.exports.budget.workbook_cells import CENTS, PERCENT, WHOLE, Column, Sheet, rounded, shape_of
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_lines import PAID_BY, Totals
from model.exports.budget.workbook_settings import PART, RATE, setting
from model.inputs.request import PaidBy
from model.requests.budget import TITLES, BasePart, Line, LineYear, Term

INDIRECT = "Indirect"
ABOUT = "The base of indirect cost, line by line: what each line costs, what of it earns indirect, and the charge."
FIRST = 4  # column of the first year's amount
MOST_PARTS = 2


def write_indirect(cells: Cells) -> Totals:
    """Write the sheet; none is made when no indirect is asked."""
    if not cells.budget.base:
        return Totals({})
    return _Indirect(cells).write()


class _Indirect:
    """The sheet while it is written."""

    def __init__(self, cells: Cells) -> None:
        """Write the head."""
        self.cells, self.budget = cells, cells.budget
        self.years = range(len(self.budget.years))
        heads = [Column("Line", 34), Column("Class", 18), Column("Paid by", 16)]
        for year in self.years:
            heads += [Column(f"Year {year + 1}: amount", 12, True), Column(f"Year {year + 1}: in the base", 12, True)]
        self.why = FIRST + 2 * len(self.years)
        self.sheet = Sheet(cells.ledger, INDIRECT, ABOUT, [*heads, Column("Why not all of it", 44)])

    def _amount(self, year: int) -> int:
        return FIRST + 2 * year

    def _base(self, year: int) -> int:
        return FIRST + 2 * year + 1

    def write(self) -> Totals:
        """The lines of the base, the rate and the charges."""
        parts = {(p.line, base.year): p for base in self.budget.base for p in base.parts}
        first = self.sheet.row
        for line in self.budget.lines():
            of_line = {year: parts[line.id, year] for year in self.years if (line.id, year) in parts}
            if of_line:
                self._write_line(line, of_line)
        if self.sheet.row == first:
            self.sheet.say(first, 1, "No line stands in the base")
            self.sheet.row += 1
        self._write_sums(first, self.sheet.row - 1)
        return self._write_charges()

    def _write_line(self, line: Line, parts: dict[int, BasePart]) -> None:
        sheet, row = self.sheet, self.sheet.row
        sheet.say(row, 1, line.title)
        sheet.say(row, 2, TITLES[line.cls])
        sheet.say(row, 3, PAID_BY[line.paid_by])
        for year in self.years:
            part = parts.get(year, BasePart(line=line.id, amount=0, included=0))
            amount = sheet.formula(
                row, self._amount(year), self.cells.amount(line.id, year), model=part.amount
            ).rpartition("!")[2]
            sheet.formula(row, self._base(year), self._included(line, parts, year, amount), model=part.included)
        sheet.say(row, self.why, "; ".join(dict.fromkeys(part.why for part in parts.values() if part.why)), "Told")
        sheet.fit(row)
        sheet.row += 1

    def _included(self, line: Line, parts: dict[int, BasePart], year: int, amount: str) -> str:
        """All of it; of a subaward what is left of its part; of a line that is left out, nothing."""
        if left_out(parts):
            return "0"
        if line.kind != "subaward" or self.budget.request.indirect.base != "mtdc":
            return amount
        earlier = [self.sheet.place(self.sheet.row, self._base(y))[1] for y in range(year)]
        left = "-".join([setting(self.cells.ledger, PART), *earlier])
        return f"INT(MIN({amount},MAX(0,{left})))"

    def _write_sums(self, first: int, last: int) -> None:
        sheet = self.sheet
        sheet.row += 1
        row = sheet.row
        sheet.say(row, 1, "Sum", "Strong")
        for base in self.budget.base:
            for column, model in (
                (self._amount(base.year), base.base + base.excluded),
                (self._base(base.year), base.base),
            ):
                start, end = sheet.place(first, column)[1], sheet.place(last, column)[1]
                cell = sheet.formula(row, column, f"SUM({start}:{end})", model=model, kind="Total")
            self.cells.bases[base.year] = cell
        sheet.say(row, self.why, "The base is the sum of the columns “in the base”.", "Told")
        sheet.row += 1

    def _write_charges(self) -> Totals:
        found: dict[tuple[PaidBy, int], list[str]] = {}
        for line in self.budget.of("indirect").lines:
            exact = self._write_exact(line)
            for year in line.years:
                cell = self._write_charge(line, year, exact.get(year.year, "0"))
                found.setdefault((line.paid_by, year.year), []).append(cell)
            self.sheet.row += 1
        return Totals({key: "+".join(cells) for key, cells in found.items()})

    def _write_exact(self, line: Line) -> dict[int, str]:
        """The rates, and the charge before rounding; returns the cells of the latter by year."""
        sheet, rates, exact = self.sheet, self.sheet.row, {}
        sheet.say(rates, 1, "Rate", "Strong")
        sheet.say(rates + 1, 1, "Rate times base", "Strong")
        for year in line.years:
            rate = self.budget.base[year.year].rate
            shape = max(PERCENT, shape_of("share", rate), key=len)
            column = self._base(year.year)
            text = sheet.formula(rates, column, setting(self.cells.ledger, RATE), model=rate, shape=shape)
            product = f"{text.rpartition('!')[2]}*{self.cells.bases[year.year]}"
            exact[year.year] = sheet.formula(rates + 1, column, product, model=_exact(year.terms), shape=CENTS)
        sheet.row += 2
        return exact

    def _write_charge(self, line: Line, year: LineYear, exact: str) -> str:
        sheet, row = self.sheet, self.sheet.row
        sheet.say(row, 1, f"{line.title}, line 6j", "Strong")
        sheet.say(row, 3, PAID_BY[line.paid_by])
        cell = sheet.formula(
            row, self._base(year.year), rounded(exact, year.rounding), model=year.printed, shape=WHOLE, kind="Total"
        )
        self.cells.amounts[line.id, year.year] = cell
        return cell


def _exact(terms: tuple[Term, ...]) -> float:
    return sum(term.value for term in terms)


def left_out(parts: dict[int, BasePart]) -> bool:
    """Whether a line earns no indirect at all, in any year, and for a reason other than a part that is used up."""
    return all(part.included == 0 and part.why and "subaward" not in part.why for part in parts.values())
