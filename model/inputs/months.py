"""Months: `YYYY-MM` in files, a whole number in the model."""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MONTHS_PER_YEAR = 12
_PATTERN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class Month(int):
    """A calendar month, counted from January of year 0; prints as `YYYY-MM`.

    Being a whole number, months subtract and compare as such: `Month.of("2027-01") - Month.of("2026-07") == 6`.
    """

    @classmethod
    def of(cls, text: str) -> "Month":
        """Read `YYYY-MM`.

        Raises:
            ValueError: when the text is anything else.
        """
        found = _PATTERN.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a month; write YYYY-MM")
        return cls(int(found[1]) * MONTHS_PER_YEAR + int(found[2]) - 1)

    @property
    def calendar_month(self) -> int:
        """January is 1, December 12."""
        return self % MONTHS_PER_YEAR + 1

    @property
    def year(self) -> int:
        """The calendar year."""
        return self // MONTHS_PER_YEAR

    def plus(self, months: int) -> "Month":
        """The month so many months later."""
        return Month(self + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.calendar_month:02d}"

    __repr__ = __str__

    @classmethod
    def _read(cls, value: Any) -> "Month":
        if isinstance(value, cls):
            return value
        if isinstance(value, str) and _PATTERN.fullmatch(value):
            return cls.of(value)
        wanted = "a month is written YYYY-MM, such as 2027-01"
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            wanted = f"a month has no day: write {value[:7]}"
        raise PydanticCustomError("fault", "{found}; {wanted}", {"found": f"found {_shown(value)}", "wanted": wanted})

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let pydantic fields read months from text."""
        return core_schema.no_info_plain_validator_function(
            cls._read, serialization=core_schema.to_string_ser_schema(when_used="always")
        )


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def window_begins(start: Month, months: int, calendar_month: int, length: int) -> NDArray[np.bool_]:
    """Whether a window of so many months begins anew in each month: (months,).

    The first month of the program counts as inside a window under way, whatever its calendar month.

    Args:
        start: the program's first month.
        months: how many are projected.
        calendar_month: the calendar month in which a window restarts.
        length: months in a window; divides 12.
    """
    begins = (np.arange(start, start + months) - (calendar_month - 1)) % length == 0
    begins[0] = False
    return begins
