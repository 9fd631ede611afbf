"""What a position says otherwise than the program, as lines: a label and a value, from parts inside parts and back."""

from collections.abc import Iterator, Mapping
from typing import Any

from model.forms.cells import Form, form_of
from model.forms.names import NONE
from model.forms.tables.staying import STAFFING, TIME
from model.inputs.numbers import Loc
from model.inputs.schema import kind_at
from model.inputs.selectors import put, value_at

PARTS = ("time", "staffing")
CREDENTIALS: Loc = ("staffing", "hire", "credentials")
MONTHS_TO_CREDENTIAL = "Months to credential"
PLACES: dict[str, Loc] = {column.label: column.at for column in (*STAFFING.fields, *TIME.fields)}
LABELS = {at: label for label, at in PLACES.items()}


def lines(position: Any) -> Iterator[tuple[Loc, str, Any]]:
    """The place inside a position, the label and the value of each thing it says otherwise."""
    for part in PARTS:
        if isinstance(position, Mapping) and isinstance(position.get(part), Mapping):
            yield from _lines((part,), position[part])


def _lines(at: Loc, node: Mapping[str, Any]) -> Iterator[tuple[Loc, str, Any]]:
    for key, value in node.items():
        place = (*at, key)
        kind = kind_at(("positions", 0, *place))
        inside = isinstance(value, Mapping) and kind is not None and kind.shape in ("part", "amounts")
        if inside and (value or place != CREDENTIALS):
            yield from _lines(place, value)
        else:
            yield place, label_of(place), NONE if place == CREDENTIALS and value == {} else value


def label_of(at: Loc) -> str:
    """How a place inside a position is called; one that the schema does not know goes by its path."""
    if at[:-1] == CREDENTIALS:
        return f"{MONTHS_TO_CREDENTIAL}: {at[-1]}"
    return MONTHS_TO_CREDENTIAL if at == CREDENTIALS else LABELS.get(at, ".".join(map(str, at)))


def place_called(label: str) -> Loc:
    """The place inside a position that a label stands for; an unknown label is a key of `staffing`."""
    known = {name.casefold(): at for name, at in PLACES.items()}
    text = label.strip()
    start, _, credential = text.partition(":")
    if start.strip().casefold() == MONTHS_TO_CREDENTIAL.casefold():
        return (*CREDENTIALS, credential.strip()) if credential.strip() else CREDENTIALS
    if text.casefold() in known:
        return known[text.casefold()]
    path = tuple(text.split("."))
    return path if path[0] in PARTS and len(path) > 1 else ("staffing", text)


def form_at(at: Loc) -> Form:
    """How the value at a place inside a position is read and written."""
    kind = kind_at(("positions", 0, *at))
    return Form(shape="unknown") if kind is None else form_of(kind)


def with_lines(position: Any, said: list[tuple[Loc, Any]]) -> dict[str, Any]:
    """The position with these lines in place of those it has."""
    kept = {key: value for key, value in (position or {}).items() if key not in PARTS}
    plain = {key: value for key, value in (position or {}).items() if key in PARTS and not isinstance(value, Mapping)}
    tree: dict[str, Any] = {}
    for at, value in said:
        if isinstance(value_at(tree, at[:-1]), dict | None):
            put(tree, at, {} if at == CREDENTIALS and value == NONE else value)
    return kept | (plain if not tree else {}) | tree
