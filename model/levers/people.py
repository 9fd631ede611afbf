"""Levers of people: who leaves, how seats are filled again, hours, seats added and ended."""

from model.levers.lever import PEOPLE, Ask, Lever


def _staffing(key: str, label: str, help_: str, place: str = "", unit: str = "") -> Lever:
    inside = f"staffing.{place or key}"
    places = (inside, f"?positions.*.{inside}")
    return Lever(key=key, label=label, help=help_, group=PEOPLE, places=places, unit=unit)


PEOPLE_LEVERS = (
    Lever(
        key="hours",
        label="Hours a week",
        help="Paid hours a week of a position: fewer, more, or part time.",
        group=PEOPLE,
        places=("positions.*.hours_per_week",),
    ),
    Lever(
        key="position_added",
        label="Add a position",
        help="A seat like one you have, filled by somebody new in its first month.",
        group=PEOPLE,
        places=("positions.*",),
        action="add",
        form="item",
        asks=(
            Ask(key="id", label="Its short name", form="text", default="new-seat"),
            Ask(key="hours_per_week", label="Hours a week", place="positions.*.hours_per_week", default=40.0),
        ),
    ),
    Lever(
        key="position_ended",
        label="End a position",
        help="The seat ends with the month before; without a month it is not there at all.",
        group=PEOPLE,
        places=("positions.*",),
        action="remove",
        form="nothing",
    ),
    Lever(
        key="ladder_of_position",
        label="Ladder of a position",
        help="Which ladder pays it: a promotion, or parity with another job.",
        group=PEOPLE,
        places=("positions.*.ladder",),
        form="choice",
    ),
    _staffing(
        "turnover",
        "Turnover",
        "People who leave a seat in a year: 0.33 is one in three.",
        "annual_turnover",
        "a seat and year",
    ),
    _staffing("months_vacant", "Months a seat stays empty", "On average, after someone has left."),
    _staffing(
        "replacement_dollars",
        "Cost of replacing someone",
        "Advertising, background checks and the like, for each person who leaves.",
        "replacement.dollars",
        "a departure",
    ),
    _staffing(
        "replacement_share",
        "Cost of replacing someone, as a share of a year's pay",
        "For each person who leaves, beyond the empty seat and the time it takes to learn.",
        "replacement.share_of_annual_wage",
        "of a year's pay",
    ),
    _staffing("hire_step", "Step a replacement starts on", "Somebody hired into a seat begins there.", "hire.step"),
    Lever(
        key="months_to_credential",
        label="Months until a new hire is certified",
        help="Months after hire at which a credential comes; until then some payers pay nothing.",
        group=PEOPLE,
        places=("?staffing.hire.credentials.*",),
    ),
    _staffing("months_to_bill", "Months until a new hire can bill", "Until a payer lists the new person."),
    _staffing(
        "elasticity",
        "How strongly pay holds people",
        "By how many percent turnover falls when pay rises by one percent against what others pay; 0 is off.",
        "wage_elasticity",
        "% less turnover for 1 % more pay",
    ),
    _staffing(
        "insecurity",
        "Leaving when a grant runs out",
        "How many times the usual turnover in the last months of a grant.",
        "insecurity.multiplier",
    ),
    _staffing(
        "coverage_vacancy",
        "Empty seats covered by others",
        "The share of an empty seat's hours that others work, for pay.",
        "coverage.vacancy",
        "of the hours",
    ),
    _staffing(
        "coverage_leave",
        "Leave covered by others",
        "The share of hours on leave that others work, for pay.",
        "coverage.leave",
        "of the hours",
    ),
    _staffing(
        "coverage_pay",
        "Pay for covering",
        "How many times the seat's pay an hour of covering is paid.",
        "coverage.pay_multiple",
    ),
)
