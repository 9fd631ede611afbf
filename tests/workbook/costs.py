"""Sheet Costs: wages, fringe, travel, lines, replacement; shared and indirect cost."""

from dataclasses import dataclass
from typing import Any

from tests.workbook.dated import dated, in_force
from tests.workbook.seat import Seat
from tests.workbook.sheets import Block, Book, Line, Place, Ref, calendar, index, now, total

COSTS = "Costs"
GROWTH = ("costs", "annual_change")


@dataclass
class Costs:
    """Builds the cost rows of all positions, and what the program itself costs."""

    book: Book
    seats: list[Seat]
    runs: Line  # 1 while the program's own costs run on

    def __post_init__(self) -> None:
        self.excluded = set(self.book.get(("costs", "indirect_excludes")) or [])
        self.mileage = dated(self.book, ("costs", "mileage_rate"), 0)
        self.rate = dated(self.book, ("costs", "indirect_rate"), 0)
        for seat in self.seats:
            self._wages(seat)
            self._fringe(seat)
            self._lines(seat)
            self._replacement(seat)
            self._direct(seat)
        self._shared()

    def _wages(self, seat: Seat) -> None:
        multiple = seat.dated("staffing", "coverage", "pay_multiple", default=1)
        seat.line(
            COSTS,
            "pay for covered hours",
            lambda m: f"{seat['covered hours'](m)}*{seat['original pay'](m)}*{multiple(m)}",
        )
        seat.line(
            COSTS,
            "wages",
            lambda m: f"{seat['pay of people'](m)}*{seat['hours paid'](m)}+{seat['pay for covered hours'](m)}",
            "wages",
        )

    def _fringe(self, seat: Seat) -> None:
        parts = [
            self._component(seat, ("benefits", "components", i), item)
            for i, item in enumerate(self.book.get(("benefits", "components")) or [])
        ]
        seat.line(COSTS, "fringe", lambda m: total(part(m) for part in parts), "fringe")

    def _component(self, seat: Seat, place: Place, item: dict[str, Any]) -> Ref:
        on, grows = in_force(self.book, place), (*place, "annual_change")
        if "share_of_wages" in item:
            share = dated(self.book, (*place, "share_of_wages"))
            base = self._under_base(seat, place) if "wage_base" in item else seat["wages"]
            return lambda m: f"{share(m)}*{base(m)}*{on(m)}"
        monthly, taken = dated(self.book, (*place, "per_month"), grows=grows), dated(self.book, (*place, "take_up"), 1)
        full_time = dated(self.book, ("benefits", "full_time_hours"), 30)

        def formula(m: int) -> str:
            eligible = f"({seat['hours'](m)}>={full_time(m)})" if item.get("eligible_only") else "1"
            return f"{monthly(m)}*{taken(m)}*{seat['filled'](m)}*{eligible}*{on(m)}"

        return formula

    def _under_base(self, seat: Seat, place: Place) -> Line:
        """Wages of the month below the yearly base, person by person, with all pay for covered hours."""
        book, base = self.book, dated(self.book, (*place, "wage_base"), grows=(*place, "annual_change"))
        own_pay, hours = seat["original pay"], seat["hours paid"]
        at_start = str(seat.spec.get("start") or book.tree["start"]) <= book.tree["start"]
        counts = at_start and seat.spec.get("filled", "filled") == "filled"
        used = book.input((*place, "used_at_start"), 0)
        so_far = book.reserve(COSTS, seat.id, "original person's wages this year, before the month")

        def before(m: int) -> str:
            if m == 0:
                return used() if counts else "0"
            went_on = f"{so_far(m - 1)}+{own_pay(m - 1)}*{hours(m - 1)}*({index(m)}>{seat['first']()})"
            return f"IF({calendar(m)}=1,0,{went_on})"

        book.fill(so_far, before)
        taxed = book.line(
            COSTS,
            seat.id,
            "original person's wages below the base",
            lambda m: f"MAX(0,MIN({own_pay(m)}*{hours(m)},{base(m)}-{so_far(m)}))",
        )
        hires = self._hires_under_base(seat, base)
        return book.line(
            COSTS,
            seat.id,
            "wages below the base",
            lambda m: (
                f"{seat['original'](m)}*{taxed(m)}+SUMPRODUCT({seat['hired'](m)},{hires(m)})"
                f"+{seat['pay for covered hours'](m)}"
            ),
        )

    def _hires_under_base(self, seat: Seat, base: Ref) -> Block:
        book, pay, hours = self.book, seat["pay of hires"], seat["hours paid"]
        top = book.next_row(COSTS)
        so_far = Block(COSTS, top, book.months - 1)

        def before(j: int, m: int, _: str) -> str:
            if m == j:
                return "0"
            return f"IF({calendar(m)}=1,0,{so_far.row(j)(m - 1)}+{pay.row(j)(m - 1)}*{hours(m - 1)})"

        book.block(COSTS, seat.id, "wages this year, before the month", before)
        return book.block(
            COSTS,
            seat.id,
            "wages below the base",
            lambda j, m, _: f"MAX(0,MIN({pay.row(j)(m)}*{hours(m)},{base(m)}-{so_far.row(j)(m)}))",
        )

    def _lines(self, seat: Seat) -> None:
        monthly = self._group("per_position_month", "")
        yearly = self._group("per_position_year", "/12")
        aid = [
            (name, lambda m, v=value, on=on: f"{v(m)}*{on(m)}")
            for i, item in enumerate(self.book.tree.get("supports") or [])
            if "per_position_month" in item
            for name, value, on in [
                (
                    item["name"],
                    dated(self.book, ("supports", i, "per_position_month"), grows=GROWTH),
                    in_force(self.book, ("supports", i)),
                )
            ]
        ]
        lines = [*monthly, *yearly, *aid]
        outside = [value for name, value in (*monthly, *yearly) if name in self.excluded]
        seat.line(
            COSTS,
            "per_position",
            lambda m: f"({total(value(m) for _, value in lines)})*{seat['filled'](m)}",
            "per_position",
        )
        seat.line(COSTS, "excluded lines", lambda m: f"({total(v(m) for v in outside)})*{seat['filled'](m)}")

    def _group(self, group: str, over: str) -> list[tuple[str, Ref]]:
        names = self.book.get(("costs", group)) or {}
        values = [(name, dated(self.book, ("costs", group, name), grows=GROWTH)) for name in names]
        return [(name, lambda m, v=value: f"{v(m)}{over}") for name, value in values]

    def _replacement(self, seat: Seat) -> None:
        dollars = seat.dated("staffing", "replacement", "dollars")
        share = seat.dated("staffing", "replacement", "share_of_annual_wage")
        ends = self.book.month((*seat.place, "end")) if seat.spec.get("end") else None

        def formula(m: int) -> str:
            yearly = f"{share(m)}*{seat['original pay'](m)}*{seat['hours'](m)}*52"
            kept = f"*({now(m)}<>{ends()})" if ends else ""
            return f"{seat['separations'](m)}*({dollars(m)}+{yearly}){kept}"

        seat.line(COSTS, "replacement", formula, "replacement")

    def _direct(self, seat: Seat) -> None:
        seat.line(COSTS, "travel", lambda m: f"{seat['miles'](m)}*{self.mileage(m)}" if seat.direct else "0", "travel")
        parts = ("wages", "fringe", "travel", "per_position", "replacement")
        seat.line(COSTS, "direct_cost", lambda m: total(seat[part](m) for part in parts), "direct_cost")

    # Shared and indirect cost

    def _shared(self) -> None:
        book, others = self.book, [s for s in self.seats if not s.direct]
        lines = self._group("program_month", "")
        outside = [value for name, value in lines if name in self.excluded]
        self.program = book.line(
            COSTS, "program", "program_month", lambda m: f"({total(v(m) for _, v in lines)})*{self.runs(m)}"
        )
        self.program_excluded = book.line(
            COSTS, "program", "program_month excluded", lambda m: f"({total(v(m) for v in outside)})*{self.runs(m)}"
        )
        self.to_share = book.line(
            COSTS,
            "program",
            "to be shared",
            lambda m: f"{self.program(m)}+{total(s['direct_cost'](m) for s in others)}",
        )
        self.to_share_excluded = book.line(
            COSTS,
            "program",
            "to be shared, excluded",
            lambda m: f"{self.program_excluded(m)}+{total(s['excluded lines'](m) for s in others)}",
        )
        served = [s for s in self.seats if s.direct]
        active = book.line(
            COSTS,
            "program",
            "active hours a week",
            lambda m: total(f"{s['present'](m)}*{s['hours'](m)}" for s in served),
        )
        for seat in served:
            self._full(
                seat.rows, seat.id, lambda m, s=seat: f"{s['present'](m)}*{s['hours'](m)}/MAX(1E-300,{active(m)})"
            )
        self.own: dict[str, Line] = {}
        nothing = book.line(COSTS, "(program)", "direct_cost", lambda _: "0")
        self.own |= {"direct_cost": nothing, "excluded lines": nothing}
        self._full(self.own, "(program)", lambda m: f"({active(m)}=0)")

    def _full(self, rows: dict[str, Any], owner: str, weight: Ref) -> None:
        book = self.book
        part = rows["weight"] = book.line(COSTS, owner, "part of what is shared", weight)
        shared = book.line(COSTS, owner, "shared_cost", lambda m: f"{part(m)}*{self.to_share(m)}", "shared_cost")
        indirect = book.line(
            COSTS,
            owner,
            "indirect",
            lambda m: (
                f"{self.rate(m)}*({rows['direct_cost'](m)}+{shared(m)}-{rows['excluded lines'](m)}"
                f"-{part(m)}*{self.to_share_excluded(m)})"
            ),
            "indirect",
        )
        rows["full_cost"] = book.line(
            COSTS,
            owner,
            "full_cost",
            lambda m: f"{rows['direct_cost'](m)}+{shared(m)}+{indirect(m)}",
            "full_cost",
        )
