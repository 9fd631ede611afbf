"""Many draws of the 20-position, 60-month program by compiled stages: time, workers, chunks, growth and memory."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.draws import in_chunks
from model.inputs.program import Program
from tests.benchmarks.problem import kept, larger, with_uncertainty
from tests.benchmarks.simple import peak_megabytes

POSITIONS, MONTHS = 20, 60


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock and of processors; the least of some runs, since a shared machine only adds to them."""

    clock: float
    processor: float


def least(run: Callable[[], Any], times: int = 3) -> Taken:
    """The least of some runs, after one to warm up where there are more."""
    if times > 1:
        run()
    found = []
    for _ in range(times):
        clock, processor = time.perf_counter(), time.process_time()
        run()
        found.append((time.perf_counter() - clock, time.process_time() - processor))
    return Taken(min(clock for clock, _ in found), min(processor for _, processor in found))


def program(draws: int, positions: int = POSITIONS, months: int = MONTHS) -> Program:
    """The example grown to this size, with six uncertain inputs."""
    return with_uncertainty(larger(positions=positions, months=months), draws)


def draws_taken(of: Program, chunk: int | None = None, workers: int = 1, times: int = 3, plain: bool = False) -> Taken:
    """What many draws take."""
    return least(lambda: in_chunks(of, kept, chunk, workers=workers, compiled=not plain), times)


def peak(draws: int, workers: int = 2) -> tuple[float, float]:
    """Megabytes at the peak of a process that runs so many draws, and of one that only builds the program."""
    command = [sys.executable, "-m", "tests.benchmarks.many", str(draws), str(workers)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found["peak"], found["before"]


def main() -> None:
    """Run so many draws, and print the memory it took."""
    of = program(int(sys.argv[1]))
    before = peak_megabytes()
    in_chunks(of, kept, workers=int(sys.argv[2]), compiled=True)
    sys.stdout.write(json.dumps({"before": before, "peak": peak_megabytes()}))


if __name__ == "__main__":
    main()
