"""Ranges as a program states them: which numbers could have one, what is offered, and how a file is given one."""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.guesses.inputs import path_of
from model.guesses.origins import Range, offered_range, own_ends
from model.guesses.places import Number, numbers_of
from model.guesses.words import label_of
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.ranges import RANGE_KEYS
from model.inputs.selectors import put, value_at

EDITED = ("pert", "triangular", "uniform", "lognormal")  # told by a value and two ends alone


@dataclass(frozen=True, kw_only=True)
class Stated:
    """One number of a program and what is said of how far it is known.

    Attributes:
        loc: its place in the tree.
        path: as scenarios write places.
        label: in plain words.
        unit: one of the closed list of units.
        value: what the file says.
        low, high: between which values it lies, as the program says; None where it does not say.
        distribution: its name; pert where there is a range without a name, empty without a range.
        words: the distribution with its parameters, in words.
        offered: the range of the assumption that the number rests on, or of its field; None where there is none.
    """

    loc: Loc
    path: str
    label: str
    unit: str
    value: float
    low: float | None
    high: float | None
    distribution: str
    words: str
    offered: Range | None

    @property
    def editable(self) -> bool:
        """Whether two ends and a name tell all of its distribution."""
        return self.distribution in ("", *EDITED)


def stated(file: ProgramFile, assumptions: Assumptions) -> tuple[Stated, ...]:
    """The numbers that can have a range and are one value throughout.

    Those that have one come first, then those that are offered one. A number that changes by month has a range for
    each of its entries, which only the file can tell apart.
    """
    found = list(_stated(file, assumptions))
    return tuple(sorted(found, key=lambda one: (one.low is None, one.offered is None)))


def _stated(file: ProgramFile, assumptions: Assumptions) -> Iterator[Stated]:
    for number in numbers_of(file):
        entries = () if number.dated is None else number.dated.entries
        if not number.given or len(entries) != 1 or not _holds_a_range(file, number.loc):
            continue
        entry = entries[0]
        ends, spread = own_ends(entry), entry.spread
        yield Stated(
            loc=number.loc,
            path=path_of(number.loc, file),
            label=_label(number, file),
            unit=number.spec.unit,
            value=float(entry.value),
            low=None if ends is None else ends[0],
            high=None if ends is None else ends[1],
            distribution="" if spread is None else spread.name,
            words="" if spread is None else spread.words,
            offered=offered_range(number, file, assumptions),
        )


def _label(number: Number, file: ProgramFile) -> str:
    """A number in words; of several that are one thing, such as the months of a ramp, with its place or name."""
    label, inside = label_of(number.group, file), number.loc[len(number.group) :]
    if inside:
        names = (str(step + 1) if isinstance(step, int) else str(step).replace("_", " ") for step in inside)
        label = f"{label}, {' '.join(names)}"
    return f"{label}, {file.tree['positions'][number.loc[1]]['id']}" if number.loc[0] == "positions" else label


def _holds_a_range(file: ProgramFile, loc: Loc) -> bool:
    """Whether the file has a number there, or a block with a value: whole lists have no range."""
    held = _item(value_at(file.tree, loc))
    known = "value" in held if isinstance(held, Mapping) else isinstance(held, int | float)
    return known and not isinstance(held, bool)


def _item(held: Any) -> Any:
    return held[0] if isinstance(held, list) and len(held) == 1 else held


def with_range(
    tree: Mapping[str, Any], loc: Loc, low: float | None, high: float | None, distribution: str = "pert"
) -> dict[str, Any]:
    """A program file with a range at one of its numbers, in the place of any that stands there.

    Args:
        tree: the program file.
        loc: of a number that `stated` gives.
        low, high: the ends; without both, the number has no range any more.
        distribution: its name.
    """
    changed = copy.deepcopy(dict(tree))
    held = value_at(changed, loc)
    item = _item(held)
    block = dict(item) if isinstance(item, Mapping) else {"value": item}
    block = {key: value for key, value in block.items() if key not in RANGE_KEYS}
    block |= {key: value for key, value in (("low", low), ("high", high)) if value is not None}
    if (low is not None or high is not None) and distribution not in ("", "pert"):
        block["distribution"] = distribution
    new: Any = block["value"] if list(block) == ["value"] else block
    put(changed, loc, [new] if isinstance(held, list) else new)
    return changed
