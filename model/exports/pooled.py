"""Many anonymous summaries as people read them: tables in words, what they rest on, and what they cannot say."""

from typing import Any

import pandas as pd

from model.exports.csv import csv_text
from model.portfolio.pooling import Pooled

HIDDEN = "too few to show"
# A summary holds how its program stands and nothing that could be worked out again.
CANNOT = (
    "What a rate, a cap or a grant would change: a summary tells a program as it stands, and no scenario can be laid "
    "on it. Ask for that with the programs' own files.",
    "What anything costs a state: no dollars of Medicaid, of grants or of a gap are in a summary, but pay by the hour.",
    "Where in a state, and in which month: there is no place below a state and no date finer than a quarter.",
    "How far the future may differ: every number was taken as expected.",
    "Whether one program drew two summaries, or whether those who sent none are like those who did.",
)
HEADS = {"p25": "25 % have no more than", "p50": "50 %", "p75": "75 %"}


def about(found: Pooled, how: str = "--with-invented counts them too") -> tuple[str, ...]:
    """What the picture rests on, a sentence each.

    Args:
        found: the picture.
        how: how those of invented programs come to be counted.
    """
    left = "are counted too" if found.with_invented else f"are left out; {how}"
    return (
        f"Counts of fewer than {found.least} programs are hidden, and others where they could be had by subtraction.",
        "Shares of positions are means of what each program rounded to 10 %, and pay is rounded to $0.50.",
        "Positions are sums of whole numbers, of those programs alone that told them.",
        "A program that drew two summaries is counted twice: nothing in them says whose they are.",
        *([f"Files that repeat a summary, and are not counted again: {found.again:,}."] if found.again else []),
        *([f"Summaries of invented or synthetic programs: {found.invented:,}; they {left}."] if found.invented else []),
    )


def bands_table(found: Pooled, of: str) -> pd.DataFrame:
    """Programs by the answers to one question."""
    rows = found.bands[found.bands["of"] == of]
    head = f"{of[0].upper()}{of[1:]}"
    return pd.DataFrame({head: list(rows["band"]), "Programs": [_count(value) for value in rows["programs"]]})


def quarters_table(found: Pooled) -> pd.DataFrame:
    """Positions paid for at each quarter's end."""
    held = found.quarters
    points = {head: [_percent(value) for value in held[name]] for name, head in HEADS.items()}
    columns = {
        "Quarter": list(held["quarter"]),
        "Programs": [_count(value) for value in held["programs"]],
        "On average": [_percent(value) for value in held["share"]],
        **points,
    }
    if held["counted"].notna().any():
        told = zip(held["positions"], held["counted"], strict=True)
        columns["Positions, where told"] = [
            HIDDEN if pd.isna(n) else f"{n:,} in {programs:,} programs" for n, programs in told
        ]
    return pd.DataFrame(columns)


def pay_table(found: Pooled) -> pd.DataFrame:
    """Programs by pay an hour."""
    held = found.pay
    bands = [f"${low} to ${low}.99" for low in held["pay"]]
    heads = (("entry", "At entry"), ("middle", "In the middle of seats"))
    parts = {head: [_count(value) for value in held[name]] for name, head in heads}
    return pd.DataFrame({"Pay an hour": bands, **parts})


def pay_said(found: Pooled) -> tuple[str, ...]:
    """How pay lies, a sentence for each kind."""
    named = {"entry": "At entry", "middle": "In the middle of a program's seats"}
    parts = {"p25": "a quarter", "p50": "half", "p75": "three quarters"}
    said = []
    for row in found.pay_points.to_dict("records"):
        points = [f"{part} pay ${row[name]:.2f} or less" for name, part in parts.items() if pd.notna(row[name])]
        told = ", ".join(points) or "too few to tell how it lies"
        said.append(f"{named[str(row['of'])]}, of {row['programs']:,} programs: {told}.")
    return tuple(said)


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain values; what is hidden is None."""
    held = table.astype(object).to_dict("records")
    return [{str(key): None if pd.isna(value) else _plain(value) for key, value in row.items()} for row in held]


def csv_files(found: Pooled, how: str = "--with-invented counts them too") -> dict[str, str]:
    """Every table as CSV and what they rest on, by file name."""
    tables = {
        f"{name}.csv": csv_text(rows(table), [str(head) for head in table]) for name, table in found.tables().items()
    }
    return {**tables, "about.txt": f"{found.sentence()}\n{' '.join(about(found, how))}\n"}


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value


def _count(value: Any) -> str:
    return HIDDEN if pd.isna(value) else f"{int(value):,}"


def _percent(value: Any) -> str:
    return HIDDEN if pd.isna(value) else f"{value:.0f} %"
