"""What inputs are called, in plain words."""

from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.selectors import value_at
from model.inputs.units import covers

LABELS = {
    "reserve.opening": "Reserve at the start",
    "reserve.floor": "Least reserve the board allows",
    "cash.opening": "Cash at the start",
    "receivables": "What others owe at the start",
    "ladders.*.steps": "Pay by step",
    "ladders.*.months_per_step": "Months a step takes",
    "ladders.*.annual_increase.share": "Yearly increase of pay",
    "ladders.*.differentials": "Added pay for credentials",
    "ladders.*.job_code.min": "Least pay of the job code",
    "ladders.*.job_code.max": "Most pay of the job code",
    "ladders.*.outside_wage": "Pay elsewhere",
    "ladders.*.outside_wage.annual_change": "Yearly growth of pay elsewhere",
    "ladders.*.turnover_reference.wage": "Pay when turnover was observed",
    "ladders.*.turnover_reference.outside_wage": "Pay elsewhere when turnover was observed",
    "wage_floor": "Least pay by law or policy",
    "benefits.full_time_hours": "Hours a week from which benefits are paid",
    "benefits.components": "Benefits and payroll taxes",
    "benefits.components.*.share_of_wages": "Share of wages",
    "benefits.components.*.wage_base": "Wages on which it is paid",
    "benefits.components.*.used_at_start": "Of that base, used up at the start",
    "benefits.components.*.per_month": "Dollars a month",
    "benefits.components.*.take_up": "Share of people who take it",
    "benefits.components.*.annual_change": "Yearly growth",
    "leave": "Paid leave",
    "staffing.annual_turnover": "Turnover",
    "staffing.wage_elasticity": "How leaving answers to pay",
    "staffing.insecurity.months": "Last months of a grant in which more people leave",
    "staffing.insecurity.multiplier": "How much more people leave as a grant ends",
    "staffing.months_vacant": "Months a seat stays empty",
    "staffing.ramp": "Productivity of new people",
    "staffing.hire.step": "Step at which new people start",
    "staffing.hire.credentials": "Months until new people are certified",
    "staffing.months_to_bill": "Months until new people can bill",
    "staffing.replacement.dollars": "Dollars to replace a person",
    "staffing.replacement.share_of_annual_wage": "Cost to replace a person, of a year's pay",
    "staffing.coverage.vacancy": "Share of an empty seat that others cover",
    "staffing.coverage.leave": "Share of leave that others cover",
    "staffing.coverage.pay_multiple": "Pay for covering, times the usual",
    "time.non_service_share": "Time that is not with clients",
    "time.supervision_hours_per_week": "Supervision a week",
    "time.meeting_hours_per_week": "Meetings a week",
    "time.admin_hours_per_week": "Administration a week",
    "time.training_hours_per_year": "Training a year",
    "supports.*.hours_per_week": "Hours a week it takes",
    "supports.*.per_position_month": "Cost for a seat and month",
    "supports.*.turnover_multiplier": "Effect on turnover",
    "supports.*.non_service_share_change": "Effect on time that is not with clients",
    "supports.*.no_show_multiplier": "Effect on no-shows",
    "services.*.session_minutes": "Length of a session",
    "services.*.session_spread_minutes": "How much sessions differ in length",
    "services.*.no_show": "No-shows",
    "services.*.backfill": "Missed slots that others fill",
    "services.*.no_show_time_lost": "Time lost with a no-show",
    "services.*.documentation_minutes": "Notes for a session",
    "services.*.travel_minutes": "Travel for a session",
    "services.*.miles": "Miles for a session",
    "services.*.sessions_per_client_per_week": "How often a client comes",
    "services.*.group_size": "People in a group",
    "client_variation": "How much clients differ in what they need",
    "client_turnover": "Share of clients replaced in a year",
    "payers.*.client_share": "Share of clients",
    "payers.*.unit_minutes": "Minutes of a unit",
    "payers.*.denial": "Claims denied",
    "payers.*.denial_recovery": "Denied claims paid in the end",
    "payers.*.payment_lag": "How late claims are paid",
    "payers.*.services.*.rate": "Rate",
    "payers.*.services.*.minimum_sessions": "Sessions a month needs to be paid",
    "caps.*.limit": "Limit",
    "caps.*.used_at_start": "Of the limit, used up at the start",
    "caps.*.approved_beyond": "Approved beyond the limit",
    "positions.*.step": "Steps of people today",
    "positions.*.months_in_step": "Months that people have been on their step",
    "positions.*.hours_per_week": "Hours a week",
    "positions.*.caseload": "Clients of each peer",
    "positions.*.mix": "Time on each service",
    "costs.mileage_rate": "Dollars a mile",
    "costs.per_position_month": "Costs of a seat, a month",
    "costs.per_position_year": "Costs of a seat, a year",
    "costs.program_month": "Costs of the program, a month",
    "costs.annual_change": "Yearly growth of costs other than pay",
    "costs.indirect_rate": "Indirect rate",
    "grants.*.award": "Award",
    "grants.*.spent_at_start": "Of the award, spent before the start",
    "grants.*.carried_in": "Carried in from the year before",
    "grants.*.covers": "Share of each position that it pays",
    "grants.*.program_costs": "Share of program costs that it pays",
    "grants.*.indirect_rate": "Indirect rate",
    "grants.*.match_rate": "Match",
    "grants.*.payment_lag": "How late it pays",
    "contracts.*.per_month": "Dollars a month",
    "contracts.*.annual_change": "Yearly growth",
    "fundraising.per_month": "Fundraising a month",
    "fundraising.annual_change": "Yearly growth of fundraising",
    "grace_months": "Months of gap before a seat ends",
    "wind_down_months": "Months that costs run on after the last seat",
}


def label_of(loc: Loc, file: ProgramFile) -> str:
    """An input in words, with the name of what it belongs to where there may be several."""
    overlaid = loc[2:] if loc[0] == "positions" and loc[2] in ("staffing", "time") else loc
    path = ".".join(map(str, overlaid))
    words = next((said for pattern, said in LABELS.items() if covers(pattern, path)), None)
    if words is None and loc[-1] == "annual_change":
        of = label_of(loc[:-1], file)
        return f"Yearly growth of {of[:1].lower()}{of[1:]}"
    words = str(loc[-1]).replace("_", " ").capitalize() if words is None else words
    if overlaid is not loc:
        return f"{words}, of some positions"
    owner = _owner(loc, file)
    if owner and loc[0] == "benefits":
        return f"{owner}: {words[0].lower()}{words[1:]}"
    return f"{words} ({owner})" if owner else words


def _owner(loc: Loc, file: ProgramFile) -> str:
    """The ladder, payer, grant … that a number belongs to; a rate belongs to a service of a payer."""
    if loc[0] in ("ladders", "services", "supports", "payers", "caps", "grants", "contracts"):
        names = [loc[1], *(loc[3:4] if loc[:1] == ("payers",) and "services" in loc else ())]
    elif loc[:2] == ("benefits", "components") and len(loc) > 2:
        names = [loc[2]]
    else:
        return ""
    held = value_at(file.tree, loc[: loc.index(names[0]) + 1])
    if isinstance(names[0], int) and isinstance(held, dict):
        names[0] = held.get("id") or held.get("name") or names[0]
    return ", ".join(str(name).replace("_", " ") for name in names)
