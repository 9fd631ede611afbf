"""Numbers in cells: a small grammar for the values by date of model.md, section 0.

    15.02                                  one value throughout
    15.02 from 2018-07                     from a month on
    11.97 from 2019-11; 16 from 2027-07    another later
    620 +6% a year                         growing at each anniversary
    10 from 2026-01; 12 from 2027-01; +3% a year
    0.22 (0.15 to 0.30)                    with what is not known about it; also (at least …), (at most …)
    12 (normal: sd 2, low 8, high 18)      with a distribution by name; see `ranges`

Shares are written and read as percent, `22 %`; a bare number from -1 to 1 is taken as a fraction. Dollars may carry a $
and commas. All conversions are exact: what is written reads back as the same number.
"""

import re
from decimal import Decimal
from typing import Any

from model.forms.ranges import NAMED, named_read, named_written
from model.inputs.months import Month
from model.inputs.ranges import RANGE_KEYS

PERCENT_UNITS = ("share", "share a year")
DOLLAR_UNITS = ("dollars", "dollars an hour")
LONGEST_NUMBER = 60
MOST_WITH_COMMAS = 1_000_000_000  # more commas are a list whose spaces were forgotten

_NUMBER = r"[-+−]?\s?\$?\s?(?:\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+)?(?:\.\d+)?\s?%?"
_PERCENT = r"\d*\.?\d+\s?%"
_BETWEEN = rf"(?P<low>{_NUMBER})\s+to\s+(?P<high>{_NUMBER})"
_RANGE = rf"(?:\(\s*(?:{_BETWEEN}|at least (?P<least>{_NUMBER})|at most (?P<most>{_NUMBER}))\s*\)|{NAMED})"
_GROWS_BETWEEN = rf"\((?P<slow>[-+−]?{_PERCENT}) to (?P<fast>[-+−]?{_PERCENT})\)"
_GROWS_ONE_WAY = rf"\((?:at least (?P<slowest>[-+−]?{_PERCENT})|at most (?P<fastest>[-+−]?{_PERCENT}))\)"
_GROWS_NAMED = NAMED.replace("?P<named>", "?P<grows_named>").replace("?P<told>", "?P<grows_told>")
_GROWS_RANGE = rf"(?:{_GROWS_BETWEEN}|{_GROWS_ONE_WAY}|{_GROWS_NAMED})"
_GROWTH = rf"(?P<growth>[-+−]\s?{_PERCENT})(?:\s*{_GROWS_RANGE})? a year"
_SINCE = r"from\s+(?P<from>\d{4}-\d{2})"
_ENTRY = re.compile(rf"(?P<value>{_NUMBER})(?:\s*{_RANGE})?(?:\s+{_SINCE})?(?:\s+{_GROWTH})?", re.IGNORECASE | re.ASCII)
_GROWTH_ALONE = re.compile(_GROWTH, re.IGNORECASE | re.ASCII)


def number_written(value: Any, unit: str) -> str | None:
    """A number of the tree as text, in any of the forms that files know; None for what is no number."""
    if isinstance(value, dict) and "values" in value and isinstance(value["values"], list):
        return _series_written(value["values"], value.get("annual_change"), unit)
    if isinstance(value, list):
        return _series_written(value, None, unit)
    if isinstance(value, dict):
        return _entry_written(value, unit)
    entries = getattr(value, "entries", None)
    return _plain(entries[0].value if entries else value, unit)


def _series_written(items: list[Any], growth: Any, unit: str) -> str | None:
    texts = [_entry_written(item, unit) if isinstance(item, dict) and "from" in item else None for item in items]
    if not texts or None in texts:
        return None
    grows = "" if growth is None else _growth_written(growth)
    if grows is None:
        return None
    one = len(texts) == 1 and items[0].get("from") is not None
    return "; ".join(str(t) for t in texts) + (f"{' ' if one else '; '}{grows}" if grows else "")


def _entry_written(item: dict[str, Any], unit: str) -> str | None:
    if not set(item) <= {"value", "from", "annual_change", *RANGE_KEYS}:
        return None
    value = _plain(_inner(item.get("value")), unit)
    parts = [value, _range_written(item, unit)]
    start = item.get("from")
    if start is not None:
        parts.append(f"from {start}" if isinstance(start, str) and re.fullmatch(r"\d{4}-\d{2}", start) else None)
    if item.get("annual_change") is not None:
        parts.append(_growth_written(item["annual_change"]))
    return None if None in parts else " ".join(part for part in parts if part)


def _range_written(item: dict[str, Any], unit: str) -> str | None:
    """The range in brackets; empty where there is none, None where it cannot be told."""
    if "distribution" in item:
        return named_written(item, unit, _plain)
    if not set(item) <= {"value", "from", "annual_change", "low", "high"}:
        return None
    if "low" not in item and "high" not in item:
        return ""
    low, high = (_plain(_inner(item[key]), unit) if key in item else "" for key in ("low", "high"))
    if low is None or high is None:
        return None
    if low and high:
        return f"({low} to {high})"
    return f"(at least {low})" if low else f"(at most {high})"


def _inner(value: Any) -> Any:
    """A number that stands one deeper, as {value: …}; the strict reader takes it so too."""
    return value.get("value") if isinstance(value, dict) and set(value) == {"value"} else value


def _growth_written(growth: Any) -> str | None:
    ends = growth if isinstance(growth, dict) else {"value": growth}
    value = _percent(ends.get("value"), sign=True)
    if value is None:
        return None
    if "distribution" in ends:
        named = named_written(ends, "share a year", _plain)
        return None if named is None else f"{value} {named} a year"
    texts = {key: _percent(ends[key], sign=False) for key in ends if key != "value"}
    if None in texts.values() or not set(texts) <= {"low", "high"}:
        return None
    if len(texts) == 2:
        return f"{value} ({texts['low']} to {texts['high']}) a year"
    one_way = "".join(f" (at {'least' if key == 'low' else 'most'} {text})" for key, text in texts.items())
    return f"{value}{one_way} a year"


def _percent(value: Any, *, sign: bool) -> str | None:
    exact = _decimal(value)
    return None if exact is None else f"{_positional(exact * 100, sign=sign)}%"


def _plain(value: Any, unit: str) -> str | None:
    exact = _decimal(value)
    if exact is None:
        return None
    if unit in PERCENT_UNITS:
        return f"{_positional(exact * 100)} %"
    commas = unit == "dollars" and abs(exact) < MOST_WITH_COMMAS
    text = _positional(exact, commas=commas)
    whole, _, fraction = text.partition(".")
    cents = unit == "dollars an hour" or (unit == "dollars" and fraction)
    return f"{whole}.{fraction:0<2}" if cents else text


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    exact = Decimal(repr(value))
    return exact if exact.is_finite() else None


def _positional(exact: Decimal, *, commas: bool = False, sign: bool = False) -> str:
    """A number without exponent and without trailing zeros."""
    text = f"{exact:{'+' if sign else ''}{',' if commas else ''}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def number_read(text: str, unit: str) -> Any:
    """A text as the tree holds a number; the text itself where it does not follow the grammar."""
    parts = [part.strip() for part in text.replace("\u00a0", " ").split(";")]
    growth = _GROWTH_ALONE.fullmatch(parts[-1]) if len(parts) > 1 else None
    entries = [_entry_read(part, unit) for part in (parts[:-1] if growth else parts)]
    found = [entry for entry in entries if entry is not None]
    if not found or len(found) != len(entries):
        return text
    if len(found) == 1 and growth is None:
        return _single(found[0])
    if any("annual_change" in entry for entry in found):
        return text
    items = [{"from": entry.get("from")} | entry for entry in found]
    grows = _growth_read(growth) if growth else None
    return text if growth and grows is None else {"values": items, "annual_change": grows} if growth else items


def _single(entry: dict[str, Any]) -> Any:
    if set(entry) == {"value"}:
        return entry["value"]
    if "from" in entry and "annual_change" not in entry:
        return [{"from": entry["from"]} | entry]
    return entry


def _entry_read(text: str, unit: str) -> dict[str, Any] | None:
    match = _ENTRY.fullmatch(text)
    if match is None:
        return None
    ends = {"low": match["low"] or match["least"], "high": match["high"] or match["most"]}
    if match["low"] and match["high"].endswith("%") and not match["low"].endswith("%"):
        ends["low"] += "%"
    numbers = {key: _number(said, unit) for key, said in {"value": match["value"], **ends}.items() if said}
    if "value" not in numbers or None in numbers.values():
        return None
    entry: dict[str, Any] = dict(numbers)
    if match["named"]:
        named = named_read(match["named"].lower(), match["told"], unit, _number)
        if named is None:
            return None
        entry |= named
    if match["from"]:
        try:
            entry["from"] = str(Month.of(match["from"]))
        except ValueError:
            return None
    if not match["growth"]:
        return entry
    grows = _growth_read(match)
    return None if grows is None else entry | {"annual_change": grows}


def _growth_read(match: re.Match[str]) -> Any:
    """A growth as the tree holds it; None where its distribution does not follow the grammar."""
    low, high = match["slow"] or match["slowest"], match["fast"] or match["fastest"]
    ends: dict[str, Any] = {
        key: _share(text) for key, text in (("value", match["growth"]), ("low", low), ("high", high)) if text
    }
    if match["grows_named"]:
        named = named_read(match["grows_named"].lower(), match["grows_told"], "share a year", _number)
        return None if named is None else ends | named
    return ends if len(ends) > 1 else ends["value"]


def _share(percent: str) -> float:
    return float(Decimal(percent.replace("−", "-").replace(" ", "").rstrip("%")) / 100)


def _number(text: str, unit: str) -> int | float | None:
    percent, dollars = text.endswith("%"), "$" in text
    bare = re.sub(r"[\s$,%]", "", text).replace("−", "-")
    if not re.fullmatch(r"[-+]?\d*\.?\d+", bare) or len(bare) > LONGEST_NUMBER:
        return None
    if (percent and unit not in PERCENT_UNITS) or (dollars and unit not in DOLLAR_UNITS):
        return None
    if percent:
        return float(Decimal(bare) / 100)
    number = float(bare) if "." in bare else int(bare)
    return None if unit in PERCENT_UNITS and abs(number) > 1 else number


def split_numbers(text: str, unit: str) -> list[str]:
    """The numbers of a list in one cell, parted by commas; in dollars a comma before three digits is no parting."""
    if unit != "dollars":
        return [part.strip() for part in text.split(",")]
    return [part.strip() for part in re.split(r",(?=\s)|,(?!\d{3}(?!\d))", text)]
