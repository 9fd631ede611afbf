"""Inputs: the numbers a program rests on, like ones counted once, each with where it comes from."""

from collections import defaultdict
from dataclasses import dataclass

from model.guesses.origins import Kind, Origin, Range, origin_of
from model.guesses.places import LEFT_OUT, Number, numbers_of
from model.guesses.words import label_of
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.selectors import value_at
from model.inputs.units import covers


@dataclass(frozen=True, kw_only=True, eq=False)
class Input:
    """One input of a program: a number, or like numbers that are counted once.

    Attributes:
        path: as scenarios and `basis` write places; * stands for all positions.
        label: in plain words.
        unit: one of the closed list of units.
        values: what the file says, each once, in the order of the file; empty where nothing is given.
        kind: own, cited, guess or default.
        basis: what the file says of its origin; for a default, what leaving it out says of the program.
        why: the kind in words.
        sources: keys of `sources.yaml`.
        low, high: between which values it may lie; None where nobody says. Of several numbers, the ends of the first.
        range_means: law, survey, judgement or the program's own range; empty without a range.
        range_from: the assumption whose range it is, or the program.
        numbers, ranges: the single numbers and the range of each.
    """

    path: str
    label: str
    unit: str
    values: tuple[float, ...]
    kind: Kind
    basis: str
    why: str
    sources: tuple[str, ...]
    low: float | None
    high: float | None
    range_means: str
    range_from: str
    numbers: tuple[Number, ...]
    ranges: tuple[Range | None, ...]


def inputs_of(file: ProgramFile, assumptions: Assumptions) -> tuple[Input, ...]:
    """Every number that a program gives, or takes a default for, and that moves the answer.

    Numbers are counted once where they are one thing to the person who gave them: the steps of a ladder, the hours of
    all positions, the months of a ramp. Where some of them are cited and others guessed they count once for each.

    Args:
        file: a program.
        assumptions: what a basis may name.
    """
    grouped: dict[tuple[Loc, Kind], list[tuple[Number, Origin]]] = defaultdict(list)
    for number in numbers_of(file):
        origin = origin_of(number, file, assumptions)
        grouped[number.group, origin.kind].append((number, origin))
    return tuple(_input(group, members, file) for (group, _), members in grouped.items())


def _input(group: Loc, members: list[tuple[Number, Origin]], file: ProgramFile) -> Input:
    numbers, origins = zip(*members, strict=True)
    first: Origin = origins[0]
    ranges = tuple(origin.range for origin in origins)
    ranged = next((r for r in ranges if r is not None), None)
    given = [entry.value for number in numbers if number.dated for entry in number.dated.entries]
    bases = dict.fromkeys(origin.basis for origin in origins if origin.basis)
    return Input(
        path=path_of(group, file),
        label=label_of(group, file),
        unit=numbers[0].spec.unit,
        values=tuple(dict.fromkeys(float(value) for value in given)),
        kind=first.kind,
        basis="; ".join(bases) if first.kind != "default" else _meaning(group),
        why=first.why,
        sources=tuple(dict.fromkeys(key for origin in origins for key in origin.keys)),
        low=None if ranged is None else ranged.low,
        high=None if ranged is None else ranged.high,
        range_means="" if ranged is None else ranged.means,
        range_from="" if ranged is None else ranged.said_by,
        numbers=numbers,
        ranges=ranges,
    )


def _meaning(loc: Loc) -> str:
    path = ".".join(map(str, loc))
    return next(said for pattern, said in LEFT_OUT.items() if covers(pattern, path))


def path_of(loc: Loc, file: ProgramFile) -> str:
    """A place as scenarios write it: an item of a list by its id or name."""
    text = ""
    for depth, step in enumerate(loc):
        item = value_at(file.tree, loc[: depth + 1])
        key = next((key for key in ("id", "name") if isinstance(item, dict) and key in item), None)
        if isinstance(step, int):
            text += f"[{step if key is None else f'{key}={item[key]}'}]"
        elif step == "*":
            text += "[*]"
        else:
            text += f".{step}" if text else step
    return text
