"""Sums over programs draw by draw, by all that programs are grouped by: added up once, so that questions are quick.

Thousands of programs and hundreds of draws make hundreds of millions of numbers; their sums by state, region, size and
payer mix are few. A run that is complete keeps them, and its programs in one file; of any other they are added up when
it is first asked. Adding up takes bounded memory: draws are taken some at a time, and what outgrows it is spilled.
"""

from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from model.portfolio.results import BASELINE, SUMS
from model.portfolio.views import connected, viewed

MILLIONTHS = 1_000_000
AT_ONCE = 250  # draws added up in one reading of the results
GROUPED = ("scenario", "state", "region", "size", "payer_mix")
MONTHS, ENDS, YEARS, CHANGED, PROGRAMS = "month_sums", "end_sums", "year_sums", "changed_years", "programs"
LAID_OUT = (MONTHS, ENDS, YEARS, CHANGED)
_KEYS = ", ".join(f"coalesce({name}::VARCHAR, '') AS {name}" for name in GROUPED)
_EXACT = "sum(CAST({} AS DECIMAL(38, 6))) AS {}"
_MONEY = ("medicaid_paid", "medicaid_earned", "position_months", "pay", "gap")
# of each table with draws: what else it is by, what is summed of each draw, what else is added up, from where
_WITH_DRAWS = {
    MONTHS: (", month", "sustained_by_draw[{}]", "count(*) AS programs", "months"),
    ENDS: (
        "",
        "sustained_by_draw[{}]",
        "count(*) AS programs",
        "months JOIN (SELECT program, scenario, months AS horizon FROM programs) USING (program, scenario) "
        'WHERE "index" = horizon - 1',
    ),
    YEARS: (
        ", state_year::BIGINT AS state_year, federal_year::BIGINT AS federal_year",
        f"CAST(round_even(medicaid_paid_by_draw[{{}}] * {MILLIONTHS}, 0) AS BIGINT)",
        ", ".join(_EXACT.format(name, name) for name in _MONEY),
        "years",
    ),
}
# Programs whose Medicaid dollars a scenario changes in a state fiscal year.
_CHANGED = f"""
    SELECT DISTINCT {", ".join(f"coalesce(s.{name}::VARCHAR, '') AS {name}" for name in GROUPED)},
        s.program, s.state_year::BIGINT AS state_year
    FROM years s FULL JOIN (SELECT * FROM years WHERE scenario = '{BASELINE}') b
        ON b.program = s.program AND b.state_year = s.state_year AND b.federal_year = s.federal_year
    WHERE s.medicaid_paid IS DISTINCT FROM b.medicaid_paid
"""


def keep_sums(folder: Path, keys: Collection[str]) -> None:
    """Add up a complete run and keep the sums in its folder.

    Args:
        folder: of results.
        keys: of the programs that belong to the run.
    """
    aside = folder.resolve() / f".unfinished-{SUMS}"
    aside.mkdir(exist_ok=True)
    connection = connected(folder)
    try:
        connection.register("members", pa.table({"key": pa.array(sorted(keys), pa.string())}))
        viewed(connection, folder)
        add_up(connection)
        marked = f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{keys: '{_digest(keys)}'}})"
        for name in LAID_OUT:
            connection.execute(f"COPY {name} TO '{_quoted(aside / name)}.parquet' {marked}")
        rows = "SELECT * FROM programs_kept SEMI JOIN members USING (key) ORDER BY key, scenario"
        connection.execute(f"COPY ({rows}) TO '{_quoted(aside / PROGRAMS)}.parquet' {marked}")
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise OSError(str(error)) from None
    finally:
        connection.close()
    (folder / SUMS).mkdir(exist_ok=True)
    for name in (*LAID_OUT, PROGRAMS):
        (aside / f"{name}.parquet").replace(folder / SUMS / f"{name}.parquet")
    aside.rmdir()


def kept_sums(folder: Path, keys: Collection[str]) -> dict[str, Path]:
    """The files of sums that are kept, where all of them are of these programs; else none."""
    files = {name: folder / SUMS / f"{name}.parquet" for name in (*LAID_OUT, PROGRAMS)}
    return files if all(_marked(path) == _digest(keys) for path in files.values()) else {}


def _marked(path: Path) -> str:
    try:
        return (pq.read_schema(path).metadata or {}).get(b"keys", b"").decode()
    except (OSError, pa.ArrowException):
        return ""


def add_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Lay out the tables `LAID_OUT`, from the views of a run.

    Each has the columns of `GROUPED`. `MONTHS` has month, programs and `by_draw`, the positions sustained; `ENDS` the
    same of each program's last month; `YEARS` has the state's and the federal fiscal year, `by_draw`, paid by Medicaid
    in millionths of a dollar, and as expected dollars and months, exact to the millionth; `CHANGED` has program and
    state_year.
    """
    (draws,) = connection.execute("SELECT coalesce(max(draws), 0) FROM programs").fetchone() or (0,)
    for name, (own, each, expected, source) in _WITH_DRAWS.items():
        parts = list(_parts(draws))
        for number, numbers in enumerate(parts):
            summed = ", ".join(f"coalesce(sum({each.format(n)}), 0)::BIGINT" for n in numbers)
            also = f", {expected}" if number == 0 else ""
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE part_{number} AS "
                f"SELECT {_KEYS}{own}, [{summed}]::BIGINT[] AS by_draw{also} FROM {source} GROUP BY ALL"
            )
        _joined(connection, name, len(parts))
    connection.execute(f"CREATE TEMP TABLE {CHANGED} AS {_CHANGED}")


def _parts(draws: int) -> Iterator[range]:
    """Draws from 1, some at a time; one part without any where there are no programs."""
    yield from (range(at, min(at + AT_ONCE, draws + 1)) for at in range(1, max(draws, 1) + 1, AT_ONCE))


def _joined(connection: duckdb.DuckDBPyConnection, name: str, parts: int) -> None:
    """Lists of draws one after another."""
    if parts == 1:
        connection.execute(f"ALTER TABLE part_0 RENAME TO {name}")
        return
    own = {MONTHS: ["month"], ENDS: [], YEARS: ["state_year", "federal_year"]}[name]
    using = ", ".join([*GROUPED, *own])
    lists = " || ".join(f"part_{n}.by_draw" for n in range(parts))
    joins = " ".join(f"JOIN part_{n} USING ({using})" for n in range(1, parts))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT part_0.* REPLACE ({lists} AS by_draw) FROM part_0 {joins}")
    for n in range(parts):
        connection.execute(f"DROP TABLE part_{n}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _digest(keys: Collection[str]) -> str:
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()
