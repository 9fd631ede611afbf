"""A whole state on the screen: each chart with its table, what is hidden and why, and files to take away."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from model.exports import state_tables as tables
from model.exports.charts.portfolio import MOST_SIDES
from model.exports.csv import ENCODING
from model.exports.portfolio_report import Report, csv_files
from model.inputs.faults import InputError
from model.inputs.months import Month
from model.questions.solving import QuestionError
from model.sentences import spoken
from pages.parts.briefing import WORD
from pages.parts.chart import show_chart
from pages.parts.controls import noted, prefilled
from pages.parts.show import bullets, plain_table
from pages.parts.state_loaded import About, Loaded, Pictured, failures
from pages.parts.words import plain

SYNTHETIC = (
    "**Synthetic:** {} drawn from published distributions and from judgement. They are nobody's, and what they come to "
    "is no finding about a state."
)
NO_POINT = "Too few programs lie to either side of any point to show how far they differ."
REACHED = "Programs, by how long their positions are paid for beside things as they stand."
ADDED = (
    "Added to what Medicaid pays as things stand. In brackets, what the state's part lies between in 8 of 10 futures."
)
POINTS = "So many of the programs keep no more than this share of their own positions in their last month."
FUTURES = "In brackets, what 8 of 10 futures lie between."
ENDS = (
    "Positions: all that are budgeted. At first and at the end: those paid for in each program's first and last month. "
    "Position-months: months for which positions are paid, over all months together. Nobody pays: what positions cost "
    f"and no source pays, over all months together. {FUTURES}"
)
FAILED = "Not one of these is in any number above. Mend the file and run the portfolio into the same folder again."
MOST_FAILED = 50
# A table has so many pixels in a window of 800 beside the sidebar; what a letter and a cell's margins take was measured
# in Chromium.
ROOM, LETTER, MARGINS = 430, 6.2, 16


def origin(about: About) -> None:
    """Whose programs these are, and how many of the set could be worked out."""
    if about.synthetic:
        whose = "all programs are" if about.synthetic == about.programs else f"{about.synthetic:,} programs are"
        st.warning(SYNTHETIC.format(whose))
    draws = "each number as expected" if about.draws == 1 else f"{about.draws:,} futures of each"
    st.caption(
        plain(
            f"{about.programs:,} of {about.asked:,} programs worked out, {', '.join(about.states)}; {draws}. The "
            "program and the scenarios in the sidebar play no part on this page."
        )
    )


def by_month(pictured: Pictured) -> None:
    """Positions by month, and one month by group."""
    report = pictured.report
    st.header("Positions paid for, month by month", anchor=False)
    _drawn(pictured, "sustained", tables.months_table(report.by_month), FUTURES)
    _one_month(report)


@st.fragment
def _one_month(report: Report) -> None:
    """One month by group; another is drawn without the rest of the page."""
    months = tables.shown_months(report)
    if not months:
        st.markdown("No month is told by enough programs to be shown.")
        return
    key = prefilled("state_month", months[-1], months)
    words = {month: spoken(Month.of(month)) for month in months}
    month = noted(key, st.select_slider("One month", months, key=key, format_func=words.__getitem__))
    table_shown(tables.month_table(report, month))
    st.caption(f"Positions paid for in {words[month]}. {FUTURES}")


def by_group(pictured: Pictured) -> None:
    """What stands at the end, by group, and on a map where groups are states."""
    report = pictured.report
    st.header(f"By {report.by_title.lower()}" if report.asked.by else "At the end", anchor=False)
    if report.asked.by is None:
        table_shown(tables.ends_table(report))
        st.caption(ENDS)
        return
    _drawn(pictured, "groups", tables.ends_table(report), ENDS)
    if "map" in pictured.charts:
        _drawn(pictured, "map", pd.DataFrame())
        mapped = list(dict.fromkeys(report.overall["scenario"]))[:MOST_SIDES][-1]
        st.caption(plain(f"The map shows “{mapped}”; its numbers stand in the table above."))


def differences(pictured: Pictured) -> None:
    """How far programs differ, and whom each scenario reaches."""
    report = pictured.report
    st.header("How far programs differ", anchor=False)
    if "distribution" not in pictured.charts:
        st.markdown(NO_POINT)
    _drawn(pictured, "distribution", tables.distribution_table(report), POINTS)
    if len(report.reach):
        st.header("Whom a scenario reaches", anchor=False)
        _drawn(pictured, "reach", tables.reach_table(report), REACHED)


def money(pictured: Pictured) -> None:
    """The fiscal note of each scenario."""
    report = pictured.report
    if not report.notes:
        return
    st.header("What it costs, and who pays", anchor=False)
    for number, note in enumerate(report.notes, start=1):
        st.markdown(plain(note.sentence))
        name = "fiscal_note" if len(report.notes) == 1 else f"fiscal_note_{number}"
        _drawn(pictured, name, tables.note_table(note, report.by_title), ADDED, of=note.scenario)
        if len(note.groups):
            with st.expander(f"By {report.by_title.lower()}: {plain(note.scenario)}"):
                table_shown(tables.note_table(note, report.by_title, groups=True))
    with st.expander("The federal match used"):
        table_shown(tables.matches_table(report))


def said(report: Report, about: About) -> None:
    """What is hidden and why, and what the numbers rest on."""
    st.header("What is not shown, and why", anchor=False)
    bullets(report.hidden)
    st.header("What this rests on", anchor=False)
    bullets(report.assumed)
    for scenario, change in about.nobody:
        st.warning(plain(f"{scenario}: {change} fits no program of the set; look at how its place is written."))


def failed(held: Loaded) -> None:
    """The programs that could not be run, each with its reason."""
    found = failures(held)
    if not found:
        return
    several = "programs" if len(found) > 1 else "program"
    with st.expander(f"{len(found):,} {several} could not be run, and why"):
        st.markdown(FAILED)
        for _, place, reasons in found[:MOST_FAILED]:
            bullets([reasons if place in reasons else f"{place}: {reasons}"])
        if len(found) > MOST_FAILED:
            st.markdown(f"And {len(found) - MOST_FAILED:,} more; all stand in members.parquet.")


def sentence_of(error: QuestionError | InputError) -> str:
    """Why something cannot be said, as a sentence."""
    if isinstance(error, InputError):
        return " ".join(fault.sentence for fault in error.faults)
    return f"{str(error)[0].upper()}{str(error)[1:].rstrip('.')}."


def files(report: Report) -> None:
    """Every table in one archive, and the brief."""
    from model.exports.portfolio_brief import as_pdf, as_word

    st.header("Take it with you", anchor=False)
    made = (
        ("All tables (CSV, zipped)", "zip", "application/zip", partial(zipped, partial(csv_files, report))),
        ("The brief (Word)", "docx", WORD, partial(as_word, report)),
        ("The brief (PDF)", "pdf", "application/pdf", partial(as_pdf, report)),
    )
    with st.container(horizontal=True):
        for label, ending, kind, content in made:
            key = f"state_{ending}"
            st.download_button(label, content, f"whole-state.{ending}", kind, key=key, on_click="ignore")


def zipped(files: Callable[[], Mapping[str, str]]) -> bytes:
    """Texts by file name in one archive, written when somebody takes it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files().items():
            archive.writestr(name, text.encode(ENCODING))
    return held.getvalue()


def _drawn(pictured: Pictured, name: str, table: pd.DataFrame, caption: str = "", of: str = "") -> None:
    """A chart with its alternative text, where there is one to draw, and its table."""
    chart = pictured.charts.get(name)
    if chart is not None:
        show_chart(chart)
    if len(table):
        with st.expander(f"As a table{f': {plain(of)}' if of else ''}"):
            table_shown(table)
            if caption:
                st.caption(caption)


def table_shown(table: pd.DataFrame) -> None:
    """A table; one too wide for a narrow window is a grid, which people without a mouse can scroll."""
    texts = [" ".join(map(str, [head, *cells])) for head, cells in table.items()]
    longest = [max(map(len, re.split(r"[\s-]", text))) for text in texts]
    if sum(LETTER * letters + MARGINS for letters in longest) > ROOM:
        st.dataframe(table, hide_index=True)
    else:
        plain_table(table.rename(columns=plain))
