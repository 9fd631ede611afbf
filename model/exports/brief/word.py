"""A brief as a Word file: real styles, so that people can go on writing in it."""

import io
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from model.exports.brief.drawn import png
from model.exports.brief.layout import FOOT, LEADING, MARGIN, MILLIMETRES, Setting
from model.exports.brief.parts import Brief, Table
from model.exports.brief.pdf import fitting
from model.exports.brief.sections import Section, captions, sections

TYPE = "Arial"
# Word breaks lines otherwise than the PDF does, in another typeface where that one is missing: so much stays free.
MOST_FILLED = 0.88
INK = RGBColor(0x1A, 0x1A, 0x1A)
FOOTER_CENTRE, FOOTER_RIGHT, FOOTER_SIZE = 4680, 9360, 7  # the template's own tabs, in twentieths of a point
BETWEEN = 5.0  # millimetres beside two charts in one line
LABEL_WIDTH = 2.1  # of the column of labels, in columns of numbers
NAMES = {"Title": 5.0, "Subtitle": 0.0, "Heading 1": 0.5, "Normal": 0.0, "List Bullet": 0.0, "Caption": 0.0}


def as_word(brief: Brief) -> bytes:
    """The page as a .docx file, tight enough to stay on one page."""
    setting = fitting(brief, MOST_FILLED)
    paper = _blank(brief, setting)
    paper.add_paragraph(brief.title, style="Title")
    paper.add_paragraph(brief.whose, style="Subtitle")
    paper.add_paragraph(brief.answer, style="Intense Quote")
    for section in sections(brief, setting):
        _section(paper, section, brief, setting)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def _blank(brief: Brief, setting: Setting) -> Paper:
    paper = Document()
    width, height = MILLIMETRES[brief.paper]
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN)
    section.bottom_margin, section.footer_distance, section.header_distance = Mm(FOOT), Mm(6), Mm(6)
    _properties(paper, brief)
    _styles(paper, setting)
    _footer(section.footer.paragraphs[0], brief.dated, section.page_width - 2 * Mm(MARGIN))
    return paper


def _properties(paper: Paper, brief: Brief) -> None:
    """Title and author, and none of the template's own dates and comments."""
    known = paper.core_properties
    known.title, known.author, known.comments, known.language = brief.title[:255], brief.author[:255], "", "en-US"
    known.last_modified_by = brief.author[:255]
    element: Any = known._element
    for name in ("created", "modified"):
        for found in element.findall(qn(f"dcterms:{name}")):
            element.remove(found)


def _styles(paper: Paper, setting: Setting) -> None:
    """The template's styles in the page's type: what is small is small by its style."""
    sizes = {name: setting.body + more for name, more in NAMES.items()}
    sizes |= {"List Bullet": setting.small, "Caption": setting.small, "Intense Quote": setting.body + 1.5}
    room = {"Title": (0, 1), "Subtitle": (0, 3), "Heading 1": (3, 1), "Intense Quote": (0, 3)}
    for name, size in sizes.items():
        style = paper.styles[name]
        if not isinstance(style, ParagraphStyle):
            continue
        _typeface(style, size)
        style.font.bold = name in ("Title", "Heading 1", "Intense Quote")
        style.font.italic = name in ("Subtitle", "Caption")
        before, after = room.get(name, (0, 0))
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), Pt(size * LEADING)
        if name == "Intense Quote":
            form.left_indent = form.right_indent = Mm(0)
        if name == "List Bullet":
            form.left_indent, form.first_line_indent = Mm(4), Mm(-3)
        _without_border(style)


def _typeface(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size, style.font.color.rgb = TYPE, Pt(size), INK
    fonts: Any = style.element.get_or_add_rPr().get_or_add_rFonts()
    for spread in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:cs"), TYPE)


def _without_border(style: ParagraphStyle) -> None:
    form: Any = style.element.get_or_add_pPr()
    for border in form.findall(qn("w:pBdr")):
        form.remove(border)


def _footer(paragraph: Paragraph, dated: str, width: int) -> None:
    """Which day's data and which version, and the number of the page as a field."""
    for stop in (FOOTER_CENTRE, FOOTER_RIGHT):
        paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(stop), WD_TAB_ALIGNMENT.CLEAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(width), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{dated}\tPage ").font.size = Pt(FOOTER_SIZE)
    number = paragraph.add_run("1")
    number.font.size = Pt(FOOTER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._r.addprevious(field)
    field.append(number._r)


def _section(paper: Paper, section: Section, brief: Brief, setting: Setting) -> None:
    paper.add_heading(section.title, 1)
    if section.bullets:
        for text in section.texts:
            paper.add_paragraph(text, style="List Bullet")
    elif section.texts:
        paper.add_paragraph(" ".join(section.texts))
    if section.pictures:
        _pictures(paper, brief, setting)
    if section.table:
        _table(paper, section.table, brief, setting)


def _pictures(paper: Paper, brief: Brief, setting: Setting) -> None:
    """Both charts in one line, each with its words for those who cannot see it."""
    paper.add_paragraph(captions(brief), style="Caption").paragraph_format.keep_with_next = True
    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = 1.0
    width = min(setting.chart, (MILLIMETRES[brief.paper][0] - 2 * MARGIN - BETWEEN) / 2)
    for number, picture in enumerate(brief.pictures):
        if number:
            line.add_run(" ")
        shape = line.add_run().add_picture(io.BytesIO(png(picture)), width=Mm(width))
        for side in ("distT", "distB", "distL", "distR"):  # without these some programs put room around it
            shape._inline.set(side, "0")
        properties: Any = shape._inline.docPr
        properties.set("descr", picture.alt)
        properties.set("title", picture.title)
        properties.set("name", f"Chart {number + 1}")


def _table(paper: Paper, table: Table, brief: Brief, setting: Setting) -> None:
    paper.add_paragraph(table.title, style="Caption").paragraph_format.keep_with_next = True
    drawn = paper.add_table(rows=0, cols=len(table.heads) + 1, style="Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _ruled(drawn._tbl.tblPr)
    whole = MILLIMETRES[brief.paper][0] - 2 * MARGIN
    each = whole / (len(table.heads) + LABEL_WIDTH)
    for number, column in enumerate(drawn.columns):
        column.width = Mm(each if number else each * LABEL_WIDTH)
    _row(drawn.add_row(), ("", *table.heads), setting, bold=True)
    head: Any = drawn.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))
    for label, cells in table.rows:
        _row(drawn.add_row(), (label, *cells), setting, bold=label in table.strong)
    if table.note:
        paper.add_paragraph(table.note, style="Caption")


def _ruled(properties: Any) -> None:
    """Thin grey lines between rows, and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        upright = edge in ("left", "right", "insideV")
        line.set(qn("w:val"), "nil" if upright else "single")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "999999")
        borders.append(line)
    layout = properties.find(qn("w:tblLayout"))
    properties.insert(properties.index(layout), borders)


def _row(row: Any, texts: tuple[str, ...], setting: Setting, *, bold: bool) -> None:
    unbroken: Any = row._tr.get_or_add_trPr()
    unbroken.append(OxmlElement("w:cantSplit"))
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _cell(cell, text, setting, bold=bold, right=number > 0)


def _cell(cell: _Cell, text: str, setting: Setting, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(setting.small)
    paragraph.paragraph_format.line_spacing = Pt(setting.small * LEADING)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
