"""What a brief speaks of: a program as it stands, the proposal laid on it, and the sentences that all readers get."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from propcache import cached_property

from model.compare import Outcome, outcome
from model.exports.brief.texts import REPEATED, inert, listed, without_pay
from model.exports.seats import LEFT_OUT, pay_of, without_money
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.program import Program
from model.inputs.scenario import Placed, applied
from model.levers import in_words
from model.questions.solving import QuestionError
from model.sentences import counted, sentences, spoken

MOST_NAME, MOST_CHANGE, MOST_CHANGES = 70, 150, 4
PAY_PLACES = ("ladders", "positions", "wage_floor")


@dataclass(frozen=True, eq=False)
class Case:
    """A program as it stands and with the scenarios laid on it.

    Attributes:
        before, after: both outcomes; `after` is `before` where nothing is laid on.
        scenarios: what is laid on.
    """

    before: Outcome
    after: Outcome
    scenarios: tuple[Placed, ...]

    @property
    def program(self) -> Program:
        """The program as it stands."""
        return self.before.file.program

    @cached_property
    def pay(self) -> frozenset[float]:
        """What no text may give away."""
        return pay_of(self.before) | pay_of(self.after)

    def told(self, text: str, most: int = 0) -> str:
        """A text from a file or about it, as the page may carry it."""
        return inert(without_pay(text, self.pay), most)

    @property
    def name(self) -> str:
        """The program's name."""
        return self.told(self.program.name, MOST_NAME)

    @property
    def proposal(self) -> str:
        """The scenarios' names in quotes."""
        return listed([f"“{self.told(placed.name, MOST_NAME)}”" for placed in self.scenarios], 3)

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """What is changed, in words; amounts of pay are left out."""
        said = [self._change(placed, number) for placed in self.scenarios for number in range(len(placed.changes))]
        if len(said) <= MOST_CHANGES:
            return tuple(said)
        return (*said[: MOST_CHANGES - 1], f"and {len(said) - MOST_CHANGES + 1} more changes")

    def _change(self, placed: Placed, number: int) -> str:
        change = placed.changes[number]
        said = in_words(change.model_dump(by_alias=True, exclude_unset=True), self.before.file)
        hidden = change.target.split(".")[0].split("[")[0] in PAY_PLACES
        if hidden:
            return inert(REPEATED.sub(LEFT_OUT, without_money(said)), MOST_CHANGE)
        named, colon, value = said.partition(": ")  # a rate is no secret though somebody be paid as much
        return f"{self.told(named)}{colon}{inert(value, MOST_CHANGE)}"


def case_of(file: ProgramFile, scenarios: Sequence[Placed]) -> Case:
    """Project a program without and with scenarios.

    Raises:
        InputError: when a scenario fits nothing or leaves a program that does not hold together.
        QuestionError: when a scenario changes which months are projected, so that the two cannot stand side by side.
    """
    before = outcome(file)
    after = outcome(applied(file, scenarios)) if scenarios else before
    if _months(before) != _months(after):
        raise QuestionError("the proposal changes which months are projected; a brief compares the same months")
    return Case(before, after, tuple(scenarios))


def _months(result: Outcome) -> tuple[Month, Month, int]:
    program = result.file.program
    return program.start, program.last, program.fiscal_month


def lost(result: Outcome) -> int:
    """How many positions lose their funding within the horizon."""
    return int(np.isfinite(result.findings.unsustainable_from[0]).sum())


def months_paid(result: Outcome) -> float:
    """Position-months paid for without the reserve."""
    return float(result.findings.positions_sustained[0].sum())


def standing(case: Case, result: Outcome) -> list[str]:
    """What becomes of positions, cash and clients, in the model's own sentences that name no dollars."""
    said = sentences(result.projection, result.findings)
    return [case.told(one) for one in said if "$" not in one and not one.startswith("No payer paid")]


def unpaid(case: Case, result: Outcome) -> list[str]:
    """The hours that no payer paid for."""
    said = sentences(result.projection, result.findings)
    return [case.told(one) for one in said if one.startswith("No payer paid")]


def reach(case: Case) -> str:
    """Whether the proposal keeps every position, how near it comes where it does not, and whether cash holds."""
    return " ".join(said for said in (_kept(case), _cash(case)) if said)


def _cash(case: Case) -> str:
    """Whether cash runs out with the proposal, or only without it."""
    with_it, without = (result.findings.cash_negative[0] for result in (case.after, case.before))
    if np.isfinite(with_it):
        month = spoken(case.program.start.plus(int(with_it)))
        return f"Cash would run out in {month}: nothing after that can be counted on."
    if np.isfinite(without):
        return (
            f"Without it cash would run out in {spoken(case.program.start.plus(int(without)))}; with it, it does not."
        )
    return ""


def _kept(case: Case) -> str:
    still, without = lost(case.after), lost(case.before)
    total, last = len(case.after.file.program.positions), spoken(case.program.last)
    more = round(months_paid(case.after) - months_paid(case.before))
    if not still:
        kept = "the one position is" if total == 1 else f"{_all(total)} positions are"
        broke = np.isfinite(case.before.findings.cash_negative[0])
        also = ", as without it" if not without and not more and not broke else ""
        but = ", but for gaps in single months" if np.isfinite(case.after.findings.first_gap_of_any[0]) else ""
        return f"With {case.proposal}, {kept} paid for through {last}{also}{but}."
    first = spoken(case.program.start.plus(int(case.after.findings.unsustainable_from[0].min())))
    who = f"{_who(still, total)} funding, {'in' if still == 1 else 'the first in'} {first}"
    if still == without and not more:
        return f"Even with {case.proposal}, {who}, as many as without it and no later."
    than = f"as many as without it, and positions are {_longer(more)}"
    if still != without:
        fewer = "fewer" if still < without else "more"
        than = f"{abs(without - still)} {fewer} than without it, and positions are {_longer(more)}"
    helps = ": it helps, and does not keep them all" if more > 0 and still <= without else ""
    return f"With {case.proposal}, {who}, {than}{helps}."


def _who(still: int, total: int) -> str:
    if total == 1:
        return "the one position loses its"
    if still == total:
        return f"{_all(total)} positions lose their"
    return f"{still} of {total} positions {'loses its' if still == 1 else 'lose their'}"


def _all(total: int) -> str:
    return "both" if total == 2 else f"all {counted(total).lower()}"


def _longer(more: int) -> str:
    if more == 0:
        return "paid for as many months in all"
    months = "month" if abs(more) == 1 else "months"
    return f"paid for {abs(more):,} {months} {'more' if more > 0 else 'less'} in all"
