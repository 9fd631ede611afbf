"""Dated values and months: model.md, section 0."""

import pytest
from pytest import approx

from tests.small import by_month, medicaid, peer, purses, small


def rates(rate, *, months):
    """What one unit is paid, month after month."""
    projection = small(months=months, payers={"medicaid": medicaid(rate)})
    return [earned / 208 for earned in by_month(projection, "earned")]


def test_a_month_is_a_twelfth_of_52_weeks():
    # 40 x 52 / 12 = 173.33 hours a month, 2,080 a year
    hours = by_month(small(months=12, positions=[peer(hours_per_week=40)]), "paid_hours")
    assert 40 * 52 / 12 == approx(hours[0])
    assert 2080.0 == approx(sum(hours))


def test_a_bare_number_holds_in_every_month():
    assert [5.0] * 30 == approx(rates(5.0, months=30))


def test_the_latest_entry_not_after_the_month_holds():
    dated = [{"from": "2026-07", "value": 5.0}, {"from": "2026-09", "value": 6.0}, {"from": "2026-10", "value": 4.0}]
    assert [5.0, 5.0, 6.0, 4.0, 4.0] == approx(rates(dated, months=5))


def test_a_list_may_begin_long_before_the_program():
    dated = [{"from": "2019-11", "value": 4.0}, {"from": "2025-01", "value": 5.0}]
    assert [5.0, 5.0] == approx(rates(dated, months=2))


def test_an_undated_amount_grows_at_anniversaries_of_the_programs_start():
    # 5 until month 11, 5 x 1.1 = 5.5 from month 12, 5 x 1.21 = 6.05 from month 24
    rate = rates({"value": 5.0, "annual_change": 0.1}, months=25)
    assert [5.0] * 12 == approx(rate[:12])
    assert [5.5] * 12 == approx(rate[12:24])
    assert 6.05 == approx(rate[24])


def test_growth_may_be_negative():
    # 5 x 0.9 = 4.5
    assert 4.5 == approx(rates({"value": 5.0, "annual_change": -0.1}, months=13)[12])


def test_an_amount_stated_for_its_own_month_grows_at_anniversaries_of_that_month():
    # stated for January 2026: in July still 5, from January 2027 (month 6) 5.5, from January 2028 (month 18) 6.05
    rate = rates({"value": 5.0, "from": "2026-01", "annual_change": 0.1}, months=19)
    assert [5.0, 5.5, 5.5, 6.05] == approx([rate[m] for m in (5, 6, 17, 18)])


def test_an_amount_stated_years_ago_has_grown_since():
    # three anniversaries of July 2023 up to and with July 2026: 5 x 1.1^3 = 6.655
    assert 6.655 == approx(rates({"value": 5.0, "from": "2023-07", "annual_change": 0.1}, months=1)[0])


def test_the_last_entry_grows_from_its_own_month():
    # 6 from January 2027 (month 6); its first anniversary is month 18: 6.6
    dated = {"values": [{"from": "2026-07", "value": 5.0}, {"from": "2027-01", "value": 6.0}], "annual_change": 0.1}
    rate = rates(dated, months=19)
    assert [5.0, 6.0, 6.0, 6.6] == approx([rate[m] for m in (5, 6, 17, 18)])


def test_adding_a_later_entry_never_changes_an_earlier_month():
    # the entry of July 2026 has grown to 5.5 in month 12, whether or not another follows in month 18
    alone = {"values": [{"from": "2026-07", "value": 5.0}], "annual_change": 0.1}
    followed = {"values": [*alone["values"], {"from": "2028-01", "value": 9.0}], "annual_change": 0.1}
    assert [5.0] * 12 + [5.5] * 6 == approx(rates(alone, months=18))
    assert [5.0] * 12 + [5.5] * 6 + [9.0] == approx(rates(followed, months=19))


def test_a_groups_growth_starts_at_the_programs_start_for_an_undated_amount():
    # rent 1,000 in the dollars of July 2026; 1,030 from July 2027
    costs = {"program_month": {"rent": 1000}, "annual_change": 0.03}
    shared = by_month(small(months=13, costs=costs), "shared_cost")
    assert [1000.0, 1000.0, 1030.0] == approx([shared[m] for m in (0, 11, 12)])


def test_each_entry_beside_a_groups_growth_grows_from_its_own_month():
    # 1,200 stated for January 2027 (month 6): not yet grown in July 2027, 1,236 from January 2028 (month 18)
    rent = [{"from": "2026-07", "value": 1000}, {"from": "2027-01", "value": 1200}]
    shared = by_month(small(months=19, costs={"program_month": {"rent": rent}, "annual_change": 0.03}), "shared_cost")
    assert [1000.0, 1200.0, 1200.0, 1200.0, 1236.0] == approx([shared[m] for m in (5, 6, 12, 17, 18)])


def test_an_own_annual_change_takes_the_place_of_the_groups():
    # rent grows by its own 10 % to 1,100, and not to 1,100 x 1.03; the phone follows the group to 103
    costs = {
        "program_month": {"rent": {"value": 1000, "annual_change": 0.1}, "phone": 100},
        "annual_change": 0.03,
    }
    assert 1100.0 + 103.0 == approx(by_month(small(months=13, costs=costs), "shared_cost")[12])


def test_a_contract_that_starts_later_is_in_the_dollars_of_its_start():
    # 1,000 from January 2027 (month 6) through December, 1,100 from January 2028 (month 18)
    county = {"id": "county", "start": "2027-01", "per_month": 1000, "annual_change": 0.1}
    paid = purses(small(months=19, contracts=[county]), "contracts")
    assert [0.0, 1000.0, 1000.0, 1000.0, 1100.0] == approx([paid[m] for m in (5, 6, 12, 17, 18)])


def test_a_contract_under_way_is_in_the_dollars_of_the_programs_start():
    # its January start is past; 1,000 in July 2026, 1,100 from July 2027
    county = {"id": "county", "start": "2026-01", "per_month": 1000, "annual_change": 0.1}
    paid = purses(small(months=13, contracts=[county]), "contracts")
    assert [1000.0, 1000.0, 1100.0] == approx([paid[m] for m in (0, 11, 12)])


def test_fundraising_grows_from_the_programs_start():
    paid = purses(small(months=13, fundraising={"per_month": 500, "annual_change": 0.02}), "fundraising")
    assert [500.0, 500.0, 510.0] == approx([paid[m] for m in (0, 11, 12)])


def test_shares_and_hours_may_be_dated_too():
    # 12 hours a week, then 6; all sessions kept, then a quarter missed: 52 x 4, 26 x 4, 26 x 3/4 x 4 units
    hours = [{"from": "2026-07", "value": 12}, {"from": "2026-08", "value": 6}]
    no_show = [{"from": "2026-07", "value": 0.0}, {"from": "2026-09", "value": 0.25}]
    projection = small(
        positions=[peer(hours_per_week=hours)],
        services={"individual": {"session_minutes": 60, "no_show": no_show}},
    )
    assert [208.0, 104.0, 78.0] == approx(by_month(projection, "units.delivered"))


@pytest.mark.parametrize("rate", [{"value": 5.0, "low": 3.0, "high": 9.0}, {"value": 5.0, "low": 5.0, "high": 5.0}])
def test_a_plain_projection_reads_the_value_and_not_its_range(rate):
    assert [5.0] * 3 == approx(rates(rate, months=3))


def test_a_range_may_stand_on_an_entry_of_a_dated_list():
    dated = [{"from": "2026-07", "value": 5.0}, {"from": "2026-08", "value": 6.0, "low": 5.5, "high": 9.0}]
    assert [5.0, 6.0] == approx(rates(dated, months=2))
