"""How a workbook is laid out: a sheet a table, a sentence on top, headings, units, and then a row an item."""

import re
from collections.abc import Iterable

from openpyxl.utils import get_column_letter

from model.forms import Column, Table

READ_ME, LISTS = "Read me", "Lists"
REQUESTS = "Requests"  # funding requests travel as the text of a file: no table shows them
# Parts of a file that no table shows, each on a sheet of its own as the text of a file.
CARRIED = {"requests": REQUESTS, "events": "Events", "correlations": "Correlations"}
WRITTEN_BY = "Workbook of Staying Power, version "  # and the version of the program file's form
NOTES = "notes"  # sheets whose name begins so are the person's own, and are not read
HELP_ROW, HEADING_ROW = 1, 2
MOST_ROWS, MOST_COLUMNS = 3000, 60

_HINTS = {
    "month": "YYYY-MM",
    "yes_no": "yes or no",
    "names": "names, parted by commas",
}
_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def first_row(table: Table) -> int:
    """The first row for data: settings have no row of units above them, since each has its own."""
    return HEADING_ROW + (1 if table.fixed else 2)


def unit_of(column: Column) -> str:
    """What stands in the row of units."""
    return column.unit or _HINTS.get(column.kind, "")


def place(title: str, row: int, column: int) -> str:
    """A cell as Excel writes it, such as `Positions!E4` or `'Who pays for whom'!C9`."""
    return f"{quoted(title)}!{get_column_letter(column)}{row}"


def quoted(title: str) -> str:
    """A sheet's title as formulas write it."""
    return title if title.isalnum() else "'" + title.replace("'", "''") + "'"


def escaped(text: str) -> str:
    """A text as a workbook can hold it: characters that XML does not know are written as _xHHHH_."""
    return _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text that was meant."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def heading_of(columns: Iterable[Column]) -> dict[str, str]:
    """Keys of columns by their heading, in small letters."""
    return {column.label.casefold(): column.key for column in columns}
