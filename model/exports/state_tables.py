"""A whole state's answers as tables that people read: names in words, numbers to what one can act on, gaps told."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from model.exports.portfolio_frames import match_rows
from model.exports.portfolio_report import Report
from model.inputs.months import Month
from model.portfolio.answers import KINDS
from model.portfolio.fiscal import StateNote
from model.sentences import rounded, spoken

FEW, HIDDEN = "too few to show", "not shown"  # hidden counts need not be small: see `counting`
SCENARIO, PROGRAMS = "Scenario", "Programs"
REACHED = {"more": "Longer", "as many": "As long", "fewer": "Shorter", "not reached": "Not reached"}
POINTS = {
    "p10": "10 %",
    "p25": "25 %",
    "p50": "50 %",
    "p75": "75 %",
    "p90": "90 %",
}


def months_table(by_month: pd.DataFrame) -> pd.DataFrame:
    """Positions of all programs, a row for each month and a column for each scenario, with 8 of 10 futures."""
    names, months = list(dict.fromkeys(by_month["scenario"])), sorted(set(by_month["month"]))
    cells = {(row["scenario"], row["month"]): _spread(row) for _, row in by_month.iterrows()}
    columns = {name: [cells.get((name, month), FEW) for month in months] for name in names}
    return pd.DataFrame({"Month": [spoken(Month.of(month)) for month in months], **columns})


def month_table(report: Report, month: str) -> pd.DataFrame:
    """Positions in one month: a row for each group, a column for each scenario."""
    found = report.months[report.months["month"] == month]
    names, groups = list(dict.fromkeys(found["scenario"])), list(report.groups.programs)
    cells = {(row["scenario"], row["group"]): _spread(row) for _, row in found.iterrows()}
    counts = dict(zip(found["group"], found["programs"], strict=True))
    columns = {name: [cells.get((name, group), FEW) for group in groups] for name in names}
    first = [str(group) if report.asked.by else "All programs" for group in groups]
    return pd.DataFrame({_what(report): first, PROGRAMS: [_count(counts.get(group)) for group in groups], **columns})


def ends_table(report: Report) -> pd.DataFrame:
    """What stands at the end: a row for each scenario and group."""
    rows = [
        {
            SCENARIO: row["scenario"],
            _what(report): row["group"],
            PROGRAMS: _count(row["programs"]),
            "Positions": _count(row["positions"]),
            "At first": _count(row["at_start"]),
            "At the end": f"{row['at_end']:,.0f} ({row['low']:,.0f} to {row['high']:,.0f})",
            "Position-months": _count(row["position_months"]),
            "Nobody pays": rounded(row["gap"]),
        }
        for _, row in report.ends.iterrows()
    ]
    return _without_one_group(pd.DataFrame(rows), report)


def distribution_table(report: Report) -> pd.DataFrame:
    """How far programs differ, in percent of their positions."""
    rows = [
        {
            SCENARIO: row["scenario"],
            _what(report): row["group"],
            PROGRAMS: _count(row["programs"]),
            **{said: FEW if pd.isna(row[name]) else f"{100 * row[name]:.0f} %" for name, said in POINTS.items()},
        }
        for _, row in report.distribution.iterrows()
    ]
    return _without_one_group(pd.DataFrame(rows), report)


def reach_table(report: Report) -> pd.DataFrame:
    """Programs by what a scenario does for them."""
    rows = [
        {
            SCENARIO: row["scenario"],
            _what(report): row["group"],
            PROGRAMS: _count(row["programs"]),
            **{REACHED[kind]: _count(row[kind]) for kind in KINDS},
        }
        for _, row in report.reach.iterrows()
    ]
    return _without_one_group(pd.DataFrame(rows), report)


def note_table(note: StateNote, by_title: str, *, groups: bool = False) -> pd.DataFrame:
    """A fiscal note by state fiscal year, or by group over all years."""
    frame, first = (note.groups, "group") if groups else (note.years, "year")
    rows = [
        {
            by_title if groups else "State fiscal year": f"{row[first]}{', projected' if row['projected'] else ''}",
            "Programs changed": _count(row["programs"]),
            "Medicaid pays": rounded(row["dollars"]),
            "Federal": rounded(row["federal"]),
            "State": f"{rounded(row['state'])} ({rounded(row['state_low'])} to {rounded(row['state_high'])})",
            "Position-months": _count(row["position_months"]),
        }
        for _, row in frame.iterrows()
    ]
    return pd.DataFrame(rows)


def matches_table(report: Report) -> pd.DataFrame:
    """The federal match that a note rests on."""
    rows = [
        {
            "State and federal fiscal year": f"{row['state']} {row['federal_year']}",
            "Regular match": f"{100 * row['regular']:.2f} %",
            "As used": f"{100 * row['blended']:.2f} %",
            "Known": "projected from an earlier year" if row["projected"] else "published",
        }
        for _, row in match_rows(report.matches).iterrows()
    ]
    return pd.DataFrame(rows)


def shown_months(report: Report) -> Sequence[str]:
    """The months that every group is shown in."""
    return sorted(set(report.months["month"]))


def _what(report: Report) -> str:
    """What groups are called; not what programs are counted under, where all are one group."""
    return report.by_title if report.asked.by else "Of"


def _without_one_group(table: pd.DataFrame, report: Report) -> pd.DataFrame:
    return table if report.asked.by or table.empty else table.drop(columns=_what(report))


def _spread(row: pd.Series) -> str:
    mean, low, high = f"{row['mean']:,.0f}", f"{row['low']:,.0f}", f"{row['high']:,.0f}"
    return mean if low == high else f"{mean} ({low} to {high})"


def _count(value: Any) -> str:
    return HIDDEN if value is None or pd.isna(value) else f"{value:,.0f}"
