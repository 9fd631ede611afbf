"""What to say to everybody: what is known, what is not, and when there will be more to say. In words without money."""

from dataclasses import dataclass

import numpy as np

from model.compare import Outcome
from model.exports.keeping import unknown
from model.exports.paying import listed
from model.exports.seats import Seat, without_money
from model.sentences import spoken

MOST_NAMED = 12  # positions in one sentence


@dataclass(frozen=True, kw_only=True)
class Script:
    """What to say, each as sentences.

    Attributes:
        known: until when which positions are paid for, and when notice would first be given.
        unknown: what nobody can know yet.
        more: when there will be more to say.
    """

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    more: tuple[str, ...]


def script(result: Outcome) -> Script:
    """What there is to say to everybody of a program, from its findings only."""
    seats = [Seat(result, position.id) for position in result.file.program.positions]
    there = [seat for seat in seats if len(seat.there)]
    return Script(
        known=(*_until(there), *_cash(seats), *_notice(seats)),
        unknown=tuple(dict.fromkeys(said for seat in there for said in unknown(seat))),
        more=tuple(_more(seats)),
    )


def supposing(laid: tuple[str, ...], result: Outcome) -> str:
    """Which scenarios everything rests on, or that none is laid on."""
    if not laid:
        return "This is the program as its file says; no scenario is laid on it."
    seat = Seat(result, result.file.program.positions[0].id)
    return f"All this supposes that {listed([seat.named(name) for name in laid])} comes true."


def worked_out(result: Outcome) -> str:
    """The months that the projection looks at."""
    program = result.file.program
    return f"As things stand today, worked out from {spoken(program.start)} through {spoken(program.last)}."


def _until(seats: list[Seat]) -> list[str]:
    """Positions by the month through which the money that is sure pays for them, the earliest first."""
    groups: dict[int, list[str]] = {}
    for seat in seats:
        falls = seat.index("unsustainable_from")
        until = seat.last if falls is None else falls - 1 if falls > seat.there[0] else -1
        groups.setdefault(until, []).append(without_money(seat.position.id))
    said = []
    for until, names in sorted(groups.items()):
        who = listed(names) if len(names) <= MOST_NAMED else f"{len(names)} positions"
        verb = "is" if len(names) == 1 else "are"
        if until < 0:
            said.append(f"{who} {verb} not paid for in full from the first month on.")
        else:
            said.append(f"{who} {verb} paid for through {seats[0].month(until)}.")
    return said


def _cash(seats: list[Seat]) -> list[str]:
    out = seats[0].out_of_cash
    return [] if out is None else [f"Cash runs out in {seats[0].month(out)}; nothing after that can be counted on."]


def _notice(seats: list[Seat]) -> list[str]:
    first = _first_notice(seats)
    if first is None:
        out = seats[0].out_of_cash
        unless = "" if out is None else f", unless cash does run out in {seats[0].month(out)}"
        return [f"Nobody would be given notice in these months{unless}."]
    if first < 0:
        return [f"The first notice would have been due in {seats[0].month(first)}."]
    return [f"Nobody would be given notice before {seats[0].month(first)}."]


def _first_notice(seats: list[Seat]) -> int | None:
    """The first month of any notice, in time to be given while the position is still paid for."""
    months = [month for seat in seats for month in (seat.index("notice_by"), seat.notice_in_time) if month is not None]
    return min(months) if months else None


def _more(seats: list[Seat]) -> list[str]:
    """When there will be more to say: at each decision, and in any case before notice or with the next fiscal year."""
    said = ["We tell you as soon as one of these is decided, whichever way."]
    first = _first_notice(seats)
    program = seats[0].program
    if first is None:
        ahead = int(np.mod(program.fiscal_month - program.start.calendar_month - 1, 12)) + 1
        said.append(f"In any case we tell you where we stand in {seats[0].month(ahead)}, when the fiscal year begins.")
    elif first <= 0:
        said.append("In any case we sit down with each of you now: the time for notice is here.")
    else:
        said.append(f"In any case we tell you where we stand by {seats[0].month(first - 1)}, before any notice.")
    return said
