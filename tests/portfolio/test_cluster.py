"""A real cluster of two workers: the same numbers, and nothing lost or counted twice when one is killed midway."""

import json
import os
import signal

import pytest
from distributed import LocalCluster, default_client

from model.cli import main
from model.inputs.faults import InputError
from model.portfolio import engine as engines
from model.portfolio.engine import Engine, engine
from model.portfolio.members import folder_members
from model.portfolio.reading import read_results
from model.portfolio.running import run
from model.portfolio.store import opened
from tests.portfolio.sets import BILL, everything, run_set, same, terms, write_set


@pytest.fixture(scope="module")
def two_cores():
    """The two processes that a run on two cores starts, started once for all of these tests."""
    with engine(workers=2) as started:
        yield started


@pytest.fixture
def cluster(two_cores: Engine) -> LocalCluster:
    assert two_cores.under_way > 2  # batches are sent ahead of two workers
    found = default_client().cluster
    assert isinstance(found, LocalCluster)
    return found


def test_a_run_on_two_cores_gives_what_one_gives_and_says_what_it_came_to(two_cores, tmp_path, capsys, monkeypatch):
    def processes(number):
        assert number == 2
        yield two_cores

    monkeypatch.setattr(engines, "_processes", processes)
    programs = write_set(tmp_path / "programs", 4)
    (tmp_path / "bill.yaml").write_text(BILL)
    options = ["--scenarios", str(tmp_path / "bill.yaml"), "--draws", "3", "--seed", "7", "--workers", "2", "--json"]
    assert main(["portfolio", "run", str(programs), "--out", str(tmp_path / "out"), *options]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["programs"], said["done"], said["failed"]) == (4, 4, [])
    assert [one["scenario"] for one in said["scenarios"]] == ["as it stands", "The rate bill", "The grant goes on"]
    run_set(programs, tmp_path / "alone", terms(draws=3))
    same(everything(tmp_path / "out"), everything(tmp_path / "alone"))


def test_a_worker_killed_in_the_middle_changes_nothing(cluster, tmp_path):
    programs, killed = write_set(tmp_path / "programs", 10), []

    def kills(progress):
        if progress.done >= 2 and not killed:
            process = next(iter(cluster.workers.values())).process
            os.kill(process.pid, signal.SIGKILL)
            killed.append(process.pid)

    with engine(scheduler=cluster.scheduler_address) as works, opened(tmp_path / "out") as store:
        outcome = run(folder_members(programs), terms(), store, works, kills, 1)
    assert killed
    assert outcome.failures == ()
    assert outcome.progress.done == 10
    with read_results(tmp_path / "out") as results:
        # as it stands and two scenarios: three rows for each program
        assert results.rows("SELECT count(*), count(DISTINCT program) FROM programs") == [(30, 10)]
    run_set(programs, tmp_path / "alone", terms(), batch=4)
    same(everything(tmp_path / "out"), everything(tmp_path / "alone"))


def test_where_no_cluster_answers_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr("model.portfolio.engine.SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(InputError) as refused, engine(scheduler="tcp://127.0.0.1:9"):
        pass
    assert str(refused.value).startswith("tcp://127.0.0.1:9: no cluster answers: ")
    assert str(refused.value).endswith("; give the address of its scheduler, such as tcp://10.0.0.1:8786.")
    assert "\n" not in str(refused.value)
