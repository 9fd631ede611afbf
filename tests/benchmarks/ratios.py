"""Ratios of one run: the model against the plain loop and a spreadsheet, how cost grows, and how near the goals are.

python -m tests.benchmarks.ratios [--draws 10000]
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from model.draws import CHUNK, in_chunks
from model.inputs.load import program_of
from model.inputs.strict_yaml import read_yaml
from model.projection import project
from tests.benchmarks.problem import EXAMPLE, kept, larger, with_uncertainty
from tests.reference.plain import project as plain

GOAL_ONE, GOAL_SPEED, GOAL_MEMORY = 0.020, 12.0, 400.0
CHUNK_COMPILED = 256
GOAL_PLAIN, GOAL_SHEET = 100.0, 300.0


def seconds(run: Callable[[], Any], times: int = 5) -> float:
    """The median of several runs after one to warm up."""
    run()
    taken = []
    for _ in range(times):
        begins = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begins)
    return median(taken)


def say(what: str, value: str, goal: str = "") -> None:
    """Print a line of the report."""
    sys.stdout.write(f"{what:<62}{value:>22}{goal:>24}\n")


def one_projection(positions: int, months: int) -> float:
    """Seconds of one projection of the example grown to this size, its file read before."""
    program = program_of(larger(positions=positions, months=months), "x").program
    return seconds(lambda: project(program))


def growth() -> None:
    """How one projection, and many draws, grow."""
    base = one_projection(20, 60)
    for positions in (5, 10, 40, 80):
        say(f"one projection, {positions} positions against 20", f"{one_projection(positions, 60) / base:.2f}")
    for months in (12, 30, 120):
        say(f"one projection, {months} months against 60", f"{one_projection(20, months) / base:.2f}")
    few, more = (with_uncertainty(larger(positions=20, months=60), number) for number in (200, 800))
    base = seconds(lambda: in_chunks(few, kept), times=2)
    say("800 draws against 200", f"{seconds(lambda: in_chunks(more, kept), times=1) / base:.2f}")


def draws(number: int) -> float:
    """Many draws of the 20-position, 60-month program; returns million position-months a second."""
    program = with_uncertainty(larger(positions=20, months=60), number)
    begins = time.perf_counter()
    in_chunks(program, kept)
    taken = time.perf_counter() - begins
    speed = number * 20 * 60 / taken / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{number:,} draws of 20 positions x 60 months, chunks of {CHUNK}", f"{taken:.1f} s")
    say("million position-months a second", f"{speed:.2f}", f"goal {GOAL_SPEED:.0f}: {speed / GOAL_SPEED:.2f} of it")
    say("peak memory", f"{peak:.0f} MB", f"goal under {GOAL_MEMORY:.0f} MB")
    return speed


def compiled(number: int) -> float:
    """The same draws by compiled stages, with one and two workers, against the plain stages; returns the best speed."""
    program = with_uncertainty(larger(positions=20, months=60), number)
    size = number * 20 * 60 / 1e6
    begins = time.perf_counter()
    in_chunks(program, kept, compiled=True, chunk=number)
    say("compiled stages, the first run of this process", f"{time.perf_counter() - begins:.1f} s")
    few = with_uncertainty(larger(positions=20, months=60), min(number, 1024))
    slow = seconds(lambda: in_chunks(few, kept, compiled=False, workers=1), times=1) / few_draws(number)
    speeds = []
    for workers in (1, 2):
        taken = seconds(
            lambda workers=workers: in_chunks(program, kept, CHUNK_COMPILED, workers=workers, compiled=True), times=3
        )
        speeds.append(size / taken)
        what = f"{number:,} draws by compiled stages, {workers} worker{'s' * (workers > 1)}"
        say(what, f"{taken:.2f} s, {speeds[-1]:.2f} M/s", f"{slow * number / taken:.1f} x plain stages")
    say("memory copied in the time of a position-month", f"{bandwidth() / max(speeds) / 1e6:,.0f} bytes")
    return max(speeds)


def few_draws(number: int) -> int:
    """How many draws the plain stages are timed with."""
    return min(number, 1024)


def bandwidth() -> float:
    """Bytes a second that numpy copies, read and written, in arrays larger than any cache."""
    source = np.ones(16_000_000)
    target = np.empty_like(source)
    return 2 * source.nbytes / seconds(lambda: np.copyto(target, source), times=5)


def plain_loop(speed: float) -> None:
    """The same model in plain loops, one draw after another."""
    raw = larger(positions=20, months=60)
    taken = seconds(lambda: plain(raw), times=1)
    one = one_projection(20, 60)
    in_loop = 20 * 60 / taken / 1e6
    say("the plain loop of the same model, one projection", f"{1000 * taken:.0f} ms")
    say("one projection against it", f"{taken / one:.1f} x")
    say("draws against it", f"{speed / in_loop:.0f} x", f"goal {GOAL_PLAIN:.0f} x")


def spreadsheet() -> None:
    """The month-by-month workbook of one example, recalculated by LibreOffice."""
    from tests.workbook.build import build
    from tests.workbook.speed import recalculate, recalculate_empty

    raw = read_yaml(EXAMPLE.read_text(), EXAMPLE.name).value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.xlsx"
        build(raw, path)
        taken = min(recalculate(path) for _ in range(3)) - min(recalculate_empty() for _ in range(3))
    program = program_of(raw, EXAMPLE.name).program
    one = seconds(lambda: project(program))
    say("LibreOffice recalculating the example, its start taken off", f"{taken:.2f} s")
    say("one projection against it", f"{taken / one:.0f} x", f"goal {GOAL_SHEET:.0f} x in draws")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--sheet", action="store_true", help="recalculate the workbook in LibreOffice too")
    parser.add_argument("--compiled", action="store_true", help="compiled stages, beside the plain ones")
    options = parser.parse_args()
    one = one_projection(20, 60)
    say("one projection, 20 positions x 60 months", f"{1000 * one:.1f} ms", f"goal {1000 * GOAL_ONE:.0f} ms")
    growth()
    plain_loop(compiled(options.draws) if options.compiled else draws(options.draws))
    if options.sheet:
        spreadsheet()


if __name__ == "__main__":
    main()
