"""Reserve, cash, and what nobody has paid so far."""

import streamlit as st

from model.exports import charts, frames
from pages.parts.bands import bands
from pages.parts.chart import show_chart
from pages.parts.show import figures
from pages.parts.standing import Standing

HELP = (
    "The reserve is what the board has put aside; it pays only down to its floor. Cash is what is in the bank: "
    "earnings and grants arrive later than pay goes out, so cash can run out while the reserve still stands."
)


def purse(shown: Standing, before: Standing | None) -> None:
    """The program's own money by month, with the months marked in which it runs out."""
    st.header("Reserve and cash", anchor=False, help=HELP)
    result, data = shown
    money = frames.money(data, result.file.program)
    money_before = None if before is None else frames.money(before[1], before[0].file.program)
    drawn = [charts.reserve, charts.cash]
    if money["owed"].max() >= 0.5 or (money_before is not None and money_before["owed"].max() >= 0.5):
        drawn.append(charts.gaps)
    for draw in drawn:
        chart = draw(money, money_before)
        show_chart(chart)
    with st.expander("Reserve and cash as a table"):
        figures(frames.money_table(money))
    bands()
