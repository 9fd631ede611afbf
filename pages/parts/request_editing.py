"""Changing what is asked: a funding request as a form and tables, checked and kept as one types."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from model.forms import REQUEST_TABLES, cell_of
from model.inputs.faults import Fault
from pages.parts import editing, pasting, sections
from pages.parts.desk import Desk
from pages.parts.editing import Draft
from pages.parts.editor import edit
from pages.parts.here import Here
from pages.parts.justification_saving import NEXT
from pages.parts.request_form import fill_in
from pages.parts.standing import program_file
from pages.parts.words import plain

PARTS = sections.Choice(
    {
        "The request": ("asked", "objectives"),
        "People": ("personnel", "fringe_basis", "fringe_rates"),
        "Travel": ("travel",),
        "Equipment and supplies": ("equipment", "supplies"),
        "Contracts": ("agreements", "parts"),
        "Other": ("other", "construction"),
        "Indirect, match and income": ("indirect", "sharing"),
        "Limits and checks": ("limits", "checked", "printed"),
        "After the award": ("sustaining", "after", "partners", "risks", "measures"),
    },
    "Part of the request",
    "part_of_request",
    "The request",
)

CHANGING = "justification_change"  # key of what folds the tables away
# places of a request whose table is called otherwise
TABLE_OF = {
    "ceiling": "asked",
    "contractual": "agreements",
    "cost_of_living": "asked",
    "fringe": "fringe_basis",
    "match": "sharing",
    "narrative_staff": "checked",
    "program_income": "sharing",
    "required_travel": "checked",
}


def part_of(where: str) -> str | None:
    """The part of the tables in which a place such as `supplies[0].unit_cost` is changed; None where there is none."""
    head = re.split(r"[\[.]", where, maxsplit=1)[0]
    table = TABLE_OF.get(head, head)
    return next((part for part, tables in PARTS.parts.items() if table in tables), None)


def go_to(part: str) -> None:
    """Unfold the tables at a part; to be called back by a button."""
    st.session_state[PARTS.key] = part
    st.session_state[CHANGING] = True


def request_tables(now: Here, request_id: str) -> None:
    """Draw a request to be changed, a part of it at a time; each change is a new version of the program.

    Args:
        now: the program as it is shown, without its faults.
        request_id: of one of its requests.
    """
    draft = editing.draft()
    place = _place(draft.tree, now, request_id)
    if place is None:
        st.info(f"The program has no request {plain(request_id)}: it may have been taken out in another window.")
        editing.follow()
        return
    desk = _desk(draft, place)
    faults = editing.faults_of(draft.tree, draft.head.name)
    own = _own(faults, place)
    _tell(desk, own, len(faults) - len(own))
    part = sections.chosen(desk, own, PARTS)
    st.caption(
        "What is typed is checked and kept at once. Empty rows below a table take more, also pasted from Excel. A cell "
        "left empty takes what the column's help says."
    )
    for table in REQUEST_TABLES:
        if table.key in PARTS.parts[part]:
            if table.fixed:
                fill_in(table, desk, own)
            else:
                edit(table, desk, own)
                pasting.paste(table, desk)
    editing.follow()


def _requests(tree: dict[str, Any]) -> list[Any]:
    held = tree.get("requests")
    return held if isinstance(held, list) else []


def _place(tree: dict[str, Any], now: Here, request_id: str) -> int | None:
    """Where the request stands in what this window edits, also while it is called otherwise there."""
    held = _requests(tree)
    places = [place for place, one in enumerate(held) if isinstance(one, dict) and one.get("id") == request_id]
    if places:
        return places[0]
    shown = [request.id for request in program_file(now.program).program.requests]
    place = shown.index(request_id) if request_id in shown and len(shown) == len(held) else None
    return place if place is not None and isinstance(held[place], dict) else None


def _desk(draft: Draft, place: int) -> Desk:
    """The request at a place of the program, and how it goes back there."""
    held = _requests(draft.tree)

    def keep(tree: dict[str, Any], reason: str, epoch: int) -> None:
        changed = [tree if at == place else one for at, one in enumerate(held)]
        if tree.get("id") != held[place].get("id"):
            st.session_state[NEXT] = tree.get("id")
        editing.keep({**draft.tree, "requests": changed}, f"Request {tree.get('id')}. {reason}"[:300], epoch=epoch)

    name = f"request {held[place].get('id')}: "
    return Desk(held[place], draft.epoch, REQUEST_TABLES, draft.tree, name, keep)


def _own(faults: Sequence[Fault], place: int) -> list[Fault]:
    """The faults of the request, with their places in it."""
    start = f"requests[{place}]"
    inside = [(fault, fault.path.removeprefix(start)) for fault in faults if fault.path.startswith(start)]
    return [replace(fault, path=rest.removeprefix(".")) for fault, rest in inside]


def _tell(desk: Desk, own: Sequence[Fault], others: int) -> None:
    """What waits to be mended here, and elsewhere in the program."""
    if own:
        them = "entry needs" if len(own) == 1 else "entries need"
        st.error(
            f"{len(own)} {them} mending. Nothing is lost: it is kept as typed, and the documents show the request as "
            "it was before."
        )
    for fault in own:
        if cell_of(desk.tree, fault.path, desk.tables) is None:
            st.error(plain("; ".join(part for part in (f"{fault.path}: {fault.found}", fault.wanted) if part)))
    if others:
        them = "entry" if others == 1 else "entries"
        st.warning(
            f"{others} {them} elsewhere in the program need mending first, on *Our program*. What you change here is "
            "kept, and shown in the documents once they are mended."
        )
