"""What a draft of a scenario comes to: with it and without it, on top of what is laid on in the sidebar."""

from typing import NamedTuple

import streamlit as st

from model.compare import Comparison, in_words, measures
from model.exports import charts, compare_frames, frames
from model.inputs.faults import InputError
from pages.parts import scenario_draft as drafts
from pages.parts.beside import LETTERS
from pages.parts.chart import show_chart
from pages.parts.show import plain_table
from pages.parts.standing import Source, Standing, standing
from pages.parts.words import plain

UNTITLED = "What would change the answer? Build it from levers, see what it does, and save it when it holds."


class Tried(NamedTuple):
    """A program without a draft and with it; the same twice while nothing is changed.

    Attributes:
        without: with what else is laid on.
        with_it: with the draft as well.
        others: names of the scenarios laid on beside it.
        faults: why the draft cannot be laid on, each a sentence.
    """

    without: Standing
    with_it: Standing
    others: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def tried(tree: drafts.Draft, edited: str) -> Tried:
    """Lay a draft on the program, in its place among the scenarios laid on."""
    program: Source = st.session_state["program"]
    others = tuple(name for name in st.session_state["laid"] if name != edited)
    without = standing(program, st.session_state["scenario_file"], others)
    if not tree["changes"]:
        return Tried(without, without, others)
    try:
        with_it = standing(program, drafts.trial(tree, edited), (*others, drafts.named(tree)))
    except InputError as error:
        return Tried(without, without, others, sentences(error))
    return Tried(without, with_it, others)


def sentences(error: InputError) -> tuple[str, ...]:
    """Faults as sentences without the name of a file that nobody has: the draft's, or the program's with it."""
    said = []
    for fault in error.faults:
        where = f"{fault.path}: " if fault.path else ""
        said.append(f"{where}{'; '.join(part for part in (fault.found, fault.wanted) if part)}.")
    return tuple(dict.fromkeys(said))


def answer(found: Tried, tree: drafts.Draft) -> None:
    """The sentence that says what the draft does to the answer, and the baseline's beside it."""
    if found.with_it is found.without:
        st.title(UNTITLED, anchor=False)
        st.markdown(f"**As it stands:** {plain(_told(found.without))}")
        return
    st.title(plain(_told(found.with_it, 1)), anchor=False)
    st.markdown(f"**{plain(drafts.named(tree))}.** {plain(_difference(found))}")
    st.markdown(f"**Without it:** {plain(_told(found.without))}")
    if found.others:
        st.caption(plain(f"Laid on top of what is chosen in the sidebar: {', '.join(found.others)}."))


def _told(shown: Standing, number: int = 2) -> str:
    return " ".join(shown[1]["findings"]["program"]["sentences"][:number])


def _difference(found: Tried) -> str:
    before, after = measures(found.without[0]), measures(found.with_it[0])
    totals = {key: after[key] - before[key] for key in before}
    return in_words(Comparison(found.without[0], found.with_it[0], (), totals))


def preview(found: Tried) -> None:
    """The figures with and without the draft, and both boards on one axis."""
    if found.with_it is found.without:
        return
    st.header("What it changes", anchor=False)
    named = [("Without it", *found.without, ()), ("With it", *found.with_it, ())]
    shown = compare_frames.sides(named)
    plain_table(compare_frames.figure_table(shown))
    for before, (result, data) in (("With it: ", found.with_it), ("Without it: ", found.without)):
        chart = charts.board(frames.board(data, result.file.program), compact=True, before=before)
        show_chart(chart, f"Board. {charts.title_of(chart)}")
    st.caption(LETTERS)
    with st.expander("Both boards as tables"):
        for words, (result, data) in (("With it", found.with_it), ("Without it", found.without)):
            st.caption(words)
            plain_table(frames.run_table(frames.board(data, result.file.program)))
