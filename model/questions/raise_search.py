"""What a question of raises is searched in: the program, the raise, and whose rates are to make up for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from propcache import cached_property

from model.compare import Outcome
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.series.horizon import Horizon
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, Changed, tried


@dataclass(frozen=True)
class Search:
    """What every lever is searched in.

    Attributes:
        file: the program.
        base: changes that hold before and after the raise.
        raised: the raise.
        start: its first month.
        payer: whose rates are moved.
    """

    file: ProgramFile
    base: tuple[Changed, ...]
    raised: tuple[Changed, ...]
    start: Month
    payer: str

    @property
    def index(self) -> int:
        """The index of the raise's first month."""
        return self.start - self.file.program.start

    @cached_property
    def before(self) -> Outcome:
        """Without the raise, seats kept."""
        return tried(self.file, [KEPT, *self.base])

    @cached_property
    def alone(self) -> Outcome:
        """With the raise and no lever moved, seats kept."""
        return tried(self.file, [KEPT, *self.base], self.raised)

    def after(self, changes: Sequence[Changed]) -> Outcome:
        """With the raise and a lever moved, seats kept."""
        return tried(self.file, [KEPT, *self.base], self.raised, changes) if changes else self.alone

    def margin(self, outcome: Outcome) -> float:
        """Earnings less full cost from the raise on."""
        p = outcome.projection
        return float(p.billing.earned[0][..., self.index :].sum() - p.funding.full[0][:, self.index :].sum())

    def worth(self, outcome: Outcome) -> float:
        """What is left at the end: the reserve less all that nobody paid."""
        funding = outcome.projection.funding
        return float(funding.reserve[0, -1] - funding.owed[0, -1])


def main_payer(file: ProgramFile, name: str | None) -> str:
    """The payer named, or the first that looks like Medicaid, or the first that pays by the unit.

    Raises:
        QuestionError: when no payer pays by the unit, or the one named does not.
    """
    by_unit = paid_by_unit(file)
    if name is not None and name not in by_unit:
        raise QuestionError(f"found the payer {name!r}; those that pay by the unit are {', '.join(by_unit) or 'none'}")
    if not by_unit:
        raise QuestionError("no payer of this program pays by the unit; a rate cannot be worked out")
    return name or next((n for n in by_unit if "medicaid" in n.lower()), by_unit[0])


def paid_by_unit(file: ProgramFile) -> list[str]:
    """The payers that pay for some service by the unit."""
    return [n for n, p in file.program.payers.items() if any(s.per == "unit" for s in p.services.values())]


def unit_rates(file: ProgramFile, payer: str, start: Month) -> dict[str, float]:
    """Dollars a unit of each service that a payer pays by the unit, in a month."""
    services = file.program.payers[payer].services
    horizon, index = Horizon.of(file.program), start - file.program.start
    return {n: float(horizon.values(s.rate)[0, index]) for n, s in services.items() if s.per == "unit"}


def rates_times(search: Search, times: float) -> list[Changed]:
    """All unit rates of the payer, times a factor from the raise on."""
    return [
        {"scale": f"payers.{search.payer}.services.{name}.rate", "by": times, "from": str(search.start)}
        for name in unit_rates(search.file, search.payer, search.start)
        if times != 1
    ]
