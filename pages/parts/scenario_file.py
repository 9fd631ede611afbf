"""Saving a draft into the scenario file, and the scenarios of the file: edited, copied, moved, taken out."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import read_scenarios
from model.inputs.writing import written
from model.levers import in_words
from pages.parts import scenario_draft as drafts
from pages.parts import work
from pages.parts.trying import Tried, sentences
from pages.parts.words import plain

Tree = list[dict[str, Any]]


def save_draft(draft: drafts.Draft, edited: str, found: Tried) -> None:
    """The button that writes the draft into the file and lays it on; what is missing is said beside it."""
    with st.container(horizontal=True):
        saved = st.button("Save this scenario", type="primary")
        dropped = st.button("Discard this draft", disabled=not (draft["changes"] or draft["name"] or draft["why"]))
    if dropped:
        drafts.drop(edited)
        st.rerun()
    if not saved:
        return
    content, faults = b"", _missing(draft) or found.faults
    if not faults:
        try:
            content = drafts.trial(draft, edited)[1]
            read_scenarios(content, "the scenarios")
        except InputError as error:
            faults = sentences(error)
    if faults:
        for sentence in faults:
            st.error(plain(sentence))
        return
    _keep(draft["name"], edited, content)


def _keep(name: str, edited: str, content: bytes) -> None:
    drafts.drop(edited)
    st.session_state["next_edited"] = drafts.NEW
    work.lay(*(laid for laid in st.session_state["laid"] if laid != edited), name)
    work.save(f"Scenario “{name}” {'changed' if edited else 'added'}", scenarios=content)


def _missing(draft: drafts.Draft) -> tuple[str, ...]:
    """What a scenario needs before it can be saved."""
    needed = []
    if not draft["name"].strip():
        needed.append("A scenario needs a name: it is what everybody chooses it by.")
    if not draft["why"].strip():
        needed.append("A scenario needs a reason: who proposed it, or what would make it come about.")
    if not draft["changes"]:
        needed.append("A scenario changes something: add a change first.")
    return tuple(needed)


def scenarios_of_the_file(program: ProgramFile) -> None:
    """Every scenario of the file with its reason and changes, and what can be done with it."""
    tree = drafts.in_file()
    st.header("Scenarios of this program", anchor=False)
    if not tree:
        st.markdown("None yet. The first one that you save stands here, and in the sidebar of every page.")
    for place, scenario in enumerate(tree):
        with st.expander(plain(scenario["name"])):
            st.markdown(plain(scenario["why"]))
            st.markdown("\n".join(f"- {plain(in_words(change, program))}" for change in scenario["changes"]))
            with st.container(horizontal=True):
                _buttons(tree, place)


def _buttons(tree: Tree, place: int) -> None:
    name = tree[place]["name"]
    if st.button("Edit", key=f"edit_{place}", help="Take it up above, as it is"):
        st.session_state["next_edited"] = name
        st.rerun()
    _acting("Duplicate", place, f"Scenario “{name}” duplicated", _copied, tree)
    _acting("Move up", place, f"Scenario “{name}” moved up", _moved_up, tree, possible=place > 0)
    help_ = "Saved work keeps what was there before, and Undo brings it back"
    _acting("Delete", place, f"Scenario “{name}” deleted", _without, tree, help_=help_)


def _acting(
    label: str,
    place: int,
    reason: str,
    change: Callable[[Tree, int], Tree],
    tree: Tree,
    *,
    possible: bool = True,
    help_: str | None = None,
) -> None:
    if st.button(label, key=f"{label}_{place}", disabled=not possible, help=help_):
        if label == "Delete":
            drafts.drop(tree[place]["name"])
        left = change(tree, place)
        work.save(reason, scenarios=written(left) if left else b"")


def _copied(tree: Tree, place: int) -> Tree:
    taken = {scenario["name"] for scenario in tree}
    name = f"{tree[place]['name']} (copy)"
    free = next(n for n in (name, *(f"{name} {k}" for k in range(2, len(tree) + 3))) if n not in taken)
    return [*tree[: place + 1], {**tree[place], "name": free}, *tree[place + 1 :]]


def _moved_up(tree: Tree, place: int) -> Tree:
    return [*tree[: place - 1], tree[place], tree[place - 1], *tree[place + 1 :]]


def _without(tree: Tree, place: int) -> Tree:
    return [*tree[:place], *tree[place + 1 :]]
