"""What one departure costs, item by item, and a year of turnover."""

from typing import NamedTuple

import streamlit as st

from model.exports import staying_frames
from model.exports.charts import staying
from model.inputs.assumptions import load_assumptions
from model.inputs.months import Month
from model.inputs.program import Program
from model.questions.cliffs import cliffs
from model.questions.departure import EMPTY, Departure, YearOfTurnover, departure, year_of_turnover
from model.questions.staying import REFERENCE
from model.sentences import spoken
from pages.parts.chart import show_chart
from pages.parts.choices import number, pick
from pages.parts.here import Here
from pages.parts.long_work import Step, work_through
from pages.parts.put import FAULTS, why_not
from pages.parts.show import bullets, plain_table
from pages.parts.words import link, plain

ALL = "All who see clients, on average"
MOST_SEATS_AT_ONCE = 60  # projected for the average; with more, one position is asked about
HELP_WHO = "One position, or the average of all that see clients."
HELP_WHEN = "The month at whose end the person leaves. After a grant ends, an empty seat may lose earnings it did not."
HELP_HOURS = (
    "Hours of a supervisor's time for recruiting, training and cover: not in the model, so they count only as you "
    "give them, at what an hour of those who see no clients costs."
)
HELP_YEAR = "Each position's expected departures times what one costs: some seconds for ten positions."
MONEY_ONLY = (
    "This is money alone. What it does to the people who lose their worker, and to the colleagues who stay, is no "
    "number here."
)
NOT_BILLED = "Nothing is billed for the seat while it would be empty, so no earnings are lost; ask for a later month."


class Leaver(NamedTuple):
    """Who leaves when, and how many hours of a supervisor it takes; with what is shown, what answers are cached by."""

    position: str | None
    month: str
    hours: float


@st.cache_resource(max_entries=64, show_spinner=False)
def departure_of(asked: Here, leaver: Leaver) -> Departure:
    """What one departure costs."""
    return departure(asked.result.file, leaver.position, Month.of(leaver.month), supervisor_hours=leaver.hours)


def sentence(asked: Here, leaver: Leaver) -> str:
    """The answer the page opens with; why there is none, where there is none."""
    who = "One person" if leaver.position is None else f"The person in {leaver.position}"
    try:
        return staying_frames.leaving(departure_of(asked, leaver), who)
    except FAULTS as error:
        return f"What leaving costs cannot be worked out here. {why_not(error)}"


def choose(asked: Here) -> Leaver:
    """Who leaves, when, and a supervisor's hours."""
    program = asked.result.file.program
    left, middle, right = st.columns([2, 2, 1])
    names: list[str] = [*_average(program), *(p.id for p in program.positions)]
    who = pick(left, "Who leaves", names, "leaver", hint=HELP_WHO)
    months = _months(asked, program)
    month = pick(middle, "At the end of", months, "leaver_month", said=lambda m: spoken(Month.of(m)), hint=HELP_WHEN)
    hours = 0.0
    if not all(position.direct_service for position in program.positions):
        hours = number(right, "Supervisor's hours", (0.0, 1000.0), 0.0, 1.0, "leaver_hours", hint=HELP_HOURS)
    return Leaver(None if who == ALL else who, month, hours)


def _average(program: Program) -> list[str]:
    serving = sum(p.direct_service for p in program.positions)
    return [ALL] if 0 < serving <= MOST_SEATS_AT_ONCE else []


def _months(asked: Here, program: Program) -> list[str]:
    """The first month, the first after each cliff, and each year's: those that make a difference."""
    ends = [cliff.last.plus(1) for cliff in cliffs(asked.result.projection)]
    years = [program.start.plus(number) for number in range(0, program.months, 12)]
    within = sorted({month for month in (*ends, *years) if month < program.last})
    return [str(month) for month in within] or [str(program.start)]


def parts_of_it(asked: Here, leaver: Leaver) -> None:
    """What the cost is made of, as a chart and a table, beside what others found."""
    st.header("What one departure costs, part by part", anchor=False)
    try:
        found = departure_of(asked, leaver)
    except FAULTS:
        st.markdown("Choose a position or a month in which somebody can leave.")
        return
    empty = sum(item.dollars for item in found.items if item.name == EMPTY)
    bullets([MONEY_ONLY, *([NOT_BILLED] if abs(empty) < 0.5 else [])])
    finding = staying_frames.departure_title(found)
    chart = staying.cost_items(staying_frames.items(found.items), finding)
    show_chart(chart)
    with st.expander("The parts as a table"):
        plain_table(staying_frames.item_table(found.items, found.total))
    _published()


def _published() -> None:
    known = load_assumptions()
    entry = known.entry(REFERENCE)
    (told, (source, address), note), *_ = staying_frames.evidence_lines([entry], known)
    st.markdown(f"**What others found:** {plain(told)}. {link(source, address)}. {plain(note)}")


def year(asked: Here) -> None:
    """A year of turnover, when somebody asks for it."""
    st.header("A year of turnover", anchor=False, help=HELP_YEAR)

    steps: dict[str, Step] = {
        "Positions": lambda tick: year_of_turnover(asked.result.file, lambda done, of: tick(done / max(of, 1)))
    }
    done = work_through("turnover", asked, "Work out a year of turnover", steps)
    if not done:
        return
    found: YearOfTurnover = done["Positions"]
    st.markdown(f"**{plain(staying_frames.turnover_sentence(found))}**")
    if found.people:
        plain_table(staying_frames.turnover_table(found))
