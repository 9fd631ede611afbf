"""Scenarios on the screen: levers, the answer that moves before saving, and what is kept."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.compare import measures, outcome
from model.exports import compare_frames
from model.exports.tables import as_object
from model.inputs.load import load_program, read_tree
from model.inputs.scenario import applied, read_scenarios
from model.inputs.writing import written
from pages.parts.scenario_draft import packed, unpacked
from pages.parts.standing import examples
from pages.parts.words import plain
from tests.test_app import charts, first, opened, words

PROGRAM = "Prairie recovery"
RATE = {"set": "payers.medicaid.services.individual.rate", "to": 25.0}


def page(**query: str) -> AppTest:
    """The page as someone finds it who follows a link."""
    return opened("scenarios", program=PROGRAM, **query)


def press(app: AppTest, label: str, number: int = 0) -> AppTest:
    return [button for button in app.button if button.label == label][number].click().run()


def choose(app: AppTest, group: str, lever: str, target: int = 0) -> AppTest:
    """Pick a lever, group first."""
    app.selectbox(key="lever_group").select(group).run()
    picked = next(box for box in app.selectbox if str(box.key).startswith(f"lever_{group}_"))
    picked.select(lever).run()
    place = next(box for box in app.selectbox if str(box.key).startswith(f"target_{lever}_"))
    return place.select(place.options[target] if isinstance(place.value, str) else target).run()


def value(app: AppTest, of: str) -> Any:
    """The control of a new value."""
    kinds = [*app.number_input, *app.text_input, *app.selectbox]
    return next(box for box in kinds if str(box.key).startswith(of))


def with_a_rate(app: AppTest, rate: float = 25.0) -> AppTest:
    value(choose(app, "Medicaid", "rate"), "value_rate").set_value(rate).run()
    return press(app, "Add this change")


def told(*changes: dict[str, Any]) -> dict[str, Any]:
    """The example with changes, as one object."""
    placed = read_scenarios(written([{"name": "x", "why": "y", "changes": list(changes)}]), "x.yaml")
    result = outcome(applied(load_program(examples()[PROGRAM]), placed))
    return as_object(result.projection, result.findings)


def named(app: AppTest, name: str, why: str) -> AppTest:
    for box, text in zip(app.text_input, (name, why), strict=False):
        box.set_value(text)
    return app.run()


def kept(app: AppTest) -> list[dict[str, Any]]:
    source = app.session_state["scenario_file"]
    return read_tree(source[1], source[0])[0]


def test_the_empty_page_teaches_and_says_how_it_stands() -> None:
    app = page()
    assert not app.exception
    assert first(app).startswith("What would change the answer?")
    sentences = told(RATE | {"to": 15.02})["findings"]["program"]["sentences"]
    assert plain(" ".join(sentences[:2])) in words(app)
    assert "None yet. Choose a lever above" in words(app)


def test_the_answer_moves_before_anything_is_saved_and_the_baseline_stays() -> None:
    app = with_a_rate(page())
    before = told(RATE | {"to": 15.02})["findings"]["program"]["sentences"]
    after = told(RATE)["findings"]["program"]["sentences"]
    assert first(app) == plain(after[0]) != plain(before[0])
    assert f"**Without it:** {plain(' '.join(before[:2]))}" in words(app)
    assert plain("Rate (medicaid, individual): $25.00 a unit") in words(app)
    assert len(charts(app)) == 2
    table = next(table.value for table in app.main.table if "B With it" in table.value)
    gap = next(text for text in table["B With it"] if "$" in text)
    result = measures(outcome(load_program(examples()[PROGRAM])))["gap"]
    assert plain(compare_frames.amount(result, "dollars")) == table.loc["Nobody pays", "A Without it"]
    assert gap and app.session_state["laid"] == ()


def test_saving_keeps_the_other_scenarios_and_lays_the_new_one_on() -> None:
    app = with_a_rate(page())
    before = [tree["name"] for tree in kept(app)]
    named(app, "The bill", "Under discussion")
    press(app, "Save this scenario")
    assert not app.exception and not app.error
    assert [tree["name"] for tree in kept(app)] == [*before, "The bill"]
    assert kept(app)[-1] == {"name": "The bill", "why": "Under discussion", "changes": [RATE]}
    assert app.session_state["laid"] == ("The bill",)
    assert "draft" not in app.query_params
    # the form begins afresh
    assert app.text_input[0].value == ""
    app.switch_page("pages/where_we_stand.py").run()
    assert first(app) == plain(told(RATE)["findings"]["program"]["sentences"][0])


def test_what_is_missing_is_said_and_nothing_is_saved() -> None:
    app = with_a_rate(page())
    before = kept(app)
    for name, why, said in (
        ("", "A reason", "A scenario needs a name"),
        ("A name", "", "A scenario needs a reason"),
        ("The award lets the center bill", "Again", "several scenarios are called"),
    ):
        press(named(app, name, why), "Save this scenario")
        assert not app.exception
        assert any(plain(said) in error.value for error in app.error)
        assert kept(app) == before


def test_a_bad_value_is_one_sentence_of_the_strict_reader_and_adds_nothing() -> None:
    app = choose(page(), "Medicaid", "client_share")
    value(app, "value_client_share").set_value(70.0).run()
    press(app, "Add this change")
    value(choose(app, "Clients and time", "caseload"), "value_caseload").set_value(0.0).run()
    press(app, "Add this change")
    assert not app.exception
    assert "a caseload" in app.error[0].value or "caseload" in app.error[0].value
    assert words(app).count("1\\. ") <= 1 and "2. " not in words(app)


def test_steps_that_are_no_list_of_dollars_are_told_beside_the_control() -> None:
    app = choose(page(), "Pay", "ladder_steps")
    value(app, "value_ladder_steps").set_value("20, lots").run()
    assert not app.exception
    assert plain("found '20, lots'; write dollars an hour parted by commas, such as 15.50, 16.25") == app.error[0].value
    assert next(button for button in app.button if button.label == "Add this change").disabled


def test_changes_are_moved_and_taken_out() -> None:
    app = with_a_rate(page())
    value(choose(app, "Clients and time", "no_show"), "value_no_show").set_value(15.0).run()
    press(app, "Add this change")
    draft = app.session_state["scenario_drafts"][PROGRAM, ""]
    assert [change["to"] for change in draft["changes"]] == [25.0, 0.15]
    press(app, "Up", 1)
    assert [change["to"] for change in draft["changes"]] == [0.15, 25.0]
    press(app, "Remove", 0)
    assert [change["to"] for change in draft["changes"]] == [25.0]


def test_a_month_dates_the_change() -> None:
    app = choose(page(), "Medicaid", "rate")
    value(app, "value_rate").set_value(25.0)
    value(app, "from_rate").select("2027-07").run()
    press(app, "Add this change")
    assert app.session_state["scenario_drafts"][PROGRAM, ""]["changes"] == [RATE | {"from": "2027-07"}]
    assert first(app) == plain(told(RATE | {"from": "2027-07"})["findings"]["program"]["sentences"][0])


def test_a_draft_survives_other_pages_and_a_reload() -> None:
    app = named(with_a_rate(page()), "The bill", "")
    app.switch_page("pages/where_we_stand.py").run()
    app.switch_page("pages/scenarios.py").run()
    assert app.text_input[0].value == "The bill"
    assert first(app) == plain(told(RATE)["findings"]["program"]["sentences"][0])
    again = page(draft=app.query_params["draft"])
    assert again.text_input[0].value == "The bill"
    assert first(again) == first(app)


@pytest.mark.parametrize("text", ["x", "%%%", packed({"edited": 1}), packed({"edited": "", "name": "a", "why": []})])
def test_an_address_that_holds_no_draft_is_passed_over(text: str) -> None:
    assert unpacked(text) is None


def test_a_damaged_address_opens_the_empty_page() -> None:
    assert first(page(draft="%%%")).startswith("What would change the answer?")


def test_a_draft_in_the_address_is_read_back_as_it_was() -> None:
    tree = {"name": "a", "why": "", "changes": [RATE], "edited": ""}
    assert unpacked(packed(tree)) == tree


def test_a_draft_too_long_for_the_address_says_so() -> None:
    draft = {"name": "", "why": "", "changes": [RATE | {"from": "2027-07"}], "edited": ""}
    app = page(draft=packed(draft))
    text = " ".join(str(n * 7919) for n in range(700))
    app.text_input[1].set_value(text[:4000]).run()
    assert not app.exception
    assert any("too long for the address" in caption.value for caption in app.caption)
    assert "draft" not in app.query_params


def test_a_scenario_of_the_file_is_edited_in_its_place() -> None:
    app = press(page(), "Edit", 0)
    names = [tree["name"] for tree in kept(app)]
    assert app.text_input[0].value == names[0]
    app = named(with_a_rate(app), names[0], "Now with a better rate")
    press(app, "Save this scenario")
    assert [tree["name"] for tree in kept(app)] == names
    assert kept(app)[0]["why"] == "Now with a better rate"
    assert kept(app)[0]["changes"][-1] == RATE


def test_scenarios_are_duplicated_moved_and_deleted() -> None:
    app = page()
    names = [tree["name"] for tree in kept(app)]
    press(app, "Duplicate", 0)
    assert [tree["name"] for tree in kept(app)] == [names[0], f"{names[0]} (copy)", *names[1:]]
    press(app, "Move up", 1)
    assert [tree["name"] for tree in kept(app)][:2] == [f"{names[0]} (copy)", names[0]]
    press(app, "Delete", 0)
    assert [tree["name"] for tree in kept(app)] == names


def test_a_draft_is_laid_on_top_of_what_the_sidebar_lays_on() -> None:
    app = page()
    name = kept(app)[0]["name"]
    app.multiselect(key="scenario").select(name).run()
    with_a_rate(app)
    both = told(*kept(app)[0]["changes"], RATE)["findings"]["program"]["sentences"]
    assert first(app) == plain(both[0])
    assert any(name in caption.value.replace("\\", "") for caption in app.main.caption)


def test_every_group_of_levers_is_drawn_without_a_fault() -> None:
    app = opened("scenarios", program="Piedmont peer center")
    for group in app.selectbox(key="lever_group").options:
        app.selectbox(key="lever_group").select(group).run()
        box = next(box for box in app.selectbox if str(box.key).startswith(f"lever_{group}_"))
        assert not app.exception, group
        assert box.options


def test_the_last_scenario_can_be_deleted_and_undo_brings_it_back() -> None:
    app = page()
    names = [tree["name"] for tree in kept(app)]
    for _ in names:
        press(app, "Delete", 0)
    assert app.session_state["scenario_file"] is None
    assert app.multiselect(key="scenario").options == []
    app.button(key="undo").click().run()
    assert [tree["name"] for tree in kept(app)] == names[-1:]
