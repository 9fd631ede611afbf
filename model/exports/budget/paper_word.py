"""A document as a Word file with real styles, rows that do not split, and heads of tables that repeat."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as Written
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from model.exports.brief.drawn import png
from model.exports.brief.parts import Picture
from model.exports.budget.paper import WHOLE, Column, Heading, Paper, Row, Table, Text, fitted

TYPE = "Times New Roman"
INK = RGBColor(0, 0, 0)
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP file's calendar: the same document is the same bytes on any day
CELL_ROOM = "30"  # twentieths of a point
LOOKS = {"body": "Normal", "bullet": "List Bullet", "strong": "Intense Quote", "subtitle": "Subtitle"}
# points more than the text, room before and after, bold
STYLES = {
    "Normal": (0, 0, 6, False),
    "Title": (6, 0, 6, True),
    "Subtitle": (0, 0, 10, False),
    "Heading 1": (3, 16, 6, True),
    "Heading 2": (1.5, 12, 4, True),
    "Heading 3": (0, 8, 2, True),
    "Caption": (0, 6, 3, True),
    "List Bullet": (0, 0, 2, False),
    "Intense Quote": (0, 4, 8, True),
    "Footer": (-2, 0, 0, False),
}


def as_word(paper: Paper) -> bytes:
    """A .docx file; the same document gives the same bytes."""
    written = _blank(paper)
    for block in paper.blocks:
        if isinstance(block, Heading):
            written.add_heading(block.text, block.level)
        elif isinstance(block, Text):
            written.add_paragraph(block.text, style=LOOKS[block.look])
        elif isinstance(block, Table):
            _table(written, block, paper)
        else:
            _picture(written, block)
    stream = io.BytesIO()
    written.save(stream)
    return _undated(stream.getvalue())


def _undated(content: bytes) -> bytes:
    """The same package without the minute at which it was written."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return stream.getvalue()


def _blank(paper: Paper) -> Written:
    written = Document()
    section = written.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Inches(1))
    known = written.core_properties
    known.title, known.author, known.comments, known.language = paper.title[:255], paper.author[:255], "", "en-US"
    known.last_modified_by = paper.author[:255]
    element: Any = known._element
    for name in ("created", "modified"):
        for found in element.findall(qn(f"dcterms:{name}")):
            element.remove(found)
    for name, settings in STYLES.items():
        _style(written, name, paper.size, *settings)
    _footer(section.footer.paragraphs[0], paper.foot)
    return written


def _style(written: Written, name: str, size: float, more: float, before: float, after: float, bold: bool) -> None:
    style = written.styles[name]
    assert isinstance(style, ParagraphStyle)
    font, form, element = style.font, style.paragraph_format, style.element
    font.name, font.size, font.color.rgb, font.bold, font.italic = TYPE, Pt(size + more), INK, bold, False
    marks: Any = element.get_or_add_rPr()
    for spread in marks.findall(qn("w:spacing")):
        marks.remove(spread)
    fonts = marks.get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    for key in ("w:cs", "w:eastAsia"):
        fonts.set(qn(key), TYPE)
    room: Any = element.get_or_add_pPr()
    for border in room.findall(qn("w:pBdr")):
        room.remove(border)
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    if name == "Intense Quote":
        form.left_indent = form.right_indent = Pt(0)


def _footer(paragraph: Paragraph, foot: str) -> None:
    """What the document is, and the number of the page and of all pages as fields."""
    stops = paragraph.paragraph_format.tab_stops
    for place in (3.25, 3.0, 6.0):  # those the template's style may have
        stops.add_tab_stop(Inches(place), WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Inches(WHOLE), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{foot}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    number = paragraph.add_run("1")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    number._r.addprevious(field)
    field.append(number._r)


def _table(written: Written, table: Table, paper: Paper) -> None:
    caption = written.add_paragraph(table.title, style="Caption")
    caption.paragraph_format.keep_with_next = True
    drawn = written.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _described(drawn._tbl.tblPr, table.title)
    widths = fitted(table.columns)
    for each, width in zip(drawn.columns, widths, strict=True):
        each.width = Inches(width)
    head = Row(cells=tuple(each.head for each in table.columns), kind="total")
    rows = (head, *table.rows)
    for place, row in enumerate(rows):
        # the head stands with a row under it, and a total with one above it
        joined = row is head or rows[place + 1 : place + 2] == rows[-1:]
        _row(drawn.add_row(), row, table.columns, widths, paper.table_size, joined=joined)
    marks: Any = drawn.rows[0]._tr.get_or_add_trPr()
    marks.append(OxmlElement("w:tblHeader"))
    after = written.add_paragraph()
    after.paragraph_format.space_after = Pt(0)
    after.paragraph_format.line_spacing = Pt(6)


def _described(properties: Any, title: str) -> None:
    """The table's title for those who hear it read, and room above and below the words of its cells."""
    told = OxmlElement("w:tblCaption")
    told.set(qn("w:val"), title[:255])
    room = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), CELL_ROOM)
        edge.set(qn("w:type"), "dxa")
        room.append(edge)
    look = properties.find(qn("w:tblLook"))
    properties.insert(properties.index(look), room)
    properties.append(told)


def _row(drawn: Any, row: Row, columns: tuple[Column, ...], widths: Any, size: float, *, joined: bool) -> None:
    marks: Any = drawn._tr.get_or_add_trPr()
    marks.append(OxmlElement("w:cantSplit"))
    for cell, words, column, width in zip(drawn.cells, row.cells, columns, widths, strict=True):
        cell.width = Inches(width)
        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(words)
        run.bold, run.font.size = row.kind != "row", Pt(size)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = joined
        if column.number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(written: Written, picture: Picture) -> None:
    written.add_paragraph(picture.title, style="Caption").paragraph_format.keep_with_next = True
    shape = written.add_paragraph().add_run().add_picture(io.BytesIO(png(picture)), width=Inches(WHOLE * 0.8))
    properties: Any = shape._inline.docPr
    properties.set("descr", picture.alt)
    properties.set("title", picture.title)
    properties.set("name", "Chart")
