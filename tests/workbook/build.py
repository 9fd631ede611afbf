"""A whole program file as a workbook, written from the text of the model and not from its code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell

from tests.workbook.billing import Billing
from tests.workbook.care import Service, hours, sessions
from tests.workbook.costs import Costs
from tests.workbook.dated import SHEET, in_force
from tests.workbook.funding import FUNDING, Funding, cash
from tests.workbook.grants import Grant, grants
from tests.workbook.ladder import Ladder
from tests.workbook.people import PEOPLE, Staff
from tests.workbook.seat import Seat, seats
from tests.workbook.sheets import FIRST_COLUMN, Book, Fixed, Line, Place, Ref, total


@dataclass(frozen=True)
class Built:
    """A workbook on disk and in memory, with the place of each measure and of each number of the file."""

    path: Path
    book: Book

    @property
    def measures(self) -> dict[tuple[str, ...], Line]:
        """The row of each measure that is compared."""
        return self.book.measures

    @property
    def inputs(self) -> dict[Place, Fixed]:
        """The cell of each number of the file."""
        return self.book.placed

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds something."""
        for sheet in self.book.workbook:
            yield from (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)

    def formulas(self) -> list[Cell]:
        """Every cell with a formula."""
        return [cell for cell in self.cells() if cell.data_type == "f"]

    def read(self, result: Workbook) -> dict[tuple[str, ...], list[float]]:
        """Every measure, month by month, of a recalculated copy."""
        months = range(FIRST_COLUMN, FIRST_COLUMN + self.book.months)
        return {
            key: [float(result[line.sheet].cell(line.row, c).value) for c in months]
            for key, line in self.measures.items()
        }


def build(tree: dict[str, Any], path: Path) -> Built:
    """Writes the workbook of a program file's raw tree."""
    book = Book(tree)
    book.sheet(SHEET)
    people = seats(book)
    ended = {seat.id: book.reserve(FUNDING, seat.id, "ended") for seat in people if seat.direct}
    alive = {seat.id: _alive(book, seat, ended[seat.id]) for seat in people if seat.direct}
    gone = book.line(PEOPLE, "program", "no seat is left", lambda m: f"(({total(a(m) for a in alive.values())})=0)*1")
    runs = _runs(book, gone)
    staff = Staff(book, {name: Ladder(book, name) for name in tree["ladders"]}, gone)
    services = [Service(book, name) for name in tree.get("services") or {}]
    for seat in people:
        staff.seat(seat, ended.get(seat.id))
        hours(book, seat)
        sessions(book, seat, services)
    costs = Costs(book, people, runs)
    asked = grants(book, costs)
    direct = [seat for seat in people if seat.direct]
    billing = Billing(book, direct, services, staff, lambda seat, m: _not_billed(asked, seat, m))
    for grant in asked:
        grant.pay(lambda seat, m: _not_billed(asked, seat, m))
    funding = Funding(book, people, costs, asked, ended, runs, alive)
    cash(book, funding, {payer: billing.earned_from(payer) for payer in billing.payers}, asked)
    return Built(book.save(path), book)


def _alive(book: Book, seat: Seat, ended: Line) -> Ref:
    """1 until a seat has ended, by its own date or for want of money; a seat still to start counts."""
    within = in_force(book, seat.place, "", "end")
    return lambda m: f"{within(m)}*(1-{ended(m - 1) if m else '0'})"


def _runs(book: Book, gone: Line) -> Line:
    """1 while program costs and fundraising run on after the last seat."""
    after = book.reserve(PEOPLE, "program", "months since the last seat")
    book.fill(after, lambda m: f"{gone(m)}*({after(m - 1) if m else '0'}+1)")
    wind_down = book.input(("wind_down_months",), 3)
    return book.line(PEOPLE, "program", "program costs run on", lambda m: f"({after(m)}<={wind_down()})*1")


def _not_billed(asked: list[Grant], seat: Seat, m: int) -> str:
    """The share of a position's work that grants forbid to bill."""
    return total(g.covered[seat.id](m) for g in asked if g.kind == "not_billed" and seat.id in g.covered)
