"""Positions by months: who pays for each, and what binds its billing."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from model.exports.charts.axes import DOLLARS
from model.exports.charts.strips import Strip, strip
from model.exports.frames import SOURCE_LABELS, in_words
from model.exports.palette import BIND_TONES, STATUS_TONES
from model.exports.tables import PROGRAM_ROW

CELL = "cell"  # the name under which a click on the board is told
SUSTAINED = ("earned", "contract", "grant", "fundraising")
BOUND_PHRASES = {
    "hours": "Working hours hold",
    "demand": "Demand holds",
    "client_cap": "A cap per client holds",
    "worker_cap": "A cap per worker holds",
    "program_cap": "A cap of the program holds",
}


def board(frame: pd.DataFrame, *, compact: bool = False, before: str = "", clickable: bool = False) -> alt.LayerChart:
    """Positions by months, coloured by the least secure dollar that pays for each.

    Args:
        frame: `frames.board`.
        compact: low rows and no legend, for a board that stands beside another.
        before: words to set before the title's finding.
        clickable: whether a click on a cell is told, with its position and month, under the name `CELL`.
    """
    tooltip = [
        alt.Tooltip("position:N", title="Position"),
        alt.Tooltip("title:N", title="Title"),
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("paid_by:N", title="Least secure dollar"),
        alt.Tooltip("full_cost:Q", title="Full cost", format=DOLLARS),
        *(alt.Tooltip(f"{name}:Q", title=title, format=DOLLARS) for name, title in SOURCE_LABELS.items()),
    ]
    title = before + _board_finding(frame)
    look = Strip("status", "paid_by", STATUS_TONES, tooltip, CELL if clickable else "")
    return strip(frame, look, title, compact=compact)


def _board_finding(frame: pd.DataFrame) -> str:
    """How many positions are paid for without the reserve at first, until when, and how many then and at the end."""
    seats = frame[frame["position"] != PROGRAM_ROW]
    total = seats["position"].nunique()
    paid = seats["status"].isin(SUSTAINED).groupby(seats["month"]).sum()
    first, last = paid.iloc[0], paid.iloc[-1]
    if first == 0:
        start = f"{_of_all(0, total)} paid for without the reserve in {in_words(paid.index[0])}"
        return f"{start}; at most {paid.max()} later" if paid.max() else f"{start} or later"
    start = f"{_of_all(first, total)} paid for without the reserve"
    fewer = paid.index[paid < first]
    if not len(fewer):
        return f"{start} in every month through {in_words(paid.index[-1])}"
    then = paid[fewer[0]]
    at_end = "" if then == last else f", and {last or 'none'} in {in_words(paid.index[-1])}"
    return f"{start} until {in_words(fewer[0])}; then {then or 'none'}{at_end}"


def _of_all(number: int, total: int) -> str:
    """So many of all positions, with the verb."""
    if total == 1:
        return "The one position is" if number else "The one position is not"
    if number in (0, total):
        return f"All {total} positions are" if number else f"None of {total} positions is"
    return f"{number} of {total} positions {'is' if number == 1 else 'are'}"


def binding(frame: pd.DataFrame, months: Sequence[str]) -> alt.LayerChart:
    """What binds billing, by position and month.

    Args:
        frame: `frames.binding`.
        months: every month of the projection, also those in which nobody serves.
    """
    tooltip = [
        alt.Tooltip("position:N", title="Position"),
        alt.Tooltip("month:O", title="Month"),
        alt.Tooltip("bound_by:N", title="Billing held by"),
        alt.Tooltip("service_hours:Q", title="Hours for service", format=",.0f"),
        alt.Tooltip("unused_hours:Q", title="Of these unused", format=",.0f"),
    ]
    most, count = frame["binds"].mode().iloc[0], frame["binds"].value_counts().iloc[0]
    title = f"{BOUND_PHRASES[most]} billing down most often: in {count:,} of {len(frame):,} months of work"
    return strip(frame, Strip("binds", "bound_by", BIND_TONES, tooltip), title, months=months)
