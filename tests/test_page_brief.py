"""The page to take away on the screen: its sentence is the model's, and both files come of it when asked for."""

import io

from docx import Document
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from model.exports.brief import BriefTerms, sentence_of
from model.inputs.load import load_program
from model.inputs.scenario import load_scenarios
from model.questions.fiscal_note import NoteTerms
from pages.parts.briefing import Asked, _file
from pages.parts.standing import SCENARIOS, example_files, examples
from pages.parts.words import plain
from tests.test_app import opened, words

PROGRAM, SUNSET = "Piedmont peer center", "Health home sunset"
PATH = examples()[PROGRAM]
FILE, PLACED = load_program(PATH), load_scenarios(PATH.with_name(PATH.stem + SCENARIOS))
RATE = PLACED[2]


def buttons(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def test_where_we_stand_offers_a_page_for_the_board() -> None:
    app = opened(program=PROGRAM)
    assert not app.exception
    assert plain(sentence_of(FILE, ())) in words(app)
    assert ["A board"] == app.radio(key="brief_reader").options
    assert {"The page (Word)", "The page (PDF)"} <= set(buttons(app))


def test_a_scenario_laid_on_is_what_a_legislator_reads_of() -> None:
    app = opened(program=PROGRAM, scenario=RATE.name)
    app.radio(key="brief_reader").set_value("legislator").run()
    assert not app.exception and not app.error
    assert plain(sentence_of(FILE, [RATE], BriefTerms(audience="legislator"))) in words(app)


def test_compare_makes_it_of_the_side_chosen() -> None:
    app = opened("compare", program=PROGRAM)
    assert plain(sentence_of(FILE, [PLACED[2]])) in words(app)
    app.selectbox(key="brief_about").set_value(1).run()
    assert plain(sentence_of(FILE, [PLACED[0]])) in words(app)
    app.selectbox(key="brief_about").set_value(0).run()
    assert ["A board"] == app.radio(key="compare_brief_reader").options


def test_payers_whose_names_say_nothing_are_asked_for() -> None:
    path = examples()[SUNSET]
    file, placed = load_program(path), load_scenarios(path.with_name(path.stem + SCENARIOS))
    app = opened(program=SUNSET, scenario=placed[0].name)
    app.radio(key="brief_reader").set_value("legislator").run()
    asked = app.multiselect(key="brief_medicaid")
    assert list(file.program.payers) == asked.value
    terms = BriefTerms(audience="legislator", note=NoteTerms(payers=("health-home",)))
    asked.set_value(["health-home"]).run()
    assert plain(sentence_of(file, placed[:1], terms)) in words(app)
    asked.set_value([]).run()
    expected = (
        "No page can be made of this: none of the payers health-home, plan is called Medicaid; name those that are"
    )
    assert [plain(expected)] == [error.value for error in app.error]


def test_the_files_hold_the_sentence_on_the_screen() -> None:
    program, scenarios = example_files(PATH)
    asked = Asked(program, scenarios, (RATE.name,), "board", "a4", ())
    said = sentence_of(FILE, [RATE])
    assert said in [paragraph.text for paragraph in Document(io.BytesIO(_file(asked, "docx"))).paragraphs]
    text = PdfReader(io.BytesIO(_file(asked, "pdf"))).pages[0].extract_text()
    assert said in " ".join(text.split())
