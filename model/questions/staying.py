"""Staying: what turnover costs, what supports would have to do, supervision, leave and the ladder's payroll."""

from dataclasses import dataclass

from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.projection import project
from model.questions.departure import Departure, YearOfTurnover, departure, year_of_turnover
from model.questions.ladder_payroll import LadderYear, ladder_payroll
from model.questions.leave_day import LeaveDay, leave_day
from model.questions.supervision import Supervision, supervision
from model.questions.support_worth import SupportWorth, supports_worth

REFERENCE = "replacement.all_in"


@dataclass(frozen=True, kw_only=True)
class Staying:
    """All about people who stay or leave.

    Attributes:
        departure: what one costs, the mean of those who see clients.
        year: of turnover.
        supports: those of the program, each with its break-even.
        supervision: span and hours beside the rules.
        day: what a day off costs.
        ladders: payroll by ladder and fiscal year.
        published: what others found a departure to cost, for comparison only.
    """

    departure: Departure
    year: YearOfTurnover
    supports: tuple[SupportWorth, ...]
    supervision: Supervision
    day: LeaveDay
    ladders: tuple[LadderYear, ...]
    published: Entry


def staying(file: ProgramFile, supervisor_hours: float = 0.0, assumptions: Assumptions | None = None) -> Staying:
    """Gather what a program's turnover costs and what would keep people.

    Args:
        supervisor_hours: of a supervisor's time for one departure, as the person gives them.
        assumptions: published effects and rules; the project's own by default.

    Raises:
        QuestionError: where nobody sees clients, or nobody can leave.
    """
    known = assumptions or load_assumptions()
    return Staying(
        departure=departure(file, supervisor_hours=supervisor_hours, months=MONTHS_PER_YEAR),
        year=year_of_turnover(file),
        supports=supports_worth(file, known),
        supervision=supervision(project(file.program), known),
        day=leave_day(file),
        ladders=ladder_payroll(file),
        published=known.entry(REFERENCE),
    )
