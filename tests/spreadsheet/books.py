"""Workbooks changed by hand: opened by openpyxl, a cell here and there written, saved again."""

import io
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from openpyxl import Workbook, load_workbook

from model.inputs.faults import InputError
from model.spreadsheet import book_of, program_of_book


def opened(content: bytes) -> Workbook:
    """A workbook as openpyxl opens it."""
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def edited(tree: Mapping[str, Any], edit: Callable[[Workbook], object]) -> bytes:
    """A program's workbook with something changed in it."""
    book = opened(written(json.dumps(tree)))
    edit(book)
    return saved(book)


@cache
def written(tree: str) -> bytes:
    """The workbook of a program given as JSON."""
    return book_of(json.loads(tree))


def untouched(tree: Mapping[str, Any]) -> bytes:
    """A program's workbook as it is written."""
    return written(json.dumps(tree))


def filled(tree: Mapping[str, Any], cells: Mapping[str, Any]) -> bytes:
    """A program's workbook with cells filled in, given as `Positions!F4`."""

    def edit(book: Workbook) -> None:
        for place, value in cells.items():
            title, _, cell = place.partition("!")
            book[title][cell] = value

    return edited(tree, edit)


def refused(content: bytes, name: str = "mine.xlsx") -> list[str]:
    """The sentences with which a workbook is refused; none when it is taken."""
    try:
        program_of_book(content, name)
    except InputError as error:
        return [fault.sentence for fault in error.faults]
    return []
