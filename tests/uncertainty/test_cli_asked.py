"""What the command answers beside the odds is what the model says, on the screen, as JSON and in the folder."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from model.cli import uncertainty as command
from model.cli import uncertainty_asked as asked
from model.cli.commands import app
from model.guesses import inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.writing import written
from model.questions.fair_pay import fair_pay
from model.questions.standards import MarketPercentile
from model.uncertainty import finding_out, indices, mattering, tornado
from tests.uncertainty.test_futures import HOURS, RATE, drawn, eventful, program


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "POINTS", 8)
    monkeypatch.setattr(asked, "DRAWS", 32)


def said(path: Path, file: Any, *more: str) -> Any:
    (path / "small.yaml").write_bytes(written(file.tree))
    arguments = ["uncertainty", str(path / "small.yaml"), "--draws", "16", "--seed", "5", *more]
    return CliRunner().invoke(app, arguments)


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.open(encoding="utf-8-sig")))


def test_answers_that_are_solved_for_are_ranges_in_every_form(tmp_path: Path) -> None:
    # a rate of 5 pays a peer in full in every future; two dollars more an hour cost 2 x 9 x 52 / 12 = 78 dollars for
    # each of the hours a week that are drawn
    out = tmp_path / "tables"
    lever = "rate:medicaid, individual"
    asks = ["--break-even", lever, "--fair-pay", "22", "--solved", "3", "--out", str(out), "--json"]
    done = said(tmp_path, program(), *asks)
    assert 0 == done.exit_code, done.output
    data = json.loads(done.stdout)
    values = {(row["name"], row["draw"]): row["value"] for row in data["solved_draws"]}
    hours = drawn(program(), 16).input(HOURS).values[:3]
    even = next(row["name"] for row in data["solved"] if row["solved_for"] == f"break-even {lever}")
    assert [5, 5, 5] == pytest.approx([values[even, draw] for draw in range(3)], abs=0.02)
    assert 78 * hours == pytest.approx(np.array([values["net cost", draw] for draw in range(3)]), abs=0.02)
    middle = next(row for row in data["solved"] if row["name"] == "net cost")
    assert (3, 3) == (middle["draws"], middle["solved"])
    assert any("$5.00 a unit, in 8 of 10 futures from" in sentence for sentence in data["sentences"])
    assert any(sentence.startswith("Net cost over 9 months from July 2026: $") for sentence in data["sentences"])
    written_down = {row["name"]: row for row in rows(out / "solved.csv")}
    assert middle["percentile_50"] == pytest.approx(float(written_down["net cost"]["percentile_50"]))
    assert len(rows(out / "solved_draws.csv")) == len(data["solved_draws"])
    assert data["sentences"] == (out / "sentences.txt").read_text(encoding="utf-8-sig").splitlines()


def test_what_matters_is_what_the_model_says(tmp_path: Path) -> None:
    file = eventful()
    asks = [word for name in asked.Also for word in ("--also", name.value)]
    done = said(tmp_path, file, *asks, "--decide-for", "money", "--raise-by", "0.1", "--json")
    assert 0 == done.exit_code, done.output
    data = json.loads(done.stdout)
    swings = tornado.tornado(file, tornado.unknown(inputs_of(file, load_assumptions())))
    most = swings.ranked("money")[0]
    first = next(row for row in data["tornado"] if row["measure"] == "money")
    assert (most.input.path, *most.ends["money"]) == (first["name"], first["change_at_low"], first["change_at_high"])
    shares = mattering.sobol(drawn(file, 1), points=8, seed=5)["money"]
    ours = [row for row in data["indices"] if row["measure"] == "money"]
    assert [(one.name, one.total) for one in shares.inputs] == [(row["name"], row["total"]) for row in ours]
    assert indices.INDEPENDENT in data["sentences"]
    actions = mattering.usual_actions(file, raise_by=0.1)
    decided = mattering.decide(file, actions, objective="money", draws=32, seed=5)
    assert [(d.name, d.value) for d in decided.inputs] == [(row["name"], row["gain"]) for row in data["finding_out"]]
    assert [finding_out.asks(d.name) for d in decided.inputs] == [row["ask"] for row in data["finding_out"]]
    assert {"chance", "ignorance", "both"} == {row["due_to"] for row in data["apart"]}
    left_out = [sentence for sentence in data["sentences"] if sentence.startswith("Events are left out here: ")]
    assert 2 == len(left_out)  # of the tornado, and of chance apart from what could be found out
    assert {"a rate cut", "a delayed award"} <= {row["stress"] for row in data["stress"]}
    assert all(row["source"] or row["confidence"] == "judgement" for row in data["stress_numbers"])


def test_people_one_by_one_bring_chance_to_a_program_in_which_all_is_known(tmp_path: Path) -> None:
    still = program(positions=[{**program().tree["positions"][0], "hours_per_week": 12}])
    seats = {**still.tree, "staffing": {"annual_turnover": 0.9, "months_vacant": 2}}
    seats["payers"]["medicaid"]["services"]["individual"]["rate"] = 5
    (tmp_path / "known.yaml").write_bytes(written(seats))
    runner = CliRunner()
    assert 2 == runner.invoke(app, ["uncertainty", str(tmp_path / "known.yaml"), "--draws", "16"]).exit_code
    done = runner.invoke(
        app, ["uncertainty", str(tmp_path / "known.yaml"), "--draws", "16", "--people", "--also", "apart"]
    )
    assert 0 == done.exit_code, done.output
    assert "so all of the spread is chance" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("ask", "expected"),
    [(("--break-even", "luck"), "luck"), (("--fair-pay", "-1"), "-1")],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_drawn(
    tmp_path: Path, ask: tuple[str, str], expected: str
) -> None:
    done = said(tmp_path, program(), *ask)
    assert (2, "") == (done.exit_code, done.stdout)
    assert expected in done.stderr and 1 == len(done.stderr.splitlines())


def test_an_interruption_keeps_the_answers_that_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setitem(asked._ALSO, asked.Also.stress, interrupted)
    done = said(tmp_path, program(), "--also", "tornado", "--also", "stress")
    assert 130 == done.exit_code
    assert "One unknown at a time" in done.stdout and "Stopped after 1 of 2 further questions." in done.stderr


def test_every_standard_of_fair_pay_may_be_asked_for(tmp_path: Path) -> None:
    # percentile 50 of peers' wages in a state with its own table, measured in each future as `fair-pay` does in one
    asks = ["--percentile", "50", "--occupation", "21-1094", "--state", "MN", "--solved", "2", "--json"]
    done = said(tmp_path, program(), *asks)
    assert 0 == done.exit_code, done.output
    data = json.loads(done.stdout)
    standard = MarketPercentile(state="MN", occupation="21-1094", percentile=50, annual_change=None)
    single = fair_pay(drawn(program(), 16).single(0), standard, levers=())
    found = next(row["value"] for row in data["solved_draws"] if (row["name"], row["draw"]) == ("net cost", 0))
    assert sum(year.net for year in single.plain.years) == pytest.approx(found)
    twice = said(tmp_path, program(), "--fair-pay", "22", "--competitor", "Walmart")
    assert "found 2 standards; give one of --fair-pay, --ladder" in twice.stderr


def test_events_are_told_with_what_they_do_and_from_when_and_what_moves_together_with_its_correlation(
    tmp_path: Path,
) -> None:
    file = eventful(correlations=[{"between": [RATE, HOURS], "rank": 0.5}])
    told = said(tmp_path, file)
    futures = drawn(file, 16)
    for event, effect in zip(futures.events, futures.effects, strict=True):
        assert f"{event.name}: a chance of {100 * event.probability:g} % ({effect})" in " ".join(told.stdout.split())
    assert "a rank correlation of 0.5" in " ".join(told.stdout.split())
    data = json.loads(said(tmp_path, file, "--json").stdout)
    assert [{"one": RATE, "other": HOURS, "rank_correlation": 0.5}] == data["correlations"]


def test_the_bar_of_a_run_in_parts_goes_on_where_the_last_part_ended() -> None:
    # the second of two halves: half done when it begins, three quarters in its middle, all when it ends
    told: list[float] = []
    tell = command._within(told.append, 0.5, 1.0)
    for share in (0.0, 0.5, 1.0):
        tell(share)
    assert [0.5, 0.75, 1.0] == told
