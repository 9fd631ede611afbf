"""Programs kept for people, each seeing only their own; every save is a version that one can go back to."""

import json
import secrets
import zlib
from pathlib import Path
from typing import Any, TypedDict

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from model.inputs.strict_yaml import MAX_BYTES
from model.workspace.database import Database
from model.workspace.faults import ConflictError, MissingError, WorkspaceError
from model.workspace.records import Kept, Stamp, Version
from model.workspace.steps import Neighbours, neighbours
from model.workspace.tables import PLACES, PROGRAMS, VERSIONS

BYTES_OF_ID = 9  # 72 bits: nobody finds another's program by trying
STAMP = (VERSIONS.c.number, VERSIONS.c.saved_at, VERSIONS.c.reason, VERSIONS.c.sound)
CONTENTS = (VERSIONS.c.program_id, PROGRAMS.c.name, VERSIONS.c.program, VERSIONS.c.scenarios)
Contents = dict[str, bytes | None]


class Said(TypedDict):
    """What is said of a version beside its contents."""

    saved_at: str
    reason: str
    sound: bool
    stands_for: int


class Workspace:
    """The programs of everyone who uses one file. `owner` is empty on one's own machine.

    A program or version that is not this owner's is missing (`MissingError`), as one that never was. Times are ISO
    texts given by the caller.
    """

    def __init__(self, database: Database) -> None:
        """Keep programs in a database that is open."""
        self._database = database

    @classmethod
    def open(cls, path: Path) -> "Workspace":
        """Open the workspace in a file, making the file where there is none.

        Raises:
            WorkspaceError: when it cannot be used; nothing in it is then touched.
        """
        return cls(Database.open(path))

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def programs(self, owner: str) -> tuple[Kept, ...]:
        """The owner's programs, the one saved last first."""
        return self._kept(owner, removed=False)

    def removed(self, owner: str) -> tuple[Kept, ...]:
        """What is in the owner's bin, the one saved last first."""
        return self._kept(owner, removed=True)

    def create(
        self,
        owner: str,
        name: str,
        program: bytes,
        scenarios: bytes | None,
        reason: str,
        when: str,
        *,
        sound: bool = True,
    ) -> Version:
        """Keep a new program; this is its version 1."""
        identity = secrets.token_urlsafe(BYTES_OF_ID)
        with self._database.writing() as connection:
            connection.execute(insert(PROGRAMS).values(id=identity, owner=owner, name=name, removed=False))
            said = Said(saved_at=when, reason=reason, sound=sound, stands_for=1)
            _add(connection, identity, 1, _packed(program, scenarios), said)
            return _version(connection, owner, identity, 1)

    def save(
        self,
        owner: str,
        program_id: str,
        based_on: int,
        program: bytes,
        scenarios: bytes | None,
        reason: str,
        when: str,
        *,
        sound: bool = True,
    ) -> Version:
        """Keep a new version of a program; one that was in the bin comes back.

        Args:
            owner: whose program it is.
            program_id: which of theirs.
            based_on: the version that was changed.
            program: the program file.
            scenarios: the scenario file, when there is one.
            reason: what was changed, as the history will show it.
            when: ISO time.
            sound: whether the program can be projected; faulty drafts are kept too.

        Raises:
            ConflictError: when `based_on` is no longer the newest version.
            MissingError: when the owner has no such program.
        """
        with self._database.writing() as connection:
            newest = _newest(connection, owner, program_id)
            if newest != based_on:
                raise ConflictError(_version(connection, owner, program_id, newest))
            said = Said(saved_at=when, reason=reason, sound=sound, stands_for=newest + 1)
            _add(connection, program_id, newest + 1, _packed(program, scenarios), said)
            return _version(connection, owner, program_id, newest + 1)

    def version(self, owner: str, program_id: str, number: int | None = None) -> Version:
        """One version of a program, by default the newest.

        Raises:
            MissingError: when the owner has no such program, or it no such version.
        """
        with self._database.reading() as connection:
            wanted = _newest(connection, owner, program_id) if number is None else number
            return _version(connection, owner, program_id, wanted)

    def versions(self, owner: str, program_id: str) -> tuple[Stamp, ...]:
        """The versions of a program without their contents, newest first.

        Raises:
            MissingError: when the owner has no such program.
        """
        with self._database.reading() as connection:
            _newest(connection, owner, program_id)
            rows = connection.execute(_of(owner, program_id, *STAMP).order_by(VERSIONS.c.number.desc()))
            return tuple(Stamp(**row._mapping) for row in rows)

    def last_sound(self, owner: str, program_id: str, at_most: int | None = None) -> Version | None:
        """The newest version that can be projected, up to `at_most` where that is given; None without any.

        Raises:
            MissingError: when the owner has no such program.
        """
        with self._database.reading() as connection:
            newest = _newest(connection, owner, program_id)
            limit = newest if at_most is None else at_most
            number = connection.scalar(
                _of(owner, program_id, func.max(VERSIONS.c.number)).where(VERSIONS.c.sound, VERSIONS.c.number <= limit)
            )
            return None if number is None else _version(connection, owner, program_id, number)

    def restore(self, owner: str, program_id: str, number: int, when: str) -> Version:
        """Go back to a version: its contents become a new one, and those between stay.

        Raises:
            MissingError: when the owner has no such program, or it no such version.
        """
        with self._database.writing() as connection:
            newest, old = _newest(connection, owner, program_id), _version(connection, owner, program_id, number)
            step = number if number in neighbours(connection, program_id) else newest + 1
            said = Said(saved_at=when, reason=f"as of version {number}", sound=old.sound, stands_for=step)
            _add(connection, program_id, newest + 1, _packed(old.program, old.scenarios), said)
            return _version(connection, owner, program_id, newest + 1)

    def step_back(self, owner: str, program_id: str) -> int | None:
        """The version to restore for undoing the last change; None at the beginning."""
        return self._neighbours(owner, program_id)[0]

    def step_forth(self, owner: str, program_id: str) -> int | None:
        """The version to restore for redoing what was undone last; None when nothing was."""
        return self._neighbours(owner, program_id)[1]

    def rename(self, owner: str, program_id: str, name: str) -> None:
        """Call a program otherwise."""
        self._change(owner, program_id, name=name)

    def remove(self, owner: str, program_id: str) -> None:
        """Move a program to the bin, with all its versions."""
        self._change(owner, program_id, removed=True)

    def bring_back(self, owner: str, program_id: str) -> None:
        """Take a program out of the bin."""
        self._change(owner, program_id, removed=False)

    def erase(self, owner: str, program_id: str) -> None:
        """Take a program that is in the bin away for good, with all its versions.

        Raises:
            MissingError: when the owner has no such program in the bin.
        """
        own = (PROGRAMS.c.id == program_id) & (PROGRAMS.c.owner == owner) & PROGRAMS.c.removed
        with self._database.writing() as connection:
            _newest(connection, owner, program_id)
            if connection.scalar(select(PROGRAMS.c.id).where(own)) is None:
                raise MissingError("This program is not in the bin: put it there first.")
            connection.execute(delete(VERSIONS).where(VERSIONS.c.program_id == program_id))
            connection.execute(delete(PROGRAMS).where(own))

    def remember(self, owner: str, place: dict[str, str]) -> None:
        """Note where a person is, in place of what was noted before; writes only when it has changed."""
        if place == self.remembered(owner):
            return
        text = json.dumps(place)
        with self._database.writing() as connection:
            if not connection.execute(update(PLACES).where(PLACES.c.owner == owner).values(place=text)).rowcount:
                connection.execute(insert(PLACES).values(owner=owner, place=text))

    def remembered(self, owner: str) -> dict[str, str]:
        """Where a person was; empty when that was never noted."""
        with self._database.reading() as connection:
            text = connection.scalar(select(PLACES.c.place).where(PLACES.c.owner == owner))
        try:
            return {} if text is None else json.loads(text)
        except ValueError:  # damaged: to have been nowhere loses nothing
            return {}

    def _kept(self, owner: str, *, removed: bool) -> tuple[Kept, ...]:
        newest = select(func.max(VERSIONS.c.number)).where(VERSIONS.c.program_id == PROGRAMS.c.id).correlate(PROGRAMS)
        columns = (PROGRAMS.c.id, PROGRAMS.c.name, VERSIONS.c.number, VERSIONS.c.saved_at, VERSIONS.c.reason)
        asked = (
            select(*columns)
            .join(VERSIONS, VERSIONS.c.program_id == PROGRAMS.c.id)
            .where(PROGRAMS.c.owner == owner, PROGRAMS.c.removed == removed)
            .where(VERSIONS.c.number == newest.scalar_subquery())
            .order_by(VERSIONS.c.id.desc())
        )
        with self._database.reading() as connection:
            return tuple(Kept(**row._mapping) for row in connection.execute(asked))

    def _neighbours(self, owner: str, program_id: str) -> Neighbours:
        with self._database.reading() as connection:
            _newest(connection, owner, program_id)
            return neighbours(connection, program_id)

    def _change(self, owner: str, program_id: str, **values: Any) -> None:
        with self._database.writing() as connection:
            _newest(connection, owner, program_id)
            own = (PROGRAMS.c.id == program_id) & (PROGRAMS.c.owner == owner)
            connection.execute(update(PROGRAMS).where(own).values(**values))


def _of(owner: str, program_id: str, *columns: Any) -> Select[*tuple[Any, ...]]:
    """A question about the versions of one program, which finds nothing when it is not the owner's."""
    joined = VERSIONS.join(PROGRAMS, VERSIONS.c.program_id == PROGRAMS.c.id)
    return select(*columns).select_from(joined).where(PROGRAMS.c.id == program_id, PROGRAMS.c.owner == owner)


def _newest(connection: Connection, owner: str, program_id: str) -> int:
    number = connection.scalar(_of(owner, program_id, func.max(VERSIONS.c.number)))
    if number is None:
        raise MissingError("There is no such program here: it may be in another workspace or another person's.")
    return number


def _version(connection: Connection, owner: str, program_id: str, number: int) -> Version:
    if not 1 <= number <= _newest(connection, owner, program_id):
        raise MissingError(f"There is no version {number} of this program: choose one from its history.")
    return _unpacked(
        connection.execute(_of(owner, program_id, *STAMP, *CONTENTS).where(VERSIONS.c.number == number)).one()
    )


def _unpacked(row: Row[Any]) -> Version:
    values = dict(row._mapping)
    try:
        values["program"] = zlib.decompress(values["program"])
        values["scenarios"] = None if values["scenarios"] is None else zlib.decompress(values["scenarios"])
    except zlib.error as error:
        raise WorkspaceError(
            f"{values['name']}: version {values['number']} is damaged: go back to another version."
        ) from error
    return Version(**values)


def _packed(program: bytes, scenarios: bytes | None) -> Contents:
    """Contents as they are stored."""
    if max(len(program), len(scenarios or b"")) > MAX_BYTES:
        raise WorkspaceError("A program or its scenarios are larger than 1 MB: make them smaller to save them.")
    return {"program": zlib.compress(program), "scenarios": None if scenarios is None else zlib.compress(scenarios)}


def _add(connection: Connection, program_id: str, number: int, contents: Contents, said: Said) -> None:
    """Store one version, and take its program out of the bin: what someone saves is not rubbish."""
    connection.execute(update(PROGRAMS).where(PROGRAMS.c.id == program_id).values(removed=False))
    connection.execute(insert(VERSIONS).values(program_id=program_id, number=number, **contents, **said))
