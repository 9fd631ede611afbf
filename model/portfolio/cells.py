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
TOGETHER = 2  # groups at least
NOT_GIVEN = "none given"
OTHERS = "all others together"
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Groups of programs as they may be shown.

    Attributes:
        by: state, region, size or payer_mix; `ALL` where all programs are one group.
        programs: how many programs each shown group has, `OTHERS` last where small ones were put together.
        shown_as: for each value of the column, the group under which it is shown.
        scenarios: those shown, the baseline first; `hidden_scenarios` would give away the few programs they reach.
        months: the calendar months shown.
    """

    by: str
    programs: Mapping[str, int]
    shown_as: Mapping[str, str]
    scenarios: tuple[str, ...]
    hidden_scenarios: tuple[str, ...]
    months: frozenset[str]

    @property
    def together(self) -> tuple[str, ...]:
        """The groups that are not shown alone."""
        return tuple(value or NOT_GIVEN for value, group in self.shown_as.items() if group == OTHERS)


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


def groups_of(results: Results, by: str | None, least: int = LEAST) -> Groups:
    """The groups of a column as they may be shown beside one another under every scenario shown; see `differencing`.

    Args:
        results: a run's.
        by: state, region, size or payer_mix; None for all programs as one group.
        least: the fewest programs in a cell.

    Raises:
        QuestionError: for another column, or when all programs together are too few.
    """
    if by is not None and by not in GROUPINGS:
        raise QuestionError(f"programs are grouped by {', '.join(GROUPINGS)}; found {by!r}")
    enough(results, least)
    return arranged(guard_of(results, least), by)


def arranged(guard: Guard, by: str | None) -> Groups:
    """Put programs into groups that may be shown.

    Groups of fewer than `least` programs, and those of which a scenario reaches one or a few, are put together: the
    smallest of the others with them, until what stands together rests on enough and has at least two groups, since a
    lone small group would be the total less the others. This is decided once for all months and scenarios.
    """
    values = pd.Series("", index=guard.of.index) if by is None else guard.of[by]
    counts = values.value_counts().sort_index().sort_values(kind="stable")
    small = [value for value in counts.index if guard.few((values == value).tolist())] if by else []
    larger = [value for value in counts.index if value not in small]
    while small and larger and (len(small) < TOGETHER or guard.few(values.isin(small).tolist())):
        small.append(larger.pop(0))
    alone = {"": ALL} if by is None else {value: value or NOT_GIVEN for value in counts.index}
    shown_as = {value: OTHERS if value in small else alone[value] for value in sorted(counts.index)}
    shown = values.map(shown_as)
    names = sorted(set(shown), key=lambda name: (name == OTHERS, name))
    return Groups(
        by=by or ALL,
        programs={name: int((shown == name).sum()) for name in names},
        shown_as=shown_as,
        scenarios=guard.scenarios,
        hidden_scenarios=guard.hidden_scenarios,
        months=guard.months({name: (shown == name).tolist() for name in names}),
    )


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
