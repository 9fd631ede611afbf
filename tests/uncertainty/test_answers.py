"""What futures say, in words and with its own error; and the command that says it."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from scipy import stats
from typer.testing import CliRunner

from model.cli import uncertainty as cli
from model.cli.commands import app
from model.guesses.places import numbers_of
from model.inputs.load import load_program
from model.inputs.writing import written
from model.questions.goals import Wanted
from model.questions.standards import Amount
from model.uncertainty.answers import answers, answers_of, joined, kept_of
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Share, fan, intervals, odds, percent
from model.uncertainty.offered import offered_ranges
from model.uncertainty.solving import SolvedRange, break_even_question, fair_pay_question, solved_in
from tests.small import grant, medicaid
from tests.uncertainty.test_futures import BILL, HOURS, RATE, drawn, eventful, program

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
        (260, 1000, "in 1 of 4 futures"),
        (740, 1000, "in 3 of 4 futures"),
        (500, 1000, "in 5 of 10 futures"),
        (4, 16, "in 1 of 4 futures"),
        (3, 8, "in 3 of 8 futures"),
        (1, 16, "in 1 of 16 futures"),
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


def test_percentiles_of_a_fan_lie_where_so_many_draws_are_below() -> None:
    # of the eleven draws 0 to 10 a tenth of the way from the first to the last is 1, a quarter 2.5, nine tenths 9
    found = fan(np.arange(11.0)[::-1], (0.1, 0.25, 0.9))
    assert [1, 2.5, 9] == pytest.approx(found.values)
    assert [1, 9] == pytest.approx([found.at(0.1), found.at(0.9)])


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
    assert said.headline.startswith(f"{'I' + said.all_reach.words[1:]}, peer is funded to the end")
    assert "(512 futures drawn with" in said.headline
    assert (said.funded_low <= said.funded).all() and (said.funded <= said.funded_high).all()


def test_futures_that_run_out_of_cash_are_told_beside_those_that_are_funded() -> None:
    # 12 hours a week cost 1,040 a month, and a rate of 5 pays them; it pays a month later, and there is no cash before
    payers = {"medicaid": medicaid({"value": 5, "low": 4.999, "high": 5.001}, payment_lag=[0.0, 1.0])}
    said = answers(
        drawn(program(positions=[{**program().tree["positions"][0], "hours_per_week": 12}], payers=payers), 16)
    )
    assert 16 == said.all_reach.count == said.cash_runs_out.count
    told = "In all of 16 futures, peer is funded to the end; in all of 16 futures, cash runs out on the way (16 futures"
    assert said.headline.startswith(told)


def test_parts_joined_say_what_the_whole_says() -> None:
    whole = answers(drawn(eventful(), 48))
    parts = [drawn(eventful(), 16).measured(kept_of), drawn(eventful(), 32, start=16).measured(kept_of)]
    said = answers_of(drawn(eventful(), 16), joined(parts))
    assert whole.headline == said.headline
    assert whole.cash.values == pytest.approx(said.cash.values)


def test_a_chance_that_is_not_certain_is_never_told_as_0_or_100_percent() -> None:
    # none of 1,024 draws: the chance is still up to 1 - 0.025^(1/1024) = 0.36 %
    assert ["0 %", "0.4 %"] == [percent(end) for end in Share(0, 1024).interval]
    assert ["99.6 %", "100 %"] == [percent(end) for end in Share(1024, 1024).interval]
    assert ["31 %", "99.9996 %"] == [percent(chance) for chance in (0.3051, 0.999996)]


def test_a_range_of_some_futures_does_not_speak_for_those_without_an_answer() -> None:
    values = np.array([1.0, 2.0, 3.0, np.nan])
    found = SolvedRange(name="rate", values=values, solved=Share(3, 4), percentiles=fan(values[:3], (0.1, 0.5, 0.9)))
    assert found.sentence.startswith("rate: 2, in 8 of 10 futures that have an answer from 1.2 to 2.8 (4 futures")


def test_break_even_is_solved_in_each_of_a_few_futures() -> None:
    # the rate at which a peer's earnings pay its cost is 5 in every future, however many hours it works
    found = solved_in(drawn(program(), 16), break_even_question(Wanted(), "rate:medicaid, individual"), draws=3)
    (answer,) = found.values()
    assert answer.values == pytest.approx([5, 5, 5], abs=0.02)
    assert "3 futures solved" in answer.sentence


def test_fair_pay_is_asked_of_each_of_a_few_futures() -> None:
    # from 20 to 22 dollars an hour costs 2 dollars for each of the hours a month that are drawn, nine months long:
    # 2 x 9 x 52 / 12 = 78 dollars for each hour a week; the seat earns 5 x 4 x 52 / 12 x hours whatever it is paid
    futures = drawn(program(payers={"medicaid": medicaid()}), 16)
    found = solved_in(futures, fair_pay_question(Amount(wage=22.0), "medicaid"), draws=3)
    assert found["net cost"].values == pytest.approx(78 * futures.input(HOURS).values[:3], abs=0.02)
    assert 3 == found["net cost"].solved.count and "in 8 of 10 futures from" in found["net cost"].sentence
    # a rate of 5.50 pays 22 dollars for an hour of four units: 1.1 times today's
    assert found["rate, times today's"].values == pytest.approx([1.1, 1.1, 1.1], abs=0.002)


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
    assert np.array_equal(one, other) and len(np.unique(one)) == 8


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
    assert {"draws": 32, "seed": "5", "method": "sobol"}.items() <= json.loads(
        table.schema.metadata[b"staying_power"]
    ).items()
    told = {column.name: column.metadata[b"description"].decode() for column in table.schema}
    assert "Rate (medicaid, individual), dollars; PERT, most likely 5, from 4 to 6" == told[f"input: {RATE}"]
    assert all(told.values()) and "version of staying-power" == told["version"]
    assert data["sentence"] == answers(drawn(eventful(), 32)).headline
    shown = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "tables")])
    assert 0 == shown.exit_code and "What is not known" in shown.stdout
    rows = list(csv.DictReader((tmp_path / "tables/draws.csv").open(encoding="utf-8-sig")))
    assert 32 == len(rows) and "event: bill" in rows[0]
    assert ("32", "5", "sobol") == (rows[0]["draws"], rows[0]["seed"], rows[0]["method"])
    notes = list(csv.DictReader((tmp_path / "tables/columns.csv").open(encoding="utf-8-sig")))
    assert [note["column"] for note in notes] == [name for name in rows[0] if name != "question"]


def test_an_interruption_keeps_the_draws_that_are_done_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = tmp_path / "small.yaml", tmp_path / "draws.csv"
    file.write_bytes(written(eventful().tree))
    monkeypatch.setattr(cli, "PART", 16)
    run = Futures.measured

    def interrupted(self: Futures, *more: Any, **named: Any) -> Any:
        if self.start == 32:
            raise KeyboardInterrupt
        return run(self, *more, **named)

    monkeypatch.setattr(Futures, "measured", interrupted)
    said = CliRunner().invoke(app, ["uncertainty", str(file), "--draws", "64", "--out", str(out)])
    assert 130 == said.exit_code
    assert "Stopped after 32 of 64 draws; what is said rests on these." in said.stderr
    assert "32 futures drawn with seed 1" in " ".join(said.stdout.split())
    rows = list(csv.DictReader(out.open(encoding="utf-8-sig")))
    assert [("32", str(n)) for n in range(32)] == [(row["draws"], row["draw"]) for row in rows]
    notes = list(csv.DictReader((tmp_path / "draws.columns.csv").open(encoding="utf-8-sig")))
    assert ["", *rows[0]] == [note["column"] for note in notes] and all(note["what"] for note in notes)
    assert {"": eventful().program.name, "draws": "32", "seed": "1", "method": "sobol"}.items() <= {
        note["column"]: note["value"] for note in notes
    }.items()


LATE = {**BILL, "changes": [{"scale": RATE, "by": 1.5, "from": "2030-01"}]}
REFUSED = {
    "a correlation of 1": (
        {"correlations": [{"between": [RATE, HOURS], "rank": -1}]},
        "small.yaml: correlations: these rank correlations cannot hold at the same time; lower some of them "
        "until the matrix is positive definite; -1 and 1 are never possible.",
    ),
    "an input that is not there": (
        {"correlations": [{"between": [RATE, "positions[id=per]"], "rank": 0.5}]},
        "small.yaml: correlations[0].between: 'positions[id=per]': nothing in the program fits 'positions[id=per]' "
        "(nearest: 'peer'); name two numbers of the program that carry a range, as scenarios name them.",
    ),
    "a rank of 2": (
        {"correlations": [{"between": [RATE, HOURS], "rank": 2}]},
        "small.yaml: correlations[0].rank: found 2; a number from -1 to 1 is needed (rank correlation).",
    ),
    "a probability of 1.5": (
        {"events": [{**BILL, "probability": 1.5}]},
        "small.yaml: events[0].probability: found 1.5; a number from 0 to 1 is needed (share).",
    ),
    "a month after the horizon": (
        {"events": [LATE]},
        "small.yaml: events[0].changes[0].from: found 2030-01; a month of the horizon is needed, 2026-07 to "
        "2027-03: later, it would change nothing; earlier, it has happened or not.",
    ),
    "a loss after the grant": (
        {"grants": [grant(loss={"probability": 0.1, "month": "2026-11"})]},
        "small.yaml: grants[0].loss.month: a loss after 2026-11; a month from 2026-07 to 2026-08 is needed, "
        "after which the grant would still pay.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_check_refuses_what_cannot_happen_with_its_place(case: str, tmp_path: Path) -> None:
    changes, expected = REFUSED[case]
    file = tmp_path / "small.yaml"
    file.write_bytes(written({**program().tree, **changes}))
    said = CliRunner().invoke(app, ["check", str(file)])
    assert (2, "") == (said.exit_code, said.stdout)
    assert expected in re.sub(r"^.*/| \(line \d+\)", "", said.stderr)
    assert 1 == len(said.stderr.splitlines())


def test_check_takes_what_can_happen(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_bytes(written(eventful(correlations=[{"between": [RATE, HOURS], "rank": 0.5}]).tree))
    said = CliRunner().invoke(app, ["check", str(file)])
    assert 0 == said.exit_code, said.output


def test_the_command_refuses_a_program_in_which_nothing_is_uncertain() -> None:
    said = CliRunner().invoke(app, ["uncertainty", "second-step-startup"])
    assert (2, "") == (said.exit_code, said.stdout)
    assert "second-step-startup: nothing in it is uncertain; give a number a range" in said.stderr


def test_stress_tests_need_no_range(tmp_path: Path) -> None:
    asked = ["uncertainty", "second-step-startup", "--also", "stress"]
    said = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "tables")])
    assert 0 == said.exit_code, said.output
    assert said.stdout.startswith("Nothing in the program is uncertain, so there are no odds to tell.")
    assert "A rate cut" in said.stdout
    assert (tmp_path / "tables" / "stress.csv").exists()
    assert 2 == CliRunner().invoke(app, [*asked, "--also", "tornado"]).exit_code
    assert 2 == CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "draws.csv")]).exit_code
