"""Costs: model.md, section 6. The peer's wages are 1,040 dollars a month, the lead's 520."""

import pytest
from pytest import approx

from tests.small import by_month, lead, peer, purses, row, small

# 3 a year / 12 = 0.25 a month; nobody's seat stays empty
QUARTER_LEAVES = {"annual_turnover": 3.0, "months_vacant": 0}


def fringe(*components, months=1, **changes):
    """Fringe of the peer, month after month."""
    benefits = {"components": [{"name": f"Component {n}", **c} for n, c in enumerate(components)]}
    if "full_time_hours" in changes:
        benefits["full_time_hours"] = changes.pop("full_time_hours")
    return by_month(small(months=months, benefits=benefits, **changes), "fringe")


def test_wages_are_paid_hours_times_pay():
    assert 1040.0 == approx(row(small())["wages"])


def test_wages_follow_the_filled_share_of_the_seat():
    # empty, half, three quarters
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 1})
    assert [0.0, 520.0, 780.0] == approx(by_month(projection, "wages"))


def test_leave_is_paid():
    assert 1040.0 == approx(row(small(leave={"pto": 120}))["wages"])


def test_wages_of_people_with_different_pay_add_up():
    # month 1: 52 x (0.75 x 20 + 0.25 x 16) = 988
    projection = small(ladders={"peer": {"steps": [16, 20]}}, positions=[peer(step=2)], staffing=QUARTER_LEAVES)
    assert [1040.0, 988.0] == approx(by_month(projection, "wages")[:2])


# --- fringe ---------------------------------------------------------------------------------------------------


def test_shares_of_wages_add_up():
    # 1,040 x (0.0765 + 0.03) = 110.76
    assert [110.76] == approx(fringe({"share_of_wages": 0.0765}, {"share_of_wages": 0.03}))


def test_shares_of_wages_are_paid_on_covered_hours_too():
    # empty, half covered: 26 hours x 20 x 0.1
    paid = fringe({"share_of_wages": 0.1}, positions=[peer(filled="vacant")], staffing={"coverage": {"vacancy": 0.5}})
    assert [52.0] == approx(paid)


def test_dollars_a_month_are_for_filled_seats_and_those_who_take_them_up():
    # 600 x 0.8 = 480 of a filled seat; empty, half, three quarters
    paid = fringe(
        {"per_month": 600, "take_up": 0.8},
        months=3,
        positions=[peer(filled="vacant")],
        staffing={"months_vacant": 1, "coverage": {"vacancy": 0.5}},
    )
    assert [0.0, 240.0, 360.0] == approx(paid)


def test_everybody_takes_up_a_benefit_where_nothing_is_said():
    assert [600.0] == approx(fringe({"per_month": 600}))


@pytest.mark.parametrize(("hours", "paid"), [(29, 0.0), (30, 600.0), (31, 600.0)], ids=["below", "at", "above"])
def test_some_benefits_are_only_for_thirty_hours_and_more(hours, paid):
    position = peer(hours_per_week=hours)
    assert [paid] == approx(fringe({"per_month": 600, "eligible_only": True}, positions=[position]))
    assert [600.0] == approx(fringe({"per_month": 600}, positions=[position]))


def test_the_hours_that_count_as_full_time_may_be_given():
    assert [600.0] == approx(fringe({"per_month": 600, "eligible_only": True}, full_time_hours=12))
    assert [0.0] == approx(fringe({"per_month": 600, "eligible_only": True}, full_time_hours=12.5))


def test_a_benefit_grows_at_anniversaries_of_the_programs_start():
    # 600 x 1.06 = 636
    paid = fringe({"per_month": 600, "annual_change": 0.06}, months=13)
    assert [600.0, 600.0, 636.0] == approx([paid[m] for m in (0, 11, 12)])


def test_a_wage_base_counts_each_persons_wages_in_a_calendar_year():
    # July 1,040, August 960 of 2,000; January begins anew
    paid = fringe({"share_of_wages": 0.1, "wage_base": 2000}, months=8)
    assert [104.0, 96.0, 0.0, 0.0, 0.0, 0.0, 104.0, 96.0] == approx(paid, abs=1e-9)


@pytest.mark.parametrize(("base", "second"), [(3000, 104.0), (2080, 104.0), (2000, 96.0)], ids=["below", "at", "above"])
def test_wages_up_to_the_base_are_charged(base, second):
    assert second == approx(fringe({"share_of_wages": 0.1, "wage_base": base}, months=2)[1])


def test_what_was_used_of_a_base_before_the_start_counts_in_the_first_year():
    # 500 left of 2,000 in July; January begins anew with all of it
    paid = fringe({"share_of_wages": 0.1, "wage_base": 2000, "used_at_start": 1500}, months=8)
    assert [50.0, 0.0, 0.0, 0.0, 0.0, 0.0, 104.0, 96.0] == approx(paid, abs=1e-9)


def test_what_was_used_of_a_base_is_of_people_there_at_the_start():
    component = {"share_of_wages": 0.1, "wage_base": 2000, "used_at_start": 1500}
    assert [104.0, 96.0] == approx(fringe(component, months=2, positions=[peer(filled="new")]))
    assert [0.0, 104.0] == approx(fringe(component, months=2, positions=[peer(start="2026-08")]))
    vacant = {"positions": [peer(filled="vacant")], "staffing": {"months_vacant": 0}}
    assert [0.0, 104.0, 96.0] == approx(fringe(component, months=3, **vacant))


def test_each_cohort_counts_its_base_from_its_own_hire():
    # month 1: 0.75 of the original's 960 + 0.25 hired, 1,040 each: 980
    # month 2: nothing of the original; month 1's hires 0.1875 x 960 + 0.25 x 1,040 = 440; month 3 likewise
    paid = fringe({"share_of_wages": 0.1, "wage_base": 2000}, months=4, staffing=QUARTER_LEAVES)
    assert [104.0, 98.0, 44.0, 44.0] == approx(paid)


def test_in_january_everybodys_base_begins_anew():
    # November 104, December 98; January 1,040 of everybody; February 0.75 x 960 + 0.25 x 1,040 = 980
    paid = fringe({"share_of_wages": 0.1, "wage_base": 2000}, months=4, start="2026-11", staffing=QUARTER_LEAVES)
    assert [104.0, 98.0, 104.0, 98.0] == approx(paid)


def test_covered_hours_count_in_full_whatever_the_base():
    # empty, half covered: 520 a month against a base of 100
    paid = fringe(
        {"share_of_wages": 0.1, "wage_base": 100},
        months=2,
        positions=[peer(filled="vacant", end="2026-08")],
        staffing={"months_vacant": 1, "coverage": {"vacancy": 0.5}},
    )
    # month 1: half filled by people hired now, 0.5 x 100, and 260 of cover
    assert [52.0, 31.0] == approx(paid)


def test_components_may_come_and_go():
    paid = fringe({"per_month": 50, "from": "2026-08"}, {"per_month": 600, "until": "2026-08"}, months=3)
    assert [600.0, 650.0, 50.0] == approx(paid)


# --- replacement, travel, lines -------------------------------------------------------------------------------

LEAVING = {"annual_turnover": 1.2, "months_vacant": 1, "replacement": {"dollars": 1000, "share_of_annual_wage": 0.05}}


def test_replacement_is_dollars_and_a_share_of_a_years_pay_for_each_separation():
    # a year's pay 20 x 12 x 52 = 12,480, a twentieth 624; 0.1 x 1,624 and 0.095 x 1,624
    assert [162.4, 154.28] == approx(by_month(small(staffing=LEAVING), "replacement")[:2])


def test_replacement_follows_the_pay_of_the_original_person():
    # hires on 10 dollars; still 0.25 x 0.05 x 12,480 = 156 in month 1
    projection = small(
        ladders={"peer": {"steps": [10, 20]}},
        positions=[peer(step=2)],
        staffing={**QUARTER_LEAVES, "replacement": {"share_of_annual_wage": 0.05}},
    )
    assert [156.0] * 3 == approx(by_month(projection, "replacement"))


def test_nobody_is_replaced_in_the_month_of_the_seats_own_end():
    projection = small(positions=[peer(end="2026-08")], staffing=LEAVING)
    assert [162.4, 0.0, 0.0] == approx(by_month(projection, "replacement"))
    assert 0.095 == approx(row(projection, month=1)["separations"])


def test_travel_is_miles_at_the_rate():
    # 52 sessions x 8 miles x 0.70
    projection = small(services={"individual": {"session_minutes": 60, "miles": 8}}, costs={"mileage_rate": 0.70})
    assert 291.2 == approx(row(projection)["travel"])


def test_the_mileage_rate_does_not_grow_with_the_lines():
    costs = {"mileage_rate": 0.70, "annual_change": 0.1}
    projection = small(months=13, services={"individual": {"session_minutes": 60, "miles": 8}}, costs=costs)
    assert 291.2 == approx(row(projection, month=12)["travel"])


LINES = {
    "per_position_month": {"phone": 45, "supplies": 20},
    "per_position_year": {"professional_development": 540, "certification": 60},
}


def test_lines_by_month_and_year_are_for_filled_seats():
    # 65 + 600/12 = 115 of a filled seat; empty, half, three quarters
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 1}, costs=LINES)
    assert [0.0, 57.5, 86.25] == approx(by_month(projection, "per_position"))


def test_lines_grow_together_at_anniversaries_of_the_programs_start():
    # 115 x 1.1 = 126.50; rent 1,000 x 1.1
    costs = {**LINES, "program_month": {"rent": 1000}, "annual_change": 0.1}
    projection = small(months=13, costs=costs)
    assert [115.0, 126.5] == approx([row(projection, month=m)["per_position"] for m in (11, 12)])
    assert [1000.0, 1100.0] == approx([row(projection, month=m)["shared_cost"] for m in (11, 12)])


def test_supports_cost_their_lines_from_their_month_on():
    supports = [{"name": "Reflective supervision", "from": "2026-08", "per_position_month": 60}]
    assert [0.0, 60.0, 60.0] == approx(by_month(small(supports=supports), "per_position"))


def test_the_cost_of_a_support_grows_from_the_programs_start_whenever_it_begins():
    # from January 2027 60; from July 2027 66
    supports = [{"name": "Reflective supervision", "from": "2027-01", "per_position_month": 60}]
    lines = by_month(small(months=13, supports=supports, costs={"annual_change": 0.1}), "per_position")
    assert [0.0, 60.0, 60.0, 66.0] == approx([lines[m] for m in (5, 6, 11, 12)])


def test_supports_hold_for_every_position():
    supports = [{"name": "Reflective supervision", "per_position_month": 60}]
    projection = small(positions=[peer(), lead()], supports=supports)
    assert 60.0 == approx(row(projection, position="lead")["per_position"])


def test_direct_cost_is_the_sum_of_its_parts():
    # wages 1,040 + fringe 104 + travel 291.20 + lines 115 + replacement 162.40
    projection = small(
        months=1,
        benefits={"components": [{"name": "FICA", "share_of_wages": 0.1}]},
        staffing=LEAVING,
        services={"individual": {"session_minutes": 60, "miles": 8}},
        costs={**LINES, "mileage_rate": 0.70},
    )
    assert 1712.6 == approx(row(projection)["direct_cost"])


# --- shared cost and indirect ---------------------------------------------------------------------------------


def test_shared_cost_is_spread_by_hours_a_week():
    # the lead's 520 and rent of 1,000: 1,520, a third to 12 hours and two thirds to 24
    projection = small(
        positions=[peer(), peer("full", hours_per_week=24), lead()], costs={"program_month": {"rent": 1000}}
    )
    assert [1520 / 3, 2 * 1520 / 3] == approx([row(projection, position=p)["shared_cost"] for p in ("peer", "full")])


def test_shared_cost_is_spread_over_the_seats_active_that_month():
    # the second seat, as large, from August
    projection = small(positions=[peer(), peer("later", start="2026-08")], costs={"program_month": {"rent": 1000}})
    assert [1000.0, 500.0, 500.0] == approx(by_month(projection, "shared_cost"))
    assert [0.0, 500.0, 500.0] == approx(by_month(projection, "shared_cost", position="later"))


def test_an_empty_seat_is_active_and_carries_its_share():
    projection = small(
        positions=[peer(), peer("empty", filled="vacant")],
        staffing={"months_vacant": 1},
        costs={"program_month": {"rent": 1000}},
    )
    assert 500.0 == approx(row(projection, position="empty")["shared_cost"])


def test_positions_without_direct_service_carry_nothing_themselves():
    result = row(small(positions=[peer(), lead()], costs={"indirect_rate": 0.1}), position="lead")
    assert 520.0 == approx(result["direct_cost"])
    assert (0.0, 0.0, 0.0, 0.0) == (result["shared_cost"], result["indirect"], result["full_cost"], result["gap"])


def test_where_no_seat_is_active_the_program_carries_the_cost_itself():
    # July: the lead's 520 and rent of 1,000, indirect 152; from August the peer carries them
    projection = small(
        positions=[peer(start="2026-08"), lead()], costs={"program_month": {"rent": 1000}, "indirect_rate": 0.1}
    )
    result = row(projection, position="(program)")
    assert (0.0, 1520.0, 152.0, 1672.0) == approx(
        (result["direct_cost"], result["shared_cost"], result["indirect"], result["full_cost"])
    )
    assert [0.0, 1520.0, 1520.0] == approx(by_month(projection, "shared_cost"))


def test_indirect_is_on_direct_and_shared_cost():
    # 0.15 x (1,040 + 1,000) = 306; full 2,346
    result = row(small(costs={"program_month": {"rent": 1000}, "indirect_rate": 0.15}))
    assert (306.0, 2346.0) == approx((result["indirect"], result["full_cost"]))


@pytest.mark.parametrize(
    ("excluded", "indirect"),
    [
        ([], 0.1 * 2155),
        (["rent"], 0.1 * 1155),
        (["phone"], 0.1 * 2110),
        (["professional_development"], 0.1 * 2110),
        (["rent", "phone", "supplies"], 0.1 * 1090),
    ],
)
def test_lines_of_any_group_may_carry_no_indirect(excluded, indirect):
    # wages 1,040, phone 45, supplies 20, development 540/12 = 45, certification 60/12 = 5, rent 1,000: 2,155
    costs = {**LINES, "program_month": {"rent": 1000}, "indirect_rate": 0.1, "indirect_excludes": excluded}
    assert indirect == approx(row(small(costs=costs))["indirect"])


def test_excluded_lines_of_the_lead_carry_no_indirect_either():
    # peer 1,040 + lead 520, and 45 of phone each that carry none
    costs = {"per_position_month": {"phone": 45}, "indirect_rate": 0.1, "indirect_excludes": ["phone"]}
    result = row(small(positions=[peer(), lead()], costs=costs))
    assert (156.0, 1040 + 45 + 520 + 45 + 156.0) == approx((result["indirect"], result["full_cost"]))


def test_full_cost_over_all_rows_is_everything_spent():
    projection = small(
        months=6,
        positions=[peer(start="2026-08"), peer("second", end="2026-10"), lead()],
        staffing=LEAVING,
        benefits={"components": [{"name": "FICA", "share_of_wages": 0.1}]},
        costs={**LINES, "program_month": {"rent": 1000}, "indirect_rate": 0.1},
    )
    for month, full in enumerate(purses(projection, "full_cost")):
        direct = sum(row(projection, month=month, position=p)["direct_cost"] for p in ("peer", "second", "lead"))
        assert 1.1 * (direct + 1000) == approx(full)
