"""Supervision: peers to a supervisor and hours of supervision, beside what the payer or the state asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.inputs.assumption_records import Cap
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.inputs.series.horizon import Horizon
from model.projection import Projection
from model.sentences import spoken

SLACK = 1e-9


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What is asked for, and what the program has in its worst month.

    Attributes:
        words: the rule.
        source: the program's own limits, or a row of the table of caps with its source.
        asked, has: peers a supervisor, or hours of supervision a week; `has` is infinite without any supervisor.
        month: the worst month; None where nobody sees clients.
        kept: whether it is kept throughout; None where the model cannot tell.
        hours_short: a week, of supervisors' time to be added in that month; 0 where the rule is kept.
    """

    words: str
    source: str
    asked: float
    has: float
    month: Month | None
    kept: bool | None
    hours_short: float = 0.0

    @property
    def sentence(self) -> str:
        """The rule and whether it is kept."""
        if self.month is None:
            return f"{self.words} ({self.source}): nobody sees clients."
        if self.kept is None:
            return f"{self.words} ({self.source}): the file gives {self.has:g} hours a week; ask who meets whom."
        if np.isinf(self.has):
            return f"{self.words} ({self.source}): broken; in {spoken(self.month)} there is no supervisor."
        word = "kept" if self.kept else f"broken; {self.hours_short:.1f} hours a week of a supervisor would mend it"
        return f"{self.words} ({self.source}): {word}; the most is {self.has:.1f}, in {spoken(self.month)}."


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """Span and hours.

    Attributes:
        peers, supervisors: full-time people who see clients, and who do not, in each month: (months,).
        hours_per_week: of supervision that each position that sees clients gets, by id, in the first month.
        rules: the program's own and those of its state.
    """

    peers: Array
    supervisors: Array
    hours_per_week: dict[str, float]
    rules: tuple[Rule, ...]

    @property
    def span(self) -> Array:
        """Peers to a supervisor: (months,); infinite where there is no supervisor, 0 where there is no peer."""
        none = np.where(self.peers > 0, np.inf, 0.0)
        return np.divide(self.peers, self.supervisors, out=none, where=self.supervisors > 0)


def supervision(projection: Projection, assumptions: Assumptions | None = None) -> Supervision:
    """Look at span and hours of supervision.

    People are counted in full-time equivalents of 40 hours of the seats that are there; positions that see no clients
    are taken for supervisors, which counts a director as one.
    """
    program, horizon = projection.program, Horizon.of(projection.program)
    serves = np.array([p.direct_service for p in program.positions])
    hours = (horizon.table([p.hours_per_week for p in program.positions]) * projection.funding.present)[0] / 40
    peers, supervisors = hours[serves].sum(axis=0), hours[~serves].sum(axis=0)
    weekly = {
        p.id: float(horizon.values(program.time_of(p).supervision_hours_per_week)[0, 0])
        for p in program.positions
        if p.direct_service
    }
    found = Supervision(peers=peers, supervisors=supervisors, hours_per_week=weekly, rules=())
    known = assumptions or load_assumptions()
    rows = [row for row in known.medicaid_caps if row.state == program.state]
    rules = (*_own(projection, found), *(rule for row in rows for rule in _of_state(projection, found, row)))
    return Supervision(peers=peers, supervisors=supervisors, hours_per_week=weekly, rules=rules)


def _own(projection: Projection, found: Supervision) -> Iterator[Rule]:
    program = projection.program
    if program.limits.peers_per_supervisor is not None:
        most = Horizon.of(program).values(program.limits.peers_per_supervisor)[0]
        yield _ratio(program.start, found, most, "the program's own limit")


def _of_state(projection: Projection, found: Supervision, row: Cap) -> Iterator[Rule]:
    program = projection.program
    source = f"{row.state}, {row.source}, {row.locator}, as of {row.as_of}"
    if row.kind == "supervision_ratio" and row.limit is not None:
        yield _ratio(program.start, found, np.full(program.months, row.limit), source)
    if row.kind == "supervision_meetings" and row.limit is not None:
        hours = min(found.hours_per_week.values(), default=0.0)
        yield Rule(
            words=f"At least {row.limit:g} meeting{'' if row.limit == 1 else 's'} of supervision a {row.period}",
            source=source,
            asked=row.limit,
            has=hours,
            month=program.start if found.hours_per_week else None,
            kept=None if hours > 0 else False,
        )


def _ratio(start: Month, found: Supervision, most: Array, source: str) -> Rule:
    words = f"At most {most[0]:g} peer{'' if most[0] == 1 else 's'} to a supervisor"
    there = found.peers > 0
    if not there.any():
        return Rule(words=words, source=source, asked=float(most[0]), has=0.0, month=None, kept=None)
    worst = int(np.argmax(np.where(there, found.span / most, -np.inf)))
    short = (found.peers / most - found.supervisors)[worst]
    return Rule(
        words=words,
        source=source,
        asked=float(most[worst]),
        has=float(found.span[worst]),
        month=start.plus(worst),
        kept=bool(short <= SLACK),
        hours_short=max(0.0, float(short) * 40) if short > SLACK else 0.0,
    )
