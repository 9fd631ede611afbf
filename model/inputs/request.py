"""A funding request as a file says it: what a funder is asked for, line by line.

What the program knows — pay, fringe, mileage, cost lines — is only named here and filled from the program; the rest is
typed. A request moves no number of the projection, so its parts are none of the program's: scenarios, ranges and the
list of guesses pass over them.
"""

from typing import Annotated, Literal

from pydantic import Field

from model.inputs import fields as f
from model.inputs.fields import Month
from model.inputs.request_fields import (
    Asked,
    Day,
    Dollars,
    DollarsByYear,
    Quantity,
    QuantityByYear,
    Rate,
    Share,
    ShareByYear,
)
from model.inputs.request_sustaining import Sustaining

Flavour = Literal["samhsa", "hrsa", "acf", "acl", "cdc", "opioid_settlement", "foundation"]
PaidBy = Literal["grant", "cash", "in_kind"]
Tag = Literal["", "data_collection", "training", "minor_alterations", "administration"]
Printable = Literal[
    "personnel",
    "fringe",
    "travel",
    "equipment",
    "supplies",
    "contractual",
    "construction",
    "other",
    "direct",
    "indirect",
    "total",
]
MOST_YEARS = 10


class RequestLine(Asked):
    """What every line has: who pays it, how it was estimated, which objectives it serves.

    `in_base` says whether the line earns indirect when the rule would say otherwise; `counts` which limit it counts to.
    """

    paid_by: PaidBy = "grant"
    basis: f.Text = ""
    objectives: f.Items[f.Name] = ()
    in_base: bool | None = None
    counts: Tag = ""


class Staff(RequestLine):
    """A person's time: a position of the program, or a typed salary or hourly wage.

    Attributes:
        id: by default the position's.
        position: whose pay, fringe, miles and lines are drawn from the program.
        title, salary, hourly, hours: of typed staff; `salary` is full time for a year, `hours` a year at `hourly`.
        effort: share of the position's time by budget year, the last one holding on; by default what the grant covers.
        from_, until: first and last month paid; by default all.
        existing: employed now; then who pays now, what happens with that, and who takes over the duties.
        replaces: the award buys work that another source paid before.
        key_person: named in the notice or the award.
        salary_limited: pay above the funder's salary limit is left out of the charge.
    """

    id: f.Name | None = None
    position: f.Name | None = None
    title: f.Name | None = None
    name: f.Text = ""
    salary: Dollars | None = None
    hourly: Dollars | None = None
    hours: QuantityByYear | None = None
    effort: ShareByYear | None = None
    from_: Month | None = Field(default=None, alias="from")
    until: Month | None = None
    existing: bool | None = None
    paid_now_by: f.Text = ""
    after_that: f.Text = ""
    backfilled_by: f.Text = ""
    replaces: bool | None = None
    key_person: bool = False
    salary_limited: bool = True
    duties: f.Text = ""
    supervised_by: f.Name | None = None
    supervision_hours_per_month: Quantity | None = None


class FringeRate(Asked):
    """A typed component of fringe, as a share of the wages asked for."""

    name: f.Name
    share_of_wages: Rate


class Fringe(Asked):
    """Fringe: the program's components, or rates of the request's own, with what they rest on."""

    components: f.Items[FringeRate] | None = None
    basis: f.Text = ""


class Item(RequestLine):
    """A line of travel, equipment, supplies, construction or other: typed, or a cost line of the program.

    Attributes:
        line: `mileage`, a line of `costs`, or a support of the program that costs money; then the amount is drawn from
            there, for the positions asked for (or those in `positions`), and `share` of a program line.
        unit_cost, unit: dollars of one, and what one is.
        quantity: by budget year, the last one holding on.
        times: further factors by name, such as persons and nights.
        months: of each year, for amounts a month.
        share: the part of the cost that this project uses.
        meets: the travel the notice requires that this line answers.
        local: travel inside the service area, which some funders want under other; by default the program's mileage.
    """

    id: f.Name
    title: f.Name | None = None
    line: f.Name | None = None
    positions: f.Items[f.Name] = ()
    unit_cost: Dollars | None = None
    unit: f.Text = ""
    quantity: QuantityByYear = (1.0,)
    times: dict[f.Name, Quantity] = Field(default_factory=dict)
    months: QuantityByYear | None = None
    share: ShareByYear = (1.0,)
    grows: bool = False
    meets: f.Name | None = None
    local: bool | None = None


class Agreement(Item):
    """A consultant, a contract for services or a subaward, with one amount or a budget of its own in `parts`."""

    kind: Literal["services", "consultant", "subaward"]
    parts: f.Items[Item] = ()
    selected: f.Text = ""
    deliverables: f.Text = ""


class Indirect(Asked):
    """Indirect cost: by whose rate, on which base.

    Attributes:
        kind: a negotiated rate, the de minimis rate, a rate the funder caps, or none.
        rate: share of the base.
        base: modified total direct cost, or what the agreement names.
        base_of: whose lines stand in the base; the grant pays the charge.
        agreed, agency, type, until: of a negotiated rate: its date, by whom, which of the four types, its last month.
        subaward_part, equipment_threshold: what a negotiated agreement says of them; without, the rule before it.
        pool: names of costs that are charged as indirect, so that none is charged as direct too.
        training_award: the notice calls it a training award, on which indirect is held low whatever was negotiated.
    """

    kind: Literal["negotiated", "de_minimis", "funder_cap", "none"] = "none"
    rate: Rate | None = None
    base: Literal["mtdc", "salaries_and_fringe", "salaries", "total_direct"] = "mtdc"
    base_of: Literal["grant", "grant_and_cash", "all"] = "grant"
    agreed: Day | None = None
    agency: f.Text = ""
    type: Literal["provisional", "predetermined", "final", "fixed"] | None = None
    until: Month | None = None
    subaward_part: Dollars | None = None
    equipment_threshold: Dollars | None = None
    pool: f.Items[f.Name] = ()
    training_award: bool = False


class Match(Asked):
    """The match a funder asks: a share of the whole project that is not the grant's.

    Attributes:
        share: of the whole project; source: in words.
        state, local, other: dollars of it by year that a state, a local government or somebody else gives; what they
            do not give is the applicant's.
    """

    share: Share = 0.0
    source: f.Text = ""
    state: DollarsByYear = (0.0,)
    local: DollarsByYear = (0.0,)
    other: DollarsByYear = (0.0,)


class RequestIncome(Asked):
    """Money the project earns: by which method the award uses it, and how much is expected; by default the model's."""

    method: Literal["deductive", "additive", "matching", "not_billed"] | None = None
    expected: DollarsByYear | None = None


class Limit(Asked):
    """A limit of the notice: a share of the yearly award, or dollars a year, on lines that count to it."""

    name: f.Name
    counts: Tag
    share: Share | None = None
    dollars: Dollars | None = None


class Printed(Asked):
    """A total that a budget made elsewhere prints, to be checked against its own lines."""

    cls: Annotated[Printable, Field(alias="class")]
    year: Annotated[int, Field(ge=1, le=MOST_YEARS)] = 1
    paid_by: PaidBy | None = None
    dollars: Dollars


class Edited(Asked):
    """A paragraph that a person rewrote, and the fingerprint of the facts it was written about."""

    text: f.Text
    facts: f.Name | None = None


class Request(Asked):
    """One funding request. See the classes of its parts.

    Attributes:
        award_date: rules are those of this day; by default the first of the first month.
        years: budget periods of twelve months from `start`.
        ceiling: the most the funder gives, by budget year.
        grant: the grant of the program that this request stands for; without one, a new grant applied for.
        pay: whether drawn wages climb the program's ladders, or stand still but for `cost_of_living`.
        cost_of_living: share by which typed salaries (and drawn ones with `pay: cost_of_living`) rise each year.
        whole_dollars: lines rounded to the nearest dollar, or with the cents cut off.
        narrative_staff: titles or names that the project narrative mentions.
        texts: paragraphs a person rewrote, by the paragraph's id.
    """

    id: f.Name
    title: f.Name
    about: f.Text = ""
    flavour: Flavour
    notice: f.Text = ""
    assistance_listing: f.Text = ""
    applicant: f.Text = ""
    award_date: Day | None = None
    start: Month
    years: Annotated[int, Field(ge=1, le=MOST_YEARS)]
    ceiling: DollarsByYear | None = None
    grant: f.Name | None = None
    objectives: dict[f.Name, f.Text] = Field(default_factory=dict)
    pay: Literal["ladder", "cost_of_living"] = "ladder"
    cost_of_living: Rate = 0.0
    whole_dollars: Literal["nearest", "down"] = "nearest"
    personnel: f.Items[Staff] = ()
    fringe: Fringe = Fringe()
    travel: f.Items[Item] = ()
    equipment: f.Items[Item] = ()
    supplies: f.Items[Item] = ()
    contractual: f.Items[Agreement] = ()
    construction: f.Items[Item] = ()
    other: f.Items[Item] = ()
    indirect: Indirect = Indirect()
    match: Match = Match()
    program_income: RequestIncome = RequestIncome()
    required_travel: f.Items[f.Name] = ()
    limits: f.Items[Limit] = ()
    printed: f.Items[Printed] = ()
    narrative_staff: f.Items[f.Name] | None = None
    sustaining: Sustaining = Sustaining()
    texts: dict[f.Name, Edited] = Field(default_factory=dict)

    @property
    def last(self) -> Month:
        """The last month asked for."""
        return self.start.plus(12 * self.years - 1)

    @property
    def awarded(self) -> str:
        """The day whose rules hold, as YYYY-MM-DD."""
        return self.award_date or f"{self.start}-01"


def by_year(values: tuple[float, ...], year: int) -> float:
    """A number of a budget year, counted from 0; the last one given holds on."""
    return values[min(year, len(values) - 1)]
