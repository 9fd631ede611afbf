"""Units of a session: model.md, section 8, step 1."""

import pytest
from pytest import approx

from tests.small import medicaid, row, small


def units_of(minutes, *, spread=None, **payer):
    """Mean units of one kept session."""
    service = {"session_minutes": minutes}
    if spread is not None:
        service["session_spread_minutes"] = spread
    result = row(small(services={"individual": service}, payers={"medicaid": medicaid(**payer)}))
    return result["units"]["delivered"] / result["kept"]["individual"]


@pytest.mark.parametrize(
    ("minutes", "units"),
    [(7, 0), (8, 1), (15, 1), (22, 1), (23, 2), (52, 3), (53, 4), (60, 4), (67, 4), (68, 5)],
)
def test_by_midpoint_eight_minutes_make_a_fifteen_minute_unit(minutes, units):
    # floor((minutes + 7) / 15)
    assert units == approx(units_of(minutes))
    assert units == approx(units_of(minutes, unit_rounding="midpoint"))


@pytest.mark.parametrize(("minutes", "units"), [(15, 0), (16, 1), (45, 1), (46, 2)])
def test_by_midpoint_sixteen_minutes_make_a_half_hour_unit(minutes, units):
    # floor((minutes + 14.5) / 30): 29.5 makes none, 30.5 one, 59.5 one, 60.5 two
    assert units == approx(units_of(minutes, unit_minutes=30))


@pytest.mark.parametrize(("minutes", "units"), [(14, 0), (15, 1), (29, 1), (30, 2), (59, 3), (60, 4)])
def test_whole_units_need_all_their_minutes(minutes, units):
    assert units == approx(units_of(minutes, unit_rounding="whole"))


@pytest.mark.parametrize(("minutes", "units"), [(6, 0.4), (50, 10 / 3), (60, 4)])
def test_exact_units_count_every_minute(minutes, units):
    # minutes / 15
    assert units == approx(units_of(minutes, unit_rounding="exact"))


def test_a_spread_takes_the_mean_over_whole_minutes():
    # 45 to 55: eight lengths (45-52) make 3 units, three (53-55) make 4: (24 + 12) / 11
    assert 36 / 11 == approx(units_of(50, spread=5))


def test_a_spread_around_an_even_number_of_units_may_leave_their_mean():
    # 45 to 75: 8 lengths make 3, 15 make 4, 8 make 5: (24 + 60 + 40) / 31 = 4
    assert 4.0 == approx(units_of(60, spread=15))


def test_a_spread_costs_whole_units():
    # 45 to 75: 15 lengths (45-59) make 3, 15 (60-74) make 4, one makes 5: (45 + 60 + 5) / 31
    assert 110 / 31 == approx(units_of(60, spread=15, unit_rounding="whole"))


def test_a_spread_as_long_as_the_session_starts_at_nothing():
    # 0 to 16: 8 lengths (0-7) make none, 9 (8-16) make 1
    assert 9 / 17 == approx(units_of(8, spread=8))


def test_clients_are_shared_among_payers_each_with_its_own_units():
    # 52 sessions: 0.5 x 4 units of 15 minutes, 0.3 x 2 units of 30, 0.2 without a payer x 4: 104 + 31.2 + 41.6
    payers = {"medicaid": medicaid(client_share=0.5), "block": medicaid(client_share=0.3, unit_minutes=30)}
    result = row(small(payers=payers))["units"]
    assert 104.0 + 31.2 + 41.6 == approx(result["delivered"])
    assert 41.6 == approx(result["no_payer"])


def test_units_nobody_pays_for_are_of_fifteen_minutes_by_midpoint():
    # 53 minutes: 4 units by midpoint, though the payer of the others would count 3 whole ones
    payers = {"medicaid": medicaid(client_share=0.5, unit_rounding="whole")}
    result = row(small(services={"individual": {"session_minutes": 53}}, payers=payers))
    kept = result["kept"]["individual"]
    assert kept * 0.5 * 4 == approx(result["units"]["no_payer"])
    assert kept * 0.5 * 3 == approx(result["units"]["paid"])


def test_a_payer_that_gives_no_unit_counts_fifteen_minutes_by_midpoint():
    payers = {"commercial": {"client_share": 1.0}}
    assert 208.0 == approx(row(small(payers=payers))["units"]["no_payer"])


def test_each_attendee_of_a_group_makes_units():
    # 52 groups x 4 attendees x 4 units
    projection = small(
        services={"group": {"session_minutes": 60, "group_size": 4}},
        payers={"medicaid": {"client_share": 1.0, "services": {"group": {"rate": 1.0}}}},
        positions=[
            {"id": "peer", "ladder": "peer", "hours_per_week": 12, "direct_service": True, "mix": {"group": 1.0}}
        ],
    )
    assert 832.0 == approx(row(projection)["units"]["paid"])
