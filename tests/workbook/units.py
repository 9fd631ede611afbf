"""Sheet Units: units of a session; and what of a client's units is expected within a limit."""

from dataclasses import dataclass, field
from typing import Any

from tests.workbook.care import Service
from tests.workbook.dated import dated
from tests.workbook.sheets import Book, Fixed, Place

UNITS = "Units"


@dataclass
class Units:
    """Mean units of a session, laid out minute by minute of its spread."""

    book: Book
    cells: dict[tuple[Any, ...], Fixed] = field(default_factory=dict)

    def of(self, service: Service, payer: str | None, limits: tuple[Fixed, ...] = ()) -> Fixed:
        """Mean units of a kept session over the whole minutes it may last, each within the daily limits."""
        place: Place = ("payers", payer, "unit_minutes") if payer else ("payers", "unit_minutes")
        size = self.book.input(place, 15)
        rounding = self.book.get((*place[:-1], "unit_rounding")) or "midpoint"
        key = (service.name, size.address, rounding, *limits)
        if key not in self.cells:
            owner = f"{service.name} {payer or 'nobody'}"
            self.cells[key] = self._mean(service, owner, size, rounding, limits)
        return self.cells[key]

    def _mean(self, service: Service, owner: str, size: Fixed, rounding: str, limits: tuple[Fixed, ...]) -> Fixed:
        spread = int(self.book.get((*service.place, "session_spread_minutes")) or 0)
        length = self.book.input((*service.place, "session_minutes"))
        counted = {
            "midpoint": f"INT(({{0}}+{size()}/2-0.5)/{size()})",
            "whole": f"INT({{0}}/{size()})",
            "exact": f"{{0}}/{size()}",
        }[rounding]
        cells = []
        for away in range(-spread, spread + 1):
            units = counted.format(f"({length()}+{away})")
            for limit in limits:
                units = f"MIN({units},{limit()})"
            cells.append(self.book.cell(UNITS, owner, f"units, {away:+d} minutes", units).address)
        label = "mean units of a session" + (" within the daily limit" if limits else "")
        return self.book.cell(UNITS, owner, label, f"AVERAGE({cells[0]}:{cells[-1]})")


def shared(book: Book, mean: str, limit: str, k: int, m: int) -> str:
    """Expected units within a limit, where several clients in a row share a slot in a period of k months."""
    turnover = dated(book, ("client_turnover",), 0)
    people = f"(1+{turnover(m)}*{k}/12)"
    return f"{people}*({expected(book, f'({mean})/{people}', limit, m)})"


def expected(book: Book, mean: str, limit: str, m: int) -> str:
    """E[min(X, limit)] of a gamma variable: mean F(limit; a+1, b) + limit (1 - F(limit; a, b))."""
    if not book.get(("client_variation",)):
        return f"MIN({mean},{limit})"
    variation = dated(book, ("client_variation",))(m)
    shape, scale = f"1/{variation}^2", f"({mean})*{variation}^2"
    spread = f"({mean})*GAMMADIST({limit},{shape}+1,{scale},TRUE)+{limit}*(1-GAMMADIST({limit},{shape},{scale},TRUE))"
    return f"IF({mean}>0,{spread},0)"
