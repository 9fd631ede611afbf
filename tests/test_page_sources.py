"""Sources and methods without a browser: what is on the screen is what the assumptions and the model hold."""

import io
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from model.compare import outcome
from model.exports.cited import lines
from model.exports.documents import arithmetic, for_screen, readme
from model.exports.evidence import USES, Wanted, beside, evidence_csv, headline, reproduced
from model.exports.glossary import TERMS
from model.exports.methods import STAGES, at_work, equations
from model.exports.published import compared
from model.gallery import gallery, not_expressed
from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program
from model.inputs.scenario import applied, load_scenarios
from model.inputs.uses import Uses
from pages.parts.standing import PROGRAMS, SCENARIOS
from pages.parts.words import plain

ROOT = Path(__file__).parents[1]
PAGE = "pages/sources.py"
KNOWN = load_assumptions()
DELTA = PROGRAMS / "delta-mental-health.yaml"
HOSTILE = "**x** <b>bold</b> :smile: $a$ <javascript:alert(1)> =1+1"


def state_of(app, path, content=None):
    """The page alone, on the program of a file: what the sidebar keeps, without drawing it."""
    beside_it = path.with_name(path.stem + SCENARIOS)
    app.session_state["program"] = (path.name, content or path.read_bytes())
    app.session_state["scenario_file"] = (beside_it.name, beside_it.read_bytes()) if beside_it.exists() else None
    app.session_state["laid"] = ()
    return app


def opened(path=DELTA, content=None):
    return state_of(AppTest.from_file(str(ROOT / PAGE), default_timeout=60), path, content)


@pytest.fixture(scope="module")
def page():
    """The page on the Delta example, which departs from one default; a test leaves it in its first section."""
    return opened().run()


def at(app, section):
    app.radio(key="section").set_value(section).run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(element.value for element in app.main.markdown)


def shown(app):
    return app.dataframe[0].value


def evidence(file):
    return beside(lines(KNOWN), Uses(file, KNOWN))


def searched(app, words):
    app.text_input(key="sources_words").set_value(words).run()
    assert not app.exception
    return app


def test_the_page_opens_with_how_far_it_can_be_believed(page):
    assert not page.exception
    found = evidence(load_program(DELTA))
    assert plain(headline(found, reproduced(gallery()))) == page.title[0].value
    assert next(iter(page.main.children.values())) is page.title[0]


def test_the_table_holds_every_number_of_the_assumptions(page):
    at(page, "Numbers and sources")
    searched(page, "")
    rows = sum(len(table) for table in KNOWN.tables().values())
    frame = shown(page)
    assert len(KNOWN.entries) + rows == len(frame)
    by_label = frame.set_index("What")
    assert (
        f"{100 * KNOWN.entry('benefits.fica').value:g} % of wages"
        == by_label.loc[KNOWN.entry("benefits.fica").label, "Value"]
    )
    links = [address for address in frame["Link"] if isinstance(address, str)]
    assert links and all(address.startswith(("https://", "http://")) for address in links)


def test_a_number_that_the_example_changed_is_shown_with_both_values(page):
    at(page, "Numbers and sources")
    given = load_program(DELTA).program.costs.indirect_rate.value
    stated = KNOWN.entry("indirect.de_minimis").value
    assert (0.10, 0.15) == (given, stated)
    told = next(text for text in (block.value for block in page.main.markdown) if "This program departs" in text)
    assert "says 10 %".replace(" %", "\u00a0%") in told
    assert "in place of 15\u00a0%" in told
    assert KNOWN.sources["mit-ras-2024"].url in told


def test_a_search_finds_numbers_by_words_in_full_and_in_the_table(page):
    searched(at(page, "Numbers and sources"), "business mileage")
    frame = shown(page)
    assert KNOWN.entry("costs.mileage").label in list(frame["What"])
    assert 1 == len(frame)
    assert plain("$0.725 a mile") in said(page)
    searched(page, "nothing-has-this-word")
    assert "None of" in said(page)
    assert not page.dataframe
    searched(page, "")


def test_a_filter_leaves_what_it_names(page):
    at(page, "Numbers and sources")
    page.selectbox(key="sources_how").set_value(USES["another value"]).run()
    assert [KNOWN.entry("indirect.de_minimis").label] == list(shown(page)["What"])
    page.selectbox(key="sources_how").set_value("All").run()
    page.selectbox(key="sources_state").set_value("Oregon").run()
    assert {"Oregon"} == set(shown(page)["State"])
    page.selectbox(key="sources_state").set_value("All").run()


def test_a_scenario_is_shown_and_the_program_as_it_stands_beside_it():
    app = opened()
    scenarios = load_scenarios(DELTA.with_name(DELTA.stem + SCENARIOS))
    app.session_state["laid"] = (scenarios[0].name,)
    app.run()
    assert not app.exception
    laid = evidence(applied(load_program(DELTA), scenarios[:1]))
    published = reproduced(gallery())
    assert plain(headline(laid, published)) == app.title[0].value
    assert f"**Without the scenario:** {plain(headline(evidence(load_program(DELTA)), published))}" in said(app)


def test_a_hostile_program_is_text_on_the_page():
    tree = yaml.safe_load(DELTA.read_text())
    tree["costs"]["per_position_month"] = {HOSTILE: 5}
    tree["grants"] = [{
        "id": HOSTILE, "start": "2026-10", "end": "2027-09", "award": [1000.0], "covers": {}, "indirect_rate": 0.07,
    }]  # fmt: skip
    app = opened(DELTA, yaml.safe_dump(tree, sort_keys=False).encode()).run()
    assert not app.exception
    told = said(app)
    assert plain(HOSTILE) in told
    assert HOSTILE not in told
    assert HOSTILE in "".join(shown(app)["This program"])
    app.session_state["number_Grants"] = True
    at(app, "How it is computed")
    # the number of the grants stage stands in code, where nothing is read as markup
    assert any("bold" in block.value for block in app.code)


def test_every_stage_shows_its_equations_and_a_number_of_the_program(page):
    page.session_state["section_4_Capacity"] = True
    for stage in STAGES:
        page.session_state[f"number_{stage.name}"] = True
    at(page, "How it is computed")
    codes = [block.value for block in page.code]
    result = outcome(load_program(DELTA))
    for stage in STAGES:
        assert all(one.equations in codes for one in equations(stage) if one.equations)
        if number := at_work(stage, result):
            assert number in codes
    headers = [header.value for header in page.subheader]
    assert [f"{number}. {stage.name}" for number, stage in enumerate(STAGES, 1)] == headers[: len(STAGES)]
    assert for_screen(arithmetic()["4"]) in [block.value for block in page.main.markdown]


def test_published_results_stand_beside_ours(page):
    at(page, "Published results")
    results = gallery()
    overview = page.table[1].value
    assert [plain(result.title) for result in results] == list(overview.index)
    chosen = next(result for result in results if not result.agrees)
    page.selectbox(key="gallery_case").set_value(chosen.title).run()
    figures = page.table[0].value
    expected = compared(chosen).map(plain).set_index("Figure")
    pd.testing.assert_frame_equal(expected, figures)
    assert len(not_expressed()) == len(page.table[2].value)


def test_what_is_left_out_and_what_changed_are_the_readme_s(page):
    at(page, "Left out and changed")
    assert readme("What it leaves out") in said(page)
    assert readme("What changed in results") in said(page)


def test_every_term_is_listed_and_found(page):
    at(page, "Words")
    assert all(f"- **{plain(term)}:** {plain(meaning)}" in said(page) for term, meaning in TERMS.items())
    page.text_input(key="glossary_words").set_value("runway").run()
    assert plain(TERMS["Runway"]) in said(page)
    assert plain(TERMS["Match"]) not in said(page)
    page.text_input(key="glossary_words").set_value("").run()


def test_the_file_to_take_along_holds_what_is_on_the_screen(page):
    searched(at(page, "Numbers and sources"), "turnover")
    fitting = [one for one in evidence(load_program(DELTA)) if Wanted(words="turnover").fits(one)]
    read = pd.read_csv(io.StringIO(evidence_csv(fitting)))
    assert list(shown(page)["What"]) == list(read["What"])
    searched(page, "")


def test_the_page_is_in_the_menu(monkeypatch):
    # the test harness has an address of its own, and the app shows itself on one's own machine only
    monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: None))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page(PAGE).run()
    assert not app.exception
    assert app.title[0].value.startswith("You can check it")
