"""One file, or one link, that carries a program and its scenarios to a colleague."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from model.inputs.faults import Fault, InputError, line_of, nearest
from model.inputs.links import packed, unpacked
from model.inputs.load import ProgramFile, program_of, read_as_far_as_possible, read_program, read_tree, source_of
from model.inputs.numbers import Loc
from model.inputs.scenario import Placed, scenarios_of
from model.inputs.spec import shown
from model.inputs.strict_yaml import YamlFault, read_yaml
from model.inputs.versions import LATER
from model.inputs.writing import written

FORMAT = 1
MARK, PROGRAM, SCENARIOS = "staying_power", "program", "scenarios"
KEYS = (MARK, PROGRAM, SCENARIOS)
INDENT = "  "

Part = TypeVar("Part")


@dataclass(frozen=True, kw_only=True, eq=False)
class Bundle:
    """A program and its scenarios out of one file, checked, and each as a file of its own.

    Attributes:
        program: ready to project; its lines are those of the one file.
        scenarios: in their order; empty without any.
        program_source: the program's part as a file.
        scenarios_source: the scenarios' part as a file; None without any.
    """

    program: ProgramFile
    scenarios: tuple[Placed, ...]
    program_source: bytes
    scenarios_source: bytes | None


def load_bundle(path: Path) -> Bundle:
    """Read a file that holds a program and scenarios, or a program alone.

    Raises:
        InputError: with every fault of the file.
    """
    return read_bundle(source_of(path), path.name)


def is_bundle(tree: Any) -> bool:
    """Whether what a file holds is meant to be a program and scenarios."""
    return isinstance(tree, dict) and MARK in tree


def read_bundle(source: bytes, name: str) -> Bundle:
    """Read a file that holds a program and scenarios, or a program alone.

    Raises:
        InputError: with every fault of all parts, each with its place and line in the one file.
    """
    tree, lines, found = read_as_far_as_possible(source, name)
    if not is_bundle(tree):
        program = read_program(source, name)
        return Bundle(program=program, scenarios=(), program_source=source, scenarios_source=None)
    found += _faults_of_frame(tree, name, lines)
    taken = {fault.line for fault in found}
    read: dict[str, Any] = {PROGRAM: None, SCENARIOS: ()}
    for part, make in (PROGRAM, program_of), (SCENARIOS, scenarios_of):
        if part in tree:
            read[part], faults = _part(make, tree, part, name, lines)
            found += [fault for fault in faults if fault.line not in taken]
    if found:
        raise InputError(found)
    return Bundle(
        program=read[PROGRAM],
        scenarios=read[SCENARIOS],
        program_source=_cut_out(source, tree, PROGRAM, lines),
        scenarios_source=_cut_out(source, tree, SCENARIOS, lines) if SCENARIOS in tree else None,
    )


def bundle_bytes(program: bytes, scenarios: bytes | None) -> bytes:
    """One file out of a program file and a scenario file, both taken over as they stand wherever that is possible.

    Raises:
        InputError: when one of them is not plain YAML, or the file would be too large.
    """
    sources = {PROGRAM: program} if scenarios is None else {PROGRAM: program, SCENARIOS: scenarios}
    trees = {part: read_tree(source, f"{part}.yaml")[0] for part, source in sources.items()}
    parts = {part: source for part, source in sources.items() if trees[part] != []}
    tree = {MARK: FORMAT, **{part: trees[part] for part in parts}}
    content = f"{MARK}: {FORMAT}\n" + "".join(f"{part}:\n{_indented(source)}" for part, source in parts.items())
    return content.encode() if _holds(content.encode(), tree) else written(tree)


def _faults_of_frame(tree: Mapping[str, Any], name: str, lines: Mapping[Loc, int]) -> list[Fault]:
    """What is wrong with the file around the program and the scenarios.

    Raises:
        InputError: when a later version wrote it, since its other faults may then be none.
    """

    def fault(key: str, found: str, wanted: str) -> Fault:
        return Fault(file=name, path=key, found=found, wanted=wanted, line=line_of((key,), lines))

    mark = tree[MARK]
    whole = isinstance(mark, int) and not isinstance(mark, bool)
    if whole and mark > FORMAT:
        raise InputError([fault(MARK, f"found {mark}", LATER)])
    faults = [] if whole and mark == FORMAT else [fault(MARK, f"found {shown(mark)}", f"{FORMAT} is needed")]
    known = f"known here: {', '.join(KEYS)}"
    faults += [fault(key, f"unknown key {key!r}", known + nearest(key, KEYS)) for key in tree if key not in KEYS]
    if PROGRAM not in tree:
        faults.append(fault(PROGRAM, "nothing is given", f"`{PROGRAM}` may not be left out"))
    return faults


def _part(
    make: Callable[[Any, str, Mapping[Loc, int]], Part],
    tree: Mapping[str, Any],
    part: str,
    name: str,
    lines: Mapping[Loc, int],
) -> tuple[Part | None, list[Fault]]:
    """One part read, or its faults with their places in the whole."""
    inside = {loc[1:]: line for loc, line in lines.items() if loc[0:1] == (part,)}
    try:
        return make(tree[part], name, inside), []
    except InputError as error:
        return None, [_placed(fault, part, inside.get(())) for fault in error.faults]


def _placed(fault: Fault, part: str, line: int | None) -> Fault:
    dot = "." if fault.path and not fault.path.startswith("[") else ""
    return replace(fault, path=f"{part}{dot}{fault.path}", line=fault.line or line)


def _indented(source: bytes) -> str:
    lines = source.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    return "".join(f"{INDENT}{line}\n" if line.strip() else "\n" for line in lines).rstrip("\n") + "\n"


def _cut_out(source: bytes, tree: Mapping[str, Any], part: str, lines: Mapping[Loc, int]) -> bytes:
    """A part as a file of its own: its lines as they stand, or written anew when they do not stand alone."""
    starts = sorted(line for loc, line in lines.items() if len(loc) == 1)
    first = lines[(part,)]
    last = next((line - 1 for line in starts if line > first), None)
    text = source.decode("utf-8-sig").replace("\r\n", "\n").split("\n")[first:last]
    content = "".join(f"{line.removeprefix(INDENT)}\n" for line in text).rstrip("\n") + "\n"
    whole = all(line.startswith(INDENT) or not line.strip() for line in text)
    return content.encode() if whole and _holds(content.encode(), tree[part]) else written(tree[part])


def _holds(content: bytes, tree: Any) -> bool:
    """Whether a file says just this."""
    try:
        return read_yaml(content).value == tree
    except YamlFault:
        return False


__all__ = ["Bundle", "bundle_bytes", "is_bundle", "load_bundle", "packed", "read_bundle", "unpacked"]
