"""Many anonymous summaries as one picture: who they are in bands, what stays paid for, what pay is.

What was rounded in a summary stays so in the picture, and says it. No cell shows fewer programs than is stated.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from model.inputs.faults import Fault, InputError
from model.inputs.load import source_of
from model.inputs.states import NAMES
from model.portfolio.anonymous_file import Summary, read_summary
from model.portfolio.cells import LEAST, hidden
from model.portfolio.differencing import ABSENT, rests_on_few
from model.portfolio.results import LARGEST, PAYER_MIXES, SIZES
from model.portfolio.store import RUN
from model.questions.solving import QuestionError

NOT_TOLD, NEVER = "not told", "not in the quarters told"
ENDING = ".yaml"
MOST_SUMMARIES = 20_000
MONTHS_TO_A_BAND = 12
PERCENTS = (  # of tenths
    (0, "under 5 %"),
    (20, "5 to 24 %"),
    (50, "25 to 54 %"),
    (80, "55 to 84 %"),
    (100, "85 % or more"),
)
QUARTILES = {"p25": 0.25, "p50": 0.5, "p75": 0.75}


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """The picture. Counts are missing where they are hidden.

    Attributes:
        programs: summaries merged, each id once.
        again: how many were given more than once, and counted once.
        invented: how many tell of invented programs; `with_invented`, whether they are among `programs` or left out.
        bands: columns of, band, programs: every question by which programs are counted, and its answers.
        quarters: columns quarter, programs; share, p25, p50, p75 in percent of each program's positions, which every
            program rounded to tenths; counted, the programs that told numbers; positions, their sum, not rounded.
        pay: columns pay, up_to, entry, middle: programs whose pay, rounded to half a dollar, is at least `pay` and
            below `up_to` dollars an hour.
        pay_points: columns of (entry, middle), programs, p25, p50, p75 in dollars an hour.
        least: the fewest programs in a cell.
    """

    programs: int
    again: int
    invented: int
    with_invented: bool
    bands: pd.DataFrame
    quarters: pd.DataFrame
    pay: pd.DataFrame
    pay_points: pd.DataFrame
    least: int

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        return {"bands": self.bands, "quarters": self.quarters, "pay": self.pay, "pay_points": self.pay_points}

    def sentence(self) -> str:
        """The picture in a sentence."""
        among = f", {self.invented:,} of them invented," if self.invented and self.with_invented else ""
        said = f"{self.programs:,} programs{among} gave a summary"
        if self.quarters.empty:
            return f"{said}; no quarter is told by {self.least} of them."
        first, last = self.quarters.iloc[0], self.quarters.iloc[-1]
        return (
            f"{said}: on average {first['share']:.0f} % of a program's positions are paid for at the end of "
            f"{first['quarter']}, and {last['share']:.0f} % at the end of {last['quarter']}, as things stand."
        )


def read_summaries(paths: Iterable[Path]) -> list[tuple[str, Summary]]:
    """Read files, and all files of folders, with the name of each.

    Raises:
        InputError: with every fault of every file.
    """
    found: list[tuple[str, Summary]] = []
    faults: list[Fault] = []
    for path in _files(paths):
        try:
            found.append((path.name, read_summary(source_of(path), path.name)))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return found


def holds_summaries(folder: Path) -> bool:
    """Whether a folder looks like one of summaries rather than one of a run's results."""
    return not (folder / RUN).exists() and any(folder.glob(f"*{ENDING}"))


def _files(paths: Iterable[Path]) -> list[Path]:
    files = [file for path in paths for file in (sorted(path.glob(f"*{ENDING}")) if path.is_dir() else [path])]
    if not files or len(files) > MOST_SUMMARIES:
        found = f"{len(files):,} files of summaries are given"
        raise InputError([Fault(file="merge", path="", found=found, wanted=f"1 to {MOST_SUMMARIES:,} are needed")])
    return files


def pooled(given: Sequence[tuple[str, Summary]], least: int = LEAST, *, with_invented: bool = False) -> Pooled:
    """Merge summaries; one that is given twice is counted once, and one of an invented program apart.

    Two summaries that a program drew at different times bear different ids and are taken for two programs.

    Args:
        given: each summary with its name for messages.
        least: the fewest programs in a cell.
        with_invented: count summaries of invented and synthetic programs as those of any other.

    Raises:
        InputError: for different summaries of one id.
        QuestionError: for fewer summaries than `least`.
    """
    if least < 1:
        raise QuestionError(f"found {least} for the fewest programs in a cell; it is 1 or more")
    once = _each_once(given)
    invented = sum(one.invented for one in once)
    every = [one for one in once if with_invented or not one.invented]
    if len(every) < least:
        apart = f" beside {invented:,} of invented programs" if len(every) < len(once) else ""
        raise QuestionError(
            f"there are {len(every)} summaries{apart}, and nothing is said of fewer than {least} together"
        )
    return Pooled(
        programs=len(every),
        again=len(given) - len(once),
        invented=invented,
        with_invented=with_invented,
        bands=_bands(every, least),
        quarters=_quarters(every, least),
        pay=_pay(every, least),
        pay_points=_pay_points(every, least),
        least=least,
    )


def _each_once(given: Sequence[tuple[str, Summary]]) -> list[Summary]:
    kept: dict[str, tuple[str, Summary]] = {}
    faults = []
    for name, summary in given:
        before, known = kept.setdefault(summary.id, (name, summary))
        if known != summary:
            found = f"it bears the id of {before} and tells otherwise"
            faults.append(Fault(file=name, path="id", found=found, wanted="one of them was changed by hand"))
    if faults:
        raise InputError(faults)
    # by id, so that the order of files changes no bit
    return [kept[identity][1] for identity in sorted(kept)]


def _bands(every: Sequence[Summary], least: int) -> pd.DataFrame:
    asked: dict[str, tuple[Sequence[str], Callable[[Summary], str]]] = {
        "state": ([*sorted(NAMES), NOT_TOLD], lambda one: one.state or NOT_TOLD),
        "size": ([*(name for _, name in SIZES), LARGEST], lambda one: one.size),
        "payer mix": (PAYER_MIXES, lambda one: one.payer_mix),
        "grants' share of money": ([band for _, band in PERCENTS], lambda one: _percent(one.money.grants)),
        "Medicaid's share of money": ([band for _, band in PERCENTS], lambda one: _percent(one.money.medicaid)),
        "months sustained": (_months_in_order(every), lambda one: _months(one.months_sustained)),
        "year a position first goes unpaid": (_years_in_order(every), _year),
    }
    parts = []
    for of, (order, band) in asked.items():
        counts = Counter(band(one) for one in every)
        there = [name for name in order if counts[name]]
        parts.append(pd.DataFrame({"of": of, "band": there, "programs": _shown([counts[n] for n in there], least)}))
    return pd.concat(parts, ignore_index=True)


def _percent(share: int) -> str:
    return next(name for most, name in PERCENTS if share <= most)


def _months(months: int) -> str:
    first = months // MONTHS_TO_A_BAND * MONTHS_TO_A_BAND
    return f"{first} to {first + MONTHS_TO_A_BAND - 1} months"


def _months_in_order(every: Sequence[Summary]) -> list[str]:
    return list(dict.fromkeys(_months(months) for months in sorted(one.months_sustained for one in every)))


def _year(one: Summary) -> str:
    return one.first_gap[:4] if one.first_gap else NEVER


def _years_in_order(every: Sequence[Summary]) -> list[str]:
    return [*sorted({_year(one) for one in every} - {NEVER}), NEVER]


def _shown(counts: Sequence[int], least: int) -> pd.Series:
    """Counts without those that are hidden, the total being known."""
    return pd.Series(counts, dtype="Int64").mask(pd.Series(hidden([counts], least)[0], dtype=bool))


def _quarters(every: Sequence[Summary], least: int) -> pd.DataFrame:
    shares = [dict(zip(one.quarters, one.sustained, strict=True)) for one in every]
    counts = [
        dict(zip(one.quarters, one.positions_sustained, strict=True))
        for one in every
        if one.positions_sustained is not None
    ]
    shown, summed = _far_enough(shares, least), _far_enough(counts, least)
    rows = []
    for quarter in sorted(shown):
        held = [told[quarter] for told in shares if quarter in told]
        positions = [told[quarter] for told in counts if quarter in told]
        rows.append(
            {
                "quarter": quarter,
                "programs": len(held),
                "share": sum(held) / len(held),
                **_points(held, least),
                "counted": len(positions) if quarter in summed else pd.NA,
                "positions": sum(positions) if quarter in summed else pd.NA,
            }
        )
    columns = ["quarter", "programs", "share", *QUARTILES, "counted", "positions"]
    whole = {"programs": "Int64", "counted": "Int64", "positions": "Int64"}
    return pd.DataFrame(rows, columns=pd.Index(columns)).astype(whole)


def _far_enough(told: Sequence[Mapping[str, int]], least: int) -> frozenset[str]:
    """The quarters whose sums may stand beside one another, those told by most programs first; see `differencing`."""
    programs = Counter(quarter for one in told for quarter in one)
    order = sorted(programs, key=lambda quarter: (-programs[quarter], quarter))
    kinds = np.array([[0 if quarter in one else ABSENT for quarter in order] for one in told], dtype=int)
    shown: list[int] = []
    for place in range(len(order)):
        if not rests_on_few(kinds[:, [*shown, place]], least):
            shown.append(place)
    return frozenset(order[place] for place in shown)


def _points(values: Sequence[float], least: int) -> dict[str, float]:
    """Quartiles that are some program's own; missing where fewer than `least` programs lie to either side."""
    found = np.quantile(values, list(QUARTILES.values()), method="inverted_cdf") if values else [math.nan] * 3
    enough = {name: len(values) * min(level, 1 - level) >= least for name, level in QUARTILES.items()}
    return {name: float(value) if enough[name] else math.nan for name, value in zip(QUARTILES, found, strict=True)}


def _paid(every: Sequence[Summary]) -> dict[str, list[float]]:
    paid = [one.pay for one in every if one.pay is not None]
    return {"entry": [pay.entry for pay in paid], "middle": [pay.middle for pay in paid]}


def _pay(every: Sequence[Summary], least: int) -> pd.DataFrame:
    counts = {of: Counter(math.floor(dollars) for dollars in values) for of, values in _paid(every).items()}
    there = sorted({dollars for held in counts.values() for dollars in held})
    bands = range(there[0], there[-1] + 1) if there else range(0)
    shown = {of: _shown([held[dollars] for dollars in bands], least) for of, held in counts.items()}
    return pd.DataFrame({"pay": list(bands), "up_to": [dollars + 1 for dollars in bands], **shown})


def _pay_points(every: Sequence[Summary], least: int) -> pd.DataFrame:
    found = [
        {"of": of, "programs": len(values), **_points(values, least)}
        for of, values in _paid(every).items()
        if len(values) >= least
    ]
    return pd.DataFrame(found, columns=pd.Index(["of", "programs", *QUARTILES]))
