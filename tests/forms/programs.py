"""Programs that the laws of tables and workbooks are tried on: the examples, random ones, and one with odd names."""

from pathlib import Path
from typing import Any

from model.forms import TABLES, Table
from model.inputs.load import load_program

FOLDER = Path(__file__).parents[2] / "assumptions" / "programs"
EXAMPLES = sorted(path for path in FOLDER.glob("*.yaml") if not path.stem.endswith(".scenarios"))


def table(key: str) -> Table:
    """The table of that key."""
    return next(t for t in TABLES if t.key == key)


def example(name: str = "piedmont-peer-center") -> dict[str, Any]:
    """What an example's file holds."""
    return load_program(FOLDER / f"{name}.yaml").tree


def odd_program() -> dict[str, Any]:
    """A valid program whose names look like formulas, lists, numbers and words of ours, and numbers of every form."""
    return {
        "schema": 1,
        "name": "=cmd|' /C calc'!A0",
        "state": "NC",
        "about": "  Two lines,\nand a tab\there; _x0041_ is not A.\n",
        "basis": {"positions[id=+one, two].hours_per_week": "@payroll list", "wage_floor": "=1+1"},
        "start": "2026-07",
        "months": 24,
        "cash": {"opening": 1e-7},
        "receivables": [9000, 4000.5, {"value": 10, "low": 5, "high": 20}],
        "ladders": {
            "-peer": {
                "steps": [15.5, {"value": 16.25, "low": 16, "high": 17.125}, [{"from": "2026-01", "value": 17}]],
                "annual_increase": {
                    "share": [{"from": None, "value": 0.02}, {"from": "2027-01", "value": 0.0335}],
                    "month": 7,
                },
                "job_code": {"min": 0},
                "outside_wage": {"value": 15.5, "annual_change": {"value": 0.03, "low": 0.01, "high": 0.05}},
                "differentials": {"none": 1, 'a "quoted", one': 0.75},
            },
            "12": {"steps": [26]},
        },
        "benefits": {
            "components": [
                {
                    "name": "Home.internet [x]",
                    "per_month": {"value": 50, "from": "2026-06", "annual_change": 0, "high": 60},
                },
                {"name": "FICA", "share_of_wages": 0.0765},
            ]
        },
        "seats": "simulated",
        "leave": {"yes": 80, "1,400": {"values": [{"from": "2026-07", "value": 8}], "annual_change": -0.025}},
        "staffing": {"annual_turnover": 0.3333333333333333, "ramp": [0.25, 0.5], "hire": {"credentials": {"none": 3}}},
        "services": {"one, two": {"session_minutes": 60, "no_show": {"value": 0.22, "low": 0.15, "high": 0.3}}},
        "payers": {
            "=medicaid": {
                "client_share": 0.6,
                "services": {"one, two": {"code": "00123", "rate": [{"from": "2019-11", "value": 11.97, "low": 11}]}},
            },
            "none": {"client_share": {"value": 0.1, "low": 0.05}},
        },
        "caps": [
            {
                "name": "TRUE",
                "payers": ["=medicaid", "none"],
                "services": ["one, two"],
                "per": "client",
                "period": "day",
                "limit": 16,
            }
        ],
        "positions": [
            {
                "id": "+one, two",
                "title": "2026-07-01",
                "ladder": "-peer",
                "hours_per_week": 40,
                "direct_service": True,
                "caseload": 12.5,
                "mix": {"one, two": 1},
                "credentials": {"none": "2026-07"},
                "departs": ["2026-11", "2026-08"],
                "staffing": {
                    "ramp": [],
                    "hire": {"credentials": {}},
                    "months_vacant": [{"from": "2026-01", "value": 2}],
                },
                "time": {"training_hours_per_year": 12},
            },
            {
                "id": "@lead",
                "ladder": "12",
                "hours_per_week": 20,
                "departs": [],
                "direct_service": False,
                "staffing": {"hire": {"credentials": {"none": 2}}},
            },
        ],
        "costs": {
            "program_month": {"rent, heat": 100, "none": 5},
            "per_position_year": {"-phone": 2},
            "indirect_excludes": ["rent, heat", "none"],
        },
        "grants": [
            {"id": "a", "start": "2026-07", "end": "2027-06", "award": [1250000], "covers": {"+one, two": 0.125}},
            {"id": "b", "start": "2026-07", "end": "2028-06", "award": [{"from": "2026-07", "value": 90000}]},
            {"id": "c", "start": "2026-07", "end": "2028-06", "award": [1000.5, 2000], "payment_lag": [1.0]},
        ],
        "contracts": [
            {"id": "k", "start": "2026-07", "per_month": 2500.25, "covers": ["+one, two"], "for_service": True}
        ],
    }
