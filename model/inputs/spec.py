"""How a number is read from a file: its unit, the values it may take, and whether it may change by month."""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from model.inputs.distribution import Distribution
from model.inputs.months import Month
from model.inputs.numbers import Dated, Entry, Loc
from model.inputs.ranges import RANGE_KEYS, Tell, distribution_of


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What a field's numbers may be; put beside `Dated` in an annotation, it makes pydantic read them.

    Attributes:
        unit: one of the product's closed list of units.
        low: least value allowed; `above` when it is itself too low.
        high: greatest value allowed.
        dated: whether the number may change by month.
        whole: whether only whole numbers make sense.
    """

    unit: str
    low: float = 0.0
    high: float = math.inf
    above: bool = False
    dated: bool = True
    whole: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read numbers in any of the forms of model.md, section 0."""
        return core_schema.no_info_plain_validator_function(self.read)

    def read(self, value: Any) -> Dated:
        """Turn what a file holds into a `Dated`; all faults found are raised together."""
        faults: list[InitErrorDetails] = []
        result = value if isinstance(value, Dated) else self._shape(value, faults)
        if result is not None:
            self._check(result, faults)
        if faults:
            raise ValidationError.from_exception_data("number", faults)
        assert result is not None
        return result

    def _shape(self, value: Any, faults: list[InitErrorDetails]) -> Dated | None:
        if isinstance(value, Mapping) and "values" in value:
            return self._series(value, faults)
        if isinstance(value, Mapping):
            entry = self._entry(value, (), faults)
            return Dated((entry,)) if entry else None
        if isinstance(value, list):
            return self._list(value, (), faults)
        number = self._number(value, (), faults)
        return None if number is None else Dated.of(number)

    def _series(self, value: Mapping[str, Any], faults: list[InitErrorDetails]) -> Dated | None:
        _refuse_unknown(value, ("values", "annual_change"), (), faults)
        growth, open_growth = self._growth(value, (), faults)
        if not isinstance(value["values"], list):
            faults.append(fault(("values",), f"found {shown(value['values'])}", "a list of {from, value} is needed"))
            return None
        found = self._list(value["values"], ("values",), faults)
        if found is None:
            return None
        return Dated(tuple(replace(e, growth=growth, growth_spread=open_growth) for e in found.entries))

    def _list(self, items: list[Any], at: Loc, faults: list[InitErrorDetails]) -> Dated | None:
        if not self.dated:
            faults.append(fault(at, "found a list of values by date", "this number is fixed: give one value"))
            return None
        if not items:
            faults.append(fault(at, "found an empty list", "give at least one {from, value}"))
            return None
        entries = []
        for index, item in enumerate(items):
            if not isinstance(item, Mapping) or "from" not in item:
                faults.append(fault((*at, index), f"found {shown(item)}", "each entry is {from: YYYY-MM, value: …}"))
                continue
            entry = self._entry(item, (*at, index), faults, in_list=True)
            entries.append(entry)
        found = [e for e in entries if e is not None]
        if any(a.start >= b.start for a, b in itertools.pairwise(found) if a.start and b.start):
            faults.append(fault(at, "the months are not in order", "each `from` must be later than the one before it"))
        return Dated(tuple(found)) if found else None

    def _entry(
        self,
        item: Mapping[str, Any],
        at: Loc,
        faults: list[InitErrorDetails],
        *,
        in_list: bool = False,
    ) -> Entry | None:
        named = RANGE_KEYS if "distribution" in item else ("low", "high", "distribution")
        _refuse_unknown(item, ("value", "from", *named, *(() if in_list else ("annual_change",))), at, faults)
        if "value" not in item:
            faults.append(fault(at, "found no value", "write {value: …}"))
            return None
        value = self._number(item["value"], (*at, "value"), faults)
        ends = {k: self._number(item[k], (*at, k), faults) for k in ("low", "high") if k in item}
        spread = None
        if value is not None and None not in ends.values():
            spread = distribution_of({**item, **ends}, value, _teller(at, faults))
        growth, open_growth = (None, None) if in_list else self._growth(item, at, faults)
        start = self._month(item, at, faults)
        if value is None:
            return None
        by_name = spread if "distribution" in item else None
        return Entry(
            value=value,
            start=start,
            growth=growth,
            growth_spread=open_growth,
            distribution=by_name,
            low=ends.get("low"),
            high=ends.get("high"),
        )

    def _month(self, item: Mapping[str, Any], at: Loc, faults: list[InitErrorDetails]) -> Month | None:
        if item.get("from") is None:
            return None
        if not self.dated:
            faults.append(fault((*at, "from"), f"found {shown(item['from'])}", "this number is fixed and has no date"))
        try:
            return Month._read(item["from"])
        except PydanticCustomError as error:
            faults.append(InitErrorDetails(type=error, loc=(*at, "from"), input=item["from"]))
            return None

    def _growth(
        self, item: Mapping[str, Any], at: Loc, faults: list[InitErrorDetails]
    ) -> tuple[float | None, Distribution | None]:
        """A number's own annual change, and what is not known about it."""
        if item.get("annual_change") is None:
            return None, None
        if not self.dated:
            faults.append(fault((*at, "annual_change"), "found a growth", "this number is fixed"))
        inside: list[InitErrorDetails] = []
        read = GROWTH._shape(item["annual_change"], inside)
        if read is not None:
            GROWTH._check(read, inside)
        faults.extend(InitErrorDetails(**{**one, "loc": (*at, "annual_change", *one.get("loc", ()))}) for one in inside)
        return (None, None) if read is None else (read.value, read.entries[0].spread)

    def _number(self, value: Any, at: Loc, faults: list[InitErrorDetails]) -> float | None:
        if isinstance(value, Mapping) and set(value) <= {"value", "low", "high"} and at:
            value = value.get("value")
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            faults.append(fault(at, f"found {shown(value)}", f"a number is needed ({self.unit})"))
            return None
        return float(value)

    def _check(self, dated: Dated, faults: list[InitErrorDetails]) -> None:
        following = [*(entry.start for entry in dated.entries[1:]), None]
        for index, (entry, ends) in enumerate(zip(dated.entries, following, strict=True)):
            at: Loc = (index, "value") if len(dated.entries) > 1 else ()
            values = np.unique([*np.ravel(entry.value), *(x for x in (entry.low, entry.high) if x is not None)])
            if not self.whole:
                values = values[[0, -1]]  # thousands of draws lie within their bounds when the outermost do
            factors = _factors(entry, ends)
            if entry.distribution is not None:
                self._check_spread(entry.distribution, factors, at, faults)
            for scaled in sorted({float(value) * factor for factor in factors for value in values}):
                if not self.low <= scaled <= self.high or (self.above and scaled == self.low):
                    faults.append(fault(at, f"found {scaled:g}", f"{self.bounds()} is needed ({self.unit})"))
                elif self.whole and scaled != math.floor(scaled):
                    faults.append(fault(at, f"found {scaled:g}", f"a whole number is needed ({self.unit})"))

    def _check_spread(self, spread: Distribution, factors: set[float], at: Loc, faults: list[InitErrorDetails]) -> None:
        """A distribution that leaves the values a number may take is refused: cut by us, it would be another one."""
        least, most = spread.support
        reached = [
            *(least * f for f in factors if least * f < self.low),
            *(most * f for f in factors if most * f > self.high),
        ]
        if reached:
            where = "without end" if math.isinf(reached[0]) else f"to {reached[0]:g}"
            wanted = f"{self.bounds()} is needed ({self.unit}): give it ends that stay inside, or another distribution"
            faults.append(fault(at, f"a {spread.name} distribution that reaches {where}", wanted))
        if self.whole and not (
            spread.name == "discrete" and all(value == math.floor(value) for value, _ in spread.outcomes)
        ):
            wanted = f"a whole number is needed ({self.unit}): give a discrete distribution of whole numbers"
            faults.append(fault(at, f"a {spread.name} distribution of numbers that are not whole", wanted))

    @property
    def drawable(self) -> bool:
        """Whether draws may hold different values; whole numbers and fixed shares decide the shape of a program."""
        return not self.whole and (self.dated or self.unit in DRAWN_THOUGH_FIXED)

    def bounds(self) -> str:
        """The allowed values in words."""
        number = "a whole number" if self.whole else "a number"
        if self.high == math.inf:
            return f"{number} {'above' if self.above else 'of at least'} {self.low:g}"
        return (
            f"{number} {'above' if self.above else 'from'} {self.low:g} {'up ' if self.above else ''}to {self.high:g}"
        )


DRAWN_THOUGH_FIXED = ("dollars", "share a year")
GROWTH = Spec(unit="share a year", low=-0.5, high=1.0, dated=False)


def _factors(entry: Entry, ends: Month | None) -> set[float]:
    """The factors that scenarios lay on an entry while it is in force, one for each stretch between their months."""
    begins = [m for m, _ in entry.scales if (ends is None or m < ends) and (entry.start is None or m > entry.start)]
    first = min([m for m, _ in entry.scales], default=Month(0)) - 1 if entry.start is None else entry.start
    return {math.prod(factor for month, factor in entry.scales if month <= at) for at in (first, *begins)}


def _teller(at: Loc, faults: list[InitErrorDetails]) -> Tell:
    """Takes faults of a distribution as faults of the number it belongs to."""
    return lambda inside, found, wanted: faults.append(fault((*at, *inside), found, wanted))


def fault(at: Loc, found: str, wanted: str) -> InitErrorDetails:
    """A fault as pydantic carries it: where, what was found, what would be right."""
    error = PydanticCustomError("fault", "{found}; {wanted}", {"found": found, "wanted": wanted})
    return InitErrorDetails(type=error, loc=at, input=None)


def shown(value: Any, limit: int = 60) -> str:
    """A value as it stood in the file, cut to a readable length."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        text = "{" + ", ".join(str(k) for k in value) + "}"
    elif isinstance(value, list):
        text = "a list"
    else:
        text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _refuse_unknown(item: Mapping[str, Any], known: tuple[str, ...], at: Loc, faults: list[InitErrorDetails]) -> None:
    for key in item:
        if key == "annual_change" and key not in known:
            wanted = "growth of a list is written {values: [...], annual_change: ...}"
        else:
            wanted = f"a dated value knows {', '.join(known)}"
        if key not in known:
            faults.append(fault((*at, key), f"unknown key {key!r}", wanted))
