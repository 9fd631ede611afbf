"""Part time: what fewer or more hours a week do to what an hour costs, to benefits, and to what a seat brings."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.series.horizon import Horizon
from model.projection import Projection, project
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, laid
from model.sentences import rounded

HOURS = (40.0, 32.0, 28.0)


@dataclass(frozen=True, kw_only=True)
class Hours:
    """A position at so many hours a week, over the first twelve months it is projected, seats kept. Dollars a month.

    Attributes:
        hours_per_week: of it.
        full_time: whether it has the benefits of full-time staff.
        direct: direct cost; `benefits`: of the components that only full-time staff have.
        earned: by it.
        cost_an_hour: direct cost a paid hour; `cost_a_service_hour`: of time with or for clients, NaN without any.
        change: in what the whole program lacks, against the hours it has today; below 0 it lacks less.
    """

    hours_per_week: float
    full_time: bool
    direct: float
    benefits: float
    earned: float
    cost_an_hour: float
    cost_a_service_hour: float
    change: float


@dataclass(frozen=True, kw_only=True)
class PartTime:
    """One position at several hours.

    Attributes:
        position: its id; `threshold`: hours a week from which one counts as full time.
        today: as it is; `options`: in the order asked for.
    """

    position: str
    threshold: float
    today: Hours
    options: tuple[Hours, ...]

    @property
    def sentence(self) -> str:
        """What happens at the threshold."""
        below = [o for o in self.options if not o.full_time]
        if not below or self.today.benefits == 0:
            return f"None of these hours moves {self.position} across the threshold of {self.threshold:g} hours a week."
        first = max(below, key=lambda option: option.hours_per_week)
        return (
            f"Below {self.threshold:g} hours a week {self.position} loses benefits worth "
            f"{rounded(self.today.benefits)} a month; at {first.hours_per_week:g} hours an hour costs "
            f"${first.cost_an_hour:.2f}, today ${self.today.cost_an_hour:.2f}."
        )


def part_time(file: ProgramFile, position: str, hours: Sequence[float] = HOURS) -> PartTime:
    """Project a position at other hours a week from its first month on.

    Demand, caseload and turnover stay as they are: if fewer hours keep somebody who would leave, lower turnover too.

    Raises:
        QuestionError: for a position that the program does not have, or hours that no week has.
    """
    program = file.program
    if position not in {p.id for p in program.positions}:
        raise QuestionError(
            f"found the position {position!r}; the program has {', '.join(p.id for p in program.positions)}"
        )
    if any(not 0 < h <= 168 for h in hours):
        raise QuestionError(f"found {min(hours):g} to {max(hours):g} hours a week; a week has 168, and some are worked")
    starts = program.position(position).start
    if starts is not None and starts > program.last:
        raise QuestionError(f"{position!r} starts in {starts}; the program is projected to {program.last}")
    today = project(laid(file, [KEPT]).program)
    options = []
    for number in hours:
        change = {"set": f"positions[id={position}].hours_per_week", "to": float(number)}
        options.append(_read(project(laid(file, [KEPT], [change]).program), position, today))
    return PartTime(
        position=position,
        threshold=float(Horizon.of(program).values(program.benefits.full_time_hours)[0, 0]),
        today=_read(today, position, today),
        options=tuple(options),
    )


def _read(projection: Projection, position: str, today: Projection) -> Hours:
    program, horizon = projection.program, Horizon.of(projection.program)
    place = [p.id for p in program.positions].index(position)
    start = max(program.positions[place].start or program.start, program.start) - program.start
    year = slice(start, min(start + MONTHS_PER_YEAR, program.months))
    months = year.stop - year.start
    there = projection.funding.present[0, place, year]
    direct = float((projection.costs.direct[0, place, year] * there).sum())
    paid = float((projection.capacity.paid * projection.staffing.filled)[0, place, year] @ there)
    service = float(projection.capacity.service[0, place, year] @ there)
    weekly = float(horizon.values(program.positions[place].hours_per_week)[0, start])
    threshold = float(horizon.values(program.benefits.full_time_hours)[0, start])
    benefits = sum(
        float((part[0, place, year] * there).sum())
        for component, part in zip(program.benefits.components, projection.costs.fringe_parts, strict=True)
        if component.eligible_only
    )
    return Hours(
        hours_per_week=weekly,
        full_time=weekly >= threshold,
        direct=direct / months,
        benefits=benefits / months,
        earned=float(projection.billing.earned[0, place, :, :, year].sum()) / months,
        cost_an_hour=direct / paid if paid > 0 else float("nan"),
        cost_a_service_hour=direct / service if service > 0 else float("nan"),
        change=(_lacks(projection, year) - _lacks(today, year)) / months,
    )


def _lacks(projection: Projection, months: slice) -> float:
    """Full cost less earnings of the whole program."""
    earned = projection.biller.earned_by_payer()[0, :, months].sum()
    return float(projection.funding.full[0, :, months].sum() - earned)
