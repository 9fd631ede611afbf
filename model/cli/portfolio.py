"""The commands `portfolio …`: thousands of programs at once; here `check`, `run` and `synthetic`.

What works them out is read in only when asked, so that the other commands start without it.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.cli import files, pooling, portfolio_keeping, portfolio_report
from model.cli.options import Json
from model.cli.progress import advancing
from model.cli.refusals import emit, refusal, refusing
from model.cli.screen import Screen
from model.inputs.faults import Fault, InputError
from model.inputs.months import Month
from model.inputs.scenario import Placed

if TYPE_CHECKING:
    from model.portfolio.running import Outcome

MOST_SHOWN = 20
Object = dict[str, Any]
portfolio = typer.Typer(help="A whole state: thousands of programs at once.")

Given = Annotated[
    Path, typer.Argument(metavar="FOLDER|TABLE", help="A folder of program files, or a CSV or Parquet table.")
]
TemplateFile = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="The program that a table's rows fill in.")
]
ScenarioFile = Annotated[
    Path | None, typer.Option("--scenarios", metavar="FILE", help="Each is laid alone on every program.")
]


@portfolio.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")


@portfolio.command()
@refusing
def check(path: Given, template: TemplateFile = None, as_json: Json = False) -> None:
    """Whether every program of a set is right; else every fault, by file or by row and column."""
    from model.portfolio.members import checked
    from model.portfolio.sets import read_set

    members = read_set(path, _found(template))
    faults: list[Fault] = []
    with advancing("checked", len(members), shown=not as_json) as advance:
        for number, (_, found) in enumerate(checked(members), start=1):
            faults += found
            advance(number)
    if faults:
        raise InputError(faults)
    regions = sorted({member.region for member in members if member.region})
    if as_json:
        emit({"set": str(path), "programs": len(members), "regions": regions})
        return
    within = f" in {len(regions)} {'region' if len(regions) == 1 else 'regions'}" if regions else ""
    programs = "The program is" if len(members) == 1 else f"All {len(members):,} programs are"
    Screen().say(f"{path.name} is a set of programs{within}. {programs} right.", "bold")


@portfolio.command()
@refusing
def run(
    path: Given,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where results are kept; a run goes on from there.")
    ],
    template: TemplateFile = None,
    scenarios: ScenarioFile = None,
    draws: Annotated[
        int, typer.Option("--draws", min=1, help="Futures of each program; 1 takes numbers as expected.")
    ] = 1,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws.")] = 1,
    offered: Annotated[
        bool, typer.Option("--offered", help="Draw the ranges of the assumptions where a program gives none.")
    ] = False,
    payer: Annotated[
        list[str] | None, typer.Option("--payer", metavar="NAME", help="A payer that is Medicaid; may be repeated.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=512, help="Processes; one for each core by default.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster, such as tcp://10.0.0.1:8786.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Work out every program as it stands and under each scenario.

    Stopped anywhere, the same command goes on from there. A program that cannot be run is named and does not stop the
    others.
    """
    from model.portfolio.engine import engine
    from model.portfolio.running import run as work_out
    from model.portfolio.sets import read_set
    from model.portfolio.store import opened
    from model.portfolio.terms import Terms

    placed: tuple[Placed, ...] = files.scenarios_in(scenarios) if _found(scenarios) and scenarios else ()
    medicaid = tuple(payer) if payer else None
    terms = Terms(scenarios=placed, draws=draws, seed=seed, medicaid=medicaid, offered=offered)
    members = read_set(path, _found(template))
    with (
        opened(out) as store,
        engine(workers, scheduler) as works,
        advancing("worked out", len(members), shown=not as_json) as advance,
    ):
        outcome = work_out(members, terms, store, works, lambda now: advance(now.done + now.failed))
    data = _said(out, outcome)
    if as_json:
        emit(data)
    else:
        _show(Screen(), data)
    if not outcome.progress.done:
        raise typer.Exit(2)


@portfolio.command()
@refusing
def synthetic(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder for the programs.")],
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="Postal code, such as NC.")],
    programs: Annotated[int, typer.Option("--programs", min=1, help="How many.")] = 200,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same programs.")] = 1,
    months: Annotated[int, typer.Option("--months", min=12, max=120, help="Of every program.")] = 60,
    start: Annotated[str, typer.Option("--start", metavar="MONTH", help="First month of every program.")] = "2026-07",
    rate: Annotated[
        float | None,
        typer.Option("--rate", min=0.01, max=100, help="Dollars for 15 minutes, in place of the published."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Draw a state's programs from published distributions, marked as nobody's."""
    from model.portfolio.synthetic import State, write_synthetic

    try:
        first = Month.of(start)
    except ValueError as error:
        raise refusal("--start", f"found {start!r}", str(error).partition("; ")[2]) from None
    asked = State(state=state.upper(), programs=programs, seed=seed, start=first, months=months, rate=rate)
    with advancing("drawn", programs, shown=not as_json) as advance:
        rests_on = write_synthetic(asked, out, advance)
    if as_json:
        emit({"folder": str(out), "synthetic": True, "programs": programs, "rests_on": list(rests_on)})
        return
    screen = Screen()
    screen.say(f"{programs:,} synthetic programs of {asked.state} stand in {out}; none is a real one.", "bold")
    screen.say("Drawn from published numbers, and from judgement where none is published:")
    screen.items(rests_on)


def _found(given: Path | None) -> Path | None:
    """A file that was named.

    Raises:
        InputError: when it is not there.
    """
    if given is not None and not given.is_file():
        raise refusal(str(given), "there is no such file", "name one that is there")
    return given


def _said(out: Path, outcome: "Outcome") -> Object:
    """What a run came to, as plain values."""
    from model.portfolio.reading import read_results
    from model.portfolio.results import BASELINE

    with read_results(out) as results:
        by_scenario = results.rows(
            "SELECT scenario, count(*), total(sustained_at_start), total(sustained_at_end), total(position_months), "
            "total(gap) FROM programs GROUP BY scenario"
        )
        nobody = results.reaching_nobody()
        order = [BASELINE, *(one["name"] for one in results.run["scenarios"])]
    names = ("scenario", "programs", "sustained_at_start", "sustained_at_end", "position_months", "gap")
    found = {row[0]: dict(zip(names, row, strict=True)) for row in by_scenario}
    return {
        "results": str(out),
        "programs": outcome.progress.total,
        "done": outcome.progress.done,
        "kept_from_earlier": outcome.progress.kept,
        "failed": [{"program": one.program, "place": one.place, "reasons": one.reasons} for one in outcome.failures],
        "scenarios": [found[name] for name in order if name in found],
        "reaching_nobody": [{"scenario": scenario, "change": change} for scenario, change in nobody],
    }


def _show(screen: Screen, data: Object) -> None:
    """How many programs were worked out, how many seats stand under what, what failed, what is likely misspelt."""
    failed = data["failed"]
    stopped = f" {len(failed):,} could not be run." if failed else ""
    screen.say(
        f"{data['done']:,} of {data['programs']:,} programs are worked out, in {data['results']}.{stopped}", "bold"
    )
    if data["kept_from_earlier"]:
        screen.say(f"{data['kept_from_earlier']:,} of them were finished by an earlier run.")
    if data["scenarios"]:
        heads = ["programs", "at first", "at the end", "position-months", "nobody pays"]
        rows = [
            (
                one["scenario"],
                [
                    f"{one['programs']:,}",
                    f"{one['sustained_at_start']:,.0f}",
                    f"{one['sustained_at_end']:,.0f}",
                    f"{one['position_months']:,.0f}",
                    f"${one['gap']:,.0f}",
                ],
            )
            for one in data["scenarios"]
        ]
        screen.heading("Positions sustained, as expected over draws")
        screen.grid("", heads, rows)
    for one in data["reaching_nobody"]:
        screen.say(f"{one['scenario']}: {one['change']} fits no program of the set; look at how its place is written.")
    if failed:
        screen.heading("These programs are left out of every sum")
        screen.items(reason for one in failed[:MOST_SHOWN] for reason in one["reasons"])
        if len(failed) > MOST_SHOWN:
            screen.say(f"And {len(failed) - MOST_SHOWN:,} more; all stand in members.parquet.")


pooling.register(portfolio)
portfolio_report.register(portfolio)
portfolio_keeping.register(portfolio)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(portfolio, name="portfolio")
