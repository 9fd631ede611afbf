"""The command `portfolio report`: what a run says of a whole state, on the screen and as files.

What works it out is read in only when asked, so that the other commands start without it.
"""

import enum
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from model.cli.briefing import nothing_there, write_both
from model.cli.options import Json
from model.cli.questions import questioning
from model.cli.refusals import emit
from model.cli.screen import Screen
from model.sentences import rounded

if TYPE_CHECKING:
    import pandas as pd

    from model.exports.portfolio_report import Report

HIDDEN, OBJECT = "hidden", "report.json"


class By(enum.StrEnum):
    """How programs are grouped."""

    region = "region"
    size = "size"
    payer_mix = "payer-mix"
    state = "state"


@questioning
def report(
    file: Annotated[str, typer.Argument(metavar="RESULTS", help="The folder that `portfolio run` was given as --out.")],
    by: Annotated[By | None, typer.Option("--by", help="How programs are grouped; all together without it.")] = None,
    within: Annotated[
        str | None,
        typer.Option("--within", metavar="COLUMN=GROUP", help="Only the programs of one group, such as region=north."),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="NAME", help="One scenario; all of them without it.")
    ] = None,
    least: Annotated[int, typer.Option("--least", min=1, help="The fewest programs that anything shown rests on.")] = 5,
    expansion: Annotated[
        float, typer.Option("--expansion", metavar="SHARE", help="Of the added dollars, at the expansion match.")
    ] = 0.0,
    enhanced: Annotated[
        float, typer.Option("--enhanced", metavar="SHARE", help="Of the added dollars, at the enhanced match.")
    ] = 0.0,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="A folder for tables, charts and the brief.")
    ] = None,
    as_json: Json = False,
) -> None:
    """What a run says: positions by month and group, how programs differ, whom a reform reaches, the fiscal note."""
    from model.exports.portfolio_report import Asked, as_object, report_of
    from model.portfolio.fiscal import StateNoteTerms
    from model.portfolio.reading import read_results
    from model.questions.federal_match import Blend

    note = StateNoteTerms(blend=Blend(expansion=expansion, enhanced=enhanced))
    if out:
        nothing_there(out, [OBJECT])  # before long work, whose files could not be written
    grouping = by.value.replace("-", "_") if by else None
    inside = _column_and_group(within) if within is not None else None
    with read_results(Path(file)) as results:
        made = report_of(results, Asked(by=grouping, within=inside, scenario=scenario, least=least, note=note))
    written = _written(made, out) if out else ()
    if as_json:
        emit({**as_object(made), "written": [str(path) for path in written]})
        return
    _show(Screen(), made, written)
    sys.stdout.flush()


def _column_and_group(within: str) -> tuple[str, str]:
    """A column as the answers name it, and a value of it; which there are is known to the run."""
    column, _, value = within.partition("=")
    return column.replace("-", "_"), value


def _written(made: "Report", out: Path) -> tuple[Path, ...]:
    """Tables, charts as SVG and PNG, and the brief: all files or none, and never over one that is there."""
    from model.exports.brief.drawn import png, svg
    from model.exports.brief.parts import Picture
    from model.exports.charts import title_of
    from model.exports.charts.paper import printed
    from model.exports.portfolio_brief import as_pdf, as_word
    from model.exports.portfolio_report import as_object, csv_files, pictures

    files = {name: text.encode() for name, text in csv_files(made).items()}
    files[OBJECT] = (json.dumps(as_object(made), indent=1, allow_nan=False) + "\n").encode()
    for name, chart in pictures(made).items():
        picture = Picture(title=title_of(chart), alt=title_of(chart), spec=printed(chart))
        files |= {f"{name}.svg": svg(picture), f"{name}.png": png(picture)}
    files |= {"brief.docx": as_word(made), "brief.pdf": as_pdf(made)}
    write_both(out, files)
    return tuple(out / name for name in files)


def _show(screen: Screen, made: "Report", written: Sequence[Path]) -> None:
    """The sentence first, then what it rests on."""
    screen.say(made.sentence, "bold")
    for said in made.sentences:
        screen.say(said)
    screen.heading("Positions, as expected over futures")
    screen.grid("", ENDS, [(row["scenario"], _ends(row)) for _, row in made.overall.iterrows()])
    if made.asked.by:
        screen.heading(f"By {made.by_title.lower()}")
        screen.grid("", ENDS, [(_named(row), _ends(row)) for _, row in made.ends.iterrows()])
    _programs(screen, made)
    for note in made.notes:
        screen.heading(f"What “{note.scenario}” adds to Medicaid's spending, by state fiscal year of payment")
        screen.grid("", DOLLARS, [(str(row["year"]), _dollars(row)) for _, row in note.years.iterrows()])
        if len(note.groups):
            screen.grid("", DOLLARS, [(str(row["group"]), _dollars(row)) for _, row in note.groups.iterrows()])
    screen.heading("What is not shown")
    screen.items(made.hidden)
    screen.heading("What this rests on")
    screen.items(made.assumed)
    if written:
        screen.heading(f"Written into {written[0].parent}: {', '.join(path.name for path in written)}.")


ENDS = ["programs", "budgeted", "at first", "at the end", "8 of 10 futures", "nobody pays"]
DOLLARS = ["programs", "Medicaid", "federal", "state", "state, 8 of 10 futures"]
SPREAD = {"p10": "10 %", "p25": "25 %", "p50": "half", "p75": "75 %", "p90": "90 %"}
KINDS = ("more", "as many", "fewer", "not reached")


def _named(row: "pd.Series") -> str:
    return f"{row['scenario']}: {row['group']}"


def _ends(row: "pd.Series") -> list[str]:
    return [
        f"{row['programs']:,}",
        f"{row['positions']:,}",
        f"{row['at_start']:,.0f}",
        f"{row['at_end']:,.0f}",
        _span(f"{row['low']:,}", f"{row['high']:,}"),
        f"${row['gap']:,.0f}",
    ]


def _dollars(row: "pd.Series") -> list[str]:
    spread = _span(rounded(row["state_low"]), rounded(row["state_high"]))
    return [_many(row["programs"]), *(f"${row[part]:,.0f}" for part in ("dollars", "federal", "state")), spread]


def _span(low: str, high: str) -> str:
    """Between what, or the one number that all futures come to."""
    return low if low == high else f"{low} to {high}"


def _many(number: int | None) -> str:
    import pandas as pd

    return HIDDEN if pd.isna(number) else f"{number:,}"


def _programs(screen: Screen, made: "Report") -> None:
    """How far programs differ, and whom a change reaches; cells of a few programs are named as hidden."""
    import pandas as pd

    if made.distribution["p50"].notna().any():
        screen.heading("Share of its positions that a program keeps to its end: so many programs keep no more")
        rows = [
            (_named(row), [HIDDEN if pd.isna(row[name]) else f"{row[name]:.0%}" for name in SPREAD])
            for _, row in made.distribution.iterrows()
        ]
        screen.grid("", list(SPREAD.values()), rows)
    if len(made.reach):
        screen.heading("Programs that keep positions for longer, as long, less long, or that nothing reaches")
        rows = [
            (_named(row), [HIDDEN if pd.isna(row[kind]) else f"{row[kind]:,}" for kind in KINDS])
            for _, row in made.reach.iterrows()
        ]
        screen.grid("", list(KINDS), rows)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)
