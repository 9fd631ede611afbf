"""Sweeps: every point is the program with its values typed in; progress is told, and a stop stops."""

import numpy as np
import pytest

from model.findings import findings
from model.inputs.load import program_of
from model.projection import project
from model.questions import sweep as module
from model.questions.frontier import around
from model.questions.goals import Wanted, goal_of
from model.questions.moves import move_of
from model.questions.solving import QuestionError
from model.questions.sweep import MEASURES, Sweep, sweep
from model.questions.trying import laid
from tests.questions.given import small_file
from tests.random_programs import random_program
from tests.small import grant, medicaid, peer

NO_SHOW = {"individual": {"session_minutes": 60, "no_show": 0.2}}
ENDS = {"when_unfunded": "end", "grace_months": 1}


def typed_in(found: Sweep, file, first: float, second: float) -> list[float]:
    """The measures of one point, projected by itself."""
    program = laid(file, found.first.changes(first), found.second.changes(second)).program
    projection = project(program)
    said = findings(projection)
    sustained = said.positions_sustained[0]
    gap = float(projection.funding.gap.sum())
    return [float(sustained[-1]), float(sustained.sum()), gap, float(said.first_gap_of_any[0])]


def test_a_map_on_paper() -> None:
    # 208 units x rate x (1 - n) against 1,040 dollars, for three months: paid for at 5 / (1 - n) or more
    found = sweep(small_file(), Wanted(), "rate", "no_show", [4, 5, 10], [0.0, 0.5])
    np.testing.assert_array_equal([[0, 0], [1, 0], [1, 1]], found.measures["positions_at_end"])
    np.testing.assert_array_equal([[0, 0], [3, 0], [3, 3]], found.measures["position_months"])
    np.testing.assert_allclose([[624, 1872], [0, 1560], [0, 0]], found.measures["gap"], atol=1e-6)
    np.testing.assert_array_equal([[0, 0], [np.inf, 0], [np.inf, np.inf]], found.measures["first_gap"])
    assert found.complete and found.done == 6


def test_the_program_today_the_proposal_and_break_even_are_marked() -> None:
    found = sweep(small_file(**ENDS), Wanted(), "rate", "no_show", [4, 8], [0.0, 0.5], proposal=(8.0, 0.25))
    assert found.today and found.proposal
    assert (5.0, 0.0, 1.0) == (found.today.first, found.today.second, found.today.measures["positions_at_end"])
    # 208 x 8 x 0.75 = 1,248 dollars
    assert found.proposal.measures == {"positions_at_end": 1, "position_months": 3, "gap": 0, "first_gap": np.inf}
    # rate x (1 - n) = 5 at the ends and between
    assert [p.second for p in found.line if p.second] == pytest.approx(
        [1 - 5 / p.first for p in found.line if p.second], abs=1e-4
    )
    assert found.line[0].second is None
    assert found.sentences == (
        "Rate (medicaid, individual) from $4.00 to $8.00 a unit by No-shows (individual) from 0 to 50 % of sessions: "
        "4 points.",
        "At most 1 of 1 positions are sustained at the end, in 1 of them.",
        "Today, $5.00 a unit and 0 % of sessions: 1 positions sustained at the end, 3 position-months, $0 that nobody "
        "pays, no gap.",
        "The proposal, $8.00 a unit and 25 % of sessions: 1 positions sustained at the end, 3 position-months, $0 that "
        "nobody pays, no gap.",
    )


PAIRS = (("rate", "no_show"), ("turnover", "denial"), ("starting_wage", "rate"), ("caseload", "fundraising"))


@pytest.mark.parametrize("seed", [33])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_every_point_is_the_program_with_its_values_typed_in(seed: int, pair: tuple[str, str]) -> None:
    file = program_of({**random_program(seed), "when_unfunded": "end"}, "random.yaml")
    goal = goal_of(file, Wanted(paid_by="secured"))
    firsts, seconds = (around(move_of(goal, lever), 5).tolist() for lever in pair)
    found = sweep(file, goal.wanted, *pair, firsts, seconds, line=False)
    small = sweep(file, goal.wanted, *pair, firsts[::2], seconds[::2], line=False)
    for a, first in enumerate(small.firsts):
        for b, second in enumerate(small.seconds):
            expected = typed_in(small, file, float(first), float(second))
            np.testing.assert_allclose([small.measures[name][a, b] for name in MEASURES], expected, atol=1e-6)
            np.testing.assert_array_equal(
                found.measures["positions_at_end"][2 * a, 2 * b], small.measures["positions_at_end"][a, b]
            )


def test_progress_is_told_and_a_stop_keeps_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 4)
    told: list[tuple[int, int]] = []
    found = sweep(
        small_file(),
        Wanted(),
        "rate",
        "no_show",
        [4, 5, 10],
        [0.0, 0.25, 0.5],
        progress=lambda done, total: told.append((done, total)),
        stop=lambda: len(told) == 2,
    )
    assert [(4, 9), (8, 9)] == told
    assert (8, False, ()) == (found.done, found.complete, found.line)
    assert [False] * 8 + [True] == np.isnan(found.measures["gap"]).ravel().tolist()
    assert found.sentences[-1] == "Stopped after 8 of 9 points."


def test_the_parts_decide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = small_file(services=NO_SHOW, months=6, grants=[grant()], **ENDS)
    whole = sweep(file, Wanted(), "rate", "no_show", line=False)
    monkeypatch.setattr(module, "CHUNK", 7)
    parts = sweep(file, Wanted(), "rate", "no_show", line=False)
    for name in MEASURES:
        np.testing.assert_array_equal(whole.measures[name], parts.measures[name])


def test_points_that_are_not_possible_are_left_blank() -> None:
    # two payers' shares of the clients may not add up to more than 1
    payers = {"medicaid": medicaid(5.0, client_share=0.5), "other": medicaid(5.0, client_share=0.2)}
    found = sweep(
        small_file(payers=payers),
        Wanted(),
        "client_share:medicaid",
        "client_share:other",
        [0.5, 0.8],
        [0.2, 0.5],
        line=False,
    )
    assert [[False, False], [False, True]] == np.isnan(found.measures["gap"]).tolist()
    assert found.complete


def test_where_a_lever_has_no_number_today_there_is_no_current_point() -> None:
    found = sweep(
        small_file(positions=[peer(caseload=10)]), Wanted(), "sessions_per_client_per_week", "rate", [1, 2], [5, 6]
    )
    assert found.today is None


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"firsts": [99]},
            "found 99 for Rate (medicaid, individual); a value from $0.00 to $50.00 a unit is needed",
        ),
        ({"proposal": (5, 2)}, "found 2 for No-shows (individual); a value from 0 to 100 % of sessions is needed"),
    ],
)
def test_what_cannot_be_asked_is_refused(options: dict, message: str) -> None:
    with pytest.raises(QuestionError) as refused:
        sweep(small_file(), Wanted(), "rate", "no_show", **options)
    assert str(refused.value) == message
