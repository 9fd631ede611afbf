"""The sheet Years: classes and lines by budget year, by who pays, with what the funder's ceiling leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from model.exports.budget.workbook_cells import WHOLE, Column, Sheet, added
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_lines import PAID_BY, Totals, payers_of
from model.exports.budget.workbook_settings import ceiling_key, setting
from model.inputs.request import PaidBy
from model.requests.budget import DIRECT, PAYERS, TITLES, ClassName

YEARS = "Years"
ABOUT = "The whole budget by year: object classes by who pays, the room under the ceiling, and every line."
FIRST = 4
INCOME = "income"
MATCH: tuple[PaidBy, ...] = ("cash", "in_kind")
Row = ClassName | str  # a class, or `direct`, `total`
GROUPS: dict[PaidBy, str] = {"grant": "Asked of the funder", "cash": "Match in cash", "in_kind": "Match in kind"}


@dataclass
class Summed:
    """Where the sums of the budget stand: by payer, class or sum, and year from 0 (None for all years)."""

    cells: dict[tuple[PaidBy | str, str, int | None], str] = field(default_factory=dict)

    def of(self, payer: str, row: str, year: int | None) -> str:
        """A sum's cell; 0 where nobody pays any."""
        return self.cells.get((payer, row, year), "0")

    def paid(self, payers: tuple[PaidBy, ...], row: str, year: int | None) -> str:
        """The sum of some payers."""
        return added([self.cells[p, row, year] for p in payers if (p, row, year) in self.cells])


def write_years(cells: Cells, totals: Mapping[ClassName, Totals]) -> Summed:
    """Write the sheet."""
    return _Years(cells, totals).write()


class _Years:
    """The sheet while it is written."""

    def __init__(self, cells: Cells, totals: Mapping[ClassName, Totals]) -> None:
        """Write the head."""
        self.cells, self.budget, self.totals, self.summed = cells, cells.budget, totals, Summed()
        self.count = len(self.budget.years)
        years = [Column(f"Year {y.number}: {y.start} to {y.end}", 15, True) for y in self.budget.years]
        heads = [Column("Object class or line", 40), Column("Line of the form", 10), Column("Paid by", 17)]
        self.sheet = Sheet(cells.ledger, YEARS, ABOUT, [*heads, *years, Column("All years", 15, True)])

    def write(self) -> Summed:
        """The classes by payer, all together, the ceiling, then the lines."""
        payers = payers_of(self.budget)
        for payer in payers:
            self._group(GROUPS[payer])
            self._write_payer(payer)
        self._group("All together")
        self._write_all(payers)
        if any(year.ceiling is not None for year in self.budget.years):
            self._write_ceiling()
        self._write_income()
        self._group("Every line")
        self._write_lines()
        return self.summed

    def _group(self, title: str) -> None:
        if self.sheet.row > FIRST:
            self.sheet.row += 1
        for column in range(1, FIRST + self.count + 1):
            self.sheet.say(self.sheet.row, column, title if column == 1 else "", "Group")
        self.sheet.row += 1

    def _write_payer(self, payer: PaidBy) -> None:
        for name in DIRECT:
            texts = [self.totals[name].of(payer, year) for year in range(self.count)]
            self._write_row(name, payer, texts, [self._model(name, year, payer) for year in range(self.count)])
        self._write_sum("direct", payer, DIRECT)
        texts = [self.totals["indirect"].of(payer, year) for year in range(self.count)]
        self._write_row("indirect", payer, texts, [self._model("indirect", y, payer) for y in range(self.count)])
        self._write_sum("total", payer, ("direct", "indirect"))

    def _model(self, row: Row, year: int, *payers: PaidBy) -> int:
        if row in ("direct", "total"):
            return (self.budget.direct if row == "direct" else self.budget.total)(year, payers)
        return next(cls for cls in self.budget.classes if cls.name == row).total(year, payers)

    def _write_sum(self, row: Row, payer: PaidBy, of: tuple[str, ...]) -> None:
        years = range(self.count)
        texts = [added([_local(self.summed.of(payer, each, year)) for each in of]) for year in years]
        self._write_row(row, payer, texts, [self._model(row, year, payer) for year in years], kind="Total")

    def _write_all(self, payers: tuple[PaidBy, ...]) -> None:
        for row in (*DIRECT, "direct", "indirect", "total"):
            years = range(self.count)
            texts = [added([_local(self.summed.of(p, row, year)) for p in payers]) for year in years]
            models = [self._model(row, year, *PAYERS) for year in years]
            self._write_row(row, "all", texts, models, kind="Total" if row in ("direct", "total") else "Number")

    def _write_row(
        self, row: Row, payer: PaidBy | str, texts: list[str], models: list[int], kind: str = "Number"
    ) -> None:
        sheet, at = self.sheet, self.sheet.row
        sheet.say(at, 1, title_of(row), "Strong" if kind == "Total" else "Text")
        sheet.say(at, 2, LINE_OF_FORM[row])
        sheet.say(at, 3, PAID_BY[payer] if payer in PAYERS else "all")
        for year, (text, model) in enumerate(zip(texts, models, strict=True)):
            self.summed.cells[payer, row, year] = sheet.formula(at, FIRST + year, text, model=model, kind=kind)
        self.summed.cells[payer, row, None] = self._across(at, sum(models))
        sheet.row += 1

    def _across(self, row: int, model: float) -> str:
        first, last = (self.sheet.place(row, column)[1] for column in (FIRST, FIRST + self.count - 1))
        return self.sheet.formula(row, FIRST + self.count, f"SUM({first}:{last})", model=model, kind="Total")

    def _write_ceiling(self) -> None:
        sheet = self.sheet
        self._group("The funder's ceiling")
        sheet.say(sheet.row, 1, "Ceiling")
        sheet.say(sheet.row + 1, 1, "Room under the ceiling (below 0: too much is asked)")
        for year in self.budget.years:
            if year.ceiling is None:
                continue
            column = FIRST + year.number - 1
            text = setting(self.cells.ledger, ceiling_key(year.number - 1))
            top = sheet.formula(sheet.row, column, text, model=year.ceiling)
            room = year.ceiling - self.budget.asked(year.number - 1)
            asked = _local(self.summed.of("grant", "total", year.number - 1))
            sheet.formula(sheet.row + 1, column, f"{_local(top)}-{asked}", model=room, kind="Total")
        sheet.fit(sheet.row + 1)
        sheet.row += 2

    def _write_income(self) -> None:
        sheet, row = self.sheet, self.sheet.row + 2
        self._group("Program income")
        sheet.say(row, 1, f"Program income: {self.budget.income_source}")
        sheet.say(row, 2, "7")
        for year, income in enumerate(self.budget.income):
            sheet.input(row, FIRST + year, income, WHOLE, f"{INCOME}.{year}")
            self.summed.cells[INCOME, INCOME, year] = sheet.ref(row, FIRST + year)
        self.summed.cells[INCOME, INCOME, None] = self._across(row, sum(self.budget.income))
        sheet.fit(row)
        sheet.row = row + 1

    def _write_lines(self) -> None:
        sheet = self.sheet
        for cls in self.budget.classes:
            for line in cls.lines:
                sheet.say(sheet.row, 1, line.title)
                sheet.say(sheet.row, 2, cls.line_of_form)
                sheet.say(sheet.row, 3, PAID_BY[line.paid_by])
                for year in line.years:
                    text = self.cells.amount(line.id, year.year)
                    sheet.formula(sheet.row, FIRST + year.year, text, model=year.printed)
                self._across(sheet.row, line.total)
                sheet.fit(sheet.row)
                sheet.row += 1


LINE_OF_FORM: dict[str, str] = {
    **dict(zip(DIRECT, ("6a", "6b", "6c", "6d", "6e", "6f", "6g", "6h"), strict=True)),
    "direct": "6i",
    "indirect": "6j",
    "total": "6k",
}


def title_of(row: Row) -> str:
    """A class as printed, and its sums."""
    sums = {"direct": "Total direct cost", "total": "Total"}
    return sums[row] if row in sums else next(title for name, title in TITLES.items() if name == row)


def _local(cell: str) -> str:
    return cell.rpartition("!")[2]
