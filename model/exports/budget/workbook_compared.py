"""Rows that compare two numbers of the workbook by a formula and say in words how it stands."""

from dataclasses import dataclass
from typing import Literal

from model.exports.budget.workbook_cells import CENTS, PERCENT, WHOLE, Column, Sheet

Must = Literal["equal", "at most", "at least", "below"]
SLACK = 1e-6
HEADS = (
    Column("Check", 8),
    Column("What is compared", 58),
    Column("Found", 16, True),
    Column("must be", 10),
    Column("Wanted", 16, True),
    Column("Result", 24),
    Column("Rule, source and date", 60),
)
GOOD, BAD = {"equal": "agrees"}, {"equal": "differs"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One comparison.

    Attributes:
        code: of the check that it stands for, such as `E9`.
        what: in words.
        found, wanted: formulas; known: what the model says of both.
        must: how the first must stand to the second.
        slack: by how much it may miss that, in its own unit.
        rule: what it rests on.
        share: whether both are shares.
    """

    code: str
    what: str
    found: str
    wanted: str
    known: tuple[float, float]
    must: Must = "equal"
    slack: float = SLACK
    rule: str = ""
    share: bool = False

    @property
    def holds(self) -> bool:
        """What the model says of it."""
        found, wanted = self.known
        return {
            "equal": abs(found - wanted) <= self.slack,
            "at most": found <= wanted + self.slack,
            "at least": found + self.slack >= wanted,
            "below": found < wanted - self.slack,
        }[self.must]

    @property
    def words(self) -> tuple[str, str]:
        """How it reads when it holds and when it does not."""
        return GOOD.get(self.must, "within"), BAD.get(self.must, "NOT within: mend")


def write_compared(sheet: Sheet, row: Compared) -> None:
    """Write one comparison as the next row."""
    at = sheet.row
    for column, text in ((1, row.code), (2, row.what), (4, row.must), (7, row.rule)):
        sheet.say(at, column, text)
    whole = all(float(value).is_integer() for value in row.known)
    shape = PERCENT if row.share else WHOLE if whole else CENTS
    for column, text, model in ((3, row.found, row.known[0]), (5, row.wanted, row.known[1])):
        sheet.formula(at, column, text, model=model, shape=shape)
    left, right = (sheet.place(at, column)[1] for column in (3, 5))
    test = {
        "equal": f"ABS({left}-{right})<={row.slack!r}",
        "at most": f"{left}<={right}+{row.slack!r}",
        "at least": f"{left}+{row.slack!r}>={right}",
        "below": f"{left}<{right}-{row.slack!r}",
    }[row.must]
    good, bad = row.words
    text = f'IF({test},"{good}","{bad}")'
    sheet.formula(at, 6, text, model=good if row.holds else bad, kind="Words")
    sheet.fit(at)
    sheet.row += 1
