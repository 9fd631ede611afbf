"""Random programs: valid files that use every mechanism of the model, one for each seed."""

import random
from typing import Any

Raw = dict[str, Any]
START = 2026 * 12 + 6  # July 2026


def month(index: int) -> str:
    """The month so many months after July 2026."""
    year, calendar = divmod(START + index, 12)
    return f"{year:04d}-{calendar + 1:02d}"


def random_program(seed: int) -> Raw:
    """A valid program of one to five positions and six to forty months."""
    r = random.Random(seed)
    leaving = random.Random(f"departures {seed}")  # apart, so that they change nothing else of a seed's program
    months = r.choice([6, 13, 24, 40])
    names = [f"seat-{n}" for n in range(r.randint(1, 5))]
    serving = names if r.random() < 0.2 else names[: max(1, len(names) - 1)]
    services = ["individual", "group"][: r.choice([1, 2, 2])]
    payers = _payers(r, services, months)
    payers["medicaid"] |= _some(random.Random(f"stops {seed}"), pays_nothing_in=[month(2), month(3), month(8)])
    return {
        "schema": 1,
        "name": f"Random {seed}",
        "state": "NC",
        "start": month(0),
        "months": months,
        **_some(r, fiscal_year_starts=r.randint(1, 12), weeks_of_notice=r.choice([0, 4, 9]), materiality=0.02),
        "reserve": {"opening": r.choice([0, 5000, 60000]), "floor": r.choice([0, 3000])},
        **_some(r, cash={"opening": r.choice([0, 20000])}, receivables=[r.choice([0, 4000]), 1500]),
        "ladders": {"peer": _ladder(r, months), "lead": {"steps": [round(r.uniform(22, 32), 2)]}},
        **_some(r, wage_floor=_dated(r, 7.25, 17.0, months), keep_spread=r.random() < 0.5),
        "benefits": _benefits(r, months),
        "leave": {"pto": r.choice([0, 80, 120]), "holidays": 80},
        "staffing": _staffing(r, months),
        "time": _time(r, months),
        **_some(r, supports=[_support(r, months)]),
        "services": {name: _service(r, name, months) for name in services},
        **_some(r, client_variation=r.choice([0.3, 0.6, 1.0]), client_turnover=r.choice([0.2, 0.8])),
        "payers": payers,
        **_some(r, caps=_caps(r, list(payers), services)),
        "positions": [_departing(leaving, _position(r, name, name in serving, services, months)) for name in names],
        "costs": _costs(r),
        "grants": _grants(r, names),
        "contracts": _contracts(r, serving, months),
        **_some(r, fundraising={"per_month": r.choice([0, 800, 4000]), "annual_change": 0.02}),
        "when_unfunded": r.choice(["keep", "end", "end"]),
        **_some(r, grace_months=r.choice([1, 2, 4]), wind_down_months=r.choice([0, 2])),
    }


def _some(r: random.Random, **fields: Any) -> Raw:
    """Each field with an even chance; what is left out takes its default."""
    return {name: value for name, value in fields.items() if r.random() < 0.5}


def _dated(r: random.Random, low: float, high: float, months: int) -> Any:
    """A number in one of the forms that files know."""
    value = round(r.uniform(low, high), 3)
    later = round(r.uniform(low, high), 3)
    form = r.random()
    if form < 0.6:
        return value
    if form < 0.7:
        return {"value": value, "low": value / 2, "high": value * 1.5}
    if form < 0.85:
        return [{"from": month(-20), "value": value}, {"from": month(r.randint(1, months)), "value": later}]
    return {"values": [{"from": month(-3), "value": value}], "annual_change": 0.0 if high <= 1 else 0.03}


def _ladder(r: random.Random, months: int) -> Raw:
    first = r.uniform(13, 19)
    return {
        "steps": [round(first + 0.8 * n, 2) for n in range(r.randint(1, 4))],
        "months_per_step": r.choice([6, 12]),
        **_some(
            r,
            annual_increase={"share": _dated(r, 0.0, 0.05, months), "month": r.choice([1, 7, 10])},
            differentials={"certified": _dated(r, 0.5, 1.5, months)},
            job_code={"name": "PSS", "min": 14.0, "max": r.choice([17.5, 30.0])},
            outside_wage={"value": 15.5, "annual_change": 0.03},
            turnover_reference={"wage": 16.0, "outside_wage": 15.0},
        ),
    }


def _benefits(r: random.Random, months: int) -> Raw:
    components = [
        {"name": "FICA", "share_of_wages": 0.0765},
        {"name": "Unemployment", "share_of_wages": 0.02, "wage_base": _dated(r, 7000, 40000, months)},
        {"name": "Health", "per_month": 500, "eligible_only": True, "take_up": 0.7, "annual_change": 0.06},
        {"name": "Internet", "per_month": _dated(r, 30, 60, months)},
    ]
    if r.random() < 0.5:
        components[1]["used_at_start"] = 6000
    return {**_some(r, full_time_hours=30), "components": [c for c in components if r.random() < 0.8]}


def _staffing(r: random.Random, months: int) -> Raw:
    return {
        "annual_turnover": r.choice([0.0, 0.33, _dated(r, 0.2, 1.5, months)]),
        "months_vacant": _dated(r, 0.0, 3.0, months),
        "ramp": [[], [0.25, 0.5, 0.75], [0.5]][r.randint(0, 2)],
        **_some(
            r,
            wage_elasticity=r.choice([0.5, 1.2]),
            insecurity={"months": 6, "multiplier": 1.5},
            hire={"step": 1, "credentials": {"certified": r.choice([0, 2, 6])}},
            months_to_bill=r.choice([1, 2]),
            replacement={"dollars": 1200, "share_of_annual_wage": 0.05},
            coverage={"vacancy": 0.3, "leave": 0.2, "pay_multiple": 1.2},
        ),
    }


def _time(r: random.Random, months: int) -> Raw:
    return {
        "non_service_share": _dated(r, 0.0, 0.4, months),
        **_some(r, supervision_hours_per_week=1.0, meeting_hours_per_week=0.5, training_hours_per_year=40),
    }


def _support(r: random.Random, months: int) -> Raw:
    return {
        "name": "Reflective supervision",
        **_some(r, **{"from": month(r.randint(0, months))}),
        "hours_per_week": 0.5,
        "per_position_month": 60,
        "turnover_multiplier": 0.9,
        "no_show_multiplier": 0.95,
        "non_service_share_change": r.choice([0.0, 0.02]),
    }


def _service(r: random.Random, name: str, months: int) -> Raw:
    group = {"group_size": r.choice([4, 6])} if name == "group" else _some(r, travel_minutes=15, miles=8)
    minutes = r.choice([23, 45, 60, 90])
    return {
        "session_minutes": minutes,
        "no_show": _dated(r, 0.0, 0.4, months),
        **group,
        **_some(
            r,
            session_spread_minutes=r.choice([5, 15]),
            backfill=0.2,
            no_show_time_lost=0.5,
            documentation_minutes=_dated(r, 5, 15, months),
            sessions_per_client_per_week=r.choice([0.2, 0.4, 1.0]),
        ),
    }


def _payers(r: random.Random, services: list[str], months: int) -> Raw:
    medicaid = {
        "client_share": _dated(r, 0.4, 0.6, months),
        "services": {name: {"rate": _dated(r, 8, 25, months)} for name in services},
        **_some(
            r,
            requires="certified",
            unit_minutes=r.choice([15, 30]),
            unit_rounding=r.choice(["midpoint", "whole", "exact"]),
            denial=0.1,
            denial_recovery=0.5,
            payment_lag=[0.0, 0.6, 0.4],
        ),
    }
    home = {
        "client_share": 0.2,
        "services": {"individual": {"per": "client_month", "rate": 60, "minimum_sessions": r.choice([1, 2])}},
        **_some(r, end=month(r.randint(2, 20))),
    }
    private = {"client_share": 0.1, "services": {services[0]: {"per": "session", "rate": 40}}}
    others = {"health_home": home, "private": private, "commercial": {"client_share": 0.05}}
    return {"medicaid": medicaid, **{name: p for name, p in others.items() if r.random() < 0.5}}


def _caps(r: random.Random, payers: list[str], services: list[str]) -> list[Raw]:
    medicaid, fixed = {"payers": ["medicaid"]}, {"window": "fixed", "starts": r.choice([1, 7, 10])}
    caps = [
        {
            "name": "daily",
            **medicaid,
            "services": [services[0]],
            "per": "client",
            "period": "day",
            "limit": r.choice([2, 4]),
        },
        {"name": "weekly", **medicaid, "per": "client", "period": "week", "limit": r.choice([2, 6])},
        {"name": "monthly", **medicaid, "per": "client", "period": "month", "limit": 8, "approved_beyond": 0.3},
        {"name": "quarterly", **medicaid, "per": "client", "period": "quarter", "limit": 30, **fixed},
        {"name": "half", **medicaid, "per": "client", "period": "half", "limit": r.choice([20, 104])},
        {"name": "yearly", **medicaid, "per": "client", "period": "year", "limit": 90, **fixed, "used_at_start": 30},
        {"name": "worker week", "payers": payers, "per": "worker", "period": "week", "limit": r.choice([20, 60])},
        {"name": "worker year", "per": "worker", "period": "year", "limit": 2500},
        {
            "name": "program",
            **medicaid,
            "per": "program",
            "period": "year",
            "limit": r.choice([2000, 9000]),
            "starts": 7,
        },
        {"name": "dollars", "per": "program", "period": "quarter", "limit": 9000, "unit": "dollars", "starts": 2},
    ]
    return [cap for cap in caps if r.random() < 0.35]


def _position(r: random.Random, name: str, serves: bool, services: list[str], months: int) -> Raw:
    start = r.choice([0, 0, 0, -8, r.randint(1, 9)])
    extra = _some(
        r,
        months_in_step=r.randint(0, 9),
        start=month(start),
        credentials={"certified": month(r.choice([-9, 4]))},
        filled=r.choice(["filled", "new", "vacant"]),
        priority=r.randint(1, 9),
        end=month(start + r.randint(6, months + 6)),
        staffing={"annual_turnover": 0.6},
        time={"admin_hours_per_week": 2},
    )
    if not serves:
        return {"id": name, "ladder": "lead", "step": 1, "hours_per_week": 20, "direct_service": False, **extra}
    mix = {"individual": 0.8, "group": 0.2} if len(services) == 2 else {"individual": 1.0}
    hours = _dated(r, 20, 40, months)
    return {
        "id": name,
        "title": "Peer",
        "ladder": "peer",
        "step": 1,
        "hours_per_week": hours,
        "direct_service": True,
        "caseload": r.choice([12, 22, 35]),
        "mix": mix,
        **extra,
    }


def _departing(r: random.Random, position: Raw) -> Raw:
    """One seat in five loses its person, or two in a row, in its first months."""
    if r.random() > 0.2:
        return position
    first, last = position.get("start", ""), position.get("end", "9999-12")
    months = sorted(r.sample(range(12), r.choice([1, 2])))
    return {**position, "departs": [month(m) for m in months if first <= month(m) <= last]}


def _costs(r: random.Random) -> Raw:
    return {
        "mileage_rate": 0.7,
        "per_position_month": {"phone": 45, "supplies": 20},
        "per_position_year": {"certification": 60},
        "program_month": {"rent": r.choice([0, 1400]), "records": 260},
        **_some(r, annual_change=0.03, indirect_excludes=["rent", "phone"]),
        "indirect_rate": r.choice([0.1, 0.15]),
    }


def _grants(r: random.Random, names: list[str]) -> list[Raw]:
    grants = []
    for number in range(r.randint(0, 3)):
        start = r.choice([-14, -5, 0, 7])
        years = r.randint(2, 3)
        award = r.choice([20000, 60000, 150000])
        grant = {
            "id": f"grant-{number}",
            "start": month(start),
            "end": month(start + 12 * years - r.choice([1, 4])),
            "award": r.choice([award, [award + 5000 * y for y in range(years)]]),
            "covers": {name: r.choice([0.2, 0.3]) for name in names if r.random() < 0.7},
            **_some(
                r,
                carryover=True,
                program_costs=0.3,
                indirect_rate=0.1,
                program_income=r.choice(["deductive", "additive", "matching", "not_billed"]),
                match_rate=0.25,
                payment_lag=[0.2, 0.8],
            ),
        }
        if start < 0:
            grant |= _some(r, spent_at_start=award / 3, carried_in=2000)
        grants.append(grant)
    if grants and r.random() < 0.3:
        grants[0]["covers"] = dict.fromkeys(names, 1.0)
        grants = grants[:1]
    return grants


def _contracts(r: random.Random, serving: list[str], months: int) -> list[Raw]:
    county = {"id": "county", "start": month(0), "end": month(r.randint(3, months + 5)), "per_month": 2500}
    city = {"id": "city", "start": month(5), "per_month": 900, "annual_change": 0.03}
    for contract in (county, city):
        contract.update(_some(r, covers=[serving[0]], for_service=False))
    return [c for c in (county, city) if r.random() < 0.5]
