"""Draws: any amount of a program may be drawn, and each draw equals the file with its value typed in."""

from typing import Any

import numpy as np
import pytest

from model.draws import with_draws
from model.findings import findings
from model.inputs import checks
from model.inputs.drawn import draws_of
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.inputs.months import Month
from model.inputs.scenario import applied, read_scenarios
from model.inputs.selectors import SelectorError
from model.inputs.series.common import Common
from model.projection import project
from tests.random_programs import month

FIXED = {"window": "fixed", "starts": 10}
PROGRAM: dict[str, Any] = {
    "schema": 1,
    "name": "Every mechanism",
    "state": "NC",
    "start": month(0),
    "months": 18,
    "reserve": {"opening": 9000, "floor": 1000},
    "ladders": {
        "peer": {
            "steps": [16, 17],
            "differentials": {"certified": 1},
            "outside_wage": 15,
            "annual_increase": {"share": 0.02, "month": 1},
        },
        "lead": {"steps": [25]},
    },
    "wage_floor": 15,
    "benefits": {
        "components": [
            {"name": "FICA", "share_of_wages": 0.0765},
            {"name": "SUTA", "share_of_wages": 0.02, "wage_base": 9000, "used_at_start": 3000},
            {"name": "Health", "per_month": 500, "take_up": 0.7},
        ]
    },
    "leave": {"pto": 120},
    "staffing": {
        "annual_turnover": 0.4,
        "months_vacant": 1.5,
        "ramp": [0.5],
        "coverage": {"vacancy": 0.2, "leave": 0.1},
    },
    "time": {"non_service_share": 0.2},
    "services": {
        "individual": {
            "session_minutes": 60,
            "session_spread_minutes": 15,
            "no_show": 0.2,
            "sessions_per_client_per_week": 0.5,
        },
        "group": {"session_minutes": 90, "group_size": 5, "no_show": 0.2},
    },
    "client_variation": 0.6,
    "client_turnover": 0.3,
    "payers": {
        "medicaid": {
            "client_share": 0.6,
            "denial": 0.1,
            "services": {"individual": {"rate": 14}, "group": {"rate": 4}},
        },
        "home": {"client_share": 0.2, "services": {"individual": {"per": "client_month", "rate": 60}}},
    },
    "caps": [
        {"name": "daily", "payers": ["medicaid"], "per": "client", "period": "day", "limit": 4},
        {
            "name": "yearly",
            "payers": ["medicaid"],
            "per": "client",
            "period": "year",
            "limit": 60,
            **FIXED,
            "used_at_start": 9,
        },
        {"name": "worker", "payers": ["medicaid"], "per": "worker", "period": "week", "limit": 60},
        {"name": "dollars", "per": "program", "period": "year", "limit": 30000, "unit": "dollars", "starts": 7},
    ],
    "positions": [
        {
            "id": "peer",
            "ladder": "peer",
            "hours_per_week": 40,
            "direct_service": True,
            "caseload": 20,
            "mix": {"individual": 0.8, "group": 0.2},
        },
        {"id": "lead", "ladder": "lead", "hours_per_week": 20, "direct_service": False},
    ],
    "costs": {"mileage_rate": 0.7, "program_month": {"rent": 900}, "indirect_rate": 0.1, "indirect_excludes": ["rent"]},
    "grants": [
        {
            "id": "one",
            "start": month(-6),
            "end": month(11),
            "award": 50000,
            "spent_at_start": 9000,
            "covers": {"peer": 0.5},
        },
        {
            "id": "two",
            "start": month(3),
            "end": month(14),
            "award": 20000,
            "covers": {"peer": 0.2},
            "program_income": "not_billed",
        },
    ],
    "contracts": [{"id": "county", "start": month(0), "per_month": 500}],
    "fundraising": {"per_month": 300},
    "when_unfunded": "end",
}
DRAWN = {
    "reserve.opening": (0, 9000),
    "reserve.floor": (0, 2000),
    "wage_floor": (14, 20),
    "ladders.peer.outside_wage": (14, 18),
    "ladders.peer.annual_increase.share": (0, 0.05),
    "ladders.peer.differentials.certified": (0, 2),
    "benefits.components.FICA.share_of_wages": (0.05, 0.09),
    "benefits.components.SUTA.wage_base": (7000, 40000),
    "benefits.components.SUTA.used_at_start": (0, 7000),
    "benefits.components.Health.take_up": (0.2, 1),
    "leave.pto": (40, 200),
    "staffing.annual_turnover": (0, 1.5),
    "staffing.months_vacant": (0, 4),
    "staffing.coverage.vacancy": (0, 1),
    "time.non_service_share": (0, 0.5),
    "services.individual.session_minutes": (30, 90),
    "services.individual.no_show": (0, 0.5),
    "services.group.group_size": (2, 9),
    "client_variation": (0, 1.2),
    "client_turnover": (0, 1),
    "payers.medicaid.client_share": (0.2, 0.7),
    "payers.medicaid.denial": (0, 0.4),
    "payers.medicaid.services.individual.rate": (8, 25),
    "payers.home.services.individual.rate": (20, 90),
    "caps.daily.limit": (2, 6),
    "caps.yearly.limit": (10, 200),
    "caps.worker.limit": (10, 90),
    "caps.dollars.limit": (9000, 60000),
    "positions.peer.hours_per_week": (20, 40),
    "positions.peer.caseload": (8, 40),
    "positions.peer.mix.group": (0, 0.2),
    "costs.program_month.rent": (0, 2000),
    "costs.indirect_rate": (0.05, 0.2),
    "grants.one.award": (10000, 90000),
    "grants.one.spent_at_start": (0, 9000),
    "grants.one.covers.peer": (0, 0.8),
    "contracts.county.per_month": (0, 2000),
    "fundraising.per_month": (0, 2000),
}


@pytest.mark.parametrize("selector", DRAWN)
def test_each_draw_equals_the_file_with_its_value_typed_in(selector: str) -> None:
    file = program_of(PROGRAM, "every.yaml")
    low, high = DRAWN[selector]
    values = np.array([low, (low + high) / 2, high], dtype=float)
    batch = project(with_draws(file, {selector: values}))
    statuses = findings(batch).status
    for draw, value in enumerate(values):
        text = f"- name: typed\n  why: a law\n  changes:\n    - {{set: {selector}, to: {value:.6f}}}\n"
        typed = project(applied(file, read_scenarios(text, "typed.yaml")).program)
        for ours, theirs in (
            (batch.cash, typed.cash),
            (batch.funding.gap.sum(axis=1), typed.funding.gap.sum(axis=1)),
            (batch.billing.paid.sum(axis=(1, 2, 3)), typed.billing.paid.sum(axis=(1, 2, 3))),
        ):
            drawn = np.broadcast_to(ours, (3, *ours.shape[1:]))[draw]
            np.testing.assert_allclose(drawn, theirs[0], rtol=1e-9, atol=1e-6)
        np.testing.assert_array_equal(
            np.broadcast_to(statuses, (3, *statuses.shape[1:]))[draw], findings(typed).status[0]
        )


@pytest.mark.parametrize("selector", ["positions.peer.step", "ladders.peer.months_per_step", "staffing.ramp", "months"])
def test_what_decides_the_shape_of_a_program_cannot_be_drawn(selector: str) -> None:
    with pytest.raises(SelectorError, match="is not a number that can be drawn"):
        with_draws(program_of(PROGRAM, "every.yaml"), {selector: np.array([1.0, 2.0])})


@pytest.mark.parametrize(
    "selector", ["staffing.annual_turnover", "payers.medicaid.services.individual.rate", "leave.pto"]
)
def test_a_draw_from_a_month_on_equals_the_scenario_from_that_month(selector: str) -> None:
    file, begins = program_of(PROGRAM, "every.yaml"), Month.of(month(7))
    low, high = DRAWN[selector]
    values = np.array([low, high], dtype=float)
    batch = project(with_draws(file, {selector: values}, {selector: begins}))
    for draw, value in enumerate(values):
        text = f"- name: typed\n  why: a law\n  changes:\n    - {{set: {selector}, to: {value:.6f}, from: {begins}}}\n"
        typed = project(applied(file, read_scenarios(text, "typed.yaml")).program)
        np.testing.assert_allclose(batch.cash[draw], typed.cash[0], rtol=1e-9, atol=1e-6)
    # the months before are those of the file
    np.testing.assert_array_equal(batch.funding.full[0, :, :7], batch.funding.full[1, :, :7])


def test_a_bad_draw_is_found_in_any_part_and_told_as_if_all_were_looked_at_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 0.5 more than all clients in the last draw is the worst; 0.1 in the third is found first
    file, shares = program_of(PROGRAM, "test.yaml"), np.array([0.2, 0.3, 1.0, 0.4, 1.0])
    payers, told = list(file.program.payers)[:2], []
    other = np.array([0.0, 0.0, 0.1, 0.2, 0.5])
    for at_once in (4096, 1, 2, 4):
        monkeypatch.setattr(checks, "AT_ONCE", at_once)
        with pytest.raises(InputError, match=r"1\.5") as refused:
            with_draws(file, {f"payers.{p}.client_share": v for p, v in zip(payers, (shares, other), strict=True)})
        told.append(str(refused.value))
    assert len(set(told)) == 1


def test_right_draws_are_taken_whatever_the_parts_they_are_looked_at_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "AT_ONCE", 2)
    program = with_draws(program_of(PROGRAM, "test.yaml"), {"staffing.annual_turnover": np.linspace(0.1, 0.9, 5)})
    assert draws_of(program) == 5


def test_parts_of_a_series_are_kept_one_by_one_where_no_draw_changes_them() -> None:
    common = Common()
    keep = common.parts_of("pay", 3)
    alike, drawn = np.ones((1, 2)), np.ones((3, 2))
    assert keep("alike", lambda: alike) is keep("alike", lambda: np.zeros((1, 2)))
    assert keep("drawn", lambda: drawn) is drawn
    assert keep("drawn", lambda: 2 * drawn) is not drawn
