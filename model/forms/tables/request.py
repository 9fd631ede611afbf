"""Tables of a funding request: what is asked for as a whole, for whom, on what terms, and what comes after.

They have the request's own tree, not the program's: `personnel.[]` is the request's.
"""

from functools import partial

from model.forms import shapes
from model.forms.shapes import Said, name_column
from model.forms.tables.request_lines import AGREEMENTS, CONSTRUCTION, EQUIPMENT, OTHER, PARTS, SUPPLIES, TRAVEL
from model.forms.tables.request_people import FRINGE_BASIS, FRINGE_RATES, PERSONNEL
from model.inputs.request import Request

grid, settings = partial(shapes.grid, whole=Request), partial(shapes.settings, whole=Request)

ASKED = settings(
    "asked",
    "The request",
    "Whom you ask, under which notice, for which years.",
    Said(at="title", label="Title", help="The project's name, as it should stand on the documents.", width="large"),
    Said(
        at="flavour",
        label="Format",
        help="Whose form and rules: of a federal agency, a settlement or a foundation.",
        width="large",
    ),
    Said(at="notice", label="Notice", help="Number or name of the notice of funding."),
    Said(at="assistance_listing", label="Assistance listing", help="Of federal awards, such as 93.243."),
    Said(at="applicant", label="Applicant", help="Who applies.", default="the program"),
    Said(
        at="grant",
        label="Stands for the grant",
        help="The grant of the program whose budget this is; empty for a new award.",
        source="grants",
        default="a new award",
    ),
    Said(at="start", label="First month", help="Of the first budget year, written YYYY-MM.", shape="month"),
    Said(at="years", label="Budget years", help="How many years of twelve months are asked for.", unit=""),
    Said(
        at="ceiling",
        label="Ceiling",
        help="The most the funder gives: an amount for each budget year, or one that holds for each.",
        unit="dollars a year",
        default="none",
    ),
    Said(
        at="award_date",
        label="Day of the award",
        help="Rules are those of this day, written YYYY-MM-DD.",
        default="the first day of the first month",
    ),
    Said(
        at="pay",
        label="Wages from the program",
        help="ladder: they climb the program's ladders. cost_of_living: they stand still but for the increase below.",
    ),
    Said(
        at="cost_of_living",
        label="Cost-of-living increase",
        help="By how much typed pay, and lines that grow, rise with each budget year.",
        unit="% a year",
    ),
    Said(at="whole_dollars", label="Whole dollars", help="nearest: lines are rounded. down: the cents are cut off."),
    Said(at="id", label="Short name", help="By which files and commands know this request. Each may be used once."),
    Said(at="about", label="About", help="A few sentences for readers of the file.", shape="prose", width="large"),
)

OBJECTIVES = grid(
    "objectives",
    "Objectives",
    "What the award is to achieve. Lines say which of these they serve.",
    "objectives.{objective}",
    name_column("objective", "Objective", "A number or a short name, such as 1."),
    Said(at="", label="What is to be achieved", help="In a sentence.", shape="prose", width="large"),
)

INDIRECT = settings(
    "indirect",
    "Indirect cost",
    "By whose rate indirect cost is charged, and on which base.",
    Said(
        at="indirect.kind",
        label="Whose rate",
        help="negotiated: of an agreement. de_minimis: the federal rate without one. funder_cap: the funder's. "
        "none: nothing is charged.",
    ),
    Said(at="indirect.rate", label="Rate", help="As a share of the base.", unit="% of base"),
    Said(
        at="indirect.base",
        label="Base",
        help="mtdc: modified total direct cost, by the rule of the day. Otherwise what the agreement names.",
    ),
    Said(
        at="indirect.base_of",
        label="Lines in the base",
        help="Whose lines stand in the base: the grant's, with what is paid in cash, or all.",
    ),
    Said(at="indirect.agreed", label="Agreed on", help="Day of a negotiated agreement, written YYYY-MM-DD."),
    Said(at="indirect.agency", label="Agreed with", help="The cognizant agency of a negotiated agreement."),
    Said(at="indirect.type", label="Type of the rate", help="Of a negotiated agreement."),
    Said(at="indirect.until", label="Holds until", help="The agreement's last month."),
    Said(
        at="indirect.subaward_part",
        label="Subawards count up to",
        help="The part of each subaward that stands in the base, where an agreement says so.",
        default="the rule of the day",
    ),
    Said(
        at="indirect.equipment_threshold",
        label="Equipment from",
        help="Cost of one from which it is equipment and free of indirect, where an agreement says so.",
        default="the rule of the day",
    ),
    Said(
        at="indirect.pool",
        label="Charged as indirect",
        help="Cost lines of the program that are in the rate already, so that none is charged as direct too.",
        source="cost_lines",
        default="none",
    ),
    Said(
        at="indirect.training_award",
        label="Training award",
        help="yes: the notice calls it one, on which indirect is held low whatever was negotiated.",
    ),
)

SHARING = settings(
    "sharing",
    "Match and program income",
    "What others than the grant pay, and what billing does to the award.",
    Said(at="match.share", label="Match asked", help="Non-federal share of the whole project.", unit="% of project"),
    Said(at="match.source", label="Match comes from", help="Who gives it, in words."),
    Said(
        at="match.state",
        label="From the state",
        help="What a state gives of it, by budget year.",
        unit="dollars a year",
    ),
    Said(
        at="match.local",
        label="From local governments",
        help="What counties, cities and towns give of it, by budget year.",
        unit="dollars a year",
    ),
    Said(at="match.other", label="From others", help="What somebody else gives of it.", unit="dollars a year"),
    Said(
        at="program_income.method",
        label="Program income",
        help="deductive: it is taken off. additive: it adds to the award. matching: it counts as match. "
        "not_billed: what the award pays is not billed.",
        default="the grant's",
    ),
    Said(
        at="program_income.expected",
        label="Income expected",
        help="By budget year, where it is not the model's.",
        unit="dollars a year",
        default="what the model says",
    ),
)

LIMITS = grid(
    "limits",
    "Limits of the notice",
    "At most a share of the yearly award, or so many dollars a year, on lines that count to it.",
    "limits.[]",
    Said(at="name", label="Limit", help="As the notice calls it.", width="large"),
    Said(at="counts", label="Lines that count", help="Those that say so under `Counts to`."),
    Said(at="share", label="Share of the award", help="At most this share of each year's award.", unit="% of award"),
    Said(at="dollars", label="Amount", help="Or at most so much a year.", unit="dollars a year"),
)

CHECKED = settings(
    "checked",
    "What the notice wants",
    "Names that the checks look for.",
    Said(
        at="required_travel",
        label="Travel required",
        help="Meetings that the notice requires, parted by commas; a line of travel says which it meets.",
        default="none",
        width="large",
    ),
    Said(
        at="narrative_staff",
        label="Staff in the project narrative",
        help="Titles or positions that the project narrative names, parted by commas; all should be in the budget.",
        default="not compared",
        width="large",
    ),
)

PRINTED = grid(
    "printed",
    "Totals printed elsewhere",
    "Totals of a budget that was made elsewhere, to be compared with its own lines.",
    "printed.[]",
    Said(at="class", label="Total of", help="The object class, or direct, indirect or total."),
    Said(at="year", label="Budget year", help="1 is the first.", unit=""),
    Said(at="paid_by", label="Paid by", help="Whose part.", default="all"),
    Said(at="dollars", label="Printed", help="What that budget says.", unit="dollars"),
)

SUSTAINING = settings(
    "sustaining",
    "When the award is over",
    "What the section on sustainability is written from, beside the projection.",
    Said(
        at="sustaining.step_down",
        label="Grant's share by year",
        help="Share of the project's cost that the grant should still pay, by year from the first, as planned.",
        unit="% of cost",
    ),
    Said(at="sustaining.continues", label="What goes on", help="In a few sentences.", shape="prose", width="large"),
)

AFTER = grid(
    "after",
    "Who pays afterwards",
    "Money for the time after the award.",
    "sustaining.after.[]",
    Said(at="source", label="Source", help="Who would pay.", width="medium"),
    Said(at="position", label="Pays for", help="A position; empty for all.", source="positions", default="all"),
    Said(at="status", label="Status", help="signed, applied for or planned."),
    Said(at="evidence", label="Evidence", help="The letter, contract or notice.", width="medium"),
    Said(at="start", label="First month", help="The first month it pays.", default="the month after the award"),
    Said(at="per_year", label="A year", help="What it pays in a year.", unit="dollars a year"),
    Said(at="chance", label="Chance", help="That it comes, as you judge it; counted where it is not signed."),
)

PARTNERS = grid(
    "partners",
    "Partners",
    "Organizations that help the work go on.",
    "sustaining.partners.[]",
    Said(at="name", label="Partner", help="The organization.", width="medium"),
    Said(at="role", label="Role", help="What it gives or does.", width="large"),
    Said(at="letter", label="Letter", help="The letter that says so.", width="medium"),
)

RISKS = grid(
    "risks",
    "Risks",
    "What could go wrong, and what would be done.",
    "sustaining.risks.[]",
    Said(at="name", label="Risk", help="What could go wrong.", width="large"),
    Said(at="answer", label="Answer", help="What would be done.", width="large"),
    Said(at="chance", label="Chance", help="As you judge it."),
)

MEASURES = grid(
    "measures",
    "Measures",
    "What tells whether the work is on the way to standing alone.",
    "sustaining.measures.[]",
    Said(at="name", label="Measure", help="What is counted.", width="large"),
    Said(at="target", label="Target", help="What it should be.", width="medium"),
    Said(at="by", label="By", help="The month by which it should be so."),
)

REQUEST_TABLES = (
    *(ASKED, OBJECTIVES, PERSONNEL, FRINGE_BASIS, FRINGE_RATES, TRAVEL, EQUIPMENT, SUPPLIES, AGREEMENTS, PARTS),
    *(CONSTRUCTION, OTHER, INDIRECT, SHARING, LIMITS, CHECKED, PRINTED),
    *(SUSTAINING, AFTER, PARTNERS, RISKS, MEASURES),
)

# Fields of a request that no table shows, and why.
NOT_IN_TABLES = {
    "texts.*.text": "paragraphs are rewritten where they are printed",
    "texts.*.facts": "the app keeps it, to tell which paragraphs a change has made stale",
}
