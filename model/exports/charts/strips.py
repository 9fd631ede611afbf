"""Strips: positions by months as cells, each run of months with its letter."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from model.exports.charts.axes import month, months_axis, title
from model.exports.frames import runs
from model.exports.palette import LINE_LIMIT, Tone

MONTHS_WITH_SEAMS = 96
LETTER_SHARE = 1 / 60
LETTERS_FROM_HEIGHT = 12
NOTE_HEIGHT, SECOND_LINE = 32, 15
LOW, HIGH = 0.5, 1.0


@dataclass(frozen=True)
class Strip:
    """What cells show: the column that decides, the column of the legend, the tones, what hovering tells."""

    by: str
    legend: str
    tones: tuple[Tone, ...]
    tooltip: list[alt.Tooltip]
    click: str = ""  # the name under which a click on a cell is told, with its position and month


def strip(
    frame: pd.DataFrame, look: Strip, finding: str, *, months: Sequence[str] = (), compact: bool = False
) -> alt.LayerChart:
    """Positions by months as cells; those of months that are not possible are low.

    Args:
        frame: one row for each position and month; without a letter, no cell is drawn.
        look: what cells show.
        finding: the title.
        months: every month of the axis; by default those of the frame.
        compact: low rows and no legend.
    """
    months = list(months) or sorted(set(frame["month"]))
    step = _row_height(frame["position"].nunique(), compact=compact)
    layers: list[alt.Chart | alt.LayerChart] = [_cells(frame, look, months, step, compact=compact)]
    spans = runs(frame, look.by)
    named = spans[(spans["letter"] != "") & (spans["months"] >= LETTER_SHARE * len(months))]
    if step >= LETTERS_FROM_HEIGHT and len(named):
        layers.append(_letters(named, step))
    if "possible" in frame:
        layers += _impossible_note(frame, months)
    apart = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(layer=layers, resolve=apart, height=alt.Step(step), title=title(finding))


def _row_height(rows: int, *, compact: bool) -> int:
    if compact:
        return 18 if rows <= 12 else 14 if rows <= 30 else 6
    return 28 if rows <= 12 else 20 if rows <= 30 else 10


def _cells(frame: pd.DataFrame, look: Strip, months: Sequence[str], step: int, *, compact: bool) -> alt.LayerChart:
    """The cells, as a layer of their own so that both heights share one legend."""
    legend = None if compact else alt.Legend(title=None, orient="bottom", columns=3, labelLimit=200)
    scale = alt.Scale(domain=[tone.legend for tone in look.tones], range=[tone.fill for tone in look.tones])
    colour = alt.Color(f"{look.legend}:N", scale=scale, legend=legend)
    # Many cells are a few pixels wide, and the seams between them would show as stripes.
    width = alt.RelativeBandSize(1.0 if len(months) <= MONTHS_WITH_SEAMS else 1.5)
    there = frame[frame["letter"] != ""]
    possible = there["possible"].astype(bool) if "possible" in there else pd.Series(True, index=there.index)
    drawn = [(HIGH, there[possible])] + ([] if possible.all() else [(LOW, there[~possible])])
    axes = {"x": months_axis(months), "y": _positions_axis(list(dict.fromkeys(frame["position"])), step)}
    layers = [
        alt.Chart(rows)
        .mark_rect(width=width, height=alt.RelativeBandSize(height))
        .encode(**axes, color=colour, tooltip=look.tooltip)
        for height, rows in drawn
    ]
    return alt.LayerChart(layer=_clickable(layers, look.click) if look.click else layers)


def _clickable(layers: list[alt.Chart], name: str) -> list[alt.Chart]:
    """Cells of which one can be chosen by a click; it is framed in the ink of its letter."""
    chosen = alt.selection_point(name=name, fields=["position", "month"], on="click", clear=False, toggle=False)
    frame = alt.when(chosen, empty=False).then(alt.Stroke("ink:N", scale=None)).otherwise(alt.value("transparent"))
    framed = [layer.encode(stroke=frame, strokeWidth=alt.value(2)) for layer in layers]
    return [framed[0].add_params(chosen), *framed[1:]]


def _positions_axis(positions: list[str], step: int) -> alt.Y:
    axis = alt.Axis(labelLimit=110, labelOverlap=step < 14, labelFlush=False, grid=False, ticks=False)
    return alt.Y("position:N", title="Position", scale=alt.Scale(domain=positions), axis=axis)


def _letters(spans: pd.DataFrame, step: int) -> alt.Chart:
    # a click on a letter is a click on its cell
    return (
        alt.Chart(spans.assign(month=spans["middle_month"]))
        .mark_text(fontSize=min(12, step - 4), fontWeight="bold")
        .encode(
            x=month("middle_month"),
            y=alt.Y("position:N", title="Position"),
            text="letter:N",
            color=alt.Color("ink:N", scale=None),
        )
    )


def _impossible_note(frame: pd.DataFrame, months: Sequence[str]) -> list[alt.Chart]:
    """A rule where the months begin that are not possible, and words at its upper end, on the side with more room."""
    after = sorted(set(frame.loc[~frame["possible"].astype(bool), "month"]))
    if not after:
        return []
    note = "cash has run out:\nnot possible as it stands"
    base = alt.Chart(pd.DataFrame({"month": [after[0]], "note": [note]})).encode(x=month().bandPosition(0))
    rule = base.mark_rule(color=LINE_LIMIT, strokeWidth=2, strokeDash=[4, 3])
    early = months.index(after[0]) < len(months) / 2
    words = base.mark_text(
        align="left" if early else "right",
        baseline="bottom",
        lineBreak="\n",
        color=LINE_LIMIT,
        fontSize=12,
        dx=5 if early else -5,
    )
    above = rule.encode(y=alt.value(-NOTE_HEIGHT), y2=alt.value("height"))
    return [above, words.encode(y=alt.value(SECOND_LINE - NOTE_HEIGHT), text="note:N")]
