"""The gallery in words: published figures beside what the model makes of the same inputs."""

from collections.abc import Iterable

import pandas as pd

from model.exports.cited import amount
from model.exports.evidence import CONSTRUCTED, reproduced
from model.gallery import ROUNDING, Missing, Published, Result
from model.gallery.records import Given

GIVEN: dict[Given, str] = {
    "printed": "printed there",
    "arithmetic": "our arithmetic on printed numbers",
    "source code": "what the published program returns",
    "constructed": "constructed by us, not published",
}


def in_short(results: Iterable[Result], missing: Iterable[Missing]) -> str:
    """How many published figures the model reproduces, and how many it cannot express, in a few sentences."""
    results = tuple(results)
    agree, of = reproduced(results)
    cases = sum(any(given != CONSTRUCTED for given in result.given) for result in results)
    stated = sum(bool(reason) for result in results for reason in result.differs)
    unexplained = of - agree - stated
    sentences = [f"{agree} of {of} published figures in {cases} cases are reproduced within the tolerance stated."]
    if stated:
        sentences.append(f"{stated} must differ, and each says why.")
    if unexplained > 0:
        sentences.append(f"{unexplained} differ for no reason that is known.")
    if ours := sum(len(result.ours) for result in results) - of:
        sentences.append(f"{ours} more figures are constructed by us to test the arithmetic.")
    sentences.append(f"{len(tuple(missing))} further published results need what the model does not have.")
    return " ".join(sentences)


def agreeing(result: Result) -> str:
    """How many figures of a case agree."""
    return f"{sum(result.within)} of {len(result.within)}"


def compared(result: Result) -> pd.DataFrame:
    """The figures of one case: published, ours, the difference, and whether it is within the tolerance."""
    together = zip(
        result.published, result.ours, result.difference, result.within, result.differs, result.given, strict=True
    )
    return pd.DataFrame(
        [
            {
                "Figure": published.label,
                "Published": amount(published.figure, published.unit),
                "Ours": amount(ours, published.unit),
                "Difference": _difference(difference, published),
                "Agrees": "yes" if close else f"no: {reason}" if reason else "no",
                "The figure is": GIVEN[given],
            }
            for published, ours, difference, close, reason, given in together
        ]
    )


def _difference(value: float, published: Published) -> str:
    """A difference with its sign; none where it is only that sums are floating point."""
    if abs(value) <= ROUNDING * max(1.0, abs(published.figure)):
        return "none"
    return f"{'+' if value > 0 else ''}{amount(value, published.unit)}"
