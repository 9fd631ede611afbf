"""A question put to the model: its answer, or why it has none, in a sentence."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from model.inputs.faults import InputError
from model.questions.solving import QuestionError
from pages.parts.trying import sentences
from pages.parts.words import plain

T = TypeVar("T")
FAULTS = (QuestionError, InputError)


def why_not(error: QuestionError | InputError) -> str:
    """Why a question has no answer, as a sentence."""
    said = str(error) if isinstance(error, QuestionError) else sentences(error)[0]
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def answer_of(question: Callable[[], T]) -> T | None:
    """The answer; where there is none, the reason is shown, and nothing given."""
    try:
        return question()
    except FAULTS as error:
        st.info(plain(why_not(error)))
        return None
