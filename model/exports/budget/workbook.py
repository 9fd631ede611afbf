"""The workbook of a budget justification: every number a formula that can be traced to what was typed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from model.exports.budget.workbook_bases import write_bases
from model.exports.budget.workbook_cells import Ledger, Place
from model.exports.budget.workbook_factors import Cells
from model.exports.budget.workbook_indirect import write_indirect
from model.exports.budget.workbook_lines import Totals, write_class
from model.exports.budget.workbook_settings import write_settings
from model.exports.budget.workbook_sources import write_sources
from model.exports.budget.workbook_years import write_years
from model.inputs.load import ProgramFile
from model.requests.budget import DIRECT, Budget, ClassName


@dataclass(frozen=True, kw_only=True, eq=False)
class BudgetWorkbook:
    """A written workbook and what the model says of it.

    Attributes:
        content: the .xlsx file; it holds formulas and no results.
        expected: the model's number of each cell that it knows, by sheet and cell.
        inputs: the cell of each input, by the key of its factor, such as `salary.lead`.
        names: the cell of each named range, such as `SF424A_6a_federal`.
    """

    content: bytes
    expected: Mapping[Place, float]
    inputs: Mapping[str, Place]
    names: Mapping[str, Place]


def budget_workbook(budget: Budget, file: ProgramFile | None = None) -> BudgetWorkbook:
    """Write a budget as a workbook of live formulas.

    Args:
        budget: the computed budget.
        file: the program it was worked out from; with it, taxes with a yearly base follow a changed wage too.
    """
    ledger = Ledger()
    book = ledger.book
    book.remove(book.worksheets[0])
    write_settings(ledger, budget)
    cells = Cells(ledger, budget)
    totals: dict[ClassName, Totals] = {"personnel": write_class(cells, "personnel")}
    if file is not None:
        write_bases(cells, file)
    totals |= {name: write_class(cells, name) for name in DIRECT if name != "personnel"}
    totals["indirect"] = write_indirect(cells)
    write_years(cells, totals)
    write_sources(cells)
    book.properties.creator = "Staying Power"
    book.properties.title = budget.request.title[:200]
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return BudgetWorkbook(content=stream.getvalue(), expected=ledger.expected, inputs=ledger.inputs, names=ledger.names)
