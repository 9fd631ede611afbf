"""The standard that pay is measured against: an amount, a ladder, another employer, a living wage, a market, parity."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from model.exports import standards_offered as offered
from model.inputs.assumptions import load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.states import NAMES
from model.questions import standards as s
from model.questions.solving import QuestionError
from pages.parts.controls import month, noted, number, pick, prefilled
from pages.parts.words import link, plain

AMOUNT, LADDER, EMPLOYER = "An amount", "A ladder of ours", "Another employer"
LIVING, MARKET, PARITY = "A living wage", "A market percentile", "Parity with a job code"
LEAST, MOST = 0.01, 500.0
HELP_KIND = "What nobody should be paid less than. Only standards with a source are offered."
HELP_GROWTH = "By how much the standard rises a year. For sourced ones the field is filled with the sourced growth."
HELP_FROM = "The first month in which it is paid."


class Asked(NamedTuple):
    """A standard, the month from which it is paid, and a sentence about where it comes from."""

    standard: s.Standard
    start: Month
    why: str


def choose(file: ProgramFile) -> Asked:
    """Draw the controls; what they hold.

    Raises:
        QuestionError: when steps are not a list of dollars.
    """
    left, right = st.columns(2)
    with left:
        kind = pick("Measured against", list(_KINDS), "pay_kind", help=HELP_KIND, bind="query-params")
    with right:
        start = month("Paid from", file, f"pay_from_{file.program.start}_{file.program.months}", help=HELP_FROM)
    standard, why = _KINDS[kind](file, start)
    return Asked(standard, start, why)


def _growth(begin: float, key: str) -> float:
    return number("Rising a year (%)", key, 100 * begin, -10.0, 25.0, 0.1, format="%.1f", help=HELP_GROWTH) / 100


def _sourced_growth(key: str) -> float:
    return _growth(load_assumptions().entry("pay.outside_growth").value or 0.0, key)


def _amount(file: ProgramFile, start: Month) -> tuple[s.Standard, str]:
    first = offered.first_amount(file, start)
    left, right = st.columns(2)
    with left:
        wage = number("Dollars an hour", f"amount_{file.name}", first.wage, LEAST, MOST, 0.25, format="%.2f")
    with right:
        grows = _growth(0.0, "amount_grows")
    why = f"The amount that stands here first is {first.why}." if wage == first.wage else "The amount is yours."
    return s.Amount(wage=wage, annual_change=grows), why


def _ladder(file: ProgramFile, start: Month) -> tuple[s.Standard, str]:
    left, right = st.columns(2)
    with left:
        name = pick("Ladder", list(file.program.ladders), "pay_ladder")
    today = ", ".join(f"{step:.2f}" for step in s.steps_at(file, name, start))
    with right:
        key = prefilled(f"pay_steps_{file.name}_{name}", today)
        text = noted(
            key, st.text_input("Its steps, dollars an hour", key=key, help="Parted by commas: 18, 18.75, 19.50")
        )
    why = f"Its steps in the month it is paid from are {today}. Nobody on it is paid less than today."
    return s.LadderSteps(ladder=name, steps=_steps(text)), why


def _steps(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part.strip().removeprefix("$")) for part in text.split(","))
    except ValueError:
        said = f"found {text!r} as steps; dollars an hour parted by commas are needed, such as 18, 18.75"
        raise QuestionError(said) from None


def _employer(_: ProgramFile, __: Month) -> tuple[s.Standard, str]:
    left, right = st.columns(2)
    with left:
        name = pick("Employer or job", offered.competitors(load_assumptions()), "pay_employer")
    with right:
        grows = _sourced_growth("employer_grows")
    return s.Competitor(name=name, annual_change=grows), ""


def _living(file: ProgramFile, _: Month) -> tuple[s.Standard, str]:
    known = offered.living_wages(load_assumptions())
    first, second, third = st.columns(3)
    with first:
        state = _state(list(known), file, "living_state")
    with second:
        household = pick("Household", known[state], f"living_household_{state}")
    with third:
        grows = _sourced_growth("living_grows")
    why = ""
    if file.program.state not in known:
        own = NAMES.get(file.program.state, file.program.state)
        there = ", ".join(NAMES.get(each, each) for each in known)
        why = f"No living wage is sourced for {own} yet; there is {there}. For another, give it as an amount."
    return s.LivingWage(state=state, household=household, annual_change=grows), why


def _state(states: list[str], file: ProgramFile, key: str) -> str:
    own = file.program.state if file.program.state in states else states[0]
    return pick("State", states, f"{key}_{file.program.state}", own, format_func=lambda state: NAMES.get(state, state))


def _market(file: ProgramFile, _: Month) -> tuple[s.Standard, str]:
    known = offered.occupations(load_assumptions())
    (first, second), (third, fourth) = st.columns(2), st.columns(2)
    with first:
        state = _state(list(known), file, "market_state")
    with second:
        code = pick("Occupation", list(known[state]), f"market_job_{state}", "21-1094", format_func=known[state].get)
    with third:
        percentile = number("Percentile", "market_percentile", 50.0, 10.0, 90.0, 5.0, format="%.0f")
    with fourth:
        grows = _sourced_growth("market_grows")
    return s.MarketPercentile(state=state, occupation=code, percentile=percentile, annual_change=grows), ""


def _parity(file: ProgramFile, _: Month) -> tuple[s.Standard, str]:
    left, right = st.columns(2)
    with left:
        ladder = pick("Ladder that should be paid so", list(file.program.ladders), "parity_ladder")
    codes = offered.job_codes(file, load_assumptions(), ladder)
    with right:
        code = pick("Job code", codes, f"parity_code_{ladder}")
    return s.JobCodeParity(job_code=code, ladder=ladder), ""


_KINDS: dict[str, Callable[[ProgramFile, Month], tuple[s.Standard, str]]] = {
    AMOUNT: _amount,
    LADDER: _ladder,
    EMPLOYER: _employer,
    LIVING: _living,
    MARKET: _market,
    PARITY: _parity,
}


def evidence(words: str, source: str, projected: bool) -> None:
    """The standard in full, with its source, its year and a link."""
    said = plain(words[:1].upper() + words[1:])
    document = offered.source_named(source, load_assumptions())
    if document is None:
        st.caption(f"{said}. Source: {plain(source)}.")
        return
    notes = dict.fromkeys(row.note for row in offered.rows_of(source, load_assumptions()) if row.note)
    told = [link(document.title, document.url), plain(document.publisher)]
    told += [plain(part) for part in ("" if document.url else document.where, source.partition(", ")[2]) if part]
    later = " Carried past the year it describes." if projected else ""
    st.caption(f"{said}. Source: {'; '.join(told)}.{later} {plain(' '.join(f'{note}.' for note in notes))}")
