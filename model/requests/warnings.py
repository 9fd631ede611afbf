"""What a reviewer would ask about: W1 to W12. None of it blocks."""

import re
from collections.abc import Iterator

from model.inputs.assumption_records import Wage
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.request import Agreement, Item, Staff
from model.requests.budget import Budget, Line
from model.requests.check import Check, warning
from model.requests.computing import method_of
from model.requests.factors import percent, plain
from model.requests.items import ITEM_CLASSES, items_of

ROUND, LEAST_LUMP = 500, 1000
LEAST_FRINGE, MOST_FRINGE = 0.10, 0.45  # of wages; outside it reviewers ask
HOURS_OF_AN_EMPLOYEE = 1000  # a year; above it a consultant looks like one
RENT = re.compile(r"\b(rent|rental|lease|occupancy)\b", re.IGNORECASE)
ALONE = re.compile(r"1 adult 0 children|single adult", re.IGNORECASE)


def warnings_of(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    """Everything that deserves a word in the narrative."""
    for cls in ITEM_CLASSES:
        for place, item in enumerate(items_of(budget.request, cls)):
            where = f"{cls}[{place}]"
            yield from _lump(item, where)
            yield from _rent(budget, item, f"{cls}.{item.id}", where)
            yield from _pool(budget, item, where)
            yield from _consultant(file, item, where)
    yield from _fringe(budget)
    yield from _named(budget)
    for place, staff in enumerate(budget.request.personnel):
        yield from _supplanting(file, staff, f"personnel[{place}]")
    yield from _supervision(file, budget)
    yield from _living_wage(file, budget)
    yield from _later_years(file, budget)
    yield from _income(file, budget)
    for place, name in enumerate(budget.request.required_travel):
        if not any(item.meets == name for item in budget.request.travel):
            mend = "add a trip with `meets`, or say why it is not needed"
            yield warning(
                "W12", f"required_travel[{place}]", f"the notice requires {name}, and no trip answers it", mend
            )


def _lump(item: Item, where: str) -> Iterator[Check]:
    parts = item.parts if isinstance(item, Agreement) else ()
    cost = item.unit_cost or 0.0
    single = item.quantity == (1.0,) and not item.times and item.months is None
    if single and not parts and cost >= LEAST_LUMP and cost % ROUND == 0 and not item.basis.strip():
        found = f"{item.title or item.id} is the round sum of {plain(cost)} without a basis"
        yield warning("W1", where, found, "give quantity and unit cost, or say how it was estimated in `basis`")


def _rent(budget: Budget, item: Item, line: str, where: str) -> Iterator[Check]:
    called = RENT.search(" ".join((item.id, item.title or "", item.line or "")))
    inside = any(part.line == line and part.included for year in budget.base for part in year.parts)
    if called and inside and budget.request.indirect.base == "mtdc":
        mend = "set `in_base: false`: rent earns no indirect"
        yield warning("W2", f"{where}.in_base", f"{item.title or item.id} stands in the base", mend, "mtdc_exclusions")


def _pool(budget: Budget, item: Item, where: str) -> Iterator[Check]:
    pool = {name.casefold() for name in budget.request.indirect.pool}
    name = next((n for n in (item.line, item.title, item.id) if n is not None and n.casefold() in pool), None)
    if name is not None and item.paid_by == "grant":
        mend = "take it out of one of the two: a cost is direct or indirect, never both"
        yield warning("W10", where, f"{name} is charged directly and stands in the indirect pool too", mend)


def _consultant(file: ProgramFile, item: Item, where: str) -> Iterator[Check]:
    if not isinstance(item, Agreement) or item.kind != "consultant":
        return
    titles = {position.title.casefold() for position in file.program.positions}
    hours = max(item.quantity) if re.search(r"hour", item.unit, re.IGNORECASE) else 0.0
    for name, value in item.times.items():
        hours = max(hours, value * (max(item.quantity) if hours == 0 else 1)) if "hour" in name.casefold() else hours
    if hours >= HOURS_OF_AN_EMPLOYEE or (item.title or "").casefold() in titles:
        why = f"works {plain(hours)} hours a year" if hours >= HOURS_OF_AN_EMPLOYEE else "has the title of a position"
        mend = "put an employee under personnel, or say what makes it a contract"
        yield warning("W11", where, f"the consultant {item.title or item.id} {why}", mend)


def _fringe(budget: Budget) -> Iterator[Check]:
    for year in budget.years:
        wages = budget.of("personnel").total(year.number - 1, ("grant",))
        fringe = budget.of("fringe").total(year.number - 1, ("grant",))
        if wages and not LEAST_FRINGE <= fringe / wages <= MOST_FRINGE:
            found = f"fringe is {percent(round(fringe / wages, 4))} of wages in year {year.number}"
            yield warning("W3", "fringe", found, "check the components, and say in `fringe.basis` why")
            return


def _named(budget: Budget) -> Iterator[Check]:
    said = budget.request.narrative_staff
    if said is None:
        return
    told = {name.casefold() for name in said}
    lines: tuple[Line, ...] = budget.of("personnel").lines
    for line in lines:
        known = {line.title.casefold(), line.own.casefold(), line.position.casefold()}
        if not known & told:
            found = f"{line.title} is in the budget and not in the project narrative"
            yield warning("W4", line.place, found, "tell of the job in the narrative, or add it to `narrative_staff`")
    budgeted = {name.casefold() for line in lines for name in (line.title, line.own, line.position)}
    for place, name in enumerate(said):
        if name.casefold() not in budgeted:
            found = f"{name} is in the project narrative and not in the budget"
            yield warning("W4", f"narrative_staff[{place}]", found, "ask for the job, or say who pays it")


def is_existing(file: ProgramFile, staff: Staff) -> bool:
    """Whether somebody is employed now: as the request says, or where the program's seat is filled already."""
    if staff.existing is not None or staff.position is None:
        return bool(staff.existing)
    position = file.program.position(staff.position)
    return position.filled == "filled" and (position.start is None or position.start <= file.program.start)


def _supplanting(file: ProgramFile, staff: Staff, where: str) -> Iterator[Check]:
    if staff.paid_by != "grant" or not is_existing(file, staff):
        return
    missing = [key for key in ("paid_now_by", "after_that") if not getattr(staff, key).strip()]
    if missing:
        mend = f"say who pays now and what becomes of that money ({' and '.join(f'`{key}`' for key in missing)})"
        found = f"{staff.title or staff.position or 'somebody'} is employed now"
        yield warning("W5", where, found, mend, "supplement_not_supplant")
    if staff.replaces:
        found = f"the award replaces what pays {staff.title or staff.position} now"
        yield warning("W5", where, found, "show that that money ends for another reason", "supplement_not_supplant")


def _supervision(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    program = file.program
    asked = [(n, s) for n, s in enumerate(budget.request.personnel) if s.position is not None]
    serving = [(n, s) for n, s in asked if program.position(s.position or "").direct_service]
    leads = [p for p in program.positions if not p.direct_service]
    for place, staff in serving:
        hours = program.time_of(program.position(staff.position or "")).supervision_hours_per_week
        if not hours.by_month(program.start, 1).any() and staff.supervision_hours_per_month is None:
            mend = "give `supervision_hours_per_month`, or the program's supervision hours a week"
            yield warning("W6", f"personnel[{place}]", f"{staff.position} has no hours of supervision", mend)
    if serving and not leads and not any(s.supervised_by for _, s in serving):
        yield warning(
            "W6", "personnel", "nobody supervises the peers asked for", "name `supervised_by`, or ask for one"
        )
    most = program.limits.peers_per_supervisor
    peers = sum(p.direct_service for p in program.positions)
    if most is not None and leads and peers / len(leads) > most.by_month(program.start, 1)[0, 0]:
        found = f"{peers} peers to {len(leads)} who supervise"
        yield warning("W6", "personnel", found, f"the payer allows {plain(most.value)} to one")


def living_wage_of(state: str, assumptions: Assumptions | None = None) -> Wage | None:
    """The living wage of one adult alone in a state: observed before projected, the latest first; None without one."""
    table = (assumptions or load_assumptions()).wage_table
    rows = [r for r in table if r.kind == "living_wage" and r.state == state and ALONE.search(r.occupation)]
    held = [row for row in rows if row.low is not None]
    return min(held, key=lambda row: (row.status == "projected", -row.vintage), default=None)


def first_wages(budget: Budget) -> Iterator[tuple[Line, float]]:
    """Every personnel line drawn from the program with its first wage, dollars an hour."""
    for line in budget.of("personnel").lines:
        terms = [term for year in line.years for term in year.terms]
        wage = next((f.value for term in terms for f in term.factors if f.name == "wage"), None)
        if wage is not None:
            yield line, wage


def _living_wage(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    row = living_wage_of(file.program.state)
    if row is None or row.low is None or row.unit != "dollars an hour":
        return
    for line, wage in first_wages(budget):
        if wage < row.low:
            found = f"{line.title} is paid {plain(wage)}, below the living wage of {plain(row.low)} ({row.occupation})"
            yield warning("W7", line.place, found, "ask for more, or say why the pay is right")


def _later_years(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    request = budget.request
    if request.years < 2 or request.cost_of_living:
        return
    ladders = {file.program.position(s.position).ladder for s in request.personnel if s.position is not None}
    still = [name for name in ladders if file.program.ladders[name].annual_increase is None]
    typed = any(staff.position is None for staff in request.personnel)
    if typed or request.pay == "cost_of_living" or still:
        who = f"the ladder {min(still)}" if still and not typed else "pay"
        mend = "give `cost_of_living`, or say that awards are level and what then becomes smaller"
        yield warning("W8", "cost_of_living", f"{who} rises in no year after the first", mend)


def _income(file: ProgramFile, budget: Budget) -> Iterator[Check]:
    method = method_of(file, budget.request)
    serving = {p.id for p in file.program.positions if p.direct_service}
    billing = any(s.position in serving for s in budget.request.personnel) and file.program.payers
    if billing and method not in (None, "not_billed") and not sum(budget.income):
        mend = "estimate it in `program_income.expected`; line 7 of the form asks for it"
        yield warning("W9", "program_income", "billing is planned, and no program income is expected", mend)
