"""Pay opened: the step, the credentials, the job code and the floor of one person, or of hired people paid alike."""

from dataclasses import dataclass

from model.explain.nodes import Node
from model.explain.spot import Spot, remembered
from model.inputs.numbers import Dated
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import Climber, first_index, increases
from model.inputs.staff import Ladder

SOURCE = "model.md, section 2: wages"


@dataclass(frozen=True)
class Standing:
    """Where a person stands on the ladder: the step, how it was reached, and the credentials that add to pay."""

    step: Node
    held: tuple[str, ...]


@remembered
def original_pay(spot: Spot) -> Node:
    """What the person of the start is paid an hour."""
    climber = spot.laid.pay.originals[spot.place]
    held = tuple(name for name, holds in climber.holds.items() if holds[spot.month] > 0)
    value = spot.pick(spot.work.projection.wages.original)
    return _pay(spot, "original_pay", Standing(_original_step(spot), held), value)


def hired_pay(spot: Spot, hired: list[int]) -> Node:
    """What people hired in these months, who are all paid alike, are paid an hour."""
    kind = spot.laid.pay.hire_kind[spot.place]
    held = _held(spot.laid.pay.hires[kind][1], hired[0], spot.month)
    value = float(spot.work.projection.wages.hires.kinds[kind][0, hired[0], spot.month])
    return _pay(spot, "pay", Standing(_hired_step(spot, hired[0]), held), value)


def alike(spot: Spot) -> list[list[int]]:
    """Months of hire up to this one, together where step and credentials are now the same; the longest here first."""
    kind = spot.laid.pay.hire_kind[spot.place]
    climber = spot.laid.pay.hires[kind][1]
    last = spot.laid.pay.ladders[spot.position.ladder].last_step[spot.month]
    groups: dict[tuple[float, tuple[str, ...]], list[int]] = {}
    for hired in range(spot.month + 1):
        step = min(float(climber.step[hired, spot.month]), float(last))
        # a credential that adds no pay does not set people apart who are paid alike
        paying = tuple(name for name in _held(climber, hired, spot.month) if name in _ladder(spot)[0].differentials)
        groups.setdefault((step, paying), []).append(hired)
    return list(groups.values())


def _held(climber: Climber, hired: int, month: int) -> tuple[str, ...]:
    return tuple(name for name, holds in climber.holds.items() if holds[hired, month] > 0)


def _pay(spot: Spot, quantity: str, standing: Standing, value: float) -> Node:
    ladder, name = _ladder(spot)
    children = [_step_pay(spot, standing.step)]
    for credential in standing.held:
        if credential in ladder.differentials:
            number = ladder.differentials[credential]
            loc = ("ladders", name, "differentials", credential)
            risen = _increases(spot, number)
            children.append(spot.input(f"differential.{credential}", *loc, risen=risen))
    equation = " + ".join(child.name for child in children)
    equation, limits = _within_job_code(spot, equation)
    equation, floors = _above_floor(spot, equation)
    return spot.part(quantity, equation, *children, *limits, *floors, source=SOURCE, value=value)


def _ladder(spot: Spot) -> tuple[Ladder, str]:
    name = spot.position.ladder
    return spot.program.ladders[name], name


def _within_job_code(spot: Spot, equation: str) -> tuple[str, list[Node]]:
    ladder, name = _ladder(spot)
    limits = []
    for bound, pick in (("min", "max"), ("max", "min")):
        if ladder.job_code and getattr(ladder.job_code, bound):
            limits.append(spot.input(f"job_code_{bound}", "ladders", name, "job_code", bound))
            equation = f"{pick}({equation}, job_code_{bound})"
    return equation, limits


def _above_floor(spot: Spot, equation: str) -> tuple[str, list[Node]]:
    floors = []
    if spot.program.keep_spread:
        floors.append(_lift(spot))
        equation = f"{equation} + lift"
    if "wage_floor" in spot.program.model_fields_set:
        floors.append(spot.input("wage_floor", "wage_floor"))
        equation = f"max({equation}, wage_floor)"
    return equation, floors


@remembered
def _lift(spot: Spot) -> Node:
    """What a kept spread adds to every step; it never falls."""
    _, name = _ladder(spot)
    entry, limits = _within_job_code(spot, "step_pay")
    first = spot.part("entry_pay", entry, _step_pay(spot, spot.count("step", 1.0)), *limits, source=SOURCE)
    floor = spot.input("wage_floor", "wage_floor")
    lifts = spot.work.projection.wages.lift[name]
    if spot.month == 0:
        return spot.part("lift", "max(0, wage_floor - entry_pay)", floor, first, source=SOURCE)
    before = spot.count("lift_before", float(lifts[0, spot.month - 1]), label="what the floor added last month")
    return spot.part("lift", "max(lift_before, wage_floor - entry_pay)", before, floor, first, source=SOURCE)


def _step_pay(spot: Spot, step: Node) -> Node:
    """The step's pay in the dollars of the month, for as long as the step is that one."""
    ladder, name = _ladder(spot)
    steps = ladder.steps.in_force(spot.when)
    number = int(step.value) if isinstance(step.value, float) else 1
    stated = steps[min(number, len(steps)) - 1]
    called = f"step_{number}"
    amount = spot.input(
        called,
        "ladders",
        name,
        "steps",
        min(number, len(steps)) - 1,
        label=f"step {number} of ladder {name}",
        unit="dollars an hour",
        number=stated,
        risen=_increases(spot, stated),
    )
    return spot.part("step_pay", f"{called} if step == {number} else None", amount, step, source=SOURCE)


def _increases(spot: Spot, number: Dated) -> Node | None:
    """The annual increases between the month an amount is stated for and this one; None where there was none."""
    ladder, name = _ladder(spot)
    stated = [entry.start for entry in number.entries if (entry.start or 0) <= spot.when][-1:]
    since = 0 if not stated or stated[0] is None else stated[0] - spot.program.start
    first = min(max(since, 0), spot.program.months - 1)
    if ladder.annual_increase is None:
        return None
    index = increases(ladder, Horizon.of(spot.program))[0]
    # a raise of nothing is left out; the index is a product, so that an unchanged month repeats it exactly
    came = [m for m in range(first + 1, spot.month + 1) if index[m] != index[m - 1]]
    if not came:
        return None
    return spot.part(
        "increases", "product(children)", *(_increase(spot.at(month=m), name) for m in came), source=SOURCE
    )


def _increase(spot: Spot, ladder: str) -> Node:
    share = spot.input("increase", "ladders", ladder, "annual_increase", "share", label="annual increase")
    return spot.part(f"increase_of.{spot.when}", "1 + increase", share, label=f"increase of {spot.when}", source=SOURCE)


@remembered
def _original_step(spot: Spot) -> Node:
    first = spot.input("first_step", "positions", spot.place, "step")
    since = spot.month - first_index(spot.position, spot.program.start)
    children = (
        first,
        spot.input("months_in_step", "positions", spot.place, "months_in_step"),
        spot.count("months_here", float(max(0, since))),
    )
    return _climbed(spot, "first_step + floor((months_in_step + months_here) / months_per_step)", children)


def _hired_step(spot: Spot, hired: int) -> Node:
    first = spot.staffing("hire", "step", quantity="first_step")
    since = spot.count("months_here", float(spot.month - hired), label="months since hire, of those longest here")
    return _climbed(spot, "first_step + floor(months_here / months_per_step)", (first, since))


def _climbed(spot: Spot, climbed: str, children: tuple[Node, ...]) -> Node:
    _, name = _ladder(spot)
    last = float(spot.laid.pay.ladders[name].last_step[spot.month]) + 1
    return spot.part(
        "step",
        f"min({climbed}, last_step)",
        *children,
        spot.input("months_per_step", "ladders", name, "months_per_step"),
        spot.count("last_step", last),
        source=SOURCE,
    )
