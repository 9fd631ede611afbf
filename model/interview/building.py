"""Building a program file from answers: own values as given, and for all else a sourced default that `basis` names."""

from collections.abc import Callable

from model.inputs.assumptions import Assumptions
from model.inputs.months import Month
from model.interview.answers import Answers
from model.interview.benefits import benefits
from model.interview.builder import Builder, Tree, payroll_rows
from model.interview.care import caps_chosen, care, services_of
from model.interview.choices import named
from model.interview.grants import grant_tree

LEAST_MONTHS, MONTHS_AFTER_LAST_GRANT = 48, 12
ABOUT = (
    "Made from twelve questions. Numbers whose basis is `own value` are the person's own; the others are defaults, "
    "with the assumption that each comes from. Notes, travel, meetings, supervision and training are all inside "
    "time.non_service_share."
)


def program_tree(answers: Answers, assumptions: Assumptions) -> Tree:
    """A program file as it would be read: it has no faults, whatever the answers.

    All peers stand on one step, the pay that was given, and rise with the yearly raise from the first month's
    anniversary. The horizon is four years, or reaches a year beyond the last grant.

    Args:
        answers: read by `answers_of`, so that they fit together.
        assumptions: defaults, taxes, rates and limits.

    Returns:
        The tree; `basis` names `own value` for each answer given and the assumption or row for each default taken.
    """
    made = Builder(answers, assumptions)
    parts: list[Callable[[Builder], Tree]] = [
        _money, _pay, benefits, _staffing, care, caps_chosen, _positions, _costs, _grants, _rules,
    ]  # fmt: skip
    tree = {key: value for part in parts for key, value in part(made).items()}
    head = {"schema": 1, "name": answers.name, "state": answers.state, "about": ABOUT, "basis": made.basis}
    return {**head, "start": answers.start, "months": _months(answers), **tree}


def _months(answers: Answers) -> int:
    ends = [Month.of(grant.last) - Month.of(answers.start) + 1 for grant in answers.grants]
    return max(LEAST_MONTHS, *(end + MONTHS_AFTER_LAST_GRANT for end in ends), 0)


def _money(made: Builder) -> Tree:
    a = made.answers
    for path in ("reserve", "cash", "fundraising"):
        made.own(path)
    return {
        "reserve": {"opening": a.reserve, "floor": a.reserve_floor},
        "cash": {"opening": a.cash},
        "fundraising": {"per_month": a.fundraising},
    }


def _pay(made: Builder) -> Tree:
    a = made.answers
    month = Month.of(a.start).calendar_month
    pay = {"peer": a.entry_pay} | ({"lead": a.lead_pay} if a.lead_hours else {})
    made.own("ladders")
    ladders = {}
    for name, wage in pay.items():
        share = made.given_or(f"ladders.{name}.annual_increase.share", a.raise_share, "pay.increase")
        ladders[name] = {"steps": [wage], "annual_increase": {"share": share, "month": month}}
    return {"ladders": ladders, **_floor(made)}


def _floor(made: Builder) -> Tree:
    """The least wage of the state, with the later ones that are known; the country's where the state has none."""
    rows = payroll_rows("minimum_wage", made.answers.state, made) or payroll_rows("minimum_wage", "US", made)
    paths = ["wage_floor"] if len(rows) == 1 else [f"wage_floor[{place}].value" for place in range(len(rows))]
    for path, row in zip(paths, rows, strict=True):
        made.basis[path] = named("payroll", row, made.assumptions)
    if len(rows) == 1:
        return {"wage_floor": rows[0].value}
    start = made.answers.start
    months = [start, *(row.effective_from[:7] for row in rows[1:])]
    return {"wage_floor": [{"from": month, "value": row.value} for month, row in zip(months, rows, strict=True)]}


def _staffing(made: Builder) -> Tree:
    a = made.answers
    made.own("time")
    return {
        "staffing": {
            "annual_turnover": made.given_or("staffing.annual_turnover", a.turnover, "turnover.annual"),
            "months_vacant": made.given_or("staffing.months_vacant", a.months_vacant, "vacancy.months"),
            "ramp": [made.default(f"staffing.ramp[{n}]", f"ramp.month_{n + 1}") for n in range(3)],
            "replacement": {
                "share_of_annual_wage": made.default("staffing.replacement.share_of_annual_wage", "replacement.share")
            },
        },
        "time": {
            "non_service_share": made.given_or("time.non_service_share", a.office_share, "time.non_service_share")
        },
    }


def _positions(made: Builder) -> Tree:
    a = made.answers
    made.own("positions")
    mix = {"individual": 1.0 - a.group_share, "group": a.group_share}
    peer = {"title": "Peer", "ladder": "peer", "hours_per_week": a.peer_hours, "direct_service": True}
    peer |= {"caseload": a.caseload, "mix": {name: mix[name] for name in services_of(a)}}
    positions = [{"id": f"peer-{number}", **peer} for number in range(1, a.peers + 1)]
    if a.lead_hours:
        key = "positions[id=lead].staffing.annual_turnover"
        turnover = {"annual_turnover": made.default(key, "turnover.supervisors")}
        lead = {"title": "Supervisor or coordinator", "ladder": "lead", "hours_per_week": a.lead_hours}
        positions.append({"id": "lead", **lead, "direct_service": False, "staffing": turnover})
    return {"positions": positions}


def _costs(made: Builder) -> Tree:
    a = made.answers
    made.own("costs.program_month")
    mileage = payroll_rows("mileage_rate", "US", made)[0]
    made.basis["costs.mileage_rate"] = named("payroll", mileage, made.assumptions)
    return {
        "costs": {
            "mileage_rate": mileage.value,
            "per_position_month": {"phone": made.default("costs.per_position_month.phone", "costs.phone")},
            "program_month": {"rent and other costs": a.other_costs},
            "indirect_rate": made.given_or("costs.indirect_rate", a.indirect, "indirect.de_minimis"),
        }
    }


def _grants(made: Builder) -> Tree:
    a = made.answers
    program_indirect = a.indirect
    if program_indirect is None:
        program_indirect = made.assumptions.entry("indirect.de_minimis").value or 0.0
    grants = []
    for place, grant in enumerate(a.grants):
        tree, basis = grant_tree(grant, place, program_indirect, made.assumptions)
        grants.append(tree)
        made.basis |= basis
    return {"grants": grants} if grants else {}


def _rules(made: Builder) -> Tree:
    a = made.answers
    if a.when_unfunded == "keep":
        return {"when_unfunded": "keep"}
    made.own("grace_months")
    return {"when_unfunded": "end", "grace_months": a.grace}
