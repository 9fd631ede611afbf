"""Leaves: the inputs of a program, each with its place in the file and where it comes from."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from model.explain.evaluate import evaluate
from model.explain.nodes import Basis, Node, Place, Value
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.citations import rows_named, stated
from model.inputs.faults import line_of
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Dated, Entry, Loc
from model.inputs.units import steps_of

DEFAULT = "left out of the file: the default of the model"


class Inputs:
    """The inputs of one program file, as leaves."""

    def __init__(self, file: ProgramFile) -> None:
        """Read the bases once; the longest path that fits decides."""
        self.file = file
        self.start = file.program.start
        self._known: dict[Loc, Basis | None] = {}
        self.bases = sorted(
            ((steps_of(path), text) for path, text in file.program.basis.items()), key=lambda b: -len(b[0])
        )

    def gives(self, loc: Loc) -> bool:
        """Whether the file itself holds something at a place."""
        return _held(self.file.tree, loc) is not None

    def value(self, loc: Loc) -> Any:
        """What the program has at a place, defaults filled in."""
        found: Any = self.file.program
        for step in loc:
            inside = isinstance(found, Mapping | tuple)
            found = found[step] if inside else getattr(found, str(step))
        return found

    def dated_at(self, loc: Loc) -> Dated:
        """The number at a place."""
        number = self.value(loc)
        assert isinstance(number, Dated)
        return number

    def leaf(self, quantity: str, value: Value, loc: Loc, *, label: str, unit: str, note: str = "") -> Node:
        """An input with its place and its basis.

        A place that a scenario changed has the scenario for its basis: what the file says of it no longer holds.
        """
        given = self.gives(loc)
        change = self._change(loc)
        line = line_of(loc, self.file.lines) if given and not self._moved(loc) else None
        said = f"changed by {change}" if change else "" if given else DEFAULT
        return Node(
            quantity=quantity,
            label=label,
            value=value,
            unit=unit,
            place=Place(file=self.file.name, path=self._path(loc), line=line),
            basis=self._basis(loc) if given and not change else None,
            note="; ".join(part for part in (note, said) if part),
        )

    def dated(
        self,
        quantity: str,
        loc: Loc,
        when: Month,
        *,
        label: str,
        unit: str,
        number: Dated | None = None,
        growth: Loc = (),
        base: Month | None = None,
        risen: Node | None = None,
    ) -> Node:
        """A number in one month: as it was stated, and how it grew since.

        Args:
            quantity, label, unit: of the node.
            loc: its place in the file.
            when: the month.
            number: the number, where it is not simply what stands at the place.
            growth: the place of the annual change of the group in which it stands.
            base: the month for which an undated amount is stated; by default the program's first.
            risen: a factor that it follows besides, such as the annual increase of a ladder.
        """
        number = number or self.dated_at(loc)
        found = [place for place, entry in enumerate(number.entries) if (entry.start or 0) <= when]
        if not found:
            return self.leaf(quantity, 0.0, loc, label=label, unit=unit, note=f"nothing is given for {when} yet")
        entry, at = number.entries[found[-1]], (*loc, *_within(_held(self.file.tree, loc), found[-1]))
        value = float(np.ravel(entry.value)[0])
        stated = self.leaf(quantity, value, at, label=label, unit=unit, note=_range(entry))
        factors = [
            *self._grown(entry, loc, growth, when, self.start if base is None else base),
            *self._scaled(entry, loc, when),
            *([] if risen is None else [("increases", (risen,))]),
        ]
        if not factors:
            return stated
        children = (replace(stated, quantity="stated"), *(child for _, nodes in factors for child in nodes))
        equation = " * ".join(["stated", *(text for text, _ in factors)])
        return Node(
            quantity=quantity,
            label=label,
            value=evaluate(equation, children),
            unit=unit,
            equation=equation,
            children=children,
            source="model.md, section 0: dated values",
        )

    def _grown(
        self, entry: Entry, loc: Loc, group: Loc, when: Month, base: Month
    ) -> list[tuple[str, tuple[Node, ...]]]:
        """Growth since the month a number is stated for, once there was any."""
        years = max(0, (when - (base if entry.start is None else entry.start)) // MONTHS_PER_YEAR)
        own = entry.growth is not None
        rate = entry.growth if own else self.value(group).entries[0].value if group else 0.0
        share = float(np.ravel(rate if rate is not None else 0.0)[0])
        if years == 0 or share == 0.0:
            return []
        nodes = (
            self.leaf("annual_change", share, (*loc, "annual_change") if own else group, label="growth", unit="share"),
            Node(quantity="years", label="whole years since it was stated", value=float(years), unit="years"),
        )
        return [("(1 + annual_change) ** years", nodes)]

    def _scaled(self, entry: Entry, loc: Loc, when: Month) -> list[tuple[str, tuple[Node, ...]]]:
        found = []
        for place, (start, factor) in enumerate(entry.scales, start=1):
            if start is None or start <= when:
                name = f"scaled_{place}"
                leaf = self.leaf(name, factor, loc, label="factor of a scenario", unit="multiplier")
                found.append((name, (leaf,)))
        return found

    def _change(self, loc: Loc) -> str | None:
        """The scenario and the change that touched a place; what was taken out elsewhere in a list did not."""
        # the file keeps a change in words only: `with` adds an item to a list, `without` takes one out
        for length in range(len(loc), 0, -1):
            said = self.file.changed.get(loc[:length])
            added_to_list = said is not None and ": with " in said and loc[: length + 1] in self.file.lines
            if said is not None and ": without " not in said and not added_to_list:
                return said
        return None

    def _moved(self, loc: Loc) -> bool:
        """Whether an item before this one was taken out of its list, so that lines no longer tell where it stands."""
        return any(
            ": without " in said and len(at) <= len(loc) and isinstance(at[-1], int) and at[:-1] == loc[: len(at) - 1]
            for at, said in self.file.changed.items()
        )

    def _path(self, loc: Loc) -> str:
        """A place as scenarios write it: an item of a list by its id or name, so that nobody has to count."""
        text = ""
        for depth, step in enumerate(loc):
            item = _held(self.file.tree, loc[: depth + 1])
            key = next((key for key in ("id", "name") if isinstance(item, Mapping) and key in item), None)
            if isinstance(step, int):
                text += f"[{step if key is None else f'{key}={item[key]}'}]"
            else:
                text += f".{step}" if text else step
        return text

    def _basis(self, loc: Loc) -> Basis | None:
        if loc not in self._known:
            self._known[loc] = self._nearest_basis(loc)
        return self._known[loc]

    def _nearest_basis(self, loc: Loc) -> Basis | None:
        names = [_names(self.file.tree, loc, depth) for depth in range(len(loc))]
        for steps, text in self.bases:
            if len(steps) <= len(names) and all(step in known for step, known in zip(steps, names, strict=False)):
                return _with_departure(basis_of(text), _held(self.file.tree, loc))
        return None


def basis_of(text: str) -> Basis:
    """What a program says of a number's origin; the assumption and its source when it is the key of one."""
    numbers = load_assumptions()
    if text not in numbers.entries:
        return _of_rows(text, numbers)
    entry = numbers.entry(text)
    source = numbers.sources[entry.source] if entry.source else None
    return Basis(
        text=text,
        label=entry.label,
        value=entry.value,
        low=entry.low,
        high=entry.high,
        unit=entry.unit,
        vintage=entry.vintage,
        confidence=entry.confidence,
        title=source.title if source else None,
        url=source.url if source else None,
    )


def _with_departure(basis: Basis, given: Any) -> Basis:
    """A number changed while its old source stayed beside it is not what the source says."""
    said = stated(basis.text, load_assumptions())
    if not isinstance(given, int | float) or said is None or math.isclose(given, said, rel_tol=1e-9):
        return basis
    return replace(basis, text=f"{basis.text} (which says {said:g}, not {given:g})")


def _of_rows(text: str, numbers: Assumptions) -> Basis:
    """A basis in words, with the sources of the table rows it names, if it names any."""
    sources = [numbers.sources[key] for key in dict.fromkeys(row.source for row in rows_named(text, numbers))]
    return Basis(
        text=text,
        title="; ".join(source.title for source in sources) or None,
        url=next((source.url for source in sources if source.url), None),
    )


def _held(tree: Any, loc: Loc) -> Any:
    for step in loc:
        if isinstance(tree, Mapping):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _names(tree: Any, loc: Loc, depth: int) -> set[str]:
    """The names by which a path may call one step of a place: an item of a list also by its id or name."""
    item, step = _held(tree, loc[: depth + 1]), str(loc[depth])
    known = {step, "*"}
    if isinstance(loc[depth], int) and isinstance(item, Mapping):
        for key in ("id", "name"):
            if key in item:
                known |= {str(item[key]), f"{key}={item[key]}"}
    return known


def _within(held: Any, place: int) -> Loc:
    """Where the entry of that place stands inside a number, in the form in which the file gives it."""
    if isinstance(held, Mapping):
        return ("values", place, "value") if "values" in held else ("value",)
    return (place, "value") if isinstance(held, list) else ()


def _range(entry: Entry) -> str:
    if entry.low is None or entry.high is None:
        return ""
    return f"between {entry.low:g} and {entry.high:g}"
