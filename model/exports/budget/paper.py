"""What a printed document is made of, as plain data, so that its Word file and its PDF cannot differ."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.exports.brief.parts import Picture
from model.exports.brief.texts import inert

Look = Literal["body", "bullet", "strong", "subtitle"]
RowKind = Literal["row", "subtotal", "total"]
WHOLE = 6.5  # inches between the margins of a letter page


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3; level 0 is the document's title."""

    text: str
    level: int


@dataclass(frozen=True, kw_only=True)
class Text:
    """One paragraph."""

    text: str
    look: Look = "body"


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: its head, its width in inches, and whether it holds amounts, which stand right and may be summed."""

    head: str
    width: float
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """Cells as printed; a subtotal adds up the rows since the one before it, a total all plain rows."""

    cells: tuple[str, ...]
    kind: RowKind = "row"


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; `foots` says that its total row adds up every column of amounts."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foots: bool = False


Block = Heading | Text | Table | Picture


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document on letter paper.

    Attributes:
        title, author: among its properties.
        foot: stands at the left of every page's foot.
        blocks: in their order.
        dated: the day it is made, YYYY-MM-DD, as whoever makes it says; empty when nobody does.
        size: points of the text; `table_size` of tables.
    """

    title: str
    author: str
    foot: str
    blocks: tuple[Block, ...]
    dated: str = ""
    size: float = 12.0
    table_size: float = 12.0

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def heading(text: str, level: int = 1) -> Heading:
    """A heading."""
    return Heading(text=inert(text), level=level)


def text(words: str, look: Look = "body") -> Text:
    """A paragraph; what a file says stays plain text on one line."""
    return Text(text=inert(words), look=look)


def bullets(items: Iterable[str]) -> tuple[Text, ...]:
    """A list."""
    return tuple(text(item, "bullet") for item in items)


def column(head: str, width: float) -> Column:
    """A column of words."""
    return Column(head=head, width=width)


def amounts(head: str, width: float = 1.0) -> Column:
    """A column of amounts."""
    return Column(head=head, width=width, number=True)


def whole(amount: float) -> str:
    """Dollars as they are printed: whole, a minus before what is owed."""
    rounded = int(amount + 0.5) if amount >= 0 else -int(-amount + 0.5)
    return f"{rounded:,}".replace("-", "−")


def cents(amount: int) -> str:
    """Cents as dollars and cents."""
    return f"{amount / 100:,.2f}".replace("-", "−")


def table(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Table:
    """A table that adds nothing up."""
    made = tuple(Row(cells=tuple(map(inert, cells))) for cells in rows)
    return Table(title=inert(title), columns=tuple(columns), rows=made)


def footed(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[str | int]],
    total: str = "Total",
    *,
    in_cents: bool = False,
) -> Table:
    """A table with a last row that adds up every column of amounts, which are given as whole numbers."""
    given = [tuple(cells) for cells in rows]
    say = cents if in_cents else whole
    printed = [Row(cells=tuple(_printed(cell, say) for cell in cells)) for cells in given]
    sums = [say(sum(int(cells[n]) for cells in given)) if each.number else "" for n, each in enumerate(columns)]
    last = Row(cells=(inert(total), *sums[1:]), kind="total")
    return Table(title=inert(title), columns=tuple(columns), rows=(*printed, last), foots=True)


def _printed(cell: str | int, say: Callable[[int], str]) -> str:
    return inert(cell) if isinstance(cell, str) else say(cell)


def fitted(columns: Sequence[Column]) -> tuple[float, ...]:
    """Widths in inches that fill the page from margin to margin."""
    across = sum(each.width for each in columns)
    return tuple(each.width * WHOLE / across for each in columns)
