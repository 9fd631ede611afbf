"""A difference taken apart by change: bars that begin where the one before ends, and add up to the whole."""

import json
import textwrap

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, title
from model.exports.compare_frames import DOLLARS as IN_DOLLARS
from model.exports.compare_frames import MEASURES, change
from model.exports.palette import LINE, LINE_BEFORE, LINE_LIMIT

LABEL_WIDTH, ROW = 34, 46
COLOURS = {"more": LINE, "less": LINE_LIMIT, "nothing": LINE_BEFORE, "total": LINE_BEFORE}


def waterfall(frame: pd.DataFrame, measure: str, way: str) -> alt.LayerChart:
    """What each change adds to a measure, one bar below the other, the whole difference last.

    Args:
        frame: `compare_frames.taken_apart`.
        measure: of `compare_frames.MEASURES`.
        way: from what to what, in words.
    """
    label, unit = MEASURES[measure]
    shown = frame.assign(
        row=[f"{place}  {what}" for place, what in zip(frame["place"], frame["what"], strict=True)],
        lines=["\n".join(textwrap.wrap(what, LABEL_WIDTH)[:3]) for what in frame["what"]],
        said=[change(value, unit) for value in frame["adds"]],
        right=frame[["begin", "end"]].max(axis=1),
    )
    order = list(shown["row"])
    rows = alt.Y(
        "row:N",
        sort=order,
        title="Change, in order",
        axis=alt.Axis(labelLimit=250, labelExpr=_wrapped(shown), ticks=False, labelLineHeight=13),
    )
    axis = alt.Axis(format=DOLLARS if unit == IN_DOLLARS else ",.0f", tickCount=5)
    base = alt.Chart(shown).encode(
        y=rows,
        tooltip=[
            alt.Tooltip("what:N", title="Change"),
            alt.Tooltip("scenario:N", title="Scenario"),
            alt.Tooltip("said:N", title=label),
        ],
    )
    kinds = [kind for kind in COLOURS if kind in set(shown["kind"])]
    scale = alt.Scale(domain=kinds, range=[COLOURS[kind] for kind in kinds])
    bars = base.mark_bar(height={"band": 0.6}).encode(
        x=alt.X("begin:Q", title=f"{label}: difference", axis=axis),
        x2="end:Q",
        color=alt.Color("kind:N", scale=scale, legend=None),
    )
    numbers = base.mark_text(align="left", dx=5, color=LINE_BEFORE, fontSize=12, fontWeight="bold").encode(
        x=alt.X("right:Q", title=f"{label}: difference"), text="said:N"
    )
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color=LINE_BEFORE).encode(x=alt.X("zero:Q", axis=axis))
    finding = f"{label}, {way}: {shown['said'].iloc[-1]}{_largest(shown)}"
    return alt.LayerChart(layer=[zero, bars, numbers], height=alt.Step(ROW), title=title(finding))


def _wrapped(frame: pd.DataFrame) -> str:
    """A label in lines; the place of a row in the domain finds its lines."""
    lines = [text.split("\n") for text in frame["lines"]]
    rows = list(frame["row"])
    return f"{json.dumps(lines)}[indexof({json.dumps(rows)}, datum.value)]"


def _largest(frame: pd.DataFrame) -> str:
    """Which step counts most, where there are several."""
    steps = frame.iloc[:-1]
    if len(steps) < 2 or (steps["adds"] == 0).all():
        return ""
    most = int(steps["adds"].abs().to_numpy().argmax())
    return f"; step {steps['place'].iloc[most]} counts most ({steps['said'].iloc[most]})"
