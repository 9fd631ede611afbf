"""People that only the request knows are missing after the award too, and the plan says so."""

import pytest

from model.requests.computing import budget_of
from model.requests.sustaining import sustaining
from model.requests.sustaining_words import sustaining_paragraphs
from tests.requests.asking import asked, line, small_file, typed

BENEFITS = {"components": [{"name": "FICA", "share_of_wages": 0.1}]}


def made(**changes: object):
    file = small_file(benefits=BENEFITS, costs={"indirect_rate": 0.15})
    found = budget_of(file, asked(file, program_income={"method": "not_billed"}, **changes))
    plan = sustaining(file, found)
    return found, plan, {each.id: each.text for each in sustaining_paragraphs(file, found, plan)}


def test_typed_staff_must_be_paid_after_the_award_and_the_plan_does_not_close() -> None:
    # half of 30,000 with 10 % fringe is 16,500; 15 % indirect of the program makes 18,975; 3 % more after the year
    _, plan, told = made(cost_of_living=0.03, personnel=[typed("Night peer", 30000, 0.5)])
    [peer] = plan.positions
    assert (peer.title, peer.fte, peer.earns) == ("Night peer", 0.5, 0.0)
    assert peer.cost == pytest.approx((18975.0, 19544.25))
    assert peer.share == pytest.approx((16500 / 18975,))  # the award pays no indirect
    assert (plan.closes, plan.printed_gap) == (False, 19544)
    assert "19,544 dollars are not paid for" in told["sustaining.gap"]
    assert "0.5 full-time seats" in told["sustaining.continues"]


def test_staff_paid_by_match_or_not_in_the_last_year_are_not_missing() -> None:
    _, plan, _ = made(years=2, personnel=[typed("A", 30000, 0.5, paid_by="cash"), typed("B", 30000, [1.0, 0.0])])
    assert plan.positions == ()
    assert plan.closes


def test_other_typed_costs_are_said_to_end_with_the_award() -> None:
    kits = [line("kits", 40, 10, title="Kits"), line("laptop", 900, [1, 0]), line("room", 50, 12, paid_by="cash")]
    _, _, told = made(years=2, supplies=kits)
    ends = "What only this request pays ends with it, 400 dollars in its last year: Kits."
    assert ends in told["sustaining.continues"]


def test_a_seat_that_match_pays_is_not_the_awards_to_leave() -> None:
    _, plan, _ = made(personnel=[{"position": "peer", "effort": 0.5, "paid_by": "in_kind"}])
    assert plan.positions == ()
    _, plan, _ = made(
        personnel=[
            {"position": "peer", "effort": 0.5},
            {"id": "m", "position": "peer", "effort": 0.5, "paid_by": "cash"},
        ]
    )
    # half of 12,480 with 10 % fringe and 15 % indirect
    assert [each.left for each in plan.positions] == [pytest.approx(0.5 * 12480 * 1.1 * 1.15)]
