"""What billing works out on its way and a projection does not keep: what each cap was given and what it left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from propcache import cached_property

from model.inputs.numbers import Array
from model.inputs.series.care import CapSeries
from model.inputs.series.horizon import WEEKS_PER_MONTH
from model.projection import Projection
from model.stages.billing import Claims, claims, opening_use
from model.stages.parts.caps import left_by_client_cap, left_by_worker_cap


@dataclass(frozen=True, kw_only=True, eq=False)
class Counted:
    """What a cap was given in each month, what stood in its window before, and the share it left.

    By (positions, months) for caps per client and worker; for a cap of the program `used` and `left` are by month.
    """

    given: Array
    used: Array
    left: Array


class Recount:
    """The caps of a projection's first draw, counted again with the stages' own functions."""

    def __init__(self, projection: Projection) -> None:
        """Hold the projection; each count is made when first asked for."""
        self.projection = projection
        self.terms = projection.terms
        self.months = projection.program.months
        self.whole = slice(0, self.months)

    @cached_property
    def not_billed(self) -> Array:
        """The share of each position's units that grants forbid to bill: (draws, positions, months)."""
        grants = self.projection.program.grants
        forbidding = [grant.id for grant in grants if grant.program_income == "not_billed"]
        covered = [self.projection.funding.grants[name].covered for name in forbidding]
        return sum(covered, np.zeros_like(self.projection.funding.present))

    @cached_property
    def claims(self) -> Claims:
        """Claims before caps of the program, of seats that are there."""
        work = self.projection.delivered
        running = opening_use(self.terms, work.active)
        made = claims(work, self.terms, self.not_billed, self.whole, running)
        here = self.projection.funding.present[:, :, None, None]
        return replace(made, billable=made.billable * here, dollars=made.dollars * here)

    @cached_property
    def day_share(self) -> Array:
        """The share of units that caps per day leave: (draws, services, payers, months)."""
        under, units = self.projection.delivered.units_under_day_caps, self.projection.delivered.units
        return np.divide(under, units, out=np.ones_like(units), where=units > 0)

    @cached_property
    def clients(self) -> Mapping[tuple[int, int], Counted]:
        """Caps per client longer than a day, by cap and payer; `given` is units a client and month."""
        work, terms, payers = self.projection.delivered, self.terms, self.terms.payers
        made = self.claims
        reaching = made.delivered - made.no_payer - made.not_qualified - made.not_billed
        left = reaching * self.day_share[:, None]
        opening = opening_use(terms, work.active)
        counted = {}
        for number, cap in enumerate(terms.caps):
            for payer in cap.payers if cap.per == "client" and cap.period != "day" else ():
                listed = [s for s in cap.services if payers.by_unit[s, payer]]
                clients = terms.cases.caseload * payers.client_share[:, None, payer] * work.seats
                total = left[:, :, listed, payer].sum(axis=2)
                given = np.divide(total, clients, out=np.zeros_like(total), where=clients > 0)
                keep, _ = left_by_client_cap(cap, given, terms.clients, self.whole, opening[number, payer])
                used = _used_before(cap, given, opening[number, payer])
                counted[number, payer] = Counted(given=given[0], used=used[0], left=keep[0])
                left[:, :, listed, payer] *= keep[:, :, None]
        return counted

    @cached_property
    def workers(self) -> Mapping[int, Counted]:
        """Caps per worker, by cap; `given` is units, those of a group counted once."""
        work, made = self.projection.delivered, self.claims
        left = made.delivered - made.no_payer - made.not_qualified - made.not_billed - made.over_client_cap
        counted = {}
        for number, cap in enumerate(self.terms.caps):
            if cap.per == "worker":
                listed = self.listed(cap)[..., None]
                given = (left / work.attendance[:, None, :, None] * listed).sum(axis=(2, 3))
                keep = left_by_worker_cap(cap, given, work.seats, self.whole)
                counted[number] = Counted(given=given[0], used=np.zeros_like(given[0]), left=keep[0])
                left = left * np.where(listed > 0, keep[:, :, None, None], 1.0)
        return counted

    @cached_property
    def program(self) -> Mapping[int, Counted]:
        """Caps of the program, by cap; `given` is units or dollars by position."""
        caps = {number: cap for number, cap in enumerate(self.terms.caps) if cap.per == "program"}
        positions = self.claims.billable.shape[1]
        counted = {
            number: Counted(
                given=np.zeros((positions, self.months)), used=np.zeros(self.months), left=np.ones(self.months)
            )
            for number in caps
        }
        for month in range(self.months):
            self._program_month(caps, counted, month)
        return counted

    def _program_month(self, caps: Mapping[int, CapSeries], counted: Mapping[int, Counted], month: int) -> None:
        """Count one month of the caps of the program; each takes what the ones before it left."""
        keep = np.ones_like(self.terms.payers.by_unit)
        for number, cap in caps.items():
            count, listed = counted[number], self.listed(cap)
            count.given[:, month] = (self._amounts(cap, month) * listed * keep).sum(axis=(1, 2))
            count.used[month] = 0.0 if self.begins(cap, month) else self._carried(caps, counted, number, month)
            total = count.given[:, month].sum()
            if cap.active[month] and total > 0:
                room = max(0.0, program_limit(cap, month) - count.used[month])
                count.left[month] = min(1.0, room / total)
            keep = keep * np.where(listed > 0, count.left[month], 1.0)

    def _carried(self, caps: Mapping[int, CapSeries], counted: Mapping[int, Counted], number: int, month: int) -> float:
        """What the window has used up to the month before, after all caps."""
        if month == 0:
            return caps[number].used_at_start
        keep = np.ones_like(self.terms.payers.by_unit)
        for other, cap in caps.items():
            keep = keep * np.where(self.listed(cap) > 0, counted[other].left[month - 1], 1.0)
        added = (self._amounts(caps[number], month - 1) * self.listed(caps[number]) * keep).sum()
        return float(counted[number].used[month - 1] + added * caps[number].active[month - 1])

    def _amounts(self, cap: CapSeries, month: int) -> Array:
        """What a month claims under a cap of the program: (positions, services, payers)."""
        if cap.unit == "dollars":
            kept = self.terms.payers.kept_of_denied[0, :, month]
            return np.asarray(self.claims.dollars[0, ..., month] * kept)
        return np.asarray(self.claims.billable[0, ..., month])

    def listed(self, cap: CapSeries) -> Array:
        """1 for the services and payers that a cap lists; a cap in units touches only what is paid by unit."""
        listed = np.zeros_like(self.terms.payers.by_unit)
        listed[np.ix_(cap.services, cap.payers)] = 1.0
        return listed if cap.unit == "dollars" else listed * self.terms.payers.by_unit

    @staticmethod
    def begins(cap: CapSeries, month: int) -> bool:
        """Whether a window of a cap begins with a month; the first month's is under way."""
        return month > 0 and (cap.period in ("week", "month") or bool(cap.restarts[month]))


def program_limit(cap: CapSeries, month: int) -> float:
    """What a cap of the program allows in its window; a week's limit holds 52/12 times in a month."""
    return float(cap.limit[0, month] * (WEEKS_PER_MONTH if cap.period == "week" else 1.0))


def _used_before(cap: CapSeries, given: Array, opening: Array) -> Array:
    """Units a client used in the window before each month."""
    used = np.zeros_like(given)
    running = opening
    for month in range(given.shape[-1]):
        used[..., month] = 0.0 if cap.restarts[month] else running
        running = used[..., month] + given[..., month] * cap.active[month]
    return used
