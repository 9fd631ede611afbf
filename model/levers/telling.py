"""Changes of scenarios in plain words, in the terms of the levers."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from model.inputs.changes import UNBOUNDED
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.scenario import OPERANDS, Change
from model.inputs.selectors import SelectorError, fits
from model.levers.lever import Lever
from model.levers.reading import DIRECT, names_on_the_way
from model.levers.targets import ALL_DIRECT, number_spec, options_of, unit_of
from model.levers.words import by_month, dollars, percent_change, spoken, step_words

MANY = 3


def told(change: Mapping[str, Any], file: ProgramFile, levers: tuple[Lever, ...]) -> str:
    """One change in words: "Rate (medicaid, individual): $16.00 a unit from July 2027".

    What no lever knows is said as the scenario file writes it.

    Args:
        change: as a scenario file writes it.
        file: a program that the change fits; the one it is laid on, or one with the changes before it.
        levers: those whose terms are used.
    """
    action = next(kind for kind in OPERANDS if kind in change)
    try:
        locs = fits(file.tree, str(change[action]))
    except SelectorError:
        return str(Change.model_validate(dict(change)))
    lever, template = _lever_of(action, locs[0], levers)
    if lever is None:
        return str(Change.model_validate(dict(change)))
    where = _where(str(change[action]), file, locs, template)
    value = _value(lever, change, file, locs[0])
    dated = f" from {spoken(str(change['from']))}" if change.get("from") else ""
    named = f"{lever.label} ({where})" if where else lever.label
    return f"{named}: {value}{dated}" if value else f"{named}{dated}"


def _lever_of(action: str, loc: Loc, levers: tuple[Lever, ...]) -> tuple[Lever | None, str]:
    """The lever that makes such a change, and the template of its place."""
    for lever in levers:
        for place in lever.places:
            template = place.strip("?").removesuffix(".*") if action == "add" else place.strip("?")
            if _same(template, loc) and _makes(lever, action):
                return lever, template
    return None, ""


def _makes(lever: Lever, action: str) -> bool:
    """Whether a lever moves a place in such a way; any number that can be set can be scaled."""
    if action == "set":
        steps = lever.places[0].endswith(".steps")
        return lever.action == "set" and (not steps or lever.form == "numbers")
    if action == "scale":
        return lever.action == "scale" or lever.form == "number"
    return lever.action == action or (lever.key == "bump" and action == "add")


def _same(template: str, loc: Loc) -> bool:
    parts = template.split(".")
    return len(parts) == len(loc) and all(part[0] in "*<" or part == key for part, key in zip(parts, loc, strict=True))


def _where(selector: str, file: ProgramFile, locs: list[Loc], template: str) -> str:
    if selector.startswith(DIRECT):
        return ALL_DIRECT
    named = [", ".join(names_on_the_way(file.tree, loc, template)) for loc in locs]
    return "; ".join(named[:MANY]) + ("; …" if len(named) > MANY else "")


def _value(lever: Lever, change: Mapping[str, Any], file: ProgramFile, loc: Loc) -> str:
    """What a change puts there, in words."""
    if "by" in change:
        return percent_change(float(change["by"]))
    if "item" in change:
        item = change["item"]
        return str(item.get("id", item.get("name", ", ".join(map(str, item)))))
    return _set_to(lever, change["to"], file, loc) if "to" in change else ""


def _set_to(lever: Lever, to: Any, file: ProgramFile, loc: Loc) -> str:
    if lever.form == "choice":
        return dict(lever.options or options_of(lever, file, loc)).get(to, str(to))
    if lever.form == "month":
        return "open" if to is None else spoken(str(to))
    if isinstance(to, list) and all(isinstance(item, int | float) for item in to):
        return step_words(to) if lever.form == "numbers" else ", ".join(dollars(item) for item in to)
    try:
        spec, unit = number_spec(lever, file, loc), lever.unit or unit_of(file, loc)
        return by_month(UNBOUNDED.read(to), file.program.start, spec, unit)
    except ValidationError:
        return str(to)
