"""The narrative's paragraphs, one a line, written from facts; a person's own wording is kept and told when stale."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.inputs.request import Agreement, Item
from model.requests.budget import Budget, Line
from model.requests.computing import method_of
from model.requests.factors import percent
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.resources import resources
from model.requests.staff_words import staff_words
from model.requests.wording import listed

METHODS = {
    "deductive": "income lowers what the award pays",
    "additive": "income is added to the award and spent on the project",
    "matching": "income counts toward the match",
    "not_billed": "nothing is billed for time that the award pays",
}
PLURAL = ("fringe", "supplies", "indirect")  # classes whose titles take the plural


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph.

    Attributes:
        id: of the line, or `indirect`, `cost_of_living`, `program_income`, `match`, `year.2`, ….
        title: what it is about.
        written: our own wording from the facts as they stand.
        text: what prints: the person's wording where there is one, else ours.
        facts: every fact it rests on, by name.
        fingerprint: of the facts; it is kept beside a person's wording.
        edited: whether the text is a person's.
        stale: whether the facts have changed since the person wrote.
    """

    id: str
    title: str
    written: str
    text: str
    facts: Mapping[str, str]
    fingerprint: str
    edited: bool
    stale: bool


def fingerprint(facts: Mapping[str, str]) -> str:
    """Twelve letters that change when any fact does."""
    joined = "\n".join(f"{key}\t{facts[key]}" for key in sorted(facts))
    return hashlib.sha256(joined.encode()).hexdigest()[:12]


def paragraphs(file: ProgramFile, budget: Budget, assumptions: Assumptions | None = None) -> tuple[Paragraph, ...]:
    """Every paragraph of the budget narrative, in its order."""
    known = assumptions or load_assumptions()
    return tuple(paragraph_of(budget, *each) for each in _all(file, budget, known))


def paragraph_of(budget: Budget, identity: str, title: str, said: Iterable[tuple[str, str]]) -> Paragraph:
    """A paragraph of facts, each with the sentence made of it, in the person's wording where there is one."""
    facts: dict[str, str] = {}
    for key, sentence in said:
        facts[key] = f"{facts[key]} {sentence}" if key in facts else sentence
    written, mark = " ".join(facts.values()), fingerprint(facts)
    own = budget.request.texts.get(identity)
    return Paragraph(
        id=identity,
        title=title,
        written=written,
        text=written if own is None else own.text,
        facts=MappingProxyType(facts),
        fingerprint=mark,
        edited=own is not None,
        stale=own is not None and own.facts is not None and own.facts != mark,
    )


def _all(file: ProgramFile, budget: Budget, known: Assumptions) -> Iterator[tuple[str, str, Iterable[tuple[str, str]]]]:
    items = {f"{cls}.{item.id}": item for cls in ITEM_CLASSES for item in items_of(budget.request, cls)}
    for line in budget.lines():
        if line.cls == "personnel":
            yield line.id, line.title, [*staff_words(file, budget, line, known), *_common(budget, line)]
        elif line.cls == "fringe":
            yield line.id, line.title, [*_fringe(line), *_common(budget, line)]
        elif line.cls == "indirect":
            yield "indirect", line.title, _indirect(budget)
        else:
            yield line.id, line.title, [*_item(line, items[line.id]), *_common(budget, line)]
    if budget.request.years > 1:
        yield "cost_of_living", "Increases after the first year", _rises(budget)
        for year in range(1, budget.request.years):
            yield f"year.{year + 1}", f"What changes in year {year + 1}", _changes(budget, year)
    if method_of(file, budget.request) is not None:
        yield "program_income", "Program income", _income(file, budget)
    if budget.match(None):
        yield "match", "Match", _match(budget)


def _common(budget: Budget, line: Line) -> Iterator[tuple[str, str]]:
    """Objectives, basis and arithmetic, of which every line has its own."""
    for name in line.objectives:
        text = budget.request.objectives[name].strip().rstrip(".")
        # a number is what a reader finds in the list of objectives; any other id is only a key of the file
        which = f"objective {name}" if name.isdigit() or not text else "the objective"
        yield f"objective {name}", f"Serves {which}: {text}." if text else f"Serves {which}."
    if line.basis.strip():
        yield "basis", f"Basis: {line.basis.strip().rstrip('.')}."
    first = next((year for year in line.years if year.terms), None)
    if first is not None:
        yield "arithmetic", f"Year {first.year + 1}: {first.text}."


def _fringe(line: Line) -> Iterator[tuple[str, str]]:
    where = "the organization's benefits as they are paid to everybody" if line.tied else "the rates of this request"
    yield "what", f"{line.title}, from {where}, charged in proportion to the wages asked for."


def _item(line: Line, item: Item) -> Iterator[tuple[str, str]]:
    kinds = {"services": "contract for services", "consultant": "consultant", "subaward": "subaward"}
    kind = f" ({kinds[item.kind]})" if isinstance(item, Agreement) else ""
    yield "what", f"{line.title}{kind}."
    if line.tied:
        yield "tied", "The amount is what the program pays for it, by the seats and the share asked for."
    if isinstance(item, Agreement):
        if item.deliverables.strip():
            yield "deliverables", f"It delivers: {item.deliverables.strip().rstrip('.')}."
        if item.selected.strip():
            yield "selected", f"Selection: {item.selected.strip().rstrip('.')}."
    if item.meets is not None:
        yield "meets", f"The notice requires this travel: {item.meets}."
    yield from (("note", f"{note}.") for note in line.notes)
    if line.paid_by != "grant":
        yield "match", "It is match; the award pays nothing of it."


def _indirect(budget: Budget) -> Iterator[tuple[str, str]]:
    first, indirect = budget.base[0], budget.request.indirect
    base = {
        "mtdc": "modified total direct costs",
        "salaries_and_fringe": "salaries and fringe benefits",
        "salaries": "salaries",
        "total_direct": "total direct costs",
    }[indirect.base]
    if indirect.kind == "negotiated":
        agreed = f" of {indirect.agreed}" if indirect.agreed else ""
        agency = f" with {indirect.agency}" if indirect.agency else ""
        yield "rate", f"Our negotiated agreement{agency}{agreed} gives {percent(first.rate)} of {base}."
    elif indirect.kind == "de_minimis":
        yield "rate", f"We have no current negotiated rate and elect {percent(first.rate)} of {base}."
    else:
        yield "rate", f"The funder pays at most {percent(first.rate)} of {base}."
    yield "base", f"In year 1 the base is {first.base:,} dollars and the charge {budget.indirect(0):,}."
    out = [part for part in first.parts if part.included < part.amount]
    if out:
        each = [f"{budget.line(part.line).title} ({part.amount - part.included:,} dollars)" for part in out]
        sum_of = f", {first.excluded:,} dollars in all" if len(each) > 1 else ""
        yield "excluded", f"Left out of the base: {'; '.join(each)}{sum_of}."


def _rises(budget: Budget) -> Iterator[tuple[str, str]]:
    request = budget.request
    typed = any(staff.position is None for staff in request.personnel)
    drawn = request.pay == "ladder" and any(staff.position is not None for staff in request.personnel)
    raised = request.cost_of_living > 0 and (typed or request.pay == "cost_of_living")
    if raised:
        rate = percent(request.cost_of_living)
        whose = "salaries that this request states" if drawn else "salaries"
        when = f"Years 2 to {request.years} raise {whose} by {rate} on each anniversary"
        if request.years == 2:
            when = f"Year 2 raises {whose} by {rate}"
        yield "rate", f"{when}; fringe follows."
    if drawn:
        yield "ladder", "Wages of our own positions climb our pay scale month by month, as they do for everybody."
    if not raised and not drawn:
        yield "level", "Pay does not rise in later years."
    for year in budget.years:
        if year.ceiling is not None and year.number > 1:
            said = _beside_ceiling(budget.asked(year.number - 1), year.ceiling)
            yield f"ceiling {year.number}", f"Year {year.number} {said}."


def _beside_ceiling(asked: int, ceiling: float) -> str:
    left = ceiling - asked
    if left >= 0:
        return f"has {left:,.0f} dollars left under the ceiling of {ceiling:,.0f}"
    above = "" if not ceiling else f", {-left:,.0f} above it"
    return f"has a ceiling of {ceiling:,.0f} dollars and asks for {asked:,}{above}"


def _changes(budget: Budget, year: int) -> Iterator[tuple[str, str]]:
    before, now = budget.asked(year - 1), budget.asked(year)
    yield "total", f"Year {year + 1} asks for {now:,} dollars, after {before:,} in year {year}."
    for cls in budget.classes:
        old, new = cls.total(year - 1, ("grant",)), cls.total(year, ("grant",))
        if old != new:
            word = ("rise" if new > old else "fall") + ("" if cls.name in PLURAL else "s")
            ends = [f"{amount:,}" if amount else "nothing" for amount in (old, new)]
            change = f"by {abs(new - old):,} to {new:,}" if old and new else " to ".join(("from " + ends[0], ends[1]))
            yield cls.name, f"{cls.title} {word} {change}."


def _income(file: ProgramFile, budget: Budget) -> Iterator[tuple[str, str]]:
    method = method_of(file, budget.request)
    assert method is not None
    if method == "not_billed":
        yield "method", f"No program income is expected: {METHODS[method]}."
        return
    each = zip(budget.years, budget.income, strict=True)
    amounts = listed(f"{amount:,} in year {year.number}" for year, amount in each)
    if any(budget.income):
        yield "amount", f"Program income expected, in dollars: {amounts}; {budget.income_source}."
    else:
        yield "amount", "No program income is expected in any year."
    yield "method", f"The award's method is {method}: {METHODS[method]}."


def _match(budget: Budget) -> Iterator[tuple[str, str]]:
    cash, kind = budget.total(None, ("cash",)), budget.total(None, ("in_kind",))
    parts = [f"{amount:,} dollars {how}" for amount, how in ((cash, "in cash"), (kind, "in kind")) if amount]
    yield "amount", f"Match over all years is {' and '.join(parts)}."
    if budget.request.match.share:
        yield "asked", f"The funder asks for a match of {percent(budget.request.match.share)} of the project."
    found = resources(budget, None)
    if found.applicant < found.total:
        named = {"the applicant": found.applicant, "the state": found.state, "local government": found.local}
        each = [f"{who} {amount:,}" for who, amount in (named | {"others": found.other}).items() if amount]
        yield "givers", f"Of it, in dollars: {', '.join(each)}."
    if budget.request.match.source.strip():
        yield "source", f"The match comes from {budget.request.match.source.strip().rstrip('.')}."
