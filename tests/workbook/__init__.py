"""A program file laid out as a spreadsheet with live formulas: a third reading of the arithmetic, apart from the model.

`build` writes the workbook, `speed.recalculate` lets LibreOffice work it out, and the test compares it to the cent.
"""
