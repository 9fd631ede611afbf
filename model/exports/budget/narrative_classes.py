"""The object classes of the narrative, year 1: table, what of it stands on the form, a paragraph for every line."""

from collections.abc import Callable, Iterator, Mapping

from model.exports.budget import narrative_lines as say
from model.exports.budget.narrative_tables import class_tables, title
from model.exports.budget.paper import Block, Table, amounts, bullets, column, footed, heading, text
from model.requests.budget import DIRECT, PAYERS, Budget, ClassName, Line
from model.requests.paragraphs import Paragraph
from model.requests.rules import HHS
from model.requests.sf424a import ALL_YEARS

Paragraphs = Mapping[str, Paragraph]
LETTERS = "ABCDEFGH"
NOT_THERE: dict[ClassName, str] = {
    "personnel": "No personnel is asked for.",
    "fringe": "No fringe benefits are asked for.",
    "travel": "No travel is asked for.",
    "equipment": "No equipment is asked for.",
    "supplies": "No supplies are asked for.",
    "contractual": "No contracts are asked for.",
    "construction": "No construction is asked for.",
    "other": "No other direct cost is asked for.",
}


def object_classes(budget: Budget, told: Paragraphs) -> Iterator[Block]:
    """Every class of direct cost in the order of the form, then indirect cost."""
    for letter, name in zip(LETTERS, DIRECT, strict=True):
        cls = budget.of(name)
        yield heading(f"{letter}. {cls.title}", 2)
        if not cls.lines:
            yield text(NOT_THERE[name])
        elif budget.request.flavour in ALL_YEARS:
            yield from _told(budget, name, told)
        else:
            yield from class_tables(budget, name)
            yield from on_the_form(budget, name)
            yield from _told(budget, name, told)
    yield heading("Total direct charges", 2)
    yield from _totals(budget, "Total direct charges", "6i", {p: budget.direct(0, (p,)) for p in PAYERS})
    yield heading("J. Indirect charges", 2)
    yield from indirect(budget, told)
    yield heading("Total", 2)
    yield from _totals(budget, "Total", "6k", {p: budget.total(0, (p,)) for p in PAYERS})


def on_the_form(budget: Budget, name: ClassName) -> Iterator[Block]:
    """What stands in section B of the form."""
    cls = budget.of(name)
    yield from _totals(budget, cls.title, cls.line_of_form, {p: cls.total(0, (p,)) for p in PAYERS})


def _totals(budget: Budget, what: str, line: str, amounts_of: Mapping[str, int]) -> Iterator[Block]:
    """As the form counts: its sections A and B hold year 1, or of some funders all years, which another table has."""
    if budget.request.flavour in ALL_YEARS:
        yield text(f"{what}, year 1, federal: ${amounts_of['grant']:,}", "strong")
        return
    match = amounts_of["cash"] + amounts_of["in_kind"]
    federal = budget.request.flavour in HHS
    asked, given = ("FEDERAL REQUEST", "NON-FEDERAL MATCH") if federal else ("REQUEST", "MATCH")
    yield text(f"{asked} (section B col. 1 line {line}): ${amounts_of['grant']:,}", "strong")
    if match:
        yield text(f"{given} (section B col. 2 line {line}): ${match:,}", "strong")


def _told(budget: Budget, name: ClassName, told: Paragraphs) -> Iterator[Block]:
    """A paragraph and the arithmetic of every line; of a format with its own tests, those after them."""
    if name == "fringe":
        yield from _fringe_as_a_whole(budget)
    for line in budget.of(name).lines:
        yield heading(_called(budget, line), 3)
        yield text(line_text(told, line))
        yield from bullets(say.worked_out(line, 0))
        for part in line.parts:
            yield from bullets(f"{part.title}. {words}" for words in say.worked_out(part, 0))
    if budget.request.flavour == "acf":
        yield from three_tests(budget, name)


def _called(budget: Budget, line: Line) -> str:
    payer = say.PAYER_WORDS[line.paid_by]
    return f"{title(budget.request, line)}, {payer}" if payer else title(budget.request, line)


def line_text(told: Paragraphs, line: Line) -> str:
    """The paragraph of a line; our own wording leaves the arithmetic to the list under it."""
    found = told.get(line.id)
    if found is None:
        return line.basis or line.title
    if found.edited:
        return found.text
    return " ".join(sentence for key, sentence in found.facts.items() if key != "arithmetic")


def _fringe_as_a_whole(budget: Budget) -> Iterator[Block]:
    wages, cost = budget.of("personnel").total(0, ("grant",)), budget.of("fringe").total(0, ("grant",))
    if wages and cost:
        yield text(
            f"Fringe benefits asked for are {cost:,} dollars on wages of {wages:,}, {100 * cost / wages:.2f} percent."
        )


def three_tests(budget: Budget, name: ClassName) -> Iterator[Block]:
    """Necessity, reasonableness and allocability, from what the request says; what it does not say is said too."""
    lines = budget.of(name).lines
    yield text(f"Necessity. {_each(lines, _need)}")
    yield text(f"Reasonableness. {_each(lines, _reason)}")
    yield text(f"Allocability. {_each(lines, _share)}")


def _each(lines: tuple[Line, ...], of: Callable[[Line], str]) -> str:
    return " ".join(f"{line.title}: {of(line)}." for line in lines)


def _need(line: Line) -> str:
    served = ", ".join(line.objectives)
    return f"serves objective {served}" if served else "no objective is named"


def _reason(line: Line) -> str:
    if line.basis.strip():
        return line.basis.strip().rstrip(".")
    return "what the organization pays for it" if line.tied else "no basis is named"


def _share(line: Line) -> str:
    shares = {f.shown for y in line.years[:1] for t in y.terms for f in t.factors if f.name in SHARES}
    return f"charged at {' and '.join(sorted(shares))} of its cost" if shares else "all of it is for this project"


SHARES = ("level of effort", "share of the project")


def indirect(budget: Budget, told: Paragraphs) -> Iterator[Block]:
    """The base line by line, the charge, and what stands on the form."""
    if not budget.base:
        yield text("No indirect cost is asked for.")
        return
    yield base_table(budget, 0)
    yield from bullets(say.worked_out(budget.of("indirect").lines[0], 0))
    yield from on_the_form(budget, "indirect")
    yield text(told["indirect"].text)


def base_table(budget: Budget, year: int) -> Table:
    """What of each line earns indirect."""
    columns = (column("Line", 2.4), amounts("Cost"), amounts("In the base"), column("Left out because", 2.0))
    rows = [(budget.line(p.line).title, p.amount, p.included, p.why) for p in budget.base[year].parts]
    return footed(f"Base of indirect cost, year {year + 1} (dollars)", columns, rows)
