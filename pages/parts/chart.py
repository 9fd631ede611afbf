"""A chart where a page shows it."""

from copy import copy
from functools import partial

import streamlit as st

from model.exports.charts import Chart, title_of

CHECKED = False  # whether charts are held against the schema of charts; tests do, since it takes as long as drawing


def show_chart(chart: Chart, told: str | None = None) -> None:
    """Draw a chart.

    Args:
        chart: what to draw.
        told: what it says to those who cannot see it; its title, which states its finding, where nothing else is given.
    """
    drawn = copy(chart)
    object.__setattr__(drawn, "to_dict", partial(chart.to_dict, validate=CHECKED))  # a chart takes attributes for parts
    st.altair_chart(drawn, alt=told or title_of(chart))
