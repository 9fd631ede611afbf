"""Reading a run's results: SQL over its Parquet files, so that what outgrows memory is never loaded whole."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from propcache import cached_property

from model.inputs.faults import Fault, InputError
from model.portfolio.results import FORMAT, TABLES, schema
from model.portfolio.store import BATCHES, MEMBERS, RUN
from model.portfolio.sums import sums_of

MEMORY, THREADS = "1GB", 2
OF_PROGRAM = ("state", "region", "size", "payer_mix", "synthetic")
# Sums of floating numbers depend on their order, which threads do not keep; sums of millionths of a dollar do not.
TOTAL = "CREATE MACRO total(x) AS CAST(sum(CAST(x AS DECIMAL(38, 6))) AS DOUBLE)"


@dataclass(frozen=True, kw_only=True)
class Results:
    """A run's results, open for reading.

    `programs`, `positions`, `months`, `years` and `members` are views of `connection`, with the columns of
    `results.py`; the first four without `key`, and positions, months and years with state, region, size, payer mix and
    synthetic of their program. `total(x)` sums dollars so that no order and no number of threads changes a bit.

    Attributes:
        folder: where they stand.
        run: what was asked: scenarios with their changes, draws, seed, model, complete, programs, failed.
        connection: DuckDB, in memory, that can read nothing but this folder.
        known: what was found of it once and stays so.
    """

    folder: Path
    run: dict[str, Any]
    connection: duckdb.DuckDBPyConnection
    known: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def frame(self, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """The answer to a query, `?` in it standing for values; nothing that people wrote belongs into its text."""
        with _readable(self.folder):
            return self.connection.execute(sql, list(values)).df()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The same as plain tuples."""
        with _readable(self.folder):
            return self.connection.execute(sql, list(values)).fetchall()

    def by_draw(self, table: str, column: str, by: Sequence[str] = ("scenario",)) -> pd.DataFrame:
        """Sums over programs in each draw: the columns of `by`, `draw` from 0, and `total`.

        Args:
            table: programs, months or years.
            column: one of its `…_by_draw`.
            by: columns of the view to group by.
        """
        known = {row[0] for row in self.rows(f"DESCRIBE {_known(table, TABLES)}")}
        keys = ", ".join(f'"{_known(name, known)}"' for name in by)
        return self.frame(f"""
            SELECT {keys}, draw, total(value) AS total
            FROM (SELECT {keys}, generate_subscripts("{_known(column, known)}", 1) - 1 AS draw,
                unnest("{column}") AS value FROM {table})
            GROUP BY ALL ORDER BY ALL
        """)

    @cached_property
    def sums(self) -> None:
        """Lay out the tables of `sums`, once."""
        kept = self.rows("SELECT DISTINCT key FROM programs_kept SEMI JOIN members USING (key)")
        for name, table in sums_of(self.folder, {row[0] for row in kept}).items():
            self.connection.register(name, table)

    def failures(self) -> list[tuple[str, str, str]]:
        """Programs that could not be run: id, place, reasons."""
        return self.rows("SELECT program, place, reason FROM members WHERE state = 'failed' ORDER BY \"order\"")

    def reaching_nobody(self) -> list[tuple[str, str]]:
        """Changes of scenarios that fit no program of the set, which is likely a misspelt place: scenario, change."""
        found = self.rows("""
            SELECT scenario, n FROM (
                SELECT scenario, generate_subscripts(reached, 1) AS n, unnest(reached) AS fits FROM programs
            ) GROUP BY scenario, n HAVING NOT bool_or(fits) ORDER BY scenario, n
        """)
        changes = {one["name"]: one["changes"] for one in self.run["scenarios"]}
        return [(scenario, changes[scenario][n - 1]) for scenario, n in found]

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()

    def __enter__(self) -> "Results":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_results(folder: Path) -> Results:
    """Open what a run has written, complete or not.

    Raises:
        InputError: when the folder holds no results, or those of another version of their form.
    """
    run, whole = _run(folder), folder.resolve()
    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS})
    connection.execute("SET autoload_known_extensions = false")
    connection.execute("SET allowed_directories = ?", [[str(whole)]])
    connection.execute("SET enable_external_access = false")
    with _readable(folder):
        connection.read_parquet(str(whole / MEMBERS)).create_view("members")
        for name in TABLES:
            _kept(connection, whole, name)
    connection.execute(TOTAL)
    return Results(folder=folder, run=run, connection=connection)


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Refuse a file that is spoilt or has gone."""
    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
        said = str(error).splitlines()[0].removeprefix("Invalid Input Error: ").removeprefix("IO Error: ")
        found = f"a file of its results cannot be read: {said}"
        raise InputError(
            [Fault(file=str(folder), path="", found=found, wanted="run the portfolio into this folder again")]
        ) from None


def _run(folder: Path) -> dict[str, Any]:
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
        found = run["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise _refused(folder, "there are no results of a portfolio in this folder") from None
    if found != FORMAT or not (folder / MEMBERS).is_file():
        raise _refused(folder, "its results are not in the form that this version reads, or the run has not begun")
    return run


def _kept(connection: duckdb.DuckDBPyConnection, folder: Path, table: str) -> None:
    """A view of those rows of all batches that belong to this run."""
    batches = sorted((folder / BATCHES).glob(f"[!.]*/{table}.parquet"))
    if batches:
        connection.read_parquet([str(path) for path in batches]).create_view(f"{table}_kept")
    else:
        connection.register(f"{table}_kept", schema(table).empty_table())
    if table == "programs":
        kept = "SELECT * EXCLUDE (key) FROM programs_kept SEMI JOIN members USING (key)"
        connection.execute(f"CREATE VIEW programs AS {kept}")
        return
    own = [column.name for column in TABLES[table]]
    added = ", ".join(f"of.{name}" for name in OF_PROGRAM if name not in own)
    connection.execute(f"""
        CREATE VIEW {table} AS SELECT {table}_kept.* EXCLUDE (key), {added} FROM {table}_kept
        JOIN programs_kept AS of USING (key, scenario) SEMI JOIN members USING (key)
    """)


def _known(name: str, known: Collection[str]) -> str:
    """A name of ours, since names cannot be passed to a query as values are."""
    if name not in known:
        raise KeyError(f"{name!r} is none of {', '.join(known)}")
    return name


def _refused(folder: Path, found: str) -> InputError:
    wanted = "name the folder that `portfolio run` was given as --out"
    return InputError([Fault(file=str(folder), path="", found=found, wanted=wanted)])
