"""Sheet Grants: what each grant is asked for, what its award still holds, what it pays."""

from dataclasses import dataclass, field

from tests.workbook.costs import Costs
from tests.workbook.dated import dated, in_force
from tests.workbook.seat import Seat
from tests.workbook.sheets import Book, Formula, Line, Ref, choose, now, total

GRANTS = "Grants"


@dataclass
class Grant:
    """One grant: its ask position by position, before and after program income."""

    book: Book
    index: int
    costs: Costs
    covered: dict[str, Line] = field(default_factory=dict)
    asks: dict[str, Line] = field(default_factory=dict)
    incomes: dict[str, Line] = field(default_factory=dict)

    def __post_init__(self) -> None:
        book, place = self.book, ("grants", self.index)
        spec = book.get(place)
        self.id, self.covers = str(spec["id"]), dict(spec.get("covers") or {})
        self.kind = spec.get("program_income", "deductive")
        self.on = in_force(book, place, "start", "end")
        self.begins = book.month((*place, "start"))
        self.indirect = dated(book, (*place, "indirect_rate"), 0)
        self._ask()
        self.left = book.reserve(GRANTS, self.id, "left")
        self.paid = book.reserve(GRANTS, self.id, "paid")
        self.before = book.line(GRANTS, self.id, "left before the month", self._available())
        self._cover()

    # Before billing

    def _ask(self) -> None:
        costs, on = self.costs, self.on
        for seat in self._seats():
            share = dated(self.book, ("grants", self.index, "covers", seat.id))
            self.asks[seat.id] = self.book.line(
                GRANTS,
                f"{self.id} {seat.id}",
                "asked before program income",
                lambda m, s=seat, share=share: (
                    f"{on(m)}*{share(m)}*({s['direct_cost'](m)}"
                    f"+{self.indirect(m)}*({s['direct_cost'](m)}-{s['excluded lines'](m)}))"
                ),
            )
        share = dated(self.book, ("grants", self.index, "program_costs"), 0)
        self.for_program = self.book.line(
            GRANTS,
            self.id,
            "asked for program costs",
            lambda m: (
                f"{on(m)}*{share(m)}*({costs.program(m)}"
                f"+{self.indirect(m)}*({costs.program(m)}-{costs.program_excluded(m)}))"
            ),
        )

    def _seats(self) -> list[Seat]:
        return [seat for seat in self.costs.seats if seat.id in self.covers]

    def _award(self) -> Formula:
        """The award of the budget year under way."""
        book, place = self.book, ("grants", self.index, "award")
        year = f"INT(({{}}-{self.begins()})/12)"
        if not isinstance(book.get(place), list):
            return lambda _: book.input(place)()
        awards = [book.input((*place, i))() for i in range(len(book.get(place)))]
        return lambda m: choose(f"MIN({len(awards) - 1},{year.format(now(m))})", awards)

    def _available(self) -> Formula:
        book, place, award = self.book, ("grants", self.index), self._award()
        spent, carried = book.input((*place, "spent_at_start"), 0), book.input((*place, "carried_in"), 0)
        passes = int(bool(book.get((*place, "carryover"))))

        def formula(m: int) -> str:
            if m == 0:
                return f"IF({self.on(m)}=1,{award(m)}-{spent()}+{carried()},0)"
            new_year = f"MOD({now(m)}-{self.begins()},12)=0"
            kept = f"IF({now(m)}>{self.begins()},{passes}*{self.left(m - 1)},0)"
            return f"IF({self.on(m)}=1,IF({new_year},{award(m)}+{kept},{self.left(m - 1)}),0)"

        return formula

    def _cover(self) -> None:
        asked = self.book.line(
            GRANTS,
            self.id,
            "asked in all before program income",
            lambda m: f"{self.for_program(m)}+{total(ask(m) for ask in self.asks.values())}",
        )
        for seat in self._seats():
            if seat.direct:
                share = dated(self.book, ("grants", self.index, "covers", seat.id))
                self.covered[seat.id] = self.book.line(
                    GRANTS,
                    f"{self.id} {seat.id}",
                    "covered",
                    lambda m, share=share: (
                        f"{self.on(m)}*{share(m)}*IF({asked(m)}>0,MIN(1,{self.before(m)}/{asked(m)}),0)"
                    ),
                )

    # After billing

    def pay(self, not_billed: Formula) -> None:
        """Program income, the ask net of it, and the payment."""
        self._income(not_billed)
        self._net_of_income()
        book, net = self.book, self.net
        asked = book.line(
            GRANTS, self.id, "asked", lambda m: f"{self.for_program(m)}+{total(n(m) for n in net.values())}"
        )
        book.fill(self.paid, lambda m: f"MIN({asked(m)},{self.before(m)})")
        book.fill(self.left, lambda m: f"{self.before(m)}-{self.paid(m)}")
        self.scale = book.line(
            GRANTS, self.id, "paid of what is asked", lambda m: f"IF({asked(m)}>0,{self.paid(m)}/{asked(m)},0)"
        )
        book.measures |= {("paid", self.id): self.paid, ("left", self.id): self.left, ("asked", self.id): asked}
        rate = dated(book, ("grants", self.index, "match_rate"), 0)
        book.line(GRANTS, self.id, "match_needed", lambda m: f"{self.paid(m)}*{rate(m)}/(1-{rate(m)})", "match_needed")

    def _income(self, not_billed: Formula) -> None:
        if self.kind == "not_billed":
            return
        for seat in self._seats():
            if not seat.direct:
                continue

            def formula(m: int, seat: Seat = seat) -> str:
                taken = not_billed(seat, m)
                part = f"{seat['earned'](m)}*{self.covered[seat.id](m)}"
                return part if taken == "0" else f"IF({taken}<1,{part}/(1-({taken})),0)"

            self.incomes[seat.id] = self.book.line(GRANTS, f"{self.id} {seat.id}", "program income", formula)

    def _net_of_income(self) -> None:
        self.net = dict(self.asks)
        if self.kind == "deductive":
            for name, income in self.incomes.items():
                ask = self.asks[name]
                self.net[name] = self.book.line(
                    GRANTS, f"{self.id} {name}", "asked", lambda m, a=ask, i=income: f"MAX(0,{a(m)}-{i(m)})"
                )

    def toward(self, seat: Seat) -> list[Ref]:
        """What the grant pays of a position's own ask."""
        if seat.id not in self.net:
            return []
        return [lambda m: f"{self.scale(m)}*{self.net[seat.id](m)}"]

    def toward_shared(self) -> Ref:
        """What it pays toward program costs and positions that see no clients."""
        others = [self.net[s.id] for s in self._seats() if not s.direct]
        return lambda m: f"{self.scale(m)}*({self.for_program(m)}+{total(o(m) for o in others)})"


def grants(book: Book, costs: Costs) -> list[Grant]:
    """All grants of the file, with what is known of them before billing."""
    return [Grant(book, i, costs) for i in range(len(book.tree.get("grants") or []))]
