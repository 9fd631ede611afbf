"""Whether two programs are the same in every number, name and date, however their files wrote them."""

from typing import Any

from pydantic import BaseModel

from model.inputs.fields import Steps
from model.inputs.numbers import Dated


def differences(one: Any, other: Any, at: str = "program") -> list[str]:
    """Every place in which two programs differ, with both values."""
    if type(one) is not type(other):
        return [f"{at}: {one!r} / {other!r}"]
    ours, theirs = _inside(one, at), _inside(other, at)
    if ours is None or theirs is None:
        return [] if repr(one) == repr(other) else [f"{at}: {one!r} / {other!r}"]
    if list(ours) != list(theirs):
        return [f"{at}: {list(ours)} / {list(theirs)}"]
    return [found for key in ours for found in differences(ours[key], theirs[key], f"{at}.{key}")]


def _inside(value: Any, at: str) -> dict[Any, Any] | None:
    """The parts of a value; None for one that has none.

    What a position says otherwise than the program counts by being said at all.
    """
    if isinstance(value, BaseModel):
        said = {"said": sorted(value.model_fields_set)} if at.endswith(("staffing", "time", "hire")) else {}
        return said | {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, Dated):
        return {"entries": repr(value.entries)}
    if isinstance(value, Steps):
        return {"versions": value.versions}
    if isinstance(value, tuple):
        return dict(enumerate(value))
    return value if isinstance(value, dict) else None
