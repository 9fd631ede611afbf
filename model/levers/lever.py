"""What a lever is: one thing a scenario can move, in plain words, and the places of a program it moves."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from model.inputs.numbers import Loc
from model.inputs.schema import Kind as SchemaKind
from model.inputs.schema import kind_at
from model.inputs.spec import Spec

PAY, MEDICAID, CLIENTS = "Pay", "Medicaid", "Clients and time"
PEOPLE, MONEY, SUPPORTS = "People", "Grants and other money", "Supports"
GROUPS = (PAY, MEDICAID, CLIENTS, PEOPLE, MONEY, SUPPORTS)

Action = Literal["set", "scale", "remove", "add"]
Form = Literal["number", "factor", "numbers", "month", "choice", "item", "nothing"]
AskForm = Literal["text", "number", "month", "choice", "positions"]
Options = tuple[tuple[Any, str], ...]
FACTOR = Spec(unit="multiplier")


def loc_of(place: str) -> Loc:
    """A place such as `caps.*.limit` as the schema looks it up; any name stands for a star."""
    return tuple(part.strip("<>") for part in place.removeprefix("?").split("."))


def spec_at(place: str) -> Spec | None:
    """What the program's schema says of the numbers at a place; None where no number stands there."""
    kind = kind_at(loc_of(place))
    return None if kind is None else kind.spec


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing to ask about an item that is added.

    Attributes:
        key: under which the answer stands in the value given to `change_of`.
        label: in plain words.
        form: text, number, month (`YYYY-MM` or None), choice, or positions (a list of ids).
        place: of the schema, from which a number takes its bounds.
        default: what is offered.
        unit: words after the number.
        options: of a choice, each with its words.
    """

    key: str
    label: str
    form: AskForm = "number"
    place: str = ""
    default: Any = None
    unit: str = ""
    options: Options = ()

    @property
    def spec(self) -> Spec:
        """The bounds of a number."""
        return spec_at(self.place) or Spec(unit="number")

    @property
    def percent(self) -> bool:
        """Whether people see the number as a percent."""
        return self.spec.unit.startswith("share")


@dataclass(frozen=True, kw_only=True)
class Lever:
    """One thing that a scenario can move.

    Attributes:
        key: its name in code and links.
        label: in plain words.
        help: what it means and what it does, in a sentence.
        group: one of `GROUPS`.
        places: templates of places: `*` stands for every name or item, `<services>`, `<credentials>` and `<positions>`
            for every such name of the program; with `?` before it, only where the file says something there.
        action: what the change does.
        form: what kind of value is given.
        unit: words after the number; by default those of the schema.
        asks: what is asked about an item that is added.
        options: of a choice, each with its words; a choice without any has those of its target.
    """

    key: str
    label: str
    help: str
    group: str
    places: tuple[str, ...]
    action: Action = "set"
    form: Form = "number"
    unit: str = ""
    asks: tuple[Ask, ...] = ()
    options: Options = ()

    @property
    def kind(self) -> SchemaKind:
        """What the schema says of the first place."""
        kind = kind_at(loc_of(self.places[0]))
        assert kind is not None, self.key
        return kind

    @property
    def spec(self) -> Spec:
        """Unit and bounds of the number; of a factor, at least 0."""
        return FACTOR if self.form == "factor" else self.kind.spec or FACTOR

    @property
    def percent(self) -> bool:
        """Whether people see the number as a percent."""
        return self.spec.unit.startswith("share")

    @property
    def low(self) -> float | None:
        """The least value; None where there is no least."""
        return None if math.isinf(self.spec.low) else self.spec.low

    @property
    def high(self) -> float | None:
        """The greatest value; None where there is no greatest."""
        return None if math.isinf(self.spec.high) else self.spec.high


def _as_given(value: Any, _month: str | None) -> Any:
    return value


@dataclass(frozen=True, kw_only=True, eq=False)
class Target:
    """One place of a program that a lever moves.

    Attributes:
        label: in words, such as "medicaid, individual".
        selector: how a scenario names it.
        value: what stands there in the program's first month; a number, a list of numbers, a name, a month or None.
        text: the same in words, with what is dated later.
        dated: whether the change may hold from a month on.
        action: what the change does.
        unit: words after the number.
        options: of a choice.
        asks: what is asked about an item, with this target's defaults.
        month: the last month of what stands there, where it has one; None otherwise.
        shape: turns the value given, and the month it holds from, into what the file says.
    """

    label: str
    selector: str
    value: Any = None
    text: str = ""
    dated: bool = True
    action: Action = "set"
    unit: str = ""
    options: Options = ()
    asks: tuple[Ask, ...] = ()
    month: str | None = None
    shape: Callable[[Any, str | None], Any] = field(default=_as_given)
