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
from itertools import islice

import numpy as np
import numpy.typing as npt

ABSENT = -1
# What is not known by hands is tried set by set, up to so many; beyond, it is taken to give something away.
MOST_SETS = 300
MOST_SUMS = 600
NOTHING = 1e-7  # of vectors of length 1 or so
Kinds = npt.NDArray[np.int_]
Numbers = npt.NDArray[np.float64]


def rests_on_few(kinds: Kinds, least: int, programs: Kinds | None = None) -> bool:
    """Whether any sum or difference of some sums rests on one or more, but fewer than `least`, programs.

    Where that cannot be known with little work, it is taken to be so.

    Args:
        kinds: (programs, sums): which of its values a program gives to each sum, by a number of its own; a program that
            is not changed from one sum to another gives the same to both; `ABSENT` where it has no part.
        least: the fewest programs that anything shown may rest on.
        programs: how many programs each row stands for; one by default.
    """
    programs = np.ones(len(kinds), dtype=int) if programs is None else programs
    there = programs @ (kinds != ABSENT)
    if ((there > 0) & (there < least)).any():
        return True
    alike, place = np.unique(np.unique(kinds, axis=1), axis=0, return_inverse=True)
    counts = np.bincount(place.ravel(), programs, len(alike)).astype(int)
    held = (alike != ABSENT).any(axis=1)
    alike, counts = alike[held], counts[held]
    if not alike.size or (counts >= least).all():
        return False
    if alike.shape[1] > MOST_SUMS:
        return True
    dealt = _Dealt.of(alike, counts)
    known = dealt.rests_on_few(least)
    return _tried(dealt, least) if known is None else known


def independent(kinds: Kinds) -> Kinds:
    """Sums of which all the others are combinations, where every program gives the same to each that it is in."""
    kinds = np.unique(kinds, axis=1)
    return kinds[:, _own((kinds != ABSENT).T.astype(np.float64))]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Dealt:
    """Programs that are alike in every sum, as one kind each.

    Attributes:
        rows: (values, rank): which sums each value of each kind goes into, of sums none of which the others add up to.
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
        one_value = not (alike > 0).any()
        parts = [alike == 0] if one_value else [_part(kind) for kind in alike]
        stacked = np.concatenate(parts).astype(np.float64)
        values = np.ones(len(alike), dtype=int) if one_value else [len(part) for part in parts]
        there = alike != ABSENT
        smallest = np.where(there, counts @ there, counts.sum()).min(axis=1)
        return cls(
            rows=stacked[:, _own(stacked.T)],
            kind=np.repeat(np.arange(len(alike)), values),
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
        if touched > 2:  # pairs can be looked through, threes cannot
            return None
        # a column for each row of a hand: the combination that is 1 on it and nothing on the hand's others
        felt = [self.rows @ np.linalg.inv(self.rows[rows]) for rows in hands]
        if any(self._fewest_of_one(held, self.kind[rows]) < least for held, rows in zip(felt, hands, strict=True)):
            return True
        if touched == 1:
            return False
        if len(self.rows) > len(self.counts):
            return None
        return any(self._fewest_of_two(held) < least for held in felt)

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
        place = np.empty(len(self.counts), dtype=int)
        place[self.order] = np.arange(len(self.order))
        rows = np.argsort(place[self.kind], kind="stable")
        rows = rows[left[self.kind[rows]] > 0]
        return rows[_own(self.rows[rows], self.rank)].tolist()

    def _fewest_of_one(self, felt: Numbers, of: Kinds) -> int:
        """The fewest programs on which combinations rest that touch one program of a hand, a column for each."""
        if len(self.rows) == len(self.counts):
            return int((self.counts @ (np.abs(felt) > NOTHING)).min())
        return min(self._fewest(felt[:, of == kind]) for kind in np.unique(of))

    def _fewest(self, felt: Numbers) -> int:
        """Programs that feel every one of some combinations: (rows, combinations)."""
        values, width = np.bincount(self.kind), felt.shape[1]
        found = 0
        for number in np.unique(values[values >= width]):
            blocks = felt[(values == number)[self.kind]].reshape(-1, number, width)
            found += int(self.counts[values == number][np.linalg.matrix_rank(blocks, NOTHING) == width].sum())
        return found

    def _fewest_of_two(self, felt: Numbers) -> int:
        """The fewest programs on which a sum of multiples of two combinations rests, where each kind has one row."""
        felt = np.where(np.abs(felt) > NOTHING, felt, 0.0)
        fewest = int(self.counts.sum())
        for place in range(self.rank - 1):
            one, others = felt[:, [place]], felt[:, place + 1 :]
            with np.errstate(divide="ignore", invalid="ignore"):
                times = np.where((one != 0) & (others != 0), np.round(one / others, 6), np.nan)
            lost = _most_alike(times, self.counts)  # by the multiple of the second that takes most from the first
            fewest = min(fewest, int((self.counts @ ((one != 0) | (others != 0)) - lost).min()))
        return fewest


def _most_alike(values: Numbers, counts: Kinds) -> Kinds:
    """Of each column the most programs that have the same value; those without one are passed over."""
    order = np.argsort(values, axis=0)
    held = np.take_along_axis(values, order, axis=0)
    weights = np.where(np.isnan(held), 0, counts[order])
    first = np.vstack([np.ones((1, held.shape[1]), dtype=bool), held[1:] != held[:-1]])
    summed = weights.cumsum(axis=0)
    before = np.maximum.accumulate(np.where(first, summed - weights, 0), axis=0)
    return (summed - before).max(axis=0)


def _tried(dealt: _Dealt, least: int) -> bool:
    """The same by trying every set of a few programs."""
    rare = np.flatnonzero(dealt.counts < least).tolist()
    sets = list(islice(_together(rare, dealt.counts.tolist(), least), MOST_SETS + 1))
    if len(sets) > MOST_SETS:
        return True
    # programs that are alike in every sum are only ever seen together
    return any(_rank(dealt.rows[~np.isin(dealt.kind, list(few))]) < dealt.rank for few in sets)


def _own(rows: Numbers, most: int | None = None) -> list[int]:
    """Rows that are no combination of those before them, so many at most."""
    rest, own = rows.copy(), []
    most = min(rows.shape) if most is None else most
    for place in range(len(rows)):
        if len(own) == most:
            break
        size = float(rest[place] @ rest[place]) ** 0.5
        if size > NOTHING:
            axis = rest[place] / size
            rest -= np.outer(rest @ axis, axis)
            own.append(place)
    return own


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
