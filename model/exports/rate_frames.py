"""Levers that each alone would do or not, and a rate line by line, as tables."""

from collections.abc import Sequence

import pandas as pd

from model.questions.break_even import BreakEven
from model.questions.rate_build_up import RateBuildUp, ServiceRate
from model.questions.solving import Solved, Unreached, dollars
from model.sentences import rounded, spoken


def able(rows: Sequence[BreakEven]) -> list[BreakEven]:
    """Levers that can do it alone."""
    return [row for row in rows if isinstance(row.answer, Solved)]


def able_table(rows: Sequence[BreakEven]) -> pd.DataFrame:
    """Levers that can do it alone: from what to what."""
    records = []
    for row in able(rows):
        assert isinstance(row.answer, Solved)
        to = "any value will do" if row.found.throughout else row.move.show(row.answer.value)
        when = "throughout" if row.move.start is None else spoken(row.move.start)
        records.append({"Lever": row.move.name, "From": row.move.today, "To": to, "Moved from": when})
    return pd.DataFrame.from_records(records)


def unable_table(rows: Sequence[BreakEven]) -> pd.DataFrame:
    """Levers that cannot, and how near they come."""
    records = []
    for row in rows:
        answer = row.answer
        if isinstance(answer, Unreached):
            records.append(
                {
                    "Lever": row.move.name,
                    "Today": row.move.today,
                    "Comes nearest at": row.move.show(answer.best),
                    "Still missing": rounded(answer.missing),
                    "Looked for": row.move.between(answer.low, answer.high),
                }
            )
    return pd.DataFrame.from_records(records)


def build_up_lines(one: ServiceRate) -> pd.DataFrame:
    """A rate line by line: `line`, `begin`, `end`, `adds`, `arithmetic`, `why`; dollars a unit."""
    return pd.DataFrame.from_records(
        [
            {
                "line": line.name,
                "begin": line.rate - line.amount,
                "end": line.rate,
                "adds": line.amount,
                "arithmetic": line.arithmetic,
                "why": line.why,
            }
            for line in one.lines
        ]
    )


def build_up_table(one: ServiceRate) -> pd.DataFrame:
    """A rate line by line, as rate studies print it."""
    return pd.DataFrame.from_records(
        [
            {
                "Line": line.name,
                "Adds": dollars(line.amount),
                "Rate so far": dollars(line.rate),
                "How": line.arithmetic,
                "What the numbers are": line.why,
            }
            for line in one.lines
        ]
    )


def rate_table(found: RateBuildUp) -> pd.DataFrame:
    """Today's rate of each service beside the one that pays in full."""
    records = []
    for one in found.services:
        needed = one.rate.value if isinstance(one.rate, Solved) else None
        records.append(
            {
                "Service": one.service,
                "Unit": f"{one.unit_minutes:g} minutes",
                "Today": dollars(one.rate_now),
                "For this payer's own clients": dollars(one.rate_for_own_clients),
                "For everybody served": "no rate does" if needed is None else dollars(needed),
            }
        )
    return pd.DataFrame.from_records(records)
