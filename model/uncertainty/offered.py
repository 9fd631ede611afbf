"""Ranges that the assumptions offer for numbers that stand on them, marked by what they mean.

Numbers that are one thing to the person who gave them, such as the hours of all positions, move together: one chance
for all. Ranges of law say what is allowed, not what may be; they are offered to look at and not drawn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from model.guesses.inputs import Input, inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.distribution import Distribution, pert
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array, Entry, Loc
from model.uncertainty.distributions import at_chances
from model.uncertainty.ranges import Named, drawn_entry, named_in

LAW = "law"
OWN = "the program"
ALIKE = ", and what stands on the same assumption"


@dataclass(frozen=True, kw_only=True, eq=False)
class Offered:
    """A range that the assumptions state for an input that the program gives without one.

    Attributes:
        name: of the input; * stands for all positions.
        label: in plain words.
        unit: of its numbers.
        value: what the program has, of several the first.
        low, high: the range, of several numbers that of the first.
        means: law, survey or judgement.
        assumption: key of the entry that states it.
        drawn: whether draws take it: no range of law, and a number that may be drawn.
        members: the numbers it moves, by name, and the range of each.
    """

    name: str
    label: str
    unit: str
    value: float
    low: float
    high: float
    means: str
    assumption: str
    drawn: bool
    members: Mapping[str, Distribution]


def offered_ranges(file: ProgramFile) -> tuple[Offered, ...]:
    """The ranges of the assumptions for a program's inputs that carry none, in the order of the file."""
    numbers = named_in(file.program)
    by_place = {named.loc: named for named in reversed(numbers.values())}
    found = [_offered(one, by_place) for one in inputs_of(file, load_assumptions())]
    return tuple(one for one in found if one is not None)


def by_assumption(offered: Iterable[Offered]) -> list[Offered]:
    """Ranges to draw, those of one assumption as one: what is not known about it is not known once."""
    found: dict[str, Offered] = {}
    for one in offered:
        if not one.drawn:
            continue
        first = found.get(one.assumption)
        if first is None:
            found[one.assumption] = one
        else:
            label = f"{first.label.removesuffix(ALIKE)}{ALIKE}"
            found[one.assumption] = replace(first, label=label, members={**first.members, **one.members})
    return list(found.values())


def _offered(one: Input, by_place: Mapping[Loc, Named]) -> Offered | None:
    """One input's range; None where it has none, or one of its own."""
    members, first, first_range = {}, None, None
    for number, range_ in zip(one.numbers, one.ranges, strict=True):
        named = by_place.get(number.loc)
        if range_ is None or range_.said_by == OWN or named is None or named.spread is not None:
            continue
        spread = pert(float(named.entry.value), range_.low, range_.high)
        if spread is not None:
            members[named.name] = spread
            first, first_range = first or named, first_range or range_
    if first is None or first_range is None:
        return None
    return Offered(
        name=one.path if len(members) > 1 else first.name,
        label=one.label,
        unit=one.unit,
        value=float(first.entry.value),
        low=first_range.low,
        high=first_range.high,
        means=first_range.means,
        assumption=first_range.said_by,
        drawn=first.spec.drawable and first_range.means != LAW,
        members=members,
    )


def moved_numbers(
    one: Offered,
    chances: Array,
    before: Mapping[str, Named],
    after: Mapping[str, Named],
    changed: Mapping[Loc, str],
) -> dict[str, Entry]:
    """The entries of a program with an offered range's draws in their place.

    Later entries of a number keep their distance to the first. What a scenario set is no longer what the assumption
    speaks of, and stays.

    Args:
        one: offered for the base program.
        chances: (draws,) for all its numbers.
        before: the numbers of the program without scenarios.
        after: those with scenarios.
        changed: what scenarios changed, by place.
    """
    moved = {}
    for name, spread in one.members.items():
        value, drawn = float(before[name].entry.value), at_chances(spread, chances)
        loc = before[name].loc
        scaled = any(" x " in changed.get(loc[:depth], "") for depth in range(1, len(loc) + 1))
        for later in _same_number(before[name], after):
            old = before.get(later.name)
            if scaled or (old is not None and old.entry.value == later.entry.value):
                values = later.entry.value * drawn / value if value else later.entry.value + drawn
                moved[later.name] = drawn_entry(later.entry, np.asarray(values))
    return moved


def _same_number(one: Named, numbers: Mapping[str, Named]) -> list[Named]:
    later = f"{one.name} from "
    return [named for name, named in numbers.items() if name == one.name or name.startswith(later)]
