"""How far each lever is looked for, in what steps, and which of them can only help or only hurt."""

import math
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.spec import Spec

MANY_TIMES = 10


@dataclass(frozen=True, kw_only=True)
class Range:
    """Where a lever is looked for.

    Attributes:
        low, high: the least and the greatest value; narrower where the program allows less.
        step: what an answer is rounded to, on the side that reaches the goal.
    """

    low: float
    high: float
    step: float


def _range(low: float, high: float, step: float) -> Range:
    return Range(low=low, high=high, step=step)


WAGES = _range(1.0, 100.0, 0.01)
SHARES = _range(0.0, 1.0, 0.001)
A_MONTH = _range(0.0, 500_000.0, 1.0)
A_YEAR = _range(0.0, 5_000_000.0, 1.0)
MULTIPLES = _range(0.0, 5.0, 0.01)
WEEKLY = _range(0.0, 20.0, 0.1)
RANGES = {
    **dict.fromkeys(("starting_wage", "starting_wage_alone", "pay_floor", "outside_wage", "job_code_most"), WAGES),
    **dict.fromkeys(("fundraising", "contract"), A_MONTH),
    **dict.fromkeys(("grant_added", "award_a_year"), A_YEAR),
    **dict.fromkeys(("rate_raise", "award"), _range(0.0, 10.0, 0.001)),
    "ladder_raise": _range(0.01, 10.0, 0.001),  # where turnover answers to pay, none at all is no number
    **dict.fromkeys(("insecurity", "coverage_pay", "client_turnover", "client_variation"), MULTIPLES),
    **dict.fromkeys(("support_turnover_multiplier", "support_no_show_multiplier"), MULTIPLES),
    **dict.fromkeys(("supervision_hours_per_week", "meeting_hours_per_week", "admin_hours_per_week"), WEEKLY),
    **dict.fromkeys(("replacement_dollars", "benefit_dollars", "support_per_position_month"), _range(0, 50_000, 1.0)),
    "caseload": _range(1.0, 100.0, 0.1),
    "sessions_per_client_per_week": _range(0.05, 7.0, 0.01),
    "session_minutes": _range(5.0, 180.0, 1.0),
    "documentation_minutes": _range(0.0, 120.0, 0.1),
    "travel_minutes": _range(0.0, 180.0, 0.1),
    "miles": _range(0.0, 200.0, 0.1),
    "group_size": _range(1.0, 40.0, 0.1),
    "training_hours_per_year": _range(0.0, 500.0, 1.0),
    "leave": _range(0.0, 1000.0, 1.0),
    "hours": _range(1.0, 60.0, 0.1),
    "turnover": _range(0.0, 3.0, 0.01),
    "months_vacant": _range(0.0, 12.0, 0.1),
    "elasticity": _range(0.0, 3.0, 0.01),
    "bump": _range(0.0, 20.0, 0.01),
    "annual_increase": _range(-0.1, 0.5, 0.001),
    "months_per_step": _range(1.0, 60.0, 1.0),
    "hire_step": _range(1.0, 10.0, 1.0),
    "months_to_credential": _range(0.0, 36.0, 1.0),
    "months_to_bill": _range(0.0, 36.0, 1.0),
    "mileage": _range(0.0, 5.0, 0.001),
}
# by key, the least that the search reaches up to, where that depends on what stands in the file
AT_LEAST = {"rate": (50.0, 0.01), "cap": (100.0, 0.1), "service_paid": (500.0, 0.01), "cost_line": (10_000.0, 1.0)}
MONEY = ("fundraising", "contract", "grant_added", "award", "award_a_year", "covers")
NOT_SECURED = ("reserve_opening", "reserve_floor", "cash_opening")
COSTS = ("benefit_dollars", "benefit_share", "replacement_dollars", "mileage", "cost_line", "indirect", "cost_growth")
OF_RATES = ("rate", "rate_raise", "service_paid", "denial", "denial_recovery")
OF_CAPS = ("cap", "approved_beyond")
OF_KEPT_SESSIONS = ("no_show", "backfill")
OF_PAY = ("starting_wage", "starting_wage_alone", "ladder_raise", "pay_floor", "bump", "annual_increase")


def range_of(key: str, spec: Spec, now: float | None) -> Range:
    """Where a lever is looked for: within the schema's bounds, and wide enough to hold what stands in the file."""
    if key in AT_LEAST:
        high, step = AT_LEAST[key]
        found = _range(0.0, max(high, MANY_TIMES * (now or 0.0)), step)
    elif key in RANGES:
        found = RANGES[key]
    elif spec.unit.startswith("share"):
        found = SHARES
    else:
        high = spec.high if spec.high <= 1000 else max(100.0, MANY_TIMES * abs(now or 0.0))
        found = _range(max(spec.low, -high), high, 0.01)
    low, high = max(found.low, spec.low), min(found.high, spec.high)
    if now is not None:
        low, high = min(low, now), max(high, now)
    return _range(low, high, 1.0 if spec.whole else found.step)


def one_way(key: str, file: ProgramFile, *, only_sum: bool) -> bool:
    """Whether a lever works one way throughout, so that a crossing is the only one.

    A cap is shared by services that pay differently, so more of one may crowd out the other; miles cost something
    even where nobody pays for the session; and what pay does to turnover may bring more than it costs. A program's cap
    in dollars is used up sooner at a higher rate, so later months, and positions that bill less, may have less.

    Args:
        only_sum: whether only what the whole program earns counts, whichever month and position earns it.
    """
    program = file.program
    shared = any(cap.per == "program" for cap in program.caps)
    if key in OF_RATES:
        return only_sum or not shared
    if key in OF_CAPS:
        return len(program.caps) == 1
    if key in OF_KEPT_SESSIONS:
        return not program.caps
    if key in OF_PAY:
        return not answers_to_pay(file)
    return key in (*MONEY, *COSTS) and key != "covers"


def answers_to_pay(file: ProgramFile) -> bool:
    """Whether turnover of anybody answers to pay."""
    program = file.program
    strengths = [program.staffing_of(p).wage_elasticity for p in program.positions]
    return any(not math.isclose(float(entry.value), 0.0) for s in strengths for entry in s.entries)
