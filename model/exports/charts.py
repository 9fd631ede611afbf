"""Charts, one function each, from the tidy frames of `frames`. Each title states what the chart shows.

Months are an ordinal axis of `YYYY-MM`, since dates would move by a day, and so by a month, with the time zone.
"""

import textwrap
from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.frames import SOURCE_LABELS, UNPAID_LABELS, in_words, runs
from model.exports.palette import BIND_TONES, LINE, LINE_BEFORE, LINE_LIMIT, NOT_POSSIBLE, STATUS_TONES, Tone
from model.exports.tables import PROGRAM_ROW

HALF_A_CENT = 0.005
SUSTAINED = ("earned", "contract", "grant", "fundraising")
DOLLARS = "$,.0f"
LETTER_SHARE = 1 / 60
TITLE_WIDTH = 60
BOUND_PHRASES = {
    "hours": "Working hours hold",
    "demand": "Demand holds",
    "client_cap": "A cap per client holds",
    "worker_cap": "A cap per worker holds",
    "program_cap": "A cap of the program holds",
}


def board(frame: pd.DataFrame, *, compact: bool = False, before: str = "") -> alt.LayerChart:
    """Positions by months, coloured by the least secure dollar that pays for each.

    Args:
        frame: `frames.board`.
        compact: low rows and no legend, for a board that stands beside another.
        before: words to set before the title's finding.
    """
    there = frame[frame["status"] != "inactive"]
    tooltip = [
        alt.Tooltip("position:N", title="Position"),
        alt.Tooltip("title:N", title="Title"),
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("paid_by:N", title="Least secure dollar"),
        alt.Tooltip("full_cost:Q", title="Full cost", format=DOLLARS),
        *(alt.Tooltip(f"{name}:Q", title=title, format=DOLLARS) for name, title in SOURCE_LABELS.items()),
    ]
    title = before + _board_finding(frame)
    return _strip(frame, there, "status", "paid_by", STATUS_TONES, tooltip, title=title, compact=compact)


def _board_finding(frame: pd.DataFrame) -> str:
    """How many positions are paid for without the reserve at first, until when, and how many then and at the end."""
    seats = frame[frame["position"] != PROGRAM_ROW]
    total = seats["position"].nunique()
    paid = seats["status"].isin(SUSTAINED).groupby(seats["month"]).sum()
    first, last = paid.iloc[0], paid.iloc[-1]
    if first == 0:
        start = f"{_of_all(0, total)} paid for without the reserve in {in_words(paid.index[0])}"
        return f"{start}; at most {paid.max()} later" if paid.max() else f"{start} or later"
    start = f"{_of_all(first, total)} paid for without the reserve"
    fewer = paid.index[paid < first]
    if not len(fewer):
        return f"{start} in every month through {in_words(paid.index[-1])}"
    then = paid[fewer[0]]
    at_end = "" if then == last else f", and {last or 'none'} in {in_words(paid.index[-1])}"
    return f"{start} until {in_words(fewer[0])}; then {then or 'none'}{at_end}"


def _of_all(number: int, total: int) -> str:
    """So many of all positions, with the verb."""
    if total == 1:
        return "The one position is" if number else "The one position is not"
    if number in (0, total):
        return f"All {total} positions are" if number else f"None of {total} positions is"
    return f"{number} of {total} positions {'is' if number == 1 else 'are'}"


def binding(frame: pd.DataFrame, months: Sequence[str]) -> alt.LayerChart:
    """What binds billing, by position and month.

    Args:
        frame: `frames.binding`.
        months: every month of the projection, also those in which nobody serves.
    """
    tooltip = [
        alt.Tooltip("position:N", title="Position"),
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("bound_by:N", title="Billing held by"),
        alt.Tooltip("service_hours:Q", title="Hours for service", format=",.0f"),
        alt.Tooltip("unused_hours:Q", title="Of these unused", format=",.0f"),
    ]
    most, count = frame["binds"].mode().iloc[0], frame["binds"].value_counts().iloc[0]
    title = f"{BOUND_PHRASES[most]} billing down most often: in {count:,} of {len(frame):,} months of work"
    return _strip(frame, frame, "binds", "bound_by", BIND_TONES, tooltip, title=title, months=months)


def _strip(
    frame: pd.DataFrame,
    there: pd.DataFrame,
    by: str,
    legend: str,
    tones: tuple[Tone, ...],
    tooltip: list[alt.Tooltip],
    *,
    title: str,
    months: Sequence[str] = (),
    compact: bool = False,
) -> alt.LayerChart:
    """Positions by months as cells, each run with its letter."""
    positions = list(dict.fromkeys(frame["position"]))
    months = list(months) or sorted(set(frame["month"]))
    step = _row_height(len(positions), compact=compact)
    x = _months(months)
    lines = alt.Y("position:N", title="Position")
    y = alt.Y(
        "position:N",
        title="Position",
        scale=alt.Scale(domain=positions),
        axis=alt.Axis(labelLimit=120, labelOverlap=step < 14, grid=False, ticks=False),
    )
    scale = alt.Scale(domain=[tone.legend for tone in tones], range=[tone.fill for tone in tones])
    shown = None if compact else alt.Legend(title=None, orient="bottom", columns=3, labelLimit=200)
    colour = alt.Color(f"{legend}:N", scale=scale, legend=shown)
    possible = there["possible"].astype(bool) if "possible" in there else pd.Series(True, index=there.index)
    # A layer of their own, so that both heights share one legend.
    low = alt.RelativeBandSize(0.5)
    cells = alt.LayerChart(
        layer=[
            alt.Chart(there[possible]).mark_rect().encode(x, y, colour, tooltip=tooltip),
            alt.Chart(there[~possible]).mark_rect(height=low).encode(_month(), lines, colour, tooltip=tooltip),
        ]
    )
    spans = runs(frame, by)
    named = spans[(spans["letter"] != "") & (spans["months"] >= LETTER_SHARE * len(months)) & (step >= 12)]
    letters = (
        alt.Chart(named)
        .mark_text(fontSize=min(12, step - 4), fontWeight="bold")
        .encode(x=_month("middle_month"), y=lines, text="letter:N", color=alt.Color("ink:N", scale=None))
    )
    layers: list[alt.Chart | alt.LayerChart] = [cells, letters]
    if "possible" in frame:
        layers += _impossible_note(frame, months)
    apart = alt.Resolve(scale=alt.ScaleResolveMap(color="independent"))
    return alt.LayerChart(layer=layers, resolve=apart, height=alt.Step(step), title=_title(title))


def _row_height(rows: int, *, compact: bool) -> int:
    if compact:
        return 18 if rows <= 12 else 14 if rows <= 30 else 6
    return 28 if rows <= 12 else 20 if rows <= 30 else 10


def _impossible_note(frame: pd.DataFrame, months: list[str]) -> list[alt.Chart]:
    """A rule where the months begin that are not possible, and the words above it."""
    after = sorted(set(frame.loc[~frame["possible"].astype(bool), "month"]))
    if not after:
        return []
    mark = pd.DataFrame(
        {"month": [after[0]], "last": [months[-1]], "note": ["cash has run out: not possible as it stands"]}
    )
    rule = (
        alt.Chart(mark).mark_rule(color=LINE_LIMIT, strokeWidth=2, strokeDash=[4, 3]).encode(x=_month().bandPosition(0))
    )
    words = (
        alt.Chart(mark)
        .mark_text(align="right", baseline="bottom", color=LINE_LIMIT, fontSize=12, dx=4)
        .encode(x=_month("last"), y=alt.value(-4), text="note:N")
    )
    return [rule, words]


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
    return f"its lowest is {frame[column].iloc[place]:,.0f} dollars in {in_words(frame['month'].iloc[place])}"


def _lines(
    frame: pd.DataFrame,
    parts: list[tuple[str, pd.Series]],
    before: pd.DataFrame | None,
    column: str,
    title: str,
) -> alt.LayerChart:
    """A line and its limit by month, the same line without the scenario, and the months that are not possible."""
    months = list(frame["month"])
    tall = [pd.DataFrame({"month": months, "line": name, "dollars": list(values)}) for name, values in parts]
    if before is not None:
        without = f"{parts[0][0]} without the scenario"
        tall.append(pd.DataFrame({"month": list(before["month"]), "line": without, "dollars": list(before[column])}))
    names = [part["line"].iloc[0] for part in tall]
    legend = alt.Legend(title=None, orient="bottom", columns=2, labelLimit=260, symbolType="stroke")
    base = alt.Chart(pd.concat(tall, ignore_index=True)).encode(
        x=_months(months),
        y=alt.Y("dollars:Q", title="Dollars at the month's end", axis=alt.Axis(format="$~s")),
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
    dots = base.mark_circle(size=90, opacity=0).encode(tooltip=tooltip)
    layers = [*_shade(frame), base.mark_line(strokeWidth=2), dots]
    return alt.LayerChart(layer=layers, height=380, title=_title(title))


def _shade(frame: pd.DataFrame) -> list[alt.Chart]:
    after = frame.loc[~frame["possible"].astype(bool), ["month"]]
    if after.empty:
        return []
    note = pd.DataFrame({"month": [frame["month"].iloc[-1]], "note": ["not possible as it stands"]})
    shade = alt.Chart(after).mark_rect(color=NOT_POSSIBLE, opacity=0.22).encode(x=_month())
    words = (
        alt.Chart(note)
        .mark_text(align="right", baseline="bottom", dx=4, color=LINE_LIMIT, fontSize=12)
        .encode(x=_month(), y=alt.value(-4), text="note:N")
    )
    return [shade, words]


def unpaid_hours(frame: pd.DataFrame, span: str = "the first year") -> alt.LayerChart:
    """Hours of peer support in the first year that no payer paid for, by cause."""
    shown = frame[frame["first_year"].round() > 0]
    total = frame["first_year"].sum()
    title = f"Nobody's billing paid for {total:,.0f} hours of peer support in {span}"
    if len(shown):
        title += f"; the largest part: {UNPAID_LABELS[shown['cause'].iloc[0]].lower()}"
    base = alt.Chart(shown).encode(
        x=alt.X("first_year:Q", title=f"Hours of peer support in {span}", axis=alt.Axis(format=",.0f", tickCount=5)),
        y=alt.Y("label:N", title="Cause", sort=list(shown["label"]), axis=alt.Axis(labelLimit=200, ticks=False)),
        tooltip=[
            alt.Tooltip("label:N", title="Cause"),
            alt.Tooltip("first_year:Q", title=f"Hours in {span}", format=",.0f"),
            alt.Tooltip("all_months:Q", title="Hours in all months", format=",.0f"),
        ],
    )
    bars = base.mark_bar(color=LINE, height={"band": 0.7})
    numbers = base.mark_text(align="left", dx=4, color=LINE_BEFORE, fontSize=12).encode(
        text=alt.Text("first_year:Q", format=",.0f")
    )
    return alt.LayerChart(layer=[bars, numbers], title=_title(title), height=alt.Step(30))


def _month(field: str = "month") -> alt.X:
    """A month on an axis that another layer of the chart describes."""
    return alt.X(f"{field}:O", axis=alt.Axis(title="Month", labelAngle=0))


def _months(months: Sequence[str]) -> alt.X:
    """The axis of months: years at each January, or every third month where there are too few."""
    ordered = list(months)
    januaries = [month for month in ordered if month.endswith("-01")]
    years = len(ordered) > 18
    axis = alt.Axis(
        values=januaries if years else ordered[:: 3 if len(ordered) > 6 else 1],
        labelExpr="'Jan ' + slice(datum.value, 0, 4)" if years else "datum.value",
        labelAngle=0,
        labelOverlap=True,
        grid=False,
        title="Month",
    )
    return alt.X("month:O", scale=alt.Scale(domain=ordered), axis=axis)


def _title(text: str) -> alt.TitleParams:
    """A title broken into lines, since a chart's title does not wrap by itself."""
    return alt.TitleParams(text=textwrap.wrap(text, TITLE_WIDTH), anchor="start")


def title_of(chart: alt.LayerChart) -> str:
    """A chart's title on one line, for those who cannot see the chart."""
    return " ".join(chart.title.text)
