"""Money beside billing: reserve, costs, grants, contracts and fundraising."""

from typing import Literal

from pydantic import Field

from model.inputs import fields as f
from model.inputs.fields import Month, Part
from model.inputs.staff import ONE, ZERO


class Reserve(Part):
    """Liquid, unrestricted money, and the least of it the board allows."""

    opening: f.FixedDollars = ZERO
    floor: f.Dollars = ZERO


class Cash(Part):
    """Money in the bank at the start; by default the reserve less all receivables."""

    opening: f.FixedDollars | None = None


class Costs(Part):
    """Costs that are not pay."""

    mileage_rate: f.Dollars = ZERO
    per_position_month: dict[f.Name, f.Dollars] = Field(default_factory=dict)
    per_position_year: dict[f.Name, f.Dollars] = Field(default_factory=dict)
    program_month: dict[f.Name, f.Dollars] = Field(default_factory=dict)
    annual_change: f.Growth = ZERO
    indirect_rate: f.Share = ZERO
    indirect_excludes: f.Items[f.Name] = ()


class Renewal(Part):
    """The chance that a grant is renewed; read only in draws."""

    probability: f.FixedShare
    months: f.WholeMonths
    award: f.FixedDollars


class Loss(Part):
    """The chance that a grant is lost: it pays until the month given, and is not renewed; read only in draws."""

    probability: f.FixedShare
    month: Month


class Grant(Part):
    """An award: what it covers, what it pays in each budget year, and on what terms."""

    id: f.Name
    start: Month
    end: Month
    award: f.Award
    spent_at_start: f.FixedDollars = ZERO
    carryover: bool = False
    carried_in: f.FixedDollars = ZERO
    covers: dict[f.Name, f.Share] = Field(default_factory=dict)
    program_costs: f.Share = ZERO
    indirect_rate: f.Share = ZERO
    program_income: Literal["deductive", "additive", "matching", "not_billed"] = "deductive"
    match_rate: f.Share = ZERO
    payment_lag: f.Items[f.FixedShare] = (ZERO, ONE)
    renewal: Renewal | None = None
    loss: Loss | None = None


class Contract(Part):
    """A fixed sum a month from somebody who is not billed by unit."""

    id: f.Name
    start: Month
    end: Month | None = None
    per_month: f.Dollars
    annual_change: f.Growth = ZERO
    covers: f.Items[f.Name] | None = None
    for_service: bool = True


class Fundraising(Part):
    """Money raised a month."""

    per_month: f.Dollars = ZERO
    annual_change: f.Growth = ZERO


__all__ = ["ONE"]
