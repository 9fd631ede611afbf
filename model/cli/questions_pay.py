"""The commands about pay and rates: fair-pay, rate, fiscal-note."""

from collections.abc import Sequence
from typing import Annotated

import typer

from model.cli import files, standards
from model.cli import questions_pay_shown as shown
from model.cli.options import Apply, File, Json, Out, Scenarios
from model.cli.questions import First, Months, Positions, answered, month, numbers, program, questioning
from model.cli.refusals import refusal
from model.inputs.scenario import Placed

Payer = Annotated[str | None, typer.Option("--payer", metavar="NAME", help="Whose rates; else Medicaid's.")]


@questioning
def fair_pay(
    file: File,
    amount: Annotated[float | None, typer.Option("--amount", metavar="DOLLARS", help="Dollars an hour.")] = None,
    ladder: standards.Ladder = None,
    steps: standards.Steps = None,
    competitor: standards.Competitor = None,
    living_wage: standards.LivingWage = None,
    percentile: standards.Percentile = None,
    occupation: standards.Occupation = None,
    parity: standards.Parity = None,
    state: standards.State = None,
    growth: standards.Growth = None,
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
    given = standards.Given(
        amount, ladder, steps, competitor, living_wage, percentile, occupation, parity, state, growth
    )
    standard = standards.asked(given, laid.program.state)
    found = ask(laid, standard, month(first, "--from"), payer)
    data = shown.fair_pay_object(found)
    answered(data, shown.fair_pay_tables(data), lambda screen: shown.show_fair_pay(screen, found), as_json, out)


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
