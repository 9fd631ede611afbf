"""The command `brief`: one page for a board or a legislator, as a Word file and a PDF."""

import enum
import secrets
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from model.cli import files
from model.cli.options import Apply, File, Scenarios
from model.cli.questions import questioning
from model.cli.refusals import refusal
from model.cli.screen import Screen


class Reader(enum.StrEnum):
    """Who reads the page."""

    board = "board"
    legislator = "legislator"


class Sheet(enum.StrEnum):
    """The size of the page."""

    letter = "letter"
    a4 = "a4"


@questioning
def brief(
    file: File,
    reader: Annotated[Reader, typer.Option("--for", help="Who reads it.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for both files, made where it is not.")],
    scenarios: Scenarios = None,
    apply: Apply = None,
    paper: Annotated[Sheet, typer.Option("--paper", help="The size of the page.")] = Sheet.letter,
    payer: Annotated[
        list[str] | None, typer.Option("--payer", metavar="NAME", help="A payer that is Medicaid; may be repeated.")
    ] = None,
    year_starts: Annotated[
        int | None, typer.Option("--year-starts", metavar="MONTH", help="The state's fiscal year: 7 is July.")
    ] = None,
    expansion: Annotated[
        float, typer.Option("--expansion", metavar="SHARE", help="Of the added dollars, at the expansion match.")
    ] = 0.0,
    enhanced: Annotated[
        float, typer.Option("--enhanced", metavar="SHARE", help="Of the added dollars, at the enhanced match.")
    ] = 0.0,
) -> None:
    """One page, in Word and PDF: the sentence, two charts, what it costs, what is assumed, sources."""
    from model.exports.brief import BriefTerms, as_pdf, as_word, brief_of
    from model.questions.fiscal_note import Blend, NoteTerms

    loaded, picked = files.loaded(file), files.picked(file, scenarios, apply or ())
    blend = Blend(expansion=expansion, enhanced=enhanced)
    note = NoteTerms(payers=tuple(payer) if payer else None, year_starts=year_starts, blend=blend)
    known = files.program_path(file) in [one.path for one in files.examples()]
    terms = BriefTerms(audience=reader.value, paper=paper.value, note=note, invented=known)
    made = brief_of(loaded, picked, terms)
    stem = f"brief-{reader.value}"
    written = {f"{stem}.docx": as_word(made), f"{stem}.pdf": as_pdf(made)}
    write_both(out, written)
    screen = Screen()
    screen.say(made.answer, "bold")
    screen.say(f"Written: {', '.join(str(out / name) for name in written)}.")
    sys.stdout.flush()


def write_both(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder: all of them or none, and never over a file, which somebody may have gone on editing.

    Raises:
        InputError: when one is there already, or the folder cannot be written to.
    """
    targets, made = nothing_there(folder, contents), not folder.exists()
    mark = secrets.token_hex(4)
    aside = [folder / f".{mark}-{name}" for name in contents]
    placed: list[Path] = []
    try:
        folder.mkdir(exist_ok=True)
        for path, content in zip(aside, contents.values(), strict=True):
            path.write_bytes(content)
        for path, target in zip(aside, targets, strict=True):
            path.rename(target)
            placed.append(target)
    except (OSError, ValueError) as error:
        _tidy(folder, [*aside, *placed], made)
        reason = (error.strerror if isinstance(error, OSError) else None) or "no folder can be called that"
        wanted = "name a new folder, in a folder that is there and that you may write to"
        raise refusal(str(folder), f"the folder cannot be written: {reason.lower()}", wanted) from None


def nothing_there(folder: Path, names: Iterable[str]) -> list[Path]:
    """The files' paths, none of which is taken.

    Raises:
        InputError: when one is there already.
    """
    targets = [folder / name for name in names]
    for target in targets:
        if target.exists() or target.is_symlink():
            raise refusal(str(target), "this file is there already", "name another folder, or move the file away")
    return targets


def _tidy(folder: Path, paths: list[Path], made: bool) -> None:
    """Take away what was written before something failed, and a folder that was made for it."""
    try:
        for path in paths:
            path.unlink(missing_ok=True)
        if made and folder.is_dir():
            folder.rmdir()
    except (OSError, ValueError):  # it was never there, or it may not be looked into
        return


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(brief)
