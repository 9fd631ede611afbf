"""What the rows say: statuses, first months, the program's runway (section 10)."""

from collections.abc import Callable
from math import floor
from typing import Any

from tests.reference.dated import Raw
from tests.reference.setting import FATES, Model, Seat, final_month, last_service_month

STATUSES = ("inactive", "earned", "contract", "grant", "fundraising", "reserve", "gap")
HALF_A_CENT = 0.005


def row_status(row: Raw, materiality: float) -> str:
    """The least secure source that pays more than materiality of a row's full cost."""
    amounts = {
        "earned": row["from_earned"] + row["from_surplus"],
        "contract": row["from_contracts"],
        "grant": row["from_grants"] + row["from_program_income"],
        "fundraising": row["from_fundraising"],
        "reserve": row["from_reserve"],
        "gap": row["gap"],
    }
    paying = [name for name in STATUSES[1:] if amounts[name] > materiality * row["full_cost"]]
    return paying[-1] if row["full_cost"] > 0 and paying else "inactive"


def carried_status(statuses: list[tuple[str, bool]]) -> str:
    """The worst status of the rows that carry a position; rows in their grace count only where there are no others."""
    counted = [s for s, in_grace in statuses if not in_grace] or [s for s, _ in statuses]
    return max(counted, key=STATUSES.index, default="inactive")


def first(months: int, holds: Callable[[int], bool], start: int = 0) -> int | None:
    """The first month from `start` in which something holds."""
    return next((m for m in range(start, months) if holds(m)), None)


def position_months(model: Model, seat: Seat) -> int:
    """The number of months up to and with a position's last one within the horizon."""
    ends = [final_month(seat), None if seat.direct else last_service_month(model)]
    return min([model.cal.months, *[e + 1 for e in ends if e is not None]])


def ended_month(model: Model, seat: Seat) -> int | None:
    """The last paid month of a seat that ended before its own end: for want of money, or with the last service seat."""
    service = last_service_month(model)
    if seat.direct or service is None:
        return seat.ended
    natural = model.cal.months - 1 if seat.end is None else seat.end - 1
    return service if seat.first <= service <= min(natural, model.cal.months - 1) else None


def notice(model: Model, ended: int | None, first_gap: int | None) -> int | None:
    """The month in which notice must be given."""
    last = ended
    if last is None and first_gap is not None and model.raw.get("when_unfunded", "keep") == "keep":
        last = first_gap - 1
    if last is None:
        return None
    return floor(last - model.at(model.raw.get("weeks_of_notice"), last, 4) * 12 / 52 + 1e-9)


def payable_again(model: Model, seat: Seat, rows: list[Raw], left_over: list[float]) -> int | None:
    """The first month after a seat ended in which money left over, with what it last earned, reaches its last cost."""
    if seat.ended is None:
        return None
    last = rows[seat.ended]
    return first(model.cal.months, lambda m: left_over[m] + last["earned"] >= last["full_cost"], seat.ended + 1)


def grant_ends(model: Model, seat: Seat, months: list[Raw]) -> int | None:
    """The last month in which a grant that covers the position pays anything."""
    ends = None
    for grant in model.grants:
        share = (grant.get("covers") or {}).get(seat.id)
        for m in range(max(0, grant["first"]), min(grant["last"], model.cal.months - 1) + 1):
            if model.at(share, m) > 0 and months[m]["grants"][grant["id"]]["paid"] > 0:
                ends = m if ends is None else max(ends, m)
    return ends


def self_sustaining(rows: list[Raw]) -> float | None:
    """Earnings over full cost; nothing where there is no cost."""
    cost = sum(r["full_cost"] for r in rows)
    return sum(r["earned"] for r in rows) / cost if cost > 0 else None


def position_findings(model: Model, seat: Seat, rows: list[Raw], months: list[Raw], left_over: list[float]) -> Raw:
    """The first months of one position; `rows` are its own, one a month."""
    statuses, last = [r["status"] for r in rows], position_months(model, seat)

    def needy(m: int) -> bool:
        return all(s in {"reserve", "gap"} for s in statuses[m : min(m + 3, last)])

    def sustained(m: int) -> bool:
        return all(s not in {"inactive", "reserve", "gap"} for s in statuses[m : min(m + 12, last)])

    worn = first(last, needy, seat.grace_until)
    well = None if worn is None else first(last, sustained, worn + 1)
    first_gap = first(last, lambda m: statuses[m] == "gap")
    ended, granted = ended_month(model, seat), grant_ends(model, seat, months)
    found: dict[str, Any] = {
        "unsustainable_from": worn,
        "recovers": well,
        "first_gap": first_gap,
        "ended": ended,
        "payable_again": payable_again(model, seat, rows, left_over),
        "grant_ends": granted,
        "notice_by": notice(model, ended, first_gap),
    }
    found = {key: None if m is None else model.cal.label(m) for key, m in found.items()}
    found["self_sustaining"] = self_sustaining(rows)
    found["self_sustaining_after_grant"] = None if granted is None else self_sustaining(rows[granted + 1 :])
    return found


def fiscal_year(model: Model, m: int) -> str:
    """The month with which the fiscal year of month `m` starts."""
    starts = int(model.raw.get("fiscal_year_starts") or model.cal.month_of_year(0))
    return model.cal.label(m - (model.cal.month_of_year(m) - starts) % 12)


def program_findings(model: Model, rows: list[Raw], months: list[Raw]) -> Raw:
    """The program's first months and totals."""
    total, horizon = len(months), model.cal.months
    short = {r["month"] for r in rows if r["status"] == "gap"}
    gaps: dict[str, float] = {}
    for m, month in enumerate(months):
        gaps[fiscal_year(model, m)] = gaps.get(fiscal_year(model, m), 0.0) + month["gap"]

    def at_floor(m: int) -> bool:
        floor_now = model.at((model.raw.get("reserve") or {}).get("floor"), m)
        return bool(months[m]["reserve"] <= floor_now + HALF_A_CENT)

    at, negative = first(total, at_floor), first(total, lambda m: months[m]["cash"] < -HALF_A_CENT)
    return {
        "runway_months": first(horizon, lambda m: months[m]["month"] in short),
        "reserve_at_floor": None if at is None else model.cal.label(at),
        "cash_negative": None if negative is None else model.cal.label(negative),
        "lowest_cash": min(month["cash"] for month in months),
        "gap_by_fiscal_year": gaps,
        "unpaid_hours": {f: sum(r["hours"][f] for r in rows) for f in FATES if f != "paid"},
    }
