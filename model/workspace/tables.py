"""The tables of a workspace, and the steps by which a file of any age comes to have them."""

from sqlalchemy import Boolean, Column, Connection, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

PROGRAMS = Table(
    "programs",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("removed", Boolean, nullable=False),
)

# `id` counts the saves of the whole file: the order of saves must not hang on the clocks of those who saved.
# `stands_for` is the version whose place an undo or redo takes up again; what was edited stands for itself.
VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("program_id", Text, ForeignKey("programs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("sound", Boolean, nullable=False),
    Column("stands_for", Integer, nullable=False),
    Column("program", LargeBinary, nullable=False),
    Column("scenarios", LargeBinary),
)

PLACES = Table("places", METADATA, Column("owner", Text, primary_key=True), Column("place", Text, nullable=False))

Steps = tuple[tuple[str, ...], ...]

# The number of steps taken stands in the file as `user_version`. A step, once released, is never edited.
STEPS: Steps = (
    (
        "CREATE TABLE programs (id TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, name TEXT NOT NULL, "
        "removed BOOLEAN NOT NULL)",
        "CREATE INDEX programs_of_owner ON programs (owner)",
        "CREATE TABLE versions (id INTEGER PRIMARY KEY NOT NULL, program_id TEXT NOT NULL REFERENCES programs (id), "
        "number INTEGER NOT NULL, saved_at TEXT NOT NULL, reason TEXT NOT NULL, sound BOOLEAN NOT NULL, "
        "stands_for INTEGER NOT NULL, program BLOB NOT NULL, scenarios BLOB, UNIQUE (program_id, number))",
        "CREATE TABLE places (owner TEXT PRIMARY KEY NOT NULL, place TEXT NOT NULL)",
    ),
)


def taken(connection: Connection) -> int:
    """How many steps a file has taken."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def upgrade(connection: Connection, steps: Steps) -> None:
    """Take the steps that a file has not taken yet, all of them in the transaction that runs."""
    for number, statements in enumerate(steps[taken(connection) :], start=taken(connection) + 1):
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {number}")
