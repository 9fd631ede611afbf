"""Numbers and months of levers in plain words."""

from collections.abc import Sequence
from typing import Any

from model.inputs.fields import Steps
from model.inputs.months import Month
from model.inputs.numbers import Dated
from model.inputs.spec import Spec

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WITHOUT_WORDS = ("count", "number", "multiplier", "elasticity", "coefficient of variation", "step")
NOTHING = "nothing"


def spoken(month: Month | str) -> str:
    """A month in words: October 2027."""
    month = Month.of(month) if isinstance(month, str) else month
    return f"{MONTH_NAMES[month.calendar_month - 1]} {month.year}"


def worded(value: float | None, spec: Spec, unit: str = "") -> str:
    """A number with its unit: $16.00 a unit, 22 % of sessions, 12 minutes."""
    if value is None:
        return NOTHING
    if spec.unit.startswith("share"):
        words = unit or spec.unit.removeprefix("share").strip()
        return f"{round(100 * value, 6):,.10g} % {words}".strip()
    if spec.unit.startswith("dollars"):
        words = unit or spec.unit.removeprefix("dollars").strip()
        return f"{dollars(value)} {words}".strip()
    if spec.unit == "multiplier" and not unit:
        return f"× {value:,.10g}"
    words = unit or ("" if spec.unit in WITHOUT_WORDS else spec.unit)
    first, _, rest = words.partition(" ")
    one = f"{first.removesuffix('s')} {rest}" if value == 1 else words
    return f"{value:,.10g} {one}".strip()


def dollars(value: float) -> str:
    """Dollars, with cents unless there are none and the sum is large; a rate a mile has tenths of them."""
    whole = value == round(value) and abs(value) >= 100
    places = 0 if whole else 2 if round(value, 2) == round(value, 4) else 3
    return f"{'-' if value < 0 else ''}${abs(value):,.{places}f}"


def percent_change(factor: float) -> str:
    """A factor as people say it: 10 % more, 25 % less."""
    change = round(100 * (factor - 1), 6)
    return f"{abs(change):,.10g} % {'more' if change >= 0 else 'less'}"


def by_month(dated: Dated, start: Month, spec: Spec, unit: str = "") -> str:
    """A number as it stands in a program's first month, with what is dated later and how it grows."""
    said = [worded(dated.at(start), spec, unit)]
    later = {entry.start for entry in dated.entries} | {month for e in dated.entries for month, _ in e.scales}
    months = sorted(month for month in later if month is not None and month > start)
    said += [f"{worded(dated.at(month), spec, unit)} from {spoken(month)}" for month in months]
    growth = dated.entries[-1].growth
    if growth:
        said.append(f"growing {round(100 * float(growth), 6):g} % a year")
    return ", ".join(said)


def step_words(steps: Steps | Sequence[float]) -> str:
    """The steps of a ladder: $15.50, $16.25 an hour."""
    if isinstance(steps, Steps):
        said = [_listed(step.value for step in version) for _, version in steps.versions]
        months = [start for start, _ in steps.versions]
        return ", ".join(
            f"{text} an hour" + (f" from {spoken(month)}" if month else "")
            for text, month in zip(said, months, strict=True)
        )
    return f"{_listed(steps)} an hour"


def _listed(values: Any) -> str:
    return ", ".join(dollars(float(value)) for value in values)
