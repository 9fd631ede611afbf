"""Charts of people who leave or stay: what a cost is made of, and the payroll of ladders by fiscal year."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS, title
from model.exports.charts.stacks import Stack, groups
from model.exports.palette import DARK_INK, LINE, LINE_BEFORE, LINE_LIMIT, Tone
from model.sentences import rounded

ROW, ROOM = 34, 0.22
COLOURS = {"more": LINE_LIMIT, "less": LINE, "total": LINE_BEFORE}
WORDS = {"more": "costs more", "less": "not spent, or saved", "total": "all of it"}
PAYROLL = (
    Tone(name="wages", label="Wages", letter="W", fill=LINE, ink=DARK_INK),
    Tone(name="fringe", label="Fringe", letter="F", fill=LINE_LIMIT, ink=DARK_INK),
)


def cost_items(frame: pd.DataFrame, finding: str) -> alt.LayerChart:
    """Parts of a cost, each bar beginning where the one before ends, and the whole last.

    Args:
        frame: `staying_frames.items`.
        finding: the title.
    """
    shown = frame.assign(
        told=frame["kind"].map(WORDS),
        said=[_said(dollars, kind) for dollars, kind in zip(frame["dollars"], frame["kind"], strict=True)],
        right=frame[["begin", "end"]].max(axis=1),
    )
    rows = alt.Y("item:N", sort=list(shown["item"]), title="Part", axis=alt.Axis(labelLimit=230, ticks=False))
    kinds = [kind for kind in COLOURS if kind in set(shown["kind"])]
    scale = alt.Scale(domain=[WORDS[kind] for kind in kinds], range=[COLOURS[kind] for kind in kinds])
    legend = alt.Legend(title=None, orient="bottom", columns=3, labelLimit=200)
    low, high = min(frame[["begin", "end"]].min()), max(frame[["begin", "end"]].max())
    # room for the amounts beside the bars
    span = alt.Scale(domain=[float(low), float(high + ROOM * max(high - low, 1.0))], nice=False)
    dollars = alt.X("begin:Q", title="Dollars", scale=span, axis=alt.Axis(format=DOLLARS, tickCount=5))
    base = alt.Chart(shown).encode(
        y=rows, tooltip=[alt.Tooltip("item:N", title="Part"), alt.Tooltip("said:N", title="Dollars")]
    )
    colour = alt.Color("told:N", scale=scale, legend=legend)
    bars = base.mark_bar(height={"band": 0.6}).encode(x=dollars, x2="end:Q", color=colour)
    numbers = base.mark_text(align="left", dx=5, color=LINE_BEFORE, fontSize=12, fontWeight="bold").encode(
        x=alt.X("right:Q", title="Dollars"), text="said:N"
    )
    apart = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color=LINE_BEFORE).encode(x=alt.X("zero:Q"))
    return alt.LayerChart(layer=[apart, bars, numbers], height=alt.Step(ROW), title=title(finding))


def _said(dollars: float, kind: str) -> str:
    """A signed amount; the sign is the second cue."""
    sign = "" if kind == "total" and dollars >= 0 else "+" if dollars > 0 else "−"
    return f"{sign}{rounded(abs(dollars))}"


def ladder_payroll(frame: pd.DataFrame, ladder: str) -> alt.LayerChart:
    """Wages and fringe of one ladder by fiscal year.

    Args:
        frame: `staying_frames.ladder_years` of the ladder, with at least one year.
        ladder: its name.
    """
    tones = {tone.name: (place, tone) for place, tone in enumerate(PAYROLL)}
    shown = frame.assign(
        group=frame["year"],
        told=[tones[part][1].legend for part in frame["part"]],
        letter=[tones[part][1].letter for part in frame["part"]],
        ink=[tones[part][1].ink for part in frame["part"]],
        order=[tones[part][0] for part in frame["part"]],
    )
    tooltip = (
        alt.Tooltip("group:N", title="Fiscal year"),
        alt.Tooltip("told:N", title="Part"),
        alt.Tooltip("dollars:Q", title="Dollars", format=DOLLARS),
    )
    look = Stack(measure="dollars", axis="Dollars a year", form="$~s", tones=PAYROLL, tooltip=tooltip)
    return groups(shown, look, _finding(frame, ladder), "Fiscal year")


def _finding(frame: pd.DataFrame, ladder: str) -> str:
    totals = frame.groupby("year", sort=False)["dollars"].sum()
    whole = totals[[not name.endswith(")") for name in totals.index]]
    if len(whole) < 2:
        return f"The payroll of the ladder {ladder!r} is {rounded(totals.iloc[0])} in the {_lower(totals.index[0])}"
    first, last = whole.index[0], whole.index[-1]
    start = f"The payroll of the ladder {ladder!r} goes from {rounded(whole[first])} in the {_lower(first)}"
    return f"{start} to {rounded(whole[last])} in that from {last.removeprefix('Year from ')}, seats kept"


def _lower(year: object) -> str:
    text = str(year)
    return text[:1].lower() + text[1:]
