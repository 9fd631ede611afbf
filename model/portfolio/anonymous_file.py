"""The file of an anonymous summary: what it may hold, read strictly, and shown whole.

Every text of a summary is one of a closed list, a quarter or its random id: none of it was written by anybody. Pay is
rounded to half a dollar, sizes are banded, shares are tenths, and no date is finer than a quarter.
"""

import re
from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from model.inputs.faults import Fault, InputError, translated
from model.inputs.fields import Items, Part
from model.inputs.load import read_tree
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.spec import shown
from model.inputs.states import STATES
from model.inputs.versions import LATER
from model.inputs.writing import written
from model.portfolio.results import LARGEST, PAYER_MIXES, SIZES

FORMAT = 1
MARK = "anonymous_summary"
LARGEST_FILE = 20_000  # bytes: the longest one has some four thousand
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


def _some(value: Sequence[Any]) -> Sequence[Any]:
    if not 0 < len(value) <= MOST_QUARTERS:
        raise _wrong("", f"{len(value)} entries", f"1 to {MOST_QUARTERS} are needed")
    return value


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
    invented: bool
    state: State | None
    size: Size
    payer_mix: Mix
    money: Money
    pay: Pay | None
    starts: Quarter
    months_sustained: Months
    first_gap: Quarter | None
    sustained: Annotated[Items[Percent], AfterValidator(_some)]
    positions_sustained: Items[Count] | None

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
    "invented": "An invented or synthetic program, nobody's, as its file says",
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


def summary_bytes(summary: Summary) -> bytes:
    """A summary as a file."""
    return HEAD.encode() + written(summary.model_dump(mode="json"))


def read_summary(source: bytes, name: str) -> Summary:
    """Read a summary strictly.

    Raises:
        InputError: with every fault found.
    """
    if len(source) > LARGEST_FILE:
        found, wanted = f"it has {len(source):,} bytes", f"a summary has at most {LARGEST_FILE:,}"
        raise InputError([Fault(file=name, path="", found=found, wanted=wanted)])
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
    if isinstance(value, bool):
        return "yes" if value else "no"
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


def _wrong(field: str, found: str, wanted: str) -> PydanticCustomError:
    place = f"{field}: " if field else ""
    return PydanticCustomError("fault", "{found}; {wanted}", {"found": f"{place}found {found}", "wanted": wanted})
