"""The four changes a scenario can make to what a program file holds: set, scale, remove, add."""

import copy
import math
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from model.inputs.fields import Month, Steps
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Dated, Loc
from model.inputs.schema import Kind, kind_at
from model.inputs.selectors import put, value_at
from model.inputs.spec import Spec
from model.inputs.staff import Position

UNBOUNDED = Spec(unit="number", low=-math.inf)
_STEPS: TypeAdapter[Steps] = TypeAdapter(Steps)


class ChangeError(ValueError):
    """A change that cannot be made: what was found, and in `wanted` what would be right."""

    def __init__(self, found: str, wanted: str) -> None:
        """Both halves of the sentence."""
        super().__init__(found)
        self.wanted = wanted


def set_value(tree: Any, loc: Loc, to: Any, start: Month | None) -> None:
    """Put a value at a place; with a month, from that month on, and later entries of the file no longer apply."""
    kind = _kind(loc)
    if start is None:
        put(tree, loc, copy.deepcopy(to))
    elif kind.shape == "number" and kind.spec is not None and kind.spec.dated:
        put(tree, loc, _number(tree, loc, kind, start).set_from(start, _begun(_read(to), start)))
    elif kind.shape == "steps":
        later = _steps(to)
        for step in later.versions[-1][1]:
            _begun(step, start)
        put(tree, loc, _steps(value_at(tree, loc)).set_from(start, later))
    elif kind.shape == "award" and not isinstance(value_at(tree, loc), list):
        put(tree, loc, _read(value_at(tree, loc)).set_from(start, _read(to)))
    elif kind.shape == "parts" and kind.part is not None:
        _replace_items(tree, loc, kind.part, to, start)
    else:
        raise _undatable(loc, "set")


def scale(tree: Any, loc: Loc, by: float, start: Month | None) -> None:
    """Multiply every number at a place, later entries too; with a month, from that month on."""
    kind = _kind(loc)
    value = value_at(tree, loc)
    if kind.shape == "number" and kind.spec is not None:
        if start is not None and not kind.spec.dated:
            raise _undatable(loc, "scale")
        put(tree, loc, _number(tree, loc, kind, start).scaled(by, start))
    elif kind.shape == "steps":
        put(tree, loc, _steps(value).scaled(by, start))
    elif kind.shape == "award" and not isinstance(value, list):
        put(tree, loc, _read(value).scaled(by, start))
    elif kind.shape in ("numbers", "award") and isinstance(value, list):
        if start is not None:
            raise _undatable(loc, "scale")
        put(tree, loc, [_read(item).scaled(by, None) for item in value])
    elif kind.shape == "amounts" and isinstance(value, dict) and value:
        for name in value:
            scale(tree, (*loc, name), by, start)
    else:
        found = f"{loc[-1]!r} is not a number, a list of numbers or a group of amounts"
        raise ChangeError(found, "scale one of the numbers inside it")


def remove(tree: Any, loc: Loc, start: Month | None) -> None:
    """Take out what stands at a place; with a month, let it end with the month before."""
    kind, value = _kind(loc), value_at(tree, loc)
    if value is None or (isinstance(loc[-1], str) and loc[-1] not in (value_at(tree, loc[:-1]) or {})):
        raise ChangeError(f"there is no {loc[-1]!r} to remove", "name something the program has")
    if start is None:
        del value_at(tree, loc[:-1])[loc[-1]]
        if kind.part is Position:
            _forget(tree, str(value.get("id")))
        if kind.part is Grant and tree.get("requests"):
            tree["requests"] = [r for r in tree["requests"] if r.get("grant") != value.get("id")]
        excluded = (tree.get("costs") or {}).get("indirect_excludes")
        if loc[0] == "costs" and isinstance(excluded, list) and loc[-1] in excluded:
            excluded.remove(loc[-1])
    elif kind.shape == "number" and kind.spec is not None and kind.spec.dated:
        put(tree, loc, _read(value).set_from(start, _left_out(tree, loc, kind)))
    elif kind.shape == "part" and kind.part is not None and _span(kind.part) is not None:
        _end_before(tree, loc, kind.part, start)
    else:
        raise _undatable(loc, "remove")


def add(tree: Any, loc: Loc, item: dict[str, Any], start: Month | None) -> None:
    """Add an item to a list, or names to a mapping; with a month, from that month on."""
    kind = _kind(loc)
    if kind.shape == "parts" and kind.part is not None:
        put(tree, loc, [*(value_at(tree, loc) or []), _from(copy.deepcopy(item), kind.part, start)])
        return
    if kind.shape not in ("named parts", "amounts"):
        raise ChangeError(f"{loc[-1]!r} is neither a list of items nor a mapping of names", "`set` it instead")
    for name, value in item.items():
        if name in (value_at(tree, loc) or {}):
            raise ChangeError(f"there is a {name!r} already", "`set` it, or give the new one a name of its own")
        if kind.shape == "amounts" and start is not None:
            put(tree, (*loc, name), Dated.of(0.0).set_from(start, _read(value)))
        elif kind.part is not None and isinstance(value, dict):
            put(tree, (*loc, name), _from(copy.deepcopy(value), kind.part, start))
        else:
            put(tree, (*loc, name), copy.deepcopy(value))


def _kind(loc: Loc) -> Kind:
    kind = kind_at(loc)
    if kind is None:
        raise ChangeError(f"a program has no {'.'.join(map(str, loc))!r}", "names are those of a program file")
    return kind


def _undatable(loc: Loc, what: str) -> ChangeError:
    place = ".".join(map(str, loc))
    return ChangeError(f"`{what}` with `from` on {place!r}, which cannot change by month", "leave `from` out")


def _number(tree: Any, loc: Loc, kind: Kind, start: Month | None) -> Dated:
    """The number at a place as it stands, or its default when it is left out."""
    value = value_at(tree, loc)
    if value is None:
        value = _inherited(tree, loc)
    if value is None and isinstance(kind.default, Dated):
        return kind.default
    if value is None and start is not None and _kind(loc[:-1]).shape == "amounts":
        return Dated.of(0.0)  # a share of something not covered yet
    if value is None:
        raise ChangeError(f"{'.'.join(map(str, loc))!r} has no value yet", "set one without `from` first")
    return _read(value)


def _inherited(tree: Any, loc: Loc) -> Any:
    """What the program says where a position says nothing of its own."""
    return value_at(tree, loc[2:]) if loc[0] == "positions" and loc[2:3] in (("staffing",), ("time",)) else None


def _left_out(tree: Any, loc: Loc, kind: Kind) -> Dated:
    """What holds where a number is left out."""
    inherited = _inherited(tree, loc)
    if inherited is not None:
        return _read(inherited)
    if isinstance(kind.default, Dated):
        return kind.default
    if _kind(loc[:-1]).shape == "amounts":
        return Dated.of(0.0)
    raise ChangeError(f"{loc[-1]!r} cannot be left out from a month on", "`set` it from that month instead")


def _begun(number: Dated, start: Month) -> Dated:
    """The number, if it has a value from the month on in which it is first needed."""
    if number.first is not None and number.first > start:
        raise ChangeError(f"the first value is from {number.first}", f"one is needed from {start}")
    return number


def _read(value: Any) -> Dated:
    try:
        return UNBOUNDED.read(value)
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise ChangeError(str(context.get("found", "found no number")), str(context.get("wanted", ""))) from None


def _steps(value: Any) -> Steps:
    try:
        return _STEPS.validate_python(value)
    except ValidationError:
        raise ChangeError("the steps are not a list of dollars an hour", "write steps: [15.50, 16.25]") from None


def _span(part: type[BaseModel]) -> tuple[str, str] | None:
    """The keys in which a part says its first and last month."""
    names = {field.alias or name for name, field in part.model_fields.items()}
    return next((keys for keys in (("start", "end"), ("from", "until")) if set(keys) <= names), None)


def _end_before(tree: Any, loc: Loc, part: type[BaseModel], start: Month) -> None:
    """End an item with the month before; one that would only start later goes altogether."""
    keys = _span(part)
    assert keys is not None
    item, program_start = value_at(tree, loc), Month.of(str(tree["start"]))
    begins = _month(item.get(keys[0])) or program_start
    if begins >= start or program_start >= start:
        remove(tree, loc, None)
        return
    last = start.plus(-1)
    ends = _month(item.get(keys[1]))
    item[keys[1]] = str(last if ends is None else min(last, ends))
    if part is Grant and isinstance(item.get("award"), list) and not isinstance(item["award"][0], dict):
        years = (min(last, ends or last) - begins) // MONTHS_PER_YEAR + 1
        item["award"] = item["award"][:years]


def _replace_items(tree: Any, loc: Loc, part: type[BaseModel], to: Any, start: Month) -> None:
    if _span(part) is None or not isinstance(to, list):
        raise _undatable(loc, "set")
    for place in reversed(range(len(value_at(tree, loc) or []))):
        _end_before(tree, (*loc, place), part, start)
    for item in to:
        add(tree, loc, item, start)


def _from(item: dict[str, Any], part: type[BaseModel], start: Month | None) -> dict[str, Any]:
    keys = _span(part)
    if start is None or keys is None:
        if start is not None:
            raise ChangeError("`from` on an item that has no first month", "leave `from` out")
        return item
    begins = _month(item.get(keys[0]))
    return {**item, keys[0]: str(start if begins is None else max(begins, start))}


def _month(text: Any) -> Month | None:
    try:
        return None if text is None else Month.of(str(text))
    except ValueError:
        raise ChangeError(f"found {text!r} for a month", "a month is written YYYY-MM") from None


def _forget(tree: Any, identity: str) -> None:
    """A seat that is removed is covered by nobody any more; a contract that covered only it ends with it.

    Nor is it asked for in a funding request.
    """
    for request in tree.get("requests") or []:
        if isinstance(request.get("personnel"), list):
            request["personnel"] = [s for s in request["personnel"] if s.get("position") != identity]
        sustaining = request.get("sustaining")
        if isinstance(sustaining, dict) and isinstance(sustaining.get("after"), list):
            sustaining["after"] = [a for a in sustaining["after"] if a.get("position") != identity]
    for grant in tree.get("grants") or []:
        if isinstance(grant.get("covers"), dict):
            grant["covers"].pop(identity, None)
    contracts = tree.get("contracts") or []
    for contract in contracts:
        if isinstance(contract.get("covers"), list) and identity in contract["covers"]:
            contract["covers"].remove(identity)
    if contracts:
        tree["contracts"] = [c for c in contracts if c.get("covers") != []]
