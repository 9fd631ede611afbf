"""Months and dated values, read one month at a time (the contract's section 0)."""

from dataclasses import dataclass
from typing import Any

Raw = dict[str, Any]


def month_number(text: str) -> int:
    """Count a month `YYYY-MM` from year 0."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


@dataclass(frozen=True)
class Calendar:
    """The months of a projection, numbered from its start; months before the start are negative."""

    start: int
    months: int

    def index(self, text: str) -> int:
        """Turn `YYYY-MM` into the number of months since the start."""
        return month_number(text) - self.start

    def label(self, m: int) -> str:
        """Turn a month's number back into `YYYY-MM`."""
        year, month = divmod(self.start + m, 12)
        return f"{year:04d}-{month + 1:02d}"

    def month_of_year(self, m: int) -> int:
        """Give the calendar month, 1 to 12."""
        return (self.start + m) % 12 + 1

    def year(self, m: int) -> int:
        """Give the calendar year."""
        return (self.start + m) // 12


def plain(x: Any) -> Any:
    """Read the stated value of something that may carry `low` and `high`."""
    while isinstance(x, dict):
        x = x["value"]
    return x


def in_force(cal: Calendar, x: Any, m: int) -> tuple[int | None, Any, float | None] | None:
    """Find the entry that holds in month `m`: its own `from` if it has one, its value, its own annual change.

    An entry without `from` holds always. Nothing is returned before the first `from`. Every entry of a list with an
    annual change grows while it is in force: were it only the last one, a later entry would change months before it.
    """
    change = x.get("annual_change") if isinstance(x, dict) and "values" in x else None
    listed = x["values"] if isinstance(x, dict) and "values" in x else x if isinstance(x, list) else [x]
    best: tuple[int | None, Any, float | None] | None = None
    for entry in listed:
        since, value, own = None, entry, change
        if isinstance(entry, dict):
            since = cal.index(entry["from"]) if entry.get("from") is not None else None
            value, own = plain(entry["value"]), entry.get("annual_change", change)
        if since is not None and since > m:
            continue
        if best is None or (since is not None and (best[0] is None or since >= best[0])):
            best = (since, value, None if own is None else float(plain(own)))
    return best


def read(cal: Calendar, x: Any, m: int, default: float = 0.0, growth: float = 0.0, anchor: int = 0) -> float:
    """Read a dated value in month `m`.

    Args:
        cal: the projection's months.
        x: the value as the file has it; `default` if left out, or before its first `from`.
        m: the month.
        default: what a field that is left out means.
        growth: the annual change that stands beside the value's group; the value's own goes before it.
        anchor: the month whose dollars an undated amount is in.
    """
    if x is None:
        return default
    if isinstance(x, int | float) and growth == 0:
        return float(x)
    entry = in_force(cal, x, m)
    if entry is None:
        return default
    since, value, own = entry
    rate = growth if own is None else own
    return float(value) * float((1.0 + rate) ** max(0, (m - (anchor if since is None else since)) // 12))
