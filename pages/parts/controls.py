"""Controls that keep what was asked on a page, for when it is drawn again."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.solving import QuestionError
from model.sentences import spoken
from pages.parts.trying import sentences
from pages.parts.words import plain

BEFORE = "asked_before"
LARGE = 1_200  # positions by months from which an answer of many projections takes more than a few seconds


def large(file: ProgramFile, least: int = LARGE) -> bool:
    """Whether a program has so many positions by months that an answer should wait until somebody asks for it."""
    return len(file.program.positions) * file.program.months > least


def prefilled(key: str, value: Any, options: Sequence[Any] | None = None) -> str:
    """Put into a widget what was asked before on this page, or else a first value; give the widget's key.

    A widget that was not drawn has lost its value, and what it offered may be another program's.
    """
    before, state = st.session_state.setdefault(BEFORE, {}), st.session_state
    if key not in state and key not in st.query_params:
        state[key] = before.get(key, value)
    if options is not None and key in state and state[key] not in options:
        state[key] = value
    return key


def noted(key: str, value: Any) -> Any:
    """Keep what a widget holds."""
    st.session_state.setdefault(BEFORE, {})[key] = value
    return value


def pick(label: str, options: Sequence[Any], key: str, first: Any = None, **how: Any) -> Any:
    """One of some options, as it was chosen before; at first the one named, or the first."""
    offered = list(options)
    begin = offered[0] if first is None or first not in offered else first
    return noted(key, st.selectbox(label, offered, key=prefilled(key, begin, offered), **how))


def number(label: str, key: str, value: float, low: float, high: float, step: float, **how: Any) -> float:
    """A number as it was given before; at first the one named."""
    state = st.session_state
    prefilled(key, float(value))
    if key in state:
        state[key] = min(max(float(state[key]), low), high)
    given = st.number_input(label, float(low), float(high), step=float(step), key=key, **how)
    return float(noted(key, given))


def month(label: str, file: ProgramFile, key: str, first: Month | None = None, **how: Any) -> Month:
    """One of the months projected; at first the program's."""
    program = file.program
    months = [str(program.start.plus(n)) for n in range(program.months)]
    begin = str(first or program.start)
    return Month.of(pick(label, months, key, begin, format_func=lambda m: spoken(Month.of(m)), **how))


def refused(error: QuestionError | InputError) -> None:
    """Say why a question cannot be put to this program."""
    said = " ".join(sentences(error)) if isinstance(error, InputError) else f"{str(error).rstrip('.')}."
    st.markdown(f"**This cannot be asked here:** {plain(said)}")
