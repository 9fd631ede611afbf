"""Stress tests by name: what would become of a program, not how likely that is.

Each is a scenario made for the program at hand, of ordinary changes, so that it can be read, kept and edited like any
other. How hard it presses stands in `assumptions/stress.yaml`, with a source or as a judgement.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.compare import Outcome, outcome
from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions
from model.inputs.faults import InputError
from model.inputs.months import Month
from model.inputs.numbers import Dated
from model.inputs.scenario import Placed, applied, scenarios_of
from model.sentences import counted, rounded, spoken

FILE = "stress tests"
HALF_A_DOLLAR = 0.5
Change = dict[str, Any]
Numbers = Callable[[str], float]


class NotThisError(ValueError):
    """Why a stress says nothing of a program."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Stress:
    """One stress test of one program.

    Attributes:
        key: its name in code, and the middle of its entries' names.
        name: in words.
        why: what happens, with the numbers used.
        scenario: the changes; None where it does not apply.
        entries: the assumptions it rests on.
        does_not_apply: why not; empty where it does.
    """

    key: str
    name: str
    why: str
    scenario: Placed | None
    entries: tuple[Entry, ...]
    does_not_apply: str = ""

    @property
    def sourced(self) -> bool:
        """Whether any of its numbers has a source; the others are judgements, and say so."""
        return any(entry.confidence != "judgement" for entry in self.entries)


@dataclass(frozen=True, kw_only=True, eq=False)
class Stressed:
    """What a stress test does to a program.

    Attributes:
        stress: the test.
        result: its outcome; None where it does not apply.
        sentence: what it does to positions, the first gap, cash and the runway, in words.
    """

    stress: Stress
    result: Outcome | None
    sentence: str


def stress_tests(before: Outcome, assumptions: Assumptions, begins: Month | None = None) -> tuple[Stress, ...]:
    """The stress tests for a program.

    Args:
        before: the program as it stands.
        assumptions: how hard each presses.
        begins: the first month of each; as the assumptions have it where none is given.
    """
    program = before.file.program
    latest = program.start.plus(program.months - 1)
    usual = program.start.plus(round(_value(assumptions, "begins_after")))
    month = min(usual if begins is None else begins, latest)
    return tuple(_stress(key, before, assumptions, max(month, program.start)) for key in _MADE)


def stressed(before: Outcome, tests: Sequence[Stress]) -> tuple[Stressed, ...]:
    """Project a program under each stress test."""
    return tuple(_stressed(before, test) for test in tests)


def _stressed(before: Outcome, test: Stress) -> Stressed:
    if test.scenario is None:
        return Stressed(stress=test, result=None, sentence=f"Does not apply: {test.does_not_apply}.")
    try:
        result = outcome(applied(before.file, [test.scenario]))
    except InputError as error:
        return Stressed(stress=test, result=None, sentence=f"Cannot be tried here: {error.faults[0].found}.")
    return Stressed(stress=test, result=result, sentence=in_words(before, result))


def _value(assumptions: Assumptions, name: str) -> float:
    value = assumptions.entry(f"stress.{name}").value
    assert value is not None
    return value


def _stress(key: str, before: Outcome, assumptions: Assumptions, begins: Month) -> Stress:
    name, make = _MADE[key]
    entries = tuple(entry for entry in assumptions.entries.values() if entry.key.startswith(f"stress.{key}."))
    try:
        why, changes = make(before, lambda part: _value(assumptions, f"{key}.{part}"), begins)
    except NotThisError as reason:
        return Stress(key=key, name=name, why="", scenario=None, entries=entries, does_not_apply=str(reason))
    tree = [{"name": f"Stress: {name}", "why": why, "changes": changes}]
    return Stress(key=key, name=name, why=why, scenario=scenarios_of(tree, FILE, {})[0], entries=entries)


def _pandemic(before: Outcome, number: Numbers, begins: Month) -> tuple[str, list[Change]]:
    """Fewer sessions and more of them missed, for a while; where clients come as there are hours, only the latter."""
    months, demand = round(number("months")), number("demand")
    program, until = before.file.program, begins.plus(round(number("months")))
    changes: list[Change] = []
    for name, service in program.services.items():
        missed = _most(service.no_show)
        worse = min(number("no_show"), 1 / missed) if missed else 1.0
        if service.sessions_per_client_per_week is not None:
            changes += _for_a_while(f"services.{name}.sessions_per_client_per_week", demand, begins, until)
        if worse != 1:
            changes += _for_a_while(f"services.{name}.no_show", worse, begins, until)
    if not changes:
        raise NotThisError("the program states neither demand nor no-shows")
    said = (
        f"For {months} months from {spoken(begins)}, clients come to {100 * demand:.0f} % of their sessions, and "
        f"no-shows are {number('no_show'):g} times what they were."
    )
    return said, changes


def _for_a_while(place: str, factor: float, begins: Month, until: Month) -> list[Change]:
    return [
        {"scale": place, "by": factor, "from": str(begins)},
        {"scale": place, "by": 1 / factor, "from": str(until)},
    ]


def _payer_stops(before: Outcome, number: Numbers, begins: Month) -> tuple[str, list[Change]]:
    """The payer that pays most pays nothing for a while, then all that it owes."""
    name, months = _main_payer(before), round(number("months"))
    payer = before.file.program.payers[name]
    stops = sorted({*payer.pays_nothing_in, *(begins.plus(n) for n in range(months))})
    said = (
        f"{name.replace('_', ' ').capitalize()} pays no claim for {months} months from {spoken(begins)}, then all that "
        "it owes. It is earned all the same; cash has to wait for it."
    )
    return said, [{"set": f"payers.{name}.pays_nothing_in", "to": [str(month) for month in stops]}]


def _main_payer(before: Outcome) -> str:
    earned = before.projection.biller.earned_by_payer()[0].sum(axis=-1)
    paying = {name: float(earned[place]) for place, name in enumerate(before.file.program.payers)}
    most = max(paying, key=lambda name: paying[name], default=None)
    if most is None or paying[most] <= 0:
        raise NotThisError("no payer pays for any service")
    return most


def _departures(before: Outcome, number: Numbers, begins: Month) -> tuple[str, list[Change]]:
    """Those who work most hours with clients leave at the end of one month."""
    program = before.file.program
    there = [p for p in program.positions if p.direct_service and _there(p.start, p.end, begins)]
    leaving = sorted(there, key=lambda p: -_most(p.hours_per_week))[: round(number("people"))]
    if not leaving:
        raise NotThisError(f"nobody sees clients in {spoken(begins)}")
    changes = [
        {"set": f"positions[id={p.id}].departs", "to": [str(m) for m in sorted({*p.departs, begins})]} for p in leaving
    ]
    listed = " and ".join(p.id for p in leaving)
    people, seats = ("The person", "the seat is") if len(leaving) == 1 else ("The people", "the seats are")
    verb = "leaves" if len(leaving) == 1 else "leave"
    said = f"{people} in {listed} {verb} at the end of {spoken(begins)}, and {seats} filled as usual."
    return said, changes


def _there(start: Month | None, end: Month | None, month: Month) -> bool:
    return (start is None or start <= month) and (end is None or end >= month)


def _award_delay(before: Outcome, number: Numbers, _: Month) -> tuple[str, list[Change]]:
    """The next award begins and ends later; where all have begun, what the largest pays comes later."""
    program, months = before.file.program, round(number("months"))
    if not program.grants:
        raise NotThisError("the program has no grant")
    ahead = [grant for grant in program.grants if grant.start > program.start]
    if ahead:
        grant = min(ahead, key=lambda g: g.start)
        said = f"The grant {grant.id!r} begins {months} months later, in {spoken(grant.start.plus(months))}."
        moved = {key: str(getattr(grant, key).plus(months)) for key in ("start", "end")}
        return said, [{"set": f"grants[id={grant.id}].{key}", "to": month} for key, month in moved.items()]
    paid = before.projection.funding.grants
    grant = max(program.grants, key=lambda g: float(paid[g.id].paid[0].sum()))
    lag = [0.0] * months + [float(share.value) for share in grant.payment_lag]
    said = f"What the grant {grant.id!r} pays comes {months} months later than it does; no award is still to begin."
    return said, [{"set": f"grants[id={grant.id}].payment_lag", "to": lag}]


def _rate_cut(before: Outcome, number: Numbers, begins: Month) -> tuple[str, list[Change]]:
    """All rates of the payer that pays most are cut."""
    name, factor = _main_payer(before), number("multiplier")
    places = [f"payers.{name}.services.{service}.rate" for service in before.file.program.payers[name].services]
    said = f"Every rate of {name.replace('_', ' ')} is cut by {100 * (1 - factor):.0f} % from {spoken(begins)}."
    return said, [{"scale": place, "by": factor, "from": str(begins)} for place in places]


def _most(number: Dated) -> float:
    return max(float(np.max(entry.value)) for entry in number.entries)


_MADE: dict[str, tuple[str, Callable[[Outcome, Numbers, Month], tuple[str, list[Change]]]]] = {
    "pandemic": ("a year of pandemic demand", _pandemic),
    "payer_stops": ("a payer that stops paying for ninety days", _payer_stops),
    "departures": ("two departures in one month", _departures),
    "award_delay": ("a delayed award", _award_delay),
    "rate_cut": ("a rate cut", _rate_cut),
}


def in_words(before: Outcome, after: Outcome) -> str:
    """What a stress does to positions, to the first gap and to cash."""
    return " ".join((_positions(before, after), _first_gap(before, after), _cash(before, after)))


def _positions(before: Outcome, after: Outcome) -> str:
    lost = before.findings.positions_sustained[0] - after.findings.positions_sustained[0]
    months, most = round(lost.sum()), round(lost.max())
    if months == 0 and most == 0:
        return "Positions are sustained as they were."
    if months <= 0:
        return (
            f"Positions are sustained for {-months:,} more months in all, {most} fewer at the worst."
            if most
            else (f"Positions are sustained for {-months:,} more months in all.")
        )
    worst = before.file.program.start.plus(int(np.argmax(lost)))
    plural = "s" if months > 1 else ""
    return (
        f"Positions are sustained for {months:,} fewer month{plural} in all; {counted(most).lower()} fewer at the "
        f"worst, in {spoken(worst)}."
    )


def _first_gap(before: Outcome, after: Outcome) -> str:
    start = after.file.program.start
    was, now = (float(o.findings.first_gap_of_any[0]) for o in (before, after))
    if math.isinf(now):
        return "There is no gap." if math.isinf(was) else "There is no gap any more."
    runway = f"{int(now)} month{'' if now == 1 else 's'} of runway"
    if now == was:
        return f"The first gap stays in {spoken(start.plus(int(now)))} ({runway})."
    instead = "where there was none" if math.isinf(was) else f"not in {spoken(start.plus(int(was)))}"
    return f"The first gap is in {spoken(start.plus(int(now)))} ({runway}), {instead}."


def _cash(before: Outcome, after: Outcome) -> str:
    """By how much cash is lower at the worst, and whether it runs out sooner: its lowest may be far from the stress."""
    start, less = after.file.program.start, before.projection.cash[0] - after.projection.cash[0]
    worst = int(np.argmax(less))
    said = "Cash is never lower than it was"
    if less[worst] > HALF_A_DOLLAR:
        left = rounded(float(after.projection.cash[0, worst]))
        said = (
            f"Cash is lower by up to {rounded(float(less[worst]))}, in {spoken(start.plus(worst))}, when it is {left}"
        )
    index, earlier = (float(o.findings.cash_negative[0]) for o in (after, before))
    if math.isinf(index) or index == earlier:
        return f"{said}."
    instead = "which it did not" if math.isinf(earlier) else f"not in {spoken(start.plus(int(earlier)))}"
    return f"{said}; it runs out in {spoken(start.plus(int(index)))}, {instead}."
