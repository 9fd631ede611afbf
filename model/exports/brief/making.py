"""Making a brief: asking the model, and putting its answers into words that a careful person would sign."""

from collections.abc import Sequence

from model.exports.brief import around, board, legislator
from model.exports.brief.case import Case, case_of
from model.exports.brief.parts import Brief, BriefTerms
from model.exports.brief.pictures import board_pictures, legislator_pictures
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed
from model.inputs.states import NAMES
from model.questions.fiscal_note import FiscalNote, fiscal_note
from model.questions.solving import QuestionError


def brief_of(
    file: ProgramFile,
    scenarios: Sequence[Placed],
    terms: BriefTerms | None = None,
    assumptions: Assumptions | None = None,
) -> Brief:
    """One page about a program, or about what scenarios change in it.

    Args:
        file: the program as it stands.
        scenarios: the proposal, in their order; for a board there may be none.
        terms: who reads it, and on what paper.
        assumptions: where sources and the federal match stand; the project's own by default.

    Raises:
        QuestionError: for a legislator without a scenario, where no payer is Medicaid, or where no match is known.
        InputError: when a scenario fits nothing or leaves a program that does not hold together.
    """
    terms, assumptions = terms or BriefTerms(), assumptions or load_assumptions()
    if terms.audience == "board":
        return _for_board(case_of(file, scenarios), terms, assumptions)
    return _for_legislator(_proposing(file, scenarios), terms, assumptions)


def sentence_of(
    file: ProgramFile,
    scenarios: Sequence[Placed],
    terms: BriefTerms | None = None,
    assumptions: Assumptions | None = None,
) -> str:
    """The sentence of the page alone, sooner than all of it; arguments and errors are those of `brief_of`."""
    terms, assumptions = terms or BriefTerms(), assumptions or load_assumptions()
    if terms.audience == "board":
        return board.answer(case_of(file, scenarios))
    case = _proposing(file, scenarios)
    return legislator.answer(case, legislator.Shares(_note(case, terms, assumptions)))


def _proposing(file: ProgramFile, scenarios: Sequence[Placed]) -> Case:
    if not scenarios:
        raise QuestionError("a page for a legislator is about a change, and no scenario is laid on the program")
    return case_of(file, scenarios)


def _note(case: Case, terms: BriefTerms, assumptions: Assumptions) -> FiscalNote:
    return fiscal_note([(case.before.file, case.scenarios)], terms.note, assumptions)


def _for_board(case: Case, terms: BriefTerms, assumptions: Assumptions) -> Brief:
    money = board.Money(case)
    proposed = board.said_of(case, case.after, money.after["gap"]) if case.scenarios else ()
    return Brief(
        audience="board",
        paper=terms.paper,
        title=f"{case.proposal}: for the board" if case.scenarios else "What pays for our positions: for the board",
        whose=_whose(case, terms),
        author=case.name,
        answer=board.answer(case),
        stands=board.said_of(case, case.before, money.before["gap"]),
        proposed=proposed,
        cost=board.cost(case, money),
        table=board.table(case, money),
        assumed=around.assumed_by_board(case, assumptions),
        unknown=around.unknown(case),
        sources=around.sources(case, assumptions),
        dated=around.dated(assumptions),
        pictures=board_pictures(case, money),
    )


def _for_legislator(case: Case, terms: BriefTerms, assumptions: Assumptions) -> Brief:
    note = _note(case, terms, assumptions)
    shares = legislator.Shares(note)
    return Brief(
        audience="legislator",
        paper=terms.paper,
        title=f"{case.proposal}: what it costs and what it keeps",
        whose=_whose(case, terms),
        author=case.name,
        answer=legislator.answer(case, shares),
        stands=legislator.stands(case),
        proposed=legislator.proposed(case, note),
        cost=legislator.cost(note, shares),
        table=legislator.table(note, shares),
        assumed=around.assumed_by_note(case, note, terms.note, assumptions),
        unknown=around.unknown(case),
        sources=around.sources(case, assumptions, [match.source for match in note.matches]),
        dated=around.dated(assumptions),
        pictures=legislator_pictures(case, shares),
    )


def _whose(case: Case, terms: BriefTerms) -> str:
    parts = [case.name, NAMES.get(case.program.state, case.program.state)]
    return ", ".join([*parts, "an invented example"] if terms.invented else parts)
