"""What is wrong with a file: every fault with its place, what was found, what would be right."""

import difflib
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from model.inputs.numbers import Loc
from model.inputs.spec import shown

_WANTED = {
    "int_type": "a whole number is needed",
    "int_from_float": "a whole number is needed",
    "bool_type": "true or false is needed",
    "string_type": "a text is needed",
    "tuple_type": "a list is needed",
    "list_type": "a list is needed",
    "dict_type": "a mapping of names to values is needed",
    "model_type": "a mapping of fields to values is needed",
    "model_attributes_type": "a mapping of fields to values is needed",
}


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault of one file.

    Attributes:
        file: the file's name as the person knows it.
        path: the place inside it, such as `positions[2].mix`; empty for the whole file.
        found: what stands there.
        wanted: what would be right.
        line: line in the file, when known.
        cell: of a workbook, such as `Positions!E4`; told in place of the path.
    """

    file: str
    path: str
    found: str
    wanted: str
    line: int | None = None
    cell: str = ""

    @property
    def sentence(self) -> str:
        """The fault in one sentence."""
        place = ": ".join(part for part in (self.file, self.cell or self.path) if part)
        line = "" if self.line is None else f" (line {self.line})"
        said = "; ".join(part for part in (self.found, self.wanted) if part)
        return f"{place}{line}: {said}{'' if said.endswith('?') else '.'}"


class InputError(ValueError):
    """A file that cannot be used, with all its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in the order given."""
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.sentence for fault in self.faults))


def path_text(loc: Loc) -> str:
    """A place as people write it: `positions[2].mix.individual`."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def nearest(name: object, known: Iterable[str]) -> str:
    """A hint with the nearest right name, or nothing."""
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def known_keys(model: type[BaseModel]) -> list[str]:
    """The keys a part of a file may have, as people write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def part_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """The part of the schema in which the last key of a place stands."""
    current: Any = model
    for key in loc[:-1]:
        current = _step_into(current, key)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _step_into(annotation: Any, key: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        by_key = {field.alias or name: field.annotation for name, field in annotation.model_fields.items()}
        return _bare(by_key.get(str(key)))
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return _bare(arguments[1])
    if get_origin(annotation) is tuple:
        return _bare(arguments[0])
    return None


def _bare(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [a for a in get_args(annotation) if a is not type(None)]
        return _bare(rest[0])
    return annotation


def translated(
    error: ValidationError, model: type[BaseModel], file: str, lines: Mapping[Loc, int] | None = None
) -> list[Fault]:
    """Pydantic's faults in our words.

    Args:
        error: what pydantic raised.
        model: the schema that was read.
        file: the file's name.
        lines: line of each place, from the reader of the file.
    """
    faults = []
    for item in error.errors():
        loc: Loc = item["loc"]
        found, wanted = _words(item, model)
        faults.append(Fault(file=file, path=path_text(loc), found=found, wanted=wanted, line=line_of(loc, lines)))
    return faults


def line_of(loc: Loc, lines: Mapping[Loc, int] | None) -> int | None:
    """The line of a place, or of the nearest place around it that stands in the file."""
    lines = lines or {}
    return next((lines[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in lines), None)


def _words(item: Any, model: type[BaseModel]) -> tuple[str, str]:
    kind, loc, context = item["type"], item["loc"], item.get("ctx", {})
    if kind == "fault":
        return context["found"], context["wanted"]
    if kind == "missing":
        return "nothing is given", "write `schema: 1`" if loc == ("schema",) else f"`{loc[-1]}` may not be left out"
    if kind == "extra_forbidden":
        part = part_at(model, loc)
        known = known_keys(part) if part else []
        return f"unknown key {loc[-1]!r}", f"known here: {', '.join(known)}{nearest(loc[-1], known)}"
    found = "an empty list" if item["input"] == [] else shown(item["input"])
    return f"found {found}", _wanted(item)


def _wanted(item: Any) -> str:
    kind, context = item["type"], item.get("ctx", {})
    if kind == "literal_error":
        return f"{context['expected']} is needed{nearest(item['input'], _options(context['expected']))}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = "at least" if kind == "greater_than_equal" else "at most"
        return f"a number of {bound} {context.get('ge', context.get('le'))} is needed"
    if kind in ("too_short", "too_long"):
        bound = "at least" if kind == "too_short" else "at most"
        number = context.get("min_length", context.get("max_length"))
        return f"{bound} {number} {'entry is' if number == 1 else 'entries are'} needed"
    return str(_WANTED.get(kind, item["msg"]))


def _options(expected: str) -> list[str]:
    return [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
