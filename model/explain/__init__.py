"""Any number of a projection, opened down to the equation, the values in it, and the place and source of each input.

`explain` gives a tree, `check` works every equation in it out again, `as_text` and `as_dict` show it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from model.explain import care, costs, findings, funding, income, people, program, sessions, skills, wages
from model.explain.evaluate import FUNCTIONS, EquationError, check, evaluate
from model.explain.inputs import Inputs
from model.explain.nodes import Basis, Node, Place, See, Value
from model.explain.pots import contracts, raised
from model.explain.spot import Spot, Work
from model.explain.text import as_dict, as_text, rounded
from model.explain.values import FATES_AND_ALL, FIRST_MONTHS, OF_GRANT, PROGRAM_ROW, ROW, SEAT, SHARES, of_program
from model.explain.words import words
from model.findings import Findings
from model.inputs.faults import Fault, InputError, nearest
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.program import Program
from model.projection import Projection

Build = Callable[[Spot], Node]

OF_SEAT: Mapping[str, Build] = {
    "wage": people.wage,
    "filled": people.filled,
    "productive": skills.productive,
    "vacant": people.vacant,
    "separations": people.separations,
    "hires": people.hires,
    "paid_hours": sessions.paid_hours,
    "service_hours": sessions.service_hours,
    "unused_hours": sessions.unused_hours,
    "billed": care.billed,
    "earned": care.earned,
    "wages": wages.wages,
    "fringe": wages.fringe,
    "travel": costs.travel,
    "per_position": costs.per_position,
    "replacement": costs.replacement,
    "direct_cost": costs.direct_cost,
    "binds": care.binds,
}
OF_ROW: Mapping[str, Build] = {
    "shared_cost": costs.shared_cost,
    "indirect": costs.indirect,
    "full_cost": costs.full_cost,
    **{f"from_{source}": build for source, build in funding.BY_SOURCE.items()},
    "gap": funding.gap,
}
OF_PROGRAM: Mapping[str, Build] = {
    "reserve": program.reserve,
    "cash": program.cash,
    "accumulated_gap": program.accumulated_gap,
    "contracts": contracts,
    "fundraising": raised,
    "full_cost_total": program.full_cost_total,
    "gap_total": program.gap_total,
    "positions_sustained": program.positions_sustained,
}
OF_POSITION: Mapping[str, Build] = {
    "unsustainable_from": findings.unsustainable_from,
    "recovers": findings.recovers,
    "first_gap": findings.first_gap,
    "ended": findings.ended,
    "grant_ends": findings.grant_ends,
    "notice_by": findings.notice_by,
    "self_sustaining": findings.self_sustaining,
    "self_sustaining_after_grant": lambda spot: findings.self_sustaining(spot, after_grant=True),
}
GRANT: Mapping[str, Callable[[Spot, str], Node]] = {
    "asked": income.asked,
    "paid": income.paid,
    "left": income.left,
    "income_balance": income.income_balance,
    "match_needed": income.match_needed,
}
PARTS: Mapping[str, Callable[[Spot, str], Node]] = {
    "qualified": skills.qualified,
    "booked": sessions.booked,
    "kept": sessions.kept,
    "units": care.units,
    "hours": care.hours,
}


def explain(
    file: ProgramFile, projection: Projection, found: Findings, position: str, month: str | Month, quantity: str
) -> Node:
    """Open one number of a projection.

    Args:
        file: the program file that was projected, with places, lines and bases.
        projection: of its program; where it has several draws, the first is opened.
        found: its findings.
        position: an id, or `(program)` for the program's own row; of no account for what is the program's own.
        month: `YYYY-MM`, of no account for findings of a position.
        quantity: one of `quantities(file.program)`.

    Raises:
        InputError: for a position, month or quantity that is not there, with the nearest right name.
    """
    spot = _spot(file, projection, found, position, month)
    known = quantities(file.program)
    if quantity not in known:
        raise _wrong(file, f"quantity {quantity!r}", f"known are {', '.join(known)}{nearest(quantity, known)}")
    if quantity in OF_POSITION and spot.who == PROGRAM_ROW:
        raise _wrong(file, f"position {PROGRAM_ROW!r} for {quantity}", f"positions are {_ids(file.program)}")
    node = _opened(spot, quantity)
    return node if quantity in OF_POSITION else replace(node, label=f"{node.label}, {spot.when}")


def quantities(of: Program | None = None) -> list[str]:
    """All that can be explained, in the keys of the projection's tables.

    Args:
        of: a program, for the names of its payers, services and grants; without one PAYER, SERVICE and GRANT stand for
            them.
    """
    payers, services, grants = ("PAYER",), ("SERVICE",), ("GRANT",)
    if of is not None:
        payers, services, grants = tuple(of.payers), tuple(of.services), tuple(grant.id for grant in of.grants)
    groups: dict[str, Iterable[str]] = {
        "qualified": payers,
        "booked": services,
        "kept": services,
        "units": FATES_AND_ALL,
        "hours": FATES_AND_ALL,
    }
    return [
        *OF_SEAT,
        *(f"{group}.{name}" for group, names in groups.items() for name in names),
        *OF_ROW,
        "status",
        *OF_PROGRAM,
        *(f"grants.{name}.{what}" for name in grants for what in GRANT),
        *OF_POSITION,
    ]


def _opened(spot: Spot, quantity: str) -> Node:
    head, _, rest = quantity.partition(".")
    if quantity in OF_PROGRAM:
        return OF_PROGRAM[quantity](spot)
    if quantity in OF_POSITION:
        return OF_POSITION[quantity](spot)
    if head == "grants":
        identity, _, what = rest.rpartition(".")
        return GRANT[what](spot, identity)
    return _absent(spot, quantity) or _of_position(spot, quantity, head, rest)


def _of_position(spot: Spot, quantity: str, head: str, rest: str) -> Node:
    if quantity == "status":
        return findings.status(spot)
    if quantity in OF_ROW:
        return funding.row_of(spot, quantity) or OF_ROW[quantity](spot)
    return OF_SEAT[quantity](spot) if quantity in OF_SEAT else PARTS[head](spot, rest)


def _absent(spot: Spot, quantity: str) -> Node | None:
    """Nothing, of a seat that is not there or a row that carries nothing; None where there is something to open."""
    if spot.who == PROGRAM_ROW and (quantity in OF_ROW or quantity == "status") and not spot.serving():
        return None
    if spot.who != PROGRAM_ROW and spot.present():
        return None
    said, unit = words(quantity)
    return Node(
        quantity=quantity,
        label=f"{spot.who}: {said}",
        value=spot.value(quantity),
        unit=unit,
        note=_why_absent(spot),
    )


def _why_absent(spot: Spot) -> str:
    if spot.who == PROGRAM_ROW:
        return "direct-service seats carry everything" if spot.serving() else "the program's own row has no seat"
    start, end = spot.position.start, spot.position.end
    if start is not None and spot.when < start:
        return f"the seat is not there before {start}"
    if end is not None and spot.when > end:
        return f"the seat's last month is {end}"
    last = spot.value("ended")
    return f"the seat ended with {last}" if last else "the seat is not there this month"


def _spot(file: ProgramFile, projection: Projection, found: Findings, position: str, month: str | Month) -> Spot:
    of = file.program
    known = [*(p.id for p in of.positions), PROGRAM_ROW]
    if position not in known:
        raise _wrong(file, f"position {position!r}", f"positions are {_ids(of)}{nearest(position, known)}")
    try:
        when = month if isinstance(month, Month) else Month.of(month)
    except ValueError:
        raise _wrong(file, f"month {month!r}", "a month is written YYYY-MM, such as 2027-01") from None
    if not of.start <= when <= of.last:
        raise _wrong(file, f"month {str(when)!r}", f"the projection runs from {of.start} to {of.last}")
    return Spot(work=_work(file, projection, found, when), place=known.index(position), month=when - of.start)


# with the month in the key what is kept stays small: a long session does not hold the trees of all months
@lru_cache(maxsize=2)
def _work(file: ProgramFile, projection: Projection, found: Findings, _: Month) -> Work:
    """What the trees of one month share, kept for the next number of that month."""
    return Work(projection=projection, found=found, inputs=Inputs(file))


def _ids(of: Program) -> str:
    return ", ".join(position.id for position in of.positions)


def _wrong(file: ProgramFile, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=file.name, path="", found=f"found {found}", wanted=wanted)])


__all__ = [
    "FIRST_MONTHS",
    "FUNCTIONS",
    "OF_GRANT",
    "ROW",
    "SEAT",
    "SHARES",
    "Basis",
    "EquationError",
    "Node",
    "Place",
    "See",
    "Value",
    "as_dict",
    "as_text",
    "check",
    "evaluate",
    "explain",
    "of_program",
    "quantities",
    "rounded",
]
