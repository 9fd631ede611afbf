"""Wages under a wage base: what of each person's earnings a component of fringe still counts in a calendar year."""

import numpy as np

from model.inputs.numbers import Array, Order
from model.inputs.series.costs import ComponentSeries, CostSeries
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.stages.parts.cohorts import PerHire


def taxable_person(component: ComponentSeries, series: CostSeries, earnings: Array, since: Order) -> Array:
    """Wages of the one person in each seat, counted from the hire or the year's begin, whichever is later.

    Args:
        component: with its base.
        series: the calendar.
        earnings: (draws, positions, months) dollars.
        since: (draws, positions, months) index of the month of hire.
    """
    before = np.cumsum(earnings, axis=-1) - earnings
    counted_from = np.maximum(series.year_begins, since)
    used = _used_at_start(component, series) * (since < 0)
    this_year = before - np.take_along_axis(before, counted_from, axis=-1) + used
    return np.clip(component.wage_base[:, None] - this_year, 0.0, earnings)


def taxable_original(component: ComponentSeries, series: CostSeries, earnings: Array) -> Array:
    """Wages of a seat's first person who stays throughout: (draws, positions, months), like `earnings`."""
    return _under_base(earnings, component.wage_base[:, None], _used_at_start(component, series), series.year_begins)


def taxable_hires(component: ComponentSeries, series: CostSeries, hires: PerHire, hours_per_week: Array) -> PerHire:
    """Wages of people hired later: each cohort counts its wages from its own hire."""
    hours = hours_per_week * WEEKS_PER_MONTH
    kinds: dict[tuple[int, bytes], Array] = {}
    kind_of = []
    for seat, kind in enumerate(hires.kind_of):
        key = (kind, hours[:, seat].tobytes())
        if key not in kinds:
            earnings = np.triu(hires.kinds[kind] * hours[:, seat][:, None])
            kinds[key] = _under_base(earnings, component.wage_base[:, None], 0.0, series.year_begins)
        kind_of.append(list(kinds).index(key))
    return PerHire(kinds=tuple(kinds.values()), kind_of=tuple(kind_of))


def _used_at_start(component: ComponentSeries, series: CostSeries) -> Array:
    first_year = series.year_begins == series.year_begins[0]
    return component.used_at_start[:, None, None] * series.there_at_start[:, None] * first_year


def _under_base(earnings: Array, base: Array, used: Array | float, year_begins: Order) -> Array:
    """The part of each month's earnings below a yearly base, months last."""
    before = np.cumsum(earnings, axis=-1) - earnings
    this_year = before - before[..., year_begins] + used
    return np.clip(base - this_year, 0.0, earnings)
