"""Summaries together: files that came by mail become one picture, a bad one is told, few are no picture."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from model.cli.files import portfolio_named
from model.exports import pooled as told_of
from model.exports.charts import pooled as charts
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.portfolio.anonymous import summary_of
from model.portfolio.anonymous_file import Summary, summary_bytes
from model.portfolio.pooling import pooled
from pages.parts.menu import PORTFOLIO
from pages.parts.state_pooled import OPENED, checked
from pages.parts.words import plain
from tests.small import medicaid, peer, tree
from tests.test_app import APP, SECONDS, words

PAGE = "pages/summaries.py"


@pytest.fixture(scope="module")
def given() -> tuple[tuple[str, Summary], ...]:
    """Seven programs of one to three peers, five of them with $20 an hour at entry and two with $25."""
    made = []
    for number in range(7):
        seats = [peer(f"peer-{n}") for n in range(1 + number % 3)]
        pay = {"peer": {"steps": [20.0 if number < 5 else 25.0]}}
        held = tree(months=12, positions=seats, ladders=pay, payers={"medicaid": medicaid(6.0)}, seats="simulated")
        made.append((f"s{number}.yaml", summary_of(program_of(held, "small.yaml"), f"{number:032x}")))
    return tuple(made)


def shown(given: tuple[tuple[str, Summary], ...] = ()) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=SECONDS)
    app.session_state[OPENED] = given
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def test_the_page_says_what_to_do_before_anything_is_opened():
    app = shown()
    assert app.title[0].value.startswith("How do many programs stand")
    assert "from five on there is a picture" in words(app)


def test_the_picture_is_what_merging_gives(given):
    app, found = shown(given), pooled(given)
    assert app.title[0].value == plain(found.sentence())
    assert all(plain(said) in words(app) for said in (*told_of.CANNOT, *told_of.about(found)))
    tables = [table.value for table in app.main.table]
    sizes = next(table for table in tables if table.index.name == "Size")
    assert list(sizes["Programs"]) == ["7"]
    quarters = next(table for table in tables if table.index.name == "Quarter")
    assert list(quarters["On average"]) == [plain(f"{share:.0f} %") for share in found.quarters["share"]]


def test_each_picture_has_words_and_its_table(given):
    # the five that pay $20 at entry are enough for both pictures; with two that pay $25 no count of pay may be shown
    for held, pictures in ((given[:5], 2), (given, 1)):
        app = shown(held)
        drawn = app.main.get("vega_lite_chart")
        assert len(drawn) == pictures
        assert all(chart.proto.alt for chart in drawn)
        assert len([fold for fold in app.main.expander if fold.label == "As a table"]) == 2


def test_counts_of_a_few_stay_hidden(given):
    # two programs pay $25: told, they would be known, and the five as seven less two with them
    found = pooled(given)
    table = told_of.pay_table(found).set_index("Pay an hour")
    assert table.loc["$25 to $25.99", "At entry"] == told_of.HIDDEN
    assert table.loc["$20 to $20.99", "At entry"] == told_of.HIDDEN


def test_fewer_than_five_are_told_in_a_sentence(given):
    app = shown(given[:3])
    assert app.title[0].value == "There is no picture of these yet."
    assert plain("There are 3 summaries, and nothing is said of fewer than 5 together.") in words(app)


def test_files_that_are_no_summaries_are_left_out_and_told(given):
    right = (given[0][0], summary_bytes(given[0][1]))
    wrong = {"x.yaml": b"name: A program\n", "y.yaml": b"\x00\xff", "z.yaml": b"a" * 99_999}
    read, faults = checked([right, *wrong.items()])
    assert read == given[:1]
    assert [fault.file for fault in faults] == list(wrong)
    assert "this is no anonymous summary" in faults[0].sentence


def test_two_files_of_one_id_that_differ_are_told(given):
    other = given[1][1].model_copy(update={"id": given[0][1].id, "state": "AZ"})
    app = shown((*given, ("changed.yaml", other)))
    assert "changed.yaml" in words(app).replace("\\", "") and "tells otherwise" in words(app)


def test_invented_programs_are_counted_when_somebody_asks(given):
    invented = tuple((name, one.model_copy(update={"invented": True})) for name, one in given)
    app = shown(invented)
    assert plain("There are 0 summaries beside 7 of invented programs") in words(app)
    app.checkbox(key="summaries_invented").check().run()
    assert app.title[0].value == plain(pooled(invented, with_invented=True).sentence())


def test_a_folder_of_summaries_is_a_whole_state(given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, summary in given:
        (tmp_path / name).write_bytes(summary_bytes(summary))
    monkeypatch.setenv(PORTFOLIO, portfolio_named(tmp_path)[PORTFOLIO])
    app = AppTest.from_file(str(APP), default_timeout=SECONDS).switch_page("pages/whole_state.py").run()
    assert not app.exception
    assert app.title[0].value == plain(pooled(given).sentence())
    (tmp_path / "spoilt.yaml").write_bytes(b"name: A program\n")
    with pytest.raises(InputError, match="this is no anonymous summary"):
        portfolio_named(tmp_path)


def test_a_picture_says_the_average_first_and_last(given):
    found = pooled(given)
    first, last = found.quarters["share"].iloc[0], found.quarters["share"].iloc[-1]
    title = " ".join(charts.quarters(found.quarters).title.text)
    assert title.startswith(f"On average {first:.0f} %") and f"{last:.0f} % at the end of" in title
