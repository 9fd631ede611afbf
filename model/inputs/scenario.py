"""Scenarios: named lists of changes to a program, checked as strictly as a program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from model.inputs import fields as f
from model.inputs.again import copied
from model.inputs.change import OPERANDS, Change
from model.inputs.changes import ChangeError, add, remove, scale, set_value
from model.inputs.faults import Fault, InputError, line_of, path_text, translated
from model.inputs.fields import Part
from model.inputs.load import ProgramFile, program_of, read_tree
from model.inputs.numbers import Loc
from model.inputs.selectors import SelectorError, fits, value_at
from model.inputs.spec import shown

_Said = TypeVar("_Said")


class Scenario(Part):
    """A name, a reason, and changes in order."""

    name: f.Name
    why: f.Text
    changes: f.Items[Change]


@dataclass(frozen=True, eq=False)
class Placed:
    """A scenario and where it stands: the file's name and its place in it."""

    scenario: Scenario
    file: str
    place: int
    lines: Mapping[Loc, int]

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.scenario.name

    @property
    def why(self) -> str:
        """The reason given."""
        return self.scenario.why

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes in order."""
        return self.scenario.changes


class _Several(Part):
    scenarios: f.Items[Scenario]


def load_scenarios(path: str | Path) -> tuple[Placed, ...]:
    """Read a scenario file.

    Raises:
        InputError: with every fault of the file.
    """
    return read_scenarios(Path(path), Path(path).name)


def read_scenarios(source: str | bytes | Path, name: str) -> tuple[Placed, ...]:
    """Read scenarios from text, bytes or a path, calling the file `name` in messages.

    Raises:
        InputError: with every fault found.
    """
    tree, lines = read_tree(source, name)
    return scenarios_of(tree, name, lines)


def scenarios_of(tree: Any, name: str, lines: Mapping[Loc, int]) -> tuple[Placed, ...]:
    """Check what a scenario file holds and make it scenarios.

    Raises:
        InputError: with every fault found.
    """
    if not isinstance(tree, list) or not tree:
        program = isinstance(tree, dict) and "positions" in tree
        needed = "a list of scenarios is needed"
        wanted = f"this looks like a program, and {needed}" if program else needed
        raise InputError([Fault(file=name, path="", found=f"found {shown(tree)}", wanted=wanted)])
    try:
        several = _Several.model_validate({"scenarios": tree})
    except ValidationError as error:
        faults = translated(error, _Several, name)
        raise InputError(_unwrapped(fault_, lines) for fault_ in faults) from None
    empty = [place for place, s in enumerate(several.scenarios) if not s.changes]
    if empty:
        raise InputError(
            Fault(file=name, path=f"[{place}].changes", found="an empty list", wanted="a scenario changes something")
            for place in empty
        )
    names = [s.name for s in several.scenarios]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise InputError(
            Fault(file=name, path="", found=f"several scenarios are called {n!r}", wanted="each name may be used once")
            for n in twice
        )
    return tuple(Placed(s, name, place, lines) for place, s in enumerate(several.scenarios))


def _unwrapped(found: Fault, lines: Mapping[Loc, int]) -> Fault:
    """A fault without the wrapping that makes a list a part."""
    path = found.path.removeprefix("scenarios")
    loc: Loc = tuple(int(p) if p.isdigit() else p for p in path.replace("[", ".").replace("]", "").split(".") if p)
    return replace(found, path=path, line=line_of(loc, lines))


def applied(file: ProgramFile, scenarios: Sequence[Placed]) -> ProgramFile:
    """The program with scenarios laid on it, in the order given.

    Raises:
        InputError: when a change fits nothing, cannot be made, or leaves a program that does not hold together.
    """
    steps = [(placed, number) for placed in scenarios for number in range(len(placed.changes))]
    return with_changes(file, steps)


def with_changes(file: ProgramFile, steps: Sequence[tuple[Placed, int]]) -> ProgramFile:
    """The program with single changes laid on it, each given by its scenario and its place there.

    Raises:
        InputError: see `applied`.
    """
    tree = copied(file.tree)
    changed, lines = dict(file.changed), dict(file.lines)
    found: list[Fault] = []
    for placed, number in steps:
        try:
            for loc, removed in _made(tree, placed, number):
                if removed:
                    changed, lines = _closed_up(changed, loc), _closed_up(lines, loc)
                changed[loc] = f"{placed.name}: {placed.changes[number]}"
        except InputError as error:
            found += error.faults
    names = list(dict.fromkeys(placed.name for placed, _ in steps))
    name = file.name if not names else f"{file.name} with {', '.join(repr(n) for n in names)}"
    try:
        result = program_of(tree, name, lines, file)
    except InputError as error:
        raise InputError([*found, *error.faults]) from None
    if found:
        raise InputError(found)
    return replace(result, name=file.name, changed=changed)


def _closed_up(places: Mapping[Loc, _Said], gone: Loc) -> dict[Loc, _Said]:
    """Places after an item was taken out: its own are gone, and in a list those behind it move up."""
    result: dict[Loc, _Said] = {}
    depth, last = len(gone) - 1, gone[-1]
    for loc, said in places.items():
        if loc[:depth] != gone[:depth] or len(loc) <= depth:
            result[loc] = said
            continue
        key = loc[depth]
        if key == last:
            continue
        moves = isinstance(last, int) and isinstance(key, int) and key > last
        result[(*loc[:depth], key - 1, *loc[depth + 1 :]) if moves and isinstance(key, int) else loc] = said
    return result


_OPERATIONS: dict[str, Callable[[Any, Loc, Change], None]] = {
    "set": lambda tree, loc, change: set_value(tree, loc, change.to, change.from_),
    "scale": lambda tree, loc, change: scale(tree, loc, float(change.by or 0.0), change.from_),
    "remove": lambda tree, loc, change: remove(tree, loc, change.from_),
    "add": lambda tree, loc, change: add(tree, loc, change.item or {}, change.from_),
}


def _made(tree: Any, placed: Placed, number: int) -> list[tuple[Loc, bool]]:
    """Make a change at every place that fits, the last first so that removals do not move the others.

    Returns:
        The places, and whether what stood there is gone.
    """
    change = placed.changes[number]
    made = []
    try:
        for loc in reversed(fits(tree, change.target)):
            before = len(value_at(tree, loc[:-1]) or ())
            _OPERATIONS[change.kind](tree, loc, change)
            made.append((loc, len(value_at(tree, loc[:-1]) or ()) < before))
    except (SelectorError, ChangeError) as error:
        at: Loc = (placed.place, "changes", number)
        raise InputError(
            [
                Fault(
                    file=placed.file,
                    path=f"{path_text(at)} ({placed.name})",
                    found=str(error),
                    wanted=getattr(error, "wanted", "a selector names places of the program as the file writes them"),
                    line=line_of(at, placed.lines),
                )
            ]
        ) from None
    return made


__all__ = [
    "OPERANDS",
    "Change",
    "Placed",
    "Scenario",
    "applied",
    "load_scenarios",
    "read_scenarios",
    "scenarios_of",
    "with_changes",
]
