"""The cited numbers of `assumptions/`: read strictly, kept read-only, looked up by name.

A number the product offers is an entry or a row of a table, each with source, place in the source, year and
confidence. Of the entries that fill one field the first is the default, the others are choices.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from model.inputs.assumption_records import (
    FORMS,
    Cap,
    Cited,
    Entry,
    Match,
    Payroll,
    Rate,
    Record,
    Rule,
    Source,
    Wage,
    faults_of_entry,
    faults_of_row,
)
from model.inputs.strict_yaml import Document, YamlFault, read_scalar, read_yaml
from model.inputs.units import covers, known_fields, nearest

FOLDER = Path(__file__).parents[2] / "assumptions"
ENTRY_FILES = ("labor.yaml", "medicaid.yaml", "grants.yaml", "synthetic_state.yaml", "stress.yaml")


class AssumptionError(ValueError):
    """An assumption that is missing or wrongly written; the message names it and the nearest right one."""


Item = TypeVar("Item", bound=Record)
Row = TypeVar("Row", bound=Cited)
Dated = TypeVar("Dated", Payroll, Rule)
OfState = TypeVar("OfState", Rate, Cap)


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """All entries, sources and tables."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    medicaid_rates: tuple[Rate, ...]
    medicaid_caps: tuple[Cap, ...]
    federal_match: tuple[Match, ...]
    wage_table: tuple[Wage, ...]
    payroll_table: tuple[Payroll, ...]
    federal_rules: tuple[Rule, ...]

    def tables(self) -> dict[str, tuple[Cited, ...]]:
        """Give every table by the name of its file."""
        return {
            "medicaid_rates": self.medicaid_rates,
            "medicaid_caps": self.medicaid_caps,
            "fmap": self.federal_match,
            "wages": self.wage_table,
            "payroll": self.payroll_table,
            "federal_rules": self.federal_rules,
        }

    def entry(self, key: str) -> Entry:
        """Give the entry of that key."""
        if key not in self.entries:
            raise AssumptionError(f"no assumption is called {key}{nearest(key, self.entries)}")
        return self.entries[key]

    def for_field(self, path: str) -> tuple[Entry, ...]:
        """Give the entries that fill a field of the program file, the default first; none for a field without one."""
        if not any(covers(field, path) for field in known_fields()):
            raise AssumptionError(f"{path} is not a field of the program file{nearest(path, known_fields())}")
        return tuple(entry for entry in self.entries.values() if covers(entry.fills, path))

    def rates(self, state: str) -> tuple[Rate, ...]:
        """Give the published peer-support rates of a state, disagreeing ones side by side."""
        return _of_state(self.medicaid_rates, state, "Medicaid rate for peer support")

    def caps(self, state: str) -> tuple[Cap, ...]:
        """Give the limits, ratios and sizes of a state."""
        return _of_state(self.medicaid_caps, state, "Medicaid cap")

    def fmap(self, state: str, year: int) -> Match:
        """Give the regular federal share of a state in a federal fiscal year, named by the year it ends in."""
        rows = [row for row in self.federal_match if row.state == state and row.kind == "regular"]
        if not rows:
            raise AssumptionError(f"no federal match for {state}; the fifty states and DC have one, by postal code")
        found = next((row for row in rows if row.year == year), None)
        if found is None:
            years = ", ".join(str(row.year) for row in sorted(rows, key=lambda row: row.year or 0))
            raise AssumptionError(f"no federal match for {state} in {year}; there is one for {years}")
        return found

    def wages(self, area: str, soc: str) -> tuple[Wage, ...]:
        """Give the pay of an occupation (its code, or its name in the table) in an area (its name, or IA)."""
        rows = [row for row in self.wage_table if area in (row.area, row.state)]
        if not rows:
            raise AssumptionError(f"no wages for {area}{nearest(area, {row.area for row in self.wage_table})}")
        found = tuple(row for row in rows if soc in (row.soc, row.occupation))
        if not found:
            there = {name for row in rows for name in (row.soc, row.occupation) if name}
            raise AssumptionError(f"no wages for {soc} in {area}{nearest(soc, there)}")
        return found

    def payroll(self, parameter: str, jurisdiction: str, month: str) -> Payroll:
        """Give the tax, base or rate in force in a month: the latest row not after it."""
        rows = [row for row in self.payroll_table if row.parameter == parameter]
        if not rows:
            names = {row.parameter for row in self.payroll_table}
            raise AssumptionError(f"no payroll number is called {parameter}{nearest(parameter, names)}")
        there = [row for row in rows if row.jurisdiction == jurisdiction]
        if not there:
            places = ", ".join(sorted({row.jurisdiction for row in rows}))
            raise AssumptionError(f"no {parameter} for {jurisdiction}; there is one for {places}")
        return _in_force(there, month, f"{parameter} for {jurisdiction}")

    def rule(self, name: str, month: str) -> Rule:
        """Give the federal rule in force in a month: the latest row not after it; undated ones hold before all."""
        rows = [row for row in self.federal_rules if row.rule == name]
        if not rows:
            names = {row.rule for row in self.federal_rules}
            raise AssumptionError(f"no federal rule is called {name}{nearest(name, names)}")
        return _in_force(rows, month, name)


@cache
def load_assumptions() -> Assumptions:
    """Read the project's own `assumptions/` once."""
    return read_assumptions(FOLDER)


def read_assumptions(folder: Path) -> Assumptions:
    """Read a folder of assumptions.

    Raises:
        AssumptionError: with every fault found, one to a line.
    """
    faults: list[str] = []
    sources = _records(folder / "sources.yaml", Source, faults)
    # A source that cannot be read would make every number that cites it look uncited.
    if faults:
        raise AssumptionError("\n".join(faults))
    found = Assumptions(
        entries=MappingProxyType(_entries(folder, faults)),
        sources=MappingProxyType(sources),
        medicaid_rates=_rows(folder / "medicaid_rates.csv", Rate, faults),
        medicaid_caps=_rows(folder / "medicaid_caps.csv", Cap, faults),
        federal_match=_rows(folder / "fmap.csv", Match, faults),
        wage_table=_rows(folder / "wages.csv", Wage, faults),
        payroll_table=_rows(folder / "payroll.csv", Payroll, faults),
        federal_rules=_rows(folder / "federal_rules.csv", Rule, faults),
    )
    for key, entry in found.entries.items():
        faults += [f"{key}: {fault}" for fault in faults_of_entry(entry, found.sources)]
    for name, rows in found.tables().items():
        for row in rows:
            faults += [f"assumptions/{name}.csv, {row.locator}: {fault}" for fault in faults_of_row(row, found.sources)]
    if faults:
        raise AssumptionError("\n".join(faults))
    return found


def _entries(folder: Path, faults: list[str]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for name in ENTRY_FILES:
        more = _records(folder / name, Entry, faults)
        faults += [f"assumptions/{name}: {key} stands in another file too" for key in more if key in entries]
        entries |= more
    return entries


def _records(path: Path, kind: type[Item], faults: list[str]) -> dict[str, Item]:
    """Read a YAML file of named blocks."""
    name = f"assumptions/{path.name}"
    try:
        document = read_yaml(path, name)
    except YamlFault as fault:
        faults += str(fault).splitlines()
        return {}
    if not isinstance(document.value, dict):
        faults.append(f"{name}: the file must be a block of named entries")
        return {}
    found = {key: _record(key, block, kind, document, faults) for key, block in document.value.items()}
    return {key: record for key, record in found.items() if record is not None}


def _record(key: str, block: object, kind: type[Item], document: Document, faults: list[str]) -> Item | None:
    place = f"{document.name}, line {document.line_of((key,))}"
    if not isinstance(block, dict):
        faults.append(f"{place}: {key} is {block!r}; it must be a block of fields")
        return None
    named = {"key": key} if "key" in kind.model_fields else {}
    if "key" in block:
        faults.append(f"{place}: {key}: key is not a field; the name of the block is the key")
    try:
        return kind.model_validate(block | named)
    except ValidationError as error:
        for said in error.errors():
            line = document.line_of((key, *said["loc"][:1]))
            faults.append(f"{document.name}, line {line}: {key}: {_sentence(said, kind)}")
        return None


def _sentence(said: Mapping[str, Any], kind: type[Record]) -> str:
    """Put what pydantic found into words."""
    name = str(said["loc"][0])
    if said["type"] == "extra_forbidden":
        return f"{name} is not a field of {kind.__name__}{nearest(name, kind.model_fields)}"
    if said["type"] == "missing":
        return f"{name} is missing"
    if said["type"] == "string_pattern_mismatch":
        return f"{name} is {said['input']!r}; it must be of the form {FORMS[name]}"
    wanted = str(said["msg"]).removeprefix("Input should be ").replace("a valid ", "a ")
    return f"{name} is {said['input']!r}; it must be {wanted}"


def _rows(path: Path, kind: type[Row], faults: list[str]) -> tuple[Row, ...]:
    """Read a table whose header is exactly the fields of a row."""
    name = f"assumptions/{path.name}"
    try:
        with path.open(newline="", encoding="utf-8") as file:
            header, *lines = csv.reader(file, strict=True)
    except (OSError, ValueError, csv.Error) as error:
        faults.append(f"{name}: the table cannot be read: {error}")
        return ()
    if header != list(_columns(kind)):
        faults.append(f"{name}, line 1: the columns are {', '.join(header)}; they must be {', '.join(_columns(kind))}")
        return ()
    rows: list[Row] = []
    seen: dict[tuple[object, ...], int] = {}
    for number, cells in enumerate(lines, start=2):
        row = _row(cells, kind, f"{name}, line {number}", faults)
        if row is not None:
            rows.append(row)
            same = tuple(getattr(row, part) for part in kind.identity)
            if same in seen:
                faults.append(f"{name}, line {number}: says the same thing as line {seen[same]}")
            seen.setdefault(same, number)
    return tuple(rows)


def _columns(kind: type[Cited]) -> tuple[str, ...]:
    """List the columns of a table: what it is about first, then its evidence."""
    evidence = tuple(Cited.model_fields)
    return (*(name for name in kind.model_fields if name not in evidence), *evidence)


def _row(cells: list[str], kind: type[Row], place: str, faults: list[str]) -> Row | None:
    columns = _columns(kind)
    if len(cells) != len(columns):
        faults.append(f"{place}: there are {len(cells)} cells; there must be {len(columns)}")
        return None
    try:
        return kind.model_validate({name: _cell(name, cell, kind) for name, cell in zip(columns, cells, strict=True)})
    except ValidationError as error:
        faults += [f"{place}: {_sentence(said, kind)}" for said in error.errors()]
    except ValueError as error:
        faults.append(f"{place}: {error}")
    return None


def _cell(name: str, cell: str, kind: type[Cited]) -> object:
    """Read an empty cell as nothing, a number where the column holds numbers, and text elsewhere."""
    annotation = kind.model_fields[name].annotation
    numeric = {float, int} & {annotation, *get_args(annotation)}
    if not cell or not numeric:
        return cell or None
    try:
        return read_scalar(cell)
    except ValueError as error:
        raise ValueError(f"{name} is {cell}: {error}") from error


def _of_state(rows: tuple[OfState, ...], state: str, what: str) -> tuple[OfState, ...]:
    found = tuple(row for row in rows if row.state == state)
    if not found:
        states = ", ".join(sorted({row.state for row in rows}))
        raise AssumptionError(f"no {what} for {state} was found; there is one for {states}")
    return found


def _in_force(rows: list[Dated], month: str, what: str) -> Dated:
    """Give the latest row that takes effect in or before a month."""
    dated = sorted(rows, key=lambda row: row.effective_from or "")
    found = [row for row in dated if (row.effective_from or "")[:7] <= month]
    if not found:
        raise AssumptionError(f"{what} has no value in {month}; the first is from {dated[0].effective_from}")
    return found[-1]
