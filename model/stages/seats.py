"""Seats one by one: in every draw each seat holds one whole person, or nobody."""

import numpy as np

from model.inputs.numbers import Array, Flags, Order
from model.inputs.series.luck import LuckSeries
from model.inputs.series.people import PeopleSeries
from model.stages.parts.cohorts import PerHire
from model.stages.parts.persons import of_person
from model.stages.parts.staffed import Staffing, leaving, opening_hires

START = -1  # since when the person of the seat's start is there, among months of hire


def seats(people: PeopleSeries, original_pay: Array, hire_pay: PerHire, luck: LuckSeries) -> Staffing:
    """Let whole people leave and come, by the very chances that the expected seat reads.

        leaves at the month's end      luck < hazard
        filled for the next month      luck < 1 / (1 + months vacant), where the seat is empty or its person just left

    So a seat stays empty 0, 1, 2 … months with chances p, p(1-p), p(1-p)² …, `p = 1 / (1 + months vacant)`: geometric,
    with mean `months_vacant`. Over all luck the mean of every share, wage and separation is the expected seat's.

    Args:
        people: how people leave, how long seats stay empty, what new people can do.
        original_pay: (draws, positions, months) dollars an hour of the person of the start.
        hire_pay: dollars an hour of people hired later.
        luck: what decides.
    Source:
        model.md, sections 3 and 12.
    """
    hazard = leaving(people, original_pay)
    leaves, fills = luck.leaving < hazard, luck.filling < 1 / (1 + people.months_vacant)
    filled, hired = _people_there(people, leaves, fills)
    since = _since(hired)
    first_person = filled & (since == START)
    original = first_person.astype(np.float64)
    productive = _productivity(people, since) * filled
    pay = np.where(since == START, original_pay, of_person(hire_pay, since))
    return Staffing(
        hazard=hazard,
        original=original,
        survival=original,
        hired=hired.astype(np.float64),
        filled=filled.astype(np.float64),
        vacant=people.active - filled,
        productive=productive,
        qualified=_qualified(people, since, first_person, productive),
        separations=(leaves & filled).astype(np.float64),
        hires=hired + opening_hires(people),
        wage=pay * filled,
        since=since,
    )


def _people_there(people: PeopleSeries, leaves: Flags, fills: Flags) -> tuple[Flags, Flags]:
    """Whether somebody sits in each seat, and whether that person was hired for this month.

    A seat is as the last thing that happened to it left it: filled, or left and not filled.
    """
    months = np.arange(people.active.shape[-1])
    begun = months >= people.first[:, None]
    opens_filled = np.array([state != "vacant" for state in people.opens])[:, None]
    was_filled = np.maximum.accumulate(np.where(fills & begun, months, -1), axis=-1)
    was_emptied = np.maximum.accumulate(np.where(leaves & ~fills & begun, months, -1), axis=-1)
    # nothing has happened yet where both are -1
    after = np.where(was_filled == was_emptied, opens_filled, was_filled > was_emptied)
    before = _a_month_later(after, opens_filled)
    there = begun & (people.active > 0)
    filled = before & there
    hired = _a_month_later(fills & begun & (~before | leaves), False) & there
    return filled, hired


def _a_month_later(values: Flags, first: Flags | bool) -> Flags:
    later = np.empty_like(values)
    later[..., 1:] = values[..., :-1]
    later[..., :1] = first
    return later


def _since(hired: Flags) -> Order:
    """The month index of the last hire; `START` where there was none."""
    return np.maximum.accumulate(np.where(hired, np.arange(hired.shape[-1]), START), axis=-1)


def _productivity(people: PeopleSeries, since: Order) -> Array:
    longest = people.ramp.shape[1]
    ramp = np.concatenate([people.ramp, np.ones((len(people.ramp), 1))], axis=1)
    new = np.array([state == "new" for state in people.opens])[:, None]
    opener = np.where(new, people.first[:, None], -longest)
    months = np.arange(since.shape[-1])
    tenure = np.clip(months - np.where(since == START, opener, since), 0, longest)
    return ramp[np.arange(len(ramp))[:, None], tenure]


def _qualified(people: PeopleSeries, since: Order, first_person: Flags, productive: Array) -> Array:
    """Productive people whose services each payer accepts: (draws, positions, payers, months)."""
    tenure = np.arange(since.shape[-1]) - since
    accepted = [
        np.where(first_person, bills, tenure >= after[:, None]) * productive
        for bills, after in zip(people.original_bills, people.hire_bills_after, strict=True)
    ]
    draws, positions, months = productive.shape
    return np.stack(accepted, axis=2) if accepted else np.zeros((draws, positions, 0, months))
