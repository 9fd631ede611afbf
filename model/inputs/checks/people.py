"""Checks of positions, ladders, benefits and time."""

from collections.abc import Iterator

import numpy as np

from model.inputs.checks.problem import Check, Problem, in_order, repeated, repeated_at_once, unknown
from model.inputs.fields import Month
from model.inputs.numbers import Dated
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.inputs.series.people import support_sum
from model.inputs.staff import Component, Ladder, Position
from model.inputs.states import STATES

FULL_YEAR = 2080
MOST_DEPARTURES = 12
PROGRAM_ROW = "(program)"  # what the program's own row is called in every table


def _seats(program: Program) -> Iterator[Problem]:
    if program.state not in STATES:
        yield Problem(("state",), f"found {program.state!r}", "a state's two letters are needed, such as NC")
    if not program.positions:
        yield Problem(("positions",), "no position is given", "a program has at least one")
    yield from repeated(("positions",), (p.id for p in program.positions), "id")
    for place, position in enumerate(program.positions):
        if position.id == PROGRAM_ROW:
            yield Problem(("positions", place, "id"), f"found {PROGRAM_ROW!r}", "that names the program's own row")
    for place, position in enumerate(program.positions):
        yield from _position(program, position, place)


def _ladders(program: Program) -> Iterator[Problem]:
    for name, ladder in program.ladders.items():
        yield from _ladder(ladder, name, Horizon.of(program))


def _position(program: Program, position: Position, place: int) -> Iterator[Problem]:
    at = ("positions", place)
    yield from in_order(at, position.start, position.end)
    yield from _departures(position, (*at, "departs"))
    yield from unknown((*at, "ladder"), position.ladder, program.ladders, "ladder")
    if position.ladder not in program.ladders:
        return
    steps = program.ladders[position.ladder].steps.most
    hire = program.staffing_of(position).hire.step.value
    for key, step in (("step", _highest(position.step, program.start)), ("staffing.hire.step", hire)):
        if step > steps:
            found = f"step {step:g} of ladder {position.ladder!r}"
            yield Problem((*at, key), found, f"it has {steps} step{'s' if steps > 1 else ''}")


def _departures(position: Position, at: tuple[str | int, ...]) -> Iterator[Problem]:
    yield from repeated(at, map(str, position.departs), "month")
    if len(set(position.departs)) > MOST_DEPARTURES:
        found = f"{len(position.departs)} months"
        yield Problem(at, found, f"at most {MOST_DEPARTURES} departures of one seat; turnover is for the rest")


def _highest(dated: Dated, start: Month) -> float:
    return max(
        float(np.max(e.value)) for e in dated.entries if e.start is None or e.start >= start or e is dated.entries[0]
    )


def _ladder(ladder: Ladder, name: str, horizon: Horizon) -> Iterator[Problem]:
    code = ladder.job_code
    if code and code.min and code.max and (horizon.values(code.min) > horizon.values(code.max)).any():
        yield Problem(("ladders", name, "job_code"), "`min` is above `max`", "a job code's least pay is below its most")


def _benefits(program: Program) -> Iterator[Problem]:
    components = program.benefits.components
    yield from repeated_at_once(("benefits", "components"), [(c.name, c.from_, c.until) for c in components])
    for place, component in enumerate(components):
        yield from _component(component, ("benefits", "components", place))


def _component(component: Component, at: tuple[str | int, ...]) -> Iterator[Problem]:
    yield from in_order(at, component.from_, component.until, ("from", "until"))
    share, month = component.share_of_wages is not None, component.per_month is not None
    if share == month:
        found = "both `share_of_wages` and `per_month`" if share else "neither `share_of_wages` nor `per_month`"
        yield Problem(at, found, "a component is one or the other")
        return
    goes_with = "share_of_wages" if month else "per_month"
    misplaced = {"wage_base", "used_at_start"} if month else {"annual_change"}
    for key in sorted(misplaced & component.model_fields_set):
        yield Problem((*at, key), f"`{key}` has no meaning here", f"it goes with `{goes_with}`")
    if share and "used_at_start" in component.model_fields_set and component.wage_base is None:
        yield Problem((*at, "used_at_start"), "`used_at_start` without `wage_base`", "say what base is used up")


def _supports(program: Program) -> Iterator[Problem]:
    yield from repeated_at_once(("supports",), [(s.name, s.from_, s.until) for s in program.supports])
    for place, support in enumerate(program.supports):
        yield from in_order(("supports", place), support.from_, support.until, ("from", "until"))
    horizon = Horizon.of(program)
    change = support_sum(program, horizon, "non_service_share_change")
    for place, position in enumerate(program.positions):
        share = horizon.values(program.time_of(position).non_service_share) + change
        if ((share < 0) | (share > 1)).any():
            found = (
                f"with the supports the non-service share reaches {share.min() if (share < 0).any() else share.max():g}"
            )
            yield Problem(("positions", place), found, "it stays from 0 to 1")


def _leave(program: Program) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    hours = sum((horizon.values(h) for h in program.leave.values()), np.zeros((1, program.months)))
    if (hours >= FULL_YEAR).any():
        yield Problem(
            ("leave",),
            f"leave adds up to {hours.max():,.0f} hours a year",
            "a full-time year has 2,080, and some must be worked",
        )


CHECKS = (
    Check(_seats, ("state", "start", "positions", "ladders", "staffing")),
    Check(_ladders, ("start", "months", "ladders")),
    Check(_benefits, ("benefits",)),
    Check(_supports, ("start", "months", "supports", "positions", "time")),
    Check(_leave, ("start", "months", "leave")),
)
