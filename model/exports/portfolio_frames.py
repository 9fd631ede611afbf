"""Tidy frames of a whole state's answers, as charts and tables take them."""

from collections.abc import Mapping

import pandas as pd

from model.exports.charts.paper import SHARE_TONES
from model.inputs.states import NAMES
from model.portfolio.answers import KINDS
from model.portfolio.cells import ALL, OTHERS
from model.portfolio.fiscal import StateNote
from model.portfolio.fiscal_dollars import Match

# Tiles of one size, each state about where it lies: a layout in common use, nobody's data.
TILES = """
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  .
"""
HIDDEN = "hidden"


def sustained(by_month: pd.DataFrame) -> pd.DataFrame:
    """Positions by month of all programs: scenario, month, programs, mean, low, middle, high."""
    return by_month[by_month["group"] == ALL].drop(columns="group").reset_index(drop=True)


def at_end(ends: pd.DataFrame) -> pd.DataFrame:
    """`answers.at_ends` with `share`: of budgeted positions, those that stand at the end."""
    return ends.assign(share=ends["at_end"] / ends["positions"].where(ends["positions"] > 0))


def spread(distribution: pd.DataFrame) -> pd.DataFrame:
    """`answers.distribution` with `row`: how a chart names scenario and group."""
    return distribution.assign(row=_rows(distribution))


def reach(counts: pd.DataFrame) -> pd.DataFrame:
    """Programs by kind, long: scenario, group, row, kind, programs; what is hidden is one kind together."""
    long = counts.assign(row=_rows(counts)).melt(
        ["scenario", "group", "row", "programs"], list(KINDS), var_name="kind", value_name="count"
    )
    shown = long[long["count"].notna()].assign(programs=lambda held: held["count"].astype(int))
    known = shown.groupby(["scenario", "group"])["programs"].sum()
    rest = counts.assign(row=_rows(counts), kind=HIDDEN)
    told = [int(known.get((s, g), 0)) for s, g in zip(rest["scenario"], rest["group"], strict=True)]
    rest = rest.assign(programs=rest["programs"] - told)
    columns = ["scenario", "group", "row", "kind", "programs"]
    both = pd.concat([shown[columns], rest[columns]])
    return both[both["programs"] > 0].reset_index(drop=True)


def _rows(frame: pd.DataFrame) -> list[str]:
    several = set(frame["group"]) != {ALL}
    return [
        f"{scenario}: {group}" if several else str(scenario)
        for scenario, group in zip(frame["scenario"], frame["group"], strict=True)
    ]


def note_years(note: StateNote) -> pd.DataFrame:
    """Added dollars by state fiscal year of payment: year, side, part, dollars."""
    years = note.years.iloc[:-1]
    return pd.DataFrame(
        [
            {"year": row["year"], "side": "", "part": tone.name, "dollars": float(row[tone.name])}
            for _, row in years.iterrows()
            for tone in SHARE_TONES
        ],
        columns=["year", "side", "part", "dollars"],
    )


def tiles(ends: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """A tile for each state and DC: state, name, column, row, programs, share (missing where not shown), told.

    Args:
        ends: `answers.at_ends` by state.
        scenario: which.
    """
    frame = at_end(ends[ends["scenario"] == scenario])
    shown = {str(row["group"]): row for _, row in frame.iterrows() if row["group"] != OTHERS}
    records = [
        {"state": code, "name": NAMES[code], "column": column, "row": row, **_tile(shown.get(code))}
        for row, line in enumerate(TILES.strip().splitlines())
        for column, code in enumerate(line.split())
        if code != "."
    ]
    return pd.DataFrame(records)


def _tile(held: pd.Series | None) -> Mapping[str, object]:
    if held is None:
        return {"programs": None, "share": None, "told": "none, or too few programs to show"}
    told = f"{held['at_end']:,.0f} of {held['positions']:,}"
    return {"programs": int(held["programs"]), "share": float(held["share"]), "told": told}


def match_rows(matches: Match) -> pd.DataFrame:
    """The match of each state and federal fiscal year: state, federal_year, regular, blended, projected, source."""
    return pd.DataFrame(
        [
            {
                "state": state,
                "federal_year": year,
                "regular": one.regular,
                "blended": one.blended,
                "projected": one.projected,
                "source": one.source,
            }
            for (state, year), one in sorted(matches.items())
        ]
    )
