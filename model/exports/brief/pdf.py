"""A brief as a PDF page, with fpdf2 and an embedded typeface."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import font_roboto
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from model.exports.brief.drawn import png
from model.exports.brief.layout import FOOT, LEADING, MARGIN, MILLIMETRES, POINT, SETTINGS, Setting
from model.exports.brief.parts import Brief, Table
from model.exports.brief.sections import Section, captions, sections
from model.exports.charts.paper import HEIGHT, WIDTH

TYPE = "Roboto"
FACES = {"": "Regular", "B": "Bold", "I": "Italic"}
MISSING = "?"
GAP = 4.0  # between the charts, millimetres
RULE = (150, 150, 150)


class Page(FPDF):
    """One page with its footer and sizes."""

    def __init__(self, brief: Brief, setting: Setting, *, measures: bool = False) -> None:
        """An empty page of the paper's size, with title and author among its properties; one that measures draws none.

        Args:
            brief: what will stand on it.
            setting: sizes of type.
            measures: whether it is only there to find how much room things take.
        """
        super().__init__(unit="mm", format=MILLIMETRES[brief.paper])
        self.brief, self.setting, self.measures = brief, setting, measures
        for style, face in FACES.items():
            self.add_font(TYPE, style, Path(font_roboto.font_directory) / f"Roboto-{face}.ttf")
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=FOOT)
        self.set_title(_drawable(brief.title))
        self.set_author(_drawable(brief.author))
        self.set_creator("Staying Power")
        self.set_lang("en-US")
        self.add_page()

    def footer(self) -> None:
        """Which day's data and which version, and the number of the page."""
        self.set_y(-FOOT + 2)
        self.set_font(TYPE, "", self.setting.small - 0.5)
        self.cell(0, 4, _drawable(self.brief.dated))
        self.set_x(MARGIN)
        self.cell(0, 4, f"Page {self.page_no()} of {{nb}}", align="R")

    def text_of(self, text: str, size: float, style: str = "", *, indent: float = 0.0, after: float = 0.0) -> None:
        """A paragraph, set left, and the room after it."""
        self.set_font(TYPE, style, size)
        self.set_x(MARGIN + indent)
        line = size * POINT * LEADING
        self.multi_cell(0, line, _drawable(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(after)

    def headed(self, text: str, level: int) -> None:
        """Tell readers and outlines that a heading follows."""
        if not self.measures:
            self.start_section(_drawable(text), level=level)

    def heading(self, text: str) -> None:
        """A heading of a part."""
        self.headed(text, 1)
        self.text_of(text, self.setting.body + 0.5, "B", after=0.3)


def as_pdf(brief: Brief) -> bytes:
    """The page as a PDF file: as roomy as fits on one page.

    Raises:
        ValueError: when even the tightest setting does not fit, which no text of ours is long enough for.
    """
    setting = fitting(brief, 1.0)
    page = Page(brief, setting)
    _set(page, setting)
    if page.pages_count > 1:
        raise ValueError("the brief does not fit on one page")
    return bytes(page.output())


def fitting(brief: Brief, most: float) -> Setting:
    """The roomiest setting that takes no more of the page's height than that share; else the tightest."""
    ruler = Page(brief, SETTINGS[0], measures=True)
    height = MILLIMETRES[brief.paper][1] - MARGIN - FOOT
    for setting in SETTINGS:
        before = ruler.pages_count
        _set(ruler, setting)
        if ruler.pages_count == before and (ruler.get_y() - MARGIN) / height <= most:
            return setting
        ruler.add_page()
    return SETTINGS[-1]


def _set(page: Page, setting: Setting) -> None:
    """Put everything on a page in one setting."""
    page.setting = setting
    brief = page.brief
    page.headed(brief.title, 0)
    page.text_of(brief.title, setting.body + 5, "B", after=0.3)
    page.text_of(brief.whose, setting.body, "I", after=1.2)
    page.text_of(brief.answer, setting.body + 1.5, "B", after=1.2)
    for section in sections(brief, setting):
        _section(page, section)


def _section(page: Page, section: Section) -> None:
    page.heading(section.title)
    size = page.setting.small if section.small else page.setting.body
    if section.bullets:
        for text in section.texts:
            _bullet(page, text, size)
    elif section.texts:
        page.text_of(" ".join(section.texts), size)
    if section.pictures:
        _pictures(page)
    if section.table:
        _table(page, section.table)
    page.ln(1.2)


def _bullet(page: Page, text: str, size: float) -> None:
    page.set_font(TYPE, "", size)
    page.set_x(MARGIN + 1)
    page.cell(3, size * POINT * LEADING, "•")
    page.text_of(text, size, indent=4)


def _pictures(page: Page) -> None:
    """The titles of both charts, then the charts beside each other."""
    page.text_of(captions(page.brief), page.setting.small, "I", after=0.5)
    width = min(page.setting.chart, (page.epw - GAP) / 2)
    height = width * HEIGHT / WIDTH
    if page.will_page_break(height):
        page.add_page()
    top = page.get_y()
    for place, picture in enumerate(() if page.measures else page.brief.pictures):
        left = MARGIN + place * (page.epw / 2 + GAP / 2)
        page.image(io.BytesIO(png(picture)), left, top, width, height, alt_text=picture.alt, title=picture.title)
    page.set_y(top + height + 0.8)


def _table(page: Page, table: Table) -> None:
    size = page.setting.small
    page.text_of(table.title, size, "I", after=0.3)
    page.set_font(TYPE, "", size)
    page.set_draw_color(*RULE)
    widths = (3.4, *(1.6 for _ in table.heads))
    aligned = ("LEFT", *("RIGHT" for _ in table.heads))
    with page.table(
        col_widths=widths,
        text_align=aligned,
        line_height=size * POINT * 1.35,
        headings_style=FontFace(emphasis="B"),
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        first_row_as_headings=True,
    ) as drawn:
        drawn.row([_drawable(head) for head in ("", *table.heads)])
        for label, cells in table.rows:
            bold = FontFace(emphasis="B") if label in table.strong else None
            drawn.row([_drawable(cell) for cell in (label, *cells)], style=bold)
    if table.note:
        page.text_of(table.note, size - 0.5, "I")


def _drawable(text: str) -> str:
    """A text in the signs that the typeface has; the Word file has the others too."""
    return "".join(sign if ord(sign) in _signs() else MISSING for sign in text)


@cache
def _signs() -> frozenset[int]:
    faces: Sequence[TTFont] = [
        TTFont(Path(font_roboto.font_directory) / f"Roboto-{face}.ttf") for face in FACES.values()
    ]
    return frozenset.intersection(*(frozenset(face.getBestCmap() or {}) for face in faces))
