"""Charts, one function each, from the tidy frames of `frames`. Each title states what the chart shows."""

from model.exports.charts.axes import title_of
from model.exports.charts.board import binding, board
from model.exports.charts.hours import unpaid_hours
from model.exports.charts.money import cash, reserve

__all__ = ["binding", "board", "cash", "reserve", "title_of", "unpaid_hours"]
