"""A projection's months by compiled stages: what is small at once, what is large when it is first asked for."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from propcache import cached_property

from model.inputs.numbers import Array, Flags
from model.inputs.series.money import FundingSeries
from model.monthly import Funding, GrantMonths
from model.stages.billing import Delivered, Terms, billing, claims, opening_use
from model.stages.compiled.inputs import Detail, Found, Inputs
from model.stages.compiled.jit import available
from model.stages.funding import SOURCES
from model.stages.parts.fates import Billing

KERNEL = "model.stages.compiled.kernel"


def ready() -> bool:
    """Whether this process has compiled stages at hand, so that nobody need wait for them."""
    return KERNEL in sys.modules and _run.cache_info().currsize > 0


def at_hand() -> bool:
    """Get compiled stages, where they can be had, so that every projection of this process runs by them.

    Returns:
        Whether they are there.
    """
    if available():
        _run()
    return ready()


def kept_on_disk() -> bool:
    """Whether other processes of this machine find the kernel compiled once this one has run it."""
    from model.stages.compiled.kernel import kernel

    return getattr(getattr(kernel, "stats", None), "cache_path", None) is not None


@cache
def _run() -> Callable[[Inputs, Found, Detail], None]:
    from model.stages.compiled.kernel import run

    return run


class Later:
    """An object whose large parts are worked out when one of them is first asked for."""

    def __init__(self, kept: Mapping[str, Any], rest: Callable[[str], Mapping[str, Any]]) -> None:
        """Keep what is known, and how to find the rest, a name and what is found with it."""
        self.__dict__.update(kept, rest=rest)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "rest":
            raise AttributeError(name)
        self.__dict__.update(self.rest(name))
        if name not in self.__dict__:
            raise AttributeError(name)
        return self.__dict__[name]


class FundingLater(Later, Funding):  # pyright: ignore[reportIncompatibleMethodOverride]
    """Who paid for what, by compiled stages."""


class GrantLater(Later, GrantMonths):  # pyright: ignore[reportIncompatibleMethodOverride]
    """One grant, by compiled stages."""


class CompiledMonths:
    """All months of all draws of a program, by compiled stages.

    Args:
        inputs: the program as kernels read it.
        series: money other than billing.
        draws: how many.
    """

    def __init__(self, inputs: Inputs, series: FundingSeries, draws: int) -> None:
        """Run the kernel for what is small."""
        self.inputs, self.series, self.draws = inputs, series, draws
        self.found = self._found()
        _run()(inputs, self.found, self._nothing)

    @cached_property
    def detail(self) -> Detail:
        """All that there is to know of every row and grant: a second run that keeps more."""
        detail = self._detail(self.draws)
        _run()(self.inputs, self._found(), detail)
        return detail

    def funding(self) -> Funding:
        """Who paid for what."""
        found = self.found
        names = ("full", "gap", "ended", "reserve", "owed", "contracts", "fundraising", "left_over", "repaid")
        grants = {grant.name: self._grant(number) for number, grant in enumerate(self.series.grants)}
        kept = {
            **{name: getattr(found, name) for name in names},
            "grants": grants,
            "program_runs": (self._months <= found.last_service[:, None] + self.inputs.money.wind_down) * 1.0,
        }
        return FundingLater(kept, self._rows)

    def billed(self, terms: Terms) -> "Billed":
        """What was billed; the fate of every unit is worked out when it is asked for."""
        return Billed(self, terms)

    @property
    def _months(self) -> Array:
        return np.arange(self.inputs.people.active.shape[1], dtype=np.float64)

    def _present(self) -> Array:
        inputs, found = self.inputs, self.found
        service: Flags = (inputs.time.serves[:, None] > 0) | (found.last_service[:, None, None] >= self._months)
        return inputs.people.active * (found.ended[:, :, None] >= self._months) * service

    def _rows(self, name: str) -> dict[str, Any]:
        if name in ("present", "serves"):
            present = self._present()
            return {"present": present, "serves": (present * self.inputs.time.serves[:, None]).sum(axis=1) > 0}
        detail = self.detail
        return {
            "weights": detail.weights,
            "direct": detail.direct,
            "shared": detail.shared,
            "indirect": detail.indirect,
            "sources": {source: detail.sources[:, place] for place, source in enumerate(SOURCES)},
        }

    def _grant(self, number: int) -> GrantMonths:
        paid, match = self.found.grants_paid[:, number], self.series.grants[number].match_rate
        names = ("asked", "left", "balance", "toward_program", "income", "covered", "by_position")
        return GrantLater(
            {"paid": paid, "match_needed": paid * match / (1 - match)},
            lambda _: {name: getattr(self.detail, name)[:, number] for name in names},
        )

    def _found(self) -> Found:
        positions, months = self.inputs.people.active.shape
        rows, by_month = (self.draws, positions + 1, months), (self.draws, months)
        payers, grants = self.inputs.payers.by_unit.shape[1], len(self.series.grants)
        return Found(
            np.empty(rows),
            np.empty(rows),
            np.empty(rows, dtype=np.int8),
            np.empty((self.draws, positions, months), dtype=np.int8),
            np.empty(by_month),
            np.empty(by_month),
            np.empty(by_month),
            np.empty(by_month),
            np.empty(by_month),
            np.empty(by_month),
            np.empty((self.draws, payers, months)),
            np.empty((self.draws, grants, months)),
            np.empty((self.draws, positions)),
            np.empty(self.draws),
        )

    def _detail(self, draws: int) -> Detail:
        positions, months = self.inputs.people.active.shape
        rows, grants = (draws, positions + 1, months), (draws, len(self.series.grants), months)
        of_grants = (*grants[:2], positions, months)
        return Detail(
            draws > 0,
            np.empty(rows),
            np.empty(rows),
            np.empty(rows),
            np.empty(rows),
            np.empty((draws, len(SOURCES), *rows[1:])),
            np.empty((draws, *self.inputs.payers.by_unit.shape, months)),
            np.empty(grants),
            np.empty(grants),
            np.empty(grants),
            np.empty(grants),
            np.empty(of_grants),
            np.empty(of_grants),
            np.empty(of_grants),
        )

    @property
    def _nothing(self) -> Detail:
        return self._detail(0)


class Billed:
    """What was billed, by compiled stages; it says what `monthly.Biller` says."""

    def __init__(self, months: CompiledMonths, terms: Terms) -> None:
        """Nothing is worked out yet."""
        self.months, self.terms = months, terms
        self.tied = any(grant.income == "not_billed" for grant in months.series.grants)

    def earned_by_payer(self) -> Array:
        """Earnings of all positions from each payer, nobody last: (draws, payers, months)."""
        return self.months.found.by_payer

    def settled(self, present: Array, work: Delivered) -> Billing:
        """The fate of every unit: all months claimed at once, now that it is known what grants forbade to bill."""
        detail = self.months.detail
        forbids = [grant.income == "not_billed" for grant in self.months.series.grants]
        not_billed = detail.covered[:, forbids].sum(axis=1)
        whole, running = slice(0, present.shape[-1]), opening_use(self.terms, work.active)
        return billing(claims(work, self.terms, not_billed, whole, running), self.terms, detail.program_left, present)
