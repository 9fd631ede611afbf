"""A program and its scenarios packed into the text of a link."""

import base64
import binascii
import re
import zlib

from model.inputs.faults import Fault, InputError
from model.inputs.strict_yaml import MAX_BYTES
from model.inputs.versions import LATER

VERSION = "A"  # the first letter says how the rest is packed
HEAD = re.compile(rb"([0-9]{1,7}) (-|[0-9]{1,7})\n")


def packed(program: bytes, scenarios: bytes | None) -> str:
    """Both files as text for a link: letters, digits, `-` and `_` only."""
    head = f"{len(program)} {'-' if scenarios is None else len(scenarios)}\n".encode()
    content = zlib.compress(head + program + (scenarios or b""), 9)
    return VERSION + base64.urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(text: str) -> tuple[bytes, bytes | None]:
    """The program and the scenarios that were packed, byte for byte; they are not checked here.

    Raises:
        InputError: when the text is damaged, of a later version, or holds more than 1 MB.
    """
    bare = "".join(text.split()).rstrip("=")  # mail programs break long links
    if re.match(r"[B-Z]", bare):
        raise _refusal("it is packed in a way unknown here", LATER.replace("file", "link"))
    content = _inflated(bare)
    head = HEAD.match(content)
    if head is None:
        raise _damaged()
    size, rest = int(head[1]), content[head.end() :]
    scenarios = None if head[2] == b"-" else rest[size:]
    if len(rest) != size + (0 if scenarios is None else int(head[2])):
        raise _damaged()
    return rest[:size], scenarios


def _inflated(bare: str) -> bytes:
    """What the text holds, unpacked no further than is allowed."""
    if not re.fullmatch(rf"{VERSION}[A-Za-z0-9_-]+", bare):
        raise _damaged()
    inflating = zlib.decompressobj()
    try:
        content = inflating.decompress(base64.urlsafe_b64decode(bare[1:] + "=" * (-len(bare[1:]) % 4)), MAX_BYTES + 1)
    except (binascii.Error, zlib.error):
        raise _damaged() from None
    if len(content) > MAX_BYTES:
        raise _refusal("it holds more than 1 MB", "send the single file instead")
    if not inflating.eof or inflating.unused_data:
        raise _damaged()
    return content


def _damaged() -> InputError:
    return _refusal("it is damaged or was cut off", "ask for the link again, or for the single file")


def _refusal(found: str, wanted: str) -> InputError:
    return InputError([Fault(file="the link", path="", found=found, wanted=wanted)])
