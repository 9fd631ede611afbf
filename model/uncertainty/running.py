"""Running the model over groups of draws, with progress and a stop, and putting the results back in order."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from model.draws import WORKERS, in_chunks
from model.inputs.numbers import Array, Order
from model.inputs.program import Program
from model.inputs.series.alike import Alike
from model.inputs.series.luck import Chance
from model.projection import Projection

Measure = Callable[[Projection], Mapping[str, Array]]
Progress = Callable[[float], None]
Stop = Callable[[], bool]
Run = tuple[Program, Chance | None, Order]


class Stopped(Exception):  # noqa: N818 - what it says, not an error
    """The person stopped it; nothing of what was under way is kept."""


def gathered(
    runs: Iterable[Run],
    measure: Measure,
    draws: int,
    *,
    chunk: int | None = None,
    workers: int = WORKERS,
    progress: Progress | None = None,
    stop: Stop | None = None,
    alike: Alike | None = None,
) -> dict[str, Array]:
    """Measure each run's draws and put them in their places.

    Args:
        runs: a program with draws, its luck, and the places of its draws among all.
        measure: arrays that lead with draws.
        draws: how many in all.
        chunk: draws at a time; what suits the stages where none is given.
        workers: chunks at the same time.
        progress: told the share that is done.
        stop: asked before each chunk.
        alike: what the programs have in common.

    Raises:
        Stopped: when `stop` said yes.
    """
    result: dict[str, Array] = {}
    done = 0

    def asked() -> None:
        if stop is not None and stop():
            raise Stopped

    def after(now: int) -> None:
        asked()
        if progress is not None:
            progress(min((done + now) / draws, 1.0))

    for program, luck, which in runs:
        asked()
        found = in_chunks(program, measure, chunk, luck, workers=workers, after=after, alike=alike)
        for name, values in found.items():
            if len(which) == len(values) == draws:
                result[name] = values
                continue
            if name not in result:
                result[name] = np.empty((draws, *values.shape[1:]), dtype=values.dtype)
            result[name][which] = values  # a program in which nothing is drawn has one value for all its draws
        done += len(which)
    if progress is not None:
        progress(1.0)
    return result
