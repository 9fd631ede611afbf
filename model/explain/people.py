"""People opened: who sits in the seat, since when, and what their work is worth to a payer."""

from dataclasses import replace
from typing import Any

from model.explain.nodes import Node
from model.explain.pay import alike, hired_pay, original_pay
from model.explain.spot import Spot, remembered, unique
from model.inputs.numbers import Array, Dated, Entry
from model.stages.parts.staffed import MOST_TURNOVER
from model.stages.staffing import NOBODY

SOURCE = "model.md, section 3: staffing"


@remembered
def wage(spot: Spot) -> Node:
    """The mean pay of the people in the seat."""
    seat = filled(spot)
    if not seat.value:
        return spot.count("wage", 0.0, note="nobody sits in the seat")
    rows = [_original_row(spot), *(_hired_row(spot, hired) for hired in alike(spot) if _still_here(spot, hired) > 0)]
    everybody = spot.part("pay_of_people", "sum(children)", *(row for row in rows if row), source=SOURCE)
    return spot.total("wage", "pay_of_people / filled", everybody, seat, source=SOURCE)


def _original_row(spot: Spot) -> Node | None:
    share = original_share(spot)
    if not share.value:
        return None
    return spot.part(
        "person_of_the_start",
        "original * original_pay",
        share,
        original_pay(spot),
        label="the person of the start: share of the seat x pay",
        source=SOURCE,
    )


def _hired_row(spot: Spot, hired: list[int]) -> Node:
    first, last = (str(spot.program.start.plus(m)) for m in (hired[0], hired[-1]))
    when = f"hired in {first}" if first == last else f"hired {first} to {last}"
    share = spot.count("share", _still_here(spot, hired), label=f"share of the seat held by people {when}")
    return spot.part(
        f"people_hired.{first}",
        "share * pay",
        share,
        hired_pay(spot, hired),
        label=f"people {when}: share of the seat x pay",
        source=SOURCE,
    )


def cohort(spot: Spot, hired: int) -> float:
    """The share of the seat held by people hired in a month who are still there."""
    staff = spot.work.projection.staffing
    survival = staff.survival[0, spot.place]
    share = float(staff.hired[0, spot.place, hired] * survival[spot.month] / survival[hired])
    return share if share > NOBODY else 0.0


def _still_here(spot: Spot, hired: list[int]) -> float:
    return sum(cohort(spot, month) for month in hired)


def first_month(spot: Spot) -> int:
    """The index of the position's first month."""
    return int(spot.laid.people.first[spot.place])


@remembered
def original_share(spot: Spot) -> Node:
    """The share of the seat that the person of its start still holds."""
    if spot.month == first_month(spot):
        return _opening(spot, "original")
    children = (_last_month(spot, "original", spot.work.projection.staffing.original), _last_hazard(spot))
    return spot.part("original", "original_before * (1 - hazard_before)", *children, source=SOURCE)


def _opening(spot: Spot, quantity: str) -> Node:
    state = spot.laid.people.opens[spot.place]
    node = spot.input("opens", "positions", spot.place, "filled", label="how the seat starts")
    return spot.part(quantity, "0 if opens == 'vacant' else 1", node, source=SOURCE, note=f"it starts {state}")


def _last_month(spot: Spot, quantity: str, values: Array) -> Node:
    """A leaf: a share last month that has no quantity of its own; the seat of that month opens it."""
    value = spot.at(month=spot.month - 1).pick(values)
    leaf = spot.other("wage", name=f"{quantity}_before", month=spot.month - 1, value=value)
    label, unit = spot.count(quantity, value).label, "share"
    return replace(leaf, label=f"{label}, last month", unit=unit)


def _last_hazard(spot: Spot) -> Node:
    last = spot.at(month=spot.month - 1)
    leaf = spot.other("separations", name="hazard_before", month=last.month, value=last.pick(_hazards(spot)))
    return replace(leaf, label="chance that a person left at last month's end")


def _hazards(spot: Spot) -> Array:
    return spot.work.projection.staffing.hazard


@remembered
def filled(spot: Spot) -> Node:
    """The share of the seat with a person in it."""
    if spot.month == first_month(spot):
        made = _opening(spot, "filled")
        return spot.total("filled", made.equation, *made.children, source=SOURCE, note=made.note)
    children = (spot.before("filled"), spot.before("separations"), hires(spot))
    return spot.total("filled", "filled_before - separations_before + hires", *children, source=SOURCE)


@remembered
def vacant(spot: Spot) -> Node:
    """The empty share of the seat."""
    return spot.total("vacant", "1 - filled", filled(spot), source=SOURCE)


@remembered
def hires(spot: Spot) -> Node:
    """The share of the seat whose first month this is."""
    if spot.month == first_month(spot):
        node = spot.input("opens", "positions", spot.place, "filled", label="how the seat starts")
        return spot.total("hires", "1 if opens == 'new' else 0", node, source=SOURCE)
    last = spot.at(month=spot.month - 1)
    children = (spot.before("vacant"), spot.before("separations"), last.staffing("months_vacant"))
    equation = "(vacant_before + separations_before) / (1 + months_vacant)"
    return spot.total("hires", equation, *children, source=SOURCE)


@remembered
def separations(spot: Spot) -> Node:
    """The share of the seat that leaves at the month's end."""
    return spot.total("separations", "hazard * filled", _hazard(spot), filled(spot), source=SOURCE)


@remembered
def _hazard(spot: Spot) -> Node:
    if spot.when in spot.position.departs:
        return spot.count("hazard", 1.0, note="the file says that the person departs in this month")
    factors = [spot.staffing("annual_turnover"), *supports(spot, "turnover_multiplier", neutral=1.0)]
    factors += [node for node in (_insecurity(spot),) if node]
    equation = " * ".join(node.name for node in factors)
    relative = _relative_pay(spot)
    if relative:
        factors += [relative, spot.staffing("wage_elasticity")]
        equation += " * relative_pay ** -wage_elasticity"
    return spot.part("hazard", f"min({equation}, {MOST_TURNOVER:g}) / 12", *factors, source=SOURCE)


def supports(spot: Spot, effect: str, *, neutral: float, **how: Any) -> list[Node]:
    """What supports in force change this month, but for those that change nothing."""
    nodes = []
    for place, support in enumerate(spot.program.supports):
        begun = support.from_ is None or support.from_ <= spot.when
        if begun and (support.until is None or spot.when <= support.until):
            label = f"{support.name}: {effect.replace('_', ' ')}"
            name = f"{effect}.{unique(support.name, [s.name for s in spot.program.supports], place)}"
            node = spot.input(name, "supports", place, effect, label=label, **how)
            nodes += [node] if node.value != neutral else []
    return nodes


def _insecurity(spot: Spot) -> Node | None:
    """Turnover before the end of the last grant that covers the seat."""
    covering = [g for g in spot.program.grants if any(e.value for e in _entries(g.covers.get(spot.position.id)))]
    if not covering or spot.pick(spot.laid.people.insecurity) == 1.0:
        return None
    last = max(covering, key=lambda grant: grant.end)
    children = (
        spot.count("months_left", float(last.end - spot.when), note=f"{last.id} ends with {last.end}"),
        spot.staffing("insecurity", "months", quantity="insecurity_months"),
        spot.staffing("insecurity", "multiplier", quantity="insecurity_multiplier"),
    )
    equation = "insecurity_multiplier if 0 <= months_left < insecurity_months else 1"
    return spot.part("insecurity", equation, *children, source=SOURCE)


def _entries(number: Dated | None) -> tuple[Entry, ...]:
    return () if number is None else number.entries


def _relative_pay(spot: Spot) -> Node | None:
    """Pay against outside pay, where the elasticity is on and both are known."""
    people, name = spot.laid.people, spot.position.ladder
    unknown = spot.pick(people.outside_wage) != spot.pick(people.outside_wage)
    ladder = spot.program.ladders[name]
    if unknown or ladder.turnover_reference is None or spot.pick(people.elasticity) == 0:
        return None
    children = (
        original_pay(spot),
        spot.input("outside_wage", "ladders", name, "outside_wage"),
        spot.input("reference_wage", "ladders", name, "turnover_reference", "wage"),
        spot.input("reference_outside_wage", "ladders", name, "turnover_reference", "outside_wage"),
    )
    equation = "(original_pay / outside_wage) / (reference_wage / reference_outside_wage)"
    return spot.part("relative_pay", equation, *children, source=SOURCE)
