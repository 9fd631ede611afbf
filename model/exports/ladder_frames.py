"""Ladders as tables: their steps by tenure, limits and the wage elsewhere; and the ladders there is money for."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from model.exports.standards_offered import outside_wage
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.series.pay import pay_series
from model.questions.highest_wage import Affordable
from model.questions.solving import dollars
from model.questions.standards import steps_at
from model.sentences import spoken

NONE = "–"


def ladder_points(file: ProgramFile, month: Month) -> pd.DataFrame:
    """Every step of every ladder in the dollars of a month, with its tenure, limits and the wage elsewhere.

    Columns: ladder, people (positions on it), step, tenure (months), wage, least, most, outside; NaN where there is no
    limit and nothing is known of elsewhere.
    """
    program, index = file.program, month - file.program.start
    records = []
    for name in program.ladders:
        series = pay_series(program).ladders[name]
        most, least = float(series.maximum[0, index]), float(series.minimum[0, index])
        for step, wage in enumerate(steps_at(file, name, month)):
            records.append(
                {
                    "ladder": name,
                    "people": sum(position.ladder == name for position in program.positions),
                    "step": step + 1,
                    "tenure": step * int(series.months_per_step[index]),
                    "wage": wage,
                    "least": least if least > 0 else float("nan"),
                    "most": most if most < float("inf") else float("nan"),
                    "outside": outside_wage(file, name, month),
                }
            )
    frame = pd.DataFrame.from_records(records)
    return frame.astype({"outside": float})


def ladder_table(points: pd.DataFrame) -> pd.DataFrame:
    """The ladders as a table, one row each."""
    records = []
    for name, part in points.groupby("ladder", sort=False):
        row = part.iloc[0]
        records.append(
            {
                "Ladder": name,
                "Positions": f"{row['people']}",
                "Steps": ", ".join(
                    f"{dollars(wage)} {tenure(months)}"
                    for wage, months in zip(part["wage"], part["tenure"], strict=True)
                ),
                "Job code": _limits(row["least"], row["most"]),
                "Elsewhere": NONE if pd.isna(row["outside"]) else dollars(row["outside"]),
            }
        )
    return pd.DataFrame.from_records(records)


def tenure(months: int) -> str:
    """Months on the job in words: at the start, after 2 years, after 18 months."""
    if not months:
        return "at the start"
    years, rest = divmod(months, MONTHS_PER_YEAR)
    if rest:
        return f"after {months} months"
    return f"after {years} year{'' if years == 1 else 's'}"


def _limits(least: float, most: float) -> str:
    said = [f"from {dollars(least)}"] if not math.isnan(least) else []
    said += [f"to {dollars(most)}"] if not math.isnan(most) else []
    return " ".join(said) or "no limit"


def affordable_table(answers: Sequence[Affordable]) -> pd.DataFrame:
    """The highest affordable wage by stretch of months and ladder, and the ladder it buys."""
    records = []
    for answer in answers:
        stretch = answer.stretch
        months = f"{spoken(stretch.first)} to {spoken(stretch.first.plus(stretch.months - 1))}"
        for name in answer.ladders:
            pay = next((pay for pay in answer.pay if pay.name == name), None)
            together = len(answer.ladders) > 1
            records.append(
                {
                    "Months": months,
                    "Ladder": f"{name} (all together)" if together else name,
                    "Starts today at": NONE if pay is None else dollars(pay.today[0]),
                    "Could start at": "not even the least" if pay is None else dollars(pay.steps[0]),
                    "Steps it buys": NONE if pay is None else ", ".join(dollars(step) for step in pay.steps),
                    "Bumps": NONE if pay is None or not pay.bumps else _bumps(pay.bumps),
                    "Against today": NONE if answer.times is None else f"{100 * (answer.times - 1):+.1f} %",
                }
            )
    return pd.DataFrame.from_records(records)


def _bumps(bumps: Mapping[str, float]) -> str:
    return ", ".join(f"{dollars(bump)} for {name}" for name, bump in bumps.items())
