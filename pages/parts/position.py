"""The board, and the months of the position that is chosen on it or beside it."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from model.exports import charts, frames
from model.exports import position_frames as months
from model.exports.tables import PROGRAM_ROW
from model.exports.telling import telling
from pages.parts.chart import show_chart
from pages.parts.explained import explained
from pages.parts.show import figures, plain_table
from pages.parts.standing import Standing
from pages.parts.words import plain

WHOLE = "All positions together"
HELP_BOARD = (
    "Each cell is a month of a position, coloured by the least secure money that pays for it then: "
    "billing is the most secure, then contracts, grants, fundraising, the reserve; red is what nobody pays. "
    "Click a cell to see the position's months below."
)
HELP_POSITION = "Click a cell of the board, or choose here. The link in the address bar keeps the choice."
HELP_MONEY = (
    "Full cost is pay, benefits, travel and other costs of the position, its part of what is shared "
    "(supervision, rent), and indirect cost."
)
HELP_HOURS = "Hours of session time with clients; travel and documentation are not among them."


class Board(NamedTuple):
    """A board ready to send, its text, and its tables."""

    spec: dict[str, Any]
    told: str
    runs: pd.DataFrame
    dollars: pd.DataFrame


@st.fragment
def board_and_position(shown: Standing, before: Standing | None) -> None:
    """The board, and below it the months of one position: a click there reruns only this."""
    st.header("Who pays for each position, and until when", anchor=False, help=HELP_BOARD)
    _board(shown, before)
    chosen = _chosen(shown)
    if chosen is None:
        return
    if chosen == PROGRAM_ROW:
        _program(shown, before)
    else:
        _position(shown, before, chosen)
    explained(shown, None if chosen == PROGRAM_ROW else chosen)


def _board(shown: Standing, before: Standing | None) -> None:
    drawn = _kept("board", shown, lambda: _drawn(shown))
    key = f"board-{st.session_state.setdefault('board_turn', 0)}"
    st.vega_lite_chart(drawn.spec, alt=drawn.told, key=key, on_select=lambda: _clicked(key), selection_mode=charts.CELL)
    if before is not None:
        without = _kept("baseline", before, lambda: _drawn(before, without=True))
        st.vega_lite_chart(without.spec, alt=without.told)
    with st.expander("The board as a table"):
        plain_table(drawn.runs)
        st.caption("Dollars of every month, by source:")
        figures(drawn.dollars)


def _drawn(standing: Standing, *, without: bool = False) -> Board:
    """The board as it is sent, since it is the same after every click; low and quiet for the one without a scenario."""
    result, data = standing
    frame = frames.board(data, result.file.program)
    before = "Without the scenario: " if without else ""
    chart = charts.board(frame, compact=without, before=before, clickable=not without)
    told = f"Board. {charts.title_of(chart)}"
    return Board(charts.sent(chart), told, frames.run_table(frame), frames.dollar_table(frame))


def _kept(name: str, standing: Standing, make: Callable[[], Board]) -> Board:
    """What was made of this projection before; made anew for another."""
    kept = st.session_state.setdefault("boards", {})
    if name not in kept or kept[name][0] is not standing[1]:
        kept[name] = (standing[1], make())
    return kept[name][1]


def _clicked(key: str) -> None:
    """A click on a cell chooses its position, and its month to open numbers of."""
    cells = st.session_state[key]["selection"].get(charts.CELL, [])
    if cells and "position" in cells[0]:
        st.session_state["position"] = cells[0]["position"]
        st.session_state["month"] = cells[0]["month"]


def _turn_board() -> None:
    """A choice beside the board takes the frame off the cell that was clicked before."""
    st.session_state["board_turn"] += 1


def _chosen(shown: Standing) -> str | None:
    """The position that is chosen, or the program's row for all together; None while nothing is."""
    offered = [*(position.id for position in shown[0].file.program.positions), PROGRAM_ROW]
    if st.session_state.get("position") not in (None, *offered):
        del st.session_state["position"]
    return st.selectbox(
        "Month by month",
        offered,
        index=None,
        placeholder="Click a position in the board, or choose one here",
        key="position",
        bind="query-params",
        format_func=lambda name: WHOLE if name == PROGRAM_ROW else name,
        help=HELP_POSITION,
        on_change=_turn_board,
    )


def _position(shown: Standing, before: Standing | None, position: str) -> None:
    result, data = shown
    program = result.file.program
    told = telling(result, position)
    st.subheader(plain(f"{position}: {program.position(position).title}"), anchor=False)
    st.markdown(plain(" ".join(said for said in (told.paid_by, told.then, told.notice, told.binds) if said)))
    carried = months.carried_by_others(program, position)
    if carried:
        st.caption(
            "This position sees no clients, so its cost is shared among those that do. "
            "The money shown here is that of all positions together."
        )
    _money(shown, before, None if carried else position, _marks(data, position))
    if not carried:
        _hours(shown, before, position)
        _binding(data, position)
    _pay(shown, before, position)


def _program(shown: Standing, before: Standing | None) -> None:
    st.subheader(WHOLE, anchor=False)
    _money(shown, before, None, _marks(shown[1], None))
    _hours(shown, before, None)


def _marks(data: dict, position: str | None) -> list[charts.Mark]:
    """Notice and the seat's end, and when cash runs out."""
    found = {} if position is None else data["findings"]["positions"][position]
    dated = [
        (found.get("notice_by"), "notice"),
        (found.get("ended"), "last paid month"),
        (data["findings"]["program"]["cash_negative"], "cash runs out"),
    ]
    return [charts.Mark(month, words) for month, words in dated if month is not None]


def _money(shown: Standing, before: Standing | None, position: str | None, marks: list[charts.Mark]) -> None:
    st.markdown("**Money by month**", help=HELP_MONEY)
    whose, frame = position or WHOLE, months.money_by_month(shown[1], position)
    without = _without(before, position)
    other = None if without is None else months.money_by_month(without[1], position)
    _draw(charts.money_by_source(frame, whose, before=other, marks=marks))
    if other is not None:
        _draw(charts.money_by_source(other, whose, compact=True))
    _table("Money by month as a table", months.money_by_month_table(frame))


def _hours(shown: Standing, before: Standing | None, position: str | None) -> None:
    frame = months.hours_by_month(shown[1], position)
    if frame["hours"].sum() < 0.5:
        st.markdown("It gives no hours of peer support: it sees no clients, or has no sessions in these months.")
        return
    st.markdown("**Hours of peer support, and what becomes of them**", help=HELP_HOURS)
    without = _without(before, position)
    other = None if without is None else months.hours_by_month(without[1], position)
    _draw(charts.hours_by_fate(frame, position or WHOLE, before=other))
    _table("Hours by month as a table", months.hours_by_month_table(frame))


def _binding(data: dict, position: str) -> None:
    frame = months.binding_of(data, position)
    if len(frame):
        _draw(charts.binding(frame, [row["month"] for row in data["months"]]))
        table = pd.DataFrame({"Month": frame["month"], "Billing held by": frame["bound_by"].str[2:]})
        _table("What holds billing down, month by month", table)


def _pay(shown: Standing, before: Standing | None, position: str) -> None:
    frame = months.pay_by_month(shown[1], position)
    if len(frame):
        without = _without(before, position)
        other = None if without is None else months.pay_by_month(without[1], position)
        _draw(charts.pay(frame, position, before=other))
        _table("Pay by month as a table", months.pay_table(frame))


def _without(before: Standing | None, position: str | None) -> Standing | None:
    """The baseline, where it has the position too."""
    if before is None or position is None:
        return before
    return before if position in {each.id for each in before[0].file.program.positions} else None


def _draw(chart: charts.Chart) -> None:
    show_chart(chart)


def _table(label: str, frame: pd.DataFrame) -> None:
    with st.expander(label):
        figures(frame)
