"""Grants: model.md, section 7. The peer's direct cost is 1,040 dollars a month, the lead's 520."""

import pytest
from pytest import approx

from model.awards import awards, could_match
from tests.small import UNPAID, by_month, grant, lead, peer, purse, purses, row, small, warned


def asked_and_paid(*grants, months=3, **changes):
    """What the first grant is asked for and pays, month after month."""
    projection = small(months=months, payers=UNPAID, grants=list(grants), **changes)
    return purses(projection, "grants.grant.asked"), purses(projection, "grants.grant.paid")


def test_a_grant_is_asked_for_its_share_of_direct_cost():
    asked, paid = asked_and_paid(grant(covers={"peer": 0.4}))
    assert [416.0] * 3 == approx(asked)
    assert [416.0] * 3 == approx(paid)


def test_a_grant_is_asked_for_its_share_of_program_costs():
    # 0.25 of 1,000 and nothing else
    asked, _ = asked_and_paid(grant(covers={}, program_costs=0.25), costs={"program_month": {"rent": 1000}})
    assert [250.0] * 3 == approx(asked)


def test_a_grant_pays_its_own_indirect_on_what_it_is_asked_for():
    # (1,040 + 0.25 x 1,000) x 1.1 = 1,419, while the program's rate is 0.15
    asked, _ = asked_and_paid(
        grant(program_costs=0.25, indirect_rate=0.1), costs={"program_month": {"rent": 1000}, "indirect_rate": 0.15}
    )
    assert [1419.0] * 3 == approx(asked)


def test_a_grant_pays_no_indirect_on_excluded_lines():
    # half of 1,040 and of 100 for the phone, which carries none: 520 x 1.1 + 50; 0.25 of the rent without: 250
    costs = {
        "per_position_month": {"phone": 100},
        "program_month": {"rent": 1000},
        "indirect_rate": 0.1,
        "indirect_excludes": ["phone", "rent"],
    }
    asked, _ = asked_and_paid(grant(covers={"peer": 0.5}, program_costs=0.25, indirect_rate=0.1), costs=costs)
    assert 572.0 + 50.0 + 250.0 == approx(asked[0])


def test_a_share_may_be_dated():
    covers = {"peer": [{"from": "2026-07", "value": 1.0}, {"from": "2026-09", "value": 0.5}]}
    assert [1040.0, 1040.0, 520.0] == approx(asked_and_paid(grant(covers=covers))[1])


def test_a_grant_is_asked_only_from_its_start_to_its_end():
    asked, paid = asked_and_paid(grant(start="2026-08", end="2026-09"), months=4)
    assert [0.0, 1040.0, 1040.0, 0.0] == approx(asked)
    assert [0.0, 1040.0, 1040.0, 0.0] == approx(paid)


@pytest.mark.parametrize(
    ("award", "paid"),
    [(4000, [1040, 1040, 1040]), (3120, [1040, 1040, 1040]), (1500, [1040, 460, 0])],
    ids=["below", "at", "above"],
)
def test_a_grant_pays_what_is_left_of_its_award(award, paid):
    projection = small(payers=UNPAID, grants=[grant(award=[award])])
    assert [1040.0] * 3 == approx(purses(projection, "grants.grant.asked"))
    assert paid == approx(purses(projection, "grants.grant.paid"))
    left = [award - sum(paid[: m + 1]) for m in range(3)]
    assert left == approx(purses(projection, "grants.grant.left"), abs=1e-9)
    assert [1040 - p for p in paid] == approx(by_month(projection, "gap"), abs=1e-9)


def test_an_award_that_does_not_suffice_scales_all_parts_alike():
    # asked 1,040 + 520 + 520 of rent = 2,080; half of it is left: 520, 260, and 260 spread 2 to 1
    projection = small(
        payers=UNPAID,
        positions=[peer(), peer("half", hours_per_week=6)],
        costs={"program_month": {"rent": 520}},
        grants=[grant(award=[1040], covers={"peer": 1.0, "half": 1.0}, program_costs=1.0)],
    )
    assert 520.0 + 260.0 * 2 / 3 == approx(row(projection)["from_grants"])
    assert 260.0 + 260.0 / 3 == approx(row(projection, position="half")["from_grants"])


def test_an_award_that_runs_out_is_warned_of_with_what_even_spending_would_have_been():
    # 1,500 for three months: 500 a month; 1,620 of 3,120 are asked in vain
    said = [w for w in warned(small(payers=UNPAID, grants=[grant(award=[1500])])) if "'grant' runs out" in w]
    assert 1 == len(said)
    assert "August 2026" in said[0]
    assert "$500 a month" in said[0]
    assert "$1,620 less" in said[0]


def test_an_award_that_starts_mid_year_has_budget_years_from_its_own_start():
    # from September 2026 (month 2): 1,040 + 460 of 1,500; from September 2027 (month 14) 1,040 + 1,040 of 2,500
    asked, paid = asked_and_paid(grant(start="2026-09", end="2028-08", award=[1500, 2500]), months=18)
    assert [0.0] * 2 + [1040.0] * 16 == approx(asked)
    assert [0, 0, 1040, 460] + [0] * 10 + [1040, 1040, 420, 0] == approx(paid, abs=1e-9)


def test_one_number_is_the_award_of_each_budget_year():
    _, paid = asked_and_paid(grant(end="2028-06", award=1500), months=14)
    assert [1040, 460] + [0] * 10 + [1040, 460] == approx(paid, abs=1e-9)


def test_the_award_of_each_year_may_be_dated():
    award = [{"from": "2026-07", "value": 1500}, {"from": "2027-07", "value": 2000}]
    _, paid = asked_and_paid(grant(end="2028-06", award=award), months=14)
    assert [1040, 460] + [0] * 10 + [1040, 960] == approx(paid, abs=1e-9)


def test_the_award_of_each_year_may_grow():
    # 1,500 x 1.1 = 1,650 in the second budget year
    _, paid = asked_and_paid(grant(end="2028-06", award={"value": 1500, "annual_change": 0.1}), months=14)
    assert [1040, 460] + [0] * 10 + [1040, 610] == approx(paid, abs=1e-9)


def left(carryover):
    """What is left of an award of 2,000, then 1,000, asked for 104 a month, in months 11 and 12."""
    given = grant(end="2028-06", award=[2000, 1000], covers={"peer": 0.1}, carryover=carryover)
    projection = small(months=13, payers=UNPAID, grants=[given])
    return [purse(projection, month=m)["grants"]["grant"]["left"] for m in (11, 12)]


def test_unspent_money_of_a_budget_year_lapses():
    # 2,000 - 1,248 = 752; then 1,000 - 104
    assert [752.0, 896.0] == approx(left(carryover=False))


def test_with_carryover_unspent_money_passes_to_the_next_year():
    # 752 + 1,000 - 104
    assert [752.0, 1648.0] == approx(left(carryover=True))


def test_with_carryover_nothing_is_left_after_the_grants_end():
    projection = small(payers=UNPAID, grants=[grant(end="2026-08", carryover=True)])
    assert [100_000 - 1040, 100_000 - 2080] == approx(purses(projection, "grants.grant.left")[:2])
    assert 0.0 == approx(purses(projection, "grants.grant.paid")[2])


def test_a_grant_under_way_has_spent_part_of_its_budget_year():
    # January 2026: 3,000 - 2,000 = 1,000 left in July; January 2027 (month 6): 2,000: 1,040 + 960
    given = grant(start="2026-01", end="2027-12", award=[3000, 2000], spent_at_start=2000)
    _, paid = asked_and_paid(given, months=9)
    assert [1000, 0, 0, 0, 0, 0, 1040, 960, 0] == approx(paid, abs=1e-9)


def test_money_carried_in_adds_to_the_budget_year_under_way():
    # 3,000 + 500 - 2,000 = 1,500: 1,040 + 460
    given = grant(start="2026-01", end="2026-12", award=[3000], spent_at_start=2000, carried_in=500)
    assert [1040, 460, 0] == approx(asked_and_paid(given)[1], abs=1e-9)


def test_money_carried_in_and_not_spent_lapses_like_the_rest():
    # 104 a month: July to December 624 of 10,500; January has 1,000 and no more
    given = grant(
        start="2026-01", end="2027-12", award=[10_000, 1000], covers={"peer": 0.1}, carried_in=500, spent_at_start=0
    )
    projection = small(months=7, payers=UNPAID, grants=[given])
    assert [10_500 - 624.0, 1000 - 104.0] == approx(purses(projection, "grants.grant.left")[5:])


def test_a_later_budget_year_may_be_under_way():
    # from January 2025: the second year, 1,500, of which 460 are spent
    given = grant(start="2025-01", end="2026-12", award=[9000, 1500], spent_at_start=460)
    assert [1040, 0, 0] == approx(asked_and_paid(given)[1], abs=1e-9)


def test_a_budget_year_may_begin_with_the_program():
    # from July 2025: July 2026 opens the second year
    given = grant(start="2025-07", end="2027-06", award=[9000, 1500])
    assert [1040, 460, 0] == approx(asked_and_paid(given)[1], abs=1e-9)


def test_a_grant_that_ended_before_the_program_pays_nothing():
    asked, paid = asked_and_paid(grant(start="2024-01", end="2026-06", award=[9000, 9000, 9000]))
    assert [0.0] * 3 == approx(asked)
    assert [0.0] * 3 == approx(paid)


def test_a_renewal_is_for_draws_and_changes_nothing_in_a_plain_projection():
    renewal = {"probability": 1.0, "months": 12, "award": 9000}
    asked, paid = asked_and_paid(grant(end="2026-07", renewal=renewal))
    assert [1040.0, 0.0, 0.0] == approx(asked)
    assert [1040.0, 0.0, 0.0] == approx(paid)


def test_a_last_budget_year_may_be_short():
    # 18 months: the second award is for the last six
    given = grant(end="2027-12", award=[100_000, 1500])
    _, paid = asked_and_paid(given, months=19)
    assert [1040] * 12 + [1040, 460, 0, 0, 0, 0, 0] == approx(paid, abs=1e-9)


def test_what_a_grant_pays_toward_the_lead_lowers_shared_cost_as_it_is_spread():
    # half of 520: 260, a third to 12 hours, two thirds to 24
    projection = small(
        payers=UNPAID,
        positions=[peer(), peer("full", hours_per_week=24), lead()],
        grants=[grant(covers={"lead": 0.5})],
    )
    assert [260 / 3, 520 / 3] == approx([row(projection, position=p)["from_grants"] for p in ("peer", "full")])
    assert 0.0 == row(projection, position="lead")["from_grants"]


def test_what_a_grant_pays_toward_program_costs_goes_to_the_programs_row_where_it_carries_them():
    projection = small(
        payers=UNPAID,
        positions=[peer(start="2026-08")],
        costs={"program_month": {"rent": 1000}},
        grants=[grant(covers={}, program_costs=0.4)],
    )
    assert 400.0 == approx(row(projection, position="(program)")["from_grants"])
    assert 400.0 == approx(row(projection, month=1)["from_grants"])


def test_two_grants_may_share_a_position():
    grants = [grant("grant", covers={"peer": 0.6}), grant("other", covers={"peer": 0.4})]
    projection = small(payers=UNPAID, grants=grants)
    assert (624.0, 416.0) == approx(tuple(purse(projection)["grants"][g]["paid"] for g in ("grant", "other")))
    assert 1040.0 == approx(row(projection)["from_grants"])


def test_the_covered_share_is_what_the_award_can_pay_of_the_ask():
    # 520 left of an ask of 1,040: half covered, so half of 208 units are not billed; then nothing is covered
    projection = small(grants=[grant(award=[520], program_income="not_billed")])
    assert [104.0, 0.0, 0.0] == approx(by_month(projection, "units.not_billed"))


def test_the_covered_share_counts_the_share_of_the_position():
    # half of 1,040 asked, of which 260 can be paid: 0.5 x 0.5
    projection = small(grants=[grant(award=[260], covers={"peer": 0.5}, program_income="not_billed")])
    assert [52.0, 0.0, 0.0] == approx(by_month(projection, "units.not_billed"))


def test_the_match_is_the_non_federal_share_of_the_whole_project():
    # 1,040 x 0.2 / 0.8 = 260
    projection = small(payers=UNPAID, grants=[grant(match_rate=0.2)])
    assert [260.0] * 3 == approx(purses(projection, "grants.grant.match_needed"))


def test_a_match_that_nothing_could_make_up_is_warned_of():
    # 780 needed over three months; earnings 3 x 1,040 suffice, nothing does not
    earning, idle = small(grants=[grant(match_rate=0.2)]), small(payers=UNPAID, grants=[grant(match_rate=0.2)])
    assert [0, 1] == [sum("match for 'grant' comes to $780" in w for w in warned(p)) for p in (earning, idle)]


@pytest.mark.parametrize(("given", "warns"), [(259.0, 1), (260.0, 0), (261.0, 0)], ids=["below", "at", "above"])
def test_contracts_and_fundraising_could_make_up_a_match(given, warns):
    # 260 a month needed
    projection = small(payers=UNPAID, grants=[grant(match_rate=0.2)], fundraising={"per_month": given})
    assert warns == sum("match for" in w for w in warned(projection))


def test_awards_are_summed_up_by_grant():
    # 1,040 asked in each of 3 months of 1,500: 580 + 1,040 unpaid; 1,500 / 3 a month would have lasted
    projection = small(months=3, payers=UNPAID, grants=[grant(award=[1500], end="2026-09", match_rate=0.2)])
    (award,) = awards(projection)
    assert ("grant", "2026-08") == (award.grant, str(award.runs_out))
    assert [500.0, 1620.0] == approx([award.even_spending, award.unpaid])
    assert 375.0 == approx(award.match_needed)  # 1,500 x 0.2 / 0.8
    assert 0.0 == could_match(projection)
