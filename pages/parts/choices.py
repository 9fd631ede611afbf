"""Fields whose value is kept while somebody visits other pages, and that hold nothing that is not offered any more."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

KEY = "choices"


def pick(
    place: DeltaGenerator,
    label: str,
    options: Sequence[str],
    key: str,
    *,
    said: Callable[[str], str] = str,
    hint: str | None = None,
) -> str:
    """One of some options; the first until another is chosen, and again where that is not offered any more."""
    before = _before(key)
    _put(key, before if before in options else options[0])
    return _kept(key, place.selectbox(label, list(options), key=key, format_func=said, help=hint))


def one_of(place: DeltaGenerator, label: str, options: Sequence[str], key: str) -> str:
    """One of few options, all in sight."""
    before = _before(key)
    _put(key, before if before in options else options[0])
    return _kept(key, place.radio(label, list(options), key=key, horizontal=True))


def number(
    place: DeltaGenerator,
    label: str,
    bounds: tuple[float, float],
    otherwise: float,
    step: float,
    key: str,
    *,
    places: int = 0,
    hint: str | None = None,
) -> float:
    """A number within bounds."""
    low, high = bounds
    before = _before(key)
    _put(key, min(max(float(otherwise if before is None else before), low), high))
    shown = place.number_input(label, low, high, step=step, format=f"%.{places}f", key=key, help=hint)
    return _kept(key, float(shown))


def tick(place: DeltaGenerator, label: str, key: str) -> bool:
    """Yes or no; no until it is ticked."""
    _put(key, bool(_before(key)))
    return _kept(key, place.checkbox(label, key=key))


def _before(key: str) -> Any:
    """What the field holds, or held when it was last drawn; None where it never was."""
    kept: dict[str, Any] = st.session_state.setdefault(KEY, {})
    return st.session_state[key] if key in st.session_state else kept.get(key)


def _put(key: str, value: Any) -> None:
    """Give a field another value than it holds: a browser would go on showing what was chosen for another program."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def _kept(key: str, value: Any) -> Any:
    st.session_state[KEY][key] = value
    return value
