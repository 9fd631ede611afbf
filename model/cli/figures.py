"""Figures as people read them: rounded to what one can act on, months in words."""

import textwrap
from collections.abc import Iterable, Sequence

from model.inputs.months import Month
from model.sentences import spoken

NOTHING = "-"
HALF_A_CENT = 0.005
STEPS = ((10_000, 100), (1_000, 10))


def step_for(amounts: Iterable[float]) -> int:
    """What to round a table to, by its largest amount: it reads alike, and no cent pretends to be known."""
    most = max((abs(amount) for amount in amounts), default=0.0)
    return next((step for limit, step in STEPS if most >= limit), 1)


def dollars(amount: float, step: int = 1) -> str:
    """Dollars to the nearest step; what would round to nothing says that it is not nothing."""
    if abs(amount) < HALF_A_CENT:
        return NOTHING
    rounded = round(amount / step) * step
    if rounded == 0:
        return f"<${step / 2:g}" if amount > 0 else f">-${step / 2:g}"
    return f"{'-' if rounded < 0 else ''}${abs(rounded):,}"


def hours(number: float) -> str:
    """Whole hours."""
    return NOTHING if number < HALF_A_CENT else "<1" if number < 0.5 else f"{number:,.0f}"


def share(number: float | None) -> str:
    """A fraction as percent."""
    return NOTHING if number is None else f"{100 * number:.0f} %"


def short(month: Month | str | None) -> str:
    """A month in eight letters: Oct 2027."""
    if month is None:
        return NOTHING
    month = Month.of(month) if isinstance(month, str) and not isinstance(month, Month) else month
    name, year = spoken(Month(month)).split()
    return f"{name[:3]} {year}"


def rounded_to(step: int) -> str:
    """What a table's dollars are rounded to, in words; nothing for whole dollars."""
    return "" if step == 1 else f", rounded to ${step}"


def folded(label: str, width: int) -> str:
    """A label over as many lines as it takes to be no wider than that."""
    return "\n".join(textwrap.wrap(label, width))


def fiscal_years(months: Sequence[str], fiscal_month: int) -> list[range]:
    """Indices of the months of each fiscal year; the first and the last may be cut short."""
    begins = [n for n, month in enumerate(months) if n == 0 or Month.of(month).calendar_month == fiscal_month]
    return [range(a, b) for a, b in zip(begins, [*begins[1:], len(months)], strict=True)]
