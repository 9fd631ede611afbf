"""What the program costs: each seat's direct cost, and what is shared (section 6)."""

from tests.reference.dated import Raw, plain, read
from tests.reference.people import original_pay
from tests.reference.setting import Model, Person, Seat, program_runs
from tests.reference.work import coverage_of


def group_growth(model: Model) -> float:
    """The annual change of the three cost groups."""
    change = (model.raw.get("costs") or {}).get("annual_change")
    return 0.0 if change is None else float(plain(change))


def lines(model: Model, group: str, m: int) -> dict[str, float]:
    """The lines of a cost group in the month's dollars; a line's own annual change goes before the group's."""
    listed = (model.raw.get("costs") or {}).get(group) or {}
    return {name: read(model.cal, x, m, growth=group_growth(model)) for name, x in listed.items()}


def excluded(model: Model) -> list[str]:
    """Names of the lines on which no indirect cost is charged."""
    return list((model.raw.get("costs") or {}).get("indirect_excludes") or [])


def taxable(model: Model, seat: Seat, person: Person, wages: float, component: Raw, m: int) -> float:
    """The part of a person's wages in the month that lies below the component's yearly wage base."""
    if component.get("wage_base") is None:
        return wages
    before = person.earned
    in_seat = seat.at_start and seat.kind == "filled" and person.original
    if in_seat and model.cal.year(m) == model.cal.year(0):
        before += model.at(component.get("used_at_start"), m)
    return min(wages, max(0.0, model.at(component["wage_base"], m) - before))


def fringe(model: Model, seat: Seat, m: int, staff: Raw, paid: float, covered_pay: float) -> float:
    """Benefits of the people in the seat and payroll taxes on covered hours.

    `eligible_only` and `take_up` hold for a component whether it is stated by the month or as a share of wages.
    """
    total, benefits = 0.0, model.raw.get("benefits") or {}
    full_time = model.at(seat.raw["hours_per_week"], m) >= model.at(benefits.get("full_time_hours"), m, 30)
    for component in benefits.get("components") or []:
        if component.get("eligible_only") and not full_time:
            continue
        base = covered_pay
        for person, pay in zip(seat.people, staff["pays"], strict=True):
            base += person.share * taxable(model, seat, person, pay * paid, component, m)
        change = component.get("annual_change")
        growth = 0.0 if change is None else float(plain(change))
        monthly = read(model.cal, component.get("per_month"), m, growth=growth) * staff["filled"]
        cost = model.at(component.get("share_of_wages"), m) * base + monthly
        total += cost * model.at(component.get("take_up"), m, 1.0)
    return total


def open_year(model: Model, seat: Seat, m: int) -> None:
    """Start each person's wages of the calendar year anew in January."""
    for person in seat.people:
        if person.year != model.cal.year(m):
            person.year, person.earned = model.cal.year(m), 0.0


def direct_cost(model: Model, seat: Seat, m: int, staff: Raw, work: Raw, done: Raw) -> Raw:
    """Wages, fringe, travel, per-position lines and replacement of one active seat."""
    open_year(model, seat, m)
    covered_pay = work["covered"] * staff["original_pay"] * coverage_of(model, seat, "pay_multiple", m, 1.0)
    earned = [pay * work["paid"] for pay in staff["pays"]]
    wages = sum(p.share * w for p, w in zip(seat.people, earned, strict=True)) + covered_pay
    benefits = fringe(model, seat, m, staff, work["paid"], covered_pay)
    for person, amount in zip(seat.people, earned, strict=True):
        person.earned += amount
    named = [(name, x) for name, x in lines(model, "per_position_month", m).items()]
    named += [(name, x / 12) for name, x in lines(model, "per_position_year", m).items()]
    supports = sum(
        read(model.cal, s.get("per_position_month"), m, growth=group_growth(model)) for s in model.supports(m)
    )
    per_position = (sum(x for _, x in named) + supports) * staff["filled"]
    travel = done["miles"] * model.at((model.raw.get("costs") or {}).get("mileage_rate"), m)
    replacing = replacement(model, seat, m, staff)
    return {
        "wages": wages,
        "fringe": benefits,
        "travel": travel,
        "per_position": per_position,
        "replacement": replacing,
        "direct": wages + benefits + travel + per_position + replacing,
        "excluded": sum(x for name, x in named if name in excluded(model)) * staff["filled"],
    }


def replacement(model: Model, seat: Seat, m: int, staff: Raw) -> float:
    """Cost of replacing those who leave; nobody is sought for a seat in the month of its own end."""
    if seat.end == m:
        return 0.0
    terms, week = seat.staffing.get("replacement") or {}, model.at(seat.raw["hours_per_week"], m)
    year_of_pay = original_pay(model, seat, m) * week * 52
    return float(
        staff["separations"]
        * (model.at(terms.get("dollars"), m) + model.at(terms.get("share_of_annual_wage"), m) * year_of_pay)
    )


def spread_weights(model: Model, rows: list[Seat], m: int) -> dict[str, float]:
    """Shares of the shared cost by hours a week; the program itself carries it where no such seat is active."""
    if not rows:
        return {"(program)": 1.0}
    hours = {s.id: model.at(s.raw["hours_per_week"], m) for s in rows}
    total = sum(hours.values())
    return {name: x / total if total > 0 else 1 / len(hours) for name, x in hours.items()}


def full_costs(model: Model, m: int, rows: list[Seat], others: list[Seat], direct: dict[str, Raw]) -> dict[str, Raw]:
    """Direct, shared, indirect and full cost of each row that carries the program's money."""
    program = lines(model, "program_month", m) if program_runs(model, m) else {}
    shared = sum(program.values()) + sum(direct[s.id]["direct"] for s in others)
    shared_excluded = sum(x for name, x in program.items() if name in excluded(model))
    shared_excluded += sum(direct[s.id]["excluded"] for s in others)
    rate = model.at((model.raw.get("costs") or {}).get("indirect_rate"), m)
    full = {}
    for name, weight in spread_weights(model, rows, m).items():
        own = direct.get(name, {"direct": 0.0, "excluded": 0.0})
        base = own["direct"] - own["excluded"] + weight * (shared - shared_excluded)
        cost = {"direct": own["direct"], "shared": weight * shared, "indirect": rate * base, "weight": weight}
        full[name] = {**cost, "full": cost["direct"] + cost["shared"] + cost["indirect"]}
    return full
