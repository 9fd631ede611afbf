"""A distribution in a cell: its name and parameters in brackets behind the value.

0.22 (normal: sd 3 %, low 10 %, high 35 %)
20 (discrete: 18 at 25 %, 20 at 75 %)
"""

import re
from collections.abc import Callable
from typing import Any

from model.inputs.distribution import PLACES
from model.inputs.ranges import PARAMETERS

NAMED = rf"\((?P<named>{'|'.join(PARAMETERS)}):(?P<told>[^()]*)\)"
Write = Callable[[Any, str], str | None]
Read = Callable[[str, str], float | int | None]
_OWN_UNITS = {"within": "share", "concentration": "count"}


def named_written(item: dict[str, Any], unit: str, write: Write) -> str | None:
    """The distribution of an entry in brackets; None where it cannot be told.

    Args:
        item: the entry, with `distribution`.
        unit: of the number.
        write: writes a plain number of a unit.
    """
    name = item["distribution"]
    known = PARAMETERS.get(name, ()) if isinstance(name, str) else ()
    if name == "discrete":
        parts = [_outcome_written(one, unit, write) for one in item.get("outcomes") or ()]
    else:
        parts = [_told(key, item[key], unit, write) for key in known if key in item]
    return None if not known or not parts or None in parts else f"({name}: {', '.join(map(str, parts))})"


def _told(key: str, value: Any, unit: str, write: Write) -> str | None:
    text = write(value, unit if key in PLACES else _OWN_UNITS[key])
    return None if text is None else f"{key} {text.replace(',', '')}"


def _outcome_written(one: Any, unit: str, write: Write) -> str | None:
    if not isinstance(one, dict) or set(one) != {"value", "probability"}:
        return None
    value, chance = write(one["value"], unit), write(one["probability"], "share")
    return None if value is None or chance is None else f"{value.replace(',', '')} at {chance}"


def named_read(name: str, told: str, unit: str, read: Read) -> dict[str, Any] | None:
    """What the brackets say, as an entry of the tree holds it; None where they do not follow the grammar."""
    parts = [part.strip() for part in told.split(",")]
    if name == "discrete":
        outcomes = [_outcome_read(part, unit, read) for part in parts]
        return None if None in outcomes else {"distribution": name, "outcomes": outcomes}
    found: dict[str, Any] = {"distribution": name}
    for part in parts:
        key, _, text = part.partition(" ")
        value = read(text.strip(), unit if key in PLACES else _OWN_UNITS[key]) if key in PARAMETERS[name] else None
        if value is None or key in found:
            return None
        found[key] = value
    return found


def _outcome_read(part: str, unit: str, read: Read) -> dict[str, Any] | None:
    value, at, chance = re.sub(r"\s+", " ", part).partition(" at ")
    numbers = (read(value, unit), read(chance, "share")) if at else (None, None)
    return None if None in numbers else {"value": numbers[0], "probability": numbers[1]}
