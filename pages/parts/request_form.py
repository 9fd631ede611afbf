"""A settings table as a form: a field each, kept as soon as it is left."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.exports.budget.narrative_cover import FUNDERS
from model.forms import Column, Table, choices, rows_of, with_rows
from model.forms.cells import Cell
from model.forms.names import names_written
from model.inputs.faults import Fault
from pages.parts import screen
from pages.parts.desk import Desk
from pages.parts.editor import help_of, names_in
from pages.parts.screen import Row
from pages.parts.words import plain

ABREAST = 3
DEFAULT, NOT_SAID = " (by default)", "not said"
SPOKEN: Mapping[str, str] = {**FUNDERS, "mtdc": "modified total direct cost"}


def fill_in(table: Table, desk: Desk, faults: Sequence[Fault]) -> None:
    """Draw the fields of a settings table; what is typed is kept at once, with whatever is wrong said below it."""
    rows = rows_of(desk.tree, table)
    wrong = {one.row: one.sentence for one in reversed(screen.said(table, desk, rows, faults))}
    st.subheader(table.title, anchor=False, help=table.help)
    typed: dict[int, Row] = {}
    for place, spot in _laid_out(table):
        value = _field(spot, table, desk, table.fields[place], str(rows[place]["value"] or ""))
        typed[place] = {**rows[place], "value": value}
        if place in wrong:
            spot.error(plain(wrong[place]))
    _keep_changes(table, desk, rows, [typed[place] for place in range(len(rows))])


def _laid_out(table: Table) -> Iterator[tuple[int, DeltaGenerator]]:
    """Where each field stands, in order: short ones abreast, long ones in the full width."""
    for long, fields in groupby(enumerate(table.fields), lambda one: one[1].width == "large"):
        places = [place for place, _ in fields]
        for first in range(0, len(places), 1 if long else ABREAST):
            spots = [st.container()] if long else st.columns(ABREAST)
            yield from zip(places[first : first + len(spots)], spots, strict=False)


def _field(spot: DeltaGenerator, table: Table, desk: Desk, field: Column, held: str) -> str:
    """A field by the kind of what it holds, and what stands in it as a cell's text."""
    offered = choices(desk.names, table, field.key)
    unit = f" ({field.unit})" if field.unit else ""
    label = f"{field.label}{unit}{' *' if field.required else ''}"
    key, about = f"{desk.name}{table.key}-{field.key}-{desk.epoch}", help_of(field)
    if field.kind == "names" and field.source:
        names = names_in(held)
        picked = spot.multiselect(label, list(dict.fromkeys([*offered, *names])), names, key=key, help=about)
        return held if picked == names else names_written(picked) if picked else ""
    if field.kind in ("choice", "yes_no"):
        words = _options(field, offered, held)
        options = list(words)
        return spot.selectbox(label, options, options.index(held), lambda option: words[option], key=key, help=about)
    if field.form is not None and field.form.shape == "prose":
        return spot.text_area(label, held, key=key, help=about)
    return spot.text_input(label, held, key=key, help=about, placeholder=field.default)


def _options(field: Column, offered: Sequence[str], held: str) -> dict[str, str]:
    """What may be chosen, each in words: nothing first, where a field may be left open, and what stands there."""

    def said(option: str) -> str:
        return option if field.source else SPOKEN.get(option, option.replace("_", " "))

    nothing = {} if field.required and held else {"": f"{said(field.default)}{DEFAULT}" if field.default else NOT_SAID}
    return nothing | {option: said(option) for option in (*offered, held) if option}


def _keep_changes(table: Table, desk: Desk, rows: Sequence[Row], typed: Sequence[Row]) -> None:
    """Save what differs from what was shown; another way to write the same is left as it is typed."""
    if screen.same(typed, rows):
        return
    tree = with_rows(desk.tree, table, typed)
    if tree == desk.tree:
        return
    changed = [
        f"{new['field']}: {_spoken(old['value'])} → {_spoken(new['value'])}"
        for old, new in zip(rows, typed, strict=True)
        if not screen.same([old], [new])
    ]
    desk.keep(tree, f"{table.title}, {changed[0]}"[:300], desk.epoch)


def _spoken(cell: Cell) -> str:
    text = " ".join(str(cell or "").split())
    return (text if len(text) <= 60 else f"{text[:59]}…") or "nothing"
