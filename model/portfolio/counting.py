"""Which counts of programs by kind may be shown beside one another: of all programs, and of every group shown.

A count is a sum in which each of its programs has one part, so that the rule is that of `differencing`, and the list is
gone through as that of `guard` is: counts of all programs first, then those of groups of every grouping, then those of
groups within groups, the largest first. Only what must be is hidden: a count of a few, and as many others as it takes
so that nothing shown adds up to it.

A zero tells of nobody and is shown; but not in a column in which a count is hidden, else a hidden count would be known
to be one at least, and five hidden ones that add up to five would be known. (A column is a kind under a scenario. Of
all programs a hidden count is known to be one at least, since none is hidden of what nobody is; with four kinds that
tells nothing where `least` is five or more.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from propcache import cached_property

from model.portfolio.cells import ALL, GROUPINGS, Mask, arranged
from model.portfolio.differencing import ABSENT, Kinds, independent, rests_on_few
from model.portfolio.guard import Guard, added, guard_of
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE

HALF_A_MONTH = 0.5  # of a position: less is no change
KINDS = ("more", "as many", "fewer", "not reached")
PROGRAMS = f"""
    SELECT s.program, s.scenario::VARCHAR AS scenario,
        CASE WHEN NOT list_bool_or(s.reached) THEN 'not reached'
            WHEN s.position_months - b.position_months >= {HALF_A_MONTH} THEN 'more'
            WHEN b.position_months - s.position_months >= {HALF_A_MONTH} THEN 'fewer'
            ELSE 'as many' END AS kind
    FROM programs s JOIN programs b ON b.program = s.program AND b.scenario = '{BASELINE}'
    WHERE s.scenario <> '{BASELINE}'
"""
MOST_WITHIN = 80  # counts of groups within groups, the largest: looking at hundreds takes minutes; others are hidden
Within = tuple[str, str] | None


class Group(NamedTuple):
    """A group as it is shown: by which column, within which group of another, under which name."""

    by: str | None
    within: Within
    name: str


class Count(NamedTuple):
    """Programs of a group that are of a kind under a scenario; both by number."""

    group: Group
    scenario: int
    kind: int


EVERY = Group(None, None, ALL)


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """Programs by kind, and which counts of them are shown.

    Attributes:
        guard: of the run.
        kinds: (programs, scenarios): a place in `KINDS`, programs as in `guard.of`, scenarios as in `guard.scenarios`
            without the baseline.
    """

    guard: Guard
    kinds: Kinds

    def shown(self, by: str | None, within: Within) -> dict[str, Kinds]:
        """For each group of a grouping its counts: (scenarios, kinds), `ABSENT` where hidden."""
        held = self._groups(by, within)
        shown = self._within if within else self._alone
        counted = {group: self._counted(mask) for group, mask in held.items()}
        counts = {Count(g, s, k): int(n) for g, of in counted.items() for (s, k), n in np.ndenumerate(of)}
        return {g.name: np.where(self._mask(g, shown, counts), of, ABSENT) for g, of in counted.items()}

    def _mask(self, group: Group, shown: frozenset[Count], counts: Mapping[Count, int]) -> Mask:
        """(scenarios, kinds): what is shown of a group; zeros only in columns that hide nothing."""
        hiding = {(count.scenario, count.kind) for count, number in counts.items() if number and count not in shown}
        mask = np.zeros((self.kinds.shape[1], len(KINDS)), dtype=bool)
        for place in np.ndindex(mask.shape):
            count = Count(group, *place)
            mask[place] = count in shown if counts[count] else place not in hiding
        return mask

    @cached_property
    def _alone(self) -> frozenset[Count]:
        """Of all programs, and of the groups of every grouping."""
        groups = {g: mask for by in self._columns for g, mask in self._groups(by, None).items()}
        first = countable([*groups.values()], self._tried({EVERY: self._all}), self.guard.least)
        before = [*groups.values(), *(self._in(count, self._all) for count in first)]
        tried = {count: mask for count, mask in self._tried(groups).items() if count.group != EVERY}
        return first | countable(before, tried, self.guard.least)

    @cached_property
    def _within(self) -> frozenset[Count]:
        """Of groups within groups."""
        every = {g: mask for by in self._columns for g, mask in self._groups(by, None).items()}
        groups = {
            group: mask
            for ((column, value),) in sorted(self.guard.alone)
            for by in self._columns
            if by != column
            for group, mask in self._groups(by, (column, value)).items()
        }
        before = [*every.values(), *groups.values(), *(self._in(count, every[count.group]) for count in self._alone)]
        return countable(before, self._tried(groups), self.guard.least, MOST_WITHIN)

    @property
    def _columns(self) -> list[str | None]:
        return [None, *(column for column in GROUPINGS if column in self.guard.of)]

    @property
    def _all(self) -> Mask:
        return np.ones(len(self.kinds), dtype=bool)

    def _groups(self, by: str | None, within: Within) -> dict[Group, Mask]:
        """The groups shown, with their programs."""
        held, every = arranged(self.guard, by, within), self._all
        inside = self.guard.members((within,)) if within else every
        names = self.guard.of[by].map(held.shown_as).to_numpy() if by else np.full(len(every), ALL)
        return {Group(by, within, name): inside & (names == name) for name in held.programs}

    def _in(self, count: Count, mask: Mask) -> Mask:
        return mask & (self.kinds[:, count.scenario] == count.kind)

    def _tried(self, groups: Mapping[Group, Mask]) -> dict[Count, Mask]:
        shape = self.kinds.shape[1], len(KINDS)
        counts = [(Count(group, *place), mask) for group, mask in groups.items() for place in np.ndindex(shape)]
        return {count: self._in(count, mask) for count, mask in counts}

    def _counted(self, mask: Mask) -> Kinds:
        """(scenarios, kinds): how many programs of a group are of each kind."""
        return np.stack([np.bincount(of, minlength=len(KINDS)) for of in self.kinds[mask].T])


def countable(
    before: Sequence[Mask], tried: Mapping[Count, Mask], least: int, most: int | None = None
) -> frozenset[Count]:
    """The counts of somebody that may be shown beside those shown before, the largest first.

    Args:
        before: the programs of each count that is shown.
        tried: those of each count that may come to be.
        least: the fewest programs on which anything shown may rest.
        most: counts to look at; all by default.
    """
    sizes = {count: int(mask.sum()) for count, mask in tried.items()}
    order = sorted((count for count in tried if sizes[count] >= least), key=lambda count: -sizes[count])
    # those that are but a few from one shown need no closer look
    known = np.column_stack(before).astype(int)
    order = [count for count in order if not _near(known, tried[count], least)][:most]
    every = _parts([*before, *(tried[count] for count in order)])
    alike, programs = np.unique(every, axis=0, return_counts=True)
    parts = independent(alike[:, : len(before)])
    column = {count: alike[:, [len(before) + n]] for n, count in enumerate(order)}

    def few(held: list[Count]) -> bool:
        return rests_on_few(np.concatenate([parts, *(column[count] for count in held)], axis=1), least, programs)

    return frozenset(added([], order, few))


def _near(known: Kinds, mask: Mask, least: int) -> bool:
    """Whether a few programs are in one of the counts known and not in this one, or the other way round."""
    apart = known.sum(axis=0) + mask.sum() - 2 * (mask.astype(int) @ known)
    return bool(((apart > 0) & (apart < least)).any())


def counts_of(results: Results, least: int) -> Counts:
    """Count the programs of a run; once for each `least`."""
    key = f"counts of {least}"
    if key not in results.known:
        guard = guard_of(results, least)
        scenarios = {name: n for n, name in enumerate(name for name in guard.scenarios if name != BASELINE)}
        rows = results.frame(PROGRAMS)
        rows = rows[rows["scenario"].isin(list(scenarios))]
        kinds = np.zeros((len(guard.of), len(scenarios)), dtype=int)
        places = (
            guard.of.index.get_indexer(pd.Index(rows["program"])),
            rows["scenario"].map(scenarios).to_numpy(dtype=int),
        )
        kinds[places] = rows["kind"].map(KINDS.index).to_numpy(dtype=int)
        results.known[key] = Counts(guard=guard, kinds=kinds)
    return results.known[key]


def _parts(masks: Sequence[Mask]) -> Kinds:
    """(programs, counts): 0 where a program is counted."""
    return np.where(np.column_stack(masks), 0, ABSENT)
