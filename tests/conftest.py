"""What all tests share: in CI a skipped test is a failure, since everything it needs is installed there."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = (  # files of many seconds; what is not named comes after them
    "browser/test_every_page.py",
    "browser/test_hostile_uploads.py",
    "browser/test_where_we_stand.py",
    "browser/test_our_program.py",
    "browser/test_evening.py",
    "browser/test_position.py",
    "browser/test_sign_in.py",
    "test_brief.py",
    "test_app.py",
    "spreadsheet/test_round_trip.py",
    "workbook/test_workbook.py",
    "test_cli.py",
    "test_cli_questions.py",
    "questions/test_rescue.py",
    "questions/test_rate_build_up.py",
    "spreadsheet/test_faults.py",
)


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


@pytest.fixture(autouse=True)
def _own_workspace(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test touch the workspace of whoever runs it, or that of another test."""
    monkeypatch.setenv("STAYING_POWER_WORKSPACE", str(tmp_path_factory.mktemp("workspace") / "workspace.sqlite"))


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """A page that was run in a test leaves itself behind as the main module; processes begun later would run it."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
