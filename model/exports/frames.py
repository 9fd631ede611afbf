"""Tidy frames: what charts draw and tables show, from a projection as one object (`tables.as_object`). Unrounded."""

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from model.exports.palette import BIND_TONES, bind_tone, status_tone
from model.exports.tables import PROGRAM_ROW
from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions
from model.inputs.citations import rows_named
from model.inputs.months import Month
from model.inputs.program import Program
from model.inputs.series.horizon import Horizon
from model.sentences import CAUSES, spoken
from model.stages.funding import SOURCES
from model.stages.parts.fates import UNPAID

Object = Mapping[str, Any]
MONTHS_PER_YEAR = 12
NO_MONTH = "–"
NEVER = "9999-12"
SOURCE_LABELS = {
    "earned": "Billing",
    "contracts": "Contracts",
    "grants": "Grants",
    "program_income": "Program income",
    "surplus": "Surplus",
    "fundraising": "Fundraising",
    "reserve": "Reserve",
    "gap": "Nobody pays",
}
MONTH_LABELS = {
    "unsustainable_from": "Lost from",
    "notice_by": "Notice by",
    "first_gap": "First gap",
    "ended": "Seat ends",
    "recovers": "Back from",
    "grant_ends": "Grant until",
    "payable_again": "Could be back",
}
SHARE_LABELS = {"self_sustaining": "Billing covers", "self_sustaining_after_grant": "After grants"}


def in_words(month: str | None) -> str:
    """A `YYYY-MM` in words, and a dash where there is no such month."""
    return NO_MONTH if month is None else spoken(Month.of(month))


def short(month: str | None) -> str:
    """A `YYYY-MM` in few letters, for narrow tables: Oct 2027."""
    name, _, year = in_words(month).partition(" ")
    return f"{name[:3]} {year}" if year else name


def board(data: Object, program: Program) -> pd.DataFrame:
    """One row for each position and month it is there: status with its second cue, dollars by source, gap.

    `possible` is false after the first month of negative cash, which nobody lends.
    """
    titles = {p.id: p.title or p.id for p in program.positions}
    broke = data["findings"]["program"]["cash_negative"]
    records = []
    for row in data["rows"]:
        tone = status_tone(row["status"])
        records.append(
            {
                "month": row["month"],
                "position": row["position"],
                "title": titles.get(row["position"], "What runs on without a direct-service seat"),
                "status": row["status"],
                "paid_by": tone.legend,
                "letter": tone.letter,
                "ink": tone.ink,
                "possible": broke is None or row["month"] <= broke,
                "full_cost": row["full_cost"],
                **{source: row[f"from_{source}"] for source in SOURCES},
                "gap": row["gap"],
            }
        )
    return pd.DataFrame.from_records(records)


def runs(frame: pd.DataFrame, by: str = "status") -> pd.DataFrame:
    """Months in a row of one status, or of one bound, by position: first, last, how many, the one in the middle."""
    changed = frame[[by, "position"]].ne(frame[[by, "position"]].shift()).any(axis=1)
    groups = frame.groupby(changed.cumsum(), sort=False)
    result = groups.first().assign(
        first_month=groups["month"].first(),
        last_month=groups["month"].last(),
        months=groups["month"].size(),
        middle_month=groups["month"].agg(lambda months: months.iloc[(len(months) - 1) // 2]),
    )
    return result.drop(columns="month").reset_index(drop=True)


def money(data: Object, program: Program) -> pd.DataFrame:
    """Reserve, its floor, cash and the gaps so far at each month's end."""
    floor = np.broadcast_to(Horizon.of(program).values(program.reserve.floor), (1, program.months))[0]
    broke = data["findings"]["program"]["cash_negative"]
    return pd.DataFrame(
        {
            "month": [row["month"] for row in data["months"]],
            "reserve": [row["reserve"] for row in data["months"]],
            "floor": floor,
            "cash": [row["cash"] for row in data["months"]],
            "gap": [row["gap"] for row in data["months"]],
            "owed": [row["accumulated_gap"] for row in data["months"]],
            "positions_sustained": [row["positions_sustained"] for row in data["months"]],
            "possible": [broke is None or row["month"] <= broke for row in data["months"]],
        }
    )


def money_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Reserve, floor, cash, gap and gaps so far by month, to the dollar."""
    names = {
        "month": "Month",
        "reserve": "Reserve",
        "floor": "Floor",
        "cash": "Cash",
        "gap": "Nobody pays",
        "owed": "Gaps so far",
        "positions_sustained": "Positions funded",
    }
    return frame[list(names)].round(0).rename(columns=names)


def binding(data: Object) -> pd.DataFrame:
    """What binds billing, for each direct-service position and month it is there."""
    records = []
    for row in data["rows"]:
        if row["binds"] is not None:
            tone = bind_tone(row["binds"])
            records.append(
                {
                    "month": row["month"],
                    "position": row["position"],
                    "binds": row["binds"],
                    "bound_by": tone.legend,
                    "letter": tone.letter,
                    "ink": tone.ink,
                    "service_hours": row["service_hours"],
                    "unused_hours": row["unused_hours"],
                }
            )
    columns = ["month", "position", "binds", "bound_by", "letter", "ink", "service_hours", "unused_hours"]
    return pd.DataFrame.from_records(records, columns=columns)


def months_bound(frame: pd.DataFrame) -> pd.DataFrame:
    """Months in which each thing binds, by position."""
    counts = pd.crosstab(frame["position"], frame["binds"])
    names = [tone.name for tone in BIND_TONES if tone.name in counts]
    counts = counts.loc[frame["position"].unique(), names].reset_index()
    return counts.rename(columns={"position": "Position", **{tone.name: tone.label for tone in BIND_TONES}})


def unpaid_hours(data: Object) -> pd.DataFrame:
    """Hours of peer support that no payer paid for, by cause: in the first year, and in all months."""
    months = [row["month"] for row in data["months"]]
    first_year = months[:MONTHS_PER_YEAR]
    return pd.DataFrame(
        {
            "cause": list(UNPAID),
            "label": [CAUSES[fate].capitalize() for fate in UNPAID],
            "first_year": [_hours(data, fate, first_year) for fate in UNPAID],
            "all_months": [_hours(data, fate, months) for fate in UNPAID],
        }
    ).sort_values("first_year", ascending=False, kind="stable", ignore_index=True)


def _hours(data: Object, fate: str, months: Collection[str]) -> float:
    counted = set(months)
    return math.fsum(row["hours"][fate] for row in data["rows"] if row["month"] in counted)


def first_months(data: Object) -> pd.DataFrame:
    """First months of each position in words, and how much of its cost billing covers.

    What happens to no position has no column; a grant that goes on for others pays until the seat is gone.
    """
    there = {row["position"]: row["month"] for row in data["rows"] if row["status"] != "inactive"}
    records = []
    for name, told in data["findings"]["positions"].items():
        paid_until = min(told["grant_ends"], there.get(name, NEVER)) if told["grant_ends"] else None
        found = {**told, "grant_ends": paid_until}
        months = {label: _since(found[key], data["program"]["start"]) for key, label in MONTH_LABELS.items()}
        shares = {label: _percent(found[key]) for key, label in SHARE_LABELS.items()}
        records.append({"Position": name, **months, **shares})
    table = pd.DataFrame(records)
    return table[[column for column in table if column == "Position" or (table[column] != NO_MONTH).any()]]


def _since(month: str | None, start: str) -> str:
    """A month in words; notice may fall before the first month, and then it is late."""
    return f"{short(month)}, past" if month is not None and month < start else short(month)


def _percent(share: float | None) -> str:
    return NO_MONTH if share is None else f"{100 * share:.0f} %"


def run_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The board as a table: for each position, who pays from which month through which."""
    spans = runs(frame)
    spans = spans[(spans["position"] != PROGRAM_ROW) | (spans["status"] != "inactive")]
    return pd.DataFrame(
        {
            "Position": spans["position"],
            "Paid for by, at the least secure": [status_tone(status).label for status in spans["status"]],
            "From": spans["first_month"].map(in_words),
            "Through": spans["last_month"].map(in_words),
            "Months": spans["months"].astype(str),
        }
    )


def dollar_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The dollars behind the board by position and month, to the dollar."""
    names = {"month": "Month", "position": "Position", "full_cost": "Full cost", **SOURCE_LABELS}
    result = frame.assign(status=[status_tone(status).label for status in frame["status"]])
    result = result[["month", "position", "status", "full_cost", *SOURCE_LABELS]]
    return result.round(0).rename(columns={**names, "status": "Least secure dollar"})


def unpaid_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Unpaid hours by cause, to the hour."""
    names = {"label": "Cause", "first_year": "Hours in the first year", "all_months": "Hours in all months"}
    hours = frame[["first_year", "all_months"]].map(lambda value: f"{abs(round(value)):,}")
    return pd.concat([frame["label"], hours], axis=1).rename(columns=names)


def basis_table(program: Program, assumptions: Assumptions) -> pd.DataFrame:
    """Where each number of the program comes from: words of the file, or an entry or row of the assumptions.

    `sources` holds title and address of what the assumptions cite.
    """
    records = []
    for path, said in program.basis.items():
        entry = assumptions.entries.get(said)
        if entry is None:
            rows = rows_named(said, assumptions)
            records.append(
                {"place": path, "comes_from": said, "sources": _cited([r.source for r in rows], assumptions)}
            )
            continue
        year = "" if entry.vintage is None else f", {entry.vintage}"
        told = f"{entry.label}: {_measured(entry)}{year}"
        records.append({"place": path, "comes_from": told, "sources": _cited([entry.source], assumptions)})
    return pd.DataFrame(records, columns=["place", "comes_from", "sources"])


def _measured(entry: Entry) -> str:
    if entry.value is None:
        return "no value"
    if entry.unit.startswith("share"):
        return f"{100 * entry.value:g} %{entry.unit.removeprefix('share')}"
    return f"{entry.value:g} {entry.unit}"


def _cited(keys: Iterable[str | None], assumptions: Assumptions) -> list[tuple[str, str | None]]:
    sources = [assumptions.sources[key] for key in dict.fromkeys(keys) if key is not None]
    return [(", ".join(part for part in (s.title, s.publisher, s.published) if part), s.url) for s in sources]
