"""Fields made from the blanks of a question: what stands there before one answers, and where a default comes from."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.exports.cited import amount
from model.exports.frames import in_words
from model.inputs.assumptions import load_assumptions
from model.inputs.months import Month
from model.inputs.states import NAMES
from model.interview import Blank, Default, bounds_of, default_of, why_no_default
from model.interview.answers import Answer, Answers
from pages.parts.draft import number, put
from pages.parts.words import link, plain

MONTHS = [str(Month.of("2016-01").plus(n)) for n in range(420)]
MOST = 1e12  # a browser holds no larger number to the cent


def ask(blank: Blank, held: dict[str, Any], at: str, model: type[Answer] = Answers) -> None:
    """Draw one blank and keep what is answered.

    Args:
        blank: what is asked.
        held: the answers that it is one of.
        at: a name for the field that no other has.
        model: of the answers, for the bounds that the help names.
    """
    default = default_of(blank, load_assumptions())
    if default is not None:
        _ask_or_default(blank, default, held, at, model)
        return
    _FIELDS[blank.kind](blank, held, at, model)
    if blank.entry:
        st.caption(plain(why_no_default(blank, load_assumptions())))


def _ask_or_default(blank: Blank, default: Default, held: dict[str, Any], at: str, model: type[Answer]) -> None:
    """A default in sight with its source, until the person uses their own number."""
    own = f"{at}_own"
    st.session_state.setdefault(own, blank.key in held)
    st.markdown(plain(blank.words), help=blank.help or None)
    if st.toggle("Use my own number", key=own, help=f"For: {plain(blank.words)}"):
        _number(blank, held, at, model, shown=False)
        return
    held.pop(blank.key, None)
    entry = default.entry
    between = ""
    if entry.low is not None and entry.high is not None and entry.low < entry.high:
        between = f", between {_said(entry.low, blank)} and {_said(entry.high, blank)}"
    value = _said(default.value, blank)
    st.markdown(f"**Default:** {plain(value + between)}")
    with st.popover(f"Where {plain(value)} comes from", type="tertiary"):
        evidence(default)


def _said(value: float, blank: Blank) -> str:
    """A number in the unit in which it is asked, without the words of the unit."""
    if blank.kind == "share":
        return f"{100 * value:.3g} %"
    return amount(value, "dollars") if blank.kind == "dollars" else f"{value:g}"


def evidence(default: Default) -> None:
    """Where a default comes from."""
    entry = default.entry
    kind = {"judgement": "a judgement, not a finding", "derived": "derived from it"}.get(str(entry.confidence), "")
    st.markdown(f"{link(default.title, default.url)}, {plain(entry.locator)}")
    st.markdown(plain("; ".join(part for part in (entry.label, str(entry.vintage or ""), kind) if part)))
    if entry.note:
        st.caption(plain(entry.note))


def _number(blank: Blank, held: dict[str, Any], at: str, model: type[Answer], *, shown: bool = True) -> None:
    share = blank.kind == "share"
    scale = 100.0 if share else 1.0
    value = number(held, blank.key)
    if value is None:
        value = blank.begins
    fits = value is not None and abs(value * scale) <= MOST
    st.session_state.setdefault(at, round(value * scale, 6) if fits and value is not None else None)
    given = st.number_input(
        f"{blank.words}{_unit(blank)}",
        value=None,
        key=at,
        step=1.0 if blank.kind in ("number", "whole", "share") else 0.01,
        format="%g" if blank.kind in ("number", "whole", "share") else "%.2f",
        help=_help(blank, model),
        label_visibility="visible" if shown else "collapsed",
        placeholder="your number",
    )
    whole = blank.kind == "whole" and given is not None and given == round(given)
    put(held, blank.key, int(given) if whole and given is not None else None if given is None else given / scale)


def _unit(blank: Blank) -> str:
    """What is typed, where the words do not say it."""
    if blank.kind == "share":
        return " (%)"
    return " ($)" if blank.kind == "dollars" else ""


def _help(blank: Blank, model: type[Answer]) -> str | None:
    low, high, above = bounds_of(blank.key, model)
    bounds = ""
    if low is not None and high is not None:
        scale, sign = (100, " %") if blank.kind == "share" else (1, "")
        bounds = f"{'Above' if above else 'From'} {low * scale:g}{sign} to {high * scale:,.10g}{sign}."
    return " ".join(part for part in (blank.help, bounds) if part) or None


def _text(blank: Blank, held: dict[str, Any], at: str, _: type[Answer]) -> None:
    st.session_state.setdefault(at, str(held.get(blank.key) or ""))
    put(held, blank.key, st.text_input(blank.words, key=at, max_chars=60, help=blank.help or None).strip())


def _picked(options: list[str], words: Callable[[str], str]) -> Callable[..., None]:
    """A field that offers what the blank does, or these options in these words."""

    def pick(blank: Blank, held: dict[str, Any], at: str, _: type[Answer]) -> None:
        said = dict(blank.options) or {key: words(key) for key in options}
        st.session_state.setdefault(at, held.get(blank.key) if held.get(blank.key) in said else None)
        given = st.selectbox(
            blank.words,
            list(said),
            index=None,
            key=at,
            format_func=said.__getitem__,
            help=blank.help or None,
            placeholder="Choose, or type to search",
        )
        put(held, blank.key, given)

    return pick


_FIELDS: dict[str, Callable[..., None]] = {
    **dict.fromkeys(("number", "whole", "share", "dollars"), _number),
    "text": _text,
    "state": _picked(sorted(NAMES, key=NAMES.__getitem__), NAMES.__getitem__),
    "month": _picked(MONTHS, in_words),
    "choice": _picked([], str),
}
