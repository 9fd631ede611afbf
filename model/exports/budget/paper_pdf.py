"""A document as a PDF, with fpdf2 and an embedded typeface; the same blocks as the Word file has."""

import io
from functools import cache
from pathlib import Path

import font_roboto
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from model.exports.brief.drawn import png
from model.exports.brief.parts import Picture
from model.exports.budget.paper import WHOLE, Heading, Paper, Table, Text, fitted
from model.exports.charts.paper import HEIGHT, WIDTH

TYPE = "Roboto"
FACES = {"": "Regular", "B": "Bold"}
MISSING = "?"
PAGES = "{#}"  # becomes the number of pages
UNDATED = "2000-01-01"  # the day in a PDF that was given none, since the clock is not looked at
STANDS_WITH = 1.7  # inches under a heading: the caption, the head and a row of a table fit there
POINT, LEADING = 1 / 72, 1.2
RULE = (130, 130, 130)
# points more than the text, room before and after in inches
HEADINGS = {0: (6, 0.0, 0.08), 1: (3, 0.2, 0.08), 2: (1.5, 0.15, 0.05), 3: (0, 0.1, 0.03)}


class Page(FPDF):
    """Pages with their foot."""

    def __init__(self, paper: Paper) -> None:
        """An empty first page of the document."""
        super().__init__(unit="in", format="letter")
        self.paper = paper
        for style, face in FACES.items():
            self.add_font(TYPE, style, Path(font_roboto.font_directory) / f"Roboto-{face}.ttf")
        self.set_margin(1)
        self.set_auto_page_break(True, margin=1)
        self.alias_nb_pages(PAGES)
        self.set_title(_drawable(paper.title))
        self.set_author(_drawable(paper.author))
        self.set_creator("Staying Power")
        self.set_lang("en-US")
        year, month, day = map(int, (paper.dated or UNDATED).split("-"))
        self.creation_date = self.creation_date.replace(year, month, day, 0, 0, 0, 0)
        self.add_page()

    def footer(self) -> None:
        """What the document is, and the number of the page."""
        self.set_font(TYPE, "", 10)
        self.set_y(-0.7)
        self.cell(0, 0.2, _drawable(self.paper.foot))
        self.set_x(self.l_margin)
        self.cell(0, 0.2, f"Page {self.page_no()} of {PAGES}", align="R")

    def words(self, words: str, size: float, style: str = "", *, indent: float = 0.0, after: float = 0.08) -> None:
        """A paragraph, set left, and the room after it."""
        self.set_font(TYPE, style, size)
        self.set_x(self.l_margin + indent)
        line = size * POINT * LEADING
        self.multi_cell(0, line, _drawable(words), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(after)


def as_pdf(paper: Paper) -> bytes:
    """A PDF file."""
    page = Page(paper)
    for block in paper.blocks:
        if isinstance(block, Heading):
            _heading(page, block)
        elif isinstance(block, Text):
            _text(page, block)
        elif isinstance(block, Table):
            _table(page, block)
        else:
            _picture(page, block)
    return bytes(page.output())


def _heading(page: Page, heading: Heading) -> None:
    more, before, after = HEADINGS[heading.level]
    if page.will_page_break(STANDS_WITH):
        page.add_page()
    elif page.get_y() > page.t_margin:
        page.ln(before)
    page.start_section(_drawable(heading.text), level=heading.level)
    page.words(heading.text, page.paper.size + more, "B", after=after)


def _text(page: Page, text: Text) -> None:
    size = page.paper.size
    if text.look == "bullet":
        page.set_font(TYPE, "", size)
        if page.will_page_break(size * POINT * LEADING):
            page.add_page()
        page.set_x(page.l_margin + 0.05)
        page.cell(0.2, size * POINT * LEADING, "•")
        page.words(text.text, size, indent=0.25, after=0.03)
    else:
        page.words(text.text, size, "B" if text.look == "strong" else "")


def _table(page: Page, table: Table) -> None:
    size = page.paper.table_size
    if page.will_page_break(1.1):
        page.add_page()
    page.words(table.title, page.paper.size, "B", after=0.04)
    page.set_font(TYPE, "", size)
    page.set_draw_color(*RULE)
    with page.table(
        col_widths=fitted(table.columns),
        text_align=tuple("RIGHT" if column.number else "LEFT" for column in table.columns),
        line_height=size * POINT * LEADING,
        headings_style=FontFace(emphasis="B"),
        padding=0.04,
    ) as drawn:
        drawn.row([_drawable(column.head) for column in table.columns])
        for row in table.rows:
            bold = None if row.kind == "row" else FontFace(emphasis="B")
            drawn.row([_drawable(cell) for cell in row.cells], style=bold)
    page.ln(0.1)


def _picture(page: Page, picture: Picture) -> None:
    width = WHOLE * 0.8
    height = width * HEIGHT / WIDTH
    if page.will_page_break(height + 0.4):
        page.add_page()
    page.words(picture.title, page.paper.size, "B", after=0.04)
    page.image(io.BytesIO(png(picture)), None, None, width, height, alt_text=picture.alt, title=picture.title)
    page.ln(0.1)


def _drawable(text: str) -> str:
    """A text in the signs that the typeface has; the Word file has the others too."""
    return "".join(sign if ord(sign) in _signs() else MISSING for sign in text.replace(PAGES, "{ # }"))


@cache
def _signs() -> frozenset[int]:
    faces = [TTFont(Path(font_roboto.font_directory) / f"Roboto-{face}.ttf") for face in FACES.values()]
    return frozenset.intersection(*(frozenset(face.getBestCmap() or {}) for face in faces))
