"""The scenario being built: kept by program and by what is edited, on every page, and small ones in the address too."""

import base64
import binascii
import json
import zlib
from typing import Any

import streamlit as st

from model.inputs.load import read_tree
from model.inputs.scenario import read_scenarios
from model.inputs.writing import written
from pages.parts.standing import Source

Draft = dict[str, Any]
KEY, ADDRESS, ROUND = "scenario_drafts", "draft", "scenario_draft_round"
NEW = ""  # what a scenario is called that is not in the file yet
UNNAMED = "New scenario"
LONGEST_IN_ADDRESS, LARGEST = 1_500, 20_000


def in_file() -> list[Draft]:
    """The scenarios of the file, as it holds them."""
    source: Source | None = st.session_state["scenario_file"]
    return [] if source is None else read_tree(source[1], source[0])[0]


def current(edited: str) -> Draft:
    """The draft of a scenario of the file, or of a new one; the same object until it is dropped."""
    drafts = st.session_state.setdefault(KEY, {})
    key = (st.session_state["choice"], edited)
    if key not in drafts:
        there = next((tree for tree in in_file() if tree["name"] == edited), None)
        drafts[key] = {"name": "", "why": "", "changes": []} if there is None else there
    return drafts[key]


def drop(edited: str) -> None:
    """Forget a draft; one of a scenario in the file begins again from there."""
    st.session_state.setdefault(KEY, {}).pop((st.session_state["choice"], edited), None)
    st.session_state[ROUND] = turn() + 1
    _out_of_the_address()


def turn() -> int:
    """How many drafts were dropped in this session: a part of widgets' keys, so that the next draft begins afresh."""
    return st.session_state.get(ROUND, 0)


def named(draft: Draft) -> str:
    """The name of a draft; before it has one, a name that no other scenario has."""
    if draft["name"].strip():
        return draft["name"]
    taken = {tree["name"] for tree in in_file()}
    return next(name for name in (UNNAMED, *(f"{UNNAMED} {n}" for n in range(2, 999))) if name not in taken)


def trial(draft: Draft, edited: str) -> Source:
    """The whole scenario file as it would be saved, with the draft in its place.

    Raises:
        InputError: when something in it cannot be written.
    """
    tree = {**draft, "name": named(draft)}
    others = in_file()
    places = [place for place, other in enumerate(others) if edited and other["name"] == edited]
    if places:
        others[places[0]] = tree
    else:
        others.append(tree)
    return "the scenarios", written(others)


def remember(draft: Draft, edited: str) -> bool:
    """Put a draft in the address, so that a reload finds it; whether it was small enough for one."""
    as_saved = next((tree for tree in in_file() if edited and tree["name"] == edited), None)
    if not draft["changes"] or draft == as_saved:
        _out_of_the_address()
        return True
    text = packed({**draft, "edited": edited})
    if len(text) > LONGEST_IN_ADDRESS:
        _out_of_the_address()
        return False
    st.query_params[ADDRESS] = text
    return True


def _out_of_the_address() -> None:
    if ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def recall() -> None:
    """On the first run of a visit, take up the draft that the address carries."""
    if KEY in st.session_state:
        return
    st.session_state[KEY] = {}
    found = unpacked(st.query_params.get(ADDRESS, ""))
    if found is not None:
        edited = found.pop("edited")
        st.session_state[KEY][st.session_state["choice"], edited] = found
        st.session_state["next_edited"] = edited


def packed(tree: Draft) -> str:
    """A draft as letters that stand in an address."""
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(tree).encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> Draft | None:
    """What `packed` wrote, or None for anything else: an address can come from anybody."""
    try:
        content = base64.urlsafe_b64decode(text[:LONGEST_IN_ADDRESS] + "=" * (-len(text) % 4))
        tree = json.loads(zlib.decompressobj().decompress(content, LARGEST))
        edited, name, why = tree.pop("edited"), tree["name"], tree["why"]
        read_scenarios(written([{**tree, "name": name or UNNAMED}]), "draft")
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    sound = all(isinstance(item, str) for item in (edited, name, why))
    return {**tree, "edited": edited} if sound else None
