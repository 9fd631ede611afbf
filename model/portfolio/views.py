"""SQL over a run's Parquet files: a connection that can read nothing but their folder, with a view for each table."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import duckdb

from model.inputs.faults import Fault, InputError
from model.portfolio.results import BATCH_TABLES, TABLES, schema

MEMORY, THREADS = "1GB", 2
OF_PROGRAM = ("state", "region", "size", "payer_mix", "synthetic")
# Sums of floating numbers depend on their order, which threads do not keep; sums of millionths of a dollar do not.
TOTAL = "CREATE MACRO total(x) AS CAST(sum(CAST(x AS DECIMAL(38, 6))) AS DOUBLE)"


def connected(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory, which spills into the system's place for temporary files; it reads only this folder."""
    # a place of its own, since databases do not know of each other's files; made and removed when it is needed
    aside = Path(tempfile.gettempdir()) / f"staying-power-{token_hex(8)}"
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": str(aside)})
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET allowed_directories = ?", [[str(folder.resolve())]])
    connection.execute("SET enable_external_access = false")
    connection.execute(TOTAL)
    return connection


def viewed(connection: duckdb.DuckDBPyConnection, folder: Path, programs: Path | None = None) -> None:
    """Views of those rows of all batches whose `key` is in the table `members`.

    Args:
        connection: where `members` is known.
        folder: of results.
        programs: the programs of all batches in one file, which is read faster than they are.
    """
    for name in TABLES:
        batches = sorted((folder.resolve() / BATCH_TABLES).glob(f"[!.]*/{name}.parquet"))
        if name == "programs" and programs:
            batches = [programs.resolve()]
        if batches:
            connection.read_parquet([str(path) for path in batches]).create_view(f"{name}_kept")
        else:
            connection.register(f"{name}_kept", schema(name).empty_table())
        connection.execute(_view(name))


def _view(table: str) -> str:
    if table == "programs":
        return "CREATE VIEW programs AS SELECT * EXCLUDE (key) FROM programs_kept SEMI JOIN members USING (key)"
    own = [column.name for column in TABLES[table]]
    added = ", ".join(f"of.{name}" for name in OF_PROGRAM if name not in own)
    return f"""
        CREATE VIEW {table} AS SELECT {table}_kept.* EXCLUDE (key), {added} FROM {table}_kept
        JOIN programs_kept AS of USING (key, scenario) SEMI JOIN members USING (key)
    """


@contextmanager
def readable(folder: Path) -> Iterator[None]:
    """Refuse a file that is spoilt or has gone."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
        said = str(error).splitlines()[0].removeprefix("Invalid Input Error: ").removeprefix("IO Error: ")
        found = f"a file of its results cannot be read: {said}"
        raise InputError(
            [Fault(file=str(folder), path="", found=found, wanted="run the portfolio into this folder again")]
        ) from None
