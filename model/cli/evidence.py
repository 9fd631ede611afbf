"""What the assumptions know beside what a program file says: its state's rates and caps, and ranges of evidence."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from model.cli.assumed import left_out, named
from model.inputs.assumption_records import Cited, Entry
from model.inputs.assumptions import AssumptionError, Assumptions, load_assumptions
from model.inputs.fields import Part, Steps
from model.inputs.load import ProgramFile
from model.inputs.numbers import Dated
from model.inputs.program import Program
from model.inputs.units import covers

FEDERAL_YEAR_STARTS = 10
RATIOS = ("caseload", "group_size", "supervision_ratio", "supervision_meetings", "rounding_down")
# One state's law is no range for another; what the program's own state asks stands among its caps and ratios.
OF_ONE_STATE = ("limits.*", "benefits.components[name=State unemployment].*")


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A number outside the range that the evidence gives for its place."""

    path: str
    value: float
    low: float
    high: float
    unit: str
    label: str
    range_means: str
    source: str
    basis: str


def outside(file: ProgramFile) -> list[Outside]:
    """Numbers of a file outside the range of the evidence for their place."""
    return [found for path, value in _numbers(file.program, "") if (found := _outside(file, path, value))]


def _numbers(part: Part, at: str) -> Iterator[tuple[str, float]]:
    """Every number that the file gives, later values too, with its path."""
    for name, field in type(part).model_fields.items():
        if name in part.model_fields_set:
            key = field.alias or name
            yield from _numbers_in(getattr(part, name), f"{at}.{key}" if at else key)


def _numbers_in(value: Any, path: str) -> Iterator[tuple[str, float]]:
    if isinstance(value, Dated):
        for entry in value.entries:
            yield path, float(entry.value)
            if entry.growth is not None:
                yield f"{path}.annual_change", float(entry.growth)
    elif isinstance(value, Steps):
        yield from ((path, float(e.value)) for _, steps in value.versions for step in steps for e in step.entries)
    elif isinstance(value, Part):
        yield from _numbers(value, path)
    elif isinstance(value, dict):
        for name, inside in value.items():
            yield from _numbers_in(inside, f"{path}.{name}")
    elif isinstance(value, tuple):
        for place, inside in enumerate(value):
            name = named(inside, place) if isinstance(inside, Part) else str(place)
            yield from _numbers_in(inside, f"{path}[{name}]")


def _outside(file: ProgramFile, path: str, value: float) -> Outside | None:
    known = load_assumptions()
    if any(covers(pattern, path) for pattern in OF_ONE_STATE):
        return None
    entries = [e for e in known.entries.values() if covers(e.fills, path) and _comparable(e)]
    ranges = [e for e in entries if e.low is not None and e.high is not None]
    if not ranges:
        return None
    ends = [x for e in entries for x in (e.low, e.value, e.high) if x is not None]
    if min(ends) <= value <= max(ends):
        return None
    entry = ranges[0]
    return Outside(
        path=path,
        value=value,
        low=min(ends),
        high=max(ends),
        unit=entry.unit,
        label=entry.label,
        range_means=entry.range_means or "",
        source=_source(known, entry.source),
        basis=_basis(file, path),
    )


def _basis(file: ProgramFile, path: str) -> str:
    """What the file says of where a number comes from: of itself, or of what it stands in."""
    told = [key for key in file.program.basis if path == key or path.startswith((f"{key}.", f"{key}["))]
    return file.program.basis[max(told, key=len)] if told else ""


def _comparable(entry: Entry) -> bool:
    """Whether an entry is in the file's own unit: a raise in percent says nothing about a wage in dollars."""
    return entry.unit != "share of wage on top"


def _source(known: Assumptions, key: str | None) -> str:
    return known.sources[key].title if key else "judgement of this project"


def of_the_state(program: Program) -> dict[str, Any]:
    """What the assumptions hold for the program's state, as plain values; a sentence where they hold nothing."""
    known, state = load_assumptions(), program.state
    federal_year = program.start.year + (program.start.calendar_month >= FEDERAL_YEAR_STARTS)
    result: dict[str, Any] = {"state": state, "federal_year": federal_year, "missing": []}
    for key, ask in (
        ("rates", lambda: [_cited(known, row) for row in known.rates(state)]),
        ("caps", lambda: [_cited(known, row) for row in known.caps(state)]),
        ("federal_share", lambda: _cited(known, known.fmap(state, federal_year))),
    ):
        try:
            result[key] = ask()
        except AssumptionError as error:
            result[key] = None if key == "federal_share" else []
            result["missing"].append(f"{str(error)[0].upper()}{str(error)[1:]}.")
    result["ratios"] = [row for row in result["caps"] if row["kind"] in RATIOS]
    result["caps"] = [row for row in result["caps"] if row["kind"] not in RATIOS]
    return result


def _cited(known: Assumptions, row: Cited) -> dict[str, Any]:
    return {**row.model_dump(), "source": _source(known, row.source)}


def in_the_file(program: Program) -> dict[str, Any]:
    """What the file says of the same things: rates in its first month, caps, and limits."""
    rates = [
        {"payer": payer, "service": name, "code": paid.code, "modifier": paid.modifier, "per": paid.per}
        | {"rate": paid.rate.at(program.start)}
        for payer, terms in program.payers.items()
        for name, paid in terms.services.items()
    ]
    caps = [
        {"name": cap.name, "per": cap.per, "period": cap.period, "unit": cap.unit, "limit": cap.limit.at(program.start)}
        for cap in program.caps
    ]
    limits = {
        name: getattr(program.limits, name).at(program.start)
        for name in program.limits.model_fields_set
        if getattr(program.limits, name) is not None
    }
    return {"rates": rates, "caps": caps, "limits": limits}


def as_object(file: ProgramFile) -> dict[str, Any]:
    """All of it as plain values."""
    return {
        "assumed": [asdict(one) for one in left_out(file.program)],
        "outside": [asdict(one) for one in outside(file)],
        "state": of_the_state(file.program),
        "file": in_the_file(file.program),
    }
