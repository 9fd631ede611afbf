"""Tables of grants: what each is asked, pays and leaves, and the match it needs."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.cli.figures import NOTHING, dollars, fiscal_years, folded, rounded_to, short, step_for
from model.cli.screen import Screen
from model.inputs.program import Program

Object = Mapping[str, Any]
ASKED = {"asked": "asked", "paid": "paid", "left": "left at the end", "match_needed": "match needed"}
HEAD = 12


def show_grants(screen: Screen, data: Object, program: Program, *, monthly: bool) -> None:
    """What each grant is asked, pays and leaves, by fiscal year or by month; the match; what became of each."""
    names = list(data["months"][0]["grants"])
    if not names:
        return
    if monthly:
        _show_months(screen, data, names)
    else:
        _show_years(screen, data, names, program)
    _show_match(screen, data)
    _show_ends(screen, data, names)


def _lines(data: Object, names: Sequence[str]) -> dict[tuple[str, str], list[float]]:
    """Each grant's flows by month; a match only where one is needed."""
    lines = {
        (name, key): [float(row["grants"][name][key]) for row in data["months"]] for name in names for key in ASKED
    }
    return {(name, key): values for (name, key), values in lines.items() if key != "match_needed" or any(values)}


def _show_months(screen: Screen, data: Object, names: Sequence[str]) -> None:
    lines = _lines(data, names)
    step = step_for(amount for values in lines.values() for amount in values)
    screen.heading(f"Grants by month{rounded_to(step)}")
    rows = [
        (short(row["month"]), [dollars(values[m], step) for values in lines.values()])
        for m, row in enumerate(data["months"])
    ]
    screen.grid("Month", [folded(f"{name}: {ASKED[key]}", HEAD) for name, key in lines], rows)


def _show_years(screen: Screen, data: Object, names: Sequence[str], program: Program) -> None:
    lines, months = _lines(data, names), [row["month"] for row in data["months"]]
    years = fiscal_years(months, program.fiscal_month)
    totals = {
        line: [values[year[-1]] if line[1] == "left" else sum(values[m] for m in year) for year in years]
        for line, values in lines.items()
    }
    step = step_for(amount for values in totals.values() for amount in values)
    screen.heading(f"Grants by fiscal year{rounded_to(step)}")
    rows = [
        (
            f"{name}: {ASKED[key]}",
            [*(dollars(v, step) for v in values), "" if key == "left" else dollars(sum(values), step)],
        )
        for (name, key), values in totals.items()
    ]
    screen.grid("Grant", [*(f"from\n{short(months[year[0]])}" for year in years), "All\nmonths"], rows)


def _show_match(screen: Screen, data: Object) -> None:
    """The match that all grants need, beside what could count toward it."""
    found = data["findings"]["program"]
    needed = sum(award["match_needed"] for award in found["awards"].values())
    if not needed:
        return
    counts = found["match_could_count"]
    step = step_for([needed])
    said = f"Match needed {dollars(needed, step)}; earnings, contracts and fundraising that could count: "
    said += "$0" if (shown := dollars(counts, step)) == NOTHING else shown
    missing = dollars(max(0.0, needed - counts), step)
    screen.say(f"{said}." if missing == NOTHING else f"{said}; short by {missing}.")


def _show_ends(screen: Screen, data: Object, names: Sequence[str]) -> None:
    """What became of each grant over all months; a column that no grant has is left out."""
    ends = {name: _ends(data, name) for name in names}
    step = step_for(abs(v) for end in ends.values() for v in end.values() if isinstance(v, float))
    keys = [key for key in next(iter(ends.values())) if any(end[key] for end in ends.values())]
    if not keys:
        return
    rows = [
        (name, [str(v) or NOTHING if isinstance(v := end[key], str) else dollars(v, step) for key in keys])
        for name, end in ends.items()
    ]
    screen.heading(f"Grants, over all months{rounded_to(step)}")
    screen.grid("Grant", [folded(key, HEAD) for key in keys], rows)


def _ends(data: Object, name: str) -> dict[str, float | str]:
    months = [(row["month"], row["grants"][name]) for row in data["months"]]
    paying = [month for month, grant in months if grant["paid"] > 0]
    unpaid = float(sum(grant["asked"] - grant["paid"] for _, grant in months))
    left = next((float(g["left"]) for _, g in reversed(months) if g["paid"] > 0 or g["left"] > 0.005), 0.0)
    return {
        "Pays until": short(paying[-1]) if paying else "",
        "Asked and not paid": unpaid if unpaid > 0.005 else 0.0,
        "Left in its last month": left,
        "Income kept at the end": float(months[-1][1]["income_balance"]),
    }
