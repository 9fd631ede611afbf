"""Three complete requests as they were: every printed text, table and figure, and every cell of the form.

A three-year program of a federal agency, a foundation that pays a tenth for indirect cost, and a settlement award that
pays none. They change only in a commit of their own, with a sentence for what moved. To write them anew:
`python -m tests.requests.test_golden`.
"""

import csv
import difflib
import io
from functools import cache
from pathlib import Path

import pytest

from model.exports.budget.narrative import NarrativeTerms, narrative_paper
from model.exports.budget.paper import Heading, Paper, Table, Text
from model.inputs.load import ProgramFile, load_program
from model.requests.budget import Budget
from model.requests.checking import checks
from model.requests.computing import budget_of
from model.requests.sf424a import sf424a
from model.requests.spending import spending

HERE = Path(__file__).parent / "golden"
PROGRAMS = Path(__file__).parents[2] / "assumptions" / "programs"
EXAMPLES = {
    "prairie-recovery": "bcor-next",
    "three-valleys-families": "foundation-weekends",
    "piedmont-peer-center": "settlement-emergency",
}


@cache
def example(name: str) -> tuple[ProgramFile, Budget]:
    file = load_program(PROGRAMS / f"{name}.yaml")
    return file, budget_of(file, next(r for r in file.program.requests if r.id == EXAMPLES[name]))


def printed(paper: Paper) -> str:
    """A document as plain text: headings with their level, tables a row to a line."""
    said = []
    for block in paper.blocks:
        if isinstance(block, Heading):
            said += ["", f"{'#' * (block.level + 1)} {block.text}"]
        elif isinstance(block, Text):
            said.append(f"{'- ' if block.look == 'bullet' else ''}{block.text}")
        elif isinstance(block, Table):
            said += [f"[{block.title}]", " | ".join(column.head for column in block.columns)]
            said += [" | ".join(row.cells) for row in block.rows]
        else:
            said.append(f"({block.alt})")
    return "\n".join(said).strip() + "\n"


def narrative_text(name: str) -> str:
    return printed(narrative_paper(*example(name), NarrativeTerms(date="2026-11-26")))


def figures(name: str) -> str:
    """Every line by year with its arithmetic, every cell of the form, and what the checks say."""
    file, budget = example(name)
    form = sf424a(budget, spending(file, budget))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for line in budget.lines():
        writer.writerows(["line", line.id, line.paid_by, year.year + 1, year.printed, year.text] for year in line.years)
    writer.writerows(["form", cell.key, cell.label, cell.amount, cell.text, cell.xml] for cell in form.cells)
    writer.writerows(["check", check.sentence] for check in checks(file, budget, form))
    return text.getvalue()


def changed(name: str, now: str) -> list[str]:
    """Lines that differ from what is kept; short, so that a reader sees what moved."""
    kept = (HERE / name).read_text()
    return list(difflib.unified_diff(kept.splitlines(), now.splitlines(), n=0, lineterm=""))[:40]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_and_table_of_the_narrative_is_as_it_was(name: str) -> None:
    assert changed(f"{name}.txt", narrative_text(name)) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_line_and_every_cell_of_the_form_is_as_it_was(name: str) -> None:
    assert changed(f"{name}.csv", figures(name)) == []


def test_one_number_of_each_is_what_hand_arithmetic_gives() -> None:
    # coordinator, year 1: 32 x 52 x 75 % x (27.41 x 3/12 + 27.82 x 9/12) = 8,551.92 + 26,039.52 = 34,591.44
    assert 'personnel.coordinator,grant,1,34591,"32 × 52 × 27.41 × 75 % × 3/12 + ' in figures("prairie-recovery")
    # a tenth of 35 x 40 + 2,400 x 2 = 6,200
    assert 'indirect.indirect,grant,1,620,"10 % × 6,200 = 620"' in figures("three-valleys-families")
    # 19.50 x 1,664 = 32,448
    assert 'personnel.night-peer,grant,1,32448,"19.5 × 1,664 = 32,448"' in figures("piedmont-peer-center")


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for each in EXAMPLES:
        (HERE / f"{each}.txt").write_text(narrative_text(each))
        (HERE / f"{each}.csv").write_text(figures(each))
