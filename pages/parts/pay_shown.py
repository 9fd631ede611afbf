"""Sections of the page about pay: ladders, shortfalls, costs, dates, and the highest wage there is money for."""

from functools import partial

import streamlit as st

from model.exports import ladder_frames, pay_frames
from model.exports.charts.pay_costs import cost_by_year, ladders
from model.inputs.load import ProgramFile
from model.questions.fair_pay import FairPay
from model.questions.highest_wage import HighestWage
from model.questions.standards import Amount
from model.sentences import spoken
from pages.parts.chart import show_chart
from pages.parts.controls import noted, prefilled
from pages.parts.here import Here
from pages.parts.long_work import Tick, work_through
from pages.parts.pay_answers import answers, highest_of
from pages.parts.pay_standard import Asked
from pages.parts.show import bullets, figures, plain_table
from pages.parts.to_scenario import to_scenario
from pages.parts.words import plain

HELP_SPREAD = (
    "Only those below it rise: people with years on the ladder end up paid like beginners (compression). The spread is "
    "kept: each ladder rises by what its first step is short, so steps keep their distance."
)
HELP_WAGE = (
    "The highest steps at which all money before the reserve pays for every position in every month, seats kept. Steps "
    "and bumps stay in proportion."
)
MOST_LADDERS = 40
ALL_LADDERS = "All ladders together"


def drawn_ladders(file: ProgramFile, asked: Asked, short: str) -> None:
    """The ladders beside the standard, and their table."""
    points = ladder_frames.ladder_points(file, asked.start)
    shown = points[points["ladder"].isin(list(dict.fromkeys(points["ladder"]))[:MOST_LADDERS])]
    standard = asked.standard.wage if isinstance(asked.standard, Amount) else None
    chart = ladders(shown, standard, short, spoken(asked.start))
    show_chart(chart)
    st.caption(
        "Dots are steps by tenure, without bumps for credentials. A tick is a limit of the job code; a diamond is what "
        "people could earn elsewhere, by the file."
    )
    with st.expander("The ladders as a table"):
        plain_table(ladder_frames.ladder_table(points))


def shortfalls(found: FairPay) -> None:
    """Each position's shortfall and cost in its first year, and every year."""
    first = pay_frames.first_year(found.plain)
    st.caption(f"Dollars an hour and dollars in the fiscal year from {spoken(first[0].begins)}, turnover as it is.")
    plain_table(pay_frames.position_table(first))
    with st.expander("Every fiscal year"):
        for name, option in pay_frames.options(found).items():
            st.caption(name)
            figures(pay_frames.position_table(option.positions))


def costs(found: FairPay, name: str, why: str) -> None:
    """Both forms of the raise side by side, with and without pay's effect on turnover, and by fiscal year."""
    plain_table(pay_frames.side_by_side(found))
    for label, option in pay_frames.options(found).items():
        with st.container(horizontal=True):
            st.markdown(plain(f"{label}:"), width="content")
            to_scenario(f"raise_{label}", f"{name}, {label.lower()}", why, option.changes)
    _effect(found)
    for label, option in pay_frames.options(found).items():
        chart = cost_by_year(pay_frames.year_parts(option), label)
        show_chart(chart)
    with st.expander("The cost by fiscal year as a table"):
        plain_table(pay_frames.year_table(found))


def _effect(found: FairPay) -> None:
    frame, effect = pay_frames.effect_table(found), found.plain.effect
    st.subheader("With lower turnover, and without", anchor=False)
    if effect is None:
        st.markdown(
            "This program does not assume that better pay lowers turnover, so nothing is taken off. Where you have "
            "reason to assume it, set the wage elasticity under *Staying* on *Our program*, and both stand here."
        )
        return
    plain_table(frame)
    st.caption(plain(f"Elasticity {effect.elasticity:g}, from {effect.low:g} to {effect.high:g}. {effect.source}"))


def dates(found: FairPay) -> None:
    """What becomes of each position when the raise is paid."""
    for name, option in pay_frames.options(found).items():
        st.caption(name)
        plain_table(pay_frames.date_table(option))
        bullets(option.warnings)


def wage_and_rate(found: FairPay) -> None:
    """What a dollar of wage needs of rate, and what of a rate increase reaches pay."""
    if found.wage_to_rate is None:
        st.markdown("No payer of this program pays by the unit, so no wage can be put as a rate.")
    else:
        bullets(found.wage_to_rate.sentences)


def affordable(asked_of: Here) -> None:
    """The highest affordable wage, ladder by ladder, when somebody asks for it."""
    program = asked_of.result.file.program
    used = list(dict.fromkeys(position.ladder for position in program.positions))
    groups = {f"The ladder {name}": (name,) for name in used}
    groups |= {ALL_LADDERS: tuple(used)} if len(used) > 1 else {}
    offered = list(groups)
    chosen = st.multiselect(
        "Whose pay rises",
        offered,
        key=prefilled("affordable", [offered[0]]),
        help=HELP_WAGE,
        placeholder="Choose a ladder",
    )
    noted("affordable", chosen)

    def step(ladders: tuple[str, ...], _: Tick) -> HighestWage:
        return highest_of(asked_of, ladders)

    steps = {name: partial(step, groups[name]) for name in offered if name in chosen}
    label = "Work out the highest affordable wage"
    done = work_through("affordable", (asked_of, tuple(steps)), label, steps, disabled=not steps)
    if not done:
        return
    found, assumed = answers(list(done.values())), next(iter(done.values())).assumed
    plain_table(ladder_frames.affordable_table(found))
    bullets(answer.sentence[:1].upper() + answer.sentence[1:] for answer in found)
    for place, answer in enumerate(found):
        if answer.changes and answer.times is not None and abs(answer.times - 1) > 1e-9:
            whose = ", ".join(answer.ladders)
            name = f"Highest affordable pay ({whose}) from {spoken(answer.stretch.first)}"
            with st.container(horizontal=True):
                st.markdown(plain(f"{name}:"), width="content")
                to_scenario(f"affordable_{place}", name, " ".join(assumed), answer.changes)
    with st.expander("What the highest wage rests on"):
        bullets(assumed)
