"""The ranges of a program, edited where they are shown: low, high and distribution, kept in the file as one types."""

from typing import Any

import pandas as pd
import streamlit as st

from model.inputs.assumptions import load_assumptions
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.inputs.writing import written
from model.uncertainty.stated import EDITED, Stated, stated, with_range
from pages.parts import work
from pages.parts.standing import Source, program_file
from pages.parts.trying import sentences
from pages.parts.words import plain

HELP = (
    "Low and high are the least and the most that you think possible; of a lognormal, what it lies between in 8 of 10 "
    "cases. Clear both and the number is taken as known. Shares are written as fractions: 0.22 is 22 %."
)
LOW, HIGH, NAME, TAKE = "Low", "High", "Distribution", "Use the range offered"
LOCKED = ("Input", "Unit", "Value", "Range offered", "What it means", "Said by")


def ranges() -> None:
    """Draw the table of ranges; what is changed is kept as a new version of the program."""
    st.header("The ranges", anchor=False, help=HELP)
    file, every = work.file(), _stated(st.session_state["program"])
    found = tuple(one for one in every if one.editable)
    frame = frame_of(found)
    st.markdown(_count(every))
    edited = st.data_editor(
        frame,
        key=f"ranges-{hash(work.head().program)}",
        hide_index=True,
        disabled=LOCKED,
        column_config={
            "Input": st.column_config.TextColumn(width="medium", pinned=True),
            "Unit": st.column_config.TextColumn(width=90),
            **{name: st.column_config.NumberColumn(width=75) for name in ("Value", LOW, HIGH)},
            NAME: st.column_config.SelectboxColumn(NAME, options=list(EDITED), width=105),
        },
        placeholder="",
        alt="The ranges of the program's inputs",
    )
    st.caption("A number that changes by month, or has another distribution, is edited in the file itself.")
    changed, said = changed_by(file.tree, found, frame, edited)
    if said:
        _keep(changed, file.name, said)


@st.cache_resource(max_entries=8, show_spinner=False)
def _stated(program: Source) -> tuple[Stated, ...]:
    return stated(program_file(program), load_assumptions())


def _count(found: tuple[Stated, ...]) -> str:
    ranged, offered = sum(one.low is not None for one in found), sum(one.offered is not None for one in found)
    return f"{ranged} of {len(found)} numbers have a range in the file; for {offered} an assumption offers one."


def frame_of(found: tuple[Stated, ...]) -> pd.DataFrame:
    """The table, a row for each number."""
    rows = [
        {
            "Input": one.label,
            "Unit": one.unit,
            "Value": one.value,
            LOW: one.low,
            HIGH: one.high,
            NAME: one.distribution or None,
            TAKE: False,
            "Range offered": f"{one.offered.low:g} to {one.offered.high:g}" if one.offered else "",
            "What it means": one.offered.means if one.offered else "",
            "Said by": one.offered.said_by if one.offered else "",
        }
        for one in found
    ]
    types = {"Value": "float64", LOW: "float64", HIGH: "float64"}
    return pd.DataFrame(rows, columns=[*LOCKED[:3], LOW, HIGH, NAME, TAKE, *LOCKED[3:]]).astype(types)


def changed_by(
    tree: dict[str, Any], found: tuple[Stated, ...], before: pd.DataFrame, after: pd.DataFrame
) -> tuple[dict[str, Any], list[str]]:
    """The program with what was changed in the table, and which inputs that is.

    Args:
        tree: the program file.
        found: the rows.
        before: the table as it was shown.
        after: the table as it is now.
    """
    changed, said = tree, []
    for one, old, new in zip(found, before.to_dict("records"), after.to_dict("records"), strict=True):
        ends = _end(new[LOW]), _end(new[HIGH])
        if new[TAKE] and one.offered is not None:
            ends = one.offered.low, one.offered.high
        named, was = (str(row[NAME]) if not pd.isna(row[NAME]) else "pert" for row in (new, old))
        if ends != (_end(old[LOW]), _end(old[HIGH])) or (named != was and ends != (None, None)):
            changed = with_range(changed, one.loc, *ends, distribution=named)
            said.append(one.label)
    return changed, said


def _keep(tree: dict[str, Any], name: str, said: list[str]) -> None:
    """Save it, or say why it cannot be."""
    try:
        program_of(tree, name)
    except InputError as error:
        for sentence in sentences(error):
            st.error(plain(sentence))
        return
    more = f" and {len(said) - 1} more" if len(said) > 1 else ""
    work.save(f"Range of {said[0]}{more}"[:300], program=written(tree))


def _end(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
