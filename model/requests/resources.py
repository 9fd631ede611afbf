"""Where a project's money that is not the grant's comes from: section C of the SF-424A, and a revenue block."""

from collections.abc import Iterator
from dataclasses import dataclass

from model.inputs.request import Flavour, by_year
from model.requests.arithmetic import whole
from model.requests.budget import Budget
from model.requests.check import Check, error

# Funders that want on line 7 only the program income that the match needs.
INCOME_ONLY_AS_MATCH: tuple[Flavour, ...] = ("acl",)
GIVERS = ("state", "local", "other")


@dataclass(frozen=True, kw_only=True)
class Resources:
    """The match of a year, or of all years, by who gives it, whole dollars; they add up to the match."""

    applicant: int
    state: int
    local: int
    other: int

    @property
    def others(self) -> int:
        """What the form has one column for: local governments and everybody else."""
        return self.local + self.other

    @property
    def total(self) -> int:
        """All of it."""
        return self.applicant + self.state + self.local + self.other


def resources(budget: Budget, year: int | None) -> Resources:
    """The match by who gives it: as the request names state, local and other money; the rest is the applicant's.

    Args:
        budget: a computed budget.
        year: counted from 0; None for all years.
    """
    years = range(budget.request.years) if year is None else (year,)
    state, local, other = (sum(given(budget, name, each) for each in years) for name in GIVERS)
    return Resources(applicant=budget.match(year) - state - local - other, state=state, local=local, other=other)


def given(budget: Budget, name: str, year: int) -> int:
    """What one of `GIVERS` gives in a year, whole dollars."""
    return whole(by_year(getattr(budget.request.match, name), year), "nearest")


def needed_match(budget: Budget, year: int) -> int:
    """The match that a year's request calls for, whole dollars."""
    share = budget.request.match.share
    return whole(budget.asked(year) * share / (1 - share), "nearest") if share < 1 else 0


def income_as_match(budget: Budget, year: int) -> int:
    """Program income of a year that stands for match, whole dollars: all of it where the award's method is matching.

    Income counts toward required match only if the award allows it and it is pledged (rules `program_income_methods`
    and `program_income_on_sf424a`); the request or its grant says so by that method.
    """
    return budget.income[year] if budget.income_method == "matching" else 0


def line_7(budget: Budget, year: int | None) -> int:
    """Program income as the form counts it, whole dollars.

    ACL wants income left off that the match does not need (rule `program_income_on_sf424a`); others want all of it.
    """
    years = range(budget.request.years) if year is None else (year,)
    if budget.request.flavour not in INCOME_ONLY_AS_MATCH:
        return sum(budget.income[each] for each in years)
    if budget.income_method != "matching":
        return 0
    return sum(min(budget.income[each], needed_match(budget, each)) for each in years)


def resource_checks(budget: Budget) -> Iterator[Check]:
    """E12: match said to come from others that no line shows."""
    for year in budget.years:
        found = resources(budget, year.number - 1)
        if found.applicant < 0:
            others = found.state + found.others
            said = f"year {year.number} names {others:,} of match from state, local and other sources"
            said += f", and its lines show {found.total:,}"
            yield error("E12", "match", said, "add the lines that this money pays, or name less")
