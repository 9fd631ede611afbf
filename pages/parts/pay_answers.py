"""What pages about pay and rates ask of the model, kept by content."""

import streamlit as st

from model.inputs.months import Month
from model.questions.fair_pay import FairPay, fair_pay
from model.questions.highest_wage import Affordable, HighestWage, highest_wage
from model.questions.standards import Standard
from pages.parts.here import Here


@st.cache_resource(max_entries=32, show_spinner="Working out what it costs …")
def fair_pay_of(asked_of: Here, standard: Standard, start: str) -> FairPay:
    """What a standard costs from a month on.

    Raises:
        QuestionError: for what cannot be asked.
        InputError: when the raise leaves a program that does not hold together.
    """
    return fair_pay(asked_of.result.file, standard, Month.of(start))


@st.cache_resource(max_entries=64, show_spinner=False)
def highest_of(asked_of: Here, ladders: tuple[str, ...]) -> HighestWage:
    """The highest affordable wage of one ladder, or of several that move together, in every stretch of months."""
    return highest_wage(asked_of.result.file, ladders, alone=False)


def answers(found: list[HighestWage]) -> list[Affordable]:
    """All answers, stretch by stretch."""
    every = [answer for each in found for answer in each.answers]
    return sorted(every, key=lambda answer: answer.stretch.first - Month.of("2000-01"))
