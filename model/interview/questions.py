"""Questions: the twelve that give a first projection, in the order in which they are asked."""

from model.interview import about_money, about_work
from model.interview.about_money import GRANT_BLANKS
from model.interview.blanks import Blank, Question

QUESTIONS: tuple[Question, ...] = (
    about_work.PLACE,
    about_work.PEOPLE,
    about_work.CLIENTS,
    about_money.PAYERS,
    about_money.RATE,
    about_money.NO_SHOWS,
    about_work.TIME,
    about_work.TURNOVER,
    about_money.BENEFITS,
    about_money.GRANTS,
    about_money.COSTS,
    about_money.RESERVE,
)


def question_of(key: str) -> Question:
    """The question in which an answer is given."""
    mine = {"rate_row": "rate", "group_row": "group_rate"}.get(key, key)
    return next(q for q in QUESTIONS if any(blank.key == mine for blank in q.blanks))


def blank_of(key: str) -> Blank:
    """The blank in which an answer is given."""
    mine = {"rate_row": "rate", "group_row": "group_rate"}.get(key, key)
    return next(blank for q in QUESTIONS for blank in q.blanks if blank.key == mine)


__all__ = ["GRANT_BLANKS", "QUESTIONS", "blank_of", "question_of"]
