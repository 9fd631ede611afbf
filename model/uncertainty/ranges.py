"""The numbers of a program by name: which of them carry a range, and the program with draws in their place.

A number is called as scenarios name it, a ladder's steps by their place: `payers.medicaid.services.individual.rate`,
`positions[id=peer-1].hours_per_week`, `ladders.peer.steps[0]`. A value that holds from a month after the start on is
a number of its own: `… from 2027-07`; so is the growth of a number: `….annual_change`, one for all entries of a list.
An entry's range is drawn once and holds as long as the entry does; its growth and what scenarios scale it by lie on
each draw.
"""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from pydantic import ValidationError

from model.inputs.checks import problems
from model.inputs.faults import Fault, InputError, path_text
from model.inputs.load import ProgramFile, program_of
from model.inputs.numbers import Amount, Dated, Entry, Loc
from model.inputs.program import Program
from model.inputs.selectors import put, value_at
from model.uncertainty.visiting import Named, mapped, namer, parts_of

MOST_KEPT = 2048  # parts of programs whose numbers are known by name


class Names:
    """Numbers by name, found once for each part that programs have in common; how a part is called is kept with it."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._kept: dict[tuple[str, int, int], tuple[Any, dict[str, Named]]] = {}

    def of(self, program: Program) -> dict[str, Named]:
        """Every number that the model reads, by name, in the order of the file."""
        found: dict[str, Named] = {}
        for said, _, part in parts_of(program):
            found |= self.inside(program, said, part)
        return found

    def inside(self, program: Program, said: str, part: Any) -> dict[str, Named]:
        """The numbers of one part of a program; `said` is its name in files."""
        key = (said, id(part), program.start)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            found: dict[str, Named] = {}
            mapped(part, namer(program, lambda named: found.setdefault(named.name, named).entry), (said,))
            kept = self._kept[key] = part, found
        return kept[1]


def drawn_entry(entry: Entry, values: Amount) -> Entry:
    """An entry with (draws,) values; nothing is left open about it."""
    return replace(entry, value=values, low=None, high=None, distribution=None)


def named_in(program: Program) -> dict[str, Named]:
    """Every number that the model reads, by name, in the order of the file."""
    return Names().of(program)


def with_entries(program: Program, entries: Mapping[str, Entry], file: str, names: Names | None = None) -> Program:
    """The program with other entries in the place of those named; names that it does not have do nothing.

    Args:
        program: one in which nothing is wrong.
        entries: by name, values may be (draws,).
        file: the file's name, for messages.
        names: of parts that other programs share with this one.

    Raises:
        InputError: when drawn values are none that the numbers may have, or do not hold together.
    """
    faults: list[Fault] = []
    names = names or Names()

    def put(named: Named) -> Entry:
        entry = entries.get(named.name, named.entry)
        if entry is not named.entry:
            faults.extend(_misfits(replace(named, entry=entry), file))
        return entry

    changed = {
        name: mapped(part, namer(program, put), (said,))
        for said, name, part in parts_of(program)
        if not entries.keys().isdisjoint(names.inside(program, said, part))
    }
    drawn = program.model_copy(update=changed) if changed else program
    if not faults:
        faults = [
            Fault(file=file, path=path_text(p.at), found=f"with what may be drawn, {p.found}", wanted=p.wanted)
            for p in problems(drawn, program)
        ]
    if faults:
        raise InputError(faults)
    return drawn


def as_file(file: ProgramFile, program: Program) -> ProgramFile:
    """A program of one draw as a file of its own, with plain numbers where ranges stood."""
    plain: Program = mapped(program, lambda _, number: _plain(number))
    tree = copy.deepcopy(file.tree)
    numbers: dict[Loc, Any] = {}
    mapped(plain, lambda loc, number: numbers.setdefault(loc, number) and number)
    for loc, number in numbers.items():
        if loc[2:3] == ("steps",) and loc[0] == "ladders":
            tree["ladders"][loc[1]]["steps"] = plain.ladders[str(loc[1])].steps
        elif value_at(tree, loc) is not None:
            put(tree, loc, number)
    result = program_of(tree, file.name, file.lines)
    return replace(result, changed=file.changed)


def _plain(number: Dated) -> Dated:
    """One draw of a number, nothing left open."""
    return Dated(
        tuple(
            replace(
                drawn_entry(e, float(np.ravel(e.value)[0])),
                growth=None if e.growth is None else float(np.ravel(e.growth)[0]),
                growth_spread=None,
            )
            for e in number.entries
        )
    )


def _misfits(named: Named, file: str) -> list[Fault]:
    """Drawn values that leave the values the number may have."""
    try:
        named.spec.read(Dated((named.entry,)))
    except ValidationError as error:
        said = [item.get("ctx", {}) for item in error.errors()]
        return [
            Fault(file=file, path=named.name, found=f"with what may be drawn, {s['found']}", wanted=s["wanted"])
            for s in said
        ]
    return []
