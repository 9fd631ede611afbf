"""Ratios of one run: compiled stages against the plain loop, a spreadsheet, packages and the machine; how cost grows.

python -m tests.benchmarks.ratios [--draws 10000] [--sheet] [--packages] [--compiling] [--markdown FILE]

Seconds differ by machine and with what else it does: quote ratios of one run. Every time is the least of some runs.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from model.compiled import at_hand
from model.inputs.load import program_of
from model.inputs.strict_yaml import read_yaml
from model.projection import project
from tests.benchmarks.many import MONTHS, POSITIONS, draws_taken, least, peak, program
from tests.benchmarks.packages import PACKAGES, timed
from tests.benchmarks.problem import EXAMPLE, larger, like_the_reference_problem, with_uncertainty
from tests.reference.plain import project as plain

GOAL_ONE, GOAL_THOUSAND, GOAL_SPEED, GOAL_MEMORY = 0.020, 0.15, 12.0, 400.0
GOAL_PLAIN, GOAL_SHEET = 100.0, 300.0
GOALS_PACKAGES = {"modelx": 1.0, "cashflower": 100.0}
MILLION = 1e6
Row = tuple[str, str, str]
ROWS: list[Row] = []


def say(what: str, value: str, goal: str = "") -> None:
    """Print a line of the report, and keep it for the table."""
    ROWS.append((what, value, goal))
    sys.stdout.write(f"{what:<74}{value:>26}{goal:>28}\n")
    sys.stdout.flush()


def size(draws: int, positions: int = POSITIONS, months: int = MONTHS) -> float:
    """Million position-months."""
    return draws * positions * months / MILLION


def one() -> float:
    """One projection; returns the seconds of the plain stages, which the app uses until kernels are at hand."""
    of = program_of(larger(positions=POSITIONS, months=MONTHS), "x").program
    by_plain, by_kernel = (least(lambda way=way: project(of, compiled=way), 15) for way in (False, True))
    say("one projection, plain stages", f"{1000 * by_plain.clock:.1f} ms", f"goal {1000 * GOAL_ONE:.0f} ms")
    say("one projection, compiled stages", f"{1000 * by_kernel.clock:.1f} ms", f"goal {1000 * GOAL_ONE:.0f} ms")
    return by_plain.clock


def many(draws: int) -> float:
    """Many draws by workers and chunks; returns million position-months a second, the best."""
    of = program(draws)
    speeds = {}
    for workers in (1, 2):
        taken = draws_taken(of, workers=workers)
        speeds[workers] = size(draws) / taken.clock
        what = f"{draws:,} draws of {POSITIONS} x {MONTHS}, {workers} worker{'s' * (workers > 1)}"
        goal = f"goal {GOAL_SPEED:.0f} M/s: {speeds[workers] / GOAL_SPEED:.2f} of it"
        say(what, f"{taken.clock:.2f} s, {speeds[workers]:.1f} M/s", goal)
        each = 1e9 * taken.processor / draws / POSITIONS / MONTHS
        say("  processor time of a position-month", f"{each:.0f} ns")
    say("two workers against one", f"{speeds[2] / speeds[1]:.2f} x")
    thousand = draws_taken(program(1000), workers=2, times=5)
    say("1,000 draws, 2 workers", f"{thousand.clock:.2f} s", f"goal {GOAL_THOUSAND} s")
    few = program(2048)
    by_plain = draws_taken(few, plain=True, times=1)
    best = min(draws_taken(few).processor, draws_taken(few).processor)
    say("compiled stages against plain stages, processor time", f"{by_plain.processor / best:.1f} x")
    for chunk in (16, 64, 256, 512, 1024):
        taken = draws_taken(few, chunk, times=2)
        say(f"  chunks of {chunk}, processor time against the default's", f"{taken.processor / best:.2f} x")
    return max(speeds.values())


def memory() -> None:
    """Peak memory, which must not grow with draws but for what is kept of them."""
    for draws in (1_000, 10_000, 40_000):
        most, before = peak(draws)
        kept = draws * 3 * MONTHS * 8 / 2**20
        what = f"peak memory, {draws:,} draws, 2 workers"
        say(what, f"{most:.0f} MB", f"goal under {GOAL_MEMORY:.0f} MB")
        say("  of it before the first draw, and results kept", f"{before:.0f} and {kept:.0f} MB")


def growth() -> None:
    """How processor time grows with draws, positions and months: 1 where it grows in proportion."""
    base = draws_taken(program(1024)).processor
    for draws in (256, 4096):
        taken = draws_taken(program(draws), times=2).processor
        say(f"{draws:,} draws against 1,024, a draw", f"{taken / base * 1024 / draws:.2f} x")
    for positions in (5, 10, 40):
        taken = draws_taken(program(1024, positions=positions), times=2).processor
        say(f"{positions} positions against 20, a position", f"{taken / base * POSITIONS / positions:.2f} x")
    for months in (12, 30, 120):
        taken = draws_taken(program(1024, months=months), times=2).processor
        say(f"{months} months against 60, a month", f"{taken / base * MONTHS / months:.2f} x")


def plain_loop(speed: float, one_by_stages: float) -> None:
    """The same model in plain loops, one draw after another."""
    raw = larger(positions=POSITIONS, months=MONTHS)
    taken = least(lambda: plain(raw), 3).clock
    say("the plain loop of the same model, one projection", f"{1000 * taken:.0f} ms")
    say("one projection against it", f"{taken / one_by_stages:.1f} x")
    say("draws against it", f"{speed / (size(1) / taken):.0f} x", f"goal {GOAL_PLAIN:.0f} x")


def spreadsheet() -> None:
    """The month-by-month workbook of one example, recalculated by LibreOffice, against draws of the same example."""
    from tests.workbook.build import build
    from tests.workbook.speed import recalculate, recalculate_empty

    raw = read_yaml(EXAMPLE.read_text(), EXAMPLE.name).value
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.xlsx"
        build(raw, path)
        taken = min(recalculate(path) for _ in range(3)) - min(recalculate_empty() for _ in range(3))
    positions, months = len(raw["positions"]), int(raw["months"])
    each = draws_taken(with_uncertainty(raw, 2048), workers=2).clock / 2048
    say(f"LibreOffice, {positions} x {months}, its start taken off", f"{taken:.2f} s")
    say("draws against it", f"{taken / each:,.0f} x", f"goal {GOAL_SHEET:.0f} x")


def compiling() -> None:
    """What getting compiled stages takes where nothing is on disk yet, once for a machine and version."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.many", "2", "1"]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"NUMBA_CACHE_DIR": folder})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    say("compiling from nothing, processor time", f"{after.ru_utime - before.ru_utime:.0f} s")


def packages() -> None:
    """Packages on the reference problem, and the model on a program with as much to work out."""
    draws = 4096
    of = with_uncertainty(like_the_reference_problem(positions=POSITIONS, months=MONTHS), draws)
    speed = size(draws) / min(draws_taken(of, workers=workers).clock for workers in (1, 2))
    say("the model on a program like the reference problem", f"{speed:.1f} M/s")
    for package in PACKAGES:
        found = timed(package)
        say(f"{package.name} on the reference problem", f"{found.speed:.3f} M/s, {found.megabytes:.0f} MB")
        goal = f"goal {GOALS_PACKAGES[package.name]:.0f} x"
        say(f"  the model against {package.name}", f"{speed / found.speed:.1f} x", goal)


def machine(speed: float) -> None:
    """What the machine could do in the time that a position-month takes, on one core of those that were used."""
    source, small = np.ones(16_000_000), np.ones(2_000)
    target, out = np.empty_like(source), np.empty_like(small)
    copied = 2 * source.nbytes / least(lambda: np.copyto(target, source), 5).clock
    times = 2_000

    def multiply() -> None:
        for _ in range(times):
            np.multiply(small, small, out=out)

    multiplied = times * len(small) / least(multiply, 5).clock
    angles = [np.ones(20_000), np.ones(20_000)]

    def sines(at: int) -> None:
        for _ in range(200):
            np.sin(angles[at])

    with ThreadPoolExecutor(2) as pool:
        both = 2 * least(lambda: sines(0), 5).clock / least(lambda: list(pool.map(sines, (0, 1))), 5).clock
    say("two threads of numpy's own work against one, on this machine now", f"{both:.2f} x")
    say("memory that numpy copies in the time of a position-month", f"{copied / speed / MILLION:,.0f} bytes")
    say("products that numpy takes in the cache in that time", f"{multiplied / speed / MILLION:,.0f}")


def write(path: Path) -> None:
    """The report as a Markdown table."""
    lines = ["| | found | goal |", "| --- | ---: | ---: |", *(f"| {a.strip()} | {b} | {c} |" for a, b, c in ROWS)]
    path.write_text("\n".join(lines) + "\n")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--sheet", action="store_true", help="recalculate the workbook in LibreOffice too")
    parser.add_argument("--packages", action="store_true", help="install actuarial packages in a cache, and time them")
    parser.add_argument("--compiling", action="store_true", help="compile from nothing, and say what that takes")
    parser.add_argument("--markdown", type=Path, help="write the report as a table too")
    options = parser.parse_args()
    if not at_hand():
        raise SystemExit("compiled stages cannot be had here: numba is missing or switched off")
    load = os.getloadavg()[0]
    say("processors, and others' load on them when this began", f"{os.cpu_count()}, {load:.1f}")
    by_stages = one()
    speed = many(options.draws)
    memory()
    growth()
    if options.compiling:
        compiling()
    plain_loop(speed, by_stages)
    if options.sheet:
        spreadsheet()
    if options.packages:
        packages()
    machine(speed)
    if options.markdown:
        write(options.markdown)


if __name__ == "__main__":
    main()
