"""A seat's months, as variables of cashflower."""

import simple
from cashflower import variable  # type: ignore[import-not-found]  # in an environment of its own
from input import seat  # type: ignore[import-not-found]  # beside this file, as the package wants it


@variable()
def filled(t):  # type: ignore[no-untyped-def]  # the package looks at bare functions
    """Share of the seat that is filled."""
    if t == 0:
        return 1.0
    return filled(t - 1) - left(t - 1) + hired(t - 1)


@variable()
def left(t):  # type: ignore[no-untyped-def]
    """Share that leaves at the month's end."""
    return seat.get("leaving") * filled(t)


@variable()
def hired(t):  # type: ignore[no-untyped-def]
    """Share that is hired for the next month."""
    return (1 - filled(t) + left(t)) / (1 + simple.VACANT)


@variable()
def cost(t):  # type: ignore[no-untyped-def]
    """Full cost."""
    wage = seat.get("wage") * (1 + simple.RAISE) ** (t // 12)
    return filled(t) * wage * simple.HOURS * (1 + simple.FRINGE) * (1 + simple.INDIRECT)


@variable()
def units(t):  # type: ignore[no-untyped-def]
    """Units under the cap."""
    return min(filled(t) * simple.HOURS * simple.BILLABLE * simple.UNITS_AN_HOUR * seat.get("kept"), simple.CAP)


@variable()
def earned(t):  # type: ignore[no-untyped-def]
    """What Medicaid pays for."""
    return units(t) * seat.get("rate") * (1 - simple.DENIED)


@variable()
def granted(t):  # type: ignore[no-untyped-def]
    """What the seat's grant pays."""
    return cost(t) * seat.get("covered") if t <= seat.get("ends") else 0.0


@variable()
def arrived(t):  # type: ignore[no-untyped-def]
    """What was earned, in the month in which it arrives."""
    if t == 0:
        return 0.0
    if t == 1:
        return simple.LAG[1] * earned(t - 1)
    return simple.LAG[1] * earned(t - 1) + simple.LAG[2] * earned(t - 2)
