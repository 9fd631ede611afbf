"""Chances belong to a name, a seed and a draw, and are spread evenly."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from model.uncertainty.correlation import Tie, possible, scores_matrix, tied
from model.uncertainty.sampling import chances

NAMES = [f"input {n}" for n in range(20)]


def test_the_first_power_of_two_draws_lie_one_in_each_equal_part() -> None:
    for name in NAMES:
        for number in (1, 8, 256):
            drawn = chances(name, draws=number, seed=7)
            assert list(range(number)) == sorted(np.floor(drawn * number).astype(int))


def test_a_latin_hypercube_has_one_draw_in_each_equal_part() -> None:
    drawn = chances("x", draws=100, seed=7, method="latin")
    assert list(range(100)) == sorted(np.floor(drawn * 100).astype(int))


def test_more_draws_leave_the_earlier_ones_as_they_are() -> None:
    whole = chances("x", draws=1000, seed=7)
    assert (whole[:100] == chances("x", draws=100, seed=7)).all()
    assert (whole[100:] == chances("x", draws=900, seed=7, start=100)).all()


def test_names_and_seeds_have_draws_of_their_own_that_say_nothing_of_one_another() -> None:
    drawn = np.stack([chances(name, draws=1024, seed=7) for name in NAMES] + [chances(NAMES[0], draws=1024, seed=8)])
    ranks = np.abs(spearmanr(drawn, axis=1).statistic - np.eye(len(drawn)))
    # of 210 independent pairs the greatest is about 3.4 standard errors of 1 / sqrt(1023)
    assert ranks.max() < 5 / np.sqrt(1023)


def test_these_very_draws_never_change() -> None:
    assert [0.448593148, 0.611397287, 0.165561575] == pytest.approx(chances("payers.medicaid.denial", draws=3, seed=1))


def test_nothing_lies_at_an_end() -> None:
    drawn = chances("x", draws=2**14, seed=0)
    assert 0 < drawn.min() and drawn.max() < 1


@pytest.mark.parametrize(
    "asked",
    [{"draws": 0}, {"seed": -1}, {"seed": 2**64}, {"method": "halton"}, {"method": "latin", "start": 4}, {"start": -1}],
)
def test_what_no_sample_can_be_made_of_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"needed|sobol"):
        chances("x", **{"draws": 8, "seed": 1, **asked})  # type: ignore[arg-type]


def test_a_tie_gives_the_rank_correlation_asked_for_and_leaves_others_alone() -> None:
    drawn = {name: chances(name, draws=4096, seed=3) for name in ("a", "b", "c")}
    found = tied(drawn, [Tie("a", "b", 0.6)])
    assert spearmanr(found["a"], found["b"]).statistic == pytest.approx(0.6, abs=0.02)
    assert (found["c"] == drawn["c"]).all()
    # each stays spread evenly from 0 to 1: mean 1/2 and variance 1/12
    assert (found["b"].mean(), found["b"].var()) == pytest.approx((0.5, 1 / 12), abs=0.01)


def test_correlations_that_contradict_one_another_are_not_possible() -> None:
    # a goes with b and b with c, so a cannot go against c
    ties = [Tie("a", "b", 0.6), Tie("b", "c", 0.6), Tie("a", "c", -0.6)]
    assert not possible(scores_matrix(["a", "b", "c"], ties))
    assert possible(scores_matrix(["a", "b", "c"], ties[:2]))
