"""The workbook of a budget justification: every number a formula that can be traced to what was typed."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.exports.budget.workbook_bases import write_bases
from model.exports.budget.workbook_cells import Ledger, Place
from model.exports.budget.workbook_checks import write_checks
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_form import write_form
from model.exports.budget.workbook_indirect import write_indirect
from model.exports.budget.workbook_limits import write_limits
from model.exports.budget.workbook_lines import Totals, write_class
from model.exports.budget.workbook_monthly import write_monthly
from model.exports.budget.workbook_reconciling import write_reconciliation
from model.exports.budget.workbook_settings import write_settings
from model.exports.budget.workbook_sources import write_sources
from model.exports.budget.workbook_years import write_years
from model.inputs.load import ProgramFile
from model.requests.budget import DIRECT, Budget, ClassName
from model.requests.check import Check
from model.requests.reconciling import Reconciled, reconciled
from model.requests.sf424a import Form, sf424a
from model.requests.spending import Spending, spending


@dataclass(frozen=True, kw_only=True, eq=False)
class BudgetWorkbook:
    """A written workbook and what the model says of it.

    Attributes:
        content: the .xlsx file; it holds formulas and no results.
        expected: the model's number of each cell that it knows, by sheet and cell; of a few, its words.
        inputs: the cell of each input, by the key of its factor, such as `salary.lead`.
        names: the cell of each named range, such as `SF424A_6a_federal`.
        fixed: cells with what the model worked out that do not follow a change made in the workbook, in words.
    """

    content: bytes
    expected: Mapping[Place, float | str]
    inputs: Mapping[str, Place]
    names: Mapping[str, Place]
    fixed: Sequence[str]


def budget_workbook(
    file: ProgramFile,
    budget: Budget,
    *,
    spent: Spending | None = None,
    form: Form | None = None,
    years: Sequence[Reconciled] | None = None,
    found: Sequence[Check] = (),
) -> BudgetWorkbook:
    """Write a budget as a workbook of live formulas.

    Args:
        file: the program it was worked out from.
        budget: the computed budget.
        spent: its spending by month; form: its SF-424A; years: its reconciliation. Each is worked out unless given.
        found: what the checks found, to be printed; the comparisons of the sheets Checks and Limits stand without it.
    """
    spent = spent or spending(file, budget)
    form = form or sf424a(budget, spent)
    ledger = Ledger()
    ledger.book.remove(ledger.book.worksheets[0])
    write_settings(ledger, budget)
    cells = Cells(ledger, budget)
    totals = _write_classes(file, cells)
    summed = write_years(cells, totals)
    spread = write_monthly(cells, summed, spent)
    write_form(cells, summed, spread, form)
    write_limits(cells, summed)
    write_checks(cells, summed, totals, form, found)
    years = reconciled(file, budget) if years is None else years
    if years:
        write_reconciliation(cells, summed, years)
    write_sources(cells)
    return _saved(cells)


def _write_classes(file: ProgramFile, cells: Cells) -> dict[ClassName, Totals]:
    """The sheets of the classes, in the order in which each refers to those before it."""
    totals: dict[ClassName, Totals] = {"personnel": write_class(cells, "personnel")}
    write_bases(cells, file)
    for name in DIRECT[1:]:
        totals[name] = write_class(cells, name)
    totals["indirect"] = write_indirect(cells)
    return totals


def _saved(cells: Cells) -> BudgetWorkbook:
    ledger, book = cells.ledger, cells.ledger.book
    book.properties.creator = "Staying Power"
    book.properties.title = cells.budget.request.title[:200]
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return BudgetWorkbook(
        content=stream.getvalue(),
        expected=ledger.expected,
        inputs=ledger.inputs,
        names=ledger.names,
        fixed=tuple(f"{cell}: {what}" for cell, what in cells.fixed),
    )
