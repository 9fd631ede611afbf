"""Reserve and cash by month."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, month, months_axis, title
from model.exports.charts.stacks import Mark, marked
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
    marks = [*_first(reached, "at its floor"), *_first(_broke(frame), "cash runs out")]
    return _lines(frame, parts, before, "reserve", finding, marks)


def cash(frame: pd.DataFrame, before: pd.DataFrame | None = None) -> alt.LayerChart:
    """Cash by month; below zero is marked, since nobody lends it; `before` is the same without the scenario."""
    below = _broke(frame)
    if len(below):
        finding = f"Cash runs out in {in_words(below.iloc[0])}"
    else:
        finding = f"Cash does not run out; {_lowest(frame, 'cash')}"
    parts = [("Cash", frame["cash"]), ("Nothing left", frame["cash"] * 0)]
    return _lines(frame, parts, before, "cash", finding, _first(below, "cash runs out"))


def gaps(frame: pd.DataFrame, before: pd.DataFrame | None = None) -> alt.LayerChart:
    """What nobody has paid so far, month by month, less what was repaid; `before` is the same without the scenario."""
    some = frame.loc[frame["owed"] > HALF_A_CENT, "month"]
    if len(some):
        last = frame.iloc[-1]
        finding = f"Gaps begin in {in_words(some.iloc[0])} and add up to {rounded(last['owed'])} by "
        finding += in_words(last["month"])
    else:
        finding = "No gap in any month: $0 is left unpaid"
    return _lines(frame, [("Gaps so far", frame["owed"])], before, "owed", finding, _first(some, "first gap"))


def _broke(frame: pd.DataFrame) -> pd.Series:
    """The months that end with less than no cash."""
    return frame.loc[frame["cash"] < -HALF_A_CENT, "month"]


def _first(months: pd.Series, words: str) -> list[Mark]:
    """A mark at the first of months, where there is one."""
    return [Mark(months.iloc[0], words)] if len(months) else []


def _lowest(frame: pd.DataFrame, column: str) -> str:
    place = int(frame[column].to_numpy().argmin())
    return f"its lowest is {rounded(frame[column].iloc[place])} in {in_words(frame['month'].iloc[place])}"


def _lines(
    frame: pd.DataFrame,
    parts: list[tuple[str, pd.Series]],
    before: pd.DataFrame | None,
    column: str,
    finding: str,
    marks: list[Mark],
) -> alt.LayerChart:
    """A line and its limit by month, the same line without the scenario, and the months that are not possible."""
    months = list(frame["month"])
    tall = [pd.DataFrame({"month": months, "line": name, "dollars": list(values)}) for name, values in parts]
    if before is not None:
        without = f"{parts[0][0]} without the scenario"
        tall.append(pd.DataFrame({"month": list(before["month"]), "line": without, "dollars": list(before[column])}))
    names = [part["line"].iloc[0] for part in tall]
    limited = len(parts) > 1
    colours = [LINE, *([LINE_LIMIT] if limited else []), LINE_BEFORE][: len(names)]
    dashes = [[1, 0], *([[6, 4]] if limited else []), [2, 3]][: len(names)]
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
        color=alt.Color("line:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        strokeDash=alt.StrokeDash("line:N", scale=alt.Scale(domain=names, range=dashes), legend=legend),
    )
    tooltip = [
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("line:N", title="What"),
        alt.Tooltip("dollars:Q", title="Dollars", format=DOLLARS),
    ]
    dots = base.mark_circle(size=90, opacity=0 if len(months) > 2 else 1).encode(tooltip=tooltip)
    shade = _shade(frame)
    # the words about what is not possible have the line just above the chart
    layers = [*shade, base.mark_line(strokeWidth=2), dots, *marked(marks, months, skip=len(shade) > 0)]
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
