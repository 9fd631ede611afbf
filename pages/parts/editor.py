"""One table, edited like a spreadsheet and checked as one types."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from model.forms import Column, Table, choices, renamed, rows_of, unplaced, with_rows
from model.forms.names import names_read, names_written
from model.inputs.faults import Fault
from pages.parts import screen
from pages.parts.desk import Desk
from pages.parts.screen import Row, Said
from pages.parts.words import plain

CHECK, REMOVE = "check", "remove"
SPARE_ROWS, ROWS_IN_STEPS_OF, MOST_ROWS_SEEN = 10, 10, 16
ROW_PIXELS = 35
VALUE = "value"  # the one column of a settings table that is filled in


def edit(table: Table, desk: Desk, faults: Sequence[Fault]) -> None:
    """Draw a table; what is typed is kept at once, with whatever is wrong said beside it."""
    rows = screen.rows(table, desk)
    said = screen.said(table, desk, rows, faults)
    frame = _frame(table, rows, said)
    st.subheader(table.title, anchor=False, help=table.help)
    edited = st.data_editor(
        frame,
        key=f"{desk.name}{table.key}-{desk.epoch}",
        hide_index=True,
        column_config=_configs(table, desk),
        height=ROW_PIXELS * (min(len(frame), len(rows) + 3, MOST_ROWS_SEEN) + 1) + 3,
        placeholder="",
        alt=table.title,
    )
    for one in said:
        st.error(plain(one.sentence))
    _keep_changes(table, desk, rows, edited)


def _frame(table: Table, rows: Sequence[Row], said: Sequence[Said]) -> pd.DataFrame:
    """The rows with what is wrong in front, a tick to remove them behind, and empty rows below for more."""
    total = len(rows) if table.fixed else -(-(len(rows) + SPARE_ROWS) // ROWS_IN_STEPS_OF) * ROWS_IN_STEPS_OF
    wrong = {one.row: one.short for one in reversed(said)}
    cells: dict[str, Any] = {CHECK: pd.array([wrong.get(place, "") for place in range(total)], dtype="str")}
    for column in table.columns:
        held = [rows[place][column.key] if place < len(rows) else "" for place in range(total)]
        if column.kind == "yes_no":
            cells[column.key] = pd.array(
                [None if value in ("", None) else bool(value) for value in held], dtype="boolean"
            )
        elif column.several:
            cells[column.key] = pd.Series([names_in(value) for value in held], dtype="object")
        else:
            cells[column.key] = pd.array([str(value) for value in held], dtype="str")
    frame = pd.DataFrame(cells)
    return frame if table.fixed else frame.assign(**{REMOVE: False})


def _configs(table: Table, desk: Desk) -> dict[str, Any]:
    kinds = st.column_config
    wrong = "What is wrong in this row, if anything."
    check = kinds.TextColumn("Check", disabled=True, width="small", pinned=True, help=wrong)
    remove = kinds.CheckboxColumn("Remove", width="small", help="Tick to take the row out. Undo brings it back.")
    return {CHECK: check, **{column.key: _config(table, desk, column) for column in table.columns}, REMOVE: remove}


def _config(table: Table, desk: Desk, column: Column) -> Any:
    label = f"{column.label} *" if column.required else column.label
    named = column.key == table.columns[0].key
    about: dict[str, Any] = {"help": help_of(column), "width": column.width, "pinned": named}
    if column.kind == "yes_no":
        return st.column_config.CheckboxColumn(label, **about)
    offered, held = choices(desk.names, table, column.key), [str(row[column.key]) for row in rows_of(desk.tree, table)]
    if column.several:
        options = list(dict.fromkeys([*offered, *(name for cell in held for name in names_in(cell))]))
        return st.column_config.MultiselectColumn(label, options=options, color="auto", **about)
    if column.kind == "choice":
        options = list(dict.fromkeys(["", *offered, *held]))
        return st.column_config.SelectboxColumn(label, options=options, **about)
    return st.column_config.TextColumn(label, disabled=table.fixed and column.key != VALUE, **about)


def help_of(column: Column) -> str:
    """What a column means, in which unit, and what holds where it is left empty."""
    unit = f" In {column.unit}." if column.unit else ""
    empty = f" Left empty: {column.default}." if column.default else ""
    return f"{column.help}{unit}{empty}"


def _keep_changes(table: Table, desk: Desk, rows: Sequence[Row], edited: pd.DataFrame) -> None:
    """Save what differs from what was shown."""
    records = edited.to_dict("records")
    typed = [_row(table, record, rows[place] if place < len(rows) else {}) for place, record in enumerate(records)]
    gone = [bool(record.get(REMOVE)) for record in records]
    if not any(gone) and screen.same(typed, rows):
        return
    tree = desk.tree if any(gone) else _with_new_names(table, desk.tree, rows, typed)
    kept = [row for row, out in zip(typed, gone, strict=True) if not out]
    tree = with_rows(tree, table, screen.placed(table, tree, kept))
    epoch = desk.epoch + any(gone)
    screen.put(table, desk, epoch, kept)
    desk.keep(tree, _reason(table, rows_of(desk.tree, table), rows_of(tree, table)), epoch)


def _row(table: Table, record: Any, shown: Row) -> Row:
    return {column.key: _cell(column, record[column.key], shown.get(column.key, "")) for column in table.columns}


def _cell(column: Column, value: Any, shown: str | bool | None) -> str | bool | None:
    if not column.several:
        return "" if pd.isna(value) else value
    names = [] if value is None else list(value)
    if names == names_in(shown):  # nothing picked may have been written as none, or not at all
        return shown
    return names_written(names) if names else ""


def names_in(cell: str | bool | None) -> list[str]:
    """The names in a cell; none where it is empty."""
    text = str(cell or "").strip()
    return names_read(text) if text else []


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
