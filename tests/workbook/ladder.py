"""Sheet Pay: a ladder's yearly increases, and pay for a step and credentials."""

from dataclasses import dataclass

from tests.workbook.dated import dated, risen
from tests.workbook.sheets import Book, Line, calendar, choose, total

PAY = "Pay"


@dataclass
class Ladder:
    """A ladder's rows: its yearly increases, and pay for a step and credentials."""

    book: Book
    name: str

    def __post_init__(self) -> None:
        book, place = self.book, ("ladders", self.name)
        spec = book.get(place)
        self.per_step = book.input((*place, "months_per_step"), 12)
        code = (*place, "job_code")
        self.least = dated(book, (*code, "min")) if book.get((*code, "min")) is not None else None
        self.most = dated(book, (*code, "max")) if book.get((*code, "max")) is not None else None
        self.floor = dated(book, ("wage_floor",), 0)
        self.increases = self._increases()
        names = spec.get("differentials") or {}
        self.extra = {name: risen(book, (*place, "differentials", name), self.increases) for name in names}
        self.steps = [risen(book, (*place, "steps", i), self.increases) for i in range(len(spec["steps"]))]
        self.lift = self._lift() if book.tree.get("keep_spread") else None

    def _increases(self) -> Line:
        place = ("ladders", self.name, "annual_increase")
        given = self.book.get(place) is not None
        share = dated(self.book, (*place, "share"), 0)
        month = self.book.input((*place, "month"), None if given else 1)
        line = self.book.reserve(PAY, self.name, "increases")
        return self.book.fill(line, lambda m: f"{line(m - 1)}*IF({calendar(m)}={month()},1+{share(m)},1)" if m else "1")

    def _lift(self) -> Line:
        line = self.book.reserve(PAY, self.name, "lift of the floor")

        def formula(m: int) -> str:
            entry = self._clipped(self.steps[0](m), m)
            return f"MAX({line(m - 1) if m else '0'},{self.floor(m)}-{entry},0)"

        return self.book.fill(line, formula)

    def _clipped(self, pay: str, m: int) -> str:
        low = f"MAX({pay},{self.least(m)})" if self.least else pay
        return f"MIN({low},{self.most(m)})" if self.most else low

    def pay(self, begins: str, tenure: str, held: dict[str, str], m: int) -> str:
        """Pay of a person who began on a step (counted from 0) so many months ago and holds these credentials."""
        step = f"MIN({begins}+INT(({tenure})/{self.per_step()}),{len(self.steps) - 1})"
        extra = total(f"{self.extra[name](m)}*{test}" for name, test in held.items() if name in self.extra)
        pay = self._clipped(f"{choose(step, [s(m) for s in self.steps])}+{extra}", m)
        return f"MAX({pay}+{self.lift(m) if self.lift else '0'},{self.floor(m)})"
