"""The shapes of the assumptions: an entry, a source, a row of each table, and what must hold between their fields."""

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from model.inputs.units import UNITS, Confidence, RangeMeans, covers, known_fields, nearest

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$")]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Period = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]

FORMS = {
    **dict.fromkeys(("state", "jurisdiction"), "NC"),
    **dict.fromkeys(("accessed", "effective_from", "effective_to"), "2026-07-01, or 2026-07 where days do not matter"),
    "as_of": "2026-07 or 2026",
}


class Record(BaseModel):
    """What entries, sources and rows have in common: no unknown field, no change after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    identity: ClassVar[tuple[str, ...]] = ()


class Source(Record):
    """A document, once: `where` says how to find one that has no address, or what in it was read."""

    title: Text
    publisher: Text
    url: Text | None = None
    where: Text | None = None
    published: str | None
    accessed: Date


class Entry(Record):
    """One number, its range and its evidence. Without a value, `ask` is what the product asks the person."""

    key: Text
    label: Text
    unit: Text
    value: float | None
    low: float | None
    high: float | None
    range_means: RangeMeans | None
    source: Text | None
    locator: Text
    vintage: int | None
    confidence: Confidence | None
    note: str
    fills: Text
    price_year: int | None = None
    ask: Text | None = None
    off_by_default: bool = False


class Cited(Record):
    """What every row of a table says about its evidence."""

    source: Text
    locator: Text
    confidence: Confidence
    note: str | None


class Rate(Cited):
    """A Medicaid rate for peer support; `as_of` is the month or year in which a source shows it."""

    identity = ("state", "program", "delivery", "kind", "effective_from", "source", "code", "modifier")
    state: Place
    program: Text
    kind: Literal["rate", "add_on", "bundle"]
    delivery: Literal["individual", "group", "any"]
    code: str | None
    modifier: str | None
    per: Literal["unit", "client_month"]
    unit_minutes: int | None
    rate: float
    effective_from: Month | None
    as_of: Period
    status: Literal["listed", "pending", "ended"]
    setting: Text


class Cap(Cited):
    """A limit on what can be billed, or a ratio or size that a payer asks for; no limit is an empty cell."""

    identity = ("state", "kind", "modifier", "code", "unit", "period", "source")
    state: Place
    code: str | None
    modifier: str | None
    kind: Literal[
        "unit_limit", "units_before_authorization", "units_per_authorization", "no_limit_reported",
        "caseload", "group_size", "supervision_ratio", "supervision_meetings", "rounding_down",
    ]  # fmt: skip
    limit: float | None
    unit: Text
    period: Literal["day", "week", "month", "90 days", "half", "year", "episode", "session"] | None
    window: Literal["rolling", "fixed"] | None
    per: Literal["client", "worker", "supervisor", "group", "session"]
    effective_from: Month | None
    as_of: Period


class Match(Cited):
    """The federal share of Medicaid spending, by federal fiscal year unless the kind says otherwise.

    `enhanced` is our arithmetic, fmap + 30 % of (1 - fmap), 85 % at most: what CCBHC and CHIP services draw.
    """

    identity = ("state", "year", "kind")
    state: Place
    year: int | None
    kind: Literal["regular", "state_year", "expansion", "administration"]
    effective_from: Date | None
    effective_to: Date | None
    fmap: float
    enhanced: float | None


class Wage(Cited):
    """Pay of an occupation, a post or a competitor, or a cost-of-living wage; `vintage` is also the price year."""

    identity = ("kind", "status", "area", "soc", "occupation", "period", "source")
    kind: Literal["oews", "oews_health_care", "peer_survey", "neighbour_survey", "ladder", "competitor", "living_wage"]
    status: Literal["observed", "interpolated", "projected"]
    state: Place
    area: Text
    soc: str | None
    occupation: Text
    period: Text
    vintage: int
    p10: float | None
    p25: float | None
    median: float | None
    mean: float | None
    p75: float | None
    p90: float | None
    low: float | None
    high: float | None
    unit: Literal["dollars an hour", "dollars a year"]


class Payroll(Cited):
    """A tax rate, a wage base, a minimum wage or a mileage rate, from a date on; US is the whole country."""

    identity = ("parameter", "jurisdiction", "effective_from")
    parameter: Text
    jurisdiction: Place
    effective_from: Date
    value: float
    unit: Text
    status: Literal["observed", "projected"]


class Rule(Cited):
    """A federal cost rule from a date on: the date of the law, or the first at which a source attests it."""

    identity = ("rule", "effective_from")
    rule: Text
    value: float | None
    text: str | None
    unit: Text
    effective_from: Date | None
    date_means: Literal["law", "attested", "undated"]
    fills: Text


def faults_of_row(row: Cited, sources: Mapping[str, Source]) -> Iterable[str]:
    """Say what is wrong between the fields of a row and the rest."""
    if row.source not in sources:
        yield _no_source(row.source, sources)
    yield from _faults_of_unit(getattr(row, "unit", "text"), (getattr(row, "value", None), getattr(row, "limit", None)))
    fills = getattr(row, "fills", "findings")
    if not any(covers(field, fills) for field in known_fields()):
        yield f"fills is {fills}, which is not a known field{nearest(fills, known_fields())}"


def _faults_of_unit(name: str, numbers: Iterable[float | None]) -> Iterable[str]:
    unit = UNITS.get(name)
    if unit is None:
        yield f"unit is {name!r}, which is not in the list{nearest(name, UNITS)}"
        return
    for number in numbers:
        if number is not None and not unit.low <= number <= unit.high:
            yield f"{number:g} is not possible in {name}: it lies between {unit.low:g} and {unit.high:g}"


def faults_of_entry(entry: Entry, sources: Mapping[str, Source]) -> Iterable[str]:
    """Say what is wrong between the fields of one entry."""
    unit = UNITS.get(entry.unit)
    numbers = [number for number in (entry.low, entry.value, entry.high) if number is not None]
    yield from _faults_of_unit(entry.unit, numbers)
    if unit is not None and (unit.money and entry.value is not None) != (entry.price_year is not None):
        yield "price_year belongs to an amount of money, and only to one"
    if numbers != sorted(numbers):
        yield f"low, value and high are {numbers}; they must not fall"
    if (entry.low is None) != (entry.high is None) or (entry.low is None) != (entry.range_means is None):
        yield "low, high and range_means come together or not at all"
    if (entry.value is None) != (entry.ask is not None):
        yield "ask belongs to an entry without a value, and only to one"
    if entry.value is not None and None in (entry.source, entry.vintage, entry.confidence):
        yield "a value needs source, vintage and confidence"
    if entry.source is not None and entry.source not in sources:
        yield _no_source(entry.source, sources)
    if not any(covers(field, entry.fills) for field in known_fields()):
        yield f"fills is {entry.fills}, which is not a known field{nearest(entry.fills, known_fields())}"


def _no_source(key: str, sources: Iterable[str]) -> str:
    return f"source {key} is not in sources.yaml{nearest(key, sources)}"
