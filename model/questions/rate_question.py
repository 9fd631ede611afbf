"""The program as a question of rates has it: seats kept, pay and administration as asked, with or without caps."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.compare import Outcome
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.rate_lines import Administration, Convention
from model.questions.rate_parts import Parts, ServiceParts, parts
from model.questions.solving import QuestionError
from model.questions.trying import KEPT, Changed, tried, window


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a rate is asked for.

    Attributes:
        payer: whose rate, by unit.
        positions: ids; by default all that see clients.
        wage: dollars an hour for all of them; or
        steps: a ladder for all of them; without either they are paid as in the program.
        first: first month of the window; by default the program's.
        months: in the window; by default a year or what is projected.
        administration: share; without it the program's own indirect rate.
        convention: administration on top of direct cost (`add_on`), or as a share of the rate (`share`).
    """

    payer: str
    positions: tuple[str, ...] | None = None
    wage: float | None = None
    steps: tuple[float, ...] | None = None
    first: Month | None = None
    months: int | None = None
    administration: float | None = None
    convention: Convention = "add_on"


@dataclass(frozen=True)
class Question:
    """A question of rates.

    Attributes:
        file; asked.
        places: of the positions.
        months: indices of the window.
        base: changes that hold in every run.
    """

    file: ProgramFile
    asked: Asked
    places: tuple[int, ...]
    months: slice
    base: tuple[Changed, ...]

    @property
    def first(self) -> Month:
        """The window's first month."""
        return self.file.program.start.plus(self.months.start)

    def outcome(self, changes: Sequence[Changed] = (), *, caps: bool = False) -> Outcome:
        """Project the program with changes, without its caps or with them."""
        without = [] if caps else [{"set": "caps", "to": []}]
        return tried(self.file, [*self.base, *without], list(changes))

    def parts(self, result: Outcome) -> Parts:
        """Hours, dollars and services of the positions in the window."""
        return parts(result.projection, self.places, self.asked.payer, self.months)

    def beyond(self, changes: Sequence[Changed], *, caps: bool = False) -> float:
        """Earnings of the positions less their full cost."""
        earned, full = self.totals(self.outcome(changes, caps=caps))
        return earned - full

    def totals(self, result: Outcome) -> tuple[float, float]:
        """Earnings and full cost of the positions."""
        projection, places = result.projection, list(self.places)
        earned = projection.billing.earned[0, places][..., self.months].sum()
        return float(earned), float(projection.funding.full[0, places][..., self.months].sum())

    def rate(self, service: str, value: float) -> Changed:
        """The change that sets a rate from the window on."""
        place = f"payers.{self.asked.payer}.services.{service}.rate"
        return {"set": place, "to": value, "from": str(self.first)}


def question_of(file: ProgramFile, asked: Asked) -> Question:
    """Read what is asked.

    Raises:
        QuestionError: for what the program does not have.
    """
    program = file.program
    if asked.payer not in program.payers:
        raise QuestionError(f"found the payer {asked.payer!r}; the program has {', '.join(program.payers) or 'none'}")
    if asked.wage is not None and asked.steps is not None:
        raise QuestionError("found both a wage and a ladder; ask for one of them")
    serving = {p.id: place for place, p in enumerate(program.positions) if p.direct_service}
    chosen = tuple(serving) if asked.positions is None else asked.positions
    unknown = [name for name in chosen if name not in serving]
    if unknown or not chosen:
        raise QuestionError(
            f"found the position {', '.join(unknown)!r}; those that see clients are {', '.join(serving)}"
        )
    months = window(file, asked.first, min(12, program.months) if asked.months is None else asked.months)
    return Question(file, asked, tuple(serving[name] for name in chosen), months, tuple(_base(file, asked)))


def _base(file: ProgramFile, asked: Asked) -> list[Changed]:
    """What holds in every run of the question."""
    program = file.program
    changes = [KEPT]
    changes += [
        {"set": f"grants[id={g.id}].program_income", "to": "deductive"}
        for g in program.grants
        if g.program_income == "not_billed"
    ]
    if asked.administration is None:
        return changes
    if not 0 <= asked.administration < 1:
        raise QuestionError(f"found administration of {asked.administration:g}; a share from 0 to below 1 is needed")
    on_top = Administration(share=asked.administration, convention=asked.convention).on_top
    if on_top > 1:
        raise QuestionError(
            f"found administration of {asked.administration:g}; more than all other cost is not possible"
        )
    changes += [{"set": f"grants[id={g.id}].indirect_rate", "to": 0.0} for g in program.grants]
    return [*changes, {"set": "costs.indirect_rate", "to": on_top}, {"set": "costs.indirect_excludes", "to": []}]


def pay(question: Question, wage: float | None = None) -> list[Changed]:
    """Changes that pay a wage, or the wage or ladder asked for, to everyone on the ladders of these positions."""
    asked, program, start = question.asked, question.file.program, str(question.first)
    wage = asked.wage if wage is None else wage
    ladders = dict.fromkeys(program.positions[place].ladder for place in question.places)
    if wage is None and asked.steps is None:
        return []
    changes: list[Changed] = []
    for name in ladders:
        ladder = program.ladders[name]
        steps = list(asked.steps or ()) if wage is None else [wage]
        changes.append({"set": f"ladders.{name}.steps", "to": steps, "from": start})
        spared = ("job_code",) if wage is None else ("job_code", "annual_increase")
        changes += [{"remove": f"ladders.{name}.{part}"} for part in spared if getattr(ladder, part) is not None]
        if wage is not None:
            changes += [{"remove": f"ladders.{name}.differentials.{held}"} for held in ladder.differentials]
    return changes


def paid_by_unit(file: ProgramFile, payer: str, found: Parts) -> tuple[ServiceParts, ...]:
    """The services of the payer's that it pays by the unit.

    Raises:
        QuestionError: when it pays for none of this work so.
    """
    terms = file.program.payers[payer].services
    paid = tuple(s for s in found.services if s.name in terms and terms[s.name].per == "unit" and s.collected > 0)
    if not paid:
        raise QuestionError(
            f"{payer} pays for none of these positions' work by the unit in these months; name a payer that does"
        )
    return paid


def needed_from(found: Parts, paid: Sequence[ServiceParts], service: ServiceParts) -> float:
    """What the payer must pay for a service: its full cost, less what others pay, and its part of what nobody pays."""
    names = {s.name for s in paid}
    beside = [s for s in found.services if s.name not in names]
    unpaid = sum(full_cost_of(found, s) - s.earned - s.earned_elsewhere for s in beside)
    return full_cost_of(found, service) - service.earned_elsewhere + unpaid * service.used / sum(s.used for s in paid)


def full_cost_of(found: Parts, service: ServiceParts) -> float:
    """A service's part of full cost: its own miles, and of all else its part of the hours."""
    money = found.dollars
    before = service.mileage + (money.before_indirect - money.mileage) * service.used / found.hours.used
    return before * money.full / money.before_indirect
