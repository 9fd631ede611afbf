"""What a ladder pays in each month (section 2)."""

from typing import Any

from tests.reference.dated import Calendar, Raw, in_force, plain, read


def ladder_growth(cal: Calendar, ladder: Raw) -> list[float]:
    """Multiply up `1 + share` over each time the increase's calendar month came round in months 1 to m."""
    increase = ladder.get("annual_increase") or {}
    growth = [1.0]
    for m in range(1, cal.months):
        falls_due = increase and cal.month_of_year(m) == int(read(cal, increase.get("month"), m))
        growth.append(growth[-1] * (1.0 + read(cal, increase.get("share"), m) if falls_due else 1.0))
    return growth


def grown(cal: Calendar, x: Any, m: int, growth: list[float]) -> float:
    """Read a ladder's amount in month `m`; one with its own later `from` grows from there, being in its dollars."""
    entry = in_force(cal, x, m)
    if entry is None:
        return 0.0
    return read(cal, x, m) * growth[m] / growth[max(0, entry[0] or 0)]


def steps_at(cal: Calendar, steps: Any, m: int, growth: list[float]) -> list[float]:
    """Read the steps in month `m`, whether each step is dated or the whole list is."""
    listed = steps.get("values", [steps]) if isinstance(steps, dict) else steps
    if not (isinstance(listed[0], dict) and isinstance(listed[0].get("value"), list)):
        return [grown(cal, step, m, growth) for step in listed]
    since, values, own = in_force(cal, steps, m) or (None, [0.0], None)
    years = max(0, (m - (since or 0)) // 12)
    factor = growth[m] / growth[max(0, since or 0)] * (1.0 + (own or 0.0)) ** years
    return [float(plain(v)) * factor for v in values]


def clip_to_code(amount: float, month: Raw) -> float:
    """Hold pay between the job code's minimum and maximum."""
    return float(min(max(amount, month["min"]), month["max"]))


def ladder_months(cal: Calendar, raw: Raw, ladder: Raw) -> list[Raw]:
    """Give for each month the steps, differentials, job code, floor and lift of a ladder."""
    growth, months, lift = ladder_growth(cal, ladder), [], 0.0
    code, reference = ladder.get("job_code") or {}, ladder.get("turnover_reference") or {}
    for m in range(cal.months):
        pays = ladder.get("differentials") or {}
        month: Raw = {
            "steps": steps_at(cal, ladder["steps"], m, growth),
            "differentials": {name: grown(cal, x, m, growth) for name, x in pays.items()},
            "min": read(cal, code.get("min"), m, float("-inf")),
            "max": read(cal, code.get("max"), m, float("inf")),
            "floor": read(cal, raw.get("wage_floor"), m),
            "months_per_step": read(cal, ladder.get("months_per_step"), m, 12.0),
            "outside": read(cal, ladder.get("outside_wage"), m),
            "ref_wage": read(cal, reference.get("wage"), m),
            "ref_outside": read(cal, reference.get("outside_wage"), m),
        }
        if raw.get("keep_spread"):
            lift = max(0.0, lift, month["floor"] - clip_to_code(month["steps"][0], month))
        month["lift"] = lift
        months.append(month)
    return months


def pay_on(month: Raw, step_index: float, credentials: list[str]) -> float:
    """Pay an hour on a ladder in a month: step and credentials, the job code's bounds, the lift, the floor."""
    step = month["steps"][int(min(step_index, len(month["steps"]) - 1))]
    extra = sum(month["differentials"].get(name, 0.0) for name in credentials)
    return float(max(clip_to_code(step + extra, month) + month["lift"], month["floor"]))
