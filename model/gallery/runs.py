"""Programs of the gallery, run through the model, and sums over what they come to."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from model.findings import Findings, findings
from model.inputs.assumptions import FOLDER
from model.inputs.load import load_program, program_of
from model.inputs.numbers import Array
from model.projection import Projection, project

YEAR = 12
Figures = dict[str, float]


@dataclass(frozen=True, eq=False)
class Run:
    """A plain projection of one program file."""

    projection: Projection

    @property
    def findings(self) -> Findings:
        """What the projection says."""
        return findings(self.projection)

    @property
    def full(self) -> Array:
        """Full cost: (draws, rows, months)."""
        return self.projection.funding.full

    @property
    def lines(self) -> Array:
        """Program costs that fall in a month, before indirect: (draws, rows, months)."""
        funding = self.projection.funding
        own = self.projection.costs.direct.sum(axis=1) - funding.direct.sum(axis=1)
        shared = funding.shared.sum(axis=1)
        return (shared - own)[:, None]

    def place(self, seat: str) -> int:
        """The index of a position."""
        return [p.id for p in self.projection.program.positions].index(seat)

    def of(self, values: Array, *seats: str, first: int = 0, months: int | None = None) -> float:
        """The sum over some seats, or over all rows, from a month on; months are the last axis of the values."""
        rows = [self.place(seat) for seat in seats] or slice(None)
        last = None if months is None else first + months
        return float(values[0][rows][..., first:last].sum())


def run(name: str) -> Run:
    """Run a program file of `assumptions/gallery/`."""
    return Run(project(load_program(_path(name)).program))


def run_with(name: str, changes: Mapping[tuple[str, ...], Any]) -> Projection:
    """Run a program file with other values, or an array of them, at some places."""
    file = load_program(_path(name))
    tree = deepcopy(file.tree)
    for (*around, last), value in changes.items():
        part = tree
        for key in around:
            part = part[key]
        part[last] = value
    return project(program_of(tree, file.name).program)


def _path(name: str) -> str:
    return str(FOLDER / "gallery" / name)
