"""What an uploaded file may be: a plain workbook of a sensible size, with nothing in it that runs or points elsewhere.

Nothing of a file is read as a workbook before this has passed. Sizes are those of what really comes out when the parts
are unpacked, not what the file's directory says of itself.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse, parse
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from model.inputs.faults import Fault, InputError

MOST_BYTES = 1_000_000
MOST_UNPACKED = 24_000_000
MOST_PARTS = 400
MOST_CELLS = 200_000
CHUNK = 1 << 16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old .xls files and files with a password begin

TOO_LARGE = "a program's workbook has at most 1 MB: delete pictures and empty rows below the data"
TOO_LARGE_UNPACKED = "it unpacks to far more than a program needs: delete formatted rows below the data"
DAMAGED = "the file is damaged or no workbook: save it again as .xlsx"
_FORBIDDEN = (
    (re.compile(r"vbaProject|macrosheets|\.bin$(?<!printerSettings\d\.bin)", re.IGNORECASE), "macros or binary parts"),
    (
        re.compile(r"externalLinks/|connections\.xml|queryTables/", re.IGNORECASE),
        "links to other files or data connections",
    ),
    (re.compile(r"embeddings/|activeX/|ctrlProps/", re.IGNORECASE), "embedded objects or controls"),
)
_PRINTER = re.compile(r"xl/printerSettings/printerSettings\d+\.bin", re.IGNORECASE)


@dataclass(frozen=True)
class Extent:
    """What a sheet holds: its last row and column in use, merged cells, whether there are formulas, how many cells."""

    rows: int = 0
    columns: int = 0
    merged: tuple[str, ...] = ()
    formulas: bool = False
    cells: int = 0


@dataclass(frozen=True)
class Safe:
    """A file that may be read as a workbook, and the extents of its sheets by title."""

    content: bytes = field(repr=False)
    extents: dict[str, Extent]


def checked(content: bytes, name: str) -> Safe:
    """Look into a file before it is read as a workbook.

    Args:
        content: what was uploaded.
        name: of the file, as the person knows it.

    Raises:
        InputError: with the reason for which it is refused.
    """
    if len(content) > MOST_BYTES:
        raise _refused(name, f"found {len(content) / 1e6:.1f} MB", TOO_LARGE)
    if content.startswith(OLE):
        raise _refused(name, "found a password or an old .xls file", "save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = _unpacked(file, name)
            return Safe(content, _extents(parts, name))
    except InputError:  # a refusal of ours is a ValueError too
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, KeyError) as error:
        raise _refused(name, "found a file that cannot be unpacked", DAMAGED) from error
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise _refused(name, "found a part that is not plain XML", DAMAGED) from error


def _refused(name: str, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=name, path="", found=found, wanted=wanted)])


def _unpacked(file: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """The parts of the file, unpacked piece by piece and stopped as soon as they pass the limit."""
    members = file.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_PARTS or len(set(names)) < len(names):
        raise _refused(name, f"found {len(members)} parts", DAMAGED)
    _refuse_forbidden(names, name)
    if any(member.flag_bits & 1 for member in members):
        raise _refused(name, "found a password", "save it as .xlsx without a password")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise _refused(name, "found parts packed in an unusual way", DAMAGED)
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _refused(name, "found too much in it", TOO_LARGE_UNPACKED)
    parts: dict[str, bytes] = {}
    left = MOST_UNPACKED
    for member in members:
        parts[member.filename] = _read(file, member, left, name)
        left -= len(parts[member.filename])
    if "[Content_Types].xml" not in parts or "xl/workbook.xml" not in parts:
        raise _refused(name, "found no workbook in it", DAMAGED)
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise _refused(name, "found macros", "save it as a plain workbook, .xlsx: macros are never run")
    return parts


def _read(file: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, name: str) -> bytes:
    pieces, size = [], 0
    with file.open(member) as part:
        while piece := part.read(CHUNK):
            size += len(piece)
            if size > left:
                raise _refused(name, "found too much in it", TOO_LARGE_UNPACKED)
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_forbidden(names: Iterable[str], name: str) -> None:
    for part in names:
        for pattern, what in _FORBIDDEN:
            if pattern.search(part) and not _PRINTER.fullmatch(part):
                raise _refused(name, f"found {what}", "save it as a plain workbook, .xlsx, without them")


def _extents(parts: dict[str, bytes], name: str) -> dict[str, Extent]:
    """The extent of each sheet by title; every part that is XML is read once, entities and all refused."""
    targets = _targets(parts)
    extents: dict[str, Extent] = {}
    cells = 0
    for part, content in parts.items():
        if part in targets:
            extent = _extent(content, name, MOST_CELLS - cells)
            extents[targets[part]] = extent
            cells += extent.cells
        elif part.endswith((".xml", ".rels", ".vml")):
            for _, element in iterparse(io.BytesIO(content), forbid_dtd=True):
                element.clear()
    return extents


def _targets(parts: dict[str, bytes]) -> dict[str, str]:
    """Titles of sheets by the part they stand in."""
    links = parse(io.BytesIO(parts["xl/_rels/workbook.xml.rels"]), forbid_dtd=True)
    places = {link.get("Id"): str(link.get("Target")).lstrip("/") for link in links.iter() if link.get("Id")}
    book = parse(io.BytesIO(parts["xl/workbook.xml"]), forbid_dtd=True)
    found = {}
    for sheet in book.iter():
        if _tag(sheet.tag) == "sheet":
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            target = places.get(key, "")
            found[target if target.startswith("xl/") else f"xl/{target}"] = str(sheet.get("name"))
    return found


def _tag(name: object) -> str:
    return str(name).rpartition("}")[2]


def _extent(content: bytes, name: str, most_cells: int) -> Extent:
    rows = columns = cells = 0
    formulas, merged = False, []
    for _, element in iterparse(io.BytesIO(content), forbid_dtd=True):
        tag = _tag(element.tag)
        if tag == "c":
            cells += 1
            if cells > most_cells:
                raise _refused(name, f"found more than {MOST_CELLS:,} cells", TOO_LARGE_UNPACKED)
            if len(element) and element.get("r"):
                letters, row = _coordinate(str(element.get("r")))
                rows, columns = max(rows, row), max(columns, letters)
            formulas = formulas or any(_tag(child.tag) == "f" for child in element)
        elif tag == "mergeCell":
            merged.append(str(element.get("ref")))
        if tag in ("c", "row", "mergeCell", "dataValidation"):
            element.clear()
    return Extent(rows, columns, tuple(merged), formulas, cells)


def _coordinate(text: str) -> tuple[int, int]:
    try:
        letters, row = coordinate_from_string(text)
    except CellCoordinatesException as error:
        raise ValueError(text) from error
    return column_index_from_string(letters), row
