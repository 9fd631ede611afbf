"""YAML read strictly: what a person typed is what the model gets, or a sentence says why not.

Plain YAML readers keep the last of two keys, read NO as false, 1e6 as text and 1:30 as 90. Here each of these is a
fault with its line, and all faults of a file are reported together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

# The compiled parser when there is one: it is ten times faster, and only its events are used.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_FAULTS = 100
# Longer digit strings are no amounts or dates, and overflow a float. Digits after the point do no harm.
MAX_NUMBER_LENGTH = 30

INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+")
NULLS = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "false": False}

TAB = "a tab stands here: indent with spaces"
NOT_YAML = "this is not YAML: look here or just above for indentation, a missing colon or an open quote"
REFUSED = (
    (r"yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF", "some readers take it for true or false: quote it if it is text"),
    (r"True|TRUE|False|FALSE", "write true or false in small letters, or quote it if it is text"),
    (r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "it is not a finite number: leave a limit out to have none"),
    (r"[-+]?[0-9][0-9._]*[eE][-+]?[0-9]+", "write the number in full, or quote it if it is text"),
    (r"[-+]?[0-9][0-9.]*(_[0-9.]*)+", "write the number without underscores, or quote it if it is text"),
    (r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", "write the number without commas, or quote it if it is text"),
    (r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?", "some readers count it in sixties: quote it if it is text"),
    (
        r"[-+]?0([0-9]+\.?[0-9]*|[oxb][0-9a-fA-F]+)",
        "it begins with 0: write 64,000 as 64000, or quote text",
    ),
    (r"[-+]?[0-9]+\.", "a digit must follow the point, or quote it if it is text"),
    (r"[-+]?[0-9.]+ ?%", "write a share as a fraction, such as 0.15 for 15 %"),
    (r"[-+]?\$ ?[0-9][0-9.,]*", "write dollars as a plain number"),
)
REFUSED_SCALARS = tuple((re.compile(pattern), advice) for pattern, advice in REFUSED)

YamlPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a file, and where."""

    name: str
    line: int
    sentence: str

    def __str__(self) -> str:
        """Give the fault as one sentence that begins with its place."""
        return f"{self.name}, line {self.line}: {self.sentence}"


class YamlFault(ValueError):  # noqa: N818 - it carries faults, and messages call them so
    """A file that cannot be read; `faults` holds each thing wrong with it."""

    def __init__(self, faults: list[Fault], document: "Document | None" = None) -> None:
        """Keep the faults, and say them one to a line; `document` is what could be read all the same."""
        self.faults = tuple(faults)
        self.document = document
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True)
class Document:
    """What a file says, and on which line it says it."""

    name: str
    value: Any
    lines: Mapping[YamlPath, int]

    def line_of(self, path: YamlPath) -> int:
        """Give the line of a path, or of the nearest block around it for a path the file does not have."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(path_or_text: Path | str | bytes, name: str | None = None) -> Document:
    """Read one YAML document, strictly.

    Args:
        path_or_text: a file, or its content as text or bytes.
        name: what messages call the file; by default its path.

    Raises:
        YamlFault: with every fault found.
    """
    shown = name or (str(path_or_text) if isinstance(path_or_text, Path) else "text")
    text = _decoded(content_of(path_or_text, shown), shown)
    builder = _Builder(shown)
    try:
        value = builder.document(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        tab = line <= text.count("\n") + 1 and "\t" in text.split("\n")[line - 1][:80].split("#")[0]
        builder.fault(line, TAB if tab else NOT_YAML)
        raise YamlFault(builder.faults) from error
    except yaml.reader.ReaderError as error:
        raise YamlFault([Fault(shown, 1, "the file holds a character that is not text")]) from error
    if value is None and not builder.faults:
        builder.fault(1, "the file is empty")
    document = Document(shown, value, builder.lines)
    if builder.faults:
        raise YamlFault(builder.faults, document)
    return document


def read_scalar(text: str) -> str | int | float | bool | None:
    """Read an unquoted word or number as YAML 1.2 does, refusing what other readers take differently.

    Raises:
        ValueError: with advice on how to write it.
    """
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text):
        return int(_short(text))
    if DECIMAL.fullmatch(text):
        _short(text.partition(".")[0])
        return float(text)
    for pattern, advice in REFUSED_SCALARS:
        if pattern.fullmatch(text):
            raise ValueError(advice)
    return text


def _short(text: str) -> str:
    if len(text) > MAX_NUMBER_LENGTH:
        raise ValueError("the number is too long, or quote it if it is text")
    return text


def content_of(path_or_text: Path | str | bytes, name: str) -> bytes:
    """The bytes of a file, read once and no further than files may be long.

    Raises:
        YamlFault: when it cannot be read or is too large.
    """
    if isinstance(path_or_text, bytes):
        content = path_or_text
    elif isinstance(path_or_text, str):
        content = path_or_text.encode("utf-8", "surrogatepass")
    else:
        try:
            with path_or_text.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            raise YamlFault([Fault(name, 1, f"the file cannot be read: {reason}")]) from error
    if len(content) > MAX_BYTES:
        raise YamlFault([Fault(name, 1, "the file is larger than 1 MB")])
    return content


def _decoded(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlFault([Fault(name, line, "the file is not UTF-8 text: save it as UTF-8")]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise YamlFault([Fault(name, line, "the file holds a NUL byte, so it is not text")])
    return text


def _line(event: yaml.Event) -> int:
    """The line an event stands on; the parser gives every event a mark."""
    return event.start_mark.line + 1 if event.start_mark else 1


@dataclass
class _Builder:
    """Turns parser events into plain objects, noting lines and faults on the way."""

    name: str
    faults: list[Fault] = field(default_factory=list)
    lines: dict[YamlPath, int] = field(default_factory=dict)

    def fault(self, line: int, sentence: str) -> None:
        """Note a fault; stop at a hundred, which no person reads."""
        self.faults.append(Fault(self.name, line, sentence))
        if len(self.faults) >= MAX_FAULTS:
            raise YamlFault(self.faults)

    def document(self, events: Iterator[yaml.Event]) -> object:
        """Build the only document of a file; None where there is none."""
        value, documents = None, 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(_line(event), "a second document begins here: keep one to a file")
                    break
                value = self.node(next(events), events, ())
        return value

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], path: YamlPath) -> object:
        """Build one value and all that is in it."""
        line = _line(event)
        self.lines.setdefault(path, line)
        if len(path) > MAX_DEPTH:
            self.fault(line, f"blocks are nested more than {MAX_DEPTH} deep")
            raise YamlFault(self.faults)
        self._refuse_references(event, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.scalar(event, line) if isinstance(event, yaml.ScalarEvent) else None

    def _refuse_references(self, event: yaml.Event, line: int) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.fault(line, f"{mark}{anchor} is a reference: write the value out where it is needed")
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.fault(line, f"{shown} is a tag: leave it out, and quote the value if it is text")

    def mapping(self, events: Iterator[yaml.Event], path: YamlPath) -> dict[str, object]:
        """Build a block of keys, each of them text and there once."""
        block: dict[str, object] = {}
        first: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            key = self.key(event, events, path)
            if key in first:
                self.fault(line, f"{key!r} stands twice in one block, first on line {first[key]}")
            first.setdefault(key, line)
            self.lines.setdefault((*path, key), line)
            block[key] = self.node(next(events), events, (*path, key))
        return block

    def key(self, event: yaml.Event, events: Iterator[yaml.Event], path: YamlPath) -> str:
        """Read a key; one that is not text is a fault, and stands for itself as text."""
        before, line = len(self.faults), _line(event)
        key = self.node(event, events, path)
        if not isinstance(key, str) and len(self.faults) == before:
            shown = event.value if isinstance(event, yaml.ScalarEvent) else "a block"
            comma = ", or write 1,400 as 1400" if shown.isdigit() else ""
            self.fault(line, f"a key must be text, and {shown or 'nothing'} is not: quote it{comma}")
        return key if isinstance(key, str) else str(key)

    def sequence(self, events: Iterator[yaml.Event], path: YamlPath) -> list[object]:
        """Build a list."""
        items: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def scalar(self, event: yaml.ScalarEvent, line: int) -> str | int | float | bool | None:
        """Read a word or number; what is quoted or in a text block is text."""
        text: str = event.value
        if event.style:
            if "\0" in text:
                self.fault(line, "the text holds a NUL character")
            return text
        try:
            return read_scalar(text)
        except ValueError as error:
            self.fault(line, f"{text[:40]} is refused: {error}")
            return text
