"""Tables of services, of who pays for them, and of the limits on billing."""

from model.forms.shapes import Said, grid, name_column, settings

SERVICES = grid(
    "services",
    "Services",
    "Kinds of sessions you offer. One with a group size is a group.",
    "services.{name}",
    name_column("name", "Service", "A short name, such as individual or group."),
    Said(at="session_minutes", label="Session", help="How long a session lasts."),
    Said(
        at="session_spread_minutes",
        label="Shorter or longer by",
        help="Sessions run this much shorter or longer, evenly spread. It matters for units of 15 minutes.",
    ),
    Said(
        at="no_show",
        label="No-shows",
        help="Share of booked sessions to which the client does not come.",
        unit="% of bookings",
    ),
    Said(
        at="backfill",
        label="Filled by another",
        help="Share of missed slots that another client fills.",
        unit="% of missed",
    ),
    Said(
        at="no_show_time_lost",
        label="Time lost when missed",
        help="Share of a missed slot's time that cannot be used for anything else.",
        unit="% of the slot",
    ),
    Said(
        at="documentation_minutes",
        label="Notes",
        help="Documentation for each kept session; in a group, for each person who came.",
    ),
    Said(at="travel_minutes", label="Travel", help="Travel time for each booked session."),
    Said(at="miles", label="Miles", help="Miles driven for each booked session."),
    Said(
        at="sessions_per_client_per_week",
        label="Sessions a client wants",
        help="How many sessions a client would come to in a week.",
        unit="sessions a week",
        default="no limit",
    ),
    Said(
        at="group_size",
        label="Group size",
        help="People booked into a group. Leave empty for one-to-one sessions.",
        unit="people",
        default="one-to-one",
    ),
)

PAYERS = grid(
    "payers",
    "Payers",
    "Who pays for which share of your clients, on what terms, and how late. Clients of no payer are seen unpaid.",
    "payers.{name}",
    name_column("name", "Payer", "A short name, such as medicaid."),
    Said(
        at="client_share",
        label="Share of clients",
        help="Share of your clients, and so of sessions.",
        unit="% of clients",
    ),
    Said(at="start", label="First month", help="When it starts to pay, if it does not yet.", default="pays already"),
    Said(at="end", label="Last month", help="When it stops paying, if that is known.", default="no end"),
    Said(
        at="requires",
        label="Requires",
        help="A credential without which services cannot be billed.",
        source="credentials",
        default="nothing",
    ),
    Said(at="unit_minutes", label="A unit is", help="Minutes of service in a billing unit."),
    Said(
        at="unit_rounding",
        label="Rounding",
        help="midpoint: 8 minutes make a 15-minute unit. whole: only full units count. exact: parts of units count.",
    ),
    Said(at="denial", label="Denied", help="Share of billed dollars that is denied at first.", unit="% of billed"),
    Said(at="denial_recovery", label="Won back", help="Share of denials that is paid in the end.", unit="% of denied"),
    Said(
        at="payment_lag",
        label="Paid after 0, 1, 2 … months",
        help="Share of the money that arrives in the month of service, a month later, and so on: 0 %, 60 %, 40 %.",
        width="medium",
    ),
    Said(
        at="pays_nothing_in",
        label="Pays nothing in",
        help="Months in which no claim is paid, such as 2027-01, 2027-02; what is due then comes in the month after.",
        default="pays every month",
    ),
)

RATES = grid(
    "rates",
    "What payers pay",
    "The rate of each payer for each service. A service a payer does not list here is delivered and not paid.",
    "payers.{payer}.services.{service}",
    name_column("payer", "Payer", "One of your payers.", "payers"),
    name_column("service", "Service", "One of your services.", "services"),
    Said(at="code", label="Code", help="The billing code, such as H0038."),
    Said(at="modifier", label="Modifier", help="The code's modifier, such as HQ for groups."),
    Said(
        at="rate",
        label="Rate",
        help="Dollars for what stands under `paid by`: 11.97 from 2019-11; 16 from 2027-07.",
        unit="dollars",
        width="medium",
    ),
    Said(
        at="per",
        label="Paid by",
        help="unit: for each unit. session: once a kept session. client_month: once a client and month.",
    ),
    Said(
        at="minimum_sessions",
        label="Least sessions",
        help="With client_month: kept sessions a client needs in the month.",
        unit="sessions",
    ),
)

CAPS = grid(
    "caps",
    "Caps",
    "Limits on what may be billed: for a client, for a worker, or for the whole program.",
    "caps.[]",
    Said(at="name", label="Cap", help="A short name, such as yearly.", width="medium"),
    Said(
        at="payers",
        label="Payers",
        help="Whose cap it is; several parted by commas.",
        source="payers",
        default="all",
        width="medium",
    ),
    Said(
        at="services",
        label="Services",
        help="Which services it counts together; several parted by commas.",
        source="services",
        default="all",
        width="medium",
    ),
    Said(at="per", label="For each", help="client, worker or program."),
    Said(at="period", label="In a", help="day, week, month, quarter, half or year."),
    Said(at="limit", label="Limit", help="How much may be billed in the period.", unit="units or dollars"),
    Said(at="unit", label="Counted in", help="units, or for a whole program also dollars."),
    Said(
        at="window",
        label="Window",
        help="rolling: each client's period starts at its own time. fixed: for all alike, from the month beside.",
        default="rolling",
    ),
    Said(at="starts", label="Restarts in", help="The calendar month in which fixed windows restart.", shape="calendar"),
    Said(
        at="used_at_start",
        label="Used at the start",
        help="Units used up in the window under way when the projection starts.",
        unit="units",
    ),
    Said(
        at="approved_beyond",
        label="Approved beyond",
        help="Share of what the cap takes that is approved all the same.",
        unit="% of what is over",
    ),
    Said(at="from", label="From", help="First month of the cap, if it does not hold yet.", default="the beginning"),
    Said(at="until", label="Until", help="Last month of the cap, if it is to end.", default="no end"),
)

LIMITS = settings(
    "limits",
    "Clients and limits",
    "How clients differ, and rules of the payer that give a warning when broken.",
    Said(
        at="client_variation",
        label="How much clients differ",
        help="Spread of units from client to client, relative to the mean; 0 if all are alike. It matters for caps.",
        unit="",
    ),
    Said(
        at="client_turnover",
        label="Clients replaced in a year",
        help="1 if a whole caseload is new each year.",
        unit="caseloads a year",
    ),
    Said(at="limits.caseload", label="Most clients a peer", help="A rule of the payer.", unit="clients"),
    Said(at="limits.peers_per_supervisor", label="Most peers a supervisor", help="A rule of the payer.", unit="peers"),
    Said(at="limits.group_size", label="Most people in a group", help="A rule of the payer.", unit="people"),
)
