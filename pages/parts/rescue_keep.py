"""Which seats to keep when not all can be, by what the person wants most of."""

from collections.abc import Hashable, Sequence

import streamlit as st

from model.exports import rescue_frames
from model.questions.bundle import Bundle
from model.questions.keep_set import OBJECTIVES, Kept, Objective, keep_set
from model.questions.keeping import Watch
from model.questions.rescue_levers import RescueLever, most_needed
from model.questions.trying import Changed
from model.sentences import rounded, spoken
from pages.parts.choices import number, one_of
from pages.parts.long_work import Step, Tick, work_through
from pages.parts.show import plain_table
from pages.parts.to_scenario import changes_of, to_scenario
from pages.parts.words import plain

HELP_MONEY = "Money that no source of the file holds yet: the seats are chosen as if it came every month."
NEW_CONTRACT = "contract_added"
HELP = (
    "Sets of seats are run through the model from the best downward, by what you want most of; the first whose seats "
    "are all paid for is the answer. The clients of a seat that ends are not passed on to others."
)
WORDS: dict[Objective, str] = {
    "seats": "Seats",
    "hours": "Hours of peer support",
    "clients": "Clients on caseloads",
}


def seats_to_keep(asked: Hashable, watched: Watch, levers: Sequence[RescueLever], mixed: Bundle | None) -> None:
    """The choice of what to keep most of, money one is sure of, and the seats to keep."""
    st.subheader("Which seats to keep, if not all", anchor=False, help=HELP)
    if len(watched.seats) == 1:
        st.markdown("There is one seat that sees clients: it is kept, or nothing is.")
        return
    wanted = _objective()
    most = float(round(most_needed(watched)))
    label = "Other money you are sure of from then on, dollars a month"
    sure = number(st.container(), label, (0.0, most), 0.0, 500.0, "keep_money", hint=HELP_MONEY)
    may_end = st.multiselect("Seats that may be given up", watched.seats, watched.seats, key=f"may_end_{watched.seats}")
    first = [*_money(levers, sure), *([] if mixed is None else changes_of(mixed.scenario))]
    if mixed is not None:
        st.caption("The mix above is laid on first, since it does not keep every seat.")

    def search(tick: Tick) -> Kept:
        return keep_set(watched, wanted, may_end, first, told=lambda tried, of: tick(tried / of))

    steps: dict[str, Step] = {"Sets of seats": search}
    question = (asked, wanted, sure, tuple(may_end), mixed)
    done = work_through("keep", question, "Find the seats to keep", steps, disabled=not may_end)
    if done:
        _show(done["Sets of seats"], watched, sure)


def _objective() -> Objective:
    """What the person wants to keep most of."""
    said = one_of(st.container(), "Keep as much as can be paid for of", list(WORDS.values()), "keep_objective")
    return next(objective for objective, words in WORDS.items() if words == said)


def _money(levers: Sequence[RescueLever], a_month: float) -> list[Changed]:
    """Money without strings, as a contract that pays any cost."""
    return next(lever.changes(a_month) for lever in levers if lever.key == NEW_CONTRACT)


def _show(found: Kept, watched: Watch, sure: float) -> None:
    st.markdown(f"**{plain(found.sentence)}**")
    st.caption(plain(f"Largest: {OBJECTIVES[found.objective]}. {rescue_frames.how_checked(found)}"))
    if not found.keeps:
        return
    titles = {p.id: p.title for p in watched.held.program.positions}
    plain_table(rescue_frames.kept_table(found, titles))
    with_it = f", with {rounded(sure)} a month of new money" if sure else ""
    why = f"Not all seats can be kept after {spoken(watched.cliff)}: most {OBJECTIVES[found.objective]}{with_it}"
    to_scenario("keep", f"Keep {', '.join(found.keeps)}"[:200], why, changes_of(found.scenario))
