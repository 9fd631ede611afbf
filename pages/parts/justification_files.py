"""The documents a funder takes, written when they are asked for, and withheld while a check finds them wrong."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from model.exports.budget.narrative import NarrativeTerms, as_pdf, as_word, narrative_paper
from model.exports.budget.paper import Paper
from model.exports.budget.workbook import budget_workbook
from model.exports.budget_frames import cell_rows
from model.exports.csv import ENCODING, csv_text
from model.requests.checking import may_be_exported
from model.requests.form_xml import form_xml
from pages.parts.briefing import WORD
from pages.parts.controls import noted, prefilled
from pages.parts.justification_asked import Asked
from pages.parts.long_work import Tick, work_through
from pages.parts.sharing import EXCEL
from pages.parts.words import file_stem

HELP = (
    "The narrative in Word and the same as a PDF, the workbook with live formulas, and the figures of the form. They "
    "hold salaries: give them to nobody whom the pay does not concern."
)
WRITTEN: Mapping[str, tuple[str, str, str]] = {
    "The narrative (Word)": ("Writing the Word file", "docx", WORD),
    "The narrative (PDF)": ("Writing the PDF", "pdf", "application/pdf"),
    "The workbook (Excel)": ("Writing the workbook", "xlsx", EXCEL),
}
PRINTED: Mapping[str, tuple[str, bool]] = {
    "sustainability": ("Print what pays after the award", True),
    "appendices": ("Print later years and the projection as appendices", True),
    "warnings": ("Print the warnings of the checks", False),
}


def files(asked: Asked) -> None:
    """Buttons for the documents; while errors stand, the reason why there are none."""
    st.header("Take it to the funder", anchor=False, help=HELP)
    errors = [check for check in asked.found if check.severity == "error"]
    if not may_be_exported(asked.found):
        it = "the error" if len(errors) == 1 else f"the {len(errors)} errors"
        st.markdown(
            f"The documents are withheld: a funder sends back a budget that is wrong. Mend {it} listed above, and they "
            "can be written."
        )
        return
    stem = f"budget-{file_stem(asked.request)}"
    terms = _terms()
    wanted = (asked.shown, asked.request, terms)
    paper = partial(_paper, asked, terms)
    steps = {
        "Writing the Word file": lambda tick: as_word(_begun(tick, paper)),
        "Writing the PDF": lambda tick: as_pdf(_begun(tick, paper)),
        "Writing the workbook": lambda _: _workbook(asked),
    }
    made = work_through("justification_files", wanted, "Write the narrative and the workbook", steps)
    with st.container(horizontal=True):
        for label, (step, ending, kind) in WRITTEN.items():
            if made is not None and step in made:
                key = f"justification_{ending}"
                st.download_button(label, made[step], f"{stem}.{ending}", kind, key=key, on_click="ignore")
        st.download_button(
            "The form's figures (CSV)",
            lambda: csv_text(cell_rows(asked.form)).encode(ENCODING),
            f"{stem}-sf424a.csv",
            "text/csv",
            key="justification_csv",
            on_click="ignore",
        )
        st.download_button(
            "The form's figures (XML)",
            lambda: form_xml(asked.form),
            f"{stem}-sf424a.xml",
            "application/xml",
            key="justification_xml",
            on_click="ignore",
        )


def _terms() -> NarrativeTerms:
    """What the narrative prints beside the budget, and the day at its foot."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "Date at the foot", value=None, key=prefilled("justification_date", None), format="YYYY-MM-DD", width=180
        )
        noted("justification_date", day)
        ticks = {
            name: noted(f"justification_{name}", st.checkbox(label, key=prefilled(f"justification_{name}", otherwise)))
            for name, (label, otherwise) in PRINTED.items()
        }
    return NarrativeTerms(date="" if day is None else str(day), **ticks)


def _begun(tick: Tick, paper: partial[Paper]) -> Paper:
    made = paper()
    tick(0.3)
    return made


def _paper(asked: Asked, terms: NarrativeTerms) -> Paper:
    return narrative_paper(
        asked.file,
        asked.budget,
        terms,
        form=asked.form,
        plan=asked.plan,
        years=asked.years,
        found=asked.found,
    )


def _workbook(asked: Asked) -> bytes:
    return budget_workbook(
        asked.file, asked.budget, spent=asked.spent, form=asked.form, years=asked.years, found=asked.found
    ).content
