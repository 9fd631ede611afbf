"""Draws: one program with many values in the place of some numbers, run in chunks so that memory stays flat."""

import copy
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from model.compiled import ready
from model.inputs.changes import set_value
from model.inputs.drawn import cut_of, draws_of
from model.inputs.load import ProgramFile, program_of
from model.inputs.months import Month
from model.inputs.numbers import Array, Dated
from model.inputs.program import Program
from model.inputs.schema import Kind, kind_at
from model.inputs.selectors import SelectorError, fits, value_at
from model.inputs.series.alike import Alike
from model.inputs.series.common import Common
from model.inputs.series.luck import Chance
from model.projection import Projection, project
from model.stages.compiled.jit import available

CHUNK = 64
WORTH_COMPILING = 5_000_000  # position-months: some ten seconds of the plain stages
MOST_COMPILED = 512  # draws at a time; more gain little, and progress is told after each chunk
LEAST_COMPILED = 32  # draws that are not worth a second chunk: laying a program out for it takes as long as they do
NUMBERS_COMPILED = 650_000  # in an array of one number for each draw, seat and month
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
    chunk: int | None = None,
    chance: Chance | None = None,
    *,
    workers: int = WORKERS,
    compiled: bool | None = None,
    after: Callable[[int], None] | None = None,
    alike: Alike | None = None,
) -> dict[str, Array]:
    """Project draws a chunk at a time, several chunks at once, and keep only what is measured.

    This is the way to run many draws fast. A projection works out a stage when it is first asked for: with compiled
    stages `funding.full`, `funding.gap`, `funding.reserve`, `cash`, `biller.earned_by_payer()` and
    `findings.statuses` come of one run, `funding.sources` and a grant's parts of a second, and only `billing`,
    `costs`, `staffing` and the like need the plain stages too. Memory does not grow with draws, but for what is kept.

    Args:
        program: with draws.
        measure: what to keep of a projection: arrays that lead with draws.
        chunk: draws at a time; it decides speed and memory, never the answer. By default what suits the stages.
        chance: the luck by which seats are simulated one by one; without it they are expected.
        workers: chunks at a time, each in a thread of its own; it decides speed, never the answer.
        compiled: as in `project`, and the same for all chunks; by default also where there is so much to do that
            compiling, which takes half a minute the first time on a machine, is the shorter way.
        after: told how many draws are done, in the caller's own thread; what it raises ends the work.
        alike: what the program has in common with others that are run.

    Returns:
        What was measured, all draws in order.
    """
    drawn = draws_of(program)
    draws = drawn if chance is None else chance.draws
    by_kernel = ready() or _worth_compiling(program, draws) if compiled is None else compiled and available()
    chunk = chunk or (_compiled_chunk(program, draws, workers) if by_kernel else CHUNK)
    cut = cut_of(program) if chunk < draws else None
    common = Common() if alike is None else alike.common(program)
    some = cut or (lambda _: program)

    def part(at: int) -> Mapping[str, Array]:
        which = slice(at, at + chunk)
        number, luck = len(range(drawn)[which]) if drawn > 1 else 1, chance and chance.some(which)
        return measure(project(some(which), luck, compiled=by_kernel, common=common, drawn=number))

    starts = range(0, draws, chunk)
    tell = after or (lambda _: None)
    if workers == 1 or len(starts) == 1:
        kept = _kept(map(part, starts), tell, chunk, draws)
    else:
        pool = ThreadPoolExecutor(workers)
        try:
            kept = _kept(pool.map(part, starts), tell, chunk, draws)
        finally:
            pool.shutdown(cancel_futures=True)
    return kept


def _kept(
    parts: Iterable[Mapping[str, Array]], tell: Callable[[int], None], chunk: int, draws: int
) -> dict[str, Array]:
    """Parts put in their place as they are done, so that nothing is there twice; each is told."""
    result: dict[str, Array] = {}
    for at, part in zip(range(0, draws, chunk), parts, strict=True):
        if chunk >= draws:
            result = dict(part)
        for name, values in part.items() if chunk < draws else ():
            if name not in result:
                result[name] = np.empty((draws, *values.shape[1:]), dtype=values.dtype)
            result[name][at : at + chunk] = values
        tell(min(at + chunk, draws))
    return result


def _worth_compiling(program: Program, draws: int) -> bool:
    return available() and draws * len(program.positions) * program.months >= WORTH_COMPILING


def _compiled_chunk(program: Program, draws: int, workers: int) -> int:
    """Draws at a time that keep compiled stages busy: laying a program out takes as long for one draw as for many."""
    each = program.months * len(program.positions)
    if any(draws_of(part) > 1 for part in (program.ladders, program.wage_floor, program.benefits)):
        each += program.months**2 * len(program.ladders)  # what each month's hires are paid, month by month
    return min(MOST_COMPILED, max(CHUNK, NUMBERS_COMPILED // each), max(LEAST_COMPILED, -(-draws // workers)))
