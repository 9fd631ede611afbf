"""Two levers together: a map of what becomes of positions, the line of break-even, today and the scenario laid on."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import streamlit as st

from model.exports import sweep_frames
from model.exports.charts.rates import frontier_curve, sweep_map
from model.exports.sweep_frames import MEASURES
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.levers import LEVERS, by_key, targets
from model.questions.frontier import around
from model.questions.goals import Wanted
from model.questions.moves import Move
from model.questions.solving import QuestionError, Solved
from model.questions.sweep import Sweep, sweep
from pages.parts.chart import show_chart
from pages.parts.controls import large, month, noted, pick, prefilled, refused
from pages.parts.here import Here
from pages.parts.levers_alone import QUICK
from pages.parts.long_work import Tick, work_through
from pages.parts.rate_answers import coarse_map, lever_alone, move_at
from pages.parts.show import bullets, plain_table
from pages.parts.standing import scenarios_of
from pages.parts.words import plain

PAIRS = {
    "Rate by cap": ("rate", "cap"),
    "Wage by rate": ("starting_wage", "rate"),
    "No-show by caseload": ("no_show", "caseload"),
}
ANY = "Any two levers"
FEW, MANY, ROWS = 11, 100, 10
BEYOND = 1.1
HELP_MAP = (
    "The program as its file says, otherwise. T is today; P is where the scenario laid on puts these two levers, its "
    "other changes left out. The dashed line is break-even: earnings, or secured funding, just pay what is asked for."
)
HELP_FROM = "The month from which both levers move; at first that of the scenario laid on, or the program's."


class Two(NamedTuple):
    """Two levers at their places, and their values."""

    names: tuple[str, str]
    moves: tuple[Move, Move]
    axes: tuple[tuple[float, ...], tuple[float, ...]]


def two_levers(alone: Here, wanted: Wanted, laid: Here | None) -> None:
    """The section: which two, the map, the curve, and many more points on request.

    Args:
        alone: the program as its file says; `laid`: with the scenarios laid on it, where there are some.
        wanted: what the line of break-even is for.
    """
    file = alone.result.file
    try:
        begins = month("Moved from", file, _about(file), _first_change(alone if laid is None else laid), help=HELP_FROM)
        moved = replace(wanted, start=begins)
        two = _chosen(alone, file, wanted, moved)
        if two is None:
            return
        proposal = _proposal(laid, moved, two)
        ask = partial(coarse_map, alone, moved, two.names, two.axes, proposal)
        steps = {"A large program: this takes a while": lambda _: ask()}
        asked = (alone, moved, two.names, two.axes, proposal)
        if large(file) and not work_through("coarse_map", asked, f"Draw it with {FEW} by {FEW} points", steps):
            return
        found = ask()
    except (QuestionError, InputError) as error:
        refused(error)
        return
    measure = pick("Coloured by", list(MEASURES), "map_measure", format_func=lambda key: MEASURES[key][0])
    parts = _finer(alone, moved, two)
    _map(found, parts or [found], measure)
    _curve(found, measure)
    if laid is not None and proposal is None:
        st.caption("The scenario laid on moves neither of these two levers, so no P is marked.")


def _about(file: ProgramFile) -> str:
    return f"map_from_{file.program.start}_{file.program.months}"


def _first_change(shown: Here) -> Month | None:
    """The first month from which a scenario laid on changes something; None where it names none."""
    placed = [] if shown.scenarios is None else [p for p in scenarios_of(shown.scenarios) if p.name in shown.laid]
    program = shown.result.file.program
    dated = [change.from_ for each in placed for change in each.changes if change.from_ is not None]
    return min((each for each in dated if program.start <= each <= program.last), default=None)


def _chosen(alone: Here, file: ProgramFile, wanted: Wanted, moved: Wanted) -> Two | None:
    usable = [each.key for each in LEVERS if each.form in ("number", "factor") and targets(each, file)]
    pairs = [name for name, keys in PAIRS.items() if set(keys) <= set(usable)]
    pair = pick("Which two", [*pairs, ANY], "map_pair", help=HELP_MAP)
    keys = PAIRS.get(pair)
    columns = st.columns(2)
    names = []
    for place, column in enumerate(columns):
        with column:
            names.append(_place(file, usable, None if keys is None else keys[place], place))
    if names[0] == names[1]:
        st.markdown("Choose two that differ.")
        return None
    moves = (move_at(alone, moved, names[0]), move_at(alone, moved, names[1]))
    ranges = [_range(move, place, _solved(alone, wanted, move)) for place, move in enumerate(moves)]
    return Two((names[0], names[1]), moves, (_spread(moves[0], ranges[0], FEW), _spread(moves[1], ranges[1], FEW)))


def _place(file: ProgramFile, usable: Sequence[str], key: str | None, place: int) -> str:
    """A lever and where it moves, as `move_of` reads it."""
    words = ("Across", "Up")[place]
    if key is None:
        wished = (("rate", "starting_wage"), ("no_show", "caseload"))[place]
        first = next((each for each in wished if each in usable), None)
        key = pick(words, usable, f"map_lever_{place}", first, format_func=lambda each: by_key(each).label)
    assert key is not None
    labels = [target.label for target in targets(by_key(key), file)]
    label = pick(f"{words}: {by_key(key).label}", labels, f"map_place_{place}_{key}")
    return f"{key}:{label}"


def _solved(alone: Here, wanted: Wanted, move: Move) -> float | None:
    """The value at which a lever would do it alone, where that is known already."""
    rows = lever_alone(alone, wanted, move.key)[0] if move.key in QUICK and not large(alone.result.file) else ()
    answer = next((row.answer for row in rows if row.move.name == move.name), None)
    return answer.value if isinstance(answer, Solved) else None


def _range(move: Move, place: int, solved: float | None) -> tuple[float, float]:
    """From where to where a lever is mapped: at first around today's value, and as far as it would do it alone."""
    by, unit = sweep_frames.scale_of(move)
    values = around(move, FEW)
    if solved is not None:
        end = max(values[-1], min(solved * BEYOND, move.range.high))
        values = np.array([min(values[0], solved), np.round(end / move.range.step) * move.range.step])
    values = values * by
    low, high = move.range.low * by, move.range.high * by
    key = prefilled(f"map_range_{place}_{move.name}", (float(values[0]), float(values[-1])))
    left, right = st.columns(2)
    begin, end = st.session_state[key]
    held = []
    for column, word, value in ((left, "from", begin), (right, "to", end)):
        held.append(
            column.number_input(
                f"{move.name}, {word}{f' ({unit})' if unit else ''}",
                low,
                high,
                float(min(max(value, low), high)),
                key=f"{key}_{word}",
            )
        )
    noted(key, (min(held), max(held)))
    return min(held) / by, max(held) / by


def _spread(move: Move, ends: tuple[float, float], count: int) -> tuple[float, ...]:
    """Evenly spaced values of a lever, whole ones where only they make sense."""
    step, inner = move.range.step, np.linspace(*ends, count)[1:-1]
    values = np.round(np.concatenate([[ends[0]], np.round(inner / step) * step, [ends[1]]]), 9)
    return tuple(np.unique(np.round(values) if move.whole else values).tolist())


def _proposal(laid: Here | None, wanted: Wanted, two: Two) -> tuple[float, float] | None:
    """Where the scenarios laid on put the two levers; None where they move neither, or out of what is possible."""
    if laid is None:
        return None
    there = [move_at(laid, wanted, name).now for name in two.names]
    if there == [move.now for move in two.moves] or None in there:
        return None
    first, second = (float(value) for value in there if value is not None)
    inside = all(m.range.low <= v <= m.range.high for m, v in zip(two.moves, (first, second), strict=True))
    return (first, second) if inside else None


def _finer(alone: Here, wanted: Wanted, two: Two) -> list[Sweep]:
    """Many more points when somebody asks, a few rows at a time; those that are done, also after a stop."""
    file = alone.result.file
    firsts, seconds = (_spread(move, (axis[0], axis[-1]), MANY) for move, axis in zip(two.moves, two.axes, strict=True))

    def rows(part: tuple[float, ...], tick: Tick) -> Sweep:
        def tell(done: int, of: int) -> None:
            tick(done / of)

        return sweep(file, wanted, *two.names, part, seconds, progress=tell, line=False)

    blocks = [firsts[at : at + ROWS] for at in range(0, len(firsts), ROWS)]
    steps = {f"Rows {n * ROWS + 1} to {n * ROWS + len(part)}": partial(rows, part) for n, part in enumerate(blocks)}
    label = f"Draw it with {len(firsts)} by {len(seconds)} points"
    done = work_through("map", (alone, wanted, two.names, two.axes), label, steps)
    return list((done or {}).values())


def _map(found: Sweep, parts: Sequence[Sweep], measure: str) -> None:
    cells, first, second = sweep_frames.map_cells(parts, measure), found.first, found.second
    if not len(cells):
        st.markdown("No point of this map is possible.")
        return
    marks, line = sweep_frames.marks(found, measure), sweep_frames.curve(found.line, first, second)
    coarse = sweep_frames.map_cells([found], measure)
    chart = sweep_map(cells, marks, line, (first, second), measure, coarse)
    show_chart(chart)
    bullets(found.sentences[1:])
    with st.expander(f"The map of {len(found.firsts)} by {len(found.seconds)} points as a table"):
        plain_table(sweep_frames.map_table(coarse, first, second))


def _curve(found: Sweep, measure: str) -> None:
    first, second = found.first, found.second
    line = sweep_frames.curve(found.line, first, second)
    st.subheader("On break-even", anchor=False)
    if len(line):
        st.markdown(plain(f"On the line there are {found.goal.words}."))
        chart = frontier_curve(line, sweep_frames.marks(found, measure), (first, second))
        show_chart(chart)
    else:
        st.markdown(plain(f"Nowhere on this map are there {found.goal.words}."))
    with st.expander("The line of break-even as a table"):
        plain_table(sweep_frames.curve_table(found.line, first, second))
