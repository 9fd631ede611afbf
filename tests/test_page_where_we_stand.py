"""Where we stand without a browser: the months of a position, numbers opened, and what people are told without pay."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from model.compare import outcome
from model.explain import See, as_text, explain
from model.exports import charts, position_frames
from model.exports.opening import line, sentence
from model.exports.script import script
from model.exports.seats import pay_of
from model.exports.tables import PROGRAM_ROW, as_object
from model.exports.telling import answer, telling
from model.inputs.load import load_program
from pages.parts.opened import Step
from pages.parts.position import WHOLE
from pages.parts.standing import examples
from pages.parts.words import plain
from tests.small import grant, lead, medicaid, peer, tree

APP = Path(__file__).parents[1] / "app.py"
SECONDS = 60
NAME = "Prairie recovery"
SCENARIO = "Renewed for two years at two thirds"


def opened(page: str = "", **query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    return app.switch_page(f"pages/{page}.py").run() if page else app


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.main.title, *app.main.markdown, *app.main.caption])


def titles(app: AppTest) -> list[str]:
    specs = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    return [" ".join(spec["title"]["text"]) for spec in specs]


def uploaded(app: AppTest, **changes: Any) -> AppTest:
    """A program of one's own, opened from a file."""
    content = yaml.safe_dump(tree(**changes), sort_keys=False).encode()
    app.file_uploader[0].set_value(("mine.yaml", content, "application/yaml"))
    return app.run()


def standing(name: str = NAME) -> tuple[Any, dict[str, Any]]:
    result = outcome(load_program(examples()[name]))
    return result, as_object(result.projection, result.findings)


def test_no_position_is_told_of_until_one_is_chosen_and_then_that_one() -> None:
    app = opened(program=NAME)
    result, _ = standing()
    first, second = [position.id for position in result.file.program.positions[:2]]
    assert app.selectbox(key="position").value is None
    assert plain(telling(result, first).paid_by) not in words(app)
    app.selectbox(key="position").set_value(first).run()
    told = telling(result, first)
    assert plain(f"{told.paid_by} {told.then} {told.notice} {told.binds}") in words(app)
    app.selectbox(key="position").set_value(second).run()
    assert not app.exception
    assert plain(telling(result, second).paid_by) in words(app)
    money = position_frames.money_by_month(standing()[1], second)
    assert charts.title_of(charts.money_by_source(money, second)) in titles(app)


def test_a_link_opens_the_position_it_names() -> None:
    app = opened(program=NAME, position="coach-3")
    assert app.selectbox(key="position").value == "coach-3"


def test_all_positions_together_add_up_to_the_program() -> None:
    app = opened(program=NAME)
    app.selectbox(key="position").set_value(PROGRAM_ROW).run()
    assert not app.exception
    _, data = standing()
    table = next(t.value for t in app.dataframe if list(t.value)[:2] == ["Month", "Full cost"])
    assert list(table["Full cost"]) == [round(month["full_cost"]) for month in data["months"]]
    assert any(title.startswith(f"{WHOLE} costs ") for title in titles(app))


def test_tables_of_a_position_hold_the_numbers_of_the_model() -> None:
    app = opened(program=NAME, position="coach-1")
    result, data = standing()
    first = result.file.program.positions[0].id
    rows = position_frames.rows_of(data, first)
    money = next(t.value for t in app.dataframe if list(t.value)[:2] == ["Month", "Full cost"])
    assert list(money["Full cost"]) == [round(row["full_cost"]) for row in rows]
    assert list(money["Nobody pays"]) == [round(row["gap"]) for row in rows]
    hours = next(t.value for t in app.dataframe if list(t.value)[:2] == ["Month", "Paid"])
    assert list(hours["Paid"]) == [round(row["hours"]["paid"], 1) for row in rows]
    pay = next(t.value for t in app.dataframe if list(t.value) == ["Month", "Dollars an hour"])
    assert list(pay["Dollars an hour"]) == [round(row["wage"], 2) for row in rows if row["wage"] > 0]


def test_a_position_that_sees_no_clients_says_that_others_carry_it() -> None:
    app = uploaded(opened(), months=6, positions=[peer(), lead()])
    app.selectbox(key="position").set_value("lead").run()
    assert not app.exception
    assert "This position sees no clients" in words(app)


def test_with_a_scenario_the_baseline_of_the_position_stays_in_sight() -> None:
    app = opened(program=NAME, scenario=SCENARIO, position="coach-1")
    assert not app.exception
    without = [title for title in titles(app) if title.startswith("Without the scenario: ")]
    result, data = standing()
    first = result.file.program.positions[0].id
    money = position_frames.money_by_month(data, first)
    assert charts.title_of(charts.money_by_source(money, first, compact=True)) in without
    assert "**Without the scenario:**" in words(app)


def asked(app: AppTest, position: str, month: str, quantity: str) -> AppTest:
    """The app with a number chosen to be opened."""
    app.selectbox(key="position").set_value(position).run()
    for key, value in (("month", month), ("quantity", quantity)):
        app.selectbox(key=key).set_value(value)
    return app.run()


def test_a_number_is_opened_down_to_the_line_of_its_input() -> None:
    app = asked(opened(program=NAME), "coach-1", "2027-11", "paid_hours")
    result, _ = standing()
    node = explain(result.file, result.projection, result.findings, "coach-1", "2027-11", "paid_hours")
    assert f"**{plain(sentence(node))}**" in words(app)
    # 40 hours a week x 52 / 12
    assert app.code[0].value == "paid_hours = hours_per_week * 52 / 12\n40 hours a week * 52 / 12 = 173.3 hours"
    place = node.children[0].place
    assert place is not None and place.line is not None
    assert plain(place.text) in words(app)
    assert "agrees" in words(app)


def test_a_tree_opens_level_by_level_and_gives_its_text() -> None:
    app = asked(opened(program=NAME), "coach-1", "2027-11", "full_cost")
    result, _ = standing()
    node = explain(result.file, result.projection, result.findings, "coach-1", "2027-11", "full_cost")
    below, further = [plain(line(child)) for child in node.children], plain(line(node.children[0].children[0]))
    assert set(below) <= set(labels(app)) and further not in labels(app)
    asked_for = See(position="coach-1", month="2027-11", quantity="full_cost")
    app.session_state[f"node-opened-{Step(asked_for, (0,))}"] = True
    app.session_state[f"text-opened-1-{Step(asked_for)}"] = True
    app.run()
    assert not app.exception
    assert further in labels(app)
    assert as_text(node) in [code.value for code in app.code]


def labels(app: AppTest) -> list[str]:
    return [expander.label for expander in app.expander]


def test_another_program_drops_a_position_month_and_number_it_does_not_have() -> None:
    app = asked(opened(program=NAME), "coach-3", "2030-06", "grants.bcor.paid")
    assert not app.exception
    uploaded(app, months=3)
    assert not app.exception
    assert app.selectbox(key="position").value is None
    app.selectbox(key="position").set_value("peer").run()
    assert [app.selectbox(key=key).value for key in ("month", "quantity")] == ["2026-07", "full_cost"]


@pytest.mark.parametrize(
    "changes",
    [
        {"months": 1},
        {"months": 1, "positions": [peer(direct_service=False, mix={})]},
        {"positions": [peer(start="2026-09")], "months": 2},
        {"grants": [], "payers": {}, "positions": [peer()]},
        {"reserve": {"opening": 0}, "payers": {"medicaid": medicaid(0.0)}},
    ],
    ids=["one month", "nobody sees clients", "a seat that never comes", "no payer", "no money"],
)
def test_programs_at_the_edge_have_a_page(changes: dict[str, Any]) -> None:
    app = uploaded(opened(), **changes)
    assert not app.exception and not app.error, [error.value for error in app.error]
    for position in [*changes.get("positions", [peer()]), {"id": PROGRAM_ROW}]:
        app.selectbox(key="position").set_value(position["id"]).run()
        assert not app.exception
    app.switch_page("pages/people.py").run()
    assert not app.exception


@pytest.mark.parametrize("name", list(examples()))
def test_people_are_told_what_the_findings_say_and_no_pay(name: str) -> None:
    app = opened("people", program=name)
    assert not app.exception
    result, _ = standing(name)
    assert app.title[0].value == plain(answer(result))
    shown = words(app)
    for position in result.file.program.positions:
        told = telling(result, position.id)
        for text in (told.paid_by, told.then, told.notice):
            assert plain(text) in shown
    for text in script(result).known:
        assert plain(text) in shown
    assert_no_pay(shown, result)
    assert [button.label for button in app.get("download_button")] == [
        "One paper for all (Word)",
        "A page for each position (Word)",
    ]


def test_people_are_told_what_a_scenario_changes_and_what_stands_without_it() -> None:
    app = opened("people", program=NAME, scenario=SCENARIO)
    result, _ = standing()
    assert f"**Without it:** {plain(answer(result))}" in words(app)
    assert plain(f"All this supposes that “{SCENARIO}” comes true.") in words(app)
    assert_no_pay(words(app), result)


def test_names_are_shown_as_typed_to_people_too() -> None:
    name = "**x** [l](http://x.org) <b>bold</b>"
    app = opened()
    uploaded(app, months=24, positions=[peer(name, title=name)], grants=[grant(name, covers={name: 1.0})])
    app.switch_page("pages/people.py").run()
    assert not app.exception
    assert plain(f"{name} ({name})") in [heading.value for heading in app.subheader]


def assert_no_pay(shown: str, result: Any) -> None:
    """No dollar sign, and no number that is a wage, whether as people write it or to the cent."""
    bare = re.sub(r"\\(.)", r"\1", shown)
    assert "$" not in bare
    wages = {f"{value:g}" for value in pay_of(result)} | {f"{value:.2f}" for value in pay_of(result)}
    numbers = set(decimals(bare))
    assert not numbers & wages


def decimals(text: str) -> Iterator[str]:
    """Numbers with a point, as pay is written."""
    yield from re.findall(r"(?<![\w.])\d+\.\d+", text)
