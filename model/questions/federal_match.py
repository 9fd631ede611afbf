"""The federal share of Medicaid in a month, blended from clients with the regular, enhanced and expansion match."""

from collections.abc import Mapping
from dataclasses import dataclass

from model.inputs.assumption_records import Match
from model.inputs.assumptions import AssumptionError, Assumptions
from model.inputs.months import Month
from model.questions.solving import QuestionError

FEDERAL_YEAR_STARTS = 10
ENHANCED_PART, MOST_ENHANCED = 0.3, 0.85  # of the state share; the law's ceiling


@dataclass(frozen=True, kw_only=True)
class MatchOfYear:
    """The federal share of one federal fiscal year, named by the year it ends in.

    Attributes:
        regular: the state's share without expansion or enhancement; `blended`: over all clients.
        projected: the table ends before this year, and its last year stands in.
        source: key of the source, or `given` for a person's own number.
    """

    year: int
    regular: float
    blended: float
    projected: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class Blend:
    """Of the added dollars, the shares drawn at the expansion match and at the enhanced one."""

    expansion: float = 0.0
    enhanced: float = 0.0


def federal_year(month: Month) -> int:
    """The federal fiscal year of a month: October begins the next."""
    return month.year + (month.calendar_month >= FEDERAL_YEAR_STARTS)


def match_of_year(
    assumptions: Assumptions, state: str, year: int, blend: Blend, given: Mapping[int, float]
) -> MatchOfYear:
    """The match of a federal fiscal year: a person's own, the table's, or the last known before it, marked projected.

    Raises:
        QuestionError: for shares outside 0 to 1, a state without a table, or a year before the table.
    """
    if min(blend.expansion, blend.enhanced) < 0 or blend.expansion + blend.enhanced > 1:
        found = f"found shares of {blend.expansion:g} expansion and {blend.enhanced:g} enhanced"
        raise QuestionError(f"{found}; they lie from 0 to 1 together")
    regular, enhanced, projected, source = _known(assumptions, state, year, given)
    expansion = next(row for row in assumptions.federal_match if row.kind == "expansion").fmap
    rest = 1 - blend.expansion - blend.enhanced
    blended = blend.expansion * expansion + blend.enhanced * enhanced + rest * regular
    return MatchOfYear(year=year, regular=regular, blended=blended, projected=projected, source=source)


def _known(
    assumptions: Assumptions, state: str, year: int, given: Mapping[int, float]
) -> tuple[float, float, bool, str]:
    """Regular and enhanced match, whether projected, and the source."""
    own = [known for known in given if known <= year]
    rows = {row.year: row for row in _rows(assumptions, state) if row.year is not None and row.year <= year}
    last = max([*own, *rows], default=None)
    if last is None:
        first = min((row.year for row in _rows(assumptions, state) if row.year), default=year)
        raise QuestionError(f"no federal match for {state} in {year}: the table begins in {first}; give your own")
    if last in given:
        share = given[last]
        if not 0 <= share <= 1:
            raise QuestionError(f"found a federal match of {share:g} for {last}; a share from 0 to 1 is needed")
        return share, _enhanced(share), last < year, "given"
    row = rows[last]
    return row.fmap, _enhanced(row.fmap) if row.enhanced is None else row.enhanced, last < year, row.source


def _rows(assumptions: Assumptions, state: str) -> tuple[Match, ...]:
    found = tuple(row for row in assumptions.federal_match if row.state == state and row.kind == "regular")
    if not found:
        raise QuestionError(f"no federal match for {state}; the fifty states and DC have one, by postal code")
    return found


def _enhanced(regular: float) -> float:
    return min(MOST_ENHANCED, regular + ENHANCED_PART * (1 - regular))


def state_year_start(assumptions: Assumptions, state: str) -> int | None:
    """The calendar month in which a state's fiscal year begins, where the tables say so."""
    begins = [
        row.effective_from for row in assumptions.federal_match if row.state == state and row.kind == "state_year"
    ]
    return int(begins[0][5:7]) if begins and begins[0] else None


def question_about_match(assumptions: Assumptions, year: int) -> str | None:
    """What the product asks a person about a year that the table does not have."""
    try:
        return assumptions.entry(f"fmap.{year}").ask
    except AssumptionError:
        return None
