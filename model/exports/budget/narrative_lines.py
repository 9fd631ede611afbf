"""What a budget line prints in the cells of a table: its rate, its level of effort, its arithmetic in one year."""

from collections.abc import Iterable, Iterator

from model.inputs.request import Request, Staff
from model.requests.budget import Line, LineYear, Term
from model.requests.factors import percent, plain

MOST_IN_A_CELL = 48  # signs of arithmetic; what is longer stands in the list under the table
BELOW = "worked out below"
HOURS_OF_FULL_TIME = 40 * 52
MONTHS = 12
NOT_OF_A_FULL_YEAR = ("level of effort", "part of the year")
PAYER_WORDS = {"grant": "", "cash": "cash match", "in_kind": "in-kind match"}


def staff_of(request: Request, line: Line) -> Staff:
    """The entry of the request behind a personnel line."""
    return request.personnel[int(line.place.removeprefix("personnel[").removesuffix("]"))]


def between(values: Iterable[float], say: str = "{}", *, cents: bool = False) -> str:
    """One value, or the lowest and the highest: `21.93 to 22.26`."""
    found = sorted(set(values))
    told = [f"{value:,.2f}" if cents else plain(round(value, 4)) for value in found]
    if not told:
        return "none"
    return say.format(told[0] if len(told) == 1 else f"{told[0]} to {told[-1]}")


def _named(terms: Iterable[Term], name: str) -> Iterator[float]:
    return (factor.value for term in terms for factor in term.factors if factor.name == name)


def rate(year: LineYear) -> str:
    """What a person is paid: a salary a year, or a wage an hour."""
    for name in ("annual salary", "salary limit"):
        if salaries := list(_named(year.terms, name)):
            return between(salaries, "{} a year", cents=any(s != int(s) for s in salaries))
    return between(_named(year.terms, "wage"), "{} an hour", cents=True)


def effort(year: LineYear) -> str:
    """The level of effort; of people with hours a year, the hours."""
    shares = [100 * value for value in _named(year.terms, "level of effort")]
    if shares:
        return between(shares, "{} %")
    return between(_named(year.terms, "hours a year"), "{} hours")


def yearly_pay(year: LineYear) -> list[float]:
    """Dollars a year at all of the position's time, for each stretch of the year."""
    return [_product(term, NOT_OF_A_FULL_YEAR) for term in year.terms]


def _product(term: Term, without: tuple[str, ...]) -> float:
    found = 1.0
    for factor in term.factors:
        found *= 1.0 if factor.name in without else factor.value
    return found


def of_full_time(term: Term) -> float:
    """The share of a full-time year's pace that a stretch is: hours a week of 40, or hours a year of 2,080."""
    values = {factor.name: factor.value for factor in term.factors}
    share = values.get("level of effort", 1.0)
    if "hours a week" in values:
        return share * values["hours a week"] / 40
    return share * values["hours a year"] / HOURS_OF_FULL_TIME if "hours a year" in values else share


def part_of_year(term: Term) -> float:
    """The share of the year's months that a stretch has."""
    return next((f.value for f in term.factors if f.name == "part of the year"), 1.0)


def full_time(year: LineYear) -> float:
    """Full-time years worked in a budget year."""
    return sum(of_full_time(term) * part_of_year(term) for term in year.terms)


def months(year: LineYear) -> float:
    """Months of a budget year in which the line is paid."""
    return MONTHS * sum(part_of_year(term) for term in year.terms)


def share_words(share: float) -> str:
    """A share to a hundredth of a percent."""
    return percent(round(share, 4))


def in_cell(year: LineYear) -> str:
    """The arithmetic where it fits in a cell, else where to find it."""
    words = " + ".join(term.text for term in year.terms)
    return words if words and len(words) <= MOST_IN_A_CELL else BELOW if words else "nothing in this year"


def worked_out(line: Line, year: int) -> Iterator[str]:
    """The arithmetic of a line in a year: one text for each product, then their sum; it can be repeated by hand."""
    own = line.years[year]
    if len(own.terms) < 2:
        yield f"Year {year + 1}: {own.text}" if own.terms else f"Year {year + 1}: nothing is asked."
        return
    for term in own.terms:
        label = f"{term.label}: " if term.label else ""
        yield f"{label}{term.text} = {term.value:,.2f}"
    how = "with the cents cut off" if own.rounding == "down" else "in whole dollars"
    yield f"Year {year + 1}, the sum {how}: {own.printed:,}"
