"""Program income: model.md, section 9, step 1. At 2.50 a unit the peer earns 520 of the 1,040 dollars she costs."""

from pytest import approx

from tests.small import by_month, grant, lead, medicaid, peer, purses, row, small, warned

HALF = {"medicaid": medicaid(2.5)}


def sources(projection, *, month=0, position="peer"):
    """What pays a row: grants, program income, earned, contracts, surplus, gap."""
    result = row(projection, month=month, position=position)
    names = ("grants", "program_income", "earned", "contracts", "surplus")
    return (*(result[f"from_{name}"] for name in names), result["gap"])


# --- deductive ------------------------------------------------------------------------------------------------


def test_deductive_income_lowers_the_ask_and_pays_in_its_place():
    # covered in full: income 520, asked 1,040 - 520
    projection = small(payers=HALF, grants=[grant()])
    assert (520.0, 520.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)
    assert [520.0] * 3 == approx(purses(projection, "grants.grant.asked"))
    assert [520.0] * 3 == approx(purses(projection, "grants.grant.paid"))


def test_income_is_deductive_where_nothing_is_said():
    given = grant(program_income="deductive")
    assert sources(small(payers=HALF, grants=[given])) == approx(sources(small(payers=HALF, grants=[grant()])))


def test_only_the_covered_share_of_earnings_is_program_income():
    # half covered: income 260, asked 520 - 260; the other 260 earned pay the row's own rest; 260 missing
    projection = small(payers=HALF, grants=[grant(covers={"peer": 0.5})])
    assert (260.0, 260.0, 260.0, 0.0, 0.0, 260.0) == approx(sources(projection))


def test_deductive_income_beyond_the_ask_asks_for_nothing():
    # at 7.50 it earns 1,560: asked 0, own cost 1,040 paid, 520 surplus that joins the reserve
    projection = small(payers={"medicaid": medicaid(7.5)}, grants=[grant()])
    assert (0.0, 1040.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)
    assert [0.0] * 3 == approx(purses(projection, "grants.grant.asked"))
    assert [520.0, 1040.0, 1560.0] == approx(purses(projection, "reserve"))


def test_deductive_income_pays_the_positions_own_shared_cost_too():
    # full cost 1,040 + 1,000 of rent: grant 0, income 1,560, 480 missing
    projection = small(payers={"medicaid": medicaid(7.5)}, grants=[grant()], costs={"program_month": {"rent": 1000}})
    assert (0.0, 1560.0, 0.0, 0.0, 0.0, 480.0) == approx(sources(projection), abs=1e-9)


def test_deductive_surplus_pays_other_rows():
    # the first earns 1,560 and leaves 520 for the second, who may not bill
    projection = small(
        payers={"medicaid": medicaid(7.5, requires="certified")},
        positions=[peer(credentials={"certified": "2020-01"}), peer("second")],
        grants=[grant()],
    )
    assert (0.0, 0.0, 0.0, 0.0, 520.0, 520.0) == approx(sources(projection, position="second"), abs=1e-9)


def test_the_deduction_comes_before_the_awards_limit():
    # 520 left of an ask of 1,040: half covered; income 260; asked 780, of which 520; the other 260 earned pay the rest
    projection = small(payers=HALF, grants=[grant(award=[520])])
    assert (520.0, 260.0, 260.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)
    # used up: nothing is covered and all earnings are the row's own
    assert (0.0, 0.0, 520.0, 0.0, 0.0, 520.0) == approx(sources(projection, month=1), abs=1e-9)


def test_what_deduction_saves_stays_in_the_award():
    # 520 a month of 1,560
    projection = small(payers=HALF, grants=[grant(award=[1560])])
    assert [1040.0, 520.0, 0.0] == approx(purses(projection, "grants.grant.left"), abs=1e-9)


def test_the_deduction_is_by_position():
    # the first earns 1,560 and is asked for nothing; the second earns nothing and is asked for in full
    projection = small(
        payers={"medicaid": medicaid(7.5, requires="certified")},
        positions=[peer(credentials={"certified": "2020-01"}), peer("second")],
        grants=[grant(covers={"peer": 1.0, "second": 1.0})],
    )
    assert [1040.0] * 3 == approx(purses(projection, "grants.grant.asked"))


def test_two_grants_each_take_income_for_their_own_share():
    # 0.6 and 0.4 of 520: asked 624 - 312 and 416 - 208
    grants = [grant(covers={"peer": 0.6}), grant("other", covers={"peer": 0.4})]
    projection = small(payers=HALF, grants=grants)
    assert 312.0 == approx(purses(projection, "grants.grant.asked")[0])
    assert 208.0 == approx(purses(projection, "grants.other.asked")[0])
    assert (520.0, 520.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)


# --- additive and matching ------------------------------------------------------------------------------------


def test_additive_income_leaves_the_ask_and_is_kept_while_nothing_needs_it():
    projection = small(payers=HALF, grants=[grant(program_income="additive")])
    assert (1040.0, 0.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection))
    assert [520.0, 1040.0, 1560.0] == approx(purses(projection, "grants.grant.income_balance"))
    assert [0.0] * 3 == approx(purses(projection, "reserve"))


def test_additive_income_pays_what_the_grant_leaves_of_positions_it_covers():
    # half covered: grant 520, income 260, own earnings 260
    projection = small(payers=HALF, grants=[grant(covers={"peer": 0.5}, program_income="additive")])
    assert (520.0, 260.0, 260.0, 0.0, 0.0, 0.0) == approx(sources(projection))


def test_the_income_balance_is_used_after_the_grants_end():
    # July puts 520 aside; August: 520 of it and 520 earned; September only 520 earned
    projection = small(payers=HALF, grants=[grant(end="2026-07", program_income="additive")])
    assert (0.0, 520.0, 520.0, 0.0, 0.0, 0.0) == approx(sources(projection, month=1))
    assert (0.0, 0.0, 520.0, 0.0, 0.0, 520.0) == approx(sources(projection, month=2))
    assert [520.0, 0.0, 0.0] == approx(purses(projection, "grants.grant.income_balance"))


def test_additive_income_pays_covered_positions_by_priority():
    # income 520 x 1 + 520 x 0.5 = 780; the first needs nothing; the second 1,040 - 520 of the grant: 520; 260 are kept
    # the second's other 260 are surplus, and join the reserve
    projection = small(
        payers=HALF,
        positions=[peer(), peer("second")],
        grants=[grant(covers={"peer": 1.0, "second": 0.5}, program_income="additive")],
    )
    assert (520.0, 520.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection, position="second"))
    assert 260.0 == approx(purses(projection, "grants.grant.income_balance")[0])
    assert 260.0 == approx(purses(projection, "reserve")[0])


def test_additive_income_that_does_not_suffice_goes_to_the_first_by_priority():
    # covered 0.25 each: income 130 + 130 = 260, all to the second seat, which comes first
    projection = small(
        payers=HALF,
        positions=[peer(priority=2), peer("second", priority=1)],
        grants=[grant(covers={"peer": 0.25, "second": 0.25}, program_income="additive")],
    )
    assert [0.0, 260.0] == approx([row(projection, position=p)["from_program_income"] for p in ("peer", "second")])


def test_additive_income_pays_no_position_outside_the_grant():
    # the second is not covered and may not bill: 1,040 missing while 520 are kept
    projection = small(
        payers={"medicaid": medicaid(2.5, requires="certified")},
        positions=[peer(credentials={"certified": "2020-01"}), peer("second")],
        grants=[grant(program_income="additive")],
    )
    assert (0.0, 0.0, 0.0, 0.0, 0.0, 1040.0) == approx(sources(projection, position="second"))
    assert 520.0 == approx(purses(projection, "grants.grant.income_balance")[0])


def test_additive_income_pays_the_shared_cost_of_a_covered_position():
    # the row carries 520 of the lead: grant 1,040, income 520
    projection = small(payers=HALF, positions=[peer(), lead()], grants=[grant(program_income="additive")])
    assert (1040.0, 520.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection))


def test_matching_income_is_used_as_additive_income_is():
    additive, matching = (
        small(payers=HALF, grants=[grant(covers={"peer": 0.5}, program_income=kind)])
        for kind in ("additive", "matching")
    )
    for month in range(3):
        assert sources(additive, month=month) == approx(sources(matching, month=month))


def test_an_additive_grant_that_pays_all_of_a_position_that_bills_is_warned_of():
    whole = small(payers=HALF, grants=[grant(program_income="additive")])
    part = small(payers=HALF, grants=[grant(covers={"peer": 0.5}, program_income="additive")])
    deductive = small(payers=HALF, grants=[grant()])
    idle = small(payers={"commercial": {"client_share": 1.0}}, grants=[grant(program_income="additive")])
    assert [1, 0, 0, 0] == [sum("last resort" in w for w in warned(p)) for p in (whole, part, deductive, idle)]


# --- not billed -----------------------------------------------------------------------------------------------


def test_a_grant_that_forbids_billing_brings_no_program_income():
    # 0.25 covered: 260 from the grant; three quarters of 1,040 earned pay the rest
    projection = small(grants=[grant(covers={"peer": 0.25}, program_income="not_billed")])
    assert (260.0, 0.0, 780.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)


def test_a_grant_that_forbids_all_billing_leaves_no_earnings():
    projection = small(grants=[grant(program_income="not_billed")])
    assert [0.0] * 3 == approx(by_month(projection, "earned"))
    assert (1040.0, 0.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection))


def test_beside_a_grant_that_forbids_billing_another_takes_its_share_of_what_is_left():
    # one forbids to bill half of 1,040: earned 520, all of it for the other's half: 520 x 0.5 / (1 - 0.5) = 520
    # the other is then asked for 520 - 520 = 0
    grants = [
        grant("first", covers={"peer": 0.5}, program_income="not_billed"),
        grant("grant", covers={"peer": 0.5}),
    ]
    projection = small(grants=grants)
    assert (520.0, 520.0, 0.0, 0.0, 0.0, 0.0) == approx(sources(projection), abs=1e-9)
    assert [0.0] * 3 == approx(purses(projection, "grants.grant.asked"))


def test_beside_a_grant_that_forbids_billing_part_of_the_rest_is_the_positions_own():
    # one forbids half: earned 520; the other covers a quarter: 520 x 0.25 / 0.5 = 260; asked 260 - 260 = 0
    # 520 + 260 + the position's own 260 = 1,040
    grants = [
        grant("first", covers={"peer": 0.5}, program_income="not_billed"),
        grant("grant", covers={"peer": 0.25}),
    ]
    assert (520.0, 260.0, 260.0, 0.0, 0.0, 0.0) == approx(sources(small(grants=grants)), abs=1e-9)


def test_earnings_of_a_position_no_grant_covers_are_its_own():
    grants = [grant(covers={"lead": 1.0})]
    assert [0.0] * 3 == approx(
        by_month(small(payers=HALF, positions=[peer(), lead()], grants=grants), "from_program_income")
    )
