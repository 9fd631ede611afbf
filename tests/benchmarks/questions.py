"""What questions cost, as multiples of one projection of the same program, in processor time of this process.

python -m tests.benchmarks.questions [--points 100]
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from model.inputs.load import ProgramFile, program_of
from model.projection import project
from model.questions.break_even import break_even, break_even_table
from model.questions.frontier import frontier
from model.questions.goals import Wanted
from model.questions.highest_wage import highest_wage
from model.questions.sweep import sweep
from tests.benchmarks.problem import larger
from tests.benchmarks.ratios import say

POSITIONS, MONTHS = 10, 60


def spent(run: Callable[[], Any], times: int = 1) -> float:
    """The least processor time of some runs, so that other processes count for little."""
    taken = []
    for _ in range(times):
        begins = time.process_time()
        run()
        taken.append(time.process_time() - begins)
    return min(taken)


def questions(file: ProgramFile, points: int) -> dict[str, Callable[[], Any]]:
    """The questions that are measured, by what they are called."""
    wanted, rates, missed = Wanted(after_grants=True), np.linspace(8, 30, points), np.linspace(0, 0.5, points)
    wages = np.linspace(15, 30, points)
    return {
        "solve, a rate": lambda: break_even(file, wanted, "rate:medicaid, individual"),
        "solve, a caseload (looked at in many places)": lambda: break_even(file, wanted, "caseload"),
        "solve, a starting wage (values one by one)": lambda: break_even(file, wanted, "starting_wage:peer"),
        "solve, the usual levers in one table": lambda: break_even_table(file, wanted),
        "frontier, no-show by rate": lambda: frontier(file, wanted, "no_show", "rate"),
        "frontier, wage by rate": lambda: frontier(file, wanted, "starting_wage:peer", "rate"),
        "highest wage, each ladder and stretch": lambda: highest_wage(file),
        f"sweep, rate by no-show, {points} x {points}": lambda: sweep(
            file, wanted, "rate", "no_show", rates.tolist(), missed.tolist()
        ),
        f"sweep, wage by rate, {points} x {points}": lambda: sweep(
            file, wanted, "starting_wage:peer", "rate", wages.tolist(), rates.tolist()
        ),
    }


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--points", type=int, default=100, help="values of each lever of a sweep")
    options = parser.parse_args()
    file = program_of(larger(positions=POSITIONS, months=MONTHS), "larger")
    one = spent(lambda: project(file.program), times=5)
    say(f"one projection, {POSITIONS} positions x {MONTHS} months", f"{1000 * one:.0f} ms")
    for what, run in questions(file, options.points).items():
        taken = spent(run)
        say(what, f"{taken:.1f} s", f"{taken / one:,.0f} projections")


if __name__ == "__main__":
    main()
