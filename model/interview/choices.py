"""Choices: the published rates and limits of a state, each named as a program's `basis` names a row."""

from dataclasses import dataclass
from typing import Any, Literal

from model.inputs.assumption_records import Cap, Cited, Rate
from model.inputs.assumptions import AssumptionError, Assumptions
from model.inputs.citations import rows_named

UNITS_AN_HOUR = 4
PERIODS = {"day": "day", "week": "week", "month": "month", "90 days": "quarter", "half": "half", "year": "year"}
KINDS = {
    "unit_limit": "at most",
    "units_before_authorization": "without authorization, at most",
    "units_per_authorization": "in one authorization, at most",
}
WITHOUT_WINDOW = ("day", "week")


@dataclass(frozen=True, kw_only=True)
class RateChoice:
    """A published rate.

    Attributes:
        basis: how a program's `basis` names the row; it names no other.
        words: what it pays, for what, and since when.
        row: of the table.
        title, url: of its source.
    """

    basis: str
    words: str
    row: Rate
    title: str
    url: str | None


@dataclass(frozen=True, kw_only=True)
class CapChoice:
    """A published limit on what may be billed for a client, as a cap of a program without its services."""

    basis: str
    words: str
    row: Cap
    cap: dict[str, Any]
    title: str
    url: str | None


def rate_choices(state: str, delivery: Literal["individual", "group"], assumptions: Assumptions) -> list[RateChoice]:
    """The rates of a state that a program may choose; none where none is published.

    What has ended is not offered, nor what is only paid on top of another rate.
    """
    try:
        rows = assumptions.rates(state)
    except AssumptionError:
        return []
    offered = [r for r in rows if r.delivery in (delivery, "any") and r.kind != "add_on" and r.status != "ended"]
    return [_rate_choice(row, assumptions) for row in offered]


def cap_choices(state: str, assumptions: Assumptions) -> list[CapChoice]:
    """The limits of a state that a cap can express; limits by episode, ratios and sizes are none."""
    try:
        rows = assumptions.caps(state)
    except AssumptionError:
        return []
    return [
        _cap_choice(row, assumptions)
        for row in rows
        if row.kind in KINDS and row.period in PERIODS and row.limit and row.unit in ("units", "hours")
    ]


def reported_free(state: str, assumptions: Assumptions) -> list[Cap]:
    """Rows that say that a state has no limit."""
    try:
        return [row for row in assumptions.caps(state) if row.kind == "no_limit_reported"]
    except AssumptionError:
        return []


def _rate_choice(row: Rate, assumptions: Assumptions) -> RateChoice:
    source = assumptions.sources[row.source]
    paid = "a client and month" if row.per == "client_month" else f"{row.unit_minutes or 15} minutes"
    code = " ".join(part for part in (row.code, row.modifier) if part)
    when = f"since {row.effective_from}" if row.effective_from else f"as shown in {row.as_of}"
    told = [f"${row.rate:,.2f} for {paid}", code, row.program, row.setting, when]
    pending = " (pending, not yet in force)" if row.status == "pending" else ""
    return RateChoice(
        basis=named("medicaid_rates", row, assumptions),
        words=", ".join(part for part in told if part) + pending,
        row=row,
        title=source.title,
        url=source.url,
    )


def _cap_choice(row: Cap, assumptions: Assumptions) -> CapChoice:
    source = assumptions.sources[row.source]
    assert row.limit is not None
    assert row.period is not None
    hours = row.unit == "hours"
    words = f"{KINDS[row.kind].capitalize()} {row.limit:g} {row.unit} a client in a {row.period.removeprefix('90 ')}"
    if row.period == "90 days":
        words = f"{KINDS[row.kind].capitalize()} {row.limit:g} {row.unit} a client in 90 days"
    code = " ".join(part for part in (row.code, row.modifier) if part)
    when = f"since {row.effective_from}" if row.effective_from else f"as shown in {row.as_of}"
    basis = named("medicaid_caps", row, assumptions) + ("; x 4" if hours else "")
    cap = {
        "per": "client",
        "period": PERIODS[row.period],
        "limit": row.limit * (UNITS_AN_HOUR if hours else 1),
        **_window(row),
    }
    told = ", ".join(part for part in (words, code, when, row.note) if part)
    return CapChoice(basis=basis, words=told, row=row, cap=cap, title=source.title, url=source.url)


def _window(row: Cap) -> dict[str, Any]:
    """A fixed window begins with the calendar year where the source says so, else with the state's year in July."""
    if row.window != "fixed" or row.period in WITHOUT_WINDOW:
        return {}
    return {"window": "fixed", "starts": 1 if "calendar" in (row.note or "").lower() else 7}


def named(table: str, row: Cited, assumptions: Assumptions) -> str:
    """How `basis` names a row: with its date, and by as few other cells as tell it from all others.

    Raises:
        AssumptionError: when its cells name another row too.
    """
    dated = "effective_from" if getattr(row, "effective_from", None) else "as_of"
    first = ("state", "parameter", "jurisdiction", "code", "modifier", "kind", "period", dated)
    cells: list[str] = []
    for name in (*first, "delivery", "program", "setting", "source", "locator", "limit", "rate"):
        value = str(getattr(row, name, None) or "")
        if not value or value in type(row).model_fields or ";" in value or " + " in value:
            continue
        cells.append(value)
        text = f"{table}.csv: {'; '.join(cells)}"
        if (name == dated or name not in first) and rows_named(text, assumptions) == (row,):
            return text
    raise AssumptionError(f"{table}.csv: no cells tell the row {row.locator!r} from the others")
