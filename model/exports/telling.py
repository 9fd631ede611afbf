"""What to tell the people of a program about each position: dates and sources in words, and no dollar of anyone's pay.

Everything follows from the findings of a projection.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.compare import Outcome
from model.exports.keeping import NOTHING_BESIDE, Beside, keep, unknown
from model.exports.paying import listed, payers, verb
from model.exports.seats import Seat, pay_of, without_money
from model.findings import BINDS, GAP, INACTIVE, RESERVE
from model.sentences import sentences, spoken

HELD_BY = {
    "hours": "the hours there are for service",
    "demand": "how many sessions clients ask for",
    "client_cap": "a cap per client",
    "worker_cap": "a cap per worker",
    "program_cap": "a cap of the program",
}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What there is to say of one position, in sentences.

    Attributes:
        position, title: its id and title.
        paid_by: who pays for it, and until when.
        then: what happens after that.
        notice: when notice would be given.
        binds: what holds its billing down; empty where it sees no clients.
        keep: what would have to be true to keep it.
        unknown: what is not known.
    """

    position: str
    title: str
    paid_by: str
    then: str
    notice: str
    binds: str
    keep: tuple[str, ...]
    unknown: tuple[str, ...]


def telling(result: Outcome, position: str, beside: Beside = NOTHING_BESIDE) -> Telling:
    """What there is to say of one position.

    Args:
        result: the program as shown, with the scenarios laid on it.
        position: the id of one of its positions.
        beside: the program without them, and under others.
    """
    seat = Seat(result, position)
    return Telling(
        position=without_money(position),
        title=without_money(seat.position.title),
        paid_by=_paid_by(seat),
        then=_then(seat),
        notice=_notice(seat),
        binds=_binds(seat),
        keep=tuple(keep(seat, beside)),
        unknown=tuple(unknown(seat)),
    )


def answer(result: Outcome) -> str:
    """The one sentence that says it all, without money."""
    first = without_money(sentences(result.projection, result.findings)[0], pay_of(result))
    return f"As things stand today: {first[:1].lower()}{first[1:]}"


def _paid_by(seat: Seat) -> str:
    if not len(seat.there):
        return "It costs nothing in these months, so there is nothing to pay for."
    first, falls = int(seat.there[0]), seat.index("unsustainable_from")
    starts = f"It starts in {seat.month(first)}. " if first else ""
    if falls is not None and falls <= first:
        paid = payers(seat, first, seat.last)
        some = f"; {listed(paid)} {verb(paid, 'pays', 'pay')} part of it" if paid else ""
        return f"{starts}From its first month on, the money that is sure does not pay for all of it{some}."
    until = seat.last if falls is None else falls - 1
    paid = payers(seat, first, until)
    who = listed(paid) if paid else "The money that is sure"
    pays, out = verb(paid, "pays", "pay"), seat.out_of_cash
    paper = " on paper" if out is not None and out < until else ""
    helped = _but_for(seat, first, until)
    return f"{starts}{who[:1].upper()}{who[1:]} {pays} for it through {seat.month(until)}{paper}{helped}."


def _but_for(seat: Seat, first: int, until: int) -> str:
    """Months before that in which the reserve helps or a part stays unpaid."""
    span = seat.status[first : until + 1]
    counts = [(int((span == RESERVE).sum()), "the reserve helping"), (int((span == GAP).sum()), "nobody paying a part")]
    said = [f"{words} in {_months(count)}" for count, words in counts if count]
    return f", with {listed(said)}" if said else ""


def _then(seat: Seat) -> str:
    if not len(seat.there):
        return ""
    falls, gap, ended, back = (seat.index(key) for key in ("unsustainable_from", "first_gap", "ended", "recovers"))
    said = list(_loss(seat, falls, gap))
    if ended is not None:
        said.append(f"The position ends with {seat.month(ended)}, its last paid month.")
    if back is not None:
        said.append(f"From {seat.month(back)} on it is paid for again.")
    again = seat.index("payable_again")
    if again is not None:
        said.append(f"From {seat.month(again)} on there would be money to have it back.")
    out = seat.out_of_cash
    if out is not None and out <= seat.last:
        place = 0 if falls is None or out < falls else len(said)
        said.insert(place, f"Cash runs out in {seat.month(out)}: nothing after that month can be counted on.")
    return " ".join(said) or _end(seat)


def _loss(seat: Seat, falls: int | None, gap: int | None) -> Iterator[str]:
    """What pays from the month on in which the money that is sure no longer does."""
    if falls is None:
        return
    if gap is None:
        yield f"From {seat.month(falls)} on it lasts on the reserve."
    elif gap > falls:
        reserve = f"From {seat.month(falls)} on it lasts on the reserve"
        yield f"{reserve}; from {seat.month(gap)} on nobody pays for part of it."
    else:
        yield f"From {seat.month(falls)} on nobody pays for part of it."


def _end(seat: Seat) -> str:
    """What follows where nothing is lost."""
    end = seat.position.end
    if end is not None and end <= seat.program.last:
        return f"The position is planned to end with {spoken(end)}."
    return f"Nothing is lost through {spoken(seat.program.last)}, the last month that was looked at."


def _notice(seat: Seat) -> str:
    notice, weeks = seat.index("notice_by"), seat.program.weeks_of_notice.value
    if notice is None:
        return f"There is no month in these in which notice would have to be given ({weeks:g} weeks ahead)."
    if notice < 0:
        said = f"Notice, {weeks:g} weeks ahead, would have been due in {seat.month(notice)}, before these months begin."
    else:
        said = f"Notice would be given in {seat.month(notice)}, {weeks:g} weeks ahead."
    early, out = seat.notice_in_time, seat.out_of_money
    if early is None or out is None:
        return said
    return (
        f"{said} By then money for it has run out, in {seat.month(out)}: "
        f"to give notice while it is still paid for, do it by {seat.month(early)}."
    )


def _months(count: int) -> str:
    return "one month" if count == 1 else f"{count} months"


def _binds(seat: Seat) -> str:
    codes = seat.result.findings.binds[0, seat.place]
    there = codes[codes != INACTIVE]
    if not len(there):
        return ""
    counts = np.bincount(there, minlength=len(BINDS))
    most = int(counts.argmax())
    held = HELD_BY[BINDS[most]]
    return f"What holds its billing down is {held}, in {counts[most]} of {_months(len(there))} of work."
