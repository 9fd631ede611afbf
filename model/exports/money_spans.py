"""Who pays for whom until when, as rows of a chart and of a table; and the sentence about the next cliff. Unrounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.compare import Outcome
from model.exports.frames import in_words, short
from model.exports.palette import Tone, status_tone
from model.exports.paying import listed
from model.findings import HALF_A_CENT
from model.inputs.months import MONTHS_PER_YEAR, Month
from model.inputs.numbers import Array
from model.projection import Projection
from model.questions.cliffs import Cliff, Grants
from model.questions.spans import KINDS, PROGRAM, Kind, Money, Span
from model.sentences import counted, rounded, spoken, whose_cost

TONES: Mapping[str, Tone] = {
    "grant": status_tone("grant"),
    "contract": status_tone("contract"),
    "billing": status_tone("earned"),
    "fundraising": status_tone("fundraising"),
    "reserve": status_tone("reserve"),
    "nobody": status_tone("gap"),
}
HALF_A_DOLLAR, MOST_NAMED = 0.5, 10
NO_SEAT = "Program, without a seat"
COLUMNS = [
    "row",
    "label",
    "who",
    "source",
    "code",
    "told",
    "ink",
    "month",
    "last",
    "months",
    "dollars",
    "seats",
    "said",
]
Key = tuple[Kind, str]


def next_cliff(result: Outcome, found: Grants) -> str:
    """The first end of money that pays for something, with what hangs on it."""
    paying = [cliff for cliff in found.cliffs if cliff.dollars_a_month > HALF_A_CENT]
    if not paying:
        return _no_cliff(result, found)
    here = [cliff for cliff in paying if cliff.last == paying[0].last]
    seats = list(dict.fromkeys(seat for cliff in here for seat in cliff.seats))
    named = listed([f"the {cliff.kind} {cliff.source!r}" for cliff in here])
    dollars = rounded(sum(cliff.dollars_a_month for cliff in here))
    said = f"The next cliff is {spoken(here[0].last.plus(1))}, when {named} {'stops' if len(here) == 1 else 'stop'}"
    whom = f" for {_seats(len(seats))}" if seats else ""
    return f"{said} paying {dollars} a month{whom}{_billing_then(result, here[0].last, seats)}."


def _no_cliff(result: Outcome, found: Grants) -> str:
    """Where nothing ends: who pays most, and how much hangs on it."""
    until, first = spoken(result.file.program.last), found.years[0]
    said = f"No grant, contract or payer that pays for anything ends before {until}"
    if first.largest is None:
        return f"{said}, and none pays: what is spent comes from the reserve, or from nobody."
    named = first.largest.removesuffix(" (billing)")
    how = f"billing {named!r}" if named != first.largest else repr(named)
    return f"{said}; most hangs on {how}, which pays {100 * first.largest_share:.0f} % of the first year's cost."


def _billing_then(result: Outcome, last: Month, seats: Sequence[str]) -> str:
    """What the billing of the seats that see clients covers of their cost in the year after."""
    program = result.file.program
    places = [n for n, p in enumerate(program.positions) if p.id in set(seats) and p.direct_service]
    first = last - program.start + 1
    year = slice(first, first + MONTHS_PER_YEAR)
    full = float(result.projection.funding.full[0, places, year].sum())
    if full <= HALF_A_CENT:
        return ""
    earned = float(result.projection.billing.earned[0, places, :, :, year].sum())
    return f"; billing then covers {100 * earned / full:.0f} % of what {whose_cost(len(places), len(seats))}"


def _seats(number: int) -> str:
    return f"{counted(number).lower()} seat{'' if number == 1 else 's'}"


def codes(keys: Iterable[Key]) -> dict[Key, str]:
    """A short sign for each source: the letter of its kind, with a number where the kind has several."""
    ordered = list(dict.fromkeys(keys))
    found = {}
    for kind in KINDS:
        of_kind = [key for key in ordered if key[0] == kind]
        for number, key in enumerate(of_kind, start=1):
            found[key] = f"{TONES[kind].letter}{number if len(of_kind) > 1 else ''}"
    return found


def named(key: Key) -> str:
    """A source as people call it: its id, or its kind where it has none."""
    kind, source = key
    return TONES[kind].label if source == kind else source


def by_position(spans: Sequence[Span], months: Sequence[str], positions: Sequence[str] | None = None) -> pd.DataFrame:
    """A row for each stretch of money: positions, and in each a lane for every source that ever pays toward it.

    Args:
        spans: of `questions.spans`.
        months: all months projected.
        positions: those to show; by default all.
    """
    signs = codes((span.kind, span.source) for span in spans)
    shown = [span for span in spans if positions is None or span.position in positions]
    firsts: dict[str, str] = {}
    records = []
    for span in shown:
        key: Key = (span.kind, span.source)
        who = NO_SEAT if span.position == PROGRAM else span.position
        row = f"{who} {signs[key]}"
        first = firsts.setdefault(who, row)
        label = who if row == first else ""
        ends = {"row": row, "label": label, "who": who, "month": str(span.first), "last": str(span.last)}
        records.append({**ends, **_look(key, signs[key]), "dollars": span.dollars, "seats": 1})
    return _told(records, months)


def by_source(projection: Projection, months: Sequence[str]) -> pd.DataFrame:
    """A row for each stretch of months in which a source pays toward the same number of seats."""
    money = Money(projection).by_source
    signs = codes(key for key, rows in money.items() if (rows > HALF_A_CENT).any())
    records = []
    for key, sign in signs.items():
        pays, toward = (money[key] > HALF_A_CENT).any(axis=0), _seats_of(projection, key, money[key])
        for first, after in _stretches(np.where(pays, 1 + toward.sum(axis=0), 0)):
            rows = money[key][:, first:after]
            seats = int(toward[:, first].sum())
            row = f"{sign} {named(key)}"
            ends = {"row": row, "label": row, "who": named(key), "month": months[first], "last": months[after - 1]}
            records.append({**ends, **_look(key, sign), "dollars": float(rows.sum()), "seats": seats})
    frame = _told(records, months)
    frame["said"] = [_seats_said(seats, n, len(months)) for seats, n in _pairs(frame, "seats", "months")]
    return frame


def _seats_of(projection: Projection, key: Key, rows: Array) -> NDArray[np.bool_]:
    """Which positions a source pays toward: of a grant those it names, who may see no clients. (positions, months)."""
    kind, source = key
    toward = projection.funding.grants[source].by_position[0] if kind == "grant" else rows[:-1]
    return toward > HALF_A_CENT


def _stretches(counts: Array) -> Iterator[tuple[int, int]]:
    """The first month of each run of one count above 0, and the month after it."""
    edges = [0, *(np.flatnonzero(np.diff(counts)) + 1).tolist(), len(counts)]
    for first, after in pairwise(edges):
        if counts[first] > 0:
            yield first, after


def _look(key: Key, sign: str) -> dict[str, Any]:
    tone = TONES[key[0]]
    return {"source": named(key), "code": sign, "told": tone.legend, "ink": tone.ink}


def _told(records: Sequence[Mapping[str, Any]], months: Sequence[str]) -> pd.DataFrame:
    """Stretches with their length, and what is written on each: as much as it has room for."""
    places = {month: place for place, month in enumerate(months)}
    frame = pd.DataFrame(records, columns=COLUMNS)
    frame["months"] = [places[last] - places[first] + 1 for first, last in _pairs(frame, "month", "last")]
    shares = frame["months"] / max(len(months), 1)
    frame["said"] = [_written(c, s, n) for (c, s), n in zip(_pairs(frame, "code", "source"), shares, strict=True)]
    frame["middle"] = [months[places[first] + (n - 1) // 2] for first, n in _pairs(frame, "month", "months")]
    return frame


def _pairs(frame: pd.DataFrame, one: str, other: str) -> Iterator[tuple[Any, Any]]:
    return zip(frame[one], frame[other], strict=True)


def _written(code: str, source: str, share: float) -> str:
    both = f"{code} {source}"
    return both if share >= 0.015 * len(both) else code if share >= 0.015 * len(code) else ""


def _seats_said(seats: int, months: int, of: int) -> str:
    said = _seats(seats) if seats else "shared costs"
    return said if months / of >= 0.015 * len(said) else str(seats or "") if months / of >= 0.03 else ""


def span_table(spans: Sequence[Span]) -> pd.DataFrame:
    """Every stretch of money in words, to the dollar."""
    signs = codes((span.kind, span.source) for span in spans)
    records = [
        {
            "Position": NO_SEAT if span.position == PROGRAM else span.position,
            "Source": f"{signs[span.kind, span.source]} {named((span.kind, span.source))}",
            "From": short(str(span.first)),
            "Through": short(str(span.last)),
            "Dollars": rounded(span.dollars) + ("" if span.counted else " (within the seats' own)"),
        }
        for span in spans
    ]
    return pd.DataFrame(records, columns=["Position", "Source", "From", "Through", "Dollars"])


def cliff_table(cliffs: Sequence[Cliff]) -> pd.DataFrame:
    """Each cliff: when, what, how much, for whom, what is left and what it may pay for."""
    records = [
        {
            "First month without": short(str(cliff.last.plus(1))),
            "What stops": f"{cliff.kind} {cliff.source}",
            "Dollars a month": rounded(cliff.dollars_a_month),
            "Of all cost": f"{100 * cliff.share_of_cost:.0f} %",
            "Seats under it": _some(cliff.seats),
            "Left of the award": rounded(cliff.left) if cliff.left > HALF_A_CENT else "nothing",
            "Lacking a month after": rounded(cliff.unpaid_after),
        }
        for cliff in cliffs
    ]
    return pd.DataFrame(records)


def _some(seats: Sequence[str]) -> str:
    """Names of seats; of many the first, and how many more."""
    if len(seats) <= MOST_NAMED:
        return ", ".join(seats) or "none"
    return f"{', '.join(seats[: MOST_NAMED - 2])} and {len(seats) - MOST_NAMED + 2} more"


def cliff_terms(cliff: Cliff) -> str:
    """What is left of it, and what it may pay for, in one sentence."""
    kept = (
        f" {rounded(cliff.income_left)} of program income kept may still be spent." if cliff.income_left >= 0.5 else ""
    )
    early = f" It runs out early, in {in_words(str(cliff.runs_out))}." if cliff.runs_out is not None else ""
    return f"{cliff.source} may pay for {cliff.may_pay_for}.{early}{kept}"
