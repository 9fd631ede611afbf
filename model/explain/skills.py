"""Productivity opened: what new people can do already, and whose work a payer accepts."""

from model.explain.nodes import Node
from model.explain.people import cohort, filled, first_month, original_share
from model.explain.spot import Spot, remembered
from model.inputs.numbers import Dated
from model.inputs.series.people import NEVER

SOURCE = "model.md, section 3: staffing"


@remembered
def productive(spot: Spot) -> Node:
    """The filled share, with new people weighed by the ramp."""
    losses = [_ramp_loss(spot, tenure) for tenure in range(len(_ramp(spot))) if _beginners(spot, tenure)]
    equation = " - ".join(["filled", *(loss.name for loss in losses)])
    return spot.total("productive", equation, filled(spot), *losses, source=SOURCE)


def _ramp(spot: Spot) -> tuple[Dated, ...]:
    return spot.program.staffing_of(spot.position).ramp


def _beginners(spot: Spot, tenure: int) -> float:
    """The share of the seat held by people in that month of their ramp."""
    hired = spot.month - tenure
    share = cohort(spot, hired) if hired >= 0 else 0.0
    if _opener(spot, tenure):
        share += spot.pick(spot.work.projection.staffing.original)
    return share


def _opener(spot: Spot, tenure: int) -> bool:
    """Whether the new person of the seat's start is in that month of the ramp."""
    return spot.laid.people.opens[spot.place] == "new" and spot.month - first_month(spot) == tenure


@remembered
def _ramp_loss(spot: Spot, tenure: int) -> Node:
    hired = spot.program.start.plus(spot.month - tenure)
    label = f"share of the seat held by people hired for {hired}"
    share = spot.count("share", _beginners(spot, tenure), label=label)
    ramp = spot.staffing("ramp", tenure, quantity="ramp")
    return spot.part(f"ramp_loss.{tenure + 1}", "share * (1 - ramp)", share, ramp, source=SOURCE)


@remembered
def qualified(spot: Spot, payer: str) -> Node:
    """The productive share whose work a payer accepts."""
    after = spot.laid.people.hire_bills_after[_number(spot, payer), spot.place]
    accepted = spot.laid.people.original_bills[_number(spot, payer), spot.place, spot.month]
    losses = [
        _ramp_loss(spot, tenure)
        for tenure in range(len(_ramp(spot)))
        if _beginners(spot, tenure) and (accepted if _opener(spot, tenure) else tenure >= after)
    ]
    children = (original_share(spot), _acceptance(spot, payer), _hired_long_enough(spot, payer))
    equation = " - ".join(["original * accepted + hired_long_enough", *(loss.name for loss in losses)])
    return spot.total(f"qualified.{payer}", equation, *children, *losses, source=SOURCE)


def _number(spot: Spot, payer: str) -> int:
    return list(spot.program.payers).index(payer)


def _acceptance(spot: Spot, payer: str) -> Node:
    """Whether the payer accepts the person of the start, with the inputs that decide it."""
    needs, conditions, children = spot.program.payers[payer].requires, [], []
    if needs is not None and needs not in spot.position.credentials:
        asked = spot.input("requires", "payers", payer, "requires", label="credential that the payer requires")
        return spot.part("accepted", f"0 if requires == '{needs}' else 1", asked, source=SOURCE, note="it is not held")
    if needs is not None:
        conditions.append("held_from <= this_month")
        held = spot.input("held_from", "positions", spot.place, "credentials", needs, label=f"holds {needs} from")
        children += [held, spot.count("this_month", str(spot.when))]
    if spot.laid.people.opens[spot.place] == "new":
        conditions.append("months_here >= months_to_bill")
        here = float(spot.month - first_month(spot))
        children += [spot.count("months_here", here), spot.staffing("months_to_bill")]
    if not conditions:
        return spot.count("accepted", 1.0, note="the payer requires no credential")
    return spot.part("accepted", f"1 if {' and '.join(conditions)} else 0", *children, source=SOURCE)


def _hired_long_enough(spot: Spot, payer: str) -> Node:
    """The share held by people hired long enough ago to have the credential and to be accepted."""
    after = spot.laid.people.hire_bills_after[_number(spot, payer), spot.place]
    needs = spot.program.payers[payer].requires
    if after >= NEVER:
        return spot.count("hired_long_enough", 0.0, note=f"people hired later never hold {needs}")
    last = int(spot.month - after)
    share = spot.count(
        "share", sum(cohort(spot, hired) for hired in range(last + 1)), label="share of those hired by then"
    )
    waits, children = "months_to_bill", [spot.staffing("months_to_bill")]
    if needs is not None:
        children.append(spot.staffing("hire", "credentials", needs, quantity="months_to_credential"))
        waits = "max(months_to_bill, months_to_credential)"
    equation = f"share if hired_by == month_after(this_month, -{waits}) else None"
    dates = (spot.count("hired_by", str(spot.when.plus(-int(after)))), spot.count("this_month", str(spot.when)))
    return spot.part("hired_long_enough", equation, share, *dates, *children, source=SOURCE)
