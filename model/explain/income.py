"""Grants opened after billing: program income, what is asked, paid and left, match."""

from model.explain.care import earned
from model.explain.grants import (
    SOURCE,
    asked_for_program,
    covered,
    covering,
    gross,
    left_before,
    not_billed_share,
    numbered,
)
from model.explain.nodes import Node
from model.explain.spot import Spot, of_all, remembered

INCOME = "model.md, section 9, step 1: funding"
POOLED = ("additive", "matching")


def earns_income(spot: Spot, identity: str) -> bool:
    """Whether a grant takes part of what the position earns for program income."""
    _, grant = numbered(spot, identity)
    return grant.program_income != "not_billed" and spot.serves and spot.place in covering(spot, grant)


@remembered
def income(spot: Spot, identity: str, *, whole: bool) -> Node:
    """Program income of a position under a grant: its earnings times covered, of units that could be billed at all."""
    billed = earned(spot) if whole else spot.other("earned", place=spot.place)
    children = (billed, covered(spot, identity), not_billed_share(spot))
    equation = "earned * (covered / (1 - not_billed_share) if not_billed_share < 1 else 0)"
    label = f"program income of {spot.who} under {identity}"
    return spot.part(f"income.{spot.who}", equation, *children, source=INCOME, label=label)


@remembered
def asked_for(spot: Spot, identity: str, *, whole: bool) -> Node:
    """What is asked of a grant for one position."""
    full, label = gross(spot, identity, whole=whole), f"asked of {identity} for {spot.who}"
    if numbered(spot, identity)[1].program_income != "deductive" or not earns_income(spot, identity):
        return spot.part(f"asked.{spot.who}", full.name, full, source=SOURCE, label=label)
    less = income(spot, identity, whole=whole)
    equation = f"max(0, {full.name} - {less.name})"
    return spot.part(f"asked.{spot.who}", equation, full, less, source=INCOME, label=label)


@of_all
def asked(spot: Spot, identity: str) -> Node:
    """What is asked of a grant in all, after program income."""
    _, grant = numbered(spot, identity)
    parts = [asked_for(spot.at(place=place), identity, whole=False) for place in covering(spot, grant)]
    program = asked_for_program(spot, identity)
    every = (*parts, *([program] if program else []))
    return spot.total(f"grants.{identity}.asked", "sum(children)", *every, source=SOURCE)


@of_all
def paid_share(spot: Spot, identity: str) -> Node:
    """The share of its ask that a grant pays; all parts of the ask are scaled alike."""
    left, whole = left_before(spot, identity), asked(spot, identity)
    equation = f"min(left_before, {whole.name}) / {whole.name} if {whole.name} > 0 else 1"
    return spot.part("paid_share", equation, left, whole, source=SOURCE)


@remembered
def paid_for(spot: Spot, identity: str) -> Node:
    """What a grant pays for one position."""
    parts = (asked_for(spot, identity, whole=True), paid_share(spot, identity))
    label = f"paid by {identity} for {spot.who}"
    return spot.part(f"paid.{spot.who}", f"{parts[0].name} * paid_share", *parts, source=SOURCE, label=label)


@of_all
def paid_for_program(spot: Spot, identity: str) -> Node | None:
    """What a grant pays toward program costs."""
    whole = asked_for_program(spot, identity)
    if whole is None:
        return None
    label = f"paid by {identity} toward program costs"
    share = paid_share(spot, identity)
    return spot.part("paid_for_program", "asked_for_program * paid_share", whole, share, source=SOURCE, label=label)


@of_all
def paid(spot: Spot, identity: str) -> Node:
    """What a grant pays in all."""
    left, whole = left_before(spot, identity), asked(spot, identity)
    equation = f"min(left_before, {whole.name})"
    return spot.total(f"grants.{identity}.paid", equation, left, whole, source=SOURCE)


@of_all
def left(spot: Spot, identity: str) -> Node:
    """What is left of the award at the month's end."""
    before, spent = left_before(spot, identity), paid(spot, identity)
    return spot.total(f"grants.{identity}.left", f"left_before - {spent.name}", before, spent, source=SOURCE)


@of_all
def match_needed(spot: Spot, identity: str) -> Node:
    """Non-federal dollars that what the grant pays asks for."""
    spent = paid(spot, identity)
    rate = spot.input("match_rate", "grants", numbered(spot, identity)[0], "match_rate")
    equation = f"{spent.name} * match_rate / (1 - match_rate)"
    return spot.total(f"grants.{identity}.match_needed", equation, spent, rate, source=SOURCE)


@of_all
def pooled_income(spot: Spot, identity: str) -> Node:
    """Additive or matching income that there is to use: what earlier months left, and this month's."""
    _, grant = numbered(spot, identity)
    earning = [there for p in covering(spot, grant) if earns_income(there := spot.at(place=p), identity)]
    parts = [income(there, identity, whole=False) for there in earning]
    if spot.month > 0:
        name = f"grants.{identity}.income_balance"
        parts.insert(0, spot.other(name, name="balance_before", month=spot.month - 1))
    label = f"program income of {identity} that there is to use"
    return spot.part("available_money", "sum(children)", *parts, source=INCOME, label=label)


@of_all
def income_balance(spot: Spot, identity: str) -> Node:
    """Program income kept for later months."""
    name, (number, grant) = f"grants.{identity}.income_balance", numbered(spot, identity)
    if grant.program_income not in POOLED:
        return spot.total(name, "0", source=INCOME, note=f"{grant.program_income} income is not kept")
    used = spot.laid.flows(spot.month).pooled[number]
    rows = [
        spot.other("from_program_income", name=f"used.{spot.at(place=p).who}", place=p, value=float(value))
        for p, value in enumerate(used)
        if value
    ]
    spent = spot.part("used", "sum(children)", *rows, source=INCOME, label="program income that pays positions")
    return spot.total(name, "available_money - used", pooled_income(spot, identity), spent, source=INCOME)
