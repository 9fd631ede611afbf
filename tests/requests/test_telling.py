"""Paragraphs, the grant a request becomes, the two budgets side by side, and what pays afterwards: by hand."""

import pytest

from model.requests.computing import budget_of
from model.requests.granting import as_grant
from model.requests.paragraphs import paragraphs
from model.requests.reconciling import reconciled
from model.requests.sf424a import sf424a
from model.requests.spending import shared_out, spending
from model.requests.sustaining import sustaining
from model.requests.sustaining_words import sustaining_paragraphs
from tests.requests.asking import asked, line, small_file
from tests.small import peer

HALF = {"personnel": [{"position": "peer", "effort": 0.5}], "program_income": {"method": "additive"}}


def test_the_paragraph_of_a_person_says_time_wage_and_arithmetic() -> None:
    file = small_file(positions=[peer(title="Peer", filled="new")])
    request = asked(
        file, objectives={"1": "Visits"}, **{**HALF, "personnel": [{**HALF["personnel"][0], "duties": "Visits"}]}
    )
    told = {p.id: p.text for p in paragraphs(file, budget_of(file, request))}
    text = told["personnel.peer"]
    assert text.startswith("Peer, 50 % of 12 hours a week. The wage is 20.00 dollars an hour. Pay follows our scale")
    assert "North Carolina" in text and "Duties: Visits. The position is new with this award." in text
    assert text.endswith("Year 1: 12 × 52 × 20 × 50 % × 12/12 = 6,240.")


def test_a_persons_wording_is_kept_and_stale_only_when_a_fact_has_changed() -> None:
    file = small_file()
    mark = next(iter(paragraphs(file, budget_of(file, asked(file, **HALF))))).fingerprint
    own = {"texts": {"personnel.peer": {"text": "Ours.", "facts": mark}}}
    same = paragraphs(file, budget_of(file, asked(file, **HALF, **own)))[0]
    assert (same.text, same.edited, same.stale) == ("Ours.", True, False)
    raised = small_file(ladders={"peer": {"steps": [21.0]}})
    changed = paragraphs(raised, budget_of(raised, asked(raised, **HALF, **own)))[0]
    assert (changed.text, changed.edited, changed.stale) == ("Ours.", True, True)
    assert "21.00 dollars an hour" in changed.written


def test_a_request_becomes_a_grant_that_covers_what_it_asks_for() -> None:
    # rent of 100 a month: half of it is half of all program costs; 6,240 + 600 = 6,840 and 10 % of it
    file = small_file(costs={"program_month": {"rent": 100}, "indirect_rate": 0.1})
    request = asked(
        file,
        **HALF,
        other=[{"id": "rent", "line": "rent", "share": 0.5}],
        indirect={"kind": "funder_cap", "rate": 0.1, "base": "total_direct"},
    )
    made = as_grant(file, request, budget_of(file, request))
    assert made.award[0].value == 7524  # type: ignore[index]
    assert made.covers["peer"].at(request.start) == 0.5
    assert (made.program_costs.value, made.indirect_rate.value) == (0.5, pytest.approx(0.1))
    assert (str(made.start), str(made.end), made.program_income) == ("2026-07", "2027-06", "additive")


def test_a_full_seat_reconciles_without_a_difference_and_an_empty_one_with_its_pay() -> None:
    file = small_file()
    [year] = reconciled(file, budget_of(file, asked(file, **HALF)))
    assert (year.request, year.projection, {d.cents for d in year.differences}) == (624000, 624000, {0})
    # the seat opens empty and is filled after a month on average: half of it in month 2, a half more in each after it
    vacant = small_file(positions=[peer(filled="vacant")], staffing={"months_vacant": 1})
    [year] = reconciled(vacant, budget_of(vacant, asked(vacant, **HALF)))
    empty = sum(0.5**month for month in range(12))  # months of an empty seat: 1 + 1/2 + 1/4 ...
    names = {d.name: d.cents for d in year.differences if d.cents}
    assert names == {"Empty seats, people who leave, cover and replacement; seats that end": round(-52000 * empty)}


def test_what_only_the_request_has_is_its_own_row() -> None:
    file = small_file()
    [year] = reconciled(file, budget_of(file, asked(file, **HALF, supplies=[line("kits", 10.4, 10)])))
    named = {d.name: d.cents for d in year.differences if d.cents}
    assert named == {"Lines that only the request has, typed there": -10400}


def test_the_projections_year_is_shown_by_fiscal_years() -> None:
    # July to December lie in the fiscal year of January 2026, six months of 520 in each
    file = small_file(fiscal_year_starts=1)
    [year] = reconciled(file, budget_of(file, asked(file, **HALF)))
    assert [(str(p.fiscal_year_start), p.cents) for p in year.fiscal] == [("2026-01", 312000), ("2027-01", 312000)]


def test_quarters_follow_the_expected_spending_and_add_up() -> None:
    # the seat opens in October: nothing, then three quarters of 1,560
    file = small_file(positions=[peer(start="2026-10")])
    made = budget_of(file, asked(file, **HALF))
    assert [grant for grant, _ in spending(file, made).quarters(0)] == [0, 1560, 1560, 1560]
    form = sf424a(made, spending(file, made))
    assert [form.amount(f"D.13.quarter {n}") for n in range(1, 5)] == [0, 1560, 1560, 1560]
    assert form.amount("B.7.1") == made.income[0] == 4680


def test_money_is_shared_out_to_the_dollar() -> None:
    import numpy as np

    assert shared_out(10, np.array([1.0, 1.0, 1.0])) == [3, 4, 3]
    assert sum(shared_out(101, np.zeros(12))) == 101


def test_after_the_award_each_seat_has_what_pays_it_and_what_is_missing() -> None:
    # half of 12,480 is left to pay; Medicaid earns half of 12,480 at 5 dollars a unit, half of that at 2.50
    file = small_file(payers={"medicaid": {"client_share": 1.0, "services": {"individual": {"rate": 2.5}}}}, months=36)
    after = [
        {"position": "peer", "source": "County", "status": "signed", "per_year": 1000},
        {"position": "peer", "source": "Bank", "status": "applied", "per_year": 2000, "chance": 0.25},
    ]
    made = budget_of(file, asked(file, **HALF, sustaining={"after": after, "step_down": 0.8}))
    plan = sustaining(file, made)
    [seat] = plan.positions
    assert (seat.left, seat.earns, seat.signed, seat.hoped) == pytest.approx((6240, 3120, 1000, 500))
    assert plan.gap == pytest.approx(6240 - 3120 - 1000 - 500)
    assert not plan.closes
    told = {p.id: p.text for p in sustaining_paragraphs(file, made, plan)}
    assert (
        "In the year after the award 1,620 dollars are not paid for by anything named here." in told["sustaining.gap"]
    )
    assert told["sustaining.step_down"] == "In year 1 the award pays 100 % of the whole project, and the plan is 80 %."
