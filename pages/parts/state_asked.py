"""What is asked of a whole state: which scenario, by which groups, and how few programs may be shown together."""

import streamlit as st

from model.exports.portfolio_report import TITLES
from model.portfolio.cells import LEAST, NOT_GIVEN
from model.portfolio.results import BASELINE
from pages.parts.controls import number, pick
from pages.parts.note import HELP_BLEND
from pages.parts.state_loaded import About, Loaded, Question, alone

ALL, TOGETHER = "All scenarios", "All programs together"
EVERY = "All of the set"
LEASTS = (LEAST, 10, 20)
HELP_ONLY = "Groups that may be shown by themselves. What a scenario costs is told of the whole set only."
HELP_LEAST = "Nothing is shown that rests on fewer programs, nor what would tell it by subtraction."


def question(held: Loaded, about: About) -> Question:
    """Draw the controls; what they hold."""
    (first, second), (third, fourth) = st.columns(2), st.columns(2)  # four in a row are cut in a narrow window
    with first:
        scenario = pick("Beside things as they stand", [ALL, *about.scenarios], "state_scenario")
    with second:
        by = pick("By", [TOGETHER, *TITLES], "state_by", format_func=lambda key: TITLES.get(key, key))
    with fourth:
        least = pick("Fewest programs shown together", LEASTS, "state_least", help=HELP_LEAST)
    with third:
        cells = {name: cell for cell in alone(held, least) if cell[0] != by for name in [_named(cell)]}
        only = pick("Only", [EVERY, *cells], "state_only", help=HELP_ONLY)
    expansion, enhanced = _match() if about.scenarios else (0.0, 0.0)
    return Question(
        by=None if by == TOGETHER else by,
        scenario=(None if scenario == ALL else scenario) if about.scenarios else BASELINE,
        least=least,
        expansion=expansion,
        enhanced=enhanced,
        within=cells.get(only),
    )


def _named(cell: tuple[str, str]) -> str:
    return f"{TITLES[cell[0]]}: {cell[1] or NOT_GIVEN}"


def _match() -> tuple[float, float]:
    """Shares of the added dollars that draw another match than the regular one."""
    with st.expander("The federal match of the dollars that a scenario adds"):
        left, right = st.columns(2)
        with left:
            expansion = number("At the expansion match, %", "state_expansion", 0, 0, 100, 5, help=HELP_BLEND)
        with right:
            enhanced = number("At the enhanced match, %", "state_enhanced", 0, 0, 100, 5)
    return expansion / 100, enhanced / 100
