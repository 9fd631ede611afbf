"""Staying on the screen: what leaving costs, supports, a day off, hours and ladders, as the model has them."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.compare import outcome
from model.exports import staying_frames
from model.inputs.assumptions import load_assumptions
from model.inputs.load import load_program
from model.inputs.months import Month
from model.questions.departure import SUPERVISOR, departure, year_of_turnover
from model.questions.ladder_payroll import ladder_payroll
from model.questions.leave_day import leave_day
from model.questions.part_time import part_time
from model.questions.supervision import supervision
from model.questions.support_worth import support_worth, supports_worth
from pages.parts.standing import examples
from pages.parts.words import plain
from tests.small import lead, medicaid, peer
from tests.test_app import charts, first, opened, with_own, words

PROGRAM = "Three valleys families"
FILE = load_program(examples()[PROGRAM])
SUPPORT = {"name": "Reflective supervision", "hours_per_week": 0.5, "per_position_month": 60.0}


def page(program: str = PROGRAM, **query: str) -> AppTest:
    """The page as someone finds it who follows a link."""
    return opened("staying", program=program, **query)


def own(**changes: Any) -> AppTest:
    """The page of a small program of one's own."""
    return with_own("staying", **changes)


def table(app: AppTest, index: str, column: str = "") -> Any:
    tables = [table.value for table in app.main.table if table.value.index.name == index]
    return next(table for table in tables if not column or column in table)


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.main.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("name", ["Prairie recovery", "Piedmont peer center", PROGRAM])
def test_each_example_opens_with_what_one_departure_costs(name: str) -> None:
    app = page(name)
    assert not app.exception and not app.error
    file = load_program(examples()[name])
    found = departure(file)
    assert first(app) == plain(staying_frames.leaving(found, "One person"))
    shown = table(app, "Part")
    assert list(shown["Dollars"]) == [plain(c) for c in staying_frames.item_table(found.items, found.total)["Dollars"]]
    for said in [
        *(one.sentence for one in supports_worth(file)),
        *(rule.sentence for rule in supervision(outcome(file).projection).rules),
        leave_day(file).sentence,
    ]:
        assert plain(said) in words(app)


def test_another_position_and_a_later_month_are_the_model_s() -> None:
    app = page("Prairie recovery")
    app.selectbox(key="leaver").set_value("coach-1").run()
    app.selectbox(key="leaver_month").set_value("2027-10").run()
    app.number_input(key="leaver_hours").set_value(20.0).run()
    assert not app.exception
    file = load_program(examples()["Prairie recovery"])
    found = departure(file, "coach-1", Month.of("2027-10"), supervisor_hours=20)
    assert first(app) == plain(staying_frames.leaving(found, "The person in coach-1"))
    hours = next(item for item in found.items if item.name == SUPERVISOR)
    assert table(app, "Part").loc[plain(SUPERVISOR), "Dollars"] == plain(f"{round(hours.dollars):,}")
    app.switch_page("pages/grants.py").run()
    app.switch_page("pages/staying.py").run()
    assert first(app) == plain(staying_frames.leaving(found, "The person in coach-1"))
    assert " ".join(charts(app)[0]["title"]["text"]) == staying_frames.departure_title(found)


def test_with_a_scenario_the_baseline_s_answer_stays_in_sight() -> None:
    app = page()
    name = app.multiselect(key="scenario").options[0]
    app.multiselect(key="scenario").select(name).run()
    assert not app.exception
    without = plain(staying_frames.leaving(departure(FILE), "One person"))
    assert f"**Without it:** {without}" in words(app)


def test_a_year_of_turnover_comes_when_asked_for() -> None:
    app = page()
    assert "people are expected to leave" not in words(app)
    app = pressed(app, "Work out a year of turnover")
    found = year_of_turnover(FILE)
    assert plain(staying_frames.turnover_sentence(found)) in words(app)
    shown = table(app, "Position", "One costs")
    assert list(shown["One costs"]) == [plain(c) for c in staying_frames.turnover_table(found)["One costs"]]


def test_a_support_typed_here_has_no_effect_until_one_is_set() -> None:
    app = pressed(page(), "What would it have to do?")
    found = support_worth(FILE, SUPPORT)
    assert f"**{plain(found.sentence)}**" in words(app)
    assert "No effect is counted until you set a number" in found.sentence
    app.number_input(key="support_leave").set_value(20.0)
    app = pressed(app, "What would it have to do?")
    with_effect = support_worth(FILE, {**SUPPORT, "turnover_multiplier": 0.8})
    assert f"**{plain(with_effect.sentence)}**" in words(app)
    assert with_effect.net_a_year is not None


def test_a_support_kept_as_a_scenario_is_laid_on() -> None:
    app = pressed(page(), "What would it have to do?")
    app = pressed(app, "Save it and lay it on")
    assert app.multiselect(key="scenario").value == ["With Reflective supervision"]
    assert "Without it:" in words(app)


def test_a_support_of_a_name_that_is_there_takes_its_place() -> None:
    app = pressed(page("Piedmont peer center"), "What would it have to do?")
    assert any("In place of the support of that name" in caption.value for caption in app.main.caption)
    app = pressed(app, "Save it and lay it on")
    assert not app.main.error
    assert app.multiselect(key="scenario").value == ["With Reflective supervision"]


def test_published_effects_stand_with_their_ranges_and_sources() -> None:
    shown, known = words(page()), load_assumptions()
    for entry in known.for_field("supports[*].turnover_multiplier"):
        assert plain(f"{entry.label}: times {entry.value:g}, between {entry.low:g} and {entry.high:g}") in shown
        assert entry.source is not None and plain(known.sources[entry.source].title) in shown


def test_a_day_of_other_length_and_cover_is_the_model_s() -> None:
    app = page()
    app.number_input(key="day_hours").set_value(4.0).run()
    app.checkbox(key="day_own").check().run()
    app.number_input(key="day_cover").set_value(50.0).run()
    assert plain(leave_day(FILE, 4.0, 0.5).sentence) in words(app)


def test_other_hours_and_the_threshold_are_the_model_s() -> None:
    app = page()
    app.number_input(key="part_time_hours").set_value(24.0).run()
    found = part_time(FILE, FILE.program.positions[0].id, (40.0, 32.0, 28.0, 24.0))
    assert plain(found.sentence) in words(app)
    shown = table(app, "Hours a week")
    assert list(shown["A paid hour costs"]) == [
        plain(c) for c in staying_frames.hours_table(found)["A paid hour costs"]
    ]


def test_the_ladder_s_payroll_is_the_model_s() -> None:
    app = page()
    expected = staying_frames.ladder_table(ladder_payroll(FILE))
    shown = table(app, "Ladder", "Fiscal year")
    assert list(shown["Wages"]) == [plain(cell) for cell in expected["Wages"]]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        # of 24 months' earnings of 1,040 nothing is lost: nobody leaves without turnover, but a hair more than none
        ({"months": 24}, "One person leaving costs"),
        ({"months": 1}, "What leaving costs cannot be worked out here"),
        ({"positions": [lead()], "months": 12}, "The person in lead leaving"),
        ({"payers": {}, "months": 12}, "leaving"),
        ({"payers": {"medicaid": medicaid(1e6)}, "months": 12}, "One person leaving costs $"),
    ],
    ids=["one position", "one month", "nobody sees clients", "no payer", "an absurd rate"],
)
def test_programs_at_the_edge_have_a_page(changes: dict[str, Any], said: str) -> None:
    app = own(**changes)
    assert not app.exception and not app.error
    assert said in first(app).replace("\\", "")


def test_many_supports_wait_until_somebody_asks() -> None:
    names = [f"Support {n}" for n in range(4)]
    app = own(months=12, supports=[{"name": name, "per_position_month": 10} for name in names])
    assert not any(name in words(app) for name in names)
    app = pressed(app, "Work out all 4 supports")
    # 10 dollars a month for the one position: 120 dollars a year
    assert plain("Support 3 costs $120 a year") in words(app)


def test_names_are_shown_as_typed() -> None:
    name = "**x** <b>bold</b> $a$"
    app = own(months=12, positions=[peer(name)], supports=[{"name": name, "per_position_month": 10}])
    assert not app.exception
    app.selectbox(key="leaver").set_value(name).run()
    assert first(app).startswith(plain(f"The person in {name} leaving"))
    assert plain(f"{name} costs") in words(app)


def test_a_name_that_no_change_can_name_is_told_in_a_sentence() -> None:
    app = own(months=12, positions=[peer("a[b]")])
    assert not app.exception
    assert first(app).startswith("What leaving costs cannot be worked out here")
    assert "is not a place" in first(app)
