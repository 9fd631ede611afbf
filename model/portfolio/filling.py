"""Rows of a table that fill in a template: one row a program, or one row a position."""

import copy
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from model.inputs.faults import Fault, InputError, nearest, path_text
from model.inputs.load import ProgramFile, program_of
from model.inputs.numbers import Loc
from model.inputs.schema import kind_at
from model.inputs.selectors import SelectorError, fits, put, tokens
from model.inputs.spec import shown
from model.portfolio.members import LONGEST_NAME
from model.portfolio.table import Row, Table, fault, value_of

ID, REGION, POSITION, LIKE = "id", "region", "position", "like"
OURS = (ID, REGION, POSITION, LIKE)
Tree = dict[str, Any]


@dataclass(frozen=True)
class Template:
    """The program that rows fill in, and a digest of it."""

    tree: Tree
    digest: str

    @property
    def seats(self) -> dict[str, Tree]:
        """Its positions by id."""
        return {str(seat["id"]): seat for seat in self.tree["positions"]}


def template_of(file: ProgramFile) -> Template:
    """A program as a template; its basis speaks of its own numbers and is left behind."""
    tree = {name: part for name, part in file.tree.items() if name != "basis"}
    digest = hashlib.sha256(json.dumps(tree, default=str, sort_keys=True).encode()).hexdigest()
    return Template(tree, digest)


@dataclass(frozen=True, kw_only=True)
class RowsMember:
    """One program of a table.

    Attributes:
        rows: the only one, or one for each position.
        by_position: whether rows are positions.
        typed: whether cells have types already.
    """

    id: str
    region: str
    table: str
    rows: tuple[Row, ...]
    by_position: bool
    typed: bool
    template: Template
    synthetic: bool = False

    @property
    def place(self) -> str:
        """The table and its rows."""
        numbers = [row.number for row in self.rows]
        rows = f"row {numbers[0]}" if len(numbers) == 1 else f"rows {numbers[0]} to {numbers[-1]}"
        return f"{self.table}, {rows}"

    def ready(self) -> "RowsMember":
        """Itself: rows are read already."""
        return self

    def identity(self) -> tuple[str | bytes, ...]:
        """All that its numbers depend on."""
        cells = json.dumps([row.cells for row in self.rows], default=str, sort_keys=True)
        return ("rows", self.id, self.region, self.template.digest, str(self.by_position), str(self.typed), cells)

    def program(self) -> ProgramFile:
        """Fill in the template, and check the program as strictly as a file.

        Raises:
            InputError: with every fault, by row and column.
        """
        filled = _Filling(self)
        tree = filled.tree()
        faults = filled.faults
        try:
            file = program_of(tree, self.table)
        except InputError as error:
            wrong = {one.cell for one in faults}
            more = [filled.placed(one) for one in error.faults]
            raise InputError([*faults, *(one for one in more if one.cell not in wrong)]) from None
        if faults:
            raise InputError(faults)
        return file


class _Filling:
    """A template being filled in, and from which row and column each place has its value."""

    def __init__(self, member: RowsMember) -> None:
        self.member = member
        self.faults: list[Fault] = []
        self.cells: dict[str, tuple[int, str]] = {}
        self.values: dict[str, Any] = {}

    def tree(self) -> Tree:
        """The program's tree."""
        tree = copy.deepcopy(self.member.template.tree)
        tree["name"] = self.member.id
        if self.member.by_position:
            self._seat(tree)
        for row in self.member.rows:
            for column, cell in row.cells.items():
                if column not in OURS:
                    self._put(tree, row, column, cell)
        return tree

    def _seat(self, tree: Tree) -> None:
        """The positions of the rows in the place of the template's, with what grants and contracts say of them."""
        seats = self.member.template.seats
        like: dict[str, str] = {}
        for row in self.member.rows:
            name = str(row.cells.get(POSITION, ""))
            model = str(row.cells.get(LIKE, name))
            if name in like:
                self._fault(row, POSITION, f"position {name!r} stands there twice", "each has an id of its own")
            elif model in seats:
                like[name] = model
            else:
                wanted = f"name one of the template: {', '.join(seats)}{nearest(model, seats)}"
                self._fault(row, LIKE if LIKE in row.cells else POSITION, f"the template has no {model!r}", wanted)
        tree["positions"] = [{**copy.deepcopy(seats[model]), "id": name} for name, model in like.items()]
        for number, name in enumerate(like):
            self.cells[f"positions[{number}].id"] = (self._row_of(name), POSITION)
        for grant in tree.get("grants", []):
            covers = grant.get("covers") or {}
            grant["covers"] = {name: covers[model] for name, model in like.items() if model in covers}
        for contract in tree.get("contracts", []):
            if "covers" in contract:
                contract["covers"] = [name for name, model in like.items() if model in contract["covers"]]
        tree["contracts"] = [one for one in tree.get("contracts", []) if one.get("covers") != []]

    def _row_of(self, position: str) -> int:
        return next(row.number for row in self.member.rows if str(row.cells.get(POSITION)) == position)

    def _put(self, tree: Tree, row: Row, column: str, cell: Any) -> None:
        name = column if not self.member.by_position else of_position(column, str(row.cells.get(POSITION, "")))
        try:
            (loc,) = fits(tree, name)
            value = value_of(cell, typed=self.member.typed, text=_holds_text(loc))
        except SelectorError as error:
            if not self.faults:  # a seat that could not be made has no places either
                self._fault(row, column, str(error), "leave the cell empty, or mend the row")
            return
        except ValueError as error:
            self._fault(row, column, f"found {shown(cell)}", str(error))
            return
        before = self.cells.get(path_text(loc))
        if before is not None and self.values[path_text(loc)] != value:
            found = f"found {shown(value)}, and {shown(self.values[path_text(loc)])} in row {before[0]}"
            self._fault(row, column, found, "rows of one program say the same of the program, or leave it empty")
            return
        self.cells.setdefault(path_text(loc), (row.number, column))
        self.values[path_text(loc)] = value
        put(tree, loc, value)

    def _fault(self, row: Row, column: str, found: str, wanted: str) -> None:
        self.faults.append(fault(self.member.table, found, wanted, row.number, column))

    def placed(self, found: Fault) -> Fault:
        """A fault of the program at the cell it comes from, or at the program's rows."""
        inside = [
            place for place in self.cells if found.path == place or found.path.startswith((f"{place}.", f"{place}["))
        ]
        if inside:
            row, column = self.cells[max(inside, key=len)]
            return fault(self.member.table, found.found, found.wanted, row, column)
        rows = self.member.place.partition(", ")[2]
        return Fault(
            file=self.member.table, path="", cell=rows, found=f"{found.path}: {found.found}", wanted=found.wanted
        )


def of_position(column: str, position: str) -> str:
    """A column's path with the row's own position in the place of the word `position`."""
    parts = [position if token.name == POSITION else str(token) for token in tokens(column)]
    text = parts[0]
    for part in parts[1:]:
        text += part if part.startswith("[") else f".{part}"
    return text


def _holds_text(loc: Loc) -> bool:
    kind = kind_at(loc)
    return kind is not None and kind.shape == "other" and getattr(kind.type, "__origin__", kind.type) is str


def table_members(table: Table, template: Template) -> tuple[RowsMember, ...]:
    """The programs of a table, in its order.

    Raises:
        InputError: with every fault of columns and ids; what is wrong with a program's cells is found when it is read.
    """
    by_position = POSITION in table.columns
    faults = [*_of_columns(table, template, by_position=by_position), *_of_ids(table, by_position=by_position)]
    if faults:
        raise InputError(faults)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(str(row.cells[ID]), []).append(row)
    return tuple(
        RowsMember(
            id=identity,
            region=next((str(row.cells[REGION]) for row in rows if REGION in row.cells), ""),
            table=table.name,
            rows=tuple(rows),
            by_position=by_position,
            typed=table.typed,
            template=template,
        )
        for identity, rows in groups.items()
    )


def _of_columns(table: Table, template: Template, *, by_position: bool) -> Iterator[Fault]:
    """Columns that name no single place of the template."""
    if ID not in table.columns:
        yield fault(table.name, "there is no column 'id'", "each program has an id of its own")
    if LIKE in table.columns and not by_position:
        yield fault(
            table.name, "a column 'like' without a column 'position'", "it goes with rows of positions", None, LIKE
        )
    seat = next(iter(template.seats), "")
    for column in table.columns:
        if column in OURS:
            continue
        try:
            places = fits(template.tree, of_position(column, seat) if by_position else column)
        except SelectorError as error:
            yield fault(table.name, str(error), "name a place of the template as scenarios do", None, column)
            continue
        if len(places) > 1:
            yield fault(table.name, f"{len(places)} places of the template fit", "name one", None, column)
        elif kind_at(places[0]) is None:
            wanted = "columns are named by places of a program file"
            yield fault(table.name, f"a program has no {column!r}", wanted, None, column)


def _of_ids(table: Table, *, by_position: bool) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in table.rows if ID in table.columns else ():
        for column in (ID, POSITION) if by_position else (ID,):
            if column not in row.cells:
                yield fault(table.name, "nothing is given", f"each row has {column!r}", row.number, column)
        identity = str(row.cells.get(ID, ""))
        yield from _of_names(table, row)
        if identity and not by_position and identity in seen:
            wanted = "each program has an id of its own, or rows are positions and have a column 'position'"
            yield fault(table.name, f"{identity!r} stands in row {seen[identity]} too", wanted, row.number, ID)
        seen.setdefault(identity, row.number)


def _of_names(table: Table, row: Row) -> Iterator[Fault]:
    for column in (ID, REGION):
        text = str(row.cells.get(column, ""))
        if len(text) > LONGEST_NAME or not text.isprintable():
            found = f"{shown(text[:40])} is too long or cannot be shown"
            yield fault(table.name, found, f"at most {LONGEST_NAME} characters of text", row.number, column)
