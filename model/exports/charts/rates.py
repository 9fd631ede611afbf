"""Charts about rates: two levers as a map and a curve, a rate line by line, a fiscal note by year."""

import textwrap
from dataclasses import replace

import altair as alt
import numpy as np
import pandas as pd

from model.exports.charts.axes import title
from model.exports.charts.stacks import Stack, groups
from model.exports.palette import DARK_INK, LIGHT_INK, LINE, LINE_BEFORE, LINE_LIMIT, STATUS_TONES
from model.exports.sweep_frames import MEASURES, axis_title
from model.questions.moves import Move
from model.questions.solving import dollars
from model.sentences import rounded

# a chart's height holds its title, axes and legend too
HEIGHT, LOW_HEIGHT, ROW, FEW_CELLS = 560, 420, 28, 200
OVERLAP = 0.3
ROOM = 1.15  # for the number beside the longest bar
UP_WIDTH = 34  # letters of a line beside the upright axis
# from nobody pays, over the middle, to billing pays: red, yellow, blue, apart under every colour blindness
WORST_TO_BEST = [STATUS_TONES[5].fill, STATUS_TONES[3].fill, STATUS_TONES[0].fill]
IN_TITLE = {"T": "today", "P": "with the scenario"}
FEDERAL_AND_STATE = tuple(
    replace(tone, name=name, label=label, letter=label[0])
    for tone, name, label in ((STATUS_TONES[0], "federal", "Federal"), (STATUS_TONES[3], "state", "State"))
)


def sweep_map(
    cells: pd.DataFrame,
    marks: pd.DataFrame,
    line: pd.DataFrame,
    moves: tuple[Move, Move],
    measure: str,
    whole: pd.DataFrame | None = None,
) -> alt.LayerChart:
    """Two levers as a map of one measure, with today, the proposal and the line of break-even.

    Args:
        cells: `sweep_frames.map_cells`, with at least one row.
        marks: `sweep_frames.marks`.
        line: `sweep_frames.curve`.
        moves: the levers.
        measure: of `sweep_frames.MEASURES`.
        whole: cells over all of the map, where those that are drawn may be only a part of it.
    """
    words, more_is_better = MEASURES[measure]
    x, y = _axes(cells if whole is None else whole, moves)
    low, high = float(cells["value"].min()), float(cells["value"].max())
    span = np.linspace(low, high if high > low else low + 1, 3).tolist()
    colours = WORST_TO_BEST if more_is_better else WORST_TO_BEST[::-1]
    scale = alt.Scale(domain=span, range=colours, interpolate="lab")
    ticks = sorted({float(np.round(value)) for value in np.linspace(span[0], span[2], 5)})
    form = "$,.0f" if measure == "gap" else ",.0f"
    legend = alt.Legend(title=words, orient="bottom", gradientLength=260, format=form, values=ticks, titleLimit=300)
    rects = (
        alt.Chart(_overlapping(cells))
        .mark_rect(clip=True)
        .encode(
            x=x,
            x2="right:Q",
            y=y,
            y2="high:Q",
            color=alt.Color("value:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("first_said:N", title=moves[0].name),
                alt.Tooltip("second_said:N", title=moves[1].name),
                alt.Tooltip("said:N", title=words),
            ],
        )
    )
    layers: list[alt.Chart] = [rects]
    if len(cells) <= FEW_CELLS and measure != "gap":
        layers.append(_numbers(cells, span))
    layers += _line(line) + _marks(marks)
    finding = title(_map_finding(cells, marks, words))
    return alt.LayerChart(layer=layers, height=HEIGHT, title=finding)


def _overlapping(cells: pd.DataFrame) -> pd.DataFrame:
    """Many cells a little into their neighbours, or the seams between them would show as lines."""
    if len(cells) <= FEW_CELLS:
        return cells
    return cells.assign(
        right=cells["right"] + (cells["right"] - cells["left"]) * OVERLAP,
        high=cells["high"] + (cells["high"] - cells["low"]) * OVERLAP,
    )


def _axes(cells: pd.DataFrame, moves: tuple[Move, Move]) -> tuple[alt.X, alt.Y]:
    across = [float(cells["left"].min()), float(cells["right"].max())]
    up = [float(cells["low"].min()), float(cells["high"].max())]
    axis = {"tickCount": 6, "titleLimit": 420, "grid": False}
    x = alt.X(
        "left:Q",
        title=axis_title(moves[0]),
        scale=alt.Scale(domain=across, nice=False, zero=False),
        axis=alt.Axis(**axis),
    )
    y = alt.Y(
        "low:Q", title=_upright(moves[1]), scale=alt.Scale(domain=up, nice=False, zero=False), axis=alt.Axis(**axis)
    )
    return x, y


def _upright(move: Move) -> list[str]:
    """The title of an upright axis in lines, since it would be cut where it is longer than the axis."""
    return textwrap.wrap(axis_title(move), UP_WIDTH)


def _numbers(cells: pd.DataFrame, span: list[float]) -> alt.Chart:
    """Each cell's number, in the ink that can be read on its colour."""
    quarter = (span[2] - span[0]) / 4
    dark = [span[0] + quarter < value < span[2] - quarter for value in cells["value"]]
    shown = cells.assign(ink=[DARK_INK if each else LIGHT_INK for each in dark])
    return (
        alt.Chart(shown)
        .mark_text(fontSize=11, clip=True)
        .encode(x=alt.X("first:Q"), y=alt.Y("second:Q"), text="said:N", color=alt.Color("ink:N", scale=None))
    )


def _line(line: pd.DataFrame) -> list[alt.Chart]:
    if not len(line):
        return []
    base = alt.Chart(line).encode(x=alt.X("first:Q"), y=alt.Y("second:Q"), order=alt.Order("first:Q"))
    return [
        base.mark_line(clip=True, strokeWidth=6, color=LIGHT_INK),
        base.mark_line(clip=True, strokeWidth=2.5, color=DARK_INK, strokeDash=[6, 3]),
    ]


def _marks(marks: pd.DataFrame) -> list[alt.Chart]:
    """Today and the proposal, each with its letter in a ring."""
    if not len(marks):
        return []
    tooltip = [alt.Tooltip("place:N", title="Which"), alt.Tooltip("said:N", title="There")]
    base = alt.Chart(marks).encode(x=alt.X("first:Q"), y=alt.Y("second:Q"), tooltip=tooltip)
    ring = base.mark_point(
        shape="circle", filled=True, size=380, color=LIGHT_INK, stroke=DARK_INK, strokeWidth=2, opacity=1, clip=True
    )
    return [ring, base.mark_text(fontWeight="bold", fontSize=13, color=DARK_INK, clip=True).encode(text="letter:N")]


def _map_finding(cells: pd.DataFrame, marks: pd.DataFrame, words: str) -> str:
    ends = cells.sort_values("value", kind="stable")["said"]
    ends = ends.iloc[0], ends.iloc[-1]
    between = f"from {ends[0]} to {ends[1]}" if ends[0] != ends[1] else f"{ends[0]} everywhere"
    said = f"{words}: {between} on this map"
    places = [f"{row.said} {IN_TITLE[str(row.letter)]} ({row.letter})" for row in marks.itertuples()]
    return f"{said}, {', '.join(places)}" if places else said


def frontier_curve(line: pd.DataFrame, marks: pd.DataFrame, moves: tuple[Move, Move]) -> alt.LayerChart:
    """What it takes of one lever for each value of another.

    Args:
        line: `sweep_frames.curve`, with at least one row.
        marks: `sweep_frames.marks`.
        moves: the levers.
    """
    x = alt.X("first:Q", title=axis_title(moves[0]), scale=alt.Scale(zero=False), axis=alt.Axis(titleLimit=420))
    y = alt.Y("second:Q", title=_upright(moves[1]), scale=alt.Scale(zero=False))
    tooltip = [
        alt.Tooltip("first_said:N", title=moves[0].name),
        alt.Tooltip("second_said:N", title=moves[1].name),
    ]
    base = alt.Chart(line).encode(x=x, y=y, tooltip=tooltip)
    layers: list[alt.Chart] = [
        base.mark_line(color=LINE, strokeWidth=2.5),
        base.mark_circle(color=LINE, size=70, opacity=1),
        *_marks(marks),
    ]
    ends = line.iloc[0], line.iloc[-1]
    between = f"{ends[0]['second_said']} at {ends[0]['first_said']}"
    between += f", {ends[1]['second_said']} at {ends[1]['first_said']}" if len(line) > 1 else ""
    return alt.LayerChart(layer=layers, height=LOW_HEIGHT, title=title(f"On break-even: {between}"))


def build_up(lines: pd.DataFrame, service: str, now: float, needed: float) -> alt.LayerChart:
    """A rate line by line, each bar beginning where the one before ends.

    Args:
        lines: `rate_frames.build_up_lines`.
        service: in words.
        now, needed: dollars a unit today, and at the end of the lines.
    """
    shown = lines.assign(
        place=[f"{number:02d} {name}" for number, name in enumerate(lines["line"], start=1)],
        said=[dollars(adds) for adds in lines["adds"]],
        right=lines[["begin", "end"]].max(axis=1),
        kind=["less" if adds < 0 else "more" for adds in lines["adds"]],
    )
    rows = alt.Y(
        "place:N",
        sort=list(shown["place"]),
        title="Line of the build-up",
        axis=alt.Axis(labelExpr="slice(datum.value, 3)", labelLimit=200, ticks=False),
    )
    top = float(max(shown["right"].max(), now)) * ROOM
    scale = alt.Scale(domain=[min(0.0, float(lines["end"].min())), top], nice=False)
    across = alt.X("begin:Q", title="Dollars a unit", scale=scale, axis=alt.Axis(format="$,.2f", tickCount=5))
    tooltip = [
        alt.Tooltip("line:N", title="Line"),
        alt.Tooltip("said:N", title="Adds"),
        alt.Tooltip("arithmetic:N", title="How"),
        alt.Tooltip("why:N", title="What the numbers are"),
    ]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["more", "less"], range=[LINE, LINE_LIMIT]), legend=None)
    base = alt.Chart(shown).encode(y=rows, tooltip=tooltip)
    bars = base.mark_bar(height={"band": 0.65}).encode(x=across, x2="end:Q", color=colour)
    numbers = base.mark_text(align="left", dx=5, fontSize=12, color=LINE_BEFORE).encode(
        x=alt.X("right:Q", title="Dollars a unit"), text="said:N"
    )
    rate = alt.Chart(pd.DataFrame({"now": [now]})).mark_rule(color=LINE_LIMIT, strokeWidth=2, strokeDash=[5, 3])
    today = rate.encode(x=alt.X("now:Q", title="Dollars a unit"))
    finding = f"{service}: {dollars(needed)} a unit pays in full; today's {dollars(now)} is the dashed line"
    return alt.LayerChart(layer=[bars, numbers, today], height=alt.Step(ROW), title=title(finding))


def note_by_year(frame: pd.DataFrame) -> alt.LayerChart:
    """A fiscal note by state fiscal year, federal and state.

    Args:
        frame: `fiscal_note_frames.note_years`, with some dollars in it.
    """
    tones = {tone.name: tone for tone in FEDERAL_AND_STATE}
    shown = frame.assign(
        told=[tones[part].legend for part in frame["part"]],
        letter=[tones[part].letter for part in frame["part"]],
        ink=[tones[part].ink for part in frame["part"]],
        order=[list(tones).index(part) for part in frame["part"]],
    )
    tooltip = (
        alt.Tooltip("group:N", title="State fiscal year"),
        alt.Tooltip("told:N", title="Who pays"),
        alt.Tooltip("dollars:Q", title="Dollars more", format="$,.0f"),
    )
    look = Stack(
        measure="dollars", axis="Medicaid dollars more", form="$,.0f", tones=FEDERAL_AND_STATE, tooltip=tooltip
    )
    sums = {part: float(frame.loc[frame["part"] == part, "dollars"].sum()) for part in tones}
    parts = f"{rounded(sums['federal'])} federal, {rounded(sums['state'])} state"
    finding = f"Medicaid pays {rounded(sum(sums.values()))} more: {parts}"
    return groups(shown, look, finding, "State fiscal year")
