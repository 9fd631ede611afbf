"""What futures with other events share is shared only where no event changes it."""

from typing import Any

import numpy as np
import pytest

from model.draws import in_chunks
from model.inputs.load import program_of
from model.inputs.scenario import applied, scenarios_of
from model.inputs.series.alike import Alike
from model.projection import Projection, project
from tests.test_draws import DRAWN, PROGRAM

LADDERS = {**PROGRAM["ladders"], "lead": {"steps": [25, 27]}}
STAFFING = {**PROGRAM["staffing"], "wage_elasticity": 1, "insecurity": {"months": 6, "multiplier": 2}}
FILE = program_of({**PROGRAM, "ladders": LADDERS, "staffing": STAFFING, "when_unfunded": "keep"}, "every.yaml")
CHANGED = {
    **{selector: high for selector, (_, high) in DRAWN.items()},
    "keep_spread": True,
    "ladders.peer.steps": [18, 21, 22],
    "ladders.peer.months_per_step": 3,
    "ladders.peer.turnover_reference": {"wage": 16, "outside_wage": 17},
    "benefits.full_time_hours": 39,
    "staffing.wage_elasticity": 2,
    "staffing.insecurity": {"months": 9, "multiplier": 3},
    "staffing.ramp": [0.1, 0.2, 0.3],
    "staffing.hire.step": 2,
    "staffing.hire.credentials": {"certified": 2},
    "staffing.months_to_bill": 3,
    "staffing.replacement.dollars": 4000,
    "staffing.coverage.pay_multiple": 1.5,
    "time.meeting_hours_per_week": 4,
    "supports": [
        {"name": "more", "hours_per_week": 2, "turnover_multiplier": 0.3, "no_show_multiplier": 0.5},
        {"name": "paid", "per_position_month": 90, "non_service_share_change": -0.1},
    ],
    "services.individual.travel_minutes": 20,
    "services.individual.session_spread_minutes": 30,
    "payers.medicaid.requires": "certified",
    "payers.medicaid.unit_rounding": "whole",
    "payers.medicaid.services.individual.per": "session",
    "payers.home.services.individual.minimum_sessions": 4,
    "caps.yearly.approved_beyond": 0.5,
    "positions.peer.filled": "vacant",
    "positions.peer.months_in_step": 9,
    "positions.lead.priority": 1,
    "positions.lead.staffing": {"annual_turnover": 3},
    "costs.indirect_excludes": [],
    "grants.two.covers": {"lead": 0.3},
    "contracts.county.for_service": False,
}


def read(projection: Projection) -> dict[str, Any]:
    funding = projection.funding
    return {
        "full": funding.full,
        "gap": funding.gap,
        "reserve": funding.reserve,
        "cash": projection.cash,
        "earned": projection.biller.earned_by_payer(),
    }


@pytest.mark.parametrize("compiled", [False, True])
def test_a_program_is_what_it_is_alone_whatever_others_have_laid_out(compiled: bool) -> None:
    alike, moved = Alike(FILE.program), []
    first = in_chunks(FILE.program, read, compiled=compiled, alike=alike)
    for selector, value in CHANGED.items():
        change = {"name": selector, "why": "a law", "changes": [{"set": selector, "to": value}]}
        program = applied(FILE, scenarios_of([change], "s.yaml", {})).program
        ours = in_chunks(program, read, compiled=compiled, alike=alike)
        theirs = read(project(program, compiled=compiled))
        for name, values in theirs.items():
            np.testing.assert_array_equal(values, ours[name], err_msg=f"{selector}: {name}")
        moved.append(any((first[name] != ours[name]).any() for name in ours))
    assert sum(moved) > 0.7 * len(CHANGED)
