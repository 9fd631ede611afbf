"""Hours of peer support that no payer paid for."""

import altair as alt
import pandas as pd

from model.exports.charts.axes import title
from model.exports.palette import LINE, LINE_BEFORE
from model.sentences import CAUSES


def unpaid_hours(frame: pd.DataFrame, span: str = "the first year") -> alt.LayerChart:
    """Hours of peer support in the first year that no payer paid for, by cause."""
    shown = frame[frame["first_year"].round() > 0]
    total = frame["first_year"].sum()
    finding = f"No payer paid for {total:,.0f} hours of peer support in {span}"
    if len(shown) > 1:
        finding += f"; {shown['first_year'].iloc[0]:,.0f} of them {CAUSES[shown['cause'].iloc[0]]}"
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
    return alt.LayerChart(layer=[bars, numbers], title=title(finding), height=alt.Step(30))
