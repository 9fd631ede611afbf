"""The budget of a request: `budget_of` is the one way to it."""

from dataclasses import replace

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.request import Request, by_year
from model.requests.budget import DIRECT, Budget, BudgetYear, ClassName, Line, ObjectClass, whole
from model.requests.fringe import fringe_lines
from model.requests.granting import income_by_year
from model.requests.indirect import base_years, indirect_lines
from model.requests.items import ITEM_CLASSES, Source, item_lines
from model.requests.pay import paid, personnel_lines
from model.requests.placing import placed
from model.requests.rules import rules_on
from model.requests.seats import Seats


def budget_of(file: ProgramFile, request: Request) -> Budget:
    """Work out a request of a program.

    Args:
        file: the program, checked, with the request or without it.
        request: one that fits the program: of `file.program.requests`, or read by `request_file.read_request`.
    """
    budget = without_income(file, request)
    expected = request.program_income.expected
    if expected is not None:
        income = tuple(whole(by_year(expected, year.number - 1), "nearest") for year in budget.years)
        return replace(budget, income=income, income_source="typed in the request")
    if method_of(file, request) in (None, "not_billed"):
        return budget
    income = tuple(whole(dollars, "nearest") for dollars in income_by_year(file, request, budget))
    return replace(budget, income=income, income_source="what the projection expects the covered time to earn")


def without_income(file: ProgramFile, request: Request) -> Budget:
    """The budget before program income is looked up in the projection; everything else is there."""
    seats = Seats.of(file.program, request.last)
    rules = rules_on(request.awarded, request.flavour)
    everybody = paid(file, request, seats)
    personnel = personnel_lines(file, request, everybody)
    source = Source(file=file, request=request, everybody=everybody, seats=seats)
    lines: dict[ClassName, tuple[Line, ...]] = {
        "personnel": personnel,
        "fringe": fringe_lines(file, request, everybody, personnel, seats),
        **{cls: item_lines(source, cls) for cls in ITEM_CLASSES},
    }
    lines = placed(request, rules, lines)
    direct = tuple(line for name in DIRECT for line in lines[name])
    base = base_years(file, request, rules, direct)
    lines["indirect"] = indirect_lines(request, base)
    return Budget(
        request=request,
        applicant=request.applicant or file.program.name,
        rules=rules,
        years=budget_years(request),
        classes=tuple(ObjectClass(name=name, lines=_ordered(lines[name])) for name in (*DIRECT, "indirect")),
        base=base,
        income=(0,) * request.years,
        income_source="none is expected",
        income_method=method_of(file, request) or "",
    )


def method_of(file: ProgramFile, request: Request) -> str | None:
    """How the award uses money the project earns: as the request says, or as the program's grant does."""
    if request.program_income.method is not None or request.grant is None:
        return request.program_income.method
    return next(g for g in file.program.grants if g.id == request.grant).program_income


def budget_years(request: Request) -> tuple[BudgetYear, ...]:
    """The budget periods."""
    starts = [request.start.plus(MONTHS_PER_YEAR * year) for year in range(request.years)]
    ceilings = [None if request.ceiling is None else by_year(request.ceiling, year) for year in range(request.years)]
    return tuple(
        BudgetYear(number=number, start=start, end=start.plus(MONTHS_PER_YEAR - 1), ceiling=ceiling)
        for number, (start, ceiling) in enumerate(zip(starts, ceilings, strict=True), 1)
    )


def _ordered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Those that the grant pays first, then cash, then in kind, each in the request's order."""
    order = {"grant": 0, "cash": 1, "in_kind": 2}
    return tuple(sorted(lines, key=lambda line: order[line.paid_by]))
