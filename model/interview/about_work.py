"""Questions about the program, its people, its clients and their time."""

from model.interview.blanks import Blank, Question

PLACE = Question(
    key="place",
    words="What is your program, and where is it?",
    why="The state decides the rates, the limits, the least wage and the payroll taxes.",
    blanks=(
        Blank(key="name", words="Name of the program", kind="text"),
        Blank(key="state", words="State", kind="state"),
        Blank(key="start", words="First month to look at", kind="month", help="Usually next month."),
    ),
)
PEOPLE = Question(
    key="people",
    words="Who works for you, and at what pay?",
    why="Pay and hours are most of what a program costs, and hours are what can be billed.",
    blanks=(
        Blank(key="peers", words="How many peers see clients", kind="whole", unit="count"),
        Blank(key="peer_hours", words="Hours a week of each", unit="hours a week", help="The mean, where they differ."),
        Blank(
            key="entry_pay",
            words="Pay of a peer, an hour",
            kind="dollars",
            unit="dollars an hour",
            entry="pay.entry",
            help="What a new peer starts at. Where yours earn more today, take the mean.",
        ),
        Blank(key="raise_share", words="Yearly raise", kind="share", unit="share a year", entry="pay.increase"),
        Blank(
            key="lead_hours",
            words="Hours a week of a supervisor or coordinator",
            unit="hours a week",
            help="Somebody who is paid from this program and sees no clients. 0 where there is nobody.",
        ),
        Blank(
            key="lead_pay",
            words="Pay of the supervisor, an hour",
            kind="dollars",
            unit="dollars an hour",
            if_above=("lead_hours",),
        ),
    ),
)
CLIENTS = Question(
    key="clients",
    words="Whom do you see, and how often?",
    why="A peer can only bill for the people they have, as often as these come.",
    blanks=(
        Blank(key="caseload", words="Clients of each peer", unit="clients a peer", entry="clients.caseload_yours"),
        Blank(
            key="visits",
            words="Sessions booked with a client in a week",
            unit="sessions a client and week",
            help="Every other week is 0.5. Sessions of one person with one peer.",
        ),
        Blank(key="session_minutes", words="Length of a session", unit="minutes"),
        Blank(
            key="group_share",
            words="Part of the peers' time with clients that is in groups",
            kind="share",
            unit="share",
            begins=0.0,
            help="0 where you run no groups.",
        ),
        Blank(key="group_size", words="People booked into a group", unit="people a group", if_above=("group_share",)),
        Blank(key="group_minutes", words="Length of a group", unit="minutes", if_above=("group_share",)),
        Blank(
            key="group_visits",
            words="Groups a client is booked into in a week",
            unit="sessions a client and week",
            if_above=("group_share",),
        ),
    ),
)
TIME = Question(
    key="time",
    words="How much of their time are peers not with clients?",
    why="Notes, travel, meetings and supervision are paid, and cannot be billed.",
    blanks=(
        Blank(
            key="office_share",
            words="Worked time that is not with clients",
            kind="share",
            unit="share",
            entry="time.non_service_share",
            help="Notes, travel, meetings, supervision and training, all together.",
        ),
        Blank(key="miles", words="Miles driven for a session", unit="miles", entry="sessions.miles"),
    ),
)
TURNOVER = Question(
    key="turnover",
    words="How often do people leave?",
    why="An empty seat earns nothing, and a new peer bills less for months.",
    blanks=(
        Blank(
            key="turnover",
            words="Of a hundred peers, how many leave in a year",
            kind="share",
            unit="separations a filled seat and year",
            entry="turnover.annual",
        ),
        Blank(key="months_vacant", words="Months a seat stays empty", unit="months", entry="vacancy.months"),
    ),
)
