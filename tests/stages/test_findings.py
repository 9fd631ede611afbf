"""Findings: model.md, section 10. The peer costs 1,040 dollars a month."""

import pytest
from pytest import approx

from model.sentences import whose_cost
from tests.small import (
    UNPAID,
    by_month,
    grant,
    lead,
    medicaid,
    peer,
    position_finding,
    program_finding,
    purses,
    row,
    small,
    warned,
)


def contract(per_month, **changes):
    """A contract from the program's start, with what is otherwise."""
    return {"id": "county", "start": "2026-07", "per_month": per_month, **changes}


def funded(months, *, paid, **changes):
    """A program of so many months in which only the months in `paid` are paid for, by a contract that changes."""
    steps = [{"from": "2026-07", "value": 1040.0 if 0 in paid else 0.0}]
    for month in range(1, months):
        if (month in paid) != (month - 1 in paid):
            label = f"{2026 + (6 + month) // 12}-{(6 + month) % 12 + 1:02d}"
            steps.append({"from": label, "value": 1040.0 if month in paid else 0.0})
    return small(months=months, payers=UNPAID, contracts=[contract(steps)], **changes)


# --- status ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ({"payers": {"medicaid": medicaid()}}, "earned"),
        ({"contracts": [contract(1040)]}, "contract"),
        ({"grants": [grant()]}, "grant"),
        ({"fundraising": {"per_month": 1040}}, "fundraising"),
        ({"reserve": {"opening": 9000}}, "reserve"),
        ({}, "gap"),
    ],
)
def test_the_status_names_who_pays(source, status):
    assert status == row(small(**{"payers": UNPAID, **source}))["status"]


def test_the_status_is_the_least_secure_source():
    # earned 520 (130 of it the grant's income), grant 260, contract 260; without the grant 260 are missing,
    # to be paid by fundraising; by fundraising of 100 and the reserve; by both and nobody
    mixed = {
        "payers": {"medicaid": medicaid(2.5)},
        "grants": [grant(covers={"peer": 0.25}, program_income="additive")],
        "contracts": [contract(260)],
    }
    assert "grant" == row(small(**mixed))["status"]
    del mixed["grants"]
    assert "fundraising" == row(small(**mixed, fundraising={"per_month": 900}))["status"]
    assert "reserve" == row(small(**mixed, fundraising={"per_month": 100}, reserve={"opening": 9000}))["status"]
    assert "gap" == row(small(**mixed, fundraising={"per_month": 100}, reserve={"opening": 100}))["status"]


@pytest.mark.parametrize(
    ("share", "status"), [(0.009, "earned"), (0.01, "earned"), (0.011, "contract")], ids=["below", "at", "above"]
)
def test_a_source_at_or_below_materiality_does_not_change_a_status(share, status):
    # a hundredth of 1,040 is 10.40
    projection = small(payers={"medicaid": medicaid(5 * (1 - share))}, contracts=[contract(1040 * share)])
    assert status == row(projection)["status"]


def test_materiality_may_be_given():
    # 104 of 1,040 missing
    assert "gap" == row(small(payers={"medicaid": medicaid(4.5)}))["status"]
    assert "earned" == row(small(payers={"medicaid": medicaid(4.5)}, materiality=0.2))["status"]


def test_surplus_of_others_counts_as_earned():
    projection = small(
        payers={"medicaid": medicaid(10, requires="certified")},
        positions=[peer(credentials={"certified": "2020-01"}), peer("second")],
    )
    assert 1040.0 == approx(row(projection, position="second")["from_surplus"])
    assert "earned" == row(projection, position="second")["status"]


def test_program_income_counts_as_the_grants():
    # after July the grant's balance of 1,040 pays August
    given = grant(end="2026-07", program_income="additive")
    rate = [{"from": "2026-07", "value": 5}, {"from": "2026-08", "value": 0}]
    projection = small(payers={"medicaid": medicaid(rate)}, grants=[given])
    assert 1040.0 == approx(row(projection, month=1)["from_program_income"])
    assert ["grant", "grant", "gap"] == by_month(projection, "status")


def test_a_seat_outside_its_start_and_end_is_inactive():
    projection = small(positions=[peer("all"), peer(start="2026-08", end="2026-08")])
    assert ["inactive", "earned", "inactive"] == by_month(projection, "status")


def test_a_seat_that_costs_nothing_is_inactive_and_not_counted_as_sustained():
    projection = small(positions=[peer(filled="vacant")], staffing={"months_vacant": 1})
    assert "inactive" == row(projection)["status"]
    assert [0, 1, 1] == purses(projection, "positions_sustained")


def test_the_lead_has_the_worst_status_of_the_rows_that_carry_it():
    projection = small(payers=UNPAID, positions=[peer(), peer("second"), lead()], contracts=[contract(1300)])
    assert ["contract", "gap", "gap"] == [row(projection, position=p)["status"] for p in ("peer", "second", "lead")]


def test_rows_still_in_their_grace_do_not_count_for_the_lead():
    # the second seat is new, in its ramp, and has a gap in July and August
    projection = small(
        positions=[peer(), peer("second", filled="new"), lead()],
        payers={"medicaid": medicaid(7.5)},
        staffing={"ramp": [0.25, 0.25]},
    )
    assert ["gap", "gap", "earned"] == by_month(projection, "status", position="second")
    assert ["earned", "earned", "earned"] == by_month(projection, "status", position="lead")


def test_the_lead_alone_has_the_status_of_the_programs_row():
    projection = small(payers=UNPAID, positions=[peer(start="2026-08"), lead()], fundraising={"per_month": 520})
    assert "fundraising" == row(projection, position="(program)")["status"]
    assert "fundraising" == row(projection, position="lead")["status"]


def test_positions_sustained_are_those_paid_before_the_reserve():
    # contract 1,040 for the first, fundraising 1,040 for the second, reserve for the third, nobody for the fourth
    projection = small(
        payers=UNPAID,
        positions=[peer(), peer("second"), peer("third"), peer("fourth")],
        contracts=[contract(1040)],
        fundraising={"per_month": 1040},
        reserve={"opening": 1040},
    )
    assert ["contract", "fundraising", "reserve", "gap"] == [
        row(projection, position=p)["status"] for p in ("peer", "second", "third", "fourth")
    ]
    assert [2, 2, 2] == purses(projection, "positions_sustained")


def test_the_lead_counts_among_positions_sustained():
    projection = small(positions=[peer(), lead()], payers={"medicaid": medicaid(7.5)})
    assert [2, 2, 2] == purses(projection, "positions_sustained")


# --- first months ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "unsustainable"),
    [
        ({0, 1, 2, 3, 4, 5, 6, 7}, None),
        ({0, 1, 4, 5, 6, 7}, None),
        ({0, 1, 5, 6, 7}, "2026-09"),
        ({0, 1, 2, 3, 4, 5}, "2027-01"),
        ({0, 1, 2, 3, 4, 5, 6}, "2027-02"),
        ({0, 1, 2, 4}, "2026-12"),
        (set(), "2026-07"),
    ],
    ids=["always paid", "two months", "three months", "the last two", "the last", "one, then the rest", "never paid"],
)
def test_a_position_is_unsustainable_from_three_months_in_a_row_or_until_the_horizon(paid, unsustainable):
    assert unsustainable == position_finding(funded(8, paid=paid), "unsustainable_from")


def test_months_on_the_reserve_are_not_sustained():
    # 1,040 paid for two months, then two months of reserve and one of gap
    projection = funded(5, paid={0, 1}, reserve={"opening": 2080})
    assert ["contract", "contract", "reserve", "reserve", "gap"] == by_month(projection, "status")
    assert "2026-09" == position_finding(projection, "unsustainable_from")
    assert "2026-11" == position_finding(projection, "first_gap")


def test_a_position_may_be_unsustainable_until_its_own_last_month():
    # paid in July and August, not in September, its last
    projection = funded(8, paid={0, 1}, positions=[peer(end="2026-09"), peer("second", start="2026-12")])
    assert "2026-09" == position_finding(projection, "unsustainable_from")


def test_a_new_seat_is_not_unsustainable_before_its_grace_is_over():
    projection = small(payers=UNPAID, months=6, positions=[peer(filled="new")], staffing={"ramp": [0.5, 0.5]})
    assert "2026-07" == position_finding(projection, "first_gap")
    assert "2026-09" == position_finding(projection, "unsustainable_from")


def test_a_vacant_seat_is_not_unsustainable_before_its_grace_is_over():
    # 1.2 months rounded up to 2, and one of ramp: month 3
    projection = small(
        payers=UNPAID, months=6, positions=[peer(filled="vacant")], staffing={"months_vacant": 1.2, "ramp": [0.5]}
    )
    assert "2026-10" == position_finding(projection, "unsustainable_from")


@pytest.mark.parametrize(
    ("months", "paid", "recovers"),
    [
        (16, set(range(3, 15)), "2026-10"),
        (16, set(range(3, 14)), None),
        (16, set(range(8, 16)), "2027-03"),
        (16, {3, 4, *range(6, 16)}, "2027-01"),
        (16, set(), None),
    ],
    ids=["twelve months", "eleven months", "until the horizon", "after another gap", "never"],
)
def test_a_position_recovers_when_it_is_sustained_for_twelve_months_or_until_the_horizon(months, paid, recovers):
    projection = funded(months, paid=paid)
    assert "2026-07" == position_finding(projection, "unsustainable_from")
    assert recovers == position_finding(projection, "recovers")


def test_a_position_that_is_always_sustained_does_not_recover():
    projection = small()
    assert position_finding(projection, "unsustainable_from") is None
    assert position_finding(projection, "recovers") is None
    assert position_finding(projection, "first_gap") is None


def test_grant_ends_is_the_last_month_a_grant_that_covers_the_position_pays():
    # 1,500: July and part of August
    projection = small(payers=UNPAID, positions=[peer(), peer("second"), lead()], grants=[grant(award=[1500])])
    assert ["2026-08", None, None] == [
        position_finding(projection, "grant_ends", position=p) for p in ("peer", "second", "lead")
    ]


def test_grant_ends_is_the_horizon_for_a_grant_that_still_pays_there():
    assert "2026-09" == position_finding(small(payers=UNPAID, grants=[grant(end="2027-06")]), "grant_ends")


def test_grant_ends_with_the_last_of_several_grants():
    grants = [grant(end="2026-07", covers={"peer": 0.5}), grant("other", end="2026-08", covers={"peer": 0.5})]
    assert "2026-08" == position_finding(small(payers=UNPAID, grants=grants), "grant_ends")


@pytest.mark.parametrize(("weeks", "notice"), [(0, "2026-10"), (4, "2026-09"), (5, "2026-08"), (9, "2026-07")])
def test_notice_is_given_so_many_weeks_before_the_month_ahead_of_the_first_gap(weeks, notice):
    # first gap in November, so October is the last paid month; 4 x 12/52 = 0.92, 5: 1.15, 9: 2.08 months earlier
    projection = funded(8, paid={0, 1, 2, 3}, weeks_of_notice=weeks)
    assert "2026-11" == position_finding(projection, "first_gap")
    assert notice == position_finding(projection, "notice_by")


def test_notice_takes_four_weeks_where_nothing_is_said():
    assert "2026-09" == position_finding(funded(8, paid={0, 1, 2, 3}), "notice_by")


def test_notice_of_a_seat_that_ends_is_counted_from_its_last_paid_month():
    # gaps in September, October, November: ended with November; 0.92 months earlier: October
    projection = funded(8, paid={0, 1}, when_unfunded="end")
    assert "2026-11" == position_finding(projection, "ended")
    assert "2026-10" == position_finding(projection, "notice_by")


def test_notice_may_have_been_due_before_the_program_starts():
    # first gap in July 2026; June less 0.92 months: May
    assert "2026-05" == position_finding(small(payers=UNPAID), "notice_by")


def test_with_end_a_seat_that_does_not_end_needs_no_notice():
    # one month of gap, and three are its grace
    projection = funded(8, paid={0, 1, 2, 4, 5, 6, 7}, when_unfunded="end")
    assert "2026-10" == position_finding(projection, "first_gap")
    assert position_finding(projection, "ended") is None
    assert position_finding(projection, "notice_by") is None


def test_no_notice_is_due_where_everything_is_paid():
    assert position_finding(small(), "notice_by") is None


# --- self-sustaining ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "share"), [(2.5, 0.5), (5.0, 1.0), (7.5, 1.5)], ids=["below", "at", "above"])
def test_self_sustaining_is_earnings_over_full_cost_and_may_pass_one(rate, share):
    assert share == approx(position_finding(small(payers={"medicaid": medicaid(rate)}), "self_sustaining"))


def test_self_sustaining_counts_shared_cost_and_indirect():
    # 1,040 / ((1,040 + 520) x 1.1) = 1,040 / 1,716
    projection = small(positions=[peer(), lead()], costs={"indirect_rate": 0.1})
    assert 1040 / 1716 == approx(position_finding(projection, "self_sustaining"))


def test_self_sustaining_after_the_grant_counts_the_months_after_it():
    # July 520 earned with the grant; August 1,040, September 520: 1,560 of 2,080; over all 2,080 of 3,120
    rate = [
        {"from": "2026-07", "value": 2.5},
        {"from": "2026-08", "value": 5.0},
        {"from": "2026-09", "value": 2.5},
    ]
    projection = small(payers={"medicaid": medicaid(rate)}, grants=[grant(end="2026-07")])
    assert 2 / 3 == approx(position_finding(projection, "self_sustaining"))
    assert 0.75 == approx(position_finding(projection, "self_sustaining_after_grant"))


def test_self_sustaining_after_the_grant_is_left_out_while_it_pays():
    projection = small(payers={"medicaid": medicaid(2.5)}, grants=[grant()])
    assert 0.5 == approx(position_finding(projection, "self_sustaining"))
    assert position_finding(projection, "self_sustaining_after_grant") is None


def test_a_position_without_a_row_is_not_self_sustaining():
    assert position_finding(small(positions=[peer(), lead()]), "self_sustaining", position="lead") is None


# --- what binds -----------------------------------------------------------------------------------------------

CLIENT = {"name": "client", "per": "client", "period": "month", "limit": 12}  # 13 clients: 156 of 208
WORKER = {"name": "worker", "per": "worker", "period": "month", "limit": 130}
PROGRAM = {"name": "program", "per": "program", "period": "month", "limit": 104, "starts": 7}


@pytest.mark.parametrize(
    ("caps", "binds"),
    [
        ([], "hours"),
        ([CLIENT], "client_cap"),
        ([CLIENT, WORKER], "worker_cap"),
        ([CLIENT, WORKER, PROGRAM], "program_cap"),
        ([WORKER], "worker_cap"),
        ([PROGRAM], "program_cap"),
    ],
)
def test_what_binds_is_the_last_cap_that_takes_units(caps, binds):
    assert binds == row(small(positions=[peer(caseload=13)], caps=caps))["binds"]


@pytest.mark.parametrize(("limit", "binds"), [(209, "hours"), (208, "hours"), (207, "hours"), (204, "worker_cap")])
def test_a_cap_that_takes_no_more_than_materiality_does_not_bind(limit, binds):
    # a hundredth of 208 is 2.08: 1 is immaterial, 4 is not
    assert binds == row(small(caps=[{**WORKER, "limit": limit}]))["binds"]


def demand(caseload, **changes):
    """One session a week for each client: 12 fill the hours."""
    services = {"individual": {"session_minutes": 60, "sessions_per_client_per_week": 1.0}}
    return row(small(services=services, positions=[peer(caseload=caseload)], **changes))["binds"]


def test_demand_binds_where_it_holds_a_service_and_no_cap_does():
    assert "demand" == demand(6)
    assert "hours" == demand(12)
    assert "hours" == demand(15)
    # 26 sessions, 104 units of which 52 are over
    assert "worker_cap" == demand(6, caps=[{**WORKER, "limit": 52}])


def test_demand_binds_where_it_holds_any_service():
    services = {
        "individual": {"session_minutes": 60},
        "group": {"session_minutes": 60, "group_size": 4, "sessions_per_client_per_week": 0.5},
    }
    projection = small(services=services, positions=[peer(caseload=6, mix={"individual": 0.5, "group": 0.5})])
    assert "demand" == row(projection)["binds"]


def test_nothing_binds_a_position_without_direct_service_or_a_seat_that_is_not_there():
    projection = small(positions=[peer(start="2026-08"), lead()])
    assert row(projection)["binds"] is None
    assert row(projection, position="lead")["binds"] is None


# --- the program's --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("paid", "runway"), [(set(), 0), ({0, 1}, 2), ({0, 1, 2}, 3), (set(range(8)), None)])
def test_the_runway_is_the_months_before_the_first_gap(paid, runway):
    assert runway == program_finding(funded(8, paid=paid), "runway_months")


def test_the_runway_ends_with_a_gap_in_any_row():
    projection = funded(8, paid={0, 1}, positions=[peer(), peer("second", start="2026-08")])
    assert 1 == program_finding(projection, "runway_months")


def test_the_programs_own_row_may_end_the_runway():
    projection = small(positions=[peer(start="2026-09")], costs={"program_month": {"rent": 100}})
    assert 0 == program_finding(projection, "runway_months")


@pytest.mark.parametrize(
    ("opening", "month"),
    [(3080, "2026-08"), (3080.004, "2026-08"), (3080.01, None), (3079, "2026-08"), (1000, "2026-07")],
)
def test_the_reserve_is_at_its_floor_by_half_a_cent(opening, month):
    # 1,040 a month of the reserve down to 1,000: 3,080 - 2 x 1,040
    projection = small(months=2, payers=UNPAID, reserve={"opening": opening, "floor": 1000})
    assert month == program_finding(projection, "reserve_at_floor")


@pytest.mark.parametrize(
    ("opening", "month"), [(1040.0, "2026-08"), (2080.0, None), (2079.996, None), (2079.99, "2026-08")]
)
def test_cash_is_negative_by_half_a_cent(opening, month):
    projection = small(months=2, payers=UNPAID, cash={"opening": opening})
    assert month == program_finding(projection, "cash_negative")


def test_the_lowest_cash_may_lie_in_the_middle():
    # -1,040, then receivables of 5,000 in August
    projection = small(payers=UNPAID, cash={"opening": 0}, receivables=[0, 5000])
    assert -1040.0 == approx(program_finding(projection, "lowest_cash"))


def test_the_gap_is_counted_by_fiscal_year_and_labelled_by_the_month_it_starts():
    # October starts the year: July to September belong to the one of October 2025
    projection = small(months=6, payers=UNPAID, fiscal_year_starts=10)
    assert {"2025-10": 3120.0, "2026-10": 3120.0} == approx(program_finding(projection, "gap_by_fiscal_year"))


def test_the_fiscal_year_starts_with_the_program_where_nothing_is_said():
    projection = small(months=13, payers=UNPAID)
    assert {"2026-07": 12480.0, "2027-07": 1040.0} == approx(program_finding(projection, "gap_by_fiscal_year"))


def test_unpaid_hours_are_those_of_every_fate_but_paid():
    # 52 hours: 0.4 without a payer 20.8; of 31.2 the worker's cap of 104 of 124.8 units takes a sixth, 5.2;
    # of 26 a quarter is denied, 6.5; three months of each
    projection = small(
        payers={"medicaid": medicaid(client_share=0.6, denial=0.25)},
        caps=[{"name": "worker", "per": "worker", "period": "month", "limit": 104}],
    )
    unpaid = program_finding(projection, "unpaid_hours")
    expected = {"no_payer": 62.4, "over_worker_cap": 15.6, "denied": 19.5}
    assert expected == approx({cause: hours for cause, hours in unpaid.items() if hours > 1e-9})
    assert 3 * 52 - sum(by_month(projection, "hours.paid")) == approx(sum(unpaid.values()))


def test_a_program_without_a_gap_says_so_in_one_sentence():
    assert ["The one position is paid for through September 2026."] == program_finding(small(), "sentences")


def test_a_program_with_a_single_month_of_gap_does_not_say_that_everything_is_paid_for():
    # October is missing, too short to be unsustainable
    projection = funded(8, paid={0, 1, 2, 4, 5, 6, 7})
    assert position_finding(projection, "unsustainable_from") is None
    said = program_finding(projection, "sentences")
    assert "The one position is paid for through February 2027." != said[0]
    assert "$1,040" in " ".join(said)


def test_what_of_the_gap_is_repaid_later_is_told_with_it():
    # 208 units: at 2.50 a unit 520 of 1,040 are missing in July; at 6 dollars 208 more than 1,040 repay of it twice
    rates = {"values": [{"from": "2026-07", "value": 2.5}, {"from": "2026-08", "value": 6}]}
    said = program_finding(small(payers={"medicaid": medicaid(rates)}), "sentences")
    gap = "Nobody pays $520 of the cost through September 2026, of which $416 is repaid later"
    assert any(sentence.startswith(f"{gap}; the first gap is in July 2026.") for sentence in said), said


def test_a_program_says_when_its_position_loses_its_funding_why_and_what_follows():
    # the grant pays through August; then 520 of 1,040 are earned; 520 missing in each of four months
    projection = small(
        months=6,
        payers={"medicaid": medicaid(2.5)},
        grants=[grant(end="2026-08", payment_lag=[1.0])],
        cash={"opening": 9000},
    )
    said = program_finding(projection, "sentences")
    assert (
        "The one position loses its funding in September 2026, when the grant 'grant' ends. "
        "Billing would then cover 50 % of what it costs."
    ) == said[0]
    assert "Nobody pays $2,080 of the cost through December 2026; the first gap is in September 2026." == said[1]


def test_what_billing_then_covers_says_of_whose_cost():
    # of the two that lose the grant the peer alone sees clients: 208 units at 2.50 are 520 of its 1,040, and of the 520
    # of the lead, whom no other seat bears
    projection = small(
        months=6,
        payers={"medicaid": medicaid(2.5)},
        positions=[peer(), lead()],
        grants=[grant(end="2026-08", covers={"peer": 1.0, "lead": 1.0})],
        cash={"opening": 9000},
    )
    assert (
        "Both positions lose their funding in September 2026, when the grant 'grant' ends. "
        "Billing would then cover 33 % of what the one of them that sees clients costs."
    ) == program_finding(projection, "sentences")[0]


@pytest.mark.parametrize(
    ("serving", "seats", "said"),
    [
        (1, 1, "it costs"),
        (2, 2, "both cost"),
        (5, 5, "all five cost"),
        (1, 3, "the one of them that sees clients costs"),
        (4, 5, "the four of them that see clients cost"),
    ],
)
def test_a_share_of_cost_is_of_seats_that_are_named(serving, seats, said):
    assert said == whose_cost(serving, seats)


def test_hours_that_no_payer_pays_may_be_of_somebody_whom_a_grant_pays():
    # 52 hours in each of 12 months with people whom no payer covers, all of them paid by the grant
    projection = small(months=12, payers=UNPAID, grants=[grant(end="2027-06")])
    assert [0.0] * 12 == by_month(projection, "gap")
    assert (
        "No payer paid for 624 hours of peer support in the first year: 624 for people whom no payer covers. "
        "A grant or other money may have paid the worker for them all the same."
    ) == program_finding(projection, "sentences")[-1]


# --- warnings that no other stage's tests speak of ------------------------------------------------------------


@pytest.mark.parametrize(("caseload", "warns"), [(14, 0), (15, 0), (16, 1)], ids=["below", "at", "above"])
def test_a_caseload_above_the_payers_limit_is_warned_of(caseload, warns):
    projection = small(positions=[peer(caseload=caseload)], limits={"caseload": 15})
    assert warns == sum("caseload of 'peer'" in w for w in warned(projection))


@pytest.mark.parametrize(("size", "warns"), [(11, 0), (12, 0), (13, 1)], ids=["below", "at", "above"])
def test_a_group_above_the_payers_limit_is_warned_of(size, warns):
    services = {"individual": {"session_minutes": 60}, "group": {"session_minutes": 60, "group_size": size}}
    projection = small(services=services, limits={"group_size": 12})
    assert warns == sum("group size of 'group'" in w for w in warned(projection))


@pytest.mark.parametrize(("hours", "warns"), [(7, 0), (6, 0), (5, 1)], ids=["below", "at", "above"])
def test_more_peers_to_a_supervisor_than_the_payer_allows_are_warned_of(hours, warns):
    # two peers of 12 hours to a lead of 6 are 4 to 1
    projection = small(
        positions=[peer(), peer("second"), lead(hours_per_week=hours)], limits={"peers_per_supervisor": 4}
    )
    assert warns == sum("to each full-time supervisor" in w for w in warned(projection))


def test_peers_without_any_supervisor_are_warned_of():
    projection = small(limits={"peers_per_supervisor": 4})
    assert 1 == sum("no supervisor" in w for w in warned(projection))
