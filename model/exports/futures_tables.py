"""Futures as tables for other programs: one row a draw, and summaries, as CSV or Parquet."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from model.exports.csv import csv_text, question_files
from model.exports.documents import this_version
from model.inputs.faults import Fault, InputError
from model.inputs.months import Month
from model.inputs.numbers import Array
from model.uncertainty.answers import Answers
from model.uncertainty.futures import Futures
from model.uncertainty.odds import Fan

Columns = dict[str, list[Any]]


def draw_columns(drawn: Futures, kept: Mapping[str, Array]) -> Columns:
    """One row a draw: its number, how it was drawn, every input and event by name, and what came of it.

    Results are dollars, and months of the calendar, empty where the month never comes; see `column_notes`.
    """
    start, positions = drawn.file.program.start, [p.id for p in drawn.file.program.positions]
    columns: Columns = {"draw": list(range(drawn.start, drawn.start + drawn.draws))}
    columns |= {name: [said] * drawn.draws for name, said in how_drawn(drawn).items()}
    columns |= {f"input: {one.name}": one.values.tolist() for one in drawn.inputs}
    columns |= {f"event: {event.name}": event.happens.tolist() for event in drawn.events}
    columns["position_months_sustained"] = kept["sustained"].sum(axis=(1, 2), dtype=np.float64).tolist()
    columns["runway"] = _months(kept["runway"], start)
    columns["lowest_cash"] = kept["cash"].min(axis=1).tolist()
    columns["reserve_at_the_end"] = kept["reserve"][:, -1].tolist()
    for place, name in enumerate(positions):
        columns[f"unsustainable_from: {name}"] = _months(kept["unsustainable_from"][:, place], start)
    return columns


def how_drawn(drawn: Futures) -> dict[str, Any]:
    """What makes the same draws again: their number, the seed, the method and the version."""
    return {"draws": drawn.draws, "seed": str(drawn.seed), "method": drawn.method, "version": this_version()}


def column_notes(drawn: Futures) -> dict[str, str]:
    """What each column of the draws is, by its name, with its unit."""
    notes = {
        "draw": "number of the draw, from 0",
        "draws": "draws in this file",
        "seed": "seed of the draws; the same seed, the same draws",
        "method": "how draws are spread: sobol or latin",
        "version": "version of staying-power",
    }
    notes |= {f"input: {one.name}": f"{one.label}, {one.unit}; {one.words}" for one in drawn.inputs}
    notes |= {
        f"event: {one.name}": f"whether it happens, with a chance of {100 * one.probability:g} %"
        for one in drawn.events
    }
    notes |= {
        "position_months_sustained": "months in which money before the reserve pays, added up over positions",
        "runway": "month of the first gap of any position; empty: there is none within the horizon",
        "lowest_cash": "lowest cash at the end of a month, dollars",
        "reserve_at_the_end": "operating reserve at the end of the horizon, dollars",
    }
    ends = "first month from which the position needs the reserve or has a gap, three months in a row; empty: never"
    return notes | {f"unsustainable_from: {p.id}": ends for p in drawn.file.program.positions}


def summary_rows(found: Answers) -> dict[str, list[dict[str, Any]]]:
    """Summaries by name: `answer`, `funded` by position and month, `fans` by month, `dates` by position."""
    chances = {
        "all reach the horizon": found.all_reach,
        "half reach it": found.half_reach,
        "cash runs out": found.cash_runs_out,
    }
    return {
        "answer": [
            {"what": name, "draws": share.draws, "count": share.count, "chance": share.chance, **_ends(share.interval)}
            for name, share in chances.items()
        ],
        "funded": _funded(found),
        "fans": [*_fan("reserve", found.reserve, found.start), *_fan("cash", found.cash, found.start)],
        "dates": _dates(found),
    }


def _funded(found: Answers) -> list[dict[str, Any]]:
    return [
        {
            "position": name,
            "month": str(found.start.plus(month)),
            "chance": float(found.funded[place, month]),
            **_ends((found.funded_low[place, month], found.funded_high[place, month])),
        }
        for place, name in enumerate(found.positions)
        for month in range(found.months)
        if not np.isnan(found.funded[place, month])
    ]


def _fan(name: str, fan: Fan, start: Month) -> list[dict[str, Any]]:
    return [
        {
            "of": name,
            "month": str(start.plus(month)),
            "percentile": 100 * level,
            "dollars": float(fan.values[place, month]),
            **_ends((fan.low[place, month], fan.high[place, month])),
        }
        for month in range(fan.values.shape[1])
        for place, level in enumerate(fan.levels)
    ]


def _dates(found: Answers) -> list[dict[str, Any]]:
    rows = []
    for place, name in enumerate(found.positions):
        never = found.never_unsustainable[place]
        row: dict[str, Any] = {"position": name, "never_unsustainable": never.chance, **_ends(never.interval)}
        for label, fan in (("unsustainable_from", found.unsustainable_from), ("first_gap", found.first_gap)):
            for number, level in enumerate(fan.levels):
                row[f"{label}_{100 * level:.0f}"] = _month(float(fan.values[number, place]), found.start)
        rows.append(row)
    return rows


def _ends(interval: tuple[Any, Any]) -> dict[str, float | None]:
    """The 95 % interval; an end beyond all draws is left empty."""
    low, high = (float(end) if np.isfinite(end) else None for end in interval)
    return {"from": low, "to": high}


def _months(indices: Array, start: Month) -> list[str | None]:
    return [_month(float(index), start) for index in indices]


def _month(index: float, start: Month) -> str | None:
    return str(start.plus(int(index))) if np.isfinite(index) else None


def folder_files(
    drawn: Futures,
    kept: Mapping[str, Array],
    found: Answers,
    more: Mapping[str, list[dict[str, Any]]],
    sentences: Sequence[str],
) -> dict[str, str]:
    """The files of a folder, by name.

    Args:
        drawn, kept, found: the futures, what came of them and what they say.
        more: further tables, of what was asked beside the odds.
        sentences: all that is said.
    """
    draws = _rows(draw_columns(drawn, kept))
    drawn_from = {"inputs": input_rows(drawn), "correlations": tie_rows(drawn)}
    tables = {**summary_rows(found), "draws": draws, **drawn_from, "columns": _note_rows(drawn)}
    held = [f"{one.label}: {one.reason}." for one in drawn.held]
    return question_files("uncertainty", {**tables, **more}, sentences, held)


def _note_rows(drawn: Futures) -> list[dict[str, Any]]:
    return [{"column": name, "what": said} for name, said in column_notes(drawn).items()]


def input_rows(drawn: Futures) -> list[dict[str, Any]]:
    """What is not known: each input and event with its distribution and where it comes from."""
    inputs = [
        {"name": i.name, "label": i.label, "unit": i.unit, "value": i.value, "range": i.words, "means": i.means}
        | {"said_by": i.said_by, "median_drawn": float(np.median(i.values))}
        for i in drawn.inputs
    ]
    events = [
        {"name": e.name, "label": e.name, "unit": "share", "value": e.probability, "range": f"happens or not: {effect}"}
        | {"means": "given", "said_by": "the program", "median_drawn": float(e.happens.mean())}
        for e, effect in zip(drawn.events, drawn.effects, strict=True)
    ]
    return [*inputs, *events]


def tie_rows(drawn: Futures) -> list[dict[str, Any]]:
    """Inputs that move together, by name, with their rank correlation."""
    return [{"one": tie.one, "other": tie.other, "rank_correlation": tie.rank} for tie in drawn.ties]


def _rows(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def write_draws(path: Path, drawn: Futures, kept: Mapping[str, Array]) -> None:
    """Write one row a draw to a Parquet or CSV file, each file whole or not at all.

    A Parquet file says of each column what it is; beside `draws.csv`, `draws.columns.csv` does.

    Args:
        path: ends with .parquet or .csv.
        drawn, kept: the futures and what came of them.

    Raises:
        InputError: when it cannot be written.
    """
    columns = draw_columns(drawn, kept)
    if path.suffix == ".csv":
        _put(path.with_suffix(".columns.csv"), lambda aside: _write_csv(aside, _csv_notes(drawn)))
        _put(path, lambda aside: _write_csv(aside, _rows(columns)))
    else:
        _put(path, lambda aside: pq.write_table(_table(columns, drawn), aside))


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text(csv_text(rows), encoding="utf-8-sig", newline="")


def _put(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file aside, then in its place."""
    aside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        write(aside)
        aside.replace(path)
    except OSError as error:
        found = f"the file cannot be written: {(error.strerror or str(error)).lower()}"
        wanted = "name a file in a folder you may write to"
        raise InputError([Fault(file=str(path), path="", found=found, wanted=wanted)]) from None
    finally:
        aside.unlink(missing_ok=True)


def _csv_notes(drawn: Futures) -> list[dict[str, Any]]:
    """The program, and what each column is, with its value where all draws have the same."""
    same = how_drawn(drawn)
    whole = {"column": "", "what": "program", "value": drawn.file.program.name}
    return [whole, *({**row, "value": same.get(row["column"])} for row in _note_rows(drawn))]


def _table(columns: Columns, drawn: Futures) -> pa.Table:
    """Columns, each with what it is, and the whole with how it was drawn."""
    table, notes = pa.table(columns), column_notes(drawn)
    fields = [field.with_metadata({"description": notes[field.name]}) for field in table.schema]
    whole = {"staying_power": json.dumps({"program": drawn.file.program.name, **how_drawn(drawn)})}
    return table.cast(pa.schema(fields, metadata=whole))
