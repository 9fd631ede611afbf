"""Names in one cell, parted by commas."""

import csv
import io
from collections.abc import Sequence
from typing import Any

NONE = "none"


def names_written(names: Sequence[Any]) -> str:
    """Names in one cell, parted by commas; one that holds a comma or a quotation mark stands in quotation marks."""
    return ", ".join(_quoted(str(name)) for name in names) or NONE


def _quoted(name: str) -> str:
    plain = name.strip() == name and name and not set(name) & set(',"\n\r') and name.casefold() != NONE
    return name if plain else '"' + name.replace('"', '""') + '"'


def names_read(text: str) -> list[str]:
    """The names in one cell."""
    if text.casefold() == NONE:
        return []
    try:
        found = next(csv.reader(io.StringIO(text), skipinitialspace=True, strict=True))
    except (csv.Error, StopIteration):
        return [text]
    return [name.strip() if f'"{name}"' not in text else name for name in found if name.strip()]
