"""Tables: a projection as rows, months and findings, in the terms of `staying-power project --json`. Unrounded."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from model.awards import Award, awards, could_match
from model.findings import BINDS, INACTIVE, STATUSES, Findings, gap_by_fiscal_year, month_at
from model.inputs.checks.people import PROGRAM_ROW
from model.inputs.numbers import Array
from model.projection import Projection
from model.sentences import sentences
from model.stages.funding import SOURCES
from model.stages.parts.fates import FATES
from model.warnings import warnings

Row = dict[str, Any]


def as_object(projection: Projection, found: Findings, draw: int = 0) -> dict[str, Any]:
    """The whole projection as one object of plain values: the contract of `project --json`."""
    program = projection.program
    return {
        "program": {
            "name": program.name,
            "state": program.state,
            "start": str(program.start),
            "months": program.months,
        },
        "rows": rows(projection, found, draw),
        "months": month_rows(projection, found, draw),
        "findings": {
            "positions": position_findings(projection, found, draw),
            "program": program_findings(projection, found, draw),
        },
        "warnings": warnings(projection, found),
    }


def rows(projection: Projection, found: Findings, draw: int = 0) -> list[Row]:
    """One row for each position and month; the program's own in months when no direct-service seat is there."""
    program, columns = projection.program, _columns(projection, found, draw)
    result = []
    for place, position in enumerate(program.positions):
        result += [_row(columns, position.id, place, m, str(program.start.plus(m))) for m in range(program.months)]
    last = len(program.positions)
    for m in range(program.months):
        if not projection.funding.serves[draw, m]:
            result.append(_row(columns, PROGRAM_ROW, last, m, str(program.start.plus(m))))
    return result


def _row(columns: Mapping[str, Any], identity: str, place: int, month: int, label: str) -> Row:
    row: Row = {"month": label, "position": identity}
    for key, values in columns.items():
        if isinstance(values, Mapping):
            row[key] = {name: _plain(part[place, month]) for name, part in values.items()}
        else:
            row[key] = _plain(values[place, month])
    return row


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) or value is None else float(value)


def _columns(projection: Projection, found: Findings, draw: int) -> dict[str, Any]:
    """Every column as (rows, months), the program's row last; groups of columns as mappings."""
    p = projection
    here = p.funding.present[draw]

    def at(values: Array) -> Array:
        """One draw of values by position, 0 where the seat is not there, with an empty row for the program."""
        laid = np.broadcast_to(values, (p.draws, *values.shape[1:]))[draw] * here
        return np.concatenate([laid, np.zeros_like(laid[:1])])

    def carried(values: Array) -> Array:
        return np.broadcast_to(values, (p.draws, *values.shape[1:]))[draw]

    services, staff, costs, billing = list(p.program.services), p.staffing, p.costs, p.billing
    units = {"delivered": billing.delivered, **{fate: getattr(billing, fate) for fate in FATES}}
    hours = {"delivered": sum(found.hours.values(), np.zeros_like(here[None])), **found.hours}
    return {
        "wage": at(staff.wage),
        "filled": at(staff.filled),
        "productive": at(staff.productive),
        "qualified": {name: at(staff.qualified[:, :, y]) for y, name in enumerate(p.terms.payers.names)},
        "vacant": at(staff.vacant),
        "separations": at(staff.separations),
        "hires": at(staff.hires),
        "paid_hours": at(p.capacity.paid),
        "service_hours": at(p.capacity.service),
        "unused_hours": at(p.sessions.unused_hours.sum(axis=2)),
        "booked": {name: at(p.sessions.booked[:, :, s]) for s, name in enumerate(services)},
        "kept": {name: at(p.sessions.kept[:, :, s]) for s, name in enumerate(services)},
        "units": {fate: at(values.sum(axis=(2, 3))) for fate, values in units.items()},
        "hours": {fate: at(values) for fate, values in hours.items()},
        "billed": at(billing.billed.sum(axis=(2, 3))),
        "earned": at(billing.earned.sum(axis=(2, 3))),
        "wages": at(costs.wages),
        "fringe": at(costs.fringe),
        "travel": at(costs.travel),
        "per_position": at(costs.per_position),
        "replacement": at(costs.replacement),
        "direct_cost": at(costs.direct),
        "shared_cost": carried(p.funding.shared),
        "indirect": carried(p.funding.indirect),
        "full_cost": carried(p.funding.full),
        **{f"from_{source}": carried(p.funding.sources[source]) for source in SOURCES},
        "gap": carried(p.funding.gap),
        "status": _names(np.concatenate([found.status[draw], found.program_status[draw][None]]), STATUSES, "inactive"),
        "binds": _names(
            np.concatenate([found.binds[draw], np.full_like(found.binds[draw][:1], INACTIVE)]), BINDS, None
        ),
    }


def _names(codes: Any, names: tuple[str, ...], none: str | None) -> Any:
    table = np.array([*names, none], dtype=object)
    return table[codes]  # the code of inactive, -1, reads the last


def month_rows(projection: Projection, found: Findings, draw: int = 0) -> list[Row]:
    """One row for each month: the program's money."""
    funding, program = projection.funding, projection.program
    result = []
    for m in range(program.months):
        grants = {
            name: {
                "asked": float(g.asked[draw, m]),
                "paid": float(g.paid[draw, m]),
                "left": float(g.left[draw, m]),
                "income_balance": float(g.balance[draw, m]),
                "match_needed": float(np.broadcast_to(g.match_needed, g.paid.shape)[draw, m]),
            }
            for name, g in funding.grants.items()
        }
        result.append(
            {
                "month": str(program.start.plus(m)),
                "reserve": float(funding.reserve[draw, m]),
                "cash": float(projection.cash[draw, m]),
                "accumulated_gap": float(funding.owed[draw, m]),
                "contracts": float(funding.contracts[draw, m]),
                "fundraising": float(funding.fundraising[draw, m]),
                "full_cost": float(funding.full[draw, :, m].sum()),
                "gap": float(funding.gap[draw, :, m].sum()),
                "positions_sustained": int(found.positions_sustained[draw, m]),
                "grants": grants,
            }
        )
    return result


FIRST_MONTHS = ("unsustainable_from", "recovers", "first_gap", "ended", "payable_again", "grant_ends", "notice_by")


def position_findings(projection: Projection, found: Findings, draw: int = 0) -> dict[str, Row]:
    """Findings of each position, by id; months as `YYYY-MM`, None where there is no such month."""
    result: dict[str, Row] = {}
    for place, position in enumerate(projection.program.positions):
        row: Row = {}
        for key in FIRST_MONTHS:
            row[key] = _month(projection, getattr(found, key)[draw, place])
        for key in ("self_sustaining", "self_sustaining_after_grant"):
            share = float(getattr(found, key)[draw, place])
            row[key] = None if math.isnan(share) else share
        result[position.id] = row
    return result


def program_findings(projection: Projection, found: Findings, draw: int = 0) -> Row:
    """Findings of the program."""
    runway = float(found.first_gap_of_any[draw])
    unpaid = {fate: float(found.hours[fate][draw].sum()) for fate in FATES if fate != "paid"}
    return {
        "runway_months": None if math.isinf(runway) else int(runway),
        "reserve_at_floor": _month(projection, found.reserve_at_floor[draw]),
        "cash_negative": _month(projection, found.cash_negative[draw]),
        "lowest_cash": float(found.lowest_cash[draw]),
        "gap_by_fiscal_year": gap_by_fiscal_year(projection, draw),
        "unpaid_hours": unpaid,
        "awards": {award.grant: _award(award) for award in awards(projection)},
        "match_could_count": could_match(projection),
        "sentences": sentences(projection, found),
    }


def _award(award: Award) -> Row:
    return {
        "runs_out": None if award.runs_out is None else str(award.runs_out),
        "even_spending": award.even_spending,
        "unpaid": award.unpaid,
        "match_needed": award.match_needed,
        "income_balance": award.income_balance,
    }


def _month(projection: Projection, index: float) -> str | None:
    month = month_at(projection, float(index))
    return None if month is None else str(month)
