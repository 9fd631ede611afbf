"""Standards: amounts that grow, rows of the tables carried to the year, parity, refusals."""

import numpy as np
import pytest

from model.inputs.assumptions import load_assumptions
from model.inputs.months import Month
from model.questions.solving import QuestionError
from model.questions.standards import (
    Amount,
    Competitor,
    JobCodeParity,
    LadderSteps,
    LivingWage,
    MarketPercentile,
    Standard,
    Target,
    target_of,
)
from tests.questions.given import small_file

START = Month.of("2026-07")
GROWTH = 1.036  # pay.outside_growth


def target(standard: Standard, **changes: object) -> Target:
    return target_of(small_file(**changes), standard, START, load_assumptions())


def first(found: Target) -> float:
    assert found.wage is not None
    return float(found.wage[0])


def test_an_amount_grows_at_its_own_anniversaries() -> None:
    found = target(Amount(wage=20, annual_change=0.1, start=Month.of("2026-09")), months=16).wage
    assert found is not None
    # 14 months from July 2026 to August 2027, then 10 % more
    np.testing.assert_allclose([20.0] * 14 + [22.0] * 2, found)


def test_a_living_wage_is_carried_from_its_year_and_says_so() -> None:
    found = target(LivingWage(state="IA", household="Living wage, 1 adult 0 children"))
    # 20.04 in 2025, a year at 3.6 %
    assert first(found) == pytest.approx(20.04 * GROWTH)
    assert found.projected
    assert found.words == (
        "Living wage, 1 adult 0 children in Iowa (about 2025), $20.04 an hour, grown 3.6 % a year from 2025 "
        "(pay.outside_growth)"
    )
    assert "zaro-mit" in found.source


def test_ones_own_growth_takes_the_place_of_the_assumed_one() -> None:
    household = "Living wage, 1 adult 0 children"
    found = target(LivingWage(state="IA", household=household, annual_change=0.0))
    assert first(found) == 20.04
    assert found.words.endswith("$20.04 an hour, in dollars of 2025")


def test_a_market_percentile_is_the_tables() -> None:
    # community health workers in North Carolina, May 2024: median 22.56
    found = target(MarketPercentile(state="NC", occupation="21-1094", percentile=50, annual_change=0.0))
    assert first(found) == 22.56


def test_a_percentile_between_published_ones_is_placed_between_them() -> None:
    # 10th 16.16 and median 22.56; the copy has no quartiles: 25 is 15/40 of the way
    found = target(MarketPercentile(state="NC", occupation="21-1094", percentile=25, annual_change=0.0))
    assert first(found) == pytest.approx(16.16 + 15 / 40 * (22.56 - 16.16))
    assert "placed between published percentiles" in found.words


def test_published_numbers_come_before_projected_ones() -> None:
    # Iowa, May 2024 observed 23.52; a projection to 2025 says 23.89
    found = target(MarketPercentile(state="IA", occupation="Community Health Workers", percentile=50, annual_change=0))
    assert first(found) == 23.52


def test_a_competitor_starts_at_the_lowest_wage_published() -> None:
    found = target(Competitor(name="Walmart store hourly pay band", annual_change=0.0))
    assert first(found) == 14


def test_pay_by_the_year_is_for_2080_hours() -> None:
    found = target(JobCodeParity(job_code="VA peer specialist GS-9", ladder="peer"))
    # 61,722 a year in 2026
    assert first(found) == pytest.approx(61_722 / 2080)


def test_parity_within_the_program_is_step_for_step() -> None:
    ladders = {
        "peer": {"steps": [20.0]},
        "case": {"steps": [24.0, 25.0], "job_code": {"name": "CM-1"}},
    }
    found = target(JobCodeParity(job_code="CM-1", ladder="peer"), ladders=ladders)
    assert (found.ladder, found.steps) == ("peer", (24.0, 25.0))


@pytest.mark.parametrize(
    ("standard", "said"),
    [
        (Amount(wage=0), "found a wage of 0; dollars an hour above 0 are needed"),
        (LadderSteps(ladder="lead", steps=(20.0,)), "found the ladder 'lead'; the program has peer"),
        (
            LadderSteps(ladder="peer", steps=()),
            "found a ladder without steps above 0; dollars an hour are needed for each step",
        ),
        (
            LivingWage(state="NC", household="1 adult"),
            "no household is called '1 adult'; none is known in North Carolina",
        ),
        (
            LivingWage(state="XX", household="1 adult"),
            "found the state 'XX'; a state's two letters are needed, such as NC",
        ),
        (
            MarketPercentile(state="NC", occupation="Community Health Worker", percentile=50),
            "no wages for 'Community Health Worker' in North Carolina; did you mean Community Health Workers?",
        ),
        (
            MarketPercentile(state="NC", occupation="21-1094", percentile=95),
            "found percentile 95; the tables hold 10 to 90",
        ),
        (JobCodeParity(job_code="CM-9", ladder="peer"), "no job code is called 'CM-9'"),
    ],
)
def test_what_is_no_standard_is_refused(standard: Standard, said: str) -> None:
    with pytest.raises(QuestionError) as error:
        target(standard)
    assert str(error.value) == said


def test_an_unknown_competitor_is_refused_with_those_known() -> None:
    with pytest.raises(QuestionError, match=r"no competitor is called 'Aldi'; there is .*Costco starting wage"):
        target(Competitor(name="Aldi"))
