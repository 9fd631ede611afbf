"""The program as an Excel workbook: down, changed by hand, and up again."""

from model.spreadsheet.book import Places, program_of_book, read_book
from model.spreadsheet.writing import book_of, template

__all__ = ["Places", "book_of", "program_of_book", "read_book", "template"]
