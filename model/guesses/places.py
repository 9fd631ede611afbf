"""Places: every number that a program file gives, and those left out whose default says something about the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from model.inputs.fields import Steps, Wage
from model.inputs.load import ProgramFile
from model.inputs.numbers import Dated, Loc
from model.inputs.schema import kind_at
from model.inputs.selectors import value_at
from model.inputs.spec import GROWTH, Spec
from model.inputs.units import covers

# Rules and choices: they decide how a result is read, or whom money reaches first, and are nobody's estimate.
NO_INPUT = (
    "weeks_of_notice",
    "materiality",
    "limits.*",
    "positions.*.priority",
    "grants.*.renewal.*",
    "grants.*.loss.*",
    "events.*.probability",
    "correlations.*.rank",
    "basis.*",
)
# Read only where separations answer to pay.
NEED_ELASTICITY = (
    "ladders.*.outside_wage",
    "ladders.*.outside_wage.annual_change",
    "ladders.*.turnover_reference.wage",
    "ladders.*.turnover_reference.outside_wage",
)
NEED_ENDINGS = ("grace_months", "wind_down_months")
# What it says of the program to leave a place out. Nothing else that is left out is an input: it is not there.
LEFT_OUT = {
    "reserve.opening": "no reserve",
    "cash.opening": "the reserve less what others owe",
    "staffing.annual_turnover": "nobody leaves",
    "staffing.months_vacant": "an empty seat is filled at once",
    "staffing.ramp": "new people are fully productive at once",
    "time.non_service_share": "all worked time is with clients",
    "leave": "nobody has paid leave",
    "benefits.components": "nothing is paid on top of wages",
    "ladders.*.annual_increase.share": "pay does not rise with the years",
    "services.*.no_show": "every booked session takes place",
    "services.*.sessions_per_client_per_week": "clients come as often as there are hours",
    "payers.*.denial": "no claim is denied",
    "payers.*.payment_lag": "claims are paid in the month of the service",
    "costs.annual_change": "costs other than pay do not rise",
    "costs.indirect_rate": "no indirect cost",
    "client_variation": "all clients need the same",
}

TOGETHER = ("numbers", "amounts", "steps", "award")  # lists and mappings of numbers that are one thing to a person
_STEP = next(item for item in get_args(Wage) if isinstance(item, Spec))  # the schema reads steps by their list


@dataclass(frozen=True)
class Number:
    """One number of a program file.

    Attributes:
        loc: its place in the tree.
        group: the place of the input it is part of: items of a list or mapping of numbers count once, and so does one
            field of all positions.
        spec: how it is read.
        dated: what is read there, or the default; None where a scenario put something that is no longer one number.
        given: whether the file holds it.
    """

    loc: Loc
    group: Loc
    spec: Spec
    dated: Dated | None
    given: bool


def numbers_of(file: ProgramFile) -> Iterator[Number]:
    """The numbers of a program that its answer rests on, in the order of the file; what is left out comes last.

    Those that move nothing are passed over: rules that only warn, chances that only draws read, outside pay while
    separations do not answer to pay, and the grace of seats while seats are kept.
    """
    passed_over = (*NO_INPUT, *_unread(file))
    for number in _given(file.tree, ()):
        pattern = ".".join(str(step) for step in number.group)
        if not any(covers(left, pattern) or covers(left, _text(number.loc)) for left in passed_over):
            yield number
    yield from _left_out(file)


def _unread(file: ProgramFile) -> tuple[str, ...]:
    """Fields that nothing reads in this program."""
    program = file.program
    staffings = [program.staffing, *(position.staffing for position in program.positions)]
    answers_to_pay = any(entry.value for staffing in staffings for entry in staffing.wage_elasticity.entries)
    return (
        *(() if answers_to_pay else NEED_ELASTICITY),
        *(() if program.when_unfunded == "end" else NEED_ENDINGS),
    )


def _given(tree: Any, loc: Loc) -> Iterator[Number]:
    kind, held = kind_at(loc), value_at(tree, loc)
    if kind is None or held is None:
        return
    spec = _STEP if kind.shape == "steps" or loc[-2:-1] == ("steps",) else kind.spec
    if spec is not None and not (kind.shape in TOGETHER and _is_group(held)):
        yield from _number(spec, held, loc)
    elif kind.shape not in ("named values", "other"):
        keys = list(held) if isinstance(held, Mapping) else range(len(held)) if isinstance(held, list) else ()
        for key in keys:
            yield from _given(tree, (*loc, key))


def _is_group(held: Any) -> bool:
    """Whether numbers stand apart inside: a mapping of names, or a list that is not one number by date."""
    by_date = isinstance(held, list) and any(isinstance(item, Mapping) and "from" in item for item in held)
    by_value = isinstance(held, Mapping) and ("value" in held or "values" in held)
    return isinstance(held, Mapping | list) and not by_date and not by_value


def _number(spec: Spec, held: Any, loc: Loc) -> Iterator[Number]:
    whole = isinstance(held, Steps | tuple)  # a scenario has laid several by date on one another
    yield Number(loc, _group(loc), spec, None if whole else spec.read(held), given=True)
    if isinstance(held, Mapping) and held.get("annual_change") is not None:
        growth = (*loc, "annual_change")
        yield Number(growth, _group(growth), GROWTH, GROWTH.read(held["annual_change"]), given=True)


def _group(loc: Loc) -> Loc:
    """The input a number is part of."""
    kind = kind_at(loc[:-1])
    held_together = kind is not None and kind.shape in TOGETHER
    field = loc[:-1] if held_together else loc
    return (field[0], "*", *field[2:]) if field[0] == "positions" else field


def _left_out(file: ProgramFile) -> Iterator[Number]:
    for pattern in LEFT_OUT:
        for loc in _expanded(file.tree, tuple(pattern.split("."))):
            kind = kind_at(loc)
            if kind is None or value_at(file.tree, loc) is not None or not _could_matter(file, loc):
                continue
            spec = kind.spec or Spec(unit="count")
            default = kind.default if isinstance(kind.default, Dated) else None
            yield Number(loc, loc, spec, default, given=False)


def _expanded(tree: Any, steps: Loc) -> list[Loc]:
    """The places of a pattern, with the names that the program has for each *."""
    places: list[Loc] = [()]
    for step in steps:
        places = [
            (*loc, name) for loc in places for name in (list(value_at(tree, loc) or ()) if step == "*" else [step])
        ]
    return places


def _could_matter(file: ProgramFile, loc: Loc) -> bool:
    """Whether what was left out is spoken to at all by this program."""
    program = file.program
    if loc[0] == "payers":
        return bool(program.payers[str(loc[1])].services)
    if loc[0] == "time":  # time is given either as a share or as weekly duties
        return not file.tree.get("time")
    if loc[0] == "client_variation":
        return any(cap.per == "client" for cap in program.caps)
    if loc[0] == "cash":
        return bool(program.receivables or program.grants)
    return True


def _text(loc: Loc) -> str:
    return ".".join(str(step) for step in loc)
