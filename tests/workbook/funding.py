"""Sheets Funding and Cash: who pays for each row, when a seat ends, what the reserve and the bank account hold."""

from dataclasses import dataclass, field

from tests.workbook.costs import Costs
from tests.workbook.dated import dated, in_force
from tests.workbook.grants import Grant
from tests.workbook.seat import Seat
from tests.workbook.sheets import Book, Formula, Line, Ref, index, total

FUNDING, CASH = "Funding", "Cash"


@dataclass
class Row:
    """One row of the funding table: a direct-service position, or the program itself."""

    id: str
    seat: Seat | None
    full: Line
    weight: Line
    paid: dict[str, list[Line]] = field(default_factory=dict)
    remaining: Ref = lambda _: "0"


@dataclass
class Funding:
    """Builds the sources in their order, each by priority, and the gap that remains."""

    book: Book
    seats: list[Seat]
    costs: Costs
    grants: list[Grant]
    ended: dict[str, Line]
    runs: Line
    alive: dict[str, Ref]

    def __post_init__(self) -> None:
        self.rows = self._rows()
        for row in self.rows:
            row.remaining = row.full
            self._pay_grants(row)
        self._program_income()
        self._earned()
        self._contracts()
        self.surplus_left = self._pool("surplus", "surplus", self.surplus, self.rows)
        raised = dated(self.book, ("fundraising", "per_month"), 0, grows=("fundraising", "annual_change"))
        self.fundraising = self.book.line(
            FUNDING, "program", "fundraising", lambda m: f"{raised(m)}*{self.runs(m)}", "fundraising"
        )
        self.raised_left = self._pool("fundraising", "fundraising", self.fundraising, self.rows)
        self._reserve()
        self._report()
        self._endings()

    def _rows(self) -> list[Row]:
        """By priority; equal priorities in the order of the file."""
        served = [s for s in self.seats if s.direct]
        served.sort(key=lambda s: (s.spec.get("priority", s.index + 1), s.index))
        rows = [Row(s.id, s, s["full_cost"], s["weight"]) for s in served]
        return [*rows, Row("(program)", None, self.costs.own["full_cost"], self.costs.own["weight"])]

    def _take(self, row: Row, source: str, label: str, formula: Formula) -> Line:
        """One payment to a row, and what of its cost remains."""
        before = row.remaining
        line = self.book.line(FUNDING, row.id, label, formula)
        row.paid.setdefault(source, []).append(line)
        row.remaining = self.book.line(FUNDING, row.id, f"remaining after {label}", lambda m: f"{before(m)}-{line(m)}")
        return line

    def _pool(self, source: str, label: str, pool: Ref, rows: list[Row]) -> Line:
        """Spends a pool row by row in the order of priority; what is left of it."""
        so_far: list[Line] = []
        for row in rows:
            before, earlier = row.remaining, list(so_far)

            def pays(m: int, before: Ref = before, earlier: list[Line] = earlier) -> str:
                return f"MAX(0,MIN({before(m)},{pool(m)}-({total(e(m) for e in earlier)})))"

            so_far.append(self._take(row, source, label, pays))
        return self.book.line(
            FUNDING, "program", f"left of {label}", lambda m: f"{pool(m)}-({total(s(m) for s in so_far)})"
        )

    def _pay_grants(self, row: Row) -> None:
        for grant in self.grants:
            own = grant.toward(row.seat) if row.seat else []
            shared = grant.toward_shared()
            self._take(
                row,
                "grants",
                grant.id,
                lambda m, own=own, shared=shared: f"{total(o(m) for o in own)}+{row.weight(m)}*({shared(m)})",
            )

    def _program_income(self) -> None:
        beyond: list[Ref] = []
        for row in self.rows:
            incomes = [g.incomes[row.id] for g in self.grants if g.kind == "deductive" and row.id in g.incomes]
            if incomes:
                beyond.append(self._own(row, "program_income", "deductive income", incomes))
        self.beyond = beyond
        self.balances: list[Line] = []
        for grant in self.grants:
            if grant.kind in {"additive", "matching"}:
                self._kept_income(grant)

    def _own(self, row: Row, source: str, label: str, moneys: list[Ref]) -> Ref:
        """A position's own money pays its own cost; what is beyond it."""
        before = row.remaining
        line = self._take(row, source, label, lambda m: f"MAX(0,MIN({before(m)},{total(x(m) for x in moneys)}))")
        return lambda m: f"({total(x(m) for x in moneys)}-{line(m)})"

    def _kept_income(self, grant: Grant) -> None:
        balance = self.book.reserve(FUNDING, grant.id, "income_balance")
        incomes = list(grant.incomes.values())
        pool = self.book.line(
            FUNDING,
            grant.id,
            "program income to spend",
            lambda m: f"{balance(m - 1) if m else '0'}+{total(i(m) for i in incomes)}",
        )
        covered = [row for row in self.rows if row.seat and row.id in grant.incomes]
        left = self._pool("program_income", f"income of {grant.id}", pool, covered)
        self.book.fill(balance, left)
        self.book.measures[("income_balance", grant.id)] = balance

    def _earned(self) -> None:
        beyond = list(self.beyond)
        for row in self.rows:
            if row.seat is None:
                continue
            incomes = [g.incomes[row.id] for g in self.grants if row.id in g.incomes]
            earned = row.seat["earned"]
            other = self.book.line(
                FUNDING, row.id, "other earnings", lambda m, e=earned, i=incomes: f"{e(m)}-({total(x(m) for x in i)})"
            )
            beyond.append(self._own(row, "earned", "earned", [other]))
        self.surplus = self.book.line(FUNDING, "program", "surplus", lambda m: total(b(m) for b in beyond))

    def _contracts(self) -> None:
        book, self.contract_left, paid = self.book, [], []
        for i, spec in enumerate(book.tree.get("contracts") or []):
            covers = spec.get("covers")
            line = self._contract(i, covers, spec.get("for_service", True))
            rows = [r for r in self.rows if covers is None or r.id in covers]
            self.contract_left.append(self._pool("contracts", str(spec["id"]), line, rows))
            paid.append(line)
        self.contracts = book.line(FUNDING, "program", "contracts", lambda m: total(p(m) for p in paid), "contracts")

    def _contract(self, i: int, covers: list[str] | None, for_service: bool) -> Line:
        """What a contract pays; it ends with the last seat it covers."""
        book, place = self.book, ("contracts", i)
        spec = book.get(place)
        later = str(spec.get("start") or "") > str(book.tree["start"])
        since = book.month((*place, "start")) if later else None
        monthly = dated(book, (*place, "per_month"), grows=(*place, "annual_change"), since=since)
        on = in_force(book, place, "start", "end")
        seats = [a for name, a in self.alive.items() if covers is None or name in covers]
        return book.line(
            FUNDING,
            str(spec["id"]),
            "pays",
            lambda m: f"{monthly(m)}*{on(m)}" + (f"*(({total(a(m) for a in seats)})>0)" if for_service else ""),
        )

    def _reserve(self) -> None:
        book = self.book
        reserve, owed = book.reserve(FUNDING, "program", "reserve"), book.reserve(FUNDING, "program", "accumulated_gap")
        opening, floor = book.input(("reserve", "opening"), 0), dated(book, ("reserve", "floor"), 0)
        left = [*self.contract_left, self.surplus_left, self.raised_left]
        over = book.line(FUNDING, "program", "left over", lambda m: total(x(m) for x in left))
        repaid = book.line(FUNDING, "program", "gap repaid", lambda m: f"MIN({over(m)},{owed(m - 1)})" if m else "0")
        held = book.line(
            FUNDING,
            "program",
            "reserve before it pays",
            lambda m: f"{reserve(m - 1) if m else opening()}+{over(m)}-{repaid(m)}",
        )
        pool = book.line(FUNDING, "program", "reserve above its floor", lambda m: f"MAX(0,{held(m)}-{floor(m)})")
        unused = self._pool("reserve", "reserve", pool, self.rows)
        book.fill(reserve, lambda m: f"{held(m)}-({pool(m)}-{unused(m)})")
        book.fill(
            owed,
            lambda m: f"{owed(m - 1) if m else '0'}-{repaid(m)}+{total(row.remaining(m) for row in self.rows)}",
        )
        book.measures |= {("reserve", "program"): reserve, ("accumulated_gap", "program"): owed}

    def _report(self) -> None:
        for row in self.rows:
            for source in ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve"):
                lines = row.paid.get(source, [])
                self.book.line(
                    FUNDING, row.id, f"from_{source}", lambda m, x=lines: total(p(m) for p in x), f"from_{source}"
                )
            self.book.line(FUNDING, row.id, "gap", row.remaining, "gap")

    # Seats that end for want of money

    def _endings(self) -> None:
        book = self.book
        served = [row for row in self.rows if row.seat]
        if book.tree.get("when_unfunded", "keep") != "end":
            for row in served:
                book.fill(self.ended[row.id], lambda _: "0")
            return
        least, grace = dated(book, ("materiality",), 0.01), book.input(("grace_months",), 3)
        due = [(row, self._due(row, row.seat, least, grace())) for row in served if row.seat]
        for place, (row, mine) in enumerate(due):
            lower = [other for _, other in due[place + 1 :]]
            self._end(self.ended[row.id], mine, lower)

    def _end(self, ended: Line, due: Line, lower: list[Line]) -> None:
        """Of those due in a month only the lowest in priority ends; once ended, a seat stays so."""

        def formula(m: int) -> str:
            first = f"{due(m)}*(({total(other(m) for other in lower)})=0)"
            return f"MAX({ended(m - 1) if m else '0'},{first})"

        self.book.fill(ended, formula)

    def _due(self, row: Row, seat: Seat, least: Ref, grace: str) -> Line:
        """1 in a month that ends as many months of gap in a row as there are of grace."""
        book, gap, full = self.book, row.remaining, row.full
        settled = self._settled(seat)
        run = book.reserve(FUNDING, row.id, "months of gap in a row")

        def months(m: int) -> str:
            counts = f"{seat['present'](m)}*({index(m)}>={seat['first']()}+{settled})*({gap(m)}>{least(m)}*{full(m)})"
            return f"{counts}*({run(m - 1) if m else '0'}+1)"

        book.fill(run, months)
        return book.line(FUNDING, row.id, "due to end", lambda m: f"({run(m)}>={grace})*1")

    def _settled(self, seat: Seat) -> str:
        """Months after which a gap of a seat that starts new or vacant counts."""
        filled = seat.spec.get("filled", "filled")
        if filled == "filled":
            return "0"
        ramp = len(self.book.get(seat.own("staffing", "ramp")) or [])
        if filled == "new":
            return str(ramp)
        return f"(ROUNDUP({seat.dated('staffing', 'months_vacant')(0)},0)+{ramp})"


def cash(book: Book, funding: Funding, earned_from: dict[str, list[Ref]], grants: list[Grant]) -> None:
    """Cash: what arrives, with its lags, less what is spent."""
    parts: list[tuple[Ref, list[str]]] = []
    for payer, lines in earned_from.items():
        total_line = book.line(CASH, payer, "earned", lambda m, x=lines: total(line(m) for line in x))
        parts.append((total_line, _lags(book, ("payers", payer), (1.0,))))
    parts += [(g.paid, _lags(book, ("grants", g.index), (0.0, 1.0))) for g in grants]
    receivables = [book.input(("receivables", i))() for i in range(len(book.tree.get("receivables") or []))]
    spent = book.line(CASH, "program", "spent", lambda m: total(row.full(m) for row in funding.rows))
    arrives = book.line(
        CASH,
        "program",
        "arrives late",
        lambda m: total(
            [f"{line(m - k)}*{lag}" for line, lags in parts for k, lag in enumerate(lags) if k <= m]
            + receivables[m : m + 1]
        ),
    )
    balance = book.reserve(CASH, "program", "cash")
    opening = f"{book.input(('reserve', 'opening'), 0)()}-({total(receivables)})"
    if book.get(("cash", "opening")) is not None:
        opening = book.input(("cash", "opening"))()
    book.fill(
        balance,
        lambda m: (
            f"{balance(m - 1) if m else opening}+{arrives(m)}"
            f"+{funding.contracts(m)}+{funding.fundraising(m)}-{spent(m)}"
        ),
    )
    book.measures[("cash", "program")] = balance


def _lags(book: Book, place: tuple[str | int, ...], default: tuple[float, ...]) -> list[str]:
    given = book.get((*place, "payment_lag"))
    return [
        book.input((*place, "payment_lag", k), None if given else share)()
        for k, share in enumerate(given if given is not None else default)
    ]
