"""Solving: the value of one lever at which something reaches its target, between two bounds and to a tolerance."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from scipy.optimize import root_scalar

Said = Callable[[float], str]


class QuestionError(ValueError):
    """A question that cannot be put to this program; the message says why and what would be right."""


def plainly(value: float) -> str:
    """A number as it is, with separators between thousands."""
    return f"{value:,.6g}"


def dollars(value: float) -> str:
    """Dollars and cents."""
    return f"{'-' if value < 0 else ''}${abs(value):,.2f}"


@dataclass(frozen=True, kw_only=True)
class Words:
    """How an answer is said.

    Attributes:
        lever: what is moved, as the subject of a sentence.
        target: what is to be reached.
        show: a value of the lever in words.
        show_missing: what is missing to the target in words.
    """

    lever: str = "the value"
    target: str = "the target"
    show: Said = plainly
    show_missing: Said = plainly


@dataclass(frozen=True, kw_only=True)
class Solved:
    """A value that reaches the target; the crossing is no further than `tolerance` from it.

    Attributes:
        value: of the lever, on the side on which the target is reached.
        reached: what the function is there: 0 on the spot, above 0 where it jumps over the target.
        low, high: the range searched.
        tolerance: in the lever's unit.
        words: how it is said.
    """

    value: float
    reached: float
    low: float
    high: float
    tolerance: float
    words: Words

    @property
    def sentence(self) -> str:
        """The answer with its range and tolerance."""
        show = self.words.show
        return (
            f"{_capital(self.words.lever)} of {show(self.value)} reaches {self.words.target} "
            f"(looked for from {show(self.low)} to {show(self.high)}, to within {plainly(self.tolerance)})."
        )


@dataclass(frozen=True, kw_only=True)
class Unreached:
    """No value at either end of the range, and so none of a lever that works one way, reaches the target.

    Attributes:
        best: the value that comes nearest.
        missing: how far from the target it is, above 0.
        low, high, tolerance, words: as in `Solved`.
    """

    best: float
    missing: float
    low: float
    high: float
    tolerance: float
    words: Words

    @property
    def sentence(self) -> str:
        """That nothing reaches the target, and how near the best value comes."""
        words = self.words
        return (
            f"Outside the range searched: no value of {words.lever} from {words.show(self.low)} to "
            f"{words.show(self.high)} reaches {words.target}; best is {words.show(self.best)}, "
            f"at which {words.show_missing(self.missing)} is missing."
        )


def solve(
    function: Callable[[float], float], low: float, high: float, tolerance: float, words: Words | None = None
) -> Solved | Unreached:
    """Find the value between two bounds at which a function that rises or falls throughout crosses 0.

    Args:
        function: how far a value is beyond the target; below 0 where it misses. It may jump.
        low, high: the range in which the lever is possible at all.
        tolerance: how close to the crossing, in the lever's unit.
        words: how the answer is said.

    Returns:
        `Solved` with a value at which the function is not below 0, or `Unreached` with the better end.

    Raises:
        QuestionError: when the range is empty, the tolerance is not above 0, or the function is not a number.
    """
    words = words or Words()
    if not (math.isfinite(low) and math.isfinite(high) and low <= high and tolerance > 0):
        raise QuestionError(
            f"found a range from {low:g} to {high:g} and a tolerance of {tolerance:g}; nothing lies there"
        )
    beyond = cache(lambda value: _number(function(value), value))
    ends = {low: beyond(low), high: beyond(high)}
    reaching = [end for end, found in ends.items() if found >= 0]
    if not reaching:
        best = max(ends, key=lambda end: ends[end])
        return Unreached(best=best, missing=-ends[best], low=low, high=high, tolerance=tolerance, words=words)
    if len(reaching) == len(ends):
        # both ends reach it: the one nearer to missing it is where the lever may be left
        value = min(reaching, key=lambda end: ends[end])
    else:
        value = _crossing(beyond, low, high, tolerance, reaching[0])
    return Solved(value=value, reached=beyond(value), low=low, high=high, tolerance=tolerance, words=words)


def _crossing(beyond: Callable[[float], float], low: float, high: float, tolerance: float, reaching: float) -> float:
    """A value on the reaching side, no further than the tolerance from the crossing."""
    assert (beyond(low) >= 0) != (beyond(high) >= 0)
    # a part of the tolerance, so that there is room for a step to the side that reaches the target
    root = float(root_scalar(beyond, method="brentq", bracket=(low, high), xtol=tolerance / 4, maxiter=200).root)
    step = math.copysign(tolerance / 2, reaching - root)
    tried = (root, min(max(root + step, low), high), min(max(root + 2 * step, low), high))
    return next((value for value in tried if beyond(value) >= 0), reaching)


def _number(found: float, value: float) -> float:
    if math.isnan(found):
        raise QuestionError(f"the model gives no number at {value:g}; a narrower range is needed")
    return float(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
