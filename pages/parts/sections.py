"""Parts of *Our program*, or of a request: which tables stand together, and which of them wait to be mended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from model.forms import cell_of
from model.inputs.faults import Fault
from pages.parts.desk import Desk

SECTIONS: dict[str, tuple[str, ...]] = {
    "Program": ("program",),
    "Pay": ("ladders", "differentials", "pay"),
    "Positions": ("positions", "mix", "credentials", "exceptions"),
    "Clients and services": ("services", "limits", "time"),
    "Payers and caps": ("payers", "rates", "caps"),
    "Grants and contracts": ("grants", "covers", "contracts"),
    "Reserve and costs": ("money", "costs", "cost_lines"),
    "Benefits and leave": ("benefits", "leave"),
    "Staying": ("staffing", "hire_credentials", "supports"),
    "Sources": ("basis",),
}


class Choice(NamedTuple):
    """Parts to choose from: their tables, the question, its key, and the part that is shown at first."""

    parts: Mapping[str, Sequence[str]]
    label: str
    key: str
    first: str


PROGRAM = Choice(SECTIONS, "Part of the program", "part", "Positions")


def chosen(desk: Desk, faults: Sequence[Fault], choice: Choice = PROGRAM) -> str:
    """The part that the person wants to see; parts with faults say how many."""
    waiting = _waiting(desk, faults, choice)
    parts = list(choice.parts)
    start = parts.index(choice.first)
    # not in the names themselves: a part whose name changes is no longer shown as the one chosen
    said = [f"{waiting[part]} to mend" if waiting[part] else "" for part in parts] if waiting else None
    # not pills: in the dark the name of the one chosen is too faint to read
    return st.radio(choice.label, parts, start, key=choice.key, horizontal=True, captions=said)


def _waiting(desk: Desk, faults: Sequence[Fault], choice: Choice) -> Counter[str]:
    cells = [cell for fault in faults if (cell := cell_of(desk.tree, fault.path, desk.tables)) is not None]
    return Counter(section for section, keys in choice.parts.items() for table, _, _ in cells if table in keys)
