"""The words of the screens, each explained in one plain sentence."""

TERMS: dict[str, str] = {
    "Accumulated gap": "The gaps of all months so far that nobody has paid yet; money left over repays it first.",
    "Additive program income": (
        "What a grant's positions earn is added to the grant's money and pays what remains of the positions it covers."
    ),
    "Award": "What a funder grants for one budget year; what is not spent is lost unless carryover is allowed.",
    "Backfill": "The share of missed slots that another client takes.",
    "Billing": "Asking a payer for what a session is worth, unit by unit; what is paid of it is earned.",
    "Board": "Positions by months, coloured and lettered by the least secure dollar that pays for each.",
    "Budget year": "Twelve months counted from a grant's start, each with its own award.",
    "Carryover": "Unspent money of one budget year of a grant that may be spent in the next.",
    "Caseload": "How many clients one peer worker has.",
    "Cash": "Money in the bank at a month's end, counted when it arrives and is spent, apart from whom it belongs to.",
    "Client cap": "A limit on what may be billed for one client in a day, a week, a month or longer.",
    "Client-month": "One client seen in one month; some payers pay a fixed amount for it, however many sessions.",
    "Compression": "Pay of experienced workers too close to starting pay, when only the lowest pay is raised.",
    "Contract": "Money that arrives every month whatever is billed, from a county or a hospital for example.",
    "Coverage": "Hours of an absent worker, or of an empty seat, that colleagues give and are paid for.",
    "Credential": "A certificate that a payer may ask for before it pays, and that may carry a pay differential.",
    "Deductive program income": (
        "What a grant's positions earn is taken off the grant's bill, so that the award lasts longer."
    ),
    "Demand": "The sessions that clients ask for; where it is less than there are hours, hours stay unused.",
    "Denial": "A claim that a payer refuses; some denied claims are paid in the end.",
    "Differential": "Dollars an hour on top of the step, for a certificate or for training others.",
    "Direct cost": "What one position costs by itself: wages, fringe, travel, its own lines, replacing who leaves.",
    "Direct service": "Work with clients; positions that do none, such as supervisors, are carried by those that do.",
    "Documentation": "Minutes of notes for a session, which are paid time but not billed.",
    "Earned": "What payers pay for billed sessions after denials.",
    "Elasticity": (
        "How strongly leaving answers to pay: at 1, pay one percent better against outside pay means one percent fewer "
        "leave."
    ),
    "Fate of a unit": (
        "What becomes of a delivered unit: no payer, not qualified, not billed, over a cap, denied, or paid."
    ),
    "Fiscal year": "The twelve months in which an organization counts its money, named by the month they start.",
    "FMAP": "The federal medical assistance percentage: the share of a state's Medicaid spending that Washington pays.",
    "Fringe": "What an employer pays on top of wages: payroll taxes, health cover, retirement and the like.",
    "Full cost": "Direct cost, the part of shared cost that a position carries, and indirect, all together.",
    "Fundraising": "Gifts and appeals; it pays what nothing more secure has paid.",
    "Gap": "Full cost that no source pays in a month, after the reserve has been used down to its floor.",
    "Grace": "Months of gap in a row that a seat is given before it ends.",
    "Group": "A session with several clients at once; each attendee's units are billed, at a lower rate.",
    "Indirect": "A share on top of cost for what the whole organization does: bookkeeping, payroll, insurance.",
    "Job code": "The employer's name for a kind of post, with the lowest and highest pay it allows.",
    "Ladder": "The steps of pay that a worker climbs with time in the post.",
    "Match": "The part of a project that a funder wants paid with other than its own money.",
    "Matching program income": "What a grant's positions earn pays their remaining cost and counts toward the match.",
    "Materiality": "The share of a position's cost below which a source does not change its status; 1 % unless set.",
    "Modified total direct costs": (
        "The part of cost on which federal rules allow indirect: not rent, equipment, or subawards above a limit."
    ),
    "No-show": "A booked session to which the client does not come.",
    "Notice date": "The month in which people must be told, to have their weeks of notice before the seat ends.",
    "Outside wage": "What the same people would be paid elsewhere, at a store for example.",
    "Payer": "Who pays for a client's sessions, such as Medicaid; some clients have none.",
    "Payment lag": "Months between the service, or a grant's cost, and the money's arrival.",
    "Peer support hours no payer paid for": (
        "Hours given to clients that no payer paid, whatever the cause; other money may have paid the worker."
    ),
    "Position": "One budgeted seat; people come and go in it.",
    "Position-months": "Positions times months: five positions funded for a year are sixty.",
    "Priority": "The order in which positions are paid when money is short, 1 first.",
    "Program cap": "A limit on what the whole program may bill or be paid in a period, such as a contract's maximum.",
    "Program income": "What positions earn while a grant covers them; the grant says what becomes of it.",
    "Ramp": "The share of full work that a new worker does in each of the first months.",
    "Rate": "The price of one unit, session or client-month.",
    "Replacement": "What it costs to replace somebody who leaves, beyond the empty months and the ramp.",
    "Reserve": "The organization's free savings, which pay when nothing else does.",
    "Reserve floor": "The amount below which the board does not let the reserve fall.",
    "Runway": "Whole months before the first month in which some position has a gap.",
    "Scenario": "A named list of changes laid on the program, each from a month on, beside the program as it stands.",
    "Self-sustaining": "The share of a position's full cost that its own billing pays.",
    "Separation": "One person leaving a seat.",
    "Shared cost": "Supervisors, rent, records and the like, spread over direct-service positions by their hours.",
    "Status": "The least secure source that pays for a position in a month, from billing down to nobody.",
    "Surplus": "What a position earns beyond its own full cost; it helps pay for the others.",
    "Turnover": "How many people leave in a year for each filled seat.",
    "Unit": "The piece in which payers count service, most often fifteen minutes.",
    "Unsustainable": (
        "A position that needs the reserve or has a gap for three months in a row, from the first of them on."
    ),
    "Vacancy": "The months a seat stays empty after somebody leaves.",
    "Wage base": "Pay of one person in a calendar year above which an employer's tax is no longer due.",
    "Wage floor": "The lowest pay that law or the organization's own policy allows.",
    "What binds": "What holds billing down in a month: hours, demand, or a cap per client, worker or program.",
    "When unfunded": "Whether seats stay and the gap adds up, or seats end when nobody pays.",
    "Worker cap": "A limit on what one worker may bill in a week, a month or a year.",
}
