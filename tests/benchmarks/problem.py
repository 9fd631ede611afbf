"""The benchmark's programs: an example grown to any number of positions and months, with uncertain inputs."""

import copy
from pathlib import Path
from typing import Any

import numpy as np

from model.draws import with_draws
from model.inputs.load import program_of
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.inputs.strict_yaml import read_yaml
from model.projection import Projection

EXAMPLE = Path(__file__).parents[2] / "assumptions" / "programs" / "piedmont-peer-center.yaml"
UNCERTAIN = {
    "services.individual.no_show": (0.10, 0.35),
    "staffing.annual_turnover": (0.20, 0.45),
    "staffing.months_vacant": (0.9, 2.8),
    "payers.medicaid.denial": (0.02, 0.20),
    "payers.medicaid.services.individual.rate": (11.0, 16.0),
    "fundraising.per_month": (0.0, 3000.0),
}


def example_text() -> str:
    """The example's file."""
    return EXAMPLE.read_text()


def larger(*, positions: int, months: int) -> dict[str, Any]:
    """The example with its seats repeated to so many positions, over so many months."""
    raw: dict[str, Any] = copy.deepcopy(read_yaml(EXAMPLE.read_text(), "example").value)
    seats = raw["positions"]
    kept_ = {seat["id"] for seat in seats[:positions]}
    raw["positions"] = [
        {
            **copy.deepcopy(seats[n % len(seats)]),
            "id": seats[n % len(seats)]["id"] + ("" if n < len(seats) else f"-{n}"),
        }
        for n in range(positions)
    ]
    for grant in raw["grants"]:
        grant["covers"] = {name: share for name, share in grant["covers"].items() if name in kept_}
    for contract in raw.get("contracts", []):
        if "covers" in contract:
            contract["covers"] = [name for name in contract["covers"] if name in kept_]
    raw["contracts"] = [c for c in raw.get("contracts", []) if c.get("covers") != []]
    raw["months"] = months
    return raw


def with_uncertainty(raw: dict[str, Any], draws: int) -> Program:
    """The program with six uncertain inputs drawn evenly over their ranges."""
    generator = np.random.default_rng(2026)
    values = {name: generator.uniform(low, high, draws) for name, (low, high) in UNCERTAIN.items()}
    return with_draws(program_of(raw, "larger"), values)


def kept(projection: Projection) -> dict[str, Array]:
    """What is kept of many draws: sums by month."""
    return {
        "gap": projection.funding.gap.sum(axis=1),
        "reserve": projection.funding.reserve,
        "cash": projection.cash,
    }


def like_the_reference_problem(*, positions: int, months: int) -> dict[str, Any]:
    """The example with as much to work out as `simple` has, and no more: one service, one cap, four grants that end.

    What the model adds to it by its nature, such as who is paid last and which seat ends, it still works out.
    """
    raw = larger(positions=positions, months=months)
    for unwanted in ("client_variation", "client_turnover", "supports", "contracts", "requests", "basis"):
        raw.pop(unwanted, None)
    raw["benefits"] = {"components": [{"name": "Fringe", "share_of_wages": 0.25}]}
    raw["services"] = {"individual": raw["services"]["individual"]}
    raw["payers"]["medicaid"]["services"].pop("group")
    raw["caps"] = [{"name": "ceiling", "payers": ["medicaid"], "per": "worker", "period": "month", "limit": 300}]
    for seat in raw["positions"]:
        if seat.get("direct_service"):
            seat["mix"] = {"individual": 1.0}
    covered = [seat["id"] for seat in raw["positions"] if seat.get("direct_service")]
    raw["grants"] = [
        {
            "id": f"grant-{number}",
            "start": "2026-07",
            "end": end,
            "award": 2_000_000,
            "covers": {name: 0.5 for place, name in enumerate(covered[:16]) if place % 4 == number},
            "indirect_rate": 0.15,
        }
        for number, end in enumerate(("2027-10", "2028-07", "2029-07", "2030-07"))
    ]
    return raw
