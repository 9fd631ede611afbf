"""Rescue at a chosen cliff: what is at stake, each lever alone, and named pairs."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from model.exports import rescue_frames
from model.inputs.months import Month
from model.questions.bundle import COST_MEASURE
from model.questions.cliffs import Cliff
from model.questions.keeping import A_YEAR, Watch, watch
from model.questions.rescue import PAIRS, Alone, Pair, moved_alone, moved_together
from model.questions.rescue_levers import RescueLever, chosen, rescue_levers
from model.sentences import spoken
from pages.parts.choices import number, pick, tick
from pages.parts.here import Here
from pages.parts.long_work import Step, work_through
from pages.parts.put import answer_of
from pages.parts.rescue_bundle import bundle
from pages.parts.rescue_keep import seats_to_keep
from pages.parts.show import bullets, plain_table
from pages.parts.to_scenario import to_scenario
from pages.parts.words import plain

HELP = (
    "A seat is kept when, in every month of the window, it needs neither the reserve nor money that nobody gives. "
    "Levers move from the month after the cliff on. Pay is not cut: a rescue that cuts wages is no rescue."
)
LONGEST = 60.0


class Asked(NamedTuple):
    """A cliff, by content: what answers are cached by."""

    here: Here
    cliff: str
    months: int
    reserve: bool


@st.cache_resource(max_entries=16, show_spinner=False)
def watched_of(asked: Asked) -> Watch:
    """The months after a cliff."""
    file = asked.here.result.file
    return watch(file, Month.of(asked.cliff), asked.months, reserve_may_pay=asked.reserve)


@st.cache_resource(max_entries=512, show_spinner=False)
def alone_of(asked: Asked, key: str) -> Alone:
    """One lever alone."""
    watched = watched_of(asked)
    return moved_alone(watched, chosen(rescue_levers(watched), [key])[0])


def rescue(shown: Here, cliffs: Sequence[Cliff]) -> None:
    """The whole section; where nothing ends, it says so."""
    st.header("Rescue: what would keep every seat", anchor=False, help=HELP)
    if not cliffs:
        st.markdown("Nothing ends within the months projected, so there is no cliff to be rescued from.")
        return
    asked = _asked(shown, cliffs)
    watched = answer_of(lambda: watched_of(asked))
    if watched is None:
        return
    st.markdown(f"**{plain(rescue_frames.at_stake(watched))}**")
    if watched.margin(watched.base) >= 0:
        return
    levers = rescue_levers(watched)
    _alone_and_pairs(asked, watched, levers)
    mixed = bundle(asked, watched, levers)
    if mixed is None or not mixed.keeps_all:
        seats_to_keep(asked, watched, levers, mixed)
    with st.expander("How this is worked out"):
        bullets([COST_MEASURE, "A pair moves both levers by the same share of what each would need alone, or of all."])


def _asked(shown: Here, cliffs: Sequence[Cliff]) -> Asked:
    by_month: dict[str, list[str]] = {}
    for cliff in cliffs:
        by_month.setdefault(str(cliff.last), []).append(cliff.source)
    left, right = st.columns([2, 1])

    def said(month: str) -> str:
        return f"{spoken(Month.of(month))}: {', '.join(by_month[month])}"

    cliff = pick(left, "After which cliff", list(by_month), "rescue_cliff", said=said)
    months = number(right, "For how many months", (1.0, LONGEST), A_YEAR, 1.0, "rescue_months")
    reserve = tick(st.container(), "The reserve above its floor may be spent on seats", "rescue_reserve")
    return Asked(shown, cliff, int(months), reserve)


def _alone_and_pairs(asked: Asked, watched: Watch, levers: Sequence[RescueLever]) -> None:
    st.subheader("Each lever alone, and pairs", anchor=False)
    by_key = {lever.key: lever for lever in levers}
    pairs = [pair for pair in PAIRS if set(pair) <= set(by_key)]
    steps: dict[str, Step] = {lever.label: _one(asked, lever.key) for lever in levers}
    steps |= {" and ".join(by_key[key].label for key in pair): _two(asked, pair) for pair in pairs}
    found = work_through("alone", asked, "Find what would keep every seat", steps)
    if not found:
        return
    alone = [one for one in found.values() if isinstance(one, Alone)]
    together = [one for one in found.values() if isinstance(one, Pair)]
    st.markdown(plain(rescue_frames.alone_sentence(alone)))
    plain_table(rescue_frames.alone_table(alone, len(watched.seats)))
    if together:
        plain_table(rescue_frames.pair_table(together, len(watched.seats)))
    _scenario_of(asked, [*alone, *together])


def _one(asked: Asked, key: str) -> Step:
    return lambda _tick: alone_of(asked, key)


def _two(asked: Asked, pair: tuple[str, str]) -> Step:
    return lambda _tick: moved_together(watched_of(asked), (alone_of(asked, pair[0]), alone_of(asked, pair[1])))


def _scenario_of(asked: Asked, found: Sequence[Alone | Pair]) -> None:
    """Any answer that moves something can be kept."""
    named = {_name(one): one for one in found if one.changes}
    if not named:
        return
    name = pick(st.container(), "An answer to keep", list(named), "rescue_answer")
    why = f"So that every seat is paid for after {spoken(Month.of(asked.cliff))}"
    to_scenario("rescue", name, why, named[name].changes)


def _name(one: Alone | Pair) -> str:
    return f"{one.lever.label}: {one.words}" if isinstance(one, Alone) else one.words
