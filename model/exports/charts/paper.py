"""Charts for paper: of one size, readable half a page wide and in grey, where letters tell what colours cannot."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from model.exports.charts.axes import month, months_axis, sent, title
from model.exports.frames import in_words, runs
from model.exports.palette import LINE_BEFORE, SIDE_DASHES, SIDE_TONES, STATUS_TONES, Tone
from model.exports.tables import PROGRAM_ROW

WIDTH, HEIGHT = 340, 230  # of the whole picture: half a page wide, letters of 8 points
TYPE = "Roboto"
LETTER_SHARE = 1 / 14
LOW, HIGH = 0.6, 0.9
SHARE_TONES = (
    Tone(name="federal", label="Federal share", letter="F", fill="#1c5a9e", ink="#ffffff"),
    Tone(name="state", label="State share", letter="S", fill="#f7e27e", ink="#1a1a1a"),
)
SHORT_DOLLARS = "replace(format(datum.value, '$~s'), 'G', 'B')"


def printed(chart: alt.LayerChart) -> dict[str, Any]:
    """A chart as it is printed: of the size of all of them, in the type of the page, its title left to the page."""
    small = {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"}
    config = {"font": TYPE, "axis": small, "legend": {**small, "symbolSize": 70, "rowPadding": 1}, "background": "#fff"}
    spec = sent(chart)
    spec.pop("title", None)
    fit = {"type": "fit", "contains": "padding"}
    return {**spec, "width": WIDTH, "height": HEIGHT, "autosize": fit, "config": {**spec.get("config", {}), **config}}


def positions(frame: pd.DataFrame, finding: str) -> alt.LayerChart:
    """Positions by months, coloured by the least secure dollar that pays; those of months without cash are low.

    Args:
        frame: `frames.board`, with a `row` for the axis.
        finding: the title.
    """
    months = sorted(set(frame["month"]))
    there = frame[frame["letter"] != ""]
    rows = list(dict.fromkeys(frame["row"]))
    tones = [tone for tone in STATUS_TONES if (there["status"] == tone.name).any()]
    axis = alt.Axis(labelLimit=95, grid=False, ticks=False)
    place = alt.Y("row:N", title=None, scale=alt.Scale(domain=rows), axis=axis)
    drawn: list[alt.Chart] = []
    for height, cells in ((HIGH, there[there["possible"]]), (LOW, there[~there["possible"].astype(bool)])):
        if len(cells):
            mark = alt.Chart(cells).mark_rect(height=alt.RelativeBandSize(height), width=alt.RelativeBandSize(1.3))
            drawn.append(mark.encode(x=months_axis(months), y=place, color=_colour("paid_by", tones)))
    spans = runs(frame.assign(position=frame["row"]))
    named = spans[(spans["letter"] != "") & (spans["months"] >= LETTER_SHARE * len(months))]
    letters = alt.Chart(named).mark_text(fontSize=9, fontWeight="bold")
    ink = alt.Color("ink:N", scale=None)
    told = letters.encode(x=month("middle_month"), y=alt.Y("row:N"), text="letter:N", color=ink)
    # the cells are a layer of their own so that both heights share one legend
    return _layered([alt.LayerChart(layer=drawn), told], finding)


def position_rows(frame: pd.DataFrame, letter: str = "") -> pd.DataFrame:
    """A board's rows as this chart names them: a position's id, with the letter of its side where there are two."""
    seats = frame[frame["position"] != PROGRAM_ROW]
    return seats.assign(row=seats["position"] + (f" {letter}" if letter else ""))


def sustained(frame: pd.DataFrame, finding: str) -> alt.LayerChart:
    """Positions paid for without the reserve, by month: a stepped line for each side, dashed and lettered.

    Args:
        frame: `month`, `side`, `letter`, `positions`.
        finding: the title.
    """
    names, months = list(dict.fromkeys(frame["side"])), list(dict.fromkeys(frame["month"]))
    fills = [tone.fill for tone in SIDE_TONES[: len(names)]]
    legend = alt.Legend(title=None, orient="bottom", columns=2, symbolType="stroke", labelLimit=300)
    dash = alt.Scale(domain=names, range=list(SIDE_DASHES[: len(names)]))
    top = max(int(frame["positions"].max()), 1)
    y = alt.Y(
        "positions:Q",
        title="Positions paid for",
        scale=alt.Scale(domain=[0, top + 0.5]),
        axis=alt.Axis(format="d", tickMinStep=1),
    )
    base = alt.Chart(frame).encode(x=months_axis(months), y=y)
    colour = alt.Color("side:N", scale=alt.Scale(domain=names, range=fills), legend=legend)
    line = base.mark_line(strokeWidth=2.5, interpolate="step-after", point=len(months) < 3)
    layers = [line.encode(color=colour, strokeDash=alt.StrokeDash("side:N", scale=dash, legend=legend))]
    places = _where_told_apart(frame, names, months)
    named = frame[frame["month"] == frame["side"].map(places)]
    letters = alt.Chart(named).mark_text(dy=-8, fontWeight="bold", fontSize=12, color=LINE_BEFORE)
    layers.append(letters.encode(x=months_axis(months), y=y, text="letter:N"))
    return alt.LayerChart(layer=layers, title=title(finding))


def _where_told_apart(frame: pd.DataFrame, names: Sequence[str], months: Sequence[str]) -> dict[str, str]:
    """The month at which each line carries its letter: where the lines are apart, else each at another place."""
    counts = frame.pivot_table(index="month", columns="side", values="positions").loc[list(months), list(names)]
    apart = counts.max(axis=1) > counts.min(axis=1)
    flat = (counts.diff().fillna(0) == 0).all(axis=1) & (counts.diff(-1).fillna(0) == 0).all(axis=1)
    for fit in (apart & flat, apart):  # at a step, a letter would stand on the line
        found = [month for month in months if fit[month]]
        if found:
            return dict.fromkeys(names, found[len(found) // 2])
    return {name: months[round((len(months) - 1) * (n + 0.5) / len(names))] for n, name in enumerate(names)}


def stacked(frame: pd.DataFrame, finding: str, tones: Sequence[Tone], axis: str) -> alt.LayerChart:
    """Dollars by year, parts on one another with their letters; two sides stand beside each other, each with its own.

    Args:
        frame: `year`, `side` (empty where there is one), `part`, `dollars`.
        finding: the title.
        tones: of the parts, the most secure first.
        axis: what the years are.
    """
    used = [tone for tone in tones if (frame.loc[frame["part"] == tone.name, "dollars"] != 0).any()] or list(tones[:1])
    known = {tone.name: (n, tone) for n, tone in enumerate(used)}
    shown = frame[frame["part"].isin(list(known))]
    shown = shown.assign(
        order=[known[part][0] for part in shown["part"]],
        told=[known[part][1].legend for part in shown["part"]],
        letter=[known[part][1].letter for part in shown["part"]],
        ink=[known[part][1].ink for part in shown["part"]],
    )
    years, several = list(dict.fromkeys(shown["year"])), len(set(shown["side"])) > 1
    wrapped = alt.Axis(labelAngle=0, labelLimit=80, labelExpr="split(datum.label, '–')")
    x = alt.X("year:O", sort=years, title=axis, axis=wrapped)
    offset = alt.XOffset("side:N", sort=["A", "B"]) if several else alt.Undefined
    y = alt.Y("start:Q", title="Dollars", axis=alt.Axis(labelExpr=SHORT_DOLLARS, tickCount=5))
    boxes = _boxes(shown)
    base = alt.Chart(boxes).encode(x=x, xOffset=offset)
    bars = base.mark_bar(stroke="#ffffff", strokeWidth=0.5).encode(y=y, y2="end:Q", color=_colour("told", used))
    tall = boxes[(boxes["end"] - boxes["start"]).abs() >= 0.08 * _reach(boxes)]
    letters = alt.Chart(tall).mark_text(fontSize=10, fontWeight="bold")
    ink = alt.Color("ink:N", scale=None)
    middle = letters.encode(x=x, xOffset=offset, y=alt.Y("middle:Q", title="Dollars"), text="letter:N", color=ink)
    return _layered([bars, middle, *(_sides(boxes, x, offset) if several else [])], finding)


def _boxes(frame: pd.DataFrame) -> pd.DataFrame:
    """Where each part of a bar begins and ends; what is below zero hangs from it."""
    ordered = frame.sort_values("order", kind="stable")
    below = ordered["dollars"] < 0
    end = ordered.groupby(["year", "side", below], sort=False)["dollars"].cumsum()
    return ordered.assign(start=end - ordered["dollars"], end=end, middle=end - ordered["dollars"] / 2)


def _reach(boxes: pd.DataFrame) -> float:
    """The height of the whole chart in dollars, never nothing."""
    return max(boxes["end"].max() - min(boxes["end"].min(), 0.0), 1.0)


def _sides(boxes: pd.DataFrame, x: alt.X, offset: Any) -> list[alt.Chart]:
    """The letter of each side above its bar."""
    tops = boxes.groupby(["year", "side"], sort=False)["end"].max().reset_index()
    words = alt.Chart(tops).mark_text(dy=-6, fontSize=10, color=LINE_BEFORE, fontWeight="bold")
    return [words.encode(x=x, xOffset=offset, y=alt.Y("end:Q", title="Dollars"), text="side:N")]


def _colour(column: str, tones: Sequence[Tone]) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", columns=3, labelLimit=160)
    scale = alt.Scale(domain=[tone.legend for tone in tones], range=[tone.fill for tone in tones])
    return alt.Color(f"{column}:N", scale=scale, legend=legend)


def _layered(layers: Sequence[alt.Chart | alt.LayerChart], finding: str) -> alt.LayerChart:
    apart = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(layer=list(layers), resolve=apart, title=title(finding))


__all__ = [
    "HEIGHT",
    "SHARE_TONES",
    "WIDTH",
    "in_words",
    "position_rows",
    "positions",
    "printed",
    "stacked",
    "sustained",
]
