"""What a run says of a whole state: positions sustained, how far programs differ, who gains and whom nothing reaches.

Each answer is a frame, with a row or more for each scenario; none shows fewer programs together than is stated.
"""

import pandas as pd

from model.portfolio.cells import LEAST, Groups, groups_of
from model.portfolio.counting import KINDS, Within, counts_of
from model.portfolio.reading import Results
from model.portfolio.results import BASELINE

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
BETWEEN = "\x1f"  # a program's values; nobody names a region with it


def by_month(results: Results, by: str | None = None, least: int = LEAST, within: Within = None) -> pd.DataFrame:
    """Positions sustained in each calendar month, by scenario and group.

    Sums over programs are taken draw by draw. Months whose programs are too near to those of the others are left out
    of all groups.

    Args:
        results: a run's.
        by: region, size, payer_mix or state; all programs together by default.
        least: the fewest programs in a cell.
        within: only the programs of one group of another column: the column and its value.

    Returns:
        Columns scenario, group, month, programs, then positions sustained: mean, and low, middle and high, which 10 %,
        50 % and 90 % of draws do not exceed.
    """
    groups, column = grouped(results, by, least, within)
    found = results.frame(f"""
        WITH cells AS (
            SELECT scenario, shown_as, month, draw, sum(value)::BIGINT AS positions FROM (
                SELECT scenario, shown_as, month, generate_subscripts(by_draw, 1) AS draw, unnest(by_draw) AS value
                FROM month_sums JOIN answer_groups ON value_of = {column}
            ) GROUP BY ALL
        ), counts AS (
            SELECT scenario, shown_as, month, sum(programs)::BIGINT AS programs
            FROM month_sums JOIN answer_groups ON value_of = {column} GROUP BY ALL
        )
        SELECT scenario, shown_as AS "group", month, min(programs) AS programs, sum(positions) / count(*) AS mean,
            quantile_disc(positions, 0.1) AS low, quantile_disc(positions, 0.5) AS middle,
            quantile_disc(positions, 0.9) AS high
        FROM cells JOIN counts USING (scenario, shown_as, month) GROUP BY ALL ORDER BY ALL
    """)
    return ordered(groups, found[found["month"].isin(groups.months)])


def distribution(results: Results, by: str | None = None, least: int = LEAST, within: Within = None) -> pd.DataFrame:
    """How far programs differ: the share of their budgeted positions that is sustained in their last month.

    A point of the distribution is some program's own; it is shown where at least `least` programs lie to either side.

    Returns:
        Columns scenario, group, programs, p10, p25, p50, p75, p90; shares, missing where too few programs bear them.
    """
    groups, column = grouped(results, by, least, within)
    points = ", ".join(
        f"CASE WHEN count(*) * {min(level, 1 - level):g} >= {least} THEN quantile_disc(share, {level}) END "
        f"AS p{100 * level:.0f}"
        for level in LEVELS
    )
    found = results.frame(f"""
        SELECT scenario, shown_as AS "group", count(*) AS programs, {points} FROM (
            SELECT scenario::VARCHAR AS scenario, shown_as, sustained_at_end / positions AS share
            FROM programs JOIN answer_groups ON value_of = {column} WHERE positions > 0
        ) GROUP BY ALL ORDER BY ALL
    """)
    return ordered(groups, found[found["programs"] >= least])


def reach(results: Results, by: str | None = None, least: int = LEAST, within: Within = None) -> pd.DataFrame:
    """How many programs keep positions for longer under each scenario than as they stand, as long, or less long.

    Over the horizon, on the mean of draws. A program that no change of a scenario fits is not reached. No sum or
    difference of counts, of groups, scenarios and all programs, rests on fewer than `least` programs; see `counting`.

    Returns:
        Columns scenario, group, programs, more, as many, fewer, not reached; counts, missing where they are hidden.
    """
    groups = groups_of(results, by, least, within)
    scenarios = [name for name in groups.scenarios if name != BASELINE]
    if not scenarios:
        return pd.DataFrame(columns=pd.Index(["scenario", "group", "programs", *KINDS]))
    shown = counts_of(results, least).shown(by, within)
    found = [
        {"scenario": scenario, "group": name, "programs": programs}
        | {kind: None if count < 0 else int(count) for kind, count in zip(KINDS, shown[name][place], strict=True)}
        for place, scenario in enumerate(scenarios)
        for name, programs in groups.programs.items()
    ]
    return ordered(groups, pd.DataFrame(found).astype(dict.fromkeys(KINDS, "Int64")))


def overall(results: Results, least: int = LEAST, within: Within = None) -> pd.DataFrame:
    """Each scenario in one row: `at_ends` of all programs together, without the column group."""
    return at_ends(results, None, least, within).drop(columns="group")


def at_ends(results: Results, by: str | None = None, least: int = LEAST, within: Within = None) -> pd.DataFrame:
    """Programs, positions budgeted and sustained, at first and at each program's end, by scenario and group.

    Returns:
        Columns scenario, group, programs, positions, at_start, at_end, low, high (of what is sustained at the end, 10 %
        and 90 % of draws), position_months, gap and medicaid_earned in dollars over the horizon.
    """
    groups, column = grouped(results, by, least, within)
    found = results.frame(f"""
        WITH ends AS (
            SELECT scenario, shown_as, quantile_disc(held, 0.1) AS low, quantile_disc(held, 0.9) AS high FROM (
                SELECT scenario, shown_as, draw, sum(value) AS held FROM (
                    SELECT scenario, shown_as, generate_subscripts(by_draw, 1) AS draw, unnest(by_draw) AS value
                    FROM end_sums JOIN answer_groups ON value_of = {column}
                ) GROUP BY ALL
            ) GROUP BY ALL
        )
        SELECT scenario::VARCHAR AS scenario, shown_as AS "group", count(*) AS programs,
            sum(positions)::BIGINT AS positions, total(sustained_at_start) AS at_start,
            total(sustained_at_end) AS at_end, any_value(low)::BIGINT AS low, any_value(high)::BIGINT AS high,
            total(position_months) AS position_months, total(gap) AS gap, total(medicaid_earned) AS medicaid_earned
        FROM programs JOIN answer_groups ON value_of = {column} JOIN ends USING (scenario, shown_as) GROUP BY ALL
        ORDER BY ALL
    """)
    return ordered(groups, found)


def sentence(found: pd.DataFrame) -> str:
    """The answer in a sentence: how many positions stand, and how many under each scenario; `found` is of `overall`."""
    base = found.iloc[0]
    said = (
        f"Of {base['positions']:,} positions in {base['programs']:,} programs, {base['at_start']:,.0f} are paid for at "
        f"first and {_held(base)} at the end as things stand"
    )
    others = [f"{_held(row)} under “{row['scenario']}”" for _, row in found.iloc[1:].iterrows()]
    return f"{'; '.join([said, *others])}."


def _held(row: pd.Series) -> str:
    spread = "" if row["low"] == row["high"] else f" ({row['low']:,} to {row['high']:,} in 8 of 10 futures)"
    return f"{row['at_end']:,.0f}{spread}"


def grouped(results: Results, by: str | None, least: int, within: Within = None) -> tuple[Groups, str]:
    """Lay out the groups as the table `answer_groups`; the expression of a program that is looked up in it."""
    groups = groups_of(results, by, least, within)
    _ = results.sums
    before = f"{within[1]}{BETWEEN}" if within else ""
    keys = [f"{before}{value}" for value in groups.shown_as]
    results.connection.register(
        "answer_groups", pd.DataFrame({"value_of": keys, "shown_as": list(groups.shown_as.values())})
    )
    parts = [
        f"coalesce({column}::VARCHAR, '')" if column else "''" for column in ([within[0]] if within else []) + [by]
    ]
    return groups, f" || chr({ord(BETWEEN)}) || ".join(parts)


def ordered(groups: Groups, found: pd.DataFrame) -> pd.DataFrame:
    """Rows of the scenarios shown, as they were asked for, the program as it stands first."""
    place = found["scenario"].map({name: n for n, name in enumerate(groups.scenarios)})
    kept = found.assign(_place=place)[place.notna()].sort_values("_place", kind="stable")
    return kept.drop(columns="_place").reset_index(drop=True)
