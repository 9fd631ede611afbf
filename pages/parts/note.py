"""A fiscal note: what a change of rate, cap or coverage costs a state and the federal government, and what it keeps."""

from dataclasses import replace
from typing import Any

import streamlit as st

from model.exports.charts.rates import note_by_year
from model.exports.fiscal_note_frames import match_table, note_figures, note_table, note_years
from model.inputs.assumptions import load_assumptions
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.levers import by_key, change_of, in_words, targets
from model.levers.lever import Lever, Target
from model.questions.federal_match import Blend
from model.questions.fiscal_note import FiscalNote, NoteTerms
from model.questions.solving import QuestionError
from model.sentences import MONTH_NAMES
from pages.parts.chart import show_chart
from pages.parts.controls import month, noted, number, pick, prefilled, refused
from pages.parts.here import Here
from pages.parts.rate_answers import note_of
from pages.parts.show import bullets, plain_table
from pages.parts.standing import scenarios_of
from pages.parts.to_scenario import to_scenario
from pages.parts.words import plain

LAID, TYPED = "The scenario laid on", "A change typed here"
KEYS = ("rate", "rate_raise", "cap", "cap_gone", "client_share")
AS_KNOWN = "As the tables say"
HELP_BLEND = (
    "Of the added dollars, the part drawn for people covered by expansion, and the part at the enhanced match; the "
    "rest draws the state's regular match. Ask the state's Medicaid office."
)


def note_section(asked_of: Here) -> None:
    """The section: which change, on what terms, and the note."""
    file = asked_of.result.file
    try:
        change = _change(asked_of, file)
        terms = _terms(file)
        place = st.container()
        found = _with_own_match(asked_of, change, terms)
    except (QuestionError, InputError, ValueError) as error:
        refused(error if isinstance(error, QuestionError | InputError) else QuestionError(str(error)))
        return
    with place:
        _shown(found, _in_words(asked_of, change))
    if change is not None:
        said = in_words(change, file)
        to_scenario("note", said[:100], "Proposed: worked out as a fiscal note.", [change])


def _change(asked_of: Here, file: ProgramFile) -> dict[str, Any] | None:
    """The change typed, or None for the scenarios laid on."""
    kinds = [LAID, TYPED] if asked_of.laid else [TYPED]
    if pick("The change", kinds, "note_kind") == LAID:
        return None
    levers = {key: by_key(key) for key in KEYS if targets(by_key(key), file)}
    if not levers:
        raise QuestionError("no payer of this program has a rate, so there is no change to write a note about")
    (first, second), (third, fourth) = st.columns(2), st.columns(2)
    with first:
        lever = levers[pick("What changes", list(levers), "note_lever", format_func=lambda key: levers[key].label)]
    with second:
        places = targets(lever, file)
        labels = [target.label for target in places]
        target = places[labels.index(pick("Of what", labels, f"note_place_{lever.key}"))]
    with third:
        value = _value(lever, target)
    with fourth:
        begin = file.program.start.plus(min(12, file.program.months - 1))
        about = f"note_from_{file.program.start}_{file.program.months}"
        start = month("From", file, about, begin) if target.dated else None
    return change_of(lever, target, value, None if start is None else str(start))


def _value(lever: Lever, target: Target) -> Any:
    if lever.form == "nothing":
        st.markdown(plain(f"Now: {target.text or target.value}"))
        return None
    key = f"note_value_{lever.key}_{target.label}"
    if lever.form == "factor":
        return 1 + number("More, in percent", key, 10.0, -100.0, 1000.0, 1.0, format="%.1f") / 100
    by, unit = (100.0, "%") if lever.percent else (1.0, target.unit or lever.spec.unit)
    now = float(target.value or 0.0) * by
    most = 100.0 if lever.percent else 1e6
    words = f"To ({unit}; now {now:g})"
    return number(words, key, round(now * 1.1, 2) if not lever.percent else now, 0.0, most, 0.5, format="%.2f") / by


def _terms(file: ProgramFile) -> NoteTerms:
    names = list(file.program.payers)
    (first, second), (third, fourth) = st.columns(2), st.columns(2)
    with first:
        key = prefilled("note_payers", [name for name in names if "medicaid" in name.lower()])
        st.session_state[key] = [name for name in st.session_state[key] if name in names]
        payers = noted(key, st.multiselect("Payers that are Medicaid", names, key=key, placeholder="None yet"))
    with second:
        year = pick("State's fiscal year begins in", [AS_KNOWN, *MONTH_NAMES], "note_year")
    with third:
        expansion = _percent("At the expansion match (%)", "note_expansion")
    with fourth:
        enhanced = _percent("At the enhanced match (%)", "note_enhanced")
    return NoteTerms(
        payers=tuple(payers) or None,
        year_starts=None if year == AS_KNOWN else MONTH_NAMES.index(year) + 1,
        blend=Blend(expansion=expansion, enhanced=enhanced),
    )


def _percent(label: str, key: str) -> float:
    """A share, asked in percent."""
    return number(label, key, 0.0, 0.0, 100.0, 5.0, format="%.0f", help=HELP_BLEND) / 100


def _with_own_match(asked_of: Here, change: dict[str, Any] | None, terms: NoteTerms) -> FiscalNote:
    """The note, with the person's own match in the years for which they give one."""
    found = note_of(asked_of, change, terms)
    own: dict[int, float] = {}
    state = asked_of.result.file.program.state
    with st.expander("The federal match by year, and your own"):
        plain_table(match_table(found, load_assumptions().sources))
        for column, match in zip(st.columns(max(len(found.matches), 1)), found.matches, strict=True):
            key = prefilled(f"note_match_{state}_{match.year}", None)
            given = column.number_input(f"{match.year} (%)", 0.0, 100.0, key=key, format="%.2f", placeholder="as above")
            if noted(key, given) is not None:
                own[match.year] = float(given) / 100
    return note_of(asked_of, change, replace(terms, fmap=own)) if own else found


def _in_words(asked_of: Here, change: dict[str, Any] | None) -> list[str]:
    """What is changed, in plain words."""
    changes = [change] if change is not None else []
    if change is None and asked_of.scenarios is not None:
        placed = [each for each in scenarios_of(asked_of.scenarios) if each.name in asked_of.laid]
        changes = [c.model_dump(by_alias=True, exclude_unset=True) for each in placed for c in each.changes]
    return [in_words(each, Here(asked_of.program).result.file) for each in changes]


def _shown(found: FiscalNote, changes: list[str]) -> None:
    st.markdown(plain(" ".join(found.sentences)))
    bullets(changes)
    plain_table(note_table(found))
    years = note_years(found)
    if years["dollars"].sum() > 0:
        chart = note_by_year(years)
        show_chart(chart)
    plain_table(note_figures(found))
    st.markdown("**What is assumed:**")
    bullets(found.assumed)
