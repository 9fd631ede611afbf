"""Typed staff after the award: the program knows nothing of them, so that only the request says what they cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.request import Request
from model.requests.budget import Budget, Line
from model.requests.computing import without_income
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.pay import HOURS_OF_FULL_TIME


@dataclass(frozen=True, kw_only=True)
class TypedStaff:
    """One typed person whom the award pays.

    Attributes:
        line: the personnel line; fte: of a full-time year in the last budget year.
        cost: wages, fringe (that of all typed staff, shared by their wages) and the program's indirect by budget year
            and, last, in the year after, dollars.
        paid: what of it the award pays, with its own indirect, by budget year.
    """

    line: Line
    fte: float
    cost: tuple[float, ...]
    paid: tuple[float, ...]


def typed_staff(file: ProgramFile, budget: Budget, indirect_rate: float) -> Iterator[TypedStaff]:
    """Everybody typed whom the grant pays in its last year; the year after has one more cost-of-living increase.

    Args:
        file: the program; budget: of one of its requests.
        indirect_rate: the program's own in the year after, as a share of direct cost.
    """
    lines = [line for line in budget.of("personnel").paid_by("grant") if not line.position]
    if not lines:
        return
    years = range(budget.request.years)
    wages = [sum(line.years[year].exact for line in lines) for year in years]
    tied = without_income(file, tied_only(budget.request))
    fringe = [_fringe(budget, year) - _fringe(tied, year) for year in years]
    for line in lines:
        direct = [line.years[y].exact * (1 + (fringe[y] / wages[y] if wages[y] else 0.0)) for y in years]
        after = direct[-1] * (1 + budget.request.cost_of_living)
        charged = [budget.base[year].rate if budget.base else 0.0 for year in years]
        if direct[-1]:
            yield TypedStaff(
                line=line,
                fte=_full_time(line),
                cost=tuple(amount * (1 + indirect_rate) for amount in (*direct, after)),
                paid=tuple(amount * (1 + rate) for amount, rate in zip(direct, charged, strict=True)),
            )


def ending_lines(budget: Budget) -> tuple[Line, ...]:
    """Typed costs other than people that the grant pays in its last year: the projection knows nothing of them."""
    return tuple(
        line
        for cls in ITEM_CLASSES
        for line in budget.lines()
        if line.id.startswith(f"{cls}.") and not line.tied and line.paid_by == "grant" and line.years[-1].printed
    )


def _fringe(budget: Budget, year: int) -> float:
    return sum(line.years[year].exact for line in budget.of("fringe").paid_by("grant"))


def tied_only(request: Request) -> Request:
    """The request without what is only typed: staff of no position, and lines that are none of the program's."""
    kept = {cls: tuple(item for item in items_of(request, cls) if item.line is not None) for cls in ITEM_CLASSES}
    staff = tuple(each for each in request.personnel if each.position is not None)
    return request.model_copy(update={**kept, "personnel": staff})


def _full_time(line: Line) -> float:
    """Full-time years in the last budget year: hours of 2,080, or the level of effort in the months paid."""
    found = 0.0
    for term in line.years[-1].terms:
        values = {factor.name: factor.value for factor in term.factors}
        pace = values.get("level of effort", 1.0) * values.get("part of the year", 1.0)
        found += pace * (values["hours a year"] / HOURS_OF_FULL_TIME if "hours a year" in values else 1.0)
    return found
