"""Caps of the program: limits on what all positions together bill, or are paid, in fixed windows."""

import numpy as np

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries, PayerSeries
from model.inputs.series.horizon import WEEKS_PER_MONTH


class ProgramCaps:
    """Limits on what the whole program bills, in fixed windows: the only step where positions touch one another."""

    def __init__(self, payers: PayerSeries, caps: tuple[CapSeries, ...], draws: int) -> None:
        """Open the windows under way with what is used up at the start."""
        self.payers = payers
        self.caps = [cap for cap in caps if cap.per == "program"]
        self.listed = [self._listed(cap) for cap in self.caps]
        self.used = [np.full(draws, cap.used_at_start) for cap in self.caps]
        self.draws = draws

    def left(self, billable: Array, dollars: Array, month: int) -> Array:
        """Share of the month's claims that the caps leave: (draws, services, payers), the same for all positions.

        Args:
            billable: (draws, positions, services, payers) units.
            dollars: likewise, billed.
            month: index.
        """
        keep = np.ones((self.draws, *self.payers.by_unit.shape))
        paid = dollars.sum(axis=1) * self.payers.kept_of_denied[:, None, :, month]
        units = billable.sum(axis=1) * self.payers.by_unit
        for cap, listed, used in zip(self.caps, self.listed, self.used, strict=True):
            left = self._limit(cap, month) - self._before(cap, used, month)
            amount = (paid if cap.unit == "dollars" else units) * listed * keep
            total = amount.sum(axis=(1, 2))
            share = np.divide(np.maximum(0.0, left), total, out=np.ones_like(total), where=total > 0)
            share = np.minimum(1.0, share) if cap.active[month] else np.ones_like(share)
            keep = keep * np.where(listed > 0, share[:, None, None], 1.0)
        for number, cap in enumerate(self.caps):
            amount = (paid if cap.unit == "dollars" else units) * self.listed[number] * keep
            self.used[number] = (
                self._before(cap, self.used[number], month) + amount.sum(axis=(1, 2)) * cap.active[month]
            )
        return keep

    def _listed(self, cap: CapSeries) -> Array:
        listed = np.zeros(self.payers.by_unit.shape)
        listed[np.ix_(cap.services, cap.payers)] = 1.0
        return listed if cap.unit == "dollars" else listed * self.payers.by_unit

    @staticmethod
    def _limit(cap: CapSeries, month: int) -> Array:
        return cap.limit[:, month] * (WEEKS_PER_MONTH if cap.period == "week" else 1.0)

    @staticmethod
    def _before(cap: CapSeries, used: Array, month: int) -> Array:
        begins = month > 0 and (cap.period in ("week", "month") or bool(cap.restarts[month]))
        return np.zeros_like(used) if begins else used
