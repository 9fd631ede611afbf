"""Costs: what each seat costs in a month, before shared cost and indirect."""

from dataclasses import dataclass

import numpy as np

from model.inputs.numbers import Array, Order
from model.inputs.series.costs import ComponentSeries, CostSeries
from model.stages.parts.cohorts import PerHire, over_hires
from model.stages.parts.taxed import taxable_hires, taxable_original, taxable_person

WEEKS_PER_YEAR = 52


@dataclass(frozen=True, kw_only=True, eq=False)
class Pay:
    """Who is paid what for how many hours, as the cost stage needs it. Arrays are (draws, positions, months).

    Attributes:
        original: dollars an hour of the person of the start; `hires`: of people hired later.
        original_share, hired, survival, filled, separations: of the seat.
        wage: mean pay of the people in the seat.
        hours_per_week: of the seat.
        paid: hours a month of the whole seat.
        covered_paid: hours paid to others for coverage, at `pay_multiple` times the original pay.
        since: month of hire of the one person in a simulated seat; None where seats are expected.
    """

    original: Array
    hires: PerHire
    original_share: Array
    hired: Array
    survival: Array
    filled: Array
    separations: Array
    wage: Array
    hours_per_week: Array
    paid: Array
    covered_paid: Array
    pay_multiple: Array
    since: Order | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Costs:
    """Dollars a month: (draws, positions, months).

    Attributes:
        wages: of the people in the seat and of those who cover for them.
        covered_wages: the part paid for coverage.
        fringe: all components; `fringe_parts` by component.
        travel: miles x mileage rate.
        per_position: lines for each filled seat, supports among them.
        replacement: of people who leave.
        direct: the sum of these.
        excluded: the part of `direct` that carries no indirect.
    """

    wages: Array
    covered_wages: Array
    fringe: Array
    fringe_parts: tuple[Array, ...]
    travel: Array
    per_position: Array
    replacement: Array
    direct: Array
    excluded: Array


def costs(series: CostSeries, pay: Pay, miles: Array) -> Costs:
    """Add up what a seat costs.

        wages       = Σ people x their pay x paid hours + covered hours' pay
        fringe      = Σ shares of wages, up to each person's wage base, + dollars a month x filled
        replacement = separations x (dollars + share x original pay x hours a week x 52)
        direct      = wages + fringe + travel + per-position lines + replacement

    Args:
        series: components, lines and rates.
        pay: people, their pay and hours.
        miles: (draws, positions, months) driven.
    Source:
        model.md, section 6.
    """
    covered = pay.covered_paid * pay.original * pay.pay_multiple
    wages = pay.filled * pay.wage * pay.paid + covered
    parts = tuple(_fringe(component, series, pay, wages, covered) for component in series.components)
    fringe = sum(parts, np.zeros_like(wages))
    travel = miles * series.mileage_rate[:, None]
    lines = series.per_position[:, None] * pay.filled
    replacement = pay.separations * a_separation(series, pay.original, pay.hours_per_week)
    return Costs(
        wages=wages,
        covered_wages=covered,
        fringe=fringe,
        fringe_parts=parts,
        travel=travel,
        per_position=lines,
        replacement=replacement,
        direct=wages + fringe + travel + lines + replacement,
        excluded=series.per_position_excluded[:, None] * pay.filled,
    )


def a_separation(series: CostSeries, original_pay: Array, hours_per_week: Array) -> Array:
    """What replacing one person costs: (draws, positions, months) dollars, none in a seat's last month."""
    each = series.replacement_dollars + series.replacement_share * (original_pay * hours_per_week * WEEKS_PER_YEAR)
    return each * series.replaces


def _fringe(component: ComponentSeries, series: CostSeries, pay: Pay, wages: Array, covered: Array) -> Array:
    by_seat = component.per_month[:, None] * pay.filled
    share = component.share_of_wages[:, None]
    if not component.has_base:
        return (share * wages + by_seat) * component.eligible
    taxable = _taxable_people(component, series, pay) + covered
    return (share * taxable + by_seat) * component.eligible


def _taxable_people(component: ComponentSeries, series: CostSeries, pay: Pay) -> Array:
    if pay.since is not None:
        return taxable_person(component, series, pay.wage * pay.paid, pay.since)
    first = pay.original_share * taxable_original(component, series, pay.original * pay.paid)
    hired = over_hires(taxable_hires(component, series, pay.hires, pay.hours_per_week), pay.hired, pay.survival)
    # after the seat's end nobody earns any
    return first + hired * (pay.filled > 0)
