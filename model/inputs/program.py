"""The program file: everything that people give, read strictly."""

from typing import Annotated, Literal, TypeVar

from pydantic import Field

from model.inputs import fields as f
from model.inputs.care import Cap, Payer, Service
from model.inputs.chances import Correlation, Event
from model.inputs.fields import Month, Part
from model.inputs.money import Cash, Contract, Costs, Fundraising, Grant, Reserve
from model.inputs.numbers import Dated
from model.inputs.request import Request
from model.inputs.staff import ZERO, Benefits, Ladder, Limits, Position, Staffing, Support, TimeUse

MOST_MONTHS = 600

PartType = TypeVar("PartType", bound=Part)


class Program(Part):
    """One peer-support program of one organization. Field names are the contract of model.md, section 1.

    `about` and `basis` are ours: what the file is, and for each path where its number comes from — the key of an entry
    in `assumptions/`, or a plain text such as "payroll list" or "invented".
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    name: f.Name
    state: f.Name
    about: f.Text = ""
    basis: dict[f.Name, f.Text] = Field(default_factory=dict)
    start: Month
    months: Annotated[int, Field(ge=1, le=MOST_MONTHS)]
    fiscal_year_starts: f.CalendarMonth | None = None
    weeks_of_notice: f.FixedCount = Dated.of(4)
    materiality: f.FixedShare = Dated.of(0.01)
    reserve: Reserve = Reserve()
    cash: Cash = Cash()
    receivables: f.Items[f.FixedDollars] = ()
    ladders: dict[f.Name, Ladder]
    wage_floor: f.Differential = ZERO
    keep_spread: bool = False
    benefits: Benefits = Benefits()
    leave: dict[f.Name, f.YearHours] = Field(default_factory=dict)
    staffing: Staffing = Staffing()
    time: TimeUse = TimeUse()
    supports: f.Items[Support] = ()
    services: dict[f.Name, Service] = Field(default_factory=dict)
    client_variation: f.Variation = ZERO
    client_turnover: f.Multiplier = ZERO
    payers: dict[f.Name, Payer] = Field(default_factory=dict)
    caps: f.Items[Cap] = ()
    positions: f.Items[Position]
    limits: Limits = Limits()
    costs: Costs = Costs()
    grants: f.Items[Grant] = ()
    contracts: f.Items[Contract] = ()
    fundraising: Fundraising = Fundraising()
    requests: f.Items[Request] = ()
    when_unfunded: Literal["keep", "end"] = "keep"
    grace_months: f.GraceMonths = Dated.of(3)
    wind_down_months: f.WholeMonths = Dated.of(3)
    seats: Literal["expected", "simulated"] = "expected"
    events: f.Items[Event] = ()
    correlations: f.Items[Correlation] = ()

    @property
    def last(self) -> Month:
        """The last month projected."""
        return self.start.plus(self.months - 1)

    @property
    def fiscal_month(self) -> int:
        """The calendar month in which a fiscal year starts."""
        return self.fiscal_year_starts or self.start.calendar_month

    def position(self, identity: str) -> Position:
        """The position of that id."""
        return next(p for p in self.positions if p.id == identity)

    def staffing_of(self, position: Position) -> Staffing:
        """The program's staffing with what the position says otherwise."""
        return _overlaid(self.staffing, position.staffing)

    def time_of(self, position: Position) -> TimeUse:
        """The program's use of time with what the position says otherwise."""
        return _overlaid(self.time, position.time)

    def indices(self, start: Month | None, end: Month | None) -> tuple[int, int]:
        """First and last month index of a span that may reach beyond the horizon on either side."""
        return (
            0 if start is None else start - self.start,
            self.months - 1 if end is None else end - self.start,
        )


def _overlaid(base: PartType, over: PartType) -> PartType:
    """Fields given in `over` replace those of `base`; a part inside a part is overlaid likewise."""
    if not over.model_fields_set:
        return base
    given = {name: getattr(over, name) for name in over.model_fields_set}
    merged = {
        name: _overlaid(getattr(base, name), value) if isinstance(value, Part) else value
        for name, value in given.items()
    }
    return base.model_copy(update=merged)
