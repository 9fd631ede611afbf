"""Mistakes in a workbook: each is told with its sheet and cell, and all at once."""

from typing import Any

import pytest

from tests.forms.programs import example
from tests.spreadsheet.books import edited, filled, refused

ONE_BY_ONE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "text for a number": (
        {"Positions!F4": "abc"},
        ["mine.xlsx: Positions!F4: found 'abc'; a number is needed (hours a week)."],
    ),
    "percent as a whole number": (
        {"Services!D4": 22},
        ["mine.xlsx: Services!D4: found 22; write 22 % or 0.22."],
    ),
    "a date with a day": (
        {"Positions!I4": "2026-09-15"},
        ["mine.xlsx: Positions!I4: found '2026-09-15'; write the year and the month, such as 2027-01."],
    ),
    "a name that is nowhere": (
        {"Positions!C4": "per"},
        ["mine.xlsx: Positions!C4: no ladder 'per'; defined: peer, lead, director; did you mean 'peer'?"],
    ),
    "a position that is nowhere": (
        {"'Who pays for whom'!B4": "peer-11"},
        ["mine.xlsx: 'Who pays for whom'!B4: no position 'peer-11'; take it out of `covers`; did you mean 'peer-1'?"],
    ),
    "a grant that is nowhere": (
        {"'Who pays for whom'!A4": "opioid"},
        [
            "mine.xlsx: 'Who pays for whom'!A4: found 'opioid'; one of these is needed: opioid-response, block-grant, "
            "settlement."
        ],
    ),
    "two of one name": (
        {"Leave!A5": "pto"},
        ["mine.xlsx: Leave!A5: 'pto' stands here twice; each may be used once."],
    ),
    "nothing where something is needed": (
        {"Positions!F6": None},
        ["mine.xlsx: Positions!F6: nothing is given; `Hours` may not be left empty."],
    ),
    "shares above the whole": (
        {"'What each delivers'!C4": 0.9},
        ["mine.xlsx: 'What each delivers'!C4: shares add up to 1.1 in 2026-07; 1 is the most."],
    ),
    "a word that is no choice": (
        {"Program!B10": "kep"},
        ["mine.xlsx: Program!B10: found 'kep'; 'keep' or 'end' is needed; did you mean 'keep'?"],
    ),
    "yes or no": (
        {"Positions!G4": "maybe"},
        ["mine.xlsx: Positions!G4: found 'maybe'; write yes or no."],
    ),
    "a heading that is none": (
        {"Positions!F2": "Hour"},
        [
            "mine.xlsx: Positions!F2: unknown heading 'Hour'; did you mean 'Hours'?",
            "mine.xlsx: Positions: nothing is given; `Hours` may not be left empty.",
        ],
    ),
    "a heading twice": (
        {"Positions!M2": "Title"},
        ["mine.xlsx: Positions!M2: the heading 'Title' stands here twice; keep one of them."],
    ),
    "a value under no heading": (
        {"Leave!D5": "see the handbook"},
        [
            "mine.xlsx: Leave!D5: found 'see the handbook' under no heading; give the column a heading, or move it to "
            "a sheet called Notes."
        ],
    ),
    "a setting that is none": (
        {"Time!A4": "Supervison"},
        ["mine.xlsx: Time!A4: no setting 'Supervison'; did you mean 'Supervision'?"],
    ),
    "a formula without a value": (
        {"Positions!F4": "=20*2"},
        ["mine.xlsx: Positions!F4: found a formula without a value; write the value itself."],
    ),
    "an error": (
        {"Leave!B4": "#REF!"},
        ["mine.xlsx: Leave!B4: found the error #REF!; write the value itself."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "said"), ONE_BY_ONE.values(), ids=ONE_BY_ONE)
def test_a_mistake_is_told_with_its_cell(cells: dict[str, Any], said: list[str]) -> None:
    content = filled(example(), {place.replace("'", ""): value for place, value in cells.items()})
    assert said == refused(content)


def test_all_mistakes_are_told_at_once() -> None:
    cells = {"Positions!F4": "abc", "Positions!F9": "", "Services!E4": "1/5", "Leave!A5": "pto", "Program!B4": "XX"}
    assert [
        "mine.xlsx: Leave!A5: 'pto' stands here twice; each may be used once.",
        "mine.xlsx: Services!E4: found '1/5'; write a number, such as 15.50, or numbers by date, such as 15.50 from "
        "2026-07; 16 from 2027-07.",
        "mine.xlsx: Positions!F4: found 'abc'; a number is needed (hours a week).",
        "mine.xlsx: Positions!F9: nothing is given; `Hours` may not be left empty.",
        "mine.xlsx: Program!B4: found 'XX'; a state's two letters are needed, such as NC.",
    ] == refused(filled(example(), cells))


def test_a_sheet_of_another_name_is_told() -> None:
    def edit(book: Any) -> None:
        book["Supports"].title = "Suports"
        book.create_sheet("Budget")["A1"] = 1

    assert [
        "mine.xlsx: Suports: this is none of the workbook's sheets; did you mean 'Supports'?",
        "mine.xlsx: Budget: this is none of the workbook's sheets; delete it, or call it Notes if it is for yourself.",
    ] == refused(edited(example(), edit))


def test_merged_cells_are_told() -> None:
    assert [
        "mine.xlsx: Leave!A5: merged cells A5:A6; take the merging off: each cell stands for itself.",
    ] == refused(edited(example(), lambda book: book["Leave"].merge_cells("A5:A6")))[:1]


def test_a_sheet_whose_headings_are_gone_is_told() -> None:
    assert [
        "mine.xlsx: Leave: found no headings; Leave, Hours, … are needed in row 2.",
    ] == refused(edited(example(), lambda book: book["Leave"].delete_rows(1, 3)))


def test_headings_may_have_moved_down_and_units_may_be_gone() -> None:
    def edit(book: Any) -> None:
        book["Leave"].insert_rows(1, 2)
        book["Services"].delete_rows(3)

    assert [] == refused(edited(example(), edit))
