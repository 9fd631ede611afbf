"""The command `portfolio keeping`: what rate, caps and pass-through together keep nine of ten positions.

What works it out is read in only when asked, so that the other commands start without it.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.cli.options import Json
from model.cli.progress import advancing
from model.cli.questions import month, questioning
from model.cli.refusals import emit, refusal
from model.cli.screen import Screen

if TYPE_CHECKING:
    from model.portfolio.keeping import KeptTogether

MOST_SHOWN = 25


@questioning
def keeping(
    file: Annotated[str, typer.Argument(metavar="FOLDER|TABLE", help="A folder of program files, or a table.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Where results are kept; a run goes on from there.")
    ],
    template: Annotated[Path | None, typer.Option("--template", metavar="FILE", help="For a table's rows.")] = None,
    goal: Annotated[float, typer.Option("--goal", metavar="SHARE", help="Of positions paid for at first.")] = 0.9,
    rates: Annotated[str, typer.Option("--rates", help="Multiples of Medicaid's rates.")] = "1,1.1,1.2,1.35,1.5",
    caps: Annotated[str, typer.Option("--caps", help="Multiples of caps.")] = "1,1.25",
    pass_through: Annotated[str, typer.Option("--pass-through", help="Shares of added dollars into wages.")] = "0,0.5",
    begins: Annotated[str | None, typer.Option("--from", metavar="MONTH", help="From when; else throughout.")] = None,
    draws: Annotated[int, typer.Option("--draws", min=1, help="Futures; 1 takes numbers as expected.")] = 1,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draws.")] = 1,
    payer: Annotated[
        list[str] | None, typer.Option("--payer", metavar="NAME", help="A payer that is Medicaid; may be repeated.")
    ] = None,
    least: Annotated[int, typer.Option("--least", min=1, help="The fewest programs that anything shown rests on.")] = 5,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=512, help="Processes.")] = None,
    scheduler: Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster.")] = None,
    as_json: Json = False,
) -> None:
    """What rate, caps and pass-through together keep nine of ten positions, and which of them costs the state least."""
    from model.portfolio.engine import engine
    from model.portfolio.keeping import Grid, keep_together
    from model.portfolio.sets import read_set
    from model.portfolio.store import opened
    from model.portfolio.terms import Terms

    values = (_numbers(rates, "--rates"), _numbers(caps, "--caps"), _numbers(pass_through, "--pass-through"))
    grid = Grid(rates=values[0], caps=values[1], pass_through=values[2], start=month(begins, "--from"))
    terms = Terms(draws=draws, seed=seed, medicaid=tuple(payer) if payer else None)
    members = read_set(Path(file), template)
    if not as_json:
        runs = grid.runs(len(members), draws)
        sys.stderr.write(f"{len(grid.packages)} combinations, {runs:,} futures of programs to work out.\n")
    with (
        opened(out) as store,
        engine(workers, scheduler) as works,
        advancing("worked out", len(members), shown=not as_json) as advance,
    ):
        found = keep_together(
            members, grid, terms, store, works, lambda now: advance(now.done + now.failed), goal=goal, least=least
        )
    if as_json:
        emit(_as_object(found))
        return
    _show(Screen(), found)
    sys.stdout.flush()


def _numbers(text: str, option: str) -> tuple[float, ...]:
    """Numbers parted by commas.

    Raises:
        InputError: when one is none.
    """
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise refusal(option, f"found {text!r}", "numbers parted by commas are needed, such as 1,1.2,1.5") from None


def _as_object(found: "KeptTogether") -> dict[str, Any]:
    from model.exports.portfolio_report import records

    return {
        "sentences": list(found.sentences),
        "goal": found.goal,
        "at_start": found.at_start,
        "at_end_as_things_stand": found.stand,
        "cheapest": None if found.cheapest is None else records(found.cheapest.to_frame().T)[0],
        "frontier": records(found.frontier),
        "tried": records(found.tried),
        "runs": found.runs,
        "hidden": list(found.hidden),
    }


def _show(screen: Screen, found: "KeptTogether") -> None:
    for number, said in enumerate(found.sentences):
        screen.say(said, "" if number else "bold")
    for title, frame in (
        ("The least that keeps them, by share passed through", found.frontier),
        ("Combinations tried", found.tried.head(MOST_SHOWN)),
    ):
        if len(frame):
            screen.heading(title)
            rows = [
                (
                    f"rates x {row['rate']:g}, caps x {row['cap']:g}, {row['pass_through']:.0%} passed through",
                    [
                        f"{row['at_end']:,.0f}",
                        f"{row['kept']:.0%}",
                        *(f"${row[part]:,.0f}" for part in ("state", "federal")),
                    ],
                )
                for _, row in frame.iterrows()
            ]
            screen.grid("", ["at the end", "kept", "state", "federal"], rows)
    screen.items(f"“{name}” changes too few programs to be shown." for name in found.hidden)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(keeping)
