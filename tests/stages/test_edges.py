"""Programs at the edge of what a file may hold: one month, no payers, no services, nobody who sees clients."""

import pytest
from pytest import approx

from tests.small import lead, peer, program_finding, purses, row, small


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13])
def test_a_horizon_may_have_any_length(months):
    projection = small(months=months)
    assert [1040.0] * months == approx(purses(projection, "full_cost"))
    assert program_finding(projection, "runway_months") is None


def test_a_program_may_have_no_payers():
    # all 208 units are without a payer
    result = row(small(payers={}))
    assert 208.0 == approx(result["units"]["no_payer"])
    assert 1040.0 == approx(result["gap"])


def test_a_program_may_have_no_services():
    # 1,040 dollars spent, nothing delivered
    result = row(small(services={}, payers={}, positions=[peer(mix={})]))
    assert (0.0, 1040.0) == approx((result["units"]["delivered"], result["gap"]))


def test_a_program_may_have_nobody_who_sees_clients():
    # the lead's 520 on the program's own row
    projection = small(positions=[lead()])
    assert 520.0 == approx(row(projection, position="(program)")["gap"])


def test_a_position_may_start_after_the_horizon():
    projection = small(positions=[peer("all"), peer(start="2030-01")])
    assert "inactive" == row(projection, month=2)["status"]
    assert [1040.0] * 3 == approx(purses(projection, "full_cost"))


def test_a_position_may_have_ended_before_the_program():
    projection = small(positions=[peer("all"), peer(start="2020-01", end="2026-06")])
    assert [1040.0] * 3 == approx(purses(projection, "full_cost"))
