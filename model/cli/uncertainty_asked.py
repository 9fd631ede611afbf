"""What `uncertainty` answers beside the odds, each when asked: solved ranges, what matters, stress tests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from model.cli.uncertainty_options import Also
from model.compare import outcome
from model.exports import futures_asked as tables
from model.exports import standards_offered
from model.exports.futures_asked import Tables
from model.guesses import inputs_of
from model.inputs.assumptions import load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed, applied
from model.questions.break_even import break_even_table
from model.questions.fair_pay import fair_pay
from model.questions.goals import Wanted
from model.questions.solving import QuestionError
from model.questions.standards import Amount, Standard
from model.sentences import spoken
from model.uncertainty import apart, finding_out, indices, mattering, people, solving, stress, tornado
from model.uncertainty.futures import Futures, futures
from model.uncertainty.running import Progress
from model.uncertainty.tornado import MEASURES, Measure

POINTS, DRAWS = 128, 256  # as on the page
UNITS: dict[Measure, tuple[str, str]] = {
    "money": ("$", "$"),
    "runway": ("month of runway", "months of runway"),
    "sustained": ("position-month", "position-months"),
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One of these answers: its heading, its sentences and its tables."""

    heading: str
    sentences: Sequence[str]
    tables: Tables


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked about one program.

    Attributes:
        file: without scenarios; `laid` are those on it.
        people: whether people come and go one by one.
        seed, offered: of the draws.
        levers: to break even by.
        standard: of fair pay.
        solved: futures that are solved.
        also: the other questions.
        measure, rise: of the decision: what it is for, and by which share pay would rise.
    """

    file: ProgramFile
    laid: tuple[Placed, ...]
    people: bool
    seed: int
    offered: bool
    levers: Sequence[str] = ()
    standard: Standard | None = None
    solved: int = solving.FEW
    also: Sequence[Also] = ()
    measure: Measure = "sustained"
    rise: float = 0.05

    @property
    def program(self) -> ProgramFile:
        """With scenarios, people expected unless the file says otherwise."""
        return applied(self.file, self.laid) if self.laid else self.file

    @property
    def solves(self) -> bool:
        """Whether anything is solved for in futures."""
        return bool(self.levers) or self.standard is not None

    def drawn(self, draws: int, *, method: str = "sobol", people_one_by_one: bool = False) -> Futures:
        """Futures of it."""
        laid = (*self.laid, *(people.one_by_one("on the command line") if people_one_by_one else ()))
        return futures(self.file, draws=draws, seed=self.seed, method=method, scenarios=laid, offered=self.offered)

    def labels(self) -> dict[str, str]:
        """Inputs and events in words."""
        found = self.drawn(1)
        return {one.name: one.label for one in found.inputs} | {e.name: e.name.capitalize() for e in found.events}

    def events(self) -> list[str]:
        """What happens or not, in words."""
        return [event.name for event in self.drawn(1).events]

    def questions(self) -> dict[str, Callable[[Progress], Answer]]:
        """What is asked, by its name on a progress bar, in order.

        Raises:
            QuestionError: when a lever or a standard cannot be asked of the program as it stands.
        """
        asked: dict[str, Callable[[Progress], Answer]] = {}
        for lever in dict.fromkeys(self.levers):
            moves = {row.move.name: row.move.show for row in break_even_table(self.program, Wanted(), [lever]).rows}
            asked[f"break-even {lever}"] = partial(_break_even, self, lever, moves)
        if self.standard is not None:
            fair_pay(self.program, self.standard, levers=())
            asked["fair pay"] = partial(_fair_pay, self, self.standard)
        for one in dict.fromkeys(self.also):
            asked[one.value] = partial(_ALSO[one], self)
        return asked


def _break_even(asked: Asking, lever: str, moves: dict[str, Callable[[float], str]], tell: Progress) -> Answer:
    question = solving.break_even_question(Wanted(), lever)
    found = solving.solved_in(asked.drawn(asked.solved), question, draws=asked.solved, progress=tell)

    def show(name: str, value: float) -> str:
        return moves[name](value) if name in moves else f"{value:,.4g}"

    heading = f"To break even by {lever.replace('_', ' ')}"
    said = [solving.worded(one, show) for one in found.values()]
    return _solved(heading, f"break-even {lever}", found, said)


def _fair_pay(asked: Asking, standard: Standard, tell: Progress) -> Answer:
    question = solving.fair_pay_question(standard)
    found = solving.solved_in(asked.drawn(asked.solved), question, draws=asked.solved, progress=tell)
    program = asked.program.program
    named = standards_offered.short(standard) + (" an hour" if isinstance(standard, Amount) else "")
    heading = f"What fair pay at {named} costs from {spoken(program.start)} to {spoken(program.last)}, all told"
    return _solved(heading, f"fair pay at {named}", found, solving.fair_pay_worded(found, program))


def _solved(heading: str, name: str, found: dict[str, solving.SolvedRange], said: Sequence[str]) -> Answer:
    sentences = said or ["In none of these futures is there an answer."]
    return Answer(heading=heading, sentences=sentences, tables=tables.solved_tables(name, found))


def _tornado(asked: Asking, tell: Progress) -> Answer:
    file = asked.program
    known = tornado.unknown(inputs_of(file, load_assumptions()), offered=asked.offered)
    found = tornado.tornado(file, known, tell)
    return Answer(
        heading="One unknown at a time",
        sentences=[tornado.in_words(found), *_left_out(asked)],
        tables=tables.tornado_tables(found),
    )


def _left_out(asked: Asking) -> list[str]:
    """That events are left out of an answer; nothing where none may happen."""
    return [f"Events are left out here: {', '.join(asked.events())}."] if asked.events() else []


def _indices(asked: Asking, tell: Progress) -> Answer:
    labels = asked.labels()
    found = mattering.sobol(asked.drawn(1), points=POINTS, seed=asked.seed, progress=tell)
    said = [f"{MEASURES[key].capitalize()}: {indices.in_words(one, labels)}" for key, one in found.items()]
    said = [*said, indices.INDEPENDENT] if said else ["No input of this program has a range."]
    return Answer(heading="What the spread comes from", sentences=said, tables=tables.index_tables(found, labels))


def _ask_first(asked: Asking, tell: Progress) -> Answer:
    file = asked.drawn(1, people_one_by_one=asked.people).file
    found = mattering.decide(
        file,
        mattering.usual_actions(file, raise_by=asked.rise),
        objective=asked.measure,
        draws=DRAWS,
        seed=asked.seed,
        offered=asked.offered,
        progress=tell,
    )
    labels, unit = asked.labels(), UNITS[asked.measure]
    said = [finding_out.in_words(found, labels, unit)]
    said += [
        f"{name}: {finding_out.amount(mean, unit)} on average, best in {100 * share:.0f} % of futures."
        for name, mean, share in zip(found.actions, found.means, found.chance_best, strict=True)
    ]
    made = tables.finding_tables(found, labels, asked.measure)
    return Answer(heading="Whom to ask first", sentences=said, tables=made)


def _apart(asked: Asking, tell: Progress) -> Answer:
    heading = "Chance, and what could be found out"
    try:
        found = mattering.apart(asked.drawn(DRAWS, people_one_by_one=True), tell)
    except QuestionError as reason:
        return Answer(heading=heading, sentences=[f"{reason}.".capitalize()], tables={})
    said = [f"{MEASURES[key].capitalize()}: {apart.in_words(one)}" for key, one in found.items()]
    said += _left_out(asked)
    return Answer(heading=heading, sentences=said, tables=tables.apart_tables(found))


def _stress(asked: Asking, tell: Progress) -> Answer:
    before, numbers = outcome(asked.program), load_assumptions()
    found = stress.stressed(before, stress.stress_tests(before, numbers))
    tell(1.0)
    said = [f"{one.stress.name.capitalize()}: {one.stress.why} {one.sentence}".replace("  ", " ") for one in found]
    return Answer(heading="Stress tests", sentences=said, tables=tables.stress_tables(found, numbers))


_ALSO: dict[Also, Callable[[Asking, Progress], Answer]] = {
    Also.tornado: _tornado,
    Also.indices: _indices,
    Also.ask_first: _ask_first,
    Also.apart: _apart,
    Also.stress: _stress,
}
