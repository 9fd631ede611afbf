"""Tables of the program itself, its pay ladders and its positions."""

from model.forms.cells import Form
from model.forms.shapes import Column, Said, grid, name_column, settings

PROGRAM = settings(
    "program",
    "Program",
    "Who you are, when the projection starts, and what happens when money runs short.",
    Said(at="name", label="Name of the program", help="As it should stand on reports.", width="large"),
    Said(
        at="state",
        label="State",
        help="Two letters, such as NC. Rates and tax rules are looked up by it.",
        source="states",
    ),
    Said(at="about", label="About", help="A few sentences for readers of the file.", shape="prose", width="large"),
    Said(at="start", label="First month", help="The first month of the projection, written YYYY-MM."),
    Said(
        at="months", label="Months to project", help="How far to look ahead; 60 months are five years.", unit="months"
    ),
    Said(
        at="fiscal_year_starts",
        label="Fiscal year starts in",
        help="The calendar month in which your fiscal year starts.",
        shape="calendar",
        default="the first month's",
    ),
    Said(
        at="weeks_of_notice",
        label="Notice before a position ends",
        help="Weeks between telling people and their last day.",
        unit="weeks",
    ),
    Said(
        at="when_unfunded",
        label="When money runs short",
        help="keep: seats stay and the gap adds up. end: seats end after the months of grace.",
    ),
    Said(
        at="seats",
        label="Seats in many futures",
        help="expected: a seat is filled in part, on average. simulated: whole people come and go, by chance.",
    ),
    Said(
        at="grace_months",
        label="Months of grace",
        help="With `end`: how many months in a row a seat may go unfunded before it ends.",
        unit="months",
    ),
    Said(
        at="wind_down_months",
        label="Months to wind down",
        help="How long program costs and fundraising run on after the last seat that sees clients.",
        unit="months",
    ),
    Said(
        at="materiality",
        label="Too small to matter",
        help="Less than this share of a seat's full cost does not change its status.",
        unit="% of full cost",
    ),
)

LADDERS = grid(
    "ladders",
    "Ladders",
    "Pay ladders. Each position sits on a step of one of them.",
    "ladders.{name}",
    name_column("name", "Ladder", "A short name, such as peer or supervisor."),
    Said(
        at="steps",
        label="Steps",
        help="Pay by step, lowest first, parted by commas: 15.50, 16.25, 17.00.",
        width="large",
    ),
    Said(at="months_per_step", label="Months per step", help="How long a person stays on a step before the next."),
    Said(
        at="annual_increase.share",
        label="Yearly increase",
        help="By how much the whole ladder rises once a year. Goes with the month.",
    ),
    Said(
        at="annual_increase.month",
        label="Increase in",
        help="The calendar month in which the ladder rises.",
        shape="calendar",
    ),
    Said(at="job_code.name", label="Job code", help="The name of the job class, where there is one."),
    Said(at="job_code.min", label="Job code's least pay", help="The job code allows no pay below this."),
    Said(at="job_code.max", label="Job code's most pay", help="The job code allows no pay above this."),
    Said(
        at="outside_wage",
        label="Pay elsewhere",
        help="What the same people are paid by other employers, such as 15.50 +3% a year.",
        width="medium",
    ),
    Said(
        at="turnover_reference.wage",
        label="Pay when turnover was counted",
        help="Your pay at the time the yearly turnover was observed. Goes with the pay elsewhere then.",
    ),
    Said(
        at="turnover_reference.outside_wage",
        label="Pay elsewhere at that time",
        help="What others paid when the yearly turnover was observed.",
    ),
)

DIFFERENTIALS = grid(
    "differentials",
    "Pay for credentials",
    "What a credential adds to pay on a ladder. One that is not listed pays nothing.",
    "ladders.{ladder}.differentials.{credential}",
    name_column("ladder", "Ladder", "The ladder on which it is paid.", "ladders"),
    name_column("credential", "Credential", "Such as certified or trainer; the same words as in Credentials."),
    Said(at="", label="Added pay", help="Dollars an hour on top of the step."),
)

PAY = settings(
    "pay",
    "Pay rules",
    "Floors under pay, and who counts as full time.",
    Said(at="wage_floor", label="Least pay", help="The minimum wage, or a floor your board set."),
    Said(
        at="keep_spread",
        label="Lift the whole ladder with the floor",
        help="yes: when the floor lifts the first step, all steps rise with it, so nobody is compressed.",
    ),
    Said(
        at="benefits.full_time_hours",
        label="Full time from",
        help="Hours a week from which benefits for eligible people only are paid.",
    ),
)

POSITIONS = grid(
    "positions",
    "Positions",
    "Every budgeted seat, whoever sits in it. Name seats, not people.",
    "positions.[]",
    Said(
        at="id",
        label="Position",
        help="A short name of the seat, such as peer-1. Each may be used once.",
        width="medium",
    ),
    Said(at="title", label="Title", help="What the job is called.", width="large"),
    Said(at="ladder", label="Ladder", help="The pay ladder the seat is on.", source="ladders"),
    Said(at="step", label="Step", help="The step of the person in it today; 1 is the first.", unit=""),
    Said(at="months_in_step", label="Months on that step", help="How long the person has been on it.", unit="months"),
    Said(
        at="hours_per_week", label="Hours", help="Paid hours a week; 40 from 2026-07; 32 from 2027-01 for fewer later."
    ),
    Said(
        at="direct_service",
        label="Sees clients",
        help="yes for peers who see clients; no for supervisors and office staff.",
    ),
    Said(
        at="caseload",
        label="Caseload",
        help="Clients of a full seat. Needed for demand, and for caps per client longer than a day.",
        unit="clients",
    ),
    Said(
        at="start",
        label="First month",
        help="The month the seat starts, if it does not exist yet.",
        default="there already",
    ),
    Said(at="end", label="Last month", help="The last month of the seat, if it is known to end.", default="no end"),
    Said(
        at="filled",
        label="At its start",
        help="filled: somebody experienced sits there. new: somebody just hired. vacant: nobody yet.",
    ),
    Said(
        at="departs",
        label="Leaves in",
        help="Months at whose end the person in the seat leaves for certain, such as 2027-03, 2028-01.",
        default="nobody is known to leave",
    ),
    Said(
        at="priority",
        label="Priority",
        help="Who is paid first when money is short; 1 comes first.",
        default="its place in this list",
        unit="",
    ),
)

MIX = grid(
    "mix",
    "What each delivers",
    "How the service hours of each position are split over the services; each position adds up to 100 % at most.",
    "positions.[position].mix.{service}",
    name_column("position", "Position", "The seat.", "positions"),
    name_column("service", "Service", "One of your services.", "services"),
    Said(at="", label="Share", help="Share of the seat's service hours.", unit="% of service hours"),
)

CREDENTIALS = grid(
    "credentials",
    "Credentials",
    "Which credentials the people in the seats hold, and since or from when.",
    "positions.[position].credentials.{credential}",
    name_column("position", "Position", "The seat.", "positions"),
    name_column("credential", "Credential", "Such as certified or trainer."),
    Said(at="", label="From", help="The month in which the person got it or will get it.", shape="month"),
)

EXCEPTIONS = grid(
    "exceptions",
    "Exceptions",
    "Where one position differs from what Staffing and Time say for all.",
    "positions.[position].<field>",
    name_column("position", "Position", "The seat.", "positions"),
    name_column("field", "What differs", "A line of Staffing or of Time.", "exceptions"),
    Column(
        key="value",
        label="Value",
        help="What holds for this seat, written as on Staffing or Time.",
        kind="text",
        required=True,
        width="medium",
        form=Form(shape="unknown"),
    ),
)
