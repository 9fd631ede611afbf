"""The command `justify`: what it prints, writes and refuses."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from defusedxml.ElementTree import parse
from docx import Document
from docx.oxml.ns import qn
from typer.testing import CliRunner

from model.cli.commands import app
from model.cli.justifying import _names
from model.exports.budget_frames import cell_rows
from model.exports.csv import csv_text
from model.inputs.assumptions import FOLDER
from model.inputs.load import load_program
from model.requests.computing import budget_of
from model.requests.sf424a import sf424a
from model.requests.spending import spending
from tests.requests.asking import asked, line, small_file

PRAIRIE = load_program(FOLDER / "programs" / "prairie-recovery.yaml")
BUDGET = budget_of(PRAIRIE, PRAIRIE.program.requests[0])


def run(*arguments: str):
    return CliRunner().invoke(app, ["justify", *arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """One run that writes all documents, and what it printed."""
    out = tmp_path_factory.mktemp("justified") / "documents"
    return out, run("prairie-recovery", "bcor-next", "--out", str(out))


def test_the_screen_says_what_is_asked_for_and_every_difference_to_the_projection(written):
    _, told = written
    assert 0 == told.exit_code
    assert f"${BUDGET.asked(None):,} asked for over 3 budget years" in " ".join(told.output.split())
    assert "Checks: nothing found" in told.output
    assert "projection" in told.output


def test_as_json_differences_close_to_the_cent():
    told = json.loads(run("prairie-recovery", "--json").output)
    assert [BUDGET.asked(year) for year in range(3)] == told["asked"]
    for year in told["reconciliation"]:
        steps = sum(step["cents"] for step in year["differences"])
        assert year["projection_cents"] == year["request_cents"] + steps


def test_documents_are_written_and_hold_the_model_s_numbers(written):
    out, _ = written
    ends = (".docx", ".pdf", ".xlsx", "-sf424a.csv", "-sf424a.xml")
    assert {f"budget-bcor-next{end}" for end in ends} == {path.name for path in out.iterdir()}
    rows = {
        (row["section"], row["line"], row["column"]): row
        for row in csv.DictReader(io.StringIO((out / "budget-bcor-next-sf424a.csv").read_text("utf-8-sig")))
    }
    assert str(BUDGET.of("personnel").total(0, ("grant",))) == rows["B", "6a", "1"]["dollars"]
    elements = {element.text for element in parse(out / "budget-bcor-next-sf424a.xml").getroot().iter()}
    assert {f"{row['dollars']}.00" for row in rows.values() if row["dollars"]} <= elements
    assert "SF424A" in openpyxl.load_workbook(out / "budget-bcor-next.xlsx", read_only=True).sheetnames
    tables = Document(str(out / "budget-bcor-next.docx")).tables
    printed = {text.text.lstrip("$") for table in tables for text in table._tbl.iter(qn("w:t"))}
    assert f"{BUDGET.asked(0):,}" in printed
    assert (out / "budget-bcor-next.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_there_is_never_written_over(written):
    out, _ = written
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    again = run("prairie-recovery", "bcor-next", "--out", str(out))
    assert (2, True) == (again.exit_code, "this file is there already" in again.output)
    assert before == {path.name: path.stat().st_mtime_ns for path in out.iterdir()}


def test_names_like_formulas_are_text_in_the_csv():
    file = small_file()
    for begins in ("=cmd()", "+1", "-1", "@x"):
        made = budget_of(file, asked(file, title=begins, assistance_listing=begins, supplies=[line("kits", 400, 2)]))
        table = list(csv.reader(io.StringIO(csv_text(cell_rows(sf424a(made, spending(file, made)))))))
        texts = [cell for row in table for cell in row]
        assert texts.count(f"'{begins}") == 2
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]


def test_a_request_s_id_is_no_path():
    named = BUDGET.request.model_copy(update={"id": "../a b/c"})
    assert "budget-..-a-b-c.docx" == _names(replace(BUDGET, request=named))[0]


def test_errors_keep_documents_from_being_written(tmp_path):
    out = tmp_path / "documents"
    told = run("piedmont-peer-center", "--grant", "opioid-response", "--out", str(out))
    assert 2 == told.exit_code
    said = " ".join(told.output.split())
    assert "error: E9 ceiling: year 1 asks for 281,128, and the ceiling is 186,000" in said
    assert "nothing was written: an error of the checks must be mended first" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["delta-mental-health"], "it holds no request; use --grant, --request, or --new for one to fill in."),
        (["prairie-recovery", "bcor"], "no request 'bcor'; name one of bcor-next."),
        (
            ["prairie-recovery", "bcor-next", "--grant", "x"],
            "a request's name, --request and --grant each name a request",
        ),
        (["prairie-recovery", "--grant", "no-such"], "no-such"),
        (["prairie-recovery", "--request", "/nowhere.yaml"], "nowhere.yaml (line 1): the file cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(arguments, sentence):
    told = run(*arguments)
    assert 2 == told.exit_code
    assert sentence in " ".join(told.output.split())
    assert "Traceback" not in told.output


def test_a_new_request_is_a_file_that_can_be_asked_with(tmp_path):
    file = tmp_path / "new.yaml"
    file.write_text(run("prairie-recovery", "--new").output)
    told = run("prairie-recovery", "--request", str(file))
    assert (0, True) == (told.exit_code, "A new request" in told.output)
