"""The computed budget: object classes, lines, years, and the arithmetic of every amount, factor by factor.

Whoever prints or writes a budget reads it from here and computes nothing. One rule of rounding holds: an hourly wage
drawn from the program is rounded to the cent and every line to whole dollars in each year; totals are sums of lines as
printed.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from model.inputs.months import Month
from model.inputs.request import PaidBy, Request
from model.requests.arithmetic import Factor, LineYear, Rounding, Term, whole
from model.requests.rules import Rules

ClassName = Literal[
    "personnel", "fringe", "travel", "equipment", "supplies", "contractual", "construction", "other", "indirect"
]
# In the order of the form, with their lines in section B of the SF-424A.
LINES_OF_FORM: dict[ClassName, str] = {
    "personnel": "6a",
    "fringe": "6b",
    "travel": "6c",
    "equipment": "6d",
    "supplies": "6e",
    "contractual": "6f",
    "construction": "6g",
    "other": "6h",
    "indirect": "6j",
}
DIRECT: tuple[ClassName, ...] = tuple(name for name in LINES_OF_FORM if name != "indirect")
TITLES: dict[ClassName, str] = {
    "personnel": "Personnel",
    "fringe": "Fringe benefits",
    "travel": "Travel",
    "equipment": "Equipment",
    "supplies": "Supplies",
    "contractual": "Contractual",
    "construction": "Construction",
    "other": "Other",
    "indirect": "Indirect charges",
}
PAYERS: tuple[PaidBy, ...] = ("grant", "cash", "in_kind")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an object class over all years.

    Attributes:
        id: unique in the budget, such as `personnel.peer-1`; paragraphs and edited texts are kept under it.
        own: the line's id in the request; of fringe, the component.
        cls: its object class.
        title: what it is, as printed.
        paid_by: the one who pays all of it: `grant`, or the match in `cash` or `in_kind`.
        years: one for each budget year.
        basis: how the person says the estimate was made.
        objectives: keys of the request's objectives that it serves.
        place: where it stands in the request, such as `personnel[0]`; of computed lines, what they come from.
        tied: filled from the program; a change of the program changes it.
        position: of personnel lines drawn from the program.
        kind: of contractual lines `services`, `consultant` or `subaward`; of others what a limit counts (`data`, …).
        parts: of a contract with a budget of its own; its amounts are what these print.
        notes: what the arithmetic did beside multiplying, such as a salary held to the limit.
    """

    id: str
    own: str
    cls: ClassName
    title: str
    paid_by: PaidBy
    years: tuple[LineYear, ...]
    basis: str = ""
    objectives: tuple[str, ...] = ()
    place: str = ""
    tied: bool = False
    position: str = ""
    kind: str = ""
    parts: tuple["Line", ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Whole dollars over all years."""
        return sum(year.printed for year in self.years)


@dataclass(frozen=True, kw_only=True)
class ObjectClass:
    """An object class with its lines, those that the grant pays first."""

    name: ClassName
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """As printed."""
        return TITLES[self.name]

    @property
    def line_of_form(self) -> str:
        """Such as `6a`."""
        return LINES_OF_FORM[self.name]

    def paid_by(self, payer: PaidBy) -> tuple[Line, ...]:
        """The lines that one pays."""
        return tuple(line for line in self.lines if line.paid_by == payer)

    def total(self, year: int | None, payers: Iterable[PaidBy] = PAYERS) -> int:
        """Whole dollars of a year, or of all years with None."""
        return sum(amount_of(line, year) for line in self.lines if line.paid_by in payers)


def amount_of(line: Line, year: int | None) -> int:
    """What a line prints in a year, or in all years with None."""
    return line.total if year is None else line.years[year].printed


@dataclass(frozen=True, kw_only=True)
class BasePart:
    """What of a line stands in the base of indirect cost in a year.

    Attributes:
        line: id of the line.
        amount: what the line prints; `included`: what of it is in the base.
        why: the reason when it is not all of it.
    """

    line: str
    amount: int
    included: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class BaseYear:
    """The base of indirect cost in a year, line by line; `rate` as a share, and where it comes from."""

    year: int
    parts: tuple[BasePart, ...]
    rate: float
    source: str

    @property
    def base(self) -> int:
        """Dollars that earn indirect."""
        return sum(part.included for part in self.parts)

    @property
    def excluded(self) -> int:
        """Dollars of direct cost that earn none."""
        return sum(part.amount - part.included for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class BudgetYear:
    """A budget period: its number from 1, first and last month, and the ceiling where there is one."""

    number: int
    start: Month
    end: Month
    ceiling: float | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Budget:
    """All that a request comes to.

    Attributes:
        request: what was asked; `applicant`: the organization.
        rules: those in force on the award's date, for this funder.
        years: the budget periods.
        classes: the object classes in the order of the form, `indirect` last; each is there even when empty.
        base: the base of indirect cost by year; empty when none is asked.
        income: program income expected by year, whole dollars; `income_source` says from where.
        income_method: how the award uses it; empty where nobody says.
    """

    request: Request
    applicant: str
    rules: Rules
    years: tuple[BudgetYear, ...]
    classes: tuple[ObjectClass, ...]
    base: tuple[BaseYear, ...]
    income: tuple[int, ...]
    income_source: str
    income_method: str = ""

    def of(self, name: ClassName) -> ObjectClass:
        """One object class."""
        return next(cls for cls in self.classes if cls.name == name)

    def lines(self) -> Iterator[Line]:
        """Every line, class after class."""
        for cls in self.classes:
            yield from cls.lines

    def line(self, identity: str) -> Line:
        """The line of that id, also one inside a contract."""
        inside = (part for line in self.lines() for part in line.parts)
        return next(line for line in (*self.lines(), *inside) if line.id == identity)

    def direct(self, year: int | None, payers: Iterable[PaidBy] = PAYERS) -> int:
        """Total direct cost, line 6i."""
        return sum(self.of(name).total(year, tuple(payers)) for name in DIRECT)

    def indirect(self, year: int | None, payers: Iterable[PaidBy] = PAYERS) -> int:
        """Indirect charges, line 6j."""
        return self.of("indirect").total(year, tuple(payers))

    def total(self, year: int | None, payers: Iterable[PaidBy] = PAYERS) -> int:
        """Direct and indirect, line 6k."""
        return self.direct(year, tuple(payers)) + self.indirect(year, tuple(payers))

    def asked(self, year: int | None) -> int:
        """What the funder is asked for."""
        return self.total(year, ("grant",))

    def match(self, year: int | None) -> int:
        """Cash and in-kind match."""
        return self.total(year, ("cash", "in_kind"))

    @property
    def exact(self) -> float:
        """The sum of all lines before any was rounded, dollars."""
        return math.fsum(year.exact for line in self.lines() for year in line.years)


__all__ = [
    "DIRECT",
    "LINES_OF_FORM",
    "PAYERS",
    "TITLES",
    "BasePart",
    "BaseYear",
    "Budget",
    "BudgetYear",
    "ClassName",
    "Factor",
    "Line",
    "LineYear",
    "ObjectClass",
    "Rounding",
    "Term",
    "amount_of",
    "whole",
]
