"""What `assumptions/gallery.yaml` holds: published figures and their sources, read strictly."""

from typing import Annotated, Any, Literal

from pydantic import Field, Strict, ValidationError

from model.inputs.assumption_records import Record, Source, Text
from model.inputs.assumptions import FOLDER, AssumptionError
from model.inputs.strict_yaml import Document, YamlFault, read_yaml

Unit = Literal[
    "dollars",
    "million dollars",
    "dollars a client and month",
    "dollars a unit",
    "dollars a visit",
    "dollars an hour",
    "full-time posts",
    "hours",
    "months",
    "people",
    "share",
]
Given = Literal["printed", "arithmetic", "source code", "constructed"]
Row = Annotated[tuple[float, ...], Strict(False)]


class Figure(Record):
    """One published figure: `differs` says why the model must not agree with it."""

    label: Text
    unit: Unit
    published: float
    tolerance: Annotated[float, Field(ge=0)]
    given: Given = "printed"
    differs: Text | None = None


class Case(Record):
    """A published result.

    `program` names the file that is run, and is empty for a direct call; `inputs` and `rows` hold what no file does.
    """

    title: Text
    tests: Text
    source: Source
    program: Text = ""
    inputs: dict[str, float] = Field(default_factory=dict)
    rows: dict[str, Row] = Field(default_factory=dict)
    figures: Annotated[dict[str, Figure], Field(min_length=1)]
    why: Text


class Absent(Record):
    """A published result that the model cannot express, and what is missing."""

    title: Text
    source: Source
    published: Text
    missing: Text


class Book(Record):
    """All cases, by key."""

    cases: dict[str, Case]
    not_expressed: dict[str, Absent]


def load_book() -> Book:
    """Read the project's own `assumptions/gallery.yaml`.

    Raises:
        AssumptionError: with every fault found, one to a line.
    """
    name = "assumptions/gallery.yaml"
    try:
        document = read_yaml(FOLDER / "gallery.yaml", name)
        return read_book(document)
    except YamlFault as fault:
        raise AssumptionError(str(fault)) from None


def read_book(document: Document) -> Book:
    """Make what a file holds a book.

    Raises:
        AssumptionError: with every fault found, one to a line.
    """
    try:
        return Book.model_validate(document.value)
    except ValidationError as error:
        raise AssumptionError("\n".join(_sentence(document, said) for said in error.errors())) from None


def _sentence(document: Document, said: Any) -> str:
    place = ".".join(str(part) for part in said["loc"])
    return f"{document.name}, line {document.line_of(said['loc'])}: {place}: {said['msg'][0].lower()}{said['msg'][1:]}"
