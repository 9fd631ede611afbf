"""The closed lists of the assumptions: units, kinds of evidence, and the places a number may fill.

A unit carries what it may hold: whether it is money (then a price year is due) and the range that is possible at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Literal

from model.inputs.schema import program_fields

Confidence = Literal["primary", "secondary", "derived", "judgement"]
RangeMeans = Literal["law", "survey", "judgement"]


@dataclass(frozen=True)
class Unit:
    """One unit: is it money, and between which values can it lie."""

    money: bool = False
    low: float = 0.0
    high: float = float("inf")


DOLLARS = Unit(money=True)
SHARE = Unit(high=1.0)
COUNT = Unit()

UNITS: dict[str, Unit] = {
    "dollars": DOLLARS,
    "dollars an hour": Unit(money=True, low=5.0, high=200.0),
    "dollars a year": DOLLARS,
    "dollars a mile": Unit(money=True, high=3.0),
    "dollars a unit": Unit(money=True, high=100.0),
    "dollars a worker and month": DOLLARS,
    "dollars a worker and year": DOLLARS,
    "dollars an hour on top": Unit(money=True, high=20.0),
    "share": SHARE,
    "share of wages": SHARE,
    "share of wage on top": SHARE,
    "share of annual wage": Unit(high=2.0),
    "share a year": Unit(low=-1.0, high=1.0),
    "share of modified total direct cost": SHARE,
    "separations a filled seat and year": Unit(high=3.0),
    "elasticity": Unit(high=15.0),
    "multiplier": Unit(high=5.0),
    "ratio": Unit(high=20.0),
    "months": Unit(high=120.0),
    "days": COUNT,
    "minutes": Unit(high=1440.0),
    "hours": Unit(high=8760.0),
    "hours a week": Unit(high=168.0),
    "hours a year": Unit(high=8760.0),
    "units": COUNT,
    "sessions a client and week": Unit(high=21.0),
    "miles": COUNT,
    "meetings": COUNT,
    "clients a peer": COUNT,
    "peers a supervisor": COUNT,
    "people a group": COUNT,
    "peers a program": COUNT,
    "regions a state": COUNT,
    "lines": COUNT,
    "pages": COUNT,
    "percent of personnel": Unit(high=100.0),
    "choice": COUNT,
    "text": COUNT,
}

# Beside the fields of a program file, the users of a number of `assumptions/`.
OTHER_USES = """
    findings gallery exports.budget_justification portfolio.synthetic uncertainty.stress
    questions.break_even questions.fair_pay questions.fiscal_note questions.rate_build_up
    questions.rescue questions.wage_to_rate
"""


@cache
def known_fields() -> tuple[str, ...]:
    """Give every place that a number may fill, with * for any name or place in a list."""
    return (*program_fields(), *OTHER_USES.split())


@lru_cache(maxsize=4096)
def steps_of(path: str) -> tuple[str, ...]:
    """Split a path: `caps[name=daily].limit` has the steps caps, name=daily, limit."""
    return tuple(re.findall(r"[^.\[\]]+", path))


def covers(pattern: str, path: str) -> bool:
    """Say whether a path is one of those that a pattern stands for; * on either side is any step."""
    ours, theirs = steps_of(pattern), steps_of(path)
    return len(ours) == len(theirs) and all(a == b or "*" in (a, b) for a, b in zip(ours, theirs, strict=True))


def nearest(wrong: str, right: Iterable[str]) -> str:
    """End a sentence with the right name that is closest to a wrong one, if there is one."""
    close = get_close_matches(wrong, sorted(right), n=1)
    return f"; did you mean {close[0]}?" if close else ""
