"""How a number's distribution is read from a file: by name, with the parameters that name has, strictly checked."""

import difflib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import NormalDist
from typing import Any

from model.inputs.distribution import Distribution, pert

PARAMETERS: dict[str, tuple[str, ...]] = {
    "pert": ("low", "high", "mode"),
    "triangular": ("low", "high", "mode"),
    "uniform": ("low", "high"),
    "normal": ("mean", "sd", "low", "high"),
    "lognormal": ("median", "low", "high", "within"),
    "beta": ("mean", "mode", "concentration", "low", "high"),
    "discrete": ("outcomes",),
}
RANGE_KEYS = ("low", "high", "distribution", "mode", "mean", "sd", "median", "concentration", "within", "outcomes")
WITHIN = 0.8  # of a lognormal that does not say it: low and high are its 10 % and 90 % points
AGREES = 0.01  # share by which the two ends of a lognormal may differ from each other's mirror about the median
ROUNDING = 1e-6

Place = tuple[str | int, ...]
Tell = Callable[[Place, str, str], None]


@dataclass
class Reading:
    """One distribution being read.

    Attributes:
        item: what the file holds.
        value: what a plain projection reads.
        tell: takes a fault: the place inside the item, what was found, what would be right.
        faulty: whether one was told.
    """

    item: Mapping[str, Any]
    value: float
    tell: Tell
    faulty: bool = field(default=False)

    def fault(self, at: Place, found: str, wanted: str) -> None:
        """Tell a fault."""
        self.faulty = True
        self.tell(at, found, wanted)

    def number(self, key: str, default: float | None = None) -> float | None:
        """A parameter; None where it is left out or no number."""
        if key not in self.item:
            return default
        value = self.item[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.fault((key,), f"found {value!r}", f"a number is needed for `{key}`")
            return None
        return float(value)

    def needed(self, key: str) -> float | None:
        """A parameter that may not be left out."""
        if key not in self.item:
            self.fault((), f"a {self.item['distribution']} distribution without `{key}`", f"give `{key}`")
        return self.number(key)

    def above(self, key: str, value: float | None, least: float, what: str = "") -> None:
        """A parameter that must be more than something."""
        if value is not None and value <= least:
            self.fault((key,), f"found {value:g}", f"`{key}` must be above {least:g}{what}")


def distribution_of(item: Mapping[str, Any], value: float, tell: Tell) -> Distribution | None:
    """The distribution that an entry of a file gives its number; None where it gives none, or one that is faulty.

    Args:
        item: the entry, with `value` and what is not known about it.
        value: the value, read.
        tell: takes each fault found.
    """
    reading = Reading(item=item, value=value, tell=tell)
    if "distribution" not in item:
        plain = _plain(reading)
        return None if reading.faulty else plain
    name = item["distribution"]
    if not isinstance(name, str) or name not in PARAMETERS:
        close = difflib.get_close_matches(str(name), PARAMETERS, n=1)
        near = f"; did you mean {close[0]!r}?" if close else ""
        reading.fault(("distribution",), f"found {name!r}", f"one of {', '.join(PARAMETERS)} is needed{near}")
        return None
    for key in RANGE_KEYS:
        if key in item and key not in ("distribution", *PARAMETERS[name]):
            reading.fault((key,), f"`{key}` of a {name} distribution", f"it has {', '.join(PARAMETERS[name])}")
    found = _READERS[name](reading)
    return None if reading.faulty else found


def _plain(reading: Reading) -> Distribution | None:
    """Without a name: a PERT whose most likely value is the value."""
    if "low" not in reading.item and "high" not in reading.item:
        return None
    low, high = reading.number("low"), reading.number("high")
    if reading.faulty or not _around(reading, low, high, reading.value, "the value"):
        return None
    return pert(reading.value, low, high)


def _around(reading: Reading, low: float | None, high: float | None, middle: float, what: str) -> bool:
    """Whether a middle lies between the ends."""
    if low is not None and low > middle:
        reading.fault(("low",), f"found {low:g} above {what} {middle:g}", f"low must not exceed {what}")
    if high is not None and high < middle:
        reading.fault(("high",), f"found {high:g} below {what} {middle:g}", "high must not be less")
    return not reading.faulty


def _peaked(reading: Reading) -> Distribution | None:
    low, high = reading.needed("low"), reading.needed("high")
    mode = reading.number("mode", reading.value)
    if mode is None or reading.faulty or not _around(reading, low, high, mode, "the most likely value"):
        return None
    if not _around(reading, low, high, reading.value, "the value"):
        return None
    return None if low == high else Distribution(name=reading.item["distribution"], low=low, high=high, mode=mode)


def _uniform(reading: Reading) -> Distribution | None:
    low, high = reading.needed("low"), reading.needed("high")
    if reading.faulty or not _around(reading, low, high, reading.value, "the value"):
        return None
    return None if low == high else Distribution(name="uniform", low=low, high=high)


def _normal(reading: Reading) -> Distribution | None:
    mean, sd = reading.number("mean", reading.value), reading.needed("sd")
    low, high = reading.number("low"), reading.number("high")
    reading.above("sd", sd, 0.0)
    if reading.faulty or not _around(reading, low, high, reading.value, "the value"):
        return None
    assert mean is not None and sd is not None
    inside = NormalDist(mean, sd)
    left = (1.0 if high is None else inside.cdf(high)) - (0.0 if low is None else inside.cdf(low))
    if left < 1e-3:
        reading.fault((), f"a normal distribution of which {left:.2g} lies between low and high", "widen the ends")
    return Distribution(name="normal", low=low, high=high, mean=mean, sd=sd)


def _lognormal(reading: Reading) -> Distribution | None:
    median, within = reading.number("median", reading.value), reading.number("within", WITHIN)
    low, high = reading.number("low"), reading.number("high")
    if within is not None and not 0 < within < 1:
        reading.fault(("within",), f"found {within:g}", "a share between 0 and 1 is needed, such as 0.8")
    if low is None and high is None and not reading.faulty:
        reading.fault((), "a lognormal distribution without `low` and `high`", "give one of them or both")
    reading.above("median" if "median" in reading.item else "value", median, 0.0, " in a lognormal distribution")
    reading.above("low", low, 0.0, " in a lognormal distribution")
    if reading.faulty or median is None or not _around(reading, low, high, median, "the median"):
        return None
    ends = [median / low if low else None, high / median if high else None]
    ratios = [ratio for ratio in ends if ratio is not None]
    if any(ratio == 1 for ratio in ratios):
        reading.fault((), "an end of a lognormal distribution at its median", "move the end, or leave the range out")
    elif len(ratios) == 2 and abs(math.log(ratios[0] / ratios[1])) > AGREES:
        mirror = median * median / (high or 1)
        wanted = f"a lognormal from {mirror:.4g} to {high:g} has it: leave one end out, or take a pert"
        reading.fault((), f"{low:g} and {high:g} around a median of {median:g}", wanted)
    ratio = ratios[-1]
    return Distribution(
        name="lognormal", median=median, within=within, low=low or median / ratio, high=high or median * ratio
    )


def _beta(reading: Reading) -> Distribution | None:
    low, high = reading.number("low", 0.0), reading.number("high", 1.0)
    concentration = reading.needed("concentration")
    if "mean" in reading.item and "mode" in reading.item:
        reading.fault(
            (), "`mean` and `mode` of a beta distribution", "give one of them, or neither: then `value` is the mean"
        )
    key = "mode" if "mode" in reading.item else "mean"
    middle = reading.number(key, reading.value)
    reading.above("concentration", concentration, 2.0 if key == "mode" else 0.0, f" where the {key} is given")
    if reading.faulty or low is None or high is None or middle is None:
        return None
    if not low < middle < high:
        reading.fault(
            (), f"a {key} of {middle:g} in a beta distribution from {low:g} to {high:g}", "it must lie inside"
        )
    elif not low <= reading.value <= high:
        reading.fault((), f"a value of {reading.value:g} outside of {low:g} to {high:g}", "it must lie inside")
    mean, mode = (None, middle) if key == "mode" else (middle, None)
    return Distribution(name="beta", low=low, high=high, mean=mean, mode=mode, concentration=concentration)


def _discrete(reading: Reading) -> Distribution | None:
    if "outcomes" not in reading.item:
        reading.fault((), "a discrete distribution without `outcomes`", OUTCOMES)
        return None
    given = reading.item["outcomes"]
    if not isinstance(given, list) or not given:
        reading.fault(("outcomes",), "found no list", OUTCOMES)
        return None
    pairs = [_outcome(reading, place, one) for place, one in enumerate(given)]
    if reading.faulty:
        return None
    outcomes = tuple(sorted(pair for pair in pairs if pair is not None))
    total = sum(chance for _, chance in outcomes)
    if abs(total - 1) > ROUNDING:
        reading.fault(("outcomes",), f"probabilities that add up to {total:g}", "they must add up to 1")
    if len({value for value, _ in outcomes}) < len(outcomes):
        reading.fault(("outcomes",), "the same value twice", "add its probabilities")
    return Distribution(name="discrete", outcomes=outcomes)


OUTCOMES = "write outcomes: [{value: 18, probability: 0.25}, {value: 20, probability: 0.75}]"


def _outcome(reading: Reading, place: int, one: Any) -> tuple[float, float] | None:
    at: Place = ("outcomes", place)
    if not isinstance(one, Mapping) or set(one) != {"value", "probability"}:
        reading.fault(at, "an outcome that is not {value, probability}", OUTCOMES)
        return None
    numbers = [one[key] for key in ("value", "probability")]
    if any(isinstance(n, bool) or not isinstance(n, int | float) or not math.isfinite(n) for n in numbers):
        reading.fault(at, "an outcome that is no number", OUTCOMES)
        return None
    if not 0 < numbers[1] <= 1:
        reading.fault((*at, "probability"), f"found {numbers[1]:g}", "a share above 0 up to 1 is needed")
    return float(numbers[0]), float(numbers[1])


_READERS: dict[str, Callable[[Reading], Distribution | None]] = {
    "pert": _peaked,
    "triangular": _peaked,
    "uniform": _uniform,
    "normal": _normal,
    "lognormal": _lognormal,
    "beta": _beta,
    "discrete": _discrete,
}
