"""From the program's tree to the rows of a table, and what each row stands for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.forms import exceptions
from model.forms.cells import Cell, Form, text_of, written
from model.forms.shapes import Column, Star, Table
from model.inputs.numbers import Loc
from model.inputs.selectors import value_at

GROUPS = {
    "per_position_month": "each position, a month",
    "per_position_year": "each position, a year",
    "program_month": "the program, a month",
}


@dataclass(frozen=True, eq=False)
class Spot:
    """The item that a row shows: its place, the names that lead there, and the item itself."""

    loc: Loc
    names: tuple[str, ...]
    item: Any


def spots(tree: Mapping[str, Any], table: Table) -> list[Spot]:
    """The items of a table's rows, in order; those of a settings table are its fields."""
    if table.fixed:
        return [Spot(field.at, (), value_at(tree, field.at)) for field in table.fields]
    return list(_walk(tree, table.root, (), ()))


def _walk(node: Any, root: tuple[str | Star, ...], loc: Loc, names: tuple[str, ...]) -> Iterator[Spot]:
    if not root:
        yield Spot(loc, names, node)
        return
    head, rest = root[0], root[1:]
    if isinstance(head, str):
        if isinstance(node, Mapping) and head in node:
            yield from _walk(node[head], rest, (*loc, head), names)
        return
    for step, name, child in children(node, head):
        yield from _walk(child, rest, (*loc, *step), (*names, name) if head.column else names)


def children(node: Any, star: Star) -> list[tuple[Loc, str, Any]]:
    """What a step stands for: place inside the node, name as a text, and the child itself."""
    if star.by == "field":
        return list(exceptions.lines(node))
    if star.by in ("place", "id"):
        items = node if isinstance(node, list) else []
        return [((place,), item_name(item), item) for place, item in enumerate(items)]
    if not isinstance(node, Mapping):
        return []
    if star.by == "group":
        return _groups(node)
    return [((name,), str(name) if str(name).strip() else "", child) for name, child in node.items()]


def _groups(costs: Mapping[str, Any]) -> list[tuple[Loc, str, Any]]:
    """The groups of cost lines in their order, then what the schema does not know but looks like one."""
    known: list[tuple[Loc, str, Any]] = [((key,), label, costs[key]) for key, label in GROUPS.items() if key in costs]
    fields = (*GROUPS, *_FIELDS)
    others = [(key, child) for key, child in costs.items() if key not in fields and isinstance(child, Mapping)]
    return [*known, *(((key,), str(key), child) for key, child in others)]


_FIELDS = ("mileage_rate", "annual_change", "indirect_rate", "indirect_excludes")


def item_name(item: Any) -> str:
    """By which an item of a list is known."""
    if not isinstance(item, Mapping):
        return ""
    return str(item.get("id", item.get("name", "")) or "")


def rows_of(tree: Mapping[str, Any], table: Table) -> list[dict[str, Cell]]:
    """The rows of a table: a cell's text by column key, "" where nothing is given; yes and no are true, false or None.

    Args:
        tree: what a program file holds.
        table: one of `TABLES`.
    """
    found = spots(tree, table)
    if table.fixed:
        return [_setting(field, spot.item) for field, spot in zip(table.fields, found, strict=True)]
    return [row_of(spot, table) for spot in found]


def _setting(field: Column, value: Any) -> dict[str, Cell]:
    text = text_of(written(field.form or Form(shape="unknown"), value))
    return {"field": field.label, "value": text, "unit": field.unit, "default": field.default, "help": field.help}


def row_of(spot: Spot, table: Table) -> dict[str, Cell]:
    """The cells of one row."""
    names: dict[str, Cell] = dict(zip((star.column for star in table.stars), spot.names, strict=True))
    cells = {c.key: written(form_in(table, c, spot.loc), value_at(spot.item, c.at)) for c in table.cells}
    return {column.key: (names | cells)[column.key] for column in table.columns}


def form_in(table: Table, column: Column, loc: Loc) -> Form:
    """How a cell is read and written; where that depends on the row, by what the row is about."""
    if table.root and table.root[-1] == Star(by="field", column="field"):
        return exceptions.form_at(loc[2:])
    return column.form or Form(shape="unknown")
