"""A program as it grows: each number with its origin."""

from typing import Any

from model.inputs.assumption_records import Payroll
from model.inputs.assumptions import Assumptions
from model.interview.answers import Answers

OWN = "own value"
Tree = dict[str, Any]


class Builder:
    """A tree as it grows, and the origin of what is put into it."""

    def __init__(self, answers: Answers, assumptions: Assumptions) -> None:
        """Begin with nothing."""
        self.answers, self.assumptions = answers, assumptions
        self.basis: dict[str, str] = {}

    def own(self, path: str) -> None:
        """Note that a place is the person's own."""
        self.basis[path] = OWN

    def default(self, path: str, key: str) -> float:
        """The value of an assumption, noted as the origin of a place."""
        self.basis[path] = key
        value = self.assumptions.entry(key).value
        assert value is not None, key
        return value

    def given_or(self, path: str, given: float | None, key: str) -> float:
        """The person's own number, or the default where they gave none."""
        if given is None:
            return self.default(path, key)
        self.own(path)
        return given


def payroll_rows(parameter: str, place: str, made: Builder) -> list[Payroll]:
    """The row in force in the first month, or the first known, and those that follow; none where there is none."""
    rows = [r for r in made.assumptions.payroll_table if (r.parameter, r.jurisdiction) == (parameter, place)]
    rows.sort(key=lambda row: row.effective_from)
    before = [row for row in rows if row.effective_from[:7] <= made.answers.start]
    return rows[max(0, len(before) - 1) :]
