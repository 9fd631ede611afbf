"""What the page about Medicaid asks of the model, kept by content."""

from typing import Any

import streamlit as st

from model.exports.medicaid_telling import Cover, cover
from model.inputs.scenario import Placed
from model.questions.break_even import BreakEven, break_even_table
from model.questions.fiscal_note import FiscalNote, NoteTerms, fiscal_note
from model.questions.goals import Wanted, goal_of
from model.questions.moves import Move, move_of
from model.questions.rate_build_up import Asked, RateBuildUp, rate_build_up
from model.questions.solving import QuestionError
from model.questions.sweep import Sweep, sweep
from model.questions.trying import made_up
from pages.parts.here import Here
from pages.parts.standing import scenarios_of


@st.cache_resource(max_entries=32, show_spinner="Working out what billing covers …")
def cover_of(asked_of: Here, wanted: Wanted, *, solved: bool) -> Cover:
    """What billing covers, and the rate that covers it all where it is to be looked for."""
    return cover(asked_of.result.file, wanted, solved=solved)


@st.cache_resource(max_entries=256, show_spinner=False)
def lever_alone(asked_of: Here, wanted: Wanted, lever: str) -> tuple[tuple[BreakEven, ...], str]:
    """One lever at each of its places, and a sentence where it cannot be asked."""
    try:
        return break_even_table(asked_of.result.file, wanted, [lever]).rows, ""
    except QuestionError as error:
        return (), f"{error}."


@st.cache_resource(max_entries=64, show_spinner=False)
def move_at(asked_of: Here, wanted: Wanted, named: str) -> Move:
    """A lever at one place: what stands there, and how far it goes."""
    return move_of(goal_of(asked_of.result.file, wanted), named)


@st.cache_resource(max_entries=16, show_spinner="Drawing the map …")
def coarse_map(asked_of: Here, wanted: Wanted, levers: tuple[str, str], axes: Any, proposal: Any) -> Sweep:
    """A map of few points with its line of break-even.

    Args:
        axes: the values of both levers.
        proposal: values of both to mark, or None.
    """
    firsts, seconds = axes
    return sweep(asked_of.result.file, wanted, *levers, firsts, seconds, proposal)


@st.cache_resource(max_entries=32, show_spinner="Building the rate up …")
def build_up_of(asked_of: Here, asked: Asked) -> RateBuildUp:
    """A rate line by line."""
    return rate_build_up(asked_of.result.file, asked)


@st.cache_resource(max_entries=32, show_spinner="Working out the note …")
def note_of(asked_of: Here, change: Any, terms: NoteTerms) -> FiscalNote:
    """A fiscal note for a change typed here, or without one for the scenarios laid on."""
    placed: tuple[Placed, ...]
    if change is None:
        file = Here(asked_of.program).result.file
        placed = tuple(p for p in scenarios_of(asked_of.scenarios or asked_of.program) if p.name in asked_of.laid)
    else:
        file, placed = asked_of.result.file, (made_up("the change typed here", "a fiscal note", [change]),)
    return fiscal_note([(file, placed)], terms)
