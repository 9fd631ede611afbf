"""Tables of grants, contracts, the reserve and costs."""

from model.forms.shapes import Said, grid, name_column, settings

GRANTS = grid(
    "grants",
    "Grants",
    "Awards: from when until when, how much, and on what terms.",
    "grants.[]",
    Said(at="id", label="Grant", help="A short name, such as opioid-response. Each may be used once.", width="medium"),
    Said(at="start", label="First month", help="The first month of the whole award, even if it is long past."),
    Said(at="end", label="Last month", help="The last month it pays."),
    Said(
        at="award",
        label="Award by budget year",
        help="An amount for each budget year, parted by commas, or one number that holds for each year. "
        "For a grant of a single year, `150,000 once` is the same.",
        unit="dollars a year",
        width="large",
    ),
    Said(at="spent_at_start", label="Spent already", help="Of the budget year under way when the projection starts."),
    Said(at="carryover", label="Carries over", help="yes: money left in a budget year passes to the next."),
    Said(at="carried_in", label="Carried in", help="Money of earlier years in the budget year under way."),
    Said(
        at="program_costs",
        label="Share of program costs",
        help="Share of rent and other program costs it pays.",
        unit="% of program costs",
    ),
    Said(at="indirect_rate", label="Indirect rate", help="Not above your own indirect rate.", unit="% of direct"),
    Said(
        at="program_income",
        label="Program income",
        help="What billing does to the award. deductive: it is taken off. additive: it adds to it. "
        "matching: it counts as match. not_billed: the covered share is not billed.",
    ),
    Said(at="match_rate", label="Match", help="Non-federal share of the project's total.", unit="% of project"),
    Said(
        at="payment_lag",
        label="Paid after 0, 1, 2 … months",
        help="Share of the money that arrives in the same month, a month later, and so on: 0 %, 100 %.",
        width="medium",
    ),
    Said(at="renewal.probability", label="Chance of renewal", help="Only read where chances are drawn."),
    Said(at="renewal.months", label="Renewed for", help="Months of a renewal.", unit="months"),
    Said(at="renewal.award", label="Renewed at", help="Award of a renewal by budget year.", unit="dollars a year"),
    Said(at="loss.probability", label="Chance of loss", help="That it ends early; only read where chances are drawn."),
    Said(at="loss.month", label="Lost after", help="The last month it would pay then."),
)

COVERS = grid(
    "covers",
    "Who pays for whom",
    "Which share of each position's direct cost a grant pays. Shares of one position add up to 100 % at most.",
    "grants.[grant].covers.{position}",
    name_column("grant", "Grant", "One of your grants.", "grants"),
    name_column("position", "Position", "The seat it pays for.", "positions"),
    Said(at="", label="Share", help="Share of the position's direct cost.", unit="% of direct cost"),
)

CONTRACTS = grid(
    "contracts",
    "Contracts",
    "Fixed sums a month from somebody who is not billed by unit.",
    "contracts.[]",
    Said(at="id", label="Contract", help="A short name, such as county. Each may be used once.", width="medium"),
    Said(at="start", label="First month", help="The first month it pays."),
    Said(at="end", label="Last month", help="The last month it pays.", default="no end"),
    Said(at="per_month", label="A month", help="What it pays in a month.", unit="dollars a month"),
    Said(at="annual_change", label="Yearly change", help="By how much it changes at each anniversary."),
    Said(
        at="covers",
        label="Pays for",
        help="Positions it may pay for, parted by commas; only those that see clients.",
        source="serving",
        default="any",
        width="medium",
    ),
    Said(
        at="for_service", label="Ends with its seats", help="yes: it ends with the last seat it covers.", default="yes"
    ),
)

MONEY = settings(
    "money",
    "Reserve and fundraising",
    "Money you have, money that is on its way, and money you raise.",
    Said(
        at="reserve.opening", label="Operating reserve", help="Liquid, unrestricted money when the projection starts."
    ),
    Said(at="reserve.floor", label="Least the board allows", help="The reserve is not spent below this."),
    Said(
        at="cash.opening",
        label="Cash in the bank",
        help="On the first day of the projection.",
        default="the reserve less what is on its way",
    ),
    Said(
        at="receivables",
        label="On its way to you",
        help="Dollars that arrive in month 1, 2, … for services of before, parted by commas: 9,000, 4,000.",
        width="medium",
    ),
    Said(
        at="fundraising.per_month",
        label="Fundraising",
        help="Unrestricted money raised in a month.",
        unit="dollars a month",
    ),
    Said(at="fundraising.annual_change", label="Fundraising changes by", help="By how much at each anniversary."),
)

COSTS = settings(
    "costs",
    "Costs",
    "Rates for travel and indirect cost, and how costs grow.",
    Said(at="costs.mileage_rate", label="Mileage", help="What you pay for a mile.", unit="dollars a mile"),
    Said(
        at="costs.annual_change",
        label="Costs grow by",
        help="How much the lines of Cost lines and the cost of supports grow in a year.",
    ),
    Said(
        at="costs.indirect_rate",
        label="Indirect rate",
        help="Administration, as a share of direct and shared cost.",
        unit="% of direct",
    ),
    Said(
        at="costs.indirect_excludes",
        label="Free of indirect",
        help="Cost lines that carry no indirect cost; several parted by commas.",
        source="cost_lines",
        default="none",
        width="medium",
    ),
)

COST_LINES = grid(
    "cost_lines",
    "Cost lines",
    "Costs other than pay: for each position, and for the program as a whole.",
    "costs.<group>.{name}",
    name_column("group", "Kind", "Whether it is paid for each position or for the program.", "groups"),
    name_column("name", "Line", "Such as phone, rent or liability."),
    Said(at="", label="Amount", help="In the dollars of the first month; it grows with the costs.", unit="dollars"),
)
