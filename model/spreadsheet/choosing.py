"""Drop-downs and the messages that show when a cell is clicked."""

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from model.forms import TABLES, Column, Table
from model.forms.choosing import of_column
from model.spreadsheet.layout import LISTS, first_row, quoted

LAST_ROW = 500
LONGEST_TITLE, LONGEST_TEXT = 32, 255  # Excel refuses more in a message
ON_SHEETS = {"ladders": 1, "services": 1, "payers": 1, "positions": 1, "grants": 1}  # the column that names them
IN_LISTS = ("states", "groups", "exceptions")


class Lists:
    """Lists of words that a sheet of their own holds, since they are too long for a cell's drop-down."""

    def __init__(self, tree: Mapping[str, Any]) -> None:
        """Take each list from the first column that chooses from it."""
        columns = {c.source: c for t in TABLES for c in (*t.columns, *t.fields) if c.source in IN_LISTS}
        self.words = {source: of_column(tree, columns[source]) for source in IN_LISTS}

    def formula(self, column: Column) -> str:
        """What a column's drop-down offers, as a formula; empty for none."""
        if column.kind == "names" or column.source in ("credentials", "cost_lines", "serving"):
            return ""
        if column.source in ON_SHEETS:
            table = next(t for t in TABLES if t.key == column.source)
            return f"{quoted(table.title)}!$A${first_row(table)}:$A${LAST_ROW}"
        if column.source:
            letter = get_column_letter(IN_LISTS.index(column.source) + 1)
            return f"{LISTS}!${letter}$1:${letter}${len(self.words[column.source])}"
        options = of_column({}, column)
        return f'"{",".join(options)}"' if options else ""

    def write(self, sheet: Worksheet) -> None:
        """Write the lists into their sheet, which is hidden."""
        for number, source in enumerate(IN_LISTS, 1):
            for row, word in enumerate(self.words[source], 1):
                sheet.cell(row=row, column=number, value=word)
        sheet.sheet_state = "hidden"


def add_choices(sheet: Worksheet, table: Table, lists: Lists) -> None:
    """Give every cell to be filled in its drop-down and its message."""
    begin = first_row(table)
    if table.fixed:
        places = [(field, f"B{row}") for row, field in enumerate(table.fields, begin)]
    else:
        letters = [get_column_letter(n) for n in range(1, len(table.columns) + 1)]
        places = [(c, f"{a}{begin}:{a}{LAST_ROW}") for c, a in zip(table.columns, letters, strict=True)]
    for column, cells in places:
        rule = _rule(column, lists.formula(column))
        sheet.add_data_validation(rule)
        rule.add(cells)


def _rule(column: Column, formula: str) -> DataValidation:
    own_names = bool(column.source) and column.source not in IN_LISTS
    rule = DataValidation(
        type="list" if formula else None,
        formula1=formula or None,
        allow_blank=True,
        showErrorMessage=bool(formula),
        errorStyle="warning" if own_names else "stop",
        errorTitle="Not in the list",
        error="Choose from the list." if not own_names else "There is no such name yet on its own sheet.",
        showInputMessage=True,
    )
    default = f" If left empty: {column.default}." if column.default else ""
    rule.promptTitle = column.label[:LONGEST_TITLE]
    rule.prompt = f"{column.help}{default}"[:LONGEST_TEXT]
    return rule
