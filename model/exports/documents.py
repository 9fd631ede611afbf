"""What the project says of itself, in its own files: sections of the README and of `model.md`, version, dates."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from model.inputs.assumptions import Assumptions

ROOT = Path(__file__).parents[2]
README, ARITHMETIC = ROOT / "README.md", ROOT / ".readme" / "model.md"
PACKAGE = "staying-power"
HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
LINK = re.compile(r"!?\[([^\]]*)\]\((?!https?://)[^)]*\)")
FENCE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


class Dates(NamedTuple):
    """When the sources were last read, and the newest year that a number describes."""

    read: str
    newest_year: int


def sections(text: str) -> Mapping[str, str]:
    """The sections of a Markdown text by their second-level headings, in order."""
    heads = [match for match in HEADING.finditer(text) if not _in_code(text, match.start())]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return {head[1]: text[head.end() : end].strip() for head, end in zip(heads, ends, strict=True)}


def _in_code(text: str, place: int) -> bool:
    return any(match.start() < place < match.end() for match in FENCE.finditer(text))


@cache
def readme(name: str) -> str:
    """A section of the README, its links into the repository as their text.

    Raises:
        KeyError: where it has no section of that name.
    """
    return for_screen(sections(README.read_text(encoding="utf-8"))[name])


@cache
def arithmetic() -> Mapping[str, str]:
    """The sections of `model.md` by number."""
    found = sections(ARITHMETIC.read_text(encoding="utf-8"))
    return {number: text for title, text in found.items() if (number := title.partition(".")[0]).isdigit()}


@cache
def arithmetic_titles() -> Mapping[str, str]:
    """The titles of the sections of `model.md` by number."""
    found = sections(ARITHMETIC.read_text(encoding="utf-8"))
    return {title.partition(".")[0]: title.partition(".")[2].strip() for title in found}


def for_screen(text: str) -> str:
    """Markdown of our own as the screen needs it: no links into the repository, dollars that are no formula."""
    parts = FENCE.split(LINK.sub(r"\1", text))
    return "".join(part if part.startswith("`") else part.replace("$", "\\$") for part in parts)


def this_version() -> str:
    """The version of the package that is installed."""
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "not installed as a package"


def dates(known: Assumptions) -> Dates:
    """When the sources were last read, and the newest year that an entry or a wage describes."""
    read = max(source.accessed for source in known.sources.values())
    years = [entry.vintage for entry in known.entries.values() if entry.vintage is not None]
    return Dates(read, max([*years, *(row.vintage for row in known.wage_table)]))
