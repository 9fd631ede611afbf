"""Who sits in a seat: pay of each person, turnover, and the expected state of the seat (sections 2 and 3)."""

from math import floor

from tests.reference.dated import Raw, plain
from tests.reference.setting import Model, Person, Seat
from tests.reference.wages import pay_on


def original_pay(model: Model, seat: Seat, m: int) -> float:
    """Pay of the person in the seat at its start, whether or not that person is still there."""
    month = model.ladders[seat.raw["ladder"]][m]
    tenure = model.at(seat.raw.get("months_in_step"), m) + m - seat.first
    index = model.at(seat.raw.get("step", 1), m) - 1 + floor(tenure / month["months_per_step"])
    return pay_on(month, index, [c for c in seat.raw.get("credentials") or {} if holds_original(model, seat, c, m)])


def holds_original(model: Model, seat: Seat, credential: str, m: int) -> bool:
    """Whether the original person holds a credential, by its date."""
    since = (seat.raw.get("credentials") or {}).get(credential)
    return since is not None and model.cal.index(since) <= m


def holds_hired(seat: Seat, credential: str, tenure: int) -> bool:
    """Whether someone hired `tenure` months ago holds a credential."""
    after = ((seat.staffing.get("hire") or {}).get("credentials") or {}).get(credential)
    return after is not None and tenure >= plain(after)


def hired_pay(model: Model, seat: Seat, hired: int, m: int) -> float:
    """Pay of a replacement hired in month `hired`."""
    month, hire = model.ladders[seat.raw["ladder"]][m], seat.staffing.get("hire") or {}
    index = plain(hire.get("step", 1)) - 1 + floor((m - hired) / month["months_per_step"])
    return pay_on(month, index, [c for c in hire.get("credentials") or {} if holds_hired(seat, c, m - hired)])


def in_last_months(model: Model, seat: Seat, m: int) -> bool:
    """Whether the latest-ending grant that covers the seat is in its last months of insecurity."""
    latest = None
    for g in model.grants:
        share = g["covers"].get(seat.id) if g.get("covers") else None
        months = range(max(0, g["first"]), g["last"] + 1)
        if share is not None and any(model.at(share, i) > 0 for i in months):
            latest = g if latest is None or g["last"] > latest["last"] else latest
    if latest is None or not latest["first"] <= m <= latest["last"]:
        return False
    months_before = model.at((seat.staffing.get("insecurity") or {}).get("months"), m, 6)
    return bool(latest["last"] - m < months_before)


def hazard(model: Model, seat: Seat, m: int, pay: float) -> float:
    """The chance that a person leaves at the end of the month."""
    if m in map(model.cal.index, seat.raw.get("departs") or []):
        return 1.0
    rate = model.at(seat.staffing.get("annual_turnover"), m)
    for support in model.supports(m):
        rate *= model.at(support.get("turnover_multiplier"), m, 1.0)
    multiplier = model.at((seat.staffing.get("insecurity") or {}).get("multiplier"), m, 1.0)
    if multiplier != 1.0 and in_last_months(model, seat, m):
        rate *= multiplier
    month, elasticity = model.ladders[seat.raw["ladder"]][m], model.at(seat.staffing.get("wage_elasticity"), m)
    if elasticity and month["outside"] and month["ref_wage"] and month["ref_outside"]:
        rate *= ((pay / month["outside"]) / (month["ref_wage"] / month["ref_outside"])) ** -elasticity
    return min(1.0, min(max(rate, 0.0), 3.0) / 12)


def seat_people(seat: Seat, m: int) -> None:
    """Put the first person into a seat in its first month."""
    share = 0.0 if seat.kind == "vacant" else 1.0
    seat.people = [Person(share, m if seat.kind == "new" else None, original=True)]
    seat.vacant = 1.0 - share


def productivity(seat: Seat, person: Person, m: int) -> float:
    """A person's productivity: the ramp in the first months, then whole."""
    ramp = seat.staffing.get("ramp") or []
    if person.hired is None or m - person.hired >= len(ramp):
        return 1.0
    return float(plain(ramp[m - person.hired]))


def may_bill(model: Model, seat: Seat, person: Person, payer: Raw, m: int) -> bool:
    """Whether a payer accepts a person's services: hired long enough, and with the credential it requires."""
    if person.hired is not None and m - person.hired < plain(seat.staffing.get("months_to_bill", 0)):
        return False
    needed = payer.get("requires")
    if needed is None:
        return True
    if person.original:
        return holds_original(model, seat, needed, m)
    return person.hired is not None and holds_hired(seat, needed, m - person.hired)


def staff_month(model: Model, seat: Seat, m: int) -> Raw:
    """The expected state of an active seat in month `m`.

    A seat's first person, also one who starts new, has the position's own step and credentials.
    """
    if m == seat.first:
        seat_people(seat, m)
    original = original_pay(model, seat, m)
    pays, filled, productive, hires = [], 0.0, 0.0, 0.0
    qualified = dict.fromkeys(model.raw["payers"], 0.0)
    for person in seat.people:
        pay = original if person.original or person.hired is None else hired_pay(model, seat, person.hired, m)
        working = person.share * productivity(seat, person, m)
        pays.append(pay)
        filled += person.share
        productive += working
        hires += person.share if person.hired == m else 0.0
        for name, payer in model.raw["payers"].items():
            qualified[name] += working if may_bill(model, seat, person, payer, m) else 0.0
    leaving = hazard(model, seat, m, original)
    paid = sum(p.share * pay for p, pay in zip(seat.people, pays, strict=True))
    return {
        "original_pay": original,
        "pays": pays,
        "wage": paid / filled if filled > 0 else 0.0,
        "filled": filled,
        "productive": productive,
        "qualified": qualified,
        "vacant": seat.vacant,
        "hires": hires,
        "hazard": leaving,
        "separations": leaving * filled,
    }


def advance(model: Model, seat: Seat, m: int, staff: Raw) -> None:
    """Let people leave at the month's end and fill empty seats for the next month."""
    empty_months = model.at(seat.staffing.get("months_vacant"), m)
    pool = seat.vacant + staff["separations"]
    for person in seat.people:
        person.share *= 1.0 - staff["hazard"]
    if pool > 0:
        seat.people.append(Person(pool / (1.0 + empty_months), m + 1, original=False))
    seat.vacant = pool * empty_months / (1.0 + empty_months)
