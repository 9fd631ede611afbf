"""The sheet Sources: the rules that held on the day, each with the document it was read in."""

from model.exports.budget.workbook_cells import Column, Sheet, shape_of
from model.exports.budget.workbook_factors import Cells
from model.inputs.assumption_records import Source
from model.inputs.assumptions import load_assumptions
from model.requests.rules import RuleUse
from model.requests.wording import rule_name

SOURCES = "Sources"
ABOUT = "The rules in force on the day of the award: what each says, since when, and the document it was read in."
DATES = {"law": "in force since", "attested": "shown by its source on", "undated": "no date is known"}
READ = {
    "primary": "read in the document itself",
    "secondary": "read in a document about it",
    "judgement": "no document was read: informs, and never blocks",
}


def write_sources(cells: Cells) -> None:
    """Write the sheet."""
    columns = [Column("Rule", 34), Column("Number", 12, True), Column("Unit or text", 40), Column("Date", 30)]
    columns += [Column("Document", 46), Column("Where in it, and how sure", 40), Column("Note", 44)]
    rules = cells.budget.rules
    sheet = Sheet(cells.ledger, SOURCES, f"{ABOUT} Rules of {rules.day}.", columns)
    known = load_assumptions().sources
    for use in rules.printed:
        _write_rule(sheet, use, known.get(use.source))


def _write_rule(sheet: Sheet, use: RuleUse, source: Source | None) -> None:
    row = sheet.row
    sheet.say(row, 1, rule_name(use.name))
    if use.value is not None:
        sheet.number(row, 2, use.value, shape_of("share" if use.unit.startswith("share") else "", use.value))
    sheet.say(row, 3, use.text or use.unit)
    sheet.say(row, 4, f"{DATES.get(use.date_means, use.date_means)} {use.since}".strip())
    sheet.say(row, 5, use.source if source is None else _document(source))
    sheet.say(row, 6, "; ".join(text for text in (use.locator, READ.get(use.confidence, use.confidence)) if text))
    sheet.say(row, 7, use.note)
    sheet.fit(row)
    sheet.row += 1


def _document(source: Source) -> str:
    """Title, publisher and address; the address is a text, so that the workbook links to nothing."""
    parts = (source.title, source.publisher, source.published, source.url or source.where)
    return ". ".join(str(part) for part in parts if part)
