"""Wages and fringe opened."""

from dataclasses import dataclass

import numpy as np

from model.explain.nodes import Node
from model.explain.pay import original_pay
from model.explain.people import cohort, filled, original_share, wage
from model.explain.sessions import covered_hours, hours_per_week, paid_hours
from model.explain.spot import Spot, remembered
from model.inputs.numbers import Array
from model.inputs.series.costs import ComponentSeries
from model.inputs.staff import Component

SOURCE = "model.md, section 6: costs"


@remembered
def wages(spot: Spot) -> Node:
    """Pay of the people in the seat, and of those who cover for them."""
    children = (filled(spot), wage(spot), paid_hours(spot), _covered_wages(spot))
    return spot.total("wages", "filled * wage * paid_hours + covered_wages", *children, source=SOURCE)


@remembered
def _covered_wages(spot: Spot) -> Node:
    hours = covered_hours(spot)
    if not hours.value:
        return spot.count("covered_wages", 0.0, note=hours.note or "nothing is covered")
    children = (hours, original_pay(spot), spot.staffing("coverage", "pay_multiple"))
    return spot.part("covered_wages", "covered_hours * original_pay * pay_multiple", *children, source=SOURCE)


@remembered
def fringe(spot: Spot) -> Node:
    """All components on top of wages."""
    parts = [_component(spot, place) for place in range(len(spot.program.benefits.components))]
    return spot.total("fringe", "sum(children)", *parts, source=SOURCE)


def _component(spot: Spot, place: int) -> Node:
    component = spot.program.benefits.components[place]
    loc = ("benefits", "components", place)
    name, label = f"fringe.{component.name}", component.name
    begun = component.from_ is None or component.from_ <= spot.when
    if not begun or (component.until is not None and spot.when > component.until):
        return spot.count(name, 0.0, label=label, note=f"not in force in {spot.when}")
    terms, children = [], []
    if component.share_of_wages is not None:
        base = _taxable(spot, place) if component.wage_base is not None else wages(spot)
        terms.append(f"share_of_wages * {base.name}")
        children += [spot.input("share_of_wages", *loc, "share_of_wages"), base]
    if component.per_month is not None:
        terms.append("per_month * take_up * filled")
        growth = (*loc, "annual_change")
        children += [
            spot.input("per_month", *loc, "per_month", growth=growth),
            spot.input("take_up", *loc, "take_up"),
            filled(spot),
        ]
    equation = " + ".join(terms) or "0"
    if component.eligible_only:
        equation = f"({equation}) * eligible"
        children.append(_eligible(spot))
    return spot.part(name, equation, *children, source=SOURCE, label=label)


@remembered
def _eligible(spot: Spot) -> Node:
    children = (hours_per_week(spot), spot.input("full_time_hours", "benefits", "full_time_hours"))
    return spot.part("eligible", "1 if hours_per_week >= full_time_hours else 0", *children, source=SOURCE)


@dataclass(frozen=True)
class Taxed:
    """Hired people alike in where they stand against a yearly base: how many, and their mean wages below it."""

    words: str
    share: float
    mean: float


@remembered
def _taxable(spot: Spot, place: int) -> Node:
    """Wages below a yearly base, each person counting from their own hire; covered hours' pay counts in full."""
    component, series = spot.program.benefits.components[place], spot.laid.lines.components[place]
    parts = [_original_taxable(spot, place, component), *_hired_taxable(spot, series), _covered_wages(spot)]
    return spot.part("taxable", "sum(children)", *parts, source=SOURCE)


def _original_taxable(spot: Spot, place: int, component: Component) -> Node:
    """Wages below the base of the person of the start."""
    lines, loc = spot.laid.lines, ("benefits", "components", place)
    begins = int(lines.year_begins[spot.month])
    pay = spot.work.projection.wages.original[0, spot.place] * spot.work.projection.capacity.paid[0, spot.place]
    earlier = spot.count(
        "earned_this_year", float(pay[begins : spot.month].sum()), note=f"since {spot.program.start.plus(begins)}"
    )
    children = [
        original_share(spot),
        spot.input("wage_base", *loc, "wage_base"),
        earlier,
        _earnings(spot),
    ]
    used = ""
    if begins == lines.year_begins[0] and lines.there_at_start[spot.place]:
        children.append(
            spot.input("used_at_start", *loc, "used_at_start", label="of the base, used at the start", unit="dollars")
        )
        used = " - used_at_start"
    equation = f"original * min(max(wage_base - earned_this_year{used}, 0), earnings)"
    label = f"the person of the start: wages below the base of {component.name}"
    return spot.part("original_taxable", equation, *children, source=SOURCE, label=label)


@remembered
def _earnings(spot: Spot) -> Node:
    return spot.part("earnings", "original_pay * paid_hours", original_pay(spot), paid_hours(spot), source=SOURCE)


def _hired_taxable(spot: Spot, series: ComponentSeries) -> list[Node]:
    """Rows of hired people: all their wages below the base, some of them, or none."""
    return [
        spot.part(
            f"hired_taxable.{number}",
            "share * mean_taxable",
            spot.count("share", row.share, label="share of the seat held by them"),
            spot.count("mean_taxable", row.mean, label="mean of their wages of the month below the base"),
            source=SOURCE,
            label=row.words,
        )
        for number, row in enumerate(_taxed(spot, series), start=1)
        if row.share > 0
    ]


def _taxed(spot: Spot, series: ComponentSeries) -> list[Taxed]:
    earnings, below = _cohorts(spot, series)
    shares = np.array([cohort(spot, hired) for hired in range(spot.month + 1)])
    # a row for each person's tenure would be one for each month; these three say all that decides the sum
    kinds = (
        ("hired people still below the base", below >= earnings),
        ("hired people who pass the base this month", (below > 0) & (below < earnings)),
        ("hired people past the base", (below <= 0) & (earnings > 0)),
    )
    rows = []
    for said, which in kinds:
        share = float(shares[which].sum())
        rows.append(Taxed(said, share, float((shares * below)[which].sum() / share) if share > 0 else 0.0))
    return rows


def _cohorts(spot: Spot, series: ComponentSeries) -> tuple[Array, Array]:
    """Wages of this month, and the part of them below the base, of people hired in each month up to this one."""
    kind = spot.laid.pay.hire_kind[spot.place]
    hours = spot.work.projection.capacity.paid[0, spot.place]
    pay = spot.work.projection.wages.hires.kinds[kind][0] * hours
    begins = int(spot.laid.lines.year_begins[spot.month])
    hired = np.arange(spot.month + 1)
    earned = np.array([pay[h, max(h, begins) : spot.month].sum() for h in hired])
    earnings = pay[hired, spot.month]
    return earnings, np.clip(series.wage_base[0, spot.month] - earned, 0.0, earnings)
