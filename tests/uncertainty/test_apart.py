"""Chance and ignorance apart: checked where the parts are known, and on programs by the law of total variance."""

import numpy as np
import pytest

from model.draws import with_draws
from model.inputs.load import program_of
from model.inputs.numbers import Array
from model.projection import Projection
from model.uncertainty.apart import apart, in_words, spread, taken_apart
from tests.small import peer, tree

DRAWS = 4000
GENERATOR = np.random.default_rng(20)
INPUT, LUCK, OTHER = (GENERATOR.normal(size=DRAWS) for _ in range(3))
NOTHING = np.zeros(DRAWS)


def test_a_sum_of_input_and_luck_falls_apart_into_their_variances() -> None:
    # 3 x input + luck: variances 9 and 1, so that a tenth is chance
    found = apart(LUCK, 3 * INPUT, 3 * INPUT + LUCK, 3 * INPUT + OTHER)
    assert (1.0, 9.0) == pytest.approx((float(found.by_chance), float(found.by_ignorance)), rel=0.06)
    assert abs(float(found.chance_share) - 0.1) < 4 * float(found.chance_share_error) < 0.03
    assert (1.0, 9.0, 10.0) == pytest.approx(
        tuple(float(s.variance) for s in (found.chance, found.ignorance, found.both)), rel=0.06
    )


def test_a_product_has_parts_that_neither_alone_shows() -> None:
    # input x luck with a luck of mean 1: alone at input 0 chance does nothing, and ignorance alone has variance 1; of
    # both together the variance is E[input²] x 1 + 1, half of it by chance
    one, other = INPUT * (1 + LUCK), INPUT * (1 + OTHER)
    found = apart(NOTHING, INPUT, one, other)
    assert 0 == float(found.chance.variance)
    assert 0.5 == pytest.approx(float(found.chance_share), abs=4 * float(found.chance_share_error))
    assert 2 == pytest.approx(float(found.variance), rel=0.1)


def test_the_parts_add_up_to_the_whole_and_months_are_taken_apart_each() -> None:
    one, other = (np.stack([INPUT + luck, INPUT, luck], axis=1) for luck in (LUCK, OTHER))
    found = apart(one, one, one, other)
    whole = (one.var(axis=0, ddof=1) + other.var(axis=0, ddof=1)) / 2
    assert whole == pytest.approx(found.by_chance + found.by_ignorance)
    assert [0.5, 0, 1] == pytest.approx(found.chance_share.tolist(), abs=0.06)


def test_a_band_leaves_a_tenth_of_the_draws_on_either_side() -> None:
    found = spread(np.arange(101.0))
    # 0 … 100: mean 50, variance 101 x 102 / 12, error the root of 858.5 / 101
    assert (10, 50, 90, 50) == tuple(float(v) for v in (found.low, found.median, found.high, found.mean))
    assert (858.5, 2.915) == pytest.approx((float(found.variance), float(found.error)), abs=1e-3)


def test_what_is_never_reached_is_refused() -> None:
    with pytest.raises(ValueError, match="only finite results can be taken apart"):
        apart(LUCK, INPUT, np.where(LUCK > 2, np.inf, LUCK), OTHER)


def costs(p: Projection) -> dict[str, Array]:
    return {"wages": p.costs.wages.sum(axis=(1, 2)), "by_month": p.costs.wages.sum(axis=1)}


def test_a_programs_wages_by_the_law_of_total_variance() -> None:
    staffing = {"annual_turnover": 1.0, "months_vacant": 2.0}
    file = program_of(tree(months=12, positions=[peer(n) for n in "abcd"], staffing=staffing), "small.yaml")
    draws = 600
    turnover = np.random.default_rng(4).uniform(0.2, 1.8, draws)
    drawn = with_draws(file, {"staffing.annual_turnover": turnover})
    found = taken_apart(file.program, drawn, costs, seed=6, draws=draws)["wages"]
    # wages are a straight line in the seats, so that the mean over chance is the expected program of those inputs
    assert float(found.by_ignorance) == pytest.approx(float(found.ignorance.variance), rel=0.35)
    assert 0.5 < float(found.chance_share) < 1
    assert float(found.both.variance) == pytest.approx(float(found.variance), rel=0.1)


def test_without_ranges_all_is_chance_and_without_turnover_nothing_is() -> None:
    leaving = program_of(tree(months=6, staffing={"annual_turnover": 1.0, "months_vacant": 1.0}), "small.yaml")
    found = taken_apart(leaving.program, leaving.program, costs, seed=6, draws=200)
    assert (
        0,
        "Nearly all of the spread is chance, who leaves and when: knowing the inputs better would not narrow it.",
    ) == (
        float(found["wages"].ignorance.variance),
        in_words(found["wages"]),
    )
    assert 6 == len(found["by_month"].chance_share)
    staying = program_of(tree(), "small.yaml")
    rates = with_draws(staying, {"wage_floor": np.linspace(19, 25, 50)})
    found = taken_apart(staying.program, rates, costs, seed=6, draws=50)
    assert 0 == float(found["wages"].by_chance)
    assert "Nearly all of the spread comes from inputs that are not known: finding out would narrow it." == in_words(
        found["wages"]
    )


def test_the_words_name_both_parts_or_say_that_nothing_varies() -> None:
    assert (
        "About 50 % of the spread is chance, who leaves and when, and would remain if every input were known. The "
        "other 50 % comes from inputs that are not known, and finding out would narrow it."
    ) == in_words(apart(LUCK, INPUT, INPUT + LUCK, INPUT + OTHER))
    assert "Nothing that is drawn changes this result." == in_words(apart(NOTHING, NOTHING, NOTHING, NOTHING))
