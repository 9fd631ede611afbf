"""A fiscal note as tables: dollars by state fiscal year and who pays them, what they keep, the match."""

from collections.abc import Mapping

import pandas as pd

from model.inputs.assumption_records import Source
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.questions.fiscal_note import FiscalNote
from model.questions.note_years import NoteYear
from model.sentences import rounded, spoken


def note_years(note: FiscalNote) -> pd.DataFrame:
    """Dollars by state fiscal year and who pays them, by payment: `group`, `part`, `dollars`."""
    return pd.DataFrame.from_records(
        [
            {"group": f"{year.year}", "part": part, "dollars": getattr(year, part)}
            for year in note.paid
            for part in ("federal", "state")
        ]
    )


def note_table(note: FiscalNote) -> pd.DataFrame:
    """By state fiscal year: dollars paid, who pays them, dollars earned, positions kept; the last row adds up."""
    earned = {year.year: year for year in note.earned}
    records = [_note_row(year, earned.get(year.year), note.position_months_by_year) for year in note.paid]
    records.append(
        {
            "State fiscal year": "All",
            "Paid by Medicaid": _cents(note.total),
            "Federal": _cents(note.federal),
            "State": _cents(note.state_dollars),
            "Earned in the year": _cents(sum(year.dollars for year in note.earned)),
            "Position-months more": _more(note.position_months),
        }
    )
    return pd.DataFrame.from_records(records)


def _note_row(year: NoteYear, earned: NoteYear | None, kept: Mapping[int, float]) -> dict[str, str]:
    partly = "" if year.months == MONTHS_PER_YEAR else f" ({year.months} months projected)"
    return {
        "State fiscal year": f"{year.year}{partly}{', match projected' if year.projected else ''}",
        "Paid by Medicaid": _cents(year.dollars),
        "Federal": _cents(year.federal),
        "State": _cents(year.state),
        "Earned in the year": _cents(earned.dollars if earned else 0.0),
        "Position-months more": _more(kept.get(year.year, 0.0)),
    }


def _more(count: float) -> str:
    return f"{count:+,.0f}" if abs(count) >= 0.5 else "0"


def _cents(amount: float) -> str:
    """Dollars to the dollar: a note has to foot."""
    return f"{'-' if amount < -0.5 else ''}${abs(amount):,.0f}"


def note_figures(note: FiscalNote) -> pd.DataFrame:
    """What else a note says, one figure a row."""
    each, share = note.state_dollars_per_position_year, note.share_to_pay
    rows = {
        "Positions more at the end": _more(note.positions_at_end),
        "State dollars for each year of a position kept": "no position is kept" if each is None else rounded(each),
        "Of each added dollar, to wages and fringe": "nothing is added"
        if share is None
        else f"{100 * share:.0f} cents",
        "First added dollar earned": _when(note.first_earned),
        "First added dollar paid": _when(note.first_paid),
        "What nobody pays changes by": f"{'+' if note.gap > 0 else ''}{rounded(note.gap)}",
    }
    return pd.DataFrame({"Figure": list(rows), "This change": list(rows.values())})


def _when(month: Month | None) -> str:
    return "never" if month is None else spoken(month)


def match_table(note: FiscalNote, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The federal match of each federal fiscal year, and where it comes from."""
    records = []
    for match in note.matches:
        source = sources.get(match.source)
        records.append(
            {
                "Federal fiscal year": f"{match.year}",
                "Regular match": f"{100 * match.regular:.2f} %",
                "Match of the added dollars": f"{100 * match.blended:.2f} %",
                "From": source.title if source else match.source,
                "Standing": "projected from the last known year" if match.projected else "as published or given",
            }
        )
    return pd.DataFrame.from_records(records)
