"""Staffing: model.md, section 3. Cohorts are followed by hand over two or three months."""

import pytest
from pytest import approx

from tests.small import by_month, grant, lead, medicaid, peer, row, small

# 1.2 a year / 12 = 0.1 a month; a seat stays empty for a month in the mean, so half of the pool is filled
TENTH_LEAVES = {"annual_turnover": 1.2, "months_vacant": 1}
# 3 a year / 12 = 0.25 a month, the most there can be; nobody's seat stays empty
QUARTER_LEAVES = {"annual_turnover": 3.0, "months_vacant": 0}


def hazards(staffing, **changes):
    """Separations over filled, month after month."""
    projection = small(staffing=staffing, **changes)
    left, filled = by_month(projection, "separations"), by_month(projection, "filled")
    return [a / b for a, b in zip(left, filled, strict=True)]


def test_without_turnover_one_person_holds_the_seat():
    projection = small()
    assert [1.0] * 3 == approx(by_month(projection, "filled"))
    assert [1.0] * 3 == approx(by_month(projection, "productive"))
    assert [0.0] * 3 == approx(by_month(projection, "vacant"))
    assert [0.0] * 3 == approx(by_month(projection, "separations"))
    assert [0.0] * 3 == approx(by_month(projection, "hires"))


def test_people_leave_at_a_months_end_and_half_of_the_pool_is_filled_for_the_next():
    # month 0: filled 1, of whom 0.1 leave; pool 0.1: 0.05 hired, 0.05 empty
    # month 1: filled 0.95, of whom 0.095 leave; pool 0.145: 0.0725 hired, 0.0725 empty
    # month 2: filled 0.855 + 0.0725 = 0.9275
    projection = small(staffing=TENTH_LEAVES)
    assert [1.0, 0.95, 0.9275] == approx(by_month(projection, "filled"))
    assert [0.0, 0.05, 0.0725] == approx(by_month(projection, "vacant"))
    assert [0.1, 0.095, 0.09275] == approx(by_month(projection, "separations"))
    assert [0.0, 0.05, 0.0725] == approx(by_month(projection, "hires"))


def test_with_no_months_vacant_a_seat_is_filled_at_once():
    projection = small(staffing=QUARTER_LEAVES)
    assert [1.0] * 3 == approx(by_month(projection, "filled"))
    assert [0.0, 0.25, 0.25] == approx(by_month(projection, "hires"))


def test_months_vacant_are_the_mean_time_a_seat_stays_empty():
    # an empty seat with 3 months in the mean is filled with probability 1/4: 0, 0.25, 0.25 + 0.75/4 = 0.4375
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 3})
    assert [0.0, 0.25, 0.4375] == approx(by_month(projection, "filled"))


@pytest.mark.parametrize(("turnover", "share"), [(2.4, 0.2), (3.0, 0.25), (6.0, 0.25)], ids=["below", "at", "above"])
def test_turnover_is_held_at_three_separations_a_year(turnover, share):
    # 2.4 / 12 = 0.2; 3 / 12 = 0.25; 6 is taken as 3
    assert [share] * 3 == approx(hazards({"annual_turnover": turnover}))


def test_turnover_may_be_dated():
    dated = [{"from": "2026-07", "value": 1.2}, {"from": "2026-08", "value": 2.4}]
    assert [0.1, 0.2, 0.2] == approx(hazards({"annual_turnover": dated}))


def test_a_position_may_have_its_own_turnover():
    projection = small(
        positions=[peer(), peer("other", staffing={"annual_turnover": 2.4})], staffing={"annual_turnover": 1.2}
    )
    assert [0.1, 0.2] == approx([row(projection, position=p)["separations"] for p in ("peer", "other")])


def test_supports_multiply_turnover_from_their_month_on():
    # 0.1 x 0.5 from August; both from September: 0.1 x 0.5 x 0.8 = 0.04
    supports = [
        {"name": "Reflective supervision", "from": "2026-08", "turnover_multiplier": 0.5},
        {"name": "Peer circle", "from": "2026-09", "turnover_multiplier": 0.8},
    ]
    assert [0.1, 0.05, 0.04] == approx(hazards({"annual_turnover": 1.2}, supports=supports))


def test_a_position_with_one_rule_of_its_own_keeps_the_programs_others():
    # its own turnover of 0.2 a month; the program's ramp of 0.5: month 1: 0.8 + 0.2 x 0.5
    projection = small(
        positions=[peer(staffing={"annual_turnover": 2.4})],
        staffing={"annual_turnover": 1.2, "months_vacant": 0, "ramp": [0.5]},
    )
    assert [1.0, 0.9] == approx(by_month(projection, "productive")[:2])


def test_a_support_ends_after_its_last_month():
    supports = [{"name": "Pilot", "until": "2026-08", "turnover_multiplier": 0.5}]
    assert [0.05, 0.05, 0.1] == approx(hazards({"annual_turnover": 1.2}, supports=supports))


INSECURE = {"annual_turnover": 1.2, "insecurity": {"months": 2, "multiplier": 2.0}}


def test_insecurity_holds_in_the_last_months_of_the_grant_that_covers_the_seat():
    # the grant ends in October, month 3: months 2 and 3 at twice 0.1
    assert [0.1, 0.1, 0.2, 0.2, 0.1] == approx(hazards(INSECURE, months=5, grants=[grant(end="2026-10")]))


def test_insecurity_looks_at_the_grant_that_ends_last():
    grants = [
        grant("first", end="2026-08", covers={"peer": 0.5}),
        grant("second", end="2026-10", covers={"peer": 0.5}),
    ]
    assert [0.1, 0.1, 0.2, 0.2, 0.1] == approx(hazards(INSECURE, months=5, grants=grants))


def test_insecurity_leaves_seats_alone_that_no_grant_covers():
    grants = [grant(end="2026-08", covers={"lead": 1.0})]
    assert [0.1] * 3 == approx(hazards(INSECURE, positions=[peer(), lead()], grants=grants))


def test_insecurity_lasts_six_months_where_nothing_is_said():
    # the grant ends in month 7: months 2 to 7
    staffing = {"annual_turnover": 1.2, "insecurity": {"multiplier": 2.0}}
    expected = [0.1] * 2 + [0.2] * 6 + [0.1] * 2
    assert expected == approx(hazards(staffing, months=10, grants=[grant(end="2027-02")]))


def test_insecurity_does_not_reach_back_before_the_grant_began():
    # a grant of one month, September, has one last month and not two
    assert [0.1, 0.1, 0.2] == approx(hazards(INSECURE, grants=[grant(start="2026-09", end="2026-09")]))


def elastic(*, outside=20.0, reference=(16.0, 20.0), pay=20.0):
    """Separations of a month with an elasticity of 1."""
    ladder = {"steps": [pay]}
    if outside is not None:
        ladder["outside_wage"] = outside
    if reference is not None:
        ladder["turnover_reference"] = {"wage": reference[0], "outside_wage": reference[1]}
    return hazards({"annual_turnover": 1.2, "wage_elasticity": 1.0}, ladders={"peer": ladder})[0]


def test_better_relative_pay_lowers_turnover():
    # pay / outside = 20/20 = 1; at the reference 16/20 = 0.8; (1/0.8)^-1 = 0.8; 0.1 x 0.8 = 0.08
    assert 0.08 == approx(elastic())


def test_worse_relative_pay_raises_turnover():
    # 20/25 = 0.8 against a reference of 1: 0.8^-1 = 1.25; 0.125
    assert 0.125 == approx(elastic(outside=25.0, reference=(20.0, 20.0)))


def test_pay_as_at_the_reference_leaves_turnover_as_it_is():
    assert 0.1 == approx(elastic(pay=16.0))


def test_without_a_reference_or_an_outside_wage_pay_has_no_effect():
    assert 0.1 == approx(elastic(reference=None))
    assert 0.1 == approx(elastic(outside=None))


def test_relative_pay_cannot_raise_turnover_above_three_a_year():
    # 0.2 of the reference: 1.2 x 5 = 6 a year, held at 3
    assert 0.25 == approx(elastic(outside=100.0, reference=(20.0, 20.0)))


def test_turnover_follows_the_pay_of_the_seats_original_person():
    # hires are paid half as much, and still everybody leaves at (20/20)^-1 x 0.1
    ladder = {
        "steps": [10, 20],
        "outside_wage": 20,
        "turnover_reference": {"wage": 20, "outside_wage": 20},
    }
    staffing = {"annual_turnover": 1.2, "wage_elasticity": 1.0}
    assert [0.1] * 3 == approx(hazards(staffing, ladders={"peer": ladder}, positions=[peer(step=2)]))


def test_outside_pay_that_grows_raises_turnover_a_year_later():
    # 20 / (20 x 1.25) = 0.8; 0.1 / 0.8 = 0.125
    ladder = {
        "steps": [20],
        "outside_wage": {"value": 20, "annual_change": 0.25},
        "turnover_reference": {"wage": 20, "outside_wage": 20},
    }
    staffing = {"annual_turnover": 1.2, "wage_elasticity": 1.0}
    share = hazards(staffing, months=13, ladders={"peer": ladder})
    assert [0.1, 0.1, 0.125] == approx([share[m] for m in (0, 11, 12)])


def test_new_people_are_productive_as_the_ramp_says():
    # month 1: 0.75 + 0.25 x 0.25 = 0.8125
    # month 2: 0.5625 + month 1's hires 0.1875 x 0.5 + month 2's 0.25 x 0.25 = 0.71875
    # month 3: 0.421875 + month 1's 0.140625 in full + 0.1875 x 0.5 + 0.25 x 0.25 = 0.71875
    projection = small(months=4, staffing={**QUARTER_LEAVES, "ramp": [0.25, 0.5]})
    assert [1.0, 0.8125, 0.71875, 0.71875] == approx(by_month(projection, "productive"))
    assert [1.0] * 4 == approx(by_month(projection, "filled"))


def test_a_new_seat_starts_its_ramp_in_its_first_month():
    projection = small(positions=[peer(filled="new")], staffing={"ramp": [0.25, 0.5]})
    assert [1.0] * 3 == approx(by_month(projection, "filled"))
    assert [0.25, 0.5, 1.0] == approx(by_month(projection, "productive"))
    assert [1.0, 0.0, 0.0] == approx(by_month(projection, "hires"))


def test_a_new_seat_that_starts_later_starts_its_ramp_then():
    projection = small(positions=[peer(filled="new", start="2026-08")], staffing={"ramp": [0.25, 0.5]})
    assert [0.0, 0.25, 0.5] == approx(by_month(projection, "productive"))
    assert [0.0, 1.0, 0.0] == approx(by_month(projection, "hires"))


def test_the_person_of_a_new_seat_has_its_own_step_and_credentials():
    # step 2 and certified, though hires start on step 1 and are certified after six months
    ladder = {"steps": [16, 20], "differentials": {"certified": 1.0}}
    projection = small(
        ladders={"peer": ladder},
        positions=[peer(filled="new", step=2, credentials={"certified": "2025-01"})],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={"hire": {"step": 1, "credentials": {"certified": 6}}},
    )
    assert 21.0 == approx(row(projection)["wage"])
    assert 1.0 == approx(row(projection)["qualified"]["medicaid"])


def test_the_person_of_a_new_seat_waits_to_bill_as_any_new_hire():
    projection = small(positions=[peer(filled="new")], staffing={"months_to_bill": 2})
    assert [0.0, 0.0, 1.0] == approx(by_month(projection, "qualified.medicaid"))


def test_a_vacant_seat_fills_as_any_empty_one():
    # half of what is empty is filled each month: 0, 0.5, 0.75; hires 0, 0.5, 0.25
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 1, "ramp": [0.5]})
    assert [0.0, 0.5, 0.75] == approx(by_month(projection, "filled"))
    assert [1.0, 0.5, 0.25] == approx(by_month(projection, "vacant"))
    assert [0.0, 0.5, 0.25] == approx(by_month(projection, "hires"))
    # month 2: month 1's half in full, month 2's quarter at half: 0.5 + 0.125
    assert [0.0, 0.25, 0.625] == approx(by_month(projection, "productive"))


def test_whoever_fills_a_vacant_seat_starts_where_hires_start():
    # the seat stands on step 2, the person hired for month 1 on step 1
    projection = small(
        ladders={"peer": {"steps": [16, 20]}}, positions=[peer(filled="vacant", step=2)], staffing={"months_vacant": 0}
    )
    assert [0.0, 16.0, 16.0] == approx(by_month(projection, "wage"))


def test_outside_its_start_and_end_a_seat_holds_nobody():
    projection = small(months=4, positions=[peer("all"), peer(start="2026-08", end="2026-09")], staffing=TENTH_LEAVES)
    assert [0.0, 1.0, 0.95, 0.0] == approx(by_month(projection, "filled"))
    assert [0.0, 0.0, 0.05, 0.0] == approx(by_month(projection, "vacant"))
    assert [0.0, 0.1, 0.095, 0.0] == approx(by_month(projection, "separations"))
    assert [0.0, 52.0, 52.0, 0.0] == approx(by_month(projection, "paid_hours"))


def certified(**staffing):
    """Qualified share, month after month, for a payer that requires a credential held since 2020."""
    projection = small(
        months=4,
        positions=[peer(credentials={"certified": "2020-01"})],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={**QUARTER_LEAVES, **staffing},
    )
    return by_month(projection, "qualified.medicaid")


def test_without_a_required_credential_everybody_productive_is_qualified():
    projection = small(staffing={**QUARTER_LEAVES, "ramp": [0.5]})
    # month 2: 0.75 + 0.25 x 0.5
    assert [1.0, 0.875, 0.875] == approx(by_month(projection, "qualified.medicaid"))


def test_the_original_person_is_qualified_from_the_month_of_the_credential():
    projection = small(
        positions=[peer(credentials={"certified": "2026-08"})], payers={"medicaid": medicaid(requires="certified")}
    )
    assert [0.0, 1.0, 1.0] == approx(by_month(projection, "qualified.medicaid"))


def test_a_person_without_the_credential_is_never_qualified():
    projection = small(payers={"medicaid": medicaid(requires="certified")})
    assert [0.0] * 3 == approx(by_month(projection, "qualified.medicaid"))


def test_hires_who_never_get_the_credential_are_never_qualified():
    # who is left of the start: 1, 0.75, 0.5625, 0.421875
    assert [1.0, 0.75, 0.5625, 0.421875] == approx(certified())


def test_hires_are_qualified_so_many_months_after_hire():
    # month 2: 0.5625 + month 1's hires 0.1875 = 0.75; month 3: 0.421875 + 0.140625 + 0.1875 = 0.75
    assert [1.0, 0.75, 0.75, 0.75] == approx(certified(hire={"credentials": {"certified": 1}}))


def test_months_to_bill_hold_back_hires_for_every_payer():
    # month 2: 0.5625 + 0.1875 of month 1; month 3 likewise 0.75
    projection = small(months=4, staffing={**QUARTER_LEAVES, "months_to_bill": 1})
    assert [1.0, 0.75, 0.75, 0.75] == approx(by_month(projection, "qualified.medicaid"))


def test_the_later_of_credential_and_months_to_bill_decides():
    # two months after hire: month 3: 0.421875 + month 1's hires 0.140625 = 0.5625
    expected = [1.0, 0.75, 0.5625, 0.5625]
    assert expected == approx(certified(hire={"credentials": {"certified": 1}}, months_to_bill=2))
    assert expected == approx(certified(hire={"credentials": {"certified": 2}}, months_to_bill=1))


def test_qualified_people_in_their_ramp_count_as_the_ramp_says():
    # certified after one month, ramp 0.5 and 0.6
    # month 2: 0.5625 + month 1's hires 0.1875 x 0.6 = 0.675
    # month 3: 0.421875 + 0.140625 in full + month 2's 0.1875 x 0.6 = 0.675
    share = certified(hire={"credentials": {"certified": 1}}, ramp=[0.5, 0.6])
    assert [1.0, 0.75, 0.675, 0.675] == approx(share)


def test_each_payer_asks_for_its_own_credential():
    projection = small(
        positions=[peer(credentials={"certified": "2020-01"})],
        payers={
            "medicaid": medicaid(client_share=0.5, requires="certified"),
            "block": medicaid(client_share=0.5, requires="trainer"),
        },
    )
    assert {"medicaid": 1.0, "block": 0.0} == approx(row(projection)["qualified"])
