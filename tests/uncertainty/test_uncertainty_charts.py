"""Frames and charts of what is not known: every row from the answers, titles that say what they show."""

import numpy as np
import pytest
from pytest import approx

from model.exports import uncertainty_frames as frames
from model.exports.charts import title_of
from model.exports.charts.uncertainty import chance_map, fan, index_chart, tornado
from model.guesses import inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.load import program_of
from model.uncertainty.answers import answers, kept_of
from model.uncertainty.futures import futures
from model.uncertainty.mattering import sobol
from model.uncertainty.tornado import tornado as tornado_of
from model.uncertainty.tornado import unknown
from tests.small import medicaid, peer, tree

RATE = {"medicaid": medicaid({"value": 5, "low": 4, "high": 6, "distribution": "uniform"})}


@pytest.fixture(scope="module")
def file():
    seats = [peer("here"), peer("later", start="2026-08")]
    return program_of(tree(payers=RATE, positions=seats, reserve={"opening": 20_000}), "small.yaml")


@pytest.fixture(scope="module")
def drawn(file):
    return futures(file, draws=64, seed=1)


def test_a_position_has_a_chance_in_each_month_in_which_it_is_to_be_there_the_share_of_draws(drawn):
    frame = frames.chance_by_month(answers(drawn))
    assert list(frame.groupby("position", sort=False).size()) == [3, 2]
    # at 4 to 6 dollars the seat pays for itself above 5, half of the time
    assert frame["chance"].tolist() == approx([0.5] * 5, abs=0.02)
    table = frames.chance_table(frame)
    assert list(table.columns) == ["Position", "2026-07", "2026-09"]
    assert table.iloc[1].tolist()[:2] == ["later", "not there"]


def test_the_map_says_the_chances_of_the_last_month(drawn):
    chart = chance_map(frames.chance_by_month(answers(drawn)))
    assert title_of(chart) == "Every position is funded in September 2026 with a chance of 52 %"
    assert len(chart.to_dict()["layer"]) == 2


def test_a_fan_is_the_quantiles_of_the_draws_and_rises_from_low_to_high(drawn):
    found, kept = answers(drawn), drawn.measured(kept_of)
    frame = frames.fans(found, "reserve")
    assert frame["middle"].to_numpy() == approx(np.median(kept["reserve"], axis=0))
    assert (np.diff(frame[list(frames.BAND)].to_numpy(), axis=1) >= 0).all()
    assert title_of(fan(frame, "the reserve")).startswith(
        "In 8 of 10 futures the reserve in September 2026 is between "
    )


def test_the_reach_of_each_position_is_told_with_its_error(drawn):
    table = frames.reach_table(answers(drawn))
    assert list(table["Position"]) == ["here", "later"]
    assert table["Sustained throughout"].str.contains("with 95 % between").all()


def test_a_bar_for_each_end_and_a_finding_of_the_largest(file):
    found = tornado_of(file, unknown(inputs_of(file, load_assumptions())))
    frame = frames.tornado_bars(found, "money")
    # 208 units and a month, 3 + 2 seat-months, a dollar less or more
    assert frame[["end", "at", "change"]].to_numpy().tolist() == [
        ["low", 4.0, approx(-1040)],
        ["high", 6.0, approx(1040)],
    ]
    assert title_of(tornado(frame, "$")) == "Rate (medicaid, individual) alone changes it most: by -$1,040 to $1,040"
    assert title_of(tornado(frames.tornado_bars(found, "sustained"), "position-months")).endswith("position-months")


def test_two_marks_for_each_input_with_their_intervals(drawn):
    found = sobol(drawn, points=128, seed=1)["money"]
    frame = frames.index_bars(found, {drawn.inputs[0].name: "Rate"})
    assert list(frame["kind"]) == ["Alone", "With the others"]
    assert (frame["low"] <= frame["index"] + 1e-9).all()
    assert frame["index"].tolist() == approx([1.0, 1.0], abs=0.05)
    assert title_of(index_chart(frame)).startswith("Rate accounts for ")
