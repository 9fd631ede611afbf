"""What grants are asked for, cover and pay, and what becomes of program income (sections 7 and 9, points 1 and 2)."""

from typing import Any

from tests.reference.costs import excluded, lines
from tests.reference.dated import Raw, plain
from tests.reference.setting import Model, Seat, program_runs


def award_of(model: Model, grant: Raw, m: int) -> float:
    """The award of the budget year that month `m` lies in; a dated award is read in the month the year begins."""
    award, year = grant["award"], (m - grant["first"]) // 12
    if isinstance(award, list) and not any(isinstance(x, dict) and "from" in x for x in award):
        return float(plain(award[year]))
    return model.at(award, max(0, grant["first"] + 12 * year))


def is_open(grant: Raw, m: int) -> bool:
    """Whether a grant is active in a month."""
    return bool(grant["first"] <= m <= grant["last"])


def open_grants(model: Model, m: int) -> None:
    """Begin the month: a new budget year brings its award, and with carryover what the last one left."""
    for grant in model.grants:
        if not is_open(grant, m):
            grant["left"] = 0.0
        elif m == 0:
            used = model.at(grant.get("spent_at_start"), 0) - model.at(grant.get("carried_in"), 0)
            grant["left"] = max(0.0, award_of(model, grant, 0) - used)
        elif (m - grant["first"]) % 12 == 0:
            kept = grant["left"] if grant.get("carryover") else 0.0
            grant["left"] = award_of(model, grant, m) + kept


def asks(model: Model, m: int, direct: dict[str, Raw]) -> dict[str, Raw]:
    """What each active grant is asked for: for each position, and for program costs, its indirect cost included."""
    program = lines(model, "program_month", m) if program_runs(model, m) else {}
    total = sum(program.values())
    unburdened = sum(x for name, x in program.items() if name in excluded(model))
    asked = {}
    for grant in model.grants:
        if not is_open(grant, m):
            continue
        rate = model.at(grant.get("indirect_rate"), m)
        shares = {p: model.at(x, m) for p, x in (grant.get("covers") or {}).items() if p in direct}
        own = {
            p: x * (direct[p]["direct"] + rate * (direct[p]["direct"] - direct[p]["excluded"]))
            for p, x in shares.items()
        }
        share = model.at(grant.get("program_costs"), m)
        asked[grant["id"]] = {"own": own, "shares": shares, "program": share * (total + rate * (total - unburdened))}
    return asked


def cover(model: Model, asked: dict[str, Raw]) -> None:
    """Add what share of each position each grant covers, before program income and within what is left of its award."""
    for grant in model.grants:
        ask = asked.get(grant["id"])
        if ask is None:
            continue
        whole = sum(ask["own"].values()) + ask["program"]
        part = min(whole, grant["left"]) / whole if whole > 0 else 0.0
        ask["covered"] = {p: share * part for p, share in ask["shares"].items()}


def share_not_billed(model: Model, asked: dict[str, Raw], seat: Seat) -> float:
    """The share of a seat's units that grants which want no billing take."""
    silent = [g["id"] for g in model.grants if g.get("program_income") == "not_billed" and g["id"] in asked]
    return min(1.0, sum(asked[g]["covered"].get(seat.id, 0.0) for g in silent))


def program_income(
    model: Model, asked: dict[str, Raw], earned: dict[str, float], silent: dict[str, float]
) -> dict[str, Raw]:
    """Split each seat's earnings into what each grant counts as its program income."""
    income: dict[str, Raw] = {}
    for grant in model.grants:
        if grant["id"] not in asked or grant.get("program_income") == "not_billed":
            continue
        covered = asked[grant["id"]]["covered"]
        parts = {
            p: earned[p] * covered[p] / (1 - silent[p]) for p in covered if earned.get(p, 0.0) > 0 and silent[p] < 1
        }
        income[grant["id"]] = parts
    return income


def pay_grants(
    model: Model, asked: dict[str, Raw], income: dict[str, Raw], weights: dict[str, float]
) -> dict[str, Any]:
    """Let grants pay what is asked after deductive income, or what is left of the award, all parts scaled alike.

    What goes to other positions and to program costs reaches the rows in the proportions in which it was spread.
    """
    to_rows = dict.fromkeys(weights, 0.0)
    report: dict[str, Any] = {}
    for grant in model.grants:
        ask = asked.get(grant["id"])
        if ask is None:
            continue
        parts = dict(ask["own"])
        if (grant.get("program_income") or "deductive") == "deductive":
            for p, dollars in income[grant["id"]].items():
                parts[p] = max(0.0, parts[p] - dollars)
        whole = sum(parts.values()) + ask["program"]
        paid = min(whole, grant["left"])
        scale = paid / whole if whole > 0 else 0.0
        grant["left"] -= paid
        shared = ask["program"] + sum(x for p, x in parts.items() if p not in weights)
        for row, weight in weights.items():
            to_rows[row] += scale * (parts.get(row, 0.0) + weight * shared)
        report[grant["id"]] = {"asked": whole, "paid": paid}
    return {"to_rows": to_rows, "by_grant": report}


def grant_months(model: Model, report: dict[str, Any], m: int) -> dict[str, Raw]:
    """What the month's output says of each grant, active or not."""
    said = {}
    for grant in model.grants:
        paid = report.get(grant["id"], {"asked": 0.0, "paid": 0.0})
        rate = model.at(grant.get("match_rate"), m)
        said[grant["id"]] = {
            **paid,
            "left": grant["left"],
            "income_balance": grant["balance"],
            "match_needed": paid["paid"] * rate / (1 - rate),
        }
    return said
