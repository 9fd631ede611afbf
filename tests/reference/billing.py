"""The fate of every delivered unit, by seat, service and payer (section 8)."""

from math import ceil, floor
from typing import Any

from tests.reference.caps import client_caps, take, worker_caps
from tests.reference.dated import Raw, plain
from tests.reference.setting import FATES, Model, Seat
from tests.reference.work import staffed_or_covered


def units_of(minutes: float, unit: float, rounding: str) -> float:
    """Units of one kept client-session."""
    if rounding == "exact":
        return minutes / unit
    return float(floor(minutes / unit) if rounding == "whole" else floor((minutes + unit / 2 - 0.5) / unit))


def lengths(model: Model, service: Raw, m: int) -> list[float]:
    """The lengths of a session in minutes, one for each whole minute of its spread."""
    middle, spread = model.at(service["session_minutes"], m), model.at(service.get("session_spread_minutes"), m)
    if spread <= 0:
        return [middle]
    return [float(x) for x in range(ceil(middle - spread), floor(middle + spread) + 1)]


def pays_for(model: Model, payer: Raw, service: str, m: int) -> Raw | None:
    """The terms on which a payer pays for a service in a month, if it does."""
    if payer.get("start") is not None and m < model.cal.index(payer["start"]):
        return None
    if payer.get("end") is not None and m > model.cal.index(payer["end"]):
        return None
    terms = (payer.get("services") or {}).get(service)
    return None if terms is None else dict(terms)


def worth_of(model: Model, seat: Seat, m: int, line: Raw, terms: Raw, serving: float) -> float:
    """Dollars a line would bill if all of it could be."""
    rate = model.at(terms.get("rate"), m)
    if line["per"] == "unit":
        return float(rate * line["units"])
    if line["per"] == "session":
        return float(rate * line["sessions"])
    clients = line["sessions"] / model.at(terms.get("minimum_sessions"), m, 1.0)
    if seat.raw.get("caseload") is not None:
        clients = min(clients, model.at(seat.raw["caseload"], m) * line["share"] * serving)
    return rate * clients


def make_line(model: Model, service: str, payer: str | None, share: float, done: Raw, m: int) -> Raw:
    """The work of a seat in one service for one payer's clients; `left` is the share of it whose fate is open."""
    terms: Raw = {} if payer is None else model.raw["payers"][payer]
    unit, rounding = float(plain(terms.get("unit_minutes")) or 15), terms.get("unit_rounding") or "midpoint"
    by_length = [units_of(x, unit, rounding) for x in lengths(model, model.raw["services"][service], m)]
    shape = done["shape"][service]
    denied = model.at(terms.get("denial"), m) * (1 - model.at(terms.get("denial_recovery"), m))
    return {
        "service": service,
        "payer": payer,
        "share": share,
        "sessions": done["kept"][service] * share,
        "units": done["kept"][service] * share * sum(by_length) / len(by_length),
        "hours": done["session_hours"][service] * share,
        "by_length": by_length,
        "attendance": shape["kept"] * shape["size"] if shape["grouped"] else 1.0,
        "denied": denied,
        "per": None,
        "worth": 0.0,
        "left": 1.0,
        "fates": dict.fromkeys(FATES, 0.0),
    }


def lines_of(model: Model, seat: Seat, m: int, staff: Raw, work: Raw, done: Raw, not_billed: float) -> list[Raw]:
    """All lines of a seat in a month, after every fate that one seat decides by itself."""
    serving, made = staffed_or_covered(model, seat, m, staff), []
    shares: dict[Any, float] = {p: model.at(x.get("client_share"), m) for p, x in model.raw["payers"].items()}
    shares[None] = max(0.0, 1.0 - sum(shares.values()))
    for service in done["kept"]:
        if done["kept"][service] <= 0:
            continue
        for payer, share in shares.items():
            line = make_line(model, service, payer, share, done, m)
            line["seat"] = seat.id
            made.append(line)
            terms = None if payer is None else pays_for(model, model.raw["payers"][payer], service, m)
            if terms is None:
                take(line, 0.0, "no_payer")
                continue
            line["per"] = terms.get("per") or "unit"
            line["worth"] = worth_of(model, seat, m, line, terms, serving)
            take(line, work["qualified"][payer], "not_qualified")
            take(line, 1.0 - not_billed, "not_billed")
            line["reached_caps"] = line["left"]
    client_caps(model, seat, m, made, serving)
    worker_caps(model, m, made, serving)
    return made


def settle(line: Raw) -> None:
    """Decide the last two fates of a line, and its dollars."""
    line["billed"] = line["worth"] * line["left"]
    line["earned"] = line["billed"] * (1 - line["denied"])
    take(line, 1 - line["denied"], "denied")
    line["fates"]["paid"], line["left"] = line["left"], 0.0


def by_fate(lines: list[Raw], measure: str) -> dict[str, float]:
    """Sum units or hours of lines by fate, and as delivered; a line's hours are shared as its units are.

    Sessions too short for any unit are hours that no payer pays.
    """
    total = {"delivered": sum(x[measure] for x in lines)}
    for fate in FATES:
        total[fate] = sum(x[measure] * x["fates"][fate] for x in lines if x["units"] > 0)
    total["no_payer"] += sum(x[measure] for x in lines if x["units"] <= 0)
    return total


def what_binds(model: Model, lines: list[Raw], demand: bool, m: int) -> str:
    """The last cap to act that takes more than materiality of the units that reach caps; else demand, else hours."""
    reached = sum(x["units"] * x.get("reached_caps", 0.0) for x in lines)
    for fate in ("program_cap", "worker_cap", "client_cap"):
        taken = sum(x["units"] * x["fates"]["over_" + fate] for x in lines)
        if taken > model.materiality(m) * reached:
            return fate
    return "demand" if demand else "hours"
