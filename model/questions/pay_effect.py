"""What better pay does to turnover, where a program assumes that it does: what it saves and earns, and how surely."""

from dataclasses import dataclass

from model.compare import Outcome
from model.inputs.assumptions import Assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.numbers import Dated
from model.questions.pay_costs import YearCost, year_costs
from model.questions.trying import KEPT, Changed, elasticity_changes, tried

ENTRY = "elasticity.separations"


@dataclass(frozen=True, kw_only=True)
class PayEffect:
    """A raise with its effect on turnover, seats kept.

    Attributes:
        years: cost and earnings by fiscal year with the effect.
        net: full cost less earnings through the horizon with it; `without`: the same with no effect.
        elasticity: in force; `low`, `high`: its range, and the net cost at each end.
        net_at_low, net_at_high: dollars.
        source: where the elasticity comes from.
    """

    years: tuple[YearCost, ...]
    net: float
    without: float
    elasticity: float
    low: float
    high: float
    net_at_low: float
    net_at_high: float
    source: str

    @property
    def saved(self) -> float:
        """What the effect takes off the cost of the raise."""
        return self.without - self.net

    @property
    def fewer_separations(self) -> float:
        """People who stay, over the horizon."""
        return -sum(year.separations for year in self.years)

    @property
    def fewer_vacant_months(self) -> float:
        """Months that seats are filled instead of empty."""
        return -sum(year.vacant_months for year in self.years)

    @property
    def more_earned(self) -> float:
        """Dollars earned in months that would have been empty or of learning."""
        return sum(year.earned for year in self.years)


def effect_of(
    file: ProgramFile, raised: list[Changed], start: Month, assumptions: Assumptions, without: float
) -> PayEffect | None:
    """The raise with pay's effect on turnover; None where the program assumes none, or cannot show one.

    The range is the file's own where it gives one, else that of the assumption.
    """
    if not _on(file):
        return None
    elasticity = file.program.staffing.wage_elasticity
    entry = assumptions.entry(ENTRY)
    given = elasticity.entries[0]
    low = given.low if given.low is not None else entry.low
    high = given.high if given.high is not None else entry.high
    assert low is not None and high is not None
    years = _years(file, [], raised, start)
    return PayEffect(
        years=years,
        net=_net(years),
        without=without,
        elasticity=_strongest(file),
        low=low,
        high=high,
        net_at_low=_net(_years(file, elasticity_changes(file, low), raised, start)),
        net_at_high=_net(_years(file, elasticity_changes(file, high), raised, start)),
        source=_source(file, assumptions),
    )


def _on(file: ProgramFile) -> bool:
    """Whether turnover answers to pay anywhere: it needs an elasticity and pay to compare with."""
    program = file.program
    return any(
        _most(program.staffing_of(position).wage_elasticity) > 0
        and program.ladders[position.ladder].outside_wage is not None
        and program.ladders[position.ladder].turnover_reference is not None
        for position in program.positions
    )


def _most(number: Dated) -> float:
    return max(float(entry.value) for entry in number.entries)


def _strongest(file: ProgramFile) -> float:
    return max(_most(file.program.staffing_of(position).wage_elasticity) for position in file.program.positions)


def _years(file: ProgramFile, base: list[Changed], raised: list[Changed], start: Month) -> tuple[YearCost, ...]:
    before, after = _pair(file, [KEPT, *base], raised)
    return year_costs(before, after, start)


def _pair(file: ProgramFile, base: list[Changed], raised: list[Changed]) -> tuple[Outcome, Outcome]:
    return tried(file, base), tried(file, base, raised)


def _net(years: tuple[YearCost, ...]) -> float:
    return sum(year.net for year in years)


def _source(file: ProgramFile, assumptions: Assumptions) -> str:
    basis = file.program.basis.get("staffing.wage_elasticity", "")
    entry = assumptions.entries.get(basis)
    if entry is None:
        return basis or "the file gives no source"
    return f"{basis}: {entry.source}, {entry.locator} ({entry.confidence}); {entry.note}"
