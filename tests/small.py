"""A small program whose numbers can be followed by hand, and short ways to read what it comes to.

One peer works 12 hours a week, which is 12 x 52/12 = 52 hours a month, for 20 dollars an hour: 1,040 dollars a month.
All 52 hours are sessions of 60 minutes, so 52 sessions or 208 units of 15 minutes, paid at 5 dollars a unit: 1,040
dollars a month. A test states only what differs.
"""

from functools import lru_cache
from typing import Any

from model.exports.tables import as_object
from model.findings import Findings, findings
from model.inputs.load import program_of
from model.projection import Projection, project

Tree = dict[str, Any]

START = "2026-07"
UNPAID = {"commercial": {"client_share": 1.0}}  # payers of clients for whom nobody pays


def peer(identity: str = "peer", **changes: Any) -> Tree:
    """A direct-service position of 12 hours a week, with what is otherwise."""
    position = {
        "id": identity,
        "ladder": "peer",
        "hours_per_week": 12,
        "direct_service": True,
        "mix": {"individual": 1.0},
    }
    return {**position, **changes}


def lead(identity: str = "lead", **changes: Any) -> Tree:
    """A position of 6 hours a week that sees no clients: 26 hours or 520 dollars a month."""
    return {"id": identity, "ladder": "peer", "hours_per_week": 6, "direct_service": False, **changes}


def medicaid(rate: Any = 5.0, **changes: Any) -> Tree:
    """A payer of all clients, by unit of 15 minutes, with what is otherwise."""
    return {"client_share": 1.0, "services": {"individual": {"rate": rate}}, **changes}


def grant(identity: str = "grant", **changes: Any) -> Tree:
    """A grant of three months that pays all of the peer and does not run out, with what is otherwise."""
    return {
        "id": identity,
        "start": START,
        "end": "2026-09",
        "award": [100_000],
        "covers": {"peer": 1.0},
        **changes,
    }


def tree(**changes: Any) -> Tree:
    """The small program as a file would hold it; a change replaces the whole of its key."""
    program = {
        "schema": 1,
        "name": "Small",
        "state": "NC",
        "start": START,
        "months": 3,
        "ladders": {"peer": {"steps": [20.0]}},
        "services": {"individual": {"session_minutes": 60}},
        "payers": {"medicaid": medicaid()},
        "positions": [peer()],
    }
    return {**program, **changes}


def small(**changes: Any) -> Projection:
    """Project the small program with what is otherwise, keyword by keyword of the program file."""
    return project(program_of(tree(**changes), "small.yaml").program)


@lru_cache(maxsize=16)
def _read(projection: Projection) -> tuple[Findings, Tree, dict[tuple[str, str], Tree]]:
    found = findings(projection)
    table = as_object(projection, found)
    return found, table, {(row["position"], row["month"]): row for row in table["rows"]}


def found(projection: Projection) -> Findings:
    """The findings of a projection."""
    return _read(projection)[0]


def row(projection: Projection, *, month: int = 0, position: str = "peer") -> Tree:
    """The row of a position and month index, in the terms of `project --json`."""
    return _read(projection)[2][position, str(projection.program.start.plus(month))]


def by_month(projection: Projection, key: str, *, position: str = "peer") -> list[Any]:
    """One column of a position, month after month; `units.paid` reads inside a group of columns."""
    values = []
    for month in range(projection.program.months):
        value: Any = row(projection, month=month, position=position)
        for part in key.split("."):
            value = value[part]
        values.append(value)
    return values


def purse(projection: Projection, *, month: int = 0) -> Tree:
    """The program's own money in a month: reserve, cash, contracts, grants."""
    return _read(projection)[1]["months"][month]


def purses(projection: Projection, key: str) -> list[Any]:
    """One of the program's own columns, month after month; `grants.grant.paid` reads inside."""
    values = []
    for month in _read(projection)[1]["months"]:
        value: Any = month
        for part in key.split("."):
            value = value[part]
        values.append(value)
    return values


def position_finding(projection: Projection, key: str, *, position: str = "peer") -> Any:
    """One finding of a position."""
    return _read(projection)[1]["findings"]["positions"][position][key]


def program_finding(projection: Projection, key: str) -> Any:
    """One finding of the program."""
    return _read(projection)[1]["findings"]["program"][key]


def warned(projection: Projection) -> list[str]:
    """The warnings of a projection."""
    return _read(projection)[1]["warnings"]
