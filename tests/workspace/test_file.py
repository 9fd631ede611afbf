"""The file behind a workspace: private, checked before it is touched, refused with a sentence when it is no good."""

import contextlib
import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing

import platformdirs
import pytest
from sqlalchemy import create_engine, inspect

from model.workspace import MissingError, Workspace, WorkspaceError, default_path
from model.workspace.database import Database
from model.workspace.tables import METADATA, STEPS

WHEN = "2026-11-26T08:00:00+00:00"
NOTHING_DELETED = (
    "move it elsewhere and start again for an empty workspace, or put a backup in its place; nothing was deleted."
)


def saved(path):
    """A workspace in which a program of some pages stands."""
    workspace = Workspace.open(path)
    workspace.create("", "Kept", os.urandom(30_000), None, "new", WHEN)
    return workspace


def refusal(path):
    """What is said of a file that is refused, which stays as it was."""
    before = path.read_bytes()
    with pytest.raises(WorkspaceError) as refused:
        Workspace.open(path)
    assert before == path.read_bytes()
    assert str(refused.value).startswith(f"{path}: ")
    return str(refused.value).removeprefix(f"{path}: ")


def altered(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_the_folder_and_the_file_are_for_this_person_only(tmp_path):
    path = tmp_path / "deep" / "kept" / "workspace.sqlite"
    old_mask = os.umask(0)
    try:
        workspace = saved(path)
    finally:
        os.umask(old_mask)
    assert 0o700 == stat.S_IMODE(path.parent.stat().st_mode)
    with workspace._database.writing():  # the files that SQLite keeps beside it while it is open
        assert {0o600} == {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert [path] == list(path.parent.iterdir())  # at rest it is one file, which can be copied as a backup


def test_the_file_waits_for_others_and_writes_ahead(workspace):
    with workspace._database.reading() as connection:
        asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS]
    assert list(PRAGMAS.values()) == asked


PRAGMAS = {"journal_mode": "wal", "busy_timeout": 10_000, "foreign_keys": 1, "synchronous": 2, "user_version": 1}


def test_a_path_may_hold_any_character(tmp_path):
    path = tmp_path / "Ana's work?" / "50% #1 \u00e9.sqlite"
    saved(path)
    assert ["Kept"] == [kept.name for kept in Workspace.open(path).programs("")]


def test_an_empty_file_becomes_a_workspace(tmp_path):
    (path := tmp_path / "empty.sqlite").touch()
    assert () == Workspace.open(path).programs("")


def test_text_is_no_workspace(tmp_path):
    (path := tmp_path / "notes.sqlite").write_text("what to do on Monday\n" * 200)
    assert f"the file is damaged, or is no workspace: {NOTHING_DELETED}" == refusal(path)


def test_a_file_cut_short_is_damaged(tmp_path):
    path = saved(tmp_path / "cut.sqlite").path
    path.write_bytes(path.read_bytes()[:20_000])
    assert f"the file is damaged: {NOTHING_DELETED}" == refusal(path)


def test_a_file_with_foreign_bytes_in_its_middle_is_damaged(tmp_path):
    path = saved(tmp_path / "spoilt.sqlite").path
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xa5" * 8192  # the second and third page: tables and their indexes
    path.write_bytes(content)
    assert f"the file is damaged: {NOTHING_DELETED}" == refusal(path)


def test_contents_that_do_not_unpack_are_told_and_the_other_versions_open(workspace):
    first = workspace.create("", "Kept", b"one", None, "new", WHEN)
    workspace.save("", first.program_id, 1, b"two", None, "changed", WHEN)
    altered(workspace.path, "UPDATE versions SET program = x'00ff' WHERE number = 2")
    with pytest.raises(WorkspaceError, match=r"^Kept: version 2 is damaged: go back to another version\.$"):
        workspace.version("", first.program_id)
    assert b"two" != workspace.restore("", first.program_id, 1, WHEN).program == b"one"


def test_the_database_of_another_program_is_left_alone(tmp_path):
    path = altered(tmp_path / "bookmarks.sqlite", "CREATE TABLE bookmarks (url TEXT)")
    assert "this is another program's file: name another for the workspace." == refusal(path)


def test_a_workspace_of_a_later_version_is_not_touched(tmp_path):
    path = altered(saved(tmp_path / "later.sqlite").path, f"PRAGMA user_version = {len(STEPS) + 1}")
    assert "a later Staying Power wrote this workspace: update to open it." == refusal(path)


def test_a_workspace_of_an_earlier_version_is_brought_up_to_date_with_all_it_holds(tmp_path):
    path = saved(tmp_path / "earlier.sqlite").path
    later = (*STEPS, ("ALTER TABLE programs ADD COLUMN color TEXT", "UPDATE programs SET color = 'green'"))
    with Database.open(path, later).reading() as connection:
        asked = "SELECT name, color, (SELECT count(*) FROM versions) FROM programs"
        assert ("Kept", "green", 1) == tuple(connection.exec_driver_sql(asked).one())
        assert len(STEPS) + 1 == connection.exec_driver_sql("PRAGMA user_version").scalar_one()


def test_a_step_that_fails_leaves_the_workspace_as_it_was(tmp_path):
    path = saved(tmp_path / "earlier.sqlite").path
    with pytest.raises(WorkspaceError):
        Database.open(path, (*STEPS, ("ALTER TABLE programs ADD COLUMN color TEXT", "UPDATE nowhere SET x = 1")))
    assert ["Kept"] == [kept.name for kept in Workspace.open(path).programs("")]


def test_the_steps_make_the_tables_that_are_asked(workspace):
    inspector = inspect(create_engine(f"sqlite:///{workspace.path}"))
    made = {name: [column["name"] for column in inspector.get_columns(name)] for name in inspector.get_table_names()}
    assert {name: [column.name for column in table.columns] for name, table in METADATA.tables.items()} == made


def test_a_folder_is_no_workspace(tmp_path):
    with pytest.raises(WorkspaceError, match=r"cannot be made here: this is a folder; name another place with STAYING"):
        Workspace.open(tmp_path)


def test_a_place_where_no_file_can_be_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceError, match=r"the workspace cannot be made here: .*; name another place with STAYING"):
        Workspace.open(tmp_path / "file" / "workspace.sqlite")


def test_a_file_that_went_away_is_told_and_none_is_made_in_its_place(tmp_path):
    workspace = saved(tmp_path / "workspace.sqlite")
    workspace.path.rename(tmp_path / "moved.sqlite")
    with pytest.raises(WorkspaceError, match="the file cannot be opened: put it back where it was, or start again"):
        workspace.programs("")
    assert not workspace.path.exists()
    (tmp_path / "moved.sqlite").rename(workspace.path)
    assert ["Kept"] == [kept.name for kept in workspace.programs("")]


def test_a_backup_put_in_its_place_is_used_at_once(tmp_path):
    workspace = saved(tmp_path / "workspace.sqlite")
    shutil.copy(workspace.path, tmp_path / "backup.sqlite")
    identity = workspace.programs("")[0].id
    workspace.rename("", identity, "Spoilt")
    (tmp_path / "backup.sqlite").replace(workspace.path)
    assert ["Kept"] == [kept.name for kept in workspace.programs("")]


def test_a_full_disk_is_told_and_what_was_saved_stays(workspace, monkeypatch):
    identity = workspace.create("", "Kept", b"one", None, "new", WHEN).program_id
    pages = workspace.path.stat().st_size // 4096 + 2
    monkeypatch.setattr("model.workspace.database.PRAGMAS", (f"max_page_count = {pages}",))
    with pytest.raises(WorkspaceError, match=r"the disk is full: make room and save again\.$"):
        workspace.save("", identity, 1, os.urandom(100_000), None, "much", WHEN)
    assert b"one" == workspace.version("", identity).program


def test_a_file_that_another_holds_on_to_is_told(workspace, monkeypatch):
    monkeypatch.setattr("model.workspace.database.SECONDS_TO_WAIT", 0.05)
    with closing(sqlite3.connect(workspace.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="another window or program has been writing to it for long: wait"):
            workspace.create("", "Late", b"x", None, "new", WHEN)
        assert () == workspace.programs("")  # reading goes on meanwhile
    assert 1 == workspace.create("", "In time", b"x", None, "new", WHEN).number


def test_a_file_that_may_not_be_written_to_is_told(workspace, monkeypatch):
    monkeypatch.setattr("model.workspace.database.PRAGMAS", ("query_only = ON",))
    with pytest.raises(WorkspaceError, match="the file may not be written to: allow it, or name another with STAYING_"):
        workspace.create("", "Late", b"x", None, "new", WHEN)


def test_the_place_is_the_one_named_or_where_the_system_keeps_such_files(tmp_path, monkeypatch):
    monkeypatch.setenv("STAYING_POWER_WORKSPACE", str(tmp_path / "own.sqlite"))
    assert tmp_path / "own.sqlite" == default_path()
    monkeypatch.setenv("STAYING_POWER_WORKSPACE", str(tmp_path))
    assert tmp_path / "workspace.sqlite" == default_path()
    monkeypatch.delenv("STAYING_POWER_WORKSPACE")
    assert platformdirs.user_data_path("staying-power", appauthor=False) / "workspace.sqlite" == default_path()


def test_a_program_in_no_file_yet_is_missing_not_an_error_of_the_database(workspace):
    with pytest.raises(MissingError):
        workspace.version("", "nowhere")


@pytest.mark.parametrize("seed", range(60))
def test_whatever_happens_to_its_bytes_a_file_opens_or_is_refused_with_a_sentence(tmp_path, seed):
    r = random.Random(seed)
    workspace = saved(tmp_path / "workspace.sqlite")
    identity = workspace.programs("")[0].id
    workspace.remember("", {"page": "compare"})
    content = bytearray(workspace.path.read_bytes())
    for _ in range(r.choice([1, 3, 40])):
        # most damage where the tables are described
        content[r.randrange(len(content) if r.random() < 0.3 else 8192)] = r.randrange(256)
    workspace.path.write_bytes(content)
    with contextlib.suppress(WorkspaceError):
        opened = Workspace.open(workspace.path)
        opened.programs("")
        opened.remembered("")
        opened.versions("", identity)
        opened.save("", identity, 1, b"two", None, "changed", WHEN)
        assert b"two" == opened.version("", identity).program
