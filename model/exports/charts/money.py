"""Reserve and cash by month."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, month, months_axis, title
from model.exports.frames import in_words
from model.exports.palette import LINE, LINE_BEFORE, LINE_LIMIT, NOT_POSSIBLE
from model.sentences import rounded

HALF_A_CENT = 0.005
IN_THOUSANDS_FROM = 10_000
# A billion is B to people, G to the format.
SHORT = "replace(format(datum.value, '$~s'), 'G', 'B')"


def reserve(frame: pd.DataFrame, before: pd.DataFrame | None = None) -> alt.LayerChart:
    """The reserve by month, with the board's floor; `before` is the same without the scenario."""
    reached = frame.loc[frame["reserve"] <= frame["floor"] + HALF_A_CENT, "month"]
    if len(reached):
        finding = f"The reserve is at its floor in {in_words(reached.iloc[0])}"
    else:
        finding = f"The reserve stays above its floor; {_lowest(frame, 'reserve')}"
    parts = [("Reserve", frame["reserve"]), ("Floor", frame["floor"])]
    return _lines(frame, parts, before, "reserve", finding)


def cash(frame: pd.DataFrame, before: pd.DataFrame | None = None) -> alt.LayerChart:
    """Cash by month; below zero is marked, since nobody lends it; `before` is the same without the scenario."""
    below = frame.loc[frame["cash"] < -HALF_A_CENT, "month"]
    if len(below):
        finding = f"Cash runs out in {in_words(below.iloc[0])}"
    else:
        finding = f"Cash does not run out; {_lowest(frame, 'cash')}"
    parts = [("Cash", frame["cash"]), ("Nothing left", frame["cash"] * 0)]
    return _lines(frame, parts, before, "cash", finding)


def _lowest(frame: pd.DataFrame, column: str) -> str:
    place = int(frame[column].to_numpy().argmin())
    return f"its lowest is {rounded(frame[column].iloc[place])} in {in_words(frame['month'].iloc[place])}"


def _lines(
    frame: pd.DataFrame,
    parts: list[tuple[str, pd.Series]],
    before: pd.DataFrame | None,
    column: str,
    finding: str,
) -> alt.LayerChart:
    """A line and its limit by month, the same line without the scenario, and the months that are not possible."""
    months = list(frame["month"])
    tall = [pd.DataFrame({"month": months, "line": name, "dollars": list(values)}) for name, values in parts]
    if before is not None:
        without = f"{parts[0][0]} without the scenario"
        tall.append(pd.DataFrame({"month": list(before["month"]), "line": without, "dollars": list(before[column])}))
    names = [part["line"].iloc[0] for part in tall]
    rows = pd.concat(tall, ignore_index=True)
    largest = rows["dollars"].abs().max()
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=260, symbolType="stroke")
    base = alt.Chart(rows).encode(
        x=months_axis(months),
        y=alt.Y(
            "dollars:Q",
            title="Dollars at the month's end",
            axis=alt.Axis(labelExpr=SHORT if largest >= IN_THOUSANDS_FROM else f"format(datum.value, '{DOLLARS}')"),
        ),
        color=alt.Color(
            "line:N", scale=alt.Scale(domain=names, range=[LINE, LINE_LIMIT, LINE_BEFORE][: len(names)]), legend=legend
        ),
        strokeDash=alt.StrokeDash(
            "line:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4], [2, 3]][: len(names)]), legend=legend
        ),
    )
    tooltip = [
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("line:N", title="What"),
        alt.Tooltip("dollars:Q", title="Dollars", format=DOLLARS),
    ]
    dots = base.mark_circle(size=90, opacity=0 if len(months) > 2 else 1).encode(tooltip=tooltip)
    layers = [*_shade(frame), base.mark_line(strokeWidth=2), dots]
    return alt.LayerChart(layer=layers, height=380, title=title(finding))


def _shade(frame: pd.DataFrame) -> list[alt.Chart]:
    after = frame.loc[~frame["possible"].astype(bool), ["month"]]
    if after.empty:
        return []
    note = pd.DataFrame({"month": [frame["month"].iloc[-1]], "note": ["not possible as it stands"]})
    shade = alt.Chart(after).mark_rect(color=NOT_POSSIBLE, opacity=0.22).encode(x=month())
    words = (
        alt.Chart(note)
        .mark_text(align="right", baseline="bottom", dx=4, color=LINE_LIMIT, fontSize=12)
        .encode(x=month(), y=alt.value(-4), text="note:N")
    )
    return [shade, words]
