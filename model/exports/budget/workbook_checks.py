"""The sheet Checks: sums that must agree, as formulas, and what the checks found when the file was written."""

from collections.abc import Iterator, Mapping, Sequence

from model.exports.budget.workbook_cells import Place, Sheet, absolute
from model.exports.budget.workbook_compared import HEADS, Compared, write_compared
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_form import name_of
from model.exports.budget.workbook_lines import TITLES, Totals
from model.exports.budget.workbook_years import LINE_OF_FORM, Summed, title_of
from model.requests.budget import DIRECT, PAYERS, Budget, ClassName
from model.requests.check import Check
from model.requests.errors import total_of
from model.requests.sf424a import LAST_YEARS_OF_E, Form

CHECKS = "Checks"
ABOUT = (
    "Sums that must agree, worked out anew whenever a number changes, and what the checks found on writing the file."
)
SEVERITY = {"error": "blocks an export", "warning": "informs"}


def write_checks(
    cells: Cells, summed: Summed, totals: Mapping[ClassName, Totals], form: Form, found: Sequence[Check]
) -> tuple[Compared, ...]:
    """Write the sheet; returns the comparisons."""
    sheet = Sheet(cells.ledger, CHECKS, ABOUT, HEADS, frozen=2)
    rows = (*_classes(cells, summed, totals), *_printed(cells.budget, summed), *_form(cells, summed, form))
    for row in rows:
        write_compared(sheet, row)
    _group(sheet, "Found by the checks when the file was written; limits stand in the sheet Limits")
    for check in found:
        _write_found(sheet, check)
    if not found:
        sheet.say(sheet.row, 2, "Nothing was found.")
        sheet.row += 1
    if cells.fixed:
        _write_fixed(sheet, cells.fixed)
    return rows


def _group(sheet: Sheet, title: str) -> None:
    sheet.row += 1
    for column in range(1, len(HEADS) + 1):
        sheet.say(sheet.row, column, title if column == 1 else "", "Group")
    sheet.row += 1


def _write_found(sheet: Sheet, check: Check) -> None:
    sheet.say(sheet.row, 1, check.code)
    sheet.say(sheet.row, 2, f"{check.where}: {check.found}")
    sheet.say(sheet.row, 6, SEVERITY[check.severity])
    sheet.say(sheet.row, 7, f"{check.mend}{f' (rule {check.rule}, see Sources)' if check.rule else ''}")
    sheet.fit(sheet.row)
    sheet.row += 1


def _write_fixed(sheet: Sheet, fixed: Sequence[tuple[str, str]]) -> None:
    _group(sheet, "Numbers the model worked out that do not follow a change made here: write the file again for them")
    for cell, what in fixed:
        sheet.say(sheet.row, 2, what)
        sheet.say(sheet.row, 7, cell.replace("$", ""))
        sheet.fit(sheet.row)
        sheet.row += 1


def _classes(cells: Cells, summed: Summed, totals: Mapping[ClassName, Totals]) -> Iterator[Compared]:
    """E1: the lines of each class's sheet, and its row in Years."""
    budget = cells.budget
    for name in (*DIRECT, "indirect"):
        cls = next(cls for cls in budget.classes if cls.name == name)
        if not cls.lines or not totals[cls.name].cells:
            continue
        every = [cells.amount(line.id, year) for line in cls.lines for year in range(len(budget.years))]
        yield Compared(
            code="E1",
            what=f"{cls.title}: its lines in the sheet {TITLES[cls.name]}, and its row in Years, all years and payers",
            found="+".join(cell for cell in every if cell != "0") or "0",
            wanted=summed.of("all", name, None),
            known=(cls.total(None), cls.total(None)),
        )


def _printed(budget: Budget, summed: Summed) -> Iterator[Compared]:
    """E1: totals that a budget made elsewhere prints."""
    for said in budget.request.printed:
        year = said.year - 1
        if year >= len(budget.years):
            continue
        payers = PAYERS if said.paid_by is None else (said.paid_by,)
        yield Compared(
            code="E1",
            what=f"{title_of(said.cls)}, year {said.year}: as printed elsewhere, and as its lines add up",
            found=repr(said.dollars),
            wanted=summed.paid(payers, said.cls, year),
            known=(said.dollars, total_of(budget, said)),
        )


def _form(cells: Cells, summed: Summed, form: Form) -> Iterator[Compared]:
    """E2 to E4: the form's sections, the budget, and one another."""
    year = 0 if form.years == "the first year" else None
    at = {cell.key: cells.ledger.names[name_of(cell)] for cell in form.cells if name_of(cell) in cells.ledger.names}
    for name, line in LINE_OF_FORM.items():
        what = f"Section B line {line}, federal, and {title_of(name)} in Years"
        yield _equal(form, at, "E2", what, f"B.{line}.1", summed.of("grant", name, year))
    if year == 0:
        asked = absolute(at["B.6k.1"])
        yield _equal(form, at, "E3", "Section A line 5, and section B line 6k", "A.5.e", asked)
        yield _equal(form, at, "E3", "Section D line 13, and section B line 6k", "D.13.total", asked)
    for number in range(min(len(cells.budget.years) - 1, LAST_YEARS_OF_E)):
        column = "bcde"[number]
        what = f"Section E line 20 column {column}, and year {number + 2} in Years"
        yield _equal(form, at, "E4", what, f"E.20.{column}", summed.of("grant", "total", number + 1))


def _equal(form: Form, at: Mapping[str, Place], code: str, what: str, key: str, wanted: str) -> Compared:
    amount = form.amount(key) or 0
    return Compared(code=code, what=what, found=absolute(at[key]), wanted=wanted, known=(amount, amount))
