"""What the cost stage reads: fringe components, replacement, travel, per-position lines and program costs."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array, Dated, Order
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import first_index
from model.inputs.series.people import support_sum
from model.inputs.staff import Component

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class ComponentSeries:
    """One component of fringe, (draws, months) unless said otherwise.

    Attributes:
        name: as the program names it.
        share_of_wages: with take-up; 0 for a component in dollars a month.
        wage_base: dollars of a person's wages in a calendar year; infinite where there is none.
        used_at_start: (draws,) dollars of the base used up by people there at the start.
        per_month: dollars a month and filled seat, with take-up.
        eligible: (draws, positions, months) 1 where the component is paid.
    """

    name: str
    share_of_wages: Array
    wage_base: Array
    used_at_start: Array
    per_month: Array
    eligible: Array

    @property
    def has_base(self) -> bool:
        """Whether wages above a base are not counted."""
        return bool(np.isfinite(self.wage_base).all())


@dataclass(frozen=True, kw_only=True, eq=False)
class CostSeries:
    """Costs beside wages, (draws, months) unless said otherwise.

    Attributes:
        components: of fringe.
        year_begins: (months,) index of the first projected month of each month's calendar year.
        there_at_start: (positions,) 1 for seats filled at the program's start.
        replacement_dollars: (draws, positions, months) a separation.
        replacement_share: (draws, positions, months) of a year's original pay a separation.
        replaces: (positions, months) 0 in the month of a position's own end, else 1.
        mileage_rate: dollars a mile.
        per_position: dollars a month and filled seat.
        per_position_excluded: the part of it that carries no indirect.
        program: dollars a month for the program.
        program_excluded: the part of it that carries no indirect.
        indirect_rate: share of what is not excluded.
    """

    components: tuple[ComponentSeries, ...]
    year_begins: Order
    there_at_start: Array
    replacement_dollars: Array
    replacement_share: Array
    replaces: Array
    mileage_rate: Array
    per_position: Array
    per_position_excluded: Array
    program: Array
    program_excluded: Array
    indirect_rate: Array


def cost_series(program: Program) -> CostSeries:
    """Lay costs over the months of a program."""
    horizon, costs = Horizon.of(program), program.costs
    replacement = [program.staffing_of(p).replacement for p in program.positions]
    supports = support_sum(program, horizon, "per_position_month", growth=costs.annual_change)
    excluded = costs.indirect_excludes

    def lines(group: Mapping[str, Dated], only: tuple[str, ...] | None = None) -> Array:
        named = [amount for name, amount in group.items() if only is None or name in only]
        return horizon.table(named, growth=costs.annual_change).sum(axis=1)

    return CostSeries(
        components=tuple(_component(c, program, horizon) for c in program.benefits.components),
        year_begins=_year_begins(horizon),
        there_at_start=np.array(
            [float(p.filled == "filled" and first_index(p, horizon.start) == 0) for p in program.positions]
        ),
        replacement_dollars=horizon.table([r.dollars for r in replacement]),
        replacement_share=horizon.table([r.share_of_annual_wage for r in replacement]),
        replaces=np.stack([1 - _end_month(p.end, horizon) for p in program.positions]),
        mileage_rate=horizon.values(costs.mileage_rate),
        per_position=lines(costs.per_position_month) + lines(costs.per_position_year) / MONTHS_PER_YEAR + supports,
        per_position_excluded=lines(costs.per_position_month, excluded)
        + lines(costs.per_position_year, excluded) / MONTHS_PER_YEAR,
        program=lines(costs.program_month),
        program_excluded=lines(costs.program_month, excluded),
        indirect_rate=horizon.values(costs.indirect_rate),
    )


def _component(component: Component, program: Program, horizon: Horizon) -> ComponentSeries:
    on, zero = horizon.within(component.from_, component.until), np.zeros((1, horizon.months))
    hours = horizon.table([p.hours_per_week for p in program.positions])
    eligible = hours >= horizon.values(program.benefits.full_time_hours)[:, None]
    share, amount, base = component.share_of_wages, component.per_month, component.wage_base
    taken_up = horizon.values(component.take_up)
    per_month = zero if amount is None else horizon.values(amount, growth=component.annual_change)
    return ComponentSeries(
        name=component.name,
        share_of_wages=on * (zero if share is None else horizon.values(share)) * taken_up,
        wage_base=np.full((1, horizon.months), np.inf) if base is None else horizon.values(base),
        used_at_start=np.atleast_1d(component.used_at_start.entries[0].value),
        per_month=on * per_month * taken_up,
        eligible=eligible.astype(np.float64) if component.eligible_only else np.ones_like(hours),
    )


def _year_begins(horizon: Horizon) -> Order:
    return np.array([max(0, m - (horizon.start.plus(m).calendar_month - 1)) for m in range(horizon.months)])


def _end_month(end: int | None, horizon: Horizon) -> Array:
    calendar = np.arange(horizon.start, horizon.start + horizon.months)
    return np.zeros(horizon.months) if end is None else (calendar == end).astype(np.float64)
