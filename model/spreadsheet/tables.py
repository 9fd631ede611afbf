"""From sheets to the rows of tables: sheets and columns are told by name, and every misfit has its cell."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from openpyxl.utils.cell import range_boundaries

from model.forms import TABLES, Table
from model.spreadsheet.layout import CARRIED, HEADING_ROW, LISTS, NOTES, READ_ME, heading_of, unit_of
from model.spreadsheet.reading import Sheet

LAST_HEADING_ROW = 8  # headings are looked for down to here, where rows were put above them


@dataclass(frozen=True)
class Misfit:
    """Something that cannot be taken: the sheet, the row and column in it (0 for the whole sheet), and the sentence."""

    title: str
    row: int
    column: int
    found: str
    wanted: str


@dataclass
class Rows:
    """The rows of one table as a sheet gives them.

    Attributes:
        table: which.
        title: of the sheet.
        rows: cells by column key.
        numbers: the sheet's row of each.
        columns: the sheet's column of each key.
        strange: columns of the sheet with a heading that is none, or one that was there before.
        misfits: what could not be taken.
    """

    table: Table
    title: str
    rows: list[dict[str, object]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)
    misfits: list[Misfit] = field(default_factory=list)


def tables_of(sheets: Iterable[Sheet]) -> tuple[list[Rows], list[Misfit]]:
    """The tables that the sheets hold, in the order of `TABLES`, and sheets that hold none."""
    known = {table.title.casefold(): table for table in TABLES}
    found, strange = {}, []
    for sheet in sheets:
        title = sheet.title.strip().casefold()
        if title in known and known[title].key not in found:
            found[known[title].key] = _rows(sheet, known[title])
        elif title not in map(str.casefold, (READ_ME, LISTS, *CARRIED.values())) and not title.startswith(NOTES):
            strange.append(Misfit(sheet.title, 0, 0, "this is none of the workbook's sheets", _hint(sheet.title)))
    return [found[table.key] for table in TABLES if table.key in found], strange


def _hint(title: str) -> str:
    near = _near(title, [table.title for table in TABLES])
    return near or "delete it, or call it Notes if it is for yourself"


def _near(text: str, known: Iterable[str]) -> str:
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.6)
    return f"did you mean {names[close[0]]!r}?" if close else ""


def _rows(sheet: Sheet, table: Table) -> Rows:
    result = Rows(table, sheet.title)
    heading = _heading_row(sheet, table)
    if heading is None:
        if sheet.cells:
            wanted = f"{', '.join(c.label for c in table.columns[:3])}, … are needed in row {HEADING_ROW}"
            result.misfits.append(Misfit(sheet.title, 0, 0, "found no headings", wanted))
        return result
    _read_headings(result, sheet, heading)
    begin = heading + 1
    if not table.fixed and _is_units(sheet, table, result, begin):
        begin += 1
    _refuse_merged(result, sheet, heading)
    _read_rows(result, sheet, begin)
    return result


def _heading_row(sheet: Sheet, table: Table) -> int | None:
    """The row above the data with the most headings."""
    known = heading_of(table.columns)
    counts = {
        row: sum(1 for (r, _), text in sheet.cells.items() if r == row and str(text).strip().casefold() in known)
        for row in range(1, LAST_HEADING_ROW + 1)
    }
    best = max(counts, key=lambda row: (counts[row], -row))
    return best if counts[best] else None


def _read_headings(result: Rows, sheet: Sheet, heading: int) -> None:
    known = heading_of(result.table.columns)
    labels = [column.label for column in result.table.columns]
    for column, text in sorted((c, str(t).strip()) for (r, c), t in sheet.cells.items() if r == heading):
        key = known.get(text.casefold())
        if key is None or key in result.columns:
            result.strange.add(column)
        if key is None:
            wanted = _near(text, labels) or f"known here: {', '.join(labels)}"
            result.misfits.append(Misfit(sheet.title, heading, column, f"unknown heading {text[:40]!r}", wanted))
        elif key in result.columns:
            result.misfits.append(
                Misfit(sheet.title, heading, column, f"the heading {text!r} stands here twice", "keep one of them")
            )
        else:
            result.columns[key] = column


def _is_units(sheet: Sheet, table: Table, result: Rows, row: int) -> bool:
    """Whether a row under the headings repeats the units."""
    units = {column.key: unit_of(column) for column in table.columns}
    keys = {column: key for key, column in result.columns.items()}
    said = {keys[c]: str(text) for (r, c), text in sheet.cells.items() if r == row and c in keys}
    return bool(said) and all(text == units[key] for key, text in said.items())


def _refuse_merged(result: Rows, sheet: Sheet, heading: int) -> None:
    for area in sheet.merged:
        try:
            left, _, _, bottom = range_boundaries(area)
        except ValueError:
            continue
        if bottom is not None and bottom >= heading and (left or 0) <= max(result.columns.values(), default=1):
            _, top, _, _ = range_boundaries(area)
            wanted = "take the merging off: each cell stands for itself"
            result.misfits.append(Misfit(sheet.title, int(top or 1), int(left or 1), f"merged cells {area}", wanted))


def _read_rows(result: Rows, sheet: Sheet, begin: int) -> None:
    settings = ("field", "value")
    columns = {c: k for k, c in result.columns.items() if not result.table.fixed or k in settings}
    by_row: dict[int, dict[str, object]] = {}
    for (row, column), value in sheet.cells.items():
        if row >= begin and column in columns:
            by_row.setdefault(row, {})[columns[column]] = value
        elif row >= begin and column not in (*result.columns.values(), *result.strange):
            wanted = "give the column a heading, or move it to a sheet called Notes"
            result.misfits.append(
                Misfit(sheet.title, row, column, f"found {str(value)[:40]!r} under no heading", wanted)
            )
    for (row, column), (found, wanted) in sheet.faults.items():
        if row >= begin and column in columns:
            result.misfits.append(Misfit(sheet.title, row, column, found, wanted))
    for row in sorted(by_row):
        result.rows.append(by_row[row])
        result.numbers.append(row)
