"""Endings: model.md, section 9, step 8. Nobody pays for the peer's 1,040 dollars unless a test says so."""

import pytest
from pytest import approx

from tests.small import UNPAID, by_month, grant, lead, medicaid, peer, position_finding, purses, row, small

RENT = {"program_month": {"rent": 600}}


def ending(months=6, **changes):
    """The small program whose seats end when nobody pays for them."""
    return small(**{"months": months, "payers": UNPAID, "when_unfunded": "end", **changes})


def contract(per_month, **changes):
    """A contract from the program's start, with what is otherwise."""
    return {"id": "county", "start": "2026-07", "per_month": per_month, **changes}


def test_with_keep_a_seat_stays_and_its_gap_accumulates():
    projection = small(payers=UNPAID, months=4)
    assert [1040.0] * 4 == approx(by_month(projection, "full_cost"))
    assert [1040.0, 2080.0, 3120.0, 4160.0] == approx(purses(projection, "accumulated_gap"))
    assert position_finding(projection, "ended") is None


def test_with_end_a_seat_ends_with_the_last_month_of_its_grace():
    # three months of gap in a row: July, August, September
    projection = ending()
    assert [1040.0, 1040.0, 1040.0, 0.0, 0.0, 0.0] == approx(by_month(projection, "full_cost"))
    assert "2026-09" == position_finding(projection, "ended")
    # what was owed by then stays owed
    assert [3120.0] * 4 == approx(purses(projection, "accumulated_gap")[2:])


@pytest.mark.parametrize(("grace", "last"), [(1, "2026-07"), (2, "2026-08"), (5, "2026-11"), (7, None)])
def test_grace_is_as_long_as_the_program_says(grace, last):
    assert last == position_finding(ending(grace_months=grace), "ended")


def test_a_month_without_a_gap_starts_grace_anew():
    # August is paid; September, October and November are not
    projection = ending(contracts=[contract(1040, start="2026-08", end="2026-08")])
    assert "2026-11" == position_finding(projection, "ended")


@pytest.mark.parametrize(("rate", "last"), [(2.6, None), (2.5, None), (2.4, "2026-09")], ids=["below", "at", "above"])
def test_a_gap_counts_when_it_is_above_materiality(rate, last):
    # half of full cost is immaterial here; at 2.50 a unit exactly half of 1,040 is missing, at 2.40 a little more
    projection = ending(payers={"medicaid": medicaid(rate)}, materiality=0.5)
    assert last == position_finding(projection, "ended")


def test_seats_end_one_a_month_and_the_lowest_priority_first():
    projection = ending(positions=[peer(), peer("second"), peer("third")])
    ended = [position_finding(projection, "ended", position=p) for p in ("peer", "second", "third")]
    assert ["2026-11", "2026-10", "2026-09"] == ended


def test_the_lowest_priority_is_the_one_paid_last():
    projection = ending(positions=[peer(priority=2), peer("second", priority=1)])
    assert ["2026-09", "2026-10"] == [position_finding(projection, "ended", position=p) for p in ("peer", "second")]


def test_a_seat_that_is_paid_is_not_ended_for_another():
    # the contract pays the first in full
    projection = ending(positions=[peer(), peer("second")], contracts=[contract(1040)])
    assert [None, "2026-09"] == [position_finding(projection, "ended", position=p) for p in ("peer", "second")]


def test_when_one_seat_ends_the_money_may_suffice_for_the_other():
    # rent of 600 spread over two: 1,340 each of which 1,640 are paid: the second is missing 1,040
    # alone, the first costs 1,640 and is paid
    projection = ending(positions=[peer(), peer("second")], costs=RENT, contracts=[contract(1640)])
    assert [None, "2026-09"] == [position_finding(projection, "ended", position=p) for p in ("peer", "second")]
    assert [0.0, 0.0, 0.0] == approx(by_month(projection, "gap")[3:])


def test_shared_cost_of_an_ended_seat_passes_to_the_others():
    projection = ending(positions=[peer(), peer("second")], costs=RENT, contracts=[contract(1640)])
    assert [300.0, 300.0, 300.0, 600.0, 600.0, 600.0] == approx(by_month(projection, "shared_cost"))


def test_an_ended_seat_has_no_people_units_or_costs():
    result = row(ending(), month=3)
    assert (0.0, 0.0, 0.0, 0.0) == (
        result["filled"],
        result["paid_hours"],
        result["units"]["delivered"],
        result["direct_cost"],
    )
    assert "inactive" == result["status"]


def test_grace_of_a_new_seat_counts_from_the_end_of_its_ramp():
    # two months of ramp; then one month of gap: September
    projection = ending(positions=[peer(filled="new")], staffing={"ramp": [0.5, 0.5]}, grace_months=1)
    assert "2026-09" == position_finding(projection, "ended")


def test_grace_of_a_new_seat_that_starts_later_counts_from_its_own_ramp():
    projection = ending(positions=[peer(filled="new", start="2026-08")], staffing={"ramp": [0.5, 0.5]}, grace_months=1)
    assert "2026-10" == position_finding(projection, "ended")


def test_grace_of_a_vacant_seat_counts_from_when_it_is_filled_and_through_its_ramp():
    # 1.2 months empty, rounded up to 2, and one of ramp: from month 3, October
    projection = ending(
        positions=[peer(filled="vacant")], staffing={"months_vacant": 1.2, "ramp": [0.5]}, grace_months=1
    )
    assert "2026-10" == position_finding(projection, "ended")


def test_a_filled_seat_has_no_grace_for_a_ramp():
    assert "2026-07" == position_finding(ending(staffing={"ramp": [0.5, 0.5]}, grace_months=1), "ended")


# --- what an ending does to the others ------------------------------------------------------------------------


def test_with_the_last_seat_the_lead_ends():
    projection = ending(positions=[peer(), lead()])
    assert ["2026-09", "2026-09"] == [position_finding(projection, "ended", position=p) for p in ("peer", "lead")]
    assert [520.0] * 3 + [0.0] * 3 == approx(by_month(projection, "direct_cost", position="lead"))


def test_while_one_seat_is_left_the_lead_stays():
    projection = ending(positions=[peer(), peer("second"), lead()], contracts=[contract(1560)])
    assert [None, "2026-09", None] == [
        position_finding(projection, "ended", position=p) for p in ("peer", "second", "lead")
    ]


def test_program_costs_run_on_for_three_months_after_the_last_seat():
    # September is the last; rent of 600 through December, on the program's own row
    projection = ending(months=8, costs=RENT)
    assert [1640.0] * 3 + [600.0] * 3 + [0.0] * 2 == approx(purses(projection, "full_cost"))
    assert [600.0] * 3 + [0.0] * 2 == [
        approx(row(projection, month=m, position="(program)")["full_cost"]) for m in range(3, 8)
    ]


@pytest.mark.parametrize(("wind_down", "rents"), [(0, 0), (1, 1), (4, 4)])
def test_program_costs_wind_down_as_long_as_the_program_says(wind_down, rents):
    projection = ending(months=8, costs=RENT, wind_down_months=wind_down)
    assert 600.0 * rents == approx(sum(purses(projection, "full_cost")[3:]))


def test_fundraising_runs_on_as_long_as_program_costs():
    projection = ending(months=8, fundraising={"per_month": 100})
    assert [100.0] * 6 + [0.0] * 2 == approx(purses(projection, "fundraising"))


def test_a_contract_for_service_ends_with_the_last_seat_and_another_does_not():
    contracts = [contract(100), {**contract(50, for_service=False), "id": "city"}]
    projection = ending(contracts=contracts)
    assert [150.0] * 3 + [50.0] * 3 == approx(purses(projection, "contracts"))


def test_a_contract_for_service_ends_with_the_last_seat_it_covers():
    # the second ends with September, the first with October
    contracts = [contract(100, covers=["second"]), {**contract(50, covers=["peer", "second"]), "id": "city"}]
    projection = ending(positions=[peer(), peer("second")], contracts=contracts)
    assert [150.0] * 3 + [50.0] + [0.0] * 2 == approx(purses(projection, "contracts"))


def test_a_contract_for_service_ends_with_a_seats_own_end_in_both_modes():
    for mode in ("keep", "end"):
        projection = small(
            payers=UNPAID,
            positions=[peer(), peer("second", end="2026-08")],
            contracts=[contract(100, covers=["second"])],
            when_unfunded=mode,
        )
        assert [100.0, 100.0, 0.0] == approx(purses(projection, "contracts"))


def test_a_contract_for_service_does_not_end_before_its_seat_has_begun():
    projection = small(
        payers=UNPAID,
        positions=[peer(), peer("second", start="2026-09")],
        contracts=[contract(100, covers=["second"])],
    )
    assert [100.0] * 3 == approx(purses(projection, "contracts"))


@pytest.mark.parametrize("mode", ["keep", "end"])
def test_when_the_last_seat_reaches_its_own_end_the_rest_winds_down_in_both_modes(mode):
    # the peer's end is July; rent and fundraising through October; the lead and the contract with July
    projection = small(
        months=6,
        payers=UNPAID,
        positions=[peer(end="2026-07"), lead()],
        costs=RENT,
        contracts=[contract(100)],
        fundraising={"per_month": 50},
        when_unfunded=mode,
    )
    assert [2160.0] + [600.0] * 3 + [0.0] * 2 == approx(purses(projection, "full_cost"))
    assert [100.0] + [0.0] * 5 == approx(purses(projection, "contracts"))
    assert [50.0] * 4 + [0.0] * 2 == approx(purses(projection, "fundraising"))
    assert "2026-07" == position_finding(projection, "ended", position="lead")


def test_a_seat_that_reaches_its_own_end_has_not_ended_for_want_of_money():
    projection = small(payers=UNPAID, positions=[peer(end="2026-07"), peer("second")])
    assert position_finding(projection, "ended") is None


def test_a_program_without_direct_service_goes_on():
    projection = small(payers=UNPAID, months=6, positions=[lead()], costs=RENT, contracts=[contract(100)])
    assert [1120.0] * 6 == approx(purses(projection, "full_cost"))
    assert [100.0] * 6 == approx(purses(projection, "contracts"))


def test_a_grant_is_not_asked_for_an_ended_seat():
    # a tenth covered, the rest missing
    projection = ending(grants=[grant(end="2026-12", covers={"peer": 0.1})])
    assert [104.0] * 3 + [0.0] * 3 == approx(purses(projection, "grants.grant.asked"))


# --- payable again --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per_month", "again"), [(1039.0, None), (1040.0, "2026-12"), (1041.0, "2026-12")], ids=["below", "at", "above"]
)
def test_an_ended_seat_is_payable_again_when_money_left_over_reaches_its_last_cost(per_month, again):
    # 3,120 are owed, and the money is counted before it repays them
    late = contract(per_month, start="2026-12", for_service=False)
    assert again == position_finding(ending(contracts=[late]), "payable_again")


@pytest.mark.parametrize(("per_month", "again"), [(519.0, None), (520.0, "2026-12")], ids=["below", "at"])
def test_what_an_ended_seat_last_earned_helps_to_pay_it_again(per_month, again):
    # at 2.50 a unit it earned 520 of 1,040
    late = contract(per_month, start="2026-12", for_service=False)
    projection = ending(payers={"medicaid": medicaid(2.5)}, contracts=[late])
    assert again == position_finding(projection, "payable_again")


def test_money_that_other_rows_need_does_not_make_a_seat_payable_again():
    # of 1,040 in October the wind-down takes 600 of rent; from January the whole is left
    late = contract(1040, start="2026-10", for_service=False)
    projection = ending(months=8, costs=RENT, contracts=[late])
    # the seat's last full cost was 1,640 with its rent
    assert position_finding(projection, "payable_again") is None
    enough = contract(1640, start="2026-10", for_service=False)
    assert "2027-01" == position_finding(ending(months=8, costs=RENT, contracts=[enough]), "payable_again")


def test_a_seat_that_has_not_ended_is_not_payable_again():
    assert position_finding(small(), "payable_again") is None
