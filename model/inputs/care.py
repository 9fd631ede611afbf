"""Services, who pays for them, and the caps on what may be billed."""

from typing import Literal

from pydantic import Field

from model.inputs import fields as f
from model.inputs.fields import Month, Part
from model.inputs.numbers import Dated
from model.inputs.staff import ONE, ZERO


class Service(Part):
    """A kind of session; with a `group_size` it is a group."""

    session_minutes: f.SessionMinutes
    session_spread_minutes: f.Minutes = ZERO
    no_show: f.Share = ZERO
    backfill: f.Share = ZERO
    no_show_time_lost: f.Share = ONE
    documentation_minutes: f.Minutes = ZERO
    travel_minutes: f.Minutes = ZERO
    miles: f.Miles = ZERO
    sessions_per_client_per_week: f.Count | None = None
    group_size: f.Positive | None = None


class PaidService(Part):
    """What a payer pays for a service, by unit, session, or client and month."""

    code: f.Name | None = None
    modifier: f.Name | None = None
    rate: f.Dollars
    per: Literal["unit", "session", "client_month"] = "unit"
    minimum_sessions: f.Positive = ONE


class Payer(Part):
    """Who pays for a share of the clients, on what terms, and how late."""

    client_share: f.Share
    start: Month | None = None
    end: Month | None = None
    requires: f.Name | None = None
    unit_minutes: f.UnitMinutes = Dated.of(15)
    unit_rounding: Literal["midpoint", "whole", "exact"] = "midpoint"
    denial: f.Share = ZERO
    denial_recovery: f.Share = ZERO
    payment_lag: f.Items[f.FixedShare] = (ONE,)
    pays_nothing_in: f.Items[Month] = ()
    services: dict[f.Name, PaidService] = Field(default_factory=dict)

    def paid_in(self, due: Month) -> Month:
        """The month in which what is due in a month arrives: the next in which the payer pays at all."""
        while due in self.pays_nothing_in:
            due = due.plus(1)
        return due


class Cap(Part):
    """A limit on what may be billed: per client, per worker or for the whole program."""

    name: f.Name
    payers: f.Items[f.Name] | None = None
    services: f.Items[f.Name] | None = None
    per: Literal["client", "worker", "program"]
    period: Literal["day", "week", "month", "quarter", "half", "year"]
    limit: f.Dollars
    unit: Literal["units", "dollars"] = "units"
    window: Literal["rolling", "fixed"] | None = None
    starts: f.CalendarMonth | None = None
    used_at_start: f.FixedCount = ZERO
    approved_beyond: f.Share = ZERO
    from_: Month | None = Field(default=None, alias="from")
    until: Month | None = None
