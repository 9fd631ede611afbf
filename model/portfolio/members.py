"""The programs of a set: files of a folder, or rows of a table that fill in a template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from model.inputs.bundle import is_bundle, read_bundle
from model.inputs.faults import Fault, InputError
from model.inputs.load import ProgramFile, program_of, read_as_far_as_possible, source_of
from model.inputs.strict_yaml import YamlFault, read_yaml

MARK = "portfolio.yaml"
SCENARIOS = ".scenarios.yaml"
MOST_PROGRAMS = 200_000
LONGEST_NAME = 120


class Member(Protocol):
    """One program of a set, as it is sent to a worker."""

    @property
    def id(self) -> str:
        """Its name in the set, which no other has."""
        ...

    @property
    def region(self) -> str:
        """Its region, empty where none is given."""
        ...

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        ...

    @property
    def synthetic(self) -> bool:
        """Whether it is nobody's program."""
        ...

    def identity(self) -> tuple[str | bytes, ...]:
        """All that its numbers depend on."""
        ...

    def program(self) -> ProgramFile:
        """Read and check it; raises InputError with every fault."""
        ...


class Waiting(Protocol):
    """A program of a set before it is sent: a file is read only then."""

    @property
    def id(self) -> str:
        """Its name in the set, which no other has."""
        ...

    @property
    def region(self) -> str:
        """Its region."""
        ...

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        ...

    def ready(self) -> Member:
        """The member with its content; raises InputError where it cannot be read."""
        ...


@dataclass(frozen=True, kw_only=True)
class FileMember:
    """A program file with its content."""

    id: str
    region: str
    place: str
    synthetic: bool
    source: bytes

    def identity(self) -> tuple[str | bytes, ...]:
        """All that its numbers depend on."""
        return ("file", self.id, self.region, str(self.synthetic), self.source)

    def program(self) -> ProgramFile:
        """Read and check the file.

        Raises:
            InputError: with every fault.
        """
        tree, lines, found = read_as_far_as_possible(self.source, self.place)
        if found or is_bundle(tree):
            return read_bundle(self.source, self.place).program
        return program_of(tree, self.place, lines)


@dataclass(frozen=True, kw_only=True)
class WaitingFile:
    """A program file that is not read yet."""

    id: str
    region: str
    place: str
    synthetic: bool
    path: Path

    def ready(self) -> FileMember:
        """The file with its content.

        Raises:
            InputError: when it cannot be read.
        """
        source = source_of(self.path)
        return FileMember(id=self.id, region=self.region, place=self.place, synthetic=self.synthetic, source=source)


def folder_members(folder: Path) -> tuple[WaitingFile, ...]:
    """The program files of a folder and of the folders in it, by name.

    A program's id is its path without the ending; its region is the first folder it stands in. Files of scenarios and
    names that begin with a dot are passed over.

    Raises:
        InputError: when the folder holds no program, too many, or names that cannot be shown.
    """
    paths = sorted(_files(folder))
    faults = [_fault(folder, f"{str(path)!r}: this name cannot be shown") for path in paths if not _plain(path)]
    if not paths:
        faults = [_fault(folder, "there is no program in this folder", "files of programs end in .yaml")]
    if len(paths) > MOST_PROGRAMS:
        faults = [_fault(folder, f"there are more than {MOST_PROGRAMS:,} programs", "split the folder")]
    if faults:
        raise InputError(faults)
    marked = _synthetic(folder)
    return tuple(
        WaitingFile(
            id=path.with_suffix("").as_posix(),
            region=path.parts[0] if len(path.parts) > 1 else "",
            place=path.as_posix(),
            synthetic=marked,
            path=folder / path,
        )
        for path in paths
    )


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*.yaml"):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if not hidden and path.is_file() and not path.name.endswith(SCENARIOS) and str(inside) != MARK:
            yield inside


def _plain(path: Path) -> bool:
    return str(path).isprintable() and len(str(path)) <= LONGEST_NAME


def _synthetic(folder: Path) -> bool:
    """Whether the folder's own mark says that its programs are nobody's.

    Raises:
        InputError: for a mark that cannot be read.
    """
    mark = folder / MARK
    if not mark.is_file():
        return False
    try:
        held = read_yaml(source_of(mark), MARK).value
    except YamlFault as error:
        raise InputError(
            Fault(file=MARK, path="", found=one.sentence, wanted="", line=one.line) for one in error.faults
        ) from None
    if not isinstance(held, dict) or not isinstance(held.get("synthetic"), bool):
        raise InputError(
            [Fault(file=MARK, path="synthetic", found="nothing is said", wanted="true or false is needed")]
        )
    return held["synthetic"]


def _fault(folder: Path, found: str, wanted: str = "rename it") -> Fault:
    return Fault(file=str(folder), path="", found=found, wanted=wanted)


def checked(members: Iterable[Waiting]) -> Iterator[tuple[Waiting, tuple[Fault, ...]]]:
    """Read and check every member, one after another, with what is wrong with it."""
    for member in members:
        try:
            member.ready().program()
        except InputError as error:
            yield member, error.faults
        else:
            yield member, ()
