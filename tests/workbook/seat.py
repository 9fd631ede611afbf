"""One position of the file, and what holds for every position."""

from dataclasses import dataclass, field
from typing import Any

from tests.workbook.dated import dated, in_force
from tests.workbook.sheets import Book, Formula, Line, Place, Ref, product, total


@dataclass
class Seat:
    """One position: where it stands in the file, and its rows."""

    book: Book
    index: int
    id: str
    direct: bool
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the position stands in the file."""
        return ("positions", self.index)

    @property
    def spec(self) -> dict[str, Any]:
        """What the file says of it."""
        return self.book.get(self.place)

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]

    def own(self, group: str, *name: str) -> Place:
        """The place of a field of `time` or `staffing`: the position's own, else the program's."""
        mine = (*self.place, group, *name)
        return mine if self.book.get(mine[:4]) is not None else (group, *name)

    def dated(self, group: str, *name: str, default: float = 0.0) -> Ref:
        """The months' values of such a field."""
        return dated(self.book, self.own(group, *name), default)

    def line(self, sheet: str, label: str, formula: Formula, measure: str = "") -> Line:
        """A row of this position."""
        self.rows[label] = self.book.line(sheet, self.id, label, formula, measure)
        return self.rows[label]


def seats(book: Book) -> list[Seat]:
    """All positions, in the order of the file."""
    return [
        Seat(book, i, str(spec["id"]), bool(spec.get("direct_service")))
        for i, spec in enumerate(book.tree["positions"])
    ]


def supports(book: Book, name: str, default: float) -> list[tuple[Ref, Ref]]:
    """Each support's value of a field, and the months it is in force."""
    return [
        (dated(book, ("supports", i, name), default), in_force(book, ("supports", i)))
        for i, item in enumerate(book.tree.get("supports") or [])
        if name in item
    ]


def multiplied(parts: list[tuple[Ref, Ref]], m: int) -> str:
    """The product of multipliers in force."""
    return product(f"IF({on(m)},{value(m)},1)" for value, on in parts)


def added(parts: list[tuple[Ref, Ref]], m: int) -> str:
    """The sum of amounts in force."""
    return total(f"{value(m)}*{on(m)}" for value, on in parts)
