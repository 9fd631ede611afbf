"""What a run keeps of each program, scenario and draw: four tables, column by column.

A run's folder holds

- `run.json`: scenarios, draws, seed, the model's version, whether the run is complete;
- `members.parquet`: one row for each program of the set, with its state in this run (`done`, `failed`, `waiting`);
- `sums/{month_sums,end_sums,year_sums,changed_years,programs}.parquet`: of a complete run what `sums` adds up;
- `batches/NAME/{programs,positions,months,years}.parquet`: what is finished, a folder for each batch of programs.

Every row of a batch bears the `key` of its program, a fingerprint of all that its numbers depend on. Only rows whose
key stands in `members.parquet` count: what an earlier run with other files, scenarios or draws has left is passed
over. Order and size of batches mean nothing.

Lists `…_by_draw` have one entry for each draw, in the order of draws, so that sums over programs can be taken draw by
draw; a draw of one program is independent of the same draw of another, while the scenarios of one program share their
draws. Quantiles are values that occurred (the inverted distribution function), never means of two. Months that lie
beyond the horizon are null, and -1 in lists.
"""

from dataclasses import dataclass

import pyarrow as pa

BASELINE = "as it stands"
DONE, FAILED, WAITING = "done", "failed", "waiting"
QUANTILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
NEVER = -1
FORMAT = 1
BATCH_TABLES, SUMS = "batches", "sums"

TEXT, WORD, MONTH = pa.string(), pa.dictionary(pa.int32(), pa.string()), pa.string()
COUNTS, DOLLARS = pa.list_(pa.uint16()), pa.float64()


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in Parquet, its unit and what it means."""

    name: str
    type: pa.DataType
    unit: str
    meaning: str

    @property
    def field(self) -> pa.Field:
        """The column as Parquet has it."""
        return pa.field(self.name, self.type)


OF_EACH = (
    Column("key", TEXT, "text", "fingerprint of the program, the scenarios, the draws and the model"),
    Column("program", TEXT, "text", "the program's id in the set"),
    Column("scenario", WORD, "text", f"the scenario's name, or {BASELINE!r}"),
)
OF_PROGRAM = (
    Column("name", TEXT, "text", "the program's name"),
    Column("state", WORD, "text", "the program's state"),
    Column("region", WORD, "text", "its region, empty where none is given"),
    Column("synthetic", pa.bool_(), "true or false", "drawn from published distributions, nobody's program"),
    Column("size", WORD, "text", "positions budgeted, in bands"),
    Column("payer_mix", WORD, "text", "who paid for the first year as it stands, in bands"),
    Column("start", MONTH, "month", "first month projected"),
    Column("months", pa.int16(), "months", "how many are projected"),
    Column("draws", pa.int32(), "count", "draws"),
    Column("positions", pa.int16(), "count", "positions budgeted in the scenario"),
    Column("reached", pa.list_(pa.bool_()), "true or false", "whether each change of the scenario fits the program"),
    Column("earned_share", pa.float64(), "share", "earnings over full cost in the first year as it stands, by means"),
    Column("grant_share", pa.float64(), "share", "grants over full cost in the first year as it stands, by means"),
)
PROGRAMS = (
    *OF_EACH,
    *OF_PROGRAM,
    Column("position_months", pa.float64(), "months", "position-months sustained over the horizon, mean"),
    Column("position_months_by_draw", pa.list_(pa.int32()), "months", "the same in each draw"),
    Column("sustained_at_start", pa.float64(), "positions", "positions sustained in the first month, mean"),
    Column("sustained_at_end", pa.float64(), "positions", "positions sustained in the last month, mean"),
    Column("full_cost", DOLLARS, "dollars", "full cost over the horizon, mean"),
    Column("pay", DOLLARS, "dollars", "wages and fringe of seats that are there, over the horizon, mean"),
    Column("gap", DOLLARS, "dollars", "what nobody paid over the horizon, mean"),
    Column("gap_by_draw", pa.list_(DOLLARS), "dollars", "the same in each draw"),
    Column("medicaid_earned", DOLLARS, "dollars", "earned from Medicaid over the horizon, mean"),
    Column("first_gap_by_draw", pa.list_(pa.int16()), "month index", "month in which the runway ends, in each draw"),
    *(
        Column(f"first_gap_{name}", MONTH, "month", f"by this month the runway has ended in {share:.0%} of draws")
        for name, share in QUANTILES.items()
    ),
    Column("never_gap", pa.float64(), "share", "draws in which the runway does not end within the horizon"),
)
POSITIONS = (
    *OF_EACH,
    Column("position", TEXT, "text", "the position's id"),
    Column("direct_service", pa.bool_(), "true or false", "whether it sees clients"),
    Column("hours_per_week", pa.float64(), "hours a week", "in the first month"),
    Column(
        "sustained_draws_by_month",
        pa.list_(pa.uint32()),
        "draws",
        "in how many draws it is sustained, month after month",
    ),
    *(
        Column(f"unsustainable_{name}", MONTH, "month", f"by this month {share:.0%} of draws have it unsustainable")
        for name, share in QUANTILES.items()
    ),
    Column("unsustainable", pa.float64(), "share", "draws in which it becomes unsustainable within the horizon"),
    Column("ends", pa.float64(), "share", "draws in which the seat ends for want of funding"),
    Column("gap", DOLLARS, "dollars", "what nobody paid of its cost over the horizon, mean"),
)
MONTHS = (
    *OF_EACH,
    Column("index", pa.int16(), "month index", "from 0, the program's first month"),
    Column("month", MONTH, "month", "calendar month"),
    Column("sustained_by_draw", COUNTS, "positions", "positions sustained, in each draw"),
    Column("sustained", pa.float64(), "positions", "the same, mean"),
    Column("seats", pa.float64(), "positions", "seats that are there, sustained or not, mean"),
    Column("full_cost", DOLLARS, "dollars", "full cost, mean"),
    Column("gap", DOLLARS, "dollars", "what nobody paid, mean"),
    *(
        Column(f"gap_{name}", DOLLARS, "dollars", f"what nobody paid: {share:.0%} of draws have no more")
        for name, share in QUANTILES.items()
    ),
    Column("medicaid_earned", DOLLARS, "dollars", "earned from Medicaid, by month of service, mean"),
    Column("medicaid_paid", DOLLARS, "dollars", "paid by Medicaid, by month of payment, mean"),
)
YEARS = (
    *OF_EACH,
    Column("state", WORD, "text", "the program's state"),
    Column("state_year", pa.int16(), "year", "state fiscal year, by the year it ends in"),
    Column("federal_year", pa.int16(), "year", "federal fiscal year, by the year it ends in"),
    Column("months", pa.int16(), "months", "of this part of a year that are projected; 0 where only payments arrive"),
    Column("position_months", pa.float64(), "months", "position-months sustained, mean"),
    Column("medicaid_earned", DOLLARS, "dollars", "earned from Medicaid, by month of service, mean"),
    Column("medicaid_paid", DOLLARS, "dollars", "paid by Medicaid, by month of payment, to the last dollar, mean"),
    Column("medicaid_paid_by_draw", pa.list_(DOLLARS), "dollars", "the same in each draw"),
    Column("full_cost", DOLLARS, "dollars", "full cost, mean"),
    Column("pay", DOLLARS, "dollars", "wages and fringe of seats that are there, mean"),
    Column("earned", DOLLARS, "dollars", "earned from all payers, by month of service, mean"),
    Column("grants", DOLLARS, "dollars", "paid by grants, mean"),
    Column("contracts", DOLLARS, "dollars", "received from contracts, mean"),
    Column("fundraising", DOLLARS, "dollars", "raised, mean"),
    Column("gap", DOLLARS, "dollars", "what nobody paid, mean"),
)
MEMBERS = (
    Column("order", pa.int32(), "count", "place in the set, from 0"),
    Column("program", TEXT, "text", "the program's id in the set"),
    Column("region", TEXT, "text", "its region"),
    Column("place", TEXT, "text", "the file, or the rows of the table, in which it stands"),
    Column("key", TEXT, "text", "fingerprint; joins the tables of the batches"),
    Column("state", TEXT, "text", "done, failed or waiting"),
    Column("reason", TEXT, "text", "why it failed: sentences, one a line"),
)
TABLES = {"programs": PROGRAMS, "positions": POSITIONS, "months": MONTHS, "years": YEARS}

# Judgement: four peers to an organization are usual (see `synthetic_state.yaml`), twenty positions are many; no band is
# published.
SIZES = ((5, "1 to 4 positions"), (10, "5 to 9 positions"), (20, "10 to 19 positions"))
LARGEST = "20 positions or more"
HALF = 0.5
EARNED_MOST, GRANTS_MOST, MIXED = "earnings pay most", "grants pay most", "mixed"
PAYER_MIXES = (EARNED_MOST, GRANTS_MOST, MIXED)


def schema(table: str) -> pa.Schema:
    """The Parquet schema of a table of a batch, or of `members`."""
    return pa.schema([column.field for column in {**TABLES, "members": MEMBERS}[table]])


def size_band(positions: int) -> str:
    """The band of so many positions."""
    return next((name for below, name in SIZES if positions < below), LARGEST)


def payer_mix(earned: float, grants: float) -> str:
    """The band of a program by the shares of its full cost that earnings and grants paid."""
    if earned >= HALF:
        return EARNED_MOST
    return GRANTS_MOST if grants >= HALF else MIXED
