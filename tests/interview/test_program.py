"""The program that answers make: worked by hand, without faults whatever is answered, and every default named."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from model.compare import measures, outcome
from model.guesses import inputs_of
from model.inputs.citations import departures, stated
from model.inputs.load import program_of, read_program
from model.inputs.writing import written
from model.interview import answers_of, assumed, program_tree
from tests.interview.told import ASSUMPTIONS, MINNESOTA, all_answers, bcor, file, said, tree

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(all_answers())
def test_any_answers_in_bounds_make_a_program_without_faults(answers: dict[str, Any]) -> None:
    made = program_tree(answers_of(answers, ASSUMPTIONS), ASSUMPTIONS)
    read = read_program(written(made), "harbor.yaml")
    assert read.tree == made
    assert departures(read, ASSUMPTIONS) == ()
    assert assumed(made, ASSUMPTIONS)


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(all_answers())
def test_any_such_program_can_be_projected(answers: dict[str, Any]) -> None:
    made = program_tree(answers_of(answers, ASSUMPTIONS), ASSUMPTIONS)
    assert all(math.isfinite(v) for v in measures(outcome(program_of(made, "harbor.yaml"))).values())


def test_what_billing_earns_in_the_first_month_as_worked_by_hand() -> None:
    # A peer alone, 39 hours a week without leave: 39 x 52/12 = 169 hours, of which half with clients: 84.5.
    # 20 clients once a week are 20 x 52/12 = 86.67 sessions of an hour: 84.5 are booked, and 0.8 of them kept: 67.6.
    # 67.6 sessions of 4 units at 15.02 dollars for 60 % of clients, less 10 % denied:
    # 67.6 x 4 x 15.02 x 0.6 x 0.9 = 2,193.16 dollars.
    changes = {"peers": 1, "peer_hours": 39.0, "leave_hours": 0.0, "office_share": 0.5, "turnover": 0.0, "grants": []}
    result = outcome(file(**changes))
    earned = float(result.projection.billing.earned[0, ..., 0].sum())
    assert 67.6 * 4 * 15.02 * 0.6 * 0.9 == pytest.approx(earned)


def test_an_answer_is_an_own_value_and_what_was_not_answered_names_the_assumption() -> None:
    default, own = tree()["basis"], tree(turnover=0.1)["basis"]
    assert default["staffing.annual_turnover"] == "turnover.annual"
    assert own["staffing.annual_turnover"] == "own value"
    assert (0.33, 0.1) == (tree()["staffing"]["annual_turnover"], tree(turnover=0.1)["staffing"]["annual_turnover"])
    kinds = {found.path: found.kind for found in inputs_of(file(), ASSUMPTIONS)}
    assert ("guess", "own", "cited") == (
        kinds["staffing.annual_turnover"],
        kinds["services.individual.no_show"],
        kinds["payers.medicaid.services.individual.rate"],
    )


def test_a_default_typed_in_is_an_own_value_all_the_same() -> None:
    assert tree(turnover=0.33)["basis"]["staffing.annual_turnover"] == "own value"


def test_every_default_has_the_value_of_what_it_names() -> None:
    made = file(state="FL", lead_hours=20.0, lead_pay=25.0, rate_row=None, rate=11.0)
    for row in assumed(made.tree, ASSUMPTIONS):
        says = stated(made.program.basis[row.path], ASSUMPTIONS)
        if says is not None:
            assert says == row.value, row.path


def test_taxes_and_least_pay_are_those_of_the_state_with_the_later_ones_that_are_known() -> None:
    # Florida: 14 dollars in 2026, 15 from the last day of September; its base is 7,000, a peer has earned
    # 18 x 40 x 52/12 x 6 = 18,720 dollars by July, so all of it is used up.
    made = tree(state="FL", rate_row=None, rate=11.0)
    assert [{"from": "2026-07", "value": 14.0}, {"from": "2026-09", "value": 15.0}] == made["wage_floor"]
    tax = next(c for c in made["benefits"]["components"] if c["name"] == "State unemployment")
    assert (0.027, 7000.0, 7000.0) == (tax["share_of_wages"], tax["wage_base"], tax["used_at_start"])
    minnesota = next(c for c in tree()["benefits"]["components"] if c["name"] == "State unemployment")
    assert minnesota["used_at_start"] == 18_720.0


def test_a_state_without_a_published_tax_says_so() -> None:
    rows = assumed(tree(state="PR", rate_row=None, rate=11.0), ASSUMPTIONS)
    last = rows[-1]
    assert last.value is None
    assert "no published rate for PR was found, so it is left out" in last.why


def test_a_published_rate_comes_with_its_code_and_names_its_row() -> None:
    made = tree()
    assert {"code": "H0038", "rate": 15.02} == made["payers"]["medicaid"]["services"]["individual"]
    assert made["basis"]["payers.medicaid.services.individual.rate"] == MINNESOTA
    assert "payers.medicaid.services.individual.rate" not in tree(rate_row=None, rate=20.0)["basis"]


def test_a_rate_by_client_and_month_is_paid_once_a_month() -> None:
    made = tree(state="CT", rate_row="medicaid_rates.csv: CT; G0140; 2026-03")
    paid = made["payers"]["medicaid"]["services"]["individual"]
    assert {"code": "G0140", "rate": 92.5, "per": "client_month", "minimum_sessions": 1} == paid


def test_limits_of_the_state_become_caps_in_units() -> None:
    # Minnesota's 14 hours a week are 56 units; Tennessee has one limit for one person and one for groups
    week = tree(caps=["medicaid_caps.csv: MN; unit_limit; week; 2024; x 4"])
    assert [("client", "week", 56.0)] == [(c["per"], c["period"], c["limit"]) for c in week["caps"]]
    assert {"value": 0.6, "low": 0.3, "high": 1.0} == week["client_variation"]
    tennessee = [
        "medicaid_caps.csv: TN; H0038; HQ; unit_limit; day; 2024-06",
        "medicaid_caps.csv: TN; H0038; unit_limit; day; 2024-06; sober-living-app-tennessee; section on Tennessee; 4.0",
    ]
    group = {"group_share": 0.5, "group_size": 6.0, "group_minutes": 90.0, "group_visits": 1.0, "group_rate": 3.0}
    caps = tree(state="TN", rate_row=None, rate=12.0, caps=tennessee, **group)["caps"]
    assert [(["group"], 24.0), (["individual"], 4.0)] == [(c["services"], c["limit"]) for c in caps]
    alone = tree(state="TN", rate_row=None, rate=12.0, caps=tennessee)["caps"]
    assert [4.0] == [c["limit"] for c in alone]  # without groups their limit limits nothing


def test_the_last_budget_year_of_a_grant_has_its_part_of_the_sum() -> None:
    # October 2025 to June 2028 are 33 months: two years of 60,000 and nine months of it, 45,000
    made = tree(grants=[bcor(last="2028-06")])
    assert [60_000.0, 60_000.0, 45_000.0] == made["grants"][0]["award"]


def test_a_grant_pays_whom_it_names_and_never_more_indirect_than_the_program_has() -> None:
    made = tree(lead_hours=20.0, lead_pay=25.0, indirect=0.05, grants=[bcor(peers=[1, 2], share=0.5, lead_share=0.25)])
    grant = made["grants"][0]
    assert {"peer-1": 0.5, "peer-2": 0.5, "lead": 0.25} == grant["covers"]
    assert grant["indirect_rate"] == 0.05
    assert "the program's own indirect rate, which is less" == made["basis"]["grants[0].indirect_rate"]


def test_the_horizon_reaches_a_year_beyond_the_last_grant_and_is_never_under_four_years() -> None:
    # July 2026 to June 2031 are 60 months, and a year more
    assert (48, 72) == (tree()["months"], tree(grants=[bcor(last="2031-06")])["months"])


def test_clients_of_no_payer_and_of_another_payer_stand_apart() -> None:
    made = tree(other_share=0.3, other_rate=9.0, other_last="2027-06")
    other = {"client_share": 0.3, "end": "2027-06", "services": {"individual": {"rate": 9.0}}}
    assert made["payers"]["other"] == other
    assert "medicaid" not in tree(medicaid_share=0.0)["payers"]


def test_what_was_assumed_is_listed_once_with_its_source_and_nothing_that_was_said() -> None:
    made = tree(lead_hours=20.0, lead_pay=25.0)
    rows = assumed(made, ASSUMPTIONS)
    assert ["Yearly raise"] == [row.label for row in rows if row.label == "Yearly raise"]  # one for both ladders
    turnover = next(row for row in rows if row.path == "staffing.annual_turnover")
    assert (0.33, 0.2, 0.45) == (turnover.value, turnover.low, turnover.high)
    assert turnover.title == "Judgement of this project"
    own = {path for path, text in made["basis"].items() if text == "own value"}
    assert not own & {row.path for row in rows}


def test_answers_are_read_and_not_changed() -> None:
    values = said()
    before = repr(values)
    program_of(program_tree(answers_of(values, ASSUMPTIONS), ASSUMPTIONS), "x.yaml")
    assert repr(values) == before
