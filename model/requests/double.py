"""Double payment: nobody above all of their time, no cost charged twice, income treated as the award says."""

from collections.abc import Iterator

import numpy as np

from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.inputs.request import Request
from model.requests.budget import Budget
from model.requests.check import Check, error, warning
from model.requests.computing import method_of
from model.requests.factors import percent
from model.requests.items import ITEM_CLASSES, items_of, lines_of_program
from model.requests.naming import fund_names, position_names
from model.requests.pay import paid
from model.requests.seats import Seats

HAIR = 1e-9


def double_payment(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    """E7 and D1 to D3, against the program's other grants, its contracts and what Medicaid pays."""
    yield from _effort(file, budget)
    yield from _named(budget.request)
    yield from _shared_lines(file, budget)
    yield from _lines_twice(file, budget.request)
    yield from _income(file, budget)
    yield from _contracts(file, budget)


def _shown(share: float) -> str:
    return percent(round(float(share), 6))


def efforts(file: ProgramFile, request: Request) -> dict[str, dict[str, Array]]:
    """Share of each position's time by fund and month of the program (through the request's last month).

    Funds are the program's other grants and the request itself, which stands in the place of its own grant.
    """
    seats = Seats.of(file.program, request.last)
    funds: dict[str, dict[str, Array]] = {}
    for grant in file.program.grants:
        if grant.id == request.grant:
            own = seats.horizon.within(grant.start, grant.end) * (1 - seats.horizon.within(request.start, request.last))
        else:
            own = seats.horizon.within(grant.start, grant.end)
        for name, share in grant.covers.items():
            funds.setdefault(name, {})[grant.id] = seats.values(share) * own
    for each in paid(file, request, seats):
        if each.staff.position is None:
            continue
        months = funds.setdefault(each.staff.position, {}).setdefault("this request", np.zeros(seats.horizon.months))
        for year in each.years:
            for month in year:
                months[seats.index(month.month)] += month.effort
    return funds


def _effort(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    start, who, called = file.program.start, position_names(file.program), fund_names(file.program)
    for name, funds in efforts(file, budget.request).items():
        total = sum(funds.values(), np.zeros(1))
        worst = int(np.argmax(total))
        if "this request" in funds and total[worst] > 1 + HAIR:
            parts = ", ".join(
                f"{called.get(fund, fund)} {_shown(v[worst])}" for fund, v in funds.items() if v[worst] > 0
            )
            month = Month(start + int(np.argmax(total > 1 + HAIR)))
            found = f"{who[name]} is paid {_shown(total[worst])} of full time ({parts}), first in {month}"
            place = next(n for n, s in enumerate(budget.request.personnel) if s.position == name)
            mend = f"ask for {_shown(total[worst] - 1)} less, or end what another fund pays"
            yield error("E7", f"personnel[{place}].effort", found, mend, "effort_records")


def _named(request: Request) -> Iterator[Check]:
    """Typed people who stand in several entries under one name."""
    shares: dict[str, list[tuple[int, float]]] = {}
    for place, staff in enumerate(request.personnel):
        if staff.name and staff.position is None:
            shares.setdefault(staff.name, []).append((place, max(staff.effort or (1.0,))))
    for name, entries in shares.items():
        total = sum(share for _, share in entries)
        if total > 1 + HAIR:
            found = f"{name} is asked for with {_shown(total)} of full time"
            yield error("E7", f"personnel[{entries[-1][0]}].effort", found, "nobody works more than all of their time")


def _shared_lines(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    """Lines of the program of which other grants pay a share already."""
    request = budget.request
    seats = Seats.of(file.program, request.last)
    inside = seats.horizon.within(request.start, request.last)
    others = np.zeros(seats.horizon.months)
    for grant in file.program.grants:
        if grant.id != request.grant:
            others = others + seats.values(grant.program_costs) * seats.horizon.within(grant.start, grant.end)
    taken = float((others * inside).max(initial=0.0))
    asked: dict[str, tuple[float, str]] = {}
    for cls in ITEM_CLASSES:
        for place, item in enumerate(items_of(request, cls)):
            if item.line in file.program.costs.program_month:
                asked[item.line] = (asked.get(item.line, (0.0, ""))[0] + max(item.share), f"{cls}[{place}].share")
    for name, (share, where) in asked.items():
        if share + taken > 1 + HAIR:
            more = f" and other grants pay {_shown(taken)} of it" if taken else ""
            found = f"{_shown(share)} of {name} is asked for{more}"
            yield error("D1", where, found, f"ask for {_shown(max(0.0, 1 - taken))} or less")


def _lines_twice(file: ProgramFile, request: Request) -> Iterator[Check]:
    """A cost line of the seats that is drawn twice for the same seats, and parts of it that are indirect too."""
    groups, seen = lines_of_program(file), set()
    for cls in ITEM_CLASSES:
        for place, item in enumerate(items_of(request, cls)):
            if item.line is None or groups.get(item.line) == "program_month":
                continue
            key = (item.line, item.positions, item.paid_by)
            if key in seen and sum(item.share) > 0:
                yield error(
                    "D1", f"{cls}[{place}].line", f"{item.line} stands in the request twice", "keep one of them"
                )
            seen.add(key)


def _income(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    request, method, who = budget.request, method_of(file, budget.request), position_names(file.program)
    own = next((g for g in file.program.grants if g.id == request.grant), None)
    if own is not None and request.program_income.method not in (None, own.program_income):
        named = fund_names(file.program)[own.id]
        found = f"the request says {request.program_income.method}, and the grant “{named}” {own.program_income}"
        yield error("D2", "program_income.method", found, "take the method that the notice of award names")
    required = budget.rules.binding("program_income_hrsa")
    if required is not None and method not in (None, required.text, "not_billed"):
        found = f"found {method}; notices of HRSA have asked for {required.text}"
        yield warning("D2", "program_income.method", found, "read the notice", required.name)
    serves = {p.id for p in file.program.positions if p.direct_service}
    billed = [who[s.position] for s in request.personnel if s.position in serves and s.paid_by == "grant"]
    if billed and method is None and file.program.payers:
        found = f"the grant pays time of {'; '.join(billed)}, which payers are billed for too"
        mend = "say how the award uses that income, or that covered time is not billed"
        yield error("D2", "program_income.method", found, mend, "program_income_methods")
    if method == "deductive" and sum(budget.income):
        found = f"the income of {sum(budget.income):,} lowers what the grant pays"
        yield warning("D2", "program_income", found, "billing brings the project nothing while the award lasts")


def _contracts(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    """Contracts that pay for a seat of which this request asks for all."""
    whole = {name for name, funds in efforts(file, budget.request).items() if sum(v.max() for v in funds.values()) >= 1}
    who, called = position_names(file.program), fund_names(file.program)
    for contract in file.program.contracts:
        overlap = contract.start <= budget.request.last and (
            contract.end is None or contract.end >= budget.request.start
        )
        for place, staff in enumerate(budget.request.personnel):
            if overlap and staff.position in whole and staff.position in (contract.covers or ()):
                of = f"the contract “{called[contract.id]}” pays for {who[staff.position]}"
                found = f"{of}, and grants pay all of its time"
                mend = "say what the contract buys beside that time, or ask for less"
                yield warning("D3", f"personnel[{place}].effort", found, mend)
