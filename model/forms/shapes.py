"""Tables and their columns: what stands in a row, where it comes from in the program's tree, and how it is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel

from model.forms.cells import Form, Kind, form_of, text_of, written
from model.inputs.numbers import Loc
from model.inputs.program import Program
from model.inputs.schema import kind_at

Width = Literal["small", "medium", "large"]
PLAIN_UNITS = {
    "share": "%",
    "share a year": "% a year",
    "count": "",
    "text": "",
    "elasticity": "",
    "multiplier": "times",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table, or one field of a settings table.

    Attributes:
        key: its name in rows.
        label: its heading, in plain words.
        help: what it means, in a sentence or two.
        unit: of its numbers, in plain words; empty for texts.
        kind: what its cells hold.
        percent: whether its numbers are shares, shown as percent.
        required: whether it may not be left empty.
        width: how wide it wants to be.
        default: what holds where it is left empty, as a cell's text; empty where there is nothing.
        at: the place inside the row's item.
        source: whose names its cells choose from, such as `ladders`; empty where they are no names.
        form: how its cells are read and written; None where that depends on the row.
        several: whether its cells hold names that are picked from a list.
    """

    key: str
    label: str
    help: str
    kind: Kind
    unit: str = ""
    percent: bool = False
    required: bool = False
    width: Width = "small"
    default: str = ""
    at: tuple[str, ...] = ()
    source: str = ""
    form: Form | None = None
    several: bool = False


@dataclass(frozen=True, kw_only=True)
class Star:
    """A step of a table's root that stands for many: a row for each, or the rows of one item after the other.

    Attributes:
        by: place (items of a list, told by their place), id (items of a list, told by a column), name (names of a
            mapping), group (groups of cost lines) or field (what a position says otherwise than the program).
        column: the column that tells it; empty by place.
    """

    by: Literal["place", "id", "name", "group", "field"]
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the program.

    Attributes:
        key: its name.
        title: its heading; also the workbook sheet's name.
        help: what it is for, in a sentence or two.
        columns: in order.
        fixed: a settings table: a row a field, to be filled in, and no rows to add.
        fields: the fields of a settings table, in the order of its rows.
        root: the way from the program's tree to the rows' items.
        or_named: columns that tell a row where the first one is empty.
    """

    key: str
    title: str
    help: str
    columns: tuple[Column, ...]
    fixed: bool = False
    fields: tuple[Column, ...] = ()
    root: tuple[str | Star, ...] = field(default=())
    or_named: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        """The column, or the field of a settings table, of that key."""
        return next(c for c in (*self.columns, *self.fields) if c.key == key)

    @property
    def stars(self) -> tuple[Star, ...]:
        """The steps of the root that columns tell."""
        return tuple(part for part in self.root if isinstance(part, Star) and part.column)

    @property
    def cells(self) -> tuple[Column, ...]:
        """The columns that are not steps of the root."""
        steps = {star.column for star in self.stars}
        return tuple(c for c in self.columns if c.key not in steps)

    @property
    def identity(self) -> str:
        """The column that tells one row from another: the last step's, or else the first that is no step."""
        by_place = isinstance(last := self.root[-1] if self.root else "", Star) and not last.column
        return self.stars[-1].column if self.stars and not by_place else self.cells[0].key

    def name_of(self, row: Mapping[str, object]) -> str:
        """What a row is called: the first of its naming columns in which something stands; empty where nothing does."""
        named = (str(row.get(key) or "").strip() for key in (self.identity, *self.or_named))
        return next((name for name in named if name), "")


SETTING_COLUMNS = (
    Column(key="field", label="What", help="The setting.", kind="text", width="medium"),
    Column(key="value", label="Value", help="Fill in here; leave empty for what holds otherwise.", kind="text"),
    Column(key="unit", label="Unit", help="What the number counts.", kind="text"),
    Column(key="default", label="If left empty", help="What holds where nothing is filled in.", kind="text"),
    Column(key="help", label="What it means", help="In plain words.", kind="text", width="large"),
)

_STEP = re.compile(r"\[(?P<id>\w*)\]|\{(?P<name>\w+)\}|<(?P<more>group|field)>|(?P<plain>\w+)")


def root_of(text: str) -> tuple[str | Star, ...]:
    """Read a root: `positions.[]` by place, `positions.[position].mix.{service}` by id and by name."""
    return tuple(_step(match) for match in _STEP.finditer(text))


def _step(match: re.Match[str]) -> str | Star:
    if match["plain"]:
        return match["plain"]
    if match["more"]:
        return Star(by="group" if match["more"] == "group" else "field", column=match["more"])
    if match["name"]:
        return Star(by="name", column=match["name"])
    return Star(by="id", column=match["id"]) if match["id"] else Star(by="place")


def pattern_of(root: tuple[str | Star, ...]) -> Loc:
    """The root as the schema is asked for it: * for whatever stands for many; groups of cost lines are alike."""
    return tuple(part if isinstance(part, str) else "program_month" if part.by == "group" else "*" for part in root)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is told about a column, before the schema adds what it knows.

    Attributes:
        at: the place inside the row's item, parted by dots; empty for the item itself.
        label, help, unit, source, width: see `Column`; a unit of None is the schema's.
        default: the text for what holds when left out, where the schema's own would not say it.
        shape: how it is read, where the schema does not know.
        several: see `Column`.
    """

    at: str
    label: str
    help: str
    unit: str | None = None
    source: str = ""
    width: Width = "small"
    default: str | None = None
    shape: Literal["month", "prose", "calendar", "name", "either", "factors"] | None = None
    several: bool = False


def column_of(said: Said, root: Loc, key: str = "", whole: type[BaseModel] = Program) -> Column:
    """The column for a place of the schema: kind, unit, default and whether it is required come from there."""
    at = tuple(part for part in said.at.split(".") if part)
    kind = kind_at((*root, *at), whole)
    if kind is None:
        raise LookupError(f"the schema knows no {'.'.join(map(str, (*root, *at)))}")
    form = form_of(kind, said.shape, said.source)
    own_unit = form.spec.unit if form.spec else ""
    default = "" if kind.default is None else text_of(written(form, kind.default))
    return Column(
        key=key or said.at,
        label=said.label,
        help=said.help,
        kind=form.kind,
        unit=PLAIN_UNITS.get(own_unit, own_unit) if said.unit is None else said.unit,
        percent=form.percent,
        required=not at or (kind.required and len(at) == 1),
        width=said.width,
        default=default if said.default is None else said.default,
        at=at,
        source=said.source,
        form=form,
        several=said.several,
    )


def name_column(key: str, label: str, help_: str, source: str = "") -> Column:
    """The column of a step of the root: a name that is given here, or, with a source, one chosen from there."""
    return Column(
        key=key,
        label=label,
        help=help_,
        kind="choice" if source else "text",
        required=True,
        width="medium",
        source=source,
        form=Form(shape="name"),
    )


def settings(key: str, title: str, help_: str, *fields: Said, whole: type[BaseModel] = Program) -> Table:
    """A settings table: one row a field of the program, or of another whole."""
    return Table(
        key=key,
        title=title,
        help=help_,
        columns=SETTING_COLUMNS,
        fixed=True,
        fields=tuple(column_of(said, (), whole=whole) for said in fields),
    )


def grid(
    key: str,
    title: str,
    help_: str,
    root: str,
    *columns: Column | Said,
    whole: type[BaseModel] = Program,
    or_named: tuple[str, ...] = (),
) -> Table:
    """A table with a row an item. Columns told as `Said` are places inside the item."""
    steps = root_of(root)
    at = pattern_of(steps)
    return Table(
        key=key,
        title=title,
        help=help_,
        root=steps,
        columns=tuple(
            c if isinstance(c, Column) else column_of(c, at, "" if c.at else "value", whole) for c in columns
        ),
        or_named=or_named,
    )
