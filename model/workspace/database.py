"""The file behind a workspace: made private, opened with care, written whole or not at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.pool import NullPool

from model.workspace.faults import WorkspaceError, damaged, said
from model.workspace.tables import STEPS, Steps, taken, upgrade

APPLICATION = 0x53504F57  # "SPOW" in the file's header, so that no other program's database is taken for ours
SECONDS_TO_WAIT = 10
NO_TRANSACTION = "SELECT 1"
PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF")


class Database:
    """One SQLite file. Connections are opened for each use: a file moved or replaced meanwhile is then noticed."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        event.listen(self._engine, "begin", _begin)

    @classmethod
    def open(cls, path: Path, steps: Steps = STEPS) -> "Database":
        """Open a file, making it where there is none and bringing an older one up to date.

        Raises:
            WorkspaceError: when the file is damaged, of another program or of a later version, or cannot be made.
        """
        try:
            _made(path)
        except OSError as error:
            raise said(path, error) from error
        database = cls(path)
        current = database._is_current(len(steps))
        # Being read while someone saves is a comfort: without it, on some disks, all is as safe but waits its turn.
        # Of several who open a new file at once one gets it for all.
        with suppress(WorkspaceError):
            database._write_ahead()
        if not current:
            database._bring_up_to_date(steps)
        return database

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees the file as it is at one moment."""
        return self._transaction("BEGIN")

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that alone may write; what it did counts as a whole, or not at all when it fails."""
        return self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.execution_options(begin=begin).begin() as connection:
                yield connection
        except DBAPIError as error:
            raise said(self.path, error) from error
        except (UnicodeDecodeError, NoResultFound) as error:  # names inside a damaged file, and rows gone from it
            raise damaged(self.path) from error

    def _connect(self) -> sqlite3.Connection:
        """A connection that never makes a file, and leaves transactions to us."""
        address = f"{self.path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT, isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    def _is_current(self, known: int) -> bool:
        """Whether the file has taken all steps; refuses one that is not ours or not whole, and writes nothing."""
        with self.reading() as connection:
            ask = connection.exec_driver_sql
            application = ask("PRAGMA application_id").scalar_one()
            tables = ask("SELECT count(*) FROM sqlite_master").scalar_one()
            steps = taken(connection)
            if application != APPLICATION and (application or steps or tables):
                raise WorkspaceError(f"{self.path}: this is another program's file: name another for the workspace.")
            if steps > known:
                raise WorkspaceError(f"{self.path}: a later Staying Power wrote this workspace: update to open it.")
            if ask("PRAGMA quick_check(1)").scalar_one() != "ok":
                raise damaged(self.path)
        return steps == known

    def _write_ahead(self) -> None:
        with self._transaction(NO_TRANSACTION) as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def _bring_up_to_date(self, steps: Steps) -> None:
        with self.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
            upgrade(connection, steps)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["begin"])


def _made(path: Path) -> None:
    """Make the file and its folder, for this person only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_dir():
            raise IsADirectoryError(0, "this is a folder") from None
