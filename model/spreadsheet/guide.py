"""The first sheet: how to fill in the others."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from model.forms import TABLES
from model.inputs.versions import NEWEST
from model.spreadsheet.layout import WRITTEN_BY
from model.spreadsheet.styles import LINK, font

_LINES = (
    ("Your program as a workbook", "title"),
    ("Fill in the yellow cells, save, and upload the file. Every mistake is told with its sheet and cell.", ""),
    ("Begin with Program, Ladders, Positions, Services, Payers and What payers pay; the rest can wait.", ""),
    ("Rest the pointer on a heading, or click a yellow cell, to read what it means.", ""),
    ("", ""),
    ("How to write", "head"),
    ("A number: 15.50 or 1,400 or $1,400. A share: 22 % or 0.22. A month: 2027-01.", ""),
    ("A number that changes: 11.97 from 2019-11; 16 from 2027-07 - the later one holds from its month on.", ""),
    ("A number that grows each year: 620 +6% a year. One that is not known well: 22 % (15 % to 30 %).", ""),
    ("Several numbers or names in one cell: parted by a comma and a space, such as 15.50, 16.25, 17.00.", ""),
    ("An empty cell means what the heading or the column 'If left empty' says. Zero must be written as 0.", ""),
    ("", ""),
    ("What to leave as it is", "head"),
    ("Keep the names of the sheets and the headings. Add and delete rows as you like; do not merge cells.", ""),
    ("Formulas are not computed: the value you last saw in the cell is taken.", ""),
    ("For notes of your own, add a sheet called Notes. It is not read.", ""),
    ("Name seats, not people. Salaries in this file are yours: nothing is sent anywhere.", ""),
    ("", ""),
    ("The sheets", "head"),
)


def write_guide(sheet: Worksheet) -> None:
    """Write the lines that teach, and what each sheet is for."""
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    sheet.sheet_view.showGridLines = False
    for number, (text, kind) in enumerate(_LINES, 1):
        cell = sheet.cell(row=number, column=1, value=text or None)
        cell.font = font(bold=bool(kind), size=16 if kind == "title" else 12 if kind else 11)
    for number, table in enumerate(TABLES, len(_LINES) + 1):
        name = sheet.cell(row=number, column=1, value=table.title)
        name.hyperlink = f"#'{table.title}'!A1"
        name.font = font(color=LINK)
        name.alignment = Alignment(vertical="top")
        told = sheet.cell(row=number, column=2, value=table.help)
        told.alignment = Alignment(wrap_text=True, vertical="top")
        told.font = font()
    sheet.cell(row=len(_LINES) + len(TABLES) + 2, column=1, value=f"{WRITTEN_BY}{NEWEST}").font = font(
        italic=True, size=9
    )
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
