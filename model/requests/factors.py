"""Factors as they are printed: each shows its number in full, so that the arithmetic can be repeated by hand."""

from typing import Literal

from model.requests.budget import Factor

Kind = Literal["input", "derived"]
WEEKS = 52
MONTHS = 12


def plain(value: float) -> str:
    """A number in full: `64,890`, `17.61`, `0.585`."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text or "0"


def percent(share: float) -> str:
    """A share: `7.65 %`."""
    return f"{plain(100 * share)} %"


def cents(dollars: float) -> float:
    """Dollars rounded to the cent, halves up."""
    return int(dollars * 100 + 0.5 + 1e-6) / 100


def dollars(
    name: str, value: float, source: str = "typed", *, key: str = "", kind: Kind = "input", unit: str = "dollars"
) -> Factor:
    """An amount of money, a wage or a unit cost."""
    return Factor(name=name, value=value, shown=plain(value), unit=unit, source=source, key=key, kind=kind)


def share(name: str, value: float, source: str = "typed", *, key: str = "", kind: Kind = "input") -> Factor:
    """A share, printed in percent."""
    return Factor(name=name, value=value, shown=percent(value), unit="share", source=source, key=key, kind=kind)


def count(
    name: str, value: float, source: str = "typed", *, key: str = "", unit: str = "", kind: Kind = "input"
) -> Factor:
    """How many."""
    return Factor(name=name, value=value, shown=plain(value), unit=unit, source=source, key=key, kind=kind)


def part_of_year(months: float, source: str) -> Factor:
    """Months of twelve: `3/12`."""
    return Factor(
        name="part of the year", value=months / MONTHS, shown=f"{plain(months)}/12", unit="months of 12", source=source
    )


def weeks() -> Factor:
    """The weeks of a year."""
    return Factor(name="weeks a year", value=WEEKS, shown=str(WEEKS), unit="weeks", source="calendar", kind="derived")


def grown(rate: float, years: int) -> float:
    """What a dollar of pay is after so many anniversaries, in the digits that are printed."""
    return round((1 + rate) ** years, 10)


def growth(rate: float, years: int, key: str) -> tuple[Factor, ...]:
    """A cost-of-living increase after so many anniversaries; nothing in the first year."""
    if not years or not rate:
        return ()
    value = grown(rate, years)
    return (
        Factor(
            name="cost of living", value=value, shown=plain(value), source="cost_of_living", kind="derived", key=key
        ),
    )


def printed_sum(name: str, value: int, of: tuple[str, ...]) -> Factor:
    """The printed amounts of other lines in the same year."""
    return Factor(
        name=name, value=value, shown=f"{value:,}", unit="dollars", source="lines above", kind="derived", of=of
    )
