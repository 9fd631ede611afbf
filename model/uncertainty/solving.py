"""Ranges of answers that are solved for: a few futures, each a program of its own of which the question is asked.

A question is solved on the real model many times over for each future, so a few dozen of them are asked, and the answer
says how many.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.program import Program
from model.questions.break_even import break_even_table
from model.questions.fair_pay import fair_pay
from model.questions.goals import Wanted
from model.questions.solving import QuestionError, Solved
from model.questions.standards import Standard
from model.sentences import rounded, spoken
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Fan, Share, fan
from model.uncertainty.running import Progress, Stop, Stopped

FEW = 48
NET_COST = "net cost"
LEVELS = (0.1, 0.5, 0.9)
Question = Callable[[ProgramFile], Mapping[str, float]]


@dataclass(frozen=True, kw_only=True, eq=False)
class SolvedRange:
    """One number that was solved for in several futures.

    Attributes:
        name: of the number.
        values: (draws,) the answers; NaN in futures in which none exists.
        solved: in how many of them one exists.
        percentiles: 10, 50 and 90 % of those that exist; None where fewer than two do.
    """

    name: str
    values: Array
    solved: Share
    percentiles: Fan | None

    @property
    def sentence(self) -> str:
        """The range in words, without a unit."""
        return self.said("{:,.4g}".format)

    def said(self, show: Callable[[float], str], called: str = "") -> str:
        """The range in words, how many futures it rests on, and how far its middle may be off.

        Args:
            show: a value with its unit.
            called: what the number is called there; by default its name.
        """
        found, name = self.percentiles, called or self.name
        if found is None:
            return f"{name}: an answer exists {self.solved.words}."
        low, middle, high = map(show, map(float, found.values))
        exists = "" if self.solved.count == self.solved.draws else f"; {self.solved.words} there is an answer at all"
        ends = [show(float(bound[1])) for bound in (found.low, found.high) if np.isfinite(bound[1])]
        sure = f"; with 95 % confidence the middle lies between {ends[0]} and {ends[1]}" if len(ends) > 1 else ""
        those = "futures" if self.solved.count == self.solved.draws else "futures that have an answer"
        span = f"{middle}, in 8 of 10 {those} from {low} to {high}"
        return f"{name}: {span} ({self.solved.draws} futures solved{exists}{sure})."


def worded(one: SolvedRange, show: Callable[[str, float], str], called: str = "") -> str:
    """A range as a sentence, to four digits: so few futures know no more.

    Args:
        one: what was solved for.
        show: a value of the number of that name, with its unit.
        called: what the number is called in the sentence; by default its name.
    """
    said = one.said(lambda value: show(one.name, float(f"{value:.4g}")), called)
    return said[:1].upper() + said[1:]


def solved_in(
    drawn: Futures,
    question: Question,
    *,
    draws: int = FEW,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> dict[str, SolvedRange]:
    """Ask a question of each of the first futures.

    Args:
        drawn: futures.
        question: numbers, by name, of a program; NaN where there is no answer.
        draws: how many futures are asked.
        progress: told the share that is done.
        stop: asked before each future.

    Raises:
        Stopped: when `stop` said yes.
    """
    asked = min(draws, drawn.draws)
    rows = []
    for draw in range(asked):
        if stop is not None and stop():
            raise Stopped
        rows.append(_asked(drawn, draw, question))
        if progress is not None:
            progress((draw + 1) / asked)
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _range(name, np.array([row.get(name, np.nan) for row in rows])) for name in names}


def merged(parts: Sequence[Mapping[str, SolvedRange]]) -> dict[str, SolvedRange]:
    """Answers of futures that follow one another, as one."""
    names = dict.fromkeys(name for part in parts for name in part)
    draws = [next((found.solved.draws for found in part.values()), 0) for part in parts]
    return {
        name: _range(
            name,
            np.concatenate(
                [
                    part[name].values if name in part else np.full(number, np.nan)
                    for part, number in zip(parts, draws, strict=True)
                ]
            ),
        )
        for name in names
    }


def _asked(drawn: Futures, draw: int, question: Question) -> Mapping[str, float]:
    """The answer in one future; none where the question cannot be asked of it."""
    try:
        return question(drawn.single(draw))
    except (QuestionError, InputError):
        return {}


def _range(name: str, values: Array) -> SolvedRange:
    there = values[np.isfinite(values)]
    found = fan(there, LEVELS) if len(there) > 1 else None
    return SolvedRange(name=name, values=values, solved=Share.of(np.isfinite(values)), percentiles=found)


def break_even_question(wanted: Wanted, lever: str) -> Question:
    """The value of a lever at which money pays the cost, at each of its places; see `break_even_table`."""

    def ask(file: ProgramFile) -> Mapping[str, float]:
        rows = break_even_table(file, wanted, [lever]).rows
        return {r.move.name: r.answer.value if isinstance(r.answer, Solved) else float("nan") for r in rows}

    return ask


def fair_pay_question(standard: Standard, payer: str | None = None, start: Month | None = None) -> Question:
    """What a standard of pay costs net over the whole horizon, and the rate that makes up for it."""

    def ask(file: ProgramFile) -> Mapping[str, float]:
        found = fair_pay(file, standard, start, payer=payer, levers=())
        rate = next((e.answer for e in found.plain.equivalents if e.lever == "rate"), None)
        times = rate.value if isinstance(rate, Solved) else float("nan")
        return {NET_COST: sum(year.net for year in found.plain.years), "rate, times today's": times}

    return ask


def fair_pay_worded(found: Mapping[str, SolvedRange], program: Program, start: Month | None = None) -> list[str]:
    """The answers of `fair_pay_question` as sentences, which say over which months the cost counts.

    Args:
        found: in futures of the program.
        program: as it stands.
        start: the raise's first month; by default the program's.
    """
    first = start or program.start
    months = program.last - first + 1
    span = f"{NET_COST} over {months} month{'' if months == 1 else 's'} from {spoken(first)}"

    def show(name: str, value: float) -> str:
        return rounded(value) if name == NET_COST else f"{value:.2f}"

    return [worded(one, show, span if one.name == NET_COST else "") for one in found.values()]
