"""Tables of what keeps people: benefits, leave, turnover, time and supports."""

from model.forms.shapes import Said, grid, name_column, settings

BENEFITS = grid(
    "benefits",
    "Benefits",
    "What you pay on top of wages. Each line is a share of wages or dollars a month, not both.",
    "benefits.components.[]",
    Said(at="name", label="Benefit", help="Such as FICA, Health or Retirement.", width="medium"),
    Said(at="share_of_wages", label="Share of wages", help="For taxes and retirement.", unit="% of wages"),
    Said(
        at="wage_base",
        label="Up to wages of",
        help="A person's wages in a calendar year on which it is paid.",
        default="all wages",
        unit="dollars a year",
    ),
    Said(at="used_at_start", label="Base used up", help="How much of that base is used up when the projection starts."),
    Said(
        at="per_month",
        label="A month",
        help="Dollars for each person and month.",
        unit="dollars a month",
        width="medium",
    ),
    Said(at="eligible_only", label="Full time only", help="yes: only for people who work full time."),
    Said(at="take_up", label="Taken up by", help="Share of those who could have it that take it.", unit="% of people"),
    Said(at="annual_change", label="Yearly change", help="By how much the dollars a month change in a year."),
    Said(at="from", label="From", help="First month, if it is not paid yet.", default="the beginning"),
    Said(at="until", label="Until", help="Last month, if it is to end.", default="no end"),
)

LEAVE = grid(
    "leave",
    "Leave",
    "Paid leave in hours a year for somebody who works 40 hours a week; others get their part of it.",
    "leave.{name}",
    name_column("name", "Leave", "Such as pto, holidays, sick or wellness."),
    Said(at="", label="Hours", help="Hours a year at 40 hours a week."),
)

STAFFING = settings(
    "staffing",
    "Staffing",
    "How people leave, how long a seat stays empty, and how a new hire grows into it.",
    Said(
        at="staffing.annual_turnover",
        label="People leaving in a year",
        help="0.33 means a third of filled seats in a year.",
        unit="a seat and year",
    ),
    Said(
        at="staffing.wage_elasticity",
        label="How turnover follows pay",
        help="1 means that 1 % better pay brings 1 % fewer departures; 0 turns it off.",
        unit="",
    ),
    Said(
        at="staffing.insecurity.months",
        label="Insecure months before a grant ends",
        help="How long before the last grant on a seat ends people begin to look around.",
    ),
    Said(
        at="staffing.insecurity.multiplier",
        label="Turnover in those months",
        help="1.25 means a quarter more people leave then.",
    ),
    Said(at="staffing.months_vacant", label="Months a seat stays empty", help="The mean from one person to the next."),
    Said(
        at="staffing.ramp",
        label="New hire's first months",
        help="Productivity in month 1, 2, …, parted by commas: 25 %, 50 %, 75 %.",
        default="productive at once",
        unit="% of full",
        width="medium",
    ),
    Said(at="staffing.hire.step", label="New hires start on step", help="1 is the first step.", unit=""),
    Said(
        at="staffing.months_to_bill",
        label="Months before a hire can bill",
        help="Until payers accept the new hire's services.",
        unit="months",
    ),
    Said(
        at="staffing.replacement.dollars",
        label="Cost of replacing someone",
        help="Advertising, checks, training; beyond the empty seat and the first months.",
    ),
    Said(
        at="staffing.replacement.share_of_annual_wage",
        label="and as a share of yearly pay",
        help="Added to the dollars above.",
        unit="% of yearly pay",
    ),
    Said(
        at="staffing.coverage.vacancy",
        label="Empty seat's hours covered",
        help="Share of an empty seat's hours that others work.",
        unit="% of hours",
    ),
    Said(
        at="staffing.coverage.leave",
        label="Leave covered",
        help="Share of leave hours that others work.",
        unit="% of hours",
    ),
    Said(
        at="staffing.coverage.pay_multiple",
        label="Pay for covering",
        help="1.5 means time and a half.",
        unit="times pay",
    ),
)

HIRE_CREDENTIALS = grid(
    "hire_credentials",
    "Credentials of new hires",
    "How many months after hire a new person has a credential. One not listed never comes.",
    "staffing.hire.credentials.{credential}",
    name_column("credential", "Credential", "Such as certified."),
    Said(at="", label="Months after hire", help="0 if new hires have it already.", unit="months"),
)

TIME = settings(
    "time",
    "Time",
    "Paid time that is neither leave nor service.",
    Said(
        at="time.non_service_share",
        label="Time that is not service",
        help="The simple way; supervisors of peers put it at 30 to 40 %. Do not count the lines below twice.",
        unit="% of worked time",
    ),
    Said(at="time.supervision_hours_per_week", label="Supervision", help="Hours a person is supervised."),
    Said(at="time.meeting_hours_per_week", label="Meetings", help="Team meetings."),
    Said(at="time.admin_hours_per_week", label="Office work", help="Beyond the notes for sessions."),
    Said(at="time.training_hours_per_year", label="Training", help="Training of a person."),
)

SUPPORTS = grid(
    "supports",
    "Supports",
    "What helps people stay or frees their time. None has an effect until you give it a number.",
    "supports.[]",
    Said(at="name", label="Support", help="Such as reflective supervision or a case aide.", width="medium"),
    Said(at="from", label="From", help="First month.", default="the beginning"),
    Said(at="until", label="Until", help="Last month.", default="no end"),
    Said(at="hours_per_week", label="Time it takes", help="Of each person."),
    Said(at="per_position_month", label="Cost", help="For each filled position.", unit="dollars a month"),
    Said(at="turnover_multiplier", label="Turnover becomes", help="0.9 means a tenth fewer people leave."),
    Said(
        at="non_service_share_change",
        label="Time not service changes by",
        help="-5 % frees a twentieth of worked time for service.",
        unit="% of worked time",
    ),
    Said(at="no_show_multiplier", label="No-shows become", help="0.9 means a tenth fewer no-shows."),
)
