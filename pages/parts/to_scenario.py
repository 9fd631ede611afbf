"""An answer made a scenario: named, written into the scenario file, and laid on."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from model.inputs.faults import InputError
from model.inputs.scenario import Placed, read_scenarios
from model.inputs.writing import written
from pages.parts import scenario_draft as drafts
from pages.parts import work
from pages.parts.standing import standing
from pages.parts.trying import sentences
from pages.parts.words import plain

HELP = "It joins the scenarios of this program, and is laid on every page until you take it off in the sidebar."


def to_scenario(key: str, name: str, why: str, changes: Sequence[Mapping[str, Any]]) -> None:
    """A name, and a button that keeps changes as a scenario.

    Args:
        key: of the place on the page.
        name, why: as the scenario is called, and what it rests on.
        changes: as a scenario file holds them.
    """
    with st.popover("Make it a scenario"):
        given = st.text_input("Name of the scenario", name, key=f"scenario_name_{key}_{name}", max_chars=200)
        st.caption(plain(why))
        if st.button("Save it and lay it on", key=f"scenario_save_{key}", help=HELP):
            _keep(given.strip(), why, changes)


def changes_of(placed: Placed) -> list[dict[str, Any]]:
    """The changes of a scenario that a question made up, as a file holds them."""
    return [change.model_dump(by_alias=True, exclude_unset=True) for change in placed.scenario.changes]


def _keep(name: str, why: str, changes: Sequence[Mapping[str, Any]]) -> None:
    tree = drafts.in_file()
    if not name or name in {scenario["name"] for scenario in tree}:
        st.error(plain(f"There is a scenario {name!r} already: choose another name." if name else "Give it a name."))
        return
    laid = (*st.session_state["laid"], name)
    try:
        content = written([*tree, {"name": name, "why": why, "changes": [dict(change) for change in changes]}])
        read_scenarios(content, "the scenarios")
        standing(st.session_state["program"], ("the scenarios", content), laid)
    except InputError as error:
        for sentence in sentences(error):
            st.error(plain(sentence))
        return
    work.lay(*laid)
    work.save(f"Scenario “{name}” added", scenarios=content)
