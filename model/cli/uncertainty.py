"""The command `uncertainty`: what is not known, and the odds that it leaves."""

import sys
from enum import StrEnum
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from model.cli import INTERRUPTED, files
from model.cli.figures import NOTHING
from model.cli.options import Apply, File, Json, Scenarios
from model.cli.refusals import one_line, refusal, refusing
from model.cli.screen import Screen
from model.exports.csv import write_folder
from model.sentences import rounded

if TYPE_CHECKING:
    from model.uncertainty.answers import Answers, Kept
    from model.uncertainty.futures import Futures

Object = dict[str, Any]
FEWEST = 16
PART = 1024  # draws that an interruption loses at most
SHOWN_FOR_A_YEAR = 12


class Method(StrEnum):
    """How draws are spread."""

    sobol = "sobol"
    latin = "latin"


@refusing
def uncertainty(
    file: File,
    scenarios: Scenarios = None,
    apply: Apply = None,
    draws: Annotated[int, typer.Option("--draws", min=FEWEST, max=1_000_000, help="How many futures.")] = 1024,
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**64 - 1, help="The same seed, the same futures.")] = 1,
    method: Annotated[Method, typer.Option("--method", help="How draws are spread.")] = Method.sobol,
    offered: Annotated[
        bool, typer.Option("--offered", help="Take the assumptions' ranges for inputs that stand on them.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR|FILE", help="A folder of CSV tables, or a .parquet or .csv file of draws."),
    ] = None,
    as_json: Json = False,
) -> None:
    """The odds: how likely each position is to be funded, given what is not known."""
    from model.exports.futures_tables import folder_files, input_rows, summary_rows, write_draws
    from model.uncertainty.answers import answers_of
    from model.uncertainty.futures import futures

    program, placed = files.loaded(file), files.picked(file, scenarios, apply or ())
    drawn = futures(program, draws=draws, seed=seed, method=method.value, scenarios=placed, offered=offered)
    if not drawn.inputs and not drawn.events and drawn.file.program.seats == "expected":
        raise refusal(
            file,
            "nothing in it is uncertain",
            "give a number a range, such as {value: 0.22, low: 0.15, high: 0.3}, or add --offered to take those of "
            "the assumptions",
        )
    kept = _until_stopped(drawn, shown=not as_json)
    wanted, drawn = drawn.draws, drawn.some(slice(0, len(kept["runway"])))
    found = answers_of(drawn, kept)
    text = one_line(_object(drawn, found, summary_rows(found), input_rows(drawn))) if as_json else ""
    if out and out.suffix in (".parquet", ".csv"):
        write_draws(out, drawn, kept)
    elif out:
        write_folder(out, folder_files(drawn, kept, found))
    if as_json:
        sys.stdout.write(text)
    else:
        _show(Screen(), drawn, found)
        if out:
            Screen().say(f"Written to {out}.")
    if drawn.draws < wanted:
        sys.stderr.write(f"Stopped after {drawn.draws:,} of {wanted:,} draws; what is said rests on these.\n")
        raise typer.Exit(INTERRUPTED)


def _until_stopped(drawn: "Futures", *, shown: bool) -> "Kept":
    """What is kept of the draws, of those that are done where somebody interrupts it.

    Raises:
        KeyboardInterrupt: when so few are done that they say nothing.
    """
    from model.uncertainty.answers import joined, kept_of

    found, done = [], 0
    with _progress(shown=shown) as bar:
        try:
            for part in drawn.parts(PART):
                start, of = done, part.draws
                tell = lambda share, start=start, of=of: bar((start + share * of) / drawn.draws)  # noqa: E731
                found.append(part.measured(kept_of, progress=tell))
                done += of
        except KeyboardInterrupt:
            if not found:
                raise
    return joined(found)


class _progress:  # noqa: N801 - used as a function
    """A bar on standard error where people watch."""

    def __init__(self, *, shown: bool) -> None:
        self.bar = Progress(
            TextColumn("futures"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=not (shown and sys.stderr.isatty()),
            transient=True,
        )
        self.task = self.bar.add_task("futures", total=1.0)

    def __enter__(self) -> "_progress":
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def __call__(self, share: float) -> None:
        self.bar.update(self.task, completed=share)


def _object(drawn: "Futures", found: "Answers", tables: Object, inputs: list[Object]) -> Object:
    """The one object of `--json`."""
    return {
        "sentence": found.headline,
        "draws": found.draws,
        "seed": found.seed,
        "method": found.method,
        "inputs": inputs,
        "held": [{"name": one.name, "label": one.label, "reason": one.reason} for one in drawn.held],
        **tables,
    }


def _show(screen: Screen, drawn: "Futures", found: "Answers") -> None:
    screen.say(found.headline, "bold")
    screen.heading("Chance that money before the reserve pays each position")
    months = [*range(0, found.months, SHOWN_FOR_A_YEAR), found.months - 1]
    heads = [str(found.start.plus(month)) for month in dict.fromkeys(months)]
    rows = [
        (name, [_percent(found.funded[place, month]) for month in dict.fromkeys(months)])
        for place, name in enumerate(found.positions)
    ]
    screen.grid("position", heads, rows)
    screen.heading("Reserve and cash, in 8 of 10 futures from … to …")
    for name, fan in (("reserve", found.reserve), ("cash", found.cash)):
        low, middle, high = (rounded(float(fan.at(level)[-1])) for level in (0.1, 0.5, 0.9))
        screen.say(f"- {name} at the end: from {low} to {high}, in the middle {middle}", indent=2)
    screen.heading("What is not known")
    screen.items(f"{one.label}: {one.words} ({one.means}, {one.said_by})" for one in drawn.inputs)
    screen.items(f"{one.name}: a chance of {100 * one.probability:g} %" for one in drawn.events)
    screen.items(f"{one.label}: {one.reason}" for one in drawn.held)


def _percent(chance: float) -> str:
    return NOTHING if isnan(chance) else f"{100 * chance:.0f} %"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(uncertainty)
