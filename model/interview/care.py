"""Services, who pays for them, and the limits on what may be billed."""

from model.interview.answers import Answers
from model.interview.builder import Builder, Tree
from model.interview.choices import cap_choices, rate_choices

UNIT_VARIATION = {"value": 0.6, "low": 0.3, "high": 1.0}


def services_of(answers: Answers) -> tuple[str, ...]:
    """The services of the program: sessions with one person, groups, or both."""
    return tuple(
        name for name, there in (("individual", answers.group_share < 1), ("group", answers.group_share > 0)) if there
    )


def care(made: Builder) -> Tree:
    """Sessions as they are booked and missed, and what each payer pays for them."""
    a = made.answers
    for path in ("services", "payers"):
        made.own(path)
    group = {
        "session_minutes": a.group_minutes,
        "sessions_per_client_per_week": a.group_visits,
        "group_size": a.group_size,
    }
    single = {"session_minutes": a.session_minutes, "sessions_per_client_per_week": a.visits}
    all_services = {"individual": single, "group": group}
    services = {name: {**all_services[name], "no_show": a.no_show, "miles": a.miles} for name in services_of(a)}
    return {"services": services, "payers": _payers(made)}


def _payers(made: Builder) -> Tree:
    a, payers = made.answers, {}
    if a.medicaid_share > 0:
        made.basis["payers.medicaid.payment_lag"] = (
            "judgement: nine claims in ten a month later, as payment_lag.within_30_days has it, the rest after two"
        )
        payers["medicaid"] = {
            "client_share": a.medicaid_share,
            "denial": a.denial,
            "payment_lag": [0.0, 0.9, 0.1],
            "services": {name: _paid(made, name) for name in services_of(a)},
        }
    if a.other_share > 0:
        ends = {} if a.other_last is None else {"end": a.other_last}
        paid = {"individual": {"rate": a.other_rate}} if "individual" in services_of(a) else {}
        payers["other"] = {"client_share": a.other_share, **ends, "services": paid}
    return payers


def _paid(made: Builder, service: str) -> Tree:
    """What Medicaid pays for a service: a row of the table, or the person's own rate."""
    a = made.answers
    single = service == "individual"
    row, own = (a.rate_row, a.rate) if single else (a.group_row, a.group_rate)
    if row is None:
        return {"rate": own}
    choices = rate_choices(a.state, "individual" if single else "group", made.assumptions)
    found = next(choice.row for choice in choices if choice.basis == row)
    made.basis[f"payers.medicaid.services.{service}.rate"] = row
    codes = {"code": found.code, "modifier": found.modifier}
    per = {"per": found.per, "minimum_sessions": 1} if found.per == "client_month" else {}
    return {**{key: value for key, value in codes.items() if value}, "rate": found.rate, **per}


def caps_chosen(made: Builder) -> Tree:
    """The limits chosen, on Medicaid; a limit for groups alone, or for one person alone, on that service."""
    a = made.answers
    if not a.caps or a.medicaid_share == 0:
        return {}
    offered = {choice.basis: choice for choice in cap_choices(a.state, made.assumptions)}
    groups_apart = any(choice.row.modifier == "HQ" for choice in offered.values())
    caps = []
    for basis in a.caps:
        choice = offered[basis]
        wanted = "group" if choice.row.modifier == "HQ" else "individual" if groups_apart else ""
        if wanted and wanted not in services_of(a):
            continue
        name = f"limit {len(caps) + 1}: {choice.row.period}"
        made.basis[f"caps[{len(caps)}].limit"] = basis
        caps.append({"name": name, "payers": ["medicaid"], **({"services": [wanted]} if wanted else {}), **choice.cap})
    made.basis["client_variation"] = "judgement: among equal clients a limit would stop all of them or none"
    return {"caps": caps, "client_variation": dict(UNIT_VARIATION)} if caps else {}
