"""What matters most: the tornado, Sobol indices, whom to ask first, chance apart from ignorance. Each when asked."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.exports import uncertainty_frames as frames
from model.exports.charts.uncertainty import index_chart
from model.exports.charts.uncertainty import tornado as tornado_chart
from model.guesses import inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.scenario import applied
from model.uncertainty import apart, finding_out, indices, mattering
from model.uncertainty import tornado as tornados
from model.uncertainty.futures import Futures
from model.uncertainty.tornado import MEASURES, Measure
from pages.parts import choices
from pages.parts.chart import show_chart
from pages.parts.futures_kept import Asked
from pages.parts.long_work import Tick, work_through
from pages.parts.show import figures, plain_table
from pages.parts.standing import scenarios_of
from pages.parts.words import plain

POINTS, DRAWS = 128, 256  # enough for a first answer within a minute
RAISE = 0.05  # a start to change, not a finding
SAID: dict[Measure, tuple[str, str]] = {
    "money": ("$", "$"),
    "runway": ("month of runway", "months of runway"),
    "sustained": ("position-month", "position-months"),
}
NAMES: dict[str, Measure] = {MEASURES[key]: key for key in ("sustained", "money", "runway")}
HELP_TORNADO = "Each input is moved alone to the low and the high end of its range, the others at their values."
HELP_INDICES = (
    "Alone: the share of the spread that knowing this input would take away. With the others: the share that would "
    "remain if all others were known. The lines are 80 % intervals of these estimates."
)
HELP_FIRST = (
    "Three decisions are tried in the same futures: keep as it is, raise pay, or end the seat that is paid last. What "
    "knowing an input gains is how much better one would then decide, on average. It is estimated by regression; an "
    "input that says nothing would seem to gain a little too, which the last column shows."
)
LEFT_OUT = "Events, such as renewals, are left out here."
HELP_APART = "Chance is who leaves and when. Ignorance is what is not known about the inputs, and could be found out."


def _measure(key: str, moved: Callable[[Measure], object]) -> Measure:
    """The measure that is chosen; at first one that moves, which position-months often do not."""
    names = sorted(NAMES, key=lambda name: not moved(NAMES[name]))
    return NAMES[choices.pick(st.container(), "Measured in", names, key)]


def tornado_of(asked: Asked, made: Futures) -> None:
    """One input at a time; `made` are futures of what is asked."""
    st.header("One unknown at a time", anchor=False, help=HELP_TORNADO)
    found = work_through("tornado", asked, "Move each input over its range", {"Moving": lambda t: _tornado(asked, t)})
    if not found:
        return
    bars: tornados.Tornado = found["Moving"]
    st.markdown(plain(tornados.in_words(bars)))
    if made.events:
        st.caption(LEFT_OUT)
    measure = _measure("tornado_measure", bars.ranked)
    frame = frames.tornado_bars(bars, measure)
    if frame.empty:
        st.markdown("Nothing that has a range moves this.")
        return
    chart = tornado_chart(frame, SAID[measure][1])
    show_chart(chart)
    with st.expander("The swings as a table"):
        figures(frame.drop(columns="path"))


def _tornado(asked: Asked, tell: Tick) -> tornados.Tornado:
    laid = _laid(asked)
    file = applied(asked.file, laid) if laid else asked.file
    known = tornados.unknown(inputs_of(file, load_assumptions()), offered=asked.offered)
    return tornados.tornado(file, known, tell)


def _laid(asked: Asked) -> list[Any]:
    here = asked.here
    return [] if here.scenarios is None else [p for p in scenarios_of(here.scenarios) if p.name in here.laid]


def _labels(made: Futures) -> dict[str, str]:
    return {one.name: one.label for one in made.inputs} | {e.name: e.name.capitalize() for e in made.events}


def indices_of(asked: Asked, made: Futures) -> None:
    """Which share of the spread comes from which input; `made` are futures of what is asked."""
    st.header("What the spread comes from", anchor=False, help=HELP_INDICES)
    runs = POINTS * (len(made.inputs) + 2)
    found = work_through(
        "indices", asked, f"Work out the shares ({runs:,} projections)", {"Drawing": lambda t: _indices(asked, t)}
    )
    if not found:
        return
    by_measure: dict[Measure, indices.Indices] = found["Drawing"]
    measure = _measure("index_measure", lambda m: m in by_measure and by_measure[m].variance)
    shown = by_measure.get(measure)
    if shown is None or not shown.variance:
        st.markdown("No input that has a range moves this.")
        return
    labels = _labels(made)
    st.markdown(plain(indices.in_words(shown, labels)))
    frame = frames.index_bars(shown, labels)
    chart = index_chart(frame)
    show_chart(chart)
    st.caption(
        plain(f"{shown.points} base points, {shown.runs:,} projections, seed {shown.seed}. {indices.INDEPENDENT}")
    )
    with st.expander("The shares as a table"):
        figures(frame.round(3))


def _indices(asked: Asked, tell: Tick) -> dict[str, indices.Indices]:
    expected = asked._replace(people=False)
    return mattering.sobol(expected.futures(1), points=POINTS, seed=asked.seed, progress=tell)


def ask_first(asked: Asked, made: Futures) -> None:
    """Whom to ask for what before one decides; `made` are futures of what is asked."""
    st.header("Whom to ask first", anchor=False, help=HELP_FIRST)
    left, right = st.columns(2)
    measure = NAMES[choices.pick(left, "The decision is for", list(NAMES), "decide_measure")]
    rise = choices.number(right, "Raise pay by, %", (0.5, 50.0), 100 * RAISE, 0.5, "decide_raise", places=1) / 100
    question = (asked, measure, rise)
    label = "Find what is worth asking"
    found = work_through("decide", question, label, {"Trying": lambda t: _decided(asked, measure, rise, t)})
    if not found:
        return
    result: finding_out.FindingOut = found["Trying"]
    labels = _labels(made)
    st.markdown(f"**{plain(finding_out.in_words(result, labels, SAID[measure]))}**")
    plain_table(frames.action_table(result, SAID[measure]))
    with st.expander("What knowing each input would gain"):
        who = {one.name: finding_out.asks(one.name) for one in result.inputs}
        figures(frames.worth_table(result, labels, who))
    st.caption(f"{result.draws} draws, seed {asked.seed}.")


def _decided(asked: Asked, measure: Measure, rise: float, tell: Tick) -> finding_out.FindingOut:
    file = applied(asked.file, asked.scenarios) if asked.scenarios else asked.file
    actions = mattering.usual_actions(file, raise_by=rise)
    return mattering.decide(
        file, actions, objective=measure, draws=DRAWS, seed=asked.seed, offered=asked.offered, progress=tell
    )


def chance_and_ignorance(asked: Asked) -> None:
    """How much of the spread would remain if every input were known."""
    st.header("Chance, and what could be found out", anchor=False, help=HELP_APART)
    found = work_through("apart", asked, "Take the spread apart", {"Running": lambda t: _apart(asked, t)})
    if not found:
        return
    results: dict[str, apart.Apart] = found["Running"]
    st.markdown(plain(f"Position-months sustained: {apart.in_words(results['sustained'])}"))
    plain_table(frames.apart_table(results, MEASURES))
    st.caption(f"{DRAWS} draws, seed {asked.seed}. {LEFT_OUT}")


def _apart(asked: Asked, tell: Tick) -> dict[str, apart.Apart]:
    tell(0.0)
    return mattering.apart(asked._replace(people=True).futures(DRAWS), tell)
