"""Costs opened: wages, travel, lines, replacement, and what a row carries of what everything costs."""

from model.explain.nodes import Node
from model.explain.pay import original_pay
from model.explain.people import filled, separations, supports
from model.explain.sessions import hours_per_week, miles
from model.explain.spot import Spot, of_all, remembered
from model.explain.wages import fringe, wages

SOURCE = "model.md, section 6: costs"
GROWTH = ("costs", "annual_change")


@remembered
def travel(spot: Spot) -> Node:
    """Miles at the mileage rate."""
    rate = spot.input("mileage_rate", "costs", "mileage_rate")
    return spot.total("travel", "miles * mileage_rate", miles(spot), rate, source=SOURCE)


@remembered
def per_position(spot: Spot) -> Node:
    """Lines of cost for each filled seat."""
    monthly = _lines(spot, "per_position_month")
    yearly = [
        spot.part(
            f"a_month.{node.quantity.partition('.')[2]}",
            f"{node.name} / 12",
            node,
            source=SOURCE,
            label=f"{node.label}, a month",
        )
        for node in _lines(spot, "per_position_year")
    ]
    helping = supports(spot, "per_position_month", neutral=0.0, growth=GROWTH)
    lines = spot.part("lines", "sum(children)", *monthly, *yearly, *helping, source=SOURCE)
    return spot.total("per_position", "lines * filled", lines, filled(spot), source=SOURCE)


def _lines(spot: Spot, group: str, *, only: tuple[str, ...] | None = None) -> list[Node]:
    """The lines of a group in the dollars of the month."""
    names = [name for name in getattr(spot.program.costs, group) if only is None or name in only]
    loc = ("costs", group)
    return [
        spot.input(f"line.{name}", *loc, name, label=name.replace("_", " "), unit="dollars", growth=GROWTH)
        for name in names
    ]


@remembered
def direct_excluded(spot: Spot) -> Node:
    """The part of a position's direct cost that carries no indirect."""
    excluded = spot.program.costs.indirect_excludes
    monthly, yearly = (_lines(spot, f"per_position_{of}", only=excluded) for of in ("month", "year"))
    if not monthly + yearly:
        return spot.count("excluded", 0.0, note="nothing of it is excluded")
    each = [spot.part(f"a_month.{n.quantity.partition('.')[2]}", f"{n.name} / 12", n, source=SOURCE) for n in yearly]
    lines = spot.part(
        "lines", "sum(children)", *monthly, *each, source=SOURCE, label="excluded lines for a filled seat"
    )
    return spot.part("excluded", "lines * filled", lines, filled(spot), source=SOURCE)


@remembered
def replacement(spot: Spot) -> Node:
    """The cost of people who leave."""
    if spot.position.end == spot.when:
        return spot.count("replacement", 0.0, note="nobody is replaced in the position's last month")
    fields = [spot.staffing("replacement", field) for field in ("dollars", "share_of_annual_wage")]
    children = (separations(spot), *fields, original_pay(spot), hours_per_week(spot))
    equation = "separations * (dollars + share_of_annual_wage * original_pay * hours_per_week * 52)"
    return spot.total("replacement", equation, *children, source=SOURCE)


@remembered
def direct_cost(spot: Spot) -> Node:
    """What the position itself costs."""
    children = (wages(spot), fringe(spot), travel(spot), per_position(spot), replacement(spot))
    return spot.total("direct_cost", "wages + fringe + travel + per_position + replacement", *children, source=SOURCE)


@of_all
def program_costs(spot: Spot) -> Node:
    """The program's own lines, while they run."""
    if spot.now(spot.work.projection.funding.program_runs) == 0:
        note = f"they ended {spot.program.wind_down_months.value:g} months after the last direct-service seat"
        return spot.count("program_costs", 0.0, note=note)
    return spot.part("program_costs", "sum(children)", *_lines(spot, "program_month"), source=SOURCE)


@of_all
def program_excluded(spot: Spot) -> Node:
    """The part of program costs that carries no indirect."""
    lines = _lines(spot, "program_month", only=spot.program.costs.indirect_excludes)
    if not lines or spot.now(spot.work.projection.funding.program_runs) == 0:
        return spot.count("excluded", 0.0, note="nothing of it is excluded")
    return spot.part("excluded", "sum(children)", *lines, source=SOURCE)


def unserving(spot: Spot) -> list[int]:
    """Places of the positions that are there and see no clients."""
    return [p for p, position in enumerate(spot.program.positions) if not position.direct_service and spot.present(p)]


@remembered
def weight(spot: Spot) -> Node:
    """The share of spread cost that the row carries: by hours a week, or all of it where no seat sees clients."""
    serving = spot.serving()
    if not serving:
        return spot.count("weight", 1.0, note="no direct-service seat is there, so that the program carries it itself")
    hours = [hours_per_week(spot.at(place=place)) for place in serving]
    label = "hours a week of all direct-service seats that are there"
    every = spot.part("hours_of_all", "sum(children)", *hours, source=SOURCE, label=label)
    return spot.part("weight", "hours_per_week / hours_of_all", hours_per_week(spot), every, source=SOURCE)


@remembered
def shared_cost(spot: Spot) -> Node:
    """What the row carries of the cost of everybody else and of the program."""
    others = [direct_cost(spot.at(place=place)) for place in unserving(spot)]
    pooled = spot.part("pooled", "sum(children)", *others, program_costs(spot), source=SOURCE)
    return spot.total("shared_cost", "weight * pooled", weight(spot), pooled, source=SOURCE)


@remembered
def indirect(spot: Spot) -> Node:
    """The indirect rate on what is not excluded."""
    parts = [direct_excluded(spot.at(place=place)) for place in unserving(spot)]
    label = "spread cost that carries no indirect"
    pooled = spot.part("pooled_excluded", "sum(children)", *parts, program_excluded(spot), source=SOURCE, label=label)
    rate, share = spot.input("indirect_rate", "costs", "indirect_rate"), weight(spot)
    if not spot.serves:
        children = (rate, shared_cost(spot), share, pooled)
        return spot.total(
            "indirect", "indirect_rate * (shared_cost - weight * pooled_excluded)", *children, source=SOURCE
        )
    children = (rate, direct_cost(spot), shared_cost(spot), direct_excluded(spot), share, pooled)
    equation = "indirect_rate * (direct_cost + shared_cost - excluded - weight * pooled_excluded)"
    return spot.total("indirect", equation, *children, source=SOURCE)


@remembered
def full_cost(spot: Spot) -> Node:
    """Everything that the row carries."""
    if not spot.serves:
        return spot.total("full_cost", "shared_cost + indirect", shared_cost(spot), indirect(spot), source=SOURCE)
    children = (direct_cost(spot), shared_cost(spot), indirect(spot))
    return spot.total("full_cost", "direct_cost + shared_cost + indirect", *children, source=SOURCE)
