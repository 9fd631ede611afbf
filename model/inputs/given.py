"""The numbers that a program gives, each with its place as `basis` and the assumptions name places."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.inputs.fields import Part, Steps
from model.inputs.numbers import Dated, Entry
from model.inputs.program import Program


@dataclass(frozen=True, kw_only=True)
class Given:
    """One number of a program.

    Attributes:
        path: its place, such as `positions[id=lead].staffing.annual_turnover`.
        entry: its place among the dated values that stand there, from 0.
        value: the number.
        since: the month from which it holds; empty where it holds from the beginning.
    """

    path: str
    entry: int
    value: float
    since: str


def numbers_given(program: Program) -> tuple[Given, ...]:
    """Every number that a program gives, later values and those that a scenario lays on it too; no defaults.

    Yearly growth that a number has of its own stands under the number's place and `annual_change`.
    """
    return tuple(_in_part(program, ""))


def _in_part(part: Part, at: str) -> Iterator[Given]:
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            key = field.alias or name
            yield from _in_value(getattr(part, name), f"{at}.{key}" if at else key)


def _in_value(value: Any, path: str) -> Iterator[Given]:
    if isinstance(value, Dated):
        for place, entry in enumerate(value.entries):
            yield from _in_entry(entry, path, place)
    elif isinstance(value, Steps):
        for _, steps in value.versions:
            for place, step in enumerate(steps):
                yield from _in_value(step, f"{path}[{place}]")
    elif isinstance(value, Part):
        yield from _in_part(value, path)
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _in_value(inside, f"{path}.{name}")
    elif isinstance(value, tuple):
        for place, inside in enumerate(value):
            yield from _in_value(inside, f"{path}[{_name(inside, place)}]")


def _in_entry(entry: Entry, path: str, place: int) -> Iterator[Given]:
    value, since = float(entry.value), "" if entry.start is None else str(entry.start)
    yield Given(path=path, entry=place, value=value, since=since)
    for month, factor in entry.scales:
        value = value * factor
        yield Given(path=path, entry=place, value=value, since=str(month))
    if entry.growth is not None:
        yield Given(path=f"{path}.annual_change", entry=place, value=float(entry.growth), since=since)


def _name(item: Any, place: int) -> str:
    """How a path names an item of a list: by id or name, or by its place."""
    for key in ("id", "name"):
        if getattr(item, key, None) is not None:
            return f"{key}={getattr(item, key)}"
    return str(place)
