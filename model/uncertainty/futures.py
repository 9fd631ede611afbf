"""Futures: draws of what is not known about a program, and what the model makes of them.

ranges of the file (and offered ones)  ─► chances by name ─► correlations ─► values      one number a draw and input
renewals, losses, events of the file   ─► chances by name ─► happens or not              one answer a draw and event
draws in which the same events happen  ─► one variant of the program ─► the model, chunk by chunk
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from model.draws import WORKERS, chance_of
from model.inputs.load import ProgramFile
from model.inputs.numbers import Array, Entry, Flags, Order
from model.inputs.program import Program
from model.inputs.scenario import Placed, applied
from model.inputs.series.alike import Alike
from model.inputs.series.luck import Chance
from model.uncertainty.correlation import Tie, tied
from model.uncertainty.events import Happening, happenings, with_events
from model.uncertainty.found import Found, Held, found_inputs, ties_of
from model.uncertainty.offered import moved_numbers
from model.uncertainty.ranges import Names, as_file, drawn_entry, with_entries
from model.uncertainty.running import Measure, Progress, Stop, gathered
from model.uncertainty.sampling import chances, checked
from model.uncertainty.unknown import DrawnEvent, UncertainInput

VARIANTS = 64  # programs kept at a time: with many events nearly every draw is one of its own


@dataclass(frozen=True, kw_only=True, eq=False)
class Futures:
    """Draws of a program's unknowns.

    Attributes:
        file: the program, with scenarios laid on it.
        base: without them.
        draws: how many; `start` is the number of the first.
        seed, method: of the chances.
        inputs: what is not known, in the order of the file.
        events: what may happen.
        held: numbers whose range cannot be drawn, with the reason; they stay at their values.
        ties: correlations.
        fixed: names of inputs held at their values.
    """

    file: ProgramFile
    base: ProgramFile
    draws: int
    seed: int
    method: str
    start: int
    inputs: tuple[UncertainInput, ...]
    events: tuple[DrawnEvent, ...]
    held: tuple[Held, ...]
    ties: tuple[Tie, ...]
    happenings: tuple[Happening, ...]
    fixed: frozenset[str] = frozenset()
    _variants: dict[tuple[bool, ...], ProgramFile] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    @property
    def effects(self) -> tuple[str, ...]:
        """What each of the events would do, and from when, in their order."""
        return tuple(one.does(self.file) for one in self.happenings)

    @property
    def together(self) -> tuple[str, ...]:
        """Which inputs move together, in words."""
        labels = {one.name: one.label for one in self.inputs}
        pairs = ((labels.get(tie.one, tie.one), labels.get(tie.other, tie.other), tie.rank) for tie in self.ties)
        return tuple(f"{one} and {other}: a rank correlation of {rank:g}" for one, other, rank in pairs)

    def input(self, name: str) -> UncertainInput:
        """The input of that name."""
        return next(one for one in self.inputs if one.name == name)

    def fixing(self, names: Collection[str] | None = None, *, events: bool = False) -> "Futures":
        """The same futures with inputs at their values: those named, or all; chance with seats stays as it is.

        Args:
            names: of inputs; None for all.
            events: whether events are left out too.
        """
        known = {one.name for one in self.inputs}
        fixed = known if names is None else set(names)
        if fixed - known:
            raise KeyError(f"no uncertain input is called {min(fixed - known)!r}")
        never = np.zeros(self.draws, dtype=bool)
        drawn = tuple(replace(e, happens=never) for e in self.events) if events else self.events
        return replace(self, fixed=self.fixed | fixed, events=drawn)

    def at(self, chances_by_name: Mapping[str, Array]) -> "Futures":
        """Futures with other chances for some inputs or events, such as the rows of a design; all (draws,) long.

        What is not named keeps its draws where their number is the same, and stays at its value, or does not happen,
        where it is not. Correlations are not laid on again.

        Args:
            chances_by_name: by name of input or event.
        """
        draws = len(next(iter(chances_by_name.values())))
        same, never = draws == self.draws, np.zeros(draws, dtype=bool)
        inputs = tuple(
            replace(one, chances=np.asarray(chances_by_name.get(one.name, one.chances if same else np.zeros(draws))))
            for one in self.inputs
        )
        events = tuple(
            replace(e, happens=chances_by_name[e.name] < e.probability)
            if e.name in chances_by_name
            else e
            if same
            else replace(e, happens=never)
            for e in self.events
        )
        left = frozenset() if same else frozenset(i.name for i in self.inputs if i.name not in chances_by_name)
        return replace(self, draws=draws, inputs=inputs, events=events, fixed=self.fixed | left)

    def some(self, which: slice) -> "Futures":
        """Only some of the draws, one after the other; what was made for the others is shared."""
        inputs, events = (tuple(one.some(which) for one in every) for every in (self.inputs, self.events))
        numbers = range(self.draws)[which]
        return replace(self, draws=len(numbers), start=self.start + numbers.start, inputs=inputs, events=events)

    def parts(self, size: int) -> Iterator["Futures"]:
        """The draws in parts of at most a size: whoever stops keeps the parts that are done."""
        yield from (self.some(slice(at, at + size)) for at in range(0, self.draws, size))

    def variant(self, happening: tuple[bool, ...]) -> ProgramFile:
        """The program in which some of the events happen, in their order; ranges are still in it."""
        if happening not in self._variants:
            if len(self._variants) >= VARIANTS:
                self._variants.clear()
            chosen = [one for one, happens in zip(self.happenings, happening, strict=True) if happens]
            self._variants[happening] = with_events(self.file, chosen)
        return self._variants[happening]

    def groups(self) -> list[tuple[tuple[bool, ...], Order]]:
        """Draws in which the same events happen: what happens, and the places of the draws."""
        if not self.events:
            return [((), np.arange(self.draws))]
        happens = np.stack([event.happens for event in self.events], axis=1)
        rows, group = np.unique(happens, axis=0, return_inverse=True)
        return [(tuple(map(bool, row)), np.flatnonzero(group.ravel() == n)) for n, row in enumerate(rows)]

    def program(self, happening: tuple[bool, ...], which: Order) -> Program:
        """A variant with the values of some draws in it.

        Raises:
            InputError: when drawn values do not hold together.
        """
        file = self.variant(happening)
        numbers, entries = self._names.of(file.program), dict[str, Entry]()
        before = self._names.of(self.base.program) if any(one.offered for one in self.inputs) else numbers
        for one in self.inputs:
            if one.name in self.fixed:
                continue
            if one.offered is not None:
                entries |= moved_numbers(one.offered, one.chances[which], before, numbers, file.changed)
            elif one.name in numbers:
                entries[one.name] = drawn_entry(numbers[one.name].entry, one.values[which])
        return with_entries(file.program, entries, file.name, self._names)

    def single(self, draw: int) -> ProgramFile:
        """One draw as a program of its own, for questions that are solved on a single future: plain numbers only."""
        which = np.array([draw])
        row = tuple(bool(event.happens[draw]) for event in self.events)
        return as_file(self.variant(row), self.program(row, which))

    def measured(
        self,
        measure: Measure,
        *,
        chunk: int | None = None,
        workers: int = WORKERS,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> dict[str, Array]:
        """Run the model over all draws and keep what is measured, in the order of the draws.

        Args:
            measure: what to keep of a projection: arrays that lead with draws.
            chunk, workers: decide speed and memory, never the answer.
            progress: told the share of the draws that is done.
            stop: asked between chunks; when it says yes, `Stopped` is raised.

        Raises:
            InputError: when drawn values do not hold together.
            Stopped: when it was stopped.
        """
        runs = ((self.program(row, which), self._luck(which), which) for row, which in self.groups())
        alike = Alike(self.file.program)
        return gathered(
            runs, measure, self.draws, chunk=chunk, workers=workers, progress=progress, stop=stop, alike=alike
        )

    def _luck(self, which: Order) -> Chance | None:
        luck = chance_of(self.file.program, self.seed, self.draws)
        if luck is None:
            return None
        picked = None if len(which) == self.draws else tuple(map(int, which))
        return replace(luck, draws=len(which), first=self.start, picked=picked)


def futures(
    file: ProgramFile,
    *,
    draws: int,
    seed: int,
    method: str = "sobol",
    scenarios: Sequence[Placed] = (),
    offered: bool = False,
    start: int = 0,
) -> Futures:
    """Draw what is not known about a program.

    The draws of an input or event belong to its name, the seed and the draw's number: scenarios that are compared,
    each drawn with the same seed, stand in the same futures, and more draws leave the earlier ones as they are.

    Args:
        file: a program.
        draws: how many.
        seed: from 0 to 2^64 - 1; shown with every result.
        method: sobol or latin, see `sampling`.
        scenarios: laid on the program in order. What one sets has the range it brings, or none; what it scales has
            its range scaled.
        offered: whether ranges of assumptions count that the file does not give itself.
        start: number of the first draw, to go on from earlier ones.

    Raises:
        InputError: when a scenario, an event or a correlation does not fit the program.
        ValueError: when draws, seed, method or start are none that can be had.
    """
    checked(draws=draws, seed=seed, method=method, start=start)
    with_scenarios = applied(file, scenarios) if scenarios else file
    may_happen = happenings(with_scenarios)
    alone = [with_scenarios, *(with_events(with_scenarios, [one]) for one in may_happen)]
    found, held = found_inputs(file, alone, offered=offered)
    ties = ties_of(with_scenarios, found)

    def drawn(name: str) -> Array:
        return chances(name, draws=draws, seed=seed, method=method, start=start)

    by_name = tied({one.name: drawn(one.name) for one in found}, ties)
    return Futures(
        file=with_scenarios,
        base=file,
        draws=draws,
        seed=seed,
        method=method,
        start=start,
        inputs=tuple(_input(one, by_name[one.name]) for one in found),
        events=_drawn_events(may_happen, drawn),
        held=held,
        ties=ties,
        happenings=may_happen,
        _variants=dict(zip(_none_and_each(len(may_happen)), alone[:VARIANTS], strict=False)),
    )


def _none_and_each(events: int) -> list[tuple[bool, ...]]:
    """What happens where nothing does, and where one event alone does, in their order."""
    return [tuple(place == one for place in range(events)) for one in range(-1, events)]


def _input(one: Found, drawn: Array) -> UncertainInput:
    return UncertainInput(
        name=one.name,
        label=one.label,
        unit=one.unit,
        value=one.value,
        spread=one.spread,
        means=one.means,
        said_by=one.said_by,
        chances=drawn,
        offered=one.offered,
    )


def _drawn_events(may_happen: Sequence[Happening], drawn: Callable[[str], Array]) -> tuple[DrawnEvent, ...]:
    happens: dict[str, Flags] = {}
    for one in may_happen:
        happens[one.name] = drawn(f"event {one.name}") < one.probability
    for one in may_happen:
        happens[one.name] = happens[one.name] & ~happens.get(one.unless, np.zeros(1, dtype=bool))
    return tuple(DrawnEvent(name=o.name, probability=o.probability, happens=happens[o.name]) for o in may_happen)
