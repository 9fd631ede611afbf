"""The workbook of a budget, worked out by LibreOffice, equals the model in every cell, also after a change."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from model.exports.budget.workbook import BudgetWorkbook, budget_workbook
from model.inputs.load import ProgramFile, load_program, program_of
from model.inputs.request import Request
from model.inputs.request_file import request_of
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.errors import errors
from model.requests.spending import shared_out
from model.spreadsheet.safety import checked
from tests.random_requests import random_request
from tests.small import tree as small_tree
from tests.workbook.speed import FORMAT, SOFFICE

PROGRAMS = Path(__file__).parents[2] / "assumptions" / "programs"
HALF_A_CENT = 0.005
SEEDS = (5, 12, 17, 19)
REFERENCE = re.compile(r"((?:'[^']+'|[A-Za-z0-9]+)!)?([A-Z]{1,2}\d+)(?::([A-Z]{1,2}\d+))?")
TEXTS = ("=HYPERLINK(1)", "@Director", "+Evaluator", "-Volunteers")
# Columns that say what stood in the file when it was written, and sheets of what the projection says.
AS_WRITTEN = re.compile(r"Wage bases![EF]\d+|Reconciliation!.*|Monthly!.*")

Tree = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A workbook; inputs that are changed by their key before it is worked out; what must come out then."""

    written: BudgetWorkbook
    changed: dict[str, float] = field(default_factory=dict)
    wanted: BudgetWorkbook | None = None


@cache
def example(name: str) -> ProgramFile:
    return load_program(PROGRAMS / f"{name}.yaml")


def every_kind(**changes: Any) -> Tree:
    """A request of three years with each class and payer, a subaward past its part, and texts like formulas."""
    return {
        "id": "all",
        "title": TEXTS[0],
        "flavour": "samhsa",
        "start": "2026-10",
        "years": 3,
        "ceiling": [400_000],
        "cost_of_living": 0.03,
        "personnel": [
            {"position": "coach-1", "effort": [1.0]},
            {"position": "coach-2", "effort": [0.5, 0.6]},
            {"id": "lead", "title": TEXTS[1], "salary": 64_890, "effort": [0.1], "counts": "data_collection"},
            {"id": "top", "title": "Chief", "salary": 300_000, "effort": [0.05]},
            {"id": "study", "title": TEXTS[2], "hourly": 31.5, "hours": [400], "paid_by": "cash"},
            {"id": "board", "title": TEXTS[3], "hourly": 17.5, "hours": [100, 120, 140], "paid_by": "in_kind"},
        ],
        "travel": [
            {"id": "meeting", "unit_cost": 512.35, "quantity": [2, 3], "times": {"nights": 3}},
            {"id": "miles", "line": "mileage"},
        ],
        "equipment": [{"id": "van", "unit_cost": 31_000, "quantity": [1, 0, 0]}],
        "supplies": [{"id": "office", "unit_cost": 45.5, "months": [12], "quantity": [3]}],
        "contractual": [
            {"id": "partner", "kind": "subaward", "unit_cost": 22_000},
            {
                "id": "training",
                "kind": "services",
                "parts": [{"id": "fee", "unit_cost": 600, "quantity": [5]}, {"id": "drive", "unit_cost": 0.625}],
            },
        ],
        "other": [
            {"id": "rent", "unit_cost": 1_200, "months": [12], "share": [0.35], "in_base": False},
            {"id": "phone", "unit_cost": 50, "months": [12], "grows": True, "paid_by": "cash"},
        ],
        "indirect": {"kind": "de_minimis", "rate": 0.15},
        "match": {"share": 0.05},
        **changes,
    }


def typed(**changes: Any) -> Tree:
    """The same with typed rates of fringe, dollars cut off, and pay that rises by the cost of living."""
    rates = [{"name": "FICA", "share_of_wages": 0.0765}, {"name": "Insurance", "share_of_wages": 0.105}]
    own = {"fringe": {"components": rates}, "whole_dollars": "down", "pay": "cost_of_living", "flavour": "acl"}
    return every_kind(**own, **changes)


def foundation(**changes: Any) -> Tree:
    """A year of a foundation's money that caps indirect at a tenth of salaries, seven years for form and remarks."""
    staff = [{"id": "lead", "title": "Lead", "hourly": 24.37, "hours": [1040]}]
    indirect = {"kind": "funder_cap", "rate": 0.1, "base": "salaries", "base_of": "all"}
    return {
        "id": "gift",
        "title": "Gift",
        "flavour": "foundation",
        "start": "2026-07",
        "years": 7,
        "cost_of_living": 0.025,
        "personnel": staff,
        "indirect": indirect,
        "ceiling": [20_000],
        "limits": [{"name": "phones", "counts": "administration", "share": 0.01}],
        "other": [{"id": "phone", "unit_cost": 61.5, "months": [12], "counts": "administration"}],
        **changes,
    }


def written(file: ProgramFile, asked: Tree | Request, *, whole: bool = False) -> BudgetWorkbook:
    """The workbook; checks and reconciliation, which take the longest and are numbers, only when the whole is asked."""
    budget = budget_of(file, asked if isinstance(asked, Request) else Request.model_validate(asked))
    if not whole:
        return budget_workbook(file, budget, years=())
    return budget_workbook(file, budget, found=checks(file, budget))


def small_program(wage: float = 20.0) -> ProgramFile:
    """One peer of 12 hours a week; unemployment insurance on the first 9,000 of a year, health by the month."""
    components = [
        {"name": "FICA", "share_of_wages": 0.0765},
        {"name": "Unemployment", "share_of_wages": 0.02, "wage_base": 9_000, "used_at_start": 4_000},
        {"name": "Health", "per_month": 300},
    ]
    ladders = {"peer": {"steps": [wage]}}
    return program_of(small_tree(months=24, ladders=ladders, benefits={"components": components}), "small.yaml")


def small_request() -> Tree:
    personnel = [{"position": "peer", "effort": [0.8]}]
    indirect = {"kind": "de_minimis"}
    common = {"id": "small", "title": "Small", "flavour": "samhsa", "start": "2026-07", "years": 1}
    return {**common, "personnel": personnel, "indirect": indirect}


def cases() -> dict[str, Case]:
    prairie = example("prairie-recovery")
    found = {
        "every kind": Case(written(prairie, every_kind(), whole=True)),
        "foundation": Case(written(prairie, foundation())),
    }
    for path in sorted(PROGRAMS.glob("*.yaml")):
        if path.stem.endswith(".scenarios"):
            continue
        file = example(path.stem)
        found |= {f"{path.stem} {r.id}": Case(written(file, r)) for r in file.program.requests}
    for seed in SEEDS:
        program, tree = random_request(seed)
        file = program_of(program, "random.yaml")
        found[f"random {seed}"] = Case(written(file, request_of(tree, "request.yaml", file)))
    income = {"method": "matching", "expected": [90_000, 2_000, 9_000]}
    given = {"match": {"share": 0.05, "state": [1_000.5, 500], "local": [250]}, "program_income": income}
    mover = [{"id": "adviser", "kind": "consultant", "unit_cost": 75, "quantity": [10]}]
    found["acl, moved"] = Case(written(prairie, every_kind(flavour="acl", contractual=mover, **given)))
    found["acf, moved"] = Case(written(prairie, every_kind(flavour="acf")))
    more = typed(cost_of_living=0.04, indirect={"kind": "de_minimis", "rate": 0.125})
    more["personnel"][2]["salary"] = 71_234.56
    keys = {"salary.lead": 71_234.56, "rate.indirect": 0.125, "cost_of_living": 0.04}
    found["typed, changed"] = Case(written(prairie, typed()), keys, written(prairie, more))
    raised = written(small_program(23.45), small_request())
    found["a wage, changed"] = Case(written(small_program(), small_request()), {"wage.peer.2026-07": 23.45}, raised)
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, Case]:
    return cases()


@pytest.fixture(scope="module")
def worked(made: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workbook]:
    """What LibreOffice makes of all the workbooks, in one start."""
    folder = tmp_path_factory.mktemp("budgets")
    for name, case in made.items():
        book = load_workbook(io.BytesIO(case.written.content)) if case.changed else None
        for key, value in case.changed.items():
            sheet, cell = case.written.inputs[key]
            assert book is not None
            book[sheet][cell] = value
        if book is None:
            (folder / f"{name}.xlsx").write_bytes(case.written.content)
        else:
            book.save(folder / f"{name}.xlsx")
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    out = ["--convert-to", FORMAT, "--outdir", str(folder / "out"), *files]
    subprocess.run([*command, *out], check=True, capture_output=True, timeout=240)
    return lambda name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True)


def as_written(case: Case, sheet: str, cell: str) -> bool:
    """Whether a cell says what the projection said when the file was written, which a change here does not move."""
    quarters = {place for name, place in case.written.names.items() if "quarter" in name}
    return bool(AS_WRITTEN.fullmatch(f"{sheet}!{cell}")) or (sheet, cell) in quarters


def differences(book: Workbook, case: Case) -> list[str]:
    """Every cell in which the workbook and the model part, as `sheet!cell: workbook, model`."""
    found = []
    for (sheet, cell), model in (case.wanted or case.written).expected.items():
        value = book[sheet][cell].value
        if case.changed and as_written(case, sheet, cell):
            continue
        words = isinstance(model, str)
        same = value == model if words else isinstance(value, int | float) and abs(value - model) <= HALF_A_CENT
        if not same:
            found.append(f"{sheet}!{cell}: {value}, {model}")
    return found


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed, and only it can recalculate the workbook")
def test_worked_out_by_libreoffice_every_cell_is_the_model_s(
    made: dict[str, Case], worked: Callable[[str], Workbook]
) -> None:
    for name, case in made.items():
        assert differences(worked(name), case) == [], name
    assert sum(len(case.written.expected) for case in made.values()) > 15_000
    # a wage of 23.45 in the place of 20.00: wages, unemployment under its base, indirect, form; and the model says so
    raised = made["a wage, changed"]
    assert len(differences(worked("a wage, changed"), Case(raised.written))) > 50
    assert raised.written.expected[raised.written.names["SF424A_6a_federal"]] == 9_984  # 12 x 52 x 20 x 80 %
    assert worked("a wage, changed")["SF424A"][raised.written.names["SF424A_6a_federal"][1]].value == 11_706


@pytest.fixture(scope="module")
def book() -> tuple[BudgetWorkbook, Workbook]:
    file = example("prairie-recovery")
    made = written(file, every_kind())
    return made, load_workbook(io.BytesIO(made.content))


def test_every_number_of_the_form_is_a_formula_and_no_result_is_stored(book: tuple[BudgetWorkbook, Workbook]) -> None:
    made, opened = book
    for name, (sheet, cell) in made.names.items():
        value = opened[sheet][cell].value
        assert value is None or str(value).startswith("="), name
        assert opened.defined_names[name].attr_text == f"{sheet}!${cell[0]}${cell[1:]}"
    assert {"SF424A_6a_federal", "SF424A_6k_total", "SF424A_1e", "SF424A_13_quarter_1", "SF424A_16b"} <= set(made.names)
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        for part in (p for p in parts.namelist() if p.startswith("xl/worksheets/sheet")):
            assert not re.search(rb"</f><v>[^<]", parts.read(part)), part


def test_every_figure_of_the_form_leads_back_to_an_input(book: tuple[BudgetWorkbook, Workbook]) -> None:
    made, opened = book
    inputs = {f"{sheet}!{cell}" for sheet, cell in made.inputs.values()}
    for name in ("SF424A_6a_federal", "SF424A_6b_match", "SF424A_6f_federal", "SF424A_6k_total", "SF424A_13_quarter_2"):
        assert inputs & reached(opened, *made.names[name]), name
    # the charge of the first year: its rate, and the part of a subaward that stands in the base
    led = reached(opened, *made.names["SF424A_6j_federal"])
    assert {"!".join(made.inputs[key]) for key in ("rate.indirect", "subaward_part", "salary.lead")} <= led


def reached(book: Workbook, sheet: str, cell: str, seen: set[str] | None = None) -> set[str]:
    """All cells that a cell's formula needs, through every formula on the way."""
    seen = set() if seen is None else seen
    if f"{sheet}!{cell}" in seen:
        return seen
    seen.add(f"{sheet}!{cell}")
    value = book[sheet][cell].value
    if isinstance(value, str) and value.startswith("="):
        for where, first, last in REFERENCE.findall(value.replace("$", "")):
            of = book[(where or sheet).strip("!'")]
            for row in of[f"{first}:{last or first}"]:
                for each in row:
                    reached(book, of.title, each.coordinate, seen)
    return seen


def test_a_name_that_begins_like_a_formula_stays_a_text(book: tuple[BudgetWorkbook, Workbook]) -> None:
    made, opened = book
    texts = {str(cell.value) for sheet in opened for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
    assert set(TEXTS) <= texts
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        formulas = b" ".join(
            formula
            for part in parts.namelist()
            if part.startswith("xl/worksheets/")
            for formula in re.findall(rb"<f>(.*?)</f>", parts.read(part))
        )
        assert not [part for part in parts.namelist() if re.search(r"external|vba|connection|\.bin$", part)]
    assert not any(text.encode() in formulas for text in ("HYPERLINK", "Director", "Evaluator", "Volunteers"))
    assert b"http" not in formulas
    checked(made.content, "budget.xlsx")  # what an upload is refused for is not in it: macros, links, entities


def test_a_number_stands_in_one_cell(book: tuple[BudgetWorkbook, Workbook]) -> None:
    made, opened = book
    sheet, cell = made.inputs["salary.lead"]
    boxes = [c for row in opened[sheet].iter_rows() for c in row if c.value == 64_890]
    assert [c.coordinate for c in boxes] == [cell]  # the second and third year refer to the first
    # hours of a position are one cell for all its months and years, and so is each step of its wage
    hours = [c for row in opened["Personnel"].iter_rows() for c in row if c.coordinate[0] == "E" and c.value == 40]
    assert len(hours) == 2
    assert made.fixed == ()


def test_each_sheet_says_what_it_is_and_prints_on_pages(book: tuple[BudgetWorkbook, Workbook]) -> None:
    wanted = "Settings Personnel Fringe Travel Equipment Supplies Contractual Other Indirect Years Monthly SF424A"
    assert {*wanted.split(), "Wage bases", "Limits", "Checks", "Sources"} == set(book[1].sheetnames)
    for sheet in book[1]:
        assert len(str(sheet["A1"].value)) > 20
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$3"
        assert str(sheet.freeze_panes).endswith("4")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ceiling": [150_000]}, "E9"),
        ({"match": {"share": 0.4}}, "E12"),
        ({"match": {"share": 0.4}, "program_income": {"method": "matching", "expected": [900_000]}}, ""),
        ({"indirect": {"kind": "de_minimis", "rate": 0.16}}, "E5"),
        ({"equipment": [{"id": "laptop", "unit_cost": 900, "quantity": [2]}]}, "E8"),
        ({"limits": [{"name": "data", "counts": "data_collection", "share": 0.01}]}, "E10"),
        ({"printed": [{"class": "travel", "year": 1, "dollars": 5}]}, "E1"),
        ({}, ""),
    ],
)
def test_limits_and_checks_say_what_the_model_s_errors_say(changes: Tree, code: str) -> None:
    file = example("prairie-recovery")
    budget = budget_of(file, Request.model_validate(every_kind(**changes)))
    made = budget_workbook(file, budget, years=())
    opened = load_workbook(io.BytesIO(made.content))
    failing = {
        opened[sheet][f"A{cell[1:]}"].value
        for (sheet, cell), words in made.expected.items()
        if sheet in ("Limits", "Checks") and isinstance(words, str) and words not in ("within", "agrees")
    }
    shown = {"E1", "E2", "E3", "E4", "E5", "E6", "E8", "E9", "E10", "E12"}
    assert failing == {check.code for check in errors(budget) if check.severity == "error"} & shown
    assert failing == ({code} if code else set())


def test_equal_months_round_halves_up_whatever_binary_arithmetic_makes_of_them() -> None:
    # 1,002 over twelve months alike is 83.50 a month: 84 by the end of the first, 167 of the second, 251 of the third
    alike = [84, 83] * 6
    assert [alike] * 3 == [shared_out(1_002, np.full(12, weight)) for weight in (1.0, 1_234.56, 0.1)]
