"""The budget narrative, in Word and in PDF from one structure.

made = narrative_paper(file, budget)
Path("BNF.docx").write_bytes(as_word(made))
Path("BNF.pdf").write_bytes(as_pdf(made))
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.exports.brief.texts import inert
from model.exports.budget.narrative_after import after_the_award
from model.exports.budget.narrative_back import form_figures, reconciliation, rules_and_sources
from model.exports.budget.narrative_classes import object_classes
from model.exports.budget.narrative_cover import cover
from model.exports.budget.narrative_years import arithmetic_of_later_years, later_years, match_and_limits, one_table
from model.exports.budget.paper import Block, Paper, heading
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.load import ProgramFile
from model.requests.budget import Budget
from model.requests.check import Check
from model.requests.paragraphs import paragraphs
from model.requests.reconciling import Reconciled, reconciled
from model.requests.sf424a import ALL_YEARS, Form, sf424a
from model.requests.spending import spending
from model.requests.sustaining import SustainingPlan, sustaining

TABLES_IN_SMALL = 10.0  # points, of funders whose format asks for twelve of the text only
TWELVE_THROUGHOUT = ("samhsa",)
FOOT = 60  # signs at the foot of a page


@dataclass(frozen=True, kw_only=True)
class NarrativeTerms:
    """What is printed beside the budget itself.

    Attributes:
        date: the day of the document as the person gives it, YYYY-MM-DD; it stands in the foot and in the PDF.
        warnings: print the warnings of the checks.
        sustainability, appendices: print the plan for the time after, and later years' arithmetic and reconciliation.
    """

    date: str = ""
    warnings: bool = False
    sustainability: bool = True
    appendices: bool = True


def narrative_paper(
    file: ProgramFile,
    budget: Budget,
    terms: NarrativeTerms | None = None,
    *,
    form: Form | None = None,
    plan: SustainingPlan | None = None,
    years: Sequence[Reconciled] | None = None,
    found: Sequence[Check] = (),
    assumptions: Assumptions | None = None,
) -> Paper:
    """The narrative as one structure, which `as_word` and `as_pdf` print alike.

    Args:
        file: the program; budget: of one of its requests.
        terms: what is printed beside the budget.
        form, plan, years: the SF-424A, the time after the award and the reconciliation; worked out unless given.
        found: what the checks found, of which warnings are printed when the terms say so.
        assumptions: the project's own unless given.
    """
    terms, known = terms or NarrativeTerms(), assumptions or load_assumptions()
    blocks = [*_front(file, budget, known, terms, found)]
    if terms.sustainability:
        blocks += after_the_award(file, budget, plan or sustaining(file, budget))
    blocks += form_figures(form or sf424a(budget, spending(file, budget)))
    if terms.appendices:
        blocks += _appendices(budget, reconciled(file, budget) if years is None else years)
    blocks += rules_and_sources(budget, known)
    request = budget.request
    title = inert(f"Budget narrative: {request.title}")
    foot = inert(f"{budget.applicant}, {request.title}", FOOT) + (f", {terms.date}" if terms.date else "")
    small = request.flavour not in TWELVE_THROUGHOUT
    return Paper(
        title=title,
        author=inert(budget.applicant),
        foot=foot,
        blocks=tuple(blocks),
        dated=terms.date,
        table_size=TABLES_IN_SMALL if small else 12.0,
    )


def _front(
    file: ProgramFile, budget: Budget, known: Assumptions, terms: NarrativeTerms, found: Sequence[Check]
) -> Iterator[Block]:
    told = {paragraph.id: paragraph for paragraph in paragraphs(file, budget, known)}
    yield from cover(file, budget)
    if budget.request.flavour in ALL_YEARS:
        yield heading("The budget in one table")
        yield from one_table(budget, told)
    yield heading("Year 1 in detail")
    yield from object_classes(budget, told)
    yield from later_years(budget, told)
    yield from match_and_limits(budget, told, found, warnings=terms.warnings)


def _appendices(budget: Budget, years: Sequence[Reconciled]) -> Iterator[Block]:
    if budget.request.years > 1:
        yield heading("Appendix: arithmetic of later years")
        yield from arithmetic_of_later_years(budget)
    if years:
        yield from reconciliation(years)


def as_word(paper: Paper) -> bytes:
    """A .docx file; the same document gives the same bytes."""
    from model.exports.budget import paper_word  # what writes files is read in only when one is written

    return paper_word.as_word(paper)


def as_pdf(paper: Paper) -> bytes:
    """A PDF file."""
    from model.exports.budget import paper_pdf

    return paper_pdf.as_pdf(paper)


def narrative(file: ProgramFile, budget: Budget, terms: NarrativeTerms | None = None) -> bytes:
    """The narrative as a .docx file."""
    return as_word(narrative_paper(file, budget, terms))


def narrative_pdf(file: ProgramFile, budget: Budget, terms: NarrativeTerms | None = None) -> bytes:
    """The narrative as a PDF file."""
    return as_pdf(narrative_paper(file, budget, terms))
