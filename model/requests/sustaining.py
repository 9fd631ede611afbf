"""After the award: position by position what pays, what billing brings, what is missing and from when."""

from collections.abc import Iterator

import numpy as np
from propcache import cached_property

from model.findings import HALF_A_CENT
from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.inputs.request import by_year
from model.inputs.series.costs import CostSeries, cost_series
from model.inputs.series.money import funding_series
from model.inputs.staff import Position
from model.projection import Projection, project
from model.requests.budget import Budget
from model.requests.double import efforts
from model.requests.granting import Projected
from model.requests.seats import Seats
from model.requests.sustaining_plan import Billed, Ending, PositionAfter, StepDown, SustainingPlan
from model.requests.sustaining_typed import typed_staff

OWN = "this request"


def sustaining(file: ProgramFile, budget: Budget) -> SustainingPlan:
    """What becomes of the work when the award ends, from the projection with and without it."""
    return Future(file, budget).plan()


class Future:
    """The program with and without the award, through the year after it."""

    def __init__(self, file: ProgramFile, budget: Budget) -> None:
        """Project it once each way."""
        self.file, self.budget, self.request = file, budget, budget.request
        self.projected = Projected(file, self.request, budget, after=MONTHS_PER_YEAR)
        first = self.projected.months(self.request.years).start
        self.after = slice(first, first + MONTHS_PER_YEAR)

    @cached_property
    def kept(self) -> Projection:
        """The program with the award and every seat kept, paid or not: what a seat costs and earns if it goes on."""
        return project(self.projected.program.model_copy(update={"when_unfunded": "keep"}))

    @cached_property
    def shares(self) -> dict[str, Array]:
        """Levels of effort that the grant is asked to pay, by position and month."""
        paid = tuple(staff for staff in self.request.personnel if staff.paid_by == "grant")
        funds = efforts(self.file, self.request.model_copy(update={"personnel": paid}))
        return {name: own[OWN] for name, own in funds.items() if own.get(OWN, np.zeros(1)).any()}

    def plan(self) -> SustainingPlan:
        """Everything."""
        general = [after for after in self.request.sustaining.after if after.position is None]
        gap = self.projected.projection.funding.gap[0].sum(axis=0)
        late = np.flatnonzero(gap[self.after.start :] > HALF_A_CENT)
        start = self.file.program.start
        return SustainingPlan(
            ends=self.request.last,
            horizon=self.projected.program.last,
            positions=(*(self._position(name) for name in self.shares), *self._typed()),
            billed=tuple(each for each in map(self._billed, range(len(self.file.program.payers))) if each.units > 0),
            step_down=tuple(self._step(year) for year in range(self.request.years)),
            program_left=self._program_left(),
            program_signed=sum(after.per_year for after in general if after.status == "signed"),
            program_hoped=sum(after.per_year * after.chance for after in general if after.status != "signed"),
            first_gap=start.plus(self.after.start + int(late[0])) if len(late) else None,
            gap_with=float(gap.sum()),
            gap_without=float(self.projected.without.funding.gap[0].sum()),
            endings=tuple(ending for ending in map(self._ending, self.file.program.positions) if ending is not None),
        )

    def _last_share(self, name: str) -> float:
        return float(self.shares[name][Seats.of(self.file.program, self.request.last).index(self.request.last)])

    def _position(self, name: str) -> PositionAfter:
        place = [p.id for p in self.file.program.positions].index(name)
        position = self.file.program.positions[place]
        spans = [*(self.projected.months(year) for year in range(self.request.years)), self.after]
        cost = tuple(float(self._loaded[place, span].sum()) for span in spans)
        paid = [float(self._paid(place)[span].sum()) for span in spans[:-1]]
        last = self._last_share(name)
        after = tuple(each for each in self.request.sustaining.after if each.position == name)
        weekly = self.projected.program.positions[place].hours_per_week
        hours = float(weekly.at(position.start or self.file.program.start))
        return PositionAfter(
            position=name,
            title=position.title,
            fte=last * hours / 40,
            cost=cost,
            share=tuple(p / c if c else 0.0 for p, c in zip(paid, cost, strict=False)),
            left=last * cost[-1],
            after=after,
            signed=sum(each.per_year for each in after if each.status == "signed"),
            hoped=sum(each.per_year * each.chance for each in after if each.status != "signed"),
            earns=last * float(self.kept.billing.earned[0, place][..., self.after].sum()),
        )

    def _typed(self) -> Iterator[PositionAfter]:
        """Typed staff; nothing that billing might bring is known of them."""
        rate = float(self._lines.indirect_rate[0, self.after.start])
        for each in typed_staff(self.file, self.budget, rate):
            yield PositionAfter(
                position=each.line.own,
                title=each.line.title,
                fte=each.fte,
                cost=each.cost,
                share=tuple(p / c if c else 0.0 for p, c in zip(each.paid, each.cost, strict=False)),
                left=each.cost[-1],
                after=(),
                signed=0.0,
                hoped=0.0,
                earns=0.0,
            )

    @cached_property
    def _loaded(self) -> Array:
        """(positions, months) direct cost of a seat with the program's indirect."""
        costs, rate = self.kept.costs, self._lines.indirect_rate[0]
        return costs.direct[0] + rate * (costs.direct[0] - costs.excluded[0])

    @cached_property
    def _lines(self) -> CostSeries:
        return cost_series(self.projected.program)

    def _program_left(self) -> float:
        """Shared costs of the year after, with indirect, in the share that the grant paid in its last month."""
        lines, last = self._lines, self.after.start - 1
        grants = funding_series(self.projected.program).grants
        share = next(grant for grant in grants if grant.name == self.projected.grant.id).program_costs[0, last]
        charged = lines.program[0] + lines.indirect_rate[0] * (lines.program[0] - lines.program_excluded[0])
        return float(share * charged[self.after].sum())

    def _paid(self, place: int) -> Array:
        return self.kept.funding.grants[self.projected.grant.id].by_position[0, place]

    def _billed(self, payer: int) -> Billed:
        billing, program = self.kept.billing, self.file.program
        name = list(program.payers)[payer]
        places = {p.id: n for n, p in enumerate(program.positions)}
        weights = {places[position]: self._last_share(position) for position in self.shares}

        def total(values: Array) -> float:
            return sum(w * float(values[0, place, :, payer, self.after].sum()) for place, w in weights.items())

        capacity = self.kept.capacity.service
        served = sum(w * float(capacity[0, place, self.after].sum()) for place, w in weights.items())
        share = float(program.payers[name].client_share.by_month(program.start, self.after.start + 1)[0, -1])
        return Billed(
            payer=name,
            client_share=share,
            hours=served,
            units=total(billing.paid) + total(billing.denied),
            billed=total(billing.billed),
            denied=total(billing.billed) - total(billing.earned),
            earned=total(billing.earned),
        )

    def _step(self, year: int) -> StepDown:
        total = self.budget.total(year)
        planned = self.request.sustaining.step_down
        share = self.budget.asked(year) / total if total else 0.0
        return StepDown(number=year + 1, share=share, planned=None if planned is None else by_year(planned, year))

    def _ending(self, held: Position) -> Ending | None:
        place = [p.id for p in self.file.program.positions].index(held.id)
        both = [self._ended(p, place) for p in (self.projected.projection, self.projected.without)]
        return (
            None
            if both == [None, None]
            else Ending(position=held.id, title=held.title, with_award=both[0], without=both[1])
        )

    def _ended(self, projection: Projection, place: int) -> Month | None:
        last = float(projection.funding.ended[0, place])
        return self.file.program.start.plus(int(last)) if np.isfinite(last) else None
