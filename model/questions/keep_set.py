"""Which seats to keep when not all can be: sets tried from the best downward until one pays its way."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from model.inputs.load import ProgramFile
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.scenario import Placed
from model.inputs.series.costs import cost_series
from model.inputs.series.horizon import Horizon
from model.inputs.series.money import funding_series
from model.monthly import Biller, Funding, month_by_month
from model.projection import Projection, project
from model.questions.keeping import Watch
from model.questions.solving import QuestionError
from model.questions.trying import Changed, laid, made_up

Objective = Literal["seats", "hours", "clients"]
OBJECTIVES: dict[Objective, str] = {
    "seats": "seats kept",
    "hours": "hours of sessions delivered a year by the seats kept",
    "clients": "clients on the caseloads of the seats kept",
}
MOST_TRIED, AT_ONCE = 16_384, 256  # all sets of fourteen seats
LITTLE = 1e-9
Sets = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The best set of seats that pays its way.

    Attributes:
        objective: what was made as large as possible; ties go to more seats, then to those paid first.
        keeps, ends: ids of seats.
        value: of the set kept; `all_seats`: of all.
        at_most: what no set can pass: the value itself where it is proven, the best set not tried where not.
        proven: whether every better set was tried.
        tried: how many sets were.
        scenario: the changes that end the others.
    """

    objective: Objective
    keeps: tuple[str, ...]
    ends: tuple[str, ...]
    value: float
    all_seats: float
    at_most: float
    proven: bool
    tried: int
    scenario: Placed

    @property
    def sentence(self) -> str:
        """The answer with how it was found."""
        sets = "one set" if self.tried == 1 else f"{self.tried:,} sets"
        words, tried = OBJECTIVES[self.objective], f"{sets} of seats tried"
        if not self.keeps:
            return f"No set of seats found pays its way ({tried}); not even one seat alone can be kept."
        said = f"Keep {', '.join(self.keeps)}: {self.value:,.0f} of {self.all_seats:,.0f} {words}"
        if self.proven:
            return f"{said}; {tried} from the best downward, so no better one pays its way."
        return (
            f"{said}; {tried}, of which none pays its way, then seats taken out one by one. "
            f"No set can pass {self.at_most:,.0f}."
        )


def keep_set(
    watched: Watch,
    objective: Objective = "seats",
    may_end: Sequence[str] | None = None,
    changes: Sequence[Changed] = (),
    most_tried: int = MOST_TRIED,
    told: Callable[[int, int], object] | None = None,
) -> Kept:
    """The set of seats of the largest objective whose seats are all kept once the others end with the cliff.

    What a seat gives to the objective does not depend on the others, so sets are tried in falling order of the
    objective and the first that pays its way is the best. Each set is run through the months of the real model, many
    at once. After `most_tried` sets, seats are taken out one by one instead, each time the one whose end closes most of
    what is missing for what it gives to the objective; the best set not tried says how far that may be from the best.
    The clients of a seat that ends are not passed on to others.

    Args:
        watched: the cliff.
        objective: seats, hours of sessions delivered, or clients.
        may_end: seats that may be given up; by default all that see clients.
        changes: laid on the program first, such as levers that alone do not keep everybody.
        told: called before each batch of sets with how many are tried and how many may be.

    Raises:
        QuestionError: for seats that are not there, or clients asked for where no caseload is given.
    """
    seats = tuple(watched.seats if may_end is None else may_end)
    unknown = [name for name in seats if not _there(watched, name)]
    if unknown:
        raise QuestionError(f"found the seat {unknown[0]!r}; those there at the cliff are {', '.join(watched.seats)}")
    file = laid(watched.held, changes)
    projection = project(file.program)
    worth = _worth(watched, projection, objective, seats)
    rest = [name for name in watched.seats if name not in seats]
    others = float(_worth(watched, projection, objective, rest).sum())
    ordered = (stay for stay in _falling(worth, file.program, seats) if rest or any(stay))
    found = _best(Trial(watched, file, projection, seats), worth, ordered, most_tried, told)
    ends = tuple(name for place, name in enumerate(seats) if found.kept is None or not found.kept[place])
    value = 0.0 if found.kept is None else others + float(worth[found.kept].sum())
    return Kept(
        objective=objective,
        keeps=() if found.kept is None else tuple(name for name in watched.seats if name not in ends),
        ends=ends,
        value=value,
        all_seats=others + float(worth.sum()),
        at_most=value if found.next_best is None else others + float(worth[found.next_best].sum()),
        proven=found.next_best is None,
        tried=found.tried,
        scenario=_scenario(watched, changes, ends),
    )


@dataclass(frozen=True)
class _Found:
    """The best set found, if any; the best one that was not tried, if any is left that could be better."""

    kept: Sets | None
    next_best: Sets | None
    tried: int


def _best(
    trial: "Trial",
    worth: Array,
    ordered: Iterator[list[bool]],
    most_tried: int,
    told: Callable[[int, int], object] | None,
) -> _Found:
    tried, most = 0, min(most_tried, 2 ** len(worth))
    while tried < most_tried:
        if told is not None:
            told(tried, most)
        batch = np.array(list(islice(ordered, min(AT_ONCE, most_tried - tried))), dtype=bool)
        if not len(batch):
            return _Found(None, None, tried)
        good = trial.pays(batch)
        if good.any():
            first = int(np.argmax(good))
            return _Found(batch[first], None, tried + first + 1)
        tried += len(batch)
    following = next(ordered, None)
    if following is None:
        return _Found(None, None, tried)
    return _Found(trial.by_taking_out(worth), np.array(following, dtype=bool), tried)


def _scenario(watched: Watch, changes: Sequence[Changed], ends: Sequence[str]) -> Placed:
    gone: list[Changed] = [{"remove": f"positions[id={name}]", "from": str(watched.begins)} for name in ends]
    return made_up("Seats that end", f"not all can be kept after {watched.cliff}", [*changes, *gone])


def _there(watched: Watch, name: str) -> bool:
    """Whether a position is there at the cliff and in the month after."""
    present = watched.base.funding.present[0, :, watched.inside.start - 1 : watched.inside.start + 1]
    names = [p.id for p in watched.held.program.positions]
    return name in names and bool((present[names.index(name)] > 0).all())


def _places(program: Program, names: Sequence[str]) -> list[int]:
    listed = [p.id for p in program.positions]
    return [listed.index(name) for name in names]


def _worth(watched: Watch, projection: Projection, objective: Objective, seats: Sequence[str]) -> Array:
    """What each seat gives to the objective: (seats,)."""
    program = projection.program
    places = _places(program, seats)
    serves = np.array([program.positions[place].direct_service for place in places], dtype=np.float64)
    if objective == "seats":
        return np.ones(len(places))
    if objective == "hours":
        hours = projection.sessions.session_hours[0].sum(axis=1)[places][:, watched.inside]
        return hours.sum(axis=1) * 12 / watched.months * serves
    without = [p.id for p in (program.positions[place] for place in places) if p.direct_service and p.caseload is None]
    if without:
        raise QuestionError(
            f"{without[0]!r} has no caseload, so its clients cannot be counted; give one, or ask for hours"
        )
    horizon = Horizon.of(program)
    caseloads = [program.positions[place].caseload for place in places]
    return (
        np.array([0.0 if c is None else float(horizon.values(c)[0, watched.inside].mean()) for c in caseloads]) * serves
    )


def _falling(worth: Array, program: Program, seats: Sequence[str]) -> Iterator[list[bool]]:
    """Every set of seats, the largest objective first, then more seats, then those paid first.

    Sets are told apart by what they give up: the cheapest to give up come first, each made from an earlier one by
    giving up the next seat as well, or in the place of the last.
    """
    order = funding_series(program).order.tolist()
    rank = [order.index(place) for place in _places(program, seats)]
    losses = [(float(worth[i]), 1, len(order) - rank[i]) for i in range(len(seats))]
    by_loss = sorted(range(len(seats)), key=lambda i: losses[i])
    yield [True] * len(seats)
    waiting: list[tuple[tuple[float, int, int], tuple[int, ...]]] = [(losses[by_loss[0]], (0,))] if seats else []
    while waiting:
        lost, given_up = heapq.heappop(waiting)
        out = {by_loss[k] for k in given_up}
        yield [i not in out for i in range(len(seats))]
        last = given_up[-1] + 1
        if last < len(seats):
            more = losses[by_loss[last]]
            heapq.heappush(waiting, (_plus(lost, more), (*given_up, last)))
            instead = _plus(_plus(lost, more), losses[by_loss[last - 1]], -1)
            heapq.heappush(waiting, (instead, (*given_up[:-1], last)))


def _plus(a: tuple[float, int, int], b: tuple[float, int, int], sign: int = 1) -> tuple[float, int, int]:
    # rounded, since the same sum in another order must not be another number where ties are broken
    return (round(a[0] + sign * b[0], 6), a[1] + sign * b[1], a[2] + sign * b[2])


class Trial:
    """The months of the model run for many sets of seats at once: in each draw the seats outside a set have ended."""

    def __init__(self, watched: Watch, file: ProgramFile, projection: Projection, seats: Sequence[str]) -> None:
        """Lay the program out once."""
        self.watched, self.program, self.base = watched, file.program, projection
        self.places = _places(file.program, seats)
        self.money, self.lines = funding_series(file.program), cost_series(file.program)

    def pays(self, sets: Sets) -> NDArray[np.bool_]:
        """Whether every seat of a set is kept, for each set (sets, seats): (sets,)."""
        short = self.watched.short(self.funding(sets))
        return (np.where(self._judged(sets), short, -np.inf).max(axis=(1, 2)) <= 0) & self._judged(sets).any(
            axis=(1, 2)
        )

    def _judged(self, sets: Sets) -> Sets:
        stays = np.ones((len(sets), len(self.watched.judged)), dtype=bool)
        stays[:, self.places] = sets
        return self.watched.judged & stays[:, :, None]

    def funding(self, sets: Sets) -> Funding:
        """Who pays, were seats to end with the cliff: exactly as when a scenario ends them."""
        months, first = self.program.months, self.watched.inside.start
        gone = np.zeros((len(sets), len(self.program.positions)), dtype=bool)
        gone[:, self.places] = ~sets
        after = np.arange(months) >= first
        active = self.money.active * ~(gone[:, :, None] & after)
        own_end = np.where(gone, np.minimum(self.money.own_end, first - 1), self.money.own_end)
        costs = self.base.costs
        # nobody is replaced in a seat's own last month
        unreplaced = costs.replacement * (gone[:, :, None] & (np.arange(months) == first - 1))
        biller = Biller(self.base.delivered, self.base.terms, tied=self.base.biller.tied, draws=len(sets))
        return month_by_month(
            replace(self.money, active=active, own_end=own_end),
            self.lines,
            replace(costs, direct=costs.direct - unreplaced, excluded=costs.excluded + np.zeros((len(sets), 1, 1))),
            biller,
            len(sets),
        )

    def by_taking_out(self, worth: Array) -> Sets | None:
        """Take seats out one by one, what closes most for what it is worth first, until the rest pays its way.

        Returns:
            Which stay, or None where nobody is left.
        """
        kept = np.ones(len(self.places), dtype=bool)
        while kept.any():
            outs = np.flatnonzero(kept)
            options = np.array([kept & (np.arange(len(kept)) != out) for out in outs])
            good = self.pays(options)
            if good.any():
                return self._refilled(options[np.argmax(np.where(good, options @ worth, -np.inf))], worth)
            closed = self._lacking(kept[None]) - self._lacking(options)
            kept = options[int(np.argmax(closed / np.maximum(worth[outs], LITTLE)))]
        return None

    def _refilled(self, kept: Sets, worth: Array) -> Sets:
        """Seats taken back, the most worth first, as long as the rest still pays its way."""
        for place in np.flatnonzero(~kept)[np.argsort(-worth[~kept], kind="stable")]:
            more = kept.copy()
            more[place] = True
            if self.pays(more[None])[0]:
                kept = more
        return kept

    def _lacking(self, sets: Sets) -> Array:
        """Dollars beyond what is immaterial that the seats of each set lack over the window: (sets,)."""
        short = np.where(self._judged(sets), np.maximum(self.watched.short(self.funding(sets)), 0.0), 0.0)
        return short.sum(axis=(1, 2))
