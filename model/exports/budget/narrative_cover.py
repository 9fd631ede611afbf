"""The front of the narrative: who asks whom for what and when, whose rules hold, and the funder's own tables."""

from collections.abc import Iterable, Iterator

from model.exports.budget import narrative_lines as say
from model.exports.budget.narrative_tables import title
from model.exports.budget.paper import Block, Row, RowKind, Table, amounts, column, footed, heading, table, text, whole
from model.inputs.load import ProgramFile
from model.inputs.request import Flavour
from model.requests.budget import LINES_OF_FORM, Budget, Line, Term
from model.requests.computing import without_income
from model.requests.resources import resources
from model.requests.wording import day_in_words
from model.sentences import spoken

FUNDERS: dict[Flavour, str] = {
    "samhsa": "Substance Abuse and Mental Health Services Administration",
    "hrsa": "Health Resources and Services Administration",
    "acf": "Administration for Children and Families",
    "acl": "Administration for Community Living",
    "cdc": "Centers for Disease Control and Prevention",
    "opioid_settlement": "Opioid settlement fund",
    "foundation": "Foundation",
}
PER_PERSON: tuple[Flavour, ...] = ("foundation",)
REVENUE: tuple[Flavour, ...] = ("hrsa",)


def cover(file: ProgramFile, budget: Budget) -> Iterator[Block]:
    """The title, what is asked for in one sentence, and the facts of the request."""
    request = budget.request
    yield heading(f"Budget narrative: {request.title}", 0)
    yield text(_answer(budget), "strong")
    if request.about.strip():
        yield text(request.about)
    facts = [
        ("Applicant", budget.applicant),
        ("Funder", FUNDERS[request.flavour]),
        ("Notice", request.notice),
        ("Assistance listing", request.assistance_listing),
        ("Project period", f"{spoken(request.start)} to {spoken(request.last)}"),
        *((f"Budget year {y.number}", f"{spoken(y.start)} to {spoken(y.end)}") for y in budget.years),
        *((f"Objective {name}" if name.isdigit() else "Objective", told) for name, told in request.objectives.items()),
        ("Rules as of", _rules(budget)),
    ]
    rows = [fact for fact in facts if fact[1]]
    yield table("The request", (column("Fact", 1.6), column("As requested", 4.9)), rows)
    if request.flavour in REVENUE:
        yield heading("Revenue and expense by source")
        yield from revenue(budget)
        yield personnel_justification(file, budget)
    if request.flavour in PER_PERSON:
        yield heading("Cost per person")
        yield from per_person(file, budget)


def _rules(budget: Budget) -> str:
    if not budget.rules.printed:
        return f"{day_in_words(budget.rules.day)}; the funder's own terms hold"
    return f"{day_in_words(budget.rules.day)}; each rule with its source stands at the end"


def _answer(budget: Budget) -> str:
    request, years = budget.request, budget.request.years
    over = "one year" if years == 1 else f"{years} years"
    first = "" if years == 1 else f", ${budget.asked(0):,} of it in year 1"
    match = f", beside ${budget.match(None):,} of match" if budget.match(None) else ""
    return (
        f"{budget.applicant} asks for ${budget.asked(None):,} over {over} from {spoken(request.start)}{first}{match}."
    )


def revenue(budget: Budget) -> Iterator[Block]:
    """Where the project's money comes from in each year, then what it is spent on in the first."""
    years = range(budget.request.years)
    found = [resources(budget, year) for year in years]
    plain = [
        ("Federal", [budget.asked(year) for year in years]),
        ("Applicant", [each.applicant for each in found]),
        ("State", [each.state for each in found]),
        ("Local", [each.local for each in found]),
        ("Other", [each.other for each in found]),
    ]
    spent = [budget.total(year) for year in years]
    rows = [_revenue_row(name, values) for name, values in plain]
    rows.append(_revenue_row("Revenue of this budget", spent, "subtotal"))
    rows.append(_revenue_row("Program income expected", budget.income))
    every = [a + b for a, b in zip(spent, budget.income, strict=True)]
    rows.append(_revenue_row("All revenue", every, "total"))
    heads = [amounts(f"Year {year + 1}", min(1.1, 4.0 / budget.request.years)) for year in years]
    columns = (column("Source", 2.2), *heads)
    yield Table(title="Revenue by source (dollars)", columns=columns, rows=tuple(rows), foots=True)
    if any(budget.income):
        yield text("Lines of this budget spend what stands above program income; what that buys is no line of it.")
    columns = (column("Object class", 3.0), amounts("Federal"), amounts("Non-federal"), amounts("Total"))
    yield footed("Expense by object class, year 1 (dollars)", columns, _expense(budget))


def _revenue_row(name: str, values: Iterable[int], kind: RowKind = "row") -> Row:
    return Row(cells=(name, *map(whole, values)), kind=kind)


def _expense(budget: Budget) -> Iterator[tuple[str | int, ...]]:
    for name, place in LINES_OF_FORM.items():
        cls = budget.of(name)
        federal, match = cls.total(0, ("grant",)), cls.total(0, ("cash", "in_kind"))
        yield f"{place} {cls.title}", federal, match, federal + match


def personnel_justification(file: ProgramFile, budget: Budget) -> Table:
    """Everybody whom the award pays, the salary before and after the limit, and the award's part."""
    columns = (
        column("Name", 1.0),
        column("Position", 1.7),
        column("% FTE", 0.8),
        column("Base salary", 1.0),
        column("Adjusted annual salary", 1.1),
        amounts("Federal amount", 1.0),
    )
    free = _unlimited(file, budget)
    rows = [_justified(budget, line, free) for line in budget.of("personnel").paid_by("grant")]
    return footed("Personnel Justification Table, year 1 (dollars)", columns, rows)


def _justified(budget: Budget, line: Line, free: Budget) -> tuple[str | int, ...]:
    base = say.between(map(round, say.yearly_pay(free.line(line.id).years[0])))
    held = say.between(map(round, say.yearly_pay(line.years[0]))) if line.notes else "not held"
    name = say.staff_of(budget.request, line).name or "not named"
    pace = say.share_words(say.full_time(line.years[0]))
    return name, title(budget.request, line), pace, base, held, line.years[0].printed


def _unlimited(file: ProgramFile, budget: Budget) -> Budget:
    """The same request with nobody's pay held to the limit."""
    if not any(line.notes for line in budget.of("personnel").lines):
        return budget
    staff = tuple(each.model_copy(update={"salary_limited": False}) for each in budget.request.personnel)
    return without_income(file, budget.request.model_copy(update={"personnel": staff}))


def per_person(file: ProgramFile, budget: Budget) -> Iterator[Block]:
    """Dollars for each person on the caseloads asked for, where the program states caseloads."""
    held = [people(file, budget, year) for year in range(budget.request.years)]
    if not any(held):
        yield text("The program states no caseload for the positions asked for, so that no cost per person is given.")
        return
    columns = (column("Budget year", 1.4), column("Asked for", 1.5), column("People", 1.5), column("For each", 1.5))
    rows = [
        (
            f"Year {y + 1}",
            f"{budget.asked(y):,}",
            say.plain(round(n, 1)),
            f"{budget.asked(y) / n:,.0f}" if n else "none",
        )
        for y, n in enumerate(held)
    ]
    yield table("Cost per person by year (dollars)", columns, rows)
    yield text("People are the caseloads of the positions that the request pays, each by its share of the year's time.")


def people(file: ProgramFile, budget: Budget, year: int) -> float:
    """People on the caseloads that the grant's part of positions holds at a time."""
    lines = [line for line in budget.of("personnel").paid_by("grant") if line.position]
    found = 0.0
    for line in lines:
        load = file.program.position(line.position).caseload
        if load is None:
            continue
        share = sum(_effort(term) * say.part_of_year(term) for term in line.years[year].terms)
        found += share * float(load.at(budget.years[year].start))
    return found


def _effort(term: Term) -> float:
    return next((factor.value for factor in term.factors if factor.name == "level of effort"), 1.0)
