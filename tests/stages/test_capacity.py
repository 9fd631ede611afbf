"""Capacity: model.md, section 4. A seat of 12 hours a week is paid 52 hours a month."""

import pytest
from pytest import approx

from tests.small import by_month, lead, medicaid, peer, row, small


def service_hours(**changes):
    """Service hours of the first month."""
    return row(small(**changes))["service_hours"]


def test_all_paid_hours_are_service_hours_where_nothing_takes_any():
    # 12 x 52 / 12 = 52
    assert 52.0 == approx(service_hours())


def test_leave_is_in_proportion_to_hours():
    # 120 x 12/40 / 12 = 3 hours a month: 52 - 3 = 49
    assert 49.0 == approx(service_hours(leave={"pto": 120}))


def test_kinds_of_leave_add_up():
    # (120 + 80) x 12/40 / 12 = 5
    assert 47.0 == approx(service_hours(leave={"pto": 120, "holidays": 80}))


def test_the_non_service_share_is_of_worked_hours():
    # (52 - 3 of leave) x 0.75 = 36.75
    assert 36.75 == approx(service_hours(leave={"pto": 120}, time={"non_service_share": 0.25}))


WEEKLY = {"supervision_hours_per_week": 1.5, "meeting_hours_per_week": 1.0, "admin_hours_per_week": 0.5}


def test_weekly_duties_add_up():
    # (1.5 + 1 + 0.5) x 52/12 = 13 hours a month: 52 - 13 = 39
    assert 39.0 == approx(service_hours(time=WEEKLY))


def test_weekly_duties_rest_while_the_person_is_on_leave():
    # worked 49 of 52: duties 13 x 49/52 = 12.25; 49 - 12.25 = 36.75
    assert 36.75 == approx(service_hours(time=WEEKLY, leave={"pto": 120}))


def test_training_takes_its_hours_a_year_whatever_the_seat():
    # 24 / 12 = 2 hours a month, with or without leave
    assert 50.0 == approx(service_hours(time={"training_hours_per_year": 24}))
    assert 47.0 == approx(service_hours(time={"training_hours_per_year": 24}, leave={"pto": 120}))


def test_everything_that_is_not_service_is_taken_once():
    # worked 49; 49 x 0.75 = 36.75; less duties 12.25, less training 2: 22.5
    time = {**WEEKLY, "non_service_share": 0.25, "training_hours_per_year": 24}
    assert 22.5 == approx(service_hours(time=time, leave={"pto": 120}))


@pytest.mark.parametrize(("duties", "hours"), [(11, 52 / 12), (12, 0.0), (13, 0.0)], ids=["below", "at", "above"])
def test_service_hours_are_never_below_zero(duties, hours):
    # 12 hours a week: 11 of duties leave one a week, 12 and 13 leave none
    assert hours == approx(service_hours(time={"admin_hours_per_week": duties}), abs=1e-9)


def test_supports_take_their_hours_from_their_month_on():
    # 3 hours a week x 52/12 = 13
    supports = [{"name": "Reflective supervision", "from": "2026-08", "hours_per_week": 3}]
    assert [52.0, 39.0, 39.0] == approx(by_month(small(supports=supports), "service_hours"))


def test_supports_change_the_non_service_share():
    # 0.25 - 0.15 = 0.10: 52 x 0.9 = 46.8
    supports = [{"name": "Records clerk", "from": "2026-08", "non_service_share_change": -0.15}]
    hours = by_month(small(supports=supports, time={"non_service_share": 0.25}), "service_hours")
    assert [39.0, 46.8, 46.8] == approx(hours)


def test_a_position_may_use_its_time_otherwise_in_one_field_and_not_in_the_rest():
    # the other seat: 0.5 of its own, the 13 hours of duties of the program: 26 - 13 = 13
    projection = small(
        positions=[peer(), peer("other", time={"non_service_share": 0.5})], time={**WEEKLY, "non_service_share": 0.25}
    )
    # the peer: 52 x 0.75 - 13 = 26
    assert [26.0, 13.0] == approx([row(projection, position=p)["service_hours"] for p in ("peer", "other")])


def test_a_seat_in_its_ramp_gives_hours_as_it_is_productive():
    # (52 - 13) x 0.5
    assert 19.5 == approx(service_hours(positions=[peer(filled="new")], staffing={"ramp": [0.5]}, time=WEEKLY))


def test_paid_hours_are_of_the_whole_seat_also_while_it_is_empty():
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 1})
    assert [52.0] * 3 == approx(by_month(projection, "paid_hours"))
    assert [0.0, 26.0, 39.0] == approx(by_month(projection, "service_hours"))


def test_others_cover_a_share_of_an_empty_seats_hours():
    # 39 available x 0.5 covered x 1 empty
    hours = service_hours(positions=[peer(filled="vacant")], staffing={"coverage": {"vacancy": 0.5}}, time=WEEKLY)
    assert 19.5 == approx(hours)


def test_coverage_of_vacancy_is_paid_for_worked_hours_at_the_seats_original_pay():
    # worked 49 of 52, duties or not; 0.5 x 1 x 49 = 24.5 hours at 20 x 1.5 = 30 dollars: 735
    projection = small(
        positions=[peer(filled="vacant")],
        time=WEEKLY,
        leave={"pto": 120},
        staffing={"coverage": {"vacancy": 0.5, "pay_multiple": 1.5}},
    )
    assert 735.0 == approx(row(projection)["wages"])


def test_others_cover_a_share_of_leave():
    # leave 3, half covered: 1.5 hours, all of them service: 49 + 1.5; pay 52 x 20 + 1.5 x 20 = 1,070
    projection = small(leave={"pto": 120}, staffing={"coverage": {"leave": 0.5}})
    assert 50.5 == approx(row(projection)["service_hours"])
    assert 1070.0 == approx(row(projection)["wages"])


def test_covered_leave_holds_as_little_service_as_worked_time_does():
    # available/worked = 24.5/49: 24.5 + 1.5 x 0.5 = 25.25; still 1.5 hours are paid
    projection = small(leave={"pto": 120}, time={"non_service_share": 0.5}, staffing={"coverage": {"leave": 0.5}})
    assert 25.25 == approx(row(projection)["service_hours"])
    assert 1070.0 == approx(row(projection)["wages"])


def test_only_the_leave_of_people_who_are_there_is_covered():
    # month 1: half filled: 49 x 0.5 + 1.5 x 0.5 = 25.25
    projection = small(
        positions=[peer(filled="vacant")],
        leave={"pto": 120},
        staffing={"months_vacant": 1, "coverage": {"leave": 0.5}},
    )
    assert [0.0, 25.25] == approx(by_month(projection, "service_hours")[:2])


def test_covered_hours_count_as_qualified():
    # an empty seat, half covered: 26 hours, 104 units, all of them billed though nobody qualified sits there
    projection = small(
        positions=[peer(filled="vacant")],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={"coverage": {"vacancy": 0.5}},
    )
    assert 0.0 == approx(row(projection)["qualified"]["medicaid"])
    assert 104.0 == approx(row(projection)["units"]["paid"])


def test_covered_hours_are_paid_what_the_first_person_would_get():
    # month 1: half the seat empty, half of that covered: 13 hours at step 2's 20; hires get 16: 0.5 x 52 x 16 = 416
    projection = small(
        ladders={"peer": {"steps": [16, 20]}},
        positions=[peer(filled="vacant", step=2)],
        staffing={"months_vacant": 1, "coverage": {"vacancy": 0.5}},
    )
    assert [26.0 * 20, 416.0 + 13 * 20] == approx(by_month(projection, "wages")[:2])


def test_positions_without_direct_service_have_no_service_hours_and_no_cover():
    projection = small(
        positions=[peer(), lead(filled="vacant")],
        leave={"pto": 120},
        staffing={"months_vacant": 1, "coverage": {"vacancy": 0.5, "leave": 0.5}},
    )
    assert [0.0] * 3 == approx(by_month(projection, "service_hours", position="lead"))
    # wages: nobody, then half of 26 hours x 20, then three quarters; nothing for cover
    assert [0.0, 260.0, 390.0] == approx(by_month(projection, "wages", position="lead"))


def test_hours_that_change_by_month_change_leave_and_duties_with_them():
    # 24 hours a week: paid 104, leave 6, worked 98; duties 13 x 98/104 = 12.25: 85.75
    hours = [{"from": "2026-07", "value": 12}, {"from": "2026-08", "value": 24}]
    projection = small(positions=[peer(hours_per_week=hours)], time=WEEKLY, leave={"pto": 120})
    assert [36.75, 85.75] == approx(by_month(projection, "service_hours")[:2])
