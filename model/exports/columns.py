"""Columns: each key of a projection's rows, months and findings, with its unit and what it means."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from model.inputs.units import UNITS

# What a projection counts that no assumption is stated in.
RESULT_UNITS = ("month", "sessions", "positions")
TABLES = ("rows", "months", "findings.positions.ID", "findings.program")


@dataclass(frozen=True)
class Column:
    """One key: the table it stands in, its unit, its meaning.

    A part in angle brackets is any name of the program: `booked.<service>`.
    """

    table: str
    key: str
    unit: str
    meaning: str

    def covers(self, key: str) -> bool:
        """Whether a key of a real table is this one.

        The part in angle brackets stands between what is before and after it, so a name may hold dots.
        """
        if "<" not in self.key:
            return key == self.key
        before, _, rest = self.key.partition("<")
        after = rest.partition(">")[2]
        return key.startswith(before) and key.endswith(after) and len(key) > len(before) + len(after)


_FATES = (
    ("delivered", "delivered, whatever became of them"),
    ("no_payer", "for clients whom no payer pays for, at the time and for the service"),
    ("not_qualified", "by people whom the payer does not accept yet"),
    ("not_billed", "that a grant forbids to bill"),
    ("over_client_cap", "over a cap per client"),
    ("over_worker_cap", "over a cap per worker"),
    ("over_program_cap", "over a cap of the whole program"),
    ("denied", "billed, and denied for good"),
    ("paid", "billed and paid"),
)

_ROWS = (
    ("month", "month", "the month, YYYY-MM"),
    ("position", "text", "the position's id; (program) where no direct-service position is there to carry the cost"),
    ("wage", "dollars an hour", "mean pay of the people in the seat"),
    ("filled", "share", "chance that somebody is in the seat"),
    ("productive", "share", "the seat's people, new hires counted by how far their ramp has come"),
    ("qualified.<payer>", "share", "the part of productive whose people this payer accepts"),
    ("vacant", "share", "chance that the seat is empty"),
    ("separations", "share", "chance that somebody leaves at the month's end"),
    ("hires", "share", "share of the seat whose people are in their first month"),
    ("paid_hours", "hours", "hours the whole seat is paid for when filled"),
    ("service_hours", "hours", "hours left for sessions, with their travel and documentation"),
    ("unused_hours", "hours", "service hours for which there is no demand"),
    ("booked.<service>", "sessions", "sessions booked"),
    ("kept.<service>", "sessions", "client-sessions that took place; each attendee of a group counts"),
    *((f"units.{fate}", "units", f"units {meaning}") for fate, meaning in _FATES),
    *((f"hours.{fate}", "hours", f"the worker's session hours {meaning}") for fate, meaning in _FATES),
    ("billed", "dollars", "billable units at their rate, before denials"),
    ("earned", "dollars", "what is paid of it in the end, in the month of the service"),
    ("wages", "dollars", "pay, with the pay for covered hours"),
    ("fringe", "dollars", "what the employer pays on top of wages"),
    ("travel", "dollars", "miles at the mileage rate"),
    ("per_position", "dollars", "cost lines and supports for each position"),
    ("replacement", "dollars", "cost of people leaving, beyond the empty seat and the ramp"),
    ("direct_cost", "dollars", "wages + fringe + travel + per_position + replacement"),
    ("shared_cost", "dollars", "the row's part of positions that see no clients and of program costs"),
    ("indirect", "dollars", "indirect cost on direct and shared cost, less what is excluded"),
    ("full_cost", "dollars", "direct + shared + indirect; 0 for a position that other rows carry"),
    ("from_grants", "dollars", "full cost paid by grants"),
    ("from_program_income", "dollars", "full cost paid by what was earned under a grant"),
    ("from_earned", "dollars", "full cost paid by the position's other earnings"),
    ("from_contracts", "dollars", "full cost paid by contracts"),
    ("from_surplus", "dollars", "full cost paid by what other positions earned beyond their own"),
    ("from_fundraising", "dollars", "full cost paid by fundraising"),
    ("from_reserve", "dollars", "full cost paid out of the reserve"),
    ("gap", "dollars", "full cost that nobody pays"),
    (
        "status",
        "text",
        "least secure source that matters: earned, contract, grant, fundraising, reserve, gap, inactive",
    ),
    ("binds", "text", "what holds billing down: hours, demand, client_cap, worker_cap, program_cap"),
)

_MONTHS = (
    ("month", "month", "the month, YYYY-MM"),
    ("reserve", "dollars", "the reserve at the month's end"),
    ("cash", "dollars", "cash at the month's end; after it is negative, nothing is possible as shown"),
    ("accumulated_gap", "dollars", "gaps so far, less what was repaid"),
    ("contracts", "dollars", "what contracts pay in the month"),
    ("fundraising", "dollars", "what is raised in the month"),
    ("full_cost", "dollars", "everything spent"),
    ("gap", "dollars", "full cost that nobody pays, over all rows"),
    ("positions_sustained", "positions", "positions that are there and need neither the reserve nor a gap"),
    ("grants.<grant>.asked", "dollars", "what the grant is asked for, after program income"),
    ("grants.<grant>.paid", "dollars", "what it pays"),
    ("grants.<grant>.left", "dollars", "left of the budget year's award at the month's end"),
    ("grants.<grant>.income_balance", "dollars", "program income kept for later months"),
    ("grants.<grant>.match_needed", "dollars", "non-federal dollars that the payment needs beside it"),
)

_POSITIONS = (
    (
        "unsustainable_from",
        "month",
        "from here on it needs the reserve or has a gap, three months in a row or to its end",
    ),
    ("recovers", "month", "first later month from which it is paid for again, twelve months in a row or to its end"),
    ("first_gap", "month", "first month in which nobody pays for part of it"),
    ("ended", "month", "last paid month of a seat that ended for want of money"),
    ("payable_again", "month", "first month after that in which money left over would pay for it again"),
    ("grant_ends", "month", "last month in which a grant that covers it pays"),
    ("notice_by", "month", "month in which notice must be given"),
    ("self_sustaining", "ratio", "earnings over full cost, over all months; may pass 1"),
    ("self_sustaining_after_grant", "ratio", "the same after its grants have ended"),
)

_PROGRAM = (
    ("runway_months", "months", "months before the first gap; none where there is no gap"),
    ("reserve_at_floor", "month", "month in which the reserve is down to its floor"),
    ("cash_negative", "month", "first month that ends with less than no cash"),
    ("lowest_cash", "dollars", "lowest cash at any month's end"),
    ("gap_by_fiscal_year.<month>", "dollars", "gap by fiscal year, labelled by the month it starts"),
    *((f"unpaid_hours.{fate}", "hours", f"session hours {what}") for fate, what in _FATES[1:-1]),
    ("awards.<grant>.runs_out", "month", "first month in which the grant pays less than it is asked for"),
    ("awards.<grant>.even_spending", "dollars", "a month, that would have lasted through that budget year"),
    ("awards.<grant>.unpaid", "dollars", "asked of the grant and not paid, over all months"),
    ("awards.<grant>.match_needed", "dollars", "non-federal dollars needed beside it, over all months"),
    ("awards.<grant>.income_balance", "dollars", "program income kept at the end, restricted to the project"),
    ("match_could_count", "dollars", "earnings, contracts and fundraising that could count toward a match"),
    ("sentences", "text", "what it all comes to, in plain words"),
)

COLUMNS = tuple(
    Column(table, *column)
    for table, columns in zip(TABLES, (_ROWS, _MONTHS, _POSITIONS, _PROGRAM), strict=True)
    for column in columns
)


def columns() -> list[dict[str, str]]:
    """Every column as plain values, in the order of the tables."""
    return [asdict(column) for column in COLUMNS]


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A row whose groups have become columns of their own: `units.paid`."""
    result: dict[str, Any] = {}
    for key, value in row.items():
        result |= flat(value, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": value}
    return result


def undescribed(table: str, rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """Keys of a table that no column covers."""
    known = [column for column in COLUMNS if column.table == table]
    return {key for row in rows for key in flat(row) if not any(column.covers(key) for column in known)}


def unknown_units() -> set[str]:
    """Units of columns that neither the closed list of units nor `RESULT_UNITS` knows; there are none."""
    return {column.unit for column in COLUMNS} - set(UNITS) - set(RESULT_UNITS)
