"""Tidy frames of one position, or of the whole program: money by source, hours by fate, pay, and hours nobody paid for.

All are read from a projection as one object (`tables.as_object`). Unrounded.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from model.exports.frames import Object, binding, in_words
from model.exports.palette import FATE_TONES, STATUS_TONES, Tone, fate_tone
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.program import Program
from model.stages.parts.fates import UNPAID

Row = Mapping[str, Any]
# statuses in the order of security, and the columns whose dollars give each
PAID_FROM = {
    "earned": ("from_earned", "from_surplus"),
    "contract": ("from_contracts",),
    "grant": ("from_grants", "from_program_income"),
    "fundraising": ("from_fundraising",),
    "reserve": ("from_reserve",),
    "gap": ("gap",),
}


def rows_of(data: Object, position: str | None) -> list[Row]:
    """The rows of a position by month; with None those of all, the program's own among them."""
    return [row for row in data["rows"] if position in (None, row["position"])]


def carried_by_others(program: Program, position: str | None) -> bool:
    """Whether a position sees no clients, so that the rows of those who do carry its cost."""
    return position is not None and not program.position(position).direct_service


def money_by_month(data: Object, position: str | None) -> pd.DataFrame:
    """Dollars by month and source, in the order of security: one row for each month and source.

    `full_cost` is that of the month, the sum of all its sources and of what nobody pays.
    """
    broke = data["findings"]["program"]["cash_negative"]
    by_month = _by_month(data, position)
    records = [
        {
            "month": month,
            "source": tone.name,
            **_look(tone, place),
            "dollars": _sum(row[key] for row in rows for key in PAID_FROM[tone.name]),
            "full_cost": _sum(row["full_cost"] for row in rows),
            "possible": broke is None or month <= broke,
        }
        for month, rows in by_month.items()
        for place, tone in enumerate(STATUS_TONES)
    ]
    return pd.DataFrame.from_records(records)


def hours_by_month(data: Object, position: str | None) -> pd.DataFrame:
    """Hours of peer support by month and fate: one row for each month and fate, paid ones first."""
    records = [
        {
            "month": month,
            "fate": tone.name,
            **_look(tone, place),
            "hours": _sum(row["hours"][tone.name] for row in rows),
        }
        for month, rows in _by_month(data, position).items()
        for place, tone in enumerate(FATE_TONES)
    ]
    return pd.DataFrame.from_records(records)


def pay_by_month(data: Object, position: str) -> pd.DataFrame:
    """Mean pay an hour of the people in the seat, by month in which anybody is."""
    rows = [row for row in rows_of(data, position) if row["wage"] > 0]
    wages = {"month": [row["month"] for row in rows], "wage": [row["wage"] for row in rows]}
    return pd.DataFrame(wages)


def binding_of(data: Object, position: str | None) -> pd.DataFrame:
    """What holds billing down, month by month."""
    frame = binding(data)
    return frame if position is None else frame[frame["position"] == position].reset_index(drop=True)


def unpaid_by_year(data: Object, program: Program) -> pd.DataFrame:
    """Hours nobody paid for by fiscal year and cause: `group` says which year, and how much of it is projected."""
    years: dict[str, list[str]] = {}
    for row in data["months"]:
        years.setdefault(str(_year_begins(Month.of(row["month"]), program)), []).append(row["month"])
    groups = {_year_named(Month.of(begins), months): set(months) for begins, months in years.items()}
    return _unpaid({name: [r for r in data["rows"] if r["month"] in months] for name, months in groups.items()})


def unpaid_by_position(data: Object, months: int = MONTHS_PER_YEAR) -> pd.DataFrame:
    """Hours nobody paid for by position and cause in the first months, those with the most first."""
    first = {row["month"] for row in data["months"][:months]}
    groups: dict[str, list[Row]] = {}
    for row in data["rows"]:
        if row["month"] in first:
            groups.setdefault(row["position"], []).append(row)
    frame = _unpaid(groups)
    totals = frame.groupby("group")["hours"].transform("sum")
    return frame.assign(total=totals).sort_values("total", ascending=False, kind="stable", ignore_index=True)


def _unpaid(groups: Mapping[str, Iterable[Row]]) -> pd.DataFrame:
    """Hours by group and cause, each cause with its look; groups without any are left out."""
    records = []
    for group, rows in groups.items():
        there = list(rows)
        hours = {cause: _sum(row["hours"][cause] for row in there) for cause in UNPAID}
        if sum(hours.values()) >= 0.5:
            records += [
                {"group": group, "fate": cause, **_look(fate_tone(cause), place), "hours": hours[cause]}
                for place, cause in enumerate(UNPAID)
            ]
    return pd.DataFrame.from_records(records, columns=["group", "fate", "told", "letter", "ink", "order", "hours"])


def money_by_month_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Dollars by month, a column for each source that pays in any month, to the dollar."""
    wide = frame.pivot_table(index="month", columns="source", values="dollars", aggfunc="sum", sort=False)
    kept = [tone for tone in STATUS_TONES if wide[tone.name].abs().max() >= 0.5]
    cost = frame.groupby("month", sort=False)["full_cost"].first()
    columns = {"Month": wide.index, "Full cost": cost, **{tone.label: wide[tone.name] for tone in kept}}
    return pd.DataFrame(columns).round(0).reset_index(drop=True)


def hours_by_month_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Hours by month, a column for each fate that comes up, to a tenth."""
    wide = frame.pivot_table(index="month", columns="fate", values="hours", aggfunc="sum", sort=False)
    kept = [tone for tone in FATE_TONES if wide[tone.name].max() >= 0.05]
    columns = {"Month": wide.index, **{tone.label: wide[tone.name] for tone in kept}}
    return pd.DataFrame(columns).round(1).reset_index(drop=True)


def unpaid_groups_table(frame: pd.DataFrame, group: str) -> pd.DataFrame:
    """Unpaid hours, a row for each group, a column for each cause that comes up, to the hour."""
    wide = frame.pivot_table(index="group", columns="fate", values="hours", aggfunc="sum", sort=False)
    kept = [tone for tone in FATE_TONES if tone.name in wide and wide[tone.name].max() >= 0.5]
    cells = {tone.label: [_whole(hours) for hours in wide[tone.name]] for tone in kept}
    return pd.DataFrame({group: list(wide.index), **cells, "All": [_whole(hours) for hours in wide.sum(axis=1)]})


def pay_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Pay by month, to the cent."""
    return frame.round(2).rename(columns={"month": "Month", "wage": "Dollars an hour"})


def _by_month(data: Object, position: str | None) -> dict[str, list[Row]]:
    months: dict[str, list[Row]] = {row["month"]: [] for row in data["months"]}
    for row in rows_of(data, position):
        months[row["month"]].append(row)
    return months


def _look(tone: Tone, place: int) -> dict[str, Any]:
    return {"told": tone.legend, "letter": tone.letter, "ink": tone.ink, "order": place}


def _year_begins(month: Month, program: Program) -> Month:
    return month.plus(-((month.calendar_month - program.fiscal_month) % MONTHS_PER_YEAR))


def _year_named(begins: Month, months: list[str]) -> str:
    """A fiscal year by its first month; one that is not projected to its end says how much of it is."""
    part = "" if len(months) == MONTHS_PER_YEAR else f" ({len(months)} {'month' if len(months) == 1 else 'months'})"
    return f"Year from {in_words(str(begins))}{part}"


def _whole(hours: float) -> str:
    return f"{abs(np.round(hours)):,.0f}"


def _sum(values: Iterable[float]) -> float:
    return math.fsum(values)
