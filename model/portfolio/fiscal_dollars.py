"""Dollars of a fiscal note as a run's results have them: what Medicaid paid draw by draw, and whose dollars change."""

from collections.abc import Mapping

import pandas as pd

from model.portfolio.cells import ALL, Groups
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE
from model.portfolio.sums import MILLIONTHS
from model.questions.federal_match import MatchOfYear

Match = Mapping[tuple[str, int], MatchOfYear]
MEAN = -1  # stands for a draw


def paid(results: Results, by: str | None, groups: Groups) -> pd.DataFrame:
    """Paid by Medicaid: scenario, group, pay_state, year, federal_year, draw, total."""
    columns = ["scenario", "state", "state_year", "federal_year", *([by] if by and by != "state" else [])]
    listed = ", ".join(columns)
    found = results.frame(f"""
        SELECT {listed}, draw, sum(value)::DOUBLE / {MILLIONTHS} AS total FROM (
            SELECT {listed}, generate_subscripts(by_draw, 1) - 1 AS draw, unnest(by_draw) AS value FROM year_sums
        ) GROUP BY ALL ORDER BY ALL
    """)
    means = results.frame(
        f"SELECT {listed}, {MEAN} AS draw, total(medicaid_paid) AS total FROM year_sums GROUP BY ALL ORDER BY ALL"
    )
    # the mean is summed by itself: it is that of the program's own note, to the last bit
    found = pd.concat([found, means], ignore_index=True)
    return found.assign(
        scenario=found["scenario"].astype(str),
        pay_state=found["state"].astype(str),
        year=found["state_year"].astype(int),
        federal_year=found["federal_year"].astype(int),
        group=_group(found, by, groups),
    ).drop(columns=["state", "state_year"])


def _group(found: pd.DataFrame, by: str | None, groups: Groups) -> pd.Series | str:
    return found[by].astype(object).fillna("").map(groups.shown_as) if by else ALL


def means(results: Results, by: str | None, groups: Groups) -> pd.DataFrame:
    """As expected: scenario, group, year, earned, position_months, pay, gap."""
    column = f"{by}::VARCHAR AS {by}," if by else ""
    found = results.frame(f"""
        SELECT scenario::VARCHAR AS scenario, {column} state_year::INT AS year, total(medicaid_earned) AS earned,
            total(position_months) AS position_months, total(pay) AS pay, total(gap) AS gap
        FROM year_sums GROUP BY ALL ORDER BY ALL
    """)
    return found.assign(group=_group(found, by, groups))


def changed(results: Results, by: str | None, groups: Groups) -> pd.DataFrame:
    """Programs whose Medicaid dollars a scenario changes in a state fiscal year: scenario, group, program, year."""
    column = f"{by}," if by else ""
    found = results.frame(f"SELECT DISTINCT scenario, {column} program, state_year::INT AS year FROM changed_years")
    return found.assign(group=_group(found, by, groups))


def shared(paid: pd.DataFrame, matches: Match) -> pd.DataFrame:
    """Dollars less those as things stand, and the federal part of them."""
    keys = ["group", "pay_state", "year", "federal_year", "draw"]
    wide = paid.groupby(["scenario", *keys], sort=False)["total"].sum().unstack("scenario", fill_value=0)  # noqa: PD010 - a pivot of sums
    less = wide.sub(wide[BASELINE], axis=0)
    found = less.melt(ignore_index=False, var_name="scenario", value_name="dollars").reset_index()
    match = [
        matches[state, year].blended for state, year in zip(found["pay_state"], found["federal_year"], strict=True)
    ]
    return found.assign(federal=found["dollars"] * match)
