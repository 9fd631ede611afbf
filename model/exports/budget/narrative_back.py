"""The back of the narrative: the form's figures, how the request becomes the projection, rules and sources."""

from collections.abc import Iterator, Sequence

from model.exports.budget.paper import (
    Block,
    Column,
    Row,
    Table,
    amounts,
    bullets,
    column,
    footed,
    heading,
    table,
    text,
    whole,
)
from model.exports.cited import CONFIDENCE
from model.inputs.assumptions import Assumptions
from model.requests.budget import Budget
from model.requests.factors import percent, plain
from model.requests.reconciling import Reconciled
from model.requests.rules import RuleUse
from model.requests.sf424a import Cell, Form
from model.requests.wording import day_in_words, rule_name
from model.sentences import spoken

SECTIONS = {
    "A": "Section A, budget summary",
    "B": "Section B, budget categories",
    "C": "Section C, non-federal resources",
    "D": "Section D, forecasted cash needs of year 1",
    "E": "Section E, federal funds for the balance of the project",
    "F": "Section F, other information",
}
HEADS = {
    "A": {"a": "(a) Activity", "b": "(b) Listing", "e": "(e) Federal", "f": "(f) Non-federal", "g": "(g) Total"},
    "B": {"1": "(1) Federal", "2": "(2) Match", "5": "(5) Total"},
    "C": {"b": "(b) Applicant", "c": "(c) State", "d": "(d) Other", "e": "(e) Total"},
    "D": {"total": "Year 1", **{f"quarter {n}": f"Quarter {n}" for n in range(1, 5)}},
    "E": {"b": "(b) First", "c": "(c) Second", "d": "(d) Third", "e": "(e) Fourth"},
    "F": {"": "Words"},
}
SUMS = ("5", "6i", "6k", "12", "15", "20")
DATES = {"law": "since", "attested": "attested from", "undated": "undated"}


def form_figures(form: Form) -> Iterator[Block]:
    """The SF-424A, section by section, to copy."""
    yield heading("Figures by the lines of the SF-424A")
    yield text(f"Sections A and B hold {form.years}. A cell without a figure is left blank on the form.")
    yield from (_section(form, name) for name in SECTIONS)


def _section(form: Form, name: str) -> Table:
    own = [cell for cell in form.cells if cell.section == name]
    lines = list(dict.fromkeys(cell.line for cell in own))
    heads = HEADS[name]
    columns = [column("Line", 2.0 if name == "B" else 1.5), *(_head(name, head, len(heads)) for head in heads.values())]
    rows = []
    for line in lines:
        cells = {cell.column: cell for cell in own if cell.line == line}
        label = next(iter(reversed(cells.values()))).label
        words = (f"{line} {label}", *(_said(cells.get(key)) for key in heads))
        rows.append(Row(cells=words, kind="subtotal" if line in SUMS else "row"))
    made = table(SECTIONS[name], columns, [row.cells for row in rows])
    kinds = zip(made.rows, rows, strict=True)
    return Table(title=made.title, columns=made.columns, rows=tuple(Row(cells=a.cells, kind=b.kind) for a, b in kinds))


def _head(section: str, head: str, number: int) -> Column:
    words = section == "F" or head in (HEADS["A"]["a"], HEADS["A"]["b"])
    width = 5.0 / number
    if head == HEADS["A"]["a"]:
        width *= 1.8  # a title, of up to 120 signs
    return column(head, width) if words else amounts(head, width)


def _said(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return cell.text if cell.amount is None else whole(cell.amount)


def reconciliation(years: Sequence[Reconciled]) -> Iterator[Block]:
    """How each year's request becomes what the projection has the grant pay, to the cent."""
    yield heading("Appendix: the request and the projection")
    yield text(
        "The request is by budget year and in whole dollars; the projection is by month and expects people to leave "
        "and seats to stand empty. Each step between the two, in dollars and cents:"
    )
    width = min(1.2, 4.2 / max(len(years), 1))
    heads = (column("Step", 2.6), *(amounts(f"Year {year.number}", width) for year in years))
    rows: list[tuple[str | int, ...]] = [("Request", *(year.request for year in years))]
    for place, step in enumerate(years[0].differences):
        amounts_of = [year.differences[place].cents for year in years]
        if any(amounts_of):
            rows.append((step.name, *amounts_of))
    yield footed("From the request to the projection", heads, rows, "What the grant pays as projected", in_cents=True)
    yield _fiscal(years)


def _fiscal(years: Sequence[Reconciled]) -> Table:
    columns = (column("Budget year", 2.0), column("Fiscal year from", 2.2), amounts("Projected", 1.6))
    rows = [(f"Year {y.number}", spoken(part.fiscal_year_start), part.cents) for y in years for part in y.fiscal]
    return footed("The projection's part by fiscal year", columns, rows, in_cents=True)


def rules_and_sources(budget: Budget, known: Assumptions) -> Iterator[Block]:
    """Every rule that binds, as it stood on the day of the award, and the documents they come from."""
    yield heading(f"Rules as of {day_in_words(budget.rules.day)}, and their sources")
    rules = budget.rules.printed
    if not rules:
        yield text("No rule of our table binds this funder; its own terms hold.")
    yield from bullets(
        f"{rule_words(rule)} [{rule.source}{f', {rule.locator}' if rule.locator else ''}]" for rule in rules
    )
    keys = list(dict.fromkeys(rule.source for rule in rules))
    if keys:
        yield heading("Documents", 2)
    yield from bullets(_document(key, known) for key in keys)
    yield from _bases(budget)


def rule_words(rule: RuleUse) -> str:
    """Such as `Equipment threshold: 10,000 dollars (since 2024-10-01; the document itself)`."""
    said = rule.text if rule.value is None else _amount(rule.value, rule.unit)
    date = DATES.get(rule.date_means, rule.date_means) + (f" {rule.since}" if rule.since else "")
    return f"{rule_name(rule.name)}: {said} ({date}; {CONFIDENCE.get(rule.confidence, rule.confidence)})"


def _amount(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{percent(value)}{unit.removeprefix('share')}"
    return f"{plain(value)} {unit}"


def _document(key: str, known: Assumptions) -> str:
    source = known.sources.get(key)
    if source is None:
        return key
    parts = [source.title, source.publisher, source.published or "undated", source.url or source.where or ""]
    return f"[{key}] {', '.join(part for part in parts if part)}; read {source.accessed}"


def _bases(budget: Budget) -> Iterator[Block]:
    """What the person says each estimate rests on."""
    said = [f"{line.title}: {line.basis.strip()}" for line in budget.lines() if line.basis.strip()]
    if said:
        yield heading("What estimates rest on", 2)
        yield from bullets(dict.fromkeys(said))
