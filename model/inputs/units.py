"""The closed lists of the assumptions: units, kinds of evidence, and the places a number may fill.

A unit carries what it may hold: whether it is money (then a price year is due) and the range that is possible at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal

Confidence = Literal["primary", "secondary", "derived", "judgement"]
RangeMeans = Literal["law", "survey", "judgement"]


@dataclass(frozen=True)
class Unit:
    """One unit: is it money, and between which values can it lie."""

    money: bool = False
    low: float = 0.0
    high: float = float("inf")


DOLLARS = Unit(money=True)
SHARE = Unit(high=1.0)
COUNT = Unit()

UNITS: dict[str, Unit] = {
    "dollars": DOLLARS,
    "dollars an hour": Unit(money=True, low=5.0, high=200.0),
    "dollars a year": DOLLARS,
    "dollars a mile": Unit(money=True, high=3.0),
    "dollars a unit": Unit(money=True, high=100.0),
    "dollars a worker and month": DOLLARS,
    "dollars a worker and year": DOLLARS,
    "dollars an hour on top": Unit(money=True, high=20.0),
    "share": SHARE,
    "share of wages": SHARE,
    "share of wage on top": SHARE,
    "share of annual wage": Unit(high=2.0),
    "share a year": Unit(low=-1.0, high=1.0),
    "share of modified total direct cost": SHARE,
    "separations a filled seat and year": Unit(high=3.0),
    "elasticity": Unit(high=15.0),
    "multiplier": Unit(high=5.0),
    "ratio": Unit(high=20.0),
    "months": Unit(high=120.0),
    "days": COUNT,
    "minutes": Unit(high=1440.0),
    "hours": Unit(high=8760.0),
    "hours a week": Unit(high=168.0),
    "hours a year": Unit(high=8760.0),
    "units": COUNT,
    "sessions a client and week": Unit(high=21.0),
    "miles": COUNT,
    "meetings": COUNT,
    "clients a peer": COUNT,
    "peers a supervisor": COUNT,
    "people a group": COUNT,
    "lines": COUNT,
    "pages": COUNT,
    "percent of personnel": Unit(high=100.0),
    "choice": COUNT,
    "text": COUNT,
}

# Where a number of `assumptions/` may go: the fields of a program file (* is any name or place in a list), then the
# other users of a number.
PROGRAM_FIELDS = """
    schema name state start months fiscal_year_starts weeks_of_notice materiality
    reserve.opening reserve.floor cash.opening receivables
    ladders.*.steps ladders.*.months_per_step ladders.*.annual_increase.share ladders.*.annual_increase.month
    ladders.*.differentials.* ladders.*.job_code.name ladders.*.job_code.min ladders.*.job_code.max
    ladders.*.outside_wage ladders.*.outside_wage.annual_change
    ladders.*.turnover_reference.wage ladders.*.turnover_reference.outside_wage
    wage_floor keep_spread
    benefits.full_time_hours benefits.components.*.name benefits.components.*.share_of_wages
    benefits.components.*.wage_base benefits.components.*.used_at_start benefits.components.*.per_month
    benefits.components.*.eligible_only benefits.components.*.take_up benefits.components.*.annual_change
    leave.pto leave.holidays leave.sick leave.wellness
    staffing.annual_turnover staffing.wage_elasticity staffing.insecurity.months staffing.insecurity.multiplier
    staffing.months_vacant staffing.ramp staffing.ramp.* staffing.hire.step staffing.hire.credentials.*
    staffing.months_to_bill staffing.replacement.dollars staffing.replacement.share_of_annual_wage
    staffing.coverage.vacancy staffing.coverage.leave staffing.coverage.pay_multiple
    time.non_service_share time.supervision_hours_per_week time.meeting_hours_per_week time.admin_hours_per_week
    time.training_hours_per_year
    supports.*.name supports.*.from supports.*.hours_per_week supports.*.per_position_month
    supports.*.turnover_multiplier supports.*.non_service_share_change supports.*.no_show_multiplier
    services.*.session_minutes services.*.session_spread_minutes services.*.no_show services.*.backfill
    services.*.no_show_time_lost services.*.documentation_minutes services.*.travel_minutes services.*.miles
    services.*.sessions_per_client_per_week services.*.group_size
    client_variation client_turnover
    payers.*.client_share payers.*.start payers.*.end payers.*.requires payers.*.unit_minutes payers.*.unit_rounding
    payers.*.denial payers.*.denial_recovery payers.*.payment_lag payers.*.services.*.code
    payers.*.services.*.modifier payers.*.services.*.rate payers.*.services.*.per
    payers.*.services.*.minimum_sessions
    caps.*.name caps.*.payers caps.*.services caps.*.per caps.*.period caps.*.limit caps.*.window caps.*.starts
    caps.*.unit caps.*.used_at_start caps.*.approved_beyond
    positions.*.id positions.*.title positions.*.ladder positions.*.step positions.*.months_in_step
    positions.*.hours_per_week positions.*.start positions.*.end positions.*.filled positions.*.credentials.*
    positions.*.direct_service positions.*.caseload positions.*.mix.* positions.*.priority positions.*.time.*
    positions.*.staffing.*
    limits.caseload limits.peers_per_supervisor limits.group_size
    costs.mileage_rate costs.per_position_month.* costs.per_position_year.* costs.program_month.*
    costs.annual_change costs.indirect_rate costs.indirect_excludes
    grants.*.id grants.*.start grants.*.end grants.*.award grants.*.spent_at_start grants.*.carryover
    grants.*.carried_in grants.*.covers.* grants.*.program_costs grants.*.indirect_rate grants.*.program_income
    grants.*.match_rate grants.*.payment_lag grants.*.renewal.probability grants.*.renewal.months
    grants.*.renewal.award
    contracts.*.id contracts.*.start contracts.*.end contracts.*.per_month contracts.*.annual_change
    contracts.*.covers contracts.*.for_service
    fundraising.per_month fundraising.annual_change
    when_unfunded grace_months wind_down_months
"""
OTHER_USES = """
    findings gallery exports.budget_justification questions.break_even questions.fair_pay questions.fiscal_note
    questions.rate_build_up questions.rescue questions.wage_to_rate
"""


@cache
def known_fields() -> tuple[str, ...]:
    """Give every place that a number may fill, with * for any name or place in a list."""
    return tuple(f"{PROGRAM_FIELDS} {OTHER_USES}".split())


@lru_cache(maxsize=4096)
def steps_of(path: str) -> tuple[str, ...]:
    """Split a path: `caps[name=daily].limit` has the steps caps, name=daily, limit."""
    return tuple(re.findall(r"[^.\[\]]+", path))


def covers(pattern: str, path: str) -> bool:
    """Say whether a path is one of those that a pattern stands for; * on either side is any step."""
    ours, theirs = steps_of(pattern), steps_of(path)
    return len(ours) == len(theirs) and all(a == b or "*" in (a, b) for a, b in zip(ours, theirs, strict=True))


def nearest(wrong: str, right: Iterable[str]) -> str:
    """End a sentence with the right name that is closest to a wrong one, if there is one."""
    close = get_close_matches(wrong, sorted(right), n=1)
    return f"; did you mean {close[0]}?" if close else ""
