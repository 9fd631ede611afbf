"""Futures drawn on the screen: some at once, then more and more until there are enough or one stops."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from model.inputs.faults import InputError
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed
from model.uncertainty import people
from model.uncertainty.answers import Answers, Kept, answers_of, joined, kept_of
from model.uncertainty.futures import Futures, futures
from pages.parts import choices
from pages.parts.here import Here
from pages.parts.standing import program_file
from pages.parts.standing import scenarios_of as scenarios_in
from pages.parts.trying import sentences

FIRST, AT_ONCE, MOST = 32, 256, 4096
PART = 128  # draws that a stop loses at most
KEPT = 3
SEED = 1
OFFERED = "Add the assumptions' ranges"
HELP_PEOPLE = "Four peers do not turn over in expectation: each future has whole people with good or bad luck."
HELP_OFFERED = (
    "For numbers to which the file gives none. Ranges of judgements and surveys are taken; ranges of law say what is "
    "allowed, not what may be."
)
HELP_SEED = "Another seed, other draws. The same seed gives the same answer on every machine."


class Asked(NamedTuple):
    """What futures are asked for, by content."""

    here: Here
    seed: int
    offered: bool
    people: bool

    @property
    def file(self) -> ProgramFile:
        """The program without scenarios."""
        return program_file(self.here.program)

    @property
    def scenarios(self) -> tuple[Placed, ...]:
        """The scenarios laid on, and that people come and go one by one."""
        here = self.here
        laid = [] if here.scenarios is None else [p for p in scenarios_in(here.scenarios) if p.name in here.laid]
        return (*laid, *(PEOPLE_ONE_BY_ONE if self.people else ()))

    def futures(self, draws: int, start: int = 0) -> Futures:
        """Draw them."""
        return futures(
            self.file, draws=draws, seed=self.seed, scenarios=self.scenarios, offered=self.offered, start=start
        )


PEOPLE_ONE_BY_ONE = people.one_by_one("on the page")


@dataclass
class Drawn:
    """Futures that were asked for, and what is kept of them.

    Attributes:
        made: futures that were set up at once, as setting up costs more than drawing; the first of them are in `found`.
        found: what answers need of each, all draws in order.
        target: how many are wanted.
        stopped: how many were wanted when somebody stopped it; 0 where nobody did.
    """

    made: Futures
    found: Kept
    target: int = AT_ONCE
    stopped: int = 0

    @property
    def draws(self) -> int:
        """How many are there."""
        return len(self.found["runway"])

    @property
    def answers(self) -> Answers:
        """What they come to."""
        return answers_of(self.made, self.found)

    def more(self, question: Asked, draws: int) -> Futures:
        """The futures after those that are there, as many as are wanted."""
        end = self.draws + draws
        if end > self.made.draws:
            self.made = question.futures(self.target)
        return self.made.some(slice(self.draws, end))


def asked(shown: Here) -> Asked:
    """Draw the choices, and give what they ask for."""
    left, right = st.columns([3, 1])
    ticked = _ticked(left, people.NAME, "unknown_people", HELP_PEOPLE)
    offered = _ticked(left, OFFERED, "unknown_offered", HELP_OFFERED)
    seed = int(choices.number(right, "Seed", (0.0, 2.0**31), SEED, 1.0, "unknown_seed", hint=HELP_SEED))
    return Asked(shown, seed, offered, ticked)


def _ticked(place: DeltaGenerator, label: str, key: str, hint: str) -> bool:
    kept = st.session_state.setdefault("unknown", {})
    kept[key] = place.checkbox(label, kept.get(key, True), help=hint)
    return kept[key]


def kept(question: Asked) -> tuple[Drawn | None, tuple[str, ...]]:
    """What is known of the futures asked for: a first few at once; else why they cannot be drawn."""
    held: dict[Asked, Drawn] = st.session_state.setdefault("futures", {})
    if question not in held:
        try:
            made = question.futures(AT_ONCE)
            held[question] = Drawn(made, made.some(slice(0, FIRST)).measured(kept_of))
        except InputError as error:
            return None, sentences(error)
        for old in list(held)[:-KEPT]:
            del held[old]
    return held[question], ()


def sharpening(question: Asked, held: Drawn) -> None:
    """Whether draws still come in, a way to stop them, and a way to have more."""
    if held.draws < held.target:
        st.session_state["futures_bar"] = st.progress(held.draws / held.target, f"{held.draws} of {held.target} draws")
        st.button("Stop", key="futures_stop", on_click=_stop, args=(question,))
        return
    if held.stopped:
        st.markdown(f"Stopped after {held.draws:,} of {held.stopped:,} draws; what they say stands here.")
    if held.draws < MOST:
        more = 4 * held.draws
        label = f"Sharpen to {min(more, MOST):,} draws"
        st.button(label, key="futures_more", on_click=_more, args=(question, min(more, MOST)))


def go_on(question: Asked, held: Drawn) -> None:
    """Three times as many draws as there are, and show what they say; the page is drawn whole before."""
    if held.draws >= held.target:
        return
    bar = st.session_state.pop("futures_bar")
    done, of = held.draws, held.target
    more = held.more(question, min(3 * done, of - done))
    for part in more.parts(PART):
        tell = partial(_told, bar, held.draws, part.draws, of)
        held.found = joined([held.found, part.measured(kept_of, progress=tell)])
    st.rerun()


def _told(bar: DeltaGenerator, done: int, more: int, of: int, share: float) -> None:
    """How far it is. Streamlit ends a run at what it draws: here is where a stop stops."""
    now = done + share * more
    bar.progress(min(now / of, 1.0), f"{now:,.0f} of {of:,} draws")


def _stop(question: Asked) -> None:
    held = st.session_state["futures"].get(question)
    if held is not None:
        held.stopped, held.target = held.target, held.draws


def _more(question: Asked, target: int) -> None:
    held = st.session_state["futures"].get(question)
    if held is not None:
        held.stopped, held.target = 0, target
