"""A problem of a program, and small checks that several parts share."""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.faults import nearest
from model.inputs.months import Month
from model.inputs.numbers import Array, Dated, Loc
from model.inputs.program import Program

ROUNDING = 1e-9


@dataclass(frozen=True)
class Problem:
    """Where, what was found, and what would be right."""

    at: Loc
    found: str
    wanted: str


@dataclass(frozen=True)
class Check:
    """A check, and the fields of a program that it reads: where they are as they were, so is what it finds."""

    of: Callable[[Program], Iterator[Problem]]
    reads: tuple[str, ...]


def unknown(at: Loc, name: str, known: Iterable[str], kind: str) -> Iterator[Problem]:
    """A name that is not among those defined."""
    known = list(known)
    if name not in known:
        listed = ", ".join(known) or "none"
        yield Problem(at, f"no {kind} {name!r}", f"defined: {listed}{nearest(name, known)}")


def repeated(at: Loc, names: Iterable[str], key: str) -> Iterator[Problem]:
    """Names that several items of a list share."""
    for name, times in Counter(names).items():
        if times > 1:
            yield Problem(at, f"{times} items have the {key} {name!r}", f"each {key} may be used once")


def repeated_at_once(at: Loc, items: Sequence[tuple[str, Month | None, Month | None]]) -> Iterator[Problem]:
    """Items of one name that hold at the same time, given as name, first and last month; one may follow another."""
    spans = [(name, -math.inf if a is None else a, math.inf if b is None else b) for name, a, b in items]
    twice = {n for (n, a, b), (m, c, d) in itertools.combinations(spans, 2) if n == m and a <= d and c <= b}
    for name in sorted(twice):
        yield Problem(at, f"two items are called {name!r}", "each name may be used once at a time")


def in_order(
    at: Loc, start: Month | None, end: Month | None, keys: tuple[str, str] = ("start", "end")
) -> Iterator[Problem]:
    """A span that ends before it starts."""
    if start is not None and end is not None and end < start:
        yield Problem((*at, keys[1]), f"{end} is before `{keys[0]}`, {start}", f"`{keys[1]}` is the last month")


def adds_up(at: Loc, shares: Iterable[Dated]) -> Iterator[Problem]:
    """Shares of payments over time that do not make a whole."""
    total = sum(share.value for share in shares)
    if not np.isclose(total, 1.0, atol=ROUNDING):
        yield Problem(at, f"shares add up to {total:g}", "they must add up to 1")


def most(at: Loc, values: Array, start: Month, limit: float, what: str) -> Iterator[Problem]:
    """A sum by month that passes its limit, with the first month in which it does."""
    over = (values > limit + ROUNDING).any(axis=0)
    if over.any():
        month = int(np.argmax(over))
        yield Problem(
            at, f"{what} add up to {values[:, month].max():g} in {start.plus(month)}", f"{limit:g} is the most"
        )
