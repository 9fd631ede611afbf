"""The rows as they stand on the screen, unfinished ones too, and what is wrong with each."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from model.forms import Table, advice, cell_of, rows_of, unplaced
from model.inputs.faults import Fault
from pages.parts.desk import Desk

Row = Mapping[str, str | bool | None]
ON_SCREEN = "rows on screen"


class Said(NamedTuple):
    """What is wrong in one row: its place on the screen, in few words, and in a sentence."""

    row: int
    short: str
    sentence: str


def rows(table: Table, desk: Desk) -> list[Row]:
    """The rows of a table in the order of the screen, filled or not; after a change from elsewhere, the program's."""
    epoch, held = st.session_state.setdefault(ON_SCREEN, {}).get(f"{desk.name}{table.key}", (None, []))
    return _trimmed(held) if epoch == desk.epoch else list(rows_of(desk.tree, table))


def put(table: Table, desk: Desk, epoch: int, held: Sequence[Row]) -> None:
    """Keep what the screen shows: a row that is not finished has no place in the program yet."""
    st.session_state.setdefault(ON_SCREEN, {})[f"{desk.name}{table.key}"] = (epoch, list(held))


def placed(table: Table, tree: dict[str, Any], held: Sequence[Row]) -> list[Row]:
    """The rows that have a place in the program; the others wait on the screen until they name what there is."""
    waiting = {one.row for one in unplaced(tree, table, held)}
    return [row for place, row in enumerate(held) if place not in waiting]


def same(some: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether rows hold the same, empty ones at the end apart."""
    return [_plain(row) for row in _trimmed(some)] == [_plain(row) for row in _trimmed(others)]


def said(table: Table, desk: Desk, shown: Sequence[Row], faults: Sequence[Fault]) -> list[Said]:
    """What is wrong in the rows of a table, first what has no place in the program."""
    found = [
        _told(table, shown, one.row, one.column, one.found, one.wanted) for one in unplaced(desk.tree, table, shown)
    ]
    held = rows_of(desk.tree, table)
    for fault in faults:
        cell = cell_of(desk.tree, fault.path, desk.tables)
        if cell is not None and cell[0] == table.key:
            place = _on_screen(table, held[cell[1]], cell[1], shown)
            wanted = advice(desk.tree, cell, desk.tables) or fault.wanted
            found.append(_told(table, shown, place, cell[2], fault.found, wanted))
    return found


def who(table: Table, row: Row, place: int) -> str:
    """What a row is called."""
    names = [str(row[star.column]) for star in table.stars if row[star.column] and star.column != table.identity]
    return ", ".join(part for part in (*names, table.name_of(row)) if part) or f"row {place + 1}"


def _told(table: Table, shown: Sequence[Row], place: int, key: str, found: str, wanted: str) -> Said:
    column = next((column.label for column in table.columns if column.key == key), key)
    name = who(table, shown[place], place) if place < len(shown) else f"row {place + 1}"
    at = name if table.fixed else f"{name}, {column}"
    sentence = f"{at}: {'; '.join(part for part in (found, wanted) if part)}."
    return Said(place, found if table.fixed else f"{column}: {found}", sentence)


def _on_screen(table: Table, row: Row, place: int, shown: Sequence[Row]) -> int:
    """Where a row of the program stands on the screen: rows of one group are together in the file only."""
    keys = [star.column for star in table.stars] or [table.identity]
    matching = [at for at, other in enumerate(shown) if all(_text(other[key]) == _text(row[key]) for key in keys)]
    return place if place in matching or not matching else matching[0]


def _trimmed(held: Sequence[Row]) -> list[Row]:
    last = max((place for place, row in enumerate(held) if any(_plain(row).values())), default=-1)
    return list(held[: last + 1])


def _plain(row: Row) -> dict[str, str]:
    return {key: _text(value) for key, value in row.items()}


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
