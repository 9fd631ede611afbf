"""What a program makes of each cited number: takes it as it stands, gives another value in its place, or neither."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from model.inputs.assumption_records import Cited, Entry, Rate, Rule
from model.inputs.assumptions import Assumptions
from model.inputs.citations import rows_named, stated
from model.inputs.given import Given, numbers_given
from model.inputs.load import ProgramFile
from model.inputs.states import state_named
from model.inputs.units import covers

How = Literal["as it stands", "another value", "another choice", "asked", "not used"]
Number = Entry | Cited
SAME = 1e-9
# What one state's law says is no choice for another state.
OF_ONE_STATE = ("limits.*", "benefits.components[name=State unemployment].*", "payers.*.services.*.rate")
# Of these lists each number, or the first, is what an entry of that name stands for.
EACH, FIRST = ("grants[*].award",), ("ladders.*.steps",)
# What is laid on a wage says nothing beside a wage in dollars.
NOT_COMPARABLE = ("share of wage on top", "ratio", "choice", "text")


@dataclass(frozen=True, kw_only=True)
class Use:
    """What a program makes of one cited number.

    Attributes:
        how: taken as it stands; another value stands in its place; of several choices for the place another one, or a
            number of the program's own, was taken; nothing is published and the program says; no place for it.
        given: the numbers of the program that stand for it, or in its place.
    """

    how: How
    given: tuple[Given, ...] = ()


NOT_USED = Use(how="not used")


class Uses:
    """What a program makes of every cited number; the number's own record is the key."""

    def __init__(self, file: ProgramFile, assumptions: Assumptions) -> None:
        """Lay the program's numbers and what it cites for them beside the assumptions."""
        self._program, self._known = file.program, assumptions
        self._given = numbers_given(file.program)
        self._cited = {path: text for path, text in file.program.basis.items() if _names(text, assumptions)}
        self._taken = MappingProxyType(dict(self._by_number()))
        self._sourced = {_bare(path) for path in self._cited}

    def of(self, number: Number) -> Use:
        """What the program makes of an entry, or of a row of a table."""
        if number in self._taken:
            return self._taken[number]
        if isinstance(number, Entry):
            return self._of_entry(number)
        given = tuple(self._beside(number))
        return Use(how="another choice", given=given) if given else NOT_USED

    def departures(self) -> tuple[Number, ...]:
        """The cited numbers in whose place the program gives another value."""
        numbers: list[Number] = [*self._known.entries.values()]
        numbers += [row for rows in self._known.tables().values() for row in rows]
        return tuple(number for number in numbers if self.of(number).how == "another value")

    def _by_number(self) -> Iterator[tuple[Number, Use]]:
        found: dict[Number, list[tuple[bool, Given]]] = {}
        for path, text in self._cited.items():
            said = stated(text, self._known)
            for number in _names(text, self._known):
                told = [(said is None or math.isclose(g.value, said, rel_tol=SAME), g) for g in self._at(path)]
                found.setdefault(number, []).extend(told)
        for number, told in found.items():
            changed = tuple(given for same, given in told if not same)
            everything = tuple(given for _, given in told)
            yield number, Use(how="another value" if changed else "as it stands", given=changed or everything)

    def _at(self, path: str) -> list[Given]:
        """The numbers that a path of `basis` speaks for: one of dated values, or all that no other path speaks for."""
        bare = _bare(path)
        there = [given for given in self._given if given.path == bare]
        own = _place(path, bare)
        others = {_place(other, bare) for other in self._program.basis if other != path and _bare(other) == bare}
        return [given for given in there if given.entry == own or given.entry not in others]

    def _of_entry(self, entry: Entry) -> Use:
        given = () if self._elsewhere(entry) else tuple(g for g in self._given if _stands_for(entry.fills, g.path))
        if entry.value is None:
            return Use(how="asked", given=given)
        if not given or entry.unit in NOT_COMPARABLE:
            return NOT_USED
        if all(math.isclose(g.value, entry.value, rel_tol=SAME) for g in given):
            return Use(how="as it stands", given=given)
        default = self._known.for_field(entry.fills)[0] is entry and not entry.off_by_default
        own = tuple(g for g in given if g.path not in self._sourced)
        return Use(how="another value", given=own) if default and own else Use(how="another choice", given=given)

    def _elsewhere(self, entry: Entry) -> bool:
        """Whether an entry is the law of another state than the program's."""
        state = state_named(entry.label)
        lawful = any(covers(pattern, entry.fills) for pattern in OF_ONE_STATE)
        return lawful and state not in ("", self._program.state)

    def _beside(self, row: Cited) -> Iterable[Given]:
        """The program's numbers for what a row that it does not name is about: its state's rates, federal rules."""
        if isinstance(row, Rule) and row.value is not None and row.unit.startswith("share"):
            return [given for given in self._given if _stands_for(row.fills, given.path)]
        if not isinstance(row, Rate) or row.state != self._program.state:
            return ()
        paths = [
            f"payers.{payer}.services.{service}.rate"
            for payer, terms in self._program.payers.items()
            for service, paid in terms.services.items()
            if (paid.code, paid.modifier, paid.per) == (row.code, row.modifier, row.per) and row.code
        ]
        return [given for given in self._given if given.path in paths]


def _names(text: str, assumptions: Assumptions) -> tuple[Number, ...]:
    """The entry or the rows that a basis names; none for words."""
    entry = assumptions.entries.get(text)
    return (entry,) if entry is not None else rows_named(text, assumptions)


def _bare(path: str) -> str:
    """A path of `basis` without `.value` and the place among dated values: where the number as a whole stands."""
    bare = path.removesuffix(".value")
    return re.sub(r"\[\d+\]$", "", bare) if bare != path else bare


def _place(path: str, bare: str) -> int | None:
    """The place among dated values that a path names; None where it names the number as a whole."""
    found = re.fullmatch(re.escape(bare) + r"\[(\d+)\]\.value", path)
    return int(found[1]) if found else None


def _stands_for(fills: str, path: str) -> bool:
    """Whether a number stands where an entry would."""
    if any(covers(pattern, fills) for pattern in EACH):
        path = re.sub(r"\[\d+\]$", "", path)
    if any(covers(pattern, fills) for pattern in FIRST):
        path = path.removesuffix("[0]")
    return covers(fills, path)
