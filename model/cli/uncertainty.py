"""The command `uncertainty`: what is not known, and the odds that it leaves."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from model.cli import INTERRUPTED, files, standards
from model.cli import uncertainty_options as options
from model.cli.figures import NOTHING
from model.cli.options import Apply, File, Json, Scenarios
from model.cli.questions import answered, plain, questioning
from model.cli.refusals import one_line, refusal
from model.cli.screen import Screen
from model.exports.csv import write_folder
from model.sentences import rounded

if TYPE_CHECKING:
    from model.cli.uncertainty_asked import Answer, Asking
    from model.exports.futures_asked import Tables
    from model.questions.standards import Standard
    from model.uncertainty.answers import Answers, Kept
    from model.uncertainty.futures import Futures
    from model.uncertainty.running import Progress as Tell

    Questions = dict[str, Callable[[Tell], Answer]]

Object = dict[str, Any]
PART = 1024  # draws that an interruption loses at most
SHOWN_FOR_A_YEAR = 12
FILES_OF_DRAWS = (".parquet", ".csv")
NO_ODDS = "Nothing in the program is uncertain, so there are no odds to tell."


@questioning
def uncertainty(
    file: File,
    scenarios: Scenarios = None,
    apply: Apply = None,
    draws: options.Draws = 1024,
    seed: options.Seed = 1,
    method: options.Spread = options.Method.sobol,
    offered: options.Offered = False,
    people: options.People = False,
    break_even: options.BreakEven = None,
    fair_pay: options.FairPay = None,
    ladder: standards.Ladder = None,
    steps: standards.Steps = None,
    competitor: standards.Competitor = None,
    living_wage: standards.LivingWage = None,
    percentile: standards.Percentile = None,
    occupation: standards.Occupation = None,
    parity: standards.Parity = None,
    state: standards.State = None,
    growth: standards.Growth = None,
    solved: options.Solved = 48,
    also: options.AlsoAsked = None,
    decide_for: options.DecidedFor = options.Decided.sustained,
    raise_by: options.RaiseBy = 0.05,
    out: options.Out = None,
    as_json: Json = False,
) -> None:
    """The odds: how likely each position is to be funded, given what is not known."""
    from model.cli.uncertainty_asked import Asking

    loaded = files.loaded(file)
    given = standards.Given(
        fair_pay, ladder, steps, competitor, living_wage, percentile, occupation, parity, state, growth
    )
    asking = Asking(
        file=loaded,
        laid=files.picked(file, scenarios, apply or ()),
        people=people,
        seed=seed,
        offered=offered,
        levers=break_even or (),
        standard=_standard(given, loaded.program.state),
        solved=solved,
        also=also or (),
        measure=decide_for.value,
        rise=raise_by,
    )
    drawn = asking.drawn(draws, method=method.value, people_one_by_one=people)
    if not drawn.inputs and not drawn.events and drawn.file.program.seats == "expected":
        _without_odds(file, asking, out, as_json=as_json)
    else:
        _answered(drawn, asking.questions(), out, as_json=as_json)


def _standard(given: standards.Given, state: str) -> "Standard | None":
    if all(value is None for value in given):
        return None
    return standards.asked(given, state, command="uncertainty", amount="--fair-pay")


def _without_odds(file: str, asking: "Asking", out: Path | None, *, as_json: bool) -> None:
    """What is answered of a program in which nothing is uncertain: only what would become of it, if.

    Raises:
        InputError: when more is asked.
    """
    from model.exports.futures_asked import joined_tables

    if not asking.also or asking.solves or not options.NEED_NO_RANGE.issuperset(asking.also):
        raise refusal(
            file,
            "nothing in it is uncertain",
            "give a number a range, such as {value: 0.22, low: 0.15, high: 0.3}, or add --offered to take those of "
            "the assumptions",
        )
    if out and out.suffix in FILES_OF_DRAWS:
        raise refusal(str(out), "nothing is uncertain, so there are no draws", "name a folder for the tables")
    more = _also(asking.questions(), shown=not as_json)
    tables = joined_tables(one.tables for one in more.values())
    sentences = [NO_ODDS, *(text for one in more.values() for text in one.sentences)]
    data: Object = {"question": "uncertainty", "sentence": NO_ODDS, "sentences": sentences, **tables}

    def show(screen: Screen) -> None:
        screen.say(NO_ODDS, "bold")
        for one in more.values():
            screen.heading(one.heading)
            screen.items(one.sentences)

    answered(data, tables, show, as_json, out)


def _answered(drawn: "Futures", questions: "Questions", out: Path | None, *, as_json: bool) -> None:
    """Work everything out, write it and show it; an interruption keeps what is done."""
    from model.exports.futures_asked import joined_tables
    from model.exports.futures_tables import input_rows, summary_rows, tie_rows
    from model.uncertainty.answers import answers_of

    kept = _until_stopped(drawn, shown=not as_json)
    wanted, drawn = drawn.draws, drawn.some(slice(0, len(kept["runway"])))
    found = answers_of(drawn, kept)
    more = {} if drawn.draws < wanted else _also(questions, shown=not as_json)
    tables = joined_tables(one.tables for one in more.values())
    told = {**summary_rows(found), **tables}
    inputs = {"inputs": input_rows(drawn), "correlations": tie_rows(drawn)}
    data = _object(drawn, found, told, inputs, [text for one in more.values() for text in one.sentences])
    text = one_line(plain(data)) if as_json else ""
    if out:
        _written(out, drawn, kept, found, tables, data["sentences"])
    if as_json:
        sys.stdout.write(text)
    else:
        _show(Screen(), drawn, found, more.values())
        if out:
            Screen().say(f"Written to {out}.")
    if drawn.draws < wanted:
        sys.stderr.write(f"Stopped after {drawn.draws:,} of {wanted:,} draws; what is said rests on these.\n")
        raise typer.Exit(INTERRUPTED)
    if len(more) < len(questions):
        sys.stderr.write(f"Stopped after {len(more)} of {len(questions)} further questions.\n")
        raise typer.Exit(INTERRUPTED)


def _also(questions: "Questions", *, shown: bool) -> "dict[str, Answer]":
    """The answers to what is asked beside the odds; those that are done where somebody interrupts it."""
    done: dict[str, Answer] = {}
    with suppress(KeyboardInterrupt):
        for name, ask in questions.items():
            with _progress(name, shown=shown) as bar:
                done[name] = ask(bar)
    return done


def _written(
    out: Path, drawn: "Futures", kept: "Kept", found: "Answers", tables: "Tables", sentences: Sequence[str]
) -> None:
    from model.exports.futures_tables import folder_files, write_draws

    if out.suffix in FILES_OF_DRAWS:
        write_draws(out, drawn, kept)
    else:
        write_folder(out, folder_files(drawn, kept, found, tables, sentences))


def _until_stopped(drawn: "Futures", *, shown: bool) -> "Kept":
    """What is kept of the draws, of those that are done where somebody interrupts it.

    Raises:
        KeyboardInterrupt: when so few are done that they say nothing.
    """
    from model.uncertainty.answers import joined, kept_of

    found, done = [], 0
    with _progress("futures", shown=shown) as bar:
        try:
            for part in drawn.parts(PART):
                tell = _within(bar, done / drawn.draws, (done + part.draws) / drawn.draws)
                found.append(part.measured(kept_of, progress=tell))
                done += part.draws
        except KeyboardInterrupt:
            if not found:
                raise
    return joined(found)


@contextmanager
def _progress(name: str, *, shown: bool) -> "Iterator[Tell]":
    """A bar on standard error where people watch; gives what moves it to a share that is done."""
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %")
    hidden = not (shown and sys.stderr.isatty())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), disable=hidden, transient=True) as bar:
        task = bar.add_task(name, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _within(tell: "Tell", start: float, end: float) -> "Tell":
    """What tells the share done of a part of the work, which goes from one share of the whole to another."""
    return lambda share: tell(start + share * (end - start))


def _object(drawn: "Futures", found: "Answers", tables: Object, inputs: Object, sentences: list[str]) -> Object:
    """The one object of `--json`."""
    return {
        "sentence": found.headline,
        "sentences": [found.headline, *sentences],
        "draws": found.draws,
        "seed": found.seed,
        "method": found.method,
        **inputs,
        "held": [{"name": one.name, "label": one.label, "reason": one.reason} for one in drawn.held],
        **tables,
    }


def _show(screen: Screen, drawn: "Futures", found: "Answers", more: "Iterable[Answer]") -> None:
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
    for event, effect in zip(drawn.events, drawn.effects, strict=True):
        screen.items([f"{event.name}: a chance of {100 * event.probability:g} % ({effect})"])
    screen.items(drawn.together)
    screen.items(f"{one.label}: {one.reason}" for one in drawn.held)
    for one in more:
        screen.heading(one.heading)
        screen.items(one.sentences)


def _percent(chance: float) -> str:
    return NOTHING if isnan(chance) else f"{100 * chance:.0f} %"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(uncertainty)
