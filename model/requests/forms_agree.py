"""Sections of the SF-424A that must agree with the budget and with one another: E2, E3, E4."""

from collections.abc import Iterator

from model.requests.budget import DIRECT, LINES_OF_FORM, TITLES, Budget
from model.requests.check import Check, error
from model.requests.sf424a import ALL_YEARS, LAST_YEARS_OF_E, Form


def form_checks(budget: Budget, form: Form) -> Iterator[Check]:
    """Where the form says another number than the budget, or than itself elsewhere."""
    year = None if budget.request.flavour in ALL_YEARS else 0
    lines = {LINES_OF_FORM[name]: (TITLES[name], budget.of(name).total(year, ("grant",))) for name in DIRECT}
    lines["6j"] = ("Indirect charges", budget.indirect(year, ("grant",)))
    lines["6k"] = ("Totals", budget.asked(year))
    for line, (title, amount) in lines.items():
        yield from _equal(
            "E2", f"section B line {line}", form.amount(f"B.{line}.1"), amount, f"the narrative's {title}"
        )
    if year == 0:
        asked = form.amount("B.6k.1")
        yield from _equal("E3", "section A line 5", form.amount("A.5.e"), asked, "section B")
        yield from _equal("E3", "section D line 13", form.amount("D.13.total"), asked, "section B")
    yield from _quarters(form)
    for number in range(min(budget.request.years - 1, LAST_YEARS_OF_E)):
        column = "bcde"[number]
        said = form.amount(f"E.20.{column}")
        yield from _equal(
            "E4", f"section E line 20 column {column}", said, budget.asked(number + 1), f"year {number + 2}"
        )


def _quarters(form: Form) -> Iterator[Check]:
    for line in ("13", "14", "15"):
        parts = sum(form.amount(f"D.{line}.quarter {n}") or 0 for n in range(1, 5))
        yield from _equal("E3", f"section D line {line}", form.amount(f"D.{line}.total"), parts, "its four quarters")


def _equal(code: str, where: str, said: int | None, wanted: int | None, other: str) -> Iterator[Check]:
    if (said or 0) != (wanted or 0):
        found = f"the form says {said or 0:,} and {other} {wanted or 0:,}"
        yield error(code, where, found, "fill the form from this budget again")
