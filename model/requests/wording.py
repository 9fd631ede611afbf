"""Names of rules and ids, ordinals, days and lists, as running text has them."""

import calendar
from collections.abc import Iterable

# Parts of a rule's name that are not read as words.
ACRONYMS = {
    "acf": "ACF",
    "acl": "ACL",
    "bcor": "BCOR",
    "cdc": "CDC",
    "hhs": "HHS",
    "hrsa": "HRSA",
    "mtdc": "MTDC",
    "samhsa": "SAMHSA",
    "sf424a": "SF-424A",
}
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _opened(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def rule_name(name: str) -> str:
    """The key of a rule in words: `mtdc_subaward_part` is `MTDC subaward part`."""
    return _opened(" ".join(ACRONYMS.get(word, word) for word in name.split("_")))


def called(identity: str) -> str:
    """An id as people read it: `medicaid` is `Medicaid`; what has signs or capitals of its own stays as it is."""
    words = identity.replace("_", " ").replace("-", " ").split(" ")
    plain = "".join(words).isalpha() and identity.islower()
    return _opened(" ".join(ACRONYMS.get(word, word) for word in words)) if plain else identity


def ordinal(number: int) -> str:
    """`22nd`, `13th`."""
    ending = "th" if number % 100 in (11, 12, 13) else ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def day_in_words(day: str) -> str:
    """A day written YYYY-MM-DD: `October 1, 2027`."""
    year, month, number = map(int, day.split("-"))
    return f"{calendar.month_name[month]} {number}, {year}"


def listed(items: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = list(items)
    return f"{', '.join(first)} and {last}" if first else last
