"""The cheapest mix of the levers that a person ticks, each no further than the person says."""

from collections.abc import Hashable, Sequence

import streamlit as st

from model.exports import rescue_frames
from model.projection import Projection
from model.questions.bundle import Allowance, Amounts, Bundle, Search, cheapest_bundle
from model.questions.keeping import Watch
from model.questions.rescue_levers import NOBODY, RescueLever, chosen
from model.sentences import spoken
from pages.parts.choices import number, tick
from pages.parts.long_work import Step, Tick, work_through
from pages.parts.show import plain_table
from pages.parts.to_scenario import changes_of, to_scenario
from pages.parts.words import plain

IN_DOLLARS = ("fundraising", "contract_added", "grant_renewed")
DEAREST = 1e7
HALF_WAY = 60  # tries after which the bar is half full: how many there will be is not known beforehand
HELP = "Of all mixes tried of what you tick, the one that asks for the least new money, as you price it."
HELP_PRICE = (
    "1: a dollar asked for counts as a dollar. More: it is harder to get. For what the program does itself: dollars "
    "a year that doing all of it is worth to you."
)


class _Told(Search):
    """A search that tells how far it is."""

    def __init__(self, watched: Watch, levers: Sequence[RescueLever], allowed: Sequence[Allowance], tick: Tick) -> None:
        super().__init__(watched, levers, allowed)
        self._tick, self._tries = tick, 0

    def tried(self, amounts: Amounts) -> Projection:
        """As a search does it, told before."""
        self._tries += 1
        self._tick(self._tries / (self._tries + HALF_WAY))
        return super().tried(amounts)


def bundle(asked: Hashable, watched: Watch, levers: Sequence[RescueLever]) -> Bundle | None:
    """Ticks, limits and prices, and the cheapest mix of them; None until it is asked for."""
    st.subheader("The cheapest mix of what you allow", anchor=False, help=HELP)
    ticked = _ticked(levers)
    allowed = _how_far(ticked)
    label = "Find the cheapest mix" if ticked else "Tick what may be used first"
    keys = [lever.key for lever in ticked]

    def search(told: Tick) -> Bundle:
        return cheapest_bundle(_Told(watched, chosen(levers, keys), allowed, told))

    steps: dict[str, Step] = {"Mixes of levers": search}
    done = work_through("bundle", (asked, tuple(allowed)), label, steps, disabled=not ticked)
    found: Bundle | None = None if not done else done["Mixes of levers"]
    if found is not None:
        _show(found, watched)
    return found


def _ticked(levers: Sequence[RescueLever]) -> list[RescueLever]:
    """What the person ticks, in two columns."""
    columns = st.columns(2)
    ticked = []
    for place, lever in enumerate(levers):
        who = "" if lever.asks == NOBODY else f" (asks {lever.asks})"
        if tick(columns[place % 2], plain(f"{lever.label}{who}"), f"may_{lever.key}"):
            ticked.append(lever)
    return ticked


def _how_far(ticked: Sequence[RescueLever]) -> list[Allowance]:
    """How far each may go, and what a dollar of it counts; in the lever's own unit."""
    if not ticked:
        return []
    with st.expander("How far each may go, and what it counts"):
        return [_allowance(lever) for lever in ticked]


def _allowance(lever: RescueLever) -> Allowance:
    left, right = st.columns(2)
    money = lever.key in IN_DOLLARS
    by, unit = (1.0, "dollars a year" if lever.key == "grant_renewed" else "dollars a month") if money else (100.0, "%")
    furthest = lever.most * by
    label, at = plain(f"{lever.label}: at most ({unit})"), f"most_{lever.key}_{furthest:.4f}"
    given = number(left, label, (0.0, furthest), furthest, 100.0 if money else 1.0, at)
    own = lever.asks == NOBODY
    label = plain(f"{lever.label}: {'worth of all of it, dollars a year' if own else 'price of a dollar'}")
    at, step = f"price_{lever.key}", 100.0 if own else 0.1
    price = number(right, label, (0.0, DEAREST), 0.0 if own else 1.0, step, at, places=0 if own else 1, hint=HELP_PRICE)
    return Allowance(key=lever.key, most=None if given >= furthest else given / by, price=price)


def _show(found: Bundle, watched: Watch) -> None:
    st.markdown(f"**{plain(rescue_frames.bundle_sentence(found))}**")
    if not found.used:
        return
    plain_table(rescue_frames.bundle_table(found))
    name = f"Rescue: {found.scenario.scenario.name}"[:200]
    kept = "every seat is paid for" if found.keeps_all else "as much as the levers allowed can do"
    to_scenario(
        "bundle", name, f"The cheapest mix allowed after {spoken(watched.cliff)}: {kept}", changes_of(found.scenario)
    )
