"""Grants and other money on the screen: the sentence, the cliffs, and what keeps the seats, as the model has them."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.compare import outcome
from model.exports import money_spans, money_years, rescue_frames
from model.inputs.load import load_program
from model.inputs.months import Month
from model.questions.bundle import Allowance
from model.questions.cliffs import grants_and_other_money
from model.questions.keep_set import keep_set
from model.questions.keeping import watch
from model.questions.rescue import rescue
from pages.parts.standing import examples
from pages.parts.words import plain
from tests.small import grant, lead, medicaid, peer
from tests.test_app import charts, first, opened, with_own, words

PROGRAM = "Prairie recovery"
FILE = load_program(examples()[PROGRAM])
CLIFF = Month.of("2027-09")


def page(program: str = PROGRAM, **query: str) -> AppTest:
    """The page as someone finds it who follows a link."""
    return opened("grants", program=program, **query)


def own(**changes: Any) -> AppTest:
    """The page of a small program of one's own."""
    return with_own("grants", **changes)


def table(app: AppTest, index: str) -> Any:
    return next(table.value for table in app.main.table if table.value.index.name == index)


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.main.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("name", list(examples()))
def test_each_example_opens_with_its_next_cliff_and_the_model_s_tables(name: str) -> None:
    app = page(name)
    assert not app.exception and not app.error
    result = outcome(load_program(examples()[name]))
    found = grants_and_other_money(result)
    assert first(app) == plain(money_spans.next_cliff(result, found))
    shown = table(app, "First month without")
    assert list(shown["Dollars a month"]) == [
        plain(cell) for cell in money_spans.cliff_table(found.cliffs)["Dollars a month"]
    ]
    assert len(table(app, "Position")) == len(found.spans)
    assert list(table(app, "Fiscal year")["Cost"]) == [plain(c) for c in money_years.year_table(found.years)["Cost"]]
    told = [*(money_years.award_sentences(found) if found.awards else []), *map(money_spans.cliff_terms, found.cliffs)]
    assert [said for said in told if plain(said) not in words(app)] == []


def test_the_gantt_turns_to_sources() -> None:
    app = page()
    before = charts(app)[0]["title"]["text"]
    app.radio(key="gantt_rows").set_value("Sources by months").run()
    assert not app.exception
    after = charts(app)[0]["title"]["text"]
    assert before != after and " ".join(after) == "Every source stops paying before June 2030"


def test_with_a_scenario_the_baseline_s_cliff_stays_in_sight() -> None:
    app = page(scenario="Renewed for two years at two thirds")
    result = outcome(FILE)
    without = money_spans.next_cliff(result, grants_and_other_money(result))
    assert f"**Without it:** {plain(without)}" in words(app)
    assert first(app) != plain(without)
    assert any("Without the scenario: " in " ".join(chart["title"]["text"]) for chart in charts(app))


def test_what_is_at_stake_is_said_before_anything_is_asked() -> None:
    app = page()
    assert f"**{plain(rescue_frames.at_stake(watch(FILE, CLIFF)))}**" in words(app)
    assert not any(t.value.index.name == "Lever" for t in app.main.table)


def test_each_lever_alone_is_the_model_s_answer() -> None:
    app = pressed(page(), "Find what would keep every seat")
    found = rescue(FILE, CLIFF, levers=["fundraising", "no_show"], pairs=[("rate_raise", "no_show")])
    shown, expected = table(app, "Lever"), rescue_frames.alone_table(found.alone, len(found.seats))
    how_far = "Alone it would have to go"
    for _, row in expected.iterrows():
        assert shown.loc[plain(row["Lever"]), how_far] == plain(row[how_far])
    pairs = table(app, "Two levers together")
    assert plain(found.pairs[0].words) in pairs.index


def test_an_answer_kept_as_a_scenario_keeps_every_seat() -> None:
    app = pressed(page(), "Find what would keep every seat")
    app.selectbox(key="rescue_answer").select_index(0).run()
    name = app.selectbox(key="rescue_answer").value
    app = pressed(app, "Save it and lay it on")
    assert name in app.multiselect(key="scenario").value
    assert "Every seat that sees clients is paid for" in plain(words(app)).replace("\\", "")


def test_the_cheapest_mix_is_the_model_s() -> None:
    app = page()
    assert next(b for b in app.main.button if b.label == "Tick what may be used first").disabled
    app.checkbox(key="may_no_show").check().run()
    app.checkbox(key="may_fundraising").check().run()
    app = pressed(app, "Find the cheapest mix")
    allowed = [Allowance(key="fundraising"), Allowance(key="no_show")]
    found = rescue(FILE, CLIFF, levers=[], pairs=(), allowed=allowed).bundle
    assert found is not None and found.keeps_all
    assert f"**{plain(rescue_frames.bundle_sentence(found))}**" in words(app)
    shown = next(t.value for t in app.main.table if "How far" in t.value)
    assert list(shown["How far"]) == [plain(used.words) for used in found.used]


def test_a_mix_that_is_not_enough_says_how_much_is_missing_and_asks_which_seats_to_keep() -> None:
    app = page()
    app.checkbox(key="may_no_show").check().run()
    app = pressed(app, "Find the cheapest mix")
    found = rescue(FILE, CLIFF, levers=[], pairs=(), allowed=[Allowance(key="no_show")]).bundle
    assert found is not None and not found.keeps_all
    assert plain(rescue_frames.bundle_sentence(found)) in words(app)
    assert any(button.label == "Find the seats to keep" for button in app.main.button)


def test_which_seats_to_keep_with_money_one_is_sure_of_is_the_model_s() -> None:
    app = page()
    app.number_input(key="keep_money").set_value(10_000.0).run()
    app.radio(key="keep_objective").set_value("Hours of peer support").run()
    app = pressed(app, "Find the seats to keep")
    new = {"id": "rescue", "start": "2027-10", "per_month": 10_000.0, "for_service": False}
    found = keep_set(watch(FILE, CLIFF), "hours", changes=[{"add": "contracts", "item": new}])
    assert found.keeps and found.ends
    assert f"**{plain(found.sentence)}**" in words(app)
    shown = table(app, "Seat")
    assert list(shown.index[shown["Then"] == "keep"]) == [plain(name) for name in found.keeps]
    assert "Checked exhaustively" in "".join(caption.value for caption in app.main.caption)


def test_clients_without_a_caseload_are_refused_in_a_sentence() -> None:
    two = [peer("a", hours_per_week=6), peer("b", hours_per_week=6)]
    app = own(months=12, positions=two, payers={"medicaid": medicaid(0.0)}, grants=[grant(covers={"a": 1.0, "b": 1.0})])
    app.radio(key="keep_objective").set_value("Clients on caseloads").run()
    app = pressed(app, "Find the seats to keep")
    assert any("has no caseload" in warning.value for warning in app.main.warning)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "No grant, contract or payer that pays for anything ends before September 2026"),
        ({"payers": {}}, "and none pays"),
        ({"months": 1}, "most hangs on billing"),
        ({"positions": [lead()], "months": 1}, "No grant, contract or payer"),
    ],
    ids=["no grants", "nobody pays", "one month", "nobody sees clients"],
)
def test_a_program_without_cliffs_says_what_it_hangs_on(changes: dict[str, Any], said: str) -> None:
    app = own(**changes)
    assert not app.exception and not app.error
    assert said in first(app).replace("\\", "")
    assert "there is no cliff to be rescued from" in words(app)


def test_one_position_under_one_grant() -> None:
    # all of the peer's 1,040 dollars a month until September, unbilled; from October billing pays 1,040 of 1,040
    app = own(months=24, grants=[grant(program_income="not_billed")])
    assert not app.exception and not app.error
    assert "stops paying $1,040 a month for one seat; billing then covers 100" in first(app).replace("\\", "")
    assert "The one seat that sees clients is paid for" in words(app)


def test_what_was_chosen_is_found_again_after_another_page_and_gives_way_to_another_program() -> None:
    app = page("Three valleys families")
    later = app.selectbox(key="rescue_cliff").options[1]
    app.selectbox(key="rescue_cliff").select(later).run()
    app.number_input(key="rescue_months").set_value(6.0).run()
    app.switch_page("pages/staying.py").run()
    app.switch_page("pages/grants.py").run()
    assert (app.selectbox(key="rescue_cliff").value, app.number_input(key="rescue_months").value) == ("2028-09", 6.0)
    app.selectbox(key="choice").select("Example: Prairie recovery").run()
    assert not app.exception
    assert app.selectbox(key="rescue_cliff").value == "2027-09"


def test_names_are_shown_as_typed() -> None:
    name = "**x** [l](http://x.org) <b>bold</b>"
    two = [peer(name, title=name), peer("b")]
    app = own(months=24, positions=two, payers={"medicaid": medicaid(0.0)}, grants=[grant(name, covers={name: 1.0})])
    assert not app.exception
    assert plain(name) in first(app)
    app = pressed(app, "Find the seats to keep")
    assert not app.exception
