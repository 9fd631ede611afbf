"""A run's folder: what is finished is kept there, each batch whole or not at all, and is not run again."""

import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import locket
import pyarrow as pa
import pyarrow.parquet as pq

from model.inputs.faults import Fault, InputError
from model.portfolio.results import BATCH_TABLES, FORMAT, SUMS, TABLES, schema

RUN, MEMBERS, BATCHES, LOCK = "run.json", "members.parquet", BATCH_TABLES, "run.lock"
UNFINISHED = ".unfinished-"
OURS = {RUN, MEMBERS, BATCHES, SUMS, LOCK}
WANTED = "name a new folder, an empty one, or one that an earlier run has written"


@dataclass(frozen=True)
class Store:
    """The folder of a run."""

    folder: Path

    @property
    def batches(self) -> Path:
        """Where finished batches stand."""
        return self.folder / BATCHES

    def finished(self) -> set[str]:
        """Keys of the programs whose results are kept; a batch that cannot be read is taken away."""
        keys: set[str] = set()
        for folder in sorted(self.batches.iterdir()):
            try:
                keys.update(_keys(folder))
            except (OSError, pa.ArrowException):
                shutil.rmtree(folder)
        return keys

    def keep(self, tables: Mapping[str, pa.Table]) -> None:
        """Keep the rows of a batch, all tables or none."""
        keys = tables["programs"]["key"].unique().to_pylist()
        if not keys:
            return
        name = sha256("".join(sorted(keys)).encode()).hexdigest()[:16]
        aside = self.batches / f"{UNFINISHED}{name}-{secrets.token_hex(4)}"
        aside.mkdir()
        try:
            for table, rows in tables.items():
                pq.write_table(rows, aside / f"{table}.parquet", compression="zstd")
            aside.rename(self.batches / name)
        except OSError as error:
            raise _refused(self.folder, f"a batch cannot be written: {_reason(error)}", "make room for it") from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def write_members(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the list of programs anew."""
        table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema("members"))
        aside = self.folder / f"{UNFINISHED}{MEMBERS}"
        pq.write_table(table, aside, compression="zstd")
        aside.replace(self.folder / MEMBERS)

    def write_run(self, said: Mapping[str, Any]) -> None:
        """Write what the run is: scenarios, draws, seed, whether it is complete."""
        aside = self.folder / f"{UNFINISHED}{RUN}"
        aside.write_text(json.dumps({"format": FORMAT, **said}, indent=2) + "\n", encoding="utf-8")
        aside.replace(self.folder / RUN)


def _keys(folder: Path) -> Iterator[str]:
    """The keys of a batch, once it is sure that all its tables can be read."""
    if folder.name.startswith(UNFINISHED):
        raise OSError(folder.name)
    for name in TABLES:
        if pq.read_schema(folder / f"{name}.parquet").names != schema(name).names:
            raise OSError(name)
    yield from pq.read_table(folder / "programs.parquet", columns=["key"])["key"].to_pylist()


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The folder of a run, made where it is not there, and held so that no second run writes into it.

    Raises:
        InputError: when it holds something else, cannot be written, or another run is writing into it.
    """
    try:
        _claim(folder)
        lock = locket.lock_file(str(folder / LOCK), timeout=0)
        lock.acquire()
    except locket.LockError:
        raise _refused(folder, "another run is writing into this folder", "wait for it, or name another") from None
    except OSError as error:
        raise _refused(folder, f"it cannot be used: {_reason(error)}") from None
    try:
        yield Store(folder)
    finally:
        with suppress(OSError):
            lock.release()


def _claim(folder: Path) -> None:
    """Make the folder ours; never one that holds anything else."""
    if folder.exists():
        held = {path.name for path in folder.iterdir() if not path.name.startswith(UNFINISHED)}
        if held and not (held <= OURS and RUN in held):
            strange = min(held - OURS, default=min(held))
            raise _refused(folder, f"the folder already holds {strange!r}")
    elif not folder.parent.is_dir():
        raise _refused(folder, f"there is no folder {str(folder.parent)!r} to put it in")
    (folder / BATCHES).mkdir(parents=True, exist_ok=True)
    if not (folder / RUN).exists():
        Store(folder).write_run({"complete": False})


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _refused(folder: Path, found: str, wanted: str = WANTED) -> InputError:
    return InputError([Fault(file=str(folder), path="", found=found, wanted=wanted)])
