"""What we don't know on the screen: the odds, the ranges that are edited there, and what is worked out when asked."""

from typing import Any

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from model.inputs.assumptions import load_assumptions
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.sentences import rounded
from model.uncertainty.answers import answers
from model.uncertainty.futures import futures
from model.uncertainty.stated import stated
from pages.parts import futures_kept, futures_solved, weighing
from pages.parts.ranges_edited import changed_by, frame_of
from pages.parts.unknown_shown import odds
from pages.parts.words import plain
from tests.small import medicaid, peer, tree
from tests.test_app import first, opened, upload

RATE = {"medicaid": medicaid({"value": 5, "low": 4, "high": 6})}


def own(**changes: Any) -> AppTest:
    given = {"payers": RATE, "reserve": {"opening": 5000}, "positions": [peer("a"), peer("b")], **changes}
    app = upload(opened(), yaml.safe_dump(tree(**given), sort_keys=False))
    return app.switch_page("pages/what_we_dont_know.py").run()


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.main.button if button.label.startswith(label)).click().run(timeout=60)
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return " ".join(str(part.value) for part in (*app.main.markdown, *app.main.caption))


def test_the_page_opens_with_the_odds_of_as_many_draws_as_were_wanted() -> None:
    app = own()
    assert not app.exception and not app.error
    given = {"payers": RATE, "reserve": {"opening": 5000}, "positions": [peer("a"), peer("b")], "seats": "simulated"}
    found = answers(futures(program_of(tree(**given), "small.yaml"), draws=256, seed=1, offered=True))
    assert first(app) == plain(odds(found))
    assert "256 futures drawn with seed 1" in said(app)
    low, high = (rounded(float(bound[0, -1])) for bound in (found.reserve.low, found.reserve.high))
    assert plain(f"the lower end of the last month lies between {low} and {high}") in said(app)
    assert "Sharpen to 1,024 draws" in [button.label for button in app.main.button]


def test_more_draws_come_when_they_are_asked_for() -> None:
    app = pressed(own(), "Sharpen")
    assert plain("1,024 futures drawn with seed 1") in said(app)


def test_stop_stops_the_drawing_and_keeps_what_was_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    # Streamlit ends a run at the next thing it draws, and begins another with what was pressed: here Stop is pressed
    # when the second part of the draws is half done
    monkeypatch.setattr(futures_kept, "PART", 16)
    tell, pressed_at = futures_kept._told, []

    def stopped(bar: Any, done: int, more: int, of: int, share: float) -> None:
        tell(bar, done, more, of, share)
        if done == 48 and not pressed_at:
            pressed_at.append(share)
            futures_kept._stop(next(iter(st.session_state["futures"])))
            st.rerun()

    monkeypatch.setattr(futures_kept, "_told", stopped)
    app = own()
    assert not app.exception and pressed_at
    assert "Stopped after 48 of 256 draws" in said(app)
    assert "48 futures drawn with seed 1" in said(app)
    buttons = [button.label for button in app.main.button]
    assert "Stop" not in buttons and "Sharpen to 192 draws" in buttons
    assert plain("192 futures drawn") in said(pressed(app, "Sharpen"))
    assert "Stopped after" not in said(app)


def test_everything_worked_out_when_asked_is_told_in_a_sentence() -> None:
    app = own()
    for label in ("Move each input", "Work out the shares", "Find what is worth", "Take the spread apart"):
        pressed(app, label)
    text = said(app)
    for sentence in ("alone moves what is left", "Most depends on", "Position\\-months sustained", "draws, seed 1"):
        assert sentence in text, sentence
    assert weighing.LEFT_OUT not in [caption.value for caption in app.main.caption]  # there are none to leave out


def test_one_unknown_at_a_time_says_that_events_are_left_out() -> None:
    cut = {"scale": "payers.medicaid.services.individual.rate", "by": 0.5, "from": "2026-08"}
    app = pressed(own(events=[{"name": "a cut", "probability": 0.25, "changes": [cut]}]), "Move each input")
    assert weighing.LEFT_OUT in [caption.value for caption in app.main.caption]


def test_answers_that_are_solved_for_are_told_as_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(futures_solved, "FEW", 8)
    app = pressed(pressed(own(), "Solve for this lever"), "Solve for what it costs")
    assert not app.exception
    # two peers earn what they cost at 5 dollars a unit, in every future
    assert plain("Rate (medicaid, individual): $5.00") in said(app)
    # from 20 to 22 dollars an hour: 2 dollars for 2 x 52 hours in each of 3 months
    assert plain(
        "Net cost over 3 months from July 2026: $624, in 8 of 10 futures from $624 to $624 (8 futures solved"
    ) in said(app)


def test_fair_pay_is_solved_for_by_any_standard_and_says_what_it_starts_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(futures_solved, "FEW", 8)
    app = own()
    app.selectbox(key="pay_kind").set_value("A ladder of ours").run()
    next(t for t in app.text_input if t.label.startswith("Its steps")).set_value("21").run()
    pressed(app, "Solve for what it costs")
    # from 20 to 21 dollars an hour: half of what two dollars more cost
    assert plain(
        "Net cost over 3 months from July 2026: $312, in 8 of 10 futures from $312 to $312 (8 futures solved"
    ) in said(app)
    assert plain("Fair pay at the new steps of peer, from July 2026 on:") in said(app)
    next(t for t in app.text_input if t.label.startswith("Its steps")).set_value("much").run()
    assert "This cannot be asked here" in said(app)


def test_the_headline_says_in_how_many_futures_cash_runs_out_where_seats_are_funded() -> None:
    # billing pays two peers in full, a month later than the work: without cash at first, July's pay cannot be paid
    late = {"medicaid": medicaid({"value": 5.2, "low": 5.1, "high": 5.3}, payment_lag=[0.0, 1.0])}
    app = own(payers=late, cash={"opening": 0}, reserve={"opening": 0})
    both = "In all of 256 futures, both positions are funded through September 2026"
    assert plain(both) in first(app)
    assert plain("in all of 256 futures, cash runs out on the way.") in first(app)


def test_what_is_not_known_is_listed_with_events_what_they_do_and_what_moves_together() -> None:
    rate = "payers.medicaid.services.individual.rate"
    event = {"name": "a bill", "probability": 0.25, "changes": [{"scale": rate, "by": 2, "from": "2026-08"}]}
    staffing = {"annual_turnover": {"value": 0.3, "low": 0.2, "high": 0.5}}
    ties = [{"between": [rate, "staffing.annual_turnover"], "rank": 0.3}]
    app = own(events=[event], staffing=staffing, correlations=ties)
    tables = {str(table.value.index.name): table.value for table in app.main.table}
    assert plain("Rate (medicaid, individual)") in tables["Not known"].index
    row = tables["What may happen"].to_dict("index")["A bill"]
    assert [plain(f"{rate} x 2 from 2026-08"), plain("25 %"), plain("25 % of 256 draws")] == list(row.values())
    assert plain("Rate (medicaid, individual) and Turnover: a rank correlation of 0.3.") in said(app)


def test_stress_tests_stand_there_with_their_numbers() -> None:
    app = own()
    names = next(t.value for t in app.main.table if t.value.index.name == "Stress").index
    assert [plain(name) for name in ("A year of pandemic demand", "A rate cut")] == [names[0], names[-1]]
    numbers = next(t.value for t in app.main.table if t.value.index.name == "Number")
    assert "A judgement" in list(numbers["Source"])


def test_a_stress_test_is_kept_as_a_scenario_and_found_on_compare() -> None:
    app = own()
    app.selectbox(key="stress_kept").set_value("a rate cut").run()
    app.button(key="scenario_save_stress").click().run()
    assert not app.exception and not app.error
    (scenario,) = yaml.safe_load(app.session_state["scenario_file"][1])
    # every rate is cut by a tenth half a year after July 2026, of three months in the last
    assert {"scale": "payers.medicaid.services.individual.rate", "by": 0.9, "from": "2026-09"} == scenario["changes"][0]
    assert "cut by 10 %" in scenario["why"]
    compared = app.switch_page("pages/compare.py").run()
    assert not compared.exception
    figures = next(table.value for table in compared.main.table if table.value.index.name == "Figure")
    assert ["A The file as it stands", "B Stress: a rate cut"] == list(figures)


def test_compare_shows_a_band_for_each_of_what_is_shown_in_the_same_futures() -> None:
    app = own(payers={"medicaid": medicaid({"value": 5, "low": 5, "high": 6})})
    app.selectbox(key="stress_kept").set_value("a rate cut").run()
    app = app.button(key="scenario_save_stress").click().run().switch_page("pages/compare.py").run()
    before = len(app.main.get("vega_lite_chart"))
    pressed(app, "Show the 80 % band")
    assert len(app.main.get("vega_lite_chart")) == before + 2
    told = [caption.value for caption in app.main.caption if "256 futures drawn with seed 1" in caption.value]
    # both seats are paid for at 5 dollars a unit or more; a tenth less pays for neither where the rate was below 5.56
    assert [True, False] == [plain("lower end of the last month lies between 2.0 and 2.0") in text for text in told]


def test_a_program_without_any_range_is_drawn_all_the_same_and_says_what_is_not_known() -> None:
    app = own(payers={"medicaid": medicaid()})
    assert not app.exception and not app.error
    assert plain("Not known: nothing, as far as the file says: give numbers a range below.") in said(app)
    assert plain("In all of 256 futures, both positions are funded") in first(app)


def test_ranges_that_do_not_hold_together_are_told_and_the_rest_of_the_page_stands() -> None:
    wide = {"value": 0.7, "low": 0.5, "high": 0.9, "distribution": "uniform"}
    payers = {"medicaid": medicaid(client_share=wide), "other": {"client_share": 0.3}}
    app = own(payers=payers)
    assert not app.exception
    assert app.error
    assert "The ranges" in [header.value for header in app.main.header]


def test_a_range_typed_into_the_table_is_kept_in_the_file_and_a_wrong_one_is_told() -> None:
    file = program_of(tree(payers=RATE), "small.yaml")
    found = tuple(one for one in stated(file, load_assumptions()) if one.editable)
    before = frame_of(found)
    after = before.copy()
    place = [one.path for one in found].index("payers.medicaid.services.individual.rate")
    after.loc[place, "High"] = 7.0
    changed, said_of = changed_by(file.tree, found, before, after)
    assert changed["payers"]["medicaid"]["services"]["individual"]["rate"] == {"value": 5, "low": 4.0, "high": 7.0}
    assert said_of == ["Rate (medicaid, individual)"]
    after.loc[place, "High"] = 4.5
    wrong, _ = changed_by(file.tree, found, before, after)
    with pytest.raises(InputError, match="high must not be less"):
        program_of(wrong, "small.yaml")


def test_the_range_that_an_assumption_offers_is_taken_with_a_tick() -> None:
    file = program_of(tree(staffing={"annual_turnover": 0.33}), "small.yaml")
    found = tuple(one for one in stated(file, load_assumptions()) if one.editable)
    before = frame_of(found)
    after = before.copy()
    after.loc[[one.path for one in found].index("staffing.annual_turnover"), "Use the range offered"] = True
    changed, _ = changed_by(file.tree, found, before, after)
    assert changed["staffing"]["annual_turnover"] == {"value": 0.33, "low": 0.2, "high": 0.45}
    assert changed_by(file.tree, found, before, before) == (file.tree, [])


def test_where_we_stand_shows_its_band_when_it_is_ticked() -> None:
    given = {"payers": RATE, "reserve": {"opening": 5000}}
    app = upload(opened(), yaml.safe_dump(tree(**given), sort_keys=False))
    tick = next(box for box in app.main.checkbox if box.label == "Show the 80 % bands")
    before = len(app.main.get("vega_lite_chart"))
    tick.check().run()
    assert not app.exception
    # positions, reserve and cash
    assert len(app.main.get("vega_lite_chart")) == before + 3
    assert "futures drawn with seed 1" in said(app)


@pytest.mark.parametrize("page", ["grants", "medicaid", "pay", "staying"])
def test_other_pages_show_the_band_of_a_quantity_by_month_when_asked(page: str) -> None:
    app = own().switch_page(f"pages/{page}.py").run(timeout=60)
    before = len(app.main.get("vega_lite_chart"))
    pressed(app, "Show the 80 % band")
    assert len(app.main.get("vega_lite_chart")) == before + 1
    assert "256 futures drawn with seed 1" in said(app)
