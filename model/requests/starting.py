"""A first request without typing one: from a grant of the program, or an empty one to fill in."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from model.inputs.faults import Fault, InputError, nearest
from model.inputs.fields import Dated, Month
from model.inputs.load import ProgramFile
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.request import MOST_YEARS, Flavour
from model.inputs.staff import ZERO
from model.requests.items import MILEAGE
from model.requests.wording import called, listed

Tree = dict[str, Any]
LONGEST_STEM = 180  # of the 200 characters that a name may have
PLACES = 6  # of a share that is a mean of months


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
        "ceiling": _awards(file, grant, start, years),
        "personnel": [_staff(file, grant, name, start, years) for name in grant.covers],
        **_lines(file, grant, start, years),
    }
    rate = _at(file, grant.indirect_rate, start)
    if rate:
        tree["indirect"] = {"kind": "funder_cap", "rate": rate, "base": "total_direct"}
    share = _at(file, grant.match_rate, start)
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
    stem = wanted[:LONGEST_STEM]
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
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


def _awards(file: ProgramFile, grant: Grant, start: Month, years: int) -> list[float]:
    """What the grant pays in each budget year: as given by year, or a dated number in the year's first month."""
    first, given = (start - grant.start) // MONTHS_PER_YEAR, grant.award
    if isinstance(given, Sequence):
        return [float(given[min(first + year, len(given) - 1)].entries[0].value) for year in range(years)]
    return [_at(file, given, start.plus(MONTHS_PER_YEAR * year)) for year in range(years)]


def _at(file: ProgramFile, value: Dated, month: Month) -> float:
    return float(value.by_month(month, 1, base=file.program.start)[0, 0])


def _staff(file: ProgramFile, grant: Grant, name: str, start: Month, years: int) -> Tree:
    """A position with its efforts; where they change inside a year they are left to what the grant covers."""
    tree: Tree = {"position": name, **_paid_now(file, name, start)}
    months = grant.covers[name].by_month(start, MONTHS_PER_YEAR * years, base=file.program.start)[0]
    yearly = months.reshape(years, MONTHS_PER_YEAR)
    whole = grant.end - start + 1 >= MONTHS_PER_YEAR * years
    if not whole or (yearly != yearly[:, :1]).any():
        return tree
    return {**tree, "effort": _one_or_all([float(value) for value in yearly[:, 0]])}


def _paid_now(file: ProgramFile, name: str, start: Month) -> Tree:
    """Who pays somebody who is employed before the request begins, as far as grants do."""
    first = file.program.start
    paying = [
        called(grant.id)
        for grant in file.program.grants
        if grant.start <= first <= grant.end and grant.start < start and name in grant.covers
        if _at(file, grant.covers[name], first)
    ]
    filled = file.program.position(name).filled == "filled"
    return {"paid_now_by": listed(paying)} if paying and filled else {}


def _one_or_all(values: list[float]) -> float | list[float]:
    return values[0] if len(set(values)) == 1 else values


def _lines(file: ProgramFile, grant: Grant, start: Month, years: int) -> Tree:
    """Cost lines of the program: those of its seats whole, shared ones in the share that the grant pays."""
    costs = file.program.costs
    outside = set(costs.indirect_excludes)
    seats: Mapping[str, Any] = {**costs.per_position_month, **costs.per_position_year}
    lines = [_line(name, outside) for name in seats]
    named = {*seats, *costs.program_month}  # of two of one name the support is the one that cannot be drawn
    supports = [s.name for s in file.program.supports if s.per_position_month != ZERO and s.name not in named]
    lines += [_line(name, outside) for name in dict.fromkeys(supports)]
    share = _one_or_all(_shares(file, grant, start, years))
    lines += [{**_line(name, outside), "share": share} for name in costs.program_month if share and name not in seats]
    tree: Tree = {"other": lines} if lines else {}
    if _at(file, costs.mileage_rate, start):
        tree["travel"] = [_line(MILEAGE, outside)]
    return tree


def _shares(file: ProgramFile, grant: Grant, start: Month, years: int) -> list[float]:
    """The share of shared costs that the grant pays in each budget year, the mean of its months while it runs."""
    months = MONTHS_PER_YEAR * years
    stated = grant.program_costs.by_month(start, months, base=file.program.start)[0]
    paid = stated * (np.arange(months) <= grant.end - start)
    return [round(float(year.mean()), PLACES) for year in paid.reshape(years, MONTHS_PER_YEAR)]


def _line(name: str, outside: set[str]) -> Tree:
    return {"id": name, "line": name, **({"in_base": False} if name in outside else {})}


def _spoken(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
