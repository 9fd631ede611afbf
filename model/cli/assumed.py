"""What a program file leaves out, and what holds instead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from model.inputs.care import Cap, PaidService, Payer, Service
from model.inputs.fields import Part
from model.inputs.money import Contract, Grant
from model.inputs.numbers import Dated
from model.inputs.program import Program
from model.inputs.staff import Benefits, Component, Coverage, Insecurity, Position

# Words about a program, dates of things that need none, and what a position takes from the program.
NOT_ASSUMED = frozenset(
    [
        *("about", "basis", "name", "title", "code", "modifier", "from", "until", "start", "end", "priority"),
        *("time", "staffing", "limits", "turnover_reference", "outside_wage", "group_size", "renewal"),
    ]
)
MEANINGS = {
    "fiscal_year_starts": "the calendar month in which a fiscal year begins",
    "weeks_of_notice": "weeks of notice that people are given",
    "materiality": "a source that pays less than this share of a cost does not change a status",
    "cash": "money in the bank at the start",
    "months_per_step": "months on a step of the ladder",
    "full_time_hours": "hours a week from which health and the like are paid",
    "take_up": "share of people who take it",
    "months": "months before a grant's end in which more people leave",
    "pay_multiple": "times their pay for those who cover",
    "step": "step of the ladder",
    "no_show_time_lost": "share of a missed session's time that is lost",
    "unit_minutes": "minutes in a billing unit",
    "unit_rounding": "how minutes become units; midpoint is the 8-minute rule",
    "per": "what a rate is paid for",
    "minimum_sessions": "sessions that a client-month needs",
    "payment_lag": "share paid in the month itself, the next, and so on",
    "window": "clients start at different times",
    "unit": "what a cap counts",
    "payers": "whom a cap holds for",
    "services": "what a cap holds for",
    "covers": "whom a contract may pay for",
    "filled": "somebody sits there at the start",
    "program_income": "what is earned is taken off the grant's bill",
    "for_service": "it ends with the last seat it covers",
    "seats": "seats in expectation, not person by person",
    "when_unfunded": "seats stay when nobody pays, and the gap adds up",
    "grace_months": "months of gap in a row before a seat ends",
    "wind_down_months": "months that program costs run on after the last seat",
}


def _always(part: Part) -> bool:
    del part
    return True


def _never(part: Part) -> bool:
    return not _always(part)


def _without(*keys: str) -> Callable[[Any], bool]:
    """Whether a part gives none of these."""
    return lambda part: not set(keys) & part.model_fields_set


# Fields that have no effect, given what else their part says.
IDLE: dict[tuple[type[Part], str], Callable[[Any], bool]] = {
    (Program, "grace_months"): lambda program: program.when_unfunded == "keep",
    (Program, "wind_down_months"): lambda program: program.when_unfunded == "keep",
    (Program, "keep_spread"): _without("wage_floor"),
    (Component, "take_up"): _without("per_month"),
    (Component, "eligible_only"): _without("per_month"),
    (Component, "annual_change"): _without("per_month"),
    (Component, "used_at_start"): _without("wage_base"),
    **dict.fromkeys([(Component, key) for key in ("wage_base", "share_of_wages", "per_month")], _always),
    (Benefits, "full_time_hours"): lambda benefits: not any(c.eligible_only for c in benefits.components),
    (Coverage, "pay_multiple"): _without("vacancy", "leave"),
    (Insecurity, "months"): _without("multiplier"),
    (PaidService, "minimum_sessions"): lambda paid: paid.per != "client_month",
    (Payer, "denial_recovery"): _without("denial"),
    **dict.fromkeys(
        [(Payer, key) for key in ("denial", "unit_minutes", "unit_rounding", "payment_lag", "requires")],
        _without("services"),
    ),
    (Service, "backfill"): _without("no_show"),
    (Service, "no_show_time_lost"): _without("no_show"),
    (Cap, "window"): lambda cap: cap.per != "client" or cap.period in ("day", "week"),
    (Cap, "starts"): lambda cap: cap.window != "fixed" and cap.per != "program",
    (Cap, "used_at_start"): lambda cap: cap.window != "fixed" and cap.per != "program",
    (Position, "caseload"): lambda position: not position.direct_service,
    (Position, "mix"): lambda position: not position.direct_service,
    (Grant, "carried_in"): _always,
    (Grant, "spent_at_start"): _always,
}
# Defaults that the schema does not hold as a value.
UNSTATED: dict[tuple[type[Part], str], str] = {
    (Program, "cash"): "the reserve less what is still to arrive",
    (Cap, "window"): "rolling",
    (Cap, "payers"): "all",
    (Cap, "services"): "all",
    (Contract, "covers"): "all",
}


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """Something a file leaves out.

    Attributes:
        path: its place.
        value: what holds instead.
        meaning: in plain words, where it is a choice.
        nothing: whether that is nothing at all.
    """

    path: str
    value: str
    meaning: str
    nothing: bool


def left_out(program: Program) -> list[Assumed]:
    """Everything left out that the model then takes as something, or as nothing, in the order of the file."""
    return list(_left_out(program, ""))


def _left_out(part: Part, at: str) -> Iterator[Assumed]:
    for name, field in type(part).model_fields.items():
        key, value = field.alias or name, getattr(part, name)
        path = f"{at}.{key}" if at else key
        if name in part.model_fields_set:
            # what a position leaves out of these it takes from the program
            taken_over = isinstance(part, Position) and key in ("time", "staffing")
            for where, inside in [] if taken_over else _parts_in(value, path):
                yield from _left_out(inside, where)
        elif key not in NOT_ASSUMED and not IDLE.get((type(part), key), _never)(part):
            text, nothing = _in_words(part, key, value)
            yield Assumed(path=path, value=text, meaning=MEANINGS.get(key, ""), nothing=nothing)


def _parts_in(value: Any, path: str) -> Iterator[tuple[str, Part]]:
    """The parts that a field holds, each with its path by id or name."""
    if isinstance(value, Part):
        yield path, value
    elif isinstance(value, dict):
        yield from ((f"{path}.{name}", part) for name, part in value.items() if isinstance(part, Part))
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            if isinstance(part, Part):
                yield f"{path}[{named(part, place)}]", part


def named(part: Part, place: int) -> str:
    """How a path names an item of a list: by id or name, or by its place."""
    for key in ("id", "name"):
        if getattr(part, key, None) is not None:
            return f"{key}={getattr(part, key)}"
    return str(place)


def _in_words(part: Part, key: str, value: Any) -> tuple[str, bool]:
    """A default as people read it, and whether it is nothing."""
    if isinstance(part, Program) and key == "fiscal_year_starts":
        return str(part.fiscal_month), False
    if unstated := UNSTATED.get((type(part), key)):
        return unstated, False
    if isinstance(value, Dated):
        return f"{value.value:g}", value.value == (1 if key.endswith("multiplier") else 0)
    if isinstance(value, bool):
        return ("yes" if value else "no"), not value
    if isinstance(value, tuple) and value and isinstance(value[0], Dated):
        return "[" + ", ".join(f"{one.value:g}" for one in value) + "]", False
    return (value, False) if isinstance(value, str) and value else ("nothing", True)
