"""What most commands take: a file, scenarios, and where the answer goes."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help="A program file, with its scenarios or without, or the name of an example."),
]
Scenarios = Annotated[
    str | None, typer.Option("--scenarios", metavar="FILE", help="The file that holds the scenarios.")
]
Apply = Annotated[
    list[str] | None,
    typer.Option(
        "--apply", metavar="NAME", help="A scenario to lay on the program; may be repeated; 'all' takes every one."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object, for programs.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Write the tables as CSV files into this folder.")
]
