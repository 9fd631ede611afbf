"""Kinds of fields that a program file is made of, each with its unit and the values it may take."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, Strict
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from model.inputs.months import Month
from model.inputs.numbers import Array, Dated
from model.inputs.spec import Spec, shown

Item = TypeVar("Item")
Items = Annotated[tuple[Item, ...], Strict(False)]

Dollars = Annotated[Dated, Spec(unit="dollars")]
Wage = Annotated[Dated, Spec(unit="dollars an hour", above=True)]
Differential = Annotated[Dated, Spec(unit="dollars an hour")]
Share = Annotated[Dated, Spec(unit="share", high=1)]
Change = Annotated[Dated, Spec(unit="share", low=-1, high=1)]
Growth = Annotated[Dated, Spec(unit="share a year", low=-0.5, high=1, dated=False)]
Increase = Annotated[Dated, Spec(unit="share", low=-0.5, high=1)]
Multiplier = Annotated[Dated, Spec(unit="multiplier")]
Hours = Annotated[Dated, Spec(unit="hours a week", high=168)]
WorkHours = Annotated[Dated, Spec(unit="hours a week", above=True, high=168)]
YearHours = Annotated[Dated, Spec(unit="hours a year", high=8784)]
Minutes = Annotated[Dated, Spec(unit="minutes", high=1440)]
SessionMinutes = Annotated[Dated, Spec(unit="minutes", above=True, high=1440)]
Count = Annotated[Dated, Spec(unit="count")]
Positive = Annotated[Dated, Spec(unit="count", above=True)]
Separations = Annotated[Dated, Spec(unit="separations a seat and year", high=12)]
Elasticity = Annotated[Dated, Spec(unit="elasticity", high=10)]
Miles = Annotated[Dated, Spec(unit="miles")]
Variation = Annotated[Dated, Spec(unit="coefficient of variation", high=10)]
FixedShare = Annotated[Dated, Spec(unit="share", high=1, dated=False)]
FixedDollars = Annotated[Dated, Spec(unit="dollars", dated=False)]
FixedCount = Annotated[Dated, Spec(unit="count", dated=False)]
UnitMinutes = Annotated[Dated, Spec(unit="minutes", above=True, high=1440, dated=False)]
WholeMonths = Annotated[Dated, Spec(unit="months", high=1200, dated=False, whole=True)]
GraceMonths = Annotated[Dated, Spec(unit="months", low=1, high=1200, dated=False, whole=True)]
StepNumber = Annotated[Dated, Spec(unit="step", low=1, high=100, whole=True)]
FixedStep = Annotated[Dated, Spec(unit="step", low=1, high=100, dated=False, whole=True)]
MonthCount = Annotated[Dated, Spec(unit="months", high=1200)]
StepMonths = Annotated[Dated, Spec(unit="months", low=1, high=1200, whole=True)]
CalendarMonth = Annotated[int, Field(ge=1, le=12)]


def _read_name(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        wanted = f'a bare number is not a name; put it in quotes: "{value}"'
        raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {value!r}", "wanted": wanted})
    if not isinstance(value, str) or not value.strip():
        wanted = "a name in text is needed"
        raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {shown(value)}", "wanted": wanted})
    if len(value) > 200 or not value.isprintable():
        wanted = "a name has at most 200 printable characters"
        raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {shown(value)}", "wanted": wanted})
    return value


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 4000:
        wanted = "a text of at most 4,000 characters is needed"
        raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {shown(value)}", "wanted": wanted})
    return value


Name = Annotated[str, BeforeValidator(_read_name)]
Text = Annotated[str, BeforeValidator(_read_text)]


class Part(BaseModel):
    """A part of a program file: no unknown keys, no change after reading, nothing converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class Steps:
    """The steps of a ladder, dollars an hour, and the month from which each set of them holds.

    A file gives one list; a scenario that sets `steps` from a month adds another.
    """

    def __init__(self, versions: tuple[tuple[Month | None, tuple[Dated, ...]], ...]) -> None:
        """Versions in order of their first month; the first holds from the beginning."""
        self.versions = versions

    @property
    def most(self) -> int:
        """The number of steps in the longest version."""
        return max(len(steps) for _, steps in self.versions)

    def in_force(self, month: Month) -> tuple[Dated, ...]:
        """The steps of a month."""
        return [steps for start, steps in self.versions if start is None or start <= month][-1]

    def set_from(self, month: Month, later: "Steps") -> "Steps":
        """These steps before the month, the later ones from it on, in that month's dollars."""
        kept = tuple(v for v in self.versions if v[0] is None or v[0] < month)
        dated = tuple(step.set_from(month, step) if step.first is None else step for step in later.versions[-1][1])
        return Steps((*kept, (month, dated)))

    def scaled(self, factor: float, month: Month | None) -> "Steps":
        """Every step of every version times a factor, from a month on or throughout."""
        return Steps(tuple((start, tuple(s.scaled(factor, month) for s in steps)) for start, steps in self.versions))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a list of at least one step, each a number in any of its forms."""
        steps = core_schema.list_schema(handler.generate_schema(Wage), min_length=1, max_length=100)

        def read(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> "Steps":
            return value if isinstance(value, cls) else cls(((None, tuple(handler(value))),))

        return core_schema.no_info_wrap_validator_function(read, steps)


class AwardForm:
    """Reads an award: a list of dollars by budget year, or one number for each year, which may be dated."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        years = core_schema.list_schema(handler.generate_schema(FixedDollars), min_length=1, max_length=100)

        def read(value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> tuple[Dated, ...] | Dated:
            by_year = isinstance(value, list) and not any(
                isinstance(item, Mapping) and "from" in item for item in value
            )
            return tuple(handler(value)) if by_year else _DOLLARS.read(value)

        return core_schema.no_info_wrap_validator_function(read, years)


_DOLLARS = Spec(unit="dollars")
Award = Annotated[tuple[Dated, ...] | Dated, AwardForm()]

__all__ = ["Array", "Dated", "Month", "Part"]
