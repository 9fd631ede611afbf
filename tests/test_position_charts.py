"""Charts of one position and of hours no payer paid for: numbers of the frames, findings as titles, letters, marks."""

import re
from typing import Any

import altair as alt
import pytest

from model.compare import outcome
from model.exports import charts, frames, position_frames
from model.exports.palette import FATE_TONES, STATUS_TONES
from model.exports.tables import as_object
from model.inputs.load import program_of
from tests.small import grant, lead, medicaid, peer, tree
from tests.test_charts import encoded, parts, rows_of


def told(**changes: Any) -> tuple[dict[str, Any], Any]:
    result = outcome(program_of(tree(**changes), "small.yaml"))
    return as_object(result.projection, result.findings), result.file.program


# A grant pays 1,040 dollars for 3 months; then billing at 2.5 a unit pays 520; half the clients have no payer.
CLIFF = {
    "months": 24,
    "grants": [grant()],
    "payers": {"medicaid": medicaid(5.0, client_share=0.5)},
    "reserve": {"opening": 1000},
}


@pytest.fixture(scope="module")
def cliff() -> tuple[dict[str, Any], Any]:
    return told(**CLIFF)


def every_chart(data: dict[str, Any], program: Any) -> dict[str, alt.LayerChart]:
    money = position_frames.money_by_month(data, "peer")
    hours = position_frames.hours_by_month(data, "peer")
    pay = position_frames.pay_by_month(data, "peer")
    return {
        "money": charts.money_by_source(money, "peer", marks=[charts.Mark("2026-09", "notice")]),
        "money beside the baseline": charts.money_by_source(money, "peer", before=money),
        "compact money": charts.money_by_source(money, "peer", compact=True),
        "hours": charts.hours_by_fate(hours, "peer"),
        "hours beside the baseline": charts.hours_by_fate(hours, "peer", before=hours),
        "pay": charts.pay(pay, "peer"),
        "pay beside the baseline": charts.pay(pay, "peer", before=pay),
        "unpaid by year": charts.unpaid_by_year(position_frames.unpaid_by_year(data, program)),
        "unpaid by position": charts.unpaid_by_position(position_frames.unpaid_by_position(data)),
        "gaps": charts.gaps(frames.money(data, program)),
    }


def test_the_stack_holds_every_dollar_of_every_month(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    spec = charts.money_by_source(position_frames.money_by_month(data, "peer"), "peer").to_dict()
    bars = [row for row in rows_of(spec) if "source" in row]
    for row in data["rows"]:
        drawn = sum(bar["dollars"] for bar in bars if bar["month"] == row["month"])
        assert drawn == pytest.approx(row["full_cost"])
    line = {row["month"]: row["dollars"] for row in rows_of(spec) if row.get("line") == "Full cost"}
    assert line == pytest.approx({row["month"]: row["full_cost"] for row in data["rows"]})


def test_sources_are_stacked_in_the_order_of_security_in_the_colours_of_the_board(
    cliff: tuple[dict[str, Any], Any],
) -> None:
    data, _ = cliff
    spec = charts.money_by_source(position_frames.money_by_month(data, "peer"), "peer").to_dict()
    orders = {row["source"]: row["order"] for row in rows_of(spec) if "source" in row}
    assert orders == {tone.name: n for n, tone in enumerate(STATUS_TONES) if tone.name in orders}
    scale = parts(spec)[0]["encoding"]["color"]["scale"]
    shown = dict(zip(scale["domain"], scale["range"], strict=True))
    assert shown == {tone.legend: tone.fill for tone in STATUS_TONES if tone.name in orders}


def test_letters_stand_in_the_middle_of_their_parts(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    spec = charts.money_by_source(position_frames.money_by_month(data, "peer"), "peer").to_dict()
    letters = {(row["month"], row["letter"]): row["middle"] for row in rows_of(spec) if "middle" in row}
    # three months of 1,040 from the grant: the middle month, half as high
    assert letters["2026-08", "G"] == pytest.approx(520)
    # then 520 of billing, and on it 520 that nobody pays
    assert {round(middle) for (_, letter), middle in letters.items() if letter == "B"} == {260}
    assert {round(middle) for (_, letter), middle in letters.items() if letter == "N"} == {780}


def test_the_title_of_the_money_says_who_pays_how_much(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    title = charts.title_of(charts.money_by_source(position_frames.money_by_month(data, "peer"), "peer"))
    # 24 x 1,040 = 24,960; 21 months of 520 billed, grant 3 x 1,040, reserve 1,000, the rest of 9,920 by nobody
    expected = "peer costs $25,000 in 24 months; paid $10,900 by billing, $9,920 by nobody, $3,120 by grants, "
    assert title == f"{expected}$1,000 by the reserve"


def test_a_position_that_costs_nothing_says_so() -> None:
    data, _ = told(positions=[peer(), lead()])
    title = charts.title_of(charts.money_by_source(position_frames.money_by_month(data, "lead"), "lead"))
    assert title == "lead costs $0 in these months"


def test_the_title_of_the_hours_says_how_many_are_paid(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    title = charts.title_of(charts.hours_by_fate(position_frames.hours_by_month(data, "peer"), "peer"))
    # 24 months of 52 hours, half of them for people with a payer
    expected = "Payers pay for 624 of 1,248 hours of peer support that peer gives; "
    assert title == f"{expected}624 are for people whom no payer covers"


def test_hours_are_those_of_the_model_in_colours_of_their_scale(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    spec = charts.hours_by_fate(position_frames.hours_by_month(data, "peer"), "peer").to_dict()
    bars = [row for row in rows_of(spec) if "fate" in row]
    first = {bar["fate"]: bar["hours"] for bar in bars if bar["month"] == "2026-07"}
    given = {fate: hours for fate, hours in data["rows"][0]["hours"].items() if hours > 0 and fate != "delivered"}
    assert first == pytest.approx(given)
    fills = {tone.legend: tone.fill for tone in FATE_TONES}
    scale = parts(spec)[0]["encoding"]["color"]["scale"]
    assert all(fills[legend] == fill for legend, fill in zip(scale["domain"], scale["range"], strict=True))


def test_marked_months_have_a_rule_and_words_and_those_outside_are_left_out(
    cliff: tuple[dict[str, Any], Any],
) -> None:
    data, _ = cliff
    marks = [charts.Mark("2026-09", "notice"), charts.Mark("2026-05", "before the start")]
    spec = charts.money_by_source(position_frames.money_by_month(data, "peer"), "peer", marks=marks).to_dict()
    noted = {(row["month"], row["note"]) for row in rows_of(spec) if "note" in row}
    assert noted == {("2026-09", "notice")}
    assert sum(part["mark"]["type"] == "rule" for part in parts(spec)) == 1


def test_the_baseline_stands_beside_the_scenario(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    money, hours = position_frames.money_by_month(data, "peer"), position_frames.hours_by_month(data, "peer")
    before = money.assign(full_cost=money["full_cost"] + 7)
    rows = rows_of(charts.money_by_source(money, "peer", before=before).to_dict())
    without = [row["dollars"] for row in rows if row.get("line") == "Full cost without the scenario"]
    assert without == pytest.approx([1047.0] * 24)
    rows = rows_of(charts.hours_by_fate(hours, "peer", before=hours).to_dict())
    assert [row["hours"] for row in rows if row.get("line") == "Paid hours without the scenario"] == [26.0] * 24
    compact = charts.title_of(charts.money_by_source(money, "peer", compact=True))
    assert compact.startswith("Without the scenario: peer costs ")


def test_pay_that_rises_and_pay_that_stays() -> None:
    ladder = {"peer": {"steps": [20.0, 22.0], "months_per_step": 2}}
    data, _ = told(ladders=ladder)
    title = charts.title_of(charts.pay(position_frames.pay_by_month(data, "peer"), "peer"))
    assert title == "Pay of peer goes from $20.00 an hour in July 2026 to $22.00 in September 2026"
    data, _ = told()
    title = charts.title_of(charts.pay(position_frames.pay_by_month(data, "peer"), "peer"))
    assert title == "Pay of peer is $20.00 an hour in July 2026 and at the end"


def test_unpaid_hours_say_in_which_year_and_whose_they_are(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    years = charts.title_of(charts.unpaid_by_year(position_frames.unpaid_by_year(data, program)))
    # 26 hours a month over two years of 12 months
    assert years == "In all years no payer pays for 624 hours, the most, 312, in the year that starts in July 2026"
    seats = charts.title_of(charts.unpaid_by_position(position_frames.unpaid_by_position(data)))
    assert seats == "peer gives 312 of the 312 hours no payer pays for in the first year"


def test_gaps_say_when_they_begin_and_what_they_add_up_to(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    money = frames.money(data, program)
    assert list(money["owed"]) == [row["accumulated_gap"] for row in data["months"]]
    # 21 months without 520, less the reserve of 1,000: 9,920; the first gap is in the second month after the grant
    assert charts.title_of(charts.gaps(money)) == "Gaps begin in November 2026 and add up to $9,920 by June 2028"
    assert charts.title_of(charts.gaps(money.assign(owed=0.0))) == "No gap in any month: $0 is left unpaid"


@pytest.mark.parametrize(("draw", "column"), [(charts.cash, "cash_negative"), (charts.reserve, "reserve_at_floor")])
def test_the_month_in_which_money_runs_out_is_marked(cliff: tuple[dict[str, Any], Any], draw: Any, column: str) -> None:
    data, program = cliff
    spec = draw(frames.money(data, program)).to_dict()
    months = {row["month"] for row in rows_of(spec) if "note" in row and "not possible" not in row["note"]}
    found = data["findings"]["program"]
    assert found[column] in months and found["cash_negative"] in months


def test_a_click_on_the_board_is_told_with_position_and_month(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    board = frames.board(data, program)
    (told_click,) = charts.board(board, clickable=True).to_dict()["params"]
    assert told_click["name"] == charts.CELL
    assert told_click["select"]["fields"] == ["position", "month"]
    assert "params" not in charts.board(board).to_dict()
    # letters lie over cells: what is told of them must be a month too
    rows = [row for row in rows_of(charts.board(board, clickable=True).to_dict()) if "middle_month" in row]
    assert rows and all(row["month"] == row["middle_month"] for row in rows)


def test_every_chart_has_a_title_that_states_a_number_and_axes_with_titles() -> None:
    data, program = told(**CLIFF)
    for name, chart in every_chart(data, program).items():
        spec = chart.to_dict()
        assert re.search(r"\d", charts.title_of(chart)), name
        for part in parts(spec):
            for channel in encoded(part):
                assert re.fullmatch(r"[a-z][a-z0-9_]*", channel["field"]), f"{name}: {channel['field']}"
            for axis in ("x", "y"):
                channel = part["encoding"].get(axis, {})
                if "field" in channel:
                    assert channel.get("title") or channel.get("axis", {}).get("title"), f"{name}: {axis} has no title"


def test_a_program_of_one_month_is_drawn_too() -> None:
    data, program = told(months=1, payers={"medicaid": medicaid(5.0, client_share=0.5)})
    for name, chart in every_chart(data, program).items():
        assert charts.title_of(chart), name
        chart.to_dict()
