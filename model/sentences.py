"""Sentences: the answer of a projection in plain words, the same in the app, the command line and the exports."""

import calendar
import math
from collections import defaultdict

import numpy as np

from model.findings import GAP, RESERVE, Findings
from model.inputs.months import Month
from model.projection import Projection
from model.stages.parts.fates import UNPAID

MONTH_NAMES = tuple(calendar.month_name)[1:]
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
CAUSES = {
    "no_payer": "for people without a payer for them",
    "not_qualified": "by people who could not bill yet",
    "over_client_cap": "over a cap per client",
    "over_worker_cap": "over a cap per worker",
    "over_program_cap": "over a cap of the program",
    "denied": "denied",
}


def spoken(month: Month) -> str:
    """A month in words: October 2027."""
    return f"{MONTH_NAMES[month.calendar_month - 1]} {month.year}"


def counted(number: int) -> str:
    """A small number in words, a large one in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def sentences(projection: Projection, found: Findings) -> list[str]:
    """The sentences that say it all: when positions lose their funding and why, then what nobody paid for.

    They speak of the first draw.
    """
    said = [_positions(projection, found), _money(projection, found), _hours(projection, found)]
    return [sentence for sentence in said if sentence]


def _positions(projection: Projection, found: Findings) -> str:
    program = projection.program
    total = len(program.positions)
    falls: dict[float, list[int]] = defaultdict(list)
    for place, index in enumerate(found.unsustainable_from[0]):
        if np.isfinite(index):
            falls[float(index)].append(place)
    if not falls:
        every = "The one position is" if total == 1 else f"All {counted(total).lower()} positions are"
        return f"{every} paid for without the reserve through {spoken(program.last)}."
    first = min(falls)
    places = falls[first]
    month = program.start.plus(int(first))
    subject = _subject(len(places), total)
    theirs, cause = "its" if len(places) == 1 else "their", _cause(projection, places, int(first))
    sentence = f"{subject} {theirs} funding in {spoken(month)}{cause}."
    later = sum(len(group) for index, group in falls.items() if index > first)
    sentence += f" {_earning(projection, places, int(first))}"
    if later:
        last = program.start.plus(int(max(falls)))
        sentence += f" {counted(later)} more {'follows' if later == 1 else 'follow'} by {spoken(last)}."
    return sentence.strip()


def _subject(lost: int, total: int) -> str:
    if total == 1:
        return "The one position loses"
    if lost == total:
        return f"All {counted(total).lower()} positions lose"
    return f"{counted(lost)} of {counted(total).lower()} positions {'loses' if lost == 1 else 'lose'}"


def _cause(projection: Projection, places: list[int], index: int) -> str:
    """The grant or contract that stops paying just before, when there is one."""
    if index == 0:
        return ", from the first month on"
    program, funding = projection.program, projection.funding
    for number, grant in enumerate(program.grants):
        paid = funding.grants[grant.id].by_position[0, places].sum(axis=0)
        if paid[index - 1] > 0 and paid[index:].sum() == 0 and program.start.plus(index) > grant.end:
            return f", when the grant {program.grants[number].id!r} ends"
        if paid[index - 1] > 0 and paid[index] < paid[index - 1] / 2 and program.start.plus(index) <= grant.end:
            return f", when this year's award of the grant {program.grants[number].id!r} runs out"
    for contract in program.contracts:
        if contract.end is not None and program.start.plus(index - 1) == contract.end:
            return f", when the contract {contract.id!r} ends"
    return ""


def _earning(projection: Projection, places: list[int], index: int) -> str:
    """What their billing covers from then on."""
    after = slice(index, min(index + 12, projection.program.months))
    earned = projection.billing.earned[0, places].sum(axis=(1, 2))[:, after].sum()
    full = projection.funding.full[0, places, after].sum()
    if full <= 0:
        return ""
    what = "it costs" if len(places) == 1 else "they cost"
    return f"Billing would then cover {100 * earned / full:.0f} % of what {what}."


def _money(projection: Projection, found: Findings) -> str:
    gap, program = found.first_gap_of_any[0], projection.program
    cash = found.cash_negative[0]
    parts = []
    if math.isfinite(gap):
        total = projection.funding.gap[0].sum()
        first = spoken(program.start.plus(int(gap)))
        parts.append(
            f"Nobody pays for {total:,.0f} dollars through {spoken(program.last)}; the first gap is in {first}."
        )
    elif (found.status[0] == RESERVE).any():
        left = projection.funding.reserve[0, -1]
        parts.append(f"The reserve pays the rest and stands at {left:,.0f} dollars in {spoken(program.last)}.")
    if math.isfinite(cash):
        parts.append(
            f"Cash runs out in {spoken(program.start.plus(int(cash)))}: nobody lends it, "
            "so what is shown after that month is not possible as it stands."
        )
    return " ".join(parts)


def _hours(projection: Projection, found: Findings) -> str:
    months = slice(0, min(12, projection.program.months))
    unpaid = {fate: float(found.hours[fate][0, :, months].sum()) for fate in UNPAID}
    total = sum(unpaid.values())
    if round(total) == 0:
        return ""
    named = sorted(((round(h), CAUSES[f]) for f, h in unpaid.items() if round(h) > 0), reverse=True)
    listed = ", ".join(f"{hours:,} {cause}" for hours, cause in named)
    span = "the first year" if projection.program.months >= 12 else "these months"
    return f"Nobody's billing paid for {total:,.0f} hours of peer support in {span}: {listed}."


__all__ = ["CAUSES", "GAP", "counted", "sentences", "spoken"]
