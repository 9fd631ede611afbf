"""Charts, one function each, from the tidy frames of `frames`. Each title states what the chart shows."""

from altair import LayerChart as Chart

from model.exports.charts.axes import sent, title_of
from model.exports.charts.board import CELL, binding, board
from model.exports.charts.hours import unpaid_hours
from model.exports.charts.money import cash, gaps, reserve
from model.exports.charts.position import Mark, hours_by_fate, money_by_source, pay
from model.exports.charts.unpaid import unpaid_by_position, unpaid_by_year

__all__ = [
    "CELL",
    "Chart",
    "Mark",
    "binding",
    "board",
    "cash",
    "gaps",
    "hours_by_fate",
    "money_by_source",
    "pay",
    "reserve",
    "sent",
    "title_of",
    "unpaid_by_position",
    "unpaid_by_year",
    "unpaid_hours",
]
