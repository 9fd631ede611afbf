"""Blanks: what is filled in, why it is asked, and the default that each has."""

from dataclasses import dataclass
from typing import Literal

from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions

Kind = Literal["number", "whole", "share", "dollars", "month", "text", "state", "rate", "caps", "grants", "choice"]
NO_NUMBER = "No published number: you must answer."


@dataclass(frozen=True, kw_only=True)
class Blank:
    """One thing to fill in; its bounds stand in `Answers` alone.

    Attributes:
        key: the field of `Answers`.
        words: what is asked, plainly.
        kind: what kind of thing is filled in.
        unit: one of the closed list, or nothing.
        entry: the assumption that gives the default, or that says what to ask where nobody has published a number.
        begins: what stands there before one answers, where nothing is a fair beginning; it is shown, never silent.
        optional: whether it may stay empty.
        if_above: the answers that must be above 0 for this to be asked.
        if_is: the answer and the value it must have for this to be asked.
        options: what may be chosen, and its words.
        help: shown on hover.
    """

    key: str
    words: str
    kind: Kind = "number"
    unit: str = ""
    entry: str = ""
    begins: float | None = None
    optional: bool = False
    if_above: tuple[str, ...] = ()
    if_is: tuple[str, str] | None = None
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the twelve.

    Attributes:
        key: its name.
        words: the question.
        why: why it is asked.
        blanks: what is filled in.
    """

    key: str
    words: str
    why: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, kw_only=True)
class Default:
    """A sourced number that holds until the person gives their own."""

    value: float
    entry: Entry
    title: str
    url: str | None


def default_of(blank: Blank, assumptions: Assumptions) -> Default | None:
    """The default of a blank with its evidence; None where nobody has published one."""
    if not blank.entry or assumptions.entry(blank.entry).value is None:
        return None
    entry = assumptions.entry(blank.entry)
    assert entry.value is not None
    assert entry.source is not None
    source = assumptions.sources[entry.source]
    return Default(value=entry.value, entry=entry, title=source.title, url=source.url)


def why_no_default(blank: Blank, assumptions: Assumptions) -> str:
    """What is said beside a blank that must be answered: that nobody has published it, and what neighbours have."""
    if not blank.entry:
        return ""
    entry = assumptions.entry(blank.entry)
    others = [e for e in assumptions.entries.values() if (e.fills, e.unit) == (entry.fills, entry.unit) and e.value]
    said = [NO_NUMBER, *([entry.ask] if entry.ask else [])]
    if entry.low is not None and entry.high is not None:
        said.append(f"We would look between {_shown(entry.low, entry.unit)} and {_shown(entry.high, entry.unit)}.")
    if others:
        near = "; ".join(f"{e.label}: {_shown(e.value or 0.0, e.unit)} ({e.vintage})" for e in others[:3])
        said.append(f"Neighbours, to compare: {near}.")
    return " ".join(said)


def _shown(value: float, unit: str) -> str:
    return f"{100 * value:g} %" if unit.startswith("share") else f"{value:g} {unit}"
