"""Grants opened before billing: what is asked of them, what is left of the award, what they cover."""

from model.explain.costs import direct_cost, direct_excluded, program_costs, program_excluded
from model.explain.nodes import Node
from model.explain.spot import Spot, of_all, remembered
from model.inputs.money import Grant
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Dated

SOURCE = "model.md, section 7: grants"


def numbered(spot: Spot, identity: str) -> tuple[int, Grant]:
    """A grant and its place in the file."""
    grants = spot.program.grants
    return next((number, grant) for number, grant in enumerate(grants) if grant.id == identity)


def active(spot: Spot, grant: Grant) -> bool:
    """Whether a grant can be asked this month."""
    return grant.start <= spot.when <= grant.end


def covering(spot: Spot, grant: Grant) -> list[int]:
    """Places of the positions that are there and that the grant covers this month."""
    number, _ = numbered(spot, grant.id)
    shares = spot.laid.money.grants[number].covers[0, :, spot.month]
    return [place for place in range(len(spot.program.positions)) if shares[place] > 0 and spot.present(place)]


@remembered
def covers(spot: Spot, identity: str) -> Node:
    """The grant's share of the position's direct cost."""
    number, grant = numbered(spot, identity)
    if spot.position.id not in grant.covers or not active(spot, grant):
        return spot.count("covers", 0.0, note=f"{identity} does not cover {spot.who} in {spot.when}")
    return spot.input("covers", "grants", number, "covers", spot.position.id)


@of_all
def indirect_of(spot: Spot, identity: str) -> Node:
    """The grant's indirect rate."""
    return spot.input("indirect_rate", "grants", numbered(spot, identity)[0], "indirect_rate")


@remembered
def gross(spot: Spot, identity: str, *, whole: bool) -> Node:
    """What is asked of a grant for one position before program income.

    `whole` opens the position's cost; where a grant's asks for all positions are added up, each is a leaf.
    """
    if whole:
        cost, excluded = direct_cost(spot), direct_excluded(spot)
    else:
        cost = spot.other("direct_cost", place=spot.place)
        excluded = spot.count("excluded", spot.pick(spot.work.projection.costs.excluded))
    children = (covers(spot, identity), cost, indirect_of(spot, identity), excluded)
    equation = "covers * (direct_cost + indirect_rate * (direct_cost - excluded))"
    label = f"asked of {identity} for {spot.who} before program income"
    return spot.part(f"gross_asked.{spot.who}", equation, *children, label=label, source=SOURCE)


@of_all
def asked_for_program(spot: Spot, identity: str) -> Node | None:
    """What is asked of a grant toward program costs; None where it pays none."""
    number, grant = numbered(spot, identity)
    if not active(spot, grant) or spot.now(spot.laid.money.grants[number].program_costs) == 0:
        return None
    children = (
        spot.input("share", "grants", number, "program_costs", label="share of program costs that it covers"),
        program_costs(spot),
        indirect_of(spot, identity),
        program_excluded(spot),
    )
    equation = "share * (program_costs + indirect_rate * (program_costs - excluded))"
    label = f"asked of {identity} toward program costs"
    return spot.part("asked_for_program", equation, *children, label=label, source=SOURCE)


@of_all
def gross_asked(spot: Spot, identity: str) -> Node:
    """What is asked of a grant in all, before program income."""
    _, grant = numbered(spot, identity)
    parts = [gross(spot.at(place=place), identity, whole=False) for place in covering(spot, grant)]
    program = asked_for_program(spot, identity)
    return spot.part("gross_asked", "sum(children)", *parts, *([program] if program else []), source=SOURCE)


@of_all
def left_before(spot: Spot, identity: str) -> Node:
    """What is left of the award when the month begins."""
    number, grant = numbered(spot, identity)
    series = spot.laid.money.grants[number]
    if not active(spot, grant):
        note = f"{identity} runs from {grant.start} to {grant.end}"
        return spot.count("left_before", 0.0, note=note)
    if spot.month == 0 and series.under_way:
        extra = [spot.input(field, "grants", number, field) for field in ("carried_in", "spent_at_start")]
        return spot.part(
            "left_before", "award + carried_in - spent_at_start", _award(spot, number), *extra, source=SOURCE
        )
    if not series.year_begins[spot.month]:
        return _left_last_month(spot, identity, "left_before")
    if not grant.carryover or spot.month == 0:
        return spot.part("left_before", "award", _award(spot, number), source=SOURCE, note="a budget year begins")
    carried = _left_last_month(spot, identity, "carried_over")
    return spot.part("left_before", "award + carried_over", _award(spot, number), carried, source=SOURCE)


def _left_last_month(spot: Spot, identity: str, name: str) -> Node:
    return spot.other(f"grants.{identity}.left", name=name, month=spot.month - 1)


def _award(spot: Spot, number: int) -> Node:
    """The award of the budget year in which the month lies."""
    grant = spot.program.grants[number]
    year = max(0, (spot.when - grant.start) // MONTHS_PER_YEAR)
    label = f"award of budget year {year + 1}"
    if isinstance(grant.award, Dated):
        stated = spot.at(month=grant.start.plus(year * MONTHS_PER_YEAR) - spot.program.start)
        return stated.input("award", "grants", number, "award", label=label)
    place = min(year, len(grant.award) - 1)
    return spot.input("award", "grants", number, "award", place, label=label)


@remembered
def covered(spot: Spot, identity: str) -> Node:
    """The grant's share of the position times what it can pay of its ask, before program income."""
    children = (covers(spot, identity), left_before(spot, identity), gross_asked(spot, identity))
    equation = "covers * (min(left_before, gross_asked) / gross_asked if gross_asked > 0 else 1)"
    return spot.part("covered", equation, *children, source=SOURCE)


@remembered
def not_billed_share(spot: Spot) -> Node:
    """The share of the position's units that grants forbid to bill."""
    forbidding = [grant for grant in spot.program.grants if grant.program_income == "not_billed"]
    parts = [covered(spot, grant.id) for grant in forbidding if spot.place in covering(spot, grant)]
    note = "" if parts else "no grant that covers the position forbids billing"
    return spot.part("not_billed_share", "sum(children)", *parts, source=SOURCE, note=note)
