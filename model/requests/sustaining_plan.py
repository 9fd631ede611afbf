"""What the sustainability section says in numbers: seats, billing, the award's share, and what is missing."""

from dataclasses import dataclass

from model.findings import HALF_A_CENT
from model.inputs.fields import Month
from model.inputs.request_sustaining import After
from model.requests.arithmetic import whole

PRINTED = ("left", "earns", "signed", "hoped")
PROGRAM = "Shared costs of the program"


@dataclass(frozen=True, kw_only=True)
class PositionAfter:
    """One position that the award pays, or somebody typed whom it pays, before and after its end.

    Attributes:
        position, title: which.
        fte: the grant's share of a full-time week in its last month.
        cost: loaded cost of the whole seat in each budget year and, last, in the year after: its direct cost with the
            program's indirect, without shared costs, as the projection has it, dollars.
        share: of that cost which the grant pays, by budget year.
        left: dollars of the year after that somebody else must pay: the last share the grant paid, of that year's cost.
        after: what would pay, as the person says; signed: dollars a year of it that are signed; hoped: of the rest,
            each weighed by its chance.
        earns: dollars of the year after that billing brings for that share of the seat.
    """

    position: str
    title: str
    fte: float
    cost: tuple[float, ...]
    share: tuple[float, ...]
    left: float
    after: tuple[After, ...]
    signed: float
    hoped: float
    earns: float

    @property
    def gap(self) -> float:
        """Dollars of the year after that nobody pays; below 0 when more comes in than is needed."""
        return self.left - self.signed - self.hoped - self.earns


@dataclass(frozen=True, kw_only=True)
class PrintedAfter:
    """A seat, or shared costs, in the year after as printed: each amount rounded once to whole dollars."""

    title: str
    left: int
    earns: int
    signed: int
    hoped: int

    @property
    def nobody(self) -> int:
        """What nobody pays of it as printed; below 0 when more comes in than is needed."""
        return self.left - self.earns - self.signed - self.hoped


@dataclass(frozen=True, kw_only=True)
class Billed:
    """Billing of one payer for the seats the award pays, over the year after it, each weighed by the grant's share.

    `hours` are hours of service with clients of every payer; `client_share`: of them the payer's in the first month.
    `earned` is what is paid in the end, after denials and caps.
    """

    payer: str
    client_share: float
    hours: float
    units: float
    billed: float
    denied: float
    earned: float


@dataclass(frozen=True, kw_only=True)
class StepDown:
    """One budget year: the share of the project that the grant pays, as asked, and as the person plans; None if not."""

    number: int
    share: float
    planned: float | None


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A seat that ends for lack of money: its last paid month with the award and without; None where it stays."""

    position: str
    title: str
    with_award: Month | None
    without: Month | None


@dataclass(frozen=True, kw_only=True)
class SustainingPlan:
    """Everything the sustainability section says in numbers.

    Attributes:
        ends: the award's last month; horizon: the last month projected.
        positions: what pays each seat; billed: what billing brings; step_down: by budget year.
        program_left: shared costs of the year after that the grant paid before.
        program_signed, program_hoped: of sources that name no position.
        first_gap: first month after the award in which something stays unpaid; None when nothing does.
        gap_with, gap_without: dollars unpaid over the projection, with the award and without it.
        endings: seats that end.
    """

    ends: Month
    horizon: Month
    positions: tuple[PositionAfter, ...]
    billed: tuple[Billed, ...]
    step_down: tuple[StepDown, ...]
    program_left: float
    program_signed: float
    program_hoped: float
    first_gap: Month | None
    gap_with: float
    gap_without: float
    endings: tuple[Ending, ...]

    @property
    def gap(self) -> float:
        """Dollars of the year after the award that nobody pays, over all its seats; 0 when they are paid."""
        return max(0.0, self.unrounded)

    @property
    def unrounded(self) -> float:
        """The same before any row is rounded; below 0 when more comes in than is needed."""
        seats = sum(each.gap for each in self.positions)
        return seats + self.program_left - self.program_signed - self.program_hoped

    @property
    def printed(self) -> tuple[PrintedAfter, ...]:
        """The year after as printed: seats, then shared costs; rows of nothing are left out."""
        rows = [(p.title, p.left, p.earns, p.signed, p.hoped) for p in self.positions]
        rows.append((PROGRAM, self.program_left, 0.0, self.program_signed, self.program_hoped))
        made = [
            PrintedAfter(title=title, **{name: whole(v, "nearest") for name, v in zip(PRINTED, numbers, strict=True)})
            for title, *numbers in rows
            if any(numbers)
        ]
        return tuple(made)

    @property
    def printed_gap(self) -> int:
        """What nobody pays, as the printed rows add up; `gap` is the same without rounding."""
        return max(0, sum(each.nobody for each in self.printed))

    @property
    def closes(self) -> bool:
        """Whether the year after the award is paid for."""
        return self.gap < HALF_A_CENT
