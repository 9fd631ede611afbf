"""Where a program can be moved by a lever: one target for each ladder, payer and service, cap, position and grant."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from model.inputs.changes import UNBOUNDED
from model.inputs.load import ProgramFile
from model.inputs.numbers import Loc
from model.inputs.schema import kind_at
from model.inputs.selectors import SelectorError, fits, value_at
from model.inputs.spec import Spec
from model.levers.lever import Lever, Options, Target
from model.levers.reading import DIRECT, names_on_the_way, number_at, places, selector_of, steps_at
from model.levers.words import NOTHING, by_month, spoken, step_words, worded

WHOLE_PROGRAM, EVERYONE, ALL_DIRECT = "the whole program", "everyone", "everyone who sees clients"
COUNT = Spec(unit="count")
AS_A_WHOLE = {"?ladders.*.job_code"}
PERIODS = {"half": "half year"}
COST_WORDS = {
    "program_month": "a month",
    "per_position_month": "a position and month",
    "per_position_year": "a position and year",
}


def plain_targets(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    """The places that fit a lever's templates, those that move many first."""
    for template in lever.places:
        found = [loc for loc in places(template, file) if _meant(lever, file, loc)]
        if template.removeprefix("?").startswith("positions.*.") and lever.form == "number":
            yield from _everyone(lever, file, template, found)
        for loc in found:
            selector = selector_of(file.tree, loc)
            if selector is not None:
                yield target_at(lever, file, loc, template, selector)


def _meant(lever: Lever, file: ProgramFile, loc: Loc) -> bool:
    """Whether a place that fits means something: who sees no clients has no mix, and only caps per client are asked."""
    if lever.key in ("mix", "caseload"):
        return file.program.positions[int(loc[1])].direct_service
    if lever.key == "approved_beyond":
        return file.program.caps[int(loc[1])].per == "client"
    if lever.key == "grant_end":
        return not isinstance(file.program.grants[int(loc[1])].award, tuple)
    return True


def _everyone(lever: Lever, file: ProgramFile, template: str, found: list[Loc]) -> Iterator[Target]:
    """All direct-service positions at once, where they all have the place."""
    rest = template.removeprefix("?").removeprefix("positions.*")
    direct = [place for place, position in enumerate(file.program.positions) if position.direct_service]
    if lever.key == "mix" or rest.startswith((".staffing", ".time")) or len(direct) < 2:
        return
    if not set(direct) <= {loc[1] for loc in found}:
        return
    selector = DIRECT + rest
    try:
        locs = fits(file.tree, selector)
    except SelectorError:
        return
    first = target_at(lever, file, locs[0], template, selector)
    numbers = [number_at(file.tree, loc) for loc in locs]
    values = [number.at(file.program.start) for number in numbers if number is not None]
    text = first.text
    if len(set(values)) > 1:
        text = f"{min(values):g} to {worded(max(values), lever.spec, first.unit)}"
    yield replace(first, label=ALL_DIRECT, text=text)


def target_at(lever: Lever, file: ProgramFile, loc: Loc, template: str, selector: str) -> Target:
    """One place as a target, with what stands there."""
    names = names_on_the_way(file.tree, loc, template)
    general = EVERYONE if loc[0] in ("staffing", "time", "benefits") else WHOLE_PROGRAM
    base = Target(
        label=", ".join(names) or general,
        selector=selector,
        action=lever.action,
        unit=lever.unit or unit_of(file, loc),
        asks=lever.asks,
        options=lever.options,
    )
    if lever.form == "number":
        return _of_number(base, lever, file, loc)
    if lever.form in ("numbers", "factor") and loc[0] == "ladders":
        steps = steps_at(file, str(loc[1]))
        now = [float(step.at(file.program.start)) for step in steps.in_force(file.program.start)]
        return replace(base, value=now if lever.form == "numbers" else 1.0, text=step_words(steps))
    if lever.form == "factor":
        return _of_factor(base, file, loc)
    return _of_a_thing(base, lever, file, loc)


def _of_number(base: Target, lever: Lever, file: ProgramFile, loc: Loc) -> Target:
    number = number_at(file.tree, loc)
    kind = kind_at(loc)
    dated = bool(kind and kind.spec and kind.spec.dated)
    if number is None:
        amounts = kind_at(loc[:-1])
        return replace(base, text=NOTHING, dated=dated and bool(amounts and amounts.shape == "amounts"))
    value = number.at(file.program.start) if dated else number.value
    text = by_month(number, file.program.start, number_spec(lever, file, loc), base.unit)
    return replace(base, value=value, text=text, dated=dated)


def _of_factor(base: Target, file: ProgramFile, loc: Loc) -> Target:
    raw = value_at(file.tree, loc)
    several = isinstance(raw, list) and not any(isinstance(item, dict) and "from" in item for item in raw)
    values = raw if several else [raw]
    spec = kind_at(loc)
    assert spec is not None and spec.spec is not None
    numbers = [UNBOUNDED.read(value) for value in values]
    said = ", ".join(by_month(number, file.program.start, spec.spec, base.unit) for number in numbers)
    return replace(base, value=1.0, text=said, dated=not several)


def _of_a_thing(base: Target, lever: Lever, file: ProgramFile, loc: Loc) -> Target:
    """A month, a choice, or something to end."""
    raw = value_at(file.tree, loc)
    if lever.form == "nothing":
        last = _last_month(raw)
        text = f"until {spoken(last)}" if last else "in force"
        return replace(base, text=text, month=last, dated=f"?{lever.places[0].strip('?')}" not in AS_A_WHOLE)
    if lever.form == "month":
        value = None if raw is None else str(raw)
        return replace(base, value=value, text=spoken(value) if value else "no month given", dated=False)
    options = base.options or options_of(lever, file, loc)
    kind = kind_at(loc)
    value = raw if raw is not None else kind.default if kind else None
    return replace(base, value=value, text=dict(options).get(value, str(value)), options=options, dated=False)


def number_spec(lever: Lever, file: ProgramFile, loc: Loc) -> Spec:
    """How a number at a place is said: the limit of a cap is in dollars only where the cap says so."""
    in_units = lever.key == "cap" and file.program.caps[int(loc[1])].unit == "units"
    return COUNT if in_units else lever.spec


def _last_month(raw: Any) -> str | None:
    found = raw.get("end", raw.get("until")) if isinstance(raw, dict) else None
    return None if found is None else str(found)


def options_of(lever: Lever, file: ProgramFile, loc: Loc) -> Options:
    """What a choice offers that depends on the program: credentials, or ladders that reach up to a position's step."""
    if lever.key == "requires":
        return ((None, "none"), *((name, name) for name in credentials_of(file)))
    position = file.program.positions[int(loc[1])]
    needed = max([float(entry.value) for entry in position.step.entries] + [file.program.staffing.hire.step.value])
    ladders = file.program.ladders.items()
    return tuple((name, name) for name, ladder in ladders if ladder.steps.most >= needed or name == position.ladder)


def credentials_of(file: ProgramFile) -> list[str]:
    """Every credential the program speaks of."""
    program = file.program
    named = [name for ladder in program.ladders.values() for name in ladder.differentials]
    named += [name for position in program.positions for name in position.credentials]
    named += [payer.requires for payer in program.payers.values() if payer.requires]
    return list(dict.fromkeys([*named, *program.staffing.hire.credentials]))


def unit_of(file: ProgramFile, loc: Loc) -> str:
    """Words after a number that depend on where it stands."""
    program = file.program
    if loc[0] == "caps" and loc[-1] == "limit":
        cap = program.caps[int(loc[1])]
        return (
            f"{cap.unit if cap.unit == 'units' else ''} a {cap.per} and {PERIODS.get(cap.period, cap.period)}".strip()
        )
    if loc[0] == "payers" and loc[-1] == "rate":
        return {"unit": "a unit", "session": "a session", "client_month": "a client and month"}[
            program.payers[str(loc[1])].services[str(loc[3])].per
        ]
    if loc[0] == "costs" and len(loc) == 3:
        return COST_WORDS[str(loc[1])]
    return ""
