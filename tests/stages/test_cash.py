"""Cash: model.md, section 9, step 9. The peer costs 1,040 dollars a month, paid out in the month itself."""

from pytest import approx

from tests.small import UNPAID, by_month, grant, medicaid, purses, small


def test_without_lags_earnings_arrive_in_their_month():
    assert [0.0] * 3 == approx(purses(small(), "cash"), abs=1e-9)


def test_earnings_arrive_as_the_payers_lag_says():
    # nothing, then 0.6, then 0.6 + 0.4 of 1,040: -1,040, -1,456, -1,456
    projection = small(payers={"medicaid": medicaid(payment_lag=[0.0, 0.6, 0.4])})
    assert [-1040.0, -1456.0, -1456.0] == approx(purses(projection, "cash"))


def test_each_payer_has_its_own_lag():
    # half at once, half a month later: -520, -520, -520
    payers = {"fast": medicaid(client_share=0.5), "slow": medicaid(client_share=0.5, payment_lag=[0.0, 1.0])}
    assert [-520.0] * 3 == approx(purses(small(payers=payers), "cash"))


def test_a_lag_moves_cash_and_nothing_else():
    projection = small(payers={"medicaid": medicaid(payment_lag=[0.0, 0.0, 1.0])})
    assert [1040.0] * 3 == approx(by_month(projection, "from_earned"))
    assert [0.0] * 3 == approx(by_month(projection, "gap"), abs=1e-9)


def test_what_arrives_after_the_horizon_is_not_counted():
    projection = small(payers={"medicaid": medicaid(payment_lag=[0.0, 0.0, 0.0, 0.0, 0.0, 1.0])})
    assert [-1040.0, -2080.0, -3120.0] == approx(purses(projection, "cash"))


def test_a_grant_is_drawn_a_month_after_the_cost_where_nothing_is_said():
    assert [-1040.0] * 3 == approx(purses(small(payers=UNPAID, grants=[grant()]), "cash"))


def test_a_grant_may_be_paid_in_its_month():
    given = grant(payment_lag=[1.0])
    assert [0.0] * 3 == approx(purses(small(payers=UNPAID, grants=[given]), "cash"), abs=1e-9)


def test_program_income_arrives_with_the_payer_and_the_grants_part_with_the_grant():
    # 520 earned and paid at once, 520 of the grant a month later
    projection = small(payers={"medicaid": medicaid(2.5)}, grants=[grant()])
    assert [-520.0] * 3 == approx(purses(projection, "cash"))


def test_contracts_and_fundraising_arrive_at_once():
    county = {"id": "county", "start": "2026-07", "per_month": 1000}
    projection = small(payers=UNPAID, contracts=[county], fundraising={"per_month": 100})
    assert [60.0, 120.0, 180.0] == approx(purses(projection, "cash"))


def test_opening_cash_is_the_reserve_less_what_is_still_to_arrive():
    # 5,000 - 1,500 = 3,500; 1,000 arrive in July, 500 in August; earnings pay the costs
    projection = small(reserve={"opening": 5000}, receivables=[1000, 500])
    assert [4500.0, 5000.0, 5000.0] == approx(purses(projection, "cash"))


def test_receivables_after_the_horizon_still_lower_opening_cash():
    # 5,000 - 900 of which 600 arrive within a month
    projection = small(months=1, reserve={"opening": 5000}, receivables=[600, 300])
    assert [4700.0] == approx(purses(projection, "cash"))


def test_opening_cash_may_be_given():
    projection = small(reserve={"opening": 5000}, cash={"opening": 200}, receivables=[1000])
    assert [1200.0] * 3 == approx(purses(projection, "cash"))


def test_receivables_are_cash_and_not_funding():
    projection = small(payers=UNPAID, receivables=[1040], cash={"opening": 0})
    assert [0.0, -1040.0, -2080.0] == approx(purses(projection, "cash"), abs=1e-9)
    assert [1040.0] * 3 == approx(by_month(projection, "gap"))


def test_cash_may_go_below_zero_while_the_reserve_pays():
    # a reserve of 3,120 is there on paper; 2,000 of it are in the bank
    projection = small(payers=UNPAID, reserve={"opening": 3120}, cash={"opening": 2000})
    assert [960.0, -80.0, -1120.0] == approx(purses(projection, "cash"))
    assert [0.0] * 3 == approx(by_month(projection, "gap"), abs=1e-9)


def test_cash_is_paid_out_for_gaps_as_well():
    # nobody lends it: what is owed has been spent all the same
    assert [-1040.0, -2080.0, -3120.0] == approx(purses(small(payers=UNPAID), "cash"))


def test_what_a_payer_holds_back_arrives_in_the_next_month_in_which_it_pays():
    # nothing in July and August, three months of 1,040 in September: -1,040, -2,080, 0
    projection = small(payers={"medicaid": medicaid(pays_nothing_in=["2026-07", "2026-08"])})
    assert [-1040.0, -2080.0, 0.0] == approx(purses(projection, "cash"), abs=1e-9)


def test_a_stop_holds_what_is_due_after_the_lag_and_what_it_ends_beyond_is_not_counted():
    # July's 1,040 is due in August and comes in September, with August's: -1,040, -2,080, -3,120 + 2,080
    held = medicaid(payment_lag=[0.0, 1.0], pays_nothing_in=["2026-08"])
    assert [-1040.0, -2080.0, -1040.0] == approx(purses(small(payers={"medicaid": held}), "cash"))
    beyond = medicaid(pays_nothing_in=["2026-09", "2026-10"])
    assert [0.0, 0.0, -1040.0] == approx(purses(small(payers={"medicaid": beyond}), "cash"), abs=1e-9)


def test_a_stop_of_one_payer_moves_cash_and_nothing_else():
    payers = {"fast": medicaid(client_share=0.5), "stops": medicaid(client_share=0.5, pays_nothing_in=["2026-07"])}
    projection = small(payers=payers)
    assert [-520.0, 0.0, 0.0] == approx(purses(projection, "cash"), abs=1e-9)
    assert [1040.0] * 3 == approx(by_month(projection, "from_earned"))
