"""What all tests share: in CI a skipped test is a failure, since everything it needs is installed there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = (  # files of many seconds; what is not named comes after them
    "browser/test_every_page.py",
    "browser/test_evening.py",
    "browser/test_hostile_uploads.py",
    "browser/test_our_program.py",
    "browser/test_where_we_stand.py",
    "browser/test_sign_in.py",
    "browser/test_position.py",
    "browser/test_unknown.py",
    "browser/test_request_editing.py",
    "browser/test_what_it_takes.py",
    "browser/test_whole_state.py",
    "browser/test_summaries.py",
    "test_laws.py",
    "test_app.py",
    "test_brief.py",
    "workbook/test_workbook.py",
    "portfolio/test_answers.py",
    "test_page_grants.py",
    "test_page_pay.py",
    "test_page_scenarios.py",
    "questions/test_rescue.py",
    "test_cli.py",
    "spreadsheet/test_round_trip.py",
    "requests/test_workbook.py",
    "test_page_uncertainty.py",
    "spreadsheet/test_faults.py",
    "questions/test_rate_build_up.py",
    "test_cli_questions.py",
)
COMPILING = pytest.StashKey["subprocess.Popen[bytes]"]()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have compiled stages left on disk once for several processes, while these begin with what needs a browser.

    In a fresh checkout it takes half a minute, and each process would do it anew.
    """
    if session.config.getoption("numprocesses", None) and not hasattr(session.config, "workerinput"):
        command = [sys.executable, "-m", "pages.parts.ahead"]
        session.config.stash[COMPILING] = subprocess.Popen(command, cwd=Path(__file__).parents[1])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: a file that begins last keeps one process busy while the others wait."""
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what was skipped."""
    for report in terminalreporter.stats.get("skipped", []):
        terminalreporter.write_line(f"skipped: {report.nodeid}: {report.longrepr}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run in CI in which anything was skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if os.environ.get("CI") and skipped and exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if (compiling := session.config.stash.get(COMPILING, None)) is not None:
        compiling.kill()
        compiling.wait()


@pytest.fixture(autouse=True)
def _own_workspace(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test touch the workspace of whoever runs it, or that of another test."""
    monkeypatch.setenv("STAYING_POWER_WORKSPACE", str(tmp_path_factory.mktemp("workspace") / "workspace.sqlite"))


@pytest.fixture(autouse=True)
def _checked_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every chart that a page draws in a test is held against the schema of charts."""
    monkeypatch.setattr("pages.parts.chart.CHECKED", True)


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """A page that was run in a test leaves itself behind as the main module; processes begun later would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
