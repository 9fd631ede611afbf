"""What sums over programs give away when they are added to and taken from one another.

The rule: everything shown of several programs is a sum over them, and no sum or difference of what is shown, of groups,
scenarios or months, may rest on one program or on a few; not even if every program stood still from month to month.

A scenario that reaches three programs of twenty would give those three away, as the sum under the scenario less the sum
without it; so would a month in which one program of twenty begins. What people know of their own programs, and tables
by two different groupings laid on one another, are beyond this rule.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

ABSENT = -1
# So many kinds of rare programs cannot be looked through; they are taken to give something away.
MOST_RARE = 24
Kinds = npt.NDArray[np.int_]


def rests_on_few(kinds: Kinds, least: int) -> bool:
    """Whether any sum or difference of some sums rests on one or more, but fewer than `least`, programs.

    Args:
        kinds: (programs, sums): which of its values a program gives to each sum, by a number of its own; a program that
            is not changed from one sum to another gives the same to both; `ABSENT` where it has no part.
        least: the fewest programs that anything shown may rest on.
    """
    if not kinds.size:
        return False
    alike, counts = np.unique(kinds, axis=0, return_counts=True)
    there = (alike != ABSENT).any(axis=1)
    alike, counts = alike[there], counts[there]
    rare = np.flatnonzero(counts < least).tolist()
    if len(rare) > MOST_RARE:
        return True
    parts = [_part(kind) for kind in alike]
    whole = _rank(parts)
    # programs that are alike in every sum are only ever seen together
    for few in _together(rare, counts.tolist(), least):
        rest = [part for place, part in enumerate(parts) if place not in few]
        if _rank(rest) < whole:
            return True
    return False


def _part(kind: Kinds) -> npt.NDArray[np.float64]:
    """Which sums each value of such a program goes into: (values, sums)."""
    values = np.unique(kind[kind != ABSENT])
    return (kind == values[:, None]).astype(np.float64)


def _rank(parts: Sequence[npt.NDArray[np.float64]]) -> int:
    return int(np.linalg.matrix_rank(np.unique(np.concatenate(parts), axis=0))) if parts else 0


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
