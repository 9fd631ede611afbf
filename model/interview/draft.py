"""A draft: answers under way, packed small enough for an address, and read back without trust."""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

from model.interview.answers import MOST_GRANTS, Answers, GrantAnswer

LONGEST = 6_000  # characters of an address that browsers and servers carry without harm
LARGEST = 60_000  # bytes, unpacked


def packed(draft: Mapping[str, Any]) -> str:
    """Answers under way as text for an address; empty where there are none, or where they would be too long."""
    held = {key: value for key, value in draft.items() if value is not None and value not in ([], ())}
    if not held:
        return ""
    content = zlib.compress(json.dumps(held, separators=(",", ":"), sort_keys=True).encode(), 9)
    text = base64.urlsafe_b64encode(content).decode().rstrip("=")
    return text if len(text) <= LONGEST else ""


def unpacked(text: str) -> dict[str, Any]:
    """Answers under way from an address; nothing where it was cut or made up.

    Only known answers of plain kinds are taken; whether they are in bounds is said when they are read.
    """
    if not text or len(text) > LONGEST:
        return {}
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opened = zlib.decompressobj()
        raw = opened.decompress(content, LARGEST)
        held = json.loads(raw) if not opened.unconsumed_tail else {}
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        return {}
    return _known(held, tuple(Answers.model_fields)) if isinstance(held, dict) else {}


def _known(held: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if key in names and _is_plain(key, value)}


def _is_plain(key: str, value: Any) -> bool:
    if key == "grants":
        return isinstance(value, list) and len(value) <= MOST_GRANTS and all(_is_grant(item) for item in value)
    if key in ("caps", "peers") and isinstance(value, list):
        return all(isinstance(item, str | int) for item in value)
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _is_grant(item: Any) -> bool:
    return (
        isinstance(item, dict) and item.keys() <= GrantAnswer.model_fields.keys() and item == _known(item, tuple(item))
    )
