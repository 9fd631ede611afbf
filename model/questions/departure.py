"""What one departure costs: a hair more turnover in one month, projected, and scaled to one person who leaves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.inputs.series.horizon import Horizon
from model.projection import Projection, project
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, Changed, by_month, laid
from model.sentences import rounded, spoken

HAIR = 0.01  # separations a seat and year, in one month: so little that caps answer as they would to one person
LEAST = 1e-9


@dataclass(frozen=True, kw_only=True)
class Item:
    """One part of a cost.

    Attributes:
        name: in plain words.
        dollars: below 0 where it saves.
        note: what it holds.
    """

    name: str
    dollars: float
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Departure:
    """What one person who leaves costs, seats kept.

    Attributes:
        seats: whose mean this is; one, or all that see clients.
        month: at whose end the person leaves; `months` after it are counted.
        items: that add up to the total.
        measured: full cost less earnings, after less before: the difference of two projections, a departure.
        supervisor_hours: of a supervisor's time, as the person gives them; 0 is not counted.
    """

    seats: tuple[str, ...]
    month: Month
    months: int
    items: tuple[Item, ...]
    measured: float
    supervisor_hours: float

    @property
    def total(self) -> float:
        """Dollars for one departure."""
        return sum(item.dollars for item in self.items)

    @property
    def empty_seat(self) -> float:
        """What the empty seat alone costs: earnings lost, less what is not paid in the meantime."""
        return sum(item.dollars for item in self.items if item.name in (EMPTY, NOT_PAID, LINES))

    @property
    def sentence(self) -> str:
        """The total with what it is made of."""
        said = f"One departure at the end of {spoken(self.month)} costs {rounded(self.total)} in {self.months} months"
        parts = [f"{item.name.lower()} {rounded(item.dollars)}" for item in self.items if round(item.dollars)]
        return f"{said}: {', '.join(parts)}." if parts else f"{said}."


@dataclass(frozen=True, kw_only=True)
class YearOfTurnover:
    """A year of turnover, the first twelve months.

    Attributes:
        separations: expected, by position.
        departures: what one costs, by position.
        against_nobody_leaving: full cost less earnings, less the same where nobody leaves: people who all stay climb
            the ladder, so it is not the sum of departures.
    """

    separations: dict[str, float]
    departures: dict[str, float]
    against_nobody_leaving: float

    @property
    def people(self) -> float:
        """Who leave in the year."""
        return sum(self.separations.values())

    @property
    def cost(self) -> float:
        """Each position's separations times what one costs."""
        return sum(count * self.departures[name] for name, count in self.separations.items())


EMPTY = "Earnings lost while the seat is empty"
NOT_PAID = "Pay and fringe not paid"
LINES = "Travel and costs of the position not spent"
RAMP = "Earnings lost while the new person learns"
WAITING = "Earnings lost until the new person may bill"
RECRUITING = "Recruiting and replacement"
COVERAGE = "Coverage by others"
INDIRECT = "Indirect"
SUPERVISOR = "Supervisor's time"


def departure(
    file: ProgramFile,
    position: str | None = None,
    month: Month | None = None,
    months: int = MONTHS_PER_YEAR,
    supervisor_hours: float = 0.0,
) -> Departure:
    """Measure what one departure costs, itemised.

    In one month turnover is a hair higher; what that adds to full cost less earnings through the months counted is
    divided by the separations it adds. Earnings lost are told apart by projecting the same with new people who are
    fully productive, and who may bill, at once. A supervisor's time is not in the model; hours that the person gives
    are counted at what an hour of those who see no clients costs, and is paid already.

    Args:
        position: whose; by default the mean of all that see clients.
        month: at whose end the person leaves; by default the first in which somebody is there.
        months: counted from then on, as far as the projection goes.
        supervisor_hours: of a supervisor for recruiting, training and cover.

    Raises:
        QuestionError: for a position or month that is not there, or where nobody can leave.
    """
    program, seats = file.program, _seats(file, position)
    month = month or _first_month(file, seats)
    if not program.start <= month < program.last:
        raise QuestionError(f"found {month}; a departure is counted from {program.start} to {program.last.plus(-1)}")
    counted = slice(month - program.start, min(month - program.start + months + 1, program.months))
    changes = (_at_once(file, seats, ramp=False), _at_once(file, seats, ramp=True), [])
    pairs = [_pair(file, seats, month, base) for base in changes]
    added = [_separations(seats, pair, month) for pair in pairs]
    if min(abs(number) for number in added) < LEAST:
        raise QuestionError(
            f"nobody can leave {', '.join(seats)} in {month}: the seat is empty, or turnover is at its most"
        )
    lost = [-_earned(pair, counted) / number for pair, number in zip(pairs, added, strict=True)]
    before, after = pairs[-1]
    items = [
        Item(name=EMPTY, dollars=lost[0]),
        *_cost_items(before, after, counted, added[-1]),
        Item(name=RAMP, dollars=lost[1] - lost[0]),
        Item(name=WAITING, dollars=lost[2] - lost[1]),
    ]
    if supervisor_hours:
        rate = _supervisor_rate(before, counted.start)
        items.append(Item(name=SUPERVISOR, dollars=supervisor_hours * rate, note="Hours as given; already paid for."))
    return Departure(
        seats=seats,
        month=month,
        months=counted.stop - counted.start - 1,
        items=tuple(items),
        measured=(_net(after, counted) - _net(before, counted)) / added[-1],
        supervisor_hours=supervisor_hours,
    )


def year_of_turnover(file: ProgramFile, told: Callable[[int, int], object] | None = None) -> YearOfTurnover:
    """What turnover costs in the first twelve months.

    Args:
        told: called before each position with how many are done and how many there are.
    """
    base = project(laid(file, [KEPT]).program)
    first = slice(0, min(MONTHS_PER_YEAR, file.program.months))
    separations = (base.staffing.separations * base.funding.present)[0, :, first].sum(axis=1)
    leaving = {
        p.id: float(count) for p, count in zip(file.program.positions, separations, strict=True) if count > LEAST
    }
    own = [p.id for p in file.program.positions if "annual_turnover" in p.staffing.model_fields_set]
    places = ["staffing", *(f"positions[id={name}].staffing" for name in own)]
    nobody: list[Changed] = [{"set": f"{place}.annual_turnover", "to": 0.0} for place in places]
    staying = project(laid(file, [KEPT], nobody).program)
    departures = {}
    for done, name in enumerate(leaving):
        if told is not None:
            told(done, len(leaving))
        departures[name] = departure(file, name).total
    return YearOfTurnover(
        separations=leaving,
        departures=departures,
        against_nobody_leaving=_net(base, first) - _net(staying, first),
    )


def _first_month(file: ProgramFile, seats: Sequence[str]) -> Month:
    """The first month in which somebody sits in one of the seats; the program's first where nobody ever does."""
    base = project(laid(file, [KEPT]).program)
    places = [place for place, p in enumerate(file.program.positions) if p.id in seats]
    there = (base.staffing.filled * base.funding.present)[0, places].sum(axis=0) > 0
    return file.program.start.plus(int(there.argmax()))


def _seats(file: ProgramFile, position: str | None) -> tuple[str, ...]:
    names = tuple(p.id for p in file.program.positions)
    if position is None:
        return tuple(p.id for p in file.program.positions if p.direct_service)
    if position not in names:
        raise QuestionError(f"found the position {position!r}; the program has {', '.join(names)}")
    return (position,)


def _at_once(file: ProgramFile, seats: Sequence[str], *, ramp: bool) -> list[Changed]:
    """Changes after which new people may bill at once and, without the ramp, are fully productive at once."""
    changes: list[Changed] = []
    for name in seats:
        place, staffing = f"positions[id={name}].staffing", file.program.staffing_of(file.program.position(name))
        changes += [{"set": f"{place}.months_to_bill", "to": 0}]
        if staffing.hire.credentials:
            at_hire = dict.fromkeys(staffing.hire.credentials, 0)
            changes += [{"set": f"{place}.hire.credentials", "to": at_hire}]
        if not ramp:
            changes += [{"set": f"{place}.ramp", "to": []}]
    return changes


def _pair(
    file: ProgramFile, seats: Sequence[str], month: Month, base: Sequence[Changed]
) -> tuple[Projection, Projection]:
    """The program, and the same with a hair more turnover in one month."""
    horizon, more = Horizon.of(file.program), []
    for name in seats:
        turnover = horizon.values(file.program.staffing_of(file.program.position(name)).annual_turnover)[0].copy()
        turnover[month - file.program.start] += HAIR
        place = f"positions[id={name}].staffing.annual_turnover"
        more.append({"set": place, "to": by_month(turnover, file.program.start)})
    kept = [KEPT, *base]
    return project(laid(file, kept).program), project(laid(file, kept, more).program)


def _separations(seats: Sequence[str], pair: tuple[Projection, Projection], month: Month) -> float:
    """Separations that the hair adds in its month."""
    before, after = pair
    names, index = [p.id for p in before.program.positions], month - before.program.start
    places = [names.index(name) for name in seats]
    added = (after.staffing.separations - before.staffing.separations)[0, places, index]
    return float((added * before.funding.present[0, places, index]).sum())


def _earned(pair: tuple[Projection, Projection], months: slice) -> float:
    before, after = (float(p.biller.earned_by_payer()[0, :, months].sum()) for p in pair)
    return after - before


def _net(projection: Projection, months: slice) -> float:
    """Full cost less earnings."""
    earned = projection.biller.earned_by_payer()[0, :, months].sum()
    return float(projection.funding.full[0, :, months].sum() - earned)


def _cost_items(before: Projection, after: Projection, months: slice, added: float) -> list[Item]:
    """What is spent more or less, a departure."""

    def more(read: str) -> float:
        return float((_there(after, read) - _there(before, read))[:, months].sum()) / added

    indirect = (after.funding.indirect - before.funding.indirect)[0, :, months].sum()
    covered = more("covered_wages")
    people = "Of the seat while it is empty, and of a new person who starts lower on the ladder."
    return [
        Item(name=NOT_PAID, dollars=more("wages") + more("fringe") - covered, note=people),
        Item(name=LINES, dollars=more("travel") + more("per_position")),
        Item(name=COVERAGE, dollars=covered, note="Fringe on it stands with pay and fringe."),
        Item(name=RECRUITING, dollars=more("replacement")),
        Item(name=INDIRECT, dollars=float(indirect) / added),
    ]


def _there(projection: Projection, name: str) -> Array:
    """One kind of cost of the seats that are there: (positions, months)."""
    return (getattr(projection.costs, name) * projection.funding.present)[0]


def _supervisor_rate(projection: Projection, month: int) -> float:
    """What an hour of positions that see no clients costs."""
    direct = [not p.direct_service for p in projection.program.positions]
    cost = _there(projection, "direct")[direct, month].sum()
    hours = (projection.capacity.paid * projection.staffing.filled * projection.funding.present)[0, direct, month].sum()
    if hours <= 0:
        raise QuestionError("nobody in the program sees no clients, so a supervisor's hour has no price; leave it out")
    return float(cost / hours)
