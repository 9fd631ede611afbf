"""The pages in the order in which the questions come. A page joins by its line here; its file is all else it needs."""

import os
from pathlib import Path
from typing import NamedTuple

PORTFOLIO = "STAYING_POWER_PORTFOLIO"  # the folder of a portfolio's results, named when the app is started
FOLDER = Path(__file__).parents[1]


class Entry(NamedTuple):
    """One page: its file under `pages/`, its title in the menu, and its address.

    An address is never the file's name: the first visit of all would then run the page without the door, `app.py`. A
    page that `needs` something is there only while the environment names it.
    """

    file: str
    title: str
    address: str
    needs: str = ""


MENU: dict[str, tuple[Entry, ...]] = {
    "The program": (
        Entry("where_we_stand", "Where we stand", "where-we-stand"),
        Entry("people", "What do I tell my people", "what-do-i-tell-my-people"),
        Entry("our_program", "Our program", "our-program"),
        Entry("interview", "Twelve questions", "twelve-questions"),
    ),
    "What it takes": (
        Entry("pay", "Pay", "what-fair-pay-costs"),
        Entry("medicaid", "Medicaid", "rates-and-caps"),
        Entry("grants", "Grants and other money", "grants-and-other-money"),
        Entry("staying", "Staying", "what-leaving-costs"),
        Entry("justification", "Budget justification", "budget-for-a-funder"),
    ),
    "What if": (
        Entry("scenarios", "Scenarios", "scenarios-by-levers"),
        Entry("compare", "Compare", "side-by-side"),
        Entry("what_we_dont_know", "What we don't know", "chances-and-ranges"),
    ),
    "Many programs": (
        Entry("whole_state", "A whole state", "every-program-of-a-state", PORTFOLIO),
        Entry("summaries", "Summaries together", "summaries-together"),
    ),
    "Behind it": (
        Entry("sources", "Sources and methods", "sources-and-methods"),
        Entry("saved_work", "Saved work", "saved-work"),
    ),
}


def entries() -> dict[str, tuple[Entry, ...]]:
    """The pages that are there, by section."""
    there = {section: tuple(entry for entry in pages if _is_there(entry)) for section, pages in MENU.items()}
    return {section: pages for section, pages in there.items() if pages}


def _is_there(entry: Entry) -> bool:
    return (FOLDER / f"{entry.file}.py").exists() and (not entry.needs or bool(os.environ.get(entry.needs)))
