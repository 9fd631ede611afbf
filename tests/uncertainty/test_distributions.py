"""Every distribution against its closed form, and as files write it."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from pydantic import ValidationError

from model.inputs.distribution import Distribution
from model.inputs.spec import Spec
from model.uncertainty.distributions import at_chances, moments

DOLLARS, SHARE = Spec(unit="dollars"), Spec(unit="share", high=1)
Z = NormalDist()


def read(spec: Spec, **said: object) -> Distribution:
    spread = spec.read(said).entries[0].spread
    assert spread is not None
    return spread


def at(spread: Distribution, chance: float) -> float:
    return float(at_chances(spread, np.array([chance]))[0])


def test_pert_has_the_mean_of_malcolm_and_stays_between_its_ends() -> None:
    # (10 + 4 x 12 + 20) / 6 = 13; variance (13 - 10)(20 - 13) / 7 = 3
    spread = read(DOLLARS, value=12, low=10, high=20)
    assert moments(spread) == pytest.approx((13.0, math.sqrt(3.0)))
    assert (10.0, 20.0) == (at(spread, 0.0), at(spread, 1.0))


def test_a_symmetric_pert_has_the_quantiles_of_its_polynomial() -> None:
    # on 0 to 1 with mode 1/2 it is Beta(3, 3): F(x) = 10 x^3 - 15 x^4 + 6 x^5
    spread = read(SHARE, value=0.5, low=0, high=1)
    for chance in (0.1, 0.25, 0.5, 0.9):
        x = at(spread, chance)
        assert 10 * x**3 - 15 * x**4 + 6 * x**5 == pytest.approx(chance)


def test_triangular_has_the_quantiles_of_its_two_parabolas() -> None:
    # left of the mode x = low + sqrt(u (high - low)(mode - low)), right of it likewise from above
    spread = read(DOLLARS, value=12, low=10, high=20, distribution="triangular")
    assert at(spread, 0.1) == pytest.approx(10 + math.sqrt(0.1 * 10 * 2))
    assert at(spread, 0.9) == pytest.approx(20 - math.sqrt(0.1 * 10 * 8))
    assert moments(spread)[0] == pytest.approx(14.0)


def test_uniform_is_a_straight_line() -> None:
    spread = read(DOLLARS, value=12, low=10, high=20, distribution="uniform")
    assert [at(spread, 0.25), at(spread, 0.5)] == pytest.approx([12.5, 15.0])
    assert moments(spread) == pytest.approx((15.0, 10 / math.sqrt(12)))


def test_a_cut_normal_is_the_normal_given_that_it_lies_inside() -> None:
    # chances between F(low) and F(high) of the uncut one; nothing gathers at the ends
    spread = read(DOLLARS, value=12, sd=3, low=10, high=20, distribution="normal")
    below, above = Z.cdf(-2 / 3), Z.cdf(8 / 3)
    for chance in (0.001, 0.3, 0.999):
        assert at(spread, chance) == pytest.approx(12 + 3 * Z.inv_cdf(below + chance * (above - below)))
    pdf = Z.pdf(-2 / 3) - Z.pdf(8 / 3)
    assert moments(spread)[0] == pytest.approx(12 + 3 * pdf / (above - below))


def test_lognormal_has_its_median_and_lies_between_its_ends_with_the_chance_said() -> None:
    spread = read(DOLLARS, value=60, low=40, high=90, distribution="lognormal")
    assert [at(spread, 0.1), at(spread, 0.5), at(spread, 0.9)] == pytest.approx([40, 60, 90])
    sigma = math.log(1.5) / Z.inv_cdf(0.9)
    assert moments(spread)[0] == pytest.approx(60 * math.exp(sigma**2 / 2))
    wider = read(DOLLARS, value=60, high=90, within=0.9, distribution="lognormal")
    assert [at(wider, 0.05), at(wider, 0.95)] == pytest.approx([40, 90])


def test_beta_by_mean_or_by_mode() -> None:
    # mean 0.2 worth 40: Beta(8, 32), variance 0.2 x 0.8 / 41
    assert moments(read(SHARE, value=0.2, concentration=40, distribution="beta")) == pytest.approx(
        (0.2, math.sqrt(0.16 / 41))
    )
    # mode 0.2 worth 42: Beta(9, 33), mean 9 / 42
    assert moments(read(SHARE, value=0.2, mode=0.2, concentration=42, distribution="beta"))[0] == pytest.approx(9 / 42)


def test_discrete_takes_each_value_with_its_probability() -> None:
    outcomes = [{"value": 20, "probability": 0.75}, {"value": 18, "probability": 0.25}]
    spread = read(DOLLARS, value=20, distribution="discrete", outcomes=outcomes)
    assert [18, 18, 20, 20] == at_chances(spread, np.array([0.0, 0.249, 0.25, 0.999])).tolist()
    assert moments(spread) == pytest.approx((19.5, math.sqrt(0.75)))


@pytest.mark.parametrize("factor", [0.5, 3.0])
@pytest.mark.parametrize(
    "said",
    [
        {"value": 12, "low": 10, "high": 20},
        {"value": 12, "low": 10, "high": 20, "distribution": "triangular"},
        {"value": 12, "low": 10, "high": 20, "distribution": "uniform"},
        {"value": 12, "sd": 3, "low": 10, "high": 20, "distribution": "normal"},
        {"value": 12, "high": 20, "distribution": "lognormal"},
        {"value": 12, "low": 10, "high": 20, "concentration": 9, "distribution": "beta"},
        {"value": 12, "distribution": "discrete", "outcomes": [{"value": 12, "probability": 1}]},
    ],
)
def test_a_scenario_that_scales_a_number_scales_its_range(said: dict[str, object], factor: float) -> None:
    number = DOLLARS.read(said)
    before, after = number.entries[0].spread, number.scaled(factor, None).entries[0].spread
    assert before is not None and after is not None
    chances = np.linspace(0.05, 0.95, 7)
    assert at_chances(after, chances) == pytest.approx(factor * at_chances(before, chances))


REFUSED = {
    "above its bounds": (
        SHARE,
        {"value": 0.8, "low": 0.7, "high": 1.2},
        ["found 1.2; a number from 0 to 1 is needed (share)"],
    ),
    "never cut": (
        SHARE,
        {"value": 0.2, "sd": 0.1, "distribution": "normal"},
        [
            "a normal distribution that reaches without end; a number from 0 to 1 is needed (share): give it ends that "
            "stay inside, or another distribution"
        ],
    ),
    "a name nobody knows": (
        DOLLARS,
        {"value": 5, "distribution": "trianglar", "low": 1, "high": 9},
        [
            "found 'trianglar'; one of pert, triangular, uniform, normal, lognormal, beta, discrete is needed; did you "
            "mean 'triangular'?"
        ],
    ),
    "several at once": (
        DOLLARS,
        {"value": 5, "distribution": "uniform", "low": 1, "sd": 2},
        [
            "`sd` of a uniform distribution; it has low, high",
            "a uniform distribution without `high`; give `high`",
        ],
    ),
    "a lognormal that is none": (
        DOLLARS,
        {"value": 60, "low": 40, "high": 100, "distribution": "lognormal"},
        ["40 and 100 around a median of 60; a lognormal from 36 to 100 has it: leave one end out, or take a pert"],
    ),
    "probabilities that are no whole": (
        DOLLARS,
        {"value": 5, "distribution": "discrete", "outcomes": [{"value": 5, "probability": 0.5}]},
        ["probabilities that add up to 0.5; they must add up to 1"],
    ),
    "parameters without a name": (
        DOLLARS,
        {"value": 5, "low": 1, "sd": 2},
        ["unknown key 'sd'; a dated value knows value, from, low, high, distribution, annual_change"],
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_range_is_refused_with_a_sentence_for_each_mistake(case: str) -> None:
    spec, said, expected = REFUSED[case]
    with pytest.raises(ValidationError) as refused:
        spec.read(said)
    assert expected == [error["msg"] for error in refused.value.errors()]
