"""Maps, curves, build-ups and notes without a browser: cells tile the map, bars add up, marks stand in their places."""

import numpy as np
import pytest

from model.exports import charts, fiscal_note_frames, rate_frames, sweep_frames
from model.exports.charts.rates import build_up, frontier_curve, note_by_year, sweep_map
from model.exports.medicaid_telling import cover, headline
from model.inputs.load import ProgramFile
from model.questions.fiscal_note import fiscal_note
from model.questions.goals import Wanted
from model.questions.rate_build_up import Asked, rate_build_up
from model.questions.sweep import Sweep, sweep
from model.questions.trying import made_up
from tests.questions.given import example, small_file
from tests.small import medicaid
from tests.test_charts import parts, rows_of

RATES, SHARES = (2.5, 5.0, 10.0), (0.0, 0.5)


def half() -> ProgramFile:
    """Billing pays half of the peer: 2.50 a unit for 208 units of 1,040 dollars."""
    return small_file(payers={"medicaid": medicaid(2.5)})


def mapped(firsts: tuple[float, ...] = RATES) -> Sweep:
    return sweep(half(), Wanted(), "rate", "no_show", firsts, SHARES, (5.0, 0.5))


def test_cells_tile_the_map_and_shares_are_percents() -> None:
    found = mapped()
    cells = sweep_frames.map_cells([found], "positions_at_end")
    # half way between neighbours: 2.5, 5, 10 part at 3.75 and 7.5; the ends lie as far out
    assert sorted(set(cells["left"])) == [1.25, 3.75, 7.5]
    assert sorted(set(cells["right"])) == [3.75, 7.5, 12.5]
    assert sorted(set(cells["second"])) == [0.0, 50.0]
    assert sorted(set(cells["low"])) == [-25.0, 25.0]
    # without no-shows 5 a unit pays for the peer; where half do not come, 10 does
    paid = {(row.first, row.second) for row in cells.itertuples() if row.value == 1}
    assert paid == {(5.0, 0.0), (10.0, 0.0), (10.0, 50.0)}


def test_parts_of_a_map_make_the_whole() -> None:
    whole = sweep_frames.map_cells([mapped()], "gap")
    pieces = sweep_frames.map_cells([mapped(RATES[:1]), mapped(RATES[1:])], "gap")
    assert whole.equals(pieces)


def test_marks_and_the_line_stand_where_the_model_puts_them() -> None:
    found = mapped()
    marks = sweep_frames.marks(found, "positions_at_end").set_index("letter")
    assert list(marks.loc["T", ["first", "second", "said"]]) == [2.5, 0.0, "0"]
    assert list(marks.loc["P", ["first", "second", "said"]]) == [5.0, 50.0, "0"]
    line = sweep_frames.curve(found.line, found.first, found.second)
    # 5 dollars a unit and nobody missing just pay; at 10 dollars half may miss
    for row in line.itertuples():
        assert float(str(row.first)) * (1 - float(str(row.second)) / 100) == pytest.approx(5.0, abs=0.02)
    chart = sweep_map(
        sweep_frames.map_cells([found], "positions_at_end"),
        sweep_frames.marks(found, "positions_at_end"),
        line,
        (found.first, found.second),
        "positions_at_end",
    )
    assert charts.title_of(chart) == (
        "Positions paid for at the end: from 0 to 1 on this map, 0 today (T), 0 with the scenario (P)"
    )
    curve = frontier_curve(line, sweep_frames.marks(found, "gap"), (found.first, found.second))
    assert charts.title_of(curve).startswith("On break-even: ")
    assert len(rows_of(curve.to_dict())) == len(line) + 2


def test_months_without_a_gap_are_all_months() -> None:
    cells = sweep_frames.map_cells([mapped()], "first_gap")
    assert set(cells["said"]) == {"0", "no gap"}
    assert cells["value"].max() == 3


def test_points_that_were_not_reached_are_left_out() -> None:
    found = mapped()
    found.measures["gap"][0, 0] = np.nan
    assert len(sweep_frames.map_cells([found], "gap")) == 5


def test_a_line_that_is_nowhere_is_told_with_how_near_it_comes() -> None:
    found = sweep(half(), Wanted(), "rate", "no_show", (1.0, 2.0), SHARES)
    table = sweep_frames.curve_table(found.line, found.first, found.second)
    # at 1 dollar 208 of 1,040 a month are earned: 832 are missing in each of three months
    assert table.iloc[0].iloc[1] == "no value reaches it; nearest is 0 % of sessions, $2,500 missing"
    assert len(sweep_frames.curve(found.line, found.first, found.second)) == 0


def test_bars_of_a_build_up_begin_where_the_one_before_ends() -> None:
    one = rate_build_up(example("piedmont-peer-center"), Asked(payer="medicaid")).services[1]
    lines = rate_frames.build_up_lines(one)
    assert list(lines["begin"])[1:] == pytest.approx(list(lines["end"])[:-1])
    assert lines["adds"].sum() == pytest.approx(one.lines[-1].rate)
    chart = build_up(lines, one.service, one.rate_now, one.lines[-1].rate)
    bars = [part for part in parts(chart.to_dict()) if part["mark"]["type"] == "bar"]
    assert len(bars) == 1
    assert f"today's ${one.rate_now:,.2f} is the dashed line" in charts.title_of(chart)


def test_a_note_by_year_foots_to_its_total() -> None:
    change = {"set": "payers.medicaid.services.individual.rate", "to": 20.0}
    note = fiscal_note([(example("prairie-recovery"), [made_up("x", "y", [change])])])
    frame = fiscal_note_frames.note_years(note)
    assert frame["dollars"].sum() == pytest.approx(note.total)
    shown = rows_of(note_by_year(frame).to_dict())
    assert sum(row["dollars"] for row in shown if "dollars" in row) == pytest.approx(note.total, abs=2)
    table = fiscal_note_frames.note_table(note)
    assert table.iloc[-1]["Paid by Medicaid"] == f"${note.total:,.0f}"


def test_the_sentence_where_caps_stop_it_and_where_it_is_reached() -> None:
    # 26 units a worker and week are 112.67 a month of the 208 that are delivered; the range ends at 50 dollars a unit
    caps = [{"name": "weekly", "per": "worker", "period": "week", "limit": 2.0, "unit": "units"}]
    file = small_file(payers={"medicaid": medicaid(2.5)}, caps=caps)
    assert headline(cover(file, Wanted()), "now").endswith("no rate up to $50.00 would cover it all: caps stop it.")
    paid = small_file(payers={"medicaid": medicaid(10.0)})
    assert headline(cover(paid, Wanted()), "now") == (
        "At $10.00 a unit billing covers 200 % of cost now; $5.00 would still cover it all."
    )
