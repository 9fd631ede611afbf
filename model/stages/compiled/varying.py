"""Which stages of a kernel find the same in every draw, and need be worked out once."""

from functools import cache
from typing import Any, NamedTuple, get_type_hints

import numpy as np

from model.stages.compiled.inputs import NOT_BILLED, Drawn, Inputs

PAY = frozenset({"original_pay", "hire_pay"})  # of people: what they are paid, not who is there
RATES = frozenset({"open_rate", "minimum_sessions"})  # of payers: what they pay, not for how many units
LATER = frozenset({"kept_of_denied"})  # of payers: read month by month, in every draw


class Varies(NamedTuple):
    """Which stages give something else in another draw: what they read, or a stage before them, varies."""

    staff: bool
    pay: bool
    hours: bool
    sessions: bool
    costs: bool
    claims: bool
    dollars: bool


def varies(laid: Inputs) -> Varies:
    """Which stages must be worked out in every draw; what the others find in the first holds for all."""
    people, payers, simulated = _varying(laid.people), _varying(laid.payers), bool(_varying(laid.simulated))
    staff = simulated or bool(people - PAY)
    pay = staff or bool(people & PAY)
    hours = staff or bool(_varying(laid.time))
    sessions = hours or bool(_varying(laid.care))
    caps = (laid.client_caps, laid.worker_caps, laid.clients)
    # where a grant forbids to bill, what is claimed hangs on what was funded
    tied = bool(np.any(laid.grants.income == NOT_BILLED))
    claims = sessions or tied or bool(payers - RATES - LATER) or any(_varying(group) for group in caps)
    return Varies(
        staff=staff,
        pay=pay,
        hours=hours,
        sessions=sessions,
        costs=pay or sessions or bool(_varying(laid.lines)),
        claims=claims,
        dollars=claims or bool(payers & RATES),
    )


def _varying(group: Any) -> frozenset[str]:
    """Names of what differs between draws."""
    return frozenset(name for name in drawn_names(type(group)) if len(getattr(group, name)) > 1)


@cache
def drawn_names(kind: type) -> frozenset[str]:
    """Names of a group's arrays that may be drawn."""
    return frozenset(name for name, hint in get_type_hints(kind, include_extras=True).items() if hint is Drawn)
