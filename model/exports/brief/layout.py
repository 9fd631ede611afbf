"""How tightly a page is set: from roomy to tight, so that what has to be said stays on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

MILLIMETRES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
MARGIN = 14.0
FOOT = 13.0  # below the last line, for the footer
POINT = 25.4 / 72
LEADING = 1.22


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Sizes of type in points, the width of a chart in millimetres, and how many items of each list are shown."""

    body: float
    small: float
    chart: float
    assumed: int
    unknown: int
    sources: int


SETTINGS = (
    Setting(body=9.5, small=8.5, chart=90.0, assumed=12, unknown=7, sources=8),
    Setting(body=9.5, small=8.0, chart=90.0, assumed=12, unknown=6, sources=6),
    Setting(body=9.0, small=8.0, chart=88.0, assumed=12, unknown=5, sources=5),
    Setting(body=9.0, small=7.5, chart=84.0, assumed=12, unknown=5, sources=4),
    Setting(body=8.5, small=7.5, chart=78.0, assumed=10, unknown=5, sources=4),
    Setting(body=8.5, small=7.0, chart=72.0, assumed=10, unknown=4, sources=3),
    Setting(body=8.0, small=7.0, chart=64.0, assumed=9, unknown=4, sources=3),
    Setting(body=7.5, small=6.5, chart=56.0, assumed=8, unknown=3, sources=2),
)


def shown(items: Sequence[str], most: int, rest: str) -> list[str]:
    """The first items, and a line that says how many more there are."""
    if len(items) <= most:
        return list(items)
    more = len(items) - most + 1
    return [*items[: most - 1], rest.format(more=more)]


MORE_ASSUMED = "And {more} more, which the command fiscal-note lists."
MORE_UNKNOWN = "And {more} more, which the page “What do I tell my people” lists by position."
MORE_SOURCES = "And {more} more; the program file and the page “Sources and methods” name each with its number."
