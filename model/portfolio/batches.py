"""A batch: some programs under every scenario, worked out in one go, wherever that is."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.ipc

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed, with_changes
from model.inputs.selectors import SelectorError, fits
from model.portfolio.drawing import kept_of
from model.portfolio.measuring import Calendar, Kept, calendar, measure
from model.portfolio.members import Member
from model.portfolio.packages import Package
from model.portfolio.results import BASELINE
from model.portfolio.tables import Told, joined, tables_of
from model.portfolio.terms import Terms, model_version

Tables = dict[str, pa.Table]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Programs with the keys of their results, and what is asked of them."""

    members: tuple[Member, ...]
    keys: tuple[str, ...]
    terms: Terms


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a batch came to.

    Attributes:
        tables: the rows of all programs that could be run, in Arrow's own form.
        failures: of the others, by key: sentences.
        version: of the model that worked it out.
    """

    tables: dict[str, bytes]
    failures: dict[str, tuple[str, ...]]
    version: str

    def read(self) -> Tables:
        """The rows."""
        return {name: pa.ipc.open_stream(content).read_all() for name, content in self.tables.items()}


def worked_out(batch: Batch) -> Answer:
    """Run every program of a batch; one that cannot be run does not stop the others."""
    done: list[Tables] = []
    failures: dict[str, tuple[str, ...]] = {}
    for member, key in zip(batch.members, batch.keys, strict=True):
        try:
            done.append(program_tables(member, key, batch.terms))
        except InputError as error:
            failures[key] = tuple(fault.sentence for fault in error.faults)
        except Exception as error:  # noqa: BLE001 - whatever a program brings about, the others go on
            failures[key] = (f"{member.place}: it could not be worked out: {type(error).__name__}: {error}",)
    tables = {name: _packed(table) for name, table in joined(done).items()}
    return Answer(tables=tables, failures=failures, version=model_version())


def program_tables(member: Member, key: str, terms: Terms) -> Tables:
    """All rows of one program: as it stands, and under each scenario and package alone.

    Raises:
        InputError: when the program, or the program under a scenario, does not hold together.
    """
    file = member.program()
    told = Told(
        key=key,
        program=member.id,
        region=member.region,
        synthetic=member.synthetic,
        scenario=BASELINE,
        reached=(),
        baseline={},
    )
    parts, kept = _kept(file, member, terms)
    told = replace(told, baseline=kept)
    done = [tables_of(file.program, kept, parts, told)]
    for placed in (*terms.scenarios, *terms.packages):
        package = isinstance(placed, Package)
        changed, reached = placed.laid(file, terms.medicaid) if package else reached_by(file, placed)
        if any(reached):
            parts, kept = _kept(changed, member, terms)
        else:
            parts, kept = calendar(changed.program), told.baseline
        done.append(tables_of(changed.program, kept, parts, replace(told, scenario=placed.name, reached=reached)))
    return joined(done)


def _kept(file: ProgramFile, member: Member, terms: Terms) -> tuple[Calendar, Kept]:
    """What is kept of a program or of one of its scenarios."""
    parts, seed = calendar(file.program), terms.seed_of(member.id)
    return parts, kept_of(file, terms.draws, seed, measure(parts, terms.medicaid), offered=terms.offered)


def reached_by(file: ProgramFile, placed: Placed) -> tuple[ProgramFile, tuple[bool, ...]]:
    """A program with those changes of a scenario that fit it, and whether each does.

    A reform that names a payer, a grant or a cap reaches only the programs that have it; the others stay as they are.

    Raises:
        InputError: when changes that fit leave a program that does not hold together.
    """
    every = [(placed, number) for number in range(len(placed.changes))]
    fitting = [step for step in every if _fits(file, step)]
    if not fitting:
        return file, (False,) * len(every)
    return with_changes(file, fitting), tuple(step in fitting for step in every)


def _fits(file: ProgramFile, step: tuple[Placed, int]) -> bool:
    """Whether a change's place is there, in the program or among what the scenario's earlier changes add."""
    placed, number = step
    target = placed.changes[number].target
    added = [change.target for change in placed.changes[:number] if change.kind == "add"]
    if any(target.startswith(place) for place in added):
        return True
    try:
        return bool(fits(file.tree, target))
    except SelectorError:
        return False


def _packed(table: pa.Table) -> bytes:
    held = io.BytesIO()
    with pa.ipc.new_stream(held, table.schema) as stream:
        stream.write_table(table)
    return held.getvalue()


def in_batches(members: Sequence[tuple[Member, str]], terms: Terms) -> Batch:
    """A batch of members with their keys."""
    return Batch(members=tuple(m for m, _ in members), keys=tuple(k for _, k in members), terms=terms)
