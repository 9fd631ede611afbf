"""The results of a portfolio that the app was started with, and what was worked out of them, kept by content."""

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.exports.charts import Chart
from model.exports.portfolio_report import STEPS, Asked, Report, pictures, report_of
from model.portfolio.cells import enough
from model.portfolio.counting import Within
from model.portfolio.fiscal import StateNoteTerms
from model.portfolio.guard import COLUMNS, guard_of
from model.portfolio.pooling import holds_summaries
from model.portfolio.reading import Results, read_results
from model.portfolio.store import MEMBERS, RUN
from model.questions.federal_match import Blend
from model.questions.solving import QuestionError
from pages.parts.menu import PORTFOLIO

KEPT = 32  # reports, each of some hundred rows


class Loaded(NamedTuple):
    """A folder of results as it stood when it was read: a run that goes on changes its stamp."""

    folder: str
    stamp: tuple[int, ...]


class About(NamedTuple):
    """What a page must say of a run before it says anything else.

    Attributes:
        programs: worked out; `asked` in the set, `failed` of it.
        synthetic: how many of those worked out are nobody's.
        states: of the programs; `scenarios` asked for, the baseline apart; `draws` of each program.
        nobody: changes that fit no program, with their scenario.
    """

    programs: int
    asked: int
    failed: int
    synthetic: int
    states: tuple[str, ...]
    scenarios: tuple[str, ...]
    draws: int
    nobody: tuple[tuple[str, str], ...]


def loaded() -> Loaded:
    """The folder that the environment names."""
    folder = Path(os.environ.get(PORTFOLIO, ""))
    stamp = tuple(_changed(path) for path in (folder / RUN, folder / MEMBERS, folder))
    return Loaded(str(folder), stamp)


def summaries(held: Loaded) -> bool:
    """Whether the folder holds anonymous summaries in place of a run's results."""
    return holds_summaries(Path(held.folder))


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@st.cache_resource(max_entries=8, show_spinner=False)
def about(held: Loaded) -> About:
    """What a run was, in counts.

    Raises:
        InputError: when the folder holds no results, or those of another version.
    """
    open_ = _open(held)
    with open_.lock:
        results = open_.results
        ((programs, synthetic, states),) = results.rows(
            "SELECT count(DISTINCT program), count(DISTINCT program) FILTER (synthetic), "
            "list(DISTINCT state::VARCHAR ORDER BY state::VARCHAR) FROM programs"
        )
        ((asked, failed),) = results.rows("SELECT count(*), count(*) FILTER (state = 'failed') FROM members")
        return About(
            programs=programs,
            asked=asked,
            failed=failed,
            synthetic=synthetic,
            states=tuple(states or ()),
            scenarios=tuple(one["name"] for one in results.run["scenarios"]),
            draws=results.run["draws"],
            nobody=tuple(results.reaching_nobody()),
        )


class Question(NamedTuple):
    """What is asked: a grouping, a scenario or all, the fewest programs of a cell, the match, and of which programs."""

    by: str | None
    scenario: str | None
    least: int
    expansion: float
    enhanced: float
    within: Within = None


class _Open(NamedTuple):
    """Results that stay open, with what they have added up; whoever asks holds the lock, since sessions run at once."""

    results: Results
    lock: Lock


@st.cache_resource(max_entries=2, show_spinner=False)
def _open(held: Loaded) -> _Open:
    return _Open(read_results(Path(held.folder)), Lock())


@st.cache_resource(max_entries=8, show_spinner=False)
def alone(held: Loaded, least: int) -> tuple[tuple[str, str], ...]:
    """The groups that may be shown by themselves, which can be looked into: column and value; none of too few."""
    open_ = _open(held)
    with open_.lock:
        try:
            enough(open_.results, least)
        except QuestionError:
            return ()
        cells = sorted(cell[0] for cell in guard_of(open_.results, least).alone)
    return tuple(sorted(cells, key=lambda cell: COLUMNS.index(cell[0])))


@st.cache_resource(max_entries=8, show_spinner=False)
def failures(held: Loaded) -> list[tuple[str, str, str]]:
    """Programs that could not be run: id, place, reasons."""
    open_ = _open(held)
    with open_.lock:
        return open_.results.failures()


class Pictured(NamedTuple):
    """A report and its charts, by name."""

    report: Report
    charts: Mapping[str, Chart]


@st.cache_resource(show_spinner=False)
def _kept() -> dict[tuple[Loaded, Question], Pictured]:
    """The reports worked out last, whoever looked: kept by hand, since a cached function can show no progress."""
    return {}


def pictured(held: Loaded, question: Question) -> Pictured:
    """Every answer and its charts, worked out once, with how far it is.

    Raises:
        QuestionError, InputError: as `report_of` and `read_results` do.
    """
    kept, key = _kept(), (held, question)
    if key not in kept:
        terms = StateNoteTerms(blend=Blend(expansion=question.expansion, enhanced=question.enhanced))
        asked = Asked(
            by=question.by, scenario=question.scenario, least=question.least, note=terms, within=question.within
        )
        place = st.empty()
        try:
            open_ = _open(held)
            with open_.lock:
                made = report_of(open_.results, asked, told=lambda step: _tell(place, step))
        finally:
            place.empty()
        for oldest in list(kept)[: max(0, len(kept) + 1 - KEPT)]:
            kept.pop(oldest, None)
        kept[key] = Pictured(made, pictures(made))
    return kept[key]


def _tell(place: DeltaGenerator, step: str) -> None:
    place.progress(STEPS.index(step) / len(STEPS), f"Adding up all programs: {step[0].lower()}{step[1:]} …")
