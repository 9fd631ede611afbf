"""What the answers come to: the sentence, what was assumed, and the guesses that matter most."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.exports.guessed import assumed_table
from model.guesses import meter
from model.inputs.assumptions import load_assumptions
from model.inputs.writing import written
from model.interview import AnswersError, answers_of, assumed, program_tree
from pages.parts import work
from pages.parts.quality import cited, guesses_that_matter, quality_of
from pages.parts.standing import Source, program_file, standing
from pages.parts.words import plain

MADE, ASKED = "interview_made", "interview_asked"


def show_me(held: dict[str, Any]) -> None:
    """Make the program of the answers and open it on every page; of answers that give none, say so from now on.

    Asked again, it is a new version of the same program, unless that was changed elsewhere since.
    """
    content = program_of(held)
    st.session_state[ASKED] = content is None
    before: Source | None = st.session_state.get(MADE)
    if content is None or (before is not None and before[1] == content):
        return
    st.session_state[MADE] = ("twelve-questions.yaml", content)
    if before is not None and work.head().program == before[1]:
        work.save("twelve questions, answered again", program=content)
    else:
        work.open_new(str(held["name"]), content, None, "twelve questions")


def program_of(held: dict[str, Any]) -> bytes | None:
    """The program file that the answers make; None while they make none."""
    try:
        return written(program_tree(answers_of(held, load_assumptions()), load_assumptions()))
    except AnswersError:
        return None


def tell_faults(held: dict[str, Any], slots: Mapping[str, DeltaGenerator]) -> None:
    """What is wrong with the answers, at each question, once somebody asked to be shown; a mended one is told no more.

    Args:
        held: the answers.
        slots: a place on the page for each question.
    """
    if not st.session_state.get(ASKED):
        return
    try:
        answers_of(held, load_assumptions())
    except AnswersError as error:
        for key, slot in slots.items():
            if told := [plain(fault.sentence) for fault in error.faults if fault.question == key]:
                slot.error("\n".join(f"- {sentence}" for sentence in told))
        them = "answer is" if len(error.faults) == 1 else "answers are"
        st.error(f"{len(error.faults)} {them} missing or cannot be; each is told at its question above.")


def shown(held: dict[str, Any]) -> None:
    """The first projection, and all that it assumes."""
    source: Source | None = st.session_state.get(MADE)
    if source is None:
        return
    if program_of(held) != source[1]:
        st.info("Your answers have changed since: press “Show me” again to see what they come to now.")
    _, data = standing(source)
    st.header("How long your money lasts", anchor=False)
    for number, sentence in enumerate(data["findings"]["program"]["sentences"]):
        st.markdown(f"**{plain(sentence)}**" if number == 0 else plain(sentence))
    st.page_link("pages/where_we_stand.py", label="See every position, month by month")
    inputs, ranked = quality_of(source)
    st.header("What was assumed", anchor=False)
    st.markdown(plain(meter(inputs, ranked)))
    guesses_that_matter(ranked)
    rows = assumed(program_file(source).tree, load_assumptions())
    st.markdown("Everything that you did not say yourself, the guesses that move the answer most first:")
    cited(assumed_table(rows, ranked))
