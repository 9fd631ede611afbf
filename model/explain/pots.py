"""The pots that pay rows by priority, opened: contracts, surplus, fundraising, and the reserve above its floor."""

from dataclasses import replace

from model.explain.evaluate import DUST
from model.explain.flows import runs
from model.explain.nodes import Node
from model.explain.spot import Spot, of_all

SOURCE = "model.md, section 9: funding"
POTS = ("contracts", "surplus", "fundraising")


@of_all
def contract_money(spot: Spot, number: int) -> Node:
    """What a contract brings in: its amount, while it runs."""
    contract = spot.program.contracts[number]
    name = f"money.{contract.id}"
    if not (contract.start <= spot.when and (contract.end is None or spot.when <= contract.end)):
        return spot.count(name, 0.0, label=f"money from {contract.id}", note=f"it does not run in {spot.when}")
    base = max(contract.start, spot.program.start)
    growth = ("contracts", number, "annual_change")
    amount = spot.input("per_month", "contracts", number, "per_month", base=base, growth=growth)
    going = runs(spot.work.projection, spot.laid.money, number, spot.month)
    note = "" if going else "a contract for service ends with the last seat it covers"
    running = spot.count("runs", float(going), note=note)
    return spot.part(name, "per_month * runs", amount, running, source=SOURCE, label=f"money from {contract.id}")


@of_all
def contracts(spot: Spot) -> Node:
    """What contracts bring in."""
    parts = [contract_money(spot, number) for number in range(len(spot.program.contracts))]
    return spot.total("contracts", "sum(children)", *parts, source=SOURCE)


@of_all
def surplus(spot: Spot) -> Node:
    """Earnings beyond what positions' own cost and their grants take, of all positions."""
    rows = []
    for place, over in enumerate(spot.laid.flows(spot.month).over):
        if over > DUST:
            node = spot.other("earned", name=f"surplus.{spot.at(place=place).who}", place=place, value=float(over))
            rows.append(replace(node, label=f"earnings of {spot.at(place=place).who} beyond its own cost"))
    note = "" if rows else "no position earns more than its own cost"
    return spot.part("surplus", "sum(children)", *rows, source=SOURCE, note=note)


@of_all
def raised(spot: Spot) -> Node:
    """Money raised, for as long as the program runs."""
    amount = spot.input("per_month", "fundraising", "per_month", growth=("fundraising", "annual_change"))
    running = spot.count("runs", spot.now(spot.work.projection.funding.program_runs))
    return spot.total("fundraising", "per_month * runs", amount, running, source=SOURCE)


@of_all
def paid_to_rows(spot: Spot, source: str) -> Node:
    """What all rows were paid from a source."""
    quantity = f"from_{source}"
    paid = spot.work.projection.funding.sources[source][0, :, spot.month]
    rows = [
        replace(spot.other(quantity, place=place), label=f"paid from {source} to {spot.at(place=place).who}")
        for place in range(len(paid))
        if paid[place]
    ]
    label = f"paid from {source} to all rows"
    return spot.part(f"paid_from_{source}", "sum(children)", *rows, source=SOURCE, label=label)


@of_all
def left_over(spot: Spot) -> Node:
    """Money of the month that no row needed, before it repays a gap."""
    money = (contracts(spot), surplus(spot), raised(spot))
    paid = [paid_to_rows(spot, source) for source in POTS]
    equation = " + ".join(POTS) + "".join(f" - {node.name}" for node in paid)
    return spot.total("left_over", equation, *money, *paid, source=SOURCE)


@of_all
def repaid(spot: Spot) -> Node:
    """What of it repays the accumulated gap."""
    if spot.month == 0:
        return spot.count("repaid", 0.0, note="there is no gap to repay yet")
    children = (left_over(spot), spot.before("accumulated_gap"))
    return spot.total("repaid", "min(left_over, accumulated_gap_before)", *children, source=SOURCE)


@of_all
def reserve_before(spot: Spot) -> Node:
    """The reserve when the month begins."""
    if spot.month == 0:
        return spot.input("reserve_before", "reserve", "opening", label="reserve at the start", unit="dollars")
    return spot.before("reserve")


@of_all
def spendable(spot: Spot) -> Node:
    """What the reserve can pay without falling below its floor."""
    floor = spot.input("reserve_floor", "reserve", "floor")
    children = (reserve_before(spot), left_over(spot), repaid(spot), floor)
    equation = "max(0, reserve_before + left_over - repaid - reserve_floor)"
    return spot.part("spendable", equation, *children, source=SOURCE, label="reserve above its floor")
