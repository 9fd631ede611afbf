"""Units: how many a session makes, and how many of them the caps per day leave."""

import math

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries, PayerSeries, ServiceSeries


def units_of(minutes: Array, unit_minutes: float, rounding: str) -> Array:
    """Units that sessions of so many minutes make.

    `midpoint` counts a unit from its half: 8 minutes make a 15-minute unit. `whole` counts full units only. `exact`
    counts parts of a unit.

    Source:
        model.md, section 8; for 15-minute units the midpoint is CMS's 8-minute rule.
    """
    if rounding == "exact":
        return minutes / unit_minutes
    # decimals of minutes may miss a whole unit by a rounding error; a billionth of a minute does not count
    started = minutes + (unit_minutes / 2 - 0.5 if rounding == "midpoint" else 0.0) + 1e-9
    return np.floor(started / unit_minutes)


def units_per_session(services: ServiceSeries, payers: PayerSeries, caps: tuple[CapSeries, ...]) -> tuple[Array, Array]:
    """Units of a kept client-session, all of them and those that caps per day leave.

    With a spread it is the mean over whole minutes from `minutes - spread` to `minutes + spread`. A cap per day limits
    the units of each session before that mean.

    Returns:
        Two arrays (draws, services, payers, months).
    """
    day_caps = [cap for cap in caps if cap.per == "client" and cap.period == "day"]
    all_units, left = [], []
    for y, (unit, rounding) in enumerate(zip(payers.unit_minutes, payers.rounding, strict=True)):
        listed = [cap for cap in day_caps if y in cap.payers]
        whole, kept = _mean_units(services, float(unit), rounding, listed, payers.by_unit[:, y])
        all_units.append(whole)
        left.append(kept)
    return np.stack(np.broadcast_arrays(*all_units), axis=2), np.stack(np.broadcast_arrays(*left), axis=2)


def _mean_units(
    services: ServiceSeries, unit: float, rounding: str, caps: list[CapSeries], by_unit: Array
) -> tuple[Array, Array]:
    """Mean units of a session for one payer, and what its caps per day leave: (draws, services, months) each."""
    low, high = np.ceil(services.minutes - services.spread), np.floor(services.minutes + services.spread)
    # a spread so small that no whole minute lies in it is none
    spreads = (services.spread > 0) & (low <= high)
    low, high = np.where(spreads, low, services.minutes), np.where(spreads, high, services.minutes)
    counted = np.floor(high - low) + 1
    total = left = np.zeros(low.shape)
    for step in range(math.ceil(counted.max(initial=0))):
        minutes = low + step
        units = units_of(minutes, unit, rounding) * (minutes <= high)
        total = total + units
        left = left + _under_day_caps(units, caps, by_unit)
    return total / counted, left / counted


def _under_day_caps(units: Array, caps: list[CapSeries], by_unit: Array) -> Array:
    for cap in caps:
        touched = np.zeros(len(by_unit))
        touched[list(cap.services)] = 1.0
        here = (touched * by_unit)[:, None] * cap.active
        over = np.maximum(0.0, units - cap.limit[:, None]) * here
        units = units - over * (1 - cap.approved_beyond[:, None])
    return units
