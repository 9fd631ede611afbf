"""Kinds of fields that a funding request is made of: plain numbers, lists by budget year, and days."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from model.inputs.spec import Spec, shown

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Asked(BaseModel):
    """A part of a request: no unknown keys, no change after reading, nothing converted silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


@dataclass(frozen=True)
class Reads:
    """Beside a reader: what its numbers may be, for whoever asks the schema."""

    spec: Spec


def _one(spec: Spec) -> BeforeValidator:
    """Reads one number; a request has no dated values and no ranges."""

    def read(value: Any) -> float:
        if isinstance(value, dict | list):
            wanted = f"one number is needed ({spec.unit}); the program's own numbers may change by month"
            raise PydanticCustomError(
                "fault", "{found}; {wanted}", {"found": f"found {shown(value)}", "wanted": wanted}
            )
        return float(spec.read(value).value)

    return BeforeValidator(read)


def _years(spec: Spec) -> BeforeValidator:
    """Reads one number for every year, or a list of one for each; the last one holds on."""

    def read(value: Any) -> tuple[float, ...]:
        one = _one(spec).func
        if isinstance(value, tuple):
            return value
        if not isinstance(value, list):
            return (one(value),)  # type: ignore[call-arg]
        if not value:
            raise PydanticCustomError(
                "fault",
                "{found}; {wanted}",
                {"found": "found an empty list", "wanted": "give one number a budget year"},
            )
        return tuple(one(item) for item in value)  # type: ignore[call-arg]

    return BeforeValidator(read)


def _read_day(value: Any) -> str:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value
    wanted = "a day is written YYYY-MM-DD, such as 2026-09-30"
    raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {shown(value)}", "wanted": wanted})


_DOLLARS = Spec(unit="dollars", dated=False)
_SHARE = Spec(unit="share", high=1, dated=False)
_RATE = Spec(unit="share", high=3, dated=False)
_QUANTITY = Spec(unit="count", high=1_000_000, dated=False)

Dollars = Annotated[float, _one(_DOLLARS), Reads(_DOLLARS)]
Share = Annotated[float, _one(_SHARE), Reads(_SHARE)]
Rate = Annotated[float, _one(_RATE), Reads(_RATE)]
Quantity = Annotated[float, _one(_QUANTITY), Reads(_QUANTITY)]
DollarsByYear = Annotated[tuple[float, ...], _years(_DOLLARS), Reads(_DOLLARS)]
ShareByYear = Annotated[tuple[float, ...], _years(_SHARE), Reads(_SHARE)]
QuantityByYear = Annotated[tuple[float, ...], _years(_QUANTITY), Reads(_QUANTITY)]
Day = Annotated[str, BeforeValidator(_read_day)]
