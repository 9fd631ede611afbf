"""The highest affordable wage: what ladders can pay an hour for the money there is, now and after each grant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.series.horizon import Horizon
from model.inputs.spec import Spec
from model.questions.goals import Goal, PaidBy, Wanted, goal_of, listed, standing_at
from model.questions.margins import Margins
from model.questions.move_ranges import Range, answers_to_pay
from model.questions.move_search import Found, search
from model.questions.moves import FULLY, Move
from model.questions.raises import NO_MAXIMUM
from model.questions.solving import QuestionError, Solved, dollars
from model.questions.standards import steps_at
from model.questions.trying import Changed
from model.sentences import rounded, spoken

MOST_WAGE, LEAST_TIMES, STEP = 200.0, 0.01, 0.0001
A_CENT = 100.0


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Months between two ends of grants.

    Attributes:
        label: such as "now" or "after the grant 'opioid-response' ends".
        first, months: the window.
    """

    label: str
    first: Month
    months: int


@dataclass(frozen=True, kw_only=True)
class LadderPay:
    """A ladder in the dollars of a stretch's first month.

    Attributes:
        name: of the ladder.
        today: its steps as they stand; `steps`: those that are affordable, never below the floor.
        bumps: by credential, in proportion.
    """

    name: str
    today: tuple[float, ...]
    steps: tuple[float, ...]
    bumps: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Affordable:
    """The highest affordable wage of some ladders in one stretch.

    Attributes:
        ladders: that move together; the others stay as they are.
        stretch: the months.
        floor: the highest wage floor in them; 0 where there is none.
        found: steps and bumps, times; `today`: dollars beyond the goal as the program stands.
        pay: what they come to; empty where not even the floor is affordable.
        changes: what pays it, as changes of a scenario.
    """

    ladders: tuple[str, ...]
    stretch: Stretch
    floor: float
    found: Found
    today: float
    pay: tuple[LadderPay, ...]
    changes: tuple[Changed, ...]

    @property
    def times(self) -> float | None:
        """Steps and bumps, times today's; None where not even the floor is affordable."""
        return self.found.answer.value if isinstance(self.found.answer, Solved) else None

    @property
    def sentence(self) -> str:
        """The answer in words."""
        who = f"the ladder {self.ladders[0]}" if len(self.ladders) == 1 else f"the ladders {listed(self.ladders)}"
        when = f"{self.stretch.label} ({_span(self.stretch)})"
        answer = self.found.answer
        if not isinstance(answer, Solved):
            least = f"the floor of {dollars(self.floor)}" if self.floor else f"{100 * answer.best:.0f} % of today's pay"
            said = f"not even {least} an hour" if self.floor else f"not even {least}"
            return f"{when}: {said} is affordable on {who}; {rounded(answer.missing)} would be missing."
        top = answer.value >= answer.high - STEP
        more = f"{100 * abs(answer.value - 1):.1f} % {'more' if answer.value >= 1 else 'less'} than today"
        paid = "; ".join(self._said(pay) for pay in self.pay)
        return f"{when}: on {who} {'at least ' if top else ''}{paid}; {more}."

    def _said(self, pay: LadderPay) -> str:
        name = f"{pay.name} " if len(self.pay) > 1 else ""
        bumps = ", ".join(f"{dollars(bump)} for {credential}" for credential, bump in pay.bumps.items())
        steps = ", ".join(dollars(step) for step in pay.steps)
        return f"{name}{steps} an hour{f' and {bumps}' if bumps else ''} ({dollars(pay.today[0])} at the start today)"


@dataclass(frozen=True, kw_only=True)
class HighestWage:
    """Highest affordable wages: each ladder alone and all together, now and after each grant ends.

    Attributes:
        paid_by: what counts as money.
        answers: by stretch, ladder by ladder and then all together.
        assumed: what they rest on.
    """

    paid_by: PaidBy
    answers: tuple[Affordable, ...]
    assumed: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answers in words."""
        return tuple(answer.sentence[:1].upper() + answer.sentence[1:] for answer in self.answers)


def highest_wage(
    file: ProgramFile,
    ladders: Sequence[str] | None = None,
    paid_by: PaidBy = "secured",
    *,
    alone: bool = True,
    together: bool = True,
) -> HighestWage:
    """Find how high ladders can be for the whole program to be paid for, seats kept, in each stretch between grants.

    Steps and bumps stay in proportion; the floor holds, and job codes give way. Where turnover answers to pay, many
    values are looked at and the highest that is affordable is told.

    Args:
        ladders: those asked about; by default all that somebody is paid by.
        paid_by: by default all money before the reserve, in every month.
        alone: whether to ask about each of them alone, the others as they are.
        together: whether to ask about all of them at once too.

    Raises:
        QuestionError: for a ladder the program does not have, or that nobody is paid by.
    """
    used = list(dict.fromkeys(position.ladder for position in file.program.positions))
    asked = tuple(used if ladders is None else ladders)
    unknown = [name for name in asked if name not in used]
    if unknown or not asked:
        raise QuestionError(f"found the ladder {', '.join(unknown)!r}; positions are paid by {listed(used)}")
    groups = [(name,) for name in asked] if alone else []
    groups += [asked] if together and (len(asked) > 1 or not alone) else []
    answers = [_affordable(file, group, stretch, paid_by) for stretch in stretches(file) for group in groups]
    return HighestWage(paid_by=paid_by, answers=tuple(answers), assumed=tuple(_assumed(file, paid_by)))


def stretches(file: ProgramFile) -> Iterator[Stretch]:
    """The months until the first grant ends, and those after each end until the next."""
    program = file.program
    ends = sorted({g.end for g in program.grants if program.start <= g.end < program.last})
    firsts = [program.start, *(end.plus(1) for end in ends)]
    for first, following in zip(firsts, [*firsts[1:], program.last.plus(1)], strict=True):
        names = [f"{g.id!r}" for g in program.grants if g.end.plus(1) == first]
        ended = f"after the grant{'s' if len(names) > 1 else ''} {listed(names)} end{'' if len(names) > 1 else 's'}"
        yield Stretch(label="now" if first == program.start else ended, first=first, months=following - first)


def _affordable(file: ProgramFile, ladders: tuple[str, ...], stretch: Stretch, paid_by: PaidBy) -> Affordable:
    goal = goal_of(file, Wanted(first=stretch.first, months=stretch.months, paid_by=paid_by))
    move = _times(goal, ladders)
    found = search(Margins(goal, (move,)), highest=True)
    floor = float(Horizon.of(file.program).values(file.program.wage_floor)[0, goal.months].max())
    times = found.answer.value if isinstance(found.answer, Solved) else None
    return Affordable(
        ladders=ladders,
        stretch=stretch,
        floor=floor,
        found=found,
        today=standing_at(goal),
        pay=() if times is None else tuple(_pay(file, name, stretch.first, times, floor) for name in ladders),
        changes=() if times is None else tuple(move.changes(times)),
    )


def _times(goal: Goal, ladders: tuple[str, ...]) -> Move:
    """All steps and bumps of some ladders, times a factor from the window on."""
    start = goal.first
    entry = min(steps_at(goal.file, name, start)[0] for name in ladders)

    def changes(times: float) -> list[Changed]:
        return [change for name in ladders for change in _scaled(goal, name, times, start)] if times != FULLY else []

    return Move(
        key="ladder_raise",
        target=listed(ladders),
        name=f"Steps and bumps, times ({listed(ladders)})",
        now=FULLY,
        said="",
        range=Range(low=LEAST_TIMES, high=max(MOST_WAGE / entry, FULLY), step=STEP),
        one_way=not answers_to_pay(goal.file),
        whole=False,
        start=start,
        selector="",
        changes=changes,
        spec=Spec(unit="multiplier"),
        unit="",
    )


def _scaled(goal: Goal, name: str, times: float, start: Month) -> Iterator[Changed]:
    ladder = goal.file.program.ladders[name]
    yield {"scale": f"ladders.{name}.steps", "by": times, "from": str(start)}
    for credential in ladder.differentials:
        yield {"scale": f"ladders.{name}.differentials.{credential}", "by": times, "from": str(start)}
    for end, limit in (("min", 0.0), ("max", NO_MAXIMUM)):
        if ladder.job_code is not None and getattr(ladder.job_code, end) is not None:
            yield {"set": f"ladders.{name}.job_code.{end}", "to": limit, "from": str(start)}


def _pay(file: ProgramFile, name: str, month: Month, times: float, floor: float) -> LadderPay:
    """What a ladder pays, to the cent below, and never less than the floor."""
    today, index = steps_at(file, name, month), month - file.program.start
    bumps = file.program.ladders[name].differentials
    horizon = Horizon.of(file.program)
    return LadderPay(
        name=name,
        today=tuple(today),
        steps=tuple(max(floor, _cents(step * times)) for step in today),
        bumps={c: _cents(float(horizon.values(bump)[0, index]) * times) for c, bump in bumps.items()},
    )


def _cents(amount: float) -> float:
    return float(np.floor(amount * A_CENT + 1e-6) / A_CENT)


def _span(stretch: Stretch) -> str:
    return f"{spoken(stretch.first)} to {spoken(stretch.first.plus(stretch.months - 1))}"


def _assumed(file: ProgramFile, paid_by: PaidBy) -> Iterator[str]:
    every = "in every month nothing is left to the reserve and no gap"
    yield f"Affordable means that {every if paid_by == 'secured' else 'earnings alone pay full cost over the months'}."
    yield "Seats are kept; every step and bump of a ladder moves alike, the wage floor holds, and job codes give way."
    yield f"Looked for up to {dollars(MOST_WAGE)} an hour, to within {STEP:g} times today's pay."
    if answers_to_pay(file):
        yield "Turnover answers to pay, so many values were looked at, and the highest that is affordable is told."
