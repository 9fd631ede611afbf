"""Standards of pay as commands take them: an amount, a ladder, another employer, a living wage, a market, parity."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from model.cli.questions import numbers
from model.cli.refusals import refusal

if TYPE_CHECKING:
    from model.questions.standards import Standard

Ladder = Annotated[
    str | None, typer.Option("--ladder", metavar="NAME", help="A ladder, with --steps; or that of --parity.")
]
Steps = Annotated[str | None, typer.Option("--steps", metavar="LIST", help="Its steps, such as 18,19,20.")]
Competitor = Annotated[
    str | None, typer.Option("--competitor", metavar="NAME", help="Another employer's entry wage, from the tables.")
]
LivingWage = Annotated[
    str | None, typer.Option("--living-wage", metavar="HOUSEHOLD", help="A living wage, from the tables.")
]
Percentile = Annotated[
    float | None, typer.Option("--percentile", metavar="NUMBER", help="Of an occupation's wages, 10 to 90.")
]
Occupation = Annotated[
    str | None, typer.Option("--occupation", metavar="CODE", help="With --percentile: its code or name.")
]
Parity = Annotated[
    str | None, typer.Option("--parity", metavar="JOB", help="A job code to be paid like, for --ladder.")
]
State = Annotated[str | None, typer.Option("--state", metavar="XX", help="Else the program's.")]
Growth = Annotated[
    float | None, typer.Option("--growth", metavar="SHARE", help="By which the standard grows a year, such as 0.03.")
]


class Given(NamedTuple):
    """What a command was given; None for what it was not."""

    amount: float | None = None
    ladder: str | None = None
    steps: str | None = None
    competitor: str | None = None
    living_wage: str | None = None
    percentile: float | None = None
    occupation: str | None = None
    parity: str | None = None
    state: str | None = None
    growth: float | None = None


def asked(given: Given, own_state: str, *, command: str = "fair-pay", amount: str = "--amount") -> "Standard":
    """The one standard that is asked for.

    Args:
        given: by the options.
        own_state: of the program.
        command, amount: what the command and its option for an amount are called, for messages.

    Raises:
        InputError: when none is, or several are, or one lacks what goes with it.
    """
    from model.questions import standards as s

    kinds = {
        "amount": given.amount,
        "ladder": given.steps and given.ladder,
        "competitor": given.competitor,
        "living-wage": given.living_wage,
        "percentile": given.percentile,
        "parity": given.parity,
    }
    found = [name for name, value in kinds.items() if value is not None]
    if len(found) != 1:
        wanted = f"give one of {amount}, --ladder, --competitor, --living-wage, --percentile or --parity"
        raise refusal(command, f"found {len(found)} standards", wanted)
    kind, value, where = found[0], kinds[found[0]], given.state or own_state
    if kind == "amount":
        return s.Amount(wage=float(value or 0), annual_change=given.growth or 0.0)
    if kind == "ladder":
        return s.LadderSteps(ladder=str(value), steps=tuple(numbers(given.steps, "--steps") or ()))
    if kind == "competitor":
        return s.Competitor(name=str(value), annual_change=given.growth)
    if kind == "living-wage":
        return s.LivingWage(state=where, household=str(value), annual_change=given.growth)
    if kind == "percentile":
        if given.occupation is None:
            raise refusal("--percentile", "no occupation is given", "add --occupation with its code or name")
        return s.MarketPercentile(
            state=where, occupation=given.occupation, percentile=float(value or 0), annual_change=given.growth
        )
    if given.ladder is None:
        raise refusal("--parity", "no ladder is given", "add --ladder with the one that should be paid so")
    return s.JobCodeParity(job_code=str(value), ladder=given.ladder)
