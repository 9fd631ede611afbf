"""The whole model in plain loops, month by month and person by person: the test's second opinion."""

from typing import Any

from tests.reference.billing import by_fate, lines_of, settle, what_binds
from tests.reference.caps import open_windows, program_caps
from tests.reference.costs import direct_cost, full_costs
from tests.reference.dated import Raw
from tests.reference.findings import carried_status, position_findings, program_findings, row_status
from tests.reference.funding import SOURCES, Purse, end_seats, fund_month, move_cash, open_purse, start_funding
from tests.reference.grants import asks, cover, grant_months, open_grants, pay_grants, program_income, share_not_billed
from tests.reference.people import advance, staff_month
from tests.reference.setting import FATES, Model, Seat, is_active, make_model
from tests.reference.work import capacity, sessions

QUANTITIES: tuple[str, ...] = (
    "wage",
    "filled",
    "productive",
    "vacant",
    "separations",
    "hires",
    "paid_hours",
    "service_hours",
)
QUANTITIES += ("unused_hours", "billed", "earned", "wages", "fringe", "travel", "per_position", "replacement")
QUANTITIES += ("direct_cost", "shared_cost", "indirect", "full_cost", "gap", *(f"from_{source}" for source in SOURCES))


def empty_row(model: Model, name: str, m: int) -> Raw:
    """A row in which nothing happens."""
    row: Raw = {"month": model.cal.label(m), "position": name, **dict.fromkeys(QUANTITIES, 0.0)}
    row["qualified"] = dict.fromkeys(model.raw["payers"], 0.0)
    row["booked"], row["kept"] = dict.fromkeys(model.raw["services"], 0.0), dict.fromkeys(model.raw["services"], 0.0)
    row["units"], row["hours"] = dict.fromkeys(("delivered", *FATES), 0.0), dict.fromkeys(("delivered", *FATES), 0.0)
    row["status"], row["binds"] = "inactive", None
    return row


def work_month(model: Model, m: int, active: list[Seat]) -> dict[str, Raw]:
    """Staff every active seat, fill its hours with sessions and cost it."""
    month = {}
    for seat in active:
        staff = staff_month(model, seat, m)
        work = capacity(model, seat, m, staff)
        done = sessions(model, seat, m, staff, work)
        month[seat.id] = {"staff": staff, "work": work, "done": done}
        month[seat.id]["cost"] = direct_cost(model, seat, m, staff, work, done)
    return month


def seat_row(model: Model, seat: Seat, m: int, month: Raw, lines: list[Raw]) -> Raw:
    """One active position's row, before funding."""
    row, staff, work, done, cost = empty_row(model, seat.id, m), *(month[k] for k in ("staff", "work", "done", "cost"))
    for key in ("wage", "filled", "productive", "qualified", "vacant", "separations", "hires"):
        row[key] = staff[key]
    for key in ("wages", "fringe", "travel", "per_position", "replacement"):
        row[key] = cost[key]
    row.update(paid_hours=work["paid"], service_hours=work["service"], unused_hours=done["unused"])
    row.update(booked=done["booked"], kept=done["kept"], direct_cost=cost["direct"])
    if seat.direct:
        row.update(units=by_fate(lines, "units"), hours=by_fate(lines, "hours"))
        row.update(billed=sum(x["billed"] for x in lines), earned=sum(x["earned"] for x in lines))
        row["binds"] = what_binds(model, lines, done["demand"], m)
    return row


def bill_month(
    model: Model, m: int, rows: list[Seat], month: dict[str, Raw], silent: dict[str, float]
) -> dict[str, list[Raw]]:
    """Give every unit of the month its fate."""
    open_windows(model, m)
    lines = {}
    for seat in rows:
        parts = month[seat.id]
        lines[seat.id] = lines_of(model, seat, m, parts["staff"], parts["work"], parts["done"], silent[seat.id])
    every = [line for seat in rows for line in lines[seat.id]]
    program_caps(model, m, every)
    for line in every:
        settle(line)
    return lines


def earned_by(lines: dict[str, list[Raw]], key: str) -> dict[str, float]:
    """Sum what lines earned by seat or by payer."""
    total: dict[str, float] = {}
    for listed in lines.values():
        for line in listed:
            if line["payer"] is not None:
                total[line[key]] = total.get(line[key], 0.0) + line["earned"]
    return total


def set_statuses(model: Model, m: int, rows: dict[str, Raw], carriers: list[str], others: list[Seat]) -> None:
    """Give every row of the month its status."""
    seats = {s.id: s for s in model.seats}
    for name in carriers:
        rows[name]["status"] = row_status(rows[name], model.materiality(m))
    graced = [(rows[n]["status"], n in seats and m < seats[n].grace_until) for n in carriers]
    for seat in others:
        if rows[seat.id]["direct_cost"] > 0:
            rows[seat.id]["status"] = carried_status(graced)


def run_month(model: Model, purse: Purse, m: int) -> tuple[list[Raw], Raw, float]:
    """Work one month in the contract's order; returns its rows, its totals and the money left over."""
    active = [s for s in model.seats if is_active(model, s, m)]
    direct, others = [s for s in active if s.direct], [s for s in active if not s.direct]
    month = work_month(model, m, active)
    costs = {name: parts["cost"] for name, parts in month.items()}
    full = full_costs(model, m, direct, others, costs)
    open_grants(model, m)
    asked = asks(model, m, costs)
    cover(model, asked)
    silent = {s.id: share_not_billed(model, asked, s) for s in direct}
    lines = bill_month(model, m, direct, month, silent)
    earned = earned_by(lines, "seat")
    income = program_income(model, asked, earned, silent)
    granted = pay_grants(model, asked, income, {name: x["weight"] for name, x in full.items()})
    fund = start_funding(model, direct, full, m)
    money = fund_month(model, purse, fund, granted, income, earned, m)
    spent = sum(x["full"] for x in full.values())
    move_cash(model, purse, earned_by(lines, "payer"), granted["by_grant"], money, spent, m)

    rows = {s.id: empty_row(model, s.id, m) for s in model.seats}
    rows.update({s.id: seat_row(model, s, m, month[s.id], lines.get(s.id, [])) for s in active})
    for name, cost in full.items():
        row = rows.setdefault(name, empty_row(model, name, m))
        row.update(shared_cost=cost["shared"], indirect=cost["indirect"], full_cost=cost["full"], gap=fund.need[name])
        row.update({f"from_{source}": dollars for source, dollars in fund.paid[name].items()})
    set_statuses(model, m, rows, list(full), others)
    end_seats(model, fund, direct, full, m)
    for seat in active:
        advance(model, seat, m, month[seat.id]["staff"])
    sustained = [s for s in active if rows[s.id]["status"] not in {"inactive", "reserve", "gap"}]
    totals = {
        "month": model.cal.label(m),
        "reserve": purse.reserve,
        "cash": purse.cash,
        "accumulated_gap": purse.accumulated_gap,
        "contracts": money["contracts"],
        "fundraising": money["fundraising"],
        "full_cost": spent,
        "gap": money["gap"],
        "positions_sustained": len(sustained),
        "grants": grant_months(model, granted["by_grant"], m),
    }
    return list(rows.values()), totals, money["left_over"]


def project(raw: Raw) -> dict[str, Any]:
    """Project a valid program, given as the dict of its file."""
    model = make_model(raw)
    purse, rows, months, left_over = open_purse(model), [], [], []
    for m in range(model.cal.months):
        month_rows, totals, left = run_month(model, purse, m)
        rows += month_rows
        months.append(totals)
        left_over.append(left)
    of_seat: dict[str, list[Raw]] = {s.id: [r for r in rows if r["position"] == s.id] for s in model.seats}
    return {
        "program": {key: raw[key] for key in ("name", "state", "start", "months")},
        "rows": rows,
        "months": months,
        "findings": {
            "positions": {s.id: position_findings(model, s, of_seat[s.id], months, left_over) for s in model.seats},
            "program": program_findings(model, rows, months),
        },
        "warnings": [],
    }
