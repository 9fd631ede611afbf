"""What billing covers, what rate would cover all of it, and whether caps stop it, in one sentence."""

from dataclasses import dataclass, replace

from model.inputs.load import ProgramFile
from model.inputs.series.horizon import Horizon
from model.projection import project
from model.questions.break_even import BreakEven, break_even
from model.questions.goals import Goal, Wanted, goal_of
from model.questions.raise_search import main_payer, paid_by_unit
from model.questions.solving import Solved, dollars
from model.questions.trying import laid

NO_UNITS = "No payer of this program pays by the unit"


@dataclass(frozen=True, kw_only=True)
class Cover:
    """How far billing goes in a window.

    Attributes:
        goal: full cost of some positions in the window.
        share: earnings over full cost, as the program stands, seats kept; None where nothing is spent.
        payer, service: whose rate is asked about; empty where nobody pays by the unit.
        rate: dollars a unit in the window's first month.
        found: the rate that would cover it; None where nobody pays by the unit, or it was not looked for.
        caps: how many caps the program has; `stopped`: no rate does it under them, and one would without.
    """

    goal: Goal
    share: float | None
    payer: str = ""
    service: str = ""
    rate: float = 0.0
    found: BreakEven | None = None
    caps: int = 0
    stopped: bool = False


def cover(file: ProgramFile, wanted: Wanted, *, solved: bool = True) -> Cover:
    """Measure what billing covers, and solve for the rate that covers the rest.

    Args:
        wanted: what is to be paid for, when, and by what money.
        solved: whether to look for the rate.

    Raises:
        QuestionError: for what cannot be asked of this program.
    """
    goal = goal_of(file, wanted)
    projection = project(goal.file.program)
    full = float(projection.funding.full[0, list(goal.rows)][..., goal.months].sum())
    by_earnings = replace(goal, wanted=replace(wanted, paid_by="earnings"))
    earned = full + float(by_earnings.beyond(projection)[0])
    share = earned / full if full > 0 else None
    if not paid_by_unit(file):
        return Cover(goal=goal, share=share)
    payer = main_payer(file, None)
    service = next(name for name, terms in file.program.payers[payer].services.items() if terms.per == "unit")
    lever = f"rate:{payer}, {service}"
    found = break_even(file, wanted, lever) if solved else None
    stopped = False
    if file.program.caps and found is not None and not isinstance(found.answer, Solved):
        free = laid(file, [{"set": "caps", "to": []}])
        stopped = isinstance(break_even(free, wanted, lever).answer, Solved)
    rates = Horizon.of(file.program).values(file.program.payers[payer].services[service].rate)
    return Cover(
        goal=goal,
        share=share,
        payer=payer,
        service=service,
        rate=float(rates[0, goal.months.start]),
        found=found,
        caps=len(file.program.caps),
        stopped=stopped,
    )


def headline(told: Cover, when: str) -> str:
    """The answer in one sentence.

    Args:
        when: the window in words, such as "after the grants end".
    """
    covers = "nothing is spent" if told.share is None else f"billing covers {100 * told.share:.0f} % of cost"
    if not told.service:
        return f"{NO_UNITS}; {covers} {when}."
    if told.found is None:
        return f"At {dollars(told.rate)} a unit {covers} {when}."
    return f"At {dollars(told.rate)} a unit {covers} {when}; {_answer(told)}."


def _answer(told: Cover) -> str:
    assert told.found is not None
    answer = told.found.answer
    what = "cover it all" if told.goal.wanted.paid_by == "earnings" else "leave nothing unpaid in any month"
    if not isinstance(answer, Solved):
        why = "caps stop it" if told.stopped else "something else holds billing down"
        return f"no rate up to {dollars(answer.high)} would {what}: {why}"
    if told.found.reached_today:
        return f"{dollars(answer.value)} would still {what}"
    caps = {0: "there is no cap in the way", 1: "the cap does not stop it"}.get(told.caps, "caps do not stop it")
    return f"{dollars(answer.value)} would {what}, and {caps}"
