"""The commands of `staying-power`."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import model
from model.cli import (
    INTERRUPTED,
    asking,
    briefing,
    checking,
    comparing,
    evidence,
    files,
    justifying,
    portfolio,
    questions_levers,
    questions_pay,
    rescuing,
    tables,
    uncertainty,
)
from model.cli.assumed import left_out
from model.cli.options import Apply, File, Json, Out, Scenarios
from model.cli.refusals import emit, one_line, refusal, refusing
from model.cli.screen import Screen, paragraph
from model.compare import compare as compared
from model.compare import outcome
from model.exports.columns import columns as every_column
from model.exports.csv import comparison_files, projection_files, write_folder
from model.exports.tables import as_object
from model.inputs.assumptions import load_assumptions
from model.inputs.citations import departures
from model.inputs.scenario import applied
from model.warnings import warnings

app = typer.Typer(
    name="staying-power",
    help="What fair pay for peer workers costs, and how long the money lasts.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if not asked:
        return
    try:
        number = importlib.metadata.version("staying-power")
    except importlib.metadata.PackageNotFoundError:
        number = "not installed"
    sys.stdout.write(f"staying-power {number}\n")
    raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    del version
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")


@app.command()
@refusing
def check(file: File, scenarios: Scenarios = None, as_json: Json = False) -> None:
    """Whether a file is right, and what it leaves open."""
    path = files.program_path(file)
    program = files.loaded(file)
    placed = files.scenarios_in(found) if (found := files.scenario_path(file, scenarios)) else ()
    files.all_fit(program, placed)
    checking.chances(program)
    result = outcome(program)
    said = checking.sentence(path.name, program.program, len(placed))
    departed = [departure.sentence for departure in departures(program, load_assumptions())]
    warned = [*departed, *warnings(result.projection, result.findings)]
    data = {"file": path.name, "sentence": said, **evidence.as_object(program), "warnings": warned}
    if as_json:
        emit({**data, "scenarios": [one.name for one in placed]})
    else:
        checking.show_check(Screen(), said, data, left_out(program.program), warned)


@app.command()
@refusing
def project(
    file: File,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
    monthly: Annotated[bool, typer.Option("--monthly", help="Show months instead of fiscal years.")] = False,
) -> None:
    """Which positions last until when, and who pays."""
    program, picked = files.loaded(file), files.picked(file, scenarios, apply or ())
    result = outcome(applied(program, picked) if picked else program)
    data = as_object(result.projection, result.findings)
    text = one_line(data) if as_json else ""
    if out:
        write_folder(out, projection_files(data))
    if as_json:
        sys.stdout.write(text)
        return
    screen = Screen()
    tables.show_projection(screen, data, result.file, [one.name for one in picked], monthly=monthly)
    _written(screen, out)
    tables.show_warnings(screen, data["warnings"])


@app.command()
@refusing
def compare(
    file: File,
    scenarios: Scenarios = None,
    apply: Apply = None,
    stacked: Annotated[
        bool, typer.Option("--stacked", help="Lay the scenarios on one another, in the order of their file.")
    ] = False,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Scenarios beside the program as it stands.

    Each is compared alone, and the difference it makes is taken apart change by change.
    """
    program, path = files.loaded(file), files.scenario_path(file, scenarios)
    if path is None:
        raise refusal("compare", "no scenario file is given", "add --scenarios with the file that holds them")
    every = files.scenarios_in(path)
    placed = files.chosen(every, apply, path.name) if apply else every
    groups = [placed] if stacked else [(one,) for one in placed]
    data = comparing.as_object(
        [
            (" + ".join(one.name for one in group), " ".join(one.why for one in group), compared(program, group))
            for group in groups
        ]
    )
    text = one_line(data) if as_json else ""
    if out:
        write_folder(out, comparison_files(data))
    if as_json:
        sys.stdout.write(text)
        return
    screen = Screen()
    comparing.show_comparison(screen, data)
    _written(screen, out)
    comparing.show_warnings(screen, data)


def _written(screen: Screen, out: Path | None) -> None:
    if out:
        screen.console.print()
        screen.say(f"The tables are in {out}.")


@app.command()
@refusing
def explain(
    file: File,
    position: Annotated[str, typer.Argument(metavar="POSITION", help="The position's id, or '(program)'.")],
    month: Annotated[str, typer.Argument(metavar="MONTH", help="A month of the program, such as 2027-01.")],
    quantity: Annotated[str, typer.Argument(metavar="QUANTITY", help="What to open, such as full_cost or units.paid.")],
    scenarios: Scenarios = None,
    apply: Apply = None,
    depth: Annotated[
        int | None, typer.Option("--depth", min=0, help="How many levels to open; all without it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Open one number down to its inputs.

    Shows the equation, the values in it, and where each of them stands in the file or comes from.
    """
    program, picked = files.loaded(file), files.picked(file, scenarios, apply or ())
    result = outcome(applied(program, picked) if picked else program)
    node = asking.explained(result, position, month, quantity)
    if as_json:
        emit(asking.as_plain(node))
    else:
        asking.show(Screen(), node, depth)


@app.command()
@refusing
def gallery(as_json: Json = False) -> None:
    """Published results beside what the model finds."""
    data = asking.gallery_object()
    if as_json:
        emit(data)
    else:
        asking.show_gallery(Screen(), data)


@app.command()
@refusing
def examples(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="One of them, in full.")] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FILE", help="Copy it, and its scenarios, to start from.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Example programs, and a copy to start from."""
    if to and not name:
        raise refusal("--to", "no example is named", "give its name before --to")
    if name and to:
        written = files.copy_out(files.example(name), to)
        if as_json:
            emit({"written": [str(path) for path in written]})
        else:
            Screen().items(f"written: {path}" for path in written)
        return
    found = [files.described(one) for one in ([files.example(name)] if name else files.examples())]
    if as_json:
        emit(found)
    else:
        _show_examples(Screen(), found, full=name is not None)


def _show_examples(screen: Screen, found: list[dict[str, Any]], *, full: bool) -> None:
    for number, one in enumerate(found):
        if number:
            screen.console.print()
        screen.say(f"{one['name']}: {one['title']}, {one['state']} (invented)", "bold")
        screen.say(one["about"] if full else files.first_sentence(one["about"]))
        for scenario in one["scenarios"]:
            why = f": {paragraph(scenario['why'])}" if full else ""
            screen.say(f"- {scenario['name']}{why}", indent=2)


questions_levers.register(app)
questions_pay.register(app)
briefing.register(app)
rescuing.register(app)
portfolio.register(app)
uncertainty.register(app)
justifying.register(app)


@app.command()
@refusing
def columns(as_json: Json = False) -> None:
    """Each key of `project --json`, and its meaning."""
    found = every_column()
    if as_json:
        emit(found)
        return
    screen = Screen()
    for number, table in enumerate(dict.fromkeys(one["table"] for one in found)):
        if number:
            screen.console.print()
        screen.say(table, "bold")
        for one in found:
            if one["table"] == table:
                screen.say(f"  {one['key']} ({one['unit']}): {one['meaning']}", indent=4)


@app.command(name="app")
@refusing
def start_app(
    file: Annotated[str | None, typer.Argument(metavar="FILE", help="A program file to start with.")] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Where the browser finds it.")] = 8501,
    results: Annotated[
        Path | None,
        typer.Option(
            "--portfolio", metavar="DIR", help="What `portfolio run` wrote, or summaries: adds the page A whole state."
        ),
    ] = None,
) -> None:
    """Start the pages in a browser, on this machine."""
    page = Path(model.__file__).parents[1] / "app.py"
    given = []
    if file:
        files.loaded(file)
        given = ["--", str(files.program_path(file).resolve())]
    env = {**os.environ, **(files.portfolio_named(results) if results else {})}
    if not page.is_file():
        raise refusal(str(page), "the pages are not there", "run this from a copy of the project, where app.py is")
    options = {"server.address": "127.0.0.1", "server.port": port, "server.showEmailPrompt": "false"}
    options |= {"browser.gatherUsageStats": "false"}
    command = [sys.executable, "-m", "pages.parts.serve", "run", str(page)]
    command += [f"--{key}={value}" for key, value in options.items()]
    try:
        code = subprocess.run([*command, *given], check=False, cwd=page.parent, env=env).returncode
    except KeyboardInterrupt:
        code = INTERRUPTED
    raise typer.Exit(code)
