"""What the schema says of a place of a program, or of a request: what kind of thing it is, and what when left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from model.inputs.fields import AwardForm, Part, Steps
from model.inputs.numbers import Dated, Loc
from model.inputs.program import Program
from model.inputs.request import Request
from model.inputs.request_fields import Asked, Reads
from model.inputs.spec import Spec


@dataclass(frozen=True)
class Kind:
    """What may stand at a place of a program.

    Attributes:
        spec: how a number is read; None for anything else.
        part: the class of a part, or of the items of a list or mapping of parts.
        shape: number, steps, award, part, parts (a list), named parts (a mapping), numbers (a list), amounts (a
            mapping), by year (of a request: one number, or a list by budget year), named values (a mapping of anything
            else) or other.
        default: what holds when the place is left out; None when there is nothing.
        required: whether it may not be left out.
        type: of a value that is neither number nor part.
    """

    shape: str
    spec: Spec | None = None
    part: type[BaseModel] | None = None
    default: Any = None
    required: bool = False
    type: Any = None


def kind_at(loc: Loc, whole: type[BaseModel] = Program) -> Kind | None:
    """The kind of a place in a program, or in another whole; None where the schema knows no such place."""
    kind: Kind | None = Kind("part", part=whole)
    for key in loc:
        kind = _inside(kind, key)
        if kind is None:
            return None
    return kind


def _inside(kind: Kind, key: str | int) -> Kind | None:
    if kind.shape == "part" and kind.part is not None:
        return _named(kind.part, str(key))
    if kind.shape in ("parts", "named parts"):
        return Kind("part", part=kind.part)
    if kind.shape == "named values":
        return Kind("other")
    if kind.shape in ("numbers", "amounts", "award", "steps", "by year"):
        return Kind("number", spec=kind.spec)
    return None


@cache
def _named(part: type[BaseModel], key: str) -> Kind | None:
    """The field of a part; kept, since reading defaults copies them and thousands of places are asked for."""
    fields = {field.alias or name: field for name, field in part.model_fields.items()}
    return _of_field(fields[key]) if key in fields else None


def _of_field(field: FieldInfo) -> Kind:
    default = None if field.is_required() else field.get_default(call_default_factory=True)
    return replace(_kind(field.annotation, tuple(field.metadata), default), required=field.is_required())


def _kind(annotation: Any, metadata: tuple[Any, ...], default: Any) -> Kind:
    annotation, more = _bare(annotation)
    metadata += more
    spec = next((m.spec if isinstance(m, Reads) else m for m in metadata if isinstance(m, Spec | Reads)), None)
    if any(isinstance(m, AwardForm) for m in metadata):
        return Kind("award", spec=Spec(unit="dollars"), default=default)
    if annotation in (Dated, Steps):
        return Kind("number" if annotation is Dated else "steps", spec=spec, default=default)
    if spec is not None and annotation in (float, tuple[float, ...]):
        return Kind("number" if annotation is float else "by year", spec=spec, default=default)
    # a request is a whole of its own: what is said of a program's places passes over it
    if isinstance(annotation, type) and issubclass(annotation, Part | Asked) and annotation is not Request:
        return Kind("part", part=annotation, default=default)
    return _of_group(annotation, default)


def _of_group(annotation: Any, default: Any) -> Kind:
    if get_origin(annotation) in (dict, tuple):
        mapping = get_origin(annotation) is dict
        item = _kind(get_args(annotation)[1 if mapping else 0], (), None)
        if item.shape == "part":
            return Kind("named parts" if mapping else "parts", part=item.part, default=default)
        if mapping and item.shape == "other":
            return Kind("named values", default=default)
        if item.shape == "number":
            return Kind("amounts" if mapping else "numbers", spec=item.spec, default=default)
    return Kind("other", default=default, type=annotation)


def _bare(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    """An annotation without `Annotated` and `| None`, and the metadata found on the way."""
    metadata: tuple[Any, ...] = ()
    while True:
        if hasattr(annotation, "__metadata__"):
            metadata += annotation.__metadata__
            annotation = annotation.__origin__
            continue
        rest = [a for a in get_args(annotation) if a is not type(None)]
        if type(None) in get_args(annotation) and len(rest) == 1:
            annotation = rest[0]
            continue
        return annotation, metadata


def program_fields() -> tuple[str, ...]:
    """Every field of a program file, as a path with * for any name or place in a list."""
    return fields_of(Program)


def fields_of(whole: type[BaseModel]) -> tuple[str, ...]:
    """Every field of a whole, such as a request, as a path with * for any name or place in a list."""
    return tuple(_fields(Kind("part", part=whole), ""))


def _fields(kind: Kind, at: str) -> Iterator[str]:
    if kind.shape == "part" and kind.part is not None:
        for name, field in kind.part.model_fields.items():
            yield from _fields(_of_field(field), f"{at}.{field.alias or name}".lstrip("."))
    elif kind.shape in ("parts", "named parts"):
        yield from _fields(Kind("part", part=kind.part), f"{at}.*")
    else:
        yield at
        if kind.shape in ("amounts", "numbers", "steps", "award") or kind.default == {}:
            yield f"{at}.*"
        if kind.shape == "number":
            yield f"{at}.annual_change"
