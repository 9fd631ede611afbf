"""Which sums over a run's programs may ever be shown, decided once: what is hidden does not depend on what is asked.

There is one list of all that can be asked of a run: its scenarios over all programs; each group of each of the four
groupings; each group of a second grouping within one of the first; each stretch of months. It is gone through in a
fixed order, the largest first, and a sum is shown if no combination of it with those shown before rests on fewer than
`least` programs (see `differencing`). So tables by region, by size and by payer mix may be handed on together, and so
may each of them within any one group of another; whoever lays them on one another still learns nothing of a few.

What is guarded: sums and counts of one run at one `least`, added, subtracted and bounded in any way. What is not:

- that a sum lies close to one program's own number, where that program is far larger than the others of its group;
- that bounds come near to a count without meeting;
- what people know of their own programs, and take off a sum;
- that of the programs which a scenario changes only a few move in some month, or in dollars of one kind: who is reached
  can be known from outside, and is what the rule guards; who of those reached stays as it is in one number cannot;
- points of a distribution, which are some program's own with `least` others to either side, though not whose;
- two runs, or one run at two values of `least`, laid on one another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TypeVar

import numpy as np
import pandas as pd
from propcache import cached_property

from model.portfolio.differencing import ABSENT, Kinds, rests_on_few
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE

# Programs whose numbers are the same to the last bit give the same to both sums.
PROGRAMS = """
    SELECT program, scenario::VARCHAR AS scenario, start AS first, months,
        hash(position_months_by_draw, gap_by_draw, first_gap_by_draw, full_cost, pay, medicaid_earned) AS numbers,
        coalesce(state::VARCHAR, '') AS state, coalesce(region::VARCHAR, '') AS region,
        coalesce(size::VARCHAR, '') AS size, coalesce(payer_mix::VARCHAR, '') AS payer_mix
    FROM programs ORDER BY program, scenario
"""
COLUMNS = ("region", "size", "payer_mix", "state")
Cell = tuple[tuple[str, str], ...]  # columns with their values; none for all programs
EVERY: Cell = ()
Stretch = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, eq=False)
class Guard:
    """The programs of a run, told apart as far as sums over them tell them apart.

    Attributes:
        least: the fewest programs that anything shown may rest on.
        asked: scenarios in the order in which they were asked for, the baseline first.
        of: the columns by which programs are grouped, a row for each program.
        numbers: (programs, scenarios): which of its numbers a program has under each scenario.
        spans: (programs, scenarios, 2): the first month projected and the one after the last, counted from year 0.
    """

    least: int
    asked: tuple[str, ...]
    of: pd.DataFrame
    numbers: Kinds
    spans: Kinds

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """Those that may be shown beside the ones before them, over all programs."""
        places = list(range(len(self.asked)))
        shown = added([], places, lambda held: rests_on_few(self.numbers[:, unlike(self.numbers, held)], self.least))
        return tuple(self.asked[place] for place in shown)

    @property
    def hidden_scenarios(self) -> tuple[str, ...]:
        """Those that would give a few programs away."""
        return tuple(name for name in self.asked if name not in self.scenarios)

    @cached_property
    def alone(self) -> frozenset[Cell]:
        """The groups of each grouping that may be shown, all beside one another and beside all programs."""
        tried = [((column, str(value)),) for column in self._columns for value in self.of[column].unique()]
        return frozenset(self._shown_beside(self._in_stretch(EVERY, None), tried))

    @cached_property
    def within(self) -> frozenset[Cell]:
        """The groups within a group of another grouping that may be shown beside all of `alone`."""
        pairs = combinations([cell[0] for cell in sorted(self.alone)], 2)
        tried = [pair for pair in pairs if pair[0][0] != pair[1][0]]
        months = [self._in_stretch(cell, stretch) for cell in self.alone for stretch in self._stretches_of_groups]
        before = [*self._whole(), *months]
        return frozenset(self._shown_beside(np.concatenate(before, axis=1), tried))

    @cached_property
    def months(self) -> frozenset[str]:
        """The months that may be shown of all programs.

        A month whose programs are not those of the other months, but for a few, would give those few away: the longest
        stretches are shown, and others where they are far enough from them.
        """
        return _named(self._stretches)

    @cached_property
    def months_of_groups(self) -> frozenset[str]:
        """The months that may be shown of all groups of `alone`, beside those of all programs."""
        return _named(self._stretches_of_groups)

    @cached_property
    def months_within(self) -> frozenset[str]:
        """The months that may be shown of groups within groups: those of every program, in which nothing changes."""
        return _named([(int(self.spans[..., 0].max()), int(self.spans[..., 1].min()))]) & self.months_of_groups

    def members(self, cell: Cell) -> np.ndarray:
        """Whether each program is of a group."""
        return np.all([np.ones(len(self.of), dtype=bool), *((self.of[c] == v).to_numpy() for c, v in cell)], axis=0)

    @property
    def _columns(self) -> list[str]:
        return [column for column in COLUMNS if column in self.of]

    def _shown_beside(self, before: Kinds, tried: Sequence[Cell]) -> list[Cell]:
        """Of what is tried the groups that may be shown beside some sums, the largest first."""
        sizes = {cell: int(self.members(cell).sum()) for cell in tried}
        order = sorted((cell for cell in tried if sizes[cell] >= self.least), key=lambda c: (sizes[c], c), reverse=True)
        sums = {cell: self._in_stretch(cell, None) for cell in order}

        def few(held: list[Cell]) -> bool:
            return rests_on_few(np.concatenate([before, *(sums[cell] for cell in held)], axis=1), self.least)

        return added([], order, few)

    def _whole(self) -> list[Kinds]:
        """What is shown of all programs, and of each group over its whole horizon."""
        every = [self._in_stretch(EVERY, stretch) for stretch in [None, *self._stretches]]
        return [*every, *(self._in_stretch(cell, None) for cell in sorted(self.alone))]

    @cached_property
    def _stretches(self) -> list[Stretch]:
        edges = np.unique(self._spans)
        stretches = sorted(pairwise(edges.tolist()), key=lambda ends: (ends[0] - ends[1], ends[0]))

        def few(held: list[Stretch]) -> bool:
            sums = [self._in_stretch(EVERY, stretch) for stretch in [None, *held]]
            return rests_on_few(np.concatenate(sums, axis=1), self.least)

        return added([], stretches, few)

    @cached_property
    def _stretches_of_groups(self) -> list[Stretch]:
        before = self._whole()

        def few(held: list[Stretch]) -> bool:
            sums = [self._in_stretch(cell, stretch) for cell in sorted(self.alone) for stretch in held]
            return rests_on_few(np.concatenate([*before, *sums], axis=1), self.least)

        return added([], self._stretches, few)

    @cached_property
    def _places(self) -> list[int]:
        """Scenarios shown, without those that tell no more than another does."""
        shown = [self.asked.index(name) for name in self.scenarios]
        return shown if (self.spans != self.spans[:, :1]).any() else unlike(self.numbers, shown)

    @property
    def _spans(self) -> Kinds:
        return self.spans[:, self._places]

    def _in_stretch(self, cell: Cell, stretch: Stretch | None) -> Kinds:
        """(programs, scenarios): what each gives to the sums of a group in such months; None for its whole horizon."""
        there = self.members(cell)[:, None]
        if stretch:
            there = there & (self._spans[..., 0] <= stretch[0]) & (stretch[1] <= self._spans[..., 1])
        return np.where(there, self.numbers[:, self._places], ABSENT)


def added(shown: list[T], tried: Sequence[T], few: Callable[[list[T]], bool]) -> list[T]:
    """What is shown, and of what is tried all that may be shown beside it, one after another in its order.

    Args:
        shown: what may be shown.
        tried: what comes next.
        few: whether such sums beside one another give a few programs away; many are asked about at once, since most do
            not.
    """
    if not tried:
        return shown
    if not few([*shown, *tried]):
        return [*shown, *tried]
    half = len(tried) // 2
    return added(added(shown, tried[:half], few), tried[half:], few) if half else shown


def unlike(numbers: Kinds, places: Sequence[int]) -> list[int]:
    """The first scenario, and of the others one for each set of programs that they reach.

    Where a program has the numbers of the first scenario or numbers that no other scenario gives it, a sum under one
    scenario less that under the first rests on the same programs as under another that reaches the same ones.

    Args:
        numbers: (programs, scenarios), as in `Guard`.
        places: of the scenarios looked at.
    """
    first, *others = places
    reached = {place: numbers[:, place] != numbers[:, first] for place in others}
    plain = [
        place
        for place in others
        if not any((reached[place] & (numbers[:, place] == numbers[:, o])).any() for o in others if o != place)
    ]
    kept = {reached[place].tobytes(): place for place in reversed(plain)}
    return [place for place in places if place not in plain or place in kept.values()]


def _named(stretches: Sequence[Stretch]) -> frozenset[str]:
    return frozenset(f"{at // 12:04d}-{at % 12 + 1:02d}" for begin, end in stretches for at in range(begin, end))


def guard_of(results: Results, least: int) -> Guard:
    """Look at what a run may show; once for each `least`."""
    key = f"guard of {least}"
    if key not in results.known:
        results.known[key] = _looked_at(results, least)
    return results.known[key]


def _looked_at(results: Results, least: int) -> Guard:
    rows = results.frame(PROGRAMS)
    asked = (BASELINE, *(one["name"] for one in results.run.get("scenarios", [])))
    there = tuple(name for name in asked if (rows["scenario"] == name).any())
    begins = rows["first"].str[:4].astype(int) * 12 + rows["first"].str[5:7].astype(int) - 1
    rows = rows.assign(begins=begins, ends=begins + rows["months"], place=rows["scenario"].map(there.index))
    rows = rows.sort_values(["program", "place"])  # each program's scenarios one after another; none has fewer
    of = rows[rows["place"] == 0].set_index("program")[["state", "region", "size", "payer_mix"]]
    hashed = rows["numbers"].to_numpy().reshape(-1, len(there))
    # a number for each of a program's own results: that of the first scenario which has them
    numbers = (hashed[:, :, None] == hashed[:, None, :]).argmax(axis=2)
    spans = rows[["begins", "ends"]].to_numpy(dtype=int).reshape(*numbers.shape, 2)
    return Guard(least=least, asked=there, of=of, numbers=numbers, spans=spans)
