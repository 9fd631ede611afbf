"""Trying: changes that a question makes up, laid on a program as any scenario is."""

from collections.abc import Iterable, Sequence
from typing import Any

from model.compare import Outcome, outcome
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.scenario import Change, Placed, Scenario, applied
from model.questions.solving import QuestionError

Changed = dict[str, Any]
Series = list[float] | Array

KEPT: Changed = {"set": "when_unfunded", "to": "keep"}  # so that what a seat costs is counted to the end


def made_up(name: str, why: str, changes: Iterable[Changed]) -> Placed:
    """A scenario that a question makes up; a report may print it, and a person may keep it in a file."""
    read = tuple(Change.model_validate(change) for change in changes)
    return Placed(Scenario(name=name, why=why, changes=read), file=name, place=0, lines={})


def laid(file: ProgramFile, *groups: Sequence[Changed] | Placed) -> ProgramFile:
    """The program with made-up changes and scenarios laid on it in order; empty groups are left out.

    Raises:
        InputError: when a change fits nothing or leaves a program that does not hold together.
    """
    placed = [g if isinstance(g, Placed) else made_up(f"question {n}", "tried", g) for n, g in enumerate(groups) if g]
    return applied(file, placed) if placed else file


def tried(file: ProgramFile, *groups: Sequence[Changed] | Placed) -> Outcome:
    """Project the program with changes laid on it."""
    return outcome(laid(file, *groups))


def by_month(values: Series, start: Month) -> list[Changed]:
    """A number of every month as a dated list that says only where it changes."""
    listed = [float(value) for value in values]
    return [
        {"from": str(start.plus(index)), "value": value}
        for index, value in enumerate(listed)
        if index == 0 or value != listed[index - 1]
    ]


def window(file: ProgramFile, first: Month | None, months: int) -> slice:
    """The indices of a window of months.

    Raises:
        QuestionError: when it does not lie within the months projected.
    """
    program = file.program
    begins = (program.start if first is None else first) - program.start
    if begins < 0 or months < 1 or begins + months > program.months:
        asked = f"{months} months from {program.start if first is None else first}"
        raise QuestionError(
            f"found a window of {asked}; the program is projected from {program.start} to {program.last}"
        )
    return slice(begins, begins + months)


def elasticity_changes(file: ProgramFile, elasticity: float = 0.0) -> list[Changed]:
    """Changes after which turnover answers to pay by so much everywhere; 0: not at all."""
    own = [p.id for p in file.program.positions if "wage_elasticity" in p.staffing.model_fields_set]
    places = ["staffing.wage_elasticity", *(f"positions.{name}.staffing.wage_elasticity" for name in own)]
    return [{"set": place, "to": elasticity} for place in places]
