"""What a dollar of wage needs in rate, and what part of a rate increase reaches pay."""

from dataclasses import dataclass

from model.compare import Outcome
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.equivalents import Equivalent, equivalents
from model.questions.raise_search import Search, main_payer, rates_times, unit_rates
from model.questions.raises import more_for_everyone
from model.questions.solving import Solved, dollars
from model.questions.trying import elasticity_changes

A_DOLLAR = 1.0


@dataclass(frozen=True, kw_only=True)
class WageToRate:
    """A dollar an hour for everybody who sees clients, from a month on, seats kept and turnover as it is.

    Attributes:
        payer: whose rates pay for it.
        needs: dollars a unit more, by service; empty where no rate reaches it.
        share_to_pay: the part of the added earnings that becomes wages and fringe; None where no rate reaches it.
        equivalent: the solved answer.
    """

    payer: str
    needs: dict[str, float]
    share_to_pay: float | None
    equivalent: Equivalent

    @property
    def sentences(self) -> tuple[str, ...]:
        """Both ways round."""
        if self.share_to_pay is None:
            return (f"A dollar of wage: {self.equivalent.sentence}",)
        listed = ", ".join(f"{dollars(more)} a unit for {name}" for name, more in self.needs.items())
        return (
            f"A dollar of wage an hour needs {listed} from {self.payer}.",
            f"Of a rate increase that pays for it, {100 * self.share_to_pay:.0f} % reaches wages and fringe; "
            "administration and other cost that follows wages take the rest.",
        )


def wage_to_rate(file: ProgramFile, start: Month | None = None, payer: str | None = None) -> WageToRate:
    """Raise everybody who sees clients by a dollar an hour, and solve for the rate that pays for it.

    Raises:
        QuestionError: when no payer pays by the unit.
    """
    start, payer = start or file.program.start, main_payer(file, payer)
    more = tuple(more_for_everyone(file, start, A_DOLLAR))
    search = Search(file, tuple(elasticity_changes(file)), more, start, payer)
    (found,) = equivalents(search, ("rate",))
    share = None
    if isinstance(found.answer, Solved):
        before, after = search.before, search.after(rates_times(search, found.answer.value))
        added = _earned(after, search.index) - _earned(before, search.index)
        share = (_pay(after, search.index) - _pay(before, search.index)) / added if added else None
    rates = unit_rates(file, payer, start)
    needs = {name: found.amounts[name] for name in rates if name in found.amounts}
    return WageToRate(payer=payer, needs=needs, share_to_pay=share, equivalent=found)


def _earned(outcome: Outcome, first: int) -> float:
    return float(outcome.projection.billing.earned[0][..., first:].sum())


def _pay(outcome: Outcome, first: int) -> float:
    p = outcome.projection
    return float(((p.costs.wages + p.costs.fringe) * p.funding.present)[0][:, first:].sum())
