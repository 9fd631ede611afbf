"""From the rows of a table back to the program's tree: a new tree, in which only what the rows say is different."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from model.forms import exceptions
from model.forms.cells import Form, blank, read, text_of, written
from model.forms.rows import GROUPS, children, item_name, rows_of
from model.forms.shapes import Column, Star, Table
from model.inputs.numbers import Loc
from model.inputs.selectors import put, value_at

Row = Mapping[str, object]
REQUIRED = ("ladders", "positions")  # a program that has none says so by an empty list


def with_rows(tree: Mapping[str, Any], table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    """The tree with these rows in place of the table's; the tree given is left as it is.

    A row in which nothing stands is dropped. A cell that cannot be read goes into the tree as it was typed, so that
    the strict check names it; a cell that is not changed keeps the very form in which the file wrote it. Two rows of
    one name both stay: the second is called `name (2)`. A row of a long table whose position, ladder, payer or grant
    is unknown makes one of that name; see `unplaced`, which says so.

    Args:
        tree: what a program file holds, also one with faults.
        table: one of `TABLES`.
        rows: cells by column key, as `rows_of` gives them; None and NaN are empty cells, numbers may be numbers.
    """
    result: dict[str, Any] = copy.deepcopy(dict(tree))
    filled = [row for row in rows if not is_blank(row, table)]
    if table.fixed:
        return _settings(result, table, filled)
    if [_plain(row) for row in filled] == rows_of(tree, table):
        return result
    rebuilt: dict[str, Any] = _rebuilt(result, table.root, filled, table)
    return rebuilt


def _plain(row: Row) -> dict[str, object]:
    return {
        key: "" if blank(cell) and not isinstance(cell, bool) and cell is not None else cell
        for key, cell in row.items()
    }


def is_blank(row: Row, table: Table) -> bool:
    """Whether a row says nothing: a lone "no" that a check box puts there says nothing either."""
    if table.fixed:
        return blank(row.get("field")) or blank(row.get("value"))
    return all(blank(row.get(c.key)) or (c.kind == "yes_no" and row.get(c.key) is False) for c in table.columns)


def _settings(tree: dict[str, Any], table: Table, rows: Sequence[Row]) -> dict[str, Any]:
    """Fields are told by their label; one that is not among the rows is left out. An unknown label becomes a key."""
    given = {str(row["field"]).strip().casefold(): row.get("value") for row in rows}
    for field in table.fields:
        fill(tree, field, field.form or Form(shape="unknown"), given.pop(field.label.casefold(), None))
    for row in rows:
        if str(row["field"]).strip().casefold() in given:
            tree[str(row["field"]).strip()] = row.get("value")
    return tree


def fill(item: dict[str, Any], column: Column, form: Form, cell: object) -> None:
    """Write what a cell stands for at its place in an item, or take out what stands there."""
    before = value_at(item, column.at)
    if same_cell(written(form, before), cell):
        return
    value = read(form, cell)
    if value is None:
        _take_out(item, column.at)
        return
    for depth in range(1, len(column.at)):
        if not isinstance(value_at(item, column.at[:depth]), dict):
            put(item, column.at[:depth], {})
    put(item, column.at, value)


def same_cell(old: object, new: object) -> bool:
    """Whether a cell says what it said before."""
    if blank(old) or blank(new):
        return blank(old) and blank(new)
    if isinstance(old, bool) or isinstance(new, bool):
        return text_of(old) == text_of(new) if isinstance(old, bool | str) and isinstance(new, bool | str) else False
    return old == new


def _take_out(item: Any, at: Loc) -> None:
    """Remove a place, and the parts around it that are empty then."""
    for length in range(len(at), 0, -1):
        parent = value_at(item, at[: length - 1])
        if not isinstance(parent, dict) or (length < len(at) and parent.get(at[length - 1]) != {}):
            return
        parent.pop(at[length - 1], None)


def _rebuilt(node: Any, root: tuple[str | Star, ...], rows: Sequence[Row], table: Table) -> Any:
    """The node with its part of the rows; None where nothing is left of it."""
    if not root:
        return _item(node, rows[0], table)
    head, rest = root[0], root[1:]
    if isinstance(head, str):
        return _inside(node, head, rest, rows, table)
    if any(isinstance(part, Star) for part in rest):
        return _shared_out(node, head, rest, rows, table)
    return _several(node, head, rest, rows, table)


def _inside(node: Any, head: str, rest: tuple[str | Star, ...], rows: Sequence[Row], table: Table) -> Any:
    if not rows and not (isinstance(node, Mapping) and head in node):
        return node
    new = dict(node) if isinstance(node, Mapping) else {}
    child = _rebuilt(new.get(head), rest, rows, table)
    if child not in (None, {}, []) or (head in REQUIRED and table.root[0] == head):
        new[head] = child
    else:
        new.pop(head, None)
    return new


def _item(node: Any, row: Row, table: Table) -> Any:
    """The item of one row: what the table does not show of it stays."""
    cells = table.cells
    if len(cells) == 1 and not cells[0].at:
        form = cells[0].form or Form(shape="unknown")
        cell = row.get(cells[0].key)
        return node if node is not None and same_cell(written(form, node), cell) else read(form, cell)
    item = copy.deepcopy(node) if isinstance(node, dict) else {}
    for column in cells:
        fill(item, column, column.form or Form(shape="unknown"), row.get(column.key))
    return item


def _shared_out(node: Any, star: Star, rest: tuple[str | Star, ...], rows: Sequence[Row], table: Table) -> Any:
    """Rows go to the item they name; the items stay as they are otherwise, and one that is unknown is made."""
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        waiting.setdefault(_name(row, star.column), []).append(row)
    made: list[tuple[Loc, Any]] = []
    for step, name, child in children(node, star):
        made.append((step, _rebuilt(child, rest, waiting.pop(name, []), table)))
    for name, more in waiting.items():
        if star.by == "id":
            made.append(((-1,), _rebuilt({"id": name}, rest, more, table)))
        else:
            key = next((key for key, label in GROUPS.items() if star.by == "group" and label == name), name)
            made.append(((key,), _rebuilt(None, rest, more, table)))
    if star.by == "id":
        return [child for _, child in made]
    kept = dict(node) if isinstance(node, Mapping) else {}
    parts = {str(step[0]): child for step, child in made if star.by != "group" or child}
    gone = {step[0] for step, _ in made} - set(parts)
    return {key: value for key, value in kept.items() if key not in gone} | parts


def _several(node: Any, star: Star, rest: tuple[str | Star, ...], rows: Sequence[Row], table: Table) -> Any:
    """One item a row, each with what it was before where that can be told."""
    old = children(node, star)
    if star.by == "field":
        return exceptions.with_lines(node, [_line(row, star, old) for row in rows])
    names = [table.name_of(row) if star.by == "place" else _name(row, table.identity) for row in rows]
    before = [table.name_of(item) if table.or_named and isinstance(item, Mapping) else name for _, name, item in old]
    pairs = matched(before, names)
    items = [
        _rebuilt(None if place is None else copy.deepcopy(old[place][2]), rest, [row], table)
        for place, row in zip(pairs, rows, strict=True)
    ]
    if star.by == "place":
        return items
    return dict(zip(distinct(names), items, strict=True))


def _line(row: Row, star: Star, old: list[tuple[Loc, str, Any]]) -> tuple[Loc, Any]:
    at = exceptions.place_called(_name(row, star.column))
    form = exceptions.form_at(at)
    before = next((value for place, _, value in old if place == at), None)
    cell = row.get("value")
    return at, before if before is not None and same_cell(text_of(written(form, before)), cell) else read(form, cell)


def _name(row: Row, key: str) -> str:
    cell = row.get(key)
    return "" if blank(cell) else str(cell).strip()


def matched(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """For each new name the place of the old item it goes on with: by name, or renamed in its place.

    Items between the same neighbours go on one with the other when there are as many as before.
    """
    waiting: dict[str, list[int]] = {}
    for place, name in enumerate(old):
        waiting.setdefault(name, []).append(place)
    found: list[int | None] = [waiting[name].pop(0) if waiting.get(name) else None for name in new]
    left = {place for places in waiting.values() for place in places}
    start = 0
    while start < len(found):
        if found[start] is not None:
            start += 1
            continue
        stop = next((n for n in range(start, len(found)) if found[n] is not None), len(found))
        begin = 0 if start == 0 else int(found[start - 1] or 0) + 1
        gap = [begin + n for n in range(stop - start)]
        after = begin + len(gap)
        if set(gap) <= left and after not in left:
            found[start:stop] = gap
        start = stop
    return found


def distinct(names: Sequence[str]) -> list[str]:
    """Names of which none is there twice: `rent`, `rent (2)`. Those that are empty stay so to the eye."""
    taken: set[str] = set()
    result = []
    for name in names:
        number, own = 1, name
        while own in taken:
            number += 1
            own = f"{name} ({number})" if name else " " * (number - 1)
        taken.add(own)
        result.append(own)
    return result


__all__ = ["distinct", "is_blank", "item_name", "matched", "with_rows"]
