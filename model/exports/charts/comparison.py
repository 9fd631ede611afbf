"""Outcomes side by side: positions sustained by month, and the gap by fiscal year."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, months_axis, title
from model.exports.charts.money import IN_THOUSANDS_FROM, SHORT
from model.exports.frames import in_words
from model.exports.palette import LINE_BEFORE, SIDE_DASHES, SIDE_TONES
from model.sentences import rounded

PLOT, LEGEND_ROW = 350, 26  # a chart's height holds its title, axis and legend too


def _height(names: list[str]) -> int:
    return PLOT + LEGEND_ROW * len(names)


def _colour(names: list[str]) -> alt.Color:
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=500)
    scale = alt.Scale(domain=names, range=[tone.fill for tone in SIDE_TONES[: len(names)]])
    return alt.Color("side:N", scale=scale, legend=legend)


def sustained(frame: pd.DataFrame) -> alt.LayerChart:
    """Positions paid for without the reserve, by month, a stepped line for each side.

    Args:
        frame: `compare_frames.sustained`.
    """
    names, months = list(dict.fromkeys(frame["side"])), list(dict.fromkeys(frame["month"]))
    dash = alt.Scale(domain=names, range=list(SIDE_DASHES[: len(names)]))
    legend = alt.Legend(title=None, orient="bottom", columns=1, labelLimit=500, symbolType="stroke")
    top = max(int(frame["positions"].max()), 1)
    base = alt.Chart(frame).encode(
        x=months_axis(months),
        y=alt.Y(
            "positions:Q",
            title="Positions paid for without the reserve",
            scale=alt.Scale(domain=[0, top + 0.5]),
            axis=alt.Axis(format="d", tickMinStep=1),
        ),
        color=_colour(names),
        strokeDash=alt.StrokeDash("side:N", scale=dash, legend=legend),
        tooltip=[
            alt.Tooltip("month:O", title="Month"),
            alt.Tooltip("side:N", title="Which"),
            alt.Tooltip("positions:Q", title="Positions", format="d"),
        ],
    )
    lines = base.mark_line(strokeWidth=2.5, interpolate="step-after")
    dots = base.mark_circle(size=90, opacity=0 if len(months) > 2 else 1)
    finding = title(_sustained_finding(frame, names))
    return alt.LayerChart(layer=[lines, dots, _letters(frame, names)], height=_height(names), title=finding)


def _letters(frame: pd.DataFrame, names: list[str]) -> alt.Chart:
    """Each line's letter, at months that differ from line to line, so that lines on one another are still told."""
    months = list(dict.fromkeys(frame["month"]))
    places = {name: months[round((len(months) - 1) * (n + 0.5) / len(names))] for n, name in enumerate(names)}
    shown = frame[frame["month"] == frame["side"].map(places)]
    scale = alt.Scale(domain=names, range=[tone.fill for tone in SIDE_TONES[: len(names)]])
    return (
        alt.Chart(shown)
        .mark_text(dy=-9, fontWeight="bold", fontSize=13)
        .encode(
            x=months_axis(months),
            y=alt.Y("positions:Q", title="Positions paid for without the reserve"),
            text="letter:N",
            color=alt.Color("side:N", scale=scale, legend=None),
        )
    )


def _sustained_finding(frame: pd.DataFrame, names: list[str]) -> str:
    last = frame["month"].iloc[-1]
    at_end = [int(frame.loc[(frame["month"] == last) & (frame["side"] == n), "positions"].iloc[0]) for n in names]
    if len(set(at_end)) == 1:
        how_many = {0: "No position is", 1: "One position is"}.get(at_end[0], f"{at_end[0]} positions are")
        where = " in any of them" if not at_end[0] else " in each"
        return f"{how_many} paid for without the reserve in {in_words(last)}{where if len(names) > 1 else ''}"
    best = names[at_end.index(max(at_end))]
    return (
        f"In {in_words(last)}, {max(at_end)} positions are paid for in {best[0]}, "
        f"{at_end[0]} as the file stands ({names[0][0]})"
    )


def gap_by_year(frame: pd.DataFrame) -> alt.LayerChart:
    """What nobody pays by fiscal year, bars side by side, each with its letter.

    Args:
        frame: `compare_frames.gap_by_year`.
    """
    names = list(dict.fromkeys(frame["side"]))
    shown = frame.assign(from_month=[in_words(year) for year in frame["year"]])
    largest = shown["gap"].max()
    axis = alt.Axis(labelExpr=SHORT if largest >= IN_THOUSANDS_FROM else f"format(datum.value, '{DOLLARS}')")
    base = alt.Chart(shown).encode(
        x=alt.X(
            "from_month:O",
            sort=list(dict.fromkeys(shown["from_month"])),
            title="Fiscal year from",
            axis=alt.Axis(labelAngle=0, labelLimit=90),
        ),
        xOffset=alt.XOffset("side:N", sort=names),
        y=alt.Y("gap:Q", title="Dollars that nobody pays", axis=axis),
        tooltip=[
            alt.Tooltip("from_month:N", title="Fiscal year from"),
            alt.Tooltip("side:N", title="Which"),
            alt.Tooltip("gap:Q", title="Nobody pays", format=DOLLARS),
        ],
    )
    bars = base.mark_bar().encode(color=_colour(names))
    letters = base.mark_text(dy=-7, fontWeight="bold", color=LINE_BEFORE).encode(text="letter:N")
    return alt.LayerChart(layer=[bars, letters], height=_height(names), title=title(_gap_finding(shown, names)))


def _gap_finding(frame: pd.DataFrame, names: list[str]) -> str:
    totals = {name: float(frame.loc[frame["side"] == name, "gap"].sum()) for name in names}
    if max(totals.values()) < 1:
        return "Nothing is left unpaid: $0 in every year"
    least = min(names, key=lambda name: totals[name])
    stands = f"Nobody pays {rounded(totals[names[0]])} as the file stands"
    if len(names) == 1:
        return stands
    if least == names[0]:
        return f"{stands}, and no less in the others"
    return f"{stands}; least is {rounded(totals[least])} in {least[0]}"
