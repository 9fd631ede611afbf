"""The commands about pay and rates: fair-pay, rate, fiscal-note."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from model.cli import files
from model.cli import questions_pay_shown as shown
from model.cli.options import Apply, File, Json, Out, Scenarios
from model.cli.questions import First, Months, Positions, answered, month, numbers, program, questioning
from model.cli.refusals import refusal
from model.inputs.load import ProgramFile
from model.inputs.scenario import Placed

if TYPE_CHECKING:
    from model.questions.standards import Standard

STANDARDS = "--amount, --ladder, --competitor, --living-wage, --percentile or --parity"
Payer = Annotated[str | None, typer.Option("--payer", metavar="NAME", help="Whose rates; else Medicaid's.")]


@questioning
def fair_pay(
    file: File,
    amount: Annotated[float | None, typer.Option("--amount", metavar="DOLLARS", help="Dollars an hour.")] = None,
    ladder: Annotated[
        str | None, typer.Option("--ladder", metavar="NAME", help="A ladder, with --steps; or that of --parity.")
    ] = None,
    steps: Annotated[str | None, typer.Option("--steps", metavar="LIST", help="Its steps, such as 18,19,20.")] = None,
    competitor: Annotated[
        str | None, typer.Option("--competitor", metavar="NAME", help="Another employer's entry wage, from the tables.")
    ] = None,
    living_wage: Annotated[
        str | None, typer.Option("--living-wage", metavar="HOUSEHOLD", help="A living wage, from the tables.")
    ] = None,
    percentile: Annotated[
        float | None, typer.Option("--percentile", metavar="NUMBER", help="Of an occupation's wages, 10 to 90.")
    ] = None,
    occupation: Annotated[
        str | None, typer.Option("--occupation", metavar="CODE", help="With --percentile: its code or name.")
    ] = None,
    parity: Annotated[
        str | None, typer.Option("--parity", metavar="JOB", help="A job code to be paid like, for --ladder.")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", metavar="XX", help="Else the program's.")] = None,
    growth: Annotated[
        float | None,
        typer.Option("--growth", metavar="SHARE", help="By which the standard grows a year, such as 0.03."),
    ] = None,
    first: First = None,
    payer: Payer = None,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """What it costs to pay a standard, and who would have to pay how much for it."""
    from model.questions.fair_pay import fair_pay as ask

    laid = program(file, scenarios, apply)
    given = {
        "amount": amount,
        "ladder": steps and ladder,
        "competitor": competitor,
        "living-wage": living_wage,
        "percentile": percentile,
        "parity": parity,
    }
    standard = _standard(laid, given, ladder, steps, occupation, state, growth)
    found = ask(laid, standard, month(first, "--from"), payer)
    data = shown.fair_pay_object(found)
    answered(data, shown.fair_pay_tables(data), lambda screen: shown.show_fair_pay(screen, found), as_json, out)


def _standard(
    laid: ProgramFile,
    given: dict[str, float | str | None],
    ladder: str | None,
    steps: str | None,
    occupation: str | None,
    state: str | None,
    growth: float | None,
) -> "Standard":
    """The one standard that is asked for.

    Raises:
        InputError: when none is, or several are, or one lacks what goes with it.
    """
    from model.questions import standards as s

    asked = [name for name, value in given.items() if value is not None]
    if len(asked) != 1:
        raise refusal("fair-pay", f"found {len(asked)} standards", f"give one of {STANDARDS}")
    kind, value, where = asked[0], given[asked[0]], state or laid.program.state
    if kind == "amount":
        return s.Amount(wage=float(value or 0), annual_change=growth or 0.0)
    if kind == "ladder":
        return s.LadderSteps(ladder=str(value), steps=tuple(numbers(steps, "--steps") or ()))
    if kind == "competitor":
        return s.Competitor(name=str(value), annual_change=growth)
    if kind == "living-wage":
        return s.LivingWage(state=where, household=str(value), annual_change=growth)
    if kind == "percentile":
        if occupation is None:
            raise refusal("--percentile", "no occupation is given", "add --occupation with its code or name")
        return s.MarketPercentile(
            state=where, occupation=occupation, percentile=float(value or 0), annual_change=growth
        )
    if ladder is None:
        raise refusal("--parity", "no ladder is given", "add --ladder with the one that should be paid so")
    return s.JobCodeParity(job_code=str(value), ladder=ladder)


@questioning
def rate(
    file: File,
    payer: Payer = None,
    position: Positions = None,
    wage: Annotated[
        float | None, typer.Option("--wage", metavar="DOLLARS", help="One wage for all of them; else their own.")
    ] = None,
    steps: Annotated[
        str | None, typer.Option("--steps", metavar="LIST", help="A ladder for all of them, such as 18,19,20.")
    ] = None,
    administration: Annotated[
        float | None, typer.Option("--administration", metavar="SHARE", help="Such as 0.12; else the program's own.")
    ] = None,
    as_share: Annotated[
        bool, typer.Option("--as-share", help="Administration is a share of the rate; else on top of other cost.")
    ] = False,
    first: First = None,
    months: Months = None,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """The rate a unit that pays for positions in full, line by line; and what today's rate implies."""
    from model.questions.raise_search import main_payer
    from model.questions.rate_build_up import Asked, rate_build_up

    laid, given = program(file, scenarios, apply), numbers(steps, "--steps")
    asked = Asked(
        payer=main_payer(laid, payer),
        positions=tuple(position) if position else None,
        wage=wage,
        steps=None if given is None else tuple(given),
        first=month(first, "--from"),
        months=months,
        administration=administration,
        convention="share" if as_share else "add_on",
    )
    found = rate_build_up(laid, asked)
    data = shown.rate_object(found)
    answered(data, {"answer": shown.rate_rows(data)}, lambda screen: shown.show_rate(screen, found), as_json, out)


@questioning
def fiscal_note(
    file: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Programs of one state, each laid under the same scenarios.")
    ],
    scenarios: Scenarios = None,
    apply: Apply = None,
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
    fmap: Annotated[
        list[str] | None, typer.Option("--fmap", metavar="YEAR=SHARE", help="Your own match; may be repeated.")
    ] = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """What scenarios add to Medicaid's spending, federal and state, and the positions they keep."""
    from model.questions.fiscal_note import Blend, NoteTerms
    from model.questions.fiscal_note import fiscal_note as ask

    terms = NoteTerms(
        payers=tuple(payer) if payer else None,
        year_starts=year_starts,
        blend=Blend(expansion=expansion, enhanced=enhanced),
        fmap=dict(_year_share(text) for text in fmap or ()),
    )
    found = ask([(files.loaded(one), _laid_on(one, scenarios, apply)) for one in file], terms)
    data = shown.note_object(found)
    answered(data, {"answer": data["years"]}, lambda screen: shown.show_note(screen, found), as_json, out)


def _laid_on(one: str, scenarios: str | None, apply: Sequence[str] | None) -> tuple[Placed, ...]:
    """The scenarios that a note is about.

    Raises:
        InputError: when none is asked for.
    """
    picked = files.picked(one, scenarios, apply or ())
    if not picked:
        raise refusal("fiscal-note", "no scenario is asked for", "add --apply with the name of one, or --apply all")
    return picked


def _year_share(text: str) -> tuple[int, float]:
    year, _, share = text.partition("=")
    try:
        return int(year), float(share)
    except ValueError:
        raise refusal("--fmap", f"found {text!r}", "a year and a share are needed, such as 2028=0.6478") from None


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(name="fair-pay")(fair_pay)
    app.command()(rate)
    app.command(name="fiscal-note")(fiscal_note)
