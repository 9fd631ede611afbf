"""The justification of a person's pay, from facts: duties, time, wage, who pays now, supervision."""

from collections.abc import Iterator

import numpy as np

from model.inputs.assumptions import Assumptions
from model.inputs.fields import Month
from model.inputs.load import ProgramFile
from model.inputs.request import Staff
from model.requests.budget import Budget, Line
from model.requests.double import efforts
from model.requests.factors import percent, plain
from model.requests.wage_facts import wage_facts
from model.requests.warnings import is_existing
from model.requests.wording import called, listed

Said = Iterator[tuple[str, str]]  # the key of a fact, and the sentence made of it
WEEKS_PER_MONTH = 52 / 12


def staff_words(file: ProgramFile, budget: Budget, line: Line, assumptions: Assumptions) -> Said:
    """What is said of one personnel line, sentence by sentence."""
    number = int(line.place.removeprefix("personnel[").removesuffix("]"))
    staff = budget.request.personnel[number]
    yield "time", f"{line.title}, {_time(line)}{_key(staff)}."
    yield from _wage(file, budget, line, staff, assumptions)
    if staff.duties:
        yield "duties", f"Duties: {staff.duties.strip().rstrip('.')}."
    yield from _now(file, staff, line)
    yield from _effort(file, budget, staff)
    yield from _supervised(file, staff)
    if line.paid_by != "grant":
        kind = "cash match" if line.paid_by == "cash" else "in-kind match"
        yield "match", f"This time is {kind}{_from(budget)}; the award pays nothing of it."
    yield from (("note", f"{note[0].upper()}{note[1:]}.") for note in line.notes)


def _from(budget: Budget) -> str:
    return f" from {budget.request.match.source}" if budget.request.match.source else ""


def _key(staff: Staff) -> str:
    name = f" ({staff.name})" if staff.name else ""
    return f"{name}, key person" if staff.key_person else name


def _time(line: Line) -> str:
    terms = [term for year in line.years for term in year.terms]
    if not terms:
        return "asked for in no year"
    factors = {factor.name: factor for factor in terms[0].factors}
    if "hours a year" in factors:
        return f"{factors['hours a year'].shown} hours a year at {factors['wage'].value:,.2f} dollars an hour"
    hours = f" of {factors['hours a week'].shown} hours a week" if "hours a week" in factors else " of full time"
    return f"{factors['level of effort'].shown}{hours}"


def _wage(file: ProgramFile, budget: Budget, line: Line, staff: Staff, assumptions: Assumptions) -> Said:
    first = next(((y, t.factors) for y in line.years for t in y.terms), None)
    if first is None:
        return
    by_name = {factor.name: factor for factor in first[1]}
    if "annual salary" in by_name:
        yield "wage", f"The salary is {by_name['annual salary'].shown} dollars a year full time."
    wage = by_name.get("wage")
    if wage is None or staff.position is None:
        return
    month = Month(budget.request.start + 12 * first[0].year)
    yield "wage", f"The wage is {wage.value:,.2f} dollars an hour."
    for fact in wage_facts(file, staff.position, wage.value, month, assumptions):
        yield fact.key, fact.sentence


def _now(file: ProgramFile, staff: Staff, line: Line) -> Said:
    if not is_existing(file, staff):
        yield "new", "The position is new with this award." if line.paid_by == "grant" else "The position is new."
        return
    now = f" and paid by {staff.paid_now_by.strip().rstrip('.')}" if staff.paid_now_by.strip() else ""
    yield "existing", f"The person is employed now{now}."
    if staff.after_that.strip():
        yield "after", f"{staff.after_that.strip().rstrip('.')}."
    if staff.backfilled_by.strip():
        yield "backfill", f"Prior duties pass to {staff.backfilled_by.strip().rstrip('.')}."
    if staff.replaces:
        yield "replaces", "The award takes the place of that money."


def _effort(file: ProgramFile, budget: Budget, staff: Staff) -> Said:
    if staff.position is None:
        return
    first = max(budget.request.start - file.program.start, 0)
    funds = {name: v[first:] for name, v in efforts(file, budget.request).get(staff.position, {}).items()}
    others = {name: float(v.max()) for name, v in funds.items() if name != "this request" and v.any()}
    if others:
        each = [f"{called(name)} (up to {percent(round(share, 6))})" for name, share in others.items()]
        total = float(np.sum(list(funds.values()), axis=0).max())
        most = percent(round(total, 6))
        run = f"While the award runs, time is also paid by {listed(each)}"
        yield "effort", f"{run}; with this request no month exceeds {most}."


def _supervised(file: ProgramFile, staff: Staff) -> Said:
    program = file.program
    if staff.position is None or not program.position(staff.position).direct_service:
        return
    time = program.time_of(program.position(staff.position))
    weekly = float(time.supervision_hours_per_week.by_month(program.start, 1)[0, 0])
    hours = staff.supervision_hours_per_month or round(weekly * WEEKS_PER_MONTH, 1)
    leads = [p.title for p in program.positions if not p.direct_service]
    peers = sum(p.direct_service for p in program.positions)
    who = staff.supervised_by or (leads[0] if leads else None)
    by = "" if who is None else f" by the {who[0].lower()}{who[1:]}"
    ratio = f", one supervisor to {plain(round(peers / len(leads), 1))} peers" if leads else ""
    if hours:
        yield "supervision", f"The peer is supervised {plain(hours)} hours a month{by}{ratio}."
