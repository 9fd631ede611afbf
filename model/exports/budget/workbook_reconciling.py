"""The sheet Reconciliation: how each year's request becomes what the projection has the grant pay."""

from collections.abc import Sequence

from model.exports.budget.workbook_cells import CENTS, Column, Sheet
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_years import Summed
from model.requests.reconciling import Reconciled

RECONCILIATION = "Reconciliation"
ABOUT = "From the request to the projection, to the cent: each difference is the model's, of the numbers as filled in."
CLOSES = "Closes with the model (when nothing was changed here)"


def write_reconciliation(cells: Cells, summed: Summed, years: Sequence[Reconciled]) -> None:
    """Write the sheet."""
    heads = [Column("Step", 70), *(Column(f"Year {year.number}", 16, True) for year in years)]
    sheet = Sheet(cells.ledger, RECONCILIATION, ABOUT, heads)
    first = sheet.row
    names = dict.fromkeys(step.name for year in years for step in year.differences)
    titles = ["Asked of the funder (sheet Years)", *names, "What the projection has the grant pay", CLOSES]
    for row, title in enumerate(titles, first):
        sheet.say(row, 1, title, "Text" if title in names else "Strong")
        sheet.fit(row)
    last = first + len(names)
    for column, year in enumerate(years, 2):
        text = summed.of("grant", "total", year.number - 1)
        sheet.formula(first, column, text, model=year.request / 100, shape=CENTS, kind="Total")
        steps = {step.name: step.cents / 100 for step in year.differences}
        for row, name in enumerate(names, first + 1):
            sheet.number(row, column, steps.get(name, 0.0), CENTS)
        start, end = sheet.place(first, column)[1], sheet.place(last, column)[1]
        sheet.formula(last + 1, column, f"SUM({start}:{end})", model=year.projection / 100, shape=CENTS, kind="Total")
        closed = f"ABS({sheet.place(last + 1, column)[1]}-{year.projection / 100!r})<0.005"
        sheet.formula(last + 2, column, f'IF({closed},"yes","no: numbers changed")', model="yes")
    sheet.row = last + 4
    _write_fiscal(sheet, years)


def _write_fiscal(sheet: Sheet, years: Sequence[Reconciled]) -> None:
    """The projection's side by the program's fiscal years."""
    starts = sorted({part.fiscal_year_start for year in years for part in year.fiscal})
    for start in starts:
        sheet.say(sheet.row, 1, f"of it in the fiscal year from {start}")
        for column, year in enumerate(years, 2):
            cents = sum(part.cents for part in year.fiscal if part.fiscal_year_start == start)
            sheet.number(sheet.row, column, cents / 100, CENTS)
        sheet.row += 1
