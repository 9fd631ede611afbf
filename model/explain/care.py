"""Billing opened: what became of the units of each service and payer, and what was billed and earned for them."""

from dataclasses import replace

from model.explain.caps import left_by_client_caps, left_by_program_caps, left_by_worker_caps, under_client_caps
from model.explain.cells import (
    NOBODY,
    SOURCE,
    accepted_share,
    cells,
    client_share,
    delivered,
    paid_by,
    pays,
    qualified_share,
    reaching,
)
from model.explain.grants import not_billed_share
from model.explain.nodes import Node
from model.explain.sessions import caseload, held_by_demand, kept, no_clients, seats, session_hours
from model.explain.spot import Spot, remembered
from model.stages.parts.fates import FATES


@remembered
def billable(spot: Spot, service: str, payer: str) -> Node:
    """Units that caps per client and worker leave."""
    children = (under_client_caps(spot, service, payer), left_by_worker_caps(spot, service, payer))
    return spot.part("billable", "under_client_caps * left_by_worker_caps", *children, source=SOURCE)


@remembered
def denial_share(spot: Spot, payer: str) -> Node:
    """The share denied in the end."""
    if payer == NOBODY:
        return spot.count("denial_share", 0.0, note="nothing is claimed")
    children = [spot.input(field, "payers", payer, field) for field in ("denial", "denial_recovery")]
    return spot.part("denial_share", "denial * (1 - denial_recovery)", *children, source=SOURCE)


def _fate(spot: Spot, fate: str, service: str, payer: str) -> Node:
    """The units of a cell that have one fate."""
    cell = (service, payer)
    given, open_, fit = delivered(spot, *cell), pays(spot, *cell), qualified_share(spot, payer)
    final = (billable(spot, *cell), left_by_program_caps(spot, *cell), denial_share(spot, payer))
    terms: dict[str, tuple[str, tuple[Node, ...]]] = {
        "delivered": (given.equation, given.children),
        "no_payer": ("delivered * (1 - pays)", (given, open_)),
        "not_qualified": ("delivered * pays * (1 - qualified_share)", (given, open_, fit)),
        "not_billed": (
            "delivered * pays * qualified_share * not_billed_share",
            (given, open_, fit, not_billed_share(spot)),
        ),
        "over_client_cap": (
            "reaching * (1 - left_by_client_caps)",
            (reaching(spot, *cell), left_by_client_caps(spot, *cell)),
        ),
        "over_worker_cap": (
            "under_client_caps * (1 - left_by_worker_caps)",
            (under_client_caps(spot, *cell), left_by_worker_caps(spot, *cell)),
        ),
        "over_program_cap": ("billable * (1 - left_by_program_caps)", final[:2]),
        "denied": ("billable * left_by_program_caps * denial_share", final),
        "paid": ("billable * left_by_program_caps * (1 - denial_share)", final),
    }
    equation, children = terms[fate]
    label = f"units of {service} for {payer}: {fate.replace('_', ' ')}"
    # the projection's own value: a fate may be the small difference of large numbers, and sums have to be exact
    name, value = f"{fate}.{service} {payer}", _settled(spot, fate, *cell)
    # `paid` is dollars of grants elsewhere
    return replace(spot.part(name, equation, *children, source=SOURCE, label=label, value=value), unit="units")


def _settled(spot: Spot, fate: str, service: str, payer: str) -> float:
    """The units of one fate that the projection has for a cell."""
    services, payers = list(spot.program.services), [*spot.program.payers, NOBODY]
    values = getattr(spot.work.projection.billing, fate)
    return float(values[0, spot.place, services.index(service), payers.index(payer), spot.month])


@remembered
def units(spot: Spot, fate: str) -> Node:
    """Units of one fate, over services and payers; cells without any are left out."""
    if not spot.serves:
        return no_clients(spot, f"units.{fate}")
    parts = [_fate(spot, fate, *cell) for cell in cells(spot)]
    there = [part for part in parts if part.value]
    return spot.total(f"units.{fate}", "sum(children)", *there, source=SOURCE, note="" if there else "there are none")


@remembered
def hours(spot: Spot, fate: str) -> Node:
    """A worker's hours of session time by fate of the units."""
    if not spot.serves:
        return no_clients(spot, f"hours.{fate}")
    if fate == "delivered":
        parts = [each for name in FATES if (each := hours(spot, name)).value]
        return spot.total("hours.delivered", "sum(children)", *parts, source=SOURCE)
    parts = [part for cell in cells(spot) if (part := _hours(spot, fate, *cell)).value]
    return spot.total(f"hours.{fate}", "sum(children)", *parts, source=SOURCE, note="" if parts else "there are none")


def _hours(spot: Spot, fate: str, service: str, payer: str) -> Node:
    """A payer's clients take their share of the hours; within it hours follow units."""
    given, time = delivered(spot, service, payer), (session_hours(spot, service), client_share(spot, payer))
    label = f"hours of {service} for {payer}: {fate.replace('_', ' ')}"
    name = f"hours.{service} {payer}"
    if not given.value:
        whole = "session_hours * client_share" + ("" if fate == "no_payer" else " * 0")
        note = "sessions too short for any unit"
        return spot.part(name, whole, *time, source=SOURCE, label=label, note=note)
    some = replace(_fate(spot, fate, service, payer), quantity="units_of_the_fate")
    given = replace(given, quantity="units_delivered")
    equation = "session_hours * client_share * units_of_the_fate / units_delivered"
    return spot.part(name, equation, *time, some, given, source=SOURCE, label=label)


@remembered
def _billed(spot: Spot, service: str, payer: str) -> Node:
    """Dollars billed for a cell: by unit, by session, or by client and month."""
    loc = ("payers", payer, "services", service)
    per = spot.program.payers[payer].services[service].per
    rate = spot.input("rate", *loc, "rate", label=f"dollars a {per.replace('_', ' and ')}")
    left, label = left_by_program_caps(spot, service, payer), f"billed for {service} to {payer}"
    name = f"billed.{service} {payer}"
    if per == "unit":
        children: tuple[Node, ...] = (billable(spot, service, payer), left, rate)
        return spot.part(name, "billable * left_by_program_caps * rate", *children, source=SOURCE, label=label)
    sessions, share = kept(spot, service), client_share(spot, payer)
    accepted = accepted_share(spot, service, payer)
    counted = f"{sessions.name} * client_share * accepted_share"
    children = (sessions, share, accepted)
    if per == "client_month":
        minimum = spot.input("minimum_sessions", *loc, "minimum_sessions")
        counted = f"min(caseload * client_share * seats * accepted_share, {counted} / minimum_sessions)"
        children = (*children, caseload(spot), seats(spot), minimum)
    equation = f"{counted} * rate * left_by_program_caps"
    return spot.part(name, equation, *children, rate, left, source=SOURCE, label=label)


def _paying(spot: Spot) -> list[tuple[str, str]]:
    """Cells for which a payer pays at all."""
    ways = ("unit", "session", "client_month")
    return [cell for cell in cells(spot) if any(paid_by(spot, *cell, per=way) for way in ways)]


@remembered
def billed(spot: Spot) -> Node:
    """Dollars billed."""
    if not spot.serves:
        return no_clients(spot, "billed")
    parts = [_billed(spot, *cell) for cell in _paying(spot)]
    return spot.total("billed", "sum(children)", *parts, source=SOURCE)


@remembered
def earned(spot: Spot) -> Node:
    """What is paid in the end of what is billed."""
    if not spot.serves:
        return no_clients(spot, "earned")
    return spot.total("earned", "sum(children)", *(_earned(spot, *cell) for cell in _paying(spot)), source=SOURCE)


def _earned(spot: Spot, service: str, payer: str) -> Node:
    claimed = _billed(spot, service, payer)
    children = (claimed, denial_share(spot, payer))
    label, name = f"earned for {service} from {payer}", f"earned.{service} {payer}"
    return spot.part(name, f"{claimed.name} * (1 - denial_share)", *children, source=SOURCE, label=label)


@remembered
def binds(spot: Spot) -> Node:
    """What holds billing down: the last cap that takes more than materiality, else demand, else hours."""
    if not spot.serves:
        return replace(no_clients(spot, "binds"), value=None)
    kinds = ("client", "worker", "program")
    taken = [units(spot, f"over_{kind}_cap") for kind in kinds]
    every = (*taken, units(spot, "denied"), units(spot, "paid"))
    reached = spot.part("reaching", "sum(children)", *every, source=SOURCE)
    material = spot.input("materiality", "materiality", label="share of billable units that counts")
    least = spot.part("least", "materiality * reaching", material, reached, source=SOURCE, label="least that counts")
    chain = [f"'{kind}_cap' if units_over_{kind}_cap > least" for kind in reversed(kinds)]
    equation = " else ".join([*chain, "'demand' if held_by_demand > 0 else 'hours'"])
    children = (*taken, least, held_by_demand(spot))
    return spot.total("binds", equation, *children, source="model.md, section 10: findings")
