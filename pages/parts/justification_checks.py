"""What the checks found: what blocks, what a reviewer would ask about, and whether anything is paid twice."""

from collections.abc import Sequence

import streamlit as st

from model.exports.budget_frames import check_table, rules_behind
from model.requests.check import Check
from pages.parts.justification_asked import Asked
from pages.parts.request_editing import go_to, part_of
from pages.parts.show import plain_table
from pages.parts.words import plain

HELP = (
    "Errors (E1 to E12 and some of D) keep the documents from being written; warnings (W1 to W12) inform. Each rests "
    "on a rule of the day of the award, on the notice as the request states it, or on arithmetic."
)
HELP_TWICE = (
    "Against the program's other grants, its contracts and what Medicaid pays: nobody above 100 % of their time, no "
    "cost line charged twice, and program income used as the award says."
)


def checks(asked: Asked) -> None:
    """Errors, then warnings, each with where and how to mend it."""
    st.header("What the checks find", anchor=False, help=HELP)
    found = asked.found
    if not found:
        st.markdown("Nothing to mend, and nothing a reviewer would ask about.")
    for severity, said in (("error", "These keep it from being exported"), ("warning", "These do not block")):
        own = [check for check in found if check.severity == severity]
        if own:
            st.markdown(f"**{said}: {len(own)}**")
            plain_table(check_table(asked.budget, own))
            _go_there(severity, own)
    if rules := rules_behind(asked.budget, found):
        st.caption("  \n".join(map(plain, rules)))


def _go_there(severity: str, found: Sequence[Check]) -> None:
    """A button for each part of what is asked in which something is to be mended."""
    parts = dict.fromkeys(part for check in found if (part := part_of(check.where)) is not None)
    with st.container(horizontal=True):
        for part in parts:
            st.button(f"Go there: {part}", key=f"go_{severity}_{part}", on_click=go_to, args=(part,))


def twice(asked: Asked) -> None:
    """Whether anything is paid twice, and who pays how much of each position's time."""
    st.header("Is anything paid twice?", anchor=False, help=HELP_TWICE)
    found = [check for check in asked.found if check.code == "E7" or check.code.startswith("D")]
    if any(check.severity == "error" for check in found):
        st.markdown("**Something is, or the request does not say that it is not:** see the errors E7 and D above.")
    elif found:
        st.markdown("Nobody is paid above all of their time and no cost is charged twice; see the warnings D above.")
    else:
        st.markdown("No: nobody is paid above all of their time, no cost is charged twice, and income has its use.")
    if len(asked.efforts):
        plain_table(asked.efforts)
    else:
        st.caption("The request asks for no position of the program: the names it types are added up by name.")
