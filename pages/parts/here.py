"""What a question is put to: the program as it is shown, with the scenarios laid on, and the same without them."""

from typing import NamedTuple

import streamlit as st

from model.compare import Outcome
from pages.parts.standing import Source, Standing, standing


class Here(NamedTuple):
    """A program and the scenarios laid on it, by content: what answers are cached by."""

    program: Source
    scenarios: Source | None = None
    laid: tuple[str, ...] = ()

    @property
    def standing(self) -> Standing:
        """Its projection."""
        return standing(self.program, self.scenarios, self.laid)

    @property
    def result(self) -> Outcome:
        """Its outcome."""
        return self.standing[0]


def here() -> Here:
    """What the sidebar shows."""
    state = st.session_state
    laid = tuple(state["laid"])
    return Here(state["program"], state["scenario_file"] if laid else None, laid)


def without() -> Here | None:
    """The same without the scenarios laid on; None where none is."""
    return Here(st.session_state["program"]) if st.session_state["laid"] else None
