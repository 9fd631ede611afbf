"""Caps per client: model.md, section 8, step 4.

13 clients make 208 / 13 = 16 units each in a month: 48 in a quarter, 96 in a half year, 192 in a year. For caps
by week 12 clients make 17.33 a month, which is 4 a week.
"""

import math

import numpy as np
import pytest
from pytest import approx

from tests.small import by_month, grant, medicaid, peer, row, small


def capped(limit, period, *, caseload=13, months=1, positions=None, services=None, payers=None, **cap):
    """The small program with one cap per client."""
    program = {key: cap.pop(key) for key in ("client_variation", "client_turnover", "staffing", "grants") if key in cap}
    return small(
        months=months,
        positions=positions or [peer(caseload=caseload)],
        caps=[{"name": "cap", "per": "client", "period": period, "limit": limit, **cap}],
        **({"services": services} if services else {}),
        **({"payers": payers} if payers else {}),
        **program,
    )


def per_client(projection, *, clients=13):
    """Units billed per client and month."""
    return [units / clients for units in by_month(projection, "units.paid")]


# --- day ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "units"), [(5, 4), (4, 4), (3, 3)], ids=["below", "at", "above"])
def test_a_cap_by_day_limits_the_units_of_a_session(limit, units):
    # a session of an hour makes 4
    result = row(capped(limit, "day"))["units"]
    assert (52.0 * units, 52.0 * (4 - units)) == approx((result["paid"], result["over_client_cap"]))


def test_a_cap_by_day_needs_no_caseload():
    assert 156.0 == approx(row(capped(3, "day", positions=[peer()]))["units"]["paid"])


def test_a_cap_by_day_acts_on_each_length_before_the_mean():
    # 45 to 75 minutes: 8 lengths make 3, 15 make 4, 8 make 5 that are cut to 4: (24 + 60 + 32) / 31 = 116/31
    services = {"individual": {"session_minutes": 60, "session_spread_minutes": 15}}
    result = row(capped(4, "day", services=services))["units"]
    assert 52 * 116 / 31 == approx(result["paid"])
    assert 52 * 8 / 31 == approx(result["over_client_cap"])


def test_a_cap_by_day_acts_on_sessions_of_each_service_apart():
    # individual 4 units, a group of two hours 8: at 4 a session only the group is cut
    projection = capped(
        4,
        "day",
        services={"individual": {"session_minutes": 60}, "group": {"session_minutes": 120, "group_size": 4}},
        payers={"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 5}, "group": {"rate": 1}}}},
        positions=[peer(mix={"individual": 0.5, "group": 0.5})],
    )
    # 26 sessions x 4 paid; 13 groups x 4 attendees x 4 of 8
    assert (104.0 + 208.0, 208.0) == approx(
        (row(projection)["units"]["paid"], row(projection)["units"]["over_client_cap"])
    )


def test_approval_beyond_gives_back_part_of_what_a_cap_by_day_takes():
    # of each session one unit is cut and half of it given back: 3.5
    assert 52 * 3.5 == approx(row(capped(3, "day", approved_beyond=0.5))["units"]["paid"])


# --- week and month -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "billed"), [(5, 208.0), (4, 208.0), (3, 156.0)], ids=["below", "at", "above"])
def test_a_cap_by_week_limits_units_a_week(limit, billed):
    # 12 clients: 208 / 12 x 12/52 = 4 a week; 3 of them: 3 x 52/12 x 12 = 156
    result = row(capped(limit, "week", caseload=12))["units"]
    assert (billed, 208.0 - billed) == approx((result["paid"], result["over_client_cap"]))


@pytest.mark.parametrize(("limit", "units"), [(20, 16), (16, 16), (12, 12)], ids=["below", "at", "above"])
def test_a_cap_by_month_limits_units_a_month(limit, units):
    assert [units] == approx(per_client(capped(limit, "month")))


def test_a_cap_that_may_be_dated_changes_with_its_month():
    limit = [{"from": "2026-07", "value": 12}, {"from": "2026-08", "value": 8}]
    assert [12.0, 8.0] == approx(per_client(capped(limit, "month", months=2)))


# --- rolling windows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("period", "months"), [("quarter", 3), ("half", 6), ("year", 12)])
@pytest.mark.parametrize(("share", "left"), [(1.25, 16.0), (1.0, 16.0), (0.75, 12.0)], ids=["below", "at", "above"])
def test_a_rolling_cap_leaves_the_same_in_every_month(period, months, share, left):
    # 16 k units in k months; at three quarters of that as limit: 0.75 x 16 k / k = 12 each month
    projection = capped(share * 16 * months, period, months=4)
    assert [left] * 4 == approx(per_client(projection))
    assert [left] * 4 == approx(per_client(capped(share * 16 * months, period, months=4, window="rolling")))


# --- fixed windows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "units"),
    [(50, [16, 16, 16, 16]), (48, [16, 16, 16, 16]), (40, [16, 16, 8, 16])],
    ids=["below", "at", "above"],
)
def test_a_fixed_cap_binds_at_the_end_of_its_window_and_begins_anew(limit, units):
    # July to September 48, of which 40: 16, 16, 8; October begins the next quarter
    assert units == approx(per_client(capped(limit, "quarter", months=4, window="fixed", starts=7)))


def test_a_fixed_window_may_begin_anew_soon_after_the_program():
    # quarters from September: July and August are the end of one, 16 + 4 of 20; then 16 + 4 + 0 again
    projection = capped(20, "quarter", months=5, window="fixed", starts=9)
    assert [16.0, 4.0, 16.0, 4.0, 0.0] == approx(per_client(projection), abs=1e-9)


def test_a_fixed_half_year_begins_anew_twice_a_year():
    # 88 of 96: 16 x 5, then 8; January begins the next
    projection = capped(88, "half", months=7, window="fixed", starts=1)
    assert [16.0] * 5 + [8.0, 16.0] == approx(per_client(projection))


def test_a_fixed_year_begins_anew_in_its_month():
    # 24 from January: July and August of the year under way 16 + 8; nothing until January
    projection = capped(24, "year", months=8, window="fixed", starts=1)
    assert [16.0, 8.0, 0.0, 0.0, 0.0, 0.0, 16.0, 8.0] == approx(per_client(projection), abs=1e-9)


def test_a_fixed_month_begins_anew_every_month():
    assert [12.0] * 3 == approx(per_client(capped(12, "month", months=3, window="fixed", starts=7)))


def test_units_used_before_the_start_count_in_the_first_window_only():
    # 20 used of 40: 16 + 4 + 0; October begins anew: 16
    projection = capped(40, "quarter", months=4, window="fixed", starts=7, used_at_start=20)
    assert [16.0, 4.0, 0.0, 16.0] == approx(per_client(projection), abs=1e-9)


def test_clients_of_seats_that_start_later_have_used_nothing():
    seats = [peer(caseload=13), peer("later", caseload=13, start="2026-08")]
    projection = capped(40, "quarter", months=3, positions=seats, window="fixed", starts=7, used_at_start=20)
    assert [208.0, 52.0, 0.0] == approx(by_month(projection, "units.paid"), abs=1e-9)
    assert [0.0, 208.0, 208.0] == approx(by_month(projection, "units.paid", position="later"), abs=1e-9)


# --- clients who differ and change ----------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "left"), [(8, 8.0), (16, 16.0), (24, 16.0)], ids=["above", "at", "below"])
def test_without_variation_a_cap_leaves_the_lesser_of_use_and_limit(limit, left):
    assert [left] == approx(per_client(capped(limit, "month", client_variation=0)))


@pytest.mark.parametrize("limit", [8, 16, 32])
def test_with_a_variation_of_one_use_is_exponential(limit):
    # E[min(X, L)] = mean x (1 - exp(-L / mean)); mean 16
    assert [16 * (1 - math.exp(-limit / 16))] == approx(per_client(capped(limit, "month", client_variation=1.0)))


@pytest.mark.parametrize(("variation", "limit"), [(0.6, 12), (0.6, 24), (0.3, 16), (1.5, 16)])
def test_the_gamma_mean_under_a_limit_agrees_with_a_numeric_integral(variation, limit):
    # the sum of min(x, limit) x density x width over 400,000 slices up to 1,000 units
    shape, scale = 1 / variation**2, 16 * variation**2
    # slices are narrow near 0, where the density of very uneven clients has no bound
    power = max(1.0, 1 / shape)
    edges = np.linspace(0.0, 1000 ** (1 / power), 400_001)
    middle = (edges[1:] + edges[:-1]) / 2
    units, width = middle**power, power * middle ** (power - 1) * np.diff(edges)
    density = units ** (shape - 1) * np.exp(-units / scale) / (math.gamma(shape) * scale**shape)
    expected = float((np.minimum(units, limit) * density * width).sum())
    assert [expected] == approx(per_client(capped(limit, "month", client_variation=variation)), rel=1e-6)


def test_a_variation_of_one_acts_on_units_a_week():
    # 4 a week, at most 3: 4 x (1 - exp(-3/4)) x 52/12 x 12 clients
    result = row(capped(3, "week", caseload=12, client_variation=1.0))["units"]["paid"]
    assert 4 * (1 - math.exp(-0.75)) * 52 == approx(result)


def test_a_rolling_cap_looks_at_the_whole_window_of_clients_who_differ():
    # 48 in a quarter, at most 36: 48 x (1 - exp(-36/48)) / 3
    left = per_client(capped(36, "quarter", months=2, client_variation=1.0))
    assert [16 * (1 - math.exp(-0.75))] * 2 == approx(left)


def test_a_fixed_cap_takes_what_the_running_sum_adds_above_it():
    # with x = 16, 32, 48 and limit 40: G(16), G(32) - G(16), G(48) - G(32); G(x) = x (1 - exp(-40/x))
    def under(x):
        return x * (1 - math.exp(-40 / x))

    left = per_client(capped(40, "quarter", months=3, window="fixed", starts=7, client_variation=1.0))
    assert [under(16), under(32) - under(16), under(48) - under(32)] == approx(left)


def test_units_used_before_the_start_are_part_of_the_running_sum():
    # x = 36 after the first month: G(36) - G(20)
    def under(x):
        return x * (1 - math.exp(-40 / x))

    cap = {"window": "fixed", "starts": 7, "used_at_start": 20}
    assert [under(36) - under(20)] == approx(per_client(capped(40, "quarter", client_variation=1.0, **cap)))


@pytest.mark.parametrize(("limit", "left"), [(192, 16.0), (128, 16.0), (96, 12.0)], ids=["below", "at", "above"])
def test_with_client_turnover_more_people_share_a_limit_in_a_year(limit, left):
    # n = 1 + 0.5 x 12/12 = 1.5 people use 128 each; at most 96 each: 1.5 x 96 / 12 = 12 a month
    assert [left] == approx(per_client(capped(limit, "year", client_turnover=0.5)))


def test_client_turnover_counts_by_the_length_of_the_window():
    # a quarter: n = 1 + 0.5 x 3/12 = 1.125; 1.125 x 32 / 3 = 12
    assert [12.0] == approx(per_client(capped(32, "quarter", client_turnover=0.5)))
    # a month: n = 1 + 1/24; 12 x 25/24 = 12.5
    assert [12.5] == approx(per_client(capped(12, "month", client_turnover=0.5)))


def test_client_turnover_does_not_touch_a_week():
    assert 156.0 == approx(row(capped(3, "week", caseload=12, client_turnover=0.5))["units"]["paid"])


def test_client_turnover_acts_on_fixed_windows_too():
    # a year, n = 1.5, at most 20 each: 30 in the window: 16, then 14, then nothing
    projection = capped(20, "year", months=3, window="fixed", starts=7, client_turnover=0.5)
    assert [16.0, 14.0, 0.0] == approx(per_client(projection), abs=1e-9)


def test_variation_and_turnover_act_together():
    # year: n = 1.5, each person's mean 192/1.5 = 128, limit 96: 1.5 x 128 x (1 - exp(-96/128)) / 12
    left = per_client(capped(96, "year", client_variation=1.0, client_turnover=0.5))
    assert [16 * (1 - math.exp(-0.75))] == approx(left)


# --- order, payers, services, seats ---------------------------------------------------------------------------


def test_shorter_caps_act_first_whatever_their_place_in_the_file():
    # with use that varies: the day leaves 3 of 4 units, 12 a client; the month sees a mean of 12 and leaves at most 10
    month = {"name": "monthly", "per": "client", "period": "month", "limit": 10}
    day = {"name": "daily", "per": "client", "period": "day", "limit": 3}
    expected = 12 * (1 - math.exp(-10 / 12))
    for caps in ([month, day], [day, month]):
        projection = small(months=1, positions=[peer(caseload=13)], client_variation=1.0, caps=caps)
        assert [expected] == approx(per_client(projection))


def test_each_cap_acts_on_what_the_last_one_left():
    # week: 4 x (1 - exp(-3/4)) x 52/12 = 9.15 a month; month: mean 9.15, limit 8; year: mean 12 x that, limit 72
    week = 4 * (1 - math.exp(-3 / 4)) * 52 / 12
    month = week * (1 - math.exp(-8 / week))
    year = 12 * month * (1 - math.exp(-72 / (12 * month))) / 12
    caps = [
        {"name": "yearly", "per": "client", "period": "year", "limit": 72},
        {"name": "weekly", "per": "client", "period": "week", "limit": 3},
        {"name": "monthly", "per": "client", "period": "month", "limit": 8},
    ]
    projection = small(months=1, positions=[peer(caseload=12)], client_variation=1.0, caps=caps)
    assert [year] == approx(per_client(projection, clients=12))


def test_each_listed_payer_is_capped_apart():
    # half of the clients each: 16 units of 15 minutes, 8 units of 30; at most 12: 12 x 6.5 and 8 x 6.5
    payers = {"medicaid": medicaid(client_share=0.5), "block": medicaid(client_share=0.5, unit_minutes=30)}
    result = row(capped(12, "month", payers=payers))["units"]
    assert (20 * 6.5, 4 * 6.5) == approx((result["paid"], result["over_client_cap"]))


def test_a_payer_that_is_not_listed_is_not_capped():
    payers = {"medicaid": medicaid(client_share=0.5), "block": medicaid(client_share=0.5)}
    # 12 x 6.5 + 16 x 6.5
    projection = small(
        months=1,
        payers=payers,
        positions=[peer(caseload=13)],
        caps=[{"name": "cap", "payers": ["medicaid"], "per": "client", "period": "month", "limit": 12}],
    )
    assert 182.0 == approx(row(projection)["units"]["paid"])


def two_services(**cap):
    """26 hours of sessions and 26 of groups of 4: 104 and 416 units, which is 8 and 32 a client of 13."""
    return small(
        months=1,
        services={"individual": {"session_minutes": 60}, "group": {"session_minutes": 60, "group_size": 4}},
        payers={"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 5}, "group": {"rate": 1}}}},
        positions=[peer(mix={"individual": 0.5, "group": 0.5}, caseload=13)],
        caps=[{"name": "cap", "per": "client", "period": "month", **cap}],
    )


def test_listed_services_are_capped_together_and_lose_alike():
    # 40 units, at most 30: three quarters of each: 78 x 5 + 312 x 1 = 702 dollars
    result = row(two_services(limit=30))
    assert 390.0 == approx(result["units"]["paid"])
    assert 702.0 == approx(result["earned"])


def test_a_service_that_is_not_listed_is_not_capped():
    # groups at most 24: 312 of 416; sessions all 104: 520 + 312
    result = row(two_services(limit=24, services=["group"]))
    assert 416.0 == approx(result["units"]["paid"])
    assert 832.0 == approx(result["earned"])


def test_approval_beyond_gives_back_part_of_what_a_cap_takes():
    # 4 of 16 over, a quarter of that approved: 13
    assert [13.0] == approx(per_client(capped(12, "month", approved_beyond=0.25)))


def test_approval_beyond_all_of_it_lifts_the_cap():
    assert [16.0] == approx(per_client(capped(12, "month", approved_beyond=1.0)))


def test_a_caps_units_are_those_of_a_filled_seat():
    # month 1: half filled: 104 units of 6.5 clients, 16 each; at most 12: 78
    projection = capped(
        12, "month", months=2, positions=[peer(caseload=13, filled="vacant")], staffing={"months_vacant": 1}
    )
    assert [0.0, 78.0] == approx(by_month(projection, "units.paid"))


def test_a_caps_units_are_those_of_a_covered_seat():
    # empty, half covered: 104 units of 6.5 clients; at most 12: 78
    projection = capped(
        12, "month", positions=[peer(caseload=13, filled="vacant")], staffing={"coverage": {"vacancy": 0.5}}
    )
    assert 78.0 == approx(row(projection)["units"]["paid"])


def test_a_cap_is_for_the_payers_share_of_the_caseload():
    # half the clients have a payer: 104 units of 6.5 clients; at most 12: 78
    result = row(capped(12, "month", payers={"medicaid": medicaid(client_share=0.5)}))["units"]
    assert (104.0, 26.0, 78.0) == approx((result["no_payer"], result["over_client_cap"], result["paid"]))


def test_units_that_are_not_qualified_or_not_billed_do_not_use_up_a_cap():
    # a grant forbids to bill a quarter: 12 a client reach the cap, and at 12 nothing is over it
    grants = [grant(covers={"peer": 0.25}, program_income="not_billed")]
    result = row(capped(12, "month", grants=grants))["units"]
    assert (52.0, 0.0, 156.0) == approx((result["not_billed"], result["over_client_cap"], result["paid"]), abs=1e-9)


def test_what_a_grant_forbids_to_bill_does_not_use_up_a_fixed_window():
    # 12 a month reach it: 12, 12 and the last 6 of 30, month by month
    grants = [grant(covers={"peer": 0.25}, program_income="not_billed")]
    projection = capped(30, "quarter", months=3, window="fixed", starts=7, grants=grants)
    assert [12.0, 12.0, 6.0] == approx(per_client(projection))
    # and the quarter that may not be billed is not over the cap
    assert [52.0] * 3 == approx(by_month(projection, "units.not_billed"))


def test_a_cap_may_end():
    cap = {"name": "cap", "per": "client", "period": "month", "limit": 12, "until": "2026-07"}
    projection = small(months=2, positions=[peer(caseload=13)], caps=[cap])
    assert [12.0, 16.0] == approx(per_client(projection))


def test_a_cap_may_begin_later():
    cap = {"name": "cap", "per": "client", "period": "month", "limit": 12, "from": "2026-08"}
    projection = small(months=2, positions=[peer(caseload=13)], caps=[cap])
    assert [16.0, 12.0] == approx(per_client(projection))
