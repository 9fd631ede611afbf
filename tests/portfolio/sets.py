"""Small sets of programs, and runs of them that take no cluster."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

from model.inputs.scenario import read_scenarios
from model.inputs.writing import written
from model.portfolio.engine import Engine
from model.portfolio.members import folder_members
from model.portfolio.reading import Results, read_results
from model.portfolio.results import TABLES
from model.portfolio.running import Outcome, run
from model.portfolio.store import opened
from model.portfolio.terms import Terms
from tests.small import grant, medicaid, peer, tree

BILL = """
- name: The rate bill
  why: a bill
  changes:
    - {set: payers.medicaid.services.individual.rate, to: 7.5, from: 2026-09}
- name: The grant goes on
  why: hope
  changes:
    - {set: grants.grant.end, to: 2026-12}
    - {set: grants.grant.award, to: [9000]}
"""


def program(number: int, **changes: Any) -> dict[str, Any]:
    """A program of one to three peers whose rate and wage differ from the next one's; every number is made up."""
    seats = [peer(f"peer-{n}", caseload=10) for n in range(1 + number % 3)]
    held = tree(
        name=f"Program {number}",
        months=10,
        ladders={"peer": {"steps": [18.0 + number]}},
        payers={"medicaid": medicaid(3.0 + 0.5 * number, client_share=0.8, denial=0.1, payment_lag=[0.0, 0.6, 0.4])},
        positions=seats,
        staffing={"annual_turnover": {"value": 0.6, "low": 0.3, "high": 0.9}, "months_vacant": 1.5},
        reserve={"opening": 500.0 * number},
        when_unfunded="end",
        seats="simulated",
    )
    return {**held, **changes}


def write_set(folder: Path, number: int = 6) -> Path:
    """A folder of programs in two regions; every other one has a grant."""
    for n in range(number):
        path = folder / ("east" if n % 2 else "west") / f"program-{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        held = {"grants": [grant(covers={"peer-0": 0.5}, award=[4000])]} if n % 2 else {}
        path.write_bytes(written(program(n, **held)))
    return folder


def terms(draws: int = 1, scenarios: str = BILL, seed: int = 7) -> Terms:
    """What a run is asked for."""
    return Terms(draws=draws, seed=seed, scenarios=read_scenarios(scenarios, "bill.yaml") if scenarios else ())


def run_set(
    programs: Path,
    out: Path,
    asked: Terms | None = None,
    *,
    batch: int = 2,
    executor: Executor | None = None,
    told: Callable[[Any], None] = lambda _: None,
    backwards: bool = False,
) -> Outcome:
    """Run a folder in this process."""
    members = folder_members(programs)
    with ThreadPoolExecutor(1) as pool, opened(out) as store:
        engine = Engine(executor or pool, 2)
        return run(members[::-1] if backwards else members, asked or terms(), store, engine, told, batch)


def everything(out: Path) -> dict[str, pd.DataFrame]:
    """All rows of all tables, in an order that does not depend on how they came to be."""
    keys = {"programs": "", "positions": ", position", "months": ', "index"', "years": ", state_year, federal_year"}
    with read_results(out) as results:
        return {name: results.frame(f"SELECT * FROM {name} ORDER BY program, scenario{keys[name]}") for name in TABLES}


def same(one: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> None:
    """Every number is the same to the last bit."""
    for name in TABLES:
        assert len(one[name])
        pd.testing.assert_frame_equal(one[name], other[name], check_exact=True)


def one_row(results: Results, sql: str, *values: Any) -> dict[str, Any]:
    """The only row of an answer, by column."""
    frame = results.frame(sql, values)
    assert len(frame) == 1
    return dict(frame.iloc[0])


class Counting(Executor):
    """Runs what it is given at once, and counts the programs; may fail for some."""

    def __init__(self, fails: Callable[[Any], bool] = lambda _: False) -> None:
        self.programs: list[str] = []
        self.fails = fails

    def submit(self, work: Any, /, batch: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.fails(batch):
            future.set_exception(RuntimeError("the worker is gone"))
            return future
        self.programs += [member.id for member in batch.members]
        future.set_result(work(batch))
        return future
