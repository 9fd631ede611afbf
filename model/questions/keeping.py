"""Keeping: whether the seats that are there when a payer stops are paid for in the months after it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from propcache import cached_property

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.series.money import grace_from
from model.monthly import Funding
from model.projection import Projection, project
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, Changed, laid, window

A_YEAR = 12


@dataclass(frozen=True, eq=False)
class Watch:
    """A cliff, and the months after it in which seats are to be kept.

    A seat is kept when in every one of these months it needs neither the reserve nor money that nobody gives, beyond
    what is immaterial: what the findings call sustained. Where the reserve may be spent, a gap alone counts.

    Attributes:
        file: the program as given.
        held: the program on which changes are tried: seats stay whatever they lack, those that have ended before are
            gone, and nothing after the window is projected.
        cliff: the last month of what stops paying.
        months: of the window, which begins with the month after.
        reserve_may_pay: whether the reserve above its floor counts as money.
    """

    file: ProgramFile
    held: ProgramFile
    cliff: Month
    months: int
    reserve_may_pay: bool

    @property
    def begins(self) -> Month:
        """The first month after the cliff."""
        return self.cliff.plus(1)

    @property
    def inside(self) -> slice:
        """The indices of the window."""
        first = self.begins - self.file.program.start
        return slice(first, first + self.months)

    @cached_property
    def base(self) -> Projection:
        """With nothing changed."""
        return project(self.held.program)

    @cached_property
    def judged(self) -> NDArray[np.bool_]:
        """Seats that see clients, were there at the cliff and are there in a month, past their start: (seats, months).

        Seats that start later are paid like any other, but are not asked to be kept.
        """
        present, program = self.base.funding.present[0] > 0, self.held.program
        serves = np.array([position.direct_service for position in program.positions])
        there = serves & present[:, self.inside.start - 1]
        settled = np.arange(program.months) >= grace_from(program)[0][:, None]
        return (there[:, None] & present & settled)[:, self.inside]

    @cached_property
    def seats(self) -> tuple[str, ...]:
        """The seats that are to be kept."""
        return tuple(p.id for p, asked in zip(self.held.program.positions, self.judged, strict=True) if asked.any())

    def tried(self, changes: Sequence[Changed] = ()) -> Projection:
        """Project with changes; the program as it stands without any."""
        return project(laid(self.held, changes).program) if changes else self.base

    def short(self, funding: Funding) -> Array:
        """Dollars of each seat and month of the window beyond what is immaterial: (draws, positions, months)."""
        gap = funding.gap[:, :-1, self.inside]
        lacking = gap if self.reserve_may_pay else np.maximum(gap, funding.sources["reserve"][:, :-1, self.inside])
        immaterial = self.held.program.materiality.value * funding.full[:, :-1, self.inside]
        # positions that a change adds stand last, and are not among those to be kept
        return (lacking - immaterial)[:, : len(self.judged)]

    def margin(self, projection: Projection) -> float:
        """Dollars by which the worst seat and month is paid beyond what is needed; below 0 where one is not kept."""
        return -float(np.where(self.judged, self.short(projection.funding)[0], -np.inf).max())

    def missing(self, projection: Projection) -> float:
        """Dollars that the seats lack over the window, reserve included where it may not pay."""
        funding = projection.funding
        lacking = funding.gap if self.reserve_may_pay else funding.gap + funding.sources["reserve"]
        return float(np.where(self.judged, lacking[0, : len(self.judged), self.inside], 0.0).sum())

    def kept(self, projection: Projection) -> tuple[str, ...]:
        """The seats that are paid for in every month."""
        fails = (self.short(projection.funding)[0] > 0) & self.judged
        names = zip(self.held.program.positions, fails, strict=True)
        return tuple(p.id for p, lost in names if p.id in self.seats and not lost.any())


def watch(file: ProgramFile, cliff: Month, months: int = A_YEAR, *, reserve_may_pay: bool = False) -> Watch:
    """Look at the months after a cliff.

    Args:
        file: the program, with whatever scenarios are laid on it.
        cliff: the last month of what stops paying.
        months: how long seats are to be kept after it; fewer where the projection ends sooner.
        reserve_may_pay: whether the reserve above its floor may be spent on them.

    Raises:
        QuestionError: for a cliff outside the months projected, or one after which nobody is there.
    """
    program = file.program
    if not program.start <= cliff < program.last:
        raise QuestionError(
            f"found a cliff in {cliff}; months after it are projected where it lies from {program.start} "
            f"to {program.last.plus(-1)}"
        )
    asked = window(file, cliff.plus(1), min(months, program.last - cliff))
    ended = project(program).funding.ended[0]
    gone: list[Changed] = [
        {"remove": f"positions[id={p.id}]", "from": str(program.start.plus(int(at) + 1))}
        for p, at in zip(program.positions, ended, strict=True)
        if at < asked.start and (p.end is None or program.start.plus(int(at)) < p.end)
    ]
    shorter: list[Changed] = [] if asked.stop == program.months else [{"set": "months", "to": asked.stop}]
    held = laid(file, [KEPT, *gone, *shorter])
    found = Watch(file, held, cliff, asked.stop - asked.start, reserve_may_pay)
    if not found.seats:
        raise QuestionError(f"no seat that sees clients is there in {cliff} and after it; there is nobody to keep")
    return found
