"""Moves: one lever at one place of a program, as a number that can be looked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from model.draws import drawable
from model.inputs.faults import InputError
from model.inputs.months import Month
from model.inputs.selectors import fits
from model.inputs.spec import Spec
from model.inputs.units import nearest
from model.levers import LEVERS, Lever, Target, by_key, change_of, targets
from model.levers.reading import number_at
from model.levers.shapes import steps_in
from model.levers.targets import ALL_DIRECT, EVERYONE, number_spec
from model.levers.words import worded
from model.questions.bridge import new_grant
from model.questions.goals import Goal
from model.questions.move_ranges import MONEY, NOT_SECURED, Range, one_way, range_of
from model.questions.solving import QuestionError
from model.questions.trying import Changed, laid

HALVINGS, DIGITS = 30, 6
GRANT = "grant_added"
FULLY = 1.0
A_SUM = Spec(unit="dollars")
A_WAGE = Spec(unit="dollars an hour")
WAGE_KEYS = ("starting_wage", "starting_wage_alone")
Changing = Callable[[float], list[Changed]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Move:
    """A number that can be moved.

    Attributes:
        key: of the lever; `target`: the label of its place.
        name: both in words, such as "Rate (medicaid, individual)".
        now: what stands there in the month it moves from; None where nothing does.
        said: the same in words, where several places hold several numbers.
        range: where it is looked for.
        one_way: whether it can only help or only hurt.
        whole: whether only whole numbers make sense.
        start: the month it moves from; None where it cannot change by month.
        selector: of the number, where many values of it can be projected at once; empty where they cannot.
        changes: what puts a value there.
        spec, unit: how a value is said.
    """

    key: str
    target: str
    name: str
    now: float | None
    said: str
    range: Range
    one_way: bool
    whole: bool
    start: Month | None
    selector: str
    changes: Changing
    spec: Spec
    unit: str

    def show(self, value: float) -> str:
        """A value in words."""
        return worded(round(value, 6), self.spec, self.unit)

    def between(self, low: float, high: float) -> str:
        """Two values in words, the unit said once: "from 0 to 100 % of sessions"."""
        end = self.show(high)
        begin, _, unit = self.show(low).partition(" ")
        return f"from {self.show(low) if begin == '×' or unit.startswith('%') is not ('%' in end) else begin} to {end}"

    @property
    def today(self) -> str:
        """What stands there in words."""
        return self.said or ("nothing" if self.now is None else self.show(self.now))


def move_of(goal: Goal, named: str) -> Move:
    """The move that a person names: a lever's key, or key and target as in `rate:medicaid, individual`.

    Raises:
        QuestionError: for a name that is none, a lever that is no number or that the program has no place for, and for
            money that the goal does not count.
    """
    key, _, label = (part.strip() for part in named.partition(":"))
    found = moves_of(goal, key)
    if not label:
        return found[0]
    by_label = {move.target: move for move in found}
    if label not in by_label:
        raise QuestionError(
            f"found {label!r} for {key}; there is {'; '.join(by_label)}{nearest(label, list(by_label))}"
        )
    return by_label[label]


def moves_of(goal: Goal, key: str) -> tuple[Move, ...]:
    """A lever at each of its places, those that move many positions first.

    Raises:
        QuestionError: see `move_of`.
    """
    keys = [lever.key for lever in LEVERS]
    asked = [lever.key for lever in LEVERS if lever.form in ("number", "factor") or lever.key == GRANT]
    if key not in keys:
        raise QuestionError(
            f"found the lever {key!r}; those that are numbers are {', '.join(asked)}{nearest(key, asked)}"
        )
    lever = by_key(key)
    if lever.form not in ("number", "factor") and key != GRANT:
        raise QuestionError(f"{lever.label} is not one number, so no value of it can be looked for")
    if key in NOT_SECURED:
        raise QuestionError(f"{lever.label} is no secured funding; it does not move what is asked about")
    if key in MONEY and goal.wanted.paid_by == "earnings":
        raise QuestionError(f"{lever.label} is no earnings; ask for all secured funding instead")
    places = targets(lever, goal.file)
    if not places:
        raise QuestionError(f"{lever.label}: this program has no place for it")
    if key == GRANT:
        return (_bridge(goal, lever),)
    return tuple(_move(goal, lever, target) for target in places)


def chosen(goal: Goal, moves: Sequence[Move]) -> tuple[Move, ...]:
    """Of a lever's moves, those to show in a table: the position asked about, else everybody at once, else each."""
    asked = goal.wanted.positions or ()
    if len(asked) == 1:
        own = [m for m in moves if m.target == asked[0] or m.target.startswith(f"{asked[0]},")]
        if own:
            return tuple(own)
    general = [m for m in moves if m.target in (EVERYONE, ALL_DIRECT)]
    return tuple(general[:1] or moves)


def _move(goal: Goal, lever: Lever, target: Target) -> Move:
    start = goal.start if target.dated else None
    now, said = _now(goal, lever, target, start)
    spec = A_WAGE if lever.key in WAGE_KEYS else lever.spec
    if lever.form == "number" and target.action == "set" and lever.key not in WAGE_KEYS:
        spec = number_spec(lever, goal.file, fits(goal.file.tree, target.selector)[0])
    can_draw = lever.form == "number" and target.action == "set" and drawable(goal.file, target.selector)

    def changes(value: float) -> list[Changed]:
        if lever.form == "factor" and value == FULLY:
            return []
        given = float(round(value) if lever.spec.whole else value)
        return [change_of(lever, target, given, None if start is None else str(start))]

    move = Move(
        key=lever.key,
        target=target.label,
        name=f"{lever.label} ({target.label})",
        now=now,
        said=said,
        range=_range(goal, lever, now),
        one_way=one_way(
            lever.key, goal.file, only_sum=goal.wanted.positions is None and goal.wanted.paid_by == "earnings"
        ),
        whole=lever.spec.whole,
        start=start,
        selector=target.selector if can_draw else "",
        changes=changes,
        spec=spec,
        unit=target.unit,
    )
    return replace(move, range=_possible(goal, move))


def _now(goal: Goal, lever: Lever, target: Target, start: Month | None) -> tuple[float | None, str]:
    """What stands at a place in the month it would move from, and in words where there are several numbers."""
    month = start or goal.file.program.start
    if lever.form == "factor" or target.action != "set" or not target.dated:
        return target.value, ""
    if lever.key in WAGE_KEYS:
        return steps_in(goal.file, goal.file.program.ladders[target.label], month)[0], ""
    numbers = [number_at(goal.file.tree, loc) for loc in fits(goal.file.tree, target.selector)]
    values = sorted({number.at(month) for number in numbers if number is not None})
    if not values:
        return target.value, ""
    many = f"{values[0]:g} to {worded(values[-1], lever.spec, target.unit)}" if len(values) > 1 else ""
    return values[len(values) // 2], many


def _range(goal: Goal, lever: Lever, now: float | None) -> Range:
    """Where a lever is looked for; a starting wage not below the floor, which holds in any case."""
    found = range_of(lever.key, lever.spec, now)
    if lever.key not in WAGE_KEYS:
        return found
    floor = goal.file.program.wage_floor.at(goal.start)
    return replace(found, low=max(found.low, floor if now is None else min(floor, now)))


def _possible(goal: Goal, move: Move) -> Range:
    """The part of a range that the program's other numbers allow, found by halving."""
    now = move.range.low if move.now is None else move.now
    ends = [_furthest(goal, move, now, end) for end in (move.range.low, move.range.high)]
    return replace(move.range, low=ends[0], high=ends[1])


def _furthest(goal: Goal, move: Move, now: float, end: float) -> float:
    if allowed(goal, move, end):
        return end
    for _ in range(HALVINGS):
        middle = (now + end) / 2
        now, end = (middle, end) if allowed(goal, move, middle) else (now, middle)
    rounded = round(now, DIGITS)
    return rounded if allowed(goal, move, rounded) else now


def allowed(goal: Goal, move: Move, value: float) -> bool:
    """Whether the program holds together with a value."""
    try:
        laid(goal.file, move.changes(value))
    except InputError:
        return False
    return True


def _bridge(goal: Goal, lever: Lever) -> Move:
    """A new grant over the window, in dollars a year."""
    item = new_grant(goal)
    return Move(
        key=GRANT,
        target="the window",
        name=f"{lever.label} ({goal.span})",
        now=0.0,
        said="",
        range=range_of(GRANT, A_SUM, 0.0),
        one_way=True,
        whole=False,
        start=None,
        selector="",
        changes=lambda value: [{"add": "grants", "item": {**item, "award": float(value)}}] if value > 0 else [],
        spec=A_SUM,
        unit="a year",
    )
