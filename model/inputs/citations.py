"""Citations: the rows of the assumptions' tables that a program's `basis` names, such as `fmap.csv: IA; 2026`."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from model.inputs.assumption_records import Cited
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.units import steps_of

COLUMNS = {"medicaid_rates": "rate", "medicaid_caps": "limit", "payroll": "value"}  # the number of a row


def rows_named(text: str, assumptions: Assumptions) -> tuple[Cited, ...]:
    """The rows that a text names by table and cells, several joined by ` + `; none where it names no table.

    A column's name among the cells says which number is meant, and `x 4` makes hours into units of 15 minutes; neither
    is a cell.
    """
    found: list[Cited] = []
    for part in text.split(" + "):
        table, named, cells = part.partition(".csv: ")
        if named:
            rows = assumptions.tables().get(table.strip(), ())
            found += [row for row in rows if _is_named(row, [cell.strip() for cell in cells.split(";")])]
    return tuple(found)


@lru_cache(maxsize=4096)  # a row is asked of every number that cites its table
def _cells(row: Cited) -> frozenset[str]:
    return frozenset(str(value) for value in row.model_dump().values())


def _is_named(row: Cited, cells: list[str]) -> bool:
    held = _cells(row)  # pyright: ignore[reportArgumentType] - a frozen record has a hash
    return all(cell in held or cell in type(row).model_fields or cell.startswith("x ") for cell in cells)


@dataclass(frozen=True)
class Departure:
    """A number of a program that is not what the source it cites says."""

    path: str
    given: float
    said: float
    basis: str

    @property
    def sentence(self) -> str:
        """The departure in one sentence."""
        return f"{self.path}: the file says {self.given:g}, and what it cites ({self.basis}) says {self.said:g}."


def departures(file: ProgramFile, assumptions: Assumptions) -> tuple[Departure, ...]:
    """Numbers that were changed while the source of the old one stayed beside them."""
    found = []
    for path, text in file.program.basis.items():
        given, said = _at(file.tree, path), stated(text, assumptions)
        if isinstance(given, int | float) and said is not None and not math.isclose(given, said, rel_tol=1e-9):
            found.append(Departure(path, float(given), said, text))
    return tuple(found)


def stated(text: str, assumptions: Assumptions) -> float | None:
    """The number that a basis stands for; None for words that name no assumption or no single row."""
    if text in assumptions.entries:
        return assumptions.entries[text].value
    total = 0.0
    for part in text.split(" + "):
        rows, (table, _, cells) = rows_named(part, assumptions), part.partition(".csv: ")
        if len(rows) != 1:
            return None
        words = [cell.strip() for cell in cells.split(";")]
        factor = math.prod(float(word.removeprefix("x ")) for word in words if word.startswith("x "))
        number = getattr(rows[0], COLUMNS.get(table.strip(), words[-1]), None)
        if not isinstance(number, int | float):
            return None
        total += number * factor
    return total


def _at(tree: Any, path: str) -> Any:
    """What a path of `basis` names: items of lists by place, id or name."""
    for step in steps_of(path):
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, list) and step.isdigit():
            tree = tree[int(step)] if int(step) < len(tree) else None
        elif isinstance(tree, list):
            key, _, value = step.partition("=")
            tree = next((item for item in tree if isinstance(item, dict) and str(item.get(key)) == value), None)
        else:
            return None
    return tree.get("value") if isinstance(tree, dict) else tree
