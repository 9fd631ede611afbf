"""A program beside its scenarios: as one object, and as tables."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.cli.figures import NOTHING, dollars, fiscal_years, rounded_to, short, step_for
from model.cli.screen import Screen
from model.compare import Comparison, Outcome, in_words, measures
from model.exports.tables import month_rows, position_findings, program_findings
from model.warnings import warnings

Object = Mapping[str, Any]
AS_IT_STANDS = "As it stands"
MEASURES = {
    "gap": "Nobody pays",
    "full_cost": "Full cost",
    "wages": "Wages",
    "earned": "Billing earns",
    "from_grants": "Grants pay",
    "from_program_income": "Program income pays",
    "from_earned": "Billing pays",
    "from_contracts": "Contracts pay",
    "from_surplus": "Surplus pays",
    "from_fundraising": "Fundraising pays",
    "from_reserve": "The reserve pays",
    "reserve_at_end": "Reserve at the end",
    "cash_at_end": "Cash at the end",
    "position_months_sustained": "Months of positions sustained",
    "paid_hours_of_support": "Hours of support paid for",
    "unpaid_hours_of_support": "Hours of support not paid for",
}
COUNTED = ("position_months_sustained", "paid_hours_of_support", "unpaid_hours_of_support")
# a difference below this is what adding up thousands of amounts leaves behind
ROUNDING = 1e-6


def as_object(comparisons: Sequence[tuple[str, str, Comparison]]) -> dict[str, Any]:
    """A baseline and scenarios, each `(name, why, comparison)`, as plain values. Unrounded."""
    baseline = comparisons[0][2].baseline
    program = baseline.projection.program
    return {
        "program": {
            "name": program.name,
            "state": program.state,
            "start": str(program.start),
            "months": program.months,
        },
        "baseline": _outcome(baseline),
        "scenarios": [
            {
                "name": name,
                "why": why,
                "in_words": in_words(comparison),
                **_outcome(comparison.scenario),
                "totals": comparison.totals,
                "steps": [
                    {"scenario": step.label, "change": step.change, "contributions": step.contributions}
                    for step in comparison.steps
                ],
            }
            for name, why, comparison in comparisons
        ],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    projection, found = outcome.projection, outcome.findings
    months = month_rows(projection, found)
    years = fiscal_years([row["month"] for row in months], projection.program.fiscal_month)
    findings = program_findings(projection, found)
    return {
        "findings": {"positions": position_findings(projection, found), "program": findings},
        "measures": measures(outcome),
        "by_fiscal_year": {
            label: {
                "gap": gap,
                "positions_sustained_at_end": months[year[-1]]["positions_sustained"],
                "position_months_sustained": sum(months[m]["positions_sustained"] for m in year),
            }
            for year, (label, gap) in zip(years, findings["gap_by_fiscal_year"].items(), strict=True)
        },
        "warnings": warnings(projection, found),
    }


def show_comparison(screen: Screen, data: Object) -> None:
    """What becomes of the program in each scenario, beside what becomes of it as it stands."""
    outcomes = [(AS_IT_STANDS, data["baseline"]), *((one["name"], one) for one in data["scenarios"])]
    for number, (name, one) in enumerate(outcomes):
        said = " ".join(one["findings"]["program"]["sentences"])
        if number == 0:
            screen.say(f"{name}: {said}", "bold")
        else:
            screen.say(f"{_mark(number)}{name}", "bold")
            for words in (one["in_words"], said):
                screen.say(f"   {words}", indent=3)
        if one.get("why"):
            screen.say(f"   Why: {' '.join(one['why'].split())}", "dim", indent=3)
        screen.console.print()
    screen.say(f"{data['program']['name']}, {data['program']['state']}: {data['program']['months']} months.")
    heads = [AS_IT_STANDS, *(_mark(number).strip() for number in range(1, len(outcomes)))]
    _show_first_months(screen, heads, [one for _, one in outcomes])
    _show_years(screen, heads, [one for _, one in outcomes])
    for number, one in enumerate(data["scenarios"], start=1):
        _show_steps(screen, _mark(number), one)


def _mark(number: int) -> str:
    return f"({number}) " if number else ""


def _show_first_months(screen: Screen, heads: Sequence[str], outcomes: Sequence[Object]) -> None:
    positions = list(dict.fromkeys(name for one in outcomes for name in one["findings"]["positions"]))
    screen.heading("The month from which each position has lost its funding")
    rows = [(name, [_lost(one["findings"]["positions"].get(name)) for one in outcomes]) for name in positions]
    screen.grid("Position", heads, rows)


def _lost(found: Object | None) -> str:
    if found is None:
        return "not there"
    return "funded" if found["unsustainable_from"] is None else short(found["unsustainable_from"])


def _show_years(screen: Screen, heads: Sequence[str], outcomes: Sequence[Object]) -> None:
    years = list(dict.fromkeys(year for one in outcomes for year in one["by_fiscal_year"]))
    step = step_for(one["measures"]["gap"] for one in outcomes)
    screen.heading(f"What nobody pays, by fiscal year{rounded_to(step)}")
    rows = [
        (
            f"from {short(year)}",
            [dollars(one["by_fiscal_year"].get(year, {"gap": 0.0})["gap"], step) for one in outcomes],
        )
        for year in years
    ]
    rows.append(("All months", [dollars(one["measures"]["gap"], step) for one in outcomes]))
    screen.grid("Fiscal year", heads, rows)
    screen.heading("Months of positions sustained, by fiscal year")
    rows = [
        (
            f"from {short(year)}",
            [str(one["by_fiscal_year"].get(year, {}).get("position_months_sustained", NOTHING)) for one in outcomes],
        )
        for year in years
    ]
    rows.append(("All months", [f"{one['measures']['position_months_sustained']:.0f}" for one in outcomes]))
    screen.grid("Fiscal year", heads, rows)


def _show_steps(screen: Screen, mark: str, one: Object) -> None:
    """The difference a scenario makes, change by change; the last column is their sum."""
    steps, totals = one["steps"], one["totals"]
    step = step_for(
        values[key]
        for values in (totals, *(s["contributions"] for s in steps))
        for key in MEASURES
        if key not in COUNTED
    )
    screen.heading(f"{mark}{one['name']}: what each change adds{rounded_to(step)}")
    letters = [chr(ord("a") + n) if n < 26 else str(n + 1) for n in range(len(steps))]
    parts = [made["contributions"] for made in steps] if len(steps) > 1 else []
    for letter, made in zip(letters, steps, strict=True):
        screen.say(f"{letter}  {made['change']}", indent=3)
    shown = {
        key: label
        for key, label in MEASURES.items()
        if any(abs(values[key]) > ROUNDING for values in (totals, *(s["contributions"] for s in steps)))
    }
    if not shown:
        screen.say("Nothing moves.")
        return
    rows = [
        (label, [_difference(key, values[key], step) for values in (*parts, totals)]) for key, label in shown.items()
    ]
    screen.grid("", [*letters, "Together"] if parts else ["Difference"], rows)


def _difference(key: str, value: float, step: int) -> str:
    """A difference with its sign."""
    if abs(value) <= ROUNDING:
        return NOTHING
    if key not in COUNTED:
        said = dollars(value, step)
        return said if value < 0 or said == NOTHING else f"+{said}"
    rounded = round(value)
    return f"{rounded:+,}" if rounded else "<1"


def show_warnings(screen: Screen, data: Object) -> None:
    """The warnings of the program as it stands, and what each scenario adds to them."""
    stands = data["baseline"]["warnings"]
    added = [
        f"{_mark(number)}{warning}"
        for number, one in enumerate(data["scenarios"], start=1)
        for warning in one["warnings"]
        if warning not in stands
    ]
    every = [*stands, *added]
    screen.heading("Warnings" if every else "No warnings.")
    screen.items(every)
