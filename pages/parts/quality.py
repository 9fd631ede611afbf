"""How far the numbers of a program can be trusted: which are guesses, and which guesses matter most."""

import pandas as pd
import streamlit as st

from model.exports.guessed import input_table, ranked_table, unranked
from model.guesses import Input, Swing, inputs_of, meter, swings
from model.inputs.assumptions import load_assumptions
from pages.parts.show import bullets, plain_table
from pages.parts.standing import Source, program_file
from pages.parts.words import link, plain

Quality = tuple[tuple[Input, ...], tuple[Swing, ...]]
KEPT = 4  # programs whose meter a session keeps


def quality_of(source: Source) -> Quality:
    """The inputs of a program and the swings of its guesses, worked out once for each content, with progress."""
    kept: dict[Source, Quality] = st.session_state.setdefault("quality", {})
    if source not in kept:
        kept[source] = _worked_out(source)
        for old in list(kept)[:-KEPT]:
            del kept[old]
    return kept[source]


def _worked_out(source: Source) -> Quality:
    said = "Moving each guess alone …"
    bar = st.progress(0.0, said)

    def tell(done: float) -> None:
        bar.progress(min(done, 1.0), said)

    file = program_file(source)
    inputs = inputs_of(file, load_assumptions())
    found = swings(file, inputs, progress=tell)
    bar.empty()
    return inputs, found


def meter_of(source: Source) -> None:
    """The meter of a program: the sentence, what the guesses move, and every input with its source a click away."""
    inputs, ranked = quality_of(source)
    st.markdown(plain(meter(inputs, ranked)))
    guesses_that_matter(ranked)
    with st.expander(f"All {len(inputs)} inputs, and where each comes from"):
        cited(input_table(inputs, load_assumptions()))


def guesses_that_matter(ranked: tuple[Swing, ...]) -> None:
    """What each guess moves, and those of which nobody knows how far they may be off."""
    table = ranked_table(ranked)
    if len(table):
        plain_table(table)
        st.caption(
            "Each guess is moved alone to the ends of its range, and the program is projected again. A position-month "
            "is one position that is paid for in one month without the reserve."
        )
    if others := unranked(ranked):
        with st.expander(f"{len(others)} guesses without a range"):
            bullets(others)


def cited(frame: pd.DataFrame) -> None:
    """A table whose column `sources` becomes links to what is cited, under the word Source."""
    sources = ["; ".join(link(title, url) for title, url in found) for found in frame["sources"]]
    cells = frame.drop(columns="sources").map(plain)
    cells.insert(min(3, len(cells.columns)), "Source", sources)
    st.table(cells.set_index(cells.columns[0]))
