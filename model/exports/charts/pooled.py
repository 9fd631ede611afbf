"""Charts of many anonymous summaries: what stays paid for by quarter, and what pay is."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.charts.axes import title
from model.exports.palette import LINE, SIDE_TONES

PLOT, FEW_QUARTERS = 420, 8  # with a title of two lines, the axis and its name
PAY_OF = {"entry": "At entry", "middle": "In the middle of seats"}


def quarters(frame: pd.DataFrame) -> alt.LayerChart:
    """The average share of a program's positions paid for at each quarter's end, and where the middle half lies.

    Args:
        frame: `Pooled.quarters`: quarter, programs, and in percent share, p25 and p75 (missing where not shown).
    """
    order = list(frame["quarter"])
    x = alt.X("quarter:O", scale=alt.Scale(domain=order), axis=_axis(order))
    name, scale = "% of a program’s positions", alt.Scale(domain=[0, 100])
    known = frame[_middle_half(frame)]
    band = alt.Chart(known).mark_area(opacity=0.18, color=LINE).encode(x=x, y=alt.Y("p25:Q", title=name), y2="p75:Q")
    line = (
        alt.Chart(frame)
        .mark_line(strokeWidth=2.5, color=LINE, point=len(order) <= FEW_QUARTERS)
        .encode(
            x=x,
            y=alt.Y("share:Q", title=name, scale=scale),
            tooltip=[
                alt.Tooltip("quarter:O", title="At the end of"),
                alt.Tooltip("programs:Q", title="Programs", format=",d"),
                alt.Tooltip("share:Q", title="On average, %", format=".0f"),
                alt.Tooltip("p25:Q", title="A quarter of programs have no more than, %", format=".0f"),
                alt.Tooltip("p75:Q", title="Three quarters have no more than, %", format=".0f"),
            ],
        )
    )
    # a layer without marks is a picture without words to a screen reader
    return alt.LayerChart(layer=[*([band] if len(known) else []), line], height=PLOT, title=title(_finding(frame)))


def banded(frame: pd.DataFrame) -> bool:
    """Whether there is a quarter in which the middle half of programs may be shown."""
    return bool(_middle_half(frame).any())


def _middle_half(frame: pd.DataFrame) -> "pd.Series[bool]":
    return frame["p25"].notna() & frame["p75"].notna()


def _axis(order: Sequence[str]) -> alt.Axis:
    firsts = [quarter for quarter in order if quarter.endswith("Q1")]
    years = len(order) > FEW_QUARTERS and firsts
    return alt.Axis(values=firsts if years else list(order), labelAngle=0, labelOverlap=True, title="Quarter")


def _finding(frame: pd.DataFrame) -> str:
    first, last = frame.iloc[0], frame.iloc[-1]
    said = f"On average {first['share']:.0f} % of a program’s positions are paid for at the end of {first['quarter']}"
    return said if len(frame) == 1 else f"{said}, {last['share']:.0f} % at the end of {last['quarter']}"


def pay(frame: pd.DataFrame) -> alt.LayerChart:
    """Programs by what they pay an hour, in bands of a dollar.

    Args:
        frame: `Pooled.pay`: pay, up_to, and entry and middle, numbers of programs, missing where not shown.
    """
    long = frame.melt(["pay", "up_to"], list(PAY_OF), var_name="of", value_name="programs").dropna()
    long = long[long["programs"] > 0].assign(
        of=lambda held: held["of"].map(PAY_OF),
        programs=lambda held: held["programs"].astype(int),
        told=lambda held: [f"${low} to ${low}.99" for low in held["pay"]],
    )
    scale = alt.Scale(domain=list(PAY_OF.values()), range=[tone.fill for tone in SIDE_TONES[: len(PAY_OF)]])
    bars = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            x=alt.X("pay:O", title="Dollars an hour", axis=alt.Axis(labelAngle=0, format="$d", labelOverlap=True)),
            xOffset=alt.XOffset("of:N", sort=list(PAY_OF.values())),
            y=alt.Y("programs:Q", title="Programs", axis=alt.Axis(format=",d", tickMinStep=1)),
            color=alt.Color("of:N", scale=scale, legend=alt.Legend(title=None, orient="bottom")),
            tooltip=[
                alt.Tooltip("of:N", title="Pay"),
                alt.Tooltip("told:N", title="An hour"),
                alt.Tooltip("programs:Q", title="Programs", format=",d"),
            ],
        )
    )
    return alt.LayerChart(layer=[bars], height=PLOT, title=title(_pay_finding(long)))


def _pay_finding(long: pd.DataFrame) -> str:
    entry = long[long["of"] == PAY_OF["entry"]]
    if entry.empty:
        return "What programs pay an hour; at entry too few pay alike to be shown"
    most = entry.sort_values("programs", kind="stable").iloc[-1]
    return f"Most often pay at entry is {most['told']} an hour: in {most['programs']:,} programs"
