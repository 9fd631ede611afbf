"""What is to be paid for: which positions, over which months, and by what money."""

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from model.inputs.load import ProgramFile
from model.questions.goals import Wanted, goal_of
from model.questions.solving import QuestionError
from model.sentences import spoken
from pages.parts.controls import month, noted, pick, prefilled

AFTER, ALL, CHOSEN = "After the grants end", "All months", "Chosen months"
EARNINGS, SECURED = "By what it bills", "By all secured funding"
HELP_WHO = "Positions that see clients; the cost of the others is carried by them. None chosen: the whole program."
HELP_MONEY = (
    "By what it bills: earnings of all payers over the months together. All secured funding: every month paid for "
    "without the reserve, grants and fundraising counted."
)
HELP_WHEN = "After the grants end: from the month after the last in which a grant pays for these positions."


class Question(NamedTuple):
    """What is wanted, and the months in words."""

    wanted: Wanted
    when: str


def choose(file: ProgramFile) -> Question:
    """Draw the controls; what they hold."""
    program = file.program
    serving = [position.id for position in program.positions if position.direct_service]
    key = prefilled("rates_for", [])
    st.session_state[key] = [name for name in st.session_state[key] if name in serving]
    who = noted(key, st.multiselect("For whom", serving, key=key, help=HELP_WHO, placeholder="The whole program"))
    positions = tuple(who) or None
    windows = [AFTER, ALL, CHOSEN] if _after(file, positions) else [ALL, CHOSEN]
    first, second = st.columns(2)
    with first:
        window = pick("Which months", windows, "rates_when", help=HELP_WHEN)
    with second:
        money = pick("Paid for", [EARNINGS, SECURED], "rates_by", help=HELP_MONEY)
    wanted = Wanted(positions=positions, paid_by="secured" if money == SECURED else "earnings")
    return _over(file, wanted, window)


def _after(file: ProgramFile, positions: tuple[str, ...] | None) -> bool:
    """Whether some grant ends before the last month, so that there is something after it."""
    try:
        goal_of(file, Wanted(positions=positions, after_grants=True))
    except QuestionError:
        return False
    return True


def _over(file: ProgramFile, wanted: Wanted, window: str) -> Question:
    """The question over the months that are chosen."""
    if window == AFTER:
        after = replace(wanted, after_grants=True)
        goal = goal_of(file, after)
        return Question(after, f"after the grants end ({spoken(goal.first)} to {spoken(goal.last)})")
    if window == ALL:
        return Question(wanted, f"over all {file.program.months} months")
    about = f"{file.program.start}_{file.program.months}"
    left, right = st.columns(2)
    with left:
        begins = month("First month", file, f"rates_first_{about}")
    with right:
        ends = max(begins, month("Last month", file, f"rates_last_{about}", file.program.last))
    when = f"from {spoken(begins)} to {spoken(ends)}"
    return Question(replace(wanted, first=begins, months=ends - begins + 1), when)
