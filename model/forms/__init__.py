"""The program as tables: rows of cells to read and edit, and back to the program's tree without loss."""

from model.forms.building import with_rows
from model.forms.choosing import Unplaced, choices, unplaced
from model.forms.places import advice, cell_of, place_of, table_of
from model.forms.renaming import renamed
from model.forms.rows import rows_of
from model.forms.shapes import Column, Table
from model.forms.tables import ELSEWHERE, REQUEST_TABLES, TABLES

__all__ = [
    "ELSEWHERE",
    "REQUEST_TABLES",
    "TABLES",
    "Column",
    "Table",
    "Unplaced",
    "advice",
    "cell_of",
    "choices",
    "place_of",
    "renamed",
    "rows_of",
    "table_of",
    "unplaced",
    "with_rows",
]
