"""From what was kept of one program under one scenario to its rows of the four tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.portfolio.measuring import Calendar, Kept
from model.portfolio.results import NEVER, QUANTILES, TABLES, payer_mix, schema, size_band

Rows = dict[str, Any]  # by column: a number or text for all rows, or one value a row


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the rows say of a program beside its numbers.

    Attributes:
        key, program, region, synthetic: as in the tables.
        scenario: its name; `reached`: for each of its changes, whether it fits the program.
        baseline: what was kept of the program as it stands, by which it falls into its band.
    """

    key: str
    program: str
    region: str
    synthetic: bool
    scenario: str
    reached: tuple[bool, ...]
    baseline: Kept


def tables_of(program: Program, kept: Kept, parts: Calendar, told: Told) -> dict[str, pa.Table]:
    """The rows of one program under one scenario, by table."""
    rows = {
        "programs": (1, _program(program, kept, told)),
        "positions": (len(program.positions), _positions(program, kept)),
        "months": (program.months, _months(program, kept)),
        "years": (len(parts.years), _years(program, kept, parts)),
    }
    of_each = {"key": told.key, "program": told.program, "scenario": told.scenario}
    return {name: _table(name, number, {**of_each, **found}) for name, (number, found) in rows.items()}


def joined(tables: list[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    """Rows of several programs one after another."""
    if not tables:
        return {name: schema(name).empty_table() for name in TABLES}
    return {name: pa.concat_tables([one[name] for one in tables]).unify_dictionaries() for name in TABLES}


def _program(program: Program, kept: Kept, told: Told) -> Rows:
    months = kept["sustained"].sum(axis=-1, dtype=np.int32)
    earned, grants = (_share_of_first_year(told.baseline, source) for source in ("earned", "grants"))
    runway = kept["first_gap"]
    return {
        "name": program.name,
        "state": program.state,
        "region": told.region,
        "synthetic": told.synthetic,
        "size": size_band(told.baseline["held"].shape[1]),
        "payer_mix": payer_mix(earned, grants),
        "start": str(program.start),
        "months": program.months,
        "draws": len(runway),
        "positions": len(program.positions),
        "reached": [list(told.reached)],
        "earned_share": earned,
        "grant_share": grants,
        "position_months": months.mean(),
        "position_months_by_draw": months[None],
        "sustained_at_start": kept["sustained"][:, 0].mean(),
        "sustained_at_end": kept["sustained"][:, -1].mean(),
        "full_cost": kept["full_cost"].sum(axis=-1).mean(),
        "pay": kept["pay"].mean(),
        "gap": kept["gap"].sum(axis=-1).mean(),
        "gap_by_draw": kept["gap"].sum(axis=-1)[None],
        "medicaid_earned": kept["medicaid_earned"].sum(axis=-1).mean(),
        "first_gap_by_draw": np.where(np.isfinite(runway), runway, NEVER)[None],
        **_months_by_share("first_gap", program, runway[:, None]),
        "never_gap": np.isinf(runway).mean(),
    }


def _share_of_first_year(kept: Kept, source: str) -> float:
    """A source's share of the full cost of the first twelve months, by the means of both."""
    paid, full = (float(kept[f"first_year.{name}"].mean()) for name in (source, "full_cost"))
    return paid / full if full > 0 else 0.0


def _positions(program: Program, kept: Kept) -> Rows:
    horizon = Horizon.of(program)
    held, from_ = kept["held"], kept["unsustainable"]
    hours = [float(horizon.values(seat.hours_per_week)[:, 0].mean()) for seat in program.positions]
    return {
        "position": [seat.id for seat in program.positions],
        "direct_service": [seat.direct_service for seat in program.positions],
        "hours_per_week": hours,
        "sustained_draws_by_month": held.sum(axis=0, dtype=np.uint32),
        **_months_by_share("unsustainable", program, from_),
        "unsustainable": np.isfinite(from_).mean(axis=0),
        "ends": kept["ends"].mean(axis=0),
        "gap": kept["gap_of_position"].mean(axis=0),
    }


def _months(program: Program, kept: Kept) -> Rows:
    return {
        "index": np.arange(program.months),
        "month": [str(program.start.plus(index)) for index in range(program.months)],
        "sustained_by_draw": kept["sustained"].T,
        "sustained": kept["sustained"].mean(axis=0),
        **{name: kept[name].mean(axis=0) for name in ("seats", "full_cost", "gap", "medicaid_earned", "medicaid_paid")},
        **{f"gap_{name}": values for name, values in _quantiles(kept["gap"]).items()},
    }


def _years(program: Program, kept: Kept, parts: Calendar) -> Rows:
    money = ("full_cost", "pay", "earned", "grants", "contracts", "fundraising", "gap")
    means = ("position_months", "medicaid_earned", "medicaid_paid", *money)
    return {
        "state": program.state,
        "state_year": [state for state, _ in parts.years],
        "federal_year": [federal for _, federal in parts.years],
        "months": parts.months,
        **{name: kept[f"years.{name}"].mean(axis=0) for name in means},
        "medicaid_paid_by_draw": kept["years.medicaid_paid"].T,
    }


def _quantiles(values: NDArray[Any]) -> dict[str, Array]:
    """Quantiles over draws, values that occurred: (draws, …) to (…)."""
    found = np.quantile(values, list(QUANTILES.values()), axis=0, method="inverted_cdf")
    return dict(zip(QUANTILES, found, strict=True))


def _months_by_share(what: str, program: Program, indices: NDArray[Any]) -> dict[str, list[str | None]]:
    """Months by which something is so in a tenth, half and nine tenths of draws: null where that is never."""
    return {
        f"{what}_{name}": [str(program.start.plus(int(n))) if np.isfinite(n) else None for n in found]
        for name, found in _quantiles(indices).items()
    }


def _table(name: str, rows: int, columns: Mapping[str, Any]) -> pa.Table:
    wanted = schema(name)
    return pa.table([_column(columns[field.name], field.type, rows) for field in wanted], schema=wanted)


def _column(values: Any, kind: pa.DataType, rows: int) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(np.zeros(rows, dtype=np.int32), pa.array([values], kind.value_type))
    if isinstance(values, np.ndarray) and values.ndim == 2:
        offsets = np.arange(rows + 1, dtype=np.int32) * values.shape[1]
        return pa.ListArray.from_arrays(
            offsets, pa.array(np.ascontiguousarray(values).ravel(), kind.value_type, safe=False)
        )
    if not np.ndim(values):
        return pa.array([values] * rows, kind)
    return pa.array(values, kind)
