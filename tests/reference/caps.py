"""Caps on what can be billed, per client, worker and program (section 8, points 4 to 6)."""

from scipy.special import gammainc

from tests.reference.dated import Raw
from tests.reference.setting import PERIODS, Model, Seat, is_active
from tests.reference.work import WEEKS_PER_MONTH

ORDER = list(PERIODS)


def caps_of(model: Model, per: str) -> list[tuple[int, Raw]]:
    """The caps of a kind with their place in the file, the shortest period first."""
    listed = [(i, c) for i, c in enumerate(model.raw.get("caps") or []) if c["per"] == per]
    return sorted(listed, key=lambda pair: ORDER.index(pair[1]["period"]))


def named(cap: Raw, line: Raw) -> bool:
    """Whether a cap lists the line's payer and service."""
    payers, services = cap.get("payers"), cap.get("services")
    return (payers is None or line["payer"] in payers) and (services is None or line["service"] in services)


def restarts(model: Model, cap: Raw, m: int) -> bool:
    """Whether a fixed window begins with this month."""
    months = max(1, PERIODS[cap["period"]])
    return (model.cal.month_of_year(m) - int(cap.get("starts", 1))) % months == 0


def open_windows(model: Model, m: int) -> None:
    """Begin the month's fixed windows: what was used before the program's start counts in the window that holds it."""
    for place, cap in enumerate(model.raw.get("caps") or []):
        if m > 0 and not restarts(model, cap, m):
            continue
        used = model.at(cap.get("used_at_start"), m) if m == 0 else 0.0
        if cap["per"] == "program":
            model.running[place] = used
        for seat in model.seats:
            for payer in model.raw["payers"]:
                model.running[place, seat.id, payer] = used if is_active(model, seat, m) else 0.0


def take(line: Raw, share_left: float, fate: str) -> None:
    """Let a share of what is left of a line through; the rest has met its fate."""
    line["fates"][fate] += line["left"] * (1 - share_left)
    line["left"] *= share_left


def mean_below(x: float, limit: float, variation: float) -> float:
    """E[min(X, limit)] of a gamma variable with mean `x` and the given coefficient of variation."""
    if x <= 0 or variation <= 0:
        return min(x, limit)
    shape, scale = 1 / variation**2, x * variation**2
    return float(x * gammainc(shape + 1, limit / scale) + limit * (1 - gammainc(shape, limit / scale)))


def day_share(model: Model, line: Raw, m: int) -> float:
    """The share of a line's units that daily caps leave, session by session, before the mean over lengths."""
    daily = [c for _, c in caps_of(model, "client") if c["period"] == "day" and named(c, line)]
    terms = [(model.at(c["limit"], m), model.at(c.get("approved_beyond"), m)) for c in daily]
    delivered = allowed = 0.0
    for units in line["by_length"]:
        left = units
        for limit, given_back in terms:
            left -= max(0.0, left - limit) * (1 - given_back)
        delivered += units
        allowed += left
    return allowed / delivered if delivered > 0 else 1.0


def client_kept(model: Model, seat: Seat, place: int, cap: Raw, payer: str, u: float, m: int) -> float:
    """Units a client and month that a cap longer than a day leaves of `u`, before anything is approved beyond it."""
    limit, variation = model.at(cap["limit"], m), model.at(model.raw.get("client_variation"), m)
    if cap["period"] == "week":
        return mean_below(u / WEEKS_PER_MONTH, limit, variation) * WEEKS_PER_MONTH
    months = PERIODS[cap["period"]]
    sharing = 1 + model.at(model.raw.get("client_turnover"), m) * months / 12

    def kept(x: float) -> float:
        return sharing * mean_below(x / sharing, limit, variation)

    if cap.get("window", "rolling") == "rolling":
        return kept(months * u) / months
    before = model.running[place, seat.id, payer]
    model.running[place, seat.id, payer] += u
    return kept(before + u) - kept(before)


def client_caps(model: Model, seat: Seat, m: int, lines: list[Raw], serving: float) -> None:
    """Apply the caps per client to a seat's lines, each listed payer apart, the listed services together."""
    for line in lines:
        if line["per"] == "unit":
            take(line, day_share(model, line, m), "over_client_cap")
    for place, cap in caps_of(model, "client"):
        if cap["period"] == "day":
            continue
        for payer in model.raw["payers"]:
            listed = [x for x in lines if x["payer"] == payer and x["per"] == "unit" and named(cap, x)]
            share = model.at(model.raw["payers"][payer].get("client_share"), m)
            clients = model.at(seat.raw.get("caseload"), m) * share * serving
            if not listed or clients <= 0:
                continue
            u = sum(x["units"] * x["left"] for x in listed) / clients
            kept = client_kept(model, seat, place, cap, payer, u, m)
            kept += (u - kept) * model.at(cap.get("approved_beyond"), m)
            for line in listed:
                take(line, min(1.0, kept / u) if u > 0 else 1.0, "over_client_cap")


def worker_caps(model: Model, m: int, lines: list[Raw], serving: float) -> None:
    """Apply the caps per worker to a seat's lines, all listed payers together, a group's units counted once."""
    for _, cap in caps_of(model, "worker"):
        listed = [x for x in lines if x["per"] == "unit" and named(cap, x)]
        used = sum(x["units"] * x["left"] / x["attendance"] for x in listed)
        per_month = {"week": WEEKS_PER_MONTH, "month": 1.0, "year": 1 / 12}[cap["period"]]
        limit = model.at(cap["limit"], m) * per_month * serving
        for line in listed:
            take(line, min(1.0, limit / used) if used > 0 else 1.0, "over_worker_cap")


def program_amount(cap: Raw, lines: list[Raw]) -> float:
    """What a program cap counts of what is left: units billed, or dollars after denials."""
    if cap.get("unit") == "dollars":
        return sum(x["worth"] * x["left"] * (1 - x["denied"]) for x in lines if named(cap, x))
    return sum(x["units"] * x["left"] for x in lines if x["per"] == "unit" and named(cap, x))


def program_caps(model: Model, m: int, lines: list[Raw]) -> None:
    """Apply the caps per program to all seats' lines alike.

    A window's running total is of what was billed in the end, after the caps that come later.
    """
    caps = caps_of(model, "program")
    for place, cap in caps:
        weeks = WEEKS_PER_MONTH if cap["period"] == "week" else 1.0
        room = max(0.0, model.at(cap["limit"], m) * weeks - model.running[place])
        amount = program_amount(cap, lines)
        for line in lines:
            if named(cap, line) and (cap.get("unit") == "dollars" or line["per"] == "unit"):
                take(line, min(1.0, room / amount) if amount > 0 else 1.0, "over_program_cap")
    for place, cap in caps:
        model.running[place] += program_amount(cap, lines)
