"""What sums over programs give away when they are added to and taken from one another.

The rule: everything shown of several programs is a sum over them, and no sum or difference of what is shown, of groups,
of groupings laid on one another, of scenarios or months, may rest on one program or on a few; not even if every program
stood still from month to month.

A scenario that reaches three programs of twenty would give those three away, as the sum under the scenario less the sum
without it; so would a month in which one program of twenty begins, and the 20 programs of a region beside the 19 of a
size who are all of that region.

How it is known. Programs are dealt into hands, none into two, so that each hand by itself feels every combination of
the sums: one that comes to nothing on a whole hand is no combination at all. A combination that rests on four programs,
with three such hands, touches at most one program of one of them, since two of each would be six. Those that touch one
program of a hand are few; they are all looked at. With as many hands as `least` there are none.

The same holds for counts, of which people know besides that none is below zero. Bounds add nothing: if some bounds left
one value for a count, the bound from above and that from below would be combinations that are the same for every
program there is, and so the count would be a combination itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
import numpy.typing as npt

ABSENT = -1
# What is not known by hands is tried set by set, up to so many; beyond, it is taken to give something away.
MOST_SETS = 300
MOST_SUMS = 600
NOTHING = 1e-7  # of vectors of length 1 or so
Kinds = npt.NDArray[np.int_]
Numbers = npt.NDArray[np.float64]


def rests_on_few(kinds: Kinds, least: int) -> bool:
    """Whether any sum or difference of some sums rests on one or more, but fewer than `least`, programs.

    Where that cannot be known with little work, it is taken to be so.

    Args:
        kinds: (programs, sums): which of its values a program gives to each sum, by a number of its own; a program that
            is not changed from one sum to another gives the same to both; `ABSENT` where it has no part.
        least: the fewest programs that anything shown may rest on.
    """
    there = (kinds != ABSENT).sum(axis=0)
    if ((there > 0) & (there < least)).any():
        return True
    alike, counts = np.unique(np.unique(kinds, axis=1), axis=0, return_counts=True)
    held = (alike != ABSENT).any(axis=1)
    alike, counts = alike[held], counts[held]
    if not alike.size or (counts >= least).all():
        return False
    if alike.shape[1] > MOST_SUMS:
        return True
    dealt = _Dealt.of(alike, counts)
    known = dealt.rests_on_few(least)
    return _tried(dealt, least) if known is None else known


@dataclass(frozen=True, kw_only=True, eq=False)
class _Dealt:
    """Programs that are alike in every sum, as one kind each, in coordinates in which no combination is for nothing.

    Attributes:
        rows: (values, rank): which sums each value of each kind goes into.
        kind: of each row.
        counts: programs of each kind.
        order: kinds in which hands take them: those that are only in large sums first, so that the others last longest.
    """

    rows: Numbers
    kind: Kinds
    counts: Kinds
    order: Kinds

    @classmethod
    def of(cls, alike: Kinds, counts: Kinds) -> "_Dealt":
        parts = [_part(kind) for kind in alike]
        stacked = np.concatenate(parts)
        _, sizes, axes = np.linalg.svd(stacked, full_matrices=False)
        axes = axes[sizes > sizes[0] * NOTHING]
        there = alike != ABSENT
        smallest = np.where(there, counts @ there, counts.sum()).min(axis=1)
        return cls(
            rows=stacked @ axes.T,
            kind=np.repeat(np.arange(len(parts)), [len(part) for part in parts]),
            counts=counts,
            order=np.lexsort((-counts, -smallest)),
        )

    @property
    def rank(self) -> int:
        return self.rows.shape[1]

    def rests_on_few(self, least: int) -> bool | None:
        """Whether a combination does; None where hands are too few to know."""
        hands = self._hands(least)
        touched = (least - 1) // len(hands)
        if touched == 0:
            return False
        single = len(self.rows) == len(self.counts)
        if touched > 2 or (touched == 2 and not single):  # pairs can be looked through, threes cannot
            return None
        for rows in hands:
            # a column for each row of the hand: the combination that is 1 on it and nothing on the hand's others
            felt = self.rows @ np.linalg.inv(self.rows[rows])
            of = self.kind[rows]
            fewest = min(self._fewest(felt[:, of == kind]) for kind in np.unique(of))
            if touched == 2:
                pairs = combinations(range(len(rows)), 2)
                fewest = min([fewest, *(self._fewest_of_two(felt[:, [one, two]]) for one, two in pairs)])
            if fewest < least:
                return True
        return False

    def _hands(self, most: int) -> list[list[int]]:
        """Rows of disjoint programs, `rank` of them to a hand; the first is always there."""
        left, hands = self.counts.copy(), []
        while len(hands) < most:
            hand = self._hand(left)
            if len(hand) < self.rank:
                break
            hands.append(hand)
            left[np.unique(self.kind[hand])] -= 1
        return hands

    def _hand(self, left: Kinds) -> list[int]:
        """Rows that feel every combination, as far as the programs that are left have them."""
        rest, hand = np.where((left > 0)[self.kind][:, None], self.rows, 0.0), []
        place = np.empty(len(self.counts), dtype=int)
        place[self.order] = np.arange(len(self.order))
        for row in np.argsort(place[self.kind], kind="stable"):
            size = float(np.linalg.norm(rest[row]))
            if size > NOTHING:
                axis = rest[row] / size
                rest -= np.outer(rest @ axis, axis)
                hand.append(int(row))
                if len(hand) == self.rank:
                    break
        return hand

    def _fewest(self, felt: Numbers) -> int:
        """Programs that feel every one of some combinations: (rows, combinations)."""
        if felt.shape[1] == 1:
            return int(self.counts[np.unique(self.kind[np.abs(felt[:, 0]) > NOTHING])].sum())
        values, width = np.bincount(self.kind), felt.shape[1]
        found = 0
        for number in np.unique(values[values >= width]):
            blocks = felt[(values == number)[self.kind]].reshape(-1, number, width)
            found += int(self.counts[values == number][np.linalg.matrix_rank(blocks, NOTHING) == width].sum())
        return found

    def _fewest_of_two(self, felt: Numbers) -> int:
        """The fewest programs on which a sum of multiples of two combinations rests, where each kind has one row."""
        one, two = (np.abs(felt) > NOTHING).T
        times = np.round(felt[one & two, 0] / felt[one & two, 1], 6)
        _, place = np.unique(times, return_inverse=True)
        lost = np.bincount(place, self.counts[one & two]).max() if len(times) else 0
        return int(self.counts[one | two].sum() - lost)


def _tried(dealt: _Dealt, least: int) -> bool:
    """The same by trying every set of a few programs."""
    rare = np.flatnonzero(dealt.counts < least).tolist()
    sets = list(islice(_together(rare, dealt.counts.tolist(), least), MOST_SETS + 1))
    if len(sets) > MOST_SETS:
        return True
    # programs that are alike in every sum are only ever seen together
    return any(_rank(dealt.rows[~np.isin(dealt.kind, list(few))]) < dealt.rank for few in sets)


def _part(kind: Kinds) -> Numbers:
    """Which sums each value of such a program goes into: (values, sums)."""
    values = np.unique(kind[kind != ABSENT])
    return (kind == values[:, None]).astype(np.float64)


def _rank(rows: Numbers) -> int:
    return int(np.linalg.matrix_rank(rows, NOTHING)) if len(rows) else 0


def _together(rare: Sequence[int], counts: Sequence[int], least: int) -> Iterator[frozenset[int]]:
    """Sets of kinds that have fewer than `least` programs together and to which no other can be added."""

    def grown(held: tuple[int, ...], room: int, after: int) -> Iterator[frozenset[int]]:
        fits = [place for place in rare if place not in held and counts[place] <= room]
        if held and not fits:
            yield frozenset(held)
        for place in fits:
            if place > after:
                yield from grown((*held, place), room - counts[place], place)

    yield from grown((), least - 1, ABSENT)
