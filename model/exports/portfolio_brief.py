"""The brief of a whole state, as Word and PDF: the answer, charts, what it costs, what is not shown, sources."""

from collections.abc import Iterator

import pandas as pd

from model.exports.brief.parts import Picture
from model.exports.budget import paper_pdf, paper_word
from model.exports.budget.paper import (
    Block,
    Column,
    Paper,
    Table,
    amounts,
    bullets,
    column,
    footed,
    heading,
    table,
    text,
)
from model.exports.charts import Chart, title_of
from model.exports.charts.paper import printed
from model.exports.documents import dates, this_version
from model.exports.portfolio_report import Report, pictures
from model.inputs.assumptions import Assumptions, load_assumptions
from model.inputs.states import NAMES
from model.portfolio.answers import KINDS
from model.portfolio.fiscal import StateNote

SIZE, TABLE_SIZE = 11.0, 9.5
NOT_SHOWN = "–"


def as_word(report: Report, assumptions: Assumptions | None = None) -> bytes:
    """The brief as a .docx file."""
    return paper_word.as_word(paper_of(report, assumptions))


def as_pdf(report: Report, assumptions: Assumptions | None = None) -> bytes:
    """The brief as a PDF file."""
    return paper_pdf.as_pdf(paper_of(report, assumptions))


def paper_of(report: Report, assumptions: Assumptions | None = None) -> Paper:
    """The brief's blocks; the Word file and the PDF have the same."""
    assumptions = assumptions or load_assumptions()
    states = sorted({state for state, _ in report.matches})
    where = ", ".join(NAMES.get(state, state) for state in states) or "A whole state"
    title = f"{where}: what becomes of peer support positions"
    return Paper(
        title=title,
        author="Staying Power",
        foot=f"Sources as read through {dates(assumptions).read}. Staying Power {this_version()}.",
        blocks=tuple(_blocks(report, title, assumptions)),
        size=SIZE,
        table_size=TABLE_SIZE,
    )


def _blocks(report: Report, title: str, assumptions: Assumptions) -> Iterator[Block]:
    drawn = pictures(report)
    programs = int(report.overall["programs"].iloc[0])
    yield heading(title, 0)
    yield text(f"{programs:,} programs", "subtitle")
    yield text(report.sentence, "strong")
    yield heading("How many positions are paid for")
    yield from _pictured(drawn.get("sustained"))
    yield _overall(report)
    if report.asked.by:
        yield heading(f"By {report.by_title.lower()}")
        yield from _pictured(drawn.get("groups"))
        yield _groups(report)
    yield from _programs(report, drawn)
    for number, note in enumerate(report.notes, start=1):
        yield heading(f"What “{note.scenario}” costs")
        yield text(note.sentence)
        yield from _pictured(drawn.get("fiscal_note" if len(report.notes) == 1 else f"fiscal_note_{number}"))
        yield _note(note)
    yield heading("What is not shown")
    yield from bullets(report.hidden)
    yield heading("What this rests on")
    yield from bullets((*_changes(report), *report.assumed))
    yield heading("Sources")
    yield from bullets(_sources(report, assumptions))


def _programs(report: Report, drawn: dict[str, Chart]) -> Iterator[Block]:
    yield heading("How far programs differ, and whom a change reaches")
    yield from _pictured(drawn.get("distribution"))
    yield from _pictured(drawn.get("reach"))
    if len(report.reach):
        heads = [column("Scenario", 2.2), column("Programs of", 1.4), *(amounts(kind.capitalize()) for kind in KINDS)]
        rows = [
            (row["scenario"], row["group"], *(_count(row[kind]) for kind in KINDS))
            for _, row in report.reach.iterrows()
        ]
        yield table("Programs that keep positions for longer, as long, less long, or that nothing reaches", heads, rows)


def _pictured(chart: Chart | None) -> Iterator[Picture]:
    if chart is not None:
        finding = title_of(chart)
        yield Picture(title=finding, alt=f"{finding}.", spec=printed(chart))


def _overall(report: Report) -> Table:
    rows = [_row(one, "scenario") for one in _rows(report.overall)]
    return table("Positions, as expected over futures", _heads("Scenario"), rows)


def _groups(report: Report) -> Table:
    rows = [(f"{one['scenario']}: {one['group']}", *_row(one, "group")[1:]) for one in _rows(report.ends)]
    return table(
        f"Positions by {report.by_title.lower()}, as expected over futures", _heads("Scenario and group"), rows
    )


def _rows(frame: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in frame.iterrows()]


def _heads(first: str) -> list[Column]:
    return [
        column(first, 2.4),
        amounts("Programs"),
        amounts("Budgeted"),
        amounts("At first"),
        amounts("At the end"),
        amounts("8 of 10 futures", 1.3),
    ]


def _row(one: pd.Series, name: str) -> tuple[str, ...]:
    return (
        str(one[name]),
        f"{one['programs']:,}",
        f"{one['positions']:,}",
        f"{one['at_start']:,.0f}",
        f"{one['at_end']:,.0f}",
        f"{one['low']:,}" + (f" to {one['high']:,}" if one["low"] != one["high"] else ""),
    )


def _note(note: StateNote) -> Table:
    """Whole dollars that foot: the state's part is what the rounded others leave."""
    rows = []
    for _, year in note.years.iloc[:-1].iterrows():
        dollars, federal = round(float(year["dollars"])), round(float(year["federal"]))
        standing = ", match projected" if year["projected"] else ""
        rows.append((f"{year['year']}{standing}", dollars, federal, dollars - federal))
    heads = [column("State fiscal year of payment", 2.4), *map(amounts, ("Medicaid, $", "Federal, $", "State, $"))]
    return footed(f"Added Medicaid dollars under “{note.scenario}”, as expected over futures", heads, rows)


def _changes(report: Report) -> list[str]:
    return [
        f"“{one['name']}”: {'; '.join(one['changes'])}."
        for one in report.run.get("scenarios", [])
        if one["name"] in set(report.overall["scenario"])
    ]


def _sources(report: Report, assumptions: Assumptions) -> Iterator[str]:
    keys = dict.fromkeys(match.source for match in report.matches.values())
    for key in keys:
        source = assumptions.sources.get(key)
        yield (
            f"Federal match: {source.title} ({source.publisher}; read {source.accessed})."
            if source
            else ("Federal match: given by whoever asked.")
        )
    yield "Every other number stands in the programs' own files, with its source where it has one."


def _count(value: object) -> str:
    return NOT_SHOWN if value is pd.NA else f"{value:,}"
