"""Levers of clients and of time: who comes, how often, and what a session takes."""

from model.levers.lever import CLIENTS, Lever


def _of_service(key: str, label: str, help_: str, unit: str = "") -> Lever:
    place = f"services.*.{key}" if key != "group_size" else "?services.*.group_size"
    return Lever(key=key, label=label, help=help_, group=CLIENTS, places=(place,), unit=unit)


def _of_time(key: str, label: str, help_: str, unit: str = "") -> Lever:
    places = (f"time.{key}", f"?positions.*.time.{key}")
    return Lever(key=key, label=label, help=help_, group=CLIENTS, places=places, unit=unit)


CLIENT_LEVERS = (
    _of_service(
        "no_show", "No-shows", "The share of booked sessions to which the client does not come.", "of sessions"
    ),
    _of_service("backfill", "Missed sessions filled by someone else", "The share of missed slots that are refilled."),
    _of_service(
        "no_show_time_lost", "Time a missed session loses", "The share of a missed slot's time that is lost for work."
    ),
    Lever(
        key="caseload",
        label="Caseload",
        help="Clients of one worker; with sessions a client and week it makes the demand.",
        group=CLIENTS,
        places=("?positions.*.caseload",),
        unit="clients",
    ),
    _of_service(
        "sessions_per_client_per_week",
        "Sessions a client and week",
        "How often a client wants to be seen: the demand. Left out, there is always someone to see.",
        "sessions a client and week",
    ),
    _of_service("session_minutes", "Length of a session", "Minutes with the client.", "minutes"),
    _of_service("documentation_minutes", "Documentation", "Minutes of notes for each kept session.", "minutes"),
    _of_service("travel_minutes", "Travel", "Minutes on the road for each booked session.", "minutes"),
    _of_service("miles", "Miles", "Miles driven for each booked session.", "miles"),
    _of_service("group_size", "People in a group", "Clients booked for one group session.", "people"),
    Lever(
        key="mix",
        label="How service time is divided",
        help="The share of a worker's service hours that goes to each service; it adds up to 100 % at most.",
        group=CLIENTS,
        places=("positions.*.mix.<services>",),
        unit="of service hours",
    ),
    _of_time("non_service_share", "Time that is not service", "The share of worked time that is not for service."),
    _of_time("supervision_hours_per_week", "Supervision", "Hours a week each worker spends in supervision."),
    _of_time("meeting_hours_per_week", "Meetings", "Hours a week each worker spends in meetings."),
    _of_time("admin_hours_per_week", "Office work", "Hours a week each worker spends on office work."),
    _of_time("training_hours_per_year", "Training", "Hours a year each worker spends in training."),
    Lever(
        key="client_turnover",
        label="Clients who change in a year",
        help="The share of a caseload replaced in a year; new clients start anew under yearly caps.",
        group=CLIENTS,
        places=("client_turnover",),
        unit="times the caseload",
    ),
    Lever(
        key="client_variation",
        label="How much clients differ",
        help="How unevenly units spread over clients (standard deviation over mean); more of them then pass a cap.",
        group=CLIENTS,
        places=("client_variation",),
    ),
)
