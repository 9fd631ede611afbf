"""Rows copied in a spreadsheet, pasted as text: as many as there are, with or without their heading."""

import csv
import io
from collections.abc import Sequence

import streamlit as st

from model.forms import Table, with_rows
from pages.parts import screen
from pages.parts.desk import Desk
from pages.parts.screen import Row
from pages.parts.words import plain

YES = {"true", "yes", "y", "x", "1"}
MOST_CHARACTERS = 200_000


def paste(table: Table, desk: Desk) -> None:
    """Offer to add rows pasted from a spreadsheet."""
    with st.expander(f"Paste rows into {table.title.lower()}"):
        labels = ", ".join(column.label for column in table.columns)
        text = st.text_area(
            f"Rows copied from Excel; the columns are {plain(labels)}",
            key=f"paste-{desk.name}{table.key}-{desk.epoch}",
            max_chars=MOST_CHARACTERS,
            placeholder="Copy cells in Excel and paste them here.",
        )
        rows = rows_in(text, table)
        label, key = f"Add {len(rows)} row{'' if len(rows) == 1 else 's'}", f"add-{desk.name}{table.key}"
        if st.button(label, key=key, disabled=not rows):
            _add(table, desk, [*screen.rows(table, desk), *rows], len(rows))


def _add(table: Table, desk: Desk, rows: Sequence[Row], pasted: int) -> None:
    screen.put(table, desk, desk.epoch + 1, rows)
    tree = with_rows(desk.tree, table, screen.placed(table, desk.tree, rows))
    desk.keep(tree, f"{table.title}: {pasted} row{'' if pasted == 1 else 's'} pasted", desk.epoch + 1)


def rows_in(text: str, table: Table) -> list[dict[str, str | bool | None]]:
    """The rows of a pasted text; cells in the order of the columns, or under headings when the first row has them."""
    lines = [line for line in csv.reader(io.StringIO(text), dialect="excel-tab") if any(cell.strip() for cell in line)]
    if not lines:
        return []
    keys = _headed(lines[0], table)
    named = keys is not None
    order = keys if named else [column.key for column in table.columns]
    return [_row(line, order, table) for line in lines[1 if named else 0 :]]


def _headed(first: Sequence[str], table: Table) -> list[str] | None:
    """The columns that a heading names; None where the first row is no heading."""
    known = {column.key.lower(): column.key for column in table.columns}
    known |= {column.label.lower(): column.key for column in table.columns}  # what people read comes first
    found = [known.get(cell.strip().rstrip(" *").lower()) for cell in first]
    return [key for key in found if key is not None] if all(found) else None


def _row(line: Sequence[str], order: Sequence[str], table: Table) -> dict[str, str | bool | None]:
    cells = {key: cell.strip() for key, cell in zip(order, line, strict=False)}
    return {column.key: _cell(cells.get(column.key, ""), column.kind) for column in table.columns}


def _cell(text: str, kind: str) -> str | bool | None:
    if kind == "yes_no":
        return None if not text else text.lower() in YES
    return text
