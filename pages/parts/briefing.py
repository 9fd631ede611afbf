"""One page to take away, for a board or a legislator: its sentence on the screen, Word and PDF made when asked for."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from model.exports.brief import PAPERS, Audience, Brief, BriefTerms, Size, as_pdf, as_word, brief_of, sentence_of
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed
from model.questions.fiscal_note import NoteTerms
from model.questions.solving import QuestionError
from pages.parts.standing import Source, is_example, program_file, scenarios_of
from pages.parts.words import file_stem, plain

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READERS: dict[Audience, str] = {"board": "A board", "legislator": "A legislator"}
SHEETS: dict[Size, str] = {"letter": "Letter", "a4": "A4"}
HELP_READER = (
    "A board gets the timeline of positions and the money by year; a legislator the fiscal note of the change by state "
    "fiscal year, with the federal and the state share, and the positions it keeps."
)
HELP_MEDICAID = "Whose payments the state and the federal government share."
PROMISE = (
    "The sentence, two charts, what it costs and who pays, what is assumed, what is not known, sources. Nobody's pay "
    "is on it."
)


class Asked(NamedTuple):
    """What a page is made of: files, scenarios laid on, who reads it, the paper, the payers that are Medicaid."""

    program: Source
    scenarios: Source | None
    stack: tuple[str, ...]
    reader: Audience
    paper: Size
    medicaid: tuple[str, ...]

    def parts(self) -> tuple[ProgramFile, list[Placed], BriefTerms]:
        """The same as the model takes it."""
        placed = [] if self.scenarios is None else scenarios_of(self.scenarios)
        note = NoteTerms(payers=self.medicaid or None)
        terms = BriefTerms(audience=self.reader, paper=self.paper, note=note, invented=is_example(self.program))
        return program_file(self.program), [one for one in placed if one.name in self.stack], terms


@st.cache_resource(max_entries=16, show_spinner=False)
def sentence(asked: Asked) -> str:
    """The sentence of a page, worked out once for each content.

    Raises:
        QuestionError, InputError: when no page can be made of this.
    """
    return sentence_of(*asked.parts())


@st.cache_resource(max_entries=8, show_spinner=False)
def brief(asked: Asked) -> Brief:
    """The whole page, worked out once for each content."""
    return brief_of(*asked.parts())


def briefing(stack: Sequence[str], key: str = "brief") -> None:
    """Who it is for, the sentence on it, and both files.

    Args:
        stack: names of the scenarios that it proposes; with none, it is about the program as it stands.
        key: begins the keys of the widgets, where a page has several.
    """
    st.subheader("One page for a board or a legislator", anchor=False, help=HELP_READER)
    left, right = st.columns(2)
    readers = list(READERS) if stack else list(READERS)[:1]
    reader = left.radio("For", readers, format_func=READERS.__getitem__, key=f"{key}_reader", horizontal=True)
    paper = right.radio("Paper", PAPERS, format_func=SHEETS.__getitem__, key=f"{key}_paper", horizontal=True)
    program, scenarios = st.session_state["program"], st.session_state["scenario_file"]
    medicaid = _medicaid(program, key) if reader == "legislator" else ()
    asked = Asked(program, scenarios, tuple(stack), reader, paper, medicaid)
    try:
        said = sentence(asked)
    except (QuestionError, InputError) as error:
        st.error(plain(f"No page can be made of this: {error}"))
        return
    st.markdown(f"**It says:** {plain(said)}")
    st.caption(PROMISE)
    _downloads(asked, key)


def _medicaid(program: Source, key: str) -> tuple[str, ...]:
    """The payers that are Medicaid, asked for where no name says so."""
    payers = list(program_file(program).program.payers)
    if any("medicaid" in name.lower() for name in payers):
        return ()
    return tuple(st.multiselect("Payers that are Medicaid", payers, payers, key=f"{key}_medicaid", help=HELP_MEDICAID))


def _downloads(asked: Asked, key: str) -> None:
    """Both files, made when they are asked for."""
    stem = f"{file_stem(program_file(asked.program).program.name)}-{asked.reader}"
    with st.container(horizontal=True):
        for label, ending, kind in (("The page (Word)", "docx", WORD), ("The page (PDF)", "pdf", "application/pdf")):
            made, name = partial(_file, asked, ending), f"{stem}.{ending}"
            st.download_button(label, made, name, kind, key=f"{key}_{ending}", on_click="ignore")


def _file(asked: Asked, ending: str) -> bytes:
    return as_word(brief(asked)) if ending == "docx" else as_pdf(brief(asked))
