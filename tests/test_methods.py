"""What the project says of itself: stages and their equations, sections of its texts, words."""

import ast
import inspect
from pathlib import Path

import pytest

import model
from model.compare import outcome
from model.explain import explain
from model.exports.documents import (
    arithmetic,
    arithmetic_titles,
    dates,
    for_screen,
    readme,
    sections,
    this_version,
)
from model.exports.glossary import TERMS
from model.exports.methods import STAGES, at_work, cited_sections, equations, what
from model.inputs.assumptions import FOLDER, load_assumptions
from model.inputs.load import load_program, program_of
from tests.small import lead, tree

PACKAGE = Path(model.__file__).parent
ROOT = PACKAGE.parent
PIEDMONT = outcome(load_program(FOLDER / "programs" / "piedmont-peer-center.yaml"))
each_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)


def module_of(stage):
    return inspect.getmodule(stage.functions[0]).__name__


def test_every_stage_of_the_projection_appears():
    files = {f"model.stages.{path.stem}" for path in (PACKAGE / "stages").glob("*.py")} - {"model.stages.__init__"}
    assert files == {module_of(stage) for stage in STAGES} - {"model.findings"}


def test_stages_stand_in_the_order_in_which_the_projection_calls_them():
    calls = [
        node.func.id
        for node in ast.walk(ast.parse((PACKAGE / "projection.py").read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    named = [stage.functions[0].__name__ for stage in STAGES if stage.functions[0].__name__ in calls]
    assert ["wages", "staffing", "seats", "capacity", "sessions", "costs", "cash"] == named


def test_every_function_of_a_stage_that_cites_the_arithmetic_is_told():
    told = {function for stage in STAGES for function in stage.functions}
    for stage in STAGES:
        for name, function in vars(inspect.getmodule(stage.functions[0])).items():
            own = inspect.isfunction(function) and function.__module__ == module_of(stage)
            if own and not name.startswith("_") and "Source:" in (inspect.getdoc(function) or ""):
                assert function in told, name


@each_stage
def test_every_section_cited_exists(stage):
    cited = cited_sections(stage)
    assert cited
    assert set(cited) <= set(arithmetic())


@each_stage
def test_a_stage_is_told_in_words_without_shapes_of_arrays(stage):
    said = [what(stage), *(part for one in equations(stage) for part in (one.does, one.remarks))]
    assert all("draws" not in part and "`" not in part for part in said)
    assert what(stage)[0].isupper()


def test_equations_are_those_of_the_docstring():
    capacity, full_seat = equations(next(stage for stage in STAGES if stage.name == "Capacity"))
    assert "Turn paid hours into hours that clients can be seen in." == capacity.does
    assert "worked    = paid - leave" == full_seat.equations.splitlines()[0]
    assert "+ coverage of leave x leave x filled x available/worked" == capacity.equations.splitlines()[-1].strip()
    assert "model.md, section 4; a 40-hour week is 2,080 paid hours a year." == full_seat.source


@each_stage
def test_each_stage_shows_a_number_of_the_program(stage):
    assert at_work(stage, PIEDMONT)


def test_the_number_shown_is_the_model_s():
    stage = next(stage for stage in STAGES if stage.name == "Capacity")
    program = PIEDMONT.file.program
    node = explain(PIEDMONT.file, PIEDMONT.projection, PIEDMONT.findings, "peer-1", program.start, "service_hours")
    assert float(PIEDMONT.projection.capacity.service[0, 0, 0]) == node.value
    assert at_work(stage, PIEDMONT).startswith(f"service_hours: {node.value:,.1f} hours - peer-1")


def test_where_the_first_month_bills_nothing_a_later_one_is_shown():
    # the grant forbids to bill for two months; quarters later it is over
    grants = [{
        "id": "g", "start": "2026-07", "end": "2026-08", "award": [9_999], "covers": {"peer": 1.0},
        "program_income": "not_billed",
    }]  # fmt: skip
    result = outcome(program_of(tree(months=9, grants=grants), "small.yaml"))
    stage = next(stage for stage in STAGES if stage.name == "Billing")
    assert at_work(stage, result).splitlines()[0].endswith("2026-10")


def test_a_program_with_nothing_to_show_shows_nothing():
    grants = next(stage for stage in STAGES if stage.name == "Grants")
    assert "" == at_work(grants, outcome(program_of(tree(), "small.yaml")))
    sessions = next(stage for stage in STAGES if stage.name == "Sessions")
    assert "" == at_work(sessions, outcome(program_of(tree(positions=[lead()]), "small.yaml")))


def test_sections_of_a_text_end_where_the_next_begins_and_headings_in_code_are_none():
    text = "# T\n\n## One\n\na\n```\n## not this\n```\n\n## Two\nb\n"
    assert {"One": "a\n```\n## not this\n```", "Two": "b"} == sections(text)


def test_the_sections_of_the_arithmetic_are_numbered_from_0_on():
    assert [str(number) for number in range(len(arithmetic()))] == list(arithmetic())
    assert "Capacity, hours a month, of direct-service positions" == arithmetic_titles()["4"]


@pytest.mark.parametrize("name", ["What it leaves out", "What changed in results", "How it is checked"])
def test_the_readme_has_the_sections_that_the_screen_shows(name):
    shown = readme(name)
    assert shown
    assert shown[:40] in (ROOT / "README.md").read_text()


def test_dollars_are_no_formula_and_files_are_no_links_on_the_screen():
    assert "at \\$16 see x, `$y`" == for_screen("at $16 see [x](.readme/x.md), `$y`")
    assert "[x](https://x.org)" == for_screen("[x](https://x.org)")


def test_version_and_dates_are_those_of_the_files():
    assert f'version = "{this_version()}"' in (ROOT / "pyproject.toml").read_text()
    known = load_assumptions()
    assert max(source.accessed for source in known.sources.values()) == dates(known).read


def test_each_term_is_one_plain_sentence():
    for term, said in TERMS.items():
        assert said[0].isupper() and said.endswith("."), term
        assert ". " not in said and "`" not in said and len(said) <= 130, term


def test_terms_stand_in_the_order_of_the_alphabet():
    names = [term.lower().replace("-", " ") for term in TERMS]
    assert sorted(names) == names
