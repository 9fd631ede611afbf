"""The rate that pays a ladder in full, line by line; and what wage the rate of today implies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.series.horizon import Horizon
from model.questions.implied_wage import ImpliedWage, implied_wage
from model.questions.rate_lines import Administration, Line, service_sheet
from model.questions.rate_parts import Parts, ServiceParts
from model.questions.rate_question import Asked, Question, needed_from, paid_by_unit, pay, question_of
from model.questions.solving import Solved, Unreached, Words, dollars, solve
from model.questions.trying import Changed

MOST_RATE, RATE_TOLERANCE = 10_000.0, 0.0001
MOST_TIMES, TIMES_TOLERANCE = 20.0, 0.0001
CAP_FATES = {"client": "over_client_cap", "worker": "over_worker_cap", "program": "over_program_cap"}


@dataclass(frozen=True, kw_only=True)
class ServiceRate:
    """The rate of one service.

    Attributes:
        service; unit_minutes of the payer's unit; `rate_now`: dollars a unit in the window's first month.
        lines: the build-up; the last one reaches `rate`.
        rate_for_own_clients: where the payer pays only for its own clients.
        rate: dollars a unit, solved on the real model.
    """

    service: str
    unit_minutes: float
    rate_now: float
    lines: tuple[Line, ...]
    rate_for_own_clients: float
    rate: Solved | Unreached

    @property
    def sentence(self) -> str:
        """The answer beside today's rate."""
        if isinstance(self.rate, Unreached):
            return f"{self.service}: {self.rate.sentence}"
        own = ""
        if abs(self.rate_for_own_clients - self.rate.value) > RATE_TOLERANCE * 10:
            own = f", of which {dollars(self.rate_for_own_clients)} are for this payer's own clients"
        return (
            f"{self.service}: {dollars(self.rate.value)} a unit of {self.unit_minutes:g} minutes pays for it in full"
            f"{own}; today's rate is {dollars(self.rate_now)} (found to within {RATE_TOLERANCE:g}, "
            f"looked for up to {dollars(self.rate.high)})."
        )


@dataclass(frozen=True, kw_only=True)
class UnderCaps:
    """What the same rates earn where the program's caps hold.

    Attributes:
        earned: dollars; `short`: full cost less that.
        taken: units over each kind of cap; `binding`: the names of caps of those kinds.
        times: by how much the rates would have to be multiplied for earnings to reach full cost under the caps.
    """

    earned: float
    short: float
    taken: Mapping[str, float]
    binding: tuple[str, ...]
    times: Solved | Unreached

    @property
    def sentence(self) -> str:
        """How far the rate alone does not reach."""
        if not self.binding:
            return "No cap takes any of these units."
        said = f"Caps bind ({', '.join(self.binding)}): with them the same rates leave {dollars(self.short)} unpaid. "
        if isinstance(self.times, Solved):
            return said + f"Under the caps the rates would have to be {self.times.value:.3f} times as high."
        return said + self.times.sentence


@dataclass(frozen=True, kw_only=True)
class RateBuildUp:
    """Rates that pay for some positions in full over a window, without caps, and what caps do to them.

    Attributes:
        services: by service; with all these rates put in, `earned` equals `full_cost`.
        first, months: the window.
        administration: as it enters.
        implied: what wage today's rates pay for.
        assumed: what the answer rests on.
    """

    payer: str
    services: tuple[ServiceRate, ...]
    first: Month
    months: int
    administration: Administration
    earned: float
    full_cost: float
    under_caps: UnderCaps
    implied: ImpliedWage
    assumed: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer in plain words."""
        return (*(s.sentence for s in self.services), self.under_caps.sentence, *self.implied.sentences)


def rate_build_up(file: ProgramFile, asked: Asked) -> RateBuildUp:
    """Build the rate up that pays for positions in full, and ask what wage today's rate implies.

    Seats stay through the window, and no grant forbids to bill, since the question is what billing alone pays for.
    Each service carries its own hours; what the payer's own rates do not reach — other payers' clients, services it
    does not pay by the unit — is the last line, so that the positions' earnings equal their full cost.

    Raises:
        QuestionError: for an unknown payer or position, a payer that pays for none of the work by the unit, a window
            outside the horizon, or administration that leaves nothing.
        InputError: when the ladder or wage asked for leaves a program that does not hold together.
    """
    question = question_of(file, asked)
    today = question.outcome(pay(question))
    found = question.parts(today)
    paid = paid_by_unit(file, asked.payer, found)
    administration = _administration(asked, found)
    rates = {s.name: _rate(question, found, paid, s) for s in paid}
    put_in = [*pay(question), *(question.rate(name, _value(rate)) for name, rate in rates.items())]
    earned, full = question.totals(question.outcome(put_in))
    return RateBuildUp(
        payer=asked.payer,
        services=tuple(
            _service_rate(question, found, paid, service, rates[service.name], administration) for service in paid
        ),
        first=question.first,
        months=question.months.stop - question.months.start,
        administration=administration,
        earned=earned,
        full_cost=full,
        under_caps=_under_caps(question, put_in, [s.name for s in paid]),
        implied=implied_wage(question),
        assumed=_assumed(question, administration),
    )


def _administration(asked: Asked, found: Parts) -> Administration:
    """As asked for, or what the program's own indirect rate comes to on all cost before it."""
    if asked.administration is not None:
        return Administration(share=asked.administration, convention=asked.convention)
    on_top = found.dollars.indirect / found.dollars.before_indirect
    share = on_top if asked.convention == "add_on" else on_top / (1 + on_top)
    return Administration(share=share, convention=asked.convention)


def _rate(question: Question, found: Parts, paid: Sequence[ServiceParts], service: ServiceParts) -> Solved | Unreached:
    needed = needed_from(found, paid, service)

    def beyond(rate: float) -> float:
        tried = question.parts(question.outcome([*pay(question), question.rate(service.name, rate)]))
        return next(s.earned for s in tried.services if s.name == service.name) - needed

    words = Words(lever="the rate", target="full cost", show=dollars, show_missing=dollars)
    return solve(beyond, 0.0, MOST_RATE, RATE_TOLERANCE, words)


def _value(rate: Solved | Unreached) -> float:
    return rate.value if isinstance(rate, Solved) else rate.best


def _service_rate(
    question: Question,
    found: Parts,
    paid: Sequence[ServiceParts],
    service: ServiceParts,
    rate: Solved | Unreached,
    administration: Administration,
) -> ServiceRate:
    sheet = service_sheet(found, service, administration)
    own = sheet.rate
    others = needed_from(found, paid, service) - own * service.collected
    why = "clients of other payers and of none, and work this payer does not pay by the unit, less what others pay"
    sheet.plus("Work that others do not pay for", others, service.collected, why, always=False)
    dated = question.file.program.payers[question.asked.payer].services[service.name].rate
    now = Horizon.of(question.file.program).values(dated)[0, question.months.start]
    return ServiceRate(
        service=service.name,
        unit_minutes=service.unit_minutes,
        rate_now=float(now),
        lines=tuple(sheet.lines),
        rate_for_own_clients=own,
        rate=rate,
    )


def _under_caps(question: Question, put_in: Sequence[Changed], names: Sequence[str]) -> UnderCaps:
    result = question.outcome(put_in, caps=True)
    earned, full = question.totals(result)
    billing, places = result.projection.billing, list(question.places)
    taken = {
        per: float(getattr(billing, fate)[0, places][..., question.months].sum()) for per, fate in CAP_FATES.items()
    }
    binds = {per for per, units in taken.items() if units > 1e-9}
    prefix = f"payers.{question.asked.payer}.services"

    def beyond(times: float) -> float:
        scaled = [{"scale": f"{prefix}.{name}.rate", "by": times, "from": str(question.first)} for name in names]
        return question.beyond([*put_in, *scaled], caps=True)

    words = Words(lever="the rates, times", target="full cost under the caps", show_missing=dollars)
    return UnderCaps(
        earned=earned,
        short=full - earned,
        taken=taken,
        binding=tuple(cap.name for cap in question.file.program.caps if cap.per in binds),
        times=solve(beyond, 0.0, MOST_TIMES, TIMES_TOLERANCE, words),
    )


def _assumed(question: Question, administration: Administration) -> tuple[str, ...]:
    months = question.months.stop - question.months.start
    return (
        f"The window is {months} months from {question.first}; every seat stays through it, and grants let it bill.",
        "Caps are lifted for the build-up, and put back for the answer under caps.",
        f"Administration is {administration.words}.",
        "Hours and dollars that services share are spread by the hours each takes; miles are each service's own.",
        "An implied wage is one wage for all, without steps and differentials; turnover does not answer to it.",
    )


__all__ = ["Asked", "RateBuildUp", "ServiceRate", "UnderCaps", "rate_build_up"]
