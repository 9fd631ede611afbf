"""Actuarial packages on the reference problem, each in an environment of its own that can be thrown away.

They pin old versions of what the model needs newer, so they are never installed beside it.
"""

import json
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.simple import MONTHS, POSITIONS, in_numpy

HERE = Path(__file__).parent
CACHE = Path.home() / ".cache" / "staying-power" / "benchmarks"
LIMIT = 900  # seconds
SAME = 1e-9  # relative, of sums over all draws and months


@dataclass(frozen=True)
class Package:
    """A package, its version, the script that runs it, and how many draws it is given."""

    name: str
    version: str
    script: str
    draws: int


PACKAGES = (
    Package("modelx", "0.33.0", "in_modelx.py", 1000),
    Package("cashflower", "0.10.9", "in_cashflower.py", 50),
)


@dataclass(frozen=True)
class Timed:
    """Million position-months a second, and megabytes at the peak."""

    speed: float
    megabytes: float


def timed(package: Package, times: int = 3) -> Timed:
    """The best of several runs; its sums are held against numpy's on the same draws."""
    python = _environment(package)
    wanted, best, peak = in_numpy(package.draws), float("inf"), 0.0
    for _ in range(times):
        command = [python, str(HERE / package.script), str(package.draws)]
        run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LIMIT, cwd=HERE)
        found = json.loads(run.stdout)
        for name, value in wanted.items():
            if abs(found[name] - value) > SAME * abs(value):
                raise AssertionError(f"{package.name}: {name} is {found[name]}; numpy has {value}")
        best, peak = min(best, found["seconds"]), max(peak, found["megabytes"])
    return Timed(package.draws * POSITIONS * MONTHS / best / 1e6, peak)


def _environment(package: Package) -> str:
    """The Python of the package's environment, made when it is not there."""
    folder = CACHE / f"{package.name}-{package.version}-py{sys.version_info.major}{sys.version_info.minor}"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = ["numpy", f"{package.name}=={package.version}"]
        subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted], check=True, timeout=LIMIT)
    return str(python)
