"""How it is computed, what is left out, what has changed, and what the words mean."""

import streamlit as st

from model.exports.cited import words_of
from model.exports.documents import arithmetic, arithmetic_titles, dates, for_screen, readme, this_version
from model.exports.glossary import TERMS
from model.exports.methods import STAGES, Equation, Stage, at_work, cited_sections, equations, what
from model.inputs.assumptions import load_assumptions
from pages.parts.standing import baseline, with_scenarios
from pages.parts.words import plain

REST = ("0", "1", "13", "14")  # sections that belong to no stage: conventions, the files, readings


def computed() -> None:
    """The section: the model stage by stage, with one number of the open program for each."""
    st.header("The model, stage by stage", anchor=False)
    st.markdown(
        "Each stage reads only what stands before it. The equations are those that the code itself states; the number "
        "under each is of the program that is open, with the scenario where one is laid on."
    )
    for number, stage in enumerate(STAGES, 1):
        _stage(number, stage)
    st.subheader("Behind all stages", anchor=False)
    _sections("all", REST)


def _stage(number: int, stage: Stage) -> None:
    st.subheader(f"{number}. {stage.name}", anchor=False)
    st.markdown(plain(what(stage)))
    for one in equations(stage):
        _equation(one)
    # what stands in expanders is made when they are opened: all at once takes seconds on a slow machine
    with st.expander("One number of this program, opened", key=f"number_{stage.name}", on_change="rerun") as opened:
        if opened.open:
            _number(stage)
    _sections(stage.name, cited_sections(stage))


def _number(stage: Stage) -> None:
    result, _ = with_scenarios() or baseline()
    if shown := at_work(stage, result):
        st.code(shown, language=None, wrap_lines=True)
    else:
        st.markdown("This program has nothing that this stage works on.")


def _equation(one: Equation) -> None:
    st.markdown(" ".join(part for part in (f"**{plain(one.does)}**", plain(one.remarks)) if part))
    if one.equations:
        st.code(one.equations, language=None, wrap_lines=True)


def _sections(under: str, numbers: tuple[str, ...]) -> None:
    """Sections of the text that defines the arithmetic, to be opened."""
    for number in numbers:
        label = plain(f"The arithmetic in full, section {number}: {arithmetic_titles()[number]}")
        with st.expander(label, key=f"section_{number}_{under}", on_change="rerun") as opened:
            if opened.open:
                st.markdown(for_screen(arithmetic()[number]))


def changed() -> None:
    """The section: what the model leaves out, how it is checked, what changed, of which day it is."""
    when = dates(load_assumptions())
    st.header("What it leaves out", anchor=False)
    st.markdown(readme("What it leaves out"))
    st.header("What changed in results", anchor=False)
    st.markdown(readme("What changed in results"))
    st.header("Version and date", anchor=False)
    st.markdown(
        plain(
            f"Version {this_version()}. The sources were last read on {when.read}; the newest number describes "
            f"{when.newest_year}."
        )
    )
    st.header("How it is checked", anchor=False)
    st.markdown(readme("How it is checked"))


def words() -> None:
    """The section: the words of the screens, searched."""
    st.header("What the words mean", anchor=False)
    sought = words_of(
        st.text_input(
            "Search words", key="glossary_words", type="search", live=True, placeholder="gap, cap, runway …",
            persist_state="session",
        )
        or ""
    )  # fmt: skip
    told = {term: said for term, said in TERMS.items() if _fits(f"{term} {said}", sought)}
    if not told:
        st.markdown("None of the words fits. Try fewer or shorter ones.")
    st.markdown("\n".join(f"- **{plain(term)}:** {plain(said)}" for term, said in told.items()))


def _fits(text: str, sought: list[str]) -> bool:
    there = words_of(text)
    return all(any(word.startswith(wanted) for word in there) for wanted in sought)
