"""What stands side by side: the file as it stands, and up to three scenarios or stacks of them, kept in the address."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from model.compare import Comparison, Outcome, compare
from model.exports import charts, compare_frames, frames
from model.exports.charts.comparison import gap_by_year, sustained
from model.exports.charts.waterfall import waterfall
from model.exports.compare_frames import MEASURES, Side
from model.exports.palette import STATUS_TONES
from model.inputs.faults import InputError
from model.levers import in_words
from pages.parts.briefing import briefing
from pages.parts.chart import show_chart
from pages.parts.here import Here
from pages.parts.show import plain_table
from pages.parts.standing import Source, program_file, scenarios_of, standing
from pages.parts.words import plain

AS_IT_STANDS = "The file as it stands"
PLACES = 3
JOINED = " + "
LETTERS = "The least secure dollar that pays: " + ", ".join(f"{tone.letter} {tone.label}" for tone in STATUS_TONES)
HELP_ABOUT = "What the page proposes; the file as it stands is always beside it."
ORDER = ("First", "Second", "Third")


def chosen(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Draw the three places beside the baseline; the stacks chosen, without empty ones and repeats."""
    stacks = []
    for place, column in enumerate(st.columns(PLACES)):
        key = f"beside_{place + 1}"
        _filled(key, names, place)
        stack = column.multiselect(
            f"{ORDER[place]} beside the file",
            names,
            key=key,
            bind="query-params",
            placeholder="Nothing",
            help="Several scenarios in one place are stacked, in the order of their file.",
        )
        st.session_state["compared"][key] = list(stack)
        stacks.append(tuple(name for name in names if name in stack))
    return [stack for stack in dict.fromkeys(stacks) if stack]


def _filled(key: str, names: Sequence[str], place: int) -> None:
    """What a place holds before it is drawn: as it was on this page before; at first, one scenario after the other."""
    kept = st.session_state.setdefault("compared", {})
    if key not in st.session_state and key not in st.query_params:
        first = (
            [] if any(f"beside_{n + 1}" in st.query_params for n in range(PLACES)) else list(names[place : place + 1])
        )
        st.session_state[key] = kept.get(key, first)
    if key in st.session_state:
        st.session_state[key] = [name for name in st.session_state[key] if name in names]


def sides(stacks: Sequence[tuple[str, ...]]) -> tuple[tuple[Side, ...], list[str]]:
    """The baseline and the stacks as outcomes, and a sentence for each that cannot be laid on."""
    program, scenarios = st.session_state["program"], st.session_state["scenario_file"]
    named: list[tuple[str, Outcome, Mapping[str, Any], tuple[str, ...]]] = [(AS_IT_STANDS, *standing(program), ())]
    faults = []
    for stack in stacks:
        try:
            named.append((JOINED.join(stack), *standing(program, scenarios, stack), stack))
        except InputError as error:
            faults.append(f"“{JOINED.join(stack)}” cannot be laid on: {error.faults[0].sentence}")
    return compare_frames.sides(named), faults


@st.cache_resource(max_entries=16, show_spinner=False)
def way(program: Source, scenarios: Source | None, stack: tuple[str, ...]) -> Comparison:
    """From the baseline to a stack, change by change."""
    laid = [] if scenarios is None else [placed for placed in scenarios_of(scenarios) if placed.name in stack]
    return compare(program_file(program), laid)


def answers(shown: Sequence[Side]) -> None:
    """What each side says, in its first sentences."""
    for side in shown:
        said = side.data["findings"]["program"]["sentences"][:2]
        st.markdown(f"**{plain(side.legend)}.** {plain(' '.join(said))}")


def boards(shown: Sequence[Side]) -> None:
    """A low board for each side, all on the same months."""
    for side in shown:
        frame = frames.board(side.data, side.outcome.file.program)
        chart = charts.board(frame, compact=True, before=f"{side.tone.letter}: ")
        show_chart(chart, f"Board of {side.name}. {charts.title_of(chart)}")
    st.caption(LETTERS)
    with st.expander("The boards as tables"):
        for side in shown:
            st.caption(plain(side.legend))
            plain_table(frames.run_table(frames.board(side.data, side.outcome.file.program)))


def by_time(shown: Sequence[Side]) -> None:
    """Positions sustained by month, and the gap by fiscal year, each with its table."""
    for frame, draw, columns, words in (
        (compare_frames.sustained(shown), sustained, ("month", "positions", "Month"), "Positions by month"),
        (compare_frames.gap_by_year(shown), gap_by_year, ("year", "gap", "Fiscal year from"), "The gap by fiscal year"),
    ):
        chart = draw(frame)
        show_chart(chart)
        with st.expander(f"{words} as a table"):
            plain_table(compare_frames.by_side(frame, *columns))


def places(shown: Sequence[Side]) -> dict[str, Here]:
    """What each side is put to, by its letter and name: all of them stand in the same futures."""
    program, scenarios = st.session_state["program"], st.session_state["scenario_file"]
    return {side.legend: Here(program, scenarios if side.stack else None, side.stack) for side in shown}


def taken_apart(shown: Sequence[Side]) -> None:
    """The difference of one pair, change by change, and its table."""
    first, second, third = st.columns(3)
    places = range(len(shown))
    start = first.selectbox("From", places, 0, format_func=lambda n: shown[n].legend, key="way_from")
    end = second.selectbox("To", places, len(shown) - 1, format_func=lambda n: shown[n].legend, key="way_to")
    measure = third.selectbox(
        "Measured in", list(MEASURES), format_func=lambda key: MEASURES[key][0], key="way_measure"
    )
    program, scenarios = st.session_state["program"], st.session_state["scenario_file"]
    ways = [way(program, scenarios, shown[n].stack) for n in (start, end)]
    steps = compare_frames.between(ways[0], ways[1])
    if not steps:
        st.markdown("Nothing lies between the two: choose two that differ.")
        return
    frame = compare_frames.taken_apart(steps, measure, _said(scenarios, shown[0]))
    chart = waterfall(frame, measure, f"from {shown[start].tone.letter} to {shown[end].tone.letter}")
    show_chart(chart)
    st.caption(
        "Each bar is what a change adds on top of those before it. In another order the parts may differ; the whole "
        "stays."
    )
    with st.expander("The difference as a table"):
        plain_table(compare_frames.step_table(frame, measure))


def brief_of_one(shown: Sequence[Side]) -> None:
    """One page about the side chosen: the last, which is a scenario where there is one."""
    places = range(len(shown))
    about = st.selectbox(
        "About", places, len(shown) - 1, format_func=lambda n: shown[n].legend, key="brief_about", help=HELP_ABOUT
    )
    briefing(shown[about].stack, "compare_brief")


def _said(scenarios: Source | None, baseline: Side) -> dict[str, str]:
    """Changes in plain words, by the words in which a comparison names them."""
    placed = () if scenarios is None else scenarios_of(scenarios)
    said = {}
    for change in (change for scenario in placed for change in scenario.changes):
        words = in_words(change.model_dump(by_alias=True, exclude_unset=True), baseline.outcome.file)
        said[str(change)] = words
        said[f"without: {change}"] = f"Taken back: {words}"
    return said
