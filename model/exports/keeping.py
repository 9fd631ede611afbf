"""What would have to be true to keep a position, and what is not known about it, in words without money."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from model.awards import awards
from model.compare import Outcome
from model.exports.paying import listed, payers, verb
from model.exports.seats import Seat, without_money
from model.findings import RESERVE
from model.inputs.months import Month
from model.sentences import spoken


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a program is told beside.

    Attributes:
        before: the same program without the scenarios laid on it; None where none is.
        laid: names of the scenarios laid on it.
        others: by name, what scenarios of the file that are not laid on would come to.
    """

    before: Outcome | None = None
    laid: Sequence[str] = ()
    others: Mapping[str, Outcome] = field(default_factory=dict)


NOTHING_BESIDE = Beside()


def keep(seat: Seat, beside: Beside) -> Iterator[str]:
    """What would have to be true to keep it, each in one sentence."""
    if not len(seat.there):
        return
    falls = seat.index("unsustainable_from")
    out = seat.out_of_cash
    if falls is not None:
        yield from _ended_before(seat, falls)
    elif out is None:
        yield "The money named above comes as the program file says; nothing has to change."
    if out is not None and out <= seat.last:
        yield f"There is cash in {seat.month(out)}: money comes sooner, or there is an advance or more in the bank."
    yield from _because_of_laid(seat, beside)
    if falls is not None:
        yield from _kept_by_others(seat, beside)


def _ended_before(seat: Seat, falls: int) -> Iterator[str]:
    """Money that stopped before the position lost its funding, each with what would have to become of it."""
    month = seat.program.start.plus(falls)
    ends = [one for one in _ends(seat) if one[1] < month]
    just_before = [one for one in ends if one[1] == month.plus(-1)]
    for said, end in just_before or ends:
        yield f"{said[:1].upper()}{said[1:]} beyond {spoken(end)}, or other money takes its place."
    names = {grant.id for grant in seat.grants()}
    short = [
        (award.grant, award.runs_out)
        for award in awards(seat.result.projection)
        if award.grant in names and award.runs_out is not None and award.runs_out <= month
    ]
    for grant, runs_out in short:
        yield f"The award of the grant {seat.named(grant)} lasts beyond {spoken(runs_out)}."
    if not ends and not short:
        yield f"More comes in, or it costs less, from {seat.month(falls)} on."


def _ends(seat: Seat) -> list[tuple[str, Month]]:
    """Grants, contracts and payers that end, with what each would have to do instead, by their last month."""
    ends = [(f"the grant {seat.named(grant.id)} is renewed", grant.end) for grant in seat.grants()]
    ends += [(f"the contract {seat.named(c.id)} goes on", c.end) for c in seat.contracts() if c.end is not None]
    for number, (name, payer) in enumerate(seat.program.payers.items()):
        places = [seat.place] if seat.serves else slice(None)
        if payer.end is not None and seat.result.projection.billing.earned[0, places, :, number].sum() > 0:
            ends.append((f"the payer {seat.named(name)} goes on paying", payer.end))
    return sorted(ends, key=lambda end: end[1])


def _because_of_laid(seat: Seat, beside: Beside) -> Iterator[str]:
    """What the scenarios laid on change for it."""
    if beside.before is None or not beside.laid:
        return
    known = {position.id for position in beside.before.file.program.positions}
    names = listed([seat.named(name) for name in beside.laid])
    if seat.position.id not in known:
        yield f"The position is there only if {names} {verb(beside.laid, 'comes', 'come')} true."
        return
    without, ours = _until(Seat(beside.before, seat.position.id)), _until(seat)
    if without != ours:
        yield f"All this takes {names} to come true; without that it is paid for {without}, and with it {ours}."
    else:
        comes = verb(beside.laid, "comes", "come")
        yield f"Whether {names} {comes} true makes no difference to how long it is paid for."


def _kept_by_others(seat: Seat, beside: Beside) -> Iterator[str]:
    """Scenarios of the file under which it would be paid for longer."""
    ours = _reach(seat)
    for name, other in beside.others.items():
        if seat.position.id not in {position.id for position in other.file.program.positions}:
            continue
        theirs = Seat(other, seat.position.id)
        if _reach(theirs) > ours:
            said = without_money(name, seat.pay | theirs.pay)
            yield f"Or: “{said}” comes true; it would then be paid for {_until(theirs)}."


def _reach(seat: Seat) -> float:
    """The month index from which it is no longer paid for, infinite where there is none."""
    falls = seat.index("unsustainable_from")
    return (-np.inf if not len(seat.there) else np.inf) if falls is None else falls


def _until(seat: Seat) -> str:
    """Until when the money that is sure pays for it, in words."""
    falls = seat.index("unsustainable_from")
    if falls is None:
        return f"through {seat.month(seat.last)}" if len(seat.there) else "in no month"
    return f"through {seat.month(falls - 1)}" if falls > 0 else "in no month"


def unknown(seat: Seat) -> Iterator[str]:
    """What is not known, each in one sentence."""
    if not len(seat.there):
        return
    for grant in seat.grants():
        if grant.end <= seat.program.last:
            yield f"Whether the grant {seat.named(grant.id)} is renewed after {spoken(grant.end)}."
    for contract in seat.contracts():
        if contract.end is not None and contract.end <= seat.program.last:
            yield f"Whether the contract {seat.named(contract.id)} goes on after {spoken(contract.end)}."
    if (seat.status == RESERVE).any():
        yield "How much of the reserve the board is willing to use."
    if "fundraising" in payers(seat, int(seat.there[0]), seat.last):
        yield "Whether fundraising brings what is planned."
    if seat.serves and (seat.result.projection.billing.earned[0, seat.place] > 0).any():
        yield "Whether clients come and payers pay as assumed."
    yield "Who will leave by then of their own accord: this speaks of the position, not of the person in it."
