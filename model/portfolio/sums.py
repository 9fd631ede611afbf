"""Sums over programs draw by draw, by all that programs are grouped by: added up once, so that questions are quick.

Thousands of programs and hundreds of draws make hundreds of millions of numbers; their sums by state, region, size and
payer mix are few. A run that is complete keeps them; of any other they are added up when it is first asked.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from model.portfolio.results import BATCH_TABLES, SUMS

MILLIONTHS = 1_000_000
GROUPED = ("scenario", "state", "region", "size", "payer_mix")
MONTHS, ENDS, YEARS = "month_sums", "end_sums", "year_sums"
OWN = {MONTHS: ("month",), ENDS: (), YEARS: ("state_year", "federal_year")}
Numbers = npt.NDArray[np.int64]


@dataclass
class _Sum:
    """Sums that grow: a row of draws for each key."""

    names: tuple[str, ...]
    places: dict[tuple[Any, ...], int] = field(default_factory=dict)
    rows: list[Numbers] = field(default_factory=list)

    def add(self, keys: Iterable[tuple[Any, ...]], values: Numbers) -> None:
        """Add rows (keys, draws) to those of the same key."""
        for key, row in zip(keys, values, strict=True):
            if key in self.places:
                self.rows[self.places[key]] += row
            else:
                self.places[key] = len(self.rows)
                self.rows.append(row.copy())

    def table(self) -> pa.Table:
        """Columns of the key, and the list `by_draw`."""
        columns = {name: [key[n] for key in self.places] for n, name in enumerate(self.names)}
        draws = len(self.rows[0]) if self.rows else 0
        offsets = pa.array(np.arange(len(self.rows) + 1, dtype=np.int32) * draws)
        values = np.concatenate(self.rows) if self.rows else np.zeros(0, np.int64)
        kinds = {name: pa.int64() if name.endswith("year") else pa.string() for name in self.names}
        made = [pa.array(columns[name], kinds[name]) for name in self.names]
        return pa.table([*made, pa.ListArray.from_arrays(offsets, pa.array(values))], names=[*self.names, "by_draw"])


def added_up(batches: Iterable[Path], keys: Collection[str]) -> dict[str, pa.Table]:
    """Sums of the programs with these keys, batch after batch.

    Returns:
        Tables `MONTHS`, `ENDS` (each program's last month) and `YEARS` (paid by Medicaid, in millionths of a dollar),
        with the columns of `GROUPED`, their own, and the list `by_draw`.
    """
    sums = {name: _Sum((*GROUPED, *own)) for name, own in OWN.items()}
    wanted = pa.array(sorted(keys), pa.string())
    for folder in batches:
        programs = _read(folder, "programs", ["key", *GROUPED, "months"], wanted)
        if not len(programs):
            continue
        cells = {(row["key"], row["scenario"]): row for row in programs.to_pylist()}
        months = _read(folder, "months", ["key", "scenario", "index", "month", "sustained_by_draw"], wanted)
        told = months.select(["key", "scenario", "index", "month"]).to_pylist()
        counts = _by_draw(months, "sustained_by_draw").astype(np.int64)
        _summed(sums[MONTHS], told, cells, counts)
        last = [n for n, row in enumerate(told) if row["index"] == cells[row["key"], row["scenario"]]["months"] - 1]
        _summed(sums[ENDS], [told[n] for n in last], cells, counts[last])
        columns = ["key", "scenario", "state_year", "federal_year"]
        years = _read(folder, "years", [*columns, "medicaid_paid_by_draw"], wanted)
        dollars = np.rint(_by_draw(years, "medicaid_paid_by_draw") * MILLIONTHS).astype(np.int64)
        _summed(sums[YEARS], years.select(columns).to_pylist(), cells, dollars)
    return {name: held.table() for name, held in sums.items()}


def _read(folder: Path, table: str, columns: list[str], keys: pa.Array) -> pa.Table:
    held = pq.read_table(folder / f"{table}.parquet", columns=columns)
    return held.filter(pc.is_in(held["key"], keys))  # pyright: ignore[reportAttributeAccessIssue]


def _by_draw(table: pa.Table, column: str) -> npt.NDArray[Any]:
    """(rows, draws)."""
    values = table[column].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return values.reshape(table.num_rows, -1)


def _summed(held: _Sum, told: list[dict[str, Any]], cells: Mapping[tuple[str, str], Any], values: Numbers) -> None:
    own = held.names[len(GROUPED) :]
    keys = [
        (*(cells[row["key"], row["scenario"]][name] for name in GROUPED), *(row[name] for name in own)) for row in told
    ]
    held.add(keys, values)


def keep_sums(folder: Path, keys: Collection[str]) -> None:
    """Add up a complete run and keep the sums in its folder."""
    aside = folder / f".unfinished-{SUMS}"
    aside.mkdir(exist_ok=True)
    found = added_up(_batches(folder), keys)
    for name, table in found.items():
        marked = table.replace_schema_metadata({"keys": _digest(keys)})
        pq.write_table(marked, aside / f"{name}.parquet", compression="zstd")
    (folder / SUMS).mkdir(exist_ok=True)
    for name in found:
        (aside / f"{name}.parquet").replace(folder / SUMS / f"{name}.parquet")
    aside.rmdir()


def sums_of(folder: Path, keys: Collection[str]) -> dict[str, pa.Table]:
    """The sums of a run: those kept, where they are of these programs; else added up now."""
    found: dict[str, pa.Table] = {}
    for name in OWN:
        try:
            table = pq.read_table(folder / SUMS / f"{name}.parquet")
        except (OSError, pa.ArrowException):
            break
        if (table.schema.metadata or {}).get(b"keys") != _digest(keys).encode():
            break
        found[name] = table
    return found if len(found) == len(OWN) else added_up(_batches(folder), keys)


def _batches(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / BATCH_TABLES).iterdir() if not path.name.startswith("."))


def _digest(keys: Collection[str]) -> str:
    return sha256("\n".join(sorted(keys)).encode()).hexdigest()
