"""How each number is computed, stage by stage: told by the docstrings of the functions that compute it."""

import inspect
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from model.compare import Outcome
from model.explain import Node, as_text, explain
from model.findings import findings
from model.inputs.faults import InputError
from model.inputs.months import Month
from model.inputs.staff import Position
from model.stages import (
    billing,
    capacity,
    cash,
    costs,
    endings,
    funding,
    grants,
    hours,
    rows,
    seats,
    sessions,
    staffing,
    wages,
)
from model.stages.parts import awards, caps, units, waterfall

POSITIONS_TRIED, QUARTER = 3, 3
HEADS = ("Args:", "Returns:", "Raises:", "Source:")
SHAPE = re.compile(r":? *\(draws[^)]*\)(?: each)?")  # of arrays, which readers of the screen need not know
NAMED = re.compile(r"`([^`]*)`")
CITED = re.compile(r"model\.md, sections? (\d+)")


class Equation(NamedTuple):
    """One function of a stage as its docstring tells it."""

    name: str
    does: str
    equations: str
    remarks: str
    source: str


class Stage(NamedTuple):
    """One stage of the model.

    Attributes:
        name: of the stage; functions: that compute it.
        shown_by: the number of a projection that shows it at work, to how many levels (`depth`).
        zero_is_dull: whether a position and month where it is zero gives way to one with something to show.
    """

    name: str
    functions: tuple[Callable[..., Any], ...]
    shown_by: str
    depth: int = 1
    zero_is_dull: bool = False


# In the order of model/projection.py and, month by month, model/monthly.py.
STAGES = (
    Stage("Wages", (wages.wages,), "wage", 3),
    Stage("Staffing", (staffing.staffing,), "productive"),
    Stage("Seats one by one", (seats.seats,), "productive"),
    Stage("Capacity", (capacity.capacity, capacity.full_seat), "service_hours"),
    Stage("Sessions", (sessions.sessions,), "kept.{service}", zero_is_dull=True),
    Stage("Costs", (costs.costs,), "direct_cost"),
    Stage("Shared cost and indirect", (rows.row_costs,), "full_cost"),
    Stage("Grants", (grants.ask, grants.opened, awards.less_income, awards.pay), "grants.{grant}.paid"),
    Stage(
        "Billing",
        (
            billing.claims,
            units.units_per_session,
            units.units_of,
            caps.left_by_client_cap,
            caps.expected_under,
            caps.left_by_worker_cap,
            billing.billing,
        ),
        "earned",
        zero_is_dull=True,
    ),
    Stage("Hours by fate", (hours.hours_by_fate,), "hours.paid", zero_is_dull=True),
    Stage("Funding", (funding.fund, waterfall.flow), "gap"),
    Stage("Endings", (endings.after_month,), "ended"),
    Stage("Cash", (cash.cash, cash.withheld, cash.lagged), "cash"),
    Stage("Findings", (findings,), "unsustainable_from"),
)


def what(stage: Stage) -> str:
    """What a stage is, in the first words of its module."""
    told = _joined((inspect.getdoc(sys.modules[stage.functions[0].__module__]) or "").split("\n\n")[0])
    said = told.partition(": ")[2] or told
    return said[0].upper() + said[1:]


def equations(stage: Stage) -> tuple[Equation, ...]:
    """What the docstrings of a stage's functions say, in the order in which they are called."""
    return tuple(_told(function) for function in stage.functions)


def cited_sections(stage: Stage) -> tuple[str, ...]:
    """The numbers of the sections of `model.md` that a stage's functions name."""
    found = [number for one in equations(stage) for number in CITED.findall(one.source)]
    return tuple(dict.fromkeys(found))


def _told(function: Callable[..., Any]) -> Equation:
    text = inspect.getdoc(function) or ""
    body, source = _without_heads(text)
    blocks = body.split("\n\n")
    laid_out = [block for block in blocks[1:] if block.startswith("    ")]
    said = [_joined(block) for block in blocks[1:] if not block.startswith("    ")]
    return Equation(
        name=function.__name__,
        does=_joined(blocks[0]),
        equations="\n".join(inspect.cleandoc(block) for block in laid_out),
        remarks=" ".join(said),
        source=source,
    )


def _without_heads(text: str) -> tuple[str, str]:
    """A docstring before its lists of arguments and results, and what it says of its source."""
    lines = text.splitlines()
    first = next((n for n, line in enumerate(lines) if line in HEADS), len(lines))
    source = ""
    if "Source:" in lines:
        source = _joined("\n".join(lines[lines.index("Source:") + 1 :]))
    return "\n".join(lines[:first]).rstrip(), source


def _joined(text: str) -> str:
    """A paragraph on one line, without shapes of arrays, names in quotation marks."""
    return NAMED.sub(r"“\1”", SHAPE.sub("", " ".join(text.split())))


def at_work(stage: Stage, result: Outcome) -> str:
    """One number of a projection that shows a stage at work, as `explain` opens it; empty where there is none.

    It is of the first direct-service position, in the first month in which it is there. Where zero is dull, the next
    position, then the same position some quarters later, with something to show takes its place.
    """
    program = result.file.program
    serving = [p for p in program.positions if p.direct_service] or list(program.positions)
    if not serving:
        return ""
    later = range(program.start + QUARTER, program.last + 1, QUARTER)
    tried = [*((p, program.start) for p in serving[:POSITIONS_TRIED]), *((serving[0], Month(m)) for m in later)]
    opened = (node for position, month in tried if (node := _opened(stage, result, position, month)) is not None)
    first = next(opened, None)
    if first is None:
        return ""
    dull = stage.zero_is_dull and not first.value
    return as_text(next((node for node in opened if node.value), first) if dull else first, stage.depth)


def _opened(stage: Stage, result: Outcome, position: Position, month: Month) -> Node | None:
    """The number of one position; None where the program has no such service or grant."""
    program = result.file.program
    service = next((name for name, share in position.mix.items() if share), "")
    grant = next((grant.id for grant in program.grants), "")
    first = month if position.start is None else max(month, position.start)
    quantity = stage.shown_by.format(service=service, grant=grant)
    try:
        return explain(result.file, result.projection, result.findings, position.id, first, quantity)
    except InputError:
        return None
