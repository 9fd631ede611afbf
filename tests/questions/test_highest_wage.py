"""The highest affordable wage: on paper, now and after a grant, with a floor, in proportion, put back."""

from typing import Any

import pytest

from model.inputs.load import program_of
from model.projection import project
from model.questions.goals import Wanted, goal_of
from model.questions.highest_wage import Affordable, HighestWage, highest_wage
from model.questions.solving import QuestionError
from model.questions.trying import laid
from tests.questions.given import small_file
from tests.random_programs import random_program
from tests.small import grant, lead, medicaid, peer


def asked(rate: float, **changes: Any) -> HighestWage:
    return highest_wage(small_file(payers={"medicaid": medicaid(rate)}, **changes))


def entry(answer: Affordable) -> float:
    return answer.pay[0].steps[0]


def test_what_the_rate_pays_is_the_wage() -> None:
    # 208 units x 5.50 = 1,144 dollars for 52 hours: 22 an hour
    found = asked(5.5)
    assert found.answers[0].times == 1.1
    assert found.sentences == (
        "Now (July 2026 to September 2026): on the ladder peer $22.00 an hour ($20.00 at the start today); 10.0 % more "
        "than today.",
    )


def test_after_the_grant_ends_the_wage_is_what_earnings_pay() -> None:
    # with a county's 520 dollars a month until the grant ends 1,664 dollars for 52 hours, 32 an hour; then 22
    county = {"id": "county", "start": "2026-07", "end": "2026-09", "per_month": 520}
    small_grant = grant(award=[1], covers={"peer": 0.001})
    found = asked(5.5, months=6, grants=[small_grant], contracts=[county])
    assert [32.0, 22.0] == pytest.approx([entry(answer) for answer in found.answers], abs=0.01)
    assert found.sentences[1] == (
        "After the grant 'grant' ends (October 2026 to December 2026): on the ladder peer $22.00 an hour ($20.00 at "
        "the start today); 10.0 % more than today."
    )


def test_steps_and_bumps_stay_in_proportion() -> None:
    # a certified peer on the first of two steps is paid 20 + 1 for 52 hours; 208 x 5.775 = 1,201.20 are 23.10
    found = asked(
        5.775,
        ladders={"peer": {"steps": [20.0, 22.0], "differentials": {"certified": 1.0}}},
        positions=[peer(credentials={"certified": "2026-01"})],
    )
    pay = found.answers[0].pay[0]
    assert ((22.0, 24.2), {"certified": 1.1}) == (pay.steps, pay.bumps)
    assert "$22.00, $24.20 an hour and $1.10 for certified" in found.sentences[0]


def test_a_floor_that_is_not_affordable_says_so() -> None:
    # 208 x 3 = 624 dollars, and a floor of 15 for 52 hours is 780: 156 a month missing
    found = asked(3.0, wage_floor=15.0)
    assert found.answers[0].times is None
    assert found.answers[0].pay == found.answers[0].changes == ()
    assert found.sentences == (
        "Now (July 2026 to September 2026): not even the floor of $15.00 an hour is affordable on the ladder peer; "
        "$468 would be missing.",
    )


def test_a_floor_lifts_the_first_step_that_would_fall_below_it() -> None:
    # 208 x 4.5 = 936 dollars are 18 an hour for one peer on the second step of 20 and 24: 0.75 of today's 24;
    # the first step would be 15, and the floor of 16 holds it up
    found = asked(4.5, wage_floor=16.0, ladders={"peer": {"steps": [20.0, 24.0]}}, positions=[peer(step=2)])
    assert (16.0, 18.0) == found.answers[0].pay[0].steps


def test_a_job_code_gives_way() -> None:
    code = {"name": "PSS", "min": 19.0, "max": 20.5}
    assert entry(asked(5.5, ladders={"peer": {"steps": [20.0], "job_code": code}}).answers[0]) == 22.0
    assert entry(asked(4.5, ladders={"peer": {"steps": [20.0], "job_code": code}}).answers[0]) == 18.0


def test_each_ladder_alone_and_all_together() -> None:
    # 208 x 9 = 1,872 dollars: the peer's 1,040 and the lead's 520; the peer alone could have 1,352, 26 an hour;
    # the lead alone 832 for 26 hours, 32; both together 1.2 times
    ladders = {"peer": {"steps": [20.0]}, "lead": {"steps": [20.0]}}
    found = asked(9.0, ladders=ladders, positions=[peer(), lead(ladder="lead")])
    alone, other, both = found.answers
    assert (26.0, 32.0) == (entry(alone), entry(other))
    assert [24.0, 24.0] == [pay.steps[0] for pay in both.pay]


def test_what_pays_everything_is_at_least_the_most_looked_at() -> None:
    found = asked(5.0, grants=[grant(award=[10_000_000])])
    assert "on the ladder peer at least $200.00 an hour" in found.sentences[0]


def test_with_pay_that_holds_people_many_values_are_looked_at() -> None:
    ladder = {"steps": [20.0], "outside_wage": 20.0, "turnover_reference": {"wage": 20.0, "outside_wage": 20.0}}
    staffing = {"annual_turnover": 1.2, "months_vacant": 2, "wage_elasticity": 1.0}
    found = asked(6.0, months=12, ladders={"peer": ladder}, staffing=staffing)
    assert found.assumed[-1].startswith("Turnover answers to pay, so many values were looked at")
    assert entry(found.answers[0]) > 0


@pytest.mark.parametrize("seed", [8, 30])
def test_a_wage_put_back_is_affordable_and_a_little_more_is_not(seed: int) -> None:
    file = program_of(random_program(seed), "random.yaml")
    for answer in highest_wage(file, paid_by="earnings").answers:
        stretch = answer.stretch
        goal = goal_of(file, Wanted(first=stretch.first, months=stretch.months))
        if answer.times is None:
            continue
        more = [{**c, "by": c["by"] + 0.0003} if "by" in c else c for c in answer.changes]
        beyond = [float(goal.beyond(project(laid(goal.file, group).program))[0]) for group in (answer.changes, more)]
        assert beyond[0] >= 0
        assert beyond[1] < 0 or "at least" in answer.sentence


def test_a_ladder_nobody_is_on_is_refused() -> None:
    with pytest.raises(QuestionError, match=r"^found the ladder 'led'; positions are paid by peer$"):
        highest_wage(small_file(), ["led"])
