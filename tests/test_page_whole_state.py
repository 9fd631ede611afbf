"""A whole state on the screen: there only with results, its numbers the run's own, nothing said of a few programs."""

import io
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from model.cli import commands
from model.exports import state_tables
from model.exports.portfolio_report import STEPS, Asked, csv_files, report_of
from model.portfolio import answers
from model.portfolio.cells import OTHERS
from model.portfolio.reading import read_results
from pages.parts import state_loaded
from pages.parts.menu import PORTFOLIO, entries
from pages.parts.state_shown import zipped
from pages.parts.words import plain
from tests.portfolio.sets import run_set, terms, write_set
from tests.test_app import APP, SECONDS, opened, words
from tests.test_cli import run

PAGE, SECTION = "pages/whole_state.py", "Many programs"
SHOWN = ["as it stands", "The rate bill"]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six synthetic programs under two scenarios, numbers as expected."""
    folder = tmp_path_factory.mktemp("state")
    programs = write_set(folder / "programs", 6)
    (programs / "portfolio.yaml").write_text("synthetic: true\n")
    run_set(programs, folder / "out", terms(draws=1), batch=6)
    return folder / "out"


@pytest.fixture
def app(out: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(PORTFOLIO, str(out))
    return there()


def there() -> AppTest:
    """The page alone: it needs nothing of the sidebar."""
    shown = AppTest.from_file(str(APP), default_timeout=SECONDS).switch_page(PAGE).run()
    assert not shown.exception
    return shown


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.main.error]


def files() -> set[str]:
    return {entry.file for section in entries().values() for entry in section}


def test_the_page_is_in_the_menu_only_when_a_portfolio_is_loaded(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PORTFOLIO, str(out))
    assert "whole_state" in files()
    app = opened().switch_page(PAGE).run()
    assert not app.exception
    assert SECTION in [caption.value for caption in app.sidebar.caption]
    # whoever was on the page last is not led to it when it is gone
    monkeypatch.delenv(PORTFOLIO)
    assert "whole_state" not in files()
    without = opened()
    assert not without.exception and not without.error


def test_it_opens_with_the_answer_and_says_what_is_synthetic(app: AppTest, out: Path) -> None:
    with read_results(out) as results:
        said = answers.sentence(answers.overall(results))
    assert app.title[0].value == plain(said)
    assert app.main.warning[0].value.startswith("**Synthetic:** all programs are drawn from published distributions")
    assert "6 of 6 programs worked out, NC; each number as expected" in app.main.caption[0].value.replace("\\", "")


def test_a_month_on_the_screen_is_the_run_s(app: AppTest, out: Path) -> None:
    with read_results(out) as results:
        found = answers.by_month(results).set_index(["scenario", "month"])
    app.select_slider(key="state_month").set_value("2026-08").run()
    row = next(table.value for table in app.main.table if "Programs" in table.value).iloc[0]
    for scenario in SHOWN:
        mean = found["mean"][scenario, "2026-08"]
        assert row[plain(scenario)].startswith(f"{mean:,.0f}")
    assert any(caption.value.startswith("Positions paid for in August 2026") for caption in app.main.caption)


def test_filters_are_put_to_the_run(app: AppTest, out: Path) -> None:
    app.selectbox(key="state_scenario").set_value("The rate bill")
    app.selectbox(key="state_by").set_value("region").run()
    assert not app.exception and not errors(app)
    with read_results(out) as results:
        report = report_of(results, Asked(by="region", scenario="The rate bill"))
    assert app.title[0].value == plain(report.sentence)
    shown = [table.value for table in app.main.table]
    expected = state_tables.ends_table(report).map(plain)
    assert any(list(table.get("Region", [])) == list(expected["Region"]) for table in shown)
    # three programs in each region are too few: both are shown as one, and the page says so
    assert {plain(OTHERS)} == set(expected["Region"])
    assert all(plain(said) in words(app) for said in report.hidden)
    assert any("east, west" in said for said in report.hidden)


def test_one_group_is_looked_into_as_far_as_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_set(write_set(tmp_path / "programs", 12), tmp_path / "out", terms(draws=1), batch=12)
    monkeypatch.setenv(PORTFOLIO, str(tmp_path / "out"))
    app = there()
    assert {"Region: east", "Region: west"} <= set(app.selectbox(key="state_only").options)
    app.selectbox(key="state_only").set_value("Region: east").run()
    assert not app.exception and not errors(app)
    with read_results(tmp_path / "out") as results:
        report = report_of(results, Asked(within=("region", "east")))
    assert app.title[0].value == plain(report.sentence)
    assert "6 programs" in app.title[0].value
    assert plain(report.hidden[-1]) in words(app)


def test_a_scenario_that_reaches_a_few_is_not_shown_and_the_page_says_why(app: AppTest) -> None:
    said = plain("“The grant goes on” reaches too few programs to be shown")
    assert said in words(app)
    app.selectbox(key="state_scenario").set_value("The grant goes on").run()
    assert not app.exception
    assert errors(app) == [f"{said}{plain('; ask about one that reaches more.')}"]


def test_every_chart_has_its_table_and_says_what_it_shows(app: AppTest) -> None:
    charts = app.main.get("vega_lite_chart")
    assert len(charts) >= 3
    assert all(chart.proto.alt for chart in charts)
    assert len([fold for fold in app.main.expander if fold.label.startswith("As a table")]) >= len(charts)


def test_too_few_programs_are_told_in_a_sentence(app: AppTest) -> None:
    app.selectbox(key="state_least").set_value(10).run()
    assert not app.exception
    assert errors(app) == [plain("There are 6 programs, and nothing is said of fewer than 10 together.")]
    app.selectbox(key="state_least").set_value(5).run()
    assert not errors(app)


def test_a_folder_without_results_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        monkeypatch.setenv(PORTFOLIO, str(folder))
        app = there()
        (said,) = errors(app)
        assert "there are no results of a portfolio in this folder" in said.replace("\\", "")


def test_a_program_that_failed_is_named_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = write_set(tmp_path / "programs", 6)
    (programs / "west" / "spoilt.yaml").write_text("name: Spoilt\n")
    run_set(programs, tmp_path / "out", terms(draws=1), batch=6)
    monkeypatch.setenv(PORTFOLIO, str(tmp_path / "out"))
    app = there()
    (fold,) = [fold for fold in app.main.expander if fold.label == "1 program could not be run, and why"]
    said = " ".join(text.value for text in fold.markdown).replace("\\", "")
    assert "west/spoilt.yaml" in said and "Not one of these is in any number above" in said


def test_files_to_take_away_hold_what_is_shown(app: AppTest, out: Path) -> None:
    labels = [button.proto.label for button in app.get("download_button")]
    assert {"All tables (CSV, zipped)", "The brief (Word)", "The brief (PDF)"} <= set(labels)
    with read_results(out) as results:
        report = report_of(results)
    with zipfile.ZipFile(io.BytesIO(zipped(lambda: csv_files(report)))) as archive:
        assert {"overall.csv", "by_month.csv", "sentences.txt", "hidden.txt"} <= set(archive.namelist())
        assert report.sentence in archive.read("sentences.txt").decode("utf-8-sig")


def test_each_step_of_long_work_is_told_and_an_answer_is_worked_out_once(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PORTFOLIO, str(out))
    told: list[str] = []
    monkeypatch.setattr(state_loaded, "_tell", lambda _, step: told.append(step))
    question = state_loaded.Question(by="size", scenario=None, least=6, expansion=0.0, enhanced=0.0)
    first = state_loaded.pictured(state_loaded.loaded(), question)
    assert tuple(told) == STEPS
    assert state_loaded.pictured(state_loaded.loaded(), question) is first
    assert tuple(told) == STEPS


def test_what_futures_lie_between_stands_in_brackets() -> None:
    rows = [("a", "2026-07", 10.4, 8, 12), ("a", "2026-08", 9.0, 9, 9), ("b", "2026-08", 1200.0, 1100, 1300)]
    frame = pd.DataFrame(rows, columns=pd.Index(["scenario", "month", "mean", "low", "high"]))
    table = state_tables.months_table(frame)
    assert table["a"].tolist() == ["10 (8 to 12)", "9"]
    assert table["b"].tolist() == ["too few to show", "1,200 (1,100 to 1,300)"]


def test_a_table_has_a_month_in_words_and_a_column_for_each_scenario(out: Path) -> None:
    with read_results(out) as results:
        report = report_of(results)
    table = state_tables.months_table(report.by_month)
    assert list(table)[1:] == SHOWN
    assert table["Month"].iloc[0] == "July 2026"
    assert len(table) == len(state_tables.shown_months(report)) == 10


def test_the_command_names_the_folder_to_the_pages_and_refuses_another(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = []

    def ran(command, **named):
        called.append(named["env"])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(commands.subprocess, "run", ran)
    run("app", "--portfolio", out)
    assert called[0][PORTFOLIO] == str(out.resolve())
    assert "there are no results of a portfolio in this folder" in run("app", "--portfolio", tmp_path, code=2)[1]
    assert len(called) == 1
