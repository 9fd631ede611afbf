"""What a table of programs may show: no cell of a few programs, nor one that could be had by subtraction.

Judgement: five programs to a cell unless another number is stated; a set that is one's own may be read with one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from model.portfolio.guard import Guard, guard_of
from model.portfolio.reading import Results
from model.questions.solving import QuestionError

LEAST = 5
GROUPINGS = ("region", "size", "payer_mix", "state")
ALL = "all"
NOT_GIVEN = "none given"
OTHERS = "all others together"
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Groups of programs as they may be shown.

    Attributes:
        by: state, region, size or payer_mix; `ALL` where all programs are one group.
        within: the group of another column to which all belong; None for all programs.
        programs: how many programs each shown group has, `OTHERS` last where small ones were put together.
        shown_as: for each value of the column, the group under which it is shown.
        scenarios: those shown, the baseline first; `hidden_scenarios` would give away the few programs they reach.
        months: the calendar months shown.
    """

    by: str
    within: tuple[str, str] | None = None
    programs: Mapping[str, int]
    shown_as: Mapping[str, str]
    scenarios: tuple[str, ...]
    hidden_scenarios: tuple[str, ...]
    months: frozenset[str]

    @property
    def together(self) -> tuple[str, ...]:
        """The groups that are not shown alone; none is named where that would tell that each has one program."""
        found = tuple(value or NOT_GIVEN for value, group in self.shown_as.items() if group == OTHERS)
        return found if len(found) < self.programs.get(OTHERS, 0) else ()


def enough(results: Results, least: int) -> int:
    """How many programs there are.

    Raises:
        QuestionError: when they are too few to be shown at all.
    """
    if least < 1:
        raise QuestionError(f"found {least} for the fewest programs in a cell; it is 1 or more")
    programs = int(results.rows("SELECT count(DISTINCT program) FROM programs")[0][0])
    if not programs:
        raise QuestionError("no program of this portfolio is worked out yet")
    if programs < least:
        raise QuestionError(f"there are {programs} programs, and nothing is said of fewer than {least} together")
    return programs


def groups_of(results: Results, by: str | None, least: int = LEAST, within: tuple[str, str] | None = None) -> Groups:
    """The groups of a column as they may be shown beside all else that a run may show; see `guard`.

    Args:
        results: a run's.
        by: state, region, size or payer_mix; None for all programs as one group.
        least: the fewest programs in a cell.
        within: only the programs of this group of another column: the column and its value.

    Raises:
        QuestionError: for another column, when all programs together are too few, or for a group to look into that is
            not there or is not shown alone.
    """
    for column in (by, within[0] if within else None):
        if column is not None and column not in GROUPINGS:
            raise QuestionError(f"programs are grouped by {', '.join(GROUPINGS)}; found {column!r}")
    enough(results, least)
    return arranged(guard_of(results, least), by, within)


def arranged(guard: Guard, by: str | None, within: tuple[str, str] | None = None) -> Groups:
    """Put programs into groups that may be shown; those that may not stand alone are put together.

    Raises:
        QuestionError: for a group to look into that is not there or is not shown alone.
    """
    of = guard.of
    if within:
        if (within,) not in guard.alone:
            known = ", ".join(sorted(cell[0][1] or NOT_GIVEN for cell in guard.alone if cell[0][0] == within[0]))
            raise QuestionError(f"found no group {within[1]!r} that is shown alone; those shown are: {known or 'none'}")
        of = of[guard.members((within,))]
    values = pd.Series("", index=of.index) if by is None else of[by]
    shown_as = {
        value: ALL if by is None else (value or NOT_GIVEN) if _may(guard, by, value, within) else OTHERS
        for value in sorted(values.unique())
    }
    shown = values.map(shown_as)
    names = sorted(set(shown), key=lambda name: (name == OTHERS, name))
    months = guard.months if by is None else guard.months_of_groups
    return Groups(
        by=by or ALL,
        within=within,
        programs={name: int((shown == name).sum()) for name in names},
        shown_as=shown_as,
        scenarios=guard.scenarios,
        hidden_scenarios=guard.hidden_scenarios,
        months=guard.months_within if within else months,
    )


def _may(guard: Guard, by: str, value: str, within: tuple[str, str] | None) -> bool:
    """Whether a group may stand alone."""
    if within is None:
        return ((by, value),) in guard.alone
    return within == (by, value) or tuple(sorted([within, (by, value)])) in guard.within


def hidden(counts: Sequence[Sequence[int]], least: int = LEAST) -> Mask:
    """Which cells of a table of counts are hidden, where the sums of its rows and columns are known.

    A cell of 1 to `least` - 1 programs is hidden; so are others of its row and column, the smallest first, until what
    is hidden there has two cells and `least` programs. An empty cell is no program's.

    Args:
        counts: programs by row and column, without totals.
        least: the fewest programs a shown cell has.
    """
    table = np.asarray(counts, dtype=int)
    mask = (table > 0) & (table < least)
    while any(_hide_one_more(line, masked, least) for line, masked in _lines(table, mask)):
        pass
    return mask


def _lines(table: npt.NDArray[np.int_], mask: Mask) -> Iterator[tuple[npt.NDArray[np.int_], Mask]]:
    """Rows and columns; masks are views, so that hiding in a line hides in the table."""
    yield from zip(table, mask, strict=True)
    yield from zip(table.T, mask.T, strict=True)


def _hide_one_more(line: npt.NDArray[np.int_], masked: Mask, least: int) -> bool:
    """Hide the smallest shown cell of a line whose hidden ones could be worked out; whether one was hidden."""
    if not masked.any() or (masked.sum() > 1 and line[masked].sum() >= least):
        return False
    open_ = np.flatnonzero(~masked & (line > 0))
    if not open_.size:
        return False
    masked[open_[line[open_].argmin()]] = True
    return True
