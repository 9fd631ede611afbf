"""Rates, units and hours: what each published case comes to in the model, by the keys of its figures."""

import numpy as np

from model.gallery.records import Case
from model.gallery.runs import YEAR, Figures, Run, run, run_with
from model.inputs.numbers import Array, Dated
from model.inputs.series.hours import FULL_WEEK, MONTHS_PER_YEAR, HourSeries
from model.projection import Projection
from model.stages.capacity import capacity

WEEKS_PER_YEAR = 52
MINUTES_PER_HOUR = 60


def north_carolina(case: Case) -> Figures:
    """Two peers' hours before the cap binds, and what the cap leaves of a fiscal year."""
    r = run(case.program)
    earned, hours = r.projection.billing.earned, r.projection.sessions.session_hours
    alone = r.of(earned, "alone", months=1) / r.of(hours, "alone", months=1)
    group = r.of(earned, "in-groups", months=1) / r.of(hours, "in-groups", months=1)
    attendance = r.of(r.projection.sessions.kept, "in-groups", months=1) / r.of(hours, "in-groups", months=1)
    year, caseload = r.of(earned, "alone"), float(r.projection.terms.cases.caseload[0, r.place("alone"), 0])
    return {
        "individual_hour": alone,
        "group_hour": group,
        "group_attendance": alone / (group / attendance),
        "person": year / caseload,
        "caseload": year,
    }


def two_states(case: Case) -> Figures:
    """An hour with a client of each payer."""
    r = run(case.program)
    by_payer = r.projection.billing.earned[0].sum(axis=(0, 1, 3))
    hours = r.projection.terms.payers.client_share[0, :, 0] * r.of(r.projection.sessions.session_hours)
    return {"oregon_hour": float(by_payer[0] / hours[0]), "north_carolina_hour": float(by_payer[1] / hours[1])}


def housing_services(case: Case) -> Figures:
    """A year at each end of the band."""
    r = run(case.program)
    low, high = (r.of(r.projection.billing.earned, first=y * YEAR, months=YEAR) for y in range(2))
    people = float(r.projection.terms.cases.caseload[0, 0, 0])
    return {"person_low": low / people, "person_high": high / people, "worker_low": low, "worker_high": high}


def clinic_month(case: Case) -> Figures:
    """Full cost by client and month, and what the rate brings."""
    r = run(case.program)
    client_months = float(r.projection.terms.cases.caseload[0].sum())
    return {"rate": r.of(r.full) / client_months, "month": r.of(r.projection.billing.earned, months=1)}


def clinic_visit(case: Case) -> Figures:
    """Full cost by visit, and what the rate brings."""
    r = run(case.program)
    return {"rate": r.of(r.full) / r.of(r.projection.sessions.kept), "year": r.of(r.projection.billing.earned)}


def wage_as_unit(case: Case) -> Figures:
    """Full cost by unit delivered."""
    return {"unit": _unit_cost(run(case.program))}


def _unit_cost(r: Run, first: int = 0) -> float:
    delivered = r.projection.billing.delivered
    return r.of(r.full, first=first, months=YEAR) / r.of(delivered, first=first, months=YEAR)


def pass_through(case: Case) -> Figures:
    """A wage and a rate, the month before and the month after."""
    r = run(case.program)
    hours = r.of(r.projection.sessions.session_hours, months=1)
    before, after = r.projection.staffing.wage[0, 0]
    rate_rise = float(np.diff(r.projection.billing.earned[0].sum(axis=(0, 1, 2)))[0]) / hours
    return {
        "wage_rise": float(after - before),
        "rate_rise": rate_rise,
        "share": rate_rise / float(after - before),
    }


def chapter_257(case: Case) -> Figures:
    """Fringe as asked, and a paid hour with everything on top in each of three years."""
    r = run(case.program)
    costs, paid = r.projection.costs, r.projection.capacity.paid
    hours = [r.of(r.full, first=y * YEAR, months=YEAR) / r.of(paid, first=y * YEAR, months=YEAR) for y in range(3)]
    return {
        "fringe": r.of(costs.fringe, first=YEAR) / r.of(costs.wages, first=YEAR),
        "hour_adopted": hours[0],
        "hour_asked_low": hours[1],
        "hour_asked_high": hours[2],
    }


def illinois(case: Case) -> Figures:
    """An hour with fringe in each of three months, times a state's hours."""
    r = run(case.program)
    costs, paid = r.projection.costs, r.projection.capacity.paid[0, 0]
    now, target, fringe = (float(hour) for hour in costs.direct[0, 0] / paid)
    bare = float(costs.wages[0, 0, 0] / paid[0])
    hours, substitutes = case.inputs["hours"], case.inputs["substitute_hours"]
    # substitutes carry no fringe today
    totals = (now * hours + bare * substitutes, target * (hours + substitutes), fringe * (hours + substitutes))
    total_now, total_target, total_fringe = (total / 1e6 for total in totals)
    return {
        "hour_now": now,
        "hour_target": target,
        "hour_fringe": fringe,
        "total_now": total_now,
        "total_target": total_target,
        "total_fringe": total_fringe,
        "more_wage": total_target - total_now,
        "more_fringe": total_fringe - total_target,
    }


def productive_hours(case: Case) -> Figures:
    """A year's hours for service, and full cost by hour."""
    r = run(case.program)
    hours, cost = r.of(r.projection.capacity.service), r.of(r.full)
    return {"hours": hours, "cost": cost, "hour": cost / hours}


def leave_and_rooms(case: Case) -> Figures:
    """The capacity stage on three people, each with leave of their own."""
    leave, pay, benefits = np.array(list(case.rows.values())).T
    paid, worked = _hours_of_year(leave, case.inputs["year_hours"])
    added = (pay + benefits) * (paid / worked - 1)
    return {
        **dict(zip(case.rows, (float(hour) for hour in added), strict=True)),
        "hours": float(worked.sum()),
        "rooms": case.inputs["rooms"] / float(worked.sum()),
    }


def _hours_of_year(leave: Array, year_hours: float) -> tuple[Array, Array]:
    """Paid and worked hours of a year, by person; the stage reads leave as for a 40-hour week."""
    each = np.ones((1, len(leave), 1))
    week = each * year_hours / WEEKS_PER_YEAR
    none = 0.0 * each
    time = HourSeries(
        hours_per_week=week,
        leave_hours_per_year=leave[:, None] * FULL_WEEK / week,
        non_service_share=none,
        weekly_duties=none,
        training_hours_per_year=none,
        covers_vacancy=none,
        covers_leave=none,
        pay_multiple=each,
        direct_service=np.ones(len(leave)),
    )
    room = capacity(time, np.ones((len(leave), 1)), each, none, each)
    return room.paid[0, :, 0] * MONTHS_PER_YEAR, room.worked[0, :, 0] * MONTHS_PER_YEAR


def peer_rate(case: Case) -> Figures:
    """Full cost by unit under each convention; an hour is four."""
    r = run(case.program)
    on_top, share = _unit_cost(r), _unit_cost(r, first=YEAR)
    return {"hour_on_top": 4 * on_top, "unit_on_top": on_top, "hour_share": 4 * share, "unit_share": share}


def four_states(case: Case) -> Figures:
    """A visit, and a client and month, with mileage as the published program counts it; Iowa's visit with it once."""
    visits, months = _minimum_payment(case, case.inputs["times_mileage"])
    once, _ = _minimum_payment(case, 1)
    by_visit = {f"{state}_visit": float(visits[n]) for n, state in enumerate(case.rows)}
    by_month = {f"{state}_month": float(months[n]) for n, state in enumerate(case.rows)}
    return {**by_visit, **by_month, "IA_visit_once": float(once[0])}


def every_state(case: Case) -> Figures:
    """The plain mean over all jurisdictions, likewise."""
    visits, months = _minimum_payment(case, case.inputs["times_mileage"])
    once, _ = _minimum_payment(case, 1)
    visit = float(visits.mean())
    return {
        "mean_visit": visit,
        "mean_month": float(months.mean()),
        "headline": visit,
        "headline_once": float(once.mean()),
    }


def _minimum_payment(case: Case, times_mileage: float) -> tuple[Array, Array]:
    """Full cost of a visit, and of a client and month: a draw for each row of the case."""
    p = _by_state(case, times_mileage)
    full = p.funding.full.sum(axis=(1, 2))
    clients = p.terms.cases.caseload[..., 0].sum() * p.program.months
    return full / p.sessions.kept.sum(axis=(1, 2, 3)), full / clients


def _by_state(case: Case, times_mileage: float) -> Projection:
    wage, supervisor, travel_hours, space = np.array(list(case.rows.values())).T
    in_person, speed = case.inputs["share_in_person"], case.inputs["miles_an_hour"]
    return run_with(
        case.program,
        {
            ("ladders", "worker", "steps"): [Dated.of(wage)],
            ("ladders", "supervisor", "steps"): [Dated.of(supervisor)],
            ("services", "visit", "travel_minutes"): Dated.of(travel_hours * MINUTES_PER_HOUR * in_person),
            ("services", "visit", "miles"): Dated.of(travel_hours * speed),
            ("costs", "mileage_rate"): case.inputs["wear_a_mile"] * times_mileage,
            ("costs", "program_month", "space"): Dated.of(space),
        },
    )
