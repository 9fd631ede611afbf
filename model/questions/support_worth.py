"""What a support costs, and what it would have to do to pay for itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model.inputs.assumption_records import Entry
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.series.horizon import Horizon
from model.inputs.staff import Support
from model.projection import Projection, project
from model.questions.solving import QuestionError, Solved, Unreached, Words, solve
from model.questions.trying import KEPT, Changed, laid
from model.sentences import rounded

TOLERANCE = 1e-5
EFFECTS = {"turnover_multiplier": 1.0, "no_show_multiplier": 1.0, "non_service_share_change": 0.0}
OFF = "No effect is counted until you set a number."


@dataclass(frozen=True, kw_only=True)
class SupportWorth:
    """A support, seats kept.

    Attributes:
        name: what it is called.
        cost_a_year: dollars with no effect at all: what is paid for it, and what the hours it takes would have earned.
        separations_a_year: without it.
        break_even: the turnover multiplier at which its net is 0, its other effects as the person set them.
        prevented_a_year: departures that it then prevents.
        is_set: whether the person set any effect; `net_a_year`: what it then brings, less what it costs. None if not.
        evidence: published effects with their ranges, for choosing a number; none is applied unasked.
    """

    name: str
    cost_a_year: float
    separations_a_year: float
    break_even: Solved | Unreached
    prevented_a_year: float
    is_set: bool
    net_a_year: float | None
    evidence: tuple[Entry, ...]

    @property
    def years_for_one(self) -> float:
        """In how many years it has to prevent one departure; infinite where it costs nothing."""
        return 1 / self.prevented_a_year if self.prevented_a_year > 0 else float("inf")

    @property
    def worth_of_one(self) -> float:
        """What each departure prevented saves at break-even, through all months projected; not that of one year."""
        return self.cost_a_year / self.prevented_a_year

    @property
    def sentence(self) -> str:
        """Its cost and what would pay for it."""
        said = f"{self.name} costs {rounded(self.cost_a_year)} a year"
        if isinstance(self.break_even, Unreached):
            return f"{said}; it would not pay for itself even if nobody left. {self._said}"
        if self.prevented_a_year <= 0:
            return f"{said}, and pays for itself as it is. {self._said}"
        return (
            f"{said}; it pays for itself if it prevents one departure in {self.years_for_one:.1f} years, "
            f"turnover times {self.break_even.value:.2f}. A departure is then worth {rounded(self.worth_of_one)} "
            f"through the months projected, in which those who stay go on climbing the ladder. {self._said}"
        )

    @property
    def _said(self) -> str:
        if self.net_a_year is None:
            return OFF
        word = "brings" if self.net_a_year >= 0 else "costs"
        return f"With the effects you set it {word} {rounded(abs(self.net_a_year))} a year net."


def supports_worth(file: ProgramFile, assumptions: Assumptions | None = None) -> tuple[SupportWorth, ...]:
    """Every support of a program."""
    return tuple(support_worth(file, support.name, assumptions) for support in file.program.supports)


def support_worth(
    file: ProgramFile, support: str | Mapping[str, Any], assumptions: Assumptions | None = None
) -> SupportWorth:
    """Measure a support: the difference of projections with and without it, on the real model.

    Args:
        support: the name of one in the program, or one to be added, as a program file writes it.
        assumptions: published effects; the project's own by default.

    Raises:
        QuestionError: for a name that no support of the program has, or one outside the months projected.
        InputError: for a support that cannot be read.
    """
    item = _item(file, support) if isinstance(support, str) else dict(support)
    without = _without(file, str(item["name"]))
    years = _years(without, item)
    base = _projected(without, [])

    def net(effects: Mapping[str, float]) -> float:
        return _margin(_projected(without, [{"add": "supports", "item": {**item, **effects}}])) - _margin(base)

    def separations(effects: Mapping[str, float]) -> float:
        after = _projected(without, [{"add": "supports", "item": {**item, **effects}}])
        return (_separations(base) - _separations(after)) / years

    words = Words(lever="turnover times", target="what the support costs", show_missing=rounded)
    found = solve(lambda times: net({"turnover_multiplier": times}), 0.0, 1.0, TOLERANCE, words)
    times = found.value if isinstance(found, Solved) else found.best
    is_set = any(key in item and item[key] != neutral for key, neutral in EFFECTS.items())
    known = assumptions or load_assumptions()
    return SupportWorth(
        name=str(item["name"]),
        cost_a_year=-net(EFFECTS) / years,
        separations_a_year=_separations(base) * MONTHS_PER_YEAR / file.program.months,
        break_even=found,
        prevented_a_year=separations({"turnover_multiplier": times}),
        is_set=is_set,
        net_a_year=net({}) / years if is_set else None,
        evidence=tuple(entry for effect in EFFECTS for entry in known.for_field(f"supports[*].{effect}")),
    )


def _item(file: ProgramFile, name: str) -> dict[str, Any]:
    found = next((s for s in file.tree.get("supports") or [] if str(s.get("name")) == name), None)
    if found is None:
        names = ", ".join(support.name for support in file.program.supports) or "none"
        raise QuestionError(f"found the support {name!r}; the program has {names}")
    return dict(found)


def _without(file: ProgramFile, name: str) -> ProgramFile:
    """The program without a support of that name, seats kept."""
    there = any(support.name == name for support in file.program.supports)
    gone: list[Changed] = [{"remove": f"supports[name={name}]"}] if there else []
    return laid(file, [KEPT, *gone])


def _projected(file: ProgramFile, changes: Sequence[Changed]) -> Projection:
    return project(laid(file, changes).program)


def _years(file: ProgramFile, item: Mapping[str, Any]) -> float:
    """How many years of the projection a support is there."""
    with_it = laid(file, [{"add": "supports", "item": dict(item)}]).program
    support: Support = with_it.supports[-1]
    months = float(Horizon.of(with_it).within(support.from_, support.until).sum())
    if months <= 0:
        raise QuestionError(f"the support {support.name!r} is not there in any month projected")
    return months / MONTHS_PER_YEAR


def _margin(projection: Projection) -> float:
    """Earnings less full cost over all months."""
    return float(projection.biller.earned_by_payer()[0].sum() - projection.funding.full[0].sum())


def _separations(projection: Projection) -> float:
    return float((projection.staffing.separations * projection.funding.present)[0].sum())
