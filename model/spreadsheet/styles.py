"""How a workbook looks: quiet headings, yellow where one fills in, and numbers as people write them."""

from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from model.forms import Column

TEXT_FORMAT, ANY_NUMBER = "@", "General"
FORMULA_SIGNS = "=+-@"
FACE = "Calibri"
INK, QUIET, HEADING, LINK = "FF1B1B1B", "FF5A5A5A", "FF24405C", "FF0B57A4"
WIDTHS = {"small": 13, "medium": 24, "large": 46}

_INPUT = PatternFill("solid", fgColor="FFFFF8DC")
_HEADED = PatternFill("solid", fgColor=HEADING)
_THIN = Side(style="thin", color="FFD9D2B8")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP, _MIDDLE = Alignment(vertical="top", wrap_text=True), Alignment(vertical="center")


def font(*, size: float = 11, bold: bool = False, italic: bool = False, color: str = INK) -> Font:
    """The workbook's one typeface."""
    return Font(name=FACE, size=size, bold=bold, italic=italic, color=color)


class Styles:
    """The styles of one workbook, each made once: openpyxl takes most of its time to compare styles otherwise."""

    def __init__(self) -> None:
        """Styles for what is not filled in; the others are made when they are needed."""
        self._made = {
            "On top": NamedStyle("On top", font=font(bold=True, size=12), alignment=_MIDDLE),
            "Column heading": NamedStyle(
                "Column heading",
                font=font(bold=True, color="FFFFFFFF"),
                fill=_HEADED,
                alignment=Alignment(wrap_text=True, vertical="center"),
            ),
            "Told": NamedStyle(
                "Told", font=font(italic=True, size=9, color=QUIET), alignment=_TOP, number_format=TEXT_FORMAT
            ),
            "Setting": NamedStyle("Setting", font=font(), alignment=_TOP),
        }

    def dress(self, cell: Cell, name: str) -> None:
        """Give a cell one of the styles for what is not filled in."""
        cell.style = self._made[name]

    def dress_input(self, cell: Cell, column: Column, *, alone: bool = False) -> None:
        """Give a cell to be filled in the style of its column and of what stands in it.

        Args:
            cell: the cell, with its value.
            column: what it holds.
            alone: whether it stands in a settings table, where numbers are no column to be lined up.
        """
        number = column.kind in ("number", "numbers")
        shape = number_format(column, cell.value) if number else TEXT_FORMAT
        right = number and not isinstance(cell.value, str) and column.kind == "number" and not alone
        name = f"Fill in {'right ' if right else ''}{shape}"
        if name not in self._made:
            alignment = Alignment(
                horizontal="right" if right else "left", vertical="top", wrap_text=True, indent=int(not right)
            )
            self._made[name] = NamedStyle(
                name, font=font(), fill=_INPUT, border=_BOX, alignment=alignment, number_format=shape
            )
        cell.style = self._made[name]
        # told to Excel too, so that a text stays a text when somebody edits it
        cell.quotePrefix = isinstance(cell.value, str) and cell.value[0] in FORMULA_SIGNS


def number_format(column: Column, value: object) -> str:
    """As many decimals as the number has; percent for shares, commas for dollars."""
    if not isinstance(value, int | float):
        return "0.00%" if column.percent and column.kind == "number" and value is None else ANY_NUMBER
    decimals = max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
    if column.percent:
        shown = min(4, max(0, decimals - 2))
        return f"0{'.' + '0' * shown if shown else ''}%"
    if column.unit == "dollars an hour":
        return "#,##0.00" if decimals <= 2 else "#,##0.0000"
    if column.unit.startswith("dollars"):
        return "#,##0" if decimals == 0 else "#,##0.00" if decimals <= 2 else "#,##0.0000"
    return ANY_NUMBER


def width(column: Column) -> float:
    """How wide a column is drawn: at least as its longest word."""
    longest = max(len(word) for word in column.label.split())
    return max(WIDTHS[column.width], longest + 3)


def height(text: str, width_: float, *, line: float = 15.0) -> float:
    """How high a row must be for a text that wraps in a column of some width."""
    letters = max(width_ * 1.15 - 1, 1)
    lines = sum(1 + int(len(part) / letters) for part in text.split("\n"))
    return max(line, min(lines, 25) * line)
