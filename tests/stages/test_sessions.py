"""Sessions: model.md, section 5. The seat has 52 service hours a month."""

import pytest
from pytest import approx

from tests.small import by_month, medicaid, peer, row, small


def month(*, positions=None, **service):
    """The first month with one service of 60 minutes, with what is otherwise."""
    services = {"individual": {"session_minutes": 60, **service}}
    return row(small(services=services, positions=positions or [peer()], costs={"mileage_rate": 1.0}))


def booked_and_kept(**service):
    """Booked sessions and kept client-sessions of the first month."""
    result = month(**service)
    return result["booked"]["individual"], result["kept"]["individual"]


def test_an_hour_long_session_takes_an_hour():
    assert (52.0, 52.0) == approx(booked_and_kept())


def test_a_missed_session_takes_its_time_and_is_not_kept():
    # 52 x (1 - 0.25) = 39
    assert (52.0, 39.0) == approx(booked_and_kept(no_show=0.25))


def test_backfill_gives_a_share_of_missed_slots_to_others():
    # missed 0.25 x (1 - 0.2) = 0.2; kept 52 x 0.8 = 41.6
    assert (52.0, 41.6) == approx(booked_and_kept(no_show=0.25, backfill=0.2))


def test_time_that_a_missed_session_does_not_lose_books_others():
    # 60 - 0.35 x 60 = 39 minutes a booked session: 52 x 60 / 39 = 80; kept 80 x 0.65 = 52
    assert (80.0, 52.0) == approx(booked_and_kept(no_show=0.35, no_show_time_lost=0.0))


def test_half_the_time_of_a_missed_session_may_be_lost():
    # 60 - 0.4 x 60 x 0.5 = 48 minutes: 52 x 60 / 48 = 65; kept 65 x 0.6 = 39
    assert (65.0, 39.0) == approx(booked_and_kept(no_show=0.4, no_show_time_lost=0.5))


def test_notes_are_written_for_kept_sessions_only():
    # 60 + 0.5 x 10 = 65 minutes: 48 booked, 24 kept
    assert (48.0, 24.0) == approx(booked_and_kept(no_show=0.5, documentation_minutes=10))


def test_travel_is_driven_for_every_booked_session():
    # 60 + 5 = 65 minutes, missed or not: 48 booked, 24 kept
    assert (48.0, 24.0) == approx(booked_and_kept(no_show=0.5, travel_minutes=5))


def test_travel_documentation_and_missed_time_act_together():
    # missed 0.25 x 0.8 = 0.2; 60 + 14 + 0.8 x 10 - 0.2 x 60 x 0.5 = 76 minutes: 52 x 60 / 76 = 41.0526; kept 32.8421
    result = booked_and_kept(
        no_show=0.25, backfill=0.2, travel_minutes=14, documentation_minutes=10, no_show_time_lost=0.5
    )
    assert (52 * 60 / 76, 0.8 * 52 * 60 / 76) == approx(result)


def test_miles_are_driven_for_every_booked_session():
    # 52 x 8 = 416 miles at a dollar
    assert 416.0 == approx(month(no_show=0.5, miles=8)["travel"])


def test_a_support_changes_no_shows_from_its_month_on():
    # 0.25 x 0.6 = 0.15: kept 39, then 44.2
    projection = small(
        services={"individual": {"session_minutes": 60, "no_show": 0.25}},
        supports=[{"name": "Reminders", "from": "2026-08", "no_show_multiplier": 0.6}],
    )
    assert [39.0, 44.2, 44.2] == approx(by_month(projection, "kept.individual"))


GROUP = {"session_minutes": 60, "group_size": 4}


def group(**changes):
    """The first month of a seat that meets groups only."""
    projection = small(
        services={"group": {**GROUP, **changes}},
        payers={"medicaid": {"client_share": 1.0, "services": {"group": {"rate": 1.0}}}},
        positions=[peer(mix={"group": 1.0})],
    )
    result = row(projection)
    return result["booked"]["group"], result["kept"]["group"]


def test_a_group_meets_whoever_comes_and_each_attendee_counts():
    # 52 groups of 4, a quarter missing: 156 client-sessions
    assert (52.0, 156.0) == approx(group(no_show=0.25))


def test_a_groups_notes_are_written_for_each_attendee():
    # 60 + 0.75 x 4 x 6 = 78 minutes: 40 groups; 40 x 0.75 x 4 = 120 client-sessions
    assert (40.0, 120.0) == approx(group(no_show=0.25, documentation_minutes=6))


def test_a_groups_travel_is_driven_once():
    # 65 minutes: 48 groups
    assert (48.0, 192.0) == approx(group(travel_minutes=5))


def test_a_missed_place_in_a_group_gives_no_time_back():
    assert (52.0, 156.0) == approx(group(no_show=0.25, no_show_time_lost=0.0))


def test_a_group_of_one_is_still_a_group():
    # it meets whoever comes, so the missed quarter gives nothing back: 52 booked, 39 kept
    assert (52.0, 39.0) == approx(group(group_size=1, no_show=0.25, no_show_time_lost=0.0))


def test_the_mix_shares_out_service_hours():
    # half of 52 hours individually, a quarter in groups of 2 hours: 26 sessions, 6.5 groups of 4
    projection = small(
        services={"individual": {"session_minutes": 60}, "group": {"session_minutes": 120, "group_size": 4}},
        positions=[peer(mix={"individual": 0.5, "group": 0.25})],
    )
    assert {"individual": 26.0, "group": 6.5} == approx(row(projection)["booked"])
    assert {"individual": 26.0, "group": 26.0} == approx(row(projection)["kept"])


@pytest.mark.parametrize(
    ("caseload", "booked", "unused"), [(6, 26.0, 26.0), (12, 52.0, 0.0), (15, 52.0, 0.0)], ids=["below", "at", "above"]
)
def test_demand_limits_what_is_booked_and_leaves_hours_over(caseload, booked, unused):
    # 6 clients x 1 a week x 52/12 = 26 sessions; 12 ask for exactly 52; 15 for 65, more than there are hours
    result = month(positions=[peer(caseload=caseload)], sessions_per_client_per_week=1.0)
    assert booked == approx(result["booked"]["individual"])
    assert unused == approx(result["unused_hours"], abs=1e-9)


def test_unused_hours_count_all_the_time_a_session_takes():
    # 26 sessions of 60 + 15 of travel = 1.25 hours: 32.5 of 52 used
    result = month(positions=[peer(caseload=6)], sessions_per_client_per_week=1.0, travel_minutes=15)
    assert 19.5 == approx(result["unused_hours"])


def test_demand_counts_booked_sessions_and_not_kept_ones():
    # 26 booked, half of them kept
    result = month(positions=[peer(caseload=6)], sessions_per_client_per_week=1.0, no_show=0.5)
    assert (26.0, 13.0) == approx((result["booked"]["individual"], result["kept"]["individual"]))


def test_clients_ask_for_places_in_groups():
    # 24 clients x 1 a week x 52/12 / 4 = 26 groups
    projection = small(
        services={"group": {**GROUP, "sessions_per_client_per_week": 1.0}},
        payers={},
        positions=[peer(mix={"group": 1.0}, caseload=24)],
    )
    assert 26.0 == approx(row(projection)["booked"]["group"])
    assert 26.0 == approx(row(projection)["unused_hours"])


def test_a_service_with_little_demand_does_not_pass_its_hours_to_another():
    # 26 hours each; individual sessions wanted: 13; the other 13 hours stay unused
    projection = small(
        services={
            "individual": {"session_minutes": 60, "sessions_per_client_per_week": 0.5},
            "group": {"session_minutes": 120, "group_size": 4},
        },
        positions=[peer(mix={"individual": 0.5, "group": 0.5}, caseload=6)],
    )
    assert {"individual": 13.0, "group": 13.0} == approx(row(projection)["booked"])
    assert 13.0 == approx(row(projection)["unused_hours"])


def test_demand_follows_how_productive_the_seat_is():
    # ramp 0.25, 0.5: 26 sessions wanted of a full seat: 6.5, 13, 26, while hours would allow 13, 26, 52
    projection = small(
        services={"individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}},
        positions=[peer(filled="new", caseload=6)],
        staffing={"ramp": [0.25, 0.5]},
    )
    assert [6.5, 13.0, 26.0] == approx(by_month(projection, "booked.individual"))


def test_demand_of_a_covered_seat_is_met_as_far_as_it_is_covered():
    # month 0: empty, half covered: 13; month 1: half filled: 0.5 + 0.5 x 0.5 = 0.75: 19.5
    projection = small(
        services={"individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}},
        positions=[peer(filled="vacant", caseload=6)],
        staffing={"months_vacant": 1, "coverage": {"vacancy": 0.5}},
    )
    assert [13.0, 19.5] == approx(by_month(projection, "booked.individual")[:2])


def test_covering_leave_does_not_raise_demand():
    # hours 49 + 1.5 would allow 50.5; 11 clients ask for 11 x 52/12 = 47.67
    projection = small(
        services={"individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}},
        positions=[peer(caseload=11)],
        leave={"pto": 120},
        staffing={"coverage": {"leave": 0.5}},
    )
    assert 11 * 52 / 12 == approx(row(projection)["booked"]["individual"])


def test_clients_of_an_empty_seat_are_not_passed_on():
    projection = small(
        services={"individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}},
        positions=[peer(caseload=6), peer("empty", caseload=6, filled="vacant")],
        staffing={"months_vacant": 1},
    )
    assert [26.0] * 3 == approx(by_month(projection, "booked.individual"))
    assert [0.0, 13.0, 19.5] == approx(by_month(projection, "booked.individual", position="empty"))


def test_nobody_books_sessions_of_a_seat_that_sees_no_clients():
    projection = small(
        positions=[peer(), {"id": "lead", "ladder": "peer", "hours_per_week": 6, "direct_service": False}],
        payers={"medicaid": medicaid()},
    )
    assert {"individual": 0.0} == row(projection, position="lead")["booked"]
