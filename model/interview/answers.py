"""Answers: what a person says in the interview, within the bounds that make sense."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Title = Annotated[
    str, StringConstraints(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")
]
State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Row = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Wage = Annotated[float, Field(ge=5.0, le=200.0)]
Dollars = Annotated[float, Field(ge=0.0, le=100_000_000.0)]
MonthlyDollars = Annotated[float, Field(ge=0.0, le=1_000_000.0)]
Minutes = Annotated[float, Field(ge=5.0, le=480.0)]
Visits = Annotated[float, Field(gt=0.0, le=21.0)]
UnitRate = Annotated[float, Field(ge=0.0, le=100.0)]

MOST_PEERS, MOST_GRANTS = 40, 12


class Answer(BaseModel):
    """What all answers have in common: nothing unknown, nothing converted, no number that is not one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class GrantAnswer(Answer):
    """One grant, as its award letter says.

    `peers` are the numbers of the peers it pays, from 1; `spent` is what of its budget year is spent when the
    projection begins. `indirect` None takes the default.
    """

    name: Title
    first: Month
    last: Month
    per_year: Annotated[float, Field(gt=0.0, le=50_000_000.0)]
    spent: Dollars = 0.0
    peers: Annotated[tuple[Annotated[int, Field(ge=1, le=MOST_PEERS)], ...], Field(strict=False)] = ()
    share: Annotated[float, Field(gt=0.0, le=1.0)] = 1.0
    lead_share: Share = 0.0
    costs_share: Share = 0.0
    income: Literal["deductive", "additive", "matching", "not_billed"]
    indirect: Share | None = None


class Answers(Answer):
    """All that was said. None takes the sourced default where there is one; else it stands for what does not apply.

    Shares are fractions; dollars are of the first month. `rate_row`, `group_row` and `caps` name rows of the
    assumptions' tables as `basis` does.
    """

    name: Title
    state: State
    start: Month
    peers: Annotated[int, Field(ge=1, le=MOST_PEERS)]
    peer_hours: Annotated[float, Field(ge=1.0, le=60.0)]
    entry_pay: Wage
    raise_share: Annotated[float, Field(ge=0.0, le=0.2)] | None = None
    lead_hours: Annotated[float, Field(ge=0.0, le=60.0)]
    lead_pay: Wage | None = None
    caseload: Annotated[float, Field(gt=0.0, le=200.0)]
    visits: Visits
    session_minutes: Minutes
    group_share: Share = 0.0
    group_size: Annotated[float, Field(ge=2.0, le=50.0)] | None = None
    group_minutes: Minutes | None = None
    group_visits: Visits | None = None
    medicaid_share: Share
    other_share: Share = 0.0
    other_rate: UnitRate | None = None
    other_last: Month | None = None
    rate_row: Row | None = None
    rate: UnitRate | None = None
    group_row: Row | None = None
    group_rate: UnitRate | None = None
    caps: Annotated[tuple[Row, ...], Field(strict=False, max_length=10)] = ()
    no_show: Annotated[float, Field(ge=0.0, le=0.95)]
    denial: Annotated[float, Field(ge=0.0, le=0.95)]
    office_share: Annotated[float, Field(ge=0.0, le=0.9)] | None = None
    miles: Annotated[float, Field(ge=0.0, le=200.0)]
    turnover: Annotated[float, Field(ge=0.0, le=3.0)] | None = None
    months_vacant: Annotated[float, Field(ge=0.0, le=24.0)] | None = None
    health: Annotated[float, Field(ge=0.0, le=5_000.0)] | None = None
    retirement: Annotated[float, Field(ge=0.0, le=0.3)] | None = None
    leave_hours: Annotated[float, Field(ge=0.0, le=1_000.0)]
    grants: Annotated[tuple[GrantAnswer, ...], Field(strict=False, max_length=MOST_GRANTS)] = ()
    other_costs: MonthlyDollars
    indirect: Share | None = None
    fundraising: MonthlyDollars
    reserve: Dollars
    reserve_floor: Dollars
    cash: Dollars
    when_unfunded: Literal["keep", "end"]
    grace: Annotated[int, Field(ge=1, le=24)] | None = None


def bounds_of(key: str, model: type[Answer] = Answers) -> tuple[float | None, float | None, bool]:
    """The least and the greatest value an answer may have, and whether the least is itself too low."""
    found: dict[str, Any] = {}
    annotation = model.model_fields[key]
    for part in _constraints(annotation.annotation, tuple(annotation.metadata)):
        found |= {name: getattr(part, name) for name in ("ge", "gt", "le") if getattr(part, name, None) is not None}
    return found.get("ge", found.get("gt")), found.get("le"), "gt" in found


def _constraints(annotation: Any, metadata: tuple[Any, ...]) -> list[Any]:
    """The constraints of a field, also those inside `| None`."""
    parts = list(metadata)
    for inside in (annotation, *getattr(annotation, "__args__", ())):
        for part in getattr(inside, "__metadata__", ()):
            parts += getattr(part, "metadata", None) or [part]
    return [flat for part in parts for flat in (getattr(part, "metadata", None) or [part])]
