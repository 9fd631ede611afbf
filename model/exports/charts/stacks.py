"""Stacks: parts of a month, or of a group, one on another, each with its letter; lines and dated marks over them."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from model.exports.charts.axes import month, months_axis, title
from model.exports.palette import LINE_BEFORE, LINE_LIMIT, Tone

# with title, legend and words above
HEIGHT, LOW_HEIGHT = 430, 240
LETTER_HEIGHT_SHARE, LETTER_WIDTH_SHARE = 1 / 14, 1 / 60
NOTE_LINE = 15
WITHOUT = "without the scenario"


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What parts are: their column, how the axis calls it, how it is written, their tones."""

    measure: str
    axis: str
    form: str
    tones: tuple[Tone, ...]
    tooltip: tuple[alt.Tooltip, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A month with words at it."""

    month: str
    words: str


def stack(
    frame: pd.DataFrame,
    look: Stack,
    finding: str,
    *,
    lines: pd.DataFrame | None = None,
    marks: Sequence[Mark] = (),
    compact: bool = False,
) -> alt.LayerChart:
    """Months as bars of parts.

    Args:
        frame: a row for each month and part: `month`, `told`, `letter`, `ink`, `order` and the measure.
        look: what parts are.
        finding: the title.
        lines: `month`, `line` and the measure, drawn over the bars; those named `WITHOUT` are dotted.
        marks: months to point out.
        compact: low and without a legend, for a chart that stands beside another.
    """
    months = list(dict.fromkeys(frame["month"]))
    layers: list[alt.Chart] = [_bars(frame, look, months, compact=compact)]
    letters = _middles(frame, look.measure, len(months))
    if len(letters) and not compact:
        layers.append(_letters(letters, look))
    if lines is not None and len(lines):
        layers.append(_lines(lines, look, compact=compact))
    layers += marked([mark for mark in marks if mark.month in set(months)], months)
    apart = alt.Resolve(scale=alt.ScaleResolveMap(color="independent", strokeDash="independent"))
    height = LOW_HEIGHT if compact else HEIGHT
    return alt.LayerChart(layer=layers, resolve=apart, height=height, title=title(finding))


def marked(marks: Sequence[Mark], months: Sequence[str], *, skip: bool = False) -> list[alt.Chart]:
    """Rules at months with words above them, each on a line of its own, on the side with more room.

    Args:
        marks: the months and words.
        months: all months of the axis, in order.
        skip: leave the first line above the chart to other words.
    """
    layers = []
    early = bool(marks) and months.index(min(mark.month for mark in marks)) < len(months) / 2
    # lower words stand at outer months, so that no rule crosses them
    ordered = sorted(marks, key=lambda mark: mark.month, reverse=early)
    for place, mark in enumerate(ordered, start=int(skip)):
        at = pd.DataFrame({"month": [mark.month], "note": [mark.words]})
        base = alt.Chart(at).encode(x=month())
        above = -6 - NOTE_LINE * place
        rule = base.mark_rule(color=LINE_LIMIT, strokeWidth=2, strokeDash=[4, 3])
        words = base.mark_text(
            align="left" if early else "right", baseline="bottom", dx=4 if early else -4, color=LINE_LIMIT, fontSize=12
        )
        layers += [rule.encode(y=alt.value(above - NOTE_LINE), y2=alt.value("height"))]
        layers += [words.encode(y=alt.value(above), text="note:N")]
    return layers


def _bars(frame: pd.DataFrame, look: Stack, months: Sequence[str], *, compact: bool) -> alt.Chart:
    there = frame[frame[look.measure].abs() > 1e-6]
    legend = None if compact else alt.Legend(title=None, orient="bottom", columns=2, labelLimit=220)
    return (
        alt.Chart(there)
        .mark_bar(width=alt.RelativeBandSize(0.9 if len(months) <= 96 else 1.2))
        .encode(
            x=months_axis(months),
            y=_amount(look),
            color=alt.Color("told:N", scale=_scale(look, there), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=list(look.tooltip),
        )
    )


def _scale(look: Stack, there: pd.DataFrame) -> alt.Scale:
    """The tones of the parts that come up."""
    shown = [tone for tone in look.tones if tone.legend in set(there["told"])]
    return alt.Scale(domain=[tone.legend for tone in shown], range=[tone.fill for tone in shown])


def _amount(look: Stack) -> alt.Y:
    return alt.Y(f"{look.measure}:Q", title=look.axis, axis=alt.Axis(format=look.form, tickCount=5))


def _middles(frame: pd.DataFrame, measure: str, months: int) -> pd.DataFrame:
    """Where letters stand: the middle month of each run of a part that is wide and high enough to hold one."""
    ordered = frame.sort_values(["month", "order"], kind="stable")
    top = ordered.groupby("month")[measure].cumsum()
    highest = float(ordered.groupby("month")[measure].sum().max())
    high = ordered[measure] >= max(highest * LETTER_HEIGHT_SHARE, 1e-6)
    placed = ordered.assign(middle=top - ordered[measure] / 2)[["month", "told", "letter", "ink", "middle"]]
    found = []
    for _, part in placed.assign(high=high).groupby("told", sort=False):
        run = part["high"].ne(part["high"].shift()).cumsum()
        found += [
            rows.iloc[(len(rows) - 1) // 2]
            for _, rows in part.groupby(run)
            if rows["high"].iloc[0] and len(rows) >= LETTER_WIDTH_SHARE * months
        ]
    return pd.DataFrame(found, columns=["month", "told", "letter", "ink", "middle"])


def _letters(middles: pd.DataFrame, look: Stack) -> alt.Chart:
    return (
        alt.Chart(middles)
        .mark_text(fontSize=12, fontWeight="bold")
        .encode(x=month(), y=alt.Y("middle:Q", title=look.axis), text="letter:N", color=alt.Color("ink:N", scale=None))
    )


def _lines(lines: pd.DataFrame, look: Stack, *, compact: bool) -> alt.Chart:
    names = list(dict.fromkeys(lines["line"]))
    legend = (
        None if compact else alt.Legend(title=None, orient="bottom", columns=1, labelLimit=230, symbolType="stroke")
    )
    colours = alt.Scale(domain=names, range=[LINE_BEFORE if WITHOUT in name else LINE_LIMIT for name in names])
    dashes = alt.Scale(domain=names, range=[[2, 3] if WITHOUT in name else [1, 0] for name in names])
    return (
        alt.Chart(lines)
        .mark_line(interpolate="step", strokeWidth=2)
        .encode(
            x=month(),
            y=_amount(look),
            color=alt.Color("line:N", scale=colours, legend=legend),
            strokeDash=alt.StrokeDash("line:N", scale=dashes, legend=legend),
        )
    )


def groups(frame: pd.DataFrame, look: Stack, finding: str, named: str) -> alt.LayerChart:
    """Groups as lying bars of parts.

    Args:
        frame: a row for each group and part: `group`, `told`, `letter`, `ink`, `order` and the measure.
        look: what parts are.
        finding: the title.
        named: what a group is.
    """
    there = frame[frame[look.measure] >= 0.5]
    ordered = list(dict.fromkeys(frame["group"]))
    rows = alt.Y("group:N", title=named, sort=ordered, axis=alt.Axis(labelLimit=170, ticks=False))
    amount = alt.Axis(format=look.form, tickCount=5)
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=220)
    bars = (
        alt.Chart(there)
        .mark_bar(height=alt.RelativeBandSize(0.75))
        .encode(
            x=alt.X(f"{look.measure}:Q", title=look.axis, axis=amount),
            y=rows,
            color=alt.Color("told:N", scale=_scale(look, there), legend=legend),
            order=alt.Order("order:Q"),
            tooltip=list(look.tooltip),
        )
    )
    layers = [bars]
    letters = _group_middles(there, look.measure)
    if len(letters):
        words = alt.Chart(letters).mark_text(fontSize=12, fontWeight="bold")
        across = alt.X("middle:Q", title=look.axis)
        layers.append(words.encode(x=across, y=rows, text="letter:N", color=alt.Color("ink:N", scale=None)))
    step = 30 if len(ordered) <= 12 else 20
    return alt.LayerChart(layer=layers, height=alt.Step(step), title=title(finding))


def _group_middles(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Where letters stand in lying bars that are long enough for one."""
    ordered = frame.sort_values("order", kind="stable")
    ends = ordered.groupby("group")[measure].cumsum()
    longest = float(ordered.groupby("group")[measure].sum().max()) if len(ordered) else 0.0
    placed = ordered.assign(middle=ends - ordered[measure] / 2)
    return placed[placed[measure] >= longest / 30][["group", "letter", "ink", "middle"]]
