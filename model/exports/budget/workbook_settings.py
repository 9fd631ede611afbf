"""The sheet Settings: what is asked of whom, and the numbers that hold for the whole budget."""

from collections.abc import Callable

from model.exports.budget.workbook_cells import CENTS, WHOLE, Column, Ledger, Sheet, absolute, shape_of
from model.exports.budget.workbook_factors import COLA
from model.inputs.request import by_year
from model.requests.budget import Budget
from model.requests.indirect import equipment_threshold, subaward_part
from model.requests.resources import GIVERS

SETTINGS = "Settings"
ABOUT = "What is asked of whom, and the numbers that hold for the whole budget. Boxed cells may be changed."
RATE, PART, EQUIPMENT, MATCH = "rate.indirect", "subaward_part", "equipment_threshold", "match_share"
FUNDERS = {
    "samhsa": "SAMHSA",
    "hrsa": "HRSA",
    "acf": "ACF",
    "acl": "ACL",
    "cdc": "CDC",
    "opioid_settlement": "opioid settlement fund",
    "foundation": "foundation",
}
ROUNDED = {
    "nearest": "Every line is rounded once in each year, to the nearest dollar, halves up; totals add rounded lines.",
    "down": "Every line is cut to whole dollars in each year; totals add those lines.",
}
HOW = (
    (
        "Boxes",
        "A box with a thick border and a yellow ground is a number that may be changed; the column next to the amounts "
        "names it too. Every other number is a formula.",
    ),
    (
        "Tracing",
        "From a cell of the sheet SF424A, follow the formula (Trace Precedents in Excel) to Years, to the class's "
        "sheet, and to the boxes.",
    ),
    (
        "Results",
        "The file holds formulas without results: Excel and LibreOffice work them out on opening. A preview that does "
        "not calculate shows empty cells.",
    ),
    (
        "Printing",
        "Sheets print across one page, with their headings on each. Of the classes' sheets, what may be changed, the "
        "basis and the source are on the screen only.",
    ),
)


def ceiling_key(year: int) -> str:
    """The key of a year's ceiling; years from 0."""
    return f"ceiling.{year}"


def giver_key(name: str, year: int) -> str:
    """The key of what somebody beside the applicant gives of the match; years from 0."""
    return f"match.{name}.{year}"


def write_settings(ledger: Ledger, budget: Budget) -> None:
    """Write the sheet; formulas find its numbers by their keys."""
    columns = [Column("Setting", 34), Column("Value", 22), Column("What it is, and where it comes from", 90)]
    sheet = Sheet(ledger, SETTINGS, ABOUT, columns)
    for title, text in _texts(budget):
        _row(sheet, title, "", lambda row, text=text: sheet.say(row, 2, text))
    for title, key, value, unit, told in _numbers(budget):
        _number(sheet, title, (key, value, unit), told)
    sheet.row += 1
    _row(sheet, "Rounding", ROUNDED[budget.request.whole_dollars])
    for title, told in HOW:
        _row(sheet, title, told)


def _row(sheet: Sheet, title: str, told: str, put: Callable[[int], None] | None = None) -> None:
    sheet.say(sheet.row, 1, title, "Strong")
    if put is not None:
        put(sheet.row)
    sheet.say(sheet.row, 3, told)
    sheet.fit(sheet.row)
    sheet.row += 1


def _number(sheet: Sheet, title: str, number: tuple[str, float, str], told: str) -> None:
    key, value, unit = number
    shape = WHOLE if unit == "dollars" and value == int(value) else shape_of(unit, value)
    _row(sheet, title, told, lambda row: sheet.input(row, 2, value, shape or CENTS, key))


def _texts(budget: Budget) -> list[tuple[str, str]]:
    request = budget.request
    given = [
        ("Applicant", budget.applicant),
        ("Request", request.title),
        ("Funder", FUNDERS[request.flavour]),
        ("Notice", request.notice),
        ("Assistance listing", request.assistance_listing),
        ("Rules as of", budget.rules.day),
        *((f"Year {y.number}", f"{y.start} to {y.end}") for y in budget.years),
    ]
    return [(title, text) for title, text in given if text]


def _numbers(budget: Budget) -> list[tuple[str, str, float, str, str]]:
    """Title, key, value, unit, and what it is."""
    request, rules = budget.request, budget.rules
    numbers = [
        ("Cost of living", COLA, request.cost_of_living, "share", "Rise of typed pay on each anniversary."),
    ]
    if budget.base:
        told = f"{_kind(budget)}. Source: {budget.base[0].source}."
        numbers.append(("Indirect rate", RATE, budget.base[0].rate, "share", told))
    if budget.base and request.indirect.base == "mtdc":
        part, source = subaward_part(request, rules)
        told = f"Of each subaward, over its life: {source}."
        numbers.append(("Subaward part in the base", PART, part, "dollars", told))
    threshold, source = equipment_threshold(request, rules)
    numbers.append(("Equipment from", EQUIPMENT, threshold, "dollars", f"Cost of one unit: {source}."))
    if request.match.share:
        numbers.append(("Match required", MATCH, request.match.share, "share", "Of the whole project. As requested."))
    for name in GIVERS:
        for year in budget.years if any(getattr(request.match, name)) else ():
            amount = by_year(getattr(request.match, name), year.number - 1)
            title, told = (
                f"Match, {name}, year {year.number}",
                "Of the match, as requested; the rest is the applicant's.",
            )
            numbers.append((title, giver_key(name, year.number - 1), amount, "dollars", told))
    for year in budget.years:
        if year.ceiling is not None:
            title = f"Ceiling, year {year.number}"
            numbers.append((title, ceiling_key(year.number - 1), year.ceiling, "dollars", "The most the funder gives."))
    return numbers


def _kind(budget: Budget) -> str:
    indirect = budget.request.indirect
    kinds = {
        "negotiated": f"Negotiated rate{f', {indirect.type}' if indirect.type else ''}",
        "de_minimis": "De minimis rate",
        "funder_cap": "Rate the funder caps",
        "none": "None",
    }
    bases = {
        "mtdc": "modified total direct cost",
        "salaries_and_fringe": "salaries and fringe",
        "salaries": "salaries",
        "total_direct": "total direct cost",
    }
    return f"{kinds[indirect.kind]}, on {bases[indirect.base]}"


def setting(ledger: Ledger, key: str) -> str:
    """A setting's cell as formulas write it."""
    return absolute(ledger.inputs[key])
