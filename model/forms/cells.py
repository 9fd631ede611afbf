"""What a cell's text means, for every kind of field, read and written in one place.

Numbers follow the small grammar of `numbers`. What cannot be read stays as it was typed, so that the strict check of
the program names it.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from model.forms.names import NONE, names_read, names_written
from model.forms.numbers import number_read, number_written, split_numbers
from model.inputs import schema
from model.inputs.fields import Month
from model.inputs.numbers import Dated
from model.inputs.spec import Spec, shown

Kind = Literal["text", "number", "numbers", "month", "choice", "yes_no", "names"]
Shape = Literal[
    "name",
    "prose",
    "whole",
    "calendar",
    "month",
    "yes_no",
    "either",
    "choice",
    "names",
    "number",
    "numbers",
    "award",
    "years",
    "factors",
    "unknown",
]
Cell = str | bool | None

CALENDAR = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WAGE = Spec(unit="dollars an hour", above=True)  # of the steps of a ladder
MEANT_AS_PERCENT = 2  # a share above it was meant as percent
ONCE, EACH_YEAR = "once", "each year"
NUMBERS: dict[str, Shape] = {"number": "number", "award": "award", "by year": "years"}
YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
KINDS: dict[Shape, Kind] = {
    "name": "text",
    "prose": "text",
    "whole": "number",
    "calendar": "choice",
    "award": "numbers",
    "years": "numbers",
    "factors": "text",
    "either": "choice",
    "unknown": "text",
    "month": "month",
    "yes_no": "yes_no",
    "choice": "choice",
    "names": "names",
    "number": "number",
    "numbers": "numbers",
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a field's cells are read and written.

    Attributes:
        shape: what stands in them; `either` is yes, no or left to a rule, `years` a number or one for each budget year,
            `factors` numbers by name.
        spec: of their numbers.
        options: of a choice, as files write them.
        chosen: whether a text is one of the program's own names.
    """

    shape: Shape
    spec: Spec | None = None
    options: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of cell."""
        return "choice" if self.chosen and self.shape == "name" else KINDS[self.shape]

    @property
    def percent(self) -> bool:
        """Whether its numbers are shown as percent."""
        return self.spec is not None and self.spec.unit in ("share", "share a year")


def form_of(kind: schema.Kind, shape: Shape | None = None, source: str = "") -> Form:
    """How a field of the schema is read and written; `shape` says it where the schema does not know."""
    if shape is not None:
        return Form(shape=shape, spec=kind.spec, chosen=bool(source))
    if kind.shape in NUMBERS:
        return Form(shape=NUMBERS[kind.shape], spec=kind.spec)
    if kind.shape in ("steps", "numbers"):
        return Form(shape="numbers", spec=kind.spec or WAGE)
    if get_origin(kind.type) is Literal:
        return Form(shape="choice", options=tuple(str(option) for option in get_args(kind.type)))
    if get_origin(kind.type) is tuple:
        return Form(shape="names")
    shapes: dict[Any, Shape] = {str: "name", bool: "yes_no", int: "whole", Month: "month"}
    return Form(shape=shapes.get(kind.type, "unknown"), chosen=bool(source))


def blank(cell: object) -> bool:
    """Whether nothing stands in a cell."""
    return (
        cell is None or (isinstance(cell, float) and math.isnan(cell)) or (isinstance(cell, str) and not cell.strip())
    )


def written(form: Form, value: Any) -> Cell:
    """A value of the tree as a cell: a text, "" where nothing is given, and true, false or None for yes and no."""
    if value is None:
        return None if form.shape == "yes_no" else ""
    if form.shape == "yes_no" and isinstance(value, bool):
        return value
    if form.shape in _WRITERS:
        return _WRITERS[form.shape](form, value) or _as_it_is(value)
    return _as_it_is(value)


def text_of(cell: Cell) -> str:
    """A cell as text, with yes and no for true and false."""
    return "" if cell is None else cell if isinstance(cell, str) else "yes" if cell else "no"


def _as_it_is(value: Any) -> str:
    """A value that is not of its form, in words."""
    if isinstance(value, bool):
        return text_of(value)
    return str(value) if isinstance(value, str | int | float) else shown(value)


def _unit(form: Form) -> str:
    return form.spec.unit if form.spec else ""


def _number_written(form: Form, value: Any) -> str | None:
    return number_written(value, _unit(form))


def _numbers_written(form: Form, values: Any) -> str | None:
    """A list in one cell; an award may be one number instead, for each budget year."""
    dated = isinstance(values, list) and any(isinstance(value, dict) and "from" in value for value in values)
    if not isinstance(values, list | tuple) or (form.shape == "award" and dated):
        return _number_written(form, values) if form.shape == "award" else None
    texts = [_number_written(form, value) or _as_it_is(value) for value in values]
    return f"{texts[0]} {ONCE}" if form.shape == "award" and len(texts) == 1 else ", ".join(texts) or NONE


def _years_written(form: Form, values: Any) -> str | None:
    """One number for each year of a request, or one for all."""
    if not isinstance(values, list | tuple):
        return _number_written(form, values)
    return ", ".join(_number_written(form, value) or _as_it_is(value) for value in values) or NONE


def _factors_written(form: Form, values: Any) -> str | None:
    if not isinstance(values, Mapping):
        return None
    return names_written([f"{name}: {_number_written(form, v) or _as_it_is(v)}" for name, v in values.items()])


def _calendar_written(_: Form, value: Any) -> str | None:
    known = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12
    return CALENDAR[value - 1] if known else None


_WRITERS: dict[Shape, Callable[[Form, Any], str | None]] = {
    "number": _number_written,
    "numbers": _numbers_written,
    "award": _numbers_written,
    "years": _years_written,
    "factors": _factors_written,
    "either": lambda _, value: text_of(value) if isinstance(value, bool) else None,
    "calendar": _calendar_written,
    "names": lambda _, value: names_written(value) if isinstance(value, list | tuple) else None,
}


def read(form: Form, cell: object) -> Any:
    """What a cell stands for in the tree; None where it is empty, and the text itself where it cannot be read."""
    if blank(cell):
        return None
    if not isinstance(cell, str):
        return _read_value(form, cell)
    text = cell if form.shape == "prose" else cell.strip()
    return _read_text(form, text)


def _read_value(form: Form, cell: object) -> Any:
    """A cell that is no text: true or false, or a number of a real spreadsheet cell."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    plain = int(cell) if float(cell).is_integer() and abs(cell) < 1e15 else float(cell)
    if form.shape == "whole":
        return plain
    text = number_written(plain, "") or repr(plain)
    return _read_text(form, text)


def _read_text(form: Form, text: str) -> Any:
    return _READERS[form.shape](form, text) if form.shape in _READERS else text


def _read_choice(form: Form, text: str) -> str:
    return next((option for option in form.options if option.casefold() == text.casefold()), text)


def _read_whole(_: Form, text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else text


def _read_calendar(_: Form, text: str) -> int | str:
    wanted = text.casefold().rstrip(".")
    names = [n for n, name in enumerate(CALENDAR, 1) if len(wanted) >= 3 and name.casefold().startswith(wanted)]
    if names:
        return names[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else text


def _read_numbers(form: Form, text: str) -> Any:
    if text.casefold() == NONE:
        return []
    if form.shape == "award":
        for ending, listed in ((ONCE, True), (EACH_YEAR, False)):
            if text.casefold().endswith(f" {ending}"):
                value = number_read(text[: -len(ending)].strip(), _unit(form))
                return text if isinstance(value, str) else [value] if listed else value
    parts = split_numbers(text, _unit(form))
    values = [number_read(part, _unit(form)) for part in parts]
    return values[0] if form.shape == "award" and len(values) == 1 else values


def _read_years(form: Form, text: str) -> Any:
    values = [] if text.casefold() == NONE else [number_read(p, _unit(form)) for p in split_numbers(text, _unit(form))]
    return values[0] if len(values) == 1 else values


def _read_factors(form: Form, text: str) -> Any:
    """Numbers by name, such as `persons: 2, nights: 3`."""
    parts = [part.rpartition(":") for part in names_read(text)]
    found = {name.strip(): number_read(number.strip(), _unit(form)) for name, _, number in parts}
    return found if all(colon for _, colon, _ in parts) and len(found) == len(parts) else text


_READERS: dict[Shape, Callable[[Form, str], Any]] = {
    "yes_no": lambda _, text: YES_NO.get(text.casefold(), text),
    "either": lambda _, text: YES_NO.get(text.casefold(), text),
    "number": lambda form, text: number_read(text, _unit(form)),
    "numbers": _read_numbers,
    "award": _read_numbers,
    "years": _read_years,
    "factors": _read_factors,
    "names": lambda _, text: names_read(text),
    "choice": _read_choice,
    "calendar": _read_calendar,
    "whole": _read_whole,
}


def advice_on(form: Form, value: Any) -> str:
    """How to write what was typed, where it could not be read; empty where the strict check says it as well."""
    too_much = isinstance(value, int | float) and value >= MEANT_AS_PERCENT
    bare = f"{value:g}" if too_much else value.strip() if isinstance(value, str) else ""
    if form.percent and form.shape in ("number", "years") and bare.replace(".", "", 1).isdigit():
        return f"write {bare} % or {float(bare) / 100:g}"
    if form.shape == "years" and any(isinstance(each, str) for each in (value if isinstance(value, list) else [value])):
        one, more = ("50 %", "100 %, 85 %") if form.percent else ("1000", "1000, 1200")
        return f"write one number for all budget years, such as {one}, or one for each, such as {more}"
    if not isinstance(value, str):
        return ""
    if form.shape == "number" and form.spec and form.spec.dated and any(map(str.isdigit, value)):
        return "write a number, such as 15.50, or numbers by date, such as 15.50 from 2026-07; 16 from 2027-07"
    return _ADVICE.get(form.shape, "")


_ADVICE: dict[Shape, str] = {
    "yes_no": "write yes or no",
    "either": "write yes or no, or leave it empty",
    "factors": "write each as a name and a number, such as persons: 2, nights: 3",
    "calendar": "write the name of a month, such as July",
    "month": "write the year and the month, such as 2027-01",
}


__all__ = ["Cell", "Dated", "Form", "Kind", "blank", "form_of", "names_read", "names_written", "read", "written"]
