"""A Word file for the people of a program: what becomes of each position, and nothing of anyone's pay."""

import io
from collections.abc import Iterable, Sequence

from docx import Document
from docx.document import Document as Paper
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from model.compare import Outcome
from model.exports.keeping import NOTHING_BESIDE, Beside
from model.exports.script import Script, script, supposing, worked_out
from model.exports.seats import pay_of, without_money
from model.exports.telling import Telling, answer, telling

MARGIN = Cm(2.2)


def people_letter(result: Outcome, beside: Beside = NOTHING_BESIDE, *, slips: bool = False) -> bytes:
    """The paper as a .docx file.

    Args:
        result: the program as shown, with the scenarios laid on it.
        beside: the program without them, and under others.
        slips: a page for each position alone, to hand to the person in it, in place of one paper for all.
    """
    paper = _blank(result)
    said = script(result)
    tellings = [telling(result, position.id, beside) for position in result.file.program.positions]
    if slips:
        for number, told in enumerate(tellings):
            _slip(paper, result, beside, told, said, new_page=number > 0)
    else:
        _together(paper, result, beside, tellings, said)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _blank(result: Outcome) -> Paper:
    """An empty paper with its title among its properties, narrow margins and readable type."""
    paper = Document()
    paper.core_properties.title = f"What becomes of our positions: {_name(result)}"
    paper.core_properties.author = ""
    paper.core_properties.comments = ""
    for section in paper.sections:
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    normal = paper.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = Pt(11)
        normal.paragraph_format.space_after = Pt(4)
    return paper


def _name(result: Outcome) -> str:
    return without_money(result.file.program.name, pay_of(result))


def _together(paper: Paper, result: Outcome, beside: Beside, tellings: Iterable[Telling], said: Script) -> None:
    paper.add_heading("What becomes of our positions", 0)
    paper.add_paragraph(_name(result), style="Subtitle")
    paper.add_paragraph(answer(result))
    _dated(paper, result, beside)
    _said(paper, said, level=1)
    for told in tellings:
        paper.add_heading(heading_of(told), 1)
        _telling(paper, told)


def _slip(paper: Paper, result: Outcome, beside: Beside, told: Telling, said: Script, *, new_page: bool) -> None:
    """One page for one position: what becomes of it, and when there will be more to say."""
    head = paper.add_heading(heading_of(told), 1)
    head.paragraph_format.page_break_before = new_page
    paper.add_paragraph(_name(result), style="Subtitle")
    _dated(paper, result, beside)
    _telling(paper, told)
    paper.add_heading("When we will tell you more", 2)
    _bullets(paper, said.more)


def heading_of(told: Telling) -> str:
    """A position's title with its id."""
    return f"{told.title} ({told.position})"


def _dated(paper: Paper, result: Outcome, beside: Beside) -> None:
    paper.add_paragraph(f"{worked_out(result)} {supposing(tuple(beside.laid), result)}")


def _said(paper: Paper, said: Script, level: int) -> None:
    for heading, sentences in (
        ("What we know", said.known),
        ("What we do not know", said.unknown),
        ("When we will tell you more", said.more),
    ):
        paper.add_heading(heading, level)
        _bullets(paper, sentences)


def _telling(paper: Paper, told: Telling) -> None:
    for lead, text in (("Paid for by: ", told.paid_by), ("Then: ", told.then), ("Notice: ", told.notice)):
        if text:
            paragraph = paper.add_paragraph()
            paragraph.add_run(lead).bold = True
            paragraph.add_run(text)
    for heading, sentences in (("For it to be kept", told.keep), ("What is not known", told.unknown)):
        if sentences:
            paper.add_heading(heading, 2)
            _bullets(paper, sentences)


def _bullets(paper: Paper, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        paper.add_paragraph(sentence, style="List Bullet")
