"""Side by side: figures, lines, bars and the waterfall, without a browser; bars add up to the whole, to the cent."""

import itertools
import json
import math
import re
from typing import Any

import altair as alt
import numpy as np
import pytest
from pytest import approx

from model.compare import Comparison, compare, measures, outcome
from model.exports import charts, compare_frames
from model.exports.charts.comparison import gap_by_year, sustained
from model.exports.charts.waterfall import waterfall
from model.exports.compare_frames import MEASURES, Side
from model.exports.palette import SIDE_DASHES, SIDE_TONES
from model.exports.tables import as_object
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.scenario import Placed, applied, load_scenarios, read_scenarios
from model.inputs.writing import written
from pages.parts.standing import PROGRAMS, SCENARIOS
from tests.small import grant, medicaid, tree
from tests.test_charts import BLINDNESS, contrast, encoded, in_lab, linear, parts, rows_of

# A grant pays the peer's 1,040 dollars for three months of 24; then billing pays half and nobody the rest.
CLIFF = {"months": 24, "grants": [grant()], "payers": {"medicaid": medicaid(2.5)}}
RATE = {"set": "payers.medicaid.services.individual.rate", "to": 5.0, "from": "2027-07"}
RAISE = {"set": "ladders.peer.steps", "to": [22.0], "from": "2026-10"}
GIFTS = {"set": "fundraising.per_month", "to": 100.0}
PLANS = {"The rate rises": [RATE], "Pay rises too": [RAISE, GIFTS], "Both": [RATE, RAISE, GIFTS]}


def file() -> ProgramFile:
    return program_of(tree(**CLIFF), "small.yaml")


def plans(**changes: list[dict[str, Any]]) -> tuple[Placed, ...]:
    listed = [{"name": name, "why": "a test", "changes": each} for name, each in changes.items()]
    return read_scenarios(written(listed), "plans.yaml")


def way(*names: str) -> Comparison:
    return compare(file(), [placed for placed in plans(**PLANS) if placed.name in names])


def shown(*names: str) -> tuple[Side, ...]:
    """The file as it stands and scenarios, each alone."""
    named = []
    for name in (None, *names):
        laid = applied(file(), [p for p in plans(**PLANS) if p.name == name]) if name else file()
        result = outcome(laid)
        data = as_object(result.projection, result.findings)
        named.append((name or "The file as it stands", result, data, (name,) if name else ()))
    return compare_frames.sides(named)


def test_figures_are_those_of_the_model_and_differences_are_to_the_first() -> None:
    sides = shown("The rate rises")
    numbers = compare_frames.figures(sides)
    # 520 of 1,040 dollars unpaid for 21 months; the rate pays all from July 2027, the 13th month
    assert numbers["A The file as it stands"]["gap"] == approx(21 * 520)
    assert numbers["B The rate rises"]["gap"] == approx(9 * 520)
    table = compare_frames.figure_table(sides).set_index("Figure")
    assert list(table.loc["Nobody pays"]) == ["$10,900", "$4,680 (−$6,240)"]
    # three months of grant, then twelve of billing
    assert list(table.loc["Position-months funded"]) == ["3", "15 (+12)"]
    assert list(table.loc["Months before the first gap"]) == ["3", "3 (the same)"]


def test_a_runway_without_a_gap_has_no_difference() -> None:
    paid = outcome(program_of(tree(), "paid.yaml"))
    both = [("A", outcome(file()), {}, ()), ("B", paid, {}, ())]
    named = [(name, out, as_object(out.projection, out.findings), stack) for name, out, _, stack in both]
    table = compare_frames.figure_table(compare_frames.sides(named)).set_index("Figure")
    assert list(table.loc["Months before the first gap"]) == ["3", "no gap"]


def test_the_verdict_names_what_keeps_most_positions_and_what_is_left_unpaid() -> None:
    said = compare_frames.verdict(shown("The rate rises", "Pay rises too"))
    assert said == (
        "“The rate rises” keeps most positions for longest: 15 of 24 position-months funded, and nobody pays $4,680."
    )
    alone = compare_frames.verdict(shown())
    assert alone == "As the file stands, 3 of 24 position-months funded, and nobody pays $10,900."
    same = compare_frames.verdict(shown("Pay rises too"))
    assert same.startswith("All 2 keep as many positions for as long, 3 of 24 position-months funded; least is left")


def test_lines_and_bars_hold_the_numbers_of_the_model() -> None:
    sides = shown("The rate rises")
    lines = compare_frames.sustained(sides)
    drawn = [row for row in rows_of(sustained(lines).to_dict()) if "positions" in row and row["side"][0] == "B"]
    assert [row["positions_sustained"] for row in sides[1].data["months"]] == [row["positions"] for row in drawn][:24]
    years = compare_frames.gap_by_year(sides)
    bars = [row for row in rows_of(gap_by_year(years).to_dict()) if "gap" in row and row["side"][0] == "B"]
    found = sides[1].data["findings"]["program"]["gap_by_fiscal_year"]
    assert {row["year"]: row["gap"] for row in bars} == found
    table = compare_frames.by_side(years, "year", "gap", "Fiscal year from")
    assert list(table.iloc[0]) == ["July 2026", "$4,680", "$4,680"]


@pytest.mark.parametrize("measure", MEASURES)
def test_bars_sum_to_the_whole_difference_to_the_cent(measure: str) -> None:
    comparison = way("Both")
    frame = compare_frames.taken_apart(comparison.steps, measure, {})
    assert frame["adds"].iloc[:-1].sum() == approx(comparison.totals[measure], abs=0.005)
    assert frame["end"].iloc[-1] == approx(comparison.totals[measure], abs=0.005)
    # each bar begins where the one before ends, and the whole begins at nothing
    assert list(frame["begin"].iloc[1:-1]) == approx(list(frame["end"].iloc[:-2]))
    assert frame["begin"].iloc[-1] == 0


EXAMPLES = sorted(path for path in PROGRAMS.glob("*.yaml") if not path.name.endswith(SCENARIOS))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_way_between_any_two_scenarios_of_an_example_adds_up(path: Any) -> None:
    program, placed = load_program(path), load_scenarios(path.with_name(path.stem + SCENARIOS))
    ways = [compare(program, []), *(compare(program, [one]) for one in placed)]
    for one, other in itertools.permutations(ways, 2):
        steps = compare_frames.between(one, other)
        start, end = measures(one.scenario), measures(other.scenario)
        for measure in MEASURES:
            frame = compare_frames.taken_apart(steps, measure, {})
            assert frame["adds"].iloc[-1] == approx(end[measure] - start[measure], abs=0.005)


def test_what_two_scenarios_begin_with_is_left_alone() -> None:
    one, other = way("The rate rises"), way("The rate rises", "Pay rises too")
    steps = compare_frames.between(one, other)
    assert [step.label for step in steps] == ["Pay rises too", "Pay rises too"]
    assert [step.change for step in compare_frames.between(other, one)] == [
        "without: fundraising.per_month = 100.0",
        "without: ladders.peer.steps = [22.0] from 2026-10",
    ]


def test_the_waterfall_says_changes_in_the_words_given() -> None:
    frame = compare_frames.taken_apart(way("The rate rises").steps, "gap", {str(plans(**PLANS)[0].changes[0]): "Rate"})
    assert list(frame["what"]) == ["Rate", "The whole difference"]
    table = compare_frames.step_table(frame, "gap")
    assert list(table["What nobody pays"]) == ["−$6,240", "−$6,240"]
    assert "What nobody pays, from A to B: −$6,240" == charts.title_of(waterfall(frame, "gap", "from A to B"))


def test_a_name_with_quotes_stays_one_label() -> None:
    frame = compare_frames.taken_apart(way("The rate rises").steps, "gap", {})
    frame["what"] = ['it\'s "one" \\ <b>', "The whole difference"]
    labels = json.dumps(waterfall(frame, "gap", "from A to B").to_dict())
    assert "it's" in labels and "labelExpr" in labels


def every_chart() -> dict[str, alt.LayerChart]:
    sides = shown("The rate rises", "Pay rises too", "Both")
    frame = compare_frames.taken_apart(way("Both").steps, "gap", {})
    return {
        "sustained": sustained(compare_frames.sustained(sides)),
        "gap": gap_by_year(compare_frames.gap_by_year(sides)),
        "waterfall": waterfall(frame, "gap", "from A to D"),
    }


def test_every_chart_states_a_finding_and_names_its_axes() -> None:
    for name, chart in every_chart().items():
        assert re.search(r"\d", charts.title_of(chart)), name
        for part in parts(chart.to_dict()):
            assert all(re.fullmatch(r"[a-z][a-z0-9_]*", channel["field"]) for channel in encoded(part))
            for axis in ("x", "y"):
                channel = part["encoding"].get(axis, {})
                if "field" in channel and channel["field"] != "zero":
                    assert channel.get("title") or channel.get("axis", {}).get("title"), (name, axis)


def test_each_side_has_a_letter_and_a_dash_of_its_own_beside_its_colour() -> None:
    assert len({tone.letter for tone in SIDE_TONES}) == len(SIDE_TONES) == len(set(SIDE_DASHES))
    letters = {row["letter"] for row in rows_of(every_chart()["sustained"].to_dict()) if "letter" in row}
    assert letters == {"A", "B", "C", "D"}


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colours_of_sides_stay_apart_for_colour_blind_readers(blindness: str) -> None:
    seen = [in_lab(BLINDNESS[blindness] @ linear(tone.fill)) for tone in SIDE_TONES]
    for one, other in itertools.combinations(seen, 2):
        assert float(np.linalg.norm(one - other)) >= 20.0


@pytest.mark.parametrize("page", ["#ffffff", "#12161c"])
def test_lines_of_sides_can_be_seen_on_a_white_and_a_dark_page(page: str) -> None:
    assert all(contrast(tone.fill, page) >= 3.0 for tone in SIDE_TONES)


def test_nothing_unpaid_is_said_so() -> None:
    result = outcome(program_of(tree(months=24), "paid.yaml"))
    sides = compare_frames.sides([("Paid", result, as_object(result.projection, result.findings), ())])
    chart = gap_by_year(compare_frames.gap_by_year(sides))
    assert charts.title_of(chart) == "Nothing is left unpaid: $0 in every year"
    assert math.isinf(compare_frames.figures(sides)["A Paid"][compare_frames.RUNWAY])
