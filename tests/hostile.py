"""Files that nobody means well with, and some that are only odd: what the tests of uploads give to the app."""

import io
import random
import zipfile
from collections.abc import Callable

import yaml

from tests.small import peer, tree

MEGABYTE = 1_000_000
# Markup, HTML, emoji codes, formulas, right-to-left and signs that show nothing.
NAMES = (
    "**bold** _it_ `code` $x^2$ :smile: :material/delete: [l](javascript:alert(1)) ![i](http://x.org/i.png)",
    "<script>alert(1)</script><img src=x onerror=alert(1)><b>bold</b>&lt;&#60;",
    '=HYPERLINK("http://x.org","pay")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    "\u202eevil\u202c \u200bzero\u200d\ufeffwidth",
    "{{7*7}} {% raw %} ${7*7} %(x)s {0} {name}",
    "../../../etc/passwd",
    "C:\\Windows\\system32 | con.yaml; rm -rf ~",
)


def bomb() -> bytes:
    """A small text that references blow up to a billion words."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{key}: &{key} [{', '.join(['*' + before] * 10)}]" for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(lines).encode()


def deep(levels: int = 100_000) -> bytes:
    return b"[" * levels + b"]" * levels


def deep_blocks(levels: int = 900) -> bytes:
    return "\n".join(" " * n + "a:" for n in range(levels)).encode()


def one_line() -> bytes:
    return b"name: " + b"x" * (MEGABYTE - 10)


def noise() -> bytes:
    return random.Random(7).randbytes(200_000)


def zipped(size: int = 100 * MEGABYTE, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """What unpacks to a hundred megabytes of one letter."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        folder.writestr("xl/workbook.xml", "<workbook/>")
        with folder.open(name, "w", force_zip64=True) as part:
            for _ in range(size // MEGABYTE):
                part.write(b" " * MEGABYTE)
    return file.getvalue()


def nested_zips() -> bytes:
    """Files within files within files, as in the well-known one of 42 kilobytes."""
    content = zipped(10 * MEGABYTE)
    for level in range(5):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
            for n in range(16):
                folder.writestr(f"lib {level} {n}.zip", content)
        content = file.getvalue()
    return content


def climbing_zip() -> bytes:
    """A part whose name leads out of any folder it is unpacked into."""
    return zipped(MEGABYTE, "../../../../tmp/climbed.xml")


def billion_laughs() -> bytes:
    """A workbook whose first part defines words by words."""
    words = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("[Content_Types].xml", "<Types/>")
        folder.writestr("xl/workbook.xml", f"<?xml version='1.0'?><!DOCTYPE w [{words}]><workbook>&a9;</workbook>")
        folder.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    return file.getvalue()


def too_large(positions: int = 500, months: int = 600) -> bytes:
    """A sound program that no browser could show: 500 positions over 600 months."""
    seats = [peer(f"p{n}") for n in range(positions)]
    return yaml.safe_dump(tree(months=months, positions=seats)).encode()


def scenarios_without_end() -> bytes:
    """Changes of changes: ten thousand of them."""
    changes = [{"set": "positions[peer].hours_per_week", "to": n} for n in range(10_000)]
    return yaml.safe_dump([{"name": "x", "why": "x", "changes": changes}]).encode()


AS_YAML: dict[str, Callable[[], bytes]] = {
    "bomb": bomb,
    "deep": deep,
    "deep blocks": deep_blocks,
    "one line of a megabyte": one_line,
    "noise": noise,
    "a zip": zipped,
    "nothing": lambda: b"",
    "a byte of nothing": lambda: b"\0",
    "not a program": lambda: b"- 1\n- 2\n",
    "a tag that would run": lambda: b"!!python/object/apply:os.system ['touch /tmp/ran']",
    "sixteen bits": lambda: "name: x".encode("utf-16"),
    "half a letter": lambda: b"name: \xc3",
    "a lone surrogate": lambda: b"name: \xed\xa0\x80",
}
AS_WORKBOOK: dict[str, Callable[[], bytes]] = {
    "zip bomb": zipped,
    "zips in zips": nested_zips,
    "climbing": climbing_zip,
    "billion laughs": billion_laughs,
    "noise": noise,
    "nothing": lambda: b"",
    "text": lambda: b"name: x\n",
}


# What stands in an address, and the keys that the app reads of it. A browser itself has a part in the first few.
ODD = (
    "<script>alert(1)</script>",
    "\u202e\u200b",
    "%00%ff",
    "x" * 4000,
    "../../etc/passwd",
    "a" * 32,
    "0",
    "[]",
    "{{7*7}}",
)
IN_A_BROWSER = 3
KEYS = ("program", "example", "scenario", "shared", "page", "position", "embed")
