"""The money of a synthetic program: awards under way for some seats, public contracts for what nothing else pays."""

from typing import Any

from model.inputs.load import program_of
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.portfolio.synthetic_numbers import WEEKS_PER_YEAR, Drawn
from model.projection import project

Tree = dict[str, Any]


def grants_of(drawn: Drawn, start: Month, positions: list[Tree], hourly: float) -> list[Tree]:
    """Grants under way, each somewhere in its term, and each with the next seats that its award can pay for."""
    length = int(drawn.numbers.entry("synthetic.award_months").value or 0)
    to_cover = positions[: round(len(positions) * drawn.near("synthetic.grant_seats", "grants"))]
    over_pay = drawn.near("synthetic.seat_cost", "grants")
    grants: list[Tree] = []
    while to_cover:
        at = f"grants[id=grant-{len(grants) + 1}]"
        award = drawn.award(f"{at}.award")
        covered = _paid_by(award, to_cover, over_pay * hourly)
        to_cover = to_cover[len(covered) :]
        gone = int(drawn.stream.integers(length // MONTHS_PER_YEAR)) * MONTHS_PER_YEAR  # whole budget years
        share = drawn.near("synthetic.grant_covers", f"{at}.covers")
        drawn.basis[f"{at}.end"] = "synthetic.award_months"
        grants.append(
            {
                "id": f"grant-{len(grants) + 1}",
                "start": str(start.plus(-gone)),
                "end": str(start.plus(length - gone - 1)),
                "award": award,
                "covers": dict.fromkeys(covered, share),
                "indirect_rate": drawn.given("indirect.de_minimis_on_award", f"{at}.indirect_rate"),
            }
        )
    return grants


def _paid_by(award: float, positions: list[Tree], an_hour: float) -> list[str]:
    """The first seats that an award pays for in a year, one at least."""
    covered: list[str] = []
    for seat in positions:
        award -= seat["hours_per_week"] * WEEKS_PER_YEAR * an_hour
        if covered and award < 0:
            break
        covered.append(seat["id"])
    return covered


def contracts_of(drawn: Drawn, tree: Tree) -> list[Tree]:
    """Public contracts that pay most of what nothing else pays of the first year: a program that stands is paid for."""
    year = {**tree, "months": MONTHS_PER_YEAR, "reserve": {"opening": 0.0}, "when_unfunded": "keep"}
    gap = float(project(program_of(year, tree["name"]).program).funding.gap.sum())
    paid = round(gap / MONTHS_PER_YEAR * drawn.near("synthetic.rest_paid", "contracts[id=public].per_month"))
    return [{"id": "public", "start": tree["start"], "per_month": float(paid)}] if paid > 0 else []
