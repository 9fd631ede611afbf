"""An anonymous summary of one program: what an association can count with, and nothing by which it is known.

Every text of a summary is one of a closed list, a quarter or its random id: none of it was written by anybody. Pay is
rounded to half a dollar, sizes are banded, shares are tenths, and no date is finer than a quarter.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from model.inputs.faults import Fault, InputError, translated
from model.inputs.fields import Items, Part
from model.inputs.load import ProgramFile, read_tree
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.series.pay import pay_series
from model.inputs.spec import shown
from model.inputs.states import STATES
from model.inputs.versions import LATER
from model.inputs.writing import written
from model.portfolio.measuring import Kept, calendar, measure
from model.portfolio.results import LARGEST, PAYER_MIXES, SIZES, payer_mix, size_band
from model.projection import Projection, project

FORMAT = 1
MARK = "anonymous_summary"
HEAD = "# An anonymous summary of a peer-support program. It holds what is below and nothing else.\n"
HALF_DOLLAR, TENTH, MONTHS_PER_QUARTER = 0.5, 10, 3
MOST_QUARTERS, MOST_POSITIONS, MOST_PAY = 200, 10_000, 1_000
BANDS = {**{name: below - 1 for below, name in SIZES}, LARGEST: MOST_POSITIONS}  # most positions of each


def _held_to(right: Callable[[Any], bool], wanted: str) -> AfterValidator:
    """Refuse a value in our words."""

    def check(value: Any) -> Any:
        if not right(value):
            raise _wrong("", shown(value), wanted)
        return value

    return AfterValidator(check)


def _one_of(known: Collection[str], wanted: str = "") -> AfterValidator:
    return _held_to(lambda value: value in known, wanted or f"one of {', '.join(known)} is needed")


def _matching(pattern: str, wanted: str) -> AfterValidator:
    return _held_to(lambda value: re.fullmatch(pattern, value, re.ASCII) is not None, wanted)


def _whole(most: int, step: int = 1) -> AfterValidator:
    steps = f", in steps of {step}," if step > 1 else ""
    return _held_to(lambda value: 0 <= value <= most and value % step == 0, f"0 to {most}{steps} is needed")


Identity = Annotated[str, _matching("[0-9a-f]{32}", "32 digits from 0 to f are needed")]
State = Annotated[str, _one_of(STATES, "the postal code of a state is needed")]
Size = Annotated[str, _one_of(BANDS)]
Mix = Annotated[str, _one_of(PAYER_MIXES)]
Percent = Annotated[int, _whole(100, TENTH)]
Count = Annotated[int, _whole(MOST_POSITIONS)]
Months = Annotated[int, _whole(MONTHS_PER_QUARTER * (MOST_QUARTERS + 1), MONTHS_PER_QUARTER)]
Quarter = Annotated[str, _matching("[12][0-9]{3}-Q[1-4]", "a quarter is written as in 2026-Q3")]
HalfDollars = Annotated[
    float,
    _held_to(
        lambda value: 0 < value <= MOST_PAY and value % HALF_DOLLAR == 0, f"half dollars up to {MOST_PAY} are needed"
    ),
]


class Money(Part):
    """Where the money of the first year comes from, each to the nearest tenth, in percent; they may not add up."""

    medicaid: Percent
    other_payers: Percent
    grants: Percent
    contracts: Percent
    fundraising: Percent


class Pay(Part):
    """Dollars an hour of positions that see clients, to the nearest half dollar.

    `entry` is the lowest first step of their ladders, `middle` the middle of what seats pay in the first month.
    """

    entry: HalfDollars
    middle: HalfDollars


class Summary(Part):
    """All that a program tells of itself, as it stands and as expected; the fields in `TOLD` say what each is."""

    anonymous_summary: Literal[1]
    id: Identity
    state: State | None
    size: Size
    payer_mix: Mix
    money: Money
    pay: Pay | None
    starts: Quarter
    months_sustained: Months
    first_gap: Quarter | None
    sustained: Annotated[Items[Percent], Field(min_length=1, max_length=MOST_QUARTERS)]
    positions_sustained: Annotated[Items[Count], Field(max_length=MOST_QUARTERS)] | None

    @model_validator(mode="after")
    def _holds_together(self) -> "Summary":
        """Refuse what no program could have told."""
        if self.months_sustained > MONTHS_PER_QUARTER * (len(self.sustained) + 1):
            raise _wrong("months_sustained", str(self.months_sustained), "it is longer than the quarters that are told")
        if self.first_gap is not None and not self.starts <= self.first_gap <= next_quarter(self.quarters[-1]):
            raise _wrong("first_gap", self.first_gap, "it lies outside the quarters that are told")
        counts = self.positions_sustained
        if counts is not None and len(counts) != len(self.sustained):
            raise _wrong("positions_sustained", f"{len(counts)} quarters", f"{len(self.sustained)} are needed")
        if counts and max(counts) > BANDS[self.size]:
            raise _wrong("positions_sustained", str(max(counts)), f"the program has {self.size}")
        return self

    @property
    def quarters(self) -> tuple[str, ...]:
        """The quarters of `sustained`, from `starts` on."""
        first = Month(int(self.starts[:4]) * MONTHS_PER_YEAR + MONTHS_PER_QUARTER * (int(self.starts[-1]) - 1))
        return tuple(quarter_of(first.plus(MONTHS_PER_QUARTER * n)) for n in range(len(self.sustained)))


# What people read for each field, in the order in which it is shown.
TOLD = {
    "anonymous_summary": "Version of this form",
    "id": "Random id of this summary, drawn anew each time, so that one is not counted twice",
    "state": "State",
    "size": "Positions budgeted, in a band",
    "payer_mix": "Who pays most of the first year's cost",
    "money": "Money of the first year by source, each to the nearest 10 %",
    "pay": "Pay an hour of positions that see clients, to the nearest $0.50",
    "starts": "First quarter told",
    "months_sustained": "Months that a position is paid for, on average, to the nearest 3",
    "first_gap": "Quarter in which some position first goes unpaid",
    "sustained": "Positions paid for at each quarter's end, to the nearest 10 % of all",
    "positions_sustained": "The same as a number of positions, which tells the program's size",
}


def summary_of(
    file: ProgramFile,
    identity: str,
    *,
    state: bool = True,
    counts: bool = False,
    medicaid: Sequence[str] | None = None,
) -> Summary:
    """What a program tells of itself, every number as expected.

    Args:
        file: the program.
        identity: 32 hexadecimal digits drawn at random, never from anything of the program.
        state: whether its state is told.
        counts: whether positions sustained are told as numbers too.
        medicaid: names of the payers that are Medicaid; by default those with `medicaid` in their name.

    Raises:
        InputError: when the program is projected for no quarter's last month, or too long.
    """
    program = file.program
    projection = project(program, compiled=False)
    kept = measure(calendar(program), medicaid)(projection)
    ends = [n for n in range(program.months) if _ends_quarter(program.start.plus(n))]
    if not 0 < len(ends) <= MOST_QUARTERS:
        found, wanted = f"{len(ends)} quarters end in its months", f"1 to {MOST_QUARTERS} are needed"
        raise InputError([Fault(file=file.name, path="months", found=found, wanted=wanted)])
    held, positions = kept["sustained"][0], len(program.positions)
    earned, grants = (_share(kept, f"first_year.{source}") for source in ("earned", "grants"))
    runway = float(kept["first_gap"][0])
    return Summary(
        anonymous_summary=FORMAT,
        id=identity,
        state=program.state if state else None,
        size=size_band(positions),
        payer_mix=payer_mix(earned, grants),
        money=_money(projection, kept),
        pay=_pay(projection),
        starts=quarter_of(program.start.plus(ends[0])),
        months_sustained=_nearest(float(held.sum()) / positions, MONTHS_PER_QUARTER),
        first_gap=quarter_of(program.start.plus(int(runway))) if np.isfinite(runway) else None,
        sustained=tuple(_nearest(100 * float(held[n]) / positions, TENTH) for n in ends),
        positions_sustained=tuple(int(held[n]) for n in ends) if counts else None,
    )


def summary_bytes(summary: Summary) -> bytes:
    """A summary as a file."""
    return HEAD.encode() + written(summary.model_dump(mode="json"))


def read_summary(source: bytes, name: str) -> Summary:
    """Read a summary strictly.

    Raises:
        InputError: with every fault found.
    """
    tree, lines = read_tree(source, name)
    if not isinstance(tree, dict) or MARK not in tree:
        wanted = "name a file that `portfolio summary` has written"
        raise InputError([Fault(file=name, path="", found="this is no anonymous summary", wanted=wanted)])
    version = tree[MARK]
    if isinstance(version, int) and version > FORMAT:
        raise InputError([Fault(file=name, path=MARK, found=f"found {version}", wanted=LATER)])
    try:
        return Summary.model_validate(tree)
    except ValidationError as error:
        raise InputError(translated(error, Summary, name, lines)) from None


def told(summary: Summary) -> list[tuple[str, str]]:
    """Everything that a summary holds, for people: what it is, and its value."""
    values = summary.model_dump(mode="json")
    return [(meaning, _words(name, values[name], summary)) for name, meaning in TOLD.items()]


def _words(name: str, value: Any, summary: Summary) -> str:
    if value is None:
        return {"first_gap": "not in the quarters told", "pay": "no position sees clients"}.get(name, "not told")
    if name == "money":
        return ", ".join(f"{source.replace('_', ' ')} {percent} %" for source, percent in value.items())
    if name == "pay":
        return f"at entry ${value['entry']:.2f}, in the middle ${value['middle']:.2f}"
    if name in ("sustained", "positions_sustained"):
        unit = " %" if name == "sustained" else ""
        return ", ".join(f"{when} {count}{unit}" for when, count in zip(summary.quarters, value, strict=True))
    return str(value)


def quarter_of(month: Month) -> str:
    """The calendar quarter of a month, such as 2026-Q3."""
    return f"{month.year:04d}-Q{(month.calendar_month - 1) // MONTHS_PER_QUARTER + 1}"


def next_quarter(quarter: str) -> str:
    """The quarter after one."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year + number // 4:04d}-Q{number % 4 + 1}"


def _ends_quarter(month: Month) -> bool:
    return month.calendar_month % MONTHS_PER_QUARTER == 0


def _nearest(value: float, step: int) -> int:
    return step * int(np.floor(value / step + 0.5))


def _half_dollars(dollars: float) -> float:
    return max(HALF_DOLLAR, HALF_DOLLAR * float(np.floor(dollars / HALF_DOLLAR + 0.5)))


def _share(kept: Kept, source: str) -> float:
    full = float(kept["first_year.full_cost"][0])
    return float(kept[source][0]) / full if full > 0 else 0.0


def _money(projection: Projection, kept: Kept) -> Money:
    """Shares of what is received for the first year, by source."""
    funding = projection.funding
    medicaid = float(kept["medicaid_earned"][0, :MONTHS_PER_YEAR].sum())
    dollars = {
        "medicaid": medicaid,
        "other_payers": float(kept["first_year.earned"][0]) - medicaid,
        "grants": float(kept["first_year.grants"][0]),
        "contracts": float(funding.contracts[0, :MONTHS_PER_YEAR].sum()),
        "fundraising": float(funding.fundraising[0, :MONTHS_PER_YEAR].sum()),
    }
    received = sum(dollars.values())
    return Money(**{name: _nearest(100 * part / received, TENTH) if received else 0 for name, part in dollars.items()})


def _pay(projection: Projection) -> Pay | None:
    """Pay of the positions that see clients; None without any."""
    program, series = projection.program, pay_series(projection.program)
    seeing = [n for n, seat in enumerate(program.positions) if seat.direct_service]
    if not seeing:
        return None
    ladders = [series.ladders[series.ladder_of[n]] for n in seeing]
    entry = min(np.clip(one.steps[0, 0, 0], one.minimum[0, 0], one.maximum[0, 0]) for one in ladders)
    middle = np.median(projection.wages.original[0, seeing, 0])
    return Pay(entry=_half_dollars(max(entry, series.wage_floor[0, 0])), middle=_half_dollars(middle))


def _wrong(field: str, found: str, wanted: str) -> PydanticCustomError:
    place = f"{field}: " if field else ""
    return PydanticCustomError("fault", "{found}; {wanted}", {"found": f"{place}found {found}", "wanted": wanted})
