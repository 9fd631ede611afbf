"""Checks of funding requests: names that the program has, who and how much, and months that it projects."""

from collections.abc import Iterable, Iterator

from model.inputs.checks.problem import Check, Problem, repeated, unknown
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Loc
from model.inputs.program import Program
from model.inputs.request import Agreement, Item, Request, RequestLine, Staff

ITEM_LISTS = ("travel", "equipment", "supplies", "contractual", "construction", "other")
MILEAGE = "mileage"


def _requests(program: Program) -> Iterator[Problem]:
    """Everything about a program's requests that does not fit together, or does not fit the program."""
    yield from repeated(("requests",), (r.id for r in program.requests), "id")
    for place, request in enumerate(program.requests):
        yield from request_problems(program, request, ("requests", place))


def request_problems(program: Program, request: Request, at: Loc = ()) -> Iterator[Problem]:
    """Everything about one request that does not fit.

    Args:
        program: whose positions, cost lines and grants it names.
        request: to check.
        at: its place in the file; nothing when it is a file of its own.
    """
    yield from _time(program, request, at)
    identities = [staff.id or staff.position or f"staff-{n + 1}" for n, staff in enumerate(request.personnel)]
    yield from repeated((*at, "personnel"), identities, "id")
    for place, staff in enumerate(request.personnel):
        yield from _staff(program, request, staff, (*at, "personnel", place))
    for name in ITEM_LISTS:
        items: tuple[Item, ...] = getattr(request, name)
        yield from repeated((*at, name), (item.id for item in items), "id")
        for place, item in enumerate(items):
            yield from _item(program, request, item, (*at, name, place))
    yield from _indirect(request, at)
    yield from _sustaining(program, request, at)


def _time(program: Program, request: Request, at: Loc) -> Iterator[Problem]:
    if request.start < program.start:
        wanted = f"begin in a budget year that starts in {program.start} or later: the program knows no earlier pay"
        yield Problem((*at, "start"), f"found {request.start}, before the program's first month", wanted)
    grants = {grant.id: grant for grant in program.grants}
    if request.grant is None:
        if request.id in grants:
            wanted = "give `grant` when the request stands for it, or the request an id of its own"
            yield Problem((*at, "id"), f"the program has a grant {request.id!r} already", wanted)
        return
    yield from unknown((*at, "grant"), request.grant, grants, "grant")
    grant = grants.get(request.grant)
    if grant is not None and ((request.start - grant.start) % MONTHS_PER_YEAR or request.start > grant.end):
        wanted = f"begin in a month in which a budget year of the grant begins ({grant.start} and every twelfth after)"
        yield Problem((*at, "start"), f"found {request.start}, inside a budget year of {grant.id!r}", wanted)


def _staff(program: Program, request: Request, staff: Staff, at: Loc) -> Iterator[Problem]:
    given = [name for name in ("position", "salary", "hourly") if getattr(staff, name) is not None]
    if len(given) != 1:
        found = f"found {' and '.join(given)}" if given else "found no pay"
        yield Problem(at, found, "give one of `position` (of the program), `salary` or `hourly` with `hours`")
    if staff.hourly is not None and staff.hours is None:
        yield Problem((*at, "hourly"), "found no `hours`", "give the hours a year that are paid")
    if staff.position is not None:
        yield from unknown((*at, "position"), staff.position, [p.id for p in program.positions], "position")
    elif staff.title is None and given:
        yield Problem(at, "found no `title`", "name the job: typed staff have none otherwise")
    if staff.from_ is not None and staff.until is not None and staff.until < staff.from_:
        yield Problem((*at, "until"), f"found {staff.until}, before {staff.from_}", "the last month is not earlier")
    yield from _line(request, staff, at)


def _item(program: Program, request: Request, item: Item, at: Loc) -> Iterator[Problem]:
    if item.line is not None and item.unit_cost is not None:
        yield Problem(
            (*at, "unit_cost"), "found `unit_cost` beside `line`", "a line of the program brings its own cost"
        )
    parts = item.parts if isinstance(item, Agreement) else ()
    if item.line is None and item.unit_cost is None and not parts:
        yield Problem(at, "found no amount", "give `unit_cost`, or `line` for a cost line of the program")
    if parts and (item.unit_cost is not None or item.line is not None):
        yield Problem((*at, "parts"), "found `parts` beside an amount", "the parts are the amount: leave the other out")
    if item.line is not None:
        yield from unknown((*at, "line"), item.line, _lines(program), "cost line")
    for place, name in enumerate(item.positions):
        yield from unknown((*at, "positions", place), name, [p.id for p in program.positions], "position")
    if item.meets is not None:
        yield from unknown((*at, "meets"), item.meets, request.required_travel, "required travel")
    yield from _line(request, item, at)
    yield from repeated((*at, "parts"), (part.id for part in parts), "id")
    for place, part in enumerate(parts):
        yield from _item(program, request, part, (*at, "parts", place))


def _lines(program: Program) -> Iterable[str]:
    costs = program.costs
    groups = (costs.per_position_month, costs.per_position_year, costs.program_month)
    return [MILEAGE, *(name for group in groups for name in group), *(support.name for support in program.supports)]


def _line(request: Request, line: RequestLine, at: Loc) -> Iterator[Problem]:
    for place, name in enumerate(line.objectives):
        yield from unknown((*at, "objectives", place), name, request.objectives, "objective")


def _indirect(request: Request, at: Loc) -> Iterator[Problem]:
    indirect = request.indirect
    if indirect.kind in ("negotiated", "funder_cap") and indirect.rate is None:
        whose = "the agreement's" if indirect.kind == "negotiated" else "the funder's"
        yield Problem((*at, "indirect"), "found no `rate`", f"give {whose} rate as a share, such as 0.15")
    if indirect.kind == "none" and indirect.rate:
        yield Problem(
            (*at, "indirect", "rate"), "found a rate and no `kind`", "say whose rate it is, such as negotiated"
        )


def _sustaining(program: Program, request: Request, at: Loc) -> Iterator[Problem]:
    for place, after in enumerate(request.sustaining.after):
        if after.position is not None:
            where = (*at, "sustaining", "after", place, "position")
            yield from unknown(where, after.position, [p.id for p in program.positions], "position")


CHECKS = (Check(_requests, ("requests", "start", "grants", "positions", "costs", "supports")),)
