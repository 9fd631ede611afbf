"""A portfolio measured: time, memory, speed-up, overhead over the model's own time, growth, and the country on paper.

python -m tests.benchmarks.portfolio                     # 5,000 programs x 200 draws x 60 months on all cores
python -m tests.benchmarks.portfolio --programs 200      # smaller, with what 5,000 would take at the same pace

Times on a machine that does other work too are worth little; the share of overhead is told in processor seconds as
well, which other work disturbs less.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from model.inputs.scenario import read_scenarios
from model.portfolio import answers
from model.portfolio.drawing import kept_of
from model.portfolio.engine import cores, engine
from model.portfolio.fiscal import state_notes
from model.portfolio.measuring import calendar, measure
from model.portfolio.members import Waiting, folder_members
from model.portfolio.reading import Results, read_results
from model.portfolio.running import run
from model.portfolio.store import opened
from model.portfolio.synthetic import State, write_synthetic
from model.portfolio.terms import Terms

WHOLE = 5_000
GOAL_MEMORY, GOAL_OVERHEAD = 2_000.0, 0.15
# The country. 459 organizations billed H0038 in the claims of 2018 to 2024 (sources.yaml, hhs-provider-spending-2026:
# providers of the 35 states listed); programs that bill otherwise or not at all are not in it, and nobody has counted
# them. Ten times as many is judgement, and so is the price of a core on demand.
COUNTRY_PROGRAMS, COUNTRY_DRAWS = 5_000, 10_000
CLUSTER_CORES, DOLLARS_A_CORE_HOUR = 64, 0.05
SOME = 400  # programs of a speed-up: enough that what a worker does once, such as reading compiled stages, is little
SAMPLE = 40  # programs whose own time is taken, spread over the set
BILL = """
- name: The rate goes to 16
  why: a bill
  changes: [{set: payers.medicaid.services.individual.rate, to: 16, from: 2027-07}]
"""


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock and of processors, and megabytes at the peak over all processes."""

    clock: float
    processor: float
    start: float


def say(what: str, value: str, goal: str = "") -> None:
    """Print a line of the report."""
    sys.stdout.write(f"{what:<70}{value:>22}{goal:>18}\n")
    sys.stdout.flush()


def processor() -> float:
    """Processor seconds of this process and of those it has ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak(workers: int) -> float:
    """Megabytes at most: this process, and every worker as large as the largest."""
    own, largest = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + (largest * workers if workers > 1 else 0)


def taken_by(members: tuple[Waiting, ...], terms: Terms, out: Path, workers: int) -> Taken:
    """Run a set from nothing."""
    used, begins = processor(), time.perf_counter()
    with opened(out) as store, engine(workers) as works:
        started = time.perf_counter()
        outcome = run(members, terms, store, works)
        assert outcome.progress.done == len(members), outcome.failures
        ends = time.perf_counter()
    return Taken(clock=ends - started, processor=processor() - used, start=started - begins)


def own_time(members: tuple[Waiting, ...], terms: Terms) -> tuple[float, float]:
    """What the model itself takes for a program: read, check, project, measure; clock and processor seconds."""
    step = max(1, len(members) // SAMPLE)
    sample = members[::step]
    begins, used = time.perf_counter(), time.process_time()
    for waiting in sample:
        member = waiting.ready()
        file = member.program()
        for _ in range(1 + len(terms.scenarios)):
            kept_of(file, terms.draws, terms.seed_of(member.id), measure(calendar(file.program), None))
    return (time.perf_counter() - begins) / len(sample), (time.process_time() - used) / len(sample)


def seats_of(out: Path) -> int:
    """Positions of all programs."""
    with read_results(out) as results:
        return int(results.rows("SELECT sum(positions) FROM programs WHERE scenario = 'as it stands'")[0][0])


def whole(members: tuple[Waiting, ...], terms: Terms, folder: Path, workers: int) -> float:
    """The set on all workers, against the model's own time; returns processor seconds a program and draw."""
    taken = taken_by(members, terms, folder / "whole", workers)
    memory = peak(workers)  # before this process compiles the model's stages for itself
    own_time(members[:1], terms)  # compiles them, once for a machine
    own_clock, own_processor = own_time(members, terms)
    number, seats = len(members), seats_of(folder / "whole")
    runs = terms.draws * (1 + len(terms.scenarios))
    pace = seats * runs * 60 / taken.clock / 1e6
    say(f"{number:,} programs, {seats:,} positions x {runs} x 60 months, {workers} workers", f"{taken.clock:.0f} s")
    say("start of the workers", f"{taken.start:.1f} s")
    say("million position-months a second", f"{pace:.2f}")
    if number != WHOLE:
        say(f"{WHOLE:,} programs at that pace", f"{taken.clock * WHOLE / number / 60:.1f} min")
    say("peak memory of all processes, at most", f"{memory:.0f} MB", f"under {GOAL_MEMORY:.0f} MB")
    clock = taken.clock * workers / (own_clock * number) - 1
    used = taken.processor / (own_processor * number) - 1
    say("overhead over the model's own time, by the clock", f"{clock:+.1%}")
    say("the same in processor seconds, start of the workers included", f"{used:+.1%}")
    size = sum(path.stat().st_size for path in (folder / "whole").rglob("*") if path.is_file()) / 1e6
    say("results on disk", f"{size:.1f} MB")
    return taken.processor / number / runs


def speed_up(members: tuple[Waiting, ...], terms: Terms, folder: Path, workers: int) -> None:
    """One worker against several, the start of the workers taken off."""
    one, several = (taken_by(members, terms, folder / f"on-{n}", n) for n in (1, workers))
    say(f"speed-up from one to {workers} workers, {len(members)} programs", f"{one.clock / several.clock:.2f} x")
    # the one process has compiled all before: what is left is reading, keeping, tables and the scenario laid on
    over = one.processor / (own_time(members, terms)[1] * len(members)) - 1
    say("overhead in processor seconds, in one process", f"{over:+.1%}", f"under {GOAL_OVERHEAD:.0%}")


def growth(members: tuple[Waiting, ...], terms: Terms, folder: Path) -> None:
    """How cost grows with programs and with draws, in processor seconds of one process."""
    few = members[: max(4, min(50, len(members) // 4))]
    base = taken_by(few, terms, folder / "few", 1).processor
    more = taken_by(few + members[len(few) : 2 * len(few)], terms, folder / "more", 1).processor
    say(f"{2 * len(few)} programs against {len(few)}", f"{more / base:.2f} x")
    most = Terms(scenarios=terms.scenarios, draws=10 * terms.draws, seed=terms.seed)
    say(
        f"{most.draws:,} draws against {terms.draws}",
        f"{taken_by(few, most, folder / 'draws-most', 1).processor / base:.2f} x",
    )
    say("peak memory of this process after them", f"{peak(1):.0f} MB")
    for share in (4, 16):
        fewer = Terms(scenarios=terms.scenarios, draws=max(1, terms.draws // share), seed=terms.seed)
        part = taken_by(few, fewer, folder / f"draws-{share}", 1).processor
        say(f"{terms.draws} draws against {fewer.draws}", f"{base / part:.2f} x")


def reading(out: Path) -> None:
    """The questions that the page asks of the results."""
    questions: dict[str, Callable[[Results], object]] = {
        "positions sustained by month and region": lambda results: answers.by_month(results, "region"),
        "each region at its end": lambda results: answers.at_ends(results, "region"),
        "how far programs differ": lambda results: answers.distribution(results, "region"),
        "whom a reform reaches": lambda results: answers.reach(results, "region"),
        "the fiscal note by region": lambda results: state_notes(results, "region"),
    }
    with read_results(out) as results:
        for what, ask in questions.items():
            begins = time.perf_counter()
            ask(results)
            say(what, f"{time.perf_counter() - begins:.2f} s", "under 2 s")


def country(each: float) -> None:
    """On paper: every peer program of the country, ten thousand draws, on a cluster of rented cores."""
    hours = each * COUNTRY_PROGRAMS * COUNTRY_DRAWS * 2 / 3600
    say(
        f"the country: {COUNTRY_PROGRAMS:,} programs (judgement) x {COUNTRY_DRAWS:,} draws x 2",
        f"{hours:,.0f} core hours",
    )
    say(f"on {CLUSTER_CORES} cores", f"{hours / CLUSTER_CORES:.1f} hours")
    say(f"at ${DOLLARS_A_CORE_HOUR:.2f} a core and hour (judgement)", f"${hours * DOLLARS_A_CORE_HOUR:,.2f}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", type=int, default=WHOLE)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--workers", type=int, default=cores())
    asked = parser.parse_args()
    terms = Terms(scenarios=read_scenarios(BILL, "bill"), draws=asked.draws)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begins = time.perf_counter()
        write_synthetic(State(state="NC", programs=asked.programs), folder / "programs")
        say(f"{asked.programs:,} synthetic programs drawn and written", f"{time.perf_counter() - begins:.1f} s")
        members = folder_members(folder / "programs")
        each = whole(members, terms, folder, asked.workers)
        reading(folder / "whole")
        some = members[: min(len(members), SOME)]
        speed_up(some, terms, folder, asked.workers)
        growth(some, terms, folder)
        country(each)


if __name__ == "__main__":
    main()
