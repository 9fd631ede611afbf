"""Cells of a budget workbook: texts that stay texts, inputs, formulas, and what the model says of each number.

A formula is written without a stored result, so that no program can show a wrong one: whoever opens the file works it
out. Every number that the model knows is kept beside its cell, so that a test can compare them all.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties

from model.spreadsheet.layout import quoted
from model.spreadsheet.styles import FORMULA_SIGNS, HEADING, QUIET, font, height
from model.spreadsheet.writing import put

Place = tuple[str, str]  # sheet, cell: ("Personnel", "K5")

WHOLE, CENTS, PERCENT, TWELFTHS, PLAIN = "#,##0", "#,##0.00", "0.00%", "??/12", "General"
HELP_ROW, HEADING_ROW = 1, 3

_INPUT = PatternFill("solid", fgColor="FFFFF2CC")
_HEADED = PatternFill("solid", fgColor=HEADING)
_SUMMED = PatternFill("solid", fgColor="FFE8EEF5")
_STRONG, _THIN = Side(style="medium", color="FF7F6000"), Side(style="thin", color="FF8C9BAA")
_BOX = Border(left=_STRONG, right=_STRONG, top=_STRONG, bottom=_STRONG)
_OVER = Border(top=_THIN)


@dataclass
class Ledger:
    """One workbook as it is written.

    Attributes:
        expected: the model's number of each cell that it knows.
        inputs: cells of inputs by the key of their factor: one number stands in one cell.
        names: cells of named ranges.
    """

    book: Workbook = field(default_factory=Workbook)
    expected: dict[Place, float | str] = field(default_factory=dict)
    inputs: dict[str, Place] = field(default_factory=dict)
    names: dict[str, Place] = field(default_factory=dict)
    dressed: dict[str, Cell] = field(default_factory=dict)  # a cell of each style, to be copied

    def name(self, name: str, place: Place) -> None:
        """Give a cell a name that formulas elsewhere can use."""
        self.names[name] = place
        self.book.defined_names[name] = DefinedName(name, attr_text=absolute(place))

    def dress(self, cell: Cell, kind: str, shape: str = PLAIN) -> None:
        """Give a cell one of the workbook's styles; each is looked up once, since openpyxl compares it with all."""
        name = kind if shape == PLAIN else f"{kind} {shape}"
        if name in self.dressed:
            cell._style = copy(self.dressed[name]._style)
            return
        cell.style = _style(name, kind, shape)
        self.dressed[name] = cell


def _style(name: str, kind: str, shape: str) -> NamedStyle:
    style = NamedStyle(name, font=font(), alignment=Alignment(horizontal="right", vertical="top"), number_format=shape)
    if kind == "Help":
        style.font, style.alignment = font(size=12, bold=True), Alignment(vertical="top", wrap_text=False)
    elif kind.startswith("Heading"):
        style.font, style.fill = font(bold=True, color="FFFFFFFF"), _HEADED
        side = "right" if kind == "Heading of numbers" else "left"
        style.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=int(side == "left"))
    elif kind in ("Text", "Strong", "Told"):
        style.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
        style.font = font(bold=kind == "Strong") if kind != "Told" else font(size=9, italic=True, color=QUIET)
    elif kind.startswith("Group"):
        style.font, style.fill = font(bold=True), _SUMMED
        if kind == "Group":
            style.alignment = Alignment(vertical="top", indent=1)
        else:
            style.alignment = Alignment(horizontal="right", vertical="top", wrap_text=True)
    elif kind == "Words":
        style.alignment = Alignment(horizontal="left", vertical="top", indent=1)
    elif kind == "Input":
        style.fill, style.border = _INPUT, _BOX
    elif kind == "Total":
        style.font, style.fill, style.border = font(bold=True), _SUMMED, _OVER
    return style


def absolute(place: Place) -> str:
    """A cell as a formula of any sheet writes it: `Personnel!$K$5`."""
    sheet, cell = place
    letters = cell.rstrip("0123456789")
    return f"{quoted(sheet)}!${letters}${cell[len(letters) :]}"


def shape_of(unit: str, value: float) -> str:
    """The number format of a factor: it shows the number in full."""
    if unit == "months of 12":
        return TWELFTHS
    decimals = max(0, -int(Decimal(repr(round(value, 10))).normalize().as_tuple().exponent))
    if unit == "share":
        return f"0.{'0' * max(decimals - 2, 0)}%".replace("0.%", "0%")
    if unit.startswith("dollars"):
        return f"#,##0.{'0' * max(decimals, 2)}"
    return WHOLE if decimals == 0 else f"#,##0.{'0' * decimals}"


@dataclass
class Column:
    """A column of a sheet: its heading, how wide it is drawn in letters, and whether it holds numbers."""

    heading: str
    width: float = 13.0
    numbers: bool = False


class Sheet:
    """A sheet of one table: a line that says what it is, headings, then rows."""

    def __init__(self, ledger: Ledger, title: str, about: str, columns: Sequence[Column], *, frozen: int = 1) -> None:
        """Write the head of a new sheet.

        Args:
            ledger: of the workbook.
            title: of the sheet.
            about: what this sheet is, in a sentence.
            columns: in their order.
            frozen: how many columns stay in sight.
        """
        self.ledger, self.title, self.columns = ledger, title, list(columns)
        self.sheet = ledger.book.create_sheet(title)
        self.row = HEADING_ROW + 1  # the next one to be written
        self.say(HELP_ROW, 1, about, "Help")
        for number, column in enumerate(columns, 1):
            self.say(HEADING_ROW, number, column.heading, "Heading of numbers" if column.numbers else "Heading")
            self.sheet.column_dimensions[get_column_letter(number)].width = column.width
        tallest = max(height(column.heading, column.width * 0.85) for column in columns)
        self.sheet.row_dimensions[HEADING_ROW].height = tallest + 6
        self._dress(frozen)

    def _dress(self, frozen: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{HEADING_ROW + 1}"
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = f"{HELP_ROW}:{HEADING_ROW}"
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Page &P of &N"
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.footer = 0.6, 0.8, 0.4

    def place(self, row: int, column: int) -> Place:
        """A cell of this sheet, as the rest of the workbook knows it."""
        return self.title, f"{get_column_letter(column)}{row}"

    def ref(self, row: int, column: int) -> str:
        """A cell as formulas write it."""
        return absolute(self.place(row, column))

    def _cell(self, row: int, column: int) -> Cell:
        cell = self.sheet.cell(row=row, column=column)
        assert isinstance(cell, Cell)  # no cells are merged here
        return cell

    def say(self, row: int, column: int, text: str, kind: str = "Text") -> None:
        """Write a text; it stays one also when it begins like a formula."""
        cell = self._cell(row, column)
        put(cell, text)
        self.ledger.dress(cell, kind)
        cell.quotePrefix = text[:1] in FORMULA_SIGNS if text else False

    def number(self, row: int, column: int, value: float, shape: str = WHOLE, kind: str = "Number") -> None:
        """Write a number that stands for itself."""
        cell = self._cell(row, column)
        cell.value = value
        self.ledger.dress(cell, kind, shape)

    def input(self, row: int, column: int, value: float, shape: str, key: str = "") -> None:
        """Write a number that may be changed here; formulas elsewhere find it by its key."""
        self.number(row, column, value, shape, "Input")
        self.ledger.expected[self.place(row, column)] = value
        if key:
            self.ledger.inputs[key] = self.place(row, column)

    def formula(
        self, row: int, column: int, text: str, *, model: float | str | None, shape: str = WHOLE, kind: str = "Number"
    ) -> str:
        """Write a formula, with what the model says it comes to; returns the cell as formulas write it."""
        cell = self._cell(row, column)
        cell.value = f"={text}"
        self.ledger.dress(cell, kind, shape)
        if model is not None:
            self.ledger.expected[self.place(row, column)] = model
        return self.ref(row, column)

    def print_to(self, column: int) -> None:
        """Leave the columns after this one out of print."""
        self.sheet.print_area = f"A1:{get_column_letter(column)}{self.row}"

    def fit(self, row: int) -> None:
        """Make a row high enough for its texts."""
        self.sheet.row_dimensions[row].height = max(self._height(row, n) for n in range(1, len(self.columns) + 1))

    def _height(self, row: int, number: int) -> float:
        cell, width = self._cell(row, number), self.columns[number - 1].width - 2
        if not isinstance(cell.value, str) or cell.data_type == "f":
            return 15.0
        small = str(cell.style) == "Told"
        return height(cell.value, width * (1.25 if small else 1.0), line=12.5 if small else 15.0)


def added(cells: Sequence[str]) -> str:
    """A formula's sum of cells; 0 for none."""
    return "+".join(cells) or "0"


def rounded(exact: str, rounding: str) -> str:
    """Whole dollars as the model rounds them: halves up, or the cents cut off.

    The ten-millionth of a dollar is what binary arithmetic may miss of a half.
    """
    return f"{'ROUND' if rounding == 'nearest' else 'ROUNDDOWN'}({exact}+0.0000001,0)"
