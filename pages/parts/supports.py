"""Each support of the program, or one typed here: what it costs, and what it has to do to pay for itself."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from model.exports import staying_frames
from model.inputs.assumption_records import Entry
from model.inputs.assumptions import load_assumptions
from model.questions.support_worth import SupportWorth, support_worth
from pages.parts.here import Here
from pages.parts.long_work import Step, work_through
from pages.parts.put import answer_of
from pages.parts.show import plain_table
from pages.parts.to_scenario import to_scenario
from pages.parts.words import link, plain

AT_ONCE = 2  # worked out as the page opens; more when somebody asks
ALL = "supports[*]."
HELP = (
    "A support costs money and hours. No effect is counted until you set a number: what is shown is how much it would "
    "have to do. Pays for itself: earnings and costs of the whole program, with it and without it, all months together."
)
HELP_EFFECT = "0 is no effect counted. Published effects are below, with their ranges; none is applied unasked."


@st.cache_resource(max_entries=64, show_spinner=False)
def worth_of(asked: Here, name: str) -> SupportWorth:
    """A support of the program."""
    return support_worth(asked.result.file, name)


@st.cache_resource(max_entries=64, show_spinner=False)
def typed_worth(asked: Here, item: tuple[tuple[str, Any], ...]) -> SupportWorth:
    """A support that is not in the program."""
    return support_worth(asked.result.file, dict(item))


def supports(asked: Here) -> None:
    """Those of the program, one typed here, and the evidence."""
    st.header("What supports cost, and what they must achieve", anchor=False, help=HELP)
    names = [support.name for support in asked.result.file.program.supports]
    if not names:
        st.markdown("The program has no support yet: try one below.")
    found = _found(asked, names)
    if found:
        for one in found:
            st.markdown(plain(one.sentence))
        plain_table(staying_frames.support_table(found))
    _typed(asked)
    with st.expander("Published effects, for choosing a number"):
        _evidence()


def _found(asked: Here, names: Sequence[str]) -> list[SupportWorth]:
    """Few at once; many when asked for."""
    if len(names) <= AT_ONCE:
        return answer_of(lambda: [worth_of(asked, name) for name in names]) or []
    steps: dict[str, Step] = {name: _one(asked, name) for name in names}
    return list((work_through("supports", asked, f"Work out all {len(names)} supports", steps) or {}).values())


def _one(asked: Here, name: str) -> Step:
    return lambda _tick: worth_of(asked, name)


def _typed(asked: Here) -> None:
    """A form, so that nothing is worked out while somebody still types."""
    st.subheader("Try a support", anchor=False)
    with st.form("support"):
        name = st.text_input("What it is", "Reflective supervision", key="support_name", max_chars=80)
        left, right = st.columns(2)
        hours = left.number_input("Hours a week it takes of each worker", 0.0, 40.0, 0.5, 0.25, key="support_hours")
        dollars = right.number_input("Dollars a position and month", 0.0, 1e6, 60.0, 10.0, key="support_dollars")
        one, two, three = st.columns(3)
        fewer = one.number_input("Fewer leave, %", 0.0, 100.0, 0.0, 1.0, key="support_leave", help=HELP_EFFECT)
        shows = two.number_input("Fewer no-shows, %", 0.0, 100.0, 0.0, 1.0, key="support_shows", help=HELP_EFFECT)
        freed = three.number_input(
            "Time freed for service, points", 0.0, 100.0, 0.0, 1.0, key="support_freed", help=HELP_EFFECT
        )
        if st.form_submit_button("What would it have to do?"):
            st.session_state["support_tried"] = _item(name, hours, dollars, fewer, shows, freed)
    item: Mapping[str, Any] | None = st.session_state.get("support_tried")
    if item is not None:
        _tried(asked, item)


def _item(name: str, hours: float, dollars: float, fewer: float, shows: float, freed: float) -> dict[str, Any]:
    """A support as a program file writes it; an effect only where one is set."""
    item: dict[str, Any] = {"name": name.strip(), "hours_per_week": hours, "per_position_month": dollars}
    effects = {
        "turnover_multiplier": (fewer, round(1 - fewer / 100, 6)),
        "no_show_multiplier": (shows, round(1 - shows / 100, 6)),
        "non_service_share_change": (freed, round(-freed / 100, 6)),
    }
    return item | {key: value for key, (given, value) in effects.items() if given > 0}


def _tried(asked: Here, item: Mapping[str, Any]) -> None:
    found = answer_of(lambda: typed_worth(asked, tuple(item.items())))
    if found is None:
        return
    there = any(support.name == found.name for support in asked.result.file.program.supports)
    if there:
        st.caption("In place of the support of that name in the program.")
    st.markdown(f"**{plain(found.sentence)}**")
    plain_table(staying_frames.support_table([found]))
    why = "A support tried on the page Staying" + ("" if found.is_set else ", without any effect")
    instead = [{"remove": f"supports[name={found.name}]"}] if there else []
    to_scenario("support", f"With {found.name}", why, [*instead, {"add": "supports", "item": dict(item)}])


def _evidence() -> None:
    known = load_assumptions()
    entries: list[Entry] = [
        entry
        for effect in ("turnover_multiplier", "no_show_multiplier", "non_service_share_change")
        for entry in known.for_field(f"{ALL}{effect}")
    ]
    for told, (source, address), note in staying_frames.evidence_lines(entries, known):
        st.markdown(f"- {plain(told)}. {link(source, address)}. {plain(note)}")
    st.caption("Turnover times 0.75 is 25 percent fewer who leave. A range is what studies found, or our judgement.")
