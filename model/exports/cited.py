"""Cited numbers in words: one line for each entry and each row of the assumptions, and amounts as people read them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from propcache import cached_property

from model.inputs.assumption_records import Cap, Cited, Entry, Match, Payroll, Rate, Rule, Source, Wage
from model.inputs.assumptions import Assumptions
from model.inputs.states import NAMES, state_named
from model.inputs.uses import Number
from model.requests.wording import rule_name

WHOLE_COUNTRY = "Whole country"
KINDS = {
    "labor": "People, pay and costs",
    "medicaid": "Medicaid: what bills and what does not",
    "grants": "Grants: rules and awards",
    "medicaid_rates": "Medicaid rates by state",
    "medicaid_caps": "Medicaid caps by state",
    "fmap": "Federal share of Medicaid",
    "wages": "Wages",
    "payroll": "Payroll taxes, minimum wages, mileage",
    "federal_rules": "Federal grant rules",
    "synthetic": "Synthetic states",
}
CONFIDENCE = {
    "primary": "the document itself",
    "secondary": "a document that repeats it",
    "derived": "our arithmetic on what a document prints",
    "judgement": "our judgement",
}
UNPUBLISHED = "nobody has published it"
NO_NUMBER = "no published number; the product asks"
RANGE_MEANS = {"law": "by law", "survey": "as found", "judgement": "our judgement"}
MEDICAID = ("no_show.", "denial.", "payment_lag.", "rate.", "clients.", "sessions.", "fmap.")
GRANTS = ("indirect.", "program_income.", "match.", "carryover.", "extension.", "renewal.", "award.")
BEGIN = {"medicaid": MEDICAID, "grants": GRANTS, "synthetic": ("synthetic.",)}
CAPS = {
    "unit_limit": "Limit of units",
    "units_before_authorization": "Units before an authorization is needed",
    "units_per_authorization": "Units of one authorization",
    "no_limit_reported": "No limit reported",
    "caseload": "Clients of a peer",
    "group_size": "People in a group",
    "supervision_ratio": "Peers to a supervisor",
    "supervision_meetings": "Supervision meetings",
    "rounding_down": "Minutes below which nothing is billed",
}
SHARES = {
    "regular": "Federal share of Medicaid",
    "state_year": "Federal share of Medicaid, by state fiscal year",
    "expansion": "Federal share for adults newly eligible",
    "administration": "Federal share of Medicaid administration",
}
DRAWN = {"rate": "", "add_on": ", on top of the base rate", "bundle": ", a payment for a team"}
BEFORE = {"multiplier": "times", "elasticity": "elasticity", "ratio": "ratio"}
DELIVERY = {"individual": "individual", "group": "group", "any": ""}
PER = {"unit": "unit", "client_month": "client and month"}
FIGURES = {
    "low": "lowest",
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "median",
    "mean": "mean",
    "p75": "75th percentile",
    "p90": "90th percentile",
    "high": "highest",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One cited number in words.

    Attributes:
        number: the record itself.
        kind: one of `KINDS`.
        label: what it is; value: with its unit; between: low to high, with what the range means.
        state: postal code; empty for what is of no state.
        dated: the year or month it describes; marked: projected or interpolated, empty where observed.
        confidence: in words; source: the document, None for what nobody has published.
        locator, note, fills: as the files have them.
        figures: how many numbers it holds.
    """

    number: Number
    kind: str
    label: str
    value: str
    between: str = ""
    state: str = ""
    dated: str
    marked: str = ""
    confidence: str
    source: Source | None
    locator: str
    note: str
    fills: str = ""
    figures: int = 1

    @property
    def place(self) -> str:
        """The state in words; empty for what is of no state."""
        return WHOLE_COUNTRY if self.state == "US" else NAMES.get(self.state, "")

    @cached_property
    def searched(self) -> str:
        """The words that a search looks at, each after a space."""
        cited = "" if self.source is None else f"{self.source.title} {self.source.publisher}"
        named = f"{getattr(self.number, 'key', '')} {self.fills}".replace("_", " ")
        parts = (self.label, self.value, self.note, cited, self.place, self.state, self.dated, self.marked, self.kind)
        return "".join(f" {word}" for word in words_of(" ".join([*parts, named])))


def lines(known: Assumptions) -> tuple[Line, ...]:
    """Every entry and every row of the assumptions, in the order of the files."""
    entries = [_of_entry(entry, known.sources) for entry in known.entries.values()]
    rows = [
        _of_row(row, KINDS[table], known.sources[row.source]) for table, rows in known.tables().items() for row in rows
    ]
    return (*entries, *rows)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, in small letters."""
    return re.findall(r"\w+(?:\.\d+)?", text.lower())


def amount(value: float, unit: str) -> str:
    """A number with its unit: shares as percent, money with its sign."""
    if unit.startswith("share"):
        return f"{100 * value:.5g} %{unit.removeprefix('share')}"
    if unit == "million dollars":
        return f"{_dollars(value)} million"
    if unit.startswith("dollars"):
        return _dollars(value) + unit.removeprefix("dollars")
    number = f"{value:g}" if abs(value) < 1e5 else f"{value:,.0f}"
    return f"{BEFORE[unit]} {number}" if unit in BEFORE else f"{number} {unit}"


def _dollars(value: float) -> str:
    """Dollars to the cent, without cents where they are even hundreds or more, and finer below one dollar."""
    size, sign = abs(value), "-" if value < 0 else ""
    if size < 1 and round(size, 2) != size:
        return f"{sign}${size:.4g}"
    even = size >= 100 and round(size, 2) == round(size)
    return f"{sign}${size:,.0f}" if even else f"{sign}${size:,.2f}"


def _bare(value: float, unit: str) -> str:
    """A number with its sign but without the words of its unit."""
    for kind in ("share", "dollars"):
        if unit.startswith(kind):
            return amount(value, kind)
    return f"{value:g}"


def _of_entry(entry: Entry, sources: Mapping[str, Source]) -> Line:
    kind = next((name for name, keys in BEGIN.items() if entry.key.startswith(keys)), "labor")
    source = None if entry.source is None else sources[entry.source]
    return Line(
        number=entry,
        kind=KINDS[kind],
        label=entry.label,
        value=NO_NUMBER if entry.value is None else amount(entry.value, entry.unit),
        between=_between(entry),
        state=state_named(entry.label),
        dated=" ".join(_years(entry)),
        marked="projected" if _past_its_source(entry, source) else "",
        confidence=UNPUBLISHED if entry.confidence is None else CONFIDENCE[entry.confidence],
        source=source,
        locator=entry.locator,
        note=" ".join(part for part in (entry.ask or "", entry.note) if part),
        fills=entry.fills,
        figures=sum(number is not None for number in (entry.low, entry.value, entry.high)),
    )


def _years(entry: Entry) -> list[str]:
    year = [] if entry.vintage is None else [str(entry.vintage)]
    priced = entry.price_year is not None and entry.price_year != entry.vintage
    return [*year, f"in dollars of {entry.price_year}"] if priced else year


def _between(entry: Entry) -> str:
    if entry.low is None or entry.high is None:
        return ""
    means = RANGE_MEANS[entry.range_means or "judgement"]
    return f"{_bare(entry.low, entry.unit)} to {_bare(entry.high, entry.unit)}, {means}"


def _past_its_source(entry: Entry, source: Source | None) -> bool:
    """Whether a number is of a year that its source could not know; a rate set for next year is known."""
    if entry.vintage is None or source is None or source.published is None:
        return False
    return entry.vintage > int(source.published[:4]) + 1


def _of_row(row: Cited, kind: str, source: Source) -> Line:
    told = next(words(row) for shape, words in _ROWS.items() if isinstance(row, shape))
    return Line(
        number=row,
        kind=kind,
        confidence=CONFIDENCE[row.confidence],
        source=source,
        locator=row.locator,
        note=row.note or "",
        **told,
    )


def _rate(row: Rate) -> dict[str, Any]:
    per = f"{row.unit_minutes} minutes" if row.unit_minutes and row.per == "unit" else PER[row.per]
    code = "-".join(part for part in (row.code, row.modifier) if part)
    return {
        "label": ", ".join(part for part in (row.program, code, DELIVERY[row.delivery], row.setting) if part)
        + DRAWN[row.kind],
        "value": f"{amount(row.rate, 'dollars')} for {'each ' if per[0].isdigit() else 'a '}{per}",
        "state": row.state,
        "dated": f"from {row.effective_from}" if row.effective_from else f"as of {row.as_of}",
        "marked": "" if row.status == "listed" else row.status,
    }


def _cap(row: Cap) -> dict[str, Any]:
    code = "-".join(part for part in (row.code, row.modifier) if part)
    limit = "no limit" if row.limit is None else amount(row.limit, row.unit)
    each = {"90 days": " in 90 days", None: ""}.get(row.period, f" a {row.period}")
    return {
        "label": ", ".join(part for part in (CAPS[row.kind], code, f"for each {row.per}") if part),
        "value": limit if row.limit is None else limit + each,
        "state": row.state,
        "dated": f"from {row.effective_from}" if row.effective_from else f"as of {row.as_of}",
        "figures": int(row.limit is not None),
    }


def _match(row: Match) -> dict[str, Any]:
    more = "" if row.enhanced is None else f"; {amount(row.enhanced, 'share')} enhanced"
    year = "" if row.year is None else f"{'state' if row.kind == 'state_year' else 'federal'} fiscal year {row.year}"
    return {
        "label": SHARES[row.kind],
        "value": amount(row.fmap, "share") + more,
        "state": row.state,
        "dated": year or (f"from {row.effective_from}" if row.effective_from else ""),
        "figures": 1 + (row.enhanced is not None),
    }


def _wage(row: Wage) -> dict[str, Any]:
    found = {words: getattr(row, key) for key, words in FIGURES.items() if getattr(row, key) is not None}
    return {
        "label": f"{row.occupation}, {row.area}",
        "value": "; ".join(f"{words} {_bare(number, row.unit)}" for words, number in found.items())
        + row.unit.removeprefix("dollars"),
        "state": row.state,
        "dated": row.period,
        "marked": "" if row.status == "observed" else row.status,
        "figures": len(found),
    }


def _payroll(row: Payroll) -> dict[str, Any]:
    return {
        "label": row.parameter.replace("_", " ").capitalize(),
        "value": amount(row.value, row.unit),
        "state": row.jurisdiction,
        "dated": f"from {row.effective_from}",
        "marked": "" if row.status == "observed" else row.status,
    }


def _rule(row: Rule) -> dict[str, Any]:
    return {
        "label": rule_name(row.rule),
        "value": row.text or ("" if row.value is None else amount(row.value, row.unit)),
        "state": "US",
        "dated": f"from {row.effective_from}" if row.effective_from else "undated",
        "fills": row.fills,
        "figures": int(row.value is not None),
    }


_ROWS: dict[type[Cited], Callable[[Any], dict[str, Any]]] = {
    Rate: _rate,
    Cap: _cap,
    Match: _match,
    Wage: _wage,
    Payroll: _payroll,
    Rule: _rule,
}
