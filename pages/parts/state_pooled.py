"""Many anonymous summaries on the screen: opened as files, each checked, and shown as one picture."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from model.exports import pooled as told_of
from model.exports.charts import Chart
from model.exports.charts import pooled as charts
from model.inputs.faults import Fault, InputError
from model.portfolio.anonymous_file import Summary, read_summary
from model.portfolio.pooling import MOST_SUMMARIES, Pooled, pooled, read_summaries
from model.questions.solving import QuestionError
from pages.parts.chart import show_chart
from pages.parts.controls import noted, pick, prefilled
from pages.parts.show import bullets
from pages.parts.state_asked import HELP_LEAST, LEASTS
from pages.parts.state_loaded import Loaded
from pages.parts.state_shown import sentence_of, table_shown, zipped
from pages.parts.words import plain

Given = tuple[tuple[str, Summary], ...]
OPENED, TIMES, FAULTS = "summaries_opened", "summaries_taken", "summaries_faults"
MOST_FAULTS = 10
DOOR = "Open anonymous summaries, as many at once as you like"
INVENTED = "Count invented and synthetic programs too"
SYNTHETIC = "**Invented:** {} nobody's, and what they come to is no finding about a state."
HOW = "tick the box above to count them too"
BETWEEN = "The band is where the middle half of programs lie, in tenths as each program rounded them."
AVERAGE = "Too few programs to show the band in which the middle half of them lie."
DRAWN = "What is too few to show is left out of the picture above."


def opened() -> Given:
    """The summaries opened in this session, with the door for more; files with a fault are told and left out."""
    state = st.session_state
    kept: Given = state.setdefault(OPENED, ())
    times = state.setdefault(TIMES, 0)
    files = st.file_uploader(DOOR, ["yaml", "yml"], accept_multiple_files=True, key=f"summaries_{times}")
    if files:
        given, faults = checked([(file.name, file.getvalue()) for file in files[: MOST_SUMMARIES - len(kept)]])
        state[OPENED], state[FAULTS], state[TIMES] = kept + given, faults, times + 1
        st.rerun()  # with the door empty for the next
    if faults := state.get(FAULTS):
        listed = [f"- {plain(fault.sentence)}" for fault in faults[:MOST_FAULTS]]
        more = f"\n- and {len(faults) - MOST_FAULTS:,} more" if len(faults) > MOST_FAULTS else ""
        st.error("These are left out of the picture:\n\n" + "\n".join(listed) + more)
    if kept and st.button(f"Close all {len(kept):,}", key="summaries_close"):
        state[OPENED], state[FAULTS] = (), ()
        st.rerun()
    return kept


def checked(files: Sequence[tuple[str, bytes]]) -> tuple[Given, tuple[Fault, ...]]:
    """Read what somebody sent: the summaries, and the faults of the files that are none."""
    given, faults = [], []
    for name, content in files:
        try:
            given.append((name, read_summary(content, name)))
        except InputError as error:
            faults += error.faults
    return tuple(given), tuple(faults)


@st.cache_resource(max_entries=2, show_spinner=False)
def of_folder(held: Loaded) -> Given:
    """The summaries of a folder that the app was started with.

    Raises:
        InputError: with every fault of every file.
    """
    return tuple(read_summaries([Path(held.folder)]))


def picture(given: Given) -> None:
    """All that summaries tell together, the answer first; or in a sentence why there is none."""
    top = st.container()
    least, with_invented = _asked(given)
    try:
        found = _pooled(given, least, with_invented)
    except (QuestionError, InputError) as error:
        with top:
            st.title("There is no picture of these yet.", anchor=False)
            st.markdown(plain(sentence_of(error)))
            if any(summary.invented for _, summary in given) and not with_invented:
                st.markdown("Those of invented programs are left out unless you tick the box below.")
        return
    with top:
        st.title(plain(found.sentence()), anchor=False)
        if with_invented:
            st.warning(SYNTHETIC.format(f"{found.invented:,} of these {found.programs:,} programs are"))
    _quarters(found)
    _bands(found)
    _pay(found)
    st.header("What summaries cannot say", anchor=False)
    bullets(told_of.CANNOT)
    st.header("What this rests on", anchor=False)
    bullets(told_of.about(found, HOW))
    files = partial(told_of.csv_files, found, HOW)
    content = partial(zipped, files)
    name = "All tables (CSV, zipped)"
    st.download_button(name, content, "summaries.zip", "application/zip", key="summaries_zip", on_click="ignore")


def _asked(given: Given) -> tuple[int, bool]:
    least = pick("Fewest programs shown together", LEASTS, "summaries_least", help=HELP_LEAST)
    if not any(summary.invented for _, summary in given):
        return least, False
    key = prefilled("summaries_invented", False)
    return least, noted(key, st.checkbox(INVENTED, key=key))


@st.cache_resource(max_entries=8, show_spinner=False)
def _pooled(given: Given, least: int, with_invented: bool) -> Pooled:
    return pooled(given, least, with_invented=with_invented)


def _quarters(found: Pooled) -> None:
    st.header("Positions paid for, quarter by quarter", anchor=False)
    if found.quarters.empty:
        st.markdown("No quarter is told by enough programs to be shown.")
        return
    _drawn(
        charts.quarters(found.quarters),
        told_of.quarters_table(found),
        BETWEEN if charts.banded(found.quarters) else AVERAGE,
    )


def _bands(found: Pooled) -> None:
    st.header("Which programs these are, and how they stand", anchor=False)
    st.markdown("Numbers of programs, by what they told.")
    for of in dict.fromkeys(found.bands["of"]):
        table_shown(told_of.bands_table(found, of))


def _pay(found: Pooled) -> None:
    st.header("What they pay an hour", anchor=False)
    if found.pay.empty:
        st.markdown("No program has positions that see clients.")
        return
    bullets(told_of.pay_said(found))
    shown = (
        found.pay[["entry", "middle"]].notna().to_numpy() & (found.pay[["entry", "middle"]].fillna(0) > 0).to_numpy()
    )
    chart = charts.pay(found.pay) if shown.any() else None
    _drawn(chart, told_of.pay_table(found), DRAWN)


def _drawn(chart: Chart | None, table: pd.DataFrame, caption: str) -> None:
    if chart is not None:
        show_chart(chart)
        st.caption(caption)
    with st.expander("As a table"):
        table_shown(table)
