"""The sidebar of every page: the program, and the scenarios laid on it, with the baseline in sight.

What is chosen is kept under `program`, `scenario_file` and `laid` of the session, for every page to read.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from model.inputs.faults import Fault, InputError
from pages.parts.standing import (
    FALLBACK,
    Source,
    Standing,
    baseline,
    example_files,
    examples,
    program_file,
    scenarios_of,
    with_scenarios,
)
from pages.parts.words import plain

OWN_FILE_NOTE = "Your file is not stored anywhere. Reloading the page loses it: keep the file and choose it again."


def choose() -> tuple[Fault, ...]:
    """Draw the sidebar and keep what is chosen; give the faults of files that could not be used."""
    faults: list[Fault] = []
    with st.sidebar:
        st.header("Program", anchor=False)
        example_spot = st.container()
        own = _uploaded("Or a program file of your own", "own_program", program_file, faults)
        names = examples()
        example = example_spot.selectbox(
            "Example program", list(names), key="example", bind="query-params", disabled=own is not None
        )
        if own is None:
            _offered(names[example], faults)
        else:
            st.caption(OWN_FILE_NOTE)
            st.session_state["program"] = own
            st.session_state["scenario_file"] = _uploaded(
                "A scenario file for it", "own_scenarios", scenarios_of, faults
            )
        _lay_scenarios(faults)
    return tuple(faults)


def _offered(path: Path, faults: list[Fault]) -> None:
    """A program on offer with the scenarios beside it; one edited into faults gives way to its last good state."""
    program, scenarios = example_files(path)
    for key, read, source in (("program", program_file, program), ("scenario_file", scenarios_of, scenarios)):
        good = f"good_{key}_{path}"
        try:
            if source is not None:
                read(source)
            st.session_state[good] = source
        except InputError as error:
            faults += error.faults
        st.session_state[key] = st.session_state.get(good)
    if st.session_state["program"] is None:
        st.session_state["program"], st.session_state["scenario_file"] = example_files(FALLBACK)


def _uploaded(label: str, key: str, read: Callable[[Source], Any], faults: list[Fault]) -> Source | None:
    """A file chosen by the person: the last good one while a later one has faults, none when it is taken away."""
    upload = st.file_uploader(label, type=["yaml", "yml"], key=f"{key}_upload")
    if upload is None:
        st.session_state[key] = None
        return None
    source = (upload.name, upload.getvalue())
    try:
        read(source)
        st.session_state[key] = source
    except InputError as error:
        faults += error.faults
    return st.session_state.get(key)


def _lay_scenarios(faults: list[Fault]) -> None:
    """Offer the scenarios of the file; a scenario that does not fit the program is not laid."""
    source = st.session_state["scenario_file"]
    offered = {} if source is None else {placed.name: placed for placed in scenarios_of(source)}
    _forget_other_scenarios(list(offered))
    st.header("Scenario", anchor=False)
    chosen = st.multiselect(
        "Scenarios laid on", list(offered), key="scenario", bind="query-params", placeholder="None: as the file says"
    )
    st.session_state["laid"] = tuple(name for name in offered if name in chosen)
    for name in st.session_state["laid"]:
        st.caption(f"**{plain(name)}.** {plain(offered[name].why)}")
    try:
        changed = with_scenarios()
    except InputError as error:
        faults += error.faults
        st.session_state["laid"] = ()
        changed = None
    _baseline_in_sight(baseline(), changed)


def _forget_other_scenarios(names: list[str]) -> None:
    """Another program has other scenarios: names that are not offered are dropped before the list is drawn."""
    before = st.session_state.get("scenarios_offered")
    if before is not None and before != names:
        st.session_state["scenario"] = []
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
