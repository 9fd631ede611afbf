"""Checks of grants, contracts and costs."""

import math
from collections.abc import Iterator

import numpy as np

from model.inputs.checks.problem import ROUNDING, Check, Problem, adds_up, in_order, most, repeated, unknown
from model.inputs.faults import nearest
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.inputs.series.money import award_of_year

WORDS_OF_NUMBERS = {"annual_change", "from", "until", "value", "values", "low", "high"}


def _grants(program: Program) -> Iterator[Problem]:
    yield from repeated(("grants",), (g.id for g in program.grants), "id")
    for place, grant in enumerate(program.grants):
        yield from _grant(program, grant, ("grants", place))


def _excluded(program: Program) -> Iterator[Problem]:
    costs = program.costs
    lines = [*costs.per_position_month, *costs.per_position_year, *costs.program_month]
    for place, name in enumerate(costs.indirect_excludes):
        yield from unknown(("costs", "indirect_excludes", place), name, lines, "cost line")


def _line_names(program: Program) -> Iterator[Problem]:
    """Words that say how a number changes make no cost line; indented one step too far they would become one."""
    groups = {
        ("costs", "per_position_month"): program.costs.per_position_month,
        ("costs", "per_position_year"): program.costs.per_position_year,
        ("costs", "program_month"): program.costs.program_month,
        ("leave",): program.leave,
    }
    for at, lines in groups.items():
        for name in sorted(WORDS_OF_NUMBERS & set(lines)):
            where = (
                "growth of the three groups stands at costs.annual_change"
                if at[0] == "costs"
                else "leave is a list of hours"
            )
            wanted = where if name == "annual_change" else "give the line a name, and put this inside its braces"
            yield Problem((*at, name), f"a line called {name!r}", wanted)


def _grant(program: Program, grant: Grant, at: tuple[str | int, ...]) -> Iterator[Problem]:
    yield from in_order(at, grant.start, grant.end)
    yield from adds_up((*at, "payment_lag"), grant.payment_lag)
    for name in grant.covers:
        if name not in [p.id for p in program.positions]:
            open_ = [p.id for p in program.positions if p.id not in grant.covers]
            yield Problem(
                (*at, "covers", name), f"no position {name!r}", f"take it out of `covers`{nearest(name, open_)}"
            )
    if grant.match_rate.first is None and (Horizon.of(program).values(grant.match_rate) >= 1).any():
        yield Problem((*at, "match_rate"), "a match of the whole project", "the non-federal share is below 1")
    yield from _award(program, grant, at)
    yield from _indirect(program, grant, at)


def _award(program: Program, grant: Grant, at: tuple[str | int, ...]) -> Iterator[Problem]:
    if grant.end < grant.start:
        return
    years = math.ceil((grant.end - grant.start + 1) / MONTHS_PER_YEAR)
    if isinstance(grant.award, tuple) and len(grant.award) != years:
        given, needed = _counted(len(grant.award), "award"), _counted(years, "budget year")
        found = f"{given} for {needed}, {grant.start} to {grant.end}"
        yield Problem((*at, "award"), found, "give one for each year from the grant's start, or one number for each")
        return
    if not grant.start < program.start <= grant.end:
        for key in ("spent_at_start", "carried_in"):
            if np.any(np.asarray(getattr(grant, key).entries[0].value) > 0):
                yield Problem(
                    (*at, key), f"`{key}` for a grant that is not under way in {program.start}", "leave it out"
                )
        return
    year = (program.start - grant.start) // MONTHS_PER_YEAR
    available = award_of_year(grant, year, Horizon.of(program)) + grant.carried_in.entries[0].value
    spent = np.atleast_1d(grant.spent_at_start.entries[0].value)
    if (spent > available + ROUNDING).any():
        found = f"{spent.max():,.0f} dollars spent of {np.min(available):,.0f}"
        yield Problem((*at, "spent_at_start"), found, "no more than the budget year's award and what was carried in")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _indirect(program: Program, grant: Grant, at: tuple[str | int, ...]) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    active = horizon.within(grant.start, grant.end)
    own, program_rate = horizon.values(grant.indirect_rate), horizon.values(program.costs.indirect_rate)
    if ((own > program_rate + ROUNDING) & (active > 0)).any():
        found = f"{own.max():g} is above the program's indirect rate"
        yield Problem((*at, "indirect_rate"), found, "a grant pays no more indirect than `costs.indirect_rate`")


def _shares(program: Program) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    active = [horizon.within(g.start, g.end) for g in program.grants]
    for position in program.positions:
        covered = [
            a * horizon.values(g.covers[position.id])
            for g, a in zip(program.grants, active, strict=True)
            if position.id in g.covers
        ]
        total = np.sum(np.broadcast_arrays(*covered), axis=0) if covered else np.zeros((1, 1))
        yield from most(("grants",), total, program.start, 1, f"shares of position {position.id!r}")
    shared = [a * horizon.values(g.program_costs) for g, a in zip(program.grants, active, strict=True)]
    total = np.sum(np.broadcast_arrays(*shared), axis=0) if shared else np.zeros((1, 1))
    yield from most(("grants",), total, program.start, 1, "shares of program costs")


def _contracts(program: Program) -> Iterator[Problem]:
    serving = [p.id for p in program.positions if p.direct_service]
    others = [p.id for p in program.positions if not p.direct_service]
    yield from repeated(("contracts",), (c.id for c in program.contracts), "id")
    for place, contract in enumerate(program.contracts):
        at = ("contracts", place)
        yield from in_order(at, contract.start, contract.end)
        for number, name in enumerate(contract.covers or ()):
            where = (*at, "covers", number)
            if name in others:
                yield Problem(where, f"{name!r} sees no clients", "a contract covers direct-service positions")
            else:
                yield from unknown(where, name, serving, "direct-service position")
        if contract.covers == ():
            yield Problem((*at, "covers"), "an empty list", "name a position, or leave `covers` out for any row")


CHECKS = (
    Check(_grants, ("start", "months", "grants", "positions", "costs")),
    Check(_shares, ("start", "months", "grants", "positions")),
    Check(_contracts, ("contracts", "positions")),
    Check(_line_names, ("costs", "leave")),
    Check(_excluded, ("costs",)),
)
