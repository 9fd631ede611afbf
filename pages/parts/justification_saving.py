"""Requests written into the program that is open, each change a version that *Saved work* can go back to."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from model.inputs.load import read_tree
from model.inputs.writing import written
from pages.parts import work
from pages.parts.editing import faults_of
from pages.parts.words import plain

Tree = dict[str, Any]
CHOSEN = "justification_request"
NEXT = "next_request"
UNSOUND = (
    "The program has entries to mend, under “Change what is asked” or on the page Our program. Until they are, what is "
    "shown here is the program as it was before, and nothing else of it can be changed."
)


def begun(tree: Tree, reason: str) -> None:
    """Add a request, and choose it."""
    st.session_state[NEXT] = tree["id"]
    _save(lambda requests: [*requests, tree], reason)


def removed(request: str, reason: str) -> None:
    """Take a request out."""
    _save(lambda requests: [one for one in requests if one["id"] != request], reason)


def worded(request: str, paragraph: str, text: Mapping[str, Any] | None, reason: str) -> None:
    """Keep somebody's wording of a paragraph, or with None take back the one that is written from the facts."""

    def change(tree: Tree) -> Tree:
        texts = {key: value for key, value in tree.get("texts", {}).items() if key != paragraph}
        if text is not None:
            texts[paragraph] = dict(text)
        rest = {key: value for key, value in tree.items() if key != "texts"}
        return {**rest, "texts": texts} if texts else rest

    _save(lambda requests: [change(one) if one["id"] == request else one for one in requests], reason)


def waiting() -> bool:
    """Whether the newest version has faults, so that an earlier one is shown."""
    return work.head().program != work.head().sound


def _save(change: Callable[[list[Tree]], list[Tree]], reason: str) -> None:
    """Save the changed requests; what the strict reader would refuse is told instead."""
    head = work.head()
    if waiting():
        st.error(UNSOUND)
        return
    tree = dict(read_tree(head.program, head.name)[0])
    requests = change(tree.pop("requests", []))
    if requests:
        tree["requests"] = requests
    if faults := faults_of(tree, head.name):
        for fault in faults:
            st.error(plain(fault.sentence))
        return
    work.save(reason, program=written(tree), base=head)
