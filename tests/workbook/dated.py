"""Values that change with the month: dated entries, yearly growth, things in force for a while."""

from collections.abc import Callable

from tests.workbook.sheets import Book, Fixed, Line, Place, Ref, column, now, product

SHEET = "Dated"


Grown = Callable[[Fixed, int], str]


def dated(book: Book, place: Place, default: float | None = None, grows: Place = (), since: Fixed | None = None) -> Ref:
    """The value in each month: the latest entry not after it, grown since that entry's own month.

    `grows` is the place of a yearly change beside a group of values; `since` the month a bare value is stated for.
    """
    key = (place, grows, since)
    if key not in book.series:
        growth = _change(book, place, grows)
        book.series[key] = _series(book, place, default, since or book.start, _yearly(growth) if growth else None)
    return book.series[key]


def risen(book: Book, place: Place, increases: Line) -> Ref:
    """A ladder's amount: in the dollars of the month it is stated for, and rising from there with the ladder."""
    whole = f"{increases.sheet}!${column(0)}${increases.row}:${column(book.months - 1)}${increases.row}"
    growth = _change(book, place, ())

    def grown(stated: Fixed, m: int) -> str:
        own = _yearly(growth)(stated, m) if growth else ""
        return f"{own}*{increases(m)}/INDEX({whole},1,MAX(0,{stated()}-{book.start()})+1)"

    return _series(book, place, None, book.start, grown)


def _change(book: Book, place: Place, grows: Place) -> Fixed | None:
    node = book.get(place)
    own = (*place, "annual_change") if isinstance(node, dict) and "annual_change" in node else grows
    return book.input(own) if own and book.get(own) is not None else None


def _yearly(growth: Fixed) -> Grown:
    return lambda stated, m: f"*(1+{growth()})^MAX(0,INT(({now(m)}-{stated()})/12))"


def _series(book: Book, place: Place, default: float | None, since: Fixed, grown: Grown | None) -> Ref:
    entries = _entries(book, place, since, default)
    if grown is None and len(entries) == 1 and entries[0][1] is None:
        return entries[0][0]
    return book.line(SHEET, ".".join(map(str, place)), "value", lambda m: _value(entries, grown, since, m))


def _entries(book: Book, place: Place, since: Fixed, default: float | None) -> list[tuple[Fixed, Fixed | None]]:
    node = book.get(place)
    if isinstance(node, dict) and "values" in node:
        return _entries(book, (*place, "values"), since, default)
    if isinstance(node, list):
        return [
            (book.input((*place, i, "value")), book.month((*place, i, "from")) if "from" in entry else since)
            for i, entry in enumerate(node)
        ]
    if isinstance(node, dict) and "from" in node:
        return [(book.input((*place, "value")), book.month((*place, "from")))]
    return [(book.input(place, default), None)]


def _value(entries: list[tuple[Fixed, Fixed | None]], grown: Grown | None, since: Fixed, m: int) -> str:
    formula = "0"
    for value, begins in entries:
        amount = value() + (grown(begins or since, m) if grown else "")
        formula = f"IF({now(m)}>={begins()},{amount},{formula})" if begins else amount
    return formula


def in_force(book: Book, place: Place, first: str = "from", last: str = "until") -> Ref:
    """1 in the months between two dates of an item, either of which may be left out; else 0."""
    begins = book.month((*place, first)) if book.get((*place, first)) is not None else None
    ends = book.month((*place, last)) if book.get((*place, last)) is not None else None

    def formula(m: int) -> str:
        tests = [f"({now(m)}>={begins()})"] if begins else []
        tests += [f"({now(m)}<={ends()})"] if ends else []
        return f"({product(tests)})"

    return formula
