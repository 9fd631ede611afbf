"""Grants of the interview: what of them does not fit together, and how they stand in a program."""

import math
from collections.abc import Iterator
from typing import Any

from model.inputs.assumptions import Assumptions
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.interview.answers import Answers, GrantAnswer

MOST_YEARS_BEFORE, MOST_YEARS_AHEAD = 10, 15
DEFAULT_INDIRECT = "indirect.de_minimis_on_award"
CENT = 0.01


def grant_problems(answers: Answers) -> Iterator[str]:
    """Sentences about grants that cannot be as they were told."""
    names = [grant.name for grant in answers.grants]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"{names.count(name)} grants are called {name!r}; each needs a name of its own."
    for grant in answers.grants:
        yield from (f"{grant.name}: {said}." for said in _of_one(grant, answers))
    yield from _paid_twice(answers)


def _of_one(grant: GrantAnswer, answers: Answers) -> Iterator[str]:
    start = Month.of(answers.start)
    first, last = Month.of(grant.first), Month.of(grant.last)
    if last < first:
        yield f"it ends in {grant.last}, before it begins in {grant.first}"
        return
    if last < start:
        yield f"it ended in {grant.last}, before the first month, {answers.start}; leave it out"
    if start - first > MOST_YEARS_BEFORE * MONTHS_PER_YEAR or last - start > MOST_YEARS_AHEAD * MONTHS_PER_YEAR:
        yield f"it may begin {MOST_YEARS_BEFORE} years before the first month and end {MOST_YEARS_AHEAD} years after it"
    if unknown := sorted({peer for peer in grant.peers if peer > answers.peers}):
        yield f"there is no peer {unknown[0]}; there are {answers.peers}"
    if not grant.peers and not grant.lead_share and not grant.costs_share:
        yield "it pays for nobody and nothing; say for whom"
    if grant.lead_share and not answers.lead_hours:
        yield "it pays a supervisor, and there is none"
    yield from _money(grant, answers, start)


def _money(grant: GrantAnswer, answers: Answers, start: Month) -> Iterator[str]:
    first, last = Month.of(grant.first), Month.of(grant.last)
    if grant.spent and not first < start <= last:
        yield f"something is spent of it, but it is not under way before {answers.start}; leave that at 0"
    elif grant.spent and grant.spent > award(grant)[(start - first) // MONTHS_PER_YEAR] + CENT:
        yield f"${grant.spent:,.0f} of this budget year is spent, and the year has less"
    if grant.indirect is not None and answers.indirect is not None and grant.indirect > answers.indirect:
        yield "its indirect rate is above the program's own"


def _paid_twice(answers: Answers) -> Iterator[str]:
    """Shares of the same person or cost over grants of the same month may not pass the whole."""
    months = sorted({Month.of(grant.first) for grant in answers.grants} | {Month.of(answers.start)})
    paid = {f"peer {n}": [(g, g.share) for g in answers.grants if n in g.peers] for n in range(1, answers.peers + 1)}
    paid["the supervisor"] = [(grant, grant.lead_share) for grant in answers.grants]
    paid["rent and other costs"] = [(grant, grant.costs_share) for grant in answers.grants]
    for what, shares in paid.items():
        for at in months:
            there = [(g, s) for g, s in shares if s and Month.of(g.first) <= at <= Month.of(g.last)]
            total = sum(share for _, share in there)
            if total > 1 + 1e-9:
                named = " and ".join(grant.name for grant, _ in there)
                yield f"{named} together pay {100 * total:g} % of {what} in {at}; at most 100 %."
                break


def award(grant: GrantAnswer) -> list[float]:
    """Dollars by budget year from the grant's first month; a last year of fewer months has its part of the sum."""
    months = Month.of(grant.last) - Month.of(grant.first) + 1
    years = math.ceil(months / MONTHS_PER_YEAR)
    return [grant.per_year * min(1.0, months / MONTHS_PER_YEAR - year) for year in range(years)]


def grant_tree(
    grant: GrantAnswer, place: int, program_indirect: float, assumptions: Assumptions
) -> tuple[dict[str, Any], dict[str, str]]:
    """A grant as a program file holds it, and the origin of its numbers.

    Its indirect rate is the default, where the person gave none, but never more than the program's own.
    """
    default = assumptions.entry(DEFAULT_INDIRECT).value or 0.0
    indirect = default if grant.indirect is None else grant.indirect
    at = f"grants[{place}]"
    basis = {at: "own value"}
    if grant.indirect is None:
        kept = default <= program_indirect
        basis[f"{at}.indirect_rate"] = DEFAULT_INDIRECT if kept else "the program's own indirect rate, which is less"
    covers = {f"peer-{number}": grant.share for number in sorted(set(grant.peers))}
    tree = {
        "id": grant.name,
        "start": grant.first,
        "end": grant.last,
        "award": award(grant),
        **({"spent_at_start": grant.spent} if grant.spent else {}),
        "covers": covers | ({"lead": grant.lead_share} if grant.lead_share else {}),
        "program_costs": grant.costs_share,
        "indirect_rate": min(indirect, program_indirect),
        "program_income": grant.income,
    }
    return tree, basis
