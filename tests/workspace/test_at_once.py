"""Tabs, people and servers at once, and servers that are killed: no version is lost, torn or numbered twice."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from model.workspace import ConflictError, Workspace
from model.workspace.database import Database

ROOT = Path(__file__).parents[2]
WHEN = "2026-11-26T08:00:00+00:00"

# Two servers that save to one program, each beginning anew from the newest version when the other was first.
RIVAL = """
import sys
from pathlib import Path
from model.workspace import ConflictError, Workspace
path, program, rival, times = sys.argv[1:]
workspace, newest, conflicts = Workspace.open(Path(path)), 1, 0
for turn in range(int(times)):
    while True:
        try:
            newest = workspace.save("", program, newest, f"{rival} {turn}".encode(), None, rival, "now").number
            break
        except ConflictError as conflict:
            newest, conflicts = conflict.newest.number, conflicts + 1
print(conflicts)
"""

# A server that is killed in the middle of its saves, again and again. Each child writes down what was acknowledged.
VICTIM = """
import os, random, signal, sys, time
from pathlib import Path
from model.workspace import Workspace
path, program, log, kills = sys.argv[1:]
r = random.Random(4)
for _ in range(int(kills)):
    saving, saved = os.pipe()
    child = os.fork()
    if child == 0:
        workspace, out = Workspace.open(Path(path)), os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        number = workspace.version("", program).number
        while True:
            number += 1
            content = (f"version {number} " * 800).encode()
            workspace.save("", program, number - 1, content, content[:-1], f"{number}", "now")
            os.write(out, f"{number}\\n".encode())
            os.write(saved, b".")
    os.close(saved)
    os.read(saving, 1)
    time.sleep(r.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(saving)
"""


def started(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def numbers(workspace, program):
    return [stamp.number for stamp in reversed(workspace.versions("", program))]


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(workspace):
    program = workspace.create("", "Shared", b"", None, "new", WHEN).program_id
    start = threading.Barrier(8)

    def save(thread):
        start.wait()
        try:
            return workspace.save("", program, 1, b"%d" % thread, None, "mine", WHEN)
        except ConflictError as conflict:
            return conflict

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(save, range(8)))
    (winner,) = (one for one in outcomes if not isinstance(one, ConflictError))
    assert 7 == sum(isinstance(one, ConflictError) and one.newest == winner for one in outcomes)
    assert [1, 2] == numbers(workspace, program)


def test_two_servers_at_once_lose_no_version(workspace):
    program = workspace.create("", "Shared", b"", None, "new", WHEN).program_id
    rivals = [started(RIVAL, workspace.path, program, rival, 40) for rival in ("one", "two")]
    assert [0, 0] == [rival.wait(60) for rival in rivals]
    # 2 servers x 40 turns, after version 1
    assert list(range(1, 82)) == numbers(workspace, program)
    contents = [workspace.version("", program, number).program.decode() for number in range(2, 82)]
    assert {f"{rival} {turn}" for rival in ("one", "two") for turn in range(40)} == set(contents)
    for rival in ("one", "two"):  # and each server's saves stand in the order in which it made them
        assert [f"{rival} {turn}" for turn in range(40)] == [text for text in contents if text.startswith(rival)]


def test_servers_that_start_at_once_make_one_workspace(tmp_path):
    path = tmp_path / "new" / "workspace.sqlite"
    start = threading.Barrier(8)

    def open_and_save(thread):
        start.wait()
        Workspace.open(path).create("", f"{thread}", b"", None, "new", WHEN)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_and_save, range(8)))
    assert {str(n) for n in range(8)} == {kept.name for kept in Workspace.open(path).programs("")}


def test_a_server_killed_while_saving_leaves_every_version_whole(workspace, tmp_path):
    program = workspace.create("", "Kept", b"", None, "new", WHEN).program_id
    log = tmp_path / "acknowledged"
    assert 0 == started(VICTIM, workspace.path, program, log, 20).wait(60)
    with Database.open(workspace.path).reading() as connection:
        assert "ok" == connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        assert [] == connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    acknowledged = [int(line) for line in log.read_text().split()]
    found = numbers(workspace, program)
    assert list(range(1, len(found) + 1)) == found
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= set(found)
    for number in found[1:]:
        content = (f"version {number} " * 800).encode()
        version = workspace.version("", program, number)
        assert (content, content[:-1], f"{number}") == (version.program, version.scenarios, version.reason)
