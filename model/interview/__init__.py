"""The interview: twelve questions in plain words, and the program that the answers make."""

from model.interview.answers import Answers, GrantAnswer, bounds_of
from model.interview.assumed import Assumed, assumed
from model.interview.blanks import Blank, Default, Question, default_of, why_no_default
from model.interview.building import program_tree
from model.interview.choices import CapChoice, RateChoice, cap_choices, rate_choices, reported_free
from model.interview.draft import packed, unpacked
from model.interview.questions import GRANT_BLANKS, QUESTIONS
from model.interview.reading import AnswerFault, AnswersError, answers_of, is_asked

__all__ = [
    "GRANT_BLANKS",
    "QUESTIONS",
    "AnswerFault",
    "Answers",
    "AnswersError",
    "Assumed",
    "Blank",
    "CapChoice",
    "Default",
    "GrantAnswer",
    "Question",
    "RateChoice",
    "answers_of",
    "assumed",
    "bounds_of",
    "cap_choices",
    "default_of",
    "is_asked",
    "packed",
    "program_tree",
    "rate_choices",
    "reported_free",
    "unpacked",
    "why_no_default",
]
