"""What programs have in common, laid out once for all of them: futures in which other events happen, say."""

import sys
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from model.inputs.program import Program
from model.inputs.series.common import Common

PAID = ("positions", "ladders", "staffing.hire", "wage_floor", "keep_spread")
HOURS = ("positions", "time", "staffing.coverage", "leave", "supports")
COSTS = ("positions", "staffing.replacement", "costs", "supports", "benefits")
INSECURE = ("positions", "staffing.insecurity", "grants")
ELASTIC = ("positions", "staffing.wage_elasticity")
LAID_CAPS = ("caps", "payers", "services*")
BY_SERVICE = ("payers", "services*")
# what each part of a projection reads of a program, beside its first month and number of months; of mappings with a
# star the names only; each grant is a part of its own. A part that is not named here is laid out for each program.
READS: dict[str, tuple[str, ...]] = {
    "wages": PAID,
    "hour": HOURS,
    "cost": COSTS,
    "caps": LAID_CAPS,
    "cases": ("positions", "services*"),
    "clients": ("client_variation", "client_turnover"),
    "units": ("services", "payers", "caps"),
    "people turnover": ("positions", "staffing.annual_turnover"),
    "people supports": ("supports",),
    "people insecurity": INSECURE,
    "people elasticity": ELASTIC,
    "people outside_wage": ("positions", "ladders"),
    "people reference_ratio": ("positions", "ladders"),
    "people months_vacant": ("positions", "staffing.months_vacant"),
    "people ramp": ("positions", "staffing.ramp"),
    "people first": ("positions",),
    "people active": ("positions",),
    "people departs": ("positions",),
    "people original_bills": ("positions", "staffing.months_to_bill", "payers"),
    "people hire_bills_after": ("positions", "staffing.months_to_bill", "staffing.hire", "payers"),
    "payers client_share": ("payers",),
    "payers open": BY_SERVICE,
    "payers by_unit": BY_SERVICE,
    "payers by_month": BY_SERVICE,
    "payers rate": BY_SERVICE,
    "payers minimum_sessions": BY_SERVICE,
    "payers held": ("payers",),
    "funding contracts": ("positions", "contracts"),
    "funding order": ("positions",),
    "funding hours": ("positions",),
    "funding active": ("positions",),
    "funding grace": ("positions", "staffing.months_vacant", "staffing.ramp"),
    "laid out time": HOURS,
    "laid out lines": (*COSTS, *PAID, *HOURS),
    "laid out client caps": LAID_CAPS,
    "laid out worker caps": LAID_CAPS,
    "laid out program caps": LAID_CAPS,
    "laid out grants": ("positions", "grants"),
    "laid out pressure": (*INSECURE, *ELASTIC, *PAID, "supports"),
    "laid out hire pay": PAID,
}
ALWAYS = ("start", "months")


class Alike:
    """Parts of projections laid out once for all programs that agree, as the very same objects, in what they read."""

    def __init__(self, program: Program) -> None:
        """Nothing is laid out yet.

        Args:
            program: without draws; what others have in common with it is shared.
        """
        self._program = program
        self._kept: dict[str, Any] = {}

    def common(self, program: Program) -> Common:
        """What projections of a program keep, with all that it has in common with the first."""
        same = {read for read in _all_read() if _reader(read)(program) is _reader(read)(self._program)}
        if not same.issuperset(ALWAYS):
            return Common()
        names = {name for name, reads in READS.items() if same.issuperset(reads)}
        if "positions" in same:
            both = enumerate(zip(program.grants, self._program.grants, strict=False))
            names |= {f"funding grant {place}" for place, (grant, first) in both if grant is first}
        return Common(self._kept, names)


@cache
def _all_read() -> frozenset[str]:
    return frozenset([*ALWAYS, *(read for reads in READS.values() for read in reads)])


@cache
def _reader(read: str) -> Callable[[Program], Any]:
    if not read.endswith("*"):
        return attrgetter(read)
    names = attrgetter(read.removesuffix("*"))
    return lambda program: sys.intern("\n".join(names(program)))
