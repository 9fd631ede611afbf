"""The levers that the field's own people named, and where each lives: `assumptions/levers.yaml`, read strictly.

A place in the program file or a lever is checked here; questions and pages lie above this layer, and a test finds them.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, Strict, StringConstraints, ValidationError

from model.inputs.assumption_records import Record, Text
from model.inputs.assumptions import FOLDER, AssumptionError
from model.inputs.schema import program_fields
from model.inputs.strict_yaml import Document, YamlFault, read_yaml
from model.inputs.units import nearest
from model.levers import LEVERS

FILE = "levers.yaml"
NUMBER_OF_SEEDS = 131

Group = Literal[
    "Time",
    "Billing, rates and caps",
    "Funding",
    "Pay",
    "Benefits and leave",
    "Supervision and coverage",
    "Retention",
    "Career",
]
Function = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$")]
PageFile = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.py$")]
Names = Annotated[tuple[Text, ...], Strict(False)]
Functions = Annotated[tuple[Function, ...], Strict(False)]
Pages = Annotated[tuple[PageFile, ...], Strict(False)]


class Seed(Record):
    """One lever that people named.

    Attributes:
        number: its place in the list.
        label: in plain words.
        group: what it bears on.
        input: places of the program file; `lever`: keys of `model.levers`.
        question: functions of `model.questions`, module and name; `page`: files of `pages/`.
        how: how these answer it, and what they leave out.
        not_modelled: why nothing does; one with a place has none.
    """

    number: Annotated[int, Field(ge=1, le=NUMBER_OF_SEEDS)]
    label: Text
    group: Group
    input: Names = ()
    lever: Names = ()
    question: Functions = ()
    page: Pages = ()
    how: Text | None = None
    not_modelled: Text | None = None

    @property
    def mapped(self) -> bool:
        """Whether anything in the product answers it."""
        return self.not_modelled is None


class _Book(Record):
    levers: Annotated[tuple[Seed, ...], Strict(False)]


@cache
def load_seeds() -> tuple[Seed, ...]:
    """Read the project's own list, in the order of its numbers.

    Raises:
        AssumptionError: with every fault found, one to a line.
    """
    name = f"assumptions/{FILE}"
    try:
        return read_seeds(read_yaml(FOLDER / FILE, name))
    except YamlFault as fault:
        raise AssumptionError(str(fault)) from None


def read_seeds(document: Document) -> tuple[Seed, ...]:
    """Make what a file holds a list of levers.

    Raises:
        AssumptionError: with every fault found, one to a line.
    """
    try:
        book = _Book.model_validate(document.value)
    except ValidationError as error:
        raise AssumptionError("\n".join(_sentence(document, said) for said in error.errors())) from None
    faults = [f"{document.name}: {fault}" for fault in (*_of_numbers(book.levers), *_of_places(book.levers))]
    if faults:
        raise AssumptionError("\n".join(faults))
    return book.levers


def _of_numbers(seeds: tuple[Seed, ...]) -> Iterator[str]:
    """Every number once and in order."""
    numbers = [seed.number for seed in seeds]
    if numbers != list(range(1, NUMBER_OF_SEEDS + 1)):
        missing = sorted(set(range(1, NUMBER_OF_SEEDS + 1)) - set(numbers))
        found = f"missing are {', '.join(map(str, missing))}" if missing else "some stand twice or out of order"
        yield f"numbers run from 1 to {NUMBER_OF_SEEDS}, each once and in order; {found}"


def _of_places(seeds: tuple[Seed, ...]) -> Iterator[str]:
    """Each has a place and says how, or says why it has none; places and levers are those there are."""
    fields, keys = program_fields(), [lever.key for lever in LEVERS]
    for seed in seeds:
        placed = bool(seed.input or seed.lever or seed.question or seed.page)
        if placed == (seed.not_modelled is not None) or placed != (seed.how is not None):
            yield f"{seed.number}: a lever has places and says how they answer it, or says why it is not modelled"
        yield from (f"{seed.number}: no input {p}{nearest(p, fields)}" for p in seed.input if p not in fields)
        yield from (f"{seed.number}: no lever {k}{nearest(k, keys)}" for k in seed.lever if k not in keys)


def _sentence(document: Document, said: Any) -> str:
    place = ".".join(str(part) for part in said["loc"])
    return f"{document.name}, line {document.line_of(said['loc'])}: {place}: {said['msg'][0].lower()}{said['msg'][1:]}"
