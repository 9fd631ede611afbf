"""Cells of billing: one service and one payer of a position, from kept sessions to the units that reach the caps.

`nobody` stands for the clients without a payer.
"""

from model.explain.grants import not_billed_share
from model.explain.nodes import Node
from model.explain.sessions import available, covered_service, is_group, kept, mixed, service_hours
from model.explain.skills import qualified
from model.explain.spot import Spot, remembered
from model.inputs.care import Cap
from model.inputs.series.care import DEFAULT_UNIT_MINUTES

SOURCE = "model.md, section 8: billing"
NOBODY = "nobody"


def cells(spot: Spot) -> list[tuple[str, str]]:
    """The services that the position gives, each with every payer that has clients."""
    payers = [*spot.program.payers, NOBODY]
    shares = spot.work.projection.terms.payers.client_share[0, :, spot.month]
    there = [payer for payer, share in zip(payers, shares, strict=True) if share > 0]
    return [(service, payer) for service in (mixed(spot) if spot.serves else ()) for payer in there]


def paid_by(spot: Spot, service: str, payer: str, per: str = "unit") -> bool:
    """Whether a payer pays for a service by unit, session, or client and month."""
    terms = None if payer == NOBODY else spot.program.payers[payer].services.get(service)
    return terms is not None and terms.per == per


@remembered
def client_share(spot: Spot, payer: str) -> Node:
    """The payer's share of clients."""
    if payer != NOBODY:
        return spot.input("client_share", "payers", payer, "client_share")
    shares = [spot.input(f"client_share.{name}", "payers", name, "client_share") for name in spot.program.payers]
    return spot.part("client_share", "max(0, 1 - sum(children))", *shares, source=SOURCE, label="share without a payer")


@remembered
def units_a_session(spot: Spot, service: str, payer: str) -> Node:
    """Units of a kept client-session."""
    equation = "mean_units(session_minutes, session_spread_minutes, unit_minutes, unit_rounding)"
    note = "for a group, of each attendee" if is_group(spot, service) else ""
    return spot.part("units_a_session", equation, *_minutes(spot, service, payer), source=SOURCE, note=note)


def _minutes(spot: Spot, service: str, payer: str) -> list[Node]:
    fields = [spot.input(f"session_{of}", "services", service, f"session_{of}") for of in ("minutes", "spread_minutes")]
    if payer == NOBODY:
        note = "clients without a payer are counted so"
        unit = spot.count("unit_minutes", DEFAULT_UNIT_MINUTES, note=note)
        return [*fields, unit, spot.count("unit_rounding", "midpoint", note=note)]
    return fields + [spot.input(field, "payers", payer, field) for field in ("unit_minutes", "unit_rounding")]


@remembered
def delivered(spot: Spot, service: str, payer: str) -> Node:
    """Units delivered."""
    children = (kept(spot, service), client_share(spot, payer), units_a_session(spot, service, payer))
    equation = f"{children[0].name} * client_share * units_a_session"
    return spot.part("delivered", equation, *children, source=SOURCE, label=f"units of {service} for {payer}")


@remembered
def pays(spot: Spot, service: str, payer: str) -> Node:
    """Whether the payer pays for the service this month."""
    if payer == NOBODY:
        return spot.count("pays", 0.0, note="clients without a payer")
    terms = spot.program.payers[payer]
    if service not in terms.services:
        return spot.count("pays", 0.0, note=f"{payer} does not list {service}")
    conditions, children = [], []
    for field, compared in (("start", "payer_start <= this_month"), ("end", "this_month <= payer_end")):
        if getattr(terms, field) is not None:
            conditions.append(compared)
            children.append(
                spot.input(f"payer_{field}", "payers", payer, field, label=f"{field} of {payer}", unit="month")
            )
    if not conditions:
        return spot.count("pays", 1.0, note=f"{payer} pays for {service} throughout")
    this = spot.count("this_month", str(spot.when), label="this month")
    return spot.part("pays", f"1 if {' and '.join(conditions)} else 0", *children, this, source=SOURCE)


@remembered
def qualified_share(spot: Spot, payer: str) -> Node:
    """The share of the work done by people the payer accepts; covered hours count as qualified."""
    if payer == NOBODY:
        return spot.count("qualified_share", 0.0, note="there is nobody to accept it")
    children = (available(spot), qualified(spot, payer), covered_service(spot), service_hours(spot))
    equation = f"(available * {children[1].name} + covered_service) / service_hours if service_hours > 0 else 0"
    return spot.part("qualified_share", equation, *children, source=SOURCE)


@remembered
def accepted_share(spot: Spot, service: str, payer: str) -> Node:
    """The share of the work that can be billed at all."""
    children = (pays(spot, service, payer), qualified_share(spot, payer), not_billed_share(spot))
    equation = "pays * qualified_share * (1 - not_billed_share)"
    return spot.part("accepted_share", equation, *children, source=SOURCE)


@remembered
def reaching(spot: Spot, service: str, payer: str) -> Node:
    """Units that reach the caps."""
    children = (delivered(spot, service, payer), accepted_share(spot, service, payer))
    label = f"units of {service} for {payer} that reach the caps"
    return spot.part("reaching", "delivered * accepted_share", *children, source=SOURCE, label=label)


def listed(spot: Spot, cap: Cap, service: str, payer: str) -> bool:
    """Whether a cap lists a cell; a cap in units touches only what is paid by unit."""
    if payer == NOBODY or (cap.unit == "units" and not paid_by(spot, service, payer)):
        return False
    return (cap.payers is None or payer in cap.payers) and (cap.services is None or service in cap.services)
