"""What futures say, in words and with its own error; and the command that says it."""

import csv
import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy import stats
from typer.testing import CliRunner

from model.cli.commands import app
from model.guesses.places import numbers_of
from model.inputs.load import load_program
from model.inputs.writing import written
from model.questions.goals import Wanted
from model.uncertainty.answers import answers, answers_of, joined, kept_of
from model.uncertainty.odds import Share, fan, intervals, odds
from model.uncertainty.offered import offered_ranges
from model.uncertainty.solving import break_even_question, solved_in
from tests.uncertainty.test_futures import HOURS, RATE, drawn, eventful, program

PIEDMONT = Path("assumptions/programs/piedmont-peer-center.yaml")


@pytest.mark.parametrize(
    ("count", "draws", "words"),
    [
        (0, 1000, "in none of 1,000 futures"),
        (9, 1000, "in fewer than 1 of 100 futures"),
        (14, 1000, "in 1 of 100 futures"),
        (96, 1000, "in 1 of 10 futures"),
        (300, 1000, "in 3 of 10 futures"),
        (320, 1000, "in 3 of 10 futures"),
        (340, 1000, "in 7 of 20 futures"),
        (949, 1000, "in 95 of 100 futures"),
        (991, 1000, "in more than 99 of 100 futures"),
        (1000, 1000, "in all of 1,000 futures"),
    ],
)
def test_odds_in_words_never_round_to_never_or_always(count: int, draws: int, words: str) -> None:
    assert words == odds(count, draws)


def test_a_share_of_no_draw_has_the_interval_of_the_rule_of_three() -> None:
    # nothing in n draws: the upper end u has (1 - u)^n = 0.025
    low, high = Share(0, 100).interval
    assert (low, high) == pytest.approx((0, 1 - 0.025 ** (1 / 100)))
    many = intervals(np.array([0.0, 0.3, 1.0, np.nan]), 100)
    assert [many[0][1], many[1][1]] == pytest.approx(Share(30, 100).interval)
    assert [0, high, True] == [many[0][0], pytest.approx(many[1][0]), bool(np.isnan(many[0][3]))]


def test_the_interval_of_a_percentile_covers_it_as_often_as_it_says() -> None:
    values = np.random.default_rng(1).normal(size=(100, 2000))
    found = fan(values)
    for place, level in enumerate(found.levels):
        true = stats.norm.ppf(level)
        covered = ((found.low[place] <= true) & (true <= found.high[place])).mean()
        assert 0.94 < covered < 0.995


def test_too_few_draws_leave_a_percentile_without_an_end() -> None:
    found = fan(np.arange(8.0), (0.1,))
    assert -np.inf == found.low[0] and np.isfinite(found.high[0])


def test_a_month_that_may_never_come_is_no_number_between() -> None:
    found = fan(np.array([3.0, 5.0, np.inf, np.inf]), (0.5,))
    assert np.inf == found.values[0]


def test_the_chance_of_being_funded_is_the_share_of_draws_in_which_earnings_pay() -> None:
    # the peer is paid by its earnings where the rate is at least 5, less the hundredth that does not matter
    found = drawn(program(positions=[{**program().tree["positions"][0], "hours_per_week": 12}]), 512)
    said = answers(found)
    pays = (found.input(RATE).values >= 5 * 0.99).mean()
    assert said.funded[0] == pytest.approx(np.full(9, pays))
    assert said.all_reach.count == round(512 * pays)
    assert said.headline.startswith(
        f"{'I' + said.all_reach.words[1:]}, peer is funded to the end (512 futures drawn with"
    )
    assert (said.funded_low <= said.funded).all() and (said.funded <= said.funded_high).all()


def test_parts_joined_say_what_the_whole_says() -> None:
    whole = answers(drawn(eventful(), 48))
    parts = [drawn(eventful(), 16).measured(kept_of), drawn(eventful(), 32, start=16).measured(kept_of)]
    said = answers_of(drawn(eventful(), 16), joined(parts))
    assert whole.headline == said.headline
    assert whole.cash.values == pytest.approx(said.cash.values)


def test_break_even_is_solved_in_each_of_a_few_futures() -> None:
    # the rate at which a peer's earnings pay its cost is 5 in every future, however many hours it works
    found = solved_in(drawn(program(), 16), break_even_question(Wanted(), "rate:medicaid, individual"), draws=3)
    (answer,) = found.values()
    assert answer.values == pytest.approx([5, 5, 5], abs=0.02)
    assert "3 futures solved" in answer.sentence


def test_offered_ranges_say_what_they_mean_and_law_is_not_drawn() -> None:
    offered = {one.name: one for one in offered_ranges(load_program(PIEDMONT))}
    assert ("law", False) == (offered["costs.indirect_rate"].means, offered["costs.indirect_rate"].drawn)
    assert ("judgement", True) == (offered["staffing.annual_turnover"].means, offered["staffing.annual_turnover"].drawn)
    for one in offered.values():
        assert one.low <= one.value <= one.high and one.means in ("law", "survey", "judgement")


def test_chances_and_correlations_are_nobody_s_guess_of_the_program() -> None:
    file = eventful(correlations=[{"between": [RATE, HOURS], "rank": 0.5}])
    paths = [number.loc for number in numbers_of(file)]
    assert not [loc for loc in paths if loc[0] in ("events", "correlations") or "loss" in loc or "renewal" in loc]


def test_numbers_on_one_assumption_move_together() -> None:
    found = drawn(load_program(PIEDMONT), 8, offered=True)
    numbers = found.program(tuple(False for _ in found.events), np.arange(8))
    ladders = [numbers.ladders[name].annual_increase for name in ("peer", "lead")]
    one, other = (increase.share.entries[0].value for increase in ladders if increase is not None)
    assert (one == other).all() and len(np.unique(one)) == 8


def test_the_command_says_the_odds_and_writes_every_draw(tmp_path: Path) -> None:
    file, out = tmp_path / "small.yaml", tmp_path / "draws.parquet"
    file.write_bytes(written(eventful().tree))
    asked = ["uncertainty", str(file), "--draws", "32", "--seed", "5"]
    said = CliRunner().invoke(app, [*asked, "--json", "--out", str(out)])
    assert 0 == said.exit_code, said.output
    data = json.loads(said.stdout)
    table = pq.read_table(out)
    assert (32, 5, "sobol") == (data["draws"], data["seed"], data["method"])
    assert drawn(eventful(), 32).input(RATE).values == pytest.approx(table[f"input: {RATE}"].to_numpy())
    assert data["sentence"] == answers(drawn(eventful(), 32)).headline
    shown = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "tables")])
    assert 0 == shown.exit_code and "What is not known" in shown.stdout
    rows = list(csv.DictReader((tmp_path / "tables/draws.csv").open(encoding="utf-8-sig")))
    assert 32 == len(rows) and "event: bill" in rows[0]


def test_the_command_refuses_a_program_in_which_nothing_is_uncertain() -> None:
    said = CliRunner().invoke(app, ["uncertainty", "prairie-recovery"])
    assert (2, "") == (said.exit_code, said.stdout)
    assert "prairie-recovery: nothing in it is uncertain; give a number a range" in said.stderr
