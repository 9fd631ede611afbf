"""What a scenario's change says for values that are more than a number: ladders, seats, grants, caps."""

from collections.abc import Iterable, Mapping
from typing import Any

from model.inputs.load import ProgramFile
from model.inputs.money import Grant
from model.inputs.months import Month
from model.inputs.numbers import Dated
from model.inputs.series.horizon import Horizon
from model.inputs.series.pay import increases
from model.inputs.staff import Ladder
from model.levers.reading import as_file

CENTS = 2
ROUNDING = 9
NOT_OF_A_NEW_SEAT = ("start", "end", "months_in_step", "priority", "filled", "credentials", "departs")
NOT_OF_A_RENEWAL = ("renewal", "loss", "spent_at_start", "carried_in")


def free_name(name: str, taken: Iterable[str]) -> str:
    """A name that nothing has yet: the one given, or it with a number."""
    used = set(taken)
    return next(n for n in (name, *(f"{name}-{k}" for k in range(2, len(used) + 3))) if n not in used)


def steps_in(file: ProgramFile, ladder: Ladder, month: Month) -> list[float]:
    """The steps of a ladder in a month's dollars, to the cent, as payroll writes them."""
    horizon = Horizon.of(file.program)
    index = min(max(month - file.program.start, 0), file.program.months - 1)
    risen = increases(ladder, horizon)
    return [
        round(float(step.by_month(horizon.start, horizon.months, index=risen)[0, index]), CENTS)
        for step in ladder.steps.in_force(month)
    ]


def steps_from(file: ProgramFile, ladder: str, entry: float, month: str | None, *, together: bool) -> list[float]:
    """The steps of a ladder that starts at another wage.

    Args:
        file: the program.
        ladder: the ladder's name.
        entry: dollars an hour of the first step, in the dollars of the month.
        month: from which the steps hold; None for the program's first.
        together: whether every later step moves by as many dollars; else it stays, but never below the first.
    """
    start = file.program.start if month is None else Month.of(month)
    now = steps_in(file, file.program.ladders[ladder], start)
    moved = [step + entry - now[0] for step in now] if together else [max(step, entry) for step in now]
    return [float(entry), *(round(step, CENTS) for step in moved[1:])]


def seat_like(file: ProgramFile, position: Mapping[str, Any], value: Mapping[str, Any], month: str | None) -> Any:
    """A new seat like one there is, filled by somebody whose credentials come as those of any new hire."""
    start = file.program.start if month is None else Month.of(month)
    hire = file.program.staffing.hire.credentials
    credentials = {
        name: str(start.plus(round(hire[name].value) if name in hire else 0))
        for name in position.get("credentials", {})
    }
    kept = {key: as_file(item) for key, item in position.items() if key not in NOT_OF_A_NEW_SEAT}
    given = {"id": value["id"], "hours_per_week": float(value["hours_per_week"]), "filled": "new"}
    return {**kept, **given, **({"credentials": credentials} if credentials else {})}


def renewal(file: ProgramFile, grant: Grant, raw: Mapping[str, Any], value: Mapping[str, Any]) -> Any:
    """A grant's next award on the same terms, as far as no other grant pays the same shares by then."""
    start = grant.end.plus(1)
    end = start.plus(max(round(float(value["months"])), 1) - 1)
    others = [g for g in file.program.grants if g.start <= end and g.end >= start]
    kept = {key: as_file(item) for key, item in raw.items() if key not in NOT_OF_A_RENEWAL}
    covers = {name: _left(share, start, [g.covers.get(name) for g in others]) for name, share in grant.covers.items()}
    return {
        **kept,
        "id": free_name(f"{grant.id}-renewed", (g.id for g in file.program.grants)),
        "start": str(start),
        "end": str(end),
        "award": float(value["award"]),
        "covers": {name: share for name, share in covers.items() if share > 0},
        "program_costs": _left(grant.program_costs, start, [g.program_costs for g in others]),
    }


def _left(share: Dated, month: Month, others: list[Dated | None]) -> float:
    """A share, or what of it others leave."""
    taken = sum(other.at(month) for other in others if other is not None)
    return round(min(share.at(month), max(0.0, 1 - taken)), ROUNDING)


def new_grant(file: ProgramFile, value: Mapping[str, Any], month: str | None) -> Any:
    """A grant that pays a share of chosen positions, the same sum in every budget year."""
    begins = {"start": str(file.program.start)} if month is None else {}
    return {
        "id": value["id"],
        **begins,
        "end": value.get("end") or str(file.program.last),
        "award": float(value["award"]),
        "covers": {name: float(value["share"]) for name in value["positions"]},
        "program_costs": float(value["program_costs"]),
        "indirect_rate": float(value["indirect_rate"]),
    }


def new_contract(file: ProgramFile, value: Mapping[str, Any], month: str | None) -> Any:
    """A contract for any row."""
    begins = {"start": str(file.program.start)} if month is None else {}
    ends = {"end": value["end"]} if value.get("end") else {}
    return {"id": value["id"], **begins, **ends, "per_month": float(value["per_month"])}


def new_cap(file: ProgramFile, value: Mapping[str, Any]) -> Any:
    """A cap on all payers and services; one of the program is in dollars and by fiscal year."""
    per, period = str(value["per_period"]).split()
    dollars = {"unit": "dollars", "starts": file.program.fiscal_month} if per == "program" else {}
    return {"name": value["name"], "per": per, "period": period, "limit": float(value["limit"]), **dollars}


def named_amount(value: Mapping[str, Any]) -> Any:
    """A line with a name and an amount."""
    return {value["name"]: float(value["amount"])}


def only_what_moves(value: Mapping[str, Any], neutral: Mapping[str, Any]) -> Any:
    """An item without the answers that change nothing."""
    return {key: item for key, item in value.items() if key not in neutral or item != neutral[key]}
