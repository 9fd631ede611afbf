"""Cliffs: the months in which a grant, a contract or a payer ends, and what hangs on each; with all else about money.

The seats under a cliff are those toward which it pays in its last months. What is left of an award lapses with it
unless the funder lets it run on; program income that was kept may be spent on the seats the grant covered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from model.awards import Award, awards, could_match
from model.compare import Outcome
from model.findings import HALF_A_CENT
from model.inputs.money import Contract, Grant
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.projection import Projection
from model.questions.concentration import MEANING, YearOfSources, concentration
from model.questions.spans import Money, Span, spans
from model.sentences import counted, rounded, spoken

CliffKind = Literal["grant", "contract", "payer"]
LAST_MONTHS = 3  # over which dollars a month are averaged: long enough to even out, short enough to be today's seats


@dataclass(frozen=True, kw_only=True)
class Cliff:
    """The end of one source of money.

    Attributes:
        last: the last month in which it may pay.
        kind, source: a grant, a contract or a payer, by its id.
        dollars_a_month: what it pays toward cost, the mean of its last three months projected.
        seats: positions toward which it pays in them, supervisors that a grant names among them.
        share_of_cost: its part of what the program costs in them.
        left: of the award at its end, which lapses; 0 for others.
        income_left: program income kept, which may still be spent.
        may_pay_for: what it may pay for, in words.
        unpaid_after: dollars a month from the reserve or nobody in the year after it, all seats together.
        runs_out: the month in which its award is used up before the budget year is; None where it is not.
    """

    last: Month
    kind: CliffKind
    source: str
    dollars_a_month: float
    seats: tuple[str, ...]
    share_of_cost: float
    left: float
    income_left: float
    may_pay_for: str
    unpaid_after: float
    runs_out: Month | None

    @property
    def sentence(self) -> str:
        """What ends, when, and what hangs on it."""
        seats = len(self.seats)
        if self.dollars_a_month <= HALF_A_CENT:
            return f"The {self.kind} {self.source!r} ends with {spoken(self.last)}; by then it pays for nothing."
        toward = "no seat" if not seats else f"{counted(seats).lower()} seat{'' if seats == 1 else 's'}"
        said = f"The {self.kind} {self.source!r} ends with {spoken(self.last)}: {rounded(self.dollars_a_month)} a month"
        said = f"{said} toward {toward}, {100 * self.share_of_cost:.0f} % of what the program costs."
        if self.left > HALF_A_CENT:
            said += f" {rounded(self.left)} of the award would be left and lapse; ask early whether it may run on."
        return said


@dataclass(frozen=True, kw_only=True)
class Grants:
    """Grants and other money of a program.

    Attributes:
        spans: who pays for whom until when.
        cliffs: the ends that lie within the months projected, the first first.
        years: sources by fiscal year; `meaning`: how their index is read.
        awards: what runs out early and the even spending that would not, match needed, income balances.
        could_match: dollars that could count toward a match.
    """

    spans: tuple[Span, ...]
    cliffs: tuple[Cliff, ...]
    years: tuple[YearOfSources, ...]
    meaning: str
    awards: tuple[Award, ...]
    could_match: float

    @property
    def sentences(self) -> tuple[str, ...]:
        """What there is to say, cliffs first."""
        return (*(cliff.sentence for cliff in self.cliffs), *self._early, *self._match)

    @property
    def _early(self) -> Iterator[str]:
        for award in self.awards:
            if award.runs_out is not None and award.even_spending is not None:
                yield (
                    f"{award.grant!r} runs out in {spoken(award.runs_out)}; {rounded(award.even_spending)} a month "
                    "would have lasted through its budget year."
                )

    @property
    def _match(self) -> Iterator[str]:
        needed = sum(award.match_needed for award in self.awards)
        if needed > 0:
            yield f"Match needed is {rounded(needed)}; {rounded(self.could_match)} could count toward it."


def grants_and_other_money(result: Outcome) -> Grants:
    """Lay out who pays for whom until when, and each end."""
    projection = result.projection
    return Grants(
        spans=spans(projection),
        cliffs=cliffs(projection),
        years=concentration(projection),
        meaning=MEANING,
        awards=awards(projection),
        could_match=could_match(projection),
    )


def cliffs(projection: Projection) -> tuple[Cliff, ...]:
    """Every grant, contract and payer that ends before the last month projected, the first first."""
    money = Money(projection)
    found = [*_grants(projection, money), *_contracts(projection, money), *_payers(projection)]
    return tuple(sorted(found, key=lambda cliff: (cliff.last, cliff.kind, cliff.source)))


def _within(projection: Projection, last: Month | None, first: Month | None) -> slice | None:
    """The last months of something that ends inside the months projected, where it has any."""
    program = projection.program
    if last is None or not program.start <= last < program.last:
        return None
    begins = max(program.start, first or program.start, last.plus(1 - LAST_MONTHS))
    return slice(begins - program.start, last - program.start + 1)


def _grants(projection: Projection, money: Money) -> Iterator[Cliff]:
    runs_out = {award.grant: award.runs_out for award in awards(projection)}
    for grant in projection.program.grants:
        months = _within(projection, grant.end, grant.start)
        if months is None:
            continue
        paid = projection.funding.grants[grant.id]
        by_row = money.by_source["grant", grant.id][:, months]
        # who sees no clients is named by the grant itself; the seats carry only what is spread
        toward = paid.by_position[0][:, months]
        yield _cliff(
            projection, months, "grant", grant.id, by_row, toward,
            left=float(paid.left[0, months.stop - 1]), income_left=float(paid.balance[0, months.stop - 1]),
            may_pay_for=_terms(grant), runs_out=runs_out[grant.id],
        )  # fmt: skip


def _contracts(projection: Projection, money: Money) -> Iterator[Cliff]:
    for contract in projection.program.contracts:
        months = _within(projection, contract.end, contract.start)
        if months is not None:
            by_row = money.by_source["contract", contract.id][:, months]
            terms = _contract_terms(contract)
            yield _cliff(projection, months, "contract", contract.id, by_row, by_row[:-1], may_pay_for=terms)


def _payers(projection: Projection) -> Iterator[Cliff]:
    """Payers of services; what they earn counts, whether or not all of it is needed."""
    earned = projection.billing.earned[0]
    for number, (name, payer) in enumerate(projection.program.payers.items()):
        months = _within(projection, payer.end, payer.start)
        if months is not None:
            by_seat = earned[:, :, number, months].sum(axis=1)
            terms = "what its clients' services cost; it is earned, and may be spent on anything"
            yield _cliff(projection, months, "payer", name, by_seat, by_seat, may_pay_for=terms)


def _cliff(
    projection: Projection,
    months: slice,
    kind: CliffKind,
    source: str,
    dollars: Array,
    toward: Array,
    *,
    may_pay_for: str,
    left: float = 0.0,
    income_left: float = 0.0,
    runs_out: Month | None = None,
) -> Cliff:
    program, funding = projection.program, projection.funding
    year = slice(months.stop, months.stop + MONTHS_PER_YEAR)
    unpaid = (funding.gap + funding.sources["reserve"])[0, :, year].sum(axis=0)
    reached = toward.sum(axis=1) > HALF_A_CENT
    cost = float(funding.full[0, :, months].sum())
    return Cliff(
        last=program.start.plus(months.stop - 1),
        kind=kind,
        source=source,
        dollars_a_month=float(dollars.sum(axis=0).mean()),
        seats=tuple(p.id for p, paid in zip(program.positions, np.atleast_1d(reached), strict=True) if paid),
        share_of_cost=float(dollars.sum()) / cost if cost > 0 else 0.0,
        left=left,
        income_left=income_left,
        may_pay_for=may_pay_for,
        unpaid_after=float(unpaid.mean()),
        runs_out=runs_out,
    )


def _terms(grant: Grant) -> str:
    """What a grant may pay for, as its file says."""
    paid = [name for name, share in grant.covers.items() if _ever(share.entries)]
    parts = [f"direct cost of {', '.join(paid)}"] if paid else []
    parts += ["program costs"] if _ever(grant.program_costs.entries) else []
    parts += ["indirect on these"] if _ever(grant.indirect_rate.entries) else []
    until = f"no cost after {grant.end}"
    return f"{' and '.join([', '.join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts) or 'nothing'}; {until}"


def _ever(entries: tuple[object, ...]) -> bool:
    return any(float(getattr(entry, "value", 0.0)) > 0 for entry in entries)


def _contract_terms(contract: Contract) -> str:
    return "any cost" if contract.covers is None else f"full cost of {', '.join(contract.covers)}"


__all__ = ["Cliff", "Grants", "cliffs", "grants_and_other_money"]
