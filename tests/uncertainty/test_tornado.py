"""Tornado: one unknown at a time over its range, in dollars and in months, on the real model."""

import pytest
from pytest import approx

from model.guesses import inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.load import program_of
from model.projection import project
from model.uncertainty.tornado import in_words, measured, tornado, unknown
from tests.random_programs import random_program
from tests.small import medicaid, peer, tree

NUMBERS = load_assumptions()


def found(**changes):
    file = program_of(tree(**changes), "small.yaml")
    return tornado(file, unknown(inputs_of(file, NUMBERS)))


def test_a_rates_range_moves_the_money_and_the_runway_by_hand():
    # 208 units at 4 to 6 dollars: 208 short or 208 over a month, three months, on a reserve of 300
    payers = {"medicaid": medicaid({"value": 5, "low": 4, "high": 6})}
    result = found(payers=payers, reserve={"opening": 300})
    (bar,) = result.bars
    assert result.base == approx({"money": 300.0, "runway": 3.0, "sustained": 3.0})
    assert bar.ends["money"] == approx((-624.0, 624.0))
    # at 4 the reserve pays 208, then 92 of 208: the gap begins in the second month, so the runway is 1 instead of 3
    assert bar.ends["runway"] == approx((-2.0, 0.0))
    assert bar.ends["sustained"] == approx((-3.0, 0.0))
    assert in_words(result) == (
        "Rate (medicaid, individual) alone moves what is left at the end, less what is still unpaid: -$324 at the low "
        "end of its range, $924 at the high end."
    )


def test_a_gap_that_was_repaid_is_not_counted_against_what_is_left():
    # 208 short, then 208 over, which repays it, then 208 over, which is left: 1,040 x 3 paid for by 3,328 earned
    rates = {"values": [{"from": "2026-07", "value": 4}, {"from": "2026-08", "value": 6}]}
    projection = project(program_of(tree(payers={"medicaid": medicaid(rates)}), "small.yaml").program)
    assert measured(projection)["money"] == approx(208.0)


def test_where_seats_end_for_lack_of_money_the_sentence_says_what_that_does():
    # 416 of 1,040 are earned. With nothing raised 624 is unpaid in the month in which the seat ends; with 520 raised
    # 104 is, and the next two months' 520 repay it and leave 936
    raised = {"per_month": {"value": 520, "low": 0, "high": 520}}
    changes = {"payers": {"medicaid": medicaid(2)}, "fundraising": raised, "when_unfunded": "end", "grace_months": 1}
    said = in_words(found(**changes))
    assert said == (
        "Fundraising a month alone moves what is left at the end, less what is still unpaid: -$624 at the low end of "
        "its range, $936 at the high end. Seats end here when money is short, so less money can leave less unpaid: "
        "they end sooner."
    )


def test_of_two_the_larger_comes_first_and_each_measure_has_its_own_order():
    payers = {"medicaid": medicaid({"value": 5, "low": 4.9, "high": 5}, denial={"value": 0, "low": 0, "high": 0.5})}
    result = found(payers=payers, reserve={"opening": 5000})
    assert [bar.input.path for bar in result.ranked("money")] == [
        "payers.medicaid.denial",
        "payers.medicaid.services.individual.rate",
    ]
    assert result.ranked("runway") == ()


def test_a_distribution_by_name_is_moved_to_its_ends_and_one_without_ends_over_its_80_percent_band():
    # a normal of 5 and 0.5, cut at nothing: 5 - 1.2816 x 0.5 = 4.3592; 208 x 0.64078 x 3 months = 399.84
    rate = {"value": 5, "distribution": "normal", "sd": 0.5, "low": 0}
    (bar,) = found(payers={"medicaid": medicaid(rate)}, reserve={"opening": 1000}).bars
    assert bar.ends["money"] == approx((-399.84, 399.84), abs=0.01)
    # a beta of mean 0.2 worth 15 has a deviation of sqrt(0.16/16) = 0.1: denials of 0.07184 to 0.32816, of 3,120
    denial = {"value": 0.2, "distribution": "beta", "concentration": 15}
    (bar,) = found(payers={"medicaid": medicaid(denial=denial)}, reserve={"opening": 3000}).bars
    assert bar.ends["money"] == approx((399.84, -399.84), abs=0.01)
    rate = {
        "value": 5,
        "distribution": "discrete",
        "outcomes": [{"value": 4, "probability": 0.5}, {"value": 5, "probability": 0.5}],
    }
    (bar,) = found(payers={"medicaid": medicaid(rate)}, reserve={"opening": 1000}).bars
    assert bar.ends["money"] == approx((-624.0, 0.0))


def test_where_an_end_leaves_no_program_the_bar_says_so_and_the_others_stand():
    time = {"supervision_hours_per_week": {"value": 1, "low": 0, "high": 2}}
    shares = {
        "medicaid": medicaid(client_share=0.7),
        "other": {"client_share": {"value": 0.3, "low": 0.1, "high": 0.5}},
    }
    result = found(payers=shares, time=time)
    assert [bar.note for bar in result.still] == ["at an end of its range the program no longer holds together"]
    assert len(result.ranked("money")) == 1


def test_without_ranges_there_is_nothing_to_move_unless_the_assumptions_ranges_are_taken():
    file = program_of(tree(staffing={"annual_turnover": 0.33, "months_vacant": 1.0}), "small.yaml")
    inputs = inputs_of(file, NUMBERS)
    assert tornado(file, unknown(inputs)).bars == ()
    assert in_words(tornado(file, unknown(inputs))) == "No input of this program has a range."
    assert "staffing.annual_turnover" in [bar.input.path for bar in tornado(file, unknown(inputs, offered=True)).bars]


def test_progress_is_told_to_the_end():
    told: list[float] = []
    file = program_of(tree(positions=[peer(hours_per_week={"value": 12, "low": 10, "high": 14})]), "small.yaml")
    tornado(file, unknown(inputs_of(file, NUMBERS)), told.append)
    assert told[-1] == approx(1.0)


@pytest.mark.parametrize("seed", range(6))
def test_random_programs_are_moved_over_the_ranges_offered(seed: int):
    file = program_of(random_program(seed), "random.yaml")
    result = tornado(file, unknown(inputs_of(file, NUMBERS), offered=True))
    assert all(
        0 <= result.base["runway"] + end <= file.program.months + 1e-9
        for b in result.ranked("money")
        for end in b.ends["runway"]
    )
