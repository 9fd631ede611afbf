"""What is not known about a number: the distribution a file gives it by name, with its parameters."""

import math
from dataclasses import dataclass, replace

BOUNDED = ("pert", "triangular", "uniform")  # low and high are the least and the most
PLACES = ("low", "high", "mode", "mean", "median", "sd")  # parameters in the number's own unit


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """One of the distributions of model.md, section 12, with every parameter it needs.

    Attributes:
        name: pert, triangular, uniform, normal, lognormal, beta or discrete.
        low, high: the least and the most; of a lognormal, the ends between which it lies with the chance `within`;
            None where a normal is not cut.
        mode: most likely, of pert, triangular, and of a beta told by it.
        mean, sd: of a normal before it is cut; `mean` also of a beta.
        median: of a lognormal.
        concentration: of a beta, as many observations as it is worth.
        within: of a lognormal, the chance of lying between `low` and `high`.
        outcomes: of a discrete one, values and their probabilities.
    """

    name: str
    low: float | None = None
    high: float | None = None
    mode: float | None = None
    mean: float | None = None
    sd: float | None = None
    median: float | None = None
    concentration: float | None = None
    within: float | None = None
    outcomes: tuple[tuple[float, float], ...] = ()

    @property
    def support(self) -> tuple[float, float]:
        """The least and the most it can be."""
        if self.name == "lognormal":
            return 0.0, math.inf
        if self.name == "discrete":
            values = [value for value, _ in self.outcomes]
            return min(values), max(values)
        return -math.inf if self.low is None else self.low, math.inf if self.high is None else self.high

    def scaled(self, factor: float) -> "Distribution | None":
        """The distribution of the number times a factor; None where nothing is left of it."""
        if factor == 0:
            return None
        moved = {key: value * factor for key in PLACES if (value := getattr(self, key)) is not None}
        outcomes = tuple((value * factor, chance) for value, chance in self.outcomes)
        return replace(self, outcomes=outcomes, **moved)

    @property
    def words(self) -> str:
        """The distribution in words, without its unit."""
        return _WORDS[self.name].format(**{k: _shown(getattr(self, k)) for k in (*PLACES, "concentration")}) + (
            self._ends()
        )

    def _ends(self) -> str:
        if self.name == "discrete":
            return ", ".join(f"{value:g} ({100 * chance:g} %)" for value, chance in self.outcomes)
        if self.name == "lognormal":
            return f", with a chance of {100 * (self.within or 0):g} % from {_shown(self.low)} to {_shown(self.high)}"
        if self.low is None and self.high is None:
            return ""
        parts = [
            f"from {self.low:g}" if self.low is not None else "",
            f"to {self.high:g}" if self.high is not None else "",
        ]
        return ", " + " ".join(part for part in parts if part)


_WORDS = {
    "pert": "PERT, most likely {mode}",
    "triangular": "triangular, most likely {mode}",
    "uniform": "uniform",
    "normal": "normal, mean {mean}, standard deviation {sd}",
    "lognormal": "lognormal, median {median}",
    "beta": "beta, worth {concentration} observations",
    "discrete": "one of ",
}


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def pert(value: float, low: float | None, high: float | None) -> Distribution | None:
    """The PERT of a value and its ends; an end that is not given is the value itself. None where nothing is open."""
    least, most = value if low is None else low, value if high is None else high
    return None if least == most else Distribution(name="pert", low=least, high=most, mode=value)
