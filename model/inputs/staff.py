"""The people of a program: ladders, benefits, staffing, time, supports and positions."""

from typing import Literal

from pydantic import Field

from model.inputs import fields as f
from model.inputs.fields import Dated, Month, Part
from model.inputs.numbers import Dated as _Dated


def _of(value: float) -> _Dated:
    return _Dated.of(value)


ZERO, ONE = _of(0.0), _of(1.0)


class AnnualIncrease(Part):
    """The share by which a ladder rises each time a calendar month comes round."""

    share: f.Increase
    month: f.CalendarMonth


class JobCode(Part):
    """The class a job sits in and the pay it allows."""

    name: f.Name | None = None
    min: f.Differential | None = None
    max: f.Wage | None = None


class TurnoverReference(Part):
    """The pay, inside and outside, at which `annual_turnover` was observed."""

    wage: f.Wage
    outside_wage: f.Wage


class Ladder(Part):
    """Pay by step, with what credentials add and what other employers pay."""

    steps: f.Steps
    months_per_step: f.StepMonths = _of(12)
    annual_increase: AnnualIncrease | None = None
    differentials: dict[f.Name, f.Differential] = Field(default_factory=dict)
    job_code: JobCode | None = None
    outside_wage: f.Wage | None = None
    turnover_reference: TurnoverReference | None = None


class Component(Part):
    """One part of fringe: a share of wages, or dollars a month."""

    name: f.Name
    share_of_wages: f.Share | None = None
    wage_base: f.Dollars | None = None
    used_at_start: f.FixedDollars = ZERO
    per_month: f.Dollars | None = None
    eligible_only: bool = False
    take_up: f.Share = ONE
    annual_change: f.Growth = ZERO
    from_: Month | None = Field(default=None, alias="from")
    until: Month | None = None


class Benefits(Part):
    """What an employer pays on top of wages."""

    full_time_hours: f.Hours = _of(30)
    components: f.Items[Component] = ()


class Insecurity(Part):
    """Turnover in the last months of the last grant that covers a seat."""

    months: f.MonthCount = _of(6)
    multiplier: f.Multiplier = ONE


class Hire(Part):
    """Where a replacement starts, and the months after hire at which a credential comes."""

    step: f.FixedStep = ONE
    credentials: dict[f.Name, f.WholeMonths] = Field(default_factory=dict)


class Replacement(Part):
    """The cost of a separation, beyond the empty seat and the ramp."""

    dollars: f.Dollars = ZERO
    share_of_annual_wage: f.Share = ZERO


class Coverage(Part):
    """The share of lost hours that others cover, and what they are paid for it."""

    vacancy: f.Share = ZERO
    leave: f.Share = ZERO
    pay_multiple: f.Multiplier = ONE


class Staffing(Part):
    """How people leave, how long a seat stays empty, and how a new hire grows into it."""

    annual_turnover: f.Separations = ZERO
    wage_elasticity: f.Elasticity = ZERO
    insecurity: Insecurity = Insecurity()
    months_vacant: f.MonthCount = ZERO
    ramp: f.Items[f.FixedShare] = ()
    hire: Hire = Hire()
    months_to_bill: f.WholeMonths = ZERO
    replacement: Replacement = Replacement()
    coverage: Coverage = Coverage()


class TimeUse(Part):
    """What worked time is not service."""

    non_service_share: f.Share = ZERO
    supervision_hours_per_week: f.Hours = ZERO
    meeting_hours_per_week: f.Hours = ZERO
    admin_hours_per_week: f.Hours = ZERO
    training_hours_per_year: f.YearHours = ZERO


class Support(Part):
    """Something that helps people stay or frees their time; no effect without a number."""

    name: f.Name
    from_: Month | None = Field(default=None, alias="from")
    until: Month | None = None
    hours_per_week: f.Hours = ZERO
    per_position_month: f.Dollars = ZERO
    turnover_multiplier: f.Multiplier = ONE
    non_service_share_change: f.Change = ZERO
    no_show_multiplier: f.Multiplier = ONE


class Position(Part):
    """One budgeted seat."""

    id: f.Name
    title: f.Name = "Position"
    ladder: f.Name
    step: f.StepNumber = ONE
    months_in_step: f.WholeMonths = ZERO
    hours_per_week: f.WorkHours
    start: Month | None = None
    end: Month | None = None
    filled: Literal["filled", "new", "vacant"] = "filled"
    credentials: dict[f.Name, Month] = Field(default_factory=dict)
    departs: f.Items[Month] = ()
    direct_service: bool
    caseload: f.Count | None = None
    mix: dict[f.Name, f.Share] = Field(default_factory=dict)
    priority: f.FixedCount | None = None
    time: TimeUse = TimeUse()
    staffing: Staffing = Staffing()


class Limits(Part):
    """Rules of the payer; breaking one is a warning."""

    caseload: f.Positive | None = None
    peers_per_supervisor: f.Positive | None = None
    group_size: f.Positive | None = None


__all__ = ["Dated"]
