"""What the commands that ask questions share: how they are put, what cannot be asked, and how an answer is written.

The modules that answer are read in only when asked, so that the other commands start without them.
"""

import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec

import numpy as np
import typer

from model.cli import files
from model.cli.refusals import one_line, refusal, refusing
from model.cli.screen import Screen
from model.exports.csv import question_files, write_folder
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.inputs.scenario import applied

if TYPE_CHECKING:
    from model.questions.goals import Wanted

Params = ParamSpec("Params")
Rows = Sequence[Mapping[str, Any]]
Positions = Annotated[
    list[str] | None,
    typer.Option("--position", metavar="ID", help="A position that sees clients; may be repeated; all without it."),
]
First = Annotated[str | None, typer.Option("--from", metavar="MONTH", help="First month, such as 2027-10.")]
Months = Annotated[int | None, typer.Option("--months", min=1, help="How many months; all that are left without it.")]
AfterGrants = Annotated[
    bool, typer.Option("--after-grants", help="The months after the last grant of these positions has ended.")
]
Secured = Annotated[
    bool, typer.Option("--secured", help="By all money before the reserve, in every month; else by earnings alone.")
]
Moving = Annotated[
    str | None, typer.Option("--moving", metavar="MONTH", help="The month from which levers move; else the first.")
]


def questioning(command: Callable[Params, None]) -> Callable[Params, None]:
    """Let a command end with exit code 2 and a sentence for a question that cannot be put to a program."""

    @refusing
    @functools.wraps(command)
    def run(*args: Params.args, **kwargs: Params.kwargs) -> None:
        from model.questions.solving import QuestionError

        try:
            command(*args, **kwargs)
        except QuestionError as error:
            named = kwargs.get("file") or "the question"
            name = named if isinstance(named, str) else ", ".join(map(str, named)) if isinstance(named, list) else ""
            raise refusal(name, str(error), "") from None

    return run


def program(file: str, scenarios: str | None, apply: Sequence[str] | None) -> ProgramFile:
    """The program named, with the scenarios asked for laid on it."""
    loaded, picked = files.loaded(file), files.picked(file, scenarios, apply or ())
    return applied(loaded, picked) if picked else loaded


def month(text: str | None, option: str) -> Month | None:
    """A month as an option gives it.

    Raises:
        InputError: when it is none.
    """
    try:
        return None if text is None else Month.of(text)
    except ValueError:
        raise refusal(option, f"found {text!r}", "a month is written YYYY-MM") from None


def numbers(text: str | None, option: str) -> list[float] | None:
    """Numbers parted by commas, or `low:high:count` for evenly spaced ones.

    Raises:
        InputError: when it is neither.
    """
    if text is None:
        return None
    try:
        if ":" in text:
            low, high, count = text.split(":")
            values = np.linspace(float(low), float(high), int(count)).tolist() if 1 <= int(count) <= 1000 else []
        else:
            values = [float(part) for part in text.split(",")]
    except ValueError:
        values = []
    if not values or not np.isfinite(values).all():
        wanted = "numbers parted by commas are needed, or low:high:count, such as 8:30:12"
        raise refusal(option, f"found {text!r}", wanted)
    return values


def wanted(
    position: Sequence[str] | None,
    first: str | None,
    months: int | None,
    after: bool,
    secured: bool,
    moving: str | None,
) -> "Wanted":
    """What is to be paid for, as options give it."""
    from model.questions.goals import Wanted

    return Wanted(
        positions=tuple(position) if position else None,
        first=month(first, "--from"),
        months=months,
        after_grants=after,
        paid_by="secured" if secured else "earnings",
        start=month(moving, "--moving"),
    )


def plain(value: Any) -> Any:
    """A number, month or array as JSON has it: nothing for what is no finite number."""
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value.tolist()]
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def answered(
    data: Mapping[str, Any],
    tables: Mapping[str, Rows],
    show: Callable[[Screen], None],
    as_json: bool,
    out: Path | None,
) -> None:
    """Write an answer: as one JSON object or for people, and as a folder of tables where one is named.

    Args:
        data: with `question` and `sentences`, and `assumed` where there is something.
        tables: for the folder, by name; `answer` is the main one.
        show: what people see.
    """
    text = one_line(data) if as_json else ""
    if out:
        write_folder(out, question_files(data["question"], tables, data["sentences"], data.get("assumed", ())))
    if as_json:
        sys.stdout.write(text)
        return
    screen = Screen()
    show(screen)
    if out:
        screen.console.print()
        screen.say(f"The tables are in {out}.")


def said(screen: Screen, sentences: Iterable[str]) -> None:
    """Sentences, the first one bold; those of a list under one another."""
    for number, sentence in enumerate(sentences):
        screen.say(sentence, "" if number else "bold", indent=2 if sentence.startswith("- ") else 0)


def show_assumed(screen: Screen, assumed: Sequence[str]) -> None:
    """What an answer rests on, last."""
    if assumed:
        screen.heading("What this rests on")
        screen.items(assumed)
