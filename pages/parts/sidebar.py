"""The sidebar of every page: the program, and the scenarios laid on it, with the baseline in sight.

What is chosen is kept under `head`, `program`, `scenario_file` and `laid` of the session, for every page to read; the
address of the page names it too, so that a reload or a link finds it again.
"""

from typing import Any

import pandas as pd
import streamlit as st

from model.inputs.faults import Fault, InputError
from pages.parts import memory
from pages.parts.files import open_file
from pages.parts.opening import Head, fallback, head_of, offered, sources
from pages.parts.standing import Standing, baseline, scenarios_of, with_scenarios
from pages.parts.steps import undo_and_redo
from pages.parts.words import plain


def choose() -> tuple[Fault, ...]:
    """Draw the sidebar and keep what is chosen; give the faults of files that could not be used."""
    faults: list[Fault] = []
    with st.sidebar:
        st.header("Program", anchor=False)
        choice = _chosen()
        head = _head(choice, faults)
        st.session_state["head"] = head
        st.session_state["program"], st.session_state["scenario_file"] = sources(head)
        undo_and_redo(head)
        if told := st.session_state.get("told"):
            st.info(plain(told))
        faults += open_file()
        _lay_scenarios(faults)
    memory.note(choice)
    return tuple(faults)


def _chosen() -> str:
    """The program chosen: by another page, by the address, where the person was last, or here."""
    memory.begin()
    names = offered()
    if (wanted := st.session_state.pop("next_choice", None)) in names:
        st.session_state["choice"] = wanted
    if st.session_state.get("choice") not in names:
        st.session_state["choice"] = next(iter(names))
    return st.selectbox("Program shown", list(names), key="choice", format_func=names.__getitem__)


def _head(choice: str, faults: list[Fault]) -> Head:
    """What is chosen; a file edited into faults gives way to its last good state."""
    good = st.session_state.setdefault("good_heads", {})
    try:
        good[choice] = head_of(choice)
    except InputError as error:
        faults += error.faults
    return good.get(choice) or fallback()


def _lay_scenarios(faults: list[Fault]) -> None:
    """Offer the scenarios of the file; a scenario that does not fit the program is not laid."""
    source = st.session_state["scenario_file"]
    offers = {} if source is None else {placed.name: placed for placed in scenarios_of(source)}
    _keep_only(list(offers))
    st.header("Scenario", anchor=False)
    chosen = st.multiselect(
        "Scenarios laid on", list(offers), key="scenario", bind="query-params", placeholder="None: as the file says"
    )
    st.session_state["laid"] = tuple(name for name in offers if name in chosen)
    for name in st.session_state["laid"]:
        st.caption(f"**{plain(name)}.** {plain(offers[name].why)}")
    try:
        changed = with_scenarios()
    except InputError as error:
        faults += error.faults
        st.session_state["laid"] = ()
        changed = None
    _baseline_in_sight(baseline(), changed)


def _keep_only(names: list[str]) -> None:
    """Names of scenarios that are no longer offered are dropped before the list is drawn."""
    wanted = st.session_state.pop("next_laid", None)
    before = st.session_state.get("scenarios_offered")
    if wanted is not None or (before is not None and before != names):
        current = st.session_state.get("scenario", []) if wanted is None else wanted
        st.session_state["scenario"] = [name for name in current if name in names]
    st.session_state["scenarios_offered"] = names


def _baseline_in_sight(before: Standing, after: Standing | None) -> None:
    outcomes = {"As the file says": before} | ({} if after is None else {"With the scenario": after})
    st.table(pd.DataFrame({name: _summary(data) for name, (_, data) in outcomes.items()}))


def _summary(data: dict[str, Any]) -> dict[str, str]:
    runway = data["findings"]["program"]["runway_months"]
    total = len(data["findings"]["positions"])
    last = data["months"][-1]["positions_sustained"]
    return {
        "Months before the first gap": "no gap" if runway is None else str(runway),
        "Positions funded at the end": f"{last} of {total}",
        "Position-months funded": f"{sum(row['positions_sustained'] for row in data['months']):,}",
    }
