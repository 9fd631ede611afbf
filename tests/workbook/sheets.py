"""A workbook of months: inputs typed once, every other cell a formula that refers to them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Place = tuple[str | int, ...]
Ref = Callable[[int], str]
Formula = Callable[[int], str]

FIRST_COLUMN = 4  # A: whose, B: what, C: a single value; months from D on
INDEX, SERIAL, CALENDAR = 1, 2, 3  # header rows: month counted from 0, year x 12 + month, calendar month


@dataclass(frozen=True)
class Line:
    """One row of a sheet; called with a month it gives that month's cell."""

    sheet: str
    row: int

    def __call__(self, month: int) -> str:
        return f"{self.sheet}!{column(month)}{self.row}"


@dataclass(frozen=True)
class Fixed:
    """One cell, the same in every month."""

    address: str

    def __call__(self, _month: int = 0) -> str:
        return self.address


@dataclass(frozen=True)
class Block:
    """One row for each month of hire, from month 1; a column reads what all cohorts are in a month."""

    sheet: str
    top: int
    count: int

    def __call__(self, month: int) -> str:
        return f"{self.sheet}!{column(month)}{self.top}:{column(month)}{self.top + self.count - 1}"

    def row(self, hired: int) -> Line:
        """The row of those hired in a month."""
        return Line(self.sheet, self.top + hired - 1)


def column(month: int) -> str:
    """The column's letters of a month."""
    if month < 0:
        raise ValueError("no column before the first month")
    return get_column_letter(FIRST_COLUMN + month)


def serial(month: str) -> int:
    """A month as text, as year x 12 + calendar month - 1."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def total(cells: Iterable[str]) -> str:
    """A sum of cells, 0 for none."""
    return "+".join(cells) or "0"


def product(cells: Iterable[str]) -> str:
    """A product of cells, 1 for none."""
    return "*".join(cells) or "1"


def choose(index: str, cells: Sequence[str]) -> str:
    """The cell whose place, counted from 0, an expression gives."""
    return f"CHOOSE(({index})+1,{','.join(cells)})"


@dataclass
class Book:
    """The workbook under construction, and where each measure stands in it."""

    tree: dict[str, Any]
    workbook: Workbook = field(default_factory=Workbook)
    placed: dict[Place, Fixed] = field(default_factory=dict)
    measures: dict[tuple[str, ...], Line] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    series: dict[tuple[Any, ...], Ref] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.inputs = self.workbook.active
        self.inputs.title = "Inputs"
        self.inputs.append(["where", "", "value", "month number"])
        self.months = int(self.tree["months"])
        self._type_in((), self.tree)
        self.start = self.month(("start",))

    def _type_in(self, place: Place, node: Any) -> None:
        """Every number, text and month of the file, each in its own cell."""
        if place and place[0] in {"about", "basis"}:
            return
        if isinstance(node, dict):
            for key, part in node.items():
                self._type_in((*place, key), part)
        elif isinstance(node, list):
            for index, part in enumerate(node):
                self._type_in((*place, index), part)
        elif node is not None:
            self._type(place, node)

    def _type(self, place: Place, value: Any, note: str = "") -> Fixed:
        self.inputs.append([".".join(map(str, place)), note, value])
        self.placed[place] = Fixed(f"Inputs!$C${self.inputs.max_row}")
        return self.placed[place]

    def get(self, place: Place) -> Any:
        """What the file holds at a place; None where it says nothing."""
        node: Any = self.tree
        for key in place:
            if isinstance(node, dict):
                node = node.get(key)
            else:
                node = node[key] if isinstance(node, list) and isinstance(key, int) and key < len(node) else None
        return node

    def input(self, place: Place, default: Any = None) -> Fixed:
        """The cell of one number of the file, or of what stands for it when left out."""
        if isinstance(self.get(place), dict):
            place = (*place, "value")
        if place in self.placed:
            return self.placed[place]
        if default is None:
            raise KeyError(f"{place} is not in the file")
        return self._type(place, default, "left out")

    def month(self, place: Place) -> Fixed:
        """The cell of a month's number, worked out beside its text."""
        row = self.input(place).address.rsplit("$", 1)[1]
        self.inputs[f"D{row}"] = f"=VALUE(LEFT(C{row},4))*12+VALUE(RIGHT(C{row},2))-1"
        return Fixed(f"Inputs!$D${row}")

    def sheet(self, name: str) -> Worksheet:
        """A sheet with the months across its columns."""
        if name in self.workbook.sheetnames:
            return self.workbook[name]
        sheet = self.workbook.create_sheet(name)
        for row, title in ((INDEX, "month"), (SERIAL, "month number"), (CALENDAR, "calendar month")):
            sheet.cell(row, 2, title)
        for m in range(self.months):
            sheet[f"{column(m)}{INDEX}"] = 0 if m == 0 else f"={column(m - 1)}{INDEX}+1"
            sheet[f"{column(m)}{SERIAL}"] = f"={self.start()}+{column(m)}{INDEX}"
            sheet[f"{column(m)}{CALENDAR}"] = f"=MOD({column(m)}{SERIAL},12)+1"
        sheet.freeze_panes = "D4"
        return sheet

    def next_row(self, sheet: str) -> int:
        """The first row that is still empty."""
        return self.used.get(sheet, CALENDAR) + 1

    def reserve(self, sheet: str, owner: str, label: str, value: Any = None) -> Line:
        """An empty row, to be filled once what it refers to has a place."""
        page, row = self.sheet(sheet), self.next_row(sheet)
        self.used[sheet] = row
        page.cell(row, 1, owner)
        page.cell(row, 2, label)
        page.cell(row, 3, value)
        return Line(sheet, row)

    def fill(self, line: Line, formula: Formula, first: int = 0) -> Line:
        """One formula a month into a reserved row."""
        page = self.workbook[line.sheet]
        for m in range(first, self.months):
            page[f"{column(m)}{line.row}"] = f"={formula(m)}"
        return line

    def line(self, sheet: str, owner: str, label: str, formula: Formula, measure: str = "") -> Line:
        """A row of formulas; as a measure it is also compared."""
        line = self.fill(self.reserve(sheet, owner, label), formula)
        if measure:
            self.measures[(measure, owner)] = line
        return line

    def cell(self, sheet: str, owner: str, label: str, formula: str) -> Fixed:
        """One formula in the column before the months."""
        line = self.reserve(sheet, owner, label, f"={formula}")
        return Fixed(f"{sheet}!$C${line.row}")

    def block(self, sheet: str, owner: str, label: str, formula: Callable[[int, int, str], str]) -> Block:
        """A triangle: a row for each month of hire, a formula for each month from then on.

        `formula` is given the month of hire, the month, and the tenure as an expression.
        """
        top = self.next_row(sheet)
        for hired in range(1, self.months):
            line = self.reserve(sheet, owner, f"{label}, hired in month {hired}", hired)
            since = f"{sheet}!$C${line.row}"
            self.fill(line, lambda m, j=hired, s=since: formula(j, m, f"({index(m)}-{s})"), first=hired)
        return Block(sheet, top, self.months - 1)

    def save(self, path: Path) -> Path:
        """The workbook as a file."""
        self.workbook.save(path)
        return path


def index(m: int) -> str:
    """The month counted from 0; the same header stands on the sheet of dated values."""
    return f"Dated!{column(m)}${INDEX}"


def now(m: int) -> str:
    """The month's number, year x 12 + calendar month - 1."""
    return f"Dated!{column(m)}${SERIAL}"


def calendar(m: int) -> str:
    """The calendar month, 1 to 12."""
    return f"Dated!{column(m)}${CALENDAR}"
