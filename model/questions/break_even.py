"""Break-even: the value of one lever at which earnings, or all secured funding, pay full cost; and many beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.questions.goals import Goal, Wanted, goal_of, standing_at
from model.questions.margins import margins
from model.questions.move_search import Found, search
from model.questions.moves import Move, chosen, move_of, moves_of
from model.questions.solving import QuestionError, Solved, Unreached
from model.questions.trying import Changed
from model.sentences import counted, rounded, spoken

A_DOLLAR, LITTLE = 1.0, 0.001
NEAREST = ", and of several crossings the one nearest to today is told"
BOTH_WAYS = f"; it may work both ways{NEAREST}"
EMPTYING = ("turnover", "months_vacant")
LEVERS = (
    *("rate", "no_show", "caseload", "sessions_per_client_per_week", "cap", "non_service_share"),
    *("documentation_minutes", "travel_minutes", "denial", "client_share", "turnover", "months_vacant"),
    *("starting_wage", "fundraising", "grant_added"),
)


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """One lever alone.

    Attributes:
        move: what is moved.
        goal: what is to be reached.
        today: dollars beyond the goal as the program stands; below 0 where it is missed.
        found: the value, or how near the best comes.
    """

    move: Move
    goal: Goal
    today: float
    found: Found

    @property
    def answer(self) -> Solved | Unreached:
        """The value, rounded to the lever's step on the side that reaches the goal; or how near the best comes."""
        return self.found.answer

    @property
    def reached_today(self) -> bool:
        """Whether the goal is reached as the program stands."""
        return self.today >= 0

    @property
    def changes(self) -> tuple[Changed, ...]:
        """The answer as changes of a scenario; none where nothing reaches the goal."""
        return tuple(self.move.changes(self.answer.value)) if isinstance(self.answer, Solved) else ()

    @property
    def looked(self) -> str:
        """Where it was looked for, and how closely."""
        move, answer = self.move, self.answer
        said = f"looked for {move.between(answer.low, answer.high)}"
        said += "" if move.one_way else f" at {self.found.values} values"
        if isinstance(answer, Unreached) or self.found.throughout:
            return said
        return f"{said}, to within {move.show(answer.tolerance)}"

    @property
    def way(self) -> str:
        """The answer in words, without the lever's name and where it was looked for."""
        move, answer = self.move, self.answer
        when = f" from {spoken(move.start)}" if move.start else ""
        if isinstance(answer, Unreached):
            return f"no value reaches it; {self._best(answer)}"
        if self.found.throughout:
            return f"any value will do; it is {move.today} today"
        if self.reached_today:
            return f"it is {move.today} today, and {move.show(answer.value)} would still do{when}"
        return f"from {move.today} to {move.show(answer.value)}{when}{self._perverse(answer.value)}"

    @property
    def sentence(self) -> str:
        """The answer in words, with where it was looked for."""
        short = isinstance(self.answer, Solved) and not self.found.throughout and not self.reached_today
        alone = "alone, it would have to go " if short else ""
        return f"{self.move.name}: {alone}{self.way} ({self.looked}{'' if self.move.one_way else BOTH_WAYS})."

    def _best(self, answer: Unreached) -> str:
        missing, move = f"{rounded(answer.missing)} would still be missing", self.move
        if answer.missing > -self.today - max(A_DOLLAR, LITTLE * answer.missing):
            return f"none brings it nearer than {move.today} today, and {missing}"
        return f"best is {move.show(answer.best)} ({move.today} today), and {missing}{self._perverse(answer.best)}"

    def _perverse(self, value: float) -> str:
        """Why leaving more often, or staying empty for longer, can be an answer at all."""
        worse = self.move.key in EMPTYING and self.move.now is not None and value > self.move.now
        return ", since an empty seat loses less than a filled one" if worse else ""


@dataclass(frozen=True, kw_only=True)
class BreakEvenTable:
    """Several levers, each alone.

    Attributes:
        goal: what is to be reached; `today`: dollars beyond it as the program stands.
        rows: a lever each, those that reach it first.
        left_out: what was not asked, and why.
    """

    goal: Goal
    today: float
    rows: tuple[BreakEven, ...]
    left_out: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer in words: how it stands, what would do alone, and what cannot."""
        able = [row for row in self.rows if isinstance(row.answer, Solved)]
        unable = [row for row in self.rows if isinstance(row.answer, Unreached)]
        said = [standing(self.goal, self.today)]
        if able:
            said.append("Each alone:" if self.today >= 0 else "Alone, each would have to go:")
            said += [f"- {row.move.name}: {row.way} ({row.looked})." for row in able]
        if unable:
            these = "This one" if len(unable) == 1 else f"These {counted(len(unable)).lower()}"
            said.append(
                f"{these} cannot do it at all, and here is how near {'it comes' if len(unable) == 1 else 'they come'}:"
            )
            said += [f"- {row.move.name}: {row.way} ({row.looked})." for row in unable]
        if not all(row.move.one_way for row in self.rows):
            said.append(f"Where many values were looked at, the lever may work both ways{NEAREST}.")
        return (*said, *self.left_out)


def standing(goal: Goal, today: float) -> str:
    """How a program stands to a goal without any lever moved."""
    if today >= 0:
        return f"As the program stands, there are {goal.words}."
    return f"As the program stands, {rounded(-today)} is missing to {goal.words}."


def break_even(file: ProgramFile, wanted: Wanted, lever: str) -> BreakEven:
    """Find the value of one lever at which a goal is just reached, on the real model with seats kept to the end.

    A lever that works one way is closed in on between its two ends. Any other is looked at in many places, and of
    several crossings the one nearest to today's value is closed in on.

    Args:
        wanted: what is to be paid for, when, and by what money.
        lever: a key of `model.levers`, or key and target as in `rate:medicaid, individual`.

    Raises:
        QuestionError: for what cannot be asked of this program.
    """
    goal = goal_of(file, wanted)
    return solved(goal, move_of(goal, lever), standing_at(goal))


def break_even_table(file: ProgramFile, wanted: Wanted, levers: Sequence[str] | None = None) -> BreakEvenTable:
    """Ask several levers, each alone, at each of its places.

    Args:
        wanted: what is to be paid for, when, and by what money.
        levers: as in `break_even`; by default the usual ones, of which those that cannot be asked are told.

    Raises:
        QuestionError: when a lever that is named cannot be asked, or none of the usual ones.
    """
    goal = goal_of(file, wanted)
    today = standing_at(goal)
    rows, left_out = list[BreakEven](), list[str]()
    for lever in levers or LEVERS:
        try:
            moves = (move_of(goal, lever),) if ":" in lever else chosen(goal, moves_of(goal, lever))
            rows += [solved(goal, move, today) for move in moves]
        except QuestionError as error:
            if levers:
                raise
            left_out.append(f"Not asked: {error}.")
    if not rows:
        raise QuestionError(f"none of these levers can be asked: {' '.join(left_out)}")
    rows.sort(key=lambda row: isinstance(row.answer, Unreached))
    return BreakEvenTable(goal=goal, today=today, rows=tuple(rows), left_out=tuple(left_out))


def solved(goal: Goal, move: Move, today: float) -> BreakEven:
    """One move toward a goal, beside how far it is beyond today."""
    return BreakEven(move=move, goal=goal, today=today, found=search(margins(goal, [move])))
