"""Fair pay: what it costs to pay a standard, who pays for it in other words, and what then becomes of each position."""

from collections.abc import Iterator, Sequence

from model.compare import Outcome
from model.findings import month_at
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.questions.equivalents import LEVERS, Lever, equivalents
from model.questions.fair_pay_result import Dates, FairPay, PayOption
from model.questions.pay_costs import position_years, year_costs
from model.questions.pay_effect import effect_of
from model.questions.raise_search import Search, main_payer, paid_by_unit, rates_times
from model.questions.raises import raise_changes
from model.questions.solving import QuestionError, Solved
from model.questions.standards import Standard, Target, target_of
from model.questions.trying import KEPT, elasticity_changes, tried
from model.questions.wage_to_rate import wage_to_rate
from model.warnings import warnings

BENEFITS_CLIFF = (
    "What a raise does to a worker's own benefits (food, health coverage, child care, housing) is not computed here. "
    "Before a raise is set, each worker should be able to ask a benefits counselor or the county's benefits office."
)


def fair_pay(
    file: ProgramFile,
    standard: Standard,
    start: Month | None = None,
    payer: str | None = None,
    assumptions: Assumptions | None = None,
    levers: Sequence[Lever] = LEVERS,
) -> FairPay:
    """Measure a program's pay against a standard, and what closing the shortfall costs and needs.

    A wage standard holds for everybody in the program; a ladder for those on it. Costs are those of seats that are
    kept, since a raise that ends a seat would seem to save money; the dates are those of the program as it stands.

    Args:
        standard: see `standards`.
        start: the raise's first month; by default the program's.
        payer: whose rate makes up for it; by default the program's Medicaid, or the first that pays by the unit.
            Without any, no rate is looked for.
        assumptions: the tables of wages; the project's own by default.
        levers: in what other words the net cost is told; the rate always is, where there is one.

    Raises:
        QuestionError: for a standard that cannot be read, a month outside the horizon, or a payer that does not pay by
            the unit.
        InputError: when the raise leaves a program that does not hold together.
    """
    assumptions, program = assumptions or load_assumptions(), file.program
    start = start or program.start
    if not program.start <= start <= program.last:
        raise QuestionError(f"found {start}; the program is projected from {program.start} to {program.last}")
    payer = main_payer(file, payer) if payer is not None or paid_by_unit(file) else None
    target = target_of(file, standard, start, assumptions)
    both = target.wage is not None and not program.keep_spread
    return FairPay(
        standard=target.words,
        source=target.source,
        projected=target.projected,
        start=start,
        months=program.last - start + 1,
        positions_in_all=len(program.positions),
        plain=_option(file, target, start, payer, assumptions, levers, keep_spread=program.keep_spread),
        kept=_option(file, target, start, payer, assumptions, levers, keep_spread=True) if both else None,
        wage_to_rate=None if payer is None else wage_to_rate(file, start, payer),
        benefits_cliff=BENEFITS_CLIFF,
        assumed=tuple(_assumed(file, target, payer, assumptions)),
    )


def _option(
    file: ProgramFile,
    target: Target,
    start: Month,
    payer: str | None,
    assumptions: Assumptions,
    levers: Sequence[Lever],
    *,
    keep_spread: bool,
) -> PayOption:
    raised = raise_changes(file, target, start, keep_spread=keep_spread)
    off = [KEPT, *elasticity_changes(file)]
    before, after = tried(file, off), tried(file, off, raised)
    years = year_costs(before, after, start)
    search = Search(file, (), tuple(raised), start, payer or "")
    others: tuple[Lever, ...] = tuple(lever for lever in levers if lever != "rate")
    asked: tuple[Lever, ...] = ("rate", *others) if payer else others
    found = equivalents(search, asked)
    today, unpaid = tried(file), tried(file, raised)
    rate = next((one.answer for one in found if one.lever == "rate"), None)
    paid = tried(file, raised, rates_times(search, rate.value)) if isinstance(rate, Solved) else unpaid
    return PayOption(
        keep_spread=keep_spread,
        positions=tuple(position_years(before, after, start)),
        years=years,
        effect=effect_of(file, raised, start, assumptions, sum(year.net for year in years)),
        equivalents=found,
        rate_reaches=isinstance(rate, Solved),
        dates=tuple(_dates(today, unpaid, paid)),
        lead_over_peers=_lead_over_peers(before, after, start),
        warnings=_new_warnings(today, unpaid),
        changes=tuple(raised),
    )


def _dates(today: Outcome, unpaid: Outcome, paid: Outcome) -> Iterator[Dates]:
    for place, position in enumerate(today.projection.program.positions):
        months = [month_at(o.projection, o.findings.unsustainable_from[0, place]) for o in (today, unpaid, paid)]
        yield Dates(position=position.id, today=months[0], raised=months[1], paid=months[2])


def _lead_over_peers(before: Outcome, after: Outcome, start: Month) -> tuple[float, float] | None:
    """Mean pay of filled seats that see no clients over that of those that do; None where one kind is missing."""
    ratios = []
    for outcome in (before, after):
        p, month = outcome.projection, start - outcome.projection.program.start
        wage, filled = p.staffing.wage[0, :, month], p.staffing.filled[0, :, month]
        serves = [position.direct_service for position in p.program.positions]
        means = [
            [float(w) for w, f, s in zip(wage, filled, serves, strict=True) if f > 0 and s == kind]
            for kind in (False, True)
        ]
        if not all(means):
            return None
        ratios.append((sum(means[0]) / len(means[0])) / (sum(means[1]) / len(means[1])))
    return ratios[0], ratios[1]


def _new_warnings(today: Outcome, raised: Outcome) -> tuple[str, ...]:
    known = set(warnings(today.projection, today.findings))
    return tuple(said for said in warnings(raised.projection, raised.findings) if said not in known)


def _assumed(file: ProgramFile, target: Target, payer: str | None, assumptions: Assumptions) -> Iterator[str]:
    if target.projected:
        yield f"The standard is projected: {target.words}."
    yield f"Its source: {target.source}."
    if target.wage is None:
        yield f"The ladder {target.ladder} rises; nobody on it is paid less than today, and its job code gives way."
    else:
        yield "The standard holds for everybody in the program, as a floor that no job code holds down."
        yield "Keeping the spread lifts a ladder by what its first step is short; other ladders stay as they are."
    yield "What a seat is paid is the mean over who may sit in it: after a departure, somebody at a new hire's pay."
    yield "Costs are those of seats that are kept to the end; dates are those of the program as it stands."
    if payer is None:
        yield "No payer of this program pays by the unit, so no rate is looked for."
    else:
        yield f"The rates that make up for it are all of {payer}'s unit rates, raised alike; caps stay as they are."
    if any(not position.direct_service for position in file.program.positions):
        ceiling = assumptions.entry("pay.supervisor_ceiling")
        yield f"Elsewhere managers are paid {ceiling.value:g} times what assistants are ({ceiling.key}). {ceiling.note}"
    if file.program.grants:
        yield (
            "A grant or fundraising is solved on what is left at the end, so it is less than the net cost where awards "
            "with money left take up their share of the raise."
        )


__all__ = ["Dates", "FairPay", "PayOption", "fair_pay"]
