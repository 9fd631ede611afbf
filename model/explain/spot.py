"""The spot that is explained: a position and a month of a projection, and short ways to open what stands there."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from model.explain.evaluate import evaluate
from model.explain.inputs import Inputs
from model.explain.laid import Laid, laid_out
from model.explain.nodes import Node, See, Value
from model.explain.values import PROGRAM_ROW, amount, of_program
from model.explain.words import words
from model.findings import Findings
from model.inputs.months import Month
from model.inputs.numbers import Dated, Loc
from model.inputs.program import Program
from model.inputs.staff import Position
from model.projection import Projection

Rest = ParamSpec("Rest")
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True, eq=False)
class Work:
    """What all spots of one tree share, with the numbers opened so far."""

    projection: Projection
    found: Findings
    inputs: Inputs
    memo: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Spot:
    """One position, by its place in the program (the program's own row comes last), and one month, by its index."""

    work: Work
    place: int
    month: int

    @property
    def program(self) -> Program:
        """What was projected."""
        return self.work.projection.program

    @property
    def laid(self) -> Laid:
        """Its inputs by month."""
        return laid_out(self.work.projection)

    @property
    def position(self) -> Position:
        """The position."""
        return self.program.positions[self.place]

    @property
    def who(self) -> str:
        """The position's id."""
        return PROGRAM_ROW if self.place == len(self.program.positions) else self.position.id

    @property
    def when(self) -> Month:
        """The month."""
        return self.program.start.plus(self.month)

    @property
    def serves(self) -> bool:
        """Whether the position sees clients."""
        return self.place < len(self.program.positions) and self.position.direct_service

    def at(self, *, place: int | None = None, month: int | None = None) -> "Spot":
        """Another position or month."""
        return replace(self, place=self.place if place is None else place, month=self.month if month is None else month)

    def present(self, place: int | None = None) -> bool:
        """Whether a position is there this month."""
        return self.pick(self.work.projection.funding.present, place) > 0

    def serving(self) -> list[int]:
        """Places of the direct-service positions that are there."""
        return [p for p, position in enumerate(self.program.positions) if position.direct_service and self.present(p)]

    def pick(self, values: Any, place: int | None = None) -> float:
        """One value of an array (draws, positions or rows, months)."""
        return float(values[0, self.place if place is None else place, self.month])

    def now(self, values: Any) -> float:
        """One value of an array (draws, months)."""
        return float(values[0, self.month])

    def value(self, quantity: str) -> Value:
        """What the projection has for a named quantity."""
        return amount(self.work.projection, self.work.found, quantity, self.place, self.month)

    def part(
        self,
        quantity: str,
        equation: str,
        *children: Node,
        source: str,
        label: str = "",
        note: str = "",
        value: Value = None,
    ) -> Node:
        """A number on the way, worked out here from others unless the projection keeps it and gives the value."""
        said, unit = words(quantity)
        value = evaluate(equation, children) if value is None else value
        return Node(
            quantity=quantity,
            label=label or said,
            value=value,
            unit=unit,
            equation=equation,
            children=children,
            source=source,
            note=note,
        )

    def total(self, quantity: str, equation: str, *children: Node, source: str, note: str = "") -> Node:
        """A named quantity: the value is the projection's, the equation has to give it."""
        said, unit = words(quantity)
        label = said if of_program(quantity) else f"{self.who}: {said}"
        return Node(
            quantity=quantity,
            label=label,
            value=self.value(quantity),
            unit=unit,
            equation=equation,
            children=children,
            source=source,
            note=note,
        )

    def count(self, quantity: str, value: Value, *, label: str = "", note: str = "") -> Node:
        """A leaf that is no input: a count, a share of people, a month of the calendar."""
        said, unit = words(quantity)
        return Node(quantity=quantity, label=label or said, value=value, unit=unit, note=note)

    def other(
        self,
        quantity: str,
        *,
        name: str = "",
        place: int | None = None,
        month: int | None = None,
        value: float | None = None,
    ) -> Node:
        """A leaf taken from another position or month, which says where it is opened."""
        there = self.at(place=place, month=month)
        said, unit = words(quantity)
        own = of_program(quantity)
        whose = "" if own or place is None else f"{there.who}: "
        dated = "" if there.month == self.month else f", {there.when}"
        return Node(
            quantity=name or quantity,
            label=f"{whose}{said}{dated}",
            value=there.value(quantity) if value is None else value,
            unit=unit,
            see=See(position=PROGRAM_ROW if own else there.who, month=str(there.when), quantity=quantity),
        )

    def before(self, quantity: str) -> Node:
        """A leaf: the same quantity last month."""
        return self.other(quantity, name=f"{quantity}_before", month=self.month - 1)

    def input(self, quantity: str, *loc: str | int, label: str = "", unit: str = "", **how: Any) -> Node:
        """An input of the program in this month, as the file has it at a place."""
        said, known = words(quantity)
        unit = unit or known
        number = how.get("number") or self.work.inputs.value(loc)
        if isinstance(number, Dated):
            return self.work.inputs.dated(quantity, loc, self.when, label=label or said, unit=unit, **how)
        value = number if number is None or isinstance(number, str) else float(number)
        value = str(number) if isinstance(number, Month) else value
        return self.work.inputs.leaf(quantity, value, loc, label=label or said, unit=unit, **how)

    def staffing(self, *path: str | int, quantity: str = "") -> Node:
        """A number of `staffing`, as the position or the program has it."""
        return self.input(quantity or str(path[-1]), *self._nearest("staffing", path))

    def time(self, *path: str) -> Node:
        """A number of `time`, as the position or the program has it."""
        return self.input(path[-1], *self._nearest("time", path))

    def _nearest(self, group: str, path: tuple[str | int, ...]) -> Loc:
        """The place of a number that a position may have of its own."""
        own: Loc = ("positions", self.place, group, *path)
        overlaid: Any = getattr(self.position, group)
        for step in path:
            if isinstance(step, str) and step not in getattr(overlaid, "model_fields_set", (step,)):
                return (group, *path)
            overlaid = getattr(overlaid, step) if isinstance(step, str) and hasattr(overlaid, step) else overlaid
        return own


def unique(name: str, names: list[str], place: int) -> str:
    """A name, with its place in the list when another has it too, so that an equation can tell them apart."""
    return name if names.count(name) == 1 else f"{name} {place + 1}"


def remembered(build: Callable[Concatenate[Spot, Rest], Made]) -> Callable[Concatenate[Spot, Rest], Made]:
    """Open a number once for each position and month, so that a tree holds one node for it wherever it is read."""

    @wraps(build)
    def opened(spot: Spot, *args: Rest.args, **kwargs: Rest.kwargs) -> Made:
        key = (build.__module__, build.__name__, spot.place, spot.month, args, tuple(kwargs.items()))
        if key not in spot.work.memo:
            spot.work.memo[key] = build(spot, *args, **kwargs)
        return spot.work.memo[key]

    return opened


def of_all(build: Callable[Concatenate[Spot, Rest], Made]) -> Callable[Concatenate[Spot, Rest], Made]:
    """Open a number of the whole program once for each month, whichever position it is reached from."""
    once = remembered(build)

    @wraps(build)
    def opened(spot: Spot, *args: Rest.args, **kwargs: Rest.kwargs) -> Made:
        return once(spot.at(place=0), *args, **kwargs)

    return opened
