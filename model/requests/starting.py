"""A first request without typing one: from a grant of the program, or an empty one to fill in."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.inputs.faults import Fault, InputError, nearest
from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.request import MOST_YEARS, Flavour
from model.requests.items import MILEAGE

Tree = dict[str, Any]


def request_from_grant(file: ProgramFile, grant_id: str, flavour: Flavour = "samhsa") -> Tree:
    """A request that stands for a grant of the program, as a file would say it; everything in it is tied.

    It asks for the positions that the grant covers with the efforts of each budget year, the cost lines of the
    program, and the grant's indirect rate on direct cost. It begins with the first budget year that the program sees.

    Args:
        file: the program, checked.
        grant_id: of one of its grants.
        flavour: whose form and rules; the program does not say who gives a grant.

    Raises:
        InputError: when there is no such grant, or no budget year of it begins in the program's months.
    """
    grant = _grant(file, grant_id)
    start = _first_year(file, grant)
    years = min(MOST_YEARS, -(-(grant.end - start + 1) // MONTHS_PER_YEAR))
    tree: Tree = {
        "id": free_id(file, f"{grant_id}-budget"),
        "title": _spoken(grant_id),
        "flavour": flavour,
        "start": str(start),
        "years": years,
        "grant": grant_id,
        "ceiling": _awards(grant, start, years),
        "personnel": [_staff(grant, name, start, years) for name in grant.covers],
        **_lines(file, grant),
    }
    rate = _at(grant.indirect_rate, start)
    if rate:
        tree["indirect"] = {"kind": "funder_cap", "rate": rate, "base": "total_direct"}
    share = _at(grant.match_rate, start)
    if share:
        tree["match"] = {"share": share}
    return tree


def new_request(file: ProgramFile, flavour: Flavour = "samhsa") -> Tree:
    """A request of one year for the first position that sees clients, to fill in."""
    positions = file.program.positions
    first = next((p for p in positions if p.direct_service), positions[0] if positions else None)
    return {
        "id": free_id(file, "new-request"),
        "title": "A new request",
        "flavour": flavour,
        "start": str(file.program.start),
        "years": 1,
        "objectives": {"1": "What this award is to achieve"},
        "personnel": [{"position": first.id, "effort": 1.0, "objectives": ["1"]}] if first else [],
        "travel": [],
        "supplies": [],
        "contractual": [],
        "other": [],
        "indirect": {"kind": "none"},
    }


def free_id(file: ProgramFile, wanted: str) -> str:
    """A name that no request and no grant of the program has yet."""
    taken = {r.id for r in file.program.requests} | {g.id for g in file.program.grants}
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _grant(file: ProgramFile, grant_id: str) -> Grant:
    grants = {grant.id: grant for grant in file.program.grants}
    if grant_id not in grants:
        there = f"there are {', '.join(grants)}{nearest(grant_id, grants)}" if grants else "the program has none"
        raise _refused(file, "grants", f"no grant is called {grant_id!r}", there)
    return grants[grant_id]


def _refused(file: ProgramFile, path: str, found: str, wanted: str) -> InputError:
    return InputError([Fault(file=file.name, path=path, found=found, wanted=wanted)])


def _first_year(file: ProgramFile, grant: Grant) -> Month:
    """The first month of the grant's first budget year that begins in the program's months."""
    before = max(0, file.program.start - grant.start)
    start = grant.start.plus(MONTHS_PER_YEAR * -(-before // MONTHS_PER_YEAR))
    if start > grant.end:
        wanted = f"start a new request: the program begins in {file.program.start}"
        raise _refused(file, "grants", f"no budget year of {grant.id!r} begins after {file.program.start}", wanted)
    return start


def _awards(grant: Grant, start: Month, years: int) -> list[float]:
    first = (start - grant.start) // MONTHS_PER_YEAR
    given = grant.award if isinstance(grant.award, Sequence) else (grant.award,)
    at = [given[min(first + year, len(given) - 1)] for year in range(years)]
    return [float(each.by_month(start, 1)[0, 0]) for each in at]


def _at(value: Any, month: Month) -> float:
    return float(value.by_month(month, 1)[0, 0])


def _staff(grant: Grant, name: str, start: Month, years: int) -> Tree:
    """A position with its efforts; where they change inside a year they are left to what the grant covers."""
    months = grant.covers[name].by_month(start, MONTHS_PER_YEAR * years)[0]
    yearly = months.reshape(years, MONTHS_PER_YEAR)
    whole = grant.end - start + 1 >= MONTHS_PER_YEAR * years
    if not whole or (yearly != yearly[:, :1]).any():
        return {"position": name}
    efforts = [float(value) for value in yearly[:, 0]]
    return {"position": name, "effort": efforts[0] if len(set(efforts)) == 1 else efforts}


def _lines(file: ProgramFile, grant: Grant) -> Tree:
    """Cost lines of the program: those of its seats whole, shared ones in the share that the grant pays."""
    costs = file.program.costs
    outside = set(costs.indirect_excludes)
    seats: Mapping[str, Any] = {**costs.per_position_month, **costs.per_position_year}
    share = _at(grant.program_costs, max(grant.start, file.program.start))
    lines = [_line(name, outside) for name in seats]
    lines += [{**_line(name, outside), "share": share} for name in costs.program_month if share and name not in seats]
    tree: Tree = {"other": lines} if lines else {}
    if _at(costs.mileage_rate, file.program.start):
        tree["travel"] = [_line(MILEAGE, outside)]
    return tree


def _line(name: str, outside: set[str]) -> Tree:
    return {"id": name, "line": name, **({"in_base": False} if name in outside else {})}


def _spoken(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
