"""Sobol indices, checked on Ishigami's function, whose shares of variance are known in closed form."""

import numpy as np
import pytest
from pytest import approx

from model.uncertainty.indices import design, in_words, indices

A, B = 7.0, 0.1


def ishigami(chances):
    x = np.pi * (2 * chances - 1)
    return {"y": np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])}


def closed_form():
    """Ishigami and Homma 1990: V1 = (1 + b pi^4/5)^2/2, V2 = a^2/8, V13 = b^2 pi^8 (1/18 - 1/50)."""
    first, second, both = (1 + B * np.pi**4 / 5) ** 2 / 2, A**2 / 8, B**2 * np.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + both
    return {"x1": (first / whole, (first + both) / whole), "x2": (second / whole,) * 2, "x3": (0.0, both / whole)}


@pytest.fixture(scope="module")
def found():
    return indices(ishigami, ["x1", "x2", "x3"], points=2048, seed=3)["y"]


def test_the_indices_are_those_of_the_closed_form(found):
    for index in found.inputs:
        first, total = closed_form()[index.name]
        assert index.first == approx(first, abs=0.02)
        assert index.total == approx(total, abs=0.02)


def test_the_intervals_hold_the_closed_form_and_narrow_with_more_points(found):
    few = {index.name: index for index in indices(ishigami, ["x1", "x2", "x3"], points=128, seed=3)["y"].inputs}
    for index in found.inputs:
        first, total = closed_form()[index.name]
        less = few[index.name]
        assert less.first_low - 0.05 <= first <= less.first_high + 0.05
        assert less.total_low - 0.05 <= total <= less.total_high + 0.05
        assert index.total_high - index.total_low < less.total_high - less.total_low


def test_the_largest_total_comes_first_and_the_runs_are_counted(found):
    assert [index.name for index in found.inputs] == ["x1", "x2", "x3"]
    assert (found.runs, found.points, found.seed) == (2048 * 5, 2048, 3)


def test_of_a_sum_the_shares_are_the_variances_and_first_and_total_agree():
    # of 3 u + 1 v, variances 9/12 and 1/12: nine tenths and one tenth
    found = indices(lambda u: {"y": 3 * u[:, 0] + u[:, 1]}, ["u", "v"], points=512, seed=1)["y"]
    assert [0.9, 0.1] == approx([index.first for index in found.inputs], abs=0.01)
    assert [0.9, 0.1] == approx([index.total for index in found.inputs], abs=0.01)


def test_where_nothing_varies_the_indices_are_nothing():
    found = indices(lambda u: {"y": np.full(len(u), 7.0)}, ["u"], points=8, seed=1)["y"]
    assert (found.variance, found.inputs[0].first, found.inputs[0].total_high) == (0.0, 0.0, 0.0)
    assert in_words(found, {}) == "No input that has a range moves this result."


def test_an_input_that_does_nothing_has_no_share_and_no_interval():
    found = indices(lambda u: {"y": u[:, 0]}, ["u", "nothing"], points=16, seed=1)["y"].inputs[1]
    assert [found.first, found.first_low, found.first_high, found.total, found.total_high] == approx([0.0] * 5)


def test_one_input_alone_has_all_of_the_spread():
    found = indices(lambda u: {"y": 2 * u[:, 0]}, ["u"], points=64, seed=1)["y"].inputs
    assert [one.name for one in found] == ["u"]
    assert (found[0].first, found[0].total) == approx((1.0, 1.0), abs=0.02)


def test_a_seed_has_one_answer_and_another_seed_another():
    assert (design(3, 16, 5) == design(3, 16, 5)).all()
    assert (design(3, 16, 5) != design(3, 16, 6)).any()


def test_the_mixed_points_differ_from_the_first_in_one_column_only():
    points = design(2, 4, 0)
    a, b, first, second = points.reshape(4, 4, 2)
    assert (first == np.stack([b[:, 0], a[:, 1]], axis=1)).all()
    assert (second == np.stack([a[:, 0], b[:, 1]], axis=1)).all()


def test_results_that_are_not_finite_and_odd_numbers_of_points_are_refused():
    with pytest.raises(ValueError, match=r"^only finite results have indices; count the months within the horizon"):
        indices(lambda u: {"y": np.full(len(u), np.inf)}, ["u"], points=4, seed=1)
    with pytest.raises(ValueError, match=r"^found 6 points: a power of 2 is needed$"):
        indices(ishigami, ["u"], points=6, seed=1)


def test_the_sentence_says_when_two_cannot_be_told_apart():
    clear = indices(lambda u: {"y": 3 * u[:, 0] + u[:, 1]}, ["u", "v"], points=512, seed=1)["y"]
    assert in_words(clear, {"u": "No-shows"}) == (
        "Most depends on no-shows: about 90 % of the spread would remain if everything else were known."
    )
    alike = indices(lambda u: {"y": u[:, 0] + u[:, 1]}, ["u", "v"], points=8, seed=1)["y"]
    assert in_words(alike, {"u": "Rent", "v": "Rent"}).endswith("; with so few draws, rent may matter as much.")
