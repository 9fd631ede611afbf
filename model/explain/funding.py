"""Funding opened: who pays for a row, in what order, and what nobody pays."""

from dataclasses import replace

from model.explain.care import earned
from model.explain.costs import full_cost, unserving, weight
from model.explain.flows import may_use
from model.explain.grants import covering
from model.explain.income import POOLED, earns_income, income, paid_for, paid_for_program, pooled_income
from model.explain.nodes import Node
from model.explain.pots import SOURCE, contract_money, raised, spendable, surplus
from model.explain.spot import Spot, remembered
from model.inputs.numbers import Array
from model.stages.funding import SOURCES


def row_of(spot: Spot, quantity: str) -> Node | None:
    """Nothing, of a position whose cost other rows carry."""
    if spot.place == len(spot.program.positions) or spot.serves:
        return None
    note = f"{spot.who} sees no clients: the rows of direct-service positions carry its cost"
    node = spot.count(quantity, 0.0, note=note)
    return replace(node, label=f"{spot.who}: {node.label}")


@remembered
def from_grants(spot: Spot) -> Node:
    """What grants pay of the row: toward the position itself, and its part of what they pay toward spread cost."""
    parts = [node for grant in spot.program.grants if (node := _from_grant(spot, grant.id)).value]
    note = "" if parts else "no grant pays for it this month"
    return spot.total("from_grants", "sum(children)", *parts, source=SOURCE, note=note)


def _from_grant(spot: Spot, identity: str) -> Node:
    grant = next(grant for grant in spot.program.grants if grant.id == identity)
    there = covering(spot, grant)
    pooled = [paid_for(spot.at(place=p), identity) for p in unserving(spot) if p in there]
    program = paid_for_program(spot, identity)
    every = [*pooled, *([program] if program else [])]
    terms, children = [], []
    if spot.serves and spot.place in there:
        children.append(paid_for(spot, identity))
        terms.append(children[0].name)
    if every:
        label = f"paid by {identity} toward spread cost"
        children += [weight(spot), spot.part("pooled", "sum(children)", *every, source=SOURCE, label=label)]
        terms.append("weight * pooled")
    equation = " + ".join(terms) or "0"
    return spot.part(f"from_grants.{identity}", equation, *children, source=SOURCE, label=f"paid by {identity}")


@remembered
def from_program_income(spot: Spot) -> Node:
    """What program income pays of the row."""
    if not spot.serves:
        return spot.total("from_program_income", "0", source=SOURCE, note="only positions that earn have any")
    parts = [_own_income(spot)]
    for number, grant in enumerate(spot.program.grants):
        allowed = may_use(spot.work.projection, spot.laid.money, spot.laid.money.grants[number].covers, spot.month)
        if grant.program_income in POOLED and allowed[spot.place]:
            parts.append(_pooled(spot, number))
    return spot.total("from_program_income", "sum(children)", *parts, source=SOURCE)


@remembered
def _own_income(spot: Spot) -> Node:
    """Deductive income pays the position's own cost."""
    grants = [g for g in spot.program.grants if g.program_income == "deductive" and earns_income(spot, g.id)]
    got = spot.part("income", "sum(children)", *(income(spot, grant.id, whole=True) for grant in grants), source=SOURCE)
    label = "program income that lowers a grant's ask and pays the position's own cost"
    children = (got, full_cost(spot), from_grants(spot))
    equation, paid = "min(income, max(0, full_cost - from_grants))", float(spot.laid.flows(spot.month).own[spot.place])
    return spot.part("own_income", equation, *children, source=SOURCE, label=label, value=paid)


@remembered
def _pooled(spot: Spot, number: int) -> Node:
    """What the additive or matching income of a grant pays of the row."""
    flows, grant = spot.laid.flows(spot.month), spot.program.grants[number]
    earlier = [
        _pooled(spot, before)
        for before in range(number)
        if spot.program.grants[before].program_income in POOLED and flows.pooled[before][spot.place]
    ]
    children = (full_cost(spot), from_grants(spot), _own_income(spot), *earlier)
    equation = " - ".join(["max(0, full_cost - from_grants)", "own_income", *(node.name for node in earlier)])
    need = spot.part("need", equation, *children, source=SOURCE)
    money = pooled_income(spot, grant.id)
    return _flowed(spot, f"pooled.{grant.id}", need, money, flows.pooled[number], "from_program_income")


def _flowed(spot: Spot, quantity: str, need: Node, money: Node, paid: Array, see: str) -> Node:
    """What a pot pays of a row: its need, as far as the rows before it in the order left anything."""
    order = list(spot.laid.flows(spot.month).order)
    earlier = [at for at in order[: order.index(spot.place)] if paid[at]]
    rows = [
        replace(node, label=f"paid to {spot.at(place=at).who}")
        for at in earlier
        for node in [spot.other(see, name=f"paid_to.{spot.at(place=at).who}", place=at, value=float(paid[at]))]
    ]
    note = "" if rows else "no row before it in the order was paid from this"
    before = spot.part("paid_before", "sum(children)", *rows, source=SOURCE, note=note)
    equation = "min(need, max(0, available_money - paid_before))"
    label = f"paid by {quantity.partition('.')[2]}"
    return spot.part(quantity, equation, need, money, before, source=SOURCE, label=label, value=float(paid[spot.place]))


@remembered
def from_earned(spot: Spot) -> Node:
    """What the position's own other earnings pay of its row."""
    if not spot.serves:
        return spot.total("from_earned", "0", source=SOURCE, note="only positions that see clients earn")
    taken = [income(spot, grant.id, whole=True) for grant in spot.program.grants if earns_income(spot, grant.id)]
    less = spot.part("income", "sum(children)", *taken, source=SOURCE, label="program income of all grants")
    need = _need(spot, ("grants", "program_income"))
    return spot.total("from_earned", "min(earned - income, need)", earned(spot), less, need, source=SOURCE)


@remembered
def _need(spot: Spot, sources: tuple[str, ...]) -> Node:
    """What these sources leave of the row's full cost."""
    paid = [BY_SOURCE[source](spot) for source in sources[1:]]
    equation = " - ".join(["max(0, full_cost - from_grants)", *(node.name for node in paid)])
    return spot.part("need", equation, full_cost(spot), from_grants(spot), *paid, source=SOURCE)


@remembered
def from_contracts(spot: Spot) -> Node:
    """What contracts pay of the row, one after another."""
    parts = [_from_contract(spot, number) for number in range(len(spot.program.contracts)) if _may_pay(spot, number)]
    note = "" if parts else "no contract pays for it"
    return spot.total("from_contracts", "sum(children)", *parts, source=SOURCE, note=note)


def _may_pay(spot: Spot, number: int) -> bool:
    contract = spot.laid.money.contracts[number]
    covers = contract.any_row or (spot.serves and bool(contract.covers[spot.place]))
    return covers and spot.laid.flows(spot.month).received[number] > 0


@remembered
def _from_contract(spot: Spot, number: int) -> Node:
    paid, contract = spot.laid.flows(spot.month).contracts, spot.program.contracts[number]
    need = _need(spot, ("grants", "program_income", "earned"))
    earlier = [_from_contract(spot, before) for before in range(number) if _may_pay(spot, before)]
    if earlier:
        equation = " - ".join([need.equation, *(node.name for node in earlier)])
        need = spot.part("need", equation, *need.children, *earlier, source=SOURCE)
    money = replace(contract_money(spot, number), quantity="available_money")
    return _flowed(spot, f"contract.{contract.id}", need, money, paid[number], "from_contracts")


@remembered
def from_surplus(spot: Spot) -> Node:
    """What others' surplus earnings pay of the row."""
    need = _need(spot, SOURCES[: SOURCES.index("surplus")])
    return _named_flow(spot, "surplus", need, surplus(spot))


def _named_flow(spot: Spot, source: str, need: Node, money: Node) -> Node:
    paid = spot.work.projection.funding.sources[source][0, :, spot.month]
    name = f"from_{source}"
    made = _flowed(spot, name, need, replace(money, quantity="available_money"), paid, name)
    return spot.total(name, made.equation, *made.children, source=SOURCE)


@remembered
def from_fundraising(spot: Spot) -> Node:
    """What fundraising pays of the row."""
    need = _need(spot, SOURCES[: SOURCES.index("fundraising")])
    return _named_flow(spot, "fundraising", need, raised(spot))


@remembered
def from_reserve(spot: Spot) -> Node:
    """What the reserve above its floor pays of the row."""
    need = _need(spot, SOURCES[: SOURCES.index("reserve")])
    return _named_flow(spot, "reserve", need, spendable(spot))


@remembered
def gap(spot: Spot) -> Node:
    """What nobody pays."""
    paid = [BY_SOURCE[source](spot) for source in SOURCES]
    equation = " - ".join(["full_cost", *(node.name for node in paid)])
    return spot.total("gap", equation, full_cost(spot), *paid, source=SOURCE)


BY_SOURCE = {
    "grants": from_grants,
    "program_income": from_program_income,
    "earned": from_earned,
    "contracts": from_contracts,
    "surplus": from_surplus,
    "fundraising": from_fundraising,
    "reserve": from_reserve,
}
