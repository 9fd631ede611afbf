"""What the choice in the sidebar comes to: program, scenarios laid on it, projections. Cached by content only."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from model.compare import Outcome, compare, in_words, outcome
from model.exports.tables import as_object
from model.inputs.load import ProgramFile, read_program
from model.inputs.scenario import Placed, applied, read_scenarios
from pages.parts.sign_in import hosted
from pages.parts.size import showable

PROGRAMS = Path(__file__).parents[2] / "assumptions" / "programs"
SCENARIOS = ".scenarios.yaml"
FALLBACK = PROGRAMS / "prairie-recovery.yaml"  # shown where the program asked for cannot be read
Source = tuple[str, bytes]
Standing = tuple[Outcome, dict[str, Any]]


def examples() -> dict[str, Path]:
    """The programs on offer, by the words that name them: the one the app was started on first, then the examples."""
    files = sorted(path for path in PROGRAMS.glob("*.yaml") if not path.name.endswith(SCENARIOS))
    offered = dict.fromkeys([*named_at_start(), *files])
    return {path.stem.replace("-", " ").capitalize(): path for path in offered}


def named_at_start() -> list[Path]:
    """The program file that the command line gave the app, where it gave one.

    It belongs to whoever started the app, so where people sign in it is nobody's to see.
    """
    if hosted():
        return []
    return [path for path in map(Path, sys.argv[1:]) if path.suffix in (".yaml", ".yml") and path.is_file()]


def example_files(path: Path) -> tuple[Source, Source | None]:
    """The name and content of an example, and of the scenario file beside it where there is one."""
    beside = path.with_name(path.stem + SCENARIOS)
    scenarios = (beside.name, beside.read_bytes()) if beside.exists() else None
    return (path.name, path.read_bytes()), scenarios


@st.cache_resource(max_entries=16, show_spinner=False)
def program_file(source: Source) -> ProgramFile:
    """A program read and checked."""
    name, content = source
    return showable(read_program(content, name))


@st.cache_resource(max_entries=16, show_spinner=False)
def scenarios_of(source: Source) -> tuple[Placed, ...]:
    """A scenario file read and checked, in its order."""
    name, content = source
    return read_scenarios(content, name)


@st.cache_resource(max_entries=16, show_spinner=False)
def standing(source: Source, scenarios: Source | None = None, laid: tuple[str, ...] = ()) -> Standing:
    """A program projected, with scenarios laid on it in the order of their file, and the same as plain values."""
    file = program_file(source)
    if scenarios is not None and laid:
        file = showable(applied(file, [placed for placed in scenarios_of(scenarios) if placed.name in laid]))
    result = outcome(file)
    return result, as_object(result.projection, result.findings)


@st.cache_resource(max_entries=16, show_spinner=False)
def difference(source: Source, scenarios: Source, laid: tuple[str, ...]) -> str:
    """What scenarios change, in words."""
    return in_words(
        compare(program_file(source), [placed for placed in scenarios_of(scenarios) if placed.name in laid])
    )


def is_example(source: Source) -> bool:
    """Whether a program is one of the examples to the letter: a file that the app was started on is not."""
    name, content = source
    return any(path.name == name and path.read_bytes() == content for path in PROGRAMS.glob("*.yaml"))


def baseline() -> Standing:
    """The chosen program as its file says."""
    return standing(st.session_state["program"])


def with_scenarios() -> Standing | None:
    """The chosen program with the chosen scenarios; None where none is chosen."""
    laid: Sequence[str] = st.session_state["laid"]
    if not laid:
        return None
    return standing(st.session_state["program"], st.session_state["scenario_file"], tuple(laid))


def with_it() -> str:
    """What the chosen scenarios change; only where some are chosen."""
    return difference(st.session_state["program"], st.session_state["scenario_file"], tuple(st.session_state["laid"]))
