"""The screen: text and tables, cleaned of what could harm a terminal, in as much width as there is."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH_OF_A_FILE = 100
NARROWEST = 40
WIDEST_LABEL, NARROWEST_LABEL = 34, 18
BETWEEN = 2  # one column of padding and one of divider
Cell = str | Text


class _Console(Console):
    """A console that leaves a broken pipe to the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def clean(text: str) -> str:
    """Text as a terminal may have it: anything that would move its cursor or hide what follows is spelled out."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() and c not in "\r\n\t\v\f" else _spelled(c) for c in text
    )


def _spelled(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def paragraph(text: str) -> str:
    """A text of several lines as one."""
    return clean(" ".join(text.split()))


class Screen:
    """Where people read: standard output, or a file with a fixed width and no colour."""

    def __init__(self) -> None:
        """Take the width of the terminal, or of `COLUMNS`, or what suits a file."""
        given = os.environ.get("COLUMNS", "")
        width = None if sys.stdout.isatty() or given.isdigit() else WIDTH_OF_A_FILE
        self.console = _Console(width=width, markup=False, highlight=False, emoji=False)
        self.width = max(NARROWEST, self.console.width)

    def say(self, text: str, style: str = "", indent: int = 0) -> None:
        """One paragraph, with further lines under its first."""
        lines = Text(clean(text)).wrap(self.console, self.width - indent)
        for number, line in enumerate(lines):
            line.rstrip()
            line.stylize(style)
            self.console.print(Text(" " * indent if number else "").append_text(line), soft_wrap=True)

    def items(self, texts: Iterable[str]) -> None:
        """A list, one item to a paragraph."""
        for text in texts:
            self.say(f"- {text}", indent=2)

    def heading(self, text: str) -> None:
        """What follows, in a line of its own."""
        self.console.print()
        self.say(text, "bold")

    def legend(self, parts: Iterable[tuple[Text, str]]) -> None:
        """What marks mean, side by side."""
        line = Text()
        for mark, meaning in parts:
            words = f" {clean(meaning)}"
            if line and cell_len(line.plain) + 4 + cell_len(words) > self.width:
                self.console.print(line)
                line = Text()
            line.append("   " if line else "").append_text(mark).append(words)
        self.console.print(line)

    def grid(
        self, first: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]], *, numbers: bool = True
    ) -> None:
        """A table whose first column names the rows; too wide a one is continued below with the names repeated."""
        widths = [_width([head, *(cells[n] for _, cells in rows)]) for n, head in enumerate(heads)]
        label = min(WIDEST_LABEL, _width([first, *(name for name, _ in rows)]))
        # names may fold where that keeps all columns beside one another
        spare = self.width - sum(widths) - BETWEEN * len(widths)
        label = min(label, spare) if spare >= NARROWEST_LABEL else label
        for columns in _chunks(widths, self.width - label):
            table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
            table.add_column(_text(first), max_width=label, overflow="fold")
            for n in columns:
                table.add_column(_text(heads[n]), justify="right" if numbers else "left", overflow="fold")
            for name, cells in rows:
                table.add_row(_text(name), *(_text(cells[n]) for n in columns))
            self.console.print(table)
            if columns[-1] < len(heads) - 1:
                self.console.print()


def _text(cell: Cell) -> Text:
    if isinstance(cell, Text):
        return cell
    return Text("\n".join(clean(line) for line in cell.split("\n")))


def _width(cells: Iterable[Cell]) -> int:
    return max((cell_len(line) for cell in cells for line in str(_text(cell)).split("\n")), default=0)


def _chunks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Columns that fit beside one another; at least one at a time."""
    chunk: list[int] = []
    taken = 0
    for number, width in enumerate(widths):
        if chunk and taken + width + BETWEEN > room:
            yield chunk
            chunk, taken = [], 0
        chunk.append(number)
        taken += width + BETWEEN
    if chunk:
        yield chunk
