"""Sentences: the answer of a projection in plain words, the same in the app, the command line and the exports."""

import calendar
import math
from collections import defaultdict

import numpy as np

from model.findings import GAP, HALF_A_CENT, RESERVE, Findings
from model.inputs.months import Month
from model.inputs.program import Program
from model.projection import Projection
from model.stages.parts.fates import UNPAID

HALF_A_DOLLAR = 0.5
MONTH_NAMES = tuple(calendar.month_name)[1:]
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
# a fate of hours says what became of a claim, not of the wage: a seat under a grant is paid also where nobody is billed
PAID_ALL_THE_SAME = "A grant or other money may have paid the worker for them all the same."
CAUSES = {
    "no_payer": "for people whom no payer covers",
    "not_qualified": "by workers who could not bill yet",
    "over_client_cap": "over a cap per client",
    "over_worker_cap": "over a cap per worker",
    "over_program_cap": "over a cap of the program",
    "denied": "denied",
}


def spoken(month: Month) -> str:
    """A month in words: October 2027."""
    return f"{MONTH_NAMES[month.calendar_month - 1]} {month.year}"


def rounded(dollars: float) -> str:
    """Dollars to what one can act on: hundreds from ten thousand, tens from a thousand."""
    step = 100 if abs(dollars) >= 10_000 else 10 if abs(dollars) >= 1_000 else 1
    return f"{'-' if dollars < 0 else ''}${abs(round(dollars / step) * step):,}"


def months_from(program: Program) -> str:
    """The span of a program: `48 months from July 2026`."""
    return f"{program.months} month{'' if program.months == 1 else 's'} from {spoken(program.start)}"


def counted(number: int) -> str:
    """A small number in words, a large one in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def whose_cost(serving: int, seats: int) -> str:
    """Whose cost a share of billing is of: those that see clients among seats named just before; after "of what".

    Their cost is the full one: they bear what the others cost.

    Args:
        serving: how many of them see clients, at least one.
        seats: how many there are.
    """
    if serving == seats:
        return {1: "it costs", 2: "both cost"}.get(seats, f"all {counted(seats).lower()} cost")
    if serving == 1:
        return "the one of them that sees clients costs"
    return f"the {counted(serving).lower()} of them that see clients cost"


def sentences(projection: Projection, found: Findings) -> list[str]:
    """The sentences that say it all: when positions lose their funding and why, then what nobody paid for.

    They speak of the first draw.
    """
    said = [_positions(projection, found), _money(projection, found)]
    if found.cash_negative[0] < found.unsustainable_from[0].min():
        said.insert(0, _cash(projection, found, first=True))
    else:
        said.append(_cash(projection, found))
    said += [_clients(projection), _hours(projection, found)]
    return [sentence for sentence in said if sentence]


def _positions(projection: Projection, found: Findings) -> str:
    program = projection.program
    falls: dict[int, list[int]] = defaultdict(list)
    for place, index in enumerate(found.unsustainable_from[0]):
        if np.isfinite(index):
            falls[int(index)].append(place)
    if not falls:
        return _sustained(projection, found)
    first = min(falls)
    places, total = falls[first], len(program.positions)
    theirs, month = "its" if len(places) == 1 else "their", program.start.plus(first)
    said = [f"{_subject(len(places), total)} {theirs} funding in {spoken(month)}{_cause(projection, places, first)}."]
    said.append(_earning(projection, places, first))
    later = sum(len(group) for index, group in falls.items() if index > first)
    if later:
        follow = "follows" if later == 1 else "follow"
        said.append(f"{counted(later)} more {follow} by {spoken(program.start.plus(max(falls)))}.")
    return " ".join(part for part in said if part)


def _sustained(projection: Projection, found: Findings) -> str:
    """Every position is paid for to the end, if now and then with help from the reserve."""
    program = projection.program
    total = len(program.positions)
    subject = {1: "The one position is", 2: "Both positions are"}.get(
        total, f"All {counted(total).lower()} positions are"
    )
    early = any(p.end is not None and p.end < program.last for p in program.positions)
    until = "for as long as it is planned, at most" if early else ""
    return f"{subject} paid for {until + ' ' if until else ''}through {spoken(program.last)}{_but_for(found)}."


def _but_for(found: Findings) -> str:
    """Months, too few in a row to count as a loss, in which the reserve helps or something stays unpaid."""
    helped, short = (int((found.status[0] == code).any(axis=0).sum()) for code in (RESERVE, GAP))
    months = {n: "one month" if n == 1 else f"{n} months" for n in (helped, short)}
    parts = [f"with help from the reserve in {months[helped]}"] if helped else []
    parts += [f"but for gaps in {months[short]}"] if short else []
    return "".join(f", {part}" for part in parts)


def _subject(lost: int, total: int) -> str:
    if total == 1:
        return "The one position loses"
    if lost == total:
        return "Both positions lose" if total == 2 else f"All {counted(total).lower()} positions lose"
    return f"{counted(lost)} of {counted(total).lower()} positions {'loses' if lost == 1 else 'lose'}"


def _cause(projection: Projection, places: list[int], index: int) -> str:
    """What stopped paying just before: grants, contracts and payers that end, or an award that runs out."""
    if index == 0:
        return ", from the first month on"
    program, grants = projection.program, projection.funding.grants
    last = program.start.plus(index - 1)
    paid = {g.id: grants[g.id].by_position[0, places].sum(axis=0) for g in program.grants}
    ended = [f"the grant {g.id!r}" for g in program.grants if g.end == last and paid[g.id][index - 1] > 0]
    names = {program.positions[place].id for place in places}
    ended += [f"the contract {c.id!r}" for c in program.contracts if c.end == last and _reaches(c.covers, names)]
    earned = projection.billing.earned[0, places, :, :, index - 1].sum(axis=(0, 1))
    ended += [
        f"the payer {name!r}"
        for (name, payer), dollars in zip(program.payers.items(), earned, strict=False)
        if payer.end == last and dollars > HALF_A_CENT
    ]
    if ended:
        listed = " and ".join([", ".join(ended[:-1]), ended[-1]] if len(ended) > 1 else ended)
        return f", when {listed} {'ends' if len(ended) == 1 else 'end'}"
    for grant in program.grants:
        months = grants[grant.id]
        short = months.asked[0, index] - months.paid[0, index] > HALF_A_CENT
        if short and paid[grant.id][index] < paid[grant.id][index - 1]:
            return f", when this year's award of the grant {grant.id!r} runs out"
    return ""


def _reaches(covers: tuple[str, ...] | None, names: set[str]) -> bool:
    """Whether a contract pays any of these positions; one that names none pays any row."""
    return covers is None or not names.isdisjoint(covers)


def _earning(projection: Projection, places: list[int], index: int) -> str:
    """What the billing of those who see clients covers from then on."""
    serving = [place for place in places if projection.program.positions[place].direct_service]
    after = slice(index, min(index + 12, projection.program.months))
    full = projection.funding.full[0, serving, after].sum()
    if full <= 0:
        return ""
    earned = projection.billing.earned[0, serving, :, :, after].sum()
    return f"Billing would then cover {100 * earned / full:.0f} % of what {whose_cost(len(serving), len(places))}."


def _money(projection: Projection, found: Findings) -> str:
    gap, program = found.first_gap_of_any[0], projection.program
    parts = []
    if math.isfinite(gap):
        total, first = rounded(projection.funding.gap[0].sum()), spoken(program.start.plus(int(gap)))
        repaid = float(projection.funding.repaid[0].sum())
        later = f", of which {rounded(repaid)} is repaid later" if repaid >= HALF_A_DOLLAR else ""
        parts.append(
            f"Nobody pays {total} of the cost through {spoken(program.last)}{later}; the first gap is in {first}."
        )
    elif np.isfinite(found.unsustainable_from[0]).any():
        left = rounded(projection.funding.reserve[0, -1])
        parts.append(f"The reserve pays the rest and stands at {left} in {spoken(program.last)}.")
    return " ".join(parts)


def _cash(projection: Projection, found: Findings, *, first: bool = False) -> str:
    """When cash runs out; said before all else where that is before any position loses its funding."""
    index = found.cash_negative[0]
    if not math.isfinite(index):
        return ""
    before = ", before any position loses its funding" if first else ""
    return (
        f"Cash runs out in {spoken(projection.program.start.plus(int(index)))}{before}: nobody lends it, "
        "so what is shown after that month is not possible as it stands."
    )


def _hours(projection: Projection, found: Findings) -> str:
    months = slice(0, min(12, projection.program.months))
    unpaid = {fate: float(found.hours[fate][0, :, months].sum()) for fate in UNPAID}
    total = sum(unpaid.values())
    if round(total) == 0:
        return ""
    named = sorted(((round(h), CAUSES[f]) for f, h in unpaid.items() if round(h) > 0), reverse=True)
    listed = ", ".join(f"{hours:,} {cause}" for hours, cause in named)
    span = "the first year" if projection.program.months >= 12 else "these months"
    return f"No payer paid for {total:,.0f} hours of peer support in {span}: {listed}. {PAID_ALL_THE_SAME}"


def _clients(projection: Projection) -> str:
    """What becomes of the clients of seats that end: the model gives them to nobody else."""
    ended = zip(projection.program.positions, projection.funding.ended[0], strict=True)
    lost = sum(position.direct_service and bool(np.isfinite(at)) for position, at in ended)
    if not lost:
        return ""
    seats = "seat that ends" if lost == 1 else f"{counted(lost).lower()} seats that end"
    return f"The clients of the {seats} are not counted with anyone else."


__all__ = ["CAUSES", "PAID_ALL_THE_SAME", "counted", "rounded", "sentences", "spoken", "whose_cost"]
