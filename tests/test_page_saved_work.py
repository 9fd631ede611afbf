"""Saved work without a browser: an anonymous summary is shown whole, bears no name, and counts with others."""

from streamlit.testing.v1 import AppTest

from model.inputs.load import load_program
from model.portfolio.anonymous import summary_of
from model.portfolio.anonymous_file import told
from pages.parts.anonymous import IDENTITIES, Asked
from pages.parts.standing import example_files, examples
from pages.parts.words import plain
from tests.test_app import opened

PROGRAM, SUNSET = "Piedmont peer center", "Health home sunset"


def saved_work(program: str) -> AppTest:
    app = opened("saved_work", program=program)
    assert not app.exception and not app.error
    return app


def shown(app: AppTest) -> dict[str, str]:
    return dict(next(table.value for table in app.main.table if table.value.columns[0] == "Told")["Told"])


def identities(app: AppTest) -> dict[Asked, str]:
    return app.session_state[IDENTITIES]


def test_all_that_the_summary_holds_is_on_the_page() -> None:
    app = saved_work(PROGRAM)
    (asked, identity), *_ = identities(app).items()
    assert asked == Asked(example_files(examples()[PROGRAM])[0], True, False, ("medicaid",))
    made = summary_of(load_program(examples()[PROGRAM]), identity)
    assert shown(app) == {plain(meaning): plain(value) for meaning, value in told(made)}
    assert "Download the summary" in [button.proto.label for button in app.get("download_button")]


def test_what_is_told_is_chosen_and_the_same_choice_bears_the_same_id() -> None:
    app = saved_work(PROGRAM)
    app.checkbox(key="summary_state").uncheck()
    app.checkbox(key="summary_counts").check().run()
    identity = list(identities(app).values())[-1]
    made = summary_of(load_program(examples()[PROGRAM]), identity, state=False, counts=True)
    assert shown(app) == {plain(meaning): plain(value) for meaning, value in told(made)}
    before = dict(identities(app))
    app.checkbox(key="summary_state").check()
    app.checkbox(key="summary_counts").uncheck().run()
    assert identities(app) == before
    assert len(set(before.values())) == 2


def test_payers_whose_names_say_nothing_are_asked_for() -> None:
    app = saved_work(SUNSET)
    asked = app.multiselect(key="summary_medicaid")
    assert asked.options == list(load_program(examples()[SUNSET]).program.payers)
    money = plain("Money of the first year by source, each to the nearest 10 %")
    assert shown(app)[money].startswith(plain("medicaid 0 %,"))
    asked.set_value(["health-home"]).run()
    assert not shown(app)[money].startswith(plain("medicaid 0 %,"))
