"""Charts and the frames behind them: the right rows, titles that state a finding, colours that stay apart."""

import itertools
import re
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest

from model.compare import outcome
from model.exports import charts, frames
from model.exports.palette import BIND_TONES, FATE_TONES, STATUS_TONES, Tone
from model.exports.tables import as_object
from model.findings import BINDS, STATUSES
from model.inputs.load import program_of
from model.sentences import rounded
from model.stages.parts.fates import FATES
from tests.small import grant, lead, medicaid, peer, tree

# Machado, Oliveira and Fernandes 2009, full severity, on linear RGB
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# A difference of 2.3 in CIELAB is the least that is seen side by side; colours apart on a page need several times that.
APART = {"status": 20.0, "binds": 14.0, "fates": 20.0}
READABLE = 4.5


def told(**changes: Any) -> tuple[dict[str, Any], Any]:
    """A small program as one object, and the program."""
    result = outcome(program_of(tree(**changes), "small.yaml"))
    return as_object(result.projection, result.findings), result.file.program


# A grant pays 1,040 dollars a month of the peer for 3 months; then billing at 2.5 a unit pays half of 1,040.
CLIFF = {"months": 24, "grants": [grant()], "payers": {"medicaid": medicaid(2.5)}, "reserve": {"opening": 1000}}


@pytest.fixture
def cliff() -> tuple[dict[str, Any], Any]:
    return told(**CLIFF)


def every_chart(data: dict[str, Any], program: Any) -> dict[str, alt.LayerChart]:
    board, money, binding = frames.board(data, program), frames.money(data, program), frames.binding(data)
    return {
        "board": charts.board(board),
        "compact board": charts.board(board, compact=True, before="Without the scenario: "),
        "reserve": charts.reserve(money),
        "reserve beside the baseline": charts.reserve(money, money),
        "cash": charts.cash(money),
        "cash beside the baseline": charts.cash(money, money),
        "unpaid hours": charts.unpaid_hours(frames.unpaid_hours(data)),
        "binding": charts.binding(binding, list(money["month"])),
    }


def parts(spec: Any) -> list[dict[str, Any]]:
    """Every part of a specification that draws marks."""
    inner = [part for layer in spec.get("layer", []) for part in parts(layer)]
    return inner + ([spec] if "mark" in spec else [])


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every row that a specification holds."""
    return [row for rows in spec["datasets"].values() for row in rows]


def encoded(part: dict[str, Any]) -> list[dict[str, Any]]:
    """The channels of a part that read a column."""
    channels = part.get("encoding", {}).values()
    flat = [one for channel in channels for one in (channel if isinstance(channel, list) else [channel])]
    return [one for one in flat if "field" in one]


def test_the_board_draws_each_position_and_month_that_is_there(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    spec = charts.board(frames.board(data, program)).to_dict()
    drawn = {
        (row["position"], row["month"], row["status"]) for row in rows_of(spec) if "full_cost" in row and "month" in row
    }
    there = {(r["position"], r["month"], r["status"]) for r in data["rows"] if r["status"] != "inactive"}
    assert there == drawn
    assert len(there) == 24


def test_the_board_shows_the_dollars_of_the_model_on_hover(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    board = frames.board(data, program)
    for shown, row in zip(board.to_dict("records"), data["rows"], strict=True):
        sources = {name: shown[name] for name in frames.SOURCE_LABELS if name != "gap"}
        assert {f"from_{name}": dollars for name, dollars in sources.items()} == {
            key: row[key] for key in row if key.startswith("from_")
        }
        # full cost = all sources + gap
        assert row["full_cost"] == pytest.approx(sum(sources.values()) + shown["gap"])


def test_runs_cover_every_month_of_each_position_once(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    spans = frames.runs(frames.board(data, program))
    # 3 months of grant; billing then pays 520 of 1,040 and the reserve 520, 480; nobody the rest
    assert [(row.status, row.first_month, row.months) for row in spans.itertuples()][:2] == [
        ("grant", "2026-07", 3),
        ("reserve", "2026-10", 1),
    ]
    assert spans["months"].sum() == 24


def test_letters_stand_beside_colours_for_every_run_wide_enough(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    board = frames.board(data, program)
    spec = charts.board(board).to_dict()
    letters = [row["letter"] for row in rows_of(spec) if "middle_month" in row]
    assert [row.letter for row in frames.runs(board).itertuples()] == letters


def test_months_after_cash_has_run_out_are_marked_as_not_possible(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    broke = data["findings"]["program"]["cash_negative"]
    assert broke is not None
    spec = charts.board(frames.board(data, program)).to_dict()
    low = [part for part in parts(spec) if part["mark"].get("height") == {"band": 0.5}]
    shown_low = {row["month"] for part in low for row in spec["datasets"][part["data"]["name"]]}
    assert {row["month"] for row in data["months"] if row["month"] > broke} == shown_low
    assert "cash has run out:\nnot possible as it stands" in {row.get("note") for row in rows_of(spec)}
    assert "not possible as it stands" in str(charts.cash(frames.money(data, program)).to_dict())


def test_nothing_is_marked_as_not_possible_while_cash_lasts() -> None:
    data, program = told(months=6, payers={"medicaid": medicaid(9.0)}, reserve={"opening": 1_000_000})
    assert data["findings"]["program"]["cash_negative"] is None
    for name, chart in every_chart(data, program).items():
        assert "not possible" not in str(chart.to_dict()), name


def test_reserve_and_cash_lines_are_those_of_the_model(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    money = frames.money(data, program)
    for chart, key, name in (
        (charts.reserve(money), "reserve", "Reserve"),
        (charts.cash(money), "cash", "Cash"),
    ):
        lines = [row for row in rows_of(chart.to_dict()) if row.get("line") == name]
        assert [row[key] for row in data["months"]] == [row["dollars"] for row in lines]


def test_the_floor_of_the_reserve_follows_its_dates() -> None:
    floor = [{"from": "2026-07", "value": 100}, {"from": "2026-09", "value": 300}]
    data, program = told(reserve={"opening": 5000, "floor": floor})
    assert list(frames.money(data, program)["floor"]) == [100, 100, 300]


def test_unpaid_hours_add_up_to_those_of_the_model() -> None:
    data, _ = told(months=24, payers={"medicaid": medicaid(client_share=0.25, denial=0.5)})
    unpaid = frames.unpaid_hours(data).set_index("cause")
    # 52 hours a month, a quarter of clients with a payer: 39 without; of 13 hours half is denied
    assert unpaid["first_year"]["no_payer"] == pytest.approx(12 * 39)
    assert unpaid["first_year"]["denied"] == pytest.approx(12 * 6.5)
    assert unpaid["all_months"]["no_payer"] == pytest.approx(24 * 39)
    bars = [row for row in rows_of(charts.unpaid_hours(unpaid.reset_index()).to_dict()) if "label" in row]
    assert [row["cause"] for row in bars] == ["no_payer", "denied"]


def test_what_binds_is_counted_by_position() -> None:
    data, _ = told(positions=[peer("a"), peer("b"), lead()])
    counts = frames.months_bound(frames.binding(data))
    # three months each, held by hours; the lead sees no clients
    assert counts[["Position", "Hours"]].to_numpy().tolist() == [["a", 3], ["b", 3]]


def test_a_column_of_first_months_that_no_position_has_is_left_out() -> None:
    data, _ = told(payers={"medicaid": medicaid(9.0)})
    assert list(frames.first_months(data)) == ["Position", "Billing covers"]
    # 208 units x 9 dollars = 1,872 of 1,040 dollars
    assert frames.first_months(data)["Billing covers"][0] == "180 %"


def test_first_months_are_those_of_the_model(cliff: tuple[dict[str, Any], Any]) -> None:
    data, _ = cliff
    table = frames.first_months(data).set_index("Position")
    for position, found in data["findings"]["positions"].items():
        for key, label in frames.MONTH_LABELS.items():
            shown = table[label][position] if label in table else frames.NO_MONTH
            assert shown.removesuffix(", past") == frames.short(found[key])


def test_a_grant_that_goes_on_for_others_pays_for_a_seat_until_it_is_gone() -> None:
    # both seats share a grant of six months; the first is gone after three
    both = grant(end="2026-12", covers={"a": 1.0, "b": 1.0})
    seats = [peer("a", end="2026-09"), peer("b")]
    data, _ = told(positions=seats, months=6, grants=[both], payers={"medicaid": medicaid(2.5)})
    assert list(frames.first_months(data)["Grant until"]) == ["Sep 2026", "Dec 2026"]


@pytest.mark.parametrize(("months_paid", "side"), [(3, "left"), (18, "right")])
def test_the_words_about_cash_stand_at_their_line_on_the_side_with_more_room(months_paid: int, side: str) -> None:
    data, program = told(**CLIFF)
    board = frames.board(data, program).assign(possible=[n < months_paid for n in range(24)])
    words, rule = (
        [p for p in parts(charts.board(board).to_dict()) if p["mark"]["type"] == t][-1] for t in ("text", "rule")
    )
    assert words["mark"]["align"] == side
    assert words["encoding"]["x"] == rule["encoding"]["x"]


def test_a_month_of_a_narrow_table_is_short() -> None:
    assert [frames.short(month) for month in ("2027-09", "2027-05", None)] == ["Sep 2027", "May 2027", frames.NO_MONTH]


def test_notice_that_should_have_been_given_before_the_first_month_is_past() -> None:
    # nothing pays from the first month: the first gap is in July 2026, and notice 4 weeks before June 2026
    data, _ = told(payers={"medicaid": medicaid(0.0)})
    assert frames.first_months(data)["Notice by"][0] == "May 2026, past"


def test_every_finding_of_a_month_has_a_label() -> None:
    from model.exports.tables import FIRST_MONTHS

    assert set(FIRST_MONTHS) == set(frames.MONTH_LABELS)


def test_the_board_is_a_table_of_its_runs_too(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    table = frames.run_table(frames.board(data, program))
    assert list(table.iloc[0]) == ["peer", "Grant", "July 2026", "September 2026", "3"]
    assert len(table) == len(frames.runs(frames.board(data, program)))


def test_every_chart_has_a_title_axis_titles_and_plain_column_names() -> None:
    data, program = told(**{**CLIFF, "payers": {"medicaid": medicaid(2.5, client_share=0.5)}})
    for name, chart in every_chart(data, program).items():
        spec = chart.to_dict()
        title = charts.title_of(chart)
        assert re.search(r"\d|no hour|never|stays", title), f"{name}: {title} states no finding"
        for part in parts(spec):
            for channel in encoded(part):
                assert re.fullmatch(r"[a-z][a-z0-9_]*", channel["field"]), f"{name}: {channel['field']}"
            for axis in ("x", "y"):
                channel = part["encoding"].get(axis, {})
                if "field" in channel:
                    assert channel.get("title") or channel.get("axis", {}).get("title"), f"{name}: {axis} has no title"
        for row in rows_of(spec):
            assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in row), name


def test_axes_of_dollars_and_hours_say_so() -> None:
    data, program = told(**{**CLIFF, "payers": {"medicaid": medicaid(2.5, client_share=0.5)}})
    drawn = every_chart(data, program)
    for name in ("reserve", "cash"):
        assert '"title": "Dollars at the month\'s end"' in drawn[name].to_json()
    assert '"title": "Hours of peer support in the first year"' in drawn["unpaid hours"].to_json()


def test_titles_state_what_the_numbers_say() -> None:
    data, program = told(**CLIFF)
    money, found = frames.money(data, program), data["findings"]["program"]
    floor, broke = found["reserve_at_floor"], found["cash_negative"]
    assert f"The reserve is at its floor in {frames.in_words(floor)}" == charts.title_of(charts.reserve(money))
    assert f"Cash runs out in {frames.in_words(broke)}" == charts.title_of(charts.cash(money))
    board = charts.board(frames.board(data, program))
    expected = "The one position is paid for without the reserve until October 2026; then none"
    assert expected == charts.title_of(board)


@pytest.mark.parametrize(
    ("statuses", "finding"),
    [
        (["grant grant", "grant gap"], "All 2 positions are paid for without the reserve until August 2026; then 1"),
        (
            ["grant grant", "grant gap", "gap gap"],
            "All 2 positions are paid for without the reserve until August 2026; then 1, and none in September 2026",
        ),
        (
            ["grant gap", "grant gap"],
            "1 of 2 positions is paid for without the reserve in every month through August 2026",
        ),
        (["gap gap", "grant gap"], "None of 2 positions is paid for without the reserve in July 2026; at most 1 later"),
        (["gap gap", "reserve gap"], "None of 2 positions is paid for without the reserve in July 2026 or later"),
    ],
)
def test_the_board_says_how_many_are_paid_for_and_until_when(statuses: list[str], finding: str) -> None:
    data, program = told(positions=[peer("a"), peer("b")], months=len(statuses))
    board = frames.board(data, program).sort_values(["month", "position"], ignore_index=True)
    board["status"] = " ".join(statuses).split()
    assert charts.title_of(charts.board(board)) == finding


def test_a_reserve_and_cash_that_last_say_how_low_they_come() -> None:
    # earns 1,872 of 1,040 dollars: the reserve gains 832 a month
    data, program = told(payers={"medicaid": medicaid(9.0)}, reserve={"opening": 500, "floor": 100})
    money = frames.money(data, program)
    assert (
        charts.title_of(charts.reserve(money))
        == f"The reserve stays above its floor; its lowest is {rounded(1332)} in July 2026"
    )
    assert charts.title_of(charts.cash(money)).startswith("Cash does not run out; its lowest is ")
    board = charts.board(frames.board(data, program))
    assert (
        charts.title_of(board)
        == "The one position is paid for without the reserve in every month through September 2026"
    )


def test_the_baseline_stands_beside_the_scenario_as_a_third_line(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    money = frames.money(data, program)
    before = money.assign(reserve=money["reserve"] + 7)
    lines = pd.DataFrame([row for row in rows_of(charts.reserve(money, before).to_dict()) if "line" in row])
    assert list(lines["line"].unique()) == ["Reserve", "Floor", "Reserve without the scenario"]
    third = lines[lines["line"] == "Reserve without the scenario"]["dollars"]
    assert list(before["reserve"]) == list(third)


def test_colours_of_the_board_come_from_the_palette(cliff: tuple[dict[str, Any], Any]) -> None:
    data, program = cliff
    text = str(charts.board(frames.board(data, program)).to_dict())
    for tone in STATUS_TONES:
        assert tone.fill in text and tone.legend in text
    assert [tone.name for tone in STATUS_TONES] == list(STATUSES)
    assert [tone.name for tone in BIND_TONES] == list(BINDS)
    assert sorted(tone.name for tone in FATE_TONES) == sorted(FATES)


@pytest.mark.parametrize("tones", [STATUS_TONES, BIND_TONES, FATE_TONES])
def test_each_colour_has_a_letter_of_its_own(tones: tuple[Tone, ...]) -> None:
    letters = [tone.letter for tone in tones]
    assert len(set(letters)) == len(letters) and all(letters)


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize(("scale", "tones"), [("status", STATUS_TONES), ("binds", BIND_TONES), ("fates", FATE_TONES)])
def test_colours_stay_apart_for_colour_blind_readers(scale: str, tones: tuple[Tone, ...], blindness: str) -> None:
    seen = {tone.name: in_lab(BLINDNESS[blindness] @ linear(tone.fill)) for tone in tones}
    for one, other in itertools.combinations(seen, 2):
        distance = float(np.linalg.norm(seen[one] - seen[other]))
        assert distance >= APART[scale], f"{one} and {other} are {distance:.1f} apart"


@pytest.mark.parametrize("tone", [*STATUS_TONES, *BIND_TONES, *FATE_TONES], ids=lambda tone: tone.name)
def test_letters_can_be_read_on_their_colour(tone: Tone) -> None:
    assert contrast(tone.fill, tone.ink) >= READABLE


def linear(colour: str) -> np.ndarray:
    """Linear RGB of `#rrggbb` (IEC 61966-2-1)."""
    channel = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def in_lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear RGB, white D65."""
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2)."""
    light, dark = sorted((float(np.array([0.2126, 0.7152, 0.0722]) @ linear(c)) for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
