"""What the rates of today imply a peer can be paid an hour."""

from collections.abc import Callable
from dataclasses import dataclass

from model.inputs.series.horizon import Horizon
from model.questions.rate_question import Question, full_cost_of, paid_by_unit, pay
from model.questions.solving import Solved, Unreached, Words, dollars, solve
from model.questions.trying import Changed, elasticity_changes

LEAST_WAGE, MOST_WAGE, WAGE_TOLERANCE = 0.01, 200.0, 0.005


@dataclass(frozen=True, kw_only=True)
class ImpliedWage:
    """One wage for all positions asked about, dollars an hour, at which today's rates pay for them in full.

    Attributes:
        own_clients: the payer's rates pay for its own clients' part of the hours, without caps.
        all_clients: all payers' earnings pay for everything, without caps.
        under_caps: the same with the caps.
        floor: the highest wage floor in the window; a rate may imply less than the law allows.
    """

    own_clients: Solved | Unreached
    all_clients: Solved | Unreached
    under_caps: Solved | Unreached
    floor: float

    @property
    def sentences(self) -> tuple[str, ...]:
        """The three answers."""
        return (
            f"For this payer's own clients, without caps: {self._said(self.own_clients)}",
            f"For everyone served, without caps: {self._said(self.all_clients)}",
            f"For everyone served, with caps: {self._said(self.under_caps)}",
        )

    def _said(self, answer: Solved | Unreached) -> str:
        if isinstance(answer, Unreached):
            return (
                f"today's rates pay for no wage at all: at {dollars(answer.best)} an hour, "
                f"{dollars(answer.missing)} of the cost would still be unpaid."
            )
        below = f", below the floor of {dollars(self.floor)}" if answer.value < self.floor else ""
        return (
            f"today's rates imply {dollars(answer.value)} an hour{below} "
            f"(to within {WAGE_TOLERANCE:g}, looked for up to {dollars(answer.high)})."
        )


def implied_wage(question: Question) -> ImpliedWage:
    """Turn the build-up round: hold rates, and look for the wage.

    The wage floor is lifted while looking, so that an answer below it can be told; job codes, steps, differentials and
    yearly increases give way to the one wage. Turnover stays as it is without regard to pay: a rate study's worker
    stays in the seat, and a wage of a few dollars would empty it.
    """
    values = Horizon.of(question.file.program).values(question.file.program.wage_floor)

    def everyone(wage: float, *, caps: bool) -> float:
        return question.beyond(_paid(question, wage), caps=caps)

    return ImpliedWage(
        own_clients=_solved(lambda wage: _own_clients(question, wage)),
        all_clients=_solved(lambda wage: everyone(wage, caps=False)),
        under_caps=_solved(lambda wage: everyone(wage, caps=True)),
        floor=float(values[0, question.months].max()),
    )


def _paid(question: Question, wage: float) -> list[Changed]:
    return [*elasticity_changes(question.file), *pay(question, wage), {"set": "wage_floor", "to": 0.0}]


def _own_clients(question: Question, wage: float) -> float:
    """The payer's earnings less what the hours with its own clients cost."""
    found = question.parts(question.outcome(_paid(question, wage)))
    paid = paid_by_unit(question.file, question.asked.payer, found)
    return sum(s.earned - full_cost_of(found, s) * s.payer_share for s in paid)


def _solved(beyond: Callable[[float], float]) -> Solved | Unreached:
    words = Words(lever="a wage", target="full cost at today's rates", show=dollars, show_missing=dollars)
    return solve(beyond, LEAST_WAGE, MOST_WAGE, WAGE_TOLERANCE, words)
