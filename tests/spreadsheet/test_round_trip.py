"""What one downloads and uploads again is the same program, also after LibreOffice has saved it."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from model.forms import TABLES, rows_of
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.inputs.versions import LATER
from model.spreadsheet import book_of, program_of_book, read_book, template
from tests.forms.programs import EXAMPLES, example, odd_program
from tests.forms.same import differences
from tests.random_programs import random_program
from tests.spreadsheet.books import edited, filled, opened, refused
from tests.workbook.speed import FORMAT, SOFFICE

SEEDS = (1, 4, 9, 16)


def trees() -> list[Any]:
    examples = [pytest.param(example(path.stem), id=path.stem) for path in EXAMPLES]
    made = [pytest.param(random_program(seed), id=f"random {seed}") for seed in SEEDS]
    return [*examples, *made, pytest.param(odd_program(), id="odd")]


@pytest.mark.parametrize("tree", trees())
def test_down_up_and_down_again_is_the_same_program(tree: dict[str, Any]) -> None:
    first = program_of_book(book_of(tree), "mine.xlsx")
    assert [] == differences(program_of(tree, "it").program, first.program)
    for table in TABLES:
        assert rows_of(tree, table) == rows_of(first.tree, table)
    # what is uploaded can be kept as YAML
    kept = yaml.safe_load(yaml.safe_dump(first.tree, sort_keys=False, allow_unicode=True))
    assert [] == differences(first.program, program_of(kept, "it").program)


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed")
def test_libreoffice_saves_the_same_program(tmp_path: Path) -> None:
    # LibreOffice itself forgets to write a text such as _x0041_ so that it reads back
    odd = odd_program() | {"about": "  Two lines,\nand a tab\there.\n"}
    trees_ = {"example": example(), "odd": odd, "random": random_program(5)}
    for name, tree in trees_.items():
        (tmp_path / f"{name}.xlsx").write_bytes(book_of(tree))
    files = [str(tmp_path / f"{name}.xlsx") for name in trees_]
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--norestore"]
    out = ["--convert-to", FORMAT, "--outdir", str(tmp_path / "out"), *files]
    subprocess.run([*command, *out], check=True, capture_output=True, timeout=240)
    for name, tree in trees_.items():
        read = program_of_book((tmp_path / "out" / f"{name}.xlsx").read_bytes(), f"{name}.xlsx")
        assert [] == differences(program_of(tree, "it").program, read.program)


def test_a_changed_cell_changes_its_number() -> None:
    cells = {
        "Positions!F4": 32,
        "Positions!I5": "2026-09",
        "Services!D4": 0.15,
        "Program!B7": 48,
        "Grants!D5": "90,000, 95,000, 100,000",
        "Staffing!B3": "0.4 from 2026-01; 0.3 from 2028-01",
    }
    program = program_of_book(filled(example(), cells), "mine.xlsx").program
    assert 32 == program.positions[0].hours_per_week.value
    assert "2026-09" == str(program.positions[1].start)
    assert 0.15 == program.services["individual"].no_show.value
    assert 48 == program.months
    assert [90000, 95000, 100000] == [year.value for year in program.grants[1].award]  # type: ignore[union-attr]
    assert [0.4, 0.3] == [entry.value for entry in program.staffing.annual_turnover.entries]


def test_rows_are_added_moved_and_left_empty() -> None:
    def edit(book: Any) -> None:
        sheet = book["Leave"]
        sheet.insert_rows(5)  # an empty row in the middle
        for column, value in enumerate(["jury", 8], 1):
            sheet.cell(row=30, column=column, value=value)
        mix = book["What each delivers"]
        for column in (1, 2, 3):
            mix.cell(row=60, column=column, value=mix.cell(row=4, column=column).value)
            mix.cell(row=4, column=column).value = None

    read = program_of_book(edited(example(), edit), "mine.xlsx").program
    assert ["pto", "holidays", "wellness", "jury"] == list(read.leave)
    assert 0.8 == read.positions[0].mix["individual"].value


def test_dates_percents_and_formulas_of_a_spreadsheet_are_taken_as_what_they_show() -> None:
    from datetime import UTC, datetime

    def edit(book: Any) -> None:
        book["Positions"]["I4"] = datetime(2026, 9, 1, tzinfo=UTC).replace(tzinfo=None)
        book["Services"]["D4"] = "18%"
        book["Staffing"]["B18"].number_format = "0%"

    assert "2026-09" == str(program_of_book(edited(example(), edit), "m.xlsx").program.positions[0].start)


def test_a_sheet_may_be_missing_and_notes_are_not_read() -> None:
    def edit(book: Any) -> None:
        del book["Supports"]
        book.create_sheet("Notes to self")["A1"] = "=HYPERLINK(1)"

    assert () == program_of_book(edited(example(), edit), "mine.xlsx").program.supports


def test_an_empty_template_says_what_a_program_needs() -> None:
    assert [
        "mine.xlsx: Program!B3: nothing is given; `Name of the program` may not be left empty.",
        "mine.xlsx: Program!B4: nothing is given; `State` may not be left empty.",
        "mine.xlsx: Program!B6: nothing is given; `First month` may not be left empty.",
        "mine.xlsx: Program!B7: nothing is given; `Months to project` may not be left empty.",
        "mine.xlsx: Ladders: nothing is given; at least one row is needed.",
        "mine.xlsx: Positions: nothing is given; at least one row is needed.",
    ] == refused(template())


def test_a_workbook_of_a_later_version_says_so() -> None:
    def edit(book: Any) -> None:
        guide = book["Read me"]
        cell = next(c for row in guide.iter_rows() for c in row if str(c.value).startswith("Workbook of"))
        cell.value = "Workbook of Staying Power, version 99"

    with pytest.raises(InputError, match=LATER):
        program_of_book(edited(example(), edit), "mine.xlsx")


def test_places_name_the_cells_of_the_workbook() -> None:
    _, places = read_book(book_of(example()), "mine.xlsx")
    assert "Positions!F4" == places.at(("positions", 0, "hours_per_week"))
    assert "'What each delivers'!C8" == places.at(("mix", 4, "value"))
    assert "Staffing!B3" == places.at(("staffing", 0, "value"))
    assert () == places.computed


def test_the_head_of_a_sheet_stays_and_cells_know_their_choices() -> None:
    book = opened(book_of(example()))
    sheet = book["Positions"]
    assert "B4" == sheet.freeze_panes
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert "Ladders!$A$4:$A$500" == rules["C4:C500"].formula1
    assert '"filled,new,vacant"' == rules["K4:K500"].formula1
    assert "Paid hours a week" in rules["F4:F500"].prompt
    assert sheet["F2"].comment.text.startswith("Paid hours a week")
    assert ("hours a week", 40, "General") == (sheet["F3"].value, sheet["F4"].value, sheet["F4"].number_format)
    shares = book["What each delivers"]
    assert (0.8, "0%") == (shares["C4"].value, shares["C4"].number_format)
    benefits = book["Benefits"]
    assert (0.0765, "0.00%") == (benefits["B4"].value, benefits["B4"].number_format)
    assert (657.08, "0.0%") == (float(str(benefits["E7"].value).split()[0]), benefits["H7"].number_format)
    assert "hidden" == book["Lists"].sheet_state
    assert all(len(rule.prompt) <= 255 for each in book for rule in each.data_validations.dataValidation)


def test_a_text_is_never_a_formula() -> None:
    book = opened(book_of(odd_program()))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [] == found
    assert ("=cmd|' /C calc'!A0", True) == (book["Program"]["B3"].value, book["Program"]["B3"].quotePrefix)
