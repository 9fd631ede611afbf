"""A number opened down: what it is, how it follows from its parts, and where its inputs stand."""

import re
from dataclasses import dataclass

Value = float | str | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an input stands: the file, the path inside it, and the line when it is there."""

    file: str
    path: str
    line: int | None = None

    @property
    def text(self) -> str:
        """The place as people write it."""
        return f"{self.file}: {self.path}" + ("" if self.line is None else f" (line {self.line})")


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Where an input comes from, by the program's own word; with the assumption, when that word is the key of one.

    Attributes:
        text: what the program file says.
        label, value, low, high, unit, vintage, confidence: of the assumption.
        title, url: of its source, or of the sources of the table rows that the word names.
    """

    text: str
    label: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    vintage: int | None = None
    confidence: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class See:
    """Where a value taken from elsewhere is opened: ask to explain this quantity of this position and month."""

    position: str
    month: str
    quantity: str

    @property
    def text(self) -> str:
        """The hint in words."""
        return f"explain {self.quantity} of {self.position} in {self.month} for more"


@dataclass(frozen=True, kw_only=True)
class Node:
    """One number of a projection and what it is made of.

    Attributes:
        quantity: its name; an equation writes it with `_` for whatever is no letter, digit or `_`.
        label: in plain words.
        value: dollars, hours, a share, a word or a month; None where there is none.
        unit: of the value.
        equation: how it follows from the children, by their names; empty for a leaf.
        children: in the order in which the equation reads them.
        place: of an input, where it stands.
        basis: of an input, where it comes from.
        source: of an equation, the section of model.md and the stage that works it out.
        note: what else a reader needs to know.
        see: of a value taken from another month or position, where it is opened.
    """

    quantity: str
    label: str
    value: Value
    unit: str = ""
    equation: str = ""
    children: tuple["Node", ...] = ()
    place: Place | None = None
    basis: Basis | None = None
    source: str = ""
    note: str = ""
    see: See | None = None

    @property
    def name(self) -> str:
        """The name by which an equation calls it."""
        return name_of(self.quantity)


def name_of(quantity: str) -> str:
    """A quantity as a name in an equation: `units.paid` is units_paid."""
    name = re.sub(r"\W", "_", quantity, flags=re.ASCII)
    return f"_{name}" if name[:1].isdigit() else name
