"""Tidy frames of what is not known: chances by month, fans, tornado, indices, what finding out is worth, stress."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from model.inputs.assumptions import Assumptions
from model.uncertainty.answers import Answers
from model.uncertainty.apart import Apart
from model.uncertainty.finding_out import FindingOut, amount
from model.uncertainty.futures import Futures
from model.uncertainty.indices import Indices
from model.uncertainty.odds import LEVELS, Fan
from model.uncertainty.stress import Stressed
from model.uncertainty.tornado import Measure, Tornado

BAND = ("low", "lower", "middle", "upper", "high")
MOST_BARS = 12


def reach_table(found: Answers) -> pd.DataFrame:
    """For each position, in how many futures it never becomes unsustainable, and when it does in the others."""
    rows = []
    for place, (position, share) in enumerate(zip(found.positions, found.never_unsustainable, strict=True)):
        early, middle = (found.unsustainable_from.at(level)[place] for level in (0.1, 0.5))
        said = [str(found.start.plus(int(m))) if np.isfinite(m) else "not within the horizon" for m in (early, middle)]
        rows.append(
            {
                "Position": position,
                "Sustained throughout": share.error,
                "Lost in 1 of 10 futures by": said[0],
                "Lost in half of them by": said[1],
            }
        )
    return pd.DataFrame(rows)


def months_of(found: Answers) -> list[str]:
    """The months of the horizon."""
    return [str(found.start.plus(index)) for index in range(found.months)]


def chance_by_month(found: Answers) -> pd.DataFrame:
    """One row for each position and month in which it is to be there: position, month, chance, low, high."""
    months = months_of(found)
    rows = [
        {
            "position": position,
            "month": months[month],
            "chance": float(found.funded[place, month]),
            "low": float(found.funded_low[place, month]),
            "high": float(found.funded_high[place, month]),
        }
        for place, position in enumerate(found.positions)
        for month in np.flatnonzero(~np.isnan(found.funded[place]))
    ]
    return pd.DataFrame(rows, columns=["position", "month", "chance", "low", "high"])


def chance_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Chances at the first month, then once a year and in the last month: a row for each position."""
    months = sorted(set(frame["month"]))
    kept = [*months[::12], *([] if (len(months) - 1) % 12 == 0 else months[-1:])]
    shown = frame[frame["month"].isin(kept)].assign(said=lambda f: f["chance"].map(lambda c: f"{100 * c:.0f} %"))
    order = list(dict.fromkeys(frame["position"]))
    table = shown.pivot_table(index="position", columns="month", values="said", aggfunc="first")
    return table.reindex(order).fillna("not there").rename_axis(columns=None).reset_index(names="Position")


def fans(found: Answers, column: str) -> pd.DataFrame:
    """A fan of the reserve or of cash, one row a month.

    Columns: month, then the 10 %, 25 %, 50 %, 75 % and 90 % points as low, lower, middle, upper, high.
    """
    drawn: Fan = found.reserve if column == "reserve" else found.cash
    return pd.DataFrame({"month": months_of(found), **dict(zip(BAND, drawn.values, strict=True))})


def fan_table(frame: pd.DataFrame) -> pd.DataFrame:
    """A fan in words: what lies below each of its points."""
    names = [f"{100 * q:.0f} % of futures are below" for q in LEVELS]
    return frame.rename(columns={"month": "Month", **dict(zip(BAND, names, strict=True))})


def unknown_table(drawn: Futures) -> pd.DataFrame:
    """What is drawn: each input with its distribution, what its range means and who says so."""
    rows = [
        {"Not known": one.label, "Drawn from": one.words, "What the range means": one.means, "Said by": one.said_by}
        for one in drawn.inputs
    ]
    return pd.DataFrame(rows, columns=["Not known", "Drawn from", "What the range means", "Said by"])


def event_table(drawn: Futures) -> pd.DataFrame:
    """What may happen: each event with what it does and from when, its chance, and how often it was drawn."""
    rows = [
        {
            "What may happen": event.name[:1].upper() + event.name[1:],
            "What it does": effect,
            "Chance": f"{100 * event.probability:g} %",
            "Drawn in": f"{100 * event.happens.mean():.0f} % of {drawn.draws:,} draws",
        }
        for event, effect in zip(drawn.events, drawn.effects, strict=True)
    ]
    return pd.DataFrame(rows, columns=["What may happen", "What it does", "Chance", "Drawn in"])


def tornado_bars(found: Tornado, measure: Measure) -> pd.DataFrame:
    """One row for each end of each bar, the largest bar first: label, path, end, at (value of the input), change."""
    rows = []
    for bar in found.ranked(measure)[:MOST_BARS]:
        ends = zip(("low", "high"), (bar.input.low, bar.input.high), bar.ends[measure], strict=True)
        rows += [
            {"label": bar.input.label, "path": bar.input.path, "end": end, "at": at, "change": change}
            for end, at, change in ends
        ]
    return pd.DataFrame(rows, columns=["label", "path", "end", "at", "change"])


def index_bars(found: Indices, labels: Mapping[str, str]) -> pd.DataFrame:
    """One row for each input and kind of index, the largest total first: label, kind, index, low, high."""
    rows = []
    for one in found.inputs[:MOST_BARS]:
        label = labels.get(one.name, one.name)
        rows += [
            {"label": label, "kind": "Alone", "index": one.first, "low": one.first_low, "high": one.first_high},
            {
                "label": label,
                "kind": "With the others",
                "index": one.total,
                "low": one.total_low,
                "high": one.total_high,
            },
        ]
    return pd.DataFrame(rows, columns=["label", "kind", "index", "low", "high"])


def worth_table(found: FindingOut, labels: Mapping[str, str], who: Mapping[str, str]) -> pd.DataFrame:
    """What knowing each input would gain: a row for each, the largest first."""
    rows = [
        {
            "Not known": labels.get(one.name, one.name),
            "Ask": who[one.name],
            "Knowing it gains": round(one.value, 2),
            "Give or take": round(one.error, 2),
            "What nothing would seem to gain": round(one.by_chance, 2),
        }
        for one in found.inputs
    ]
    return pd.DataFrame(rows)


def stress_table(results: Sequence[Stressed]) -> pd.DataFrame:
    """Each stress test: what happens, and what it does."""
    rows = [
        {
            "Stress": r.stress.name[:1].upper() + r.stress.name[1:],
            "What happens": r.stress.why,
            "What it does": r.sentence,
        }
        for r in results
    ]
    return pd.DataFrame(rows, columns=["Stress", "What happens", "What it does"])


def stress_numbers(results: Sequence[Stressed], assumptions: Assumptions) -> pd.DataFrame:
    """The numbers of the stress tests, each with its range and its source, or as a judgement."""
    entries = [entry for result in results for entry in result.stress.entries]
    rows = [
        {
            "Number": entry.label,
            "Value": f"{entry.value:g} {entry.unit}",
            "Range": f"{entry.low:g} to {entry.high:g}",
            "Source": "A judgement"
            if entry.source is None or entry.confidence == "judgement"
            else f"{assumptions.sources[entry.source].title}, {entry.locator}",
            "Why": entry.note,
        }
        for entry in entries
    ]
    return pd.DataFrame(rows, columns=["Number", "Value", "Range", "Source", "Why"])


def action_table(found: FindingOut, said: Sequence[str]) -> pd.DataFrame:
    """Each decision, what it is worth on average, and in how many futures it is best."""
    rows = [
        {"Decision": name, "On average": amount(mean, said), "Best in": f"{100 * share:.0f} % of futures"}
        for name, mean, share in zip(found.actions, found.means, found.chance_best, strict=True)
    ]
    return pd.DataFrame(rows)


def apart_table(results: Mapping[str, Apart], words: Mapping[str, str]) -> pd.DataFrame:
    """For each measure, its 80 % band by chance alone, by ignorance alone, and by both."""
    rows = []
    for measure, name in words.items():
        found = results[measure]
        bands = {
            "Chance alone": found.chance,
            "Not knowing alone": found.ignorance,
            "Both": found.both,
        }
        said = {key: f"{float(spread.low):,.0f} to {float(spread.high):,.0f}" for key, spread in bands.items()}
        share = f"{100 * min(max(float(found.chance_share), 0.0), 1.0):.0f} %"
        rows.append({"Measure": f"{name[:1].upper()}{name[1:]}", **said, "Due to chance": share})
    return pd.DataFrame(rows)
