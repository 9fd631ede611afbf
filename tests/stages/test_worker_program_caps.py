"""Caps per worker and per program: model.md, section 8, steps 5 and 6. The seat delivers 208 units a month."""

import pytest
from pytest import approx

from tests.small import by_month, medicaid, peer, row, small


def worker_cap(limit, period, **changes):
    """The small program with one cap per worker."""
    return small(caps=[{"name": "worker", "per": "worker", "period": period, "limit": limit}], **changes)


@pytest.mark.parametrize(
    ("share", "billed"), [(1.25, 208.0), (1.0, 208.0), (0.75, 156.0)], ids=["below", "at", "above"]
)
@pytest.mark.parametrize(("period", "whole"), [("week", 48), ("month", 208), ("year", 2496)])
def test_a_cap_per_worker_limits_every_month_alike(period, whole, share, billed):
    # 48 a week x 52/12 = 208; 2,496 a year / 12 = 208
    projection = worker_cap(whole * share, period)
    assert [billed] * 3 == approx(by_month(projection, "units.paid"))
    assert [208.0 - billed] * 3 == approx(by_month(projection, "units.over_worker_cap"), abs=1e-9)


def test_a_cap_per_worker_is_for_each_worker():
    # 12 hours a week make 208, 6 hours 104: only the first is over 156
    projection = worker_cap(156, "month", positions=[peer(), peer("half", hours_per_week=6)])
    assert [156.0, 104.0] == approx([row(projection, position=p)["units"]["paid"] for p in ("peer", "half")])


def test_a_cap_per_worker_shrinks_with_the_filled_share_of_the_seat():
    # month 1: half filled: 104 delivered, at most 156 x 0.5 = 78; month 2: three quarters: 117
    projection = worker_cap(156, "month", positions=[peer(filled="vacant")], staffing={"months_vacant": 1})
    assert [0.0, 78.0, 117.0] == approx(by_month(projection, "units.paid"))


def test_a_cap_per_worker_counts_covered_seats():
    # empty, half covered: 104 delivered, at most 156 x 0.5 = 78
    projection = worker_cap(156, "month", positions=[peer(filled="vacant")], staffing={"coverage": {"vacancy": 0.5}})
    assert 78.0 == approx(row(projection)["units"]["paid"])


def test_a_groups_units_count_once_and_not_per_attendee():
    # 52 groups, 3 of 4 come: 624 units for attendees, 208 for the worker; at most 104: half of all
    projection = worker_cap(
        104,
        "month",
        services={"group": {"session_minutes": 60, "group_size": 4, "no_show": 0.25}},
        payers={"medicaid": {"client_share": 1.0, "services": {"group": {"rate": 1.0}}}},
        positions=[peer(mix={"group": 1.0})],
    )
    assert (312.0, 312.0) == approx((row(projection)["units"]["paid"], row(projection)["units"]["over_worker_cap"]))


def test_sessions_and_groups_count_together_and_lose_alike():
    # 26 hours each: 104 units and 104 for the worker of 416 for attendees; at most 156 of 208: three quarters of each
    projection = worker_cap(
        156,
        "month",
        services={"individual": {"session_minutes": 60}, "group": {"session_minutes": 60, "group_size": 4}},
        payers={"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 5}, "group": {"rate": 1}}}},
        positions=[peer(mix={"individual": 0.5, "group": 0.5})],
    )
    assert 78.0 * 5 + 312.0 == approx(row(projection)["earned"])


def test_all_listed_payers_count_together():
    # 104 units each, at most 104 together: 52 each
    payers = {"medicaid": medicaid(5.0, client_share=0.5), "block": medicaid(3.0, client_share=0.5)}
    assert 52 * 5.0 + 52 * 3.0 == approx(row(worker_cap(104, "month", payers=payers))["earned"])


def test_payers_and_services_that_are_not_listed_do_not_count():
    payers = {"medicaid": medicaid(5.0, client_share=0.5), "block": medicaid(3.0, client_share=0.5)}
    cap = {"name": "worker", "payers": ["medicaid"], "per": "worker", "period": "month", "limit": 52}
    # 104 of Medicaid's, half of them over; the other 104 untouched
    assert 52 * 5.0 + 104 * 3.0 == approx(row(small(payers=payers, caps=[cap]))["earned"])


def test_a_cap_per_worker_acts_on_what_caps_per_client_left():
    # 13 clients at most 12 each: 156; at most 130 of these for the worker: 52 over the one, 26 over the other
    caps = [
        {"name": "worker", "per": "worker", "period": "month", "limit": 130},
        {"name": "client", "per": "client", "period": "month", "limit": 12},
    ]
    units = row(small(positions=[peer(caseload=13)], caps=caps))["units"]
    assert (52.0, 26.0, 130.0) == approx((units["over_client_cap"], units["over_worker_cap"], units["paid"]))


def test_units_without_a_payer_do_not_count_for_a_worker():
    # 104 of 208 have no payer; at most 104: nothing is over
    units = row(worker_cap(104, "month", payers={"medicaid": medicaid(client_share=0.5)}))["units"]
    assert (0.0, 104.0) == approx((units["over_worker_cap"], units["paid"]))


def program_cap(limit, period, *, months=3, **changes):
    """The small program with one cap of the program."""
    fields = ("unit", "starts", "used_at_start", "payers_listed")
    cap = {key: changes.pop(key) for key in fields if key in changes}
    if "payers_listed" in cap:
        cap["payers"] = cap.pop("payers_listed")
    return small(
        months=months, caps=[{"name": "program", "per": "program", "period": period, "limit": limit, **cap}], **changes
    )


@pytest.mark.parametrize(
    ("limit", "billed"),
    [(700, [208, 208, 208, 208]), (624, [208, 208, 208, 208]), (500, [208, 208, 84, 208])],
    ids=["below", "at", "above"],
)
def test_the_running_total_of_a_window_cannot_pass_a_cap_of_the_program(limit, billed):
    # a quarter's 624; of 500: 208 + 208 + 84; October begins anew
    projection = program_cap(limit, "quarter", months=4, starts=7)
    assert billed == approx(by_month(projection, "units.paid"))
    assert [208 - b for b in billed] == approx(by_month(projection, "units.over_program_cap"), abs=1e-9)


def test_a_used_up_cap_leaves_nothing_until_its_window_ends():
    # 300 a half year from September: July 208, August 92; September to February 208 + 92
    projection = program_cap(300, "half", months=5, starts=9)
    assert [208.0, 92.0, 208.0, 92.0, 0.0] == approx(by_month(projection, "units.paid"), abs=1e-9)


def test_a_year_of_the_program_begins_anew_in_its_month():
    projection = program_cap(300, "year", months=7, starts=1)
    assert [208.0, 92.0, 0.0, 0.0, 0.0, 0.0, 208.0] == approx(by_month(projection, "units.paid"), abs=1e-9)


@pytest.mark.parametrize(("limit", "billed"), [(250, 208.0), (208, 208.0), (156, 156.0)], ids=["below", "at", "above"])
def test_a_cap_of_the_program_by_month_begins_anew_every_month(limit, billed):
    assert [billed] * 3 == approx(by_month(program_cap(limit, "month", starts=7), "units.paid"))


def test_a_cap_of_the_program_by_week_allows_52_twelfths_a_month():
    # 36 x 52/12 = 156
    assert [156.0] * 3 == approx(by_month(program_cap(36, "week", starts=7), "units.paid"))


def test_all_positions_lose_alike_in_the_month_in_which_the_cap_is_reached():
    # 208 and 104 delivered; 234 allowed: three quarters of each
    projection = program_cap(234, "month", starts=7, positions=[peer(), peer("half", hours_per_week=6)])
    assert [156.0, 78.0] == approx([row(projection, position=p)["units"]["paid"] for p in ("peer", "half")])


def test_units_used_before_the_start_count_in_the_first_window():
    # 300 of 500 used: 200 left for July; October begins anew
    projection = program_cap(500, "quarter", months=4, starts=7, used_at_start=300)
    assert [200.0, 0.0, 0.0, 208.0] == approx(by_month(projection, "units.paid"), abs=1e-9)


def test_a_cap_in_dollars_is_on_what_is_paid_after_denials():
    # 1,040 billed, half denied: 520 paid a month; of 1,300: 520 + 520 + 260
    projection = program_cap(1300, "year", unit="dollars", starts=7, payers={"medicaid": medicaid(denial=0.5)})
    assert [520.0, 520.0, 260.0] == approx(by_month(projection, "earned"))
    # half of the last month's 208 units are over the cap, half of the rest denied
    units = row(projection, month=2)["units"]
    assert (104.0, 52.0, 52.0) == approx((units["over_program_cap"], units["denied"], units["paid"]))


def test_a_cap_in_units_is_on_what_is_billed_before_denials():
    # denied units have used up the cap: 156 billed, half denied
    projection = program_cap(156, "month", starts=7, payers={"medicaid": medicaid(denial=0.5)})
    units = row(projection)["units"]
    assert (52.0, 78.0, 78.0) == approx((units["over_program_cap"], units["denied"], units["paid"]))


def test_a_cap_in_dollars_counts_what_is_paid_by_session_too():
    # 52 x 20 = 1,040 a month; of 1,560: 1,040 + 520
    payers = {"home": {"client_share": 1.0, "services": {"individual": {"rate": 20, "per": "session"}}}}
    projection = program_cap(1560, "year", unit="dollars", starts=7, payers=payers)
    assert [1040.0, 520.0, 0.0] == approx(by_month(projection, "earned"), abs=1e-9)


def test_a_cap_of_the_program_leaves_other_payers_alone():
    payers = {"medicaid": medicaid(5.0, client_share=0.5), "block": medicaid(3.0, client_share=0.5)}
    projection = program_cap(52, "month", starts=7, payers=payers, payers_listed=["medicaid"])
    assert 52 * 5.0 + 104 * 3.0 == approx(row(projection)["earned"])


def test_two_caps_of_the_program_both_hold():
    # 156 a month, 400 a quarter: 156 + 156 + 88
    caps = [
        {"name": "quarterly", "per": "program", "period": "quarter", "limit": 400, "starts": 7},
        {"name": "monthly", "per": "program", "period": "month", "limit": 156, "starts": 7},
    ]
    assert [156.0, 156.0, 88.0] == approx(by_month(small(caps=caps), "units.paid"))


def test_what_a_cap_per_worker_took_does_not_use_up_a_cap_of_the_program():
    # 156 a month after the worker's cap; 400 a quarter: 156 + 156 + 88
    caps = [
        {"name": "quarterly", "per": "program", "period": "quarter", "limit": 400, "starts": 7},
        {"name": "worker", "per": "worker", "period": "month", "limit": 156},
    ]
    projection = small(caps=caps)
    assert [156.0, 156.0, 88.0] == approx(by_month(projection, "units.paid"))
    assert [52.0] * 3 == approx(by_month(projection, "units.over_worker_cap"))


def test_a_seat_that_has_ended_uses_up_no_cap_of_the_program():
    # 208 each until the second seat's own end in July; 312 a month allowed: 156 each, then 208
    positions = [peer(), peer("second", end="2026-07")]
    projection = program_cap(312, "month", starts=7, positions=positions)
    assert [156.0, 208.0, 208.0] == approx(by_month(projection, "units.paid"))
