"""One table of the program, edited like a spreadsheet and checked as one types."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from model.forms import Column, Table, choices, renamed, rows_of, unplaced, with_rows
from model.inputs.faults import Fault
from pages.parts import editing, screen
from pages.parts.editing import Draft
from pages.parts.screen import Row, Said
from pages.parts.words import plain

CHECK, REMOVE = "check", "remove"
SPARE_ROWS, ROWS_IN_STEPS_OF, MOST_ROWS_SEEN = 10, 10, 16
ROW_PIXELS = 35
VALUE = "value"  # the one column of a settings table that is filled in


def edit(table: Table, draft: Draft, faults: Sequence[Fault]) -> None:
    """Draw a table of the program; what is typed is kept at once, with whatever is wrong said beside it."""
    rows = screen.rows(table, draft)
    said = screen.said(table, draft, rows, faults)
    frame = _frame(table, rows, said)
    st.subheader(table.title, anchor=False, help=table.help)
    edited = st.data_editor(
        frame,
        key=f"{table.key}-{draft.epoch}",
        hide_index=True,
        column_config=_configs(table, draft.tree),
        height=ROW_PIXELS * (min(len(frame), len(rows) + 3, MOST_ROWS_SEEN) + 1) + 3,
        placeholder="",
        alt=table.title,
    )
    for one in said:
        st.error(plain(one.sentence))
    _keep_changes(table, draft, rows, edited)


def _frame(table: Table, rows: Sequence[Row], said: Sequence[Said]) -> pd.DataFrame:
    """The rows with what is wrong in front, a tick to remove them behind, and empty rows below for more."""
    total = len(rows) if table.fixed else -(-(len(rows) + SPARE_ROWS) // ROWS_IN_STEPS_OF) * ROWS_IN_STEPS_OF
    wrong = {one.row: one.short for one in reversed(said)}
    cells: dict[str, Any] = {CHECK: pd.array([wrong.get(place, "") for place in range(total)], dtype="str")}
    for column in table.columns:
        held = [rows[place][column.key] if place < len(rows) else "" for place in range(total)]
        if column.kind == "yes_no":
            cells[column.key] = pd.array([None if value == "" else bool(value) for value in held], dtype="boolean")
        else:
            cells[column.key] = pd.array([str(value) for value in held], dtype="str")
    frame = pd.DataFrame(cells)
    return frame if table.fixed else frame.assign(**{REMOVE: False})


def _configs(table: Table, tree: dict[str, Any]) -> dict[str, Any]:
    kinds = st.column_config
    wrong = "What is wrong in this row, if anything."
    check = kinds.TextColumn("Check", disabled=True, width="small", pinned=True, help=wrong)
    remove = kinds.CheckboxColumn("Remove", width="small", help="Tick to take the row out. Undo brings it back.")
    return {CHECK: check, **{column.key: _config(table, tree, column) for column in table.columns}, REMOVE: remove}


def _config(table: Table, tree: dict[str, Any], column: Column) -> Any:
    label = f"{column.label} *" if column.required else column.label
    named = column.key == table.columns[0].key
    about: dict[str, Any] = {"help": _help(column), "width": column.width, "pinned": named}
    if column.kind == "yes_no":
        return st.column_config.CheckboxColumn(label, **about)
    if column.kind == "choice":
        held = [str(row[column.key]) for row in rows_of(tree, table)]
        options = list(dict.fromkeys(["", *choices(tree, table, column.key), *held]))
        return st.column_config.SelectboxColumn(label, options=options, **about)
    return st.column_config.TextColumn(label, disabled=table.fixed and column.key != VALUE, **about)


def _help(column: Column) -> str:
    unit = f" In {column.unit}." if column.unit else ""
    empty = f" Left empty: {column.default}." if column.default else ""
    return f"{column.help}{unit}{empty}"


def _keep_changes(table: Table, draft: Draft, rows: Sequence[Row], edited: pd.DataFrame) -> None:
    """Save what differs from what was shown."""
    records = edited.to_dict("records")
    typed = [_row(table, record) for record in records]
    gone = [bool(record.get(REMOVE)) for record in records]
    if not any(gone) and screen.same(typed, rows):
        return
    tree = draft.tree if any(gone) else _with_new_names(table, draft.tree, rows, typed)
    kept = [row for row, out in zip(typed, gone, strict=True) if not out]
    tree = with_rows(tree, table, screen.placed(table, tree, kept))
    epoch = draft.epoch + any(gone)
    screen.put(table, epoch, kept)
    editing.keep(tree, _reason(table, rows_of(draft.tree, table), rows_of(tree, table)), epoch=epoch)


def _row(table: Table, record: Any) -> Row:
    return {column.key: _cell(record[column.key]) for column in table.columns}


def _cell(value: Any) -> str | bool:
    return "" if pd.isna(value) else value


def _with_new_names(table: Table, tree: dict[str, Any], rows: Sequence[Row], typed: Sequence[Row]) -> dict[str, Any]:
    """A seat, ladder, payer, service or grant that is called otherwise is called so wherever it is named."""
    if table.fixed or len(table.stars) > 1 or unplaced(tree, table, rows):
        return tree
    name, before = table.identity, rows_of(tree, table)
    for place, row in enumerate(before[: len(typed)]):
        new = str(typed[place][name]).strip()
        if new and row[name] != new and screen.same([row], rows[place : place + 1]):
            tree = renamed(tree, table, place, new)
    return tree


def _reason(table: Table, before: Sequence[Row], after: Sequence[Row]) -> str:
    """What changed, in a few words, for the list of versions."""
    if len(after) != len(before):
        more = len(after) - len(before)
        return f"{table.title}: {abs(more)} row{'' if abs(more) == 1 else 's'} {'added' if more > 0 else 'removed'}"
    changed = [
        f"{screen.who(table, old, place)}: {_name(table, column)}{old[column.key] or 'nothing'} → "
        f"{new[column.key] or 'nothing'}"
        for place, (old, new) in enumerate(zip(before, after, strict=True))
        for column in table.columns
        if old[column.key] != new[column.key]
    ]
    further = f", and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{table.title}, {changed[0]}{further}"[:300] if changed else table.title


def _name(table: Table, column: Column) -> str:
    return "" if table.fixed else f"{column.label} "
