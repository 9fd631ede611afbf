"""Leave and coverage: what a day off costs, such as one for mental health."""

from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.projection import Projection, project
from model.questions.departure import Item
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, Changed, laid
from model.sentences import rounded

FULL_DAY = 8.0
PAY, FRINGE = "Pay for the day", "Fringe on it"
LOST, COVERED, SAVED, OVERHEAD = "Earnings lost", "Coverage by others", "Travel not driven", "Indirect"
TWO_SUMS = (
    "Pay and fringe of the day are in the payroll whether or not it is taken, so the day adds only the rest to what "
    "is missing. All of it together is what the day costs those who count pay for time without service as well."
)


@dataclass(frozen=True, kw_only=True)
class LeaveDay:
    """One day off for everybody who sees clients, in the program's first twelve months, seats kept.

    Attributes:
        hours: of the day, for 40 hours a week; others get their part.
        days: how many such days a year filled seats take, in days of a full-time person.
        items: for one full-time day; pay and fringe first, which are paid already.
        measured: full cost less earnings, after less before, a day: the difference of two projections.
    """

    hours: float
    days: float
    items: tuple[Item, ...]
    measured: float

    @property
    def added(self) -> float:
        """What a day adds to what the program lacks."""
        return sum(item.dollars for item in self.items if item.name not in (PAY, FRINGE))

    @property
    def all_in(self) -> float:
        """With the pay and fringe of the day."""
        return sum(item.dollars for item in self.items)

    @property
    def a_year(self) -> float:
        """What one more day a year for everybody adds."""
        return self.added * self.days

    @property
    def sentence(self) -> str:
        """Both sums."""
        return (
            f"A day off costs {rounded(self.all_in)} all in; of that {rounded(self.added)} is new money, "
            f"{rounded(self.a_year)} a year for everybody."
        )


def leave_day(file: ProgramFile, hours: float = FULL_DAY, coverage: float | None = None) -> LeaveDay:
    """What one more day of paid leave costs: the difference of two projections.

    Args:
        hours: of the day, for somebody who works 40 hours a week.
        coverage: share of hours on leave that others work; by default as the file has it.

    Raises:
        QuestionError: where nobody sees clients in the first twelve months.
    """
    kind = "a day more"
    while kind in file.program.leave:
        kind += " still"
    given: list[Changed] = [] if coverage is None else [{"set": "staffing.coverage.leave", "to": coverage}]
    own = [p.id for p in file.program.positions if "leave" in p.staffing.coverage.model_fields_set]
    if coverage is not None:
        given += [{"set": f"positions[id={name}].staffing.coverage.leave", "to": coverage} for name in own]
    base = laid(file, [KEPT, *given])
    before = project(base.program)
    after = project(laid(base, [{"add": "leave", "item": {kind: hours}}]).program)
    first = slice(0, min(MONTHS_PER_YEAR, file.program.months))
    gone = _taken(before, after)[:, first]
    days = float(gone.sum()) / hours
    if days <= 0:
        raise QuestionError("nobody who sees clients is there in the first twelve months, so no day off has a cost")
    return LeaveDay(
        hours=hours,
        days=days,
        items=tuple(_items(before, after, gone, first, days)),
        measured=(_net(after, first) - _net(before, first)) / days,
    )


def _taken(before: Projection, after: Projection) -> Array:
    """Hours of the filled seats that see clients which the day takes: (positions, months)."""
    hours = (before.capacity.worked - after.capacity.worked) * before.staffing.filled * before.funding.present
    serves = [[float(p.direct_service)] for p in before.program.positions]
    return hours[0] * serves


def _items(before: Projection, after: Projection, gone: Array, months: slice, days: float) -> list[Item]:
    def more(name: str) -> float:
        change = (getattr(after.costs, name) - getattr(before.costs, name)) * before.funding.present
        return float(change[0][:, months].sum()) / days

    pay = gone * before.staffing.wage[0, :, months]
    wages, fringe = (getattr(before.costs, name)[0, :, months] for name in ("wages", "fringe"))
    on_it = (pay * fringe / wages.clip(min=1e-9)).sum()
    earned = [p.biller.earned_by_payer()[0, :, months].sum() for p in (before, after)]
    indirect = (after.funding.indirect - before.funding.indirect)[0, :, months].sum()
    return [
        Item(name=PAY, dollars=float(pay.sum()) / days, note="Already in the payroll."),
        Item(name=FRINGE, dollars=float(on_it) / days, note="At what fringe is to wages; already paid."),
        Item(name=LOST, dollars=float(earned[0] - earned[1]) / days),
        Item(name=COVERED, dollars=more("wages") + more("fringe"), note="With the fringe on it."),
        Item(name=SAVED, dollars=more("travel")),
        Item(name=OVERHEAD, dollars=float(indirect) / days),
    ]


def _net(projection: Projection, months: slice) -> float:
    earned = projection.biller.earned_by_payer()[0, :, months].sum()
    return float(projection.funding.full[0, :, months].sum() - earned)
