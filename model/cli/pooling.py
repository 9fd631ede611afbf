"""The commands `portfolio summary` and `portfolio merge`: programs counted together without baring any.

What works them out is read in only when asked, so that the other commands start without it.
"""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.cli import files
from model.cli.briefing import write_both
from model.cli.options import Json
from model.cli.refusals import emit, one_line, refusal, refusing
from model.cli.screen import Screen
from model.inputs.faults import nearest
from model.inputs.load import ProgramFile

if TYPE_CHECKING:
    from model.portfolio.pooling import Pooled

OBJECT = ".json"
HIDDEN = "hidden"
PAY_OF = {"entry": "at entry", "middle": "in the middle"}


@refusing
def summary(
    file: Annotated[str, typer.Argument(metavar="PROGRAM", help="A program file, or the name of an example.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="A new file for the summary.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking; it is shown all the same.")] = False,
    no_state: Annotated[bool, typer.Option("--no-state", help="Leave the state out, where few programs are.")] = False,
    counts: Annotated[
        bool, typer.Option("--counts", help="Tell how many positions are paid for too, and so the program's size.")
    ] = False,
    payer: Annotated[
        list[str] | None, typer.Option("--payer", metavar="NAME", help="A payer that is Medicaid; may be repeated.")
    ] = None,
    as_json: Json = False,
) -> None:
    """An anonymous summary of one program, shown whole before it is written."""
    from model.portfolio.anonymous import summary_of
    from model.portfolio.anonymous_file import summary_bytes, told

    if as_json and not yes:
        raise refusal("--json", "with it nothing can be asked", "add --yes once you have seen what a summary holds")
    loaded = files.loaded(file)
    medicaid = _medicaid(loaded, payer or [])
    made = summary_of(loaded, secrets.token_hex(16), state=not no_state, counts=counts, medicaid=medicaid)
    if as_json:
        write_both(out.parent, {out.name: summary_bytes(made)})
        emit(made.model_dump(mode="json"))
        return
    screen = Screen()
    screen.say("This is all that the summary holds:", "bold")
    screen.items(f"{meaning}: {value}" for meaning, value in told(made))
    screen.say(
        "Programs of so few positions may be known from them by who knows the field: show it before you send it."
    )
    if not yes and not _agreed(out):
        screen.say("Nothing was written.")
        return
    write_both(out.parent, {out.name: summary_bytes(made)})
    screen.say(f"Written: {out}.")


def _medicaid(loaded: ProgramFile, named: list[str]) -> tuple[str, ...]:
    """The payers that are Medicaid: those named, or else those whose names say so.

    Raises:
        InputError: for a payer that the program does not have.
    """
    there = list(loaded.program.payers)
    for name in named:
        if name not in there:
            listed = f"there are {', '.join(there)}{nearest(name, there)}" if there else "it has none"
            raise refusal(loaded.name, f"no payer is called {name!r}", listed)
    return tuple(named) or tuple(name for name in there if "medicaid" in name.lower())


def _agreed(out: Path) -> bool:
    """Whether somebody says yes.

    Raises:
        InputError: where nobody can be asked.
    """
    sys.stdout.write(f"Write it to {out}? [y/N] ")
    sys.stdout.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stdout.write("\n")
        raise refusal(str(out), "nobody answered whether it may be written", "add --yes to write it without asking")
    return answer.strip().lower() in ("y", "yes")


@refusing
def merge(
    given: Annotated[
        list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Anonymous summaries, and folders of them.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR|FILE", help="A new folder for CSV tables, or a new .json file.")
    ] = None,
    least: Annotated[int | None, typer.Option("--least", min=1, help="The fewest programs shown together.")] = None,
    with_invented: Annotated[
        bool, typer.Option("--with-invented", help="Count invented and synthetic programs too, and say so.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Many anonymous summaries as one picture; one that is given twice is counted once."""
    from model.portfolio.cells import LEAST
    from model.portfolio.pooling import pooled, read_summaries
    from model.questions.solving import QuestionError

    for path in given:
        if not path.exists():
            raise refusal(str(path), "there is no such file", "name one that is there")
    try:
        found = pooled(read_summaries(given), LEAST if least is None else least, with_invented=with_invented)
    except QuestionError as error:
        raise refusal("merge", str(error), "") from None
    data = _object(found)
    if out:
        _write(out, found, data)
    if as_json:
        emit(data)
        return
    screen = Screen()
    _show(screen, found)
    if out:
        screen.say(f"Written: {out}.")


def _object(found: "Pooled") -> dict[str, Any]:
    from model.exports.pooled import rows

    tables = {name: rows(table) for name, table in found.tables().items()}
    head = {"sentence": found.sentence(), "programs": found.programs, "given_again": found.again, "least": found.least}
    return {**head, "invented": found.invented, "with_invented": found.with_invented, **tables}


def _write(out: Path, found: "Pooled", data: dict[str, Any]) -> None:
    from model.exports.csv import ENCODING
    from model.exports.pooled import csv_files

    if out.suffix.lower() == OBJECT:
        write_both(out.parent, {out.name: one_line(data).encode()})
        return
    write_both(out, {name: text.encode(ENCODING) for name, text in csv_files(found).items()})


def _show(screen: Screen, found: "Pooled") -> None:
    from model.exports.pooled import about, rows

    screen.say(found.sentence(), "bold")
    screen.say(" ".join(about(found)))
    for of, held in found.bands.groupby("of", sort=False):
        screen.heading(f"Programs by {of}")
        screen.grid("", ["programs"], [(row["band"], [_cell(row["programs"])]) for _, row in held.iterrows()])
    screen.heading("Positions paid for at each quarter's end")
    heads = ["programs", "average %", "lower quarter %", "half %", "upper quarter %", "positions", "told by"]
    columns = ["programs", "share", "p25", "p50", "p75", "positions", "counted"]
    quarters = [(row["quarter"], [_cell(row[name]) for name in columns]) for _, row in found.quarters.iterrows()]
    screen.grid("", heads, quarters)
    screen.heading("Programs by pay an hour of positions that see clients")
    pay = [
        (f"${row['pay']} to ${row['pay']}.99", [_cell(row["entry"]), _cell(row["middle"])]) for row in rows(found.pay)
    ]
    screen.grid("", list(PAY_OF.values()), pay)
    for row in rows(found.pay_points):
        parts = (("p25", "a quarter"), ("p50", "half"), ("p75", "three quarters"))
        points = [f"${row[name]:.2f} or less in {part}" for name, part in parts if row[name] is not None]
        said = ", ".join(points) or "too few to tell how they lie"
        screen.say(f"Pay {PAY_OF[row['of']]}, of {row['programs']:,} programs: {said}.")


def _cell(value: Any) -> str:
    import pandas as pd

    return HIDDEN if value is None or pd.isna(value) else f"{value:,.0f}"


def register(portfolio: typer.Typer) -> None:
    """Add the commands."""
    portfolio.command()(summary)
    portfolio.command()(merge)
