"""Which cell a place of the program stands in, and which place a cell: messages of the check find their cell so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.forms.cells import advice_on
from model.forms.choosing import of_column
from model.forms.rows import Spot, form_in, spots
from model.forms.shapes import Star, Table, pattern_of
from model.forms.tables import TABLES
from model.inputs.numbers import Loc
from model.inputs.selectors import value_at

_INDEX = re.compile(r"\[(\d+)\]")
_KEY = "[key]"  # how the strict reader marks that a name itself is wrong


@dataclass(frozen=True, order=True)
class _Hit:
    """How well a cell fits a place: a cell of its own before the first cell inside it, before its row."""

    rank: int
    depth: int
    cell: tuple[str, int, str]


def loc_of(tree: Any, path: str) -> Loc:
    """The place that a path names, such as `positions[2].mix.individual`; names with dots are told by the tree."""
    loc: list[str | int] = []
    rest, node = path, tree
    while rest:
        step, rest = _step(node, rest)
        loc.append(step)
        node = _inside(node, step)
    return tuple(loc)


def _step(node: Any, rest: str) -> tuple[str | int, str]:
    index = _INDEX.match(rest)
    if index and isinstance(node, list | None):
        return int(index[1]), rest[index.end() :].removeprefix(".")
    names = [str(key) for key in node] if isinstance(node, Mapping) else []
    fitting = [n for n in names if rest.startswith(n) and (rest == n or rest[len(n)] in ".[")]
    name = max(fitting, key=len) if fitting else _KEY if rest == _KEY else re.split(r"[.\[]", rest, maxsplit=1)[0]
    after = rest[len(name) :]
    return name or rest, after.removeprefix(".") if name else ""


def _inside(node: Any, step: str | int) -> Any:
    if isinstance(node, Mapping):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def cell_of(tree: Mapping[str, Any], path: str, tables: Sequence[Table] = TABLES) -> tuple[str, int, str] | None:
    """The cell of a fault's path: key of the table, number of the row, key of the column; None where there is none.

    A fault of a whole item, such as shares that add up to too much, is shown in its first cell.

    Args:
        tree: the tree that was checked.
        path: of the fault, such as `payers.medicaid.services.individual.rate[0].value`.
        tables: that show the tree.
    """
    loc = loc_of(tree, path)
    if not loc:
        return None
    hits = [
        hit for table in tables for row, spot in enumerate(spots(tree, table)) if (hit := _hit(table, row, spot, loc))
    ]
    best = max(hits, key=lambda hit: (hit.rank, hit.depth, -hit.cell[1]), default=None)
    return None if best is None else _name_or_value(tree, best.cell, tables)


def _name_or_value(
    tree: Mapping[str, Any], cell: tuple[str, int, str], tables: Sequence[Table]
) -> tuple[str, int, str]:
    """Of a row that is a name and a value, the name where the program knows no such name."""
    table = next(t for t in tables if t.key == cell[0])
    last = table.columns[-2] if table.stars and len(table.cells) == 1 else None
    if last is None or last.key != table.identity or not last.source or last.source == "exceptions":
        return cell
    name = spots(tree, table)[cell[1]].names[-1]
    return cell if name in of_column(tree, last) else (cell[0], cell[1], last.key)


def _hit(table: Table, row: int, spot: Spot, loc: Loc) -> _Hit | None:
    here = spot.loc
    if loc[: len(here)] == here:
        return (
            _Hit(3, len(here), (table.key, row, "value"))
            if table.fixed
            else _in_row(table, row, here, loc[len(here) :])
        )
    if here[: len(loc)] != loc or len(loc) <= _before_star(table):
        return None
    column = "value" if table.fixed or len(table.cells) == 1 else table.identity
    return _Hit(2, 0, (table.key, row, column))


def _before_star(table: Table) -> int:
    """How many steps of the root come before the first that stands for many: a place so short is no row's."""
    return next((n for n, part in enumerate(table.root) if isinstance(part, Star)), 0)


def _in_row(table: Table, row: int, here: Loc, rest: Loc) -> _Hit:
    for column in table.cells:
        if rest != (_KEY,) and (rest[: len(column.at)] == column.at or (rest and column.at[: len(rest)] == rest)):
            return _Hit(3, len(here) + len(column.at), (table.key, row, column.key))
    return _Hit(1 if rest else 2, len(here), (table.key, row, table.identity))


def table_of(tree: Mapping[str, Any], path: str) -> Table | None:
    """The table that a fault's path belongs to, also where it is of no cell; None where there is no such table."""
    cell = cell_of(tree, path)
    if cell is not None:
        return next(table for table in TABLES if table.key == cell[0])
    loc = loc_of(tree, path)
    return next((t for t in TABLES if t.root and loc and loc == pattern_of(t.root)[: len(loc)]), None)


def advice(tree: Mapping[str, Any], cell: tuple[str, int, str], tables: Sequence[Table] = TABLES) -> str:
    """What would be right in a cell whose text cannot be read, told to somebody who types into it; else nothing.

    Args:
        tree: the tree that was checked.
        cell: as `cell_of` gives it.
        tables: that show the tree.
    """
    table = next(t for t in tables if t.key == cell[0])
    spot = spots(tree, table)[cell[1]]
    if table.fixed:
        field = table.fields[cell[1]]
        return advice_on(field.form, spot.item) if field.form else ""
    column = next((c for c in table.cells if c.key == cell[2]), None)
    return "" if column is None else advice_on(form_in(table, column, spot.loc), value_at(spot.item, column.at))


def place_of(tree: Mapping[str, Any], table: Table, row: int, column_key: str) -> Loc | None:
    """The place in the tree of a cell; None for a row that is not there, and for cells that hold no value."""
    found = spots(tree, table)
    if not 0 <= row < len(found):
        return None
    if table.fixed:
        return found[row].loc if column_key == "value" else None
    column = next((c for c in table.cells if c.key == column_key), None)
    return None if column is None else (*found[row].loc, *column.at)
