"""What is kept of a projection of many draws: arrays that lead with draws, small enough for thousands of programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.findings import INACTIVE, RESERVE, statuses, unsustainable
from model.inputs.assumptions import load_assumptions
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.projection import Projection
from model.questions.federal_match import federal_year, state_year_start
from model.questions.note_years import year_of
from model.stages.cash import lagged, withheld

JULY = 7
Kept = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Months of a projection, and of the payments that arrive after it, in parts that lie in one year of each kind.

    Attributes:
        years: state and federal fiscal year of each part.
        months: of each part that are projected.
        begins: index of the first month of each part.
        length: months projected, and those in which payments still arrive.
    """

    years: tuple[tuple[int, int], ...]
    months: tuple[int, ...]
    begins: tuple[int, ...]
    length: int

    def sums(self, by_month: Array) -> Array:
        """(…, months) summed by part: (…, parts); months that are not there hold nothing."""
        missing = self.length - by_month.shape[-1]
        padded = np.pad(by_month, [(0, 0)] * (by_month.ndim - 1) + [(0, missing)])
        return np.add.reduceat(padded, self.begins, axis=-1)


def calendar(program: Program) -> Calendar:
    """The parts of a program's years; a state whose fiscal year is not in the tables begins it in July."""
    starts = state_year_start(load_assumptions(), program.state) or JULY
    # what a payer holds back waits for the first month in which it pays, at the latest after all months it names
    waits = (len(p.payment_lag) - 1 + len(p.pays_nothing_in) for p in program.payers.values())
    length = program.months + max(waits, default=0)
    of_month = [_years(program.start.plus(index), starts) for index in range(length)]
    begins = tuple(n for n in range(length) if not n or of_month[n] != of_month[n - 1])
    ends = (*begins[1:], length)
    return Calendar(
        years=tuple(of_month[n] for n in begins),
        months=tuple(max(0, min(end, program.months) - begin) for begin, end in zip(begins, ends, strict=True)),
        begins=begins,
        length=length,
    )


def _years(month: Month, starts: int) -> tuple[int, int]:
    return year_of(month, starts)[0], federal_year(month)


def measure(parts: Calendar, medicaid: Sequence[str] | None) -> Callable[[Projection], Kept]:
    """What to keep of each chunk of draws.

    Args:
        parts: of the program's years.
        medicaid: names of the payers that are Medicaid; by default those with `medicaid` in their name.
    """
    return lambda projection: _measured(projection, parts, medicaid)


def _measured(projection: Projection, parts: Calendar, medicaid: Sequence[str] | None) -> Kept:
    status, runway = statuses(projection)
    funding, draws = projection.funding, projection.draws
    earned, paid = _medicaid(projection, parts.length, medicaid)
    pay = ((projection.costs.wages + projection.costs.fringe) * funding.present).sum(axis=1)
    received = _received(projection)
    held = (status > INACTIVE) & (status < RESERVE)
    by_month = {
        "sustained": held.sum(axis=1, dtype=np.uint16),
        "seats": funding.present.sum(axis=1),
        "full_cost": funding.full.sum(axis=1),
        "gap": funding.gap.sum(axis=1),
        "medicaid_earned": earned,
        "medicaid_paid": paid[..., : earned.shape[-1]],
    }
    by_part = {
        "position_months": by_month["sustained"].astype(np.float64),
        "medicaid_earned": earned,
        "medicaid_paid": paid,
        "full_cost": by_month["full_cost"],
        "pay": pay,
        "gap": by_month["gap"],
        **received,
    }
    found = {
        **by_month,
        **{f"years.{name}": parts.sums(values) for name, values in by_part.items()},
        **{f"first_year.{name}": _first_year(received[name]) for name in ("earned", "grants")},
        "first_year.full_cost": _first_year(by_month["full_cost"]),
        "held": held,
        "first_gap": runway,
        "unsustainable": unsustainable(projection, status),
        "ends": np.isfinite(funding.ended),
        "gap_of_position": funding.gap[:, :-1].sum(axis=-1),
        "pay": pay.sum(axis=-1),
    }
    return {name: np.broadcast_to(values, (draws, *values.shape[1:])) for name, values in found.items()}


def _received(projection: Projection) -> dict[str, Array]:
    """Dollars earned, granted, contracted and raised, (draws, months): what compiled stages have at once."""
    funding = projection.funding
    earned = projection.biller.earned_by_payer().sum(axis=1)
    grants = sum((grant.paid for grant in funding.grants.values()), np.zeros_like(earned))
    money = {"earned": earned, "grants": grants, "contracts": funding.contracts, "fundraising": funding.fundraising}
    return {name: np.broadcast_to(dollars, earned.shape) for name, dollars in money.items()}


def _first_year(by_month: Array) -> Array:
    return by_month[..., :MONTHS_PER_YEAR].sum(axis=-1)


def _held_back(program: Program, payer: str, length: int) -> list[tuple[int, int]]:
    """Months in which a payer pays nothing, each with the one in which it pays for it; beyond the program's own too."""
    months = [program.start.plus(index) for index in range(length)]
    paid_in = [program.payers[payer].paid_in(month) - program.start for month in months]
    return [(due, paid) for due, paid in enumerate(paid_in) if paid != due]


def _medicaid(projection: Projection, length: int, names: Sequence[str] | None) -> tuple[Array, Array]:
    """Dollars earned from Medicaid by month of service, and paid by month of payment: (draws, months)."""
    by_payer = projection.biller.earned_by_payer()
    earned = np.zeros((by_payer.shape[0], by_payer.shape[-1]))
    paid = np.zeros((by_payer.shape[0], length))
    billed = np.zeros((*by_payer.shape[:2], length))
    billed[..., : by_payer.shape[-1]] = by_payer
    for number, name in enumerate(projection.terms.payers.names):
        if not (name in names if names is not None else "medicaid" in name.lower()):
            continue
        earned = earned + by_payer[:, number]
        arriving = lagged(billed[:, number], projection.terms.payers.payment_lag[number])
        paid += withheld(arriving, _held_back(projection.program, name, length))
    return earned, paid
