"""Frontiers: points on break-even, on paper and put back; what is out of reach is marked."""

import numpy as np
import pytest

from model.inputs.load import program_of
from model.projection import project
from model.questions.break_even import break_even
from model.questions.frontier import Frontier, frontier
from model.questions.goals import Wanted
from model.questions.solving import QuestionError, Solved
from model.questions.trying import laid
from tests.questions.given import small_file
from tests.random_programs import random_program
from tests.small import medicaid, peer

NO_SHOW = {"individual": {"session_minutes": 60, "no_show": 0.2}}


def test_rate_by_no_show_is_a_hyperbola() -> None:
    # 208 x (1 - n) x rate = 1,040: the rate is 5 / (1 - n)
    found = frontier(small_file(services=NO_SHOW), Wanted(), "no_show", "rate", [0.0, 0.2, 0.5, 0.75, 0.95])
    seconds = [p.second for p in found.points]
    assert seconds[:4] == pytest.approx([5.0, 6.25, 10.0, 20.0], abs=0.001)
    # at 95 % a rate of 100 would do, and 50 is the most that is looked at: 208 x 0.05 x 50 = 520 a month
    assert seconds[4] is None
    assert (50.0, pytest.approx(1560)) == (found.points[4].best, found.points[4].missing)
    assert found.sentences[1:] == (
        "Of 5 values of No-shows (individual) from 0 to 95 % of sessions, 4 have a value of Rate (medicaid, "
        "individual) beside them that just reaches it (looked for from $0.00 to $50.00 a unit, to within $0.001 a "
        "unit).",
        "- 0 % of sessions: $5.00 a unit",
        "- 20 % of sessions: $6.25 a unit",
        "- 50 % of sessions: $10.00 a unit",
        "- 75 % of sessions: $20.00 a unit",
        "- 95 % of sessions: out of reach; at $50.00 a unit, $1,560 would be missing",
    )


def test_wage_by_rate_is_a_line_also_where_values_are_run_one_by_one() -> None:
    # 208 units x rate = 52 hours x wage: the wage is four times the rate, and a wage cannot be drawn
    found = frontier(small_file(), Wanted(), "rate", "starting_wage", [3.0, 5.0, 8.0])
    assert not found.second.selector
    assert [p.second for p in found.points] == pytest.approx([12.0, 20.0, 32.0], abs=0.001)


def test_where_any_value_reaches_it_the_point_says_so() -> None:
    # at a rate of 0 every denial misses it, and nothing earned is denied away where fundraising pays it all
    found = frontier(
        small_file(payers={"medicaid": medicaid(4.0)}, fundraising={"per_month": 10}),
        Wanted(paid_by="secured"),
        "fundraising",
        "denial",
        [0, 1040, 2000],
    )
    assert [False, True, True] == [p.throughout for p in found.points]
    assert found.sentences[-1] == "- $2,000 a month: any value of Claims denied (medicaid) will do"


PAIRS = (("rate", "no_show"), ("cap", "rate"), ("starting_wage", "rate"), ("no_show", "caseload"), ("caseload", "rate"))


def beyond(found: Frontier, first: float, second: float) -> float:
    """Dollars beyond the goal at a point, projected by itself."""
    file = laid(found.goal.file, found.first.changes(first), found.second.changes(second))
    return float(found.goal.beyond(project(file.program))[0])


@pytest.mark.parametrize("seed", [33])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_point_lies_on_break_even(seed: int, pair: tuple[str, str]) -> None:
    file = program_of({**random_program(seed), "when_unfunded": "end"}, "random.yaml")
    found = frontier(file, Wanted(), *pair)
    fine = found.tolerance * 1.01
    for point in found.points[::5]:
        if point.second is None:
            assert point.throughout or beyond(found, point.first, point.best) < 0
        else:
            assert beyond(found, point.first, point.second) >= 0
            sides = [beyond(found, point.first, point.second + way * fine) for way in (-1, 1)]
            assert min(sides) < 0


def test_a_point_at_todays_value_is_the_break_even_of_the_other_lever_alone() -> None:
    file = small_file(services=NO_SHOW)
    alone = break_even(file, Wanted(), "rate").answer
    assert isinstance(alone, Solved)
    assert frontier(file, Wanted(), "no_show", "rate", [0.2]).points[0].second == pytest.approx(alone.value, abs=0.001)


def test_values_run_around_todays_by_default() -> None:
    found = frontier(small_file(positions=[peer(caseload=10)]), Wanted(), "caseload", "rate")
    firsts = [p.first for p in found.points]
    assert (5.0, 20.0, 11) == (firsts[0], firsts[-1], len(firsts))
    assert np.all(np.diff(firsts) > 0)


@pytest.mark.parametrize(
    ("levers", "values", "message"),
    [
        (("rate", "rate"), None, "found Rate (medicaid, individual) twice; two different levers are needed"),
        (("no_show", "rate"), [0.5, 2], "found 2 for No-shows (individual); a value from 0 to 100 % of sessions is"),
        (("no_show", "rate"), [], "found no value for No-shows (individual); a value from 0 to 100 % of sessions is"),
    ],
)
def test_what_cannot_be_asked_is_refused(levers: tuple[str, str], values: list[float] | None, message: str) -> None:
    with pytest.raises(QuestionError) as refused:
        frontier(small_file(), Wanted(), *levers, values)
    assert str(refused.value).startswith(message)
