"""Each object class as a funder's format prints it: which columns, and which lines stand in which table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from model.exports.budget import narrative_lines as say
from model.exports.budget.paper import Column, Table, amounts, column, footed
from model.inputs.request import Agreement, PaidBy, Request
from model.requests.budget import PAYERS, TITLES, Budget, ClassName, Line

KINDS = {"services": "contract for services", "consultant": "consultant", "subaward": "subaward"}
FOR: dict[PaidBy, str] = {"grant": "asked for", "cash": "cash match", "in_kind": "in-kind match"}
COST: dict[PaidBy, str] = {"grant": "Cost", "cash": "Cash match", "in_kind": "In-kind cost"}

Cells = Callable[[Request, Line], str]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A column of words and what it says of a line."""

    column: Column
    of: Cells


def _said(head: str, width: float, of: Cells) -> Said:
    return Said(column=column(head, width), of=of)


def title(request: Request, line: Line) -> str:
    """A line's title; a key person is called so."""
    key = line.cls == "personnel" and say.staff_of(request, line).key_person
    return f"{line.title} (key person)" if key else line.title


def _name(request: Request, line: Line) -> str:
    return say.staff_of(request, line).name or "not named"


def _agreed(request: Request, line: Line) -> str:
    entry = next((each for each in request.contractual if each.id == line.own), None)
    words = KINDS.get(line.kind, line.kind)
    return f"{words}: {entry.deliverables}" if isinstance(entry, Agreement) and entry.deliverables else words


def _fringe_part(line: Line, place: int) -> str:
    terms = line.years[0].terms
    if len(terms) == 1 and len(terms[0].factors) == 2:
        return terms[0].factors[place].shown
    return say.BELOW if terms and place == 1 else "" if terms else "none"


POSITION = _said("Position", 2.1, title)
NAME = _said("Name", 1.1, _name)
RATE = _said("Annual salary or rate", 1.35, lambda _, line: say.rate(line.years[0]))
EFFORT = _said("Level of effort", 0.95, lambda _, line: say.effort(line.years[0]))
ARITHMETIC = _said("Rate and arithmetic", 2.6, lambda _, line: say.in_cell(line.years[0]))
PAY_IN_FULL = _said("Yearly salary", 1.1, lambda _, line: say.between(map(round, say.yearly_pay(line.years[0]))))
MONTHS = _said("Months", 0.8, lambda _, line: say.plain(round(say.months(line.years[0]), 2)))
FULL_TIME = _said("% of full time", 0.9, lambda _, line: say.share_words(_pace(line)))
WORDS: dict[ClassName, tuple[Said, ...]] = {
    "personnel": (POSITION, NAME, RATE, EFFORT),
    "fringe": (
        _said("Component", 2.2, title),
        _said("Rate", 1.6, lambda _, line: _fringe_part(line, 1)),
        _said("Wages", 1.2, lambda _, line: _fringe_part(line, 0)),
    ),
    "travel": (_said("Purpose and item", 2.6, title), ARITHMETIC),
    "contractual": (_said("Name", 1.6, title), _said("Service", 1.9, _agreed), ARITHMETIC),
}
ITEMS = (_said("Item", 2.6, title), ARITHMETIC)
OF_ACF = (_said("Position", 2.1, title), MONTHS, FULL_TIME, PAY_IN_FULL)


def _pace(line: Line) -> float:
    """Of a full-time person's work in the months paid."""
    year = line.years[0]
    return say.full_time(year) * say.MONTHS / say.months(year) if year.terms else 0.0


def class_tables(budget: Budget, name: ClassName) -> Iterator[Table]:
    """The tables of a class in year 1; each adds up what it lists."""
    lines = budget.of(name).lines
    if budget.request.flavour == "hrsa":
        yield _federal_and_other(budget, name, lines)
    elif budget.request.flavour == "cdc" and name == "contractual":
        consultants = tuple(line for line in lines if line.kind == "consultant")
        yield from _by_payer(budget, "Consultant costs", name, consultants)
        others = tuple(line for line in lines if line.kind != "consultant")
        yield from _by_payer(budget, "Contractual costs", name, others)
    else:
        yield from _by_payer(budget, TITLES[name], name, lines)
    yield from (own for line in lines if line.parts for own in (_own_budget(line),))


def _words(budget: Budget, name: ClassName) -> tuple[Said, ...]:
    if budget.request.flavour == "acf" and name == "personnel":
        return OF_ACF
    return WORDS.get(name, ITEMS)


def _by_payer(budget: Budget, called: str, name: ClassName, lines: Sequence[Line]) -> Iterator[Table]:
    """One table for what the award pays, and one for each kind of match."""
    said = _words(budget, name)
    for payer in PAYERS:
        own = [line for line in lines if line.paid_by == payer]
        if own:
            cost = "Award salary" if said is OF_ACF and payer == "grant" else COST[payer]
            columns = (*(each.column for each in said), amounts(cost, 0.95))
            rows = [(*(each.of(budget.request, line) for each in said), line.years[0].printed) for line in own]
            yield footed(f"{called}, year 1, {FOR[payer]} (dollars)", columns, rows)


def _federal_and_other(budget: Budget, name: ClassName, lines: Sequence[Line]) -> Table:
    columns = (column("Line", 3.2), amounts("Federal"), amounts("Non-federal"), amounts("Total"))
    rows: list[tuple[str | int, ...]] = []
    for line in lines:
        cost = line.years[0].printed
        federal = cost if line.paid_by == "grant" else 0
        words = f"{title(budget.request, line)} @ {_fringe_part(line, 1)}" if _is_rate(line) else line.title
        rows.append((words, federal, cost - federal, cost))
    return footed(f"{TITLES[name]}, year 1 (dollars)", columns, rows)


def _is_rate(line: Line) -> bool:
    return line.cls == "fringe" and _fringe_part(line, 1).endswith("%")


def _own_budget(line: Line) -> Table:
    """The budget inside a contract or subaward."""
    columns = (column("Item", 2.6), column("Rate and arithmetic", 2.6), amounts("Cost"))
    rows = [(part.title, say.in_cell(part.years[0]), part.years[0].printed) for part in line.parts]
    return footed(f"Budget of {line.title}, year 1 (dollars)", columns, rows)
