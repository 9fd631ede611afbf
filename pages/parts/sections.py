"""The parts of *Our program*: which tables stand together, and which of them wait to be mended."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from model.forms import cell_of
from model.inputs.faults import Fault

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


def chosen(tree: Mapping[str, Any], faults: Sequence[Fault]) -> str:
    """The part that the person wants to see; parts with faults say how many."""
    waiting = _waiting(tree, faults)

    def named(section: str) -> str:
        return f"{section} ({waiting[section]} to mend)" if waiting[section] else section

    parts = list(SECTIONS)
    start = parts.index("Positions")
    # not pills: in the dark the name of the one chosen is too faint to read
    return st.radio("Part of the program", parts, start, format_func=named, key="part", horizontal=True)


def _waiting(tree: Mapping[str, Any], faults: Sequence[Fault]) -> Counter[str]:
    cells = [cell for fault in faults if (cell := cell_of(tree, fault.path)) is not None]
    return Counter(section for section, keys in SECTIONS.items() for table, _, _ in cells if table in keys)
