"""The evidence behind the numbers, searched and laid beside a program: what it takes, and where it departs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from model.exports.cited import UNPUBLISHED, Line, amount, words_of
from model.exports.csv import csv_text
from model.gallery import Result
from model.inputs.assumption_records import Entry, Match, Rate, Source, Wage
from model.inputs.given import Given
from model.inputs.uses import How, Number, Use, Uses

USES: dict[How, str] = {
    "as it stands": "Taken as it stands",
    "another value": "This program departs",
    "another choice": "Something else was chosen",
    "asked": "Nobody has published it",
    "not used": "Not used here",
}
PLACES_TOLD = 3
CONSTRUCTED = "constructed"


class Evidence(NamedTuple):
    """One cited number, and what the program makes of it."""

    line: Line
    use: Use

    @property
    def told(self) -> str:
        """What the program makes of it, with both values where they differ."""
        given = _given(self.use.given, unit_of(self.line.number))
        if self.use.how == "as it stands":
            return f"takes it as it stands: {given}" if given else "takes it as it stands"
        if self.use.how == "another value":
            return f"departs: says {given} in place of {_short(self.line)}{_outside(self.line.number, self.use.given)}"
        if self.use.how == "another choice":
            return f"has chosen otherwise: {given}"
        if self.use.how == "asked":
            return f"says {given}" if given else "leaves it out"
        return "does not use it"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; empty fields hold for everything."""

    words: str = ""
    kind: str = ""
    confidence: str = ""
    place: str = ""
    how: str = ""

    def fits(self, one: Evidence) -> bool:
        """Whether a number is looked for: every word begins a word of it, and the rest is equal."""
        pairs = (
            (self.kind, one.line.kind),
            (self.confidence, one.line.confidence),
            (self.place, one.line.place),
            (self.how, USES[one.use.how]),
        )
        equal = all(not wanted or wanted == there for wanted, there in pairs)
        return equal and all(f" {word}" in one.line.searched for word in words_of(self.words))


def beside(lines: Iterable[Line], uses: Uses) -> tuple[Evidence, ...]:
    """Every cited number with what the program makes of it."""
    return tuple(Evidence(line, uses.of(line.number)) for line in lines)


def unit_of(number: Number) -> str:
    """The unit in which a program gives such a number; empty where its place has another than the source."""
    if isinstance(number, Entry | Wage):
        return number.unit
    if isinstance(number, Rate | Match):
        return "dollars" if isinstance(number, Rate) else "share"
    return getattr(number, "unit", "") if not hasattr(number, "limit") else ""


def _given(given: Sequence[Given], unit: str) -> str:
    """Numbers of a program, each with its places."""
    values: dict[str, list[str]] = {}
    for one in given:
        told = amount(one.value, unit) if unit else f"{one.value:g}"
        values.setdefault(f"{told} from {one.since}" if one.since else told, []).append(one.path)
    return "; ".join(f"{value} ({_places(paths)})" for value, paths in values.items())


def _places(paths: Sequence[str]) -> str:
    paths = list(dict.fromkeys(paths))
    more = len(paths) - PLACES_TOLD
    return ", ".join(paths[:PLACES_TOLD]) + (f" and {more} more" if more > 0 else "")


def _short(line: Line) -> str:
    return line.value if len(line.value) < 60 else "the source's"


def _outside(number: Number, given: Iterable[Given]) -> str:
    """That a program's number is outside the range of the evidence, where it is."""
    if not isinstance(number, Entry) or number.low is None or number.high is None:
        return ""
    low, high = number.low, number.high
    out = any(not low <= one.value <= high for one in given)
    return ", outside the range" if out else ""


def table(evidence: Iterable[Evidence]) -> pd.DataFrame:
    """Numbers as a table for reading: text as it stands, and the address of the source where it has one."""
    return pd.DataFrame([_row(one) for one in evidence], columns=list(COLUMNS))


COLUMNS = (
    "What", "Value", "Range", "State", "Of", "This program", "How sure", "Source", "Link", "Where in it", "Read on",
    "Note", "Kind", "Fills",
)  # fmt: skip


def _row(one: Evidence) -> dict[str, str | None]:
    line, source = one.line, one.line.source
    return {
        "What": line.label,
        "Value": line.value,
        "Range": line.between,
        "State": line.place,
        "Of": " ".join(part for part in (line.dated, line.marked) if part),
        "This program": one.told,
        "How sure": line.confidence,
        "Source": ""
        if source is None
        else ", ".join(p for p in (source.title, source.publisher, source.published) if p),
        "Link": None if source is None else source.url,
        "Where in it": line.locator,
        "Read on": "" if source is None else source.accessed,
        "Note": line.note,
        "Kind": line.kind,
        "Fills": line.fills,
    }


def cited(source: Source) -> str:
    """A document in one line: title, publisher, date."""
    return ", ".join(part for part in (source.title, source.publisher, source.published) if part)


def evidence_csv(evidence: Iterable[Evidence]) -> str:
    """The same table for a spreadsheet; nothing in it is taken for a formula."""
    return csv_text([_row(one) for one in evidence], COLUMNS)


class Reproduced(NamedTuple):
    """Published figures that the model agrees with, of how many; constructed ones are not counted."""

    agree: int
    of: int


def reproduced(results: Iterable[Result]) -> Reproduced:
    """Count the published figures that the model reproduces within their tolerance."""
    told = [
        close
        for result in results
        for close, given in zip(result.within, result.given, strict=True)
        if given != CONSTRUCTED
    ]
    return Reproduced(sum(told), len(told))


def headline(evidence: Sequence[Evidence], published: Reproduced) -> str:
    """One sentence that says how far all this can be believed."""
    numbers = [one.line for one in evidence if one.line.confidence != UNPUBLISHED]
    documents = {line.number.source: line.source for line in numbers}
    years = sorted(source.published[:4] for source in documents.values() if source and source.published)
    departs = sum(one.use.how == "another value" for one in evidence)
    return (
        f"You can check it: {len(numbers):,} cited numbers from {len(documents)} documents, {years[0]} to {years[-1]}; "
        f"this program departs from {departs or 'none'} of them; {published.agree} of {published.of} published results "
        "are reproduced."
    )


def not_known(evidence: Sequence[Evidence]) -> str:
    """What the evidence does not hold, in one sentence or two."""
    taken = sum(one.use.how == "as it stands" for one in evidence)
    count = {how: sum(one.line.confidence == how for one in evidence) for how in (UNPUBLISHED, "our judgement")}
    relayed = sum(one.line.confidence == "a document that repeats it" for one in evidence)
    return (
        f"This program takes {taken} of the numbers as they stand. {count[UNPUBLISHED]} that it would need nobody has "
        f"published, and the product asks for them; {count['our judgement']} are our own judgement and say so; "
        f"{relayed:,} were read in a document that repeats another."
    )
