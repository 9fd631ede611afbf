"""Ranges of answers that are solved for: how far a lever must go, and what fair pay costs, in a few dozen futures."""

from collections.abc import Callable, Hashable, Mapping, Sequence

import streamlit as st

from model.exports.standards_offered import short
from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import applied
from model.questions.break_even import LEVERS, break_even_table
from model.questions.fair_pay import fair_pay
from model.questions.goals import Wanted
from model.questions.solving import QuestionError
from model.sentences import spoken
from model.uncertainty.solving import (
    FEW,
    Question,
    SolvedRange,
    break_even_question,
    fair_pay_question,
    fair_pay_worded,
    merged,
    solved_in,
    worded,
)
from pages.parts import choices, pay_standard
from pages.parts.controls import refused
from pages.parts.futures_kept import Asked
from pages.parts.long_work import Step, Tick, work_through
from pages.parts.show import bullets
from pages.parts.words import plain

AT_A_TIME = 8  # futures that a stop loses at most
HELP = (
    "Each question is solved anew in each of a few dozen futures, on the whole model. People are expected here, not "
    "drawn one by one: one does not set a rate for who happens to leave."
)
HELP_LEVER = "The value at which all earnings pay all cost of the program over the whole horizon."


def solved_answers(asked: Asked) -> None:
    """What a lever must reach, and what a wage costs, each as a range over futures."""
    st.header("How far the answers may spread", anchor=False, help=HELP)
    expected = asked._replace(people=False)
    _break_even(expected)
    _fair_pay(expected)


def _break_even(asked: Asked) -> None:
    lever = choices.pick(st.container(), "To break even, by", LEVERS, "solved_lever", said=_in_words, hint=HELP_LEVER)
    found = _answers(asked, "solved_even", lever, break_even_question(Wanted(), lever), "Solve for this lever")
    if found is None:
        return
    try:
        rows = break_even_table(_file(asked), Wanted(), [lever]).rows
    except QuestionError as error:
        st.markdown(plain(f"{error}."))
        return
    moves = {row.move.name: row.move for row in rows}

    def show(name: str, value: float) -> str:
        return moves[name].show(value) if name in moves else f"{value:,.4g}"

    _told(asked, [worded(one, show) for one in found.values()])


def _fair_pay(asked: Asked) -> None:
    st.markdown("What it would cost to pay everybody as the standard says; the Pay page asks by the same one.")
    try:
        chosen = pay_standard.choose(_file(asked))
    except (QuestionError, InputError) as error:
        refused(error)
        return
    question = fair_pay_question(chosen.standard, start=chosen.start)
    wanted = (chosen.standard, str(chosen.start))

    def can_be_asked() -> None:
        fair_pay(_file(asked), chosen.standard, chosen.start, levers=())

    found = _answers(asked, "solved_pay", wanted, question, "Solve for what it costs", can_be_asked)
    if found is not None:
        st.markdown(plain(f"Fair pay at {short(chosen.standard)}, from {spoken(chosen.start)} on:"))
        _told(asked, fair_pay_worded(found, _file(asked).program, chosen.start))


def _answers(
    asked: Asked,
    key: str,
    wanted: Hashable,
    question: Question,
    label: str,
    first: Callable[[], object] = lambda: None,
) -> Mapping[str, SolvedRange] | None:
    """The answers of the futures that were asked so far; None where none was.

    Args:
        asked: the futures.
        key, wanted, label: of the work, see `work_through`.
        question: what is solved.
        first: raises where the question cannot be put to the program at all; a single future is then only passed over.
    """

    def step(start: int) -> Step:
        def ask(tell: Tick) -> Mapping[str, SolvedRange]:
            if not start:
                first()
            return solved_in(asked.futures(AT_A_TIME, start), question, progress=tell)

        return ask

    steps = {f"Futures {at + 1} to {at + AT_A_TIME}": step(at) for at in range(0, FEW, AT_A_TIME)}
    done = work_through(key, (asked, wanted), label, steps)
    return merged(list(done.values())) if done else None


def _told(asked: Asked, said: Sequence[str]) -> None:
    if not said:
        st.markdown("In none of these futures is there an answer.")
        return
    bullets(said)
    st.caption(f"The first futures drawn with seed {asked.seed}.")


def _file(asked: Asked) -> ProgramFile:
    return applied(asked.file, asked.scenarios) if asked.scenarios else asked.file


def _in_words(lever: str) -> str:
    return lever.replace("_", " ").capitalize()
