"""A projection's program laid out again by month, and what billing and funding work out on their way."""

from functools import lru_cache

from propcache import cached_property

from model.explain.flows import Flows, flows
from model.explain.recount import Recount
from model.inputs.series.care import CaseSeries, case_series
from model.inputs.series.costs import CostSeries, cost_series
from model.inputs.series.money import FundingSeries, funding_series
from model.inputs.series.pay import PaySeries, pay_series
from model.inputs.series.people import PeopleSeries, people_series
from model.projection import Projection


class Laid:
    """The series that the stages read; each is laid out when first asked for."""

    def __init__(self, projection: Projection) -> None:
        """Hold the projection."""
        self.projection = projection
        self.program = projection.program
        self._flows: dict[int, Flows] = {}

    @cached_property
    def people(self) -> PeopleSeries:
        """How people come and go."""
        return people_series(self.program)

    @cached_property
    def pay(self) -> PaySeries:
        """Ladders and steps."""
        return pay_series(self.program)

    @cached_property
    def cases(self) -> CaseSeries:
        """Mixes and caseloads."""
        return case_series(self.program)

    @cached_property
    def lines(self) -> CostSeries:
        """Costs beside wages."""
        return cost_series(self.program)

    @cached_property
    def money(self) -> FundingSeries:
        """Grants, contracts, reserve."""
        return funding_series(self.program)

    @cached_property
    def recount(self) -> Recount:
        """The caps, counted again."""
        return Recount(self.projection)

    def flows(self, month: int) -> Flows:
        """Who paid which row from which pot in a month."""
        if month not in self._flows:
            self._flows[month] = flows(self.projection, self.money, month)
        return self._flows[month]


@lru_cache(maxsize=2)
def laid_out(projection: Projection) -> Laid:
    """The series of a projection; kept for the next number of it that is opened."""
    return Laid(projection)
