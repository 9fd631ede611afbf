"""One position of an outcome with its findings as months, and names from files without the money in them."""

import re
from collections.abc import Iterable

import numpy as np
from propcache import cached_property

from model.compare import Outcome
from model.findings import INACTIVE, MONTHS_PER_YEAR, WEEKS_PER_YEAR
from model.inputs.money import Contract, Grant
from model.inputs.numbers import Dated
from model.inputs.program import Program
from model.inputs.staff import Position
from model.sentences import spoken

AMOUNT = re.compile(r"(US)?\$\s?\d[\d,.]*(?<=\d)(\s?(thousand|million|billion|[kKmMbB])\b)?")
NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?!\w|\.\d)")
LEFT_OUT = "(amount left out)"


def without_money(text: str, pay: Iterable[float] = ()) -> str:
    """A text on one line whose amounts of money are left out, and every number that is one of the pay given."""
    amounts = {round(value, 2) for value in pay}

    def kept(found: re.Match[str]) -> str:
        return LEFT_OUT if float(found[0]) in amounts else found[0]

    told = AMOUNT.sub(LEFT_OUT, " ".join(text.split())).replace("$", "")
    return NUMBER.sub(kept, told) if amounts else told


def pay_of(result: Outcome) -> frozenset[float]:
    """Every number that would give pay away: steps and floors of the file, and what people are paid, to the cent."""
    program = result.file.program
    steps = [step for ladder in program.ladders.values() for _, steps in ladder.steps.versions for step in steps]
    given = {round(value, 2) for number in (*steps, program.wage_floor) for value in _values(number)}
    wages = np.unique(np.round(np.asarray(result.projection.staffing.wage), 2))
    return frozenset({*given, *wages.tolist()} - {0.0})


def _values(number: Dated) -> list[float]:
    return [float(value) for entry in number.entries for value in np.ravel(entry.value)]


class Seat:
    """One position of an outcome, in the first draw."""

    def __init__(self, result: Outcome, position: str) -> None:
        """Find the position by its id."""
        self.result = result
        self.program: Program = result.file.program
        self.position: Position = self.program.position(position)
        self.place = [p.id for p in self.program.positions].index(position)
        self.status = result.findings.status[0, self.place]
        self.there = np.flatnonzero(self.status != INACTIVE)

    def index(self, finding: str) -> int | None:
        """The month index of a finding; None where there is no such month."""
        return _index(getattr(self.result.findings, finding)[0, self.place])

    @property
    def out_of_cash(self) -> int | None:
        """The month index in which cash runs out; None where it does not."""
        return _index(self.result.findings.cash_negative[0])

    def month(self, index: int) -> str:
        """A month index in words; it may lie before the projection."""
        return spoken(self.program.start.plus(index))

    @property
    def notice_in_time(self) -> int | None:
        """The month index by which notice is given while money for it lasts; None where the planned notice is so."""
        notice, out = self.index("notice_by"), self.out_of_money
        if notice is None or out is None or notice < out:
            return None
        return int(np.floor(out - 1 - self.program.weeks_of_notice.value * MONTHS_PER_YEAR / WEEKS_PER_YEAR))

    @property
    def out_of_money(self) -> int | None:
        """The first month index in which nobody pays for part of it or cash runs out; None where there is none."""
        return min((month for month in (self.index("first_gap"), self.out_of_cash) if month is not None), default=None)

    @property
    def last(self) -> int:
        """The last month index in which it is there."""
        return int(self.there[-1])

    @property
    def serves(self) -> bool:
        """Whether it sees clients."""
        return self.position.direct_service

    def grants(self) -> list[Grant]:
        """The grants that cover it, those that end first before the others."""
        return sorted((g for g in self.program.grants if self.position.id in g.covers), key=lambda grant: grant.end)

    def contracts(self) -> list[Contract]:
        """The contracts that may pay for it."""
        return [c for c in self.program.contracts if c.covers is None or self.position.id in c.covers]

    @cached_property
    def pay(self) -> frozenset[float]:
        """What no text may give away."""
        return pay_of(self.result)

    def named(self, text: str) -> str:
        """A name from the file in quotes, without money."""
        return f"“{without_money(text, self.pay)}”"


def _index(value: float) -> int | None:
    return int(value) if np.isfinite(value) else None
