"""Tables of a funding request for whom it pays, and their fringe."""

from functools import partial

from model.forms import shapes
from model.forms.shapes import Said
from model.forms.tables.request_lines import SERVES
from model.inputs.request import Request

grid, settings = partial(shapes.grid, whole=Request), partial(shapes.settings, whole=Request)

PERSONNEL = grid(
    "personnel",
    "Personnel",
    "A row a person: a position of the program, whose pay comes from there, or somebody whose pay is typed.",
    "personnel.[]",
    Said(
        at="position",
        label="Position",
        help="Of the program: pay, fringe and miles are drawn from there. Empty for typed pay.",
        source="positions",
        width="medium",
    ),
    Said(
        at="effort",
        label="Effort",
        help="Share of the person's time by budget year, or one share for all years.",
        unit="% of time",
        default="what the grant covers",
    ),
    Said(
        at="title",
        label="Title",
        help="What the job is called; needed for typed pay.",
        default="the position's",
        width="medium",
    ),
    Said(at="salary", label="Salary", help="Typed: full-time pay of a year.", unit="dollars a year"),
    Said(at="hourly", label="Hourly pay", help="Typed: goes with the hours.", unit="dollars an hour"),
    Said(at="hours", label="Hours", help="Paid hours by budget year, at the hourly pay.", unit="hours a year"),
    Said(at="from", label="From", help="First month paid.", default="the first"),
    Said(at="until", label="Until", help="Last month paid.", default="the last"),
    Said(at="paid_by", label="Paid by", help="The grant, or a match in cash or in kind."),
    Said(
        at="existing",
        label="Employed now",
        help="yes for existing staff; then say who pays them now. no for somebody new.",
        shape="either",
        default="not said",
    ),
    Said(at="paid_now_by", label="Paid now by", help="What pays existing staff today.", width="medium"),
    Said(at="after_that", label="What becomes of that", help="What happens with the money that pays them today."),
    Said(at="backfilled_by", label="Duties taken over by", help="Who does what they did before."),
    Said(
        at="replaces",
        label="Replaces money",
        help="yes: the award buys work that another source paid before.",
        shape="either",
        default="not said",
    ),
    *SERVES,
    Said(at="duties", label="Duties", help="What the person does for the project.", shape="prose", width="large"),
    Said(at="supervised_by", label="Supervised by", help="A position or a title."),
    Said(
        at="supervision_hours_per_month",
        label="Supervision",
        help="How long they meet in a month.",
        unit="hours a month",
    ),
    Said(at="key_person", label="Key person", help="Named in the notice or the award."),
    Said(
        at="salary_limited",
        label="Held to the salary limit",
        help="no: pay above the funder's salary limit is charged too.",
        shape="either",
    ),
    Said(at="name", label="Name", help="The person's, where it may be printed."),
    Said(at="id", label="Short name", help="Needed where one position has two rows.", default="the position's"),
    or_named=("id", "title"),
)

FRINGE_BASIS = settings(
    "fringe_basis",
    "Fringe",
    "The program's components, unless rates are typed.",
    Said(at="fringe.basis", label="What fringe rests on", help="Such as the audit of last year.", width="large"),
)

FRINGE_RATES = grid(
    "fringe_rates",
    "Fringe by component",
    "Rates of the request's own. Without a row here the program's benefits are asked for, component by component.",
    "fringe.components.[]",
    Said(at="name", label="Component", help="Such as FICA or health insurance.", width="medium"),
    Said(at="share_of_wages", label="Rate", help="As a share of the wages asked for.", unit="% of wages"),
)
