"""Spans: who pays for whom until when, the data of a chart with a bar for every stretch of money."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from propcache import cached_property

from model.findings import HALF_A_CENT
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.series.money import FundingSeries, funding_series
from model.projection import Projection
from model.stages.parts.waterfall import flow

Kind = Literal["grant", "contract", "billing", "fundraising", "reserve", "nobody"]
KINDS: tuple[Kind, ...] = ("grant", "contract", "billing", "fundraising", "reserve", "nobody")
PROGRAM = "program"  # the row of a program without a seat that sees clients
BILLED = ("program_income", "earned", "surplus")


@dataclass(frozen=True, kw_only=True)
class Span:
    """Months in a row in which one source pays toward one position.

    Attributes:
        position: id, or `PROGRAM` for costs that no seat carries any more.
        kind: of the source; `source`: its id, or the kind where it has none.
        first, last: months.
        dollars: paid in them.
        counted: whether the dollars are of the seats' full cost; False for what a grant pays toward a position that
            sees no clients, which the seats' own spans count already.
    """

    position: str
    kind: Kind
    source: str
    first: Month
    last: Month
    dollars: float
    counted: bool = True


@dataclass(frozen=True, eq=False)
class Money:
    """Who paid for each row of a projection, its first draw; rows are the positions and, last, the program."""

    projection: Projection

    @cached_property
    def series(self) -> FundingSeries:
        """What the funding stage read."""
        return funding_series(self.projection.program)

    @cached_property
    def by_source(self) -> dict[tuple[Kind, str], Array]:
        """Dollars by source, (rows, months) each; over all sources they add up to full cost."""
        funding = self.projection.funding
        billing = sum((funding.sources[name][0] for name in BILLED), np.zeros(funding.full.shape[1:]))
        return {
            **{("grant", name): self._grant(name) for name in funding.grants},
            **self._contracts(),
            ("billing", "billing"): billing,
            ("fundraising", "fundraising"): funding.sources["fundraising"][0],
            ("reserve", "reserve"): funding.sources["reserve"][0],
            ("nobody", "nobody"): funding.gap[0],
        }

    def _grant(self, name: str) -> Array:
        """What one grant pays by row; what it pays toward spread cost follows the shares in which that is spread."""
        funding, serves = self.projection.funding, self.series.direct_service[:, None]
        grant = funding.grants[name]
        pooled = (grant.by_position[0] * (1 - serves)).sum(axis=0) + grant.toward_program[0]
        rows = np.broadcast_to(funding.weights, funding.full.shape)[0] * pooled
        rows[:-1] += grant.by_position[0] * serves
        return rows

    def _contracts(self) -> dict[tuple[Kind, str], Array]:
        """What each contract pays by row: money flows to what grants and earnings leave, in the order of the file."""
        funding, series = self.projection.funding, self.series
        before = ("grants", "program_income", "earned")
        remaining = funding.full[0] - sum(funding.sources[name][0] for name in before)
        paid: dict[tuple[Kind, str], Array] = {}
        order = np.append(series.order, len(series.order))
        for contract in series.contracts:
            open_to = np.ones(len(remaining)) if contract.any_row else np.append(contract.covers, 0.0)
            rows = np.zeros_like(remaining)
            for month in range(remaining.shape[-1]):
                money = contract.per_month[:1, month] * self._runs(contract.covers, contract.for_service, month)
                needs = np.maximum(0.0, remaining[:, month]) * open_to
                rows[:, month] = flow(money, needs[None], order)[0][0]
            remaining = remaining - rows
            paid["contract", contract.name] = rows
        return paid

    def _runs(self, covers: Array, for_service: bool, month: int) -> float:
        """1 while a contract for service has a seat that it covers still to serve."""
        series, ended = self.series, self.projection.funding.ended[0]
        if not for_service or series.direct_service.sum() == 0:
            return 1.0
        to_come = (ended >= month) & (series.own_end >= month) & (series.direct_service > 0)
        return float((to_come * covers).sum() > 0)


def spans(projection: Projection) -> tuple[Span, ...]:
    """Every stretch of months in which a source pays toward a position, by position, then as kinds are ordered.

    Positions that see no clients have spans of the grants that name them; all else that they cost is carried, and
    paid for, with the seats that see clients.
    """
    program, money = projection.program, Money(projection)
    found: list[Span] = []
    for place, name in enumerate([*(p.id for p in program.positions), PROGRAM]):
        if place == len(program.positions) or program.positions[place].direct_service:
            for (kind, source), dollars in money.by_source.items():
                found += _stretches(program.start, name, kind, source, dollars[place])
        else:
            for source, grant in projection.funding.grants.items():
                paid = grant.by_position[0, place]
                found += _stretches(program.start, name, "grant", source, paid, counted=False)
    return tuple(found)


def _stretches(
    start: Month, position: str, kind: Kind, source: str, dollars: Array, *, counted: bool = True
) -> Iterator[Span]:
    there = np.concatenate([[False], dollars > HALF_A_CENT, [False]])
    edges = np.flatnonzero(there[1:] != there[:-1])
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        yield Span(
            position=position,
            kind=kind,
            source=source,
            first=start.plus(int(first)),
            last=start.plus(int(after) - 1),
            dollars=float(dollars[first:after].sum()),
            counted=counted,
        )
