"""Who pays for each row, month by month, which seats end, and the cash (section 9)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.reference.dated import Raw, plain, read
from tests.reference.setting import Model, Seat, by_priority, contract_runs, program_runs

SOURCES = ("grants", "program_income", "earned", "contracts", "surplus", "fundraising", "reserve")


@dataclass
class Purse:
    """Money that lasts from month to month."""

    reserve: float
    cash: float
    accumulated_gap: float = 0.0
    arriving: dict[int, float] = field(default_factory=dict)


@dataclass
class Funding:
    """One month's rows with what each still needs and who has paid so far."""

    order: list[str]
    need: dict[str, float]
    paid: dict[str, dict[str, float]]

    def pay(self, source: str, row: str, money: float) -> float:
        """Pay a row from a source as far as both reach, and return what is left of the money."""
        amount = max(0.0, min(money, self.need[row]))
        self.need[row] -= amount
        self.paid[row][source] += amount
        return money - amount

    def pay_all(self, source: str, money: float, rows: list[str] | None = None) -> float:
        """Pay rows by priority, all or those named, and return what is left."""
        for row in self.order:
            if rows is None or row in rows:
                money = self.pay(source, row, money)
        return money


def open_purse(model: Model) -> Purse:
    """Read the reserve and the cash with which the program starts."""
    reserve = model.at((model.raw.get("reserve") or {}).get("opening"), 0)
    owed = [float(plain(x)) for x in model.raw.get("receivables") or []]
    cash = model.at((model.raw.get("cash") or {}).get("opening"), 0, reserve - sum(owed))
    return Purse(reserve, cash, arriving=dict(enumerate(owed)))


def start_funding(model: Model, rows: list[Seat], full: dict[str, Raw], m: int) -> Funding:
    """Set up the month: rows by priority, the program's own row last."""
    order = [s.id for s in by_priority(model, rows, m)] or ["(program)"]
    need = {row: full[row]["full"] for row in order}
    return Funding(order, need, {row: dict.fromkeys(SOURCES, 0.0) for row in order})


def pay_program_income(model: Model, fund: Funding, income: dict[str, Raw], m: int) -> float:
    """Spend program income after grants have paid, and return the surplus.

    Deductive income pays its own position's full cost, as other earnings do. Additive and matching income goes through
    the grant's balance to the direct-service positions that the grant covers, those with a share in this month.
    """
    surplus = 0.0
    for grant in model.grants:
        if (grant.get("program_income") or "deductive") == "deductive":
            for row, dollars in income.get(grant["id"], {}).items():
                surplus += fund.pay("program_income", row, dollars)
    for grant in model.grants:
        if grant.get("program_income") in {"additive", "matching"}:
            money = grant["balance"] + sum(income.get(grant["id"], {}).values())
            rows = [p for p, share in (grant.get("covers") or {}).items() if model.at(share, m) > 0]
            grant["balance"] = fund.pay_all("program_income", money, rows)
    return surplus


def contract_money(model: Model, contract: Raw, m: int) -> float:
    """A contract's dollars in a month, in those of its start where that is later than the program's."""
    if not contract_runs(model, contract, m):
        return 0.0
    change = contract.get("annual_change")
    growth = 0.0 if change is None else float(plain(change))
    return read(model.cal, contract["per_month"], m, growth=growth, anchor=max(0, contract["first"]))


def fundraising_money(model: Model, m: int) -> float:
    """Fundraising of a month."""
    raised = model.raw.get("fundraising") or {}
    growth = 0.0 if raised.get("annual_change") is None else float(plain(raised["annual_change"]))
    return read(model.cal, raised.get("per_month"), m, growth=growth) if program_runs(model, m) else 0.0


def fund_month(
    model: Model, purse: Purse, fund: Funding, granted: Raw, income: dict[str, Raw], earned: dict[str, float], m: int
) -> Raw:
    """Pay the month's rows in the order of the sources; what remains is the gap.

    What contracts, surplus and fundraising leave over repays an accumulated gap and joins the reserve before the
    reserve pays, also when a contract that covers few rows leaves money beside others' needs. Contracts pay in the
    order of the file.
    """
    for row, dollars in granted["to_rows"].items():
        fund.pay("grants", row, dollars)
    surplus = pay_program_income(model, fund, income, m)
    for row in fund.order:
        counted = sum(parts.get(row, 0.0) for parts in income.values())
        surplus += fund.pay("earned", row, max(0.0, earned.get(row, 0.0) - counted))
    contracts = left = 0.0
    for contract in model.contracts:
        money = contract_money(model, contract, m)
        contracts += money
        left += fund.pay_all("contracts", money, contract.get("covers"))
    left += fund.pay_all("surplus", surplus)
    raised = fundraising_money(model, m)
    left += fund.pay_all("fundraising", raised)
    repaid = min(left, purse.accumulated_gap)
    purse.accumulated_gap -= repaid
    purse.reserve += left - repaid
    spare = max(0.0, purse.reserve - model.at((model.raw.get("reserve") or {}).get("floor"), m))
    purse.reserve -= spare - fund.pay_all("reserve", spare)
    gap = sum(fund.need.values())
    purse.accumulated_gap += gap
    return {"contracts": contracts, "fundraising": raised, "left_over": left, "gap": gap}


def later(purse: Purse, m: int, dollars: float, lag: list[Any], stops: Sequence[int] = ()) -> None:
    """Let dollars of month `m` arrive over the months that a payment lag names, or once a stop of payments is over."""
    for months, share in enumerate(lag):
        arrives = m + months
        while arrives in stops:
            arrives += 1
        purse.arriving[arrives] = purse.arriving.get(arrives, 0.0) + dollars * float(plain(share))


def move_cash(
    model: Model, purse: Purse, by_payer: dict[str, float], by_grant: Raw, month: Raw, spent: float, m: int
) -> None:
    """Move the month's cash: what arrives, less what was spent."""
    for name, dollars in by_payer.items():
        payer = model.raw["payers"][name]
        stops = [model.cal.index(month) for month in payer.get("pays_nothing_in") or []]
        later(purse, m, dollars, payer.get("payment_lag") or [1.0], stops)
    for grant in model.grants:
        if grant["id"] in by_grant:
            later(purse, m, by_grant[grant["id"]]["paid"], grant.get("payment_lag") or [0.0, 1.0])
    received = month["contracts"] + month["fundraising"] + purse.arriving.pop(m, 0.0)
    purse.cash += received - spent


def end_seats(model: Model, fund: Funding, rows: list[Seat], full: dict[str, Raw], m: int) -> None:
    """With `when_unfunded: end`, end the seat of lowest priority among those that had a gap throughout their grace."""
    grace = max(1.0, model.at(model.raw.get("grace_months"), m, 3))
    ripe = []
    for seat in by_priority(model, rows, m):
        short = fund.need[seat.id] > model.materiality(m) * full[seat.id]["full"]
        seat.months_short = seat.months_short + 1 if short and m >= seat.grace_until else 0
        if seat.months_short >= grace:
            ripe.append(seat)
    if ripe and model.raw.get("when_unfunded") == "end":
        ripe[-1].ended = m
