"""Supervision, a day off, part time, and the ladder's payroll."""

from collections.abc import Sequence

import streamlit as st

from model.exports import staying_frames
from model.exports.charts import staying
from model.questions.ladder_payroll import LadderYear, ladder_payroll
from model.questions.leave_day import TWO_SUMS, LeaveDay, leave_day
from model.questions.part_time import HOURS, PartTime, part_time
from model.questions.supervision import Supervision, supervision
from pages.parts.chart import show_chart
from pages.parts.choices import number, pick, tick
from pages.parts.here import Here
from pages.parts.put import answer_of
from pages.parts.show import bullets, plain_table
from pages.parts.words import plain

HELP_SUPERVISION = (
    "People are counted in full-time equivalents of 40 hours; whoever sees no clients is taken for a supervisor, which "
    "counts a director as one."
)
HELP_HOURS = (
    "Demand, caseload and turnover stay as they are: if fewer hours keep somebody who would leave, turnover falls too. "
    "Benefits that only full-time staff have begin at the threshold that the program gives."
)
HELP_LADDER = (
    "Seats kept to the end. What steps, bumps and yearly increases add is each measured against a projection without "
    "it; they are not meant to add up, since a bump rises with the increases."
)


@st.cache_resource(max_entries=16, show_spinner=False)
def _supervision(asked: Here) -> Supervision:
    return supervision(asked.result.projection)


@st.cache_resource(max_entries=64, show_spinner=False)
def _day(asked: Here, hours: float, coverage: float | None) -> LeaveDay:
    return leave_day(asked.result.file, hours, coverage)


@st.cache_resource(max_entries=64, show_spinner=False)
def _part_time(asked: Here, position: str, hours: tuple[float, ...]) -> PartTime:
    return part_time(asked.result.file, position, hours)


@st.cache_resource(max_entries=16, show_spinner=False)
def _ladders(asked: Here) -> tuple[LadderYear, ...]:
    return ladder_payroll(asked.result.file)


def supervised(asked: Here) -> None:
    """Span and hours of supervision beside what the payer or the state asks for."""
    st.header("Supervision: span and hours", anchor=False, help=HELP_SUPERVISION)
    found = _supervision(asked)
    hours = sorted(set(found.hours_per_week.values()))
    if hours:
        span = f"{hours[0]:g}" if len(hours) == 1 else f"{hours[0]:g} to {hours[-1]:g}"
        unit = "hour" if span == "1" else "hours"
        st.markdown(plain(f"Each position that sees clients gets {span} {unit} of supervision a week."))
    if not found.rules:
        st.markdown("Neither the program nor the table of its state's rules limits how many peers a supervisor has.")
        return
    bullets(rule.sentence for rule in found.rules)
    with st.expander("The rules as a table"):
        plain_table(staying_frames.rule_table(found.rules))


def day_off(asked: Here) -> None:
    """What one more day off costs, such as one for mental health."""
    st.header("What a mental-health day costs", anchor=False, help=TWO_SUMS)
    left, right = st.columns(2)
    hours = number(left, "Hours of the day, for 40 hours a week", (1.0, 24.0), 8.0, 1.0, "day_hours")
    own = tick(right, "Say how much of it others cover", "day_own")
    share = number(right, "Covered by others, %", (0.0, 100.0), 0.0, 5.0, "day_cover") / 100 if own else None
    found = answer_of(lambda: _day(asked, hours, share))
    if found is None:
        return
    st.markdown(f"**{plain(found.sentence)}**")
    with st.expander("What it is made of"):
        plain_table(staying_frames.item_table(found.items, found.all_in))
        st.caption(plain(TWO_SUMS))


def other_hours(asked: Here) -> None:
    """A position at other hours a week, with the threshold of benefits."""
    st.header("Part-time and flexible hours", anchor=False, help=HELP_HOURS)
    positions = [position.id for position in asked.result.file.program.positions]
    left, right = st.columns(2)
    position = pick(left, "Position", positions, "part_time_position")
    wanted = number(right, "Hours a week you have in mind", (1.0, 60.0), 36.0, 1.0, "part_time_hours")
    hours = tuple(sorted({*HOURS, wanted}, reverse=True))
    found = answer_of(lambda: _part_time(asked, position, hours))
    if found is None:
        return
    st.markdown(f"**{plain(found.sentence)}**")
    plain_table(staying_frames.hours_table(found))


def ladders(asked: Here) -> None:
    """Each ladder's payroll by fiscal year."""
    st.header("What the career ladder costs by year", anchor=False, help=HELP_LADDER)
    found = answer_of(lambda: _ladders(asked))
    if found is None:
        return
    if not found:
        st.markdown("Nobody is on a ladder in any month, so there is no payroll.")
        return
    name = _ladder(list(dict.fromkeys(year.ladder for year in found)))
    years = [year for year in found if year.ladder == name]
    chart = staying.ladder_payroll(staying_frames.ladder_years(years), name)
    show_chart(chart)
    with st.expander("Every ladder's payroll as a table"):
        plain_table(staying_frames.ladder_table(found))


def _ladder(names: Sequence[str]) -> str:
    """The ladder that is drawn."""
    return names[0] if len(names) == 1 else pick(st.container(), "Ladder", names, "ladder_drawn")
