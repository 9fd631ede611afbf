"""A workbook as a program: its tree, where each cell of it stood, and every fault with sheet and cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from model.forms import TABLES, Table, advice, cell_of, table_of, unplaced, with_rows
from model.forms.building import is_blank
from model.forms.rows import spots
from model.inputs.faults import Fault, InputError
from model.inputs.load import ProgramFile, program_of
from model.inputs.strict_yaml import YamlFault, read_yaml
from model.inputs.versions import NEWEST
from model.spreadsheet.layout import CARRIED, READ_ME, WRITTEN_BY, place, quoted
from model.spreadsheet.reading import Sheet, sheets_of
from model.spreadsheet.safety import checked
from model.spreadsheet.tables import Misfit, Rows, tables_of


@dataclass
class Places:
    """Where the cells of a program's tables stand in a workbook.

    Attributes:
        rows: the sheet's row, by table and number of the table's row.
        columns: the sheet's column, by table and key of the column.
        titles: of the sheets, by table.
        computed: cells whose value a formula had given: the value last seen is taken.
    """

    rows: dict[tuple[str, int], int] = field(default_factory=dict)
    columns: dict[tuple[str, str], int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    computed: tuple[str, ...] = ()

    def at(self, cell: tuple[str, int, str]) -> str:
        """A cell of a table as Excel calls it; only the sheet where the workbook has no such cell."""
        table, row, column = cell
        number, letter = self.rows.get((table, row)), self.columns.get((table, column))
        title = self.titles.get(table, _table(table).title)
        return quoted(title) if number is None or letter is None else place(title, number, letter)


def _table(key: str) -> Table:
    return next(table for table in TABLES if table.key == key)


def read_book(content: bytes, name: str) -> tuple[dict[str, Any], Places]:
    """What a workbook holds, as the tree of a program file, and where its cells stand.

    Formulas are not computed: the value that the spreadsheet program saved beside one is taken, since that is what
    the person saw; `Places.computed` names those cells.

    Args:
        content: the workbook (.xlsx).
        name: of the file, as the person knows it.

    Raises:
        InputError: when the file is refused, or cells of it cannot be taken, with every fault found.
    """
    tree, places, faults = _read(content, name)
    if faults:
        raise InputError(faults)
    return tree, places


def program_of_book(content: bytes, name: str) -> ProgramFile:
    """The program that a workbook holds.

    Raises:
        InputError: with every fault of the workbook and of the program, each with its sheet and cell.
    """
    tree, places, faults = _read(content, name)
    try:
        program = program_of(tree, name)
    except InputError as error:
        told = {fault.cell for fault in faults}
        more = {(f := _placed(fault, tree, places)).sentence: f for fault in error.faults}
        raise InputError([*faults, *(f for f in more.values() if f.cell not in told or not f.cell)]) from None
    if faults:
        raise InputError(faults)
    return program


def _read(content: bytes, name: str) -> tuple[dict[str, Any], Places, list[Fault]]:
    sheets = sheets_of(checked(content, name), name)
    tables, strange = tables_of(sheets)
    if not tables:
        wanted = "download the template, and fill it in"
        raise InputError([Fault(file=name, path="", found="found none of the workbook's sheets", wanted=wanted)])
    tree: dict[str, Any] = {"schema": _version(sheets)}
    misfits = list(strange)
    for rows in tables:
        misfits += [*rows.misfits, *_unplaced(tree, rows)]
        tree = with_rows(tree, rows.table, rows.rows)
    faults: list[Fault] = []
    for key, title in CARRIED.items():
        part, found = _as_text(sheets, title, name)
        tree |= {key: part} if part else {}
        faults += found
    return tree, _places(tree, tables, sheets), [*(_told(misfit, name) for misfit in misfits), *faults]


def _as_text(sheets: Iterable[Sheet], title: str, name: str) -> tuple[Any, list[Fault]]:
    """A part of the file that the workbook carries as text."""
    sheet = next((s for s in sheets if s.title.strip().casefold() == title.casefold()), None)
    if sheet is None:
        return None, []
    last = max((row for row, _ in sheet.cells), default=0)
    text = "\n".join(str(sheet.cells.get((row, 1), "")) for row in range(1, last + 1))
    try:
        return read_yaml(text.encode(), name).value, []
    except YamlFault as error:
        return None, [
            Fault(file=name, path="", cell=f"{title}!A{f.line}", found=f.sentence.rstrip("."), wanted="")
            for f in error.faults
        ]


def _version(sheets: Iterable[Sheet]) -> int:
    """The version that wrote the workbook, as its first sheet says; this one where it does not."""
    texts = [str(text) for sheet in sheets if sheet.title == READ_ME for text in sheet.cells.values()]
    said = [text.removeprefix(WRITTEN_BY) for text in texts if text.startswith(WRITTEN_BY)]
    return int(said[0]) if said and said[0].isdecimal() and len(said[0]) < 6 else NEWEST


def _unplaced(tree: Mapping[str, Any], rows: Rows) -> list[Misfit]:
    """Rows that name nothing the program has, or something twice; they are told and then left out."""
    found = unplaced(tree, rows.table, rows.rows)
    misfits = [Misfit(rows.title, rows.numbers[f.row], rows.columns.get(f.column, 1), f.found, f.wanted) for f in found]
    out = {fault.row for fault in found}
    kept = [
        n for n, row in enumerate(rows.rows) if n not in out and (rows.table.fixed or not is_blank(row, rows.table))
    ]
    rows.rows, rows.numbers = [rows.rows[n] for n in kept], [rows.numbers[n] for n in kept]
    return misfits


def _told(misfit: Misfit, name: str) -> Fault:
    cell = place(misfit.title, misfit.row, misfit.column) if misfit.row else quoted(misfit.title)
    return Fault(file=name, path="", cell=cell, found=misfit.found, wanted=misfit.wanted)


def _places(tree: Mapping[str, Any], tables: Iterable[Rows], sheets: Iterable[Sheet]) -> Places:
    places = Places(computed=tuple(cell for sheet in sheets for cell in sheet.computed))
    for rows in tables:
        key = rows.table.key
        places.titles[key] = rows.title
        places.columns |= {(key, column): number for column, number in rows.columns.items()}
        places.rows |= {(key, row): number for row, number in _order(tree, rows).items()}
    return places


def _order(tree: Mapping[str, Any], rows: Rows) -> dict[int, int]:
    """The sheet's row of each row of a table; rows of a long table may stand in the sheet in any order."""
    if rows.table.fixed:
        labels = [field.label.casefold() for field in rows.table.fields]
        said = {_text(row.get("field")): number for row, number in zip(rows.rows, rows.numbers, strict=True)}
        return {n: said[label] for n, label in enumerate(labels) if label in said}
    keys = [star.column for star in rows.table.stars]
    if not keys:
        return dict(enumerate(rows.numbers))
    waiting: dict[tuple[str, ...], list[int]] = {}
    for row, number in zip(rows.rows, rows.numbers, strict=True):
        waiting.setdefault(tuple(_text(row.get(key)) for key in keys), []).append(number)
    found = {}
    for n, spot in enumerate(spots(tree, rows.table)):
        numbers = waiting.get(tuple(name.casefold() for name in spot.names))
        if numbers:
            found[n] = numbers.pop(0)
    return found


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip().casefold()


def _placed(fault: Fault, tree: Mapping[str, Any], places: Places) -> Fault:
    """A fault of the program with its cell, in the words of the sheet."""
    cell = cell_of(tree, fault.path)
    missing = fault.found == "nothing is given"
    if cell is None:
        table = table_of(tree, fault.path)
        wanted = "at least one row is needed" if missing else fault.wanted
        title = "" if table is None else quoted(places.titles.get(table.key, table.title))
        return replace(fault, cell=title, wanted=wanted)
    wanted = f"`{_label(cell)}` may not be left empty" if missing else advice(tree, cell) or fault.wanted
    return replace(fault, cell=places.at(cell), wanted=wanted)


def _label(cell: tuple[str, int, str]) -> str:
    table = _table(cell[0])
    return table.fields[cell[1]].label if table.fixed else table.column(cell[2]).label
