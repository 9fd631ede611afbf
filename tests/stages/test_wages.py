"""Wages: model.md, section 2. Where people change, a quarter of them leave each month and are replaced at once."""

import pytest
from pytest import approx

from tests.small import by_month, peer, small, warned

# 3 a year / 12 = 0.25 a month, the most there can be; nobody's seat stays empty
QUARTER_LEAVES = {"annual_turnover": 3.0, "months_vacant": 0}


def wages(ladder, *, months=3, position=None, **changes):
    """Mean pay of the people in the peer's seat, month after month."""
    projection = small(months=months, ladders={"peer": ladder}, positions=[peer(**(position or {}))], **changes)
    return by_month(projection, "wage")


def test_a_person_climbs_one_step_each_time_the_months_of_a_step_pass():
    # 4 months behind her: the second step comes after 8 more
    wage = wages({"steps": [16, 18], "months_per_step": 12}, months=21, position={"months_in_step": 4})
    assert [16.0, 18.0, 18.0] == approx([wage[m] for m in (7, 8, 20)])


def test_the_last_step_is_where_climbing_ends():
    assert [16.0, 18.0, 18.0, 18.0] == approx(wages({"steps": [16, 18], "months_per_step": 1}, months=4))


def test_a_step_takes_twelve_months_where_nothing_is_said():
    wage = wages({"steps": [16, 18]}, months=13)
    assert [16.0, 18.0] == approx([wage[11], wage[12]])


def test_months_in_a_step_beyond_its_length_count_as_steps():
    # floor(30 / 12) = 2 steps above the first
    assert 20.0 == approx(wages({"steps": [16, 18, 20, 22]}, position={"months_in_step": 30})[0])


def test_a_seat_that_starts_later_climbs_from_its_own_first_month():
    # first month 2: the second step comes with month 4
    wage = wages({"steps": [16, 18], "months_per_step": 2}, months=5, position={"start": "2026-09"})
    assert [0.0, 0.0, 16.0, 16.0, 18.0] == approx(wage)


def test_a_seat_that_started_earlier_climbs_from_the_programs_first_month():
    wage = wages({"steps": [16, 18], "months_per_step": 2}, position={"start": "2025-01"})
    assert [16.0, 16.0, 18.0] == approx(wage)


def test_replacements_start_on_the_first_step():
    # month 1: 0.75 x 20 + 0.25 x 16 = 19; month 2: 0.5625 x 20 + 0.4375 x 16 = 18.25
    wage = wages({"steps": [16, 20]}, position={"step": 2}, staffing=QUARTER_LEAVES)
    assert [20.0, 19.0, 18.25] == approx(wage)


def test_replacements_start_on_the_step_that_is_given():
    # month 1: 0.75 x 16 + 0.25 x 20 = 17
    wage = wages({"steps": [16, 20]}, staffing={**QUARTER_LEAVES, "hire": {"step": 2}})
    assert [16.0, 17.0] == approx(wage[:2])


def test_each_months_hires_climb_by_their_own_tenure():
    # month 2: the original 0.5625 and month 1's hires 0.1875 are on step 2, month 2's 0.25 on step 1
    # 0.75 x 20 + 0.25 x 16 = 19
    wage = wages({"steps": [16, 20], "months_per_step": 1}, staffing=QUARTER_LEAVES)
    assert [16.0, 19.0, 19.0] == approx(wage)


def test_a_differential_is_paid_from_the_month_of_the_credential():
    ladder = {"steps": [20], "differentials": {"certified": 1.0, "trainer": 0.75}}
    wage = wages(ladder, position={"credentials": {"certified": "2026-08", "trainer": "2026-09"}})
    assert [20.0, 21.0, 21.75] == approx(wage)


def test_a_credential_the_ladder_does_not_list_pays_nothing():
    wage = wages({"steps": [20], "differentials": {"certified": 1.0}}, position={"credentials": {"trainer": "2020-01"}})
    assert 20.0 == approx(wage[0])


def test_replacements_earn_a_credential_so_many_months_after_hire():
    # month 1: nobody; month 2: month 1's hires, 0.75 x 0.25 = 0.1875, have 4 dollars more: 20 + 0.75
    staffing = {**QUARTER_LEAVES, "hire": {"credentials": {"certified": 1}}}
    wage = wages({"steps": [20], "differentials": {"certified": 4.0}}, staffing=staffing)
    assert [20.0, 20.0, 20.75] == approx(wage)


def test_a_replacement_does_not_inherit_the_credential_of_whoever_left():
    # month 1: 0.75 x 21 + 0.25 x 20 = 20.75
    ladder = {"steps": [20], "differentials": {"certified": 1.0}}
    wage = wages(ladder, position={"credentials": {"certified": "2020-01"}}, staffing=QUARTER_LEAVES)
    assert [21.0, 20.75] == approx(wage[:2])


def test_the_increase_comes_when_its_calendar_month_comes_round():
    # September is month 2: 20 x 1.05 = 21
    wage = wages({"steps": [20], "annual_increase": {"share": 0.05, "month": 9}})
    assert [20.0, 20.0, 21.0] == approx(wage)


def test_the_first_month_itself_never_counts_as_an_increase():
    # July is month 0 and comes round in months 12 and 24: 20, 21, 22.05
    wage = wages({"steps": [20], "annual_increase": {"share": 0.05, "month": 7}}, months=25)
    assert [20.0, 20.0, 21.0, 21.0, 22.05] == approx([wage[m] for m in (0, 11, 12, 23, 24)])


def test_each_increase_is_the_one_in_force_when_it_comes():
    # July 2027 by 5 %, July 2028 by 10 %: 20 x 1.05 x 1.10 = 23.1
    share = [{"from": "2026-07", "value": 0.05}, {"from": "2028-01", "value": 0.10}]
    wage = wages({"steps": [20], "annual_increase": {"share": share, "month": 7}}, months=25)
    assert [21.0, 21.0, 23.1] == approx([wage[m] for m in (12, 23, 24)])


def test_differentials_rise_with_the_ladder():
    # (20 + 1) x 1.05 = 22.05
    ladder = {"steps": [20], "differentials": {"certified": 1.0}, "annual_increase": {"share": 0.05, "month": 9}}
    wage = wages(ladder, position={"credentials": {"certified": "2020-01"}})
    assert [21.0, 22.05] == approx([wage[0], wage[2]])


def test_a_seat_that_starts_later_starts_on_the_risen_ladder():
    ladder = {"steps": [20], "annual_increase": {"share": 0.05, "month": 8}}
    assert [0.0, 21.0] == approx(wages(ladder, months=2, position={"start": "2026-08"}))


def test_a_step_stated_from_a_later_month_counts_increases_from_that_month_on():
    # August: 20 x 1.05 = 21; the step of September is stated in September's dollars: 24, and not 24 x 1.05;
    # the next August: 24 x 1.05 = 25.2
    step = [{"from": "2026-07", "value": 20}, {"from": "2026-09", "value": 24}]
    wage = wages({"steps": [step], "annual_increase": {"share": 0.05, "month": 8}}, months=14)
    assert [20.0, 21.0, 24.0, 25.2] == approx([wage[m] for m in (0, 1, 2, 13)])


def test_a_differential_stated_from_a_later_month_counts_increases_from_that_month_on():
    # August: (20 + 1) x 1.05 = 22.05; September: 21 + 2
    differential = [{"from": "2026-07", "value": 1.0}, {"from": "2026-09", "value": 2.0}]
    ladder = {
        "steps": [20],
        "differentials": {"certified": differential},
        "annual_increase": {"share": 0.05, "month": 8},
    }
    wage = wages(ladder, position={"credentials": {"certified": "2020-01"}})
    assert [21.0, 22.05, 23.0] == approx(wage)


@pytest.mark.parametrize(
    ("step", "paid"),
    [(13.99, 14.0), (14.0, 14.0), (17.0, 17.0), (19.5, 19.5), (19.51, 19.5)],
    ids=["below the least", "at the least", "between", "at the most", "above the most"],
)
def test_a_job_code_holds_pay_between_its_least_and_its_most(step, paid):
    assert paid == approx(wages({"steps": [step], "job_code": {"min": 14.0, "max": 19.5}})[0])


def test_a_job_code_is_applied_after_differentials_and_increases():
    # (18 + 1) x 1.05 = 19.95, held at 19.50
    ladder = {
        "steps": [18],
        "differentials": {"certified": 1.0},
        "annual_increase": {"share": 0.05, "month": 9},
        "job_code": {"max": 19.5},
    }
    wage = wages(ladder, position={"credentials": {"certified": "2020-01"}})
    assert [19.0, 19.5] == approx([wage[0], wage[2]])


@pytest.mark.parametrize(("floor", "paid"), [(19.0, 20.0), (20.0, 20.0), (21.0, 21.0)], ids=["below", "at", "above"])
def test_a_wage_floor_lifts_pay_that_is_under_it(floor, paid):
    assert paid == approx(wages({"steps": [20]}, wage_floor=floor)[0])


def test_without_keeping_the_spread_a_floor_presses_the_ladder_together():
    # steps 14 and 15 are both paid 15.50
    wage = wages({"steps": [14, 15], "months_per_step": 1}, wage_floor=15.5)
    assert [15.5, 15.5] == approx(wage[:2])


def test_keeping_the_spread_lifts_every_step_alike():
    # lift 15.50 - 14 = 1.50: 15.50 and 16.50
    wage = wages({"steps": [14, 15], "months_per_step": 1}, wage_floor=15.5, keep_spread=True)
    assert [15.5, 16.5] == approx(wage[:2])


def test_a_floor_at_or_below_the_first_step_lifts_nothing():
    assert 14.0 == approx(wages({"steps": [14, 15]}, wage_floor=14.0, keep_spread=True)[0])
    assert 14.0 == approx(wages({"steps": [14, 15]}, wage_floor=13.0, keep_spread=True)[0])


def test_a_lift_never_falls():
    # the floor asks for 1, 2, then nothing: the lift is 1, 2, 2
    floor = [{"from": "2026-07", "value": 15}, {"from": "2026-08", "value": 16}, {"from": "2026-09", "value": 10}]
    assert [15.0, 16.0, 16.0] == approx(wages({"steps": [14]}, wage_floor=floor, keep_spread=True))


def test_a_lift_stays_when_the_ladder_rises_by_itself():
    # lift 1 in July; in August the ladder rises to 14 x 1.05 = 14.70, of which the floor would need only 0.30: 15.70
    ladder = {"steps": [14], "annual_increase": {"share": 0.05, "month": 8}}
    assert [15.0, 15.7] == approx(wages(ladder, months=2, wage_floor=15.0, keep_spread=True))


def test_the_lift_is_measured_and_added_after_the_job_code():
    # first step held at 15 by the code's least, so lift 16 - 15 = 1; the second, 20, is held at 18 and lifted to 19
    ladder = {"steps": [14, 20], "months_per_step": 1, "job_code": {"min": 15, "max": 18}}
    assert [16.0, 19.0] == approx(wages(ladder, months=2, wage_floor=16.0, keep_spread=True))


def test_after_the_lift_nobody_is_paid_under_the_floor():
    # the lift is 15.50 - 15 = 0.50; a second step of 13 would be paid 13.50
    ladder = {"steps": [15, 13], "months_per_step": 1}
    assert [15.5, 15.5] == approx(wages(ladder, months=2, wage_floor=15.5, keep_spread=True))


def test_a_floor_above_a_job_codes_most_wins_with_a_warning():
    projection = small(ladders={"peer": {"steps": [17], "job_code": {"max": 18}}}, wage_floor=19.0)
    assert 19.0 == approx(by_month(projection, "wage")[0])
    assert 1 == sum("'peer'" in warning and "floor" in warning for warning in warned(projection))


def test_an_undated_job_code_that_binds_is_warned_of():
    binds = small(ladders={"peer": {"steps": [17], "job_code": {"max": 16}}})
    loose = small(ladders={"peer": {"steps": [17], "job_code": {"max": 18}}})
    dated = small(ladders={"peer": {"steps": [17], "job_code": {"max": [{"from": "2026-07", "value": 16}]}}})
    assert [1, 0, 0] == [sum("job code" in w for w in warned(p)) for p in (binds, loose, dated)]


def test_the_floor_lifts_replacements_as_it_lifts_the_person_before_them():
    # hires on step 1 of 14 are paid 15; month 1: 0.75 x 20 + 0.25 x 15 = 18.75
    wage = wages({"steps": [14, 20]}, position={"step": 2}, staffing=QUARTER_LEAVES, wage_floor=15.0)
    assert [20.0, 18.75] == approx(wage[:2])


def test_the_lift_of_one_ladder_does_not_touch_another():
    # peer 14 is lifted to 15, the lead's ladder of 20 is not
    projection = small(
        ladders={"peer": {"steps": [14]}, "lead": {"steps": [20]}},
        positions=[peer(), {"id": "lead", "ladder": "lead", "hours_per_week": 6, "direct_service": False}],
        wage_floor=15.0,
        keep_spread=True,
    )
    assert [15.0, 20.0] == approx([by_month(projection, "wage", position=p)[0] for p in ("peer", "lead")])
