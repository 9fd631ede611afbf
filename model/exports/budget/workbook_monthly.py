"""The sheet Monthly: each budget year's money spread over its months, as the projection expects it to be spent."""

from dataclasses import dataclass

from model.exports.budget.workbook_cells import CENTS, WHOLE, Column, Sheet
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_years import MATCH, Summed
from model.inputs.months import MONTHS_PER_YEAR
from model.requests.spending import MonthSpent, Spending

MONTHLY = "Monthly"
ABOUT = (
    "Spending month by month: each year's request, in the proportions in which the projection expects the grant to pay."
)
HEADS = (
    Column("Month", 11),
    Column("Year", 7, True),
    Column("Dollars the projection has the grant pay (1: none all year)", 20, True),
    Column("Share of the year so far", 12, True),
    Column("Grant so far", 14, True),
    Column("Grant in the month", 14, True),
    Column("Match so far", 14, True),
    Column("Match in the month", 14, True),
    Column("Grant and match in the month", 16, True),
)
WEIGHT, SHARE, GRANT_SO_FAR, GRANT, MATCH_SO_FAR, MATCHED, BOTH = range(3, 10)
QUARTER = 3


@dataclass(frozen=True)
class Spread:
    """The rows of months, for the quarters of section D."""

    sheet: str
    first: int

    def quarter(self, number: int, *, match: bool) -> str:
        """A formula of one quarter of the first year, counted from 0."""
        start = self.first + QUARTER * number
        letter = "H" if match else "F"
        return f"SUM({self.sheet}!${letter}${start}:${letter}${start + QUARTER - 1})"


def write_monthly(cells: Cells, summed: Summed, spent: Spending) -> Spread:
    """Write the sheet."""
    sheet = Sheet(cells.ledger, MONTHLY, ABOUT, HEADS)
    first = sheet.row
    for year in range(len(cells.budget.years)):
        months = spent.months[year * MONTHS_PER_YEAR : (year + 1) * MONTHS_PER_YEAR]
        _Year(sheet, summed, year, months).write()
    return Spread(MONTHLY, first)


class _Year:
    """The months of one budget year, and their sum."""

    def __init__(self, sheet: Sheet, summed: Summed, year: int, months: tuple[MonthSpent, ...]) -> None:
        """Keep where the year's rows begin."""
        self.sheet, self.summed, self.year, self.months, self.first = sheet, summed, year, months, sheet.row
        self.weights = [month.expected for month in months]
        if not sum(self.weights) > 0:
            self.weights = [1.0] * len(months)

    def write(self) -> None:
        """The months, then the year."""
        so_far = [0, 0]
        for number, month in enumerate(self.months):
            so_far = [so_far[0] + month.grant, so_far[1] + month.match]
            self._write_month(number, month, so_far)
        row = self.sheet.row
        self.sheet.say(row, 1, "Sum", "Strong")
        self.sheet.number(row, 2, self.year + 1, WHOLE, "Total")
        sums = ((GRANT, so_far[0]), (MATCHED, so_far[1]), (BOTH, sum(so_far)))
        for column, model in sums:
            text = f"SUM({self._at(self.first, column)}:{self._at(row - 1, column)})"
            self.sheet.formula(row, column, text, model=model, kind="Total")
        self.sheet.row += 1

    def _at(self, row: int, column: int) -> str:
        return self.sheet.place(row, column)[1]

    def _write_month(self, number: int, month: MonthSpent, so_far: list[int]) -> None:
        sheet, row = self.sheet, self.sheet.row
        sheet.say(row, 1, str(month.month))
        sheet.number(row, 2, self.year + 1)
        sheet.number(row, WEIGHT, self.weights[number], CENTS)
        letter = self._at(row, WEIGHT)[0]
        here = f"SUM({letter}${self.first}:{letter}{row})"
        year = f"SUM({letter}${self.first}:{letter}${self.first + MONTHS_PER_YEAR - 1})"
        share = sum(self.weights[: number + 1]) / sum(self.weights)
        sheet.formula(row, SHARE, f"{here}/{year}", model=share, shape="0.0%")
        grant, match = self.summed.of("grant", "total", self.year), self.summed.paid(MATCH, "total", self.year)
        for column, total, so, own in (
            (GRANT_SO_FAR, grant, so_far[0], month.grant),
            (MATCH_SO_FAR, match, so_far[1], month.match),
        ):
            text = f"ROUND(({total})*{self._at(row, SHARE)}+0.0000001,0)"
            sheet.formula(row, column, text, model=so)
            before = f"-{self._at(row - 1, column)}" if number else ""
            sheet.formula(row, column + 1, f"{self._at(row, column)}{before}", model=own)
        sheet.formula(row, BOTH, f"{self._at(row, GRANT)}+{self._at(row, MATCHED)}", model=month.grant + month.match)
        sheet.row += 1
