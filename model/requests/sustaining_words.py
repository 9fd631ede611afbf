"""The sustainability section in words: what continues, what pays, what is missing and from when; honest when it is."""

from collections.abc import Iterator

from model.inputs.load import ProgramFile
from model.requests.arithmetic import whole
from model.requests.budget import Budget
from model.requests.factors import percent, plain
from model.requests.paragraphs import Paragraph, paragraph_of
from model.requests.sustaining_plan import SustainingPlan
from model.requests.sustaining_typed import ending_lines
from model.requests.wording import called
from model.sentences import counted, spoken

STATUS = {"signed": "signed", "applied": "applied for", "planned": "planned"}
Said = Iterator[tuple[str, str]]


def sustaining_paragraphs(file: ProgramFile, budget: Budget, plan: SustainingPlan) -> tuple[Paragraph, ...]:
    """The section's paragraphs, in its order; a person's wording is kept as in the budget narrative."""
    told = (
        ("sustaining.continues", "What continues", _continues(budget, plan)),
        ("sustaining.positions", "Who pays the positions", _positions(plan)),
        ("sustaining.medicaid", "What billing brings", _billing(file, plan)),
        ("sustaining.rest", "What cannot be billed, and who pays it", _rest(budget, plan)),
        ("sustaining.step_down", "The award's share, year by year", _step_down(plan)),
        ("sustaining.gap", "What is missing, and from when", _gap(plan)),
        ("sustaining.partners", "Partners", _partners(budget)),
        ("sustaining.risks", "Risks", _risks(budget)),
        ("sustaining.workforce", "The workforce", _workforce(file, plan)),
        ("sustaining.measures", "How we will know", _measures(budget)),
    )
    made = (paragraph_of(budget, identity, title, said) for identity, title, said in told)
    return tuple(paragraph for paragraph in made if paragraph.text)


def _dollars(amount: float) -> str:
    return f"{whole(amount, 'nearest'):,} dollars"


def _gap_words(plan: SustainingPlan) -> str:
    return _dollars(plan.printed_gap) if plan.printed_gap else f"{plan.gap:,.2f} dollars"


def _continues(budget: Budget, plan: SustainingPlan) -> Said:
    if budget.request.sustaining.continues.strip():
        yield "continues", f"{budget.request.sustaining.continues.strip().rstrip('.')}."
    seats = sum(each.fte for each in plan.positions)
    yield (
        "scale",
        f"The award ends in {spoken(plan.ends)}; it then pays {plain(round(seats, 2))} full-time seats.",
    )
    yield from _ending(budget)


def _ending(budget: Budget) -> Said:
    lines = ending_lines(budget)
    if lines:
        last = sum(line.years[-1].printed for line in lines)
        named = "; ".join(line.title for line in lines)
        yield "ending", f"What only this request pays ends with it, {_dollars(last)} in its last year: {named}."


def _positions(plan: SustainingPlan) -> Said:
    for each in plan.positions:
        named = [f"{a.source} ({STATUS[a.status]}, {_dollars(a.per_year)} a year)" for a in each.after]
        by = ", ".join(named) if named else "nothing but billing is named"
        if not named and each.earns == 0:
            by = "nothing is named"
        yield each.position, f"{each.title}: {_dollars(each.left)} in the year after; {by}."


def _billing(file: ProgramFile, plan: SustainingPlan) -> Said:
    for each in plan.billed:
        hours = f"of {each.hours:,.0f} hours of service in the share of the seats that the award paid"
        number = len(file.program.payers[each.payer].services)
        rates = "one rate" if number == 1 else f"{counted(number).lower()} rates"
        units = f"{each.units:,.0f} units are billed for {_dollars(each.billed)} at {rates}"
        yield (
            each.payer,
            f"{called(each.payer)}: {hours}, with {percent(round(each.client_share, 4))} of clients under this payer, "
            f"{units}; {_dollars(each.denied)} are denied or not paid and {_dollars(each.earned)} are paid.",
        )
    if not plan.billed:
        yield "none", "Nobody can be billed for these seats."


def _rest(budget: Budget, plan: SustainingPlan) -> Said:
    cost, earned = sum(each.left for each in plan.printed), sum(each.earns for each in plan.printed)
    rest = max(0.0, cost - earned)
    left = f"billing brings {_dollars(earned)}; {_dollars(rest)} remain" if earned else "billing brings nothing"
    yield "rest", f"Of {_dollars(cost)} in the year after, {left}."
    for after in budget.request.sustaining.after:
        if after.position is None:
            chance = "" if after.status == "signed" else f", counted at {percent(after.chance)}"
            what = f"{STATUS[after.status]}, {_dollars(after.per_year)} a year{chance}"
            yield after.source, f"{after.source}: {what}."


def _step_down(plan: SustainingPlan) -> Said:
    for each in plan.step_down:
        planned = "" if each.planned is None else f", and the plan is {percent(each.planned)}"
        yield (
            f"year {each.number}",
            f"In year {each.number} the award pays {percent(round(each.share, 3))} of the whole project{planned}.",
        )


def _gap(plan: SustainingPlan) -> Said:
    if plan.closes:
        yield "closes", "The year after the award is paid for."
    else:
        yield "gap", f"In the year after the award {_gap_words(plan)} are not paid for by anything named here."
    if plan.first_gap is not None:
        lacks = f"first lacks money after the award in {spoken(plan.first_gap)}"
        yield "first", f"The projection, which counts on no new source, {lacks}."
    for each in plan.endings:
        if each.with_award is not None:
            sooner = "" if each.without in (None, each.with_award) else f"; without the award, {spoken(each.without)}"
            yield each.position, f"{each.title}: last paid month {spoken(each.with_award)}{sooner}."


def _partners(budget: Budget) -> Said:
    for each in budget.request.sustaining.partners:
        parts = "; ".join(part for part in (each.role, each.letter) if part)
        yield each.name, f"{each.name}{f': {parts}' if parts else ''}."


def _risks(budget: Budget) -> Said:
    for each in budget.request.sustaining.risks:
        chance = f" ({each.chance} chance)" if each.chance else ""
        answer = f": {each.answer.strip().rstrip('.')}" if each.answer.strip() else ": no answer is named"
        yield each.name, f"{each.name}{chance}{answer}."


def _workforce(file: ProgramFile, plan: SustainingPlan) -> Said:
    floor = file.program.wage_floor.by_month(file.program.start, 1)[0, 0]
    if floor:
        yield "floor", f"Nobody is paid less than ${floor:,.2f} an hour, with the award or after it."
    if plan.positions:
        yield (
            "kept",
            "The figures keep every seat's pay, fringe and supervision as they are; none is cut.",
        )


def _measures(budget: Budget) -> Said:
    for each in budget.request.sustaining.measures:
        by = f" by {spoken(each.by)}" if each.by is not None else ""
        yield each.name, f"{each.name}{f': {each.target}' if each.target else ''}{by}."
