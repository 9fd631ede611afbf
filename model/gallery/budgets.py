"""Budgets and grants: what each published case comes to in the model, by the keys of its figures."""

from model.gallery.records import Case
from model.gallery.runs import YEAR, Figures, Run, run


def guilford(case: Case) -> Figures:
    """A part-year award with start-up, and the full year after it."""
    r = run(case.program)
    begins, _ = r.projection.program.indices(r.projection.program.positions[0].start, None)
    award = r.projection.funding.grants["settlement"]
    operating = int(r.findings.first_gap[0, 0]) - begins
    return {
        "annual": r.of(r.full, first=begins + operating, months=YEAR),
        "seven_months": r.of(r.full, first=begins, months=operating),
        "award": float(award.paid.sum()),
        "months_paid": operating,
    }


def madison(case: Case) -> Figures:
    """Years of a grant, and which posts somebody else pays for when it has ended."""
    r = run(case.program)
    grant, sources = r.projection.funding.grants["federal"].paid[0], r.projection.funding.sources
    last, after = 3 * YEAR - 1, 3 * YEAR
    return {
        **{f"year_{n + 1}": float(grant[n * YEAR : (n + 1) * YEAR].sum()) for n in range(3)},
        "stated_total": float(grant.sum()),
        "posts_created": _posts(r, last),
        "posts_ended": _posts(r, last) - _posts(r, after),
        "posts_kept": _posts(r, after),
        "general_fund": r.of(sources["contracts"], first=after, months=YEAR),
        "peer_months": float(r.findings.first_gap[0, r.place("peer-support")]),
    }


def _posts(r: Run, month: int) -> float:
    """Full-time posts there in a month; a bought service is no post."""
    posts = [p.id for p in r.projection.program.positions if p.id != "peer-support"]
    return r.of(r.projection.capacity.paid, *posts, first=month, months=1) / (40 * 52 / 12)


def samhsa_personnel(case: Case) -> Figures:
    """Pay by share of a post, fringe by component."""
    r = run(case.program)
    costs = r.projection.costs
    fica, workers_compensation, insurance = (r.of(part) for part in costs.fringe_parts)
    return {
        "director": r.of(costs.wages, "director"),
        "personnel": r.of(costs.wages),
        "fica": fica,
        "workers_compensation": workers_compensation,
        "insurance": insurance,
        "fringe": r.of(costs.fringe),
    }


def samhsa_travel(case: Case) -> Figures:
    """Miles, and a conference."""
    r = run(case.program)
    return {"mileage": r.of(r.projection.costs.travel), "conference": r.of(r.lines)}


def samhsa_match(case: Case) -> Figures:
    """Matched pay; federal travel falls in the first month and matched travel in the second."""
    r = run(case.program)
    return {
        "personnel": r.of(r.projection.costs.wages),
        "federal_travel": r.of(r.lines, months=1),
        "match_travel": r.of(r.lines, first=1, months=1),
    }


def acl(case: Case) -> Figures:
    """Fringe, indirect on pay alone, and the whole."""
    r = run(case.program)
    costs = r.projection.costs
    return {
        "director": r.of(costs.wages, "director"),
        "manager": r.of(costs.wages, "manager"),
        "fringe_director": r.of(costs.fringe, "director"),
        "fringe_manager": r.of(costs.fringe, "manager"),
        "indirect": r.of(r.projection.funding.indirect),
        "total": r.of(r.full),
    }


def object_classes(case: Case) -> Figures:
    """Fringe in six parts; travel is driven miles and lines."""
    r = run(case.program)
    costs = r.projection.costs
    fica, health, _, _, workers_compensation, _ = (r.of(part) for part in costs.fringe_parts)
    return {
        "fringe": r.of(costs.fringe),
        "fica": fica,
        "health": health,
        "workers_compensation": workers_compensation,
        "travel": r.of(costs.travel) + r.of(r.lines),
    }


def intervention(case: Case) -> Figures:
    """Labour by kind, direct cost, overhead."""
    r = run(case.program)
    costs, overhead, total = r.projection.costs, r.of(r.projection.funding.indirect), r.of(r.full)
    return {
        "recruitment": r.of(costs.direct, "identification", "contact"),
        "delivery": r.of(costs.direct, "training", "interventionist", "supervision"),
        "direct": total - overhead,
        "overhead": overhead,
        "total": total,
    }


def total_direct_cost(case: Case) -> Figures:
    """Indirect on what is not excluded."""
    r = run(case.program)
    indirect, total = r.of(r.projection.funding.indirect), r.of(r.full)
    return {
        "direct": total - indirect,
        "base": indirect / r.projection.program.costs.indirect_rate.value,
        "indirect": indirect,
        "total": total,
    }


def kc_care(case: Case) -> Figures:
    """A row carries its worker and its part of the supervisors."""
    r = run(case.program)
    return {"total": r.of(r.full), "worker": r.of(r.full, "worker-01")}


def massachusetts_model(case: Case) -> Figures:
    """Two years of a clinic, by patient."""
    r = run(case.program)
    first, later = r.of(r.full, months=YEAR), r.of(r.full, first=YEAR, months=YEAR)
    patients = float(r.projection.terms.cases.caseload[0, :, 0].sum())
    return {
        "year_1": first,
        "later": later,
        "patient_year_1": first / patients,
        "patient_later": later / patients,
        "hours": r.of(r.projection.capacity.paid, months=YEAR) / patients,
        "variable_share": r.of(r.projection.costs.wages, months=YEAR) / first,
    }


def turnover(case: Case) -> Figures:
    """The cost of separations."""
    r = run(case.program)
    total = r.of(r.projection.costs.replacement)
    return {"separation": total / r.of(r.projection.staffing.separations), "total": total}
