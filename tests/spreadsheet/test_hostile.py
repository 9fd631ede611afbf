"""Uploads that mean harm, or are simply the wrong file: refused in a sentence, quickly, and never run."""

import io
import time
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from model.spreadsheet import program_of_book, read_book
from model.spreadsheet.safety import MOST_BYTES
from tests.forms.programs import example
from tests.spreadsheet.books import edited, filled, opened, refused, saved, untouched

SHEET = "xl/worksheets/sheet2.xml"
NOT_XML = "mine.xlsx: found a part that is not plain XML; the file is damaged or no workbook: save it again as .xlsx."
HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def repacked(change: Callable[[dict[str, bytes]], object], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An example's workbook with parts of it changed, added or taken out."""
    with zipfile.ZipFile(io.BytesIO(untouched(example()))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: content})


def entities(kind: str) -> bytes:
    """A sheet with a document type: the billion laughs, a file of the machine, or an address to fetch."""
    said = {
        "bomb": '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">',
        "file": '<!ENTITY c SYSTEM "file:///etc/passwd">',
        "fetch": '<!ENTITY c SYSTEM "http://127.0.0.1:9/x">',
        "parameter": '<!ENTITY % c SYSTEM "http://127.0.0.1:9/x">%c;',
    }[kind]
    body = "" if kind == "parameter" else "&c;"
    return f'<?xml version="1.0"?><!DOCTYPE w [{said}]><worksheet>{body}</worksheet>'.encode()


def test_what_is_no_workbook_is_refused() -> None:
    damaged = "the file is damaged or no workbook: save it again as .xlsx."
    assert [f"mine.xlsx: found a file that cannot be unpacked; {damaged}"] == refused(b"")
    assert [f"mine.xlsx: found a file that cannot be unpacked; {damaged}"] == refused(b"name,hours\npeer-1,40\n")
    assert [f"mine.xlsx: found a file that cannot be unpacked; {damaged}"] == refused(b"PK\x03\x04" + bytes(200))
    assert [f"mine.xlsx: found no workbook in it; {damaged}"] == refused(_zip({"letter.txt": b"hello"}))
    whole = untouched(example())
    assert [f"mine.xlsx: found a file that cannot be unpacked; {damaged}"] == refused(whole[: len(whole) // 2])
    assert ["mine.xlsx: found a password or an old .xls file; save it as .xlsx without a password."] == refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def test_another_workbook_is_refused() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0]["A1"] = "Budget"
    assert ["mine.xlsx: found none of the workbook's sheets; download the template, and fill it in."] == refused(
        saved(book)
    )


def test_a_large_file_is_refused() -> None:
    assert [
        "mine.xlsx: found 1.0 MB; a program's workbook has at most 1 MB: delete pictures and empty rows below the data."
    ] == refused(b"PK" + bytes(MOST_BYTES))


def test_a_file_that_unpacks_to_much_more_is_refused() -> None:
    began = time.perf_counter()
    content = repacked(lambda parts: parts.update({SHEET: HEAD + bytes(60_000_000)}))
    packed = time.perf_counter()
    assert [
        "mine.xlsx: found too much in it; it unpacks to far more than a program needs: delete formatted rows below the "
        "data."
    ] == refused(content)
    assert time.perf_counter() - packed < max(2, packed - began)


def test_a_directory_that_lies_about_sizes_is_found_out() -> None:
    big = bytes(30_000_000)
    content = bytearray(repacked(put("xl/big.xml", big)))
    # the size of xl/big.xml, in its own header and in the directory, is said to be 10
    in_header, in_directory = content.find(b"xl/big.xml") - 30 + 22, content.rfind(b"xl/big.xml") - 46 + 24
    for at in (in_header, in_directory):
        assert len(big) == int.from_bytes(content[at : at + 4], "little")
        content[at : at + 4] = (10).to_bytes(4, "little")
    assert 1 == len(refused(bytes(content)))


def test_a_million_empty_rows_do_not_hold_anybody_up() -> None:
    def edit(book: Any) -> None:
        book["Leave"].row_dimensions[1_048_576].height = 15
        book["Leave"].cell(row=1_048_576, column=16_384).number_format = "0%"

    began = time.perf_counter()
    assert [] == refused(edited(example(), edit))
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % n for n in range(1, 1_048_577))
    many = repacked(put(SHEET, HEAD + b"<sheetData>" + rows + b"</sheetData></worksheet>"))
    assert 1 == len(refused(many))
    assert time.perf_counter() - began < 60


def test_a_value_far_below_is_told_and_not_walked_to() -> None:
    assert [
        "mine.xlsx: Leave: found something far from the table; a sheet has at most 3,000 rows and 60 columns: delete "
        "what lies beyond."
    ] == refused(filled(example(), {"Leave!A1048576": "far"}))


@pytest.mark.parametrize("kind", ["bomb", "file", "fetch", "parameter"])
@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/core.xml"])
def test_entities_are_refused(kind: str, part: str) -> None:
    said = [
        "mine.xlsx: found a part that is not plain XML; the file is damaged or no workbook: save it again as .xlsx."
    ]
    assert said == refused(repacked(put(part, entities(kind))))


def test_entities_in_another_encoding_are_refused_too() -> None:
    text = entities("bomb").decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")
    assert 1 == len(refused(repacked(put(SHEET, text))))


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("xl/vbaProject.bin", "macros or binary parts"),
        ("xl/macrosheets/sheet1.xml", "macros or binary parts"),
        ("xl/externalLinks/externalLink1.xml", "links to other files or data connections"),
        ("xl/connections.xml", "links to other files or data connections"),
        ("xl/embeddings/oleObject1.bin", "macros or binary parts"),
        ("xl/embeddings/letter.docx", "embedded objects or controls"),
        ("xl/activeX/activeX1.xml", "embedded objects or controls"),
    ],
)
def test_macros_links_and_objects_are_refused(part: str, what: str) -> None:
    said = f"mine.xlsx: found {what}; save it as a plain workbook, .xlsx, without them."
    assert [said] == refused(repacked(put(part, b"<x/>")))


def test_a_workbook_with_macros_is_refused_by_its_kind_too() -> None:
    def change(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")

    said = ["mine.xlsx: found macros; save it as a plain workbook, .xlsx: macros are never run."]
    assert said == refused(repacked(change))


def test_a_password_on_a_part_is_refused() -> None:
    content = bytearray(untouched(example()))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + at] |= 1
    assert ["mine.xlsx: found a password; save it as .xlsx without a password."] == refused(bytes(content))


def test_parts_packed_in_unusual_ways_or_twice_are_refused() -> None:
    assert refused(repacked(dict.copy, zipfile.ZIP_BZIP2))[0].startswith("mine.xlsx: found parts packed in an")
    out = io.BytesIO(untouched(example()))
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as file:
        warnings.simplefilter("ignore")
        file.writestr("xl/workbook.xml", b"<x/>")
    assert 1 == len(refused(out.getvalue()))
    assert 1 == len(refused(_zip({f"{n}.xml": b"<x/>" for n in range(500)})))


def test_a_formula_is_taken_for_the_value_last_seen_and_never_computed() -> None:
    def change(parts: dict[str, bytes]) -> None:
        # Leave!B4 holds 120: now by way of a formula that would call for a program
        sheet = parts["xl/worksheets/sheet21.xml"]
        assert sheet.count(b"<v>120</v>") == 1
        parts["xl/worksheets/sheet21.xml"] = sheet.replace(b"<v>120</v>", b"<f>cmd|'/C calc'!A0</f><v>96</v>")

    content = repacked(change)
    assert 96 == program_of_book(content, "mine.xlsx").program.leave["pto"].value
    assert ("Leave!B4",) == read_book(content, "mine.xlsx")[1].computed


@pytest.mark.parametrize("name", ["=1+1", "+cmd()", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "<script>", "'quoted"])
def test_a_name_that_looks_like_a_formula_is_a_name_both_ways(name: str) -> None:
    tree = example()
    tree["leave"] = {name: 8}
    content = untouched(tree)
    cell = opened(content)["Leave"]["A4"]
    assert (name, "s") == (cell.value, cell.data_type)
    assert [name] == list(program_of_book(content, "mine.xlsx").program.leave)


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_parts_that_are_broken_are_refused_in_a_sentence() -> None:
    for part in ("xl/workbook.xml", "xl/styles.xml", SHEET, "xl/_rels/workbook.xml.rels"):
        for content in (
            b"",
            b"<",
            b"<x/>",
            b"\x00" * 20,
            HEAD + b"<sheetData><row r='x'><c r='@'/></row></sheetData></worksheet>",
        ):
            refused(repacked(put(part, content)))  # raises nothing but an InputError
        refused(repacked(lambda parts, part=part: parts.pop(part, None)))
