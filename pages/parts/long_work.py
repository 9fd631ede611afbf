"""Work that takes a while: done when asked for, a step at a time, with how far it is, and a way to stop and go on."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from pages.parts.put import FAULTS, why_not
from pages.parts.words import plain

KEY = "long_work"
Tick = Callable[[float], None]
Step = Callable[[Tick], Any]


@dataclass
class _Work:
    """What was asked, what is done of it, whether it goes on, and which steps have no answer."""

    asked: Hashable
    running: bool = True
    done: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def past(self) -> int:
        """How many steps are over."""
        return len(self.done) + len(self.faults)


def work_through(
    key: str, asked: Hashable, label: str, steps: Mapping[str, Step], *, disabled: bool = False
) -> dict[str, Any] | None:
    """A button, and once it is pressed, the answers of all steps; fewer where somebody stopped it.

    Each step is given a function that it may call with the share of itself that is done. Streamlit ends a run at the
    next thing that it draws, so that is also where a step is left when somebody presses Stop.

    Args:
        key: of the place on the page.
        asked: the question by content; another one begins anew.
        label: of the button.
        steps: by what each is called while it runs.
        disabled: whether it cannot be asked yet.

    Returns:
        Answers by step, in their order, without those of steps that have none, which is then told; None while nothing
        was asked.
    """
    works: dict[str, _Work] = st.session_state.setdefault(KEY, {})
    work = works.get(key)
    # one place for all that it shows, so that nothing of an earlier run stands beside it while it works
    place = st.empty()
    if work is None or work.asked != asked:
        works.pop(key, None)
        place.button(label, key=f"ask_{key}", disabled=disabled, on_click=_begin, args=(key, asked))
        return None
    if work.running:
        with place.container():
            _run(key, work, steps)
        place.empty()
    for fault in dict.fromkeys(work.faults.values()):
        st.warning(plain(fault))
    if work.past < len(steps):
        with place.container():
            below = "; what was found so far stands below" if work.done else ""
            st.markdown(f"Stopped after {work.past} of {len(steps)} steps{below}.")
            st.button("Go on", key=f"on_{key}", on_click=_go_on, args=(key,))
    return work.done


def _begin(key: str, asked: Hashable) -> None:
    st.session_state.setdefault(KEY, {})[key] = _Work(asked)


def _go_on(key: str) -> None:
    st.session_state[KEY][key].running = True


def _stop(key: str) -> None:
    st.session_state[KEY][key].running = False


def _run(key: str, work: _Work, steps: Mapping[str, Step]) -> None:
    bar = st.progress(0.0, "Begun")
    st.button("Stop", key=f"stop_{key}", on_click=_stop, args=(key,))
    for number, (name, step) in enumerate(steps.items()):
        if name in work.done or name in work.faults:
            continue
        try:
            work.done[name] = step(_tick(bar, number, len(steps), name))
        except FAULTS as error:
            work.faults[name] = why_not(error)
    work.running = False


def _tick(bar: Any, number: int, of: int, name: str) -> Tick:
    said = plain(f"{name} ({number + 1} of {of})" if of > 1 else name)

    def tick(share: float) -> None:
        bar.progress(min((number + min(max(share, 0.0), 1.0)) / of, 1.0), said)

    tick(0.0)
    return tick
