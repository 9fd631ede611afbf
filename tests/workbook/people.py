"""Sheet People: who is in each seat, month by month, and what they are paid an hour."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.workbook.dated import dated, in_force
from tests.workbook.ladder import PAY, Ladder
from tests.workbook.seat import Seat, multiplied, supports
from tests.workbook.sheets import Block, Book, Fixed, Formula, Line, choose, index, now, serial

PEOPLE = "People"


@dataclass
class Staff:
    """Builds the rows of the people in each seat."""

    book: Book
    ladders: dict[str, Ladder]
    gone: Line  # 1 in months after the last direct-service seat
    blocks: dict[tuple[Any, ...], Block] = field(default_factory=dict)

    def seat(self, seat: Seat, ended: Line | None) -> None:
        """All rows of one position; `ended` is 1 from the month after which a seat is ended for want of money."""
        self._presence(seat, ended)
        self._original(seat)
        self._hazard(seat)
        self._shares(seat)
        self._wage(seat)

    def _presence(self, seat: Seat, ended: Line | None) -> None:
        book = self.book
        starts = book.month((*seat.place, "start")) if seat.spec.get("start") else book.start
        seat.rows["first"] = book.cell(PEOPLE, seat.id, "first month", f"MAX(0,{starts()}-{book.start()})")
        within = in_force(book, seat.place, "start", "end")

        def formula(m: int) -> str:
            over = self.gone(m) if ended is None else (ended(m - 1) if m else "0")
            return f"{within(m)}*(1-{over})"

        seat.line(PEOPLE, "present", formula)
        seat.rows["hours"] = dated(book, (*seat.place, "hours_per_week"))

    def _original(self, seat: Seat) -> None:
        book, place, ladder = self.book, seat.place, self.ladders[seat.spec["ladder"]]
        step, inside = book.input((*place, "step"), 1), book.input((*place, "months_in_step"), 0)
        dates = {
            name: book.month((*place, "credentials", name))
            for name, date in (seat.spec.get("credentials") or {}).items()
            if date is not None
        }
        seat.rows["held"] = lambda m: {name: f"({now(m)}>={date()})" for name, date in dates.items()}

        def formula(m: int) -> str:
            tenure = f"{inside()}+MAX(0,{index(m)}-{seat['first']()})"
            return ladder.pay(f"{step()}-1", tenure, seat["held"](m), m)

        seat.line(PAY, "original pay", formula)
        seat.rows["pay of hires"] = self._hired_pay(seat, ladder)

    def _hired_pay(self, seat: Seat, ladder: Ladder) -> Block:
        step = self.book.input(seat.own("staffing", "hire", "step"), 1)
        months = self._months_to_credentials(seat)
        key = ("pay", ladder.name, step.address, *(cell.address for cell in months.values()))
        if key not in self.blocks:

            def formula(_: int, m: int, tenure: str) -> str:
                held = {name: f"({tenure}>={cell()})" for name, cell in months.items()}
                return ladder.pay(f"{step()}-1", tenure, held, m)

            self.blocks[key] = self.book.block(PAY, ladder.name, "pay", formula)
        return self.blocks[key]

    def _months_to_credentials(self, seat: Seat) -> dict[str, Fixed]:
        place = seat.own("staffing", "hire", "credentials")
        return {name: self.book.input((*place, name)) for name in self.book.get(place) or {}}

    def _hazard(self, seat: Seat) -> None:
        turnover, more = seat.dated("staffing", "annual_turnover"), supports(self.book, "turnover_multiplier", 1)
        insecurity, against = self._insecurity(seat), self._against_outside(seat)

        def formula(m: int) -> str:
            yearly = f"{turnover(m)}*{multiplied(more, m)}*{insecurity(m)}*{against(m)}"
            return f"MIN(1,MIN(3,MAX(0,{yearly}))/12)"

        seat.line(PEOPLE, "hazard", formula)

    def _insecurity(self, seat: Seat) -> Formula:
        book = self.book
        covering = [i for i, g in enumerate(book.tree.get("grants") or []) if seat.id in (g.get("covers") or {})]
        place = seat.own("staffing", "insecurity")
        if not covering or book.get(place) is None:
            return lambda _: "1"
        last = max(covering, key=lambda i: serial(book.tree["grants"][i]["end"]))
        ends, begins = book.month(("grants", last, "end")), book.month(("grants", last, "start"))
        months, times = book.input((*place, "months"), 6), dated(book, (*place, "multiplier"), 1)
        return lambda m: f"IF(AND({now(m)}>={begins()},{now(m)}>{ends()}-{months()},{now(m)}<={ends()}),{times(m)},1)"

    def _against_outside(self, seat: Seat) -> Formula:
        book, ladder = self.book, ("ladders", seat.spec["ladder"])
        reference = (*ladder, "turnover_reference")
        elastic = book.get(seat.own("staffing", "wage_elasticity"))
        if not elastic or book.get(reference) is None or book.get((*ladder, "outside_wage")) is None:
            return lambda _: "1"
        power, outside = seat.dated("staffing", "wage_elasticity"), dated(book, (*ladder, "outside_wage"))
        wage, then = book.input((*reference, "wage")), book.input((*reference, "outside_wage"))
        return lambda m: f"(({seat['original pay'](m)}/{outside(m)})/({wage()}/{then()}))^(-{power(m)})"

    def _shares(self, seat: Seat) -> None:
        """The original person, each month's hires, and the empty seat, month by month."""
        book, begins = self.book, seat.spec.get("filled", "filled")
        empty = seat.dated("staffing", "months_vacant")
        for what in ("original", "vacant", "filled"):
            seat.rows[what] = book.reserve(PEOPLE, seat.id, what)
        original, vacant, filled, hazard = (seat[what] for what in ("original", "vacant", "filled", "hazard"))

        def at(m: int, start: bool, before: str) -> str:
            return f"{seat['present'](m)}*IF({index(m)}={seat['first']()},{int(start)},{before if m else '0'})"

        def pool(m: int) -> str:
            return f"({vacant(m)}+{hazard(m)}*{filled(m)})"

        def stays(m: int) -> str:
            return f"{original(m - 1)}*(1-{hazard(m - 1)})" if m else "0"

        def remains(m: int) -> str:
            return f"{pool(m - 1)}*{empty(m - 1)}/(1+{empty(m - 1)})" if m else "0"

        book.fill(original, lambda m: at(m, begins != "vacant", stays(m)))
        book.fill(vacant, lambda m: at(m, begins == "vacant", remains(m)))
        seat.rows["hired"] = self._cohorts(seat, lambda m: f"{pool(m)}/(1+{empty(m)})")
        book.fill(filled, lambda m: f"{original(m)}+SUM({seat['hired'](m)})")
        book.measures |= {("vacant", seat.id): vacant, ("filled", seat.id): filled}
        seat.line(PEOPLE, "separations", lambda m: f"{hazard(m)}*{filled(m)}", "separations")
        self._hires(seat, begins == "new")
        seat.rows["productive"] = self._weighed(seat, "productive", None, None)
        book.measures[("productive", seat.id)] = seat["productive"]

    def _cohorts(self, seat: Seat, hired: Formula) -> Block:
        book, present, hazard = self.book, seat["present"], seat["hazard"]
        rows = Block(PEOPLE, book.next_row(PEOPLE), book.months - 1)

        def share(j: int, m: int, _: str) -> str:
            survive = hired(m - 1) if m == j else f"{rows.row(j)(m - 1)}*(1-{hazard(m - 1)})"
            return f"{present(m)}*{survive}"

        return book.block(PEOPLE, seat.id, "share", share)

    def _hires(self, seat: Seat, new: bool) -> None:
        def formula(m: int) -> str:
            at_start = f"{int(new)}*{seat['original'](m)}*({index(m)}={seat['first']()})"
            return f"{seat['hired'].row(m)(m)}+{at_start}" if m else at_start

        seat.line(PEOPLE, "hires", formula, "hires")

    def qualified(self, seat: Seat, credential: str | None) -> Line:
        """The part of `productive` whose people a payer accepts."""
        label = f"qualified {credential or ''}".strip()
        if label not in seat.rows:
            months = self.book.input(seat.own("staffing", "months_to_bill"), 0)
            seat.rows[label] = self._weighed(seat, label, months, credential)
        return seat.rows[label]

    def _weighed(self, seat: Seat, label: str, months_to_bill: Fixed | None, credential: str | None) -> Line:
        """The seat's people, each counted by the ramp, and only once they may bill and hold the credential."""
        weight, holds = self._weight(seat, months_to_bill), self._holds_by_hire(seat, credential)
        new = seat.spec.get("filled") == "new"
        key = ("weight", weight("x"), holds("x"))
        if key not in self.blocks:
            self.blocks[key] = self.book.block(
                PEOPLE, "hires", f"weight, {label}", lambda _j, _m, tenure: f"{weight(tenure)}*{holds(tenure)}"
            )
        weights = self.blocks[key]

        def formula(m: int) -> str:
            own = seat["held"](m).get(credential, "0") if credential else "1"
            ramped = weight(f"MAX(0,{index(m)}-{seat['first']()})") if new else "1"
            return f"{seat['original'](m)}*{own}*{ramped}+SUMPRODUCT({seat['hired'](m)},{weights(m)})"

        return self.book.line(PEOPLE, seat.id, label, formula)

    def _weight(self, seat: Seat, months_to_bill: Fixed | None) -> Callable[[str], str]:
        place = seat.own("staffing", "ramp")
        ramp = [self.book.input((*place, i))() for i in range(len(self.book.get(place) or []))]

        def weight(tenure: str) -> str:
            last = len(ramp) - 1
            ramped = f"IF({tenure}>{last},1,{choose(f'MIN({tenure},{last})', ramp)})" if ramp else "1"
            return f"{ramped}*({tenure}>={months_to_bill()})" if months_to_bill else ramped

        return weight

    def _holds_by_hire(self, seat: Seat, credential: str | None) -> Callable[[str], str]:
        months = self._months_to_credentials(seat)
        if credential is None:
            return lambda _: "1"
        return lambda tenure: f"({tenure}>={months[credential]()})" if credential in months else "0"

    def _wage(self, seat: Seat) -> None:
        """Pay of all people in the seat, for an hour of theirs, and its mean."""
        people = seat.line(
            PEOPLE,
            "pay of people",
            lambda m: (
                f"{seat['original'](m)}*{seat['original pay'](m)}"
                f"+SUMPRODUCT({seat['hired'](m)},{seat['pay of hires'](m)})"
            ),
        )
        filled = seat["filled"]
        seat.line(PEOPLE, "wage", lambda m: f"IF({filled(m)}>0,{people(m)}/{filled(m)},0)", "wage")
