"""Writing a workbook: the tables of a program as sheets in which one can type."""

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from model.forms import TABLES, Column, Table, rows_of
from model.forms.cells import text_of
from model.forms.rows import spots
from model.inputs.selectors import value_at
from model.inputs.writing import written
from model.spreadsheet.choosing import Lists, add_choices
from model.spreadsheet.guide import write_guide
from model.spreadsheet.layout import CARRIED, HEADING_ROW, HELP_ROW, LISTS, READ_ME, escaped, first_row, unit_of
from model.spreadsheet.styles import Styles, height, width

EMPTY_ROWS = 20
SETTING_WIDTHS = (32.0, 44.0, 20.0, 26.0, 84.0)
COMMENT_WIDTH, COMMENT_HEIGHT = 280, 110


def template() -> bytes:
    """An empty workbook to fill in: a sheet for each table, with drop-downs, units and help in the cells."""
    return book_of({})


def book_of(tree: Mapping[str, Any]) -> bytes:
    """A program as a workbook (.xlsx), which reads back as the same program.

    Scenarios are not in it: they travel in their own file.

    Args:
        tree: what a program file holds.
    """
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = READ_ME
    write_guide(guide)
    lists, styles = Lists(tree), Styles()
    for table in TABLES:
        sheet = book.create_sheet(table.title)
        _write_head(sheet, table, styles)
        write = _write_settings if table.fixed else _write_grid
        write(sheet, table, tree, styles)
        _dress(sheet, table)
        add_choices(sheet, table, lists)
    lists.write(book.create_sheet(LISTS))
    for key, title in CARRIED.items():
        if tree.get(key):
            write_as_text(book.create_sheet(title), tree[key])
    book.properties.creator = "Staying Power"
    book.properties.title = str(tree.get("name") or "Program")[:200]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write_as_text(sheet: Worksheet, part: Any) -> None:
    """Write a part that no table shows as the lines of a file, so that a workbook loses nothing."""
    sheet.column_dimensions["A"].width = 120
    for number, line in enumerate(written(part).decode().splitlines(), 1):
        put(_cell(sheet, number, 1), line)


def put(cell: Cell, value: object) -> None:
    """Write a value; a text is always a text, also one that begins like a formula."""
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # numbers and nothing only
        return
    text = escaped(value)
    cell.value = text or None
    if text:
        cell.data_type = "s"


def _write_head(sheet: Worksheet, table: Table, styles: Styles) -> None:
    put(_cell(sheet, HELP_ROW, 1), table.help)
    styles.dress(_cell(sheet, HELP_ROW, 1), "On top")
    for number, column in enumerate(table.columns, 1):
        cell = _cell(sheet, HEADING_ROW, number)
        put(cell, column.label)
        styles.dress(cell, "Column heading")
        if not table.fixed:
            cell.comment = _comment(column)
            put(_cell(sheet, HEADING_ROW + 1, number), unit_of(column))
            styles.dress(_cell(sheet, HEADING_ROW + 1, number), "Told")


def _comment(column: Column) -> Comment:
    default = f" If left empty: {column.default}." if column.default else ""
    needed = " Needed." if column.required else ""
    return Comment(f"{column.help}{default}{needed}", "Staying Power", height=COMMENT_HEIGHT, width=COMMENT_WIDTH)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)  # no cells are merged here
    return cell


def _write_grid(sheet: Worksheet, table: Table, tree: Mapping[str, Any], styles: Styles) -> None:
    rows, found = rows_of(tree, table), spots(tree, table)
    begin = first_row(table)
    for number, (row, spot) in enumerate(zip(rows, found, strict=True), begin):
        for place, column in enumerate(table.columns, 1):
            raw = value_at(spot.item, column.at) if column in table.cells else None
            _fill(_cell(sheet, number, place), column, row[column.key], raw)
            styles.dress_input(_cell(sheet, number, place), column)
        sheet.row_dimensions[number].height = max(height(text_of(row[c.key]), width(c)) for c in table.columns)
    for number in range(begin + len(rows), begin + len(rows) + EMPTY_ROWS):
        for place, column in enumerate(table.columns, 1):
            styles.dress_input(_cell(sheet, number, place), column)


def _fill(cell: Cell, column: Column, said: str | bool | None, raw: Any) -> None:
    """A single number is a real number; everything else is a text."""
    single = raw[0] if isinstance(raw, list) and len(raw) == 1 and column.key != "award" else raw
    real = column.kind in ("number", "numbers") and _is_short(single)
    put(cell, single if real else text_of(said))


def _is_short(value: object) -> bool:
    """Whether a number survives a spreadsheet program: they keep 15 digits, and longer ones go as text."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and float(f"{value:.15g}") == value


def _write_settings(sheet: Worksheet, table: Table, tree: Mapping[str, Any], styles: Styles) -> None:
    rows, found = rows_of(tree, table), spots(tree, table)
    for number, (field, row, spot) in enumerate(zip(table.fields, rows, found, strict=True), first_row(table)):
        put(_cell(sheet, number, 1), field.label)
        styles.dress(_cell(sheet, number, 1), "Setting")
        _fill(_cell(sheet, number, 2), field, row["value"], spot.item)
        styles.dress_input(_cell(sheet, number, 2), field, alone=True)
        sheet.row_dimensions[number].height = height(str(row["value"]), SETTING_WIDTHS[1])
        told = (unit_of(field), "(needed)" if field.required else field.default, field.help)
        for place, text in enumerate(told, 3):
            put(_cell(sheet, number, place), text)
            styles.dress(_cell(sheet, number, place), "Told")


def _dress(sheet: Worksheet, table: Table) -> None:
    """Widths, the frozen head, and how it prints."""
    widths = SETTING_WIDTHS if table.fixed else tuple(width(column) for column in table.columns)
    for number, wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = wide
    sheet.row_dimensions[HELP_ROW].height = 24
    sheet.row_dimensions[HEADING_ROW].height = 20 if table.fixed else 46
    sheet.freeze_panes = f"B{first_row(table)}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADING_ROW}:{first_row(table) - 1}"
