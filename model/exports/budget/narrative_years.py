"""All years of the request: the summary, what changes, the arithmetic of later years, match, limits, income."""

from collections.abc import Iterator, Sequence

from model.exports.budget import narrative_lines as say
from model.exports.budget.narrative_classes import Paragraphs, line_text
from model.exports.budget.paper import Block, Row, Table, amounts, bullets, column, footed, heading, table, text, whole
from model.inputs.request import Limit, PaidBy
from model.requests.budget import DIRECT, LINES_OF_FORM, PAYERS, Budget, ClassName, Line
from model.requests.check import Check
from model.requests.factors import percent
from model.requests.resources import INCOME_ONLY_AS_MATCH, line_7

MOST_IN_A_ROW = 1300  # signs of a cell that stays on one page


def later_years(budget: Budget, told: Paragraphs) -> Iterator[Block]:
    """The summary by class and year, and what changes after the first."""
    yield heading("Budget summary for all requested years")
    yield summary(budget, ("grant",), "Request by year (dollars)")
    if budget.match(None):
        yield summary(budget, ("cash", "in_kind"), "Match by year (dollars)")
    yield from _ceilings(budget)
    if budget.request.years > 1:
        yield heading("What changes in later years", 2)
        names = ["cost_of_living", *(f"year.{year + 1}" for year in range(1, budget.request.years))]
        yield from (text(told[name].text) for name in names if name in told)


def summary(budget: Budget, payers: Sequence[PaidBy], called: str) -> Table:
    """Classes by year; the total is what is asked, or given, in all."""
    years = range(budget.request.years)
    width = min(1.0, 4.4 / (budget.request.years + 1))
    heads = [amounts(f"Year {year + 1}", width) for year in years]
    rows = [_class_row(budget, name, payers) for name in LINES_OF_FORM]
    return footed(called, (column("Object class", 2.1), *heads, amounts("All years", width)), rows)


def _class_row(budget: Budget, name: ClassName, payers: Sequence[PaidBy]) -> tuple[str | int, ...]:
    cls = budget.of(name)
    each = [cls.total(year, payers) for year in range(budget.request.years)]
    return (f"{cls.line_of_form} {cls.title}", *each, sum(each))


def _ceilings(budget: Budget) -> Iterator[Block]:
    for year in budget.years:
        if year.ceiling is not None:
            left = year.ceiling - budget.asked(year.number - 1)
            word = "under" if left >= 0 else "OVER"
            yield text(
                f"Year {year.number}: {abs(left):,.0f} dollars {word} the ceiling of {year.ceiling:,.0f}.", "bullet"
            )


def arithmetic_of_later_years(budget: Budget) -> Iterator[Block]:
    """Every line's arithmetic after the first year."""
    columns = (column("Line", 1.7), column("Arithmetic", 3.9), amounts("Amount", 1.05))
    for year in range(1, budget.request.years):
        rows = [(_called(line), _in_words(line, year), line.years[year].printed) for line in budget.lines()]
        yield footed(f"Arithmetic of year {year + 1} (dollars)", columns, rows)


def _called(line: Line) -> str:
    payer = say.PAYER_WORDS[line.paid_by]
    return f"{line.title} ({payer})" if payer else line.title


def _in_words(line: Line, year: int) -> str:
    terms = line.years[year].terms
    return " + ".join(f"{f'{t.label}: ' if t.label else ''}{t.text}" for t in terms) or "nothing in this year"


def one_table(budget: Budget, told: Paragraphs) -> Iterator[Block]:
    """One table of all years, then one for each: federal, cash, in kind, total and justification."""
    yield _in_columns(budget, None, told)
    for year in range(budget.request.years):
        yield _in_columns(budget, year, told)
    years = "all years together" if budget.request.years > 1 else "the year"
    yield text(f"FEDERAL REQUEST (section B col. 1 line 6k), {years}: ${budget.asked(None):,}", "strong")
    if budget.match(None):
        yield text(f"NON-FEDERAL MATCH (section B col. 2 line 6k), {years}: ${budget.match(None):,}", "strong")


def _in_columns(budget: Budget, year: int | None, told: Paragraphs) -> Table:
    heads = ("Federal", "Non-federal cash", "Non-federal in kind", "Total")
    columns = (column("Object class", 1.3), *(amounts(head, 0.88) for head in heads), column("Justification", 2.3))
    rows: list[Row] = []
    for cls in budget.classes:
        for line in cls.lines:
            amount = line.total if year is None else line.years[year].printed
            split = [amount if line.paid_by == payer else 0 for payer in PAYERS]
            words = line_text(told, line) if year is None else _in_words(line, year)
            short = words if len(words) <= MOST_IN_A_ROW else "See the paragraph under the object class."
            rows.append(Row(cells=(line.title, *map(whole, (*split, amount)), short)))
        sums = [cls.total(year, (payer,)) for payer in PAYERS]
        label = f"{cls.line_of_form} {cls.title}"
        rows.append(Row(cells=(label, *map(whole, (*sums, sum(sums))), ""), kind="subtotal"))
    ends = [budget.total(year, (payer,)) for payer in PAYERS]
    rows.append(Row(cells=("6k Total", *map(whole, (*ends, sum(ends))), ""), kind="total"))
    called = "All years" if year is None else f"Year {year + 1}"
    return Table(title=f"{called}: object classes (dollars)", columns=columns, rows=tuple(rows), foots=True)


def match_and_limits(budget: Budget, told: Paragraphs, found: Sequence[Check], *, warnings: bool) -> Iterator[Block]:
    """Match, limits of the notice, program income, and what checks found when somebody wants it printed."""
    yield heading("Match")
    yield text(told["match"].text if "match" in told else "No match is offered.")
    yield heading("Funding limits")
    yield from _limits(budget)
    yield heading("Program income")
    yield from _income(budget, told)
    told_of = [check for check in found if check.severity == "warning"] if warnings else []
    if told_of:
        yield heading("What the checks point out")
        yield from bullets(check.sentence for check in told_of)


def _income(budget: Budget, told: Paragraphs) -> Iterator[Block]:
    yield text(told["program_income"].text if "program_income" in told else "No program income is expected.")
    if any(budget.income):
        wanted = budget.request.flavour not in INCOME_ONLY_AS_MATCH
        head = "Program income (line 7)" if wanted else "Program income"
        columns = (column("Budget year", 3.0), amounts(head, 2.0))
        rows = [(f"Year {year.number}", amount) for year, amount in zip(budget.years, budget.income, strict=True)]
        yield footed("Program income by year (dollars)", columns, rows)
        if not wanted:
            yield text(f"Line 7 of the form has the part that the match needs: {line_7(budget, None):,} dollars.")


def _limits(budget: Budget) -> Iterator[Block]:
    if not budget.request.limits:
        yield text("The request names no limit of the notice.")
        return
    columns = (column("Limit", 2.0), column("Allowed", 1.2), column("Asked for", 3.0))
    rows = [(each.name, _allowed(each), _counted(budget, each)) for each in budget.request.limits]
    yield table("Limits of the notice, by year (dollars)", columns, rows)


def _allowed(limit: Limit) -> str:
    shares = [] if limit.share is None else [f"{percent(limit.share)} of the year's award"]
    return " and ".join([*shares, *([] if limit.dollars is None else [f"{limit.dollars:,.0f} a year"])])


def _counted(budget: Budget, limit: Limit) -> str:
    said = []
    for year in range(budget.request.years):
        spent = counted(budget, limit, year)
        asked = budget.asked(year)
        share = f" ({100 * spent / asked:.1f} %)" if asked else ""
        said.append(f"Year {year + 1}: {spent:,}{share}")
    return "; ".join(said)


def counted(budget: Budget, limit: Limit, year: int) -> int:
    """Dollars of the grant that count to a limit."""
    own = set(tagged(budget, limit.counts))
    lines = (line for name in DIRECT for line in budget.of(name).paid_by("grant"))
    return sum(line.years[year].printed for line in lines if line.id in own)


def tagged(budget: Budget, tag: str) -> Iterator[str]:
    """Lines that count to a tag; agreements keep theirs in the request."""
    entries = {f"contractual.{each.id}": each.counts for each in budget.request.contractual}
    yield from (line.id for line in budget.lines() if tag and entries.get(line.id, line.kind) == tag)
