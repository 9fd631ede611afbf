"""What all charts share: the axis of months, dollars, titles.

Months are an ordinal axis of `YYYY-MM`, since dates would move by a day, and so by a month, with the time zone.
"""

import textwrap
from collections.abc import Sequence
from typing import Any

import altair as alt

DOLLARS = "$,.0f"
TITLE_WIDTH = 60


def month(field: str = "month") -> alt.X:
    """A month on an axis that another layer of the chart describes."""
    return alt.X(f"{field}:O", axis=alt.Axis(title="Month", labelAngle=0))


def months_axis(months: Sequence[str]) -> alt.X:
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


def title(text: str) -> alt.TitleParams:
    """A title broken into lines, since a chart's title does not wrap by itself."""
    return alt.TitleParams(text=textwrap.wrap(text, TITLE_WIDTH), anchor="start")


def title_of(chart: alt.LayerChart) -> str:
    """A chart's title on one line, for those who cannot see the chart."""
    return " ".join(chart.title.text)


def sent(chart: alt.LayerChart) -> dict[str, Any]:
    """A chart as it is sent to a browser, with all its rows: made once, it can be sent again."""
    with alt.data_transformers.enable("default", max_rows=None):
        return chart.to_dict()
