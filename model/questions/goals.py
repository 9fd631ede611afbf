"""Goals: earnings, or all secured funding, that pay the full cost of some positions over some months."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.findings import findings
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.projection import Projection, project
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, laid, window
from model.sentences import spoken

PaidBy = Literal["earnings", "secured"]
A_CENT = 0.01
ROUNDING = 1e-6  # dollars; what adding up thousands of amounts leaves behind


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be paid for, over which months, and by what money.

    Attributes:
        positions: ids of those that see clients; by default the whole program, all that it spends.
        first: first month of the window; by default the program's.
        months: in the window; by default all that is left.
        after_grants: the window begins after the last month in which a grant pays for the positions.
        paid_by: `earnings` of all payers together over the window; or `secured`, all money before the reserve, which
            must leave nothing to the reserve and no gap in any month.
        start: the month from which a lever moves, where it can change by month; by default the window's first.
    """

    positions: tuple[str, ...] | None = None
    first: Month | None = None
    months: int | None = None
    after_grants: bool = False
    paid_by: PaidBy = "earnings"
    start: Month | None = None


@dataclass(frozen=True, eq=False)
class Goal:
    """A goal as it stands in one program.

    Attributes:
        file: the program, its seats kept to the end.
        wanted: what was asked.
        rows: of funding that have to be paid for.
        months: indices of the window.
        start: the month from which levers move.
    """

    file: ProgramFile
    wanted: Wanted
    rows: tuple[int, ...]
    months: slice
    start: Month

    @property
    def first(self) -> Month:
        """The window's first month."""
        return self.file.program.start.plus(self.months.start)

    @property
    def last(self) -> Month:
        """The window's last month."""
        return self.file.program.start.plus(self.months.stop - 1)

    @property
    def words(self) -> str:
        """What is to be reached: "earnings that pay the full cost of peer-1 from July 2026 to June 2027"."""
        money = "earnings" if self.wanted.paid_by == "earnings" else "secured funding"
        every = "" if self.wanted.paid_by == "earnings" else " in every month"
        what = "the whole program" if self.wanted.positions is None else listed(self.wanted.positions)
        return f"{money} that pay{'s' if every else ''} the full cost of {what}{every} {self.span}"

    @property
    def span(self) -> str:
        """The window in words."""
        if self.first == self.last:
            return f"in {spoken(self.first)}"
        return f"from {spoken(self.first)} to {spoken(self.last)}"

    def beyond(self, projection: Projection) -> Array:
        """Dollars by which the goal is passed, below 0 where it is missed: (draws,).

        For secured funding it is what is left to the reserve and the gap, and a cent where nothing is.
        """
        rows, funding = list(self.rows), projection.funding
        if self.wanted.paid_by == "secured":
            unsecured = (funding.sources["reserve"] + funding.gap)[:, rows]
            return A_CENT - unsecured[..., self.months].sum(axis=(1, 2))
        full = funding.full[:, rows][..., self.months].sum(axis=(1, 2))
        return self._earned(projection) - full + ROUNDING

    def _earned(self, projection: Projection) -> Array:
        if self.wanted.positions is None:
            return projection.biller.earned_by_payer()[..., self.months].sum(axis=(1, 2))
        return projection.billing.earned[:, list(self.rows)][..., self.months].sum(axis=(1, 2, 3, 4))


def goal_of(file: ProgramFile, wanted: Wanted) -> Goal:
    """Read what is wanted.

    Raises:
        QuestionError: for positions the program does not have or that see no clients, and for a window that is not
            there.
    """
    program = file.program
    serving = {p.id: place for place, p in enumerate(program.positions) if p.direct_service}
    chosen = wanted.positions
    if chosen is not None and (not chosen or set(chosen) - set(serving)):
        unknown = listed([name for name in chosen if name not in serving]) or "no position"
        raise QuestionError(
            f"found {unknown}; those that see clients are {listed(list(serving))}, and the cost of the others is "
            "carried by them"
        )
    rows = tuple(range(len(program.positions) + 1)) if chosen is None else tuple(serving[name] for name in chosen)
    kept = laid(file, [KEPT])
    months = _window(kept, wanted, rows)
    start = wanted.start or program.start.plus(months.start)
    if not program.start <= start <= program.last:
        raise QuestionError(f"found {start}; the program is projected from {program.start} to {program.last}")
    return Goal(kept, wanted, rows, months, start)


def _window(kept: ProgramFile, wanted: Wanted, rows: tuple[int, ...]) -> slice:
    program, first = kept.program, wanted.first
    if wanted.after_grants:
        if first is not None:
            raise QuestionError("found both a first month and 'after the grants end'; ask for one of them")
        first = _after_grants(kept, rows)
    left = program.months - (0 if first is None else first - program.start)
    return window(kept, first, max(left, 1) if wanted.months is None else wanted.months)


def _after_grants(kept: ProgramFile, rows: tuple[int, ...]) -> Month:
    """The month after the last in which a grant pays for any of the positions."""
    program, places = kept.program, [row for row in rows if row < len(kept.program.positions)]
    ends = findings(project(program)).grant_ends[0, places]
    paying = ends[np.isfinite(ends)]
    if not paying.size:
        raise QuestionError("no grant pays for these positions; ask for a window of months instead")
    if paying.max() >= program.months - 1:
        raise QuestionError(
            f"a grant still pays in {program.last}, the last month projected; project more months to see what follows"
        )
    return program.start.plus(int(paying.max()) + 1)


def standing_at(goal: Goal) -> float:
    """Dollars beyond a goal without any lever moved."""
    return float(goal.beyond(project(goal.file.program))[0])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
