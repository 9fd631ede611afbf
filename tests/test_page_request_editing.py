"""Looking at tables changes nothing; a request is changed by its form, told what is wrong with it, and kept."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from model.inputs.load import read_tree
from pages.parts.request_editing import PARTS
from tests.test_app import SECONDS, opened

PROGRAM, REQUEST = "Prairie recovery", "bcor-next"
EXAMPLES = [(PROGRAM, REQUEST), ("Three valleys families", "foundation-weekends")]
EXAMPLES.append(("Piedmont peer center", "settlement-emergency"))
INDIRECT = "Indirect, match and income"


def _drawn(request_id: str) -> None:
    """The sidebar and the part alone, as a page has them."""
    import streamlit as st

    from pages.parts.here import here
    from pages.parts.justification_saving import NEXT
    from pages.parts.request_editing import request_tables
    from pages.parts.sidebar import choose

    choose()
    request_tables(here(), st.session_state.get(NEXT, request_id))


def page(program: str = PROGRAM, request_id: str = REQUEST, part: str | None = None) -> AppTest:
    """The part of a page that changes a request of an example."""
    app = AppTest.from_function(_drawn, default_timeout=SECONDS, args=(request_id,))
    app.query_params["program"] = program
    app.run()
    return app if part is None else app.main.radio(key="part_of_request").set_value(part).run()


def saved(app: AppTest, *, sound: bool = True) -> dict[str, Any]:
    """The first request as it is kept: without faults as other pages show it, or as it was typed."""
    head = app.session_state["head"]
    return read_tree(head.sound if sound else head.program, "it")[0]["requests"][0]


def field(app: AppTest, label: str) -> Any:
    """The field of a form of that label."""
    fields = [*app.main.text_input, *app.main.text_area, *app.main.selectbox, *app.main.multiselect]
    return next(each for each in fields if each.label.startswith(label))


def errors(app: AppTest) -> list[str]:
    return [each.value for each in app.main.error]


def test_looking_at_tables_with_boxes_left_open_keeps_no_new_version_of_the_program() -> None:
    app = opened(program=PROGRAM).switch_page("pages/our_program.py").run()
    for part in ("Benefits and leave", "Grants and contracts"):
        app.main.radio(key="part").set_value(part).run()
        assert not app.exception and PROGRAM == app.selectbox(key="choice").value, part


@pytest.mark.parametrize(("program", "request_id"), EXAMPLES)
def test_looking_at_every_part_of_a_request_keeps_no_new_version(program: str, request_id: str) -> None:
    app = page(program, request_id)
    for part in PARTS.parts:
        app.main.radio(key="part_of_request").set_value(part).run()
        assert not app.exception and not errors(app) and program == app.selectbox(key="choice").value, part


def test_a_field_that_is_changed_is_kept_and_nothing_else_is() -> None:
    app = page()
    before = saved(app)
    field(app, "Ceiling").set_value("$310,000, $320,500.50").run()
    assert not app.exception and not errors(app)
    assert before | {"ceiling": [310000, 320500.5]} == saved(app)
    assert "$310,000, $320,500.50" == field(app, "Ceiling").value  # as typed, and not kept again at each run
    number = app.session_state["head"].number
    app.run()
    assert number == app.session_state["head"].number


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost() -> None:
    app = page()
    before = saved(app)
    field(app, "Cost-of-living").set_value("a lot").run()
    assert 2 == len(errors(app)) and errors(app)[0].startswith("1 entry needs mending. Nothing is lost")
    assert "Cost\\-of\\-living increase\\: found 'a lot'; a number is needed \\(share\\)\\." == errors(app)[1]
    assert ("a lot", before) == (saved(app, sound=False)["cost_of_living"], saved(app))
    assert "1 to mend" == app.main.radio(key="part_of_request").proto.captions[0]
    field(app, "Cost-of-living").set_value("").run()
    assert [] == errors(app) and "cost_of_living" not in saved(app)


def test_choices_are_of_the_schema_and_of_the_program() -> None:
    app = page(part=INDIRECT)
    assert "de minimis" in field(app, "Whose rate").options
    assert "rent" in field(app, "Charged as indirect").options
    field(app, "Charged as indirect").set_value(["bookkeeping", "rent"]).run()
    field(app, "Training award").set_value("yes").run()
    field(app, "Base").set_value("total_direct").run()
    assert not app.exception and not errors(app)
    wanted = {"kind": "de_minimis", "rate": 0.15, "pool": ["bookkeeping", "rent"], "training_award": True}
    assert wanted | {"base": "total_direct"} == saved(app)["indirect"]


def test_a_request_that_is_called_otherwise_stays_on_the_screen() -> None:
    app = page()
    field(app, "Short name").set_value("next").run()
    assert not app.exception and not errors(app) and not app.main.info
    assert "next" == saved(app)["id"] == field(app, "Short name").value


def test_a_request_that_is_not_there_is_told() -> None:
    assert ["The program has no request gone: it may have been taken out in another window."] == [
        each.value for each in page(request_id="gone").main.info
    ]


def test_rows_pasted_join_a_table_and_its_lines_are_asked_for() -> None:
    app = page(part="Equipment and supplies")
    area = next(
        each for each in app.main.text_area if (each.key or "").startswith(f"paste-request {REQUEST}: supplies")
    )
    area.set_value("Line\tCost of one\tHow many\tServes\nkits\t$44\t60, 30\t1, 2\nphones\t12.50\t\t").run()
    next(each for each in app.main.button if each.label == "Add 2 rows").click().run()
    assert not app.exception and not errors(app)
    kits = {"id": "kits", "unit_cost": 44, "quantity": [60, 30], "objectives": ["1", "2"]}
    assert [kits, {"id": "phones", "unit_cost": 12.5}] == saved(app)["supplies"][1:]


def test_two_windows_change_different_fields_of_a_request_and_both_are_kept() -> None:
    app = page()
    field(app, "Title").set_value("Coaches").run()
    mine = str(app.selectbox(key="choice").value)
    others, before = page(mine), saved(app)
    field(app, "Ceiling").set_value("$310,000").run()
    field(others, "Notice").set_value("TI-00-001").run()
    assert not others.exception and mine == others.selectbox(key="choice").value  # not a program beside theirs
    assert before | {"ceiling": 310000, "notice": "TI-00-001"} == saved(others)
