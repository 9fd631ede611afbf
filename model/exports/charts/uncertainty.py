"""Charts of what is not known: chances as a map, fans, the tornado, indices with their intervals."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, months_axis, title
from model.exports.charts.money import IN_THOUSANDS_FROM, SHORT
from model.exports.frames import in_words
from model.exports.palette import DARK_INK, LIGHT_INK, LINE, LINE_LIMIT, STATUS_TONES
from model.sentences import rounded

ROW, PLOT, FRAME, LEGEND = 24, 360, 130, 100
WORST_TO_BEST = [STATUS_TONES[5].fill, STATUS_TONES[3].fill, STATUS_TONES[0].fill]
LABEL_WIDTH = 230
ENDS = {"low": "at its low end", "high": "at its high end"}


def chance_map(frame: pd.DataFrame) -> alt.LayerChart:
    """The chance that each position is funded, by month, as a map with the percent in January of every year.

    Args:
        frame: `uncertainty_frames.chance_by_month`.
    """
    months, positions = sorted(set(frame["month"])), list(dict.fromkeys(frame["position"]))
    scale = alt.Scale(domain=[0, 0.5, 1], range=WORST_TO_BEST, interpolate="lab")
    legend = alt.Legend(title="Chance that it is funded", orient="bottom", format=".0%", gradientLength=260)
    rows = alt.Y("position:N", sort=positions, title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH, labelOverlap=False))
    cells = (
        alt.Chart(frame)
        .mark_rect()
        .encode(
            x=months_axis(months),
            y=rows,
            color=alt.Color("chance:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("position:N", title="Position"),
                alt.Tooltip("month:O", title="Month"),
                alt.Tooltip("chance:Q", title="Chance", format=".0%"),
            ],
        )
    )
    kept = months[6::12] if len(months) > 6 else months[:1]
    written = frame[frame["month"].isin(kept)]
    ink = alt.condition("datum.chance > 0.25 && datum.chance < 0.8", alt.value(DARK_INK), alt.value(LIGHT_INK))
    text = (
        alt.Chart(written)
        .mark_text(fontSize=11)
        .encode(x=months_axis(months), y=rows, text=alt.Text("chance:Q", format=".0%"), color=ink)
    )
    return alt.LayerChart(
        layer=[cells, text],
        height=ROW * len(positions) + FRAME + LEGEND,
        title=title(_chance_finding(frame, months[-1])),
    )


def _chance_finding(frame: pd.DataFrame, last: str) -> str:
    end = frame[frame["month"] == last]
    if end.empty:
        return "No position is planned for the last month"
    worst, best = end["chance"].min(), end["chance"].max()
    if best == 0:
        return f"In no future is any position funded in {in_words(last)}"
    if round(100 * worst) == round(100 * best):
        return f"Every position is funded in {in_words(last)} with a chance of {100 * best:.0f} %"
    return f"In {in_words(last)}, the chance of being funded is {100 * worst:.0f} % to {100 * best:.0f} % by position"


def fan(frame: pd.DataFrame, what: str, unit: str = "Dollars at the month's end") -> alt.LayerChart:
    """A fan by month: the middle, half of the futures around it, and eight of ten.

    Args:
        frame: `uncertainty_frames.fans`.
        what: the reserve, or cash, or another quantity.
        unit: title of the axis; what does not begin with dollars is counted.
    """
    months = list(frame["month"])
    largest = frame[["low", "high"]].abs().to_numpy().max()
    dollars = unit.startswith("Dollars")
    form = DOLLARS if dollars else ",.1f"
    labels = SHORT if dollars and largest >= IN_THOUSANDS_FROM else f"format(datum.value, '{form}')"
    y = alt.Y("low:Q", title=unit, axis=alt.Axis(labelExpr=labels))
    x = months_axis(months)
    base = alt.Chart(frame).encode(x=x)
    wide = base.mark_area(color=LINE, opacity=0.22).encode(y=y, y2="high:Q")
    narrow = base.mark_area(color=LINE, opacity=0.32).encode(y=alt.Y("lower:Q"), y2="upper:Q")
    tooltip = [alt.Tooltip("month:O", title="Month")] + [
        alt.Tooltip(f"{column}:Q", title=words, format=form)
        for column, words in (("low", "1 of 10 below"), ("middle", "Half below"), ("high", "9 of 10 below"))
    ]
    line = base.mark_line(color=LINE, strokeWidth=2).encode(y=alt.Y("middle:Q"))
    dots = base.mark_circle(size=90, opacity=0).encode(y=alt.Y("middle:Q"), tooltip=tooltip)
    nothing = (
        alt.Chart(pd.DataFrame({"dollars": [0.0]})).mark_rule(color=LINE_LIMIT, strokeDash=[6, 4]).encode(y="dollars:Q")
    )
    last = frame.iloc[-1]
    low, middle, high = (rounded(last[key]) if dollars else f"{last[key]:.1f}" for key in ("low", "middle", "high"))
    finding = (
        f"In 8 of 10 futures {what} in {in_words(last['month'])} is between {low} and {high}; the middle is {middle}"
    )
    return alt.LayerChart(layer=[wide, narrow, line, nothing, dots], height=PLOT, title=title(finding))


def tornado(frame: pd.DataFrame, unit: str) -> alt.LayerChart:
    """One bar to either side for each input, the largest on top.

    Args:
        frame: `uncertainty_frames.tornado_bars`, with at least one row.
        unit: `$`, or a word for many.
    """
    order = list(dict.fromkeys(frame["label"]))
    form = DOLLARS if unit == "$" else ",.1f"
    ends = list(ENDS.values())
    colour = alt.Scale(domain=ends, range=[LINE_LIMIT, LINE])
    base = alt.Chart(frame.assign(which=frame["end"].map(ENDS))).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH, labelOverlap=False)),
        x=alt.X(
            "change:Q",
            title="Change of what is left, in dollars" if unit == "$" else f"Change in {unit}",
            axis=alt.Axis(labelExpr=SHORT) if unit == "$" else alt.Axis(),
        ),
        color=alt.Color("which:N", scale=colour, legend=alt.Legend(title=None, orient="bottom")),
        tooltip=[
            alt.Tooltip("label:N", title="Input"),
            alt.Tooltip("which:N", title="Moved"),
            alt.Tooltip("at:Q", title="To"),
            alt.Tooltip("change:Q", title="Change", format=form),
        ],
    )
    first = frame[frame["label"] == order[0]]
    low, high = first["change"].min(), first["change"].max()
    said = [rounded(v) if unit == "$" else f"{v:+.1f} {unit}" for v in (low, high)]
    finding = f"{order[0]} alone changes it most: by {said[0]} to {said[1]}"
    zero = alt.Chart(pd.DataFrame({"change": [0.0]})).mark_rule(color=LINE_LIMIT).encode(x="change:Q")
    bars = base.mark_bar(height=ROW * 0.6)
    return alt.LayerChart(layer=[bars, zero], height=ROW * len(order) + FRAME, title=title(finding))


def index_chart(frame: pd.DataFrame) -> alt.LayerChart:
    """Sobol indices with their intervals: a dot alone, a square with the others.

    Args:
        frame: `uncertainty_frames.index_bars`, with at least one row.
    """
    order = list(dict.fromkeys(frame["label"]))
    kinds = ["Alone", "With the others"]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[LINE_LIMIT, LINE]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    base = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=LABEL_WIDTH, labelOverlap=False)),
        yOffset=alt.YOffset("kind:N", sort=kinds),
        color=colour,
    )
    share = alt.X("low:Q", title="Share of the spread", axis=alt.Axis(format=".0%"))
    ranges = base.mark_rule(strokeWidth=2).encode(x=share, x2="high:Q")
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(
        x=alt.X("index:Q"),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "square"]), legend=None),
        tooltip=[
            alt.Tooltip("label:N", title="Input"),
            alt.Tooltip("kind:N", title="Share"),
            alt.Tooltip("index:Q", title="Estimate", format=".0%"),
            alt.Tooltip("low:Q", title="From", format=".0%"),
            alt.Tooltip("high:Q", title="To", format=".0%"),
        ],
    )
    top = frame[frame["kind"] == kinds[1]].iloc[0]
    finding = f"{top['label']} accounts for {100 * min(max(top['index'], 0), 1):.0f} % of the spread, with the others"
    return alt.LayerChart(layer=[ranges, dots], height=2 * ROW * len(order) + FRAME, title=title(finding))
