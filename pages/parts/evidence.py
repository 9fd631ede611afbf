"""Every cited number, searched, beside what the program makes of it."""

from collections.abc import Iterable, Sequence

import streamlit as st

from model.exports.cited import KINDS, Line, lines
from model.exports.csv import ENCODING
from model.exports.evidence import USES, Evidence, Wanted, beside, cited, evidence_csv, table
from model.gallery import Result, gallery
from model.inputs.assumptions import load_assumptions
from model.inputs.uses import Uses
from pages.parts.standing import Source, standing
from pages.parts.words import link, plain

TOLD = 6  # numbers in full above the table
ALL = "All"


@st.cache_resource(show_spinner=False)
def _lines() -> tuple[Line, ...]:
    return lines(load_assumptions())


@st.cache_resource(max_entries=16, show_spinner=False)
def _evidence(source: Source, scenarios: Source | None, laid: tuple[str, ...]) -> tuple[Evidence, ...]:
    result, _ = standing(source, scenarios, laid)
    return beside(_lines(), Uses(result.file, load_assumptions()))


def evidence_of(laid: bool) -> tuple[Evidence, ...]:
    """Every cited number and what the open program makes of it, with the scenarios laid on it or without."""
    state = st.session_state
    if not laid:
        return _evidence(state["program"], None, ())
    return _evidence(state["program"], state["scenario_file"], tuple(state["laid"]))


@st.cache_resource(show_spinner="Running the published results through the model …")
def gallery_run() -> tuple[Result, ...]:
    """The gallery, run once."""
    return gallery()


def numbers() -> None:
    """The section: where the program departs, a search, and all numbers that fit."""
    evidence = evidence_of(laid=bool(st.session_state["laid"]))
    _departures(evidence)
    wanted = _search(evidence)
    fitting = [one for one in evidence if wanted.fits(one)]
    st.markdown(plain(_count(len(fitting), len(evidence), wanted)))
    if not fitting:
        return
    if wanted != Wanted():
        for one in fitting[:TOLD]:
            _in_full(one)
    st.dataframe(
        table(fitting),
        hide_index=True,
        alt="Cited numbers that fit the search",
        column_config={
            "Link": st.column_config.LinkColumn(display_text=r"https?://(?:www\.)?([^/]+)", validate=r"^https?://"),
            "What": st.column_config.TextColumn(pinned=True, width="medium"),
            "This program": st.column_config.TextColumn(width="medium"),
        },
    )
    st.download_button(
        "These numbers (CSV)",
        lambda: evidence_csv(fitting).encode(ENCODING),
        "sources.csv",
        "text/csv",
        key="sources_csv",
        on_click="ignore",
    )


def _departures(evidence: Sequence[Evidence]) -> None:
    st.header("Where this program departs from its sources", anchor=False)
    departing = [one for one in evidence if one.use.how == "another value"]
    if not departing:
        st.markdown("Nowhere: each number that cites a source is the source's, and no default has been changed.")
    for one in departing:
        _in_full(one)


def _search(evidence: Sequence[Evidence]) -> Wanted:
    st.header("Every number and its source", anchor=False)
    words = st.text_input(
        "Search words",
        key="sources_words",
        type="search",
        live=True,
        placeholder="turnover, Iowa, H0038, mileage …",
        help="Every word must begin a word of the number's label, field, note, source, state, date or kind.",
        persist_state="session",
    )
    with st.container(horizontal=True):
        kind = _choice("Kind", list(KINDS.values()), "sources_kind")
        confidence = _choice("How sure", _there(one.line.confidence for one in evidence), "sources_confidence", SURE)
        place = _choice("State", sorted(_there(one.line.place for one in evidence)), "sources_state")
        how = _choice("This program", list(USES.values()), "sources_how", HOW)
    return Wanted(words=words or "", kind=kind, confidence=confidence, place=place, how=how)


SURE = (
    "Whether the document itself was read, one that repeats it, or whether it is our arithmetic or judgement; for some "
    "numbers nothing is published."
)
HOW = (
    "Taken as it stands: the program names the source, or gives the same number. Departs: it names the source, or has "
    "its number as default, but gives another. Something else was chosen: another source, or a number of its own."
)


def _choice(label: str, options: list[str], key: str, explained: str | None = None) -> str:
    chosen = st.selectbox(label, [ALL, *options], key=key, help=explained, width=190, persist_state="session")
    return "" if chosen in (ALL, None) else chosen


def _there(values: Iterable[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _count(fitting: int, of: int, wanted: Wanted) -> str:
    if wanted == Wanted():
        return f"All {of:,} of them, in one table; search, or choose, to read them one by one."
    if not fitting:
        return f"None of {of:,} fits. Try fewer or shorter words; a word also finds longer words that begin with it."
    shown = "" if fitting <= TOLD else f"; the first {TOLD} in full, all of them in the table"
    return f"{fitting:,} of {of:,} {'fits' if fitting == 1 else 'fit'}{shown}."


def _in_full(one: Evidence) -> None:
    """One number with everything that is known of it."""
    line = one.line
    facts = [
        f"Range {line.between}" if line.between else "",
        " ".join(part for part in (line.dated, line.marked) if part),
        line.confidence,
        line.place,
        line.kind,
    ]
    told = [
        f"**{plain(line.label)}:** {plain(line.value)}",
        plain(" · ".join(fact for fact in facts if fact)),
        f"This program {plain(one.told)}.",
        _source(line),
        plain(line.note),
    ]
    with st.container(border=True):
        st.markdown("  \n".join(part for part in told if part))


def _source(line: Line) -> str:
    """The document with its link, the place in it, and when it was read."""
    if line.source is None:
        return "No source: nobody has published it."
    where = f", {plain(line.locator)}" if line.locator else ""
    found = "" if line.source.url or not line.source.where else f"; {plain(line.source.where)}"
    return f"Source: {link(cited(line.source), line.source.url)}{where}{found}; read on {plain(line.source.accessed)}."
