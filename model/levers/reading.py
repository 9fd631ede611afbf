"""Reading a program's tree for levers: places by template, selectors that name them, numbers as they stand."""

import math
import re
from collections.abc import Iterator
from typing import Any

from model.inputs.changes import UNBOUNDED
from model.inputs.fields import Steps
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Dated, Entry, Loc
from model.inputs.schema import kind_at
from model.inputs.selectors import SelectorError, fits, value_at

SIMPLE_NAME = re.compile(r"[\w-]+")
DIRECT = "positions[direct_service=true]"


def places(template: str, file: ProgramFile) -> list[Loc]:
    """The places of a program that fit a lever's template, in the order of the file."""
    given, parts = template.startswith("?"), template.removeprefix("?").split(".")
    found = list(_walk(file, (), file.tree, parts))
    return [loc for loc in found if not given or value_at(file.tree, loc) is not None]


def _walk(file: ProgramFile, loc: Loc, node: Any, parts: list[str]) -> Iterator[Loc]:
    if not parts:
        yield loc
        return
    for name in _names(file, node, parts[0]):
        inside = isinstance(node, dict | list) and (isinstance(node, list) or name in node)
        yield from _walk(file, (*loc, name), node[name] if inside else None, parts[1:])


def _names(file: ProgramFile, node: Any, part: str) -> list[Any]:
    """The names or places that a part of a template stands for."""
    if part == "*":
        return list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
    if part.startswith("<"):
        return {"<services>": list(file.program.services), "<positions>": [p.id for p in file.program.positions]}[part]
    return [part]


def selector_of(tree: Any, loc: Loc) -> str | None:
    """How a scenario names a place; None for one that no selector names, such as a payer with a dot in its name."""
    text = ""
    for depth, key in enumerate(loc):
        text += _token(value_at(tree, loc[:depth]), key, first=not text)
    try:
        return text if fits(tree, text) == [loc] else None
    except SelectorError:
        return None


def _token(node: Any, key: str | int, *, first: bool) -> str:
    if isinstance(key, str):
        return key if first else f".{key}"
    item = node[key]
    named_by = "id" if "id" in item else "name"
    name = str(item[named_by])
    return f".{name}" if SIMPLE_NAME.fullmatch(name) else f"[{named_by}={name}]"


def names_on_the_way(tree: Any, loc: Loc, template: str) -> list[str]:
    """The names that stand where a template has a star or a name of the program."""
    said = []
    for depth, part in enumerate(template.removeprefix("?").split(".")[: len(loc)]):
        if part[0] in "*<":
            item, key = value_at(tree, loc[: depth + 1]), loc[depth]
            said.append(str(item.get("id", item.get("name"))) if isinstance(key, int) else str(key))
    return said


def number_at(tree: Any, loc: Loc) -> Dated | None:
    """The number at a place, else what holds where it is left out; None where nothing does."""
    raw = value_at(tree, loc)
    if raw is None and loc[0] == "positions" and loc[2:3] in (("staffing",), ("time",)):
        raw = value_at(tree, loc[2:])
    if raw is None:
        kind = kind_at(loc)
        return kind.default if kind and isinstance(kind.default, Dated) else None
    return UNBOUNDED.read(raw)


def steps_at(file: ProgramFile, ladder: str) -> Steps:
    """The steps of a ladder as they stand."""
    return file.program.ladders[ladder].steps


def as_file(value: Any) -> Any:
    """A part of a tree as a file writes it, also where scenarios have put numbers by month."""
    if isinstance(value, dict):
        return {name: as_file(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_file(item) for item in value]
    if isinstance(value, Dated):
        return _dated_as_file(value)
    return str(value) if isinstance(value, Month) else value


def _dated_as_file(dated: Dated) -> Any:
    if dated.constant:
        return dated.value
    records = [record for entry in dated.entries for record in _entry_as_file(entry)]
    rates = [float(entry.growth) for entry in dated.entries if entry.growth is not None]
    growth = {"annual_change": rates[-1]} if rates else {}
    if len(records) == 1:
        return {**records[0], **growth}
    return {"values": records, **growth} if growth else records


def _entry_as_file(entry: Entry) -> list[dict[str, Any]]:
    """One entry as records, one for each stretch between the months of what scenarios laid on it."""
    begins = Month(0) if entry.start is None else entry.start
    months = sorted({begins, *(month for month, _ in entry.scales if month > begins)})
    values = [float(entry.value) * math.prod(by for start, by in entry.scales if start <= month) for month in months]
    dated = [{"from": str(month), "value": value} for month, value in zip(months, values, strict=True)]
    return [{"value": values[0]}] if len(months) == 1 and entry.start is None else dated
