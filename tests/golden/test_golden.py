"""Golden runs: each example program, to the cent, by position and fiscal year.

They change only in a commit of their own, with a sentence for each column that moved. To write them anew:
`python -m tests.golden.test_golden`.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from model.exports.tables import as_object
from model.findings import findings
from model.inputs.load import load_program
from model.projection import project

HERE = Path(__file__).parent
PROGRAMS = HERE.parents[1] / "assumptions" / "programs"
EXAMPLES = sorted(p.stem for p in PROGRAMS.glob("*.yaml") if not p.stem.endswith(".scenarios"))
SUMS = (
    "paid_hours service_hours unused_hours billed earned wages fringe travel per_position replacement direct_cost "
    "shared_cost indirect full_cost from_grants from_program_income from_earned from_contracts from_surplus "
    "from_fundraising from_reserve gap"
).split()
PER_PROGRAM = ("reserve", "cash", "accumulated_gap")


def result(name: str) -> dict[str, Any]:
    """The example projected, as the command line gives it."""
    projection = project(load_program(PROGRAMS / f"{name}.yaml").program)
    return as_object(projection, findings(projection))


def table(found: dict[str, Any]) -> str:
    """Sums by position and fiscal year in dollars and cents; the program's balances at each year's end."""
    years = list(found["findings"]["program"]["gap_by_fiscal_year"])
    sums: dict[tuple[str, str], dict[str, float]] = {}
    for row in found["rows"]:
        year = max(y for y in years if y <= row["month"])
        total = sums.setdefault((row["position"], year), dict.fromkeys(SUMS, 0.0))
        for key in SUMS:
            total[key] += row[key]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["position", "year", *SUMS])
    writer.writerows([p, y, *(f"{v[key]:.2f}" for key in SUMS)] for (p, y), v in sorted(sums.items()))
    writer.writerow(["month", *PER_PROGRAM, "positions_sustained"])
    ends = [
        m
        for m, after in zip(found["months"], [*found["months"][1:], {"month": ""}], strict=True)
        if not after["month"] or after["month"] in years
    ]
    writer.writerows([m["month"], *(f"{m[key]:.2f}" for key in PER_PROGRAM), m["positions_sustained"]] for m in ends)
    return text.getvalue().replace("-0.00", "0.00")


def said(found: dict[str, Any]) -> str:
    """Findings, sentences and warnings, shares to four places."""
    kept = {"findings": found["findings"], "warnings": found["warnings"]}
    return json.dumps(json.loads(json.dumps(kept), parse_float=lambda x: round(float(x), 4)), indent=1, sort_keys=True)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_sum_is_as_it_was_to_the_cent(name: str) -> None:
    assert (HERE / f"{name}.csv").read_text() == table(result(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_finding_is_as_it_was(name: str) -> None:
    assert (HERE / f"{name}.json").read_text() == said(result(name)) + "\n"


# a seat there throughout a year is paid 52 times its hours a week: 40 x 52 = 2,080, 32 x 52 = 1,664, 20 x 52 = 1,040
BY_HAND = {
    "delta-mental-health": ("lead", "2027-07", 2080.0),
    "health-home-sunset": ("coordinator", "2025-07", 1664.0),
    "piedmont-peer-center": ("director", "2026-07", 1040.0),
    "prairie-recovery": ("coach-1", "2026-07", 2080.0),
    "second-step-startup": ("founder", "2027-01", 2080.0),
    "three-valleys-families": ("advocate-1", "2026-10", 2080.0),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_years_paid_hours_are_those_worked_by_hand(name: str) -> None:
    position, year, hours = BY_HAND[name]
    lines = [line.split(",") for line in (HERE / f"{name}.csv").read_text().splitlines()]
    assert [f"{hours:.2f}"] == [line[2] for line in lines if line[:2] == [position, year]]


def write() -> None:
    """Write all golden files anew."""
    for name in EXAMPLES:
        found = result(name)
        (HERE / f"{name}.csv").write_text(table(found))
        (HERE / f"{name}.json").write_text(said(found) + "\n")


if __name__ == "__main__":
    write()
