"""Questions about who pays, what is lost, what it costs, and what is in the bank."""

from model.interview.blanks import Blank, Question

PAYERS = Question(
    key="payers",
    words="Who pays for them?",
    why="Hours with people for whom nobody pays cost as much as the others and earn nothing.",
    blanks=(
        Blank(
            key="medicaid_share",
            words="Clients on Medicaid",
            kind="share",
            unit="share",
            entry="clients.medicaid_share",
        ),
        Blank(
            key="other_share",
            words="Clients for whom somebody else pays by the session",
            kind="share",
            unit="share",
            begins=0.0,
            help="A county fund, for example. Grants come later. Nobody pays for the rest.",
        ),
        Blank(
            key="other_rate",
            words="What they pay for 15 minutes with one person",
            kind="dollars",
            unit="dollars a unit",
            if_above=("other_share",),
        ),
        Blank(
            key="other_last",
            words="Last month in which they pay",
            kind="month",
            optional=True,
            if_above=("other_share",),
            help="Leave it empty where no end is known.",
        ),
    ),
)
RATE = Question(
    key="rate",
    words="What does Medicaid pay you, and is there a limit?",
    why="A dollar on the rate, or a limit on hours, moves more positions than anything else.",
    blanks=(
        Blank(
            key="rate",
            words="Rate for a session with one person",
            kind="rate",
            unit="dollars a unit",
            if_above=("medicaid_share",),
        ),
        Blank(
            key="group_rate",
            words="Rate for a group, for each person in it",
            kind="rate",
            unit="dollars a unit",
            if_above=("medicaid_share", "group_share"),
        ),
        Blank(
            key="caps",
            words="Limits that hold for your clients",
            kind="caps",
            optional=True,
            if_above=("medicaid_share",),
        ),
    ),
)
NO_SHOWS = Question(
    key="no_shows",
    words="How much of what you book and bill is lost?",
    why="A missed session takes the time and brings nothing; so does a claim that is denied.",
    blanks=(
        Blank(
            key="no_show",
            words="Booked sessions that nobody comes to",
            kind="share",
            unit="share",
            entry="no_show.peers",
        ),
        Blank(key="denial", words="Claims that are never paid", kind="share", unit="share", entry="denial.peers"),
    ),
)
BENEFITS = Question(
    key="benefits",
    words="What do you pay on top of wages?",
    why="Payroll taxes come by themselves; health cover, retirement and leave are yours to say.",
    blanks=(
        Blank(
            key="health",
            words="Health cover, what you pay a month for one worker",
            kind="dollars",
            unit="dollars a worker and month",
            entry="benefits.health_single",
            help="For people of 30 hours a week and more. 0 where you offer none.",
        ),
        Blank(
            key="retirement",
            words="Retirement, of wages",
            kind="share",
            unit="share of wages",
            entry="benefits.retirement",
        ),
        Blank(
            key="leave_hours",
            words="Paid leave and holidays, hours a year at full time",
            unit="hours a year",
            help="Vacation, sick days and holidays together. Three weeks and ten holidays are 200 hours.",
        ),
    ),
)
GRANTS = Question(
    key="grants",
    words="Which grants pay for whom, and until when?",
    why="The month in which a grant ends is the month in which somebody's pay is in doubt.",
    blanks=(Blank(key="grants", words="Grants", kind="grants", optional=True),),
)
COSTS = Question(
    key="costs",
    words="What else does the program cost, and what else comes in?",
    why="Rent and overhead have to be paid by somebody, and gifts pay for what nothing else does.",
    blanks=(
        Blank(
            key="other_costs",
            words="Rent, insurance, records system and the like, a month",
            kind="dollars",
            unit="dollars",
        ),
        Blank(
            key="indirect",
            words="Indirect rate",
            kind="share",
            unit="share of modified total direct cost",
            entry="indirect.de_minimis",
            help="The organization's overhead, as a part of direct cost.",
        ),
        Blank(key="fundraising", words="Gifts and fundraising, a month", kind="dollars", unit="dollars"),
    ),
)
RESERVE = Question(
    key="reserve",
    words="What is in the bank, and what happens when money ends?",
    why="A reserve buys months; the rule for what comes then decides what you tell your people.",
    blanks=(
        Blank(
            key="reserve",
            words="Reserve this program may use",
            kind="dollars",
            unit="dollars",
            help="Money that no funder has restricted and that can be spent soon.",
        ),
        Blank(key="reserve_floor", words="Of it, what the board wants kept", kind="dollars", unit="dollars"),
        Blank(key="cash", words="Cash in the bank", kind="dollars", unit="dollars"),
        Blank(
            key="when_unfunded",
            words="When nobody pays for a seat",
            kind="choice",
            options=(("keep", "The seat stays, and the gap grows"), ("end", "The seat ends")),
        ),
        Blank(
            key="grace",
            words="After how many months without money does a seat end",
            kind="whole",
            unit="months",
            if_is=("when_unfunded", "end"),
        ),
    ),
)
GRANT_BLANKS: tuple[Blank, ...] = (
    Blank(key="name", words="Name of the grant", kind="text"),
    Blank(key="first", words="First month", kind="month", help="It may lie in the past."),
    Blank(key="last", words="Last month", kind="month"),
    Blank(key="per_year", words="Dollars a year", kind="dollars", unit="dollars a year", entry="award.yours"),
    Blank(
        key="spent",
        words="Of this budget year, already spent when the first month begins",
        kind="dollars",
        unit="dollars",
        begins=0.0,
    ),
    Blank(key="share", words="Part of each of them that it pays", kind="share", unit="share", begins=1.0),
    Blank(key="lead_share", words="Part of the supervisor that it pays", kind="share", unit="share", begins=0.0),
    Blank(key="costs_share", words="Part of rent and other costs that it pays", kind="share", unit="share", begins=0.0),
    Blank(
        key="income",
        words="What the award says of money that its positions earn",
        kind="choice",
        entry="program_income.method",
        options=(
            ("deductive", "It is taken off what the grant pays (deductive)"),
            ("additive", "It adds to the grant (additive)"),
            ("matching", "It counts as match (matching)"),
            ("not_billed", "What the grant pays may not be billed"),
        ),
    ),
    Blank(
        key="indirect",
        words="Indirect rate on the award",
        kind="share",
        unit="share of modified total direct cost",
        entry="indirect.de_minimis_on_award",
    ),
)
