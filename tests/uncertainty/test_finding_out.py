"""The value of finding out, checked on a decision between two actions that is linear in normal unknowns."""

import numpy as np
import pytest
from pytest import approx
from scipy.stats import norm

from model.uncertainty.finding_out import amount, asks, finding_out, in_words

N = 8192
RNG = np.random.default_rng(11)
X, Y, Z = RNG.standard_normal((3, N))


def gain(mean: float, sd: float) -> float:
    """E[max(0, U)] - max(0, E[U]) of a normal U: the loss function of a decision against doing nothing."""
    return float(sd * norm.pdf(mean / sd) + mean * norm.cdf(mean / sd) - max(0.0, mean))


def found(mean: float = 0.5, draws: int = N):
    act = mean + 2 * X[:draws] + 1 * Y[:draws]
    return finding_out({"keep": np.zeros(draws), "act": act}, {"x": X[:draws], "y": Y[:draws], "z": Z[:draws]}, seed=1)


@pytest.mark.parametrize("mean", [-1.0, 0.0, 0.5, 2.0])
def test_partial_and_perfect_information_are_worth_what_the_closed_form_says(mean):
    result = found(mean)
    worth = {w.name: w.value for w in result.inputs}
    # knowing x, the rest is on average 0: the act is worth mean + 2x, a normal of that mean and a deviation of 2
    assert worth["x"] == approx(gain(mean, 2.0), abs=0.03)
    assert worth["y"] == approx(gain(mean, 1.0), abs=0.03)
    assert result.all_known == approx(gain(mean, np.sqrt(5.0)), abs=0.03)


def test_what_says_nothing_is_worth_what_chance_shows_and_does_not_stand():
    result = found()
    nothing = next(w for w in result.inputs if w.name == "z")
    assert not nothing.stands
    assert nothing.value < nothing.by_chance + 3 * max(nothing.error, 1e-3)
    assert [w.name for w in result.inputs if w.stands] == ["x", "y"]


def test_with_few_draws_the_estimate_is_high_rather_than_low_and_says_by_how_much():
    few, many = found(2.0, draws=64), found(2.0)
    assert few.inputs[0].by_chance >= many.inputs[0].by_chance
    assert few.inputs[0].error > many.inputs[0].error


def test_knowing_one_thing_is_never_worth_more_than_knowing_all():
    result = found()
    assert all(w.value <= result.all_known + 2 * w.error for w in result.inputs)


def test_an_input_with_few_values_has_a_mean_for_each():
    # a coin: the act gains 3 or loses 1, so 1 on average; knowing, one gains 3 half of the time: 1.5
    coin = np.tile([0.0, 1.0], 32)
    result = finding_out({"keep": np.zeros(64), "act": 4 * coin - 1}, {"coin": coin}, seed=1)
    assert (result.best, result.means) == ("act", (0.0, 1.0))
    assert result.inputs[0].value == approx(0.5)
    assert result.all_known == approx(0.5)
    assert result.chance_best == (0.5, 0.5)


def test_where_one_action_is_always_best_nothing_is_worth_asking():
    result = finding_out({"keep": X, "cut": X - 1}, {"x": X}, seed=1)
    assert (result.all_known, result.inputs[0].value, result.chance_best) == (0.0, 0.0, (1.0, 0.0))
    assert in_words(result, {}, ("$", "$")) == (
        "No single unknown is worth asking for before deciding: 'keep' stays best."
    )


def test_a_gain_too_small_to_be_shown_sends_nobody_asking():
    result = finding_out({"keep": np.zeros(N), "act": 0.02 * X}, {"x": X}, seed=1)
    assert result.inputs[0].stands
    assert in_words(result, {}, ("position-month", "position-months")) == (
        f"No single unknown is worth asking for before deciding: {result.best!r} stays best."
    )


def test_the_sentence_says_whom_to_ask_for_what_and_what_it_gains():
    result = finding_out({"keep": np.zeros(N), "act": 2000 * X}, {"payers.medicaid.denial": X}, seed=1)
    # 2,000 x 0.3989 = 798
    said = in_words(result, {"payers.medicaid.denial": "Claims denied (medicaid)"}, ("$", "$"))
    assert said.startswith("Ask your billing office for this first: claims denied (medicaid). Knowing it would gain")


def test_who_knows_what():
    assert asks("staffing.annual_turnover") == "whoever keeps the personnel files"
    assert asks("renewal of opioid-response") == "the grant's program officer"
    assert asks("the rate bill") == "whoever decides it"
    assert (amount(1234.4, ("$", "$")), amount(1.0, ("month", "months"))) == ("$1,230", "1.0 month")
