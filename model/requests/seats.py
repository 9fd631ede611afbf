"""Full seats: what the program pays for its positions when nobody leaves and no seat stands empty.

A budget asks for whole seats; a projection expects some of them to be empty for some of the time. The same stages
reckon both: here with no turnover, no cover and no beginners, so that what differs is people alone.
"""

from dataclasses import dataclass

import numpy as np
from propcache import cached_property

from model.inputs.fields import Dated, Month
from model.inputs.numbers import Array
from model.inputs.program import MOST_MONTHS, Program
from model.inputs.series.horizon import Horizon
from model.inputs.series.hours import hour_series
from model.inputs.staff import Coverage, Position, Staffing
from model.projection import Projection, project

NOBODY_LEAVES = {"annual_turnover": Dated.of(0.0), "ramp": (), "coverage": Coverage()}


def longer(program: Program, last: Month) -> Program:
    """A program whose projection reaches a month, so that budgets may go beyond its horizon."""
    months = min(max(program.months, last - program.start + 1), MOST_MONTHS)
    return program.model_copy(update={"months": months})


def with_full_seats(program: Program) -> Program:
    """The program with every seat filled by somebody who stays and has learned the work; without its funders."""
    full = {"grants": (), "contracts": (), "caps": (), "requests": (), "when_unfunded": "keep"}
    positions = tuple(_full(position) for position in program.positions)
    return program.model_copy(update={**full, "positions": positions, "staffing": _staying(program.staffing)})


def _staying(staffing: Staffing) -> Staffing:
    return staffing.model_copy(update=NOBODY_LEAVES)


def _full(position: Position) -> Position:
    return position.model_copy(update={"filled": "filled", "staffing": _staying(position.staffing)})


@dataclass(frozen=True, eq=False)
class Seats:
    """Full seats of a program over its own months and, where a request reaches further, the months after."""

    program: Program

    @classmethod
    def of(cls, program: Program, last: Month) -> "Seats":
        """Of a program, through the last month of a request."""
        return cls(with_full_seats(longer(program, last)))

    @cached_property
    def projection(self) -> Projection:
        """The full seats, projected."""
        return project(self.program)

    @cached_property
    def horizon(self) -> Horizon:
        """The months."""
        return Horizon.of(self.program)

    @cached_property
    def wages(self) -> Array:
        """(positions, months) dollars an hour of the person in the seat."""
        return self.projection.wages.original[0]

    @cached_property
    def hours(self) -> Array:
        """(positions, months) hours a week of the seat."""
        hours = np.asarray(hour_series(self.program).hours_per_week)[0]
        return np.broadcast_to(hours, self.wages.shape)

    @cached_property
    def miles(self) -> Array:
        """(positions, months) miles of a full seat."""
        return self.projection.sessions.miles[0].sum(axis=1)

    @cached_property
    def active(self) -> Array:
        """(positions, months) 1 between the position's own start and end."""
        return np.stack([self.horizon.within(p.start, p.end) for p in self.program.positions])

    def index(self, month: Month) -> int:
        """The place of a month."""
        return month - self.program.start

    def place(self, position: str) -> int:
        """The place of a position."""
        return [p.id for p in self.program.positions].index(position)

    def values(self, dated: Dated, growth: Dated | None = None) -> Array:
        """(months,) a dated number of the program."""
        return self.horizon.values(dated, growth=growth)[0]
