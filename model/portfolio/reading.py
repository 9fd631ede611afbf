"""Reading a run's results: SQL over its Parquet files, so that what outgrows memory is never loaded whole."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from model.inputs.faults import Fault, InputError
from model.portfolio.results import DONE, FORMAT, SUMS, TABLES
from model.portfolio.store import MEMBERS, RUN
from model.portfolio.sums import LAID_OUT, PROGRAMS, add_up, kept_sums
from model.portfolio.views import connected, readable, viewed


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
        with readable(self.folder):
            return self.connection.execute(sql, list(values)).df()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The same as plain tuples."""
        with readable(self.folder):
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

    @property
    def sums(self) -> None:
        """Lay out the tables of `sums`, where they are not there yet."""
        if not self.known.get(SUMS):
            with readable(self.folder):
                add_up(self.connection)
            self.known[SUMS] = True

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
    connection = connected(folder)
    with readable(folder):
        connection.read_parquet(str(whole / MEMBERS)).create_view("members")
        keys = connection.execute("SELECT key FROM members WHERE state = ?", [DONE]).fetchall()
        sums = kept_sums(folder, {key for (key,) in keys})
        viewed(connection, folder, sums.get(PROGRAMS))
        for name in LAID_OUT if sums else ():
            connection.read_parquet(str(sums[name].resolve())).create_view(name)
    return Results(folder=folder, run=run, connection=connection, known={SUMS: bool(sums)})


def _run(folder: Path) -> dict[str, Any]:
    try:
        run = json.loads((folder / RUN).read_text(encoding="utf-8"))
        found = run["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise _refused(folder, "there are no results of a portfolio in this folder") from None
    if found != FORMAT or not (folder / MEMBERS).is_file():
        raise _refused(folder, "its results are not in the form that this version reads, or the run has not begun")
    return run


def _known(name: str, known: Collection[str]) -> str:
    """A name of ours, since names cannot be passed to a query as values are."""
    if name not in known:
        raise KeyError(f"{name!r} is none of {', '.join(known)}")
    return name


def _refused(folder: Path, found: str) -> InputError:
    wanted = "name the folder that `portfolio run` was given as --out"
    return InputError([Fault(file=str(folder), path="", found=found, wanted=wanted)])
