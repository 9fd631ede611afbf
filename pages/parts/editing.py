"""The program as it is edited in this window: what it saw last, until its own change is in."""

from typing import Any, NamedTuple

import streamlit as st

from model.inputs.assumptions import load_assumptions
from model.inputs.citations import departures
from model.inputs.faults import Fault, InputError
from model.inputs.load import program_of, read_tree
from model.inputs.writing import written
from pages.parts import work
from pages.parts.opening import Head

OWN = "own value"


class Draft(NamedTuple):
    """What the tables of this window show.

    Attributes:
        head: the version it was read from.
        tree: what that version holds.
        epoch: counts up when rows no longer stand where the tables on the screen have them.
    """

    head: Head
    tree: dict[str, Any]
    epoch: int


def draft() -> Draft:
    """What this window edits: what it saw last, even when somebody else saved since, until its own change is in."""
    seen: Draft | None = st.session_state.get("draft")
    head = work.head()
    if seen is not None and st.session_state.pop("draft_saved", False) and written(seen.tree) == head.program:
        # its own change came back from the workspace: the tables on the screen have it already
        seen = Draft(head, seen.tree, seen.epoch)
        st.session_state["draft"] = seen
    if seen is None or (seen.head.identity, seen.head.name) != (head.identity, head.name):
        seen = _adopted(head, 0 if seen is None else seen.epoch + 1)
    return seen


def follow() -> None:
    """After the tables: where somebody else saved since, show theirs."""
    seen, head = draft(), work.head()
    if head.number != seen.head.number or head.program != seen.head.program:
        _adopted(head, seen.epoch + 1)
        st.rerun()


def keep(tree: dict[str, Any], reason: str, *, epoch: int) -> None:
    """Save a changed program, of which the tables on the screen show the given epoch."""
    seen = draft()
    if tree == seen.tree:
        # only rows that have no place in the program yet: they wait on the screen
        st.session_state["draft"] = seen._replace(epoch=epoch)
        st.rerun()
    tree = _own_numbers(seen.tree, tree, seen.head.name)
    program = written(tree)
    # the save starts the next run, and what it will show is what this window has on the screen already
    st.session_state["draft"] = Draft(seen.head, tree, epoch)
    st.session_state["draft_saved"] = True
    work.save(reason, program=program, base=seen.head)


def _own_numbers(before: dict[str, Any], after: dict[str, Any], name: str) -> dict[str, Any]:
    """A number that no longer is what its source says is one's own from here on."""
    try:
        departed = {departure.path for departure in departures(program_of(after, name), load_assumptions())}
        departed -= {departure.path for departure in departures(program_of(before, name), load_assumptions())}
    except InputError:
        return after
    if not departed:
        return after
    return {**after, "basis": {path: OWN if path in departed else text for path, text in after["basis"].items()}}


def faults_of(tree: dict[str, Any], name: str) -> tuple[Fault, ...]:
    """What is wrong with a program."""
    try:
        program_of(tree, name)
    except InputError as error:
        return error.faults
    return ()


def _adopted(head: Head, epoch: int) -> Draft:
    found = Draft(head, read_tree(head.program, head.name)[0], epoch)
    st.session_state["draft"] = found
    return found
