"""A funding request on the screen: its opening sentence, what its checks found, efforts by fund, cells and months."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from model.exports.brief.texts import inert
from model.exports.budget.narrative_back import rule_words
from model.forms import REQUEST_TABLES
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.requests.budget import TITLES, Budget
from model.requests.check import Check
from model.requests.double import efforts
from model.requests.naming import fund_names, position_names
from model.requests.reconciling import Reconciled
from model.requests.sf424a import Form
from model.requests.spending import Spending
from model.sentences import counted, spoken

LONGEST_TITLE = 80  # signs of a title in the sentence that opens the page
PLACE = re.compile(r"(\w+)\[(\d+)\](?:\.(.+))?")
KEY = re.compile(r"`([a-z_.]+(?:: [a-z_]+)?)`")
HAIR = 1e-9


def opening(budget: Budget, found: Sequence[Check]) -> str:
    """What is asked for in all, over which period, and whether it may be exported or what is wrong first."""
    request, errors = budget.request, [check for check in found if check.severity == "error"]
    asked = budget.asked(None)
    over = "one year" if request.years == 1 else f"{counted(request.years).lower()} years"
    period = f"over {over}, {spoken(request.start)} to {spoken(request.last)}"
    title = inert(request.title, LONGEST_TITLE)
    said = f"“{title}” asks for {f'${asked:,}' if asked else 'nothing'} {period}"
    if not errors:
        return f"{said}, and may be exported."
    number = counted(len(errors))
    them = "error keeps" if len(errors) == 1 else "errors keep"
    first = "" if len(errors) == 1 else " the first is that"
    return f"{said}. {number} {them} it from being exported:{first} {in_labels(errors[0].found)}."


def agreement(years: Sequence[Reconciled]) -> str:
    """Whether the request and the projection reconcile, and how far they are apart."""
    asked, paid = sum(year.request for year in years), sum(year.projection for year in years)
    open_cents = sum(y.request + sum(d.cents for d in y.differences) - y.projection for y in years)
    if open_cents:
        return f"It does not reconcile with the projection: {_cents(abs(open_cents))} have no name."
    if not asked and not paid:
        return "It reconciles with the projection: nothing is asked for, and nothing is expected to be paid."
    if asked == paid:
        return f"It reconciles with the projection to the cent: the grant is expected to pay all {_cents(asked)}."
    way = "less" if paid < asked else "more"
    steps: dict[str, int] = {}
    for each in (difference for year in years for difference in year.differences):
        steps[each.name] = steps.get(each.name, 0) + each.cents
    largest = max(steps, key=lambda name: abs(steps[name]))
    return (
        f"It reconciles with the projection to the cent: the grant is expected to pay {_cents(paid)}, "
        f"{_cents(abs(asked - paid))} {way} than is asked for, and every step between the two has a name. The largest "
        f"is {_cents(abs(steps[largest]))}: {largest[:1].lower()}{largest[1:]}."
    )


def _cents(amount: int) -> str:
    return f"${amount / 100:,.2f}"


def against_award(file: ProgramFile, budget: Budget) -> str:
    """How what is asked for compares with what the program's grant awards for these years; empty without a grant."""
    grant = next((g for g in file.program.grants if g.id == budget.request.grant), None)
    if grant is None:
        return ""
    awarded = sum(_awards(file, budget))
    asked, name = budget.asked(None), inert(fund_names(file.program)[grant.id], LONGEST_TITLE)
    if round(asked - awarded) > 0:
        return (
            f"The grant “{name}” awards ${awarded:,.0f} for these years, and the full cost of what it is to pay is "
            f"${asked:,}: ${asked - awarded:,.0f} more than there is. Ask for smaller shares, move lines to match, or "
            "raise the ceiling where the funder gives more."
        )
    if round(awarded - asked) > 0:
        more = f"${awarded - asked:,.0f} more than is asked for"
        return f"The grant “{name}” awards ${awarded:,.0f} for these years, {more}."
    return f"The grant “{name}” awards ${awarded:,.0f} for these years: exactly what is asked for."


def _awards(file: ProgramFile, budget: Budget) -> list[float]:
    """What the grant awards in each budget year of the request, dollars."""
    grant = next(g for g in file.program.grants if g.id == budget.request.grant)
    given = grant.award if isinstance(grant.award, Sequence) else (grant.award,)
    first = (budget.request.start - grant.start) // MONTHS_PER_YEAR
    begun = [first + year.number - 1 if year.start <= grant.end else None for year in budget.years]
    held = [None if n is None else given[min(n, len(given) - 1)].by_month(budget.request.start, 1) for n in begun]
    return [0.0 if each is None else float(each[0, 0]) for each in held]


def check_table(budget: Budget, found: Sequence[Check]) -> pd.DataFrame:
    """What was found, where, and how to mend it, in the words that the tables of the request have on the screen."""
    rows = [
        (check.code, place_in_words(budget, check.where), in_labels(check.found), _sentence(in_labels(check.mend)))
        for check in found
    ]
    return pd.DataFrame(rows, columns=["Check", "Where", "Found", "How to mend it"])


def rules_behind(budget: Budget, found: Sequence[Check]) -> list[str]:
    """The rules that checks rest on, each once, with the checks that do."""
    codes: dict[str, list[str]] = {}
    for check in found:
        if check.rule in budget.rules.uses and check.code not in codes.setdefault(check.rule, []):
            codes[check.rule].append(check.code)
    return [f"{', '.join(each)} rests on: {rule_words(budget.rules.uses[rule])}" for rule, each in codes.items()]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def in_labels(text: str) -> str:
    """A text with keys of the file called as on the screen: `in_base: false` becomes “Earns indirect: no”."""

    def called(found: re.Match[str]) -> str:
        key, _, value = found[1].rpartition(".")[2].partition(": ")
        value = {"false": "no", "true": "yes"}.get(value, value)
        return f"“{_labels().get(key, key.replace('_', ' '))}{f': {value}' if value else ''}”"

    return KEY.sub(called, text)


@cache
def _labels() -> dict[str, str]:
    """What each key is called on the screen, where tables differ as the first of them has it."""
    columns = [column for table in REQUEST_TABLES for column in (*table.fields, *table.columns)]
    return {column.key.rpartition(".")[2]: column.label for column in reversed(columns)}


def place_in_words(budget: Budget, where: str) -> str:
    """A place of a request as people know it: `Travel, Air fare: Cost of one`."""
    found = PLACE.fullmatch(where)
    if found is None:
        table = next((t for t in REQUEST_TABLES for field in t.fields if field.key == where), None)
        label = _labels().get(where.rpartition(".")[2], "")
        return f"{table.title}: {label}" if table is not None and label else _sentence(where.replace("_", " "))
    within, number, key = found.groups()
    line = next((line for line in budget.lines() if line.place == f"{within}[{number}]"), None)
    known: dict[str, str] = {**TITLES}
    label = _labels().get(key or "", (key or "").replace("_", " "))
    which = line.title if line is not None else f"entry {int(number) + 1}"
    return _sentence(f"{known.get(within, within.replace('_', ' '))}, {which}{f': {label}' if label else ''}")


def effort_table(file: ProgramFile, budget: Budget) -> pd.DataFrame:
    """Every position asked for: in the month in which most of its time is paid, who pays how much of it."""
    rows = []
    who, called = position_names(file.program), fund_names(file.program)
    for name, funds in efforts(file, budget.request).items():
        own = funds.get("this request")
        if own is None or not own.any():
            continue
        total = sum(funds.values(), np.zeros(len(own)))
        worst = int(np.argmax(np.where(own > 0, total, -1.0)))
        parts = "; ".join(
            f"{called.get(fund, fund)} {100 * each[worst]:.0f} %" for fund, each in funds.items() if each[worst] > HAIR
        )
        month = spoken(file.program.start.plus(worst))
        rows.append(
            {
                "Position": who[name],
                "Most of its time paid": f"{100 * total[worst]:.0f} %",
                "In": month,
                "By": parts,
            }
        )
    return pd.DataFrame(rows, columns=["Position", "Most of its time paid", "In", "By"])


def cell_rows(form: Form) -> list[dict[str, Any]]:
    """The figures of the SF-424A, a cell to a row, with the names of their elements."""
    return [
        {
            "section": cell.section,
            "line": cell.line,
            "column": cell.column,
            "label": cell.label,
            "dollars": cell.amount,
            "text": cell.text,
            "element": cell.xml,
        }
        for cell in form.cells
    ]


def cell_table(form: Form) -> pd.DataFrame:
    """The cells that are filled, each with its element of the form's XML."""
    rows = [
        {
            "Cell": f"{cell.section}, line {cell.line}{f', column {cell.column}' if cell.column else ''}",
            "What": cell.label,
            "Figure": cell.text if cell.amount is None else f"{cell.amount:,}",
            "Element under BudgetInformation": cell.xml,
        }
        for cell in form.cells
        if cell.amount is not None or cell.text
    ]
    return pd.DataFrame(rows)


def month_table(budget: Budget, spent: Spending) -> pd.DataFrame:
    """Months of the request: whole dollars asked and matched, and to the cent what the grant pays as projected."""
    expected = np.array([each.expected for each in spent.months]).reshape(-1, MONTHS_PER_YEAR)
    # sums so far are rounded, so that the months of a budget year add up as its fiscal years do
    so_far = np.floor(np.cumsum(expected, axis=1) * 100 + 0.5)
    cents = np.diff(so_far, axis=1, prepend=0.0)
    frame = pd.DataFrame(
        {
            "Budget year": [place // MONTHS_PER_YEAR + 1 for place in range(len(spent.months))],
            "Month": [spoken(each.month) for each in spent.months],
            "Asked for": [each.grant for each in spent.months],
            "Match": [each.match for each in spent.months],
            "The grant pays as projected": (cents / 100).ravel(),
        }
    )
    return frame if budget.match(None) else frame.drop(columns="Match")


def rule_table(budget: Budget, known: Assumptions) -> pd.DataFrame:
    """The rules that bind, as they stood on the day, and `sources`: title and address of the document of each."""
    rules = budget.rules.printed
    documents = [known.sources.get(rule.source) for rule in rules]
    return pd.DataFrame(
        {
            "Rule": [rule_words(rule) for rule in rules],
            "Place in the source": [rule.locator for rule in rules],
            "sources": [
                [(rule.source if d is None else d.title, None if d is None else d.url)]
                for rule, d in zip(rules, documents, strict=True)
            ],
        }
    )
