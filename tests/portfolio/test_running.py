"""Running a set: a portfolio of one equals the program, and nothing depends on order, batches or stops."""

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from model import applied, compare, findings, load_program, project
from model.findings import month_at
from model.inputs.faults import InputError
from model.inputs.load import program_of
from model.inputs.writing import written
from model.portfolio import batches, running
from model.portfolio.measuring import calendar, measure
from model.portfolio.reading import read_results
from model.portfolio.results import BASELINE
from model.portfolio.store import opened
from model.portfolio.terms import model_version
from model.questions.fiscal_note import fiscal_note
from model.uncertainty.futures import futures
from tests.portfolio.sets import Counting, everything, one_row, program, run_set, same, terms, write_set
from tests.small import tree


@pytest.fixture
def programs(tmp_path):
    return write_set(tmp_path / "programs")


def test_a_portfolio_of_one_equals_the_program(tmp_path):
    folder = write_set(tmp_path / "programs", 2)
    shutil.rmtree(folder / "west")
    run_set(folder, tmp_path / "out")
    file = load_program(folder / "east" / "program-1.yaml")
    for scenario, case in [(BASELINE, file), ("The rate bill", applied(file, terms().scenarios[:1]))]:
        projection = project(case.program, compiled=False)
        found = findings(projection)
        funding = projection.funding
        with read_results(tmp_path / "out") as results:
            row = one_row(results, "SELECT * FROM programs WHERE scenario = ?", scenario)
            months = results.frame('SELECT * FROM months WHERE scenario = ? ORDER BY "index"', [scenario])
            seats = results.frame("SELECT * FROM positions WHERE scenario = ? ORDER BY position", [scenario])
        assert list(months.sustained) == list(found.positions_sustained[0])
        assert list(months.gap) == list(funding.gap[0].sum(axis=0))
        assert list(months.full_cost) == list(funding.full[0].sum(axis=0))
        assert list(months.medicaid_earned) == list(projection.biller.earned_by_payer()[0, 0])
        assert row["gap"] == funding.gap[0].sum(axis=0).sum()
        assert row["position_months"] == found.positions_sustained.sum()
        assert row["first_gap_p50"] == str(month_at(projection, found.first_gap_of_any[0]))
        said = [month if isinstance(month, str) else None for month in seats.unsustainable_p90]
        months_from = [month_at(projection, index) for index in found.unsustainable_from[0]]
        assert said == [None if month is None else str(month) for month in months_from]
        assert list(seats.ends) == list(np.isfinite(found.ended[0]))


def test_draws_of_a_portfolio_are_those_of_the_program_with_its_own_seed(tmp_path):
    folder = write_set(tmp_path / "programs", 2)
    asked = terms(draws=70)  # more than a chunk of 64
    run_set(folder, tmp_path / "out", asked)
    alone = futures(
        load_program(folder / "west" / "program-0.yaml"), draws=70, seed=asked.seed_of("west/program-0")
    ).measured(lambda p: {"held": findings(p).positions_sustained, "gap": p.funding.gap.sum(axis=1).sum(axis=-1)})
    with read_results(tmp_path / "out") as results:
        row = one_row(results, f"SELECT * FROM programs WHERE program = 'west/program-0' AND scenario = '{BASELINE}'")
    assert list(row["position_months_by_draw"]) == list(alone["held"].sum(axis=-1))
    assert list(row["gap_by_draw"]) == list(alone["gap"])
    assert len(set(row["gap_by_draw"])) > 1
    assert asked.seed_of("west/program-0") != asked.seed_of("east/program-1")


def test_order_batches_and_executors_do_not_change_a_bit(programs, tmp_path):
    run_set(programs, tmp_path / "one", terms(draws=5), batch=2)
    with ThreadPoolExecutor(2) as pool:
        run_set(programs, tmp_path / "other", terms(draws=5), batch=5, executor=pool, backwards=True)
    same(everything(tmp_path / "one"), everything(tmp_path / "other"))


def test_medicaid_dollars_by_state_year_are_those_of_the_fiscal_note(programs, tmp_path):
    run_set(programs, tmp_path / "out")
    bill = terms().scenarios[:1]
    cases = [(load_program(path), bill) for path in sorted(programs.rglob("*.yaml"))]
    note = fiscal_note(cases)
    sql = (
        "SELECT state_year, total(medicaid_paid) FROM years WHERE scenario = ? GROUP BY state_year ORDER BY state_year"
    )
    with read_results(tmp_path / "out") as results:
        with_bill, without = (dict(results.rows(sql, [name])) for name in ("The rate bill", BASELINE))
    added = {year: with_bill[year] - without[year] for year in with_bill}
    assert added == pytest.approx({one.year: one.dollars for one in note.paid}, abs=0.01)
    assert sum(added.values()) > 1000


def test_a_reform_reaches_only_programs_that_have_what_it_changes(programs, tmp_path):
    run_set(programs, tmp_path / "out")
    sql = "SELECT * FROM programs WHERE program = ? AND scenario = ?"
    with read_results(tmp_path / "out") as results:
        beside = one_row(results, sql, "west/program-0", "The grant goes on")
        stands = one_row(results, sql, "west/program-0", BASELINE)
        reached = one_row(results, sql, "east/program-1", "The grant goes on")
        nobody = results.reaching_nobody()
    assert list(beside["reached"]) == [False, False]
    assert list(reached["reached"]) == [True, True]
    assert beside["gap"] == stands["gap"]
    assert nobody == []
    file = load_program(programs / "east" / "program-1.yaml")
    assert reached["gap"] == pytest.approx(
        compare(file, terms().scenarios[1:]).scenario.projection.funding.gap.sum(), abs=1e-9
    )


def test_a_change_that_fits_no_program_is_named(programs, tmp_path):
    misspelt = "- {name: Bill, why: w, changes: [{set: payers.medicad.services.individual.rate, to: 9}]}\n"
    run_set(programs, tmp_path / "out", terms(scenarios=misspelt))
    with read_results(tmp_path / "out") as results:
        assert results.reaching_nobody() == [("Bill", "payers.medicad.services.individual.rate = 9")]


BAD = (
    "bad.yaml: months (line 5): found 0; a number of at least 1 is needed.",
    "bad.yaml: reserve.opening (line 22): found 'much'; a number is needed (dollars).",
)


def test_a_program_that_fails_is_named_with_its_reason_and_stops_nothing(programs, tmp_path):
    (programs / "bad.yaml").write_bytes(written(program(9, months=0, reserve={"opening": "much"})))
    outcome = run_set(programs, tmp_path / "out")
    (failed,) = outcome.failures
    assert (failed.program, failed.place) == ("bad", "bad.yaml")
    assert failed.reasons == BAD
    assert (outcome.progress.done, outcome.progress.failed, outcome.progress.total) == (6, 1, 7)
    with read_results(tmp_path / "out") as results:
        assert [row[:2] for row in results.failures()] == [("bad", "bad.yaml")]
        assert results.rows("SELECT count(DISTINCT program) FROM programs") == [(6,)]


def test_a_fault_of_ours_in_one_program_stops_no_other(programs, tmp_path, monkeypatch):
    plain = batches.program_tables

    def breaks(member, key, asked):
        if member.id == "west/program-2":
            raise ZeroDivisionError("planted")
        return plain(member, key, asked)

    monkeypatch.setattr(batches, "program_tables", breaks)
    outcome = run_set(programs, tmp_path / "out")
    said = "west/program-2.yaml: it could not be worked out: ZeroDivisionError: planted"
    assert [one.reasons for one in outcome.failures] == [(said,)]
    assert outcome.progress.done == 5


def test_of_a_batch_that_stops_its_worker_only_the_guilty_program_is_left_out(programs, tmp_path):
    guilty = Counting(lambda batch: any(member.id == "west/program-2" for member in batch.members))
    outcome = run_set(programs, tmp_path / "out", executor=guilty, batch=3)
    assert [one.program for one in outcome.failures] == ["west/program-2"]
    assert outcome.failures[0].reasons == ("west/program-2.yaml: its worker stopped: RuntimeError: the worker is gone",)
    assert len(guilty.programs) == len(set(guilty.programs)) == 5


def test_a_run_that_was_interrupted_goes_on_and_does_nothing_twice(programs, tmp_path):
    def interrupts(progress):
        if progress.done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_set(programs, tmp_path / "out", told=interrupts)
    with read_results(tmp_path / "out") as results:
        assert not results.run["complete"]
        assert results.rows("SELECT count(DISTINCT program) FROM programs") == [(2,)]
    rest = Counting()
    outcome = run_set(programs, tmp_path / "out", executor=rest)
    assert (outcome.progress.kept, outcome.progress.done) == (2, 6)
    assert len(rest.programs) == 4
    run_set(programs, tmp_path / "whole")
    same(everything(tmp_path / "out"), everything(tmp_path / "whole"))


KILLED = """
import sys
from pathlib import Path
from model.portfolio import batches, running, terms
from tests.small import tree
from tests.portfolio.sets import run_set
for module in (batches, running, terms):
    module.model_version = lambda: sys.argv[3]
def slowly(progress):
    print(progress.done, flush=True)
    if progress.done >= 2:
        import time
        time.sleep(60)
run_set(Path(sys.argv[1]), Path(sys.argv[2]), told=slowly)
"""


def test_a_run_that_was_killed_goes_on_from_what_it_had_finished(programs, tmp_path):
    command = [sys.executable, "-c", KILLED, str(programs), str(tmp_path / "out"), model_version()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != "2":
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    outcome = run_set(programs, tmp_path / "out")
    assert (outcome.progress.kept, outcome.progress.done) == (2, 6)
    run_set(programs, tmp_path / "whole")
    same(everything(tmp_path / "out"), everything(tmp_path / "whole"))


def test_a_batch_that_was_written_half_or_spoilt_is_done_again(programs, tmp_path):
    run_set(programs, tmp_path / "out")
    whole = everything(tmp_path / "out")
    one, other, *_ = sorted((tmp_path / "out" / "batches").iterdir())
    (one / "months.parquet").write_bytes(b"PAR1 and then nothing")
    other.rename(other.with_name(f".unfinished-{other.name}"))
    again = Counting()
    run_set(programs, tmp_path / "out", executor=again)
    assert len(again.programs) == 4
    same(everything(tmp_path / "out"), whole)


def test_only_what_changed_is_run_again_and_what_is_old_is_not_counted(programs, tmp_path):
    run_set(programs, tmp_path / "out")
    (programs / "east" / "program-1.yaml").write_bytes(written(program(1, months=8)))
    (programs / "east" / "program-3.yaml").unlink()
    again = Counting()
    run_set(programs, tmp_path / "out", executor=again)
    assert again.programs == ["east/program-1"]
    with read_results(tmp_path / "out") as results:
        assert results.rows("SELECT count(DISTINCT program) FROM programs") == [(5,)]
        assert results.rows("SELECT DISTINCT months FROM programs WHERE program = 'east/program-1'") == [(8,)]
    other = Counting()
    run_set(programs, tmp_path / "out", terms(draws=3), executor=other)
    assert len(other.programs) == 5
    back = Counting()
    run_set(programs, tmp_path / "out", executor=back)
    assert back.programs == []


def test_a_second_run_into_one_folder_at_once_is_refused(programs, tmp_path):
    with opened(tmp_path / "out"), pytest.raises(InputError, match="another run is writing into this folder"):
        run_set(programs, tmp_path / "out")
    assert run_set(programs, tmp_path / "out").progress.done == 6


def test_a_folder_that_holds_anything_else_is_left_alone(programs, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.txt").write_text("dear")
    with pytest.raises(InputError) as refused:
        run_set(programs, tmp_path / "out")
    wanted = "name a new folder, an empty one, or one that an earlier run has written"
    assert str(refused.value) == f"{tmp_path / 'out'}: the folder already holds 'letters.txt'; {wanted}."
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letters.txt"]


def test_workers_with_another_model_are_refused(programs, tmp_path, monkeypatch):
    monkeypatch.setattr(running, "model_version", lambda: "another")
    with pytest.raises(InputError, match="the workers have another version of the model than this machine"):
        run_set(programs, tmp_path / "out")


def test_progress_is_told_program_by_program(programs, tmp_path):
    seen = []
    run_set(programs, tmp_path / "out", told=lambda now: seen.append(now.done), executor=Counting())
    assert seen == [0, 2, 4, 6]


def test_what_a_payer_holds_back_is_paid_in_the_month_in_which_it_pays_again():
    # billed and due in the month itself: January and February wait for March, April for May
    raw = tree(months=4, start="2027-01")
    raw["payers"]["medicaid"]["payment_lag"] = [1.0]
    raw["payers"]["medicaid"]["pays_nothing_in"] = ["2027-01", "2027-02", "2027-04"]
    result = project(program_of(raw, "small.yaml").program)
    parts = calendar(result.program)
    earned = result.biller.earned_by_payer()[0, 0]
    kept = measure(parts, None)(result)
    assert earned.min() > 0
    # April waits for May, which no program projects; it is a part of the year all the same
    assert kept["medicaid_paid"][0] == pytest.approx([0, 0, earned[:3].sum(), 0])
    assert kept["years.medicaid_paid"].sum() == pytest.approx(earned.sum())
