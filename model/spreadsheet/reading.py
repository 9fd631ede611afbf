"""Reading a workbook: the cells of its sheets as texts, and what is wrong with them."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import TIME_TYPES
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from model.forms.numbers import number_written
from model.inputs.faults import Fault, InputError
from model.spreadsheet.layout import MOST_COLUMNS, MOST_ROWS, place, unescaped
from model.spreadsheet.safety import DAMAGED, Extent, Safe

UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError),
    *(IndexError, OverflowError, EOFError, OSError, AssertionError),
)
Texts = dict[tuple[int, int], str | bool]  # by row and column, each from 1


@dataclass(frozen=True)
class Sheet:
    """One sheet as it was read.

    Attributes:
        title: its name.
        cells: what stands in it, where something does.
        faults: cells that cannot be taken, by row and column, with what was found and what would be right.
        computed: cells whose value a formula had given.
        merged: ranges of merged cells.
    """

    title: str
    cells: Texts
    faults: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    computed: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


def sheets_of(safe: Safe, name: str) -> list[Sheet]:
    """The sheets of a workbook that passed the checks.

    Raises:
        InputError: when it cannot be read as a workbook, or a sheet is far too long.
    """
    too_long = [title for title, e in safe.extents.items() if e.rows > MOST_ROWS or e.columns > MOST_COLUMNS]
    if too_long:
        wanted = f"a sheet has at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns: delete what lies beyond"
        raise InputError(
            Fault(file=name, path="", cell=title, found="found something far from the table", wanted=wanted)
            for title in too_long
        )
    try:
        last = load_workbook(io.BytesIO(safe.content), read_only=True, keep_links=False, data_only=True)
        said = last
        if any(extent.formulas for extent in safe.extents.values()):
            said = load_workbook(io.BytesIO(safe.content), read_only=True, keep_links=False)
        return list(_sheets(said, last, safe.extents))
    except UNREADABLE as error:
        fault = Fault(file=name, path="", found="found a workbook that cannot be read", wanted=DAMAGED)
        raise InputError([fault]) from error


def _sheets(said: Workbook, last: Workbook, extents: dict[str, Extent]) -> Iterator[Sheet]:
    for sheet in last.worksheets:
        extent = extents.get(sheet.title, Extent())
        own = said[sheet.title] if extent.formulas else sheet
        yield _sheet(own, sheet, extent)


def _sheet(said: Any, last: Any, extent: Extent) -> Sheet:
    cells: Texts = {}
    faults: dict[tuple[int, int], tuple[str, str]] = {}
    computed = []
    size = {"min_row": 1, "max_row": max(extent.rows, 1), "min_col": 1, "max_col": max(extent.columns, 1)}
    values = last.iter_rows(**size)
    formulas = said.iter_rows(**size) if extent.formulas else values
    pairs = zip(values, formulas, strict=True) if extent.formulas else ((row, row) for row in values)
    for number, (row, own) in enumerate(pairs, 1):
        for letter, (cell, formula) in enumerate(zip(row, own, strict=True), 1):
            if formula.data_type == "f" and formula.value is not None:
                computed.append(place(last.title, number, letter))
                if cell.value is None:
                    faults[number, letter] = ("found a formula without a value", "write the value itself")
            _take(cells, faults, (number, letter), cell)
    return Sheet(last.title, cells, faults, tuple(computed), extent.merged)


def _take(cells: Texts, faults: dict[tuple[int, int], tuple[str, str]], at: tuple[int, int], cell: Any) -> None:
    """Note what a cell says, or why it cannot be taken."""
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    if cell.data_type == "e":
        faults[at] = (f"found the error {value}", "write the value itself")
    elif isinstance(value, TIME_TYPES):
        cells[at] = _month(value)
    elif isinstance(value, bool):
        cells[at] = value
    elif isinstance(value, int | float):
        cells[at] = number_text(value, str(cell.number_format or ""))
    else:
        cells[at] = unescaped(str(value))


def number_text(value: float, number_format: str) -> str:
    """A number of a cell as a text: with % where the cell shows percent."""
    plain = int(value) if float(value).is_integer() and abs(value) < 1e15 else float(value)
    unit = "share" if "%" in number_format else ""
    return number_written(plain, unit) or str(value)


def _month(value: Any) -> str:
    """A date as a month when it is the first of one; otherwise as a date, which no cell takes."""
    if not hasattr(value, "year"):
        return str(value)
    midnight = not any(getattr(value, part, 0) for part in ("hour", "minute", "second", "microsecond"))
    if value.day == 1 and midnight:
        return f"{value.year:04d}-{value.month:02d}"
    return f"{value.year:04d}-{value.month:02d}-{value.day:02d}"
