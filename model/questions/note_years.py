"""Medicaid dollars that a change adds, by month of service and of payment, and by state fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.compare import Comparison, Outcome
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.questions.federal_match import MatchOfYear, federal_year
from model.questions.solving import QuestionError

HALF_A_CENT = 0.005
NOTHING = 1e-6  # dollars; what is left of a difference of equal sums
ByMonth = dict[Month, float]


@dataclass(frozen=True, kw_only=True)
class NoteYear:
    """One state fiscal year, in dollars and cents; federal and state add up to dollars.

    Attributes:
        year: by which it is named, the one it ends in.
        begins: its first month.
        months: of it that are projected.
        dollars, federal, state: added Medicaid spending.
        projected: a federal match of this year stands in from an earlier one.
    """

    year: int
    begins: Month
    months: int
    dollars: float
    federal: float
    state: float
    projected: bool


def medicaid_payers(outcome: Outcome, names: tuple[str, ...] | None) -> list[str]:
    """The payers of a program that are Medicaid: those named, or those with `medicaid` in their name.

    Raises:
        QuestionError: when there is none.
    """
    payers = list(outcome.projection.program.payers)
    found = [p for p in payers if (p in names if names is not None else "medicaid" in p.lower())]
    if not found:
        raise QuestionError(
            f"none of the payers {', '.join(payers) or '(there are none)'} is called Medicaid; name those that are"
        )
    return found


def added(comparisons: Sequence[Comparison], payers: tuple[str, ...] | None) -> tuple[ByMonth, ByMonth]:
    """Added dollars of all programs, by month of service and by month of payment."""
    earned: ByMonth = {}
    paid: ByMonth = {}
    for each in comparisons:
        for outcome, sign in ((each.scenario, 1), (each.baseline, -1)):
            _add(outcome, medicaid_payers(outcome, payers), sign, earned, paid)
    return dict(sorted(earned.items())), dict(sorted(paid.items()))


def _add(outcome: Outcome, names: list[str], sign: int, earned: ByMonth, paid: ByMonth) -> None:
    projection = outcome.projection
    by_payer = projection.biller.earned_by_payer()[0]
    for number, name in enumerate(projection.program.payers):
        if name not in names:
            continue
        for index, dollars in enumerate(by_payer[number]):
            month = projection.program.start.plus(index)
            earned[month] = earned.get(month, 0.0) + sign * float(dollars)
            for delay, share in enumerate(projection.terms.payers.payment_lag[number]):
                later = projection.program.payers[name].paid_in(month.plus(delay))
                paid[later] = paid.get(later, 0.0) + sign * float(dollars * share)


def months_of(outcome: Outcome) -> list[Month]:
    """The months projected."""
    program = outcome.projection.program
    return [program.start.plus(index) for index in range(program.months)]


def year_of(month: Month, starts: int) -> tuple[int, Month]:
    """The state fiscal year of a month, by the year it ends in, and its first month."""
    begins = month.plus(-((month.calendar_month - starts) % MONTHS_PER_YEAR))
    return begins.plus(MONTHS_PER_YEAR - 1).year, begins


def by_year(
    dollars: ByMonth, starts: int, matches: Mapping[int, MatchOfYear], projected: set[Month]
) -> tuple[NoteYear, ...]:
    """Sums by state fiscal year, each rounded to the cent; totals are sums of these, so that all foot."""
    years: dict[Month, list[Month]] = {}
    for month in sorted({*dollars, *projected}):
        years.setdefault(year_of(month, starts)[1], []).append(month)
    rows = [
        _row(year_of(begins, starts)[0], begins, months, dollars, matches, projected)
        for begins, months in years.items()
    ]
    return tuple(row for row in rows if row.months or row.dollars)


def _row(
    year: int,
    begins: Month,
    months: list[Month],
    dollars: ByMonth,
    matches: Mapping[int, MatchOfYear],
    projected: set[Month],
) -> NoteYear:
    spent = {month: dollars[month] for month in months if abs(dollars.get(month, 0.0)) > NOTHING}
    total = round(sum(spent.values()), 2)
    federal = round(sum(amount * matches[federal_year(month)].blended for month, amount in spent.items()), 2)
    return NoteYear(
        year=year,
        begins=begins,
        months=sum(month in projected for month in months),
        dollars=total,
        federal=federal,
        state=round(total - federal, 2),
        projected=any(matches[federal_year(month)].projected for month in spent),
    )


def first_of(dollars: ByMonth) -> Month | None:
    """The first month with a dollar in it."""
    return next((month for month, amount in dollars.items() if abs(amount) > HALF_A_CENT), None)
