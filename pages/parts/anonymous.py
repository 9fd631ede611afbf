"""An anonymous summary for an association: shown whole, then downloaded. Nothing is sent anywhere."""

import secrets
from typing import NamedTuple

import pandas as pd
import streamlit as st

from model.inputs.faults import InputError
from model.portfolio.anonymous import summary_of
from model.portfolio.anonymous_file import Summary, summary_bytes, told
from pages.parts.opening import Head
from pages.parts.standing import Source, program_file
from pages.parts.words import plain

FILE = "anonymous-summary.yaml"  # the program's name stands in no part of it
IDENTITIES = "summary_ids"
WHAT = (
    "An association can count the program with others without learning whose it is: no name of the program, of a "
    "position, a grant or a payer, pay to half a dollar, sizes in bands, no date finer than a quarter. Nothing is sent "
    "from here: you download a file, and give it to whom you like."
)
KNOWN = (
    "Where few programs are, one who knows the field may still tell whose it is. Then leave the state out, and look at "
    "each line before you give it away."
)
HELP_COUNTS = "Then an association can add up positions, and the size of the program can be told from them."


class Asked(NamedTuple):
    """What a summary is made of, by content, and the random id that it bears for as long as this session lasts."""

    program: Source
    state: bool
    counts: bool
    medicaid: tuple[str, ...]


def fold(head: Head) -> None:
    """What it holds, then the button."""
    with st.expander("An anonymous summary for an association"):
        st.markdown(WHAT)
        asked = _asked((head.name, head.sound))
        try:
            made = _made(asked, _identity(asked))
        except InputError as error:
            st.error(plain(error.faults[0].sentence))
            return
        st.markdown("**This is all that the file holds:**")
        shown = pd.DataFrame(told(made), columns=pd.Index(["What", "Told"])).map(plain)
        st.table(shown.set_index("What"))
        st.caption(KNOWN)
        content = summary_bytes(made)
        st.download_button(
            "Download the summary", content, FILE, "application/yaml", key="summary_file", on_click="ignore"
        )


def _asked(program: Source) -> Asked:
    payers = list(program_file(program).program.payers)
    likely = [name for name in payers if "medicaid" in name.lower()]
    with st.container(horizontal=True):
        state = st.checkbox("Tell the state", value=True, key="summary_state")
        counts = st.checkbox("Tell numbers of positions", key="summary_counts", help=HELP_COUNTS)
    if payers and not likely:
        likely = st.multiselect("Payers that are Medicaid", payers, key="summary_medicaid")
    return Asked(program, state, counts, tuple(likely))


def _identity(asked: Asked) -> str:
    """A random id that stays the same while the same is asked, so that two downloads of it are counted once."""
    return st.session_state.setdefault(IDENTITIES, {}).setdefault(asked, secrets.token_hex(16))


@st.cache_resource(max_entries=8, show_spinner=False)
def _made(asked: Asked, identity: str) -> Summary:
    file = program_file(asked.program)
    return summary_of(file, identity, state=asked.state, counts=asked.counts, medicaid=asked.medicaid)
