"""Programs and scenarios written as YAML that the strict reader takes back unchanged and that people can read."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

import yaml

from model.inputs.faults import Fault, InputError, path_text
from model.inputs.numbers import Loc
from model.inputs.spec import shown
from model.inputs.strict_yaml import MAX_BYTES, MAX_DEPTH, read_scalar

# The compiled writer is ten times faster, but spells out characters beyond the first 65,536, such as emoji.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
LAST_OF_COMPILED = "\uffff"
FILE = "the file"  # what messages call it, which has no name yet
WIDTH = 116
# Small blocks stand on one line: this long, and with at most so many blocks in one another.
LONGEST_LINE, DEEPEST_LINE = 100, 2
OTHER_READERS = yaml.SafeLoader("")
NEEDS_QUOTES = re.compile(r": | #|:$|^[^\w(/.$+]")
TEXT = "tag:yaml.org,2002:str"


def written(tree: Any) -> bytes:
    """A program's tree or a list of scenarios as YAML, keys in their order.

    Reading it gives the same tree. Comments are not part of a tree: those of the file it came from are not written.

    Raises:
        InputError: with every place that no file can hold, such as a number that is not finite.
    """
    faults = list(_faults(tree, ()))
    if faults:
        raise InputError(faults)
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        *_block(tree, 0),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    dumper = (
        yaml.SafeDumper if any(getattr(e, "value", "") and max(e.value) > LAST_OF_COMPILED for e in events) else DUMPER
    )
    content = str(yaml.emit(events, Dumper=dumper, allow_unicode=True, width=WIDTH)).encode()
    if len(content) > MAX_BYTES:
        raise InputError([Fault(file=FILE, path="", found="it would be larger than 1 MB", wanted="make it smaller")])
    return content


def _faults(value: Any, at: Loc) -> Iterator[Fault]:
    """What no file can hold, wherever it stands."""
    if len(at) > MAX_DEPTH:
        yield _fault(at, "", f"blocks are nested more than {MAX_DEPTH} deep")
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _faults_of_text(key, at) if isinstance(key, str) else [_fault(at, key, "a key must be text")]
            yield from _faults(item, (*at, str(key)))
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _faults(item, (*at, place))
    elif isinstance(value, str):
        yield from _faults_of_text(value, at)
    elif value is not None:
        yield from _faults_of_number(value, at)


def _faults_of_text(text: str, at: Loc) -> Iterator[Fault]:
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        yield _fault(at, text, "a character here is no text: take it out")


def _faults_of_number(value: Any, at: Loc) -> Iterator[Fault]:
    if not isinstance(value, bool | Integral | Real):
        yield _fault(at, value, "a text, a number, true or false is needed")
    elif not math.isfinite(value):
        yield _fault(at, value, "a number is needed: leave a limit out to have none")
    else:
        try:
            read_scalar(_number(value))
        except ValueError:
            yield _fault(at, value, "the number is too long")


def _fault(at: Loc, found: Any, wanted: str) -> Fault:
    return Fault(file=FILE, path=path_text(at), found=f"found {shown(found)}" if found != "" else "", wanted=wanted)


def _block(value: Any, depth: int) -> Iterator[yaml.Event]:
    """The events that write a value."""
    if isinstance(value, Mapping):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not value or (depth > 0 and _fits(value)))
        for key, item in value.items():
            yield _text(key)
            yield from _block(item, depth + 1)
        yield yaml.MappingEndEvent()
    elif isinstance(value, list | tuple):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=not value or _fits(value))
        for item in value:
            yield from _block(item, depth + 1)
        yield yaml.SequenceEndEvent()
    else:
        yield _scalar(value)


def _fits(value: Any) -> bool:
    """Whether a block is small enough for one line; a list of blocks is easier to read with each on its own."""
    items = value if isinstance(value, list | tuple) else ()
    return not any(isinstance(item, Mapping | list | tuple) for item in items) and _length(value) <= LONGEST_LINE


def _length(value: Any, depth: int = 0) -> float:
    """The length of a value on one line; endless when it should not stand on one."""
    if isinstance(value, str):
        return math.inf if "\n" in value else len(value) + 2
    if not isinstance(value, Mapping | list | tuple):
        return len(_plain(value))
    if depth >= DEEPEST_LINE + isinstance(value, Sequence):
        return math.inf
    items: Any = [part for pair in value.items() for part in pair] if isinstance(value, Mapping) else value
    return sum(_length(item, depth + 1) + 2 for item in items)


def _scalar(value: Any) -> yaml.Event:
    if isinstance(value, str):
        return _text(value)
    return yaml.ScalarEvent(None, None, implicit=(True, True), value=_plain(value))


def _plain(value: Any) -> str:
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else _number(value)


def _number(value: Any) -> str:
    """A number in full, as short as it can be said exactly."""
    if isinstance(value, Integral):
        return str(int(value))
    text = format(Decimal(repr(float(value))), "f")
    return text if "." in text else f"{text}.0"


def _text(text: str) -> yaml.Event:
    """Text: quoted where a reader would take it for something else, in lines where it has lines."""
    return yaml.ScalarEvent(None, None, implicit=(True, True), value=text, style=_style(text))


def _style(text: str) -> str | None:
    """How to write a text: None leaves it without quotes, unless its characters need them."""
    lines = text.split("\n")
    if not _read_as_text(text) or not all(line.isprintable() for line in lines):
        return '"'
    if any(line != line.strip() for line in lines) or not lines[0]:
        return '"'
    if len(lines) > 1:
        return "|"
    if len(text) > LONGEST_LINE and "  " not in text:
        return ">"
    return '"' if NEEDS_QUOTES.search(text) and '"' not in text and "\\" not in text else None


def _read_as_text(text: str) -> bool:
    """Whether our reader, and others, take the text for text when it stands without quotes."""
    try:
        ours = read_scalar(text)
    except ValueError:
        return False
    return ours == text and OTHER_READERS.resolve(yaml.ScalarNode, text, (True, False)) == TEXT
