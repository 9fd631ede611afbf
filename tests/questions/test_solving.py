"""Solving between bounds: hand-worked crossings, jumps, and ranges in which nothing is reached."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.questions.solving import QuestionError, Solved, Unreached, Words, dollars, solve


def test_a_line_crosses_where_it_does_on_paper() -> None:
    # 3 x - 12 is 0 at 4
    found = solve(lambda x: 3 * x - 12, 0, 10, 1e-6)
    assert isinstance(found, Solved)
    assert found.value == pytest.approx(4, abs=1e-6)
    assert found.reached >= 0


def test_a_falling_line_is_left_on_the_side_that_reaches_the_target() -> None:
    # 10 - x**2 reaches 0 up to the root of 10
    found = solve(lambda x: 10 - x**2, 0, 10, 0.01)
    assert isinstance(found, Solved)
    assert math.sqrt(10) - 0.01 <= found.value <= math.sqrt(10)
    assert found.reached >= 0


def test_a_jump_is_found_from_the_side_that_reaches_it() -> None:
    found = solve(lambda x: -5.0 if x < 2.5 else 7.0, 0, 10, 0.001)
    assert isinstance(found, Solved)
    assert 2.5 <= found.value <= 2.501
    assert found.reached == 7


def test_what_is_never_reached_is_an_answer_and_says_how_near_the_best_comes() -> None:
    words = Words(lever="a rate", target="full cost", show=dollars, show_missing=dollars)
    found = solve(lambda x: x - 12, 1, 10, 0.01, words)
    assert isinstance(found, Unreached)
    assert (10, 2) == (found.best, found.missing)
    assert found.sentence == (
        "Outside the range searched: no value of a rate from $1.00 to $10.00 reaches full cost; "
        "best is $10.00, at which $2.00 is missing."
    )


def test_what_is_reached_throughout_is_left_at_the_end_that_just_reaches_it() -> None:
    found = solve(lambda x: x + 1, 0, 10, 0.01)
    assert isinstance(found, Solved)
    assert found.value == 0


def test_an_answer_says_its_range_and_tolerance() -> None:
    words = Words(lever="a rate", target="full cost", show=dollars)
    assert solve(lambda x: x - 4, 0, 10, 0.01, words).sentence == (
        "A rate of $4.00 reaches full cost (looked for from $0.00 to $10.00, to within 0.01)."
    )


@given(
    root=st.floats(-50, 50), slope=st.sampled_from([-3.0, -0.01, 0.01, 7.0]), size=st.sampled_from([1e-6, 0.01, 1.0])
)
def test_a_solved_value_put_back_reaches_the_target_within_tolerance(root: float, slope: float, size: float) -> None:
    found = solve(lambda x: slope * (x - root) ** 3, -60, 60, size)
    assert isinstance(found, Solved)
    assert slope * (found.value - root) ** 3 >= 0
    assert abs(found.value - root) <= size


@pytest.mark.parametrize(("low", "high", "tolerance"), [(2, 1, 0.1), (0, 1, 0), (0, math.inf, 0.1)])
def test_an_impossible_range_is_refused(low: float, high: float, tolerance: float) -> None:
    with pytest.raises(QuestionError, match="nothing lies there"):
        solve(lambda x: x, low, high, tolerance)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(QuestionError, match="the model gives no number at 0; a narrower range is needed"):
        solve(lambda _: math.nan, 0, 1, 0.1)
