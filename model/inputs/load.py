"""Reading program files: strictly, with all faults of a file at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.inputs.again import read_again
from model.inputs.checks import Problem, problems
from model.inputs.faults import Fault, InputError, line_of, path_text, translated
from model.inputs.mending import further_problems
from model.inputs.numbers import Loc
from model.inputs.program import Program
from model.inputs.spec import shown
from model.inputs.strict_yaml import YamlFault, content_of, read_yaml
from model.inputs.versions import upgraded


@dataclass(frozen=True, kw_only=True, eq=False)
class ProgramFile:
    """A program, and the file it stands in.

    Attributes:
        program: checked and ready to project.
        name: of the file, as the person knows it.
        tree: what the file holds, before reading, as this version writes it; scenarios change a copy of it.
        lines: the line of each place.
        changed: places that scenarios changed, with the scenario and the change.
    """

    program: Program
    name: str
    tree: dict[str, Any]
    lines: Mapping[Loc, int] = field(default_factory=dict)
    changed: Mapping[Loc, str] = field(default_factory=dict)


def load_program(path: str | Path) -> ProgramFile:
    """Read a program file.

    Raises:
        InputError: with every fault of the file.
    """
    return read_program(Path(path), Path(path).name)


def read_program(source: str | bytes | Path, name: str) -> ProgramFile:
    """Read a program from text, bytes or a path, calling it `name` in messages.

    Raises:
        InputError: with every fault found.
    """
    tree, lines, found = read_as_far_as_possible(source, name)
    if not found:
        return program_of(tree, name, lines)
    taken = {fault.line for fault in found}
    try:
        if isinstance(tree, dict):
            program_of(tree, name, lines)
    except InputError as error:
        found += [fault for fault in error.faults if fault.line not in taken]
    raise InputError(found)


def read_tree(source: str | bytes | Path, name: str) -> tuple[Any, Mapping[Loc, int]]:
    """What a YAML file holds, and the line of each place.

    Raises:
        InputError: when the file cannot be read or is not plain YAML.
    """
    tree, lines, found = read_as_far_as_possible(source, name)
    if found:
        raise InputError(found)
    return tree, lines


def source_of(path: Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: when it cannot be read or is larger than files may be.
    """
    try:
        return content_of(path, path.name)
    except YamlFault as error:
        raise InputError(_faults_of_writing(error, path.name)) from None


def read_as_far_as_possible(source: str | bytes | Path, name: str) -> tuple[Any, Mapping[Loc, int], list[Fault]]:
    """What a file holds as far as it can be read, the lines of its places, and its faults as YAML.

    Raises:
        InputError: when nothing of it can be read.
    """
    try:
        document = read_yaml(source, name)
    except YamlFault as error:
        found = _faults_of_writing(error, name)
        if error.document is None:
            raise InputError(found) from None
        return error.document.value, error.document.lines, found
    return document.value, document.lines, []


def _faults_of_writing(error: YamlFault, name: str) -> list[Fault]:
    return [Fault(file=name, path="", found=f.sentence.rstrip("."), wanted="", line=f.line) for f in error.faults]


def program_of(
    tree: Any, name: str, lines: Mapping[Loc, int] | None = None, was: ProgramFile | None = None
) -> ProgramFile:
    """Check what a file holds and make it a program.

    Args:
        tree: what the file holds.
        name: of the file, for messages.
        lines: the line of each place.
        was: a program of which the tree is a changed copy: what did not change is neither read nor checked again.

    Raises:
        InputError: with every fault found, those of single fields first, then those between fields.
    """
    lines = lines or {}
    if not isinstance(tree, dict):
        scenarios = isinstance(tree, list) and any(isinstance(item, dict) and "changes" in item for item in tree)
        wanted = "these look like scenarios, and a program is needed" if scenarios else "a program is a mapping"
        raise InputError([Fault(file=name, path="", found=f"found {shown(tree)}", wanted=wanted)])
    tree = upgraded(tree, name, lines)
    try:
        program = Program.model_validate(tree) if was is None else read_again(tree, was.program, was.tree)
    except ValidationError as error:
        if was is not None:
            return program_of(tree, name, lines)  # all of it, so that all faults are told
        between = further_problems(tree, [e["loc"] for e in error.errors()])
        raise InputError([*translated(error, Program, name, lines), *_faults(between, name, lines)]) from None
    found = _faults(problems(program, None if was is None else was.program), name, lines)
    if found:
        raise InputError(found)
    return ProgramFile(program=program, name=name, tree=tree, lines=lines)


def _faults(found: Iterable[Problem], name: str, lines: Mapping[Loc, int]) -> list[Fault]:
    return [
        Fault(file=name, path=path_text(p.at), found=p.found, wanted=p.wanted, line=line_of(p.at, lines)) for p in found
    ]
