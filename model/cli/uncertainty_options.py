"""What the command `uncertainty` takes; nothing here reads in the model."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FEWEST = 16


class Method(StrEnum):
    """How draws are spread."""

    sobol = "sobol"
    latin = "latin"


class Also(StrEnum):
    """What can be asked beside the odds."""

    tornado = "tornado"
    indices = "indices"
    ask_first = "ask-first"
    apart = "apart"
    stress = "stress"


NEED_NO_RANGE = frozenset({Also.stress})


class Decided(StrEnum):
    """What a decision is for."""

    sustained = "sustained"
    money = "money"
    runway = "runway"


Draws = Annotated[int, typer.Option("--draws", min=FEWEST, max=1_000_000, help="How many futures.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**64 - 1, help="The same seed, the same futures.")]
Spread = Annotated[Method, typer.Option("--method", help="How draws are spread.")]
Offered = Annotated[bool, typer.Option("--offered", help="Take the assumptions' ranges for inputs that stand on them.")]
People = Annotated[
    bool, typer.Option("--people", help="People come and go one by one, whatever the program says of its seats.")
]
BreakEven = Annotated[
    list[str] | None,
    typer.Option(
        "--break-even",
        metavar="LEVER",
        help="How far a lever must go in each of a few futures, as in solve; may be repeated.",
    ),
]
FairPay = Annotated[
    float | None,
    typer.Option(
        "--fair-pay",
        metavar="DOLLARS",
        help="What this much an hour costs in each of a few futures; or one of the other standards of fair-pay below.",
    ),
]
Solved = Annotated[int, typer.Option("--solved", min=2, max=4096, help="Of levers and fair pay: how many futures.")]
AlsoAsked = Annotated[list[Also] | None, typer.Option("--also", help="What matters most, or what if; may be repeated.")]
DecidedFor = Annotated[Decided, typer.Option("--decide-for", help="With ask-first: what the decision is for.")]
RaiseBy = Annotated[
    float, typer.Option("--raise-by", min=0.005, max=0.5, metavar="SHARE", help="With ask-first: a raise of all pay.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR|FILE", help="A folder of CSV tables, or a .parquet or .csv file of draws."),
]
