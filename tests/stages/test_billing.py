"""Billing: who pays, who may bill, denials and dollars: model.md, section 8, steps 2, 3, 7 and 8."""

import pytest
from pytest import approx

from tests.small import by_month, grant, medicaid, peer, row, small

FATES = (
    "no_payer",
    "not_qualified",
    "not_billed",
    "over_client_cap",
    "over_worker_cap",
    "over_program_cap",
    "denied",
    "paid",
)


def test_units_are_paid_at_the_rate():
    # 208 x 5
    assert 1040.0 == approx(row(small())["earned"])


def test_a_payer_pays_from_its_start_to_its_end():
    projection = small(months=4, payers={"medicaid": medicaid(start="2026-08", end="2026-09")})
    assert [208.0, 0.0, 0.0, 208.0] == approx(by_month(projection, "units.no_payer"))
    assert [0.0, 1040.0, 1040.0, 0.0] == approx(by_month(projection, "earned"))


def test_a_service_the_payer_does_not_list_has_no_payer():
    # 26 hours each: 104 individual units paid, 26 groups of 4: 104 client-sessions x 4 = 416 units without a payer
    projection = small(
        services={"individual": {"session_minutes": 60}, "group": {"session_minutes": 60, "group_size": 4}},
        positions=[peer(mix={"individual": 0.5, "group": 0.5})],
    )
    assert 416.0 == approx(row(projection)["units"]["no_payer"])
    assert 104.0 == approx(row(projection)["units"]["paid"])


def test_clients_without_a_payer_have_none():
    # 0.4 of 208
    units = row(small(payers={"medicaid": medicaid(client_share=0.6)}))["units"]
    assert (83.2, 124.8) == approx((units["no_payer"], units["paid"]))


def test_work_of_people_without_the_credential_is_not_qualified():
    projection = small(
        positions=[peer(credentials={"certified": "2026-08"})], payers={"medicaid": medicaid(requires="certified")}
    )
    assert [208.0, 0.0, 0.0] == approx(by_month(projection, "units.not_qualified"))
    assert [0.0, 1040.0, 1040.0] == approx(by_month(projection, "earned"))


def test_the_part_of_the_work_done_by_qualified_people_is_billed():
    # a quarter leaves each month and cannot be billed for: month 1: 0.75 x 208 = 156, month 2: 0.5625 x 208 = 117
    projection = small(
        positions=[peer(credentials={"certified": "2020-01"})],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={"annual_turnover": 3.0, "months_vacant": 0},
    )
    assert [208.0, 156.0, 117.0] == approx(by_month(projection, "units.paid"))
    assert [0.0, 52.0, 91.0] == approx(by_month(projection, "units.not_qualified"))


def test_the_qualified_share_is_of_productive_work():
    # month 1: the 0.25 hired work at half: 0.875 of 208 delivered, 0.75 of 208 billed
    projection = small(
        positions=[peer(credentials={"certified": "2020-01"})],
        payers={"medicaid": medicaid(requires="certified")},
        staffing={"annual_turnover": 3.0, "months_vacant": 0, "ramp": [0.5]},
    )
    result = row(projection, month=1)["units"]
    assert (182.0, 156.0, 26.0) == approx((result["delivered"], result["paid"], result["not_qualified"]))


def test_no_payer_comes_before_not_qualified():
    # half the clients have no payer; of the others nobody is qualified
    units = row(small(payers={"medicaid": medicaid(client_share=0.5, requires="certified")}))["units"]
    assert (104.0, 104.0) == approx((units["no_payer"], units["not_qualified"]))


def test_a_grant_may_forbid_to_bill_the_share_it_covers():
    # the grant covers 0.25 of the position: 52 units are not billed
    grants = [grant(covers={"peer": 0.25}, program_income="not_billed")]
    units = row(small(grants=grants))["units"]
    assert (52.0, 156.0) == approx((units["not_billed"], units["paid"]))


def test_what_a_grant_forbids_to_bill_is_of_qualified_work():
    # half qualified in month 1 is not possible with one person; here the payer takes half of the clients
    grants = [grant(covers={"peer": 0.25}, program_income="not_billed")]
    units = row(small(grants=grants, payers={"medicaid": medicaid(client_share=0.5)}))["units"]
    # 104 without a payer; of the other 104, 26 not billed
    assert (104.0, 26.0, 78.0) == approx((units["no_payer"], units["not_billed"], units["paid"]))


def test_denials_take_their_share_less_what_is_recovered():
    # 0.2 denied, half of it recovered: 0.1 of 208 units and of 1,040 dollars
    result = row(small(payers={"medicaid": medicaid(denial=0.2, denial_recovery=0.5)}))
    assert (20.8, 187.2) == approx((result["units"]["denied"], result["units"]["paid"]))
    assert (1040.0, 936.0) == approx((result["billed"], result["earned"]))


@pytest.mark.parametrize(("recovery", "earned"), [(0.0, 832.0), (1.0, 1040.0)])
def test_denials_may_be_final_or_all_recovered(recovery, earned):
    # 1,040 x 0.8, or all of it
    result = row(small(payers={"medicaid": medicaid(denial=0.2, denial_recovery=recovery)}))
    assert earned == approx(result["earned"])


def paid_as(per, *, kept=1.0, staffing=None, caps=(), positions=None, months=1, share=1.0, **terms):
    """A program paid by session, or by client and month."""
    service = {"rate": 60.0, "per": per, **terms}
    return small(
        months=months,
        services={"individual": {"session_minutes": 60, "no_show": 1 - kept}},
        payers={"home": {"client_share": share, "services": {"individual": service}}},
        positions=positions or [peer(caseload=10)],
        staffing=staffing or {},
        caps=list(caps),
    )


def test_pay_by_session_is_once_a_kept_client_session():
    # 52 booked, 39 kept x 60
    assert 2340.0 == approx(row(paid_as("session", kept=0.75))["earned"])


def test_pay_by_session_for_a_group_is_once_an_attendee():
    # 52 groups x 3 who come x 10
    projection = small(
        services={"group": {"session_minutes": 60, "group_size": 4, "no_show": 0.25}},
        payers={"home": {"client_share": 1.0, "services": {"group": {"rate": 10.0, "per": "session"}}}},
        positions=[peer(mix={"group": 1.0})],
    )
    assert 1560.0 == approx(row(projection)["earned"])


def test_pay_by_session_is_denied_in_dollars():
    projection = small(
        payers={
            "home": {"client_share": 1.0, "denial": 0.25, "services": {"individual": {"rate": 10, "per": "session"}}}
        }
    )
    assert (520.0, 390.0) == approx((row(projection)["billed"], row(projection)["earned"]))


def test_pay_by_client_and_month_is_once_a_client():
    # 10 clients, seen 52 times between them: 10 x 60
    assert 600.0 == approx(row(paid_as("client_month"))["earned"])


def test_pay_by_client_and_month_is_for_the_payers_share_of_the_caseload():
    # 10 x 0.3 = 3 clients
    assert 180.0 == approx(row(paid_as("client_month", share=0.3))["earned"])


@pytest.mark.parametrize(("minimum", "clients"), [(4, 10.0), (5.2, 10.0), (6.5, 8.0)], ids=["below", "at", "above"])
def test_pay_by_client_and_month_needs_enough_sessions(minimum, clients):
    # 52 sessions: enough for 13 clients at 4 each, for exactly 10 at 5.2, for 8 at 6.5
    assert clients * 60 == approx(row(paid_as("client_month", minimum_sessions=minimum))["earned"])


def test_pay_by_client_and_month_is_for_clients_of_filled_seats():
    # month 1: half filled: 5 clients, 26 sessions
    projection = paid_as(
        "client_month",
        months=2,
        positions=[peer(caseload=10, filled="vacant")],
        staffing={"months_vacant": 1},
    )
    assert [0.0, 300.0] == approx(by_month(projection, "earned"))


def test_pay_by_client_and_month_is_for_covered_seats_too():
    # empty, half covered: 5 clients
    projection = paid_as(
        "client_month", positions=[peer(caseload=10, filled="vacant")], staffing={"coverage": {"vacancy": 0.5}}
    )
    assert 300.0 == approx(row(projection)["earned"])


def test_pay_by_client_and_month_is_for_the_qualified_share():
    # month 1: 0.75 of the work is by certified people: 0.75 x 10 x 60
    projection = small(
        months=2,
        payers={
            "home": {
                "client_share": 1.0,
                "requires": "certified",
                "services": {"individual": {"rate": 60, "per": "client_month"}},
            }
        },
        positions=[peer(caseload=10, credentials={"certified": "2020-01"})],
        staffing={"annual_turnover": 3.0, "months_vacant": 0},
    )
    assert [600.0, 450.0] == approx(by_month(projection, "earned"))


def test_pay_by_client_and_month_is_for_the_share_that_may_be_billed():
    # a grant that forbids to bill covers 0.25: 0.75 x 10 x 60
    projection = small(
        payers={"home": {"client_share": 1.0, "services": {"individual": {"rate": 60, "per": "client_month"}}}},
        positions=[peer(caseload=10)],
        grants=[grant(covers={"peer": 0.25}, program_income="not_billed")],
    )
    assert 450.0 == approx(row(projection)["earned"])


@pytest.mark.parametrize("per", ["session", "client_month"])
def test_caps_in_units_do_not_touch_pay_by_session_or_month(per):
    caps = [
        {"name": "daily", "per": "client", "period": "day", "limit": 1},
        {"name": "monthly", "per": "client", "period": "month", "limit": 1},
        {"name": "worker", "per": "worker", "period": "week", "limit": 1},
        {"name": "program", "per": "program", "period": "month", "limit": 1},
    ]
    free, capped = row(paid_as(per)), row(paid_as(per, caps=caps))
    assert free["earned"] == approx(capped["earned"])
    assert 208.0 == approx(capped["units"]["paid"])


def test_every_unit_has_one_fate():
    # shares of clients 0.8; each step takes its part of what the last one left
    projection = small(
        months=4,
        payers={"medicaid": medicaid(client_share=0.8, requires="certified", denial=0.1)},
        positions=[peer(caseload=12, credentials={"certified": "2020-01"})],
        staffing={"annual_turnover": 3.0, "months_vacant": 0.5, "ramp": [0.5]},
        grants=[grant(covers={"peer": 0.25}, program_income="not_billed")],
        caps=[
            {"name": "monthly", "per": "client", "period": "month", "limit": 8},
            {"name": "worker", "per": "worker", "period": "month", "limit": 60},
            {"name": "program", "per": "program", "period": "month", "limit": 40},
        ],
    )
    for month in range(4):
        units = row(projection, month=month)["units"]
        assert units["delivered"] == approx(sum(units[fate] for fate in FATES))
    assert all(row(projection, month=1)["units"][fate] > 0 for fate in FATES)


def test_hours_of_session_time_follow_the_units():
    # 39 kept sessions of an hour: 0.4 without a payer = 15.6; of the rest 0.1 denied = 2.34, paid 21.06
    projection = small(
        services={"individual": {"session_minutes": 60, "no_show": 0.25, "documentation_minutes": 0}},
        payers={"medicaid": medicaid(client_share=0.6, denial=0.1)},
    )
    hours = row(projection)["hours"]
    assert (39.0, 15.6, 2.34, 21.06) == approx((hours["delivered"], hours["no_payer"], hours["denied"], hours["paid"]))


def test_hours_are_session_time_without_travel_and_notes():
    # 60 + 5 + 0.75 x 10 - 0 = 72.5 minutes a booked session: 43.0345 booked, 0.75 of them kept for an hour
    projection = small(
        services={
            "individual": {"session_minutes": 60, "no_show": 0.25, "documentation_minutes": 10, "travel_minutes": 5}
        }
    )
    assert 0.75 * 52 * 60 / 72.5 == approx(row(projection)["hours"]["delivered"])


def test_a_groups_hours_are_the_workers_and_not_the_attendees():
    # 52 groups of an hour
    projection = small(
        services={"group": {"session_minutes": 60, "group_size": 4, "no_show": 0.25}},
        payers={"medicaid": {"client_share": 0.5, "services": {"group": {"rate": 1.0}}}},
        positions=[peer(mix={"group": 1.0})],
    )
    hours = row(projection)["hours"]
    assert (52.0, 26.0, 26.0) == approx((hours["delivered"], hours["no_payer"], hours["paid"]))


def test_a_payers_clients_have_their_share_of_the_hours_whatever_its_units():
    # half of the clients each: 26 hours each, though the one counts 4 units a session and the other, not billable, 2
    payers = {
        "medicaid": medicaid(client_share=0.5),
        "block": {"client_share": 0.5, "unit_minutes": 30},
    }
    hours = row(small(payers=payers))["hours"]
    assert (26.0, 26.0) == approx((hours["paid"], hours["no_payer"]))
