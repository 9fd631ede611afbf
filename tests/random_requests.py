"""Random requests: valid ones for a random program, using every part of the schema, one for each seed."""

import random
from typing import Any

from tests.random_programs import START, month, random_program

Raw = dict[str, Any]
PAYERS = ["grant", "grant", "cash", "in_kind"]


def random_request(seed: int) -> tuple[Raw, Raw]:
    """A program and a request that fits it, as files would hold them."""
    program, r = random_program(seed), random.Random(1_000_003 * (seed + 1))
    goes_on = [grant for grant in program["grants"] if _start(grant) <= grant["end"]]
    grant = r.choice(goes_on) if goes_on and r.random() < 0.5 else None
    years = r.randint(1, 4)
    request = {
        "id": "asked",
        "title": "Asked",
        "flavour": r.choice(["samhsa", "hrsa", "acf", "acl", "cdc", "opioid_settlement", "foundation"]),
        "award_date": r.choice(["2024-05-01", "2024-10-01", "2026-09-01"]),
        "start": _start(grant) if grant else month(r.choice([0, 3, 14])),
        "years": years,
        "cost_of_living": r.choice([0.0, 0.03]),
        "pay": r.choice(["ladder", "cost_of_living"]),
        "whole_dollars": r.choice(["nearest", "nearest", "down"]),
        "personnel": _personnel(r, program, grant, years),
        "fringe": r.choice([{}, {"components": [{"name": "All", "share_of_wages": 0.27}]}]),
        "travel": [{"id": "miles", "line": "mileage", "paid_by": r.choice(PAYERS)}, _item(r, "trips", years)],
        "equipment": [_item(r, "vehicle", years)],
        "supplies": [_item(r, "kits", years)],
        "contractual": _contracts(r, years),
        "other": [
            {"id": "rent", "line": "rent", "share": r.choice([0.2, 0.35])},
            {"id": "phone", "line": "phone"},
            {"id": "certification", "line": "certification"},
            _item(r, "printing", years),
        ],
        "indirect": _indirect(r),
        "program_income": {"method": r.choice(["deductive", "additive", "matching", "not_billed"])},
    }
    return program, request | ({"grant": grant["id"]} if grant else {})


def _start(grant: Raw) -> str:
    """The first budget year of the grant that begins in the program's months."""
    year, calendar = map(int, grant["start"].split("-"))
    begins = year * 12 + calendar - 1
    while begins < START:
        begins += 12
    return month(begins - START)


def _personnel(r: random.Random, program: Raw, grant: Raw | None, years: int) -> list[Raw]:
    seats = [{"position": p["id"], "paid_by": r.choice(PAYERS)} for p in program["positions"] if r.random() < 0.7]
    for seat in seats:
        if grant is None or r.random() < 0.4:
            seat["effort"] = r.choice([0.25, 1.0, [round(r.uniform(0, 1), 2) for _ in range(years)]])
        if r.random() < 0.2:
            seat["from"] = month(r.randint(0, 20))
    typed = {"id": "director", "title": "Director", "salary": r.choice([52000, 260000]), "effort": 0.15}
    clerk = {"id": "clerk", "title": "Clerk", "hourly": 17.35, "hours": r.choice([200, [300, 100]])}
    return [*seats, *(each for each in (typed, clerk) if r.random() < 0.6)]


def _item(r: random.Random, identity: str, years: int) -> Raw:
    more: Raw = {
        "quantity": r.choice([3, [r.randint(0, 4) for _ in range(years)]]),
        "times": {"persons": 2},
        "months": r.choice([6, 12]),
        "share": 0.4,
        "grows": True,
        "in_base": r.choice([True, False]),
    }
    chosen = {key: value for key, value in more.items() if r.random() < 0.5}
    return {"id": identity, "unit_cost": round(r.uniform(5, 9000), 2), "paid_by": r.choice(PAYERS), **chosen}


def _contracts(r: random.Random, years: int) -> list[Raw]:
    inner = {"id": "inner", "kind": "subaward", "parts": [_item(r, "pay", years), _item(r, "rest", years)]}
    return [
        {**_item(r, "subaward", years), "kind": "subaward", "unit_cost": r.choice([9000, 30000, 70000])},
        {**_item(r, "trainer", years), "kind": r.choice(["services", "consultant"])},
        *([inner] if r.random() < 0.5 else []),
    ]


def _indirect(r: random.Random) -> Raw:
    kind = r.choice(["none", "de_minimis", "negotiated", "funder_cap"])
    if kind == "none":
        return {"kind": kind}
    base = r.choice(["mtdc", "salaries", "salaries_and_fringe", "total_direct"])
    return {"kind": kind, "rate": r.choice([0.08, 0.1]), "base": base, "base_of": r.choice(["grant", "all"])}
