"""What a run is asked for, beside its programs, and the version of the model that answers."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.inputs.assumptions import FOLDER
from model.inputs.faults import Fault, InputError, line_of, path_text
from model.inputs.numbers import Loc
from model.inputs.scenario import Placed
from model.inputs.selectors import SelectorError, tokens
from model.portfolio.packages import Package
from model.portfolio.results import BASELINE, FORMAT
from model.stages.compiled.jit import available

MOST_DRAWS = 100_000
ROOT = Path(__file__).parents[1]
# What numbers depend on; papers, pages and commands only show them.
SOURCES = ("*.py", "inputs/**/*.py", "stages/**/*.py", "questions/*.py", "uncertainty/**/*.py", "portfolio/*.py")


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a run is asked for.

    Attributes:
        scenarios: each is laid alone on every program, beside the program as it stands.
        draws: for each program and scenario; 1 takes every number as expected.
        seed: of the draws.
        medicaid: names of the payers that are Medicaid; by default those with `medicaid` in their name.
        packages: moves together, each laid alone on every program, as scenarios are.
        offered: whether draws take the ranges of the assumptions where a program gives none.
    """

    scenarios: tuple[Placed, ...] = ()
    draws: int = 1
    seed: int = 0
    medicaid: tuple[str, ...] | None = None
    offered: bool = False
    packages: tuple[Package, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no run can do.

        Raises:
            InputError: for draws out of bounds, a scenario that bears the baseline's name, or a change whose place
                cannot be read: it would reach no program, whatever the programs hold.
        """
        faults = []
        if not 1 <= self.draws <= MOST_DRAWS:
            faults.append(Fault(file="draws", path="", found=f"found {self.draws}", wanted=f"1 to {MOST_DRAWS:,}"))
        faults += [
            Fault(file=one.file, path="", found=f"a scenario is called {BASELINE!r}", wanted="name it otherwise")
            for one in self.scenarios
            if one.name == BASELINE
        ]
        faults += [fault for one in self.scenarios for fault in _unread(one)]
        if faults:
            raise InputError(faults)

    def seed_of(self, program: str) -> int:
        """The seed of one program's draws: of its id, so that its place in the set means nothing."""
        return int.from_bytes(_digest((str(self.seed), program))[:8], "big")

    def fingerprint(self) -> str:
        """Of all that numbers depend on, beside the programs; reasons and remarks do not count."""
        changes = [*((one.name, *map(repr, one.changes)) for one in self.scenarios), *map(repr, self.packages)]
        return _digest(
            (str(FORMAT), model_version(), str(self.draws), str(self.seed), repr(self.medicaid), repr(changes))
        ).hex()


def _unread(placed: Placed) -> Iterator[Fault]:
    """Places of a scenario's changes that are not written as places are."""
    for number, change in enumerate(placed.changes):
        try:
            tokens(change.target)
        except SelectorError as error:
            at: Loc = (placed.place, "changes", number)
            line = line_of(at, placed.lines)
            path = f"{path_text(at)} ({placed.name})"
            yield Fault(file=placed.file, path=path, found=str(error), wanted="", line=line)


@cache
def model_version() -> str:
    """A fingerprint of the model's own text and of the cited numbers, and whether its stages are compiled."""
    modules = sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)})
    cited = sorted(path for path in FOLDER.iterdir() if path.suffix in (".yaml", ".csv"))
    digest = _digest([part for path in (*modules, *cited) for part in (path.name, path.read_bytes())]).hex()[:16]
    return f"{digest}-{'compiled' if available() else 'plain'}"


def key_of(identity: Sequence[str | bytes], terms: str) -> str:
    """The fingerprint of one program's results: of what the program is and of the run's own."""
    return _digest((terms, *identity)).hex()[:32]


def _digest(parts: Sequence[str | bytes]) -> bytes:
    """A digest of texts, each with its length, so that no two sequences are taken for one."""
    found = hashlib.sha256()
    for part in parts:
        text = part.encode() if isinstance(part, str) else part
        found.update(len(text).to_bytes(8, "big") + text)
    return found.digest()
