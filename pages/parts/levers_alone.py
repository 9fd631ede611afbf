"""Each lever alone: from what to what it would have to go, and how near those come that cannot."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from model.exports.rate_frames import able, able_table, unable_table
from model.questions.break_even import LEVERS, NEAREST, BreakEven, standing
from model.questions.goals import Wanted
from model.questions.solving import Solved
from pages.parts.here import Here
from pages.parts.long_work import Tick, work_through
from pages.parts.rate_answers import lever_alone
from pages.parts.show import bullets, plain_table
from pages.parts.to_scenario import to_scenario
from pages.parts.words import plain

QUICK = ("rate", "no_show", "caseload")
Alone = tuple[tuple[BreakEven, ...], str]


def levers_alone(asked_of: Here, wanted: Wanted, *, at_once: bool) -> None:
    """The table of levers: a few at once, the others when somebody asks.

    Args:
        at_once: whether the program is small enough for the first few.
    """
    quick = [lever_alone(asked_of, wanted, lever) for lever in QUICK] if at_once else []
    others = [lever for lever in LEVERS if not at_once or lever not in QUICK]
    place = st.container()

    def step(lever: str, _: Tick) -> Alone:
        return lever_alone(asked_of, wanted, lever)

    steps = {lever.replace("_", " ").capitalize(): partial(step, lever) for lever in others}
    label = "Ask the other levers too" if at_once else "Ask every lever"
    done = work_through("levers_alone", (asked_of, wanted, at_once), label, steps)
    found = [*quick, *(done or {}).values()]
    with place:
        _tables([row for rows, _ in found for row in rows], [said for _, said in found if said])


def _tables(rows: Sequence[BreakEven], left_out: Sequence[str]) -> None:
    if rows:
        st.markdown(plain(standing(rows[0].goal, rows[0].today)))
    can, cannot = able_table(rows), unable_table(rows)
    if len(can):
        reached = rows[0].reached_today
        st.markdown("**Alone, each could go as far as:**" if reached else "**Alone, each would have to go:**")
        plain_table(can)
        _kept(able(rows))
    if len(cannot):
        st.markdown("**These cannot do it at all, and here is how near they come:**")
        plain_table(cannot)
    if rows:
        with st.expander("Where each was looked for, and what was not asked"):
            bullets([*(row.sentence for row in rows), *left_out])
            st.caption(f"Where many values were looked at, a lever may work both ways{NEAREST}.")
    elif left_out:
        bullets(left_out)


def _kept(rows: Sequence[BreakEven]) -> None:
    """One of them as a scenario."""
    names = [row.move.name for row in rows if row.changes]
    if not names:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Lever to keep", names, key=f"kept_lever_{len(names)}", width=420)
        row = next(row for row in rows if row.move.name == chosen)
        assert isinstance(row.answer, Solved)
        to_scenario("lever_alone", f"{chosen}: {row.move.show(row.answer.value)}", row.sentence, row.changes)
