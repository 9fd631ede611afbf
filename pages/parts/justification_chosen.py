"""Which request the page shows; starting another from a grant or from nothing, and taking one out."""

from collections import Counter

import streamlit as st

from model.exports.budget.narrative_cover import FUNDERS
from model.inputs.load import ProgramFile
from model.inputs.request import Flavour
from model.requests.starting import Tree, new_request, request_from_grant
from pages.parts import work
from pages.parts.choices import pick
from pages.parts.here import Here
from pages.parts.justification_saving import CHOSEN, NEXT, begun, removed
from pages.parts.put import answer_of

NOTHING = "Nothing is asked for yet: start a request from a grant of the program, or from a blank one."
ONLY_BLANK = "Nothing is asked for yet, and the program has no grant to start from: begin with a blank request."
BLANK = ""  # no grant is called so
FLAVOURS: dict[str, Flavour] = {name: flavour for flavour, name in FUNDERS.items()}
HELP_FROM = (
    "From a grant of the program, the request asks for the full cost of all that the grant pays, which may be more "
    "than it awards. A blank one asks for one position in one year, to be changed."
)
HELP_FUNDER = "Whose rules hold, and whose format the narrative has."


def chosen(shown: Here) -> str | None:
    """The request that the page shows; None where the program has none."""
    titles = {one.id: one.title for one in shown.result.file.program.requests}
    wanted = st.session_state.pop(NEXT, None)
    if wanted in titles:
        st.session_state[CHOSEN] = wanted
    if not titles:
        _start(work.file(), "Start the first request")
        return None
    times = Counter(titles.values())
    named = {each: title if times[title] == 1 else f"{title} ({each})" for each, title in titles.items()}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        request = pick(st.container(), "Request", list(titles), CHOSEN, said=named.__getitem__)
        # another request is another popover, which is shut: one that stayed open would hide what was begun
        with st.popover("Start another request", key=f"justification_another_{request}"):
            _start(work.file(), "Start it")
        with st.popover("Remove this request"):
            _remove(request, titles[request])
    return request


def _start(file: ProgramFile, label: str) -> None:
    """What it starts from, whose format it has, and the button."""
    options = [*(grant.id for grant in file.program.grants), BLANK]
    start = pick(st.container(), "Start from", options, "justification_from", said=_from, hint=HELP_FROM)
    funder = pick(st.container(), "Funder", list(FLAVOURS), "justification_funder", hint=HELP_FUNDER)
    if st.button(label, key="justification_start"):
        tree = answer_of(lambda: _begun(file, start, funder))
        if tree is not None:
            begun(tree, f"Funding request “{tree['title']}” started")


def _begun(file: ProgramFile, start: str, funder: str) -> Tree:
    flavour = FLAVOURS[funder]
    return new_request(file, flavour) if start == BLANK else request_from_grant(file, start, flavour)


def _from(start: str) -> str:
    return "Nothing: a blank request" if start == BLANK else f"The grant {start}"


def _remove(request: str, title: str) -> None:
    st.markdown("It is taken out of the program with all that was written for it. *Saved work* brings it back.")
    if st.button("Remove it", key=f"justification_remove_{request}"):
        removed(request, f"Funding request “{title}” removed")
