"""Hours that clients can be seen in, and the sessions that fill them (sections 4 and 5)."""

from tests.reference.dated import Raw
from tests.reference.setting import Model, Seat

WEEKS_PER_MONTH = 52 / 12
WEEKLY_DUTIES = ("supervision_hours_per_week", "meeting_hours_per_week", "admin_hours_per_week")


def coverage_of(model: Model, seat: Seat, name: str, m: int, default: float = 0.0) -> float:
    """Read one number of the seat's coverage."""
    return model.at((seat.staffing.get("coverage") or {}).get(name), m, default)


def capacity(model: Model, seat: Seat, m: int, staff: Raw) -> Raw:
    """Turn the seat's paid hours into service hours, and count the hours that others cover."""
    week = model.at(seat.raw["hours_per_week"], m)
    paid = week * WEEKS_PER_MONTH
    leave = sum(model.at(x, m) for x in (model.raw.get("leave") or {}).values()) * week / 40 / 12
    worked = paid - leave
    work: Raw = {"paid": paid, "leave": leave, "worked": worked, "available": 0.0, "service": 0.0, "covered": 0.0}
    work["qualified"] = dict.fromkeys(model.raw["payers"], 0.0)
    if not seat.direct or worked <= 0:
        return work
    share = model.at(seat.time.get("non_service_share"), m)
    duties = sum(model.at(seat.time.get(name), m) for name in WEEKLY_DUTIES)
    for support in model.supports(m):
        share += model.at(support.get("non_service_share_change"), m)
        duties += model.at(support.get("hours_per_week"), m)
    training = model.at(seat.time.get("training_hours_per_year"), m) / 12
    available = max(0.0, worked * (1 - share) - duties * WEEKS_PER_MONTH * worked / paid - training)
    vacancy = coverage_of(model, seat, "vacancy", m) * staff["vacant"]
    away = coverage_of(model, seat, "leave", m) * leave * staff["filled"]
    covered_service = available * vacancy + away * available / worked
    service = available * staff["productive"] + covered_service
    work.update(available=available, service=service, covered=vacancy * worked + away)
    if service > 0:
        for name, part in staff["qualified"].items():
            work["qualified"][name] = (available * part + covered_service) / service
    return work


def staffed_or_covered(model: Model, seat: Seat, m: int, staff: Raw) -> float:
    """The share of the seat that serves its caseload: filled, or covered by others while vacant."""
    return float(staff["filled"] + coverage_of(model, seat, "vacancy", m) * staff["vacant"])


def session(model: Model, service: Raw, m: int) -> Raw:
    """Describe one booked session of a service: its length, its time in hours, the share kept, who attends."""
    no_show = model.at(service.get("no_show"), m)
    for support in model.supports(m):
        no_show *= model.at(support.get("no_show_multiplier"), m, 1.0)
    missed = no_show * (1 - model.at(service.get("backfill"), m))
    kept = 1 - missed
    length = model.at(service["session_minutes"], m)
    travel, notes = model.at(service.get("travel_minutes"), m), model.at(service.get("documentation_minutes"), m)
    grouped = service.get("group_size") is not None
    size = model.at(service["group_size"], m) if grouped else 1.0
    if grouped:
        minutes = length + travel + kept * size * notes
    else:
        lost = model.at(service.get("no_show_time_lost"), m, 1.0)
        minutes = length + travel + kept * notes - missed * length * (1 - lost)
    return {"kept": kept, "size": size, "grouped": grouped, "length": length, "hours": minutes / 60}


def sessions(model: Model, seat: Seat, m: int, staff: Raw, work: Raw) -> Raw:
    """Book sessions of each service until hours or demand run out.

    `session_hours` is the worker's time in sessions that took place: an individual's when it is kept, a group's always.
    Hours outside the mix are nobody's demand, so they are not among the unused ones.
    """
    done: Raw = {
        "booked": {},
        "kept": {},
        "shape": {},
        "session_hours": {},
        "unused": 0.0,
        "miles": 0.0,
        "demand": False,
    }
    mix = seat.raw.get("mix") or {}
    serving = min(1.0, staff["productive"] + coverage_of(model, seat, "vacancy", m) * staff["vacant"])
    for name, service in model.raw["services"].items():
        shape = session(model, service, m)
        hours = work["service"] * model.at(mix.get(name), m)
        booked = hours / shape["hours"]
        wanted = service.get("sessions_per_client_per_week")
        if wanted is not None and hours > 0:
            caseload = model.at(seat.raw.get("caseload"), m)
            demand = caseload * model.at(wanted, m) * WEEKS_PER_MONTH / shape["size"] * serving
            if demand < booked:
                booked, done["demand"] = demand, True
                done["unused"] += hours - booked * shape["hours"]
        kept = booked * shape["kept"] * shape["size"]
        held = booked if shape["grouped"] else kept
        done["booked"][name], done["kept"][name], done["shape"][name] = booked, kept, shape
        done["session_hours"][name] = held * shape["length"] / 60
        done["miles"] += booked * model.at(service.get("miles"), m)
    return done
