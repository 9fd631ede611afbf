"""Draws: one program with many values in the place of some numbers, run in chunks so that memory stays flat."""

import copy
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from model.compiled import ready
from model.inputs.changes import set_value
from model.inputs.fields import Part, Steps
from model.inputs.load import ProgramFile, program_of
from model.inputs.months import Month
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.schema import Kind, kind_at
from model.inputs.selectors import SelectorError, fits, value_at
from model.inputs.series.luck import Chance
from model.projection import Projection, draws_of, project

CHUNK = 64
WORKERS = min(4, os.cpu_count() or 1)


def with_draws(
    file: ProgramFile, values: Mapping[str, Array], starts: Mapping[str, Month | None] | None = None
) -> Program:
    """The program with (draws,) values in the place of the numbers that selectors name.

    As with a scenario's `set`, a drawn value takes the place of all that the file gives there, growth and later
    entries too; with a month, from that month on. Numbers that decide the shape of the program, such as a ramp or a
    payment lag, cannot be drawn.

    Args:
        file: a program.
        values: by selector, as in scenarios; all of one length.
        starts: by selector, the month from which the values hold; throughout where none is given.

    Raises:
        SelectorError: when nothing fits, or what fits cannot be drawn.
        InputError: when a drawn value is one that the number may not have.
    """
    tree = copy.deepcopy(file.tree)
    for selector, drawn in values.items():
        for loc in fits(tree, selector):
            if not _drawable(kind_at(loc), value_at(tree, loc)):
                raise SelectorError(f"{selector!r} is not a number that can be drawn")
            drawn_number = Dated.of(np.asarray(drawn, dtype=np.float64))
            set_value(tree, loc, drawn_number, (starts or {}).get(selector))
    return program_of(tree, file.name, file.lines).program


def drawable(file: ProgramFile, selector: str) -> bool:
    """Whether everything that a selector names in a program can be drawn; False where it names nothing."""
    try:
        return all(_drawable(kind_at(loc), value_at(file.tree, loc)) for loc in fits(file.tree, selector))
    except SelectorError:
        return False


def _drawable(kind: Kind | None, value: object) -> bool:
    """Amounts may be drawn; whole numbers and shares that are fixed decide the shape of a program."""
    if kind is None or kind.spec is None or (isinstance(value, list) and kind.shape == "award"):
        return False
    return (
        kind.shape in ("number", "award") and not kind.spec.whole and (kind.spec.dated or kind.spec.unit == "dollars")
    )


def chance_of(program: Program, seed: int, draws: int | None = None) -> Chance | None:
    """The luck of a program's seats where it says `seats: simulated`; None where they are expected.

    Args:
        program: with or without draws.
        seed: of the luck.
        draws: how many, where the program's own numbers do not say it.
    """
    return Chance(seed=seed, draws=draws or draws_of(program)) if program.seats == "simulated" else None


def in_chunks(
    program: Program,
    measure: Callable[[Projection], Mapping[str, Array]],
    chunk: int = CHUNK,
    chance: Chance | None = None,
    *,
    workers: int = WORKERS,
    compiled: bool | None = None,
    after: Callable[[int], None] | None = None,
) -> dict[str, Array]:
    """Project draws a chunk at a time, several chunks at once, and keep only what is measured.

    This is the way to run many draws fast. A projection works out a stage when it is first asked for: with compiled
    stages `funding.full`, `funding.gap`, `funding.reserve`, `cash`, `biller.earned_by_payer()` and
    `findings.statuses` come of one run, `funding.sources` and a grant's parts of a second, and only `billing`,
    `costs`, `staffing` and the like need the plain stages too. Memory does not grow with draws, but for what is kept.

    Args:
        program: with draws.
        measure: what to keep of a projection: arrays that lead with draws.
        chunk: draws at a time; it decides speed and memory, never the answer.
        chance: the luck by which seats are simulated one by one; without it they are expected.
        workers: chunks at a time, each in a thread of its own; it decides speed, never the answer.
        compiled: as in `project`, and the same for all chunks; the first time on a machine, compiling takes a while.
        after: told how many draws are done, in the caller's own thread; what it raises ends the work.

    Returns:
        What was measured, all draws in order.
    """
    draws = draws_of(program) if chance is None else chance.draws
    by_kernel = ready() if compiled is None else compiled

    def part(at: int) -> Mapping[str, Array]:
        which = slice(at, at + chunk)
        return measure(project(some_draws(program, which), chance and chance.some(which), compiled=by_kernel))

    starts = range(0, draws, chunk)
    tell = after or (lambda _: None)
    if workers == 1 or len(starts) == 1:
        parts = _told(map(part, starts), tell, chunk, draws)
    else:
        pool = ThreadPoolExecutor(workers)
        try:
            parts = _told(pool.map(part, starts), tell, chunk, draws)
        finally:
            pool.shutdown(cancel_futures=True)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _told(
    parts: Iterable[Mapping[str, Array]], tell: Callable[[int], None], chunk: int, draws: int
) -> list[Mapping[str, Array]]:
    """Parts as they are done, each told."""
    found = []
    for part in parts:
        found.append(part)
        tell(min(len(found) * chunk, draws))
    return found


def some_draws(program: Program, which: slice) -> Program:
    """The program with only some of its draws."""
    return _mapped(program, which)


def _mapped(part: Any, which: slice) -> Any:
    """The same part where nothing in it is drawn, else one with those draws."""
    for kind, mapped in _MAPPED.items():
        if isinstance(part, kind):
            return mapped(part, which)
    return part


def _number(number: Dated, which: slice) -> Dated:
    if all(entry.drawn == 1 for entry in number.entries):
        return number
    return Dated(tuple(entry.some(which) for entry in number.entries))


def _part(part: Part, which: slice) -> Part:
    new = {name: _mapped(getattr(part, name), which) for name in type(part).model_fields}
    changed = {name: value for name, value in new.items() if value is not getattr(part, name)}
    return part.model_copy(update=changed) if changed else part


def _steps(steps: Steps, which: slice) -> Steps:
    return Steps(tuple((start, _mapped(version, which)) for start, version in steps.versions))


def _items(items: tuple[Any, ...], which: slice) -> tuple[Any, ...]:
    new = tuple(_mapped(item, which) for item in items)
    return items if all(a is b for a, b in zip(new, items, strict=True)) else new


def _entries(group: dict[str, Any], which: slice) -> dict[str, Any]:
    new = {key: _mapped(value, which) for key, value in group.items()}
    return group if all(new[key] is group[key] for key in group) else new


_MAPPED: dict[type, Callable[..., Any]] = {Dated: _number, Part: _part, Steps: _steps, tuple: _items, dict: _entries}
