"""A table of programs as it is read: CSV or Parquet, within bounds, every cell with the number of its row."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from model.inputs.faults import Fault, InputError
from model.inputs.spec import shown
from model.inputs.strict_yaml import YamlFault, read_scalar, read_yaml

MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 200_000_000, 1_000_000, 1_000, 4_000
MOST_FAULTS = 100
CSV, PARQUET = ".csv", ".parquet"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row: its number as a spreadsheet shows it, its cells by column; blank ones are left out."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as it is read; cells of a CSV are text.

    Attributes:
        name: of the file.
        columns: in their order.
        typed: whether cells have types already, as those of Parquet do.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    typed: bool


def read_table(path: Path) -> Table:
    """Read a table.

    Raises:
        InputError: with every fault of the file as a table.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _refused(path, "the file is larger than 200 MB", "split it")
        table, faults = {CSV: _csv, PARQUET: _parquet}[path.suffix.lower()](path)
    except KeyError:
        raise _refused(path, f"a name that ends in {path.suffix!r}", "a table ends in .csv or .parquet") from None
    except OSError as error:
        raise _refused(path, f"the file cannot be read: {(error.strerror or str(error)).lower()}", "") from None
    except (pa.ArrowException, UnicodeDecodeError, csv.Error) as error:
        said = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else str(error).splitlines()[0]
        raise _refused(path, f"the file cannot be read: {said}", "save it as UTF-8 CSV or as Parquet") from None
    faults = [*_of_columns(table), *faults]
    if not table.rows and not faults:
        faults = [fault(table.name, "there is no row", "a program has one, or one for each position")]
    if faults:
        raise InputError(faults)
    return table


def fault(table: str, found: str, wanted: str, row: int | None = None, column: str = "") -> Fault:
    """A fault of a table, with its row and column."""
    at = ", ".join(
        part for part in ("" if row is None else f"row {row}", f"column {column!r}" if column else "") if part
    )
    return Fault(file=table, path="", cell=at, found=found, wanted=wanted)


def value_of(cell: Any, *, typed: bool, text: bool) -> Any:
    """What a cell stands for.

    Args:
        cell: as the table holds it.
        typed: whether it has a type already.
        text: whether its column holds text, in which 007 is no number.

    Raises:
        ValueError: with advice on how to write it.
    """
    if typed:
        return _of_type(cell)
    if text:
        return cell
    if cell[0] in "[{":
        try:
            return read_yaml(cell, "cell").value
        except YamlFault as error:
            raise ValueError(error.faults[0].sentence) from None
    return read_scalar(cell)


def _of_type(cell: Any) -> Any:
    if isinstance(cell, float) and not math.isfinite(cell):
        raise ValueError("it is not a finite number: leave the cell empty to keep what the template says")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)  # a column of whole numbers with gaps comes as decimals
    if not isinstance(cell, bool | int | float | str | list):
        raise ValueError(f"{type(cell).__name__} cannot stand in a program: write text, a number, true or false")
    return cell


def _csv(path: Path) -> tuple[Table, list[Fault]]:
    reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    header = tuple(name.strip() for name in next(reader, []))
    faults: list[Fault] = []
    rows: list[Row] = []
    for number, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            wanted = f"the header has {len(header)}; quote a cell that holds a comma"
            faults.append(fault(path.name, f"{len(cells)} cells", wanted, number))
        faults += _strange(path.name, number, header, cells)
        rows.append(Row(number=number, cells={k: c.strip() for k, c in zip(header, cells) if c.strip()}))  # noqa: B905 - ragged rows are faults above
        if len(rows) > MOST_ROWS or len(faults) >= MOST_FAULTS:
            break
    if len(rows) > MOST_ROWS:
        faults = [fault(path.name, f"more than {MOST_ROWS:,} rows", "split the table")]
    return Table(name=path.name, columns=header, rows=tuple(rows), typed=False), faults


def _strange(name: str, number: int, header: tuple[str, ...], cells: list[str]) -> Iterator[Fault]:
    """Cells that no program can hold."""
    for place, cell in enumerate(cells):
        column = header[place] if place < len(header) else ""
        if len(cell) > LONGEST_CELL:
            yield fault(name, f"a cell of {len(cell):,} characters", f"at most {LONGEST_CELL:,}", number, column)
        elif not cell.replace("\n", " ").replace("\t", " ").isprintable():
            yield fault(name, f"{shown(cell[:40])} holds a character that is not text", "take it out", number, column)


def _parquet(path: Path) -> tuple[Table, list[Fault]]:
    with pq.ParquetFile(path) as file:
        if file.metadata.num_rows > MOST_ROWS or file.metadata.num_columns > MOST_COLUMNS:
            wanted = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns"
            raise _refused(path, f"{file.metadata.num_rows:,} rows and {file.metadata.num_columns:,} columns", wanted)
        held = file.read()
    columns = tuple(str(name) for name in held.column_names)
    rows, faults = [], []
    for number, cells in enumerate(held.to_pylist() if len(set(columns)) == len(columns) else [], start=2):
        given = {name: cell for name, cell in cells.items() if cell is not None and cell != ""}
        texts = [(name, cell) for name, cell in given.items() if isinstance(cell, str)]
        for name, cell in texts:
            faults += _strange(path.name, number, (name,), [cell])
        if given:
            rows.append(Row(number=number, cells=given))
        if len(faults) >= MOST_FAULTS:
            break
    return Table(name=path.name, columns=columns, rows=tuple(rows), typed=True), faults


def _of_columns(table: Table) -> Iterator[Fault]:
    if len(table.columns) > MOST_COLUMNS:
        yield fault(table.name, f"{len(table.columns):,} columns", f"at most {MOST_COLUMNS:,}")
        return
    for place, name in enumerate(table.columns):
        if not name:
            yield fault(table.name, f"column {place + 1} has no name", "name it by its place in the template")
        elif name in table.columns[:place]:
            yield fault(table.name, "this column stands there twice", "take one out", column=name)


def _refused(path: Path, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=path.name, path="", found=found, wanted=wanted)])
