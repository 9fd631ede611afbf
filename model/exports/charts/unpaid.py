"""Hours no payer paid for, taken apart: by fiscal year and by position, each by cause."""

import altair as alt
import pandas as pd

from model.exports.charts.stacks import Stack, groups
from model.exports.palette import FATE_TONES
from model.stages.parts.fates import UNPAID

CAUSE_TONES = tuple(tone for tone in FATE_TONES if tone.name in UNPAID)


def unpaid_by_year(frame: pd.DataFrame) -> alt.LayerChart:
    """Hours no payer paid for by fiscal year and cause: `position_frames.unpaid_by_year`, with at least one year."""
    totals = frame.groupby("group", sort=False)["hours"].sum()
    most = str(totals.idxmax())
    finding = f"In all years no payer pays for {totals.sum():,.0f} hours"
    if len(totals) > 1:
        year = most.removeprefix("Year from ").partition(" (")[0]
        finding += f", the most, {totals[most]:,.0f}, in the year that starts in {year}"
    return groups(frame, _look("Fiscal year"), finding, "Fiscal year")


def unpaid_by_position(frame: pd.DataFrame, span: str = "the first year") -> alt.LayerChart:
    """Hours no payer paid for by position and cause: `position_frames.unpaid_by_position`, at least one position."""
    totals = frame.groupby("group", sort=False)["hours"].sum()
    most = str(totals.idxmax())
    finding = f"{most} gives {totals[most]:,.0f} of the {totals.sum():,.0f} hours no payer pays for in {span}"
    return groups(frame, _look("Position"), finding, "Position")


def _look(group: str) -> Stack:
    tooltip = (
        alt.Tooltip("group:N", title=group),
        alt.Tooltip("told:N", title="Cause"),
        alt.Tooltip("hours:Q", title="Hours", format=",.0f"),
    )
    axis = "Hours of peer support no payer pays for"
    return Stack(measure="hours", axis=axis, form=",.0f", tones=CAUSE_TONES, tooltip=tooltip)
