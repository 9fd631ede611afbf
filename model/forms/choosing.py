"""What may be chosen in a cell: the words of the schema, or the names that the program gives."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.forms import exceptions
from model.forms.building import is_blank
from model.forms.cells import CALENDAR, Form, blank
from model.forms.rows import GROUPS, item_name
from model.forms.shapes import Column, Table
from model.inputs.checks.requests import MILEAGE
from model.inputs.states import STATES

Names = list[str]


def choices(tree: Mapping[str, Any], table: Table, column_key: str) -> tuple[str, ...]:
    """What a cell's drop-down offers; nothing where anything may be written.

    Args:
        tree: what a program file holds.
        table: one of `TABLES`.
        column_key: a column; of a settings table, the key of the field.
    """
    return of_column(tree, table.column(column_key))


def of_column(tree: Mapping[str, Any], column: Column) -> tuple[str, ...]:
    """What the cells of a column may hold."""
    if column.source:
        return tuple(dict.fromkeys(name for name in _SOURCES[column.source](tree) if name.strip()))
    form = column.form or Form(shape="unknown")
    if form.shape in ("yes_no", "either"):
        return ("yes", "no")
    return CALENDAR if form.shape == "calendar" else form.options


def _mapping(key: str) -> Callable[[Mapping[str, Any]], Names]:
    return lambda tree: [str(name) for name in tree.get(key) or ()] if isinstance(tree.get(key), Mapping) else []


def _items(tree: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    items = tree.get(key)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _listed(key: str) -> Callable[[Mapping[str, Any]], Names]:
    return lambda tree: [item_name(item) for item in _items(tree, key)]


def _inner(node: Any, *keys: str) -> Names:
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return [str(name) for name in node] if isinstance(node, Mapping) else []


def _credentials(tree: Mapping[str, Any]) -> Names:
    """Every credential that somebody holds, will hold, or is paid for."""
    ladders = tree.get("ladders")
    paid = [n for v in (ladders.values() if isinstance(ladders, Mapping) else ()) for n in _inner(v, "differentials")]
    held = [name for position in _items(tree, "positions") for name in _inner(position, "credentials")]
    return [*held, *_inner(tree, "staffing", "hire", "credentials"), *paid]


def _cost_lines(tree: Mapping[str, Any]) -> Names:
    return [name for group in GROUPS for name in _inner(tree, "costs", group)]


def _exceptions(tree: Mapping[str, Any]) -> Names:
    credentials = dict.fromkeys(_credentials(tree))
    return [*exceptions.PLACES, *(f"{exceptions.MONTHS_TO_CREDENTIAL}: {name}" for name in credentials)]


def _serving(tree: Mapping[str, Any]) -> Names:
    return [item_name(item) for item in _items(tree, "positions") if item.get("direct_service") is True]


def _drawn_lines(tree: Mapping[str, Any]) -> Names:
    """What a line of a request may be drawn from."""
    return [MILEAGE, *_cost_lines(tree), *_listed("supports")(tree)]


def _plain_list(key: str) -> Callable[[Mapping[str, Any]], Names]:
    return lambda tree: [str(name) for name in tree.get(key) or ()] if isinstance(tree.get(key), list) else []


_SOURCES: dict[str, Callable[[Mapping[str, Any]], Names]] = {
    "ladders": _mapping("ladders"),
    "services": _mapping("services"),
    "payers": _mapping("payers"),
    "positions": _listed("positions"),
    "grants": _listed("grants"),
    "serving": _serving,
    "credentials": _credentials,
    "cost_lines": _cost_lines,
    "drawn_lines": _drawn_lines,
    "objectives": _mapping("objectives"),
    "agreements": _listed("contractual"),
    "required_travel": _plain_list("required_travel"),
    "groups": lambda _: list(GROUPS.values()),
    "exceptions": _exceptions,
    "states": lambda _: sorted(STATES),
}


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """A row that the tree has no place for: its number, the column, what was found, what would be right."""

    row: int
    column: str
    found: str
    wanted: str


def unplaced(tree: Mapping[str, Any], table: Table, rows: Sequence[Mapping[str, object]]) -> list[Unplaced]:
    """Rows that name nothing the program has, or the same thing as a row before; to be told before the strict check.

    Args:
        tree: what a program file holds; its names are what rows may refer to.
        table: one of `TABLES`.
        rows: cells by column key.
    """
    told = [(number, row) for number, row in enumerate(rows) if not is_blank(row, table)]
    if table.fixed:
        return [*_unknown_settings(table, told), *_twice(["field"], "field", told)]
    keys = [star.column for star in table.stars]
    last = keys[-1:] if table.identity in keys else []  # rows told by their place may be alike
    faults = [fault for key in keys for fault in _unknown(tree, table.column(key), told, last=[key] == last)]
    return faults + (_twice(keys, keys[-1], told) if last else [])


def _unknown_settings(table: Table, rows: list[tuple[int, Mapping[str, object]]]) -> list[Unplaced]:
    known = {field.label.casefold(): field.label for field in table.fields}
    return [
        Unplaced(
            row=number,
            column="field",
            found=f"no setting {str(row['field'])!r}",
            wanted=_near(str(row["field"]), known.values()),
        )
        for number, row in rows
        if str(row["field"]).strip().casefold() not in known
    ]


def _unknown(
    tree: Mapping[str, Any], column: Column, rows: list[tuple[int, Mapping[str, object]]], *, last: bool
) -> list[Unplaced]:
    """Steps that lead nowhere; the last may be any name, which the strict check judges, except of exceptions."""
    if not column.source or (last and column.source != "exceptions"):
        return []
    known = of_column(tree, column)
    faults = []
    for number, row in rows:
        cell = row.get(column.key)
        name = "" if blank(cell) else str(cell).strip()
        free = column.source == "exceptions" and name.startswith(f"{exceptions.MONTHS_TO_CREDENTIAL}")
        if name not in known and not free:
            found = f"found {name!r}" if name else "nothing is given"
            faults.append(Unplaced(row=number, column=column.key, found=found, wanted=_near(name, known)))
    return faults


def _near(name: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    listed = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"one of these is needed: {listed}" if names else "there is none yet to choose from"


def _twice(keys: list[str], shown: str, rows: list[tuple[int, Mapping[str, object]]]) -> list[Unplaced]:
    seen: set[tuple[str, ...]] = set()
    faults = []
    for number, row in rows:
        names = tuple("" if blank(row.get(key)) else str(row.get(key)).strip() for key in keys)
        if names in seen and names[-1]:
            verb = "stand" if len(names) > 1 else "stands"
            found = f"{' and '.join(map(repr, names))} {verb} here twice"
            faults.append(Unplaced(row=number, column=shown, found=found, wanted="each may be used once"))
        seen.add(names)
    return faults
