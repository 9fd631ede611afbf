"""The commands that turn levers: solve, frontier, sweep."""

import sys
from typing import Annotated

import typer

from model.cli import questions_shown as shown
from model.cli.options import Apply, File, Json, Out, Scenarios
from model.cli.questions import (
    AfterGrants,
    First,
    Months,
    Moving,
    Positions,
    Secured,
    answered,
    numbers,
    program,
    questioning,
    wanted,
)
from model.cli.refusals import refusal

A_LEVER = "a lever, such as rate, or one of its places, such as 'rate:medicaid, individual'"
LeverName = Annotated[str, typer.Argument(metavar="LEVER", help=f"{A_LEVER[:1].upper()}{A_LEVER[1:]}.")]


@questioning
def solve(
    file: File,
    lever: Annotated[
        list[str] | None, typer.Option("--lever", metavar="LEVER", help=f"{A_LEVER}; may be repeated; many without it.")
    ] = None,
    position: Positions = None,
    first: First = None,
    months: Months = None,
    after_grants: AfterGrants = False,
    secured: Secured = False,
    moving: Moving = None,
    wage: Annotated[
        bool, typer.Option("--wage", help="The highest wage that is affordable, now and after each grant ends.")
    ] = False,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """How far each lever alone must go for the money to pay full cost."""
    laid = program(file, scenarios, apply)
    if wage:
        if lever or position or first or months or after_grants or moving:
            raise refusal("--wage", "it is asked for all positions and all months", "leave the other options out")
        from model.questions.highest_wage import highest_wage

        # without --secured a break-even is by earnings; a wage that no grant may pay would be asked by nobody
        found = highest_wage(laid)
        data = shown.wage_object(found)
        answered(data, {"answer": shown.wage_rows(data)}, lambda screen: shown.show_wage(screen, found), as_json, out)
        return
    from model.questions.break_even import break_even_table

    asked = wanted(position, first, months, after_grants, secured, moving)
    table = break_even_table(laid, asked, lever)
    data = shown.table_object(table)
    answered(data, {"answer": shown.table_rows(data)}, lambda screen: shown.show_table(screen, table), as_json, out)


@questioning
def frontier(
    file: File,
    one: LeverName,
    other: LeverName,
    values: Annotated[
        str | None, typer.Option("--values", metavar="LIST", help="Of the first lever: 8,10,12 or 8:30:12.")
    ] = None,
    position: Positions = None,
    first: First = None,
    months: Months = None,
    after_grants: AfterGrants = False,
    secured: Secured = False,
    moving: Moving = None,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """For each value of one lever, what it takes of another."""
    from model.questions.frontier import frontier as ask

    laid = program(file, scenarios, apply)
    asked = wanted(position, first, months, after_grants, secured, moving)
    found = ask(laid, asked, one, other, numbers(values, "--values"))
    data = shown.frontier_object(found)
    answered(data, {"answer": data["points"]}, lambda screen: shown.show_frontier(screen, found), as_json, out)


@questioning
def sweep(
    file: File,
    one: LeverName,
    other: LeverName,
    values: Annotated[
        str | None, typer.Option("--values", metavar="LIST", help="Of the first lever: 8,10,12 or 8:30:12.")
    ] = None,
    other_values: Annotated[
        str | None, typer.Option("--other-values", metavar="LIST", help="Of the other lever, likewise.")
    ] = None,
    proposal: Annotated[
        str | None, typer.Option("--proposal", metavar="A,B", help="A point to mark: a value of each lever.")
    ] = None,
    measure: Annotated[
        shown.Measure, typer.Option("--measure", help="What the table shows; the files hold all of them.")
    ] = shown.Measure.positions_at_end,
    position: Positions = None,
    first: First = None,
    months: Months = None,
    after_grants: AfterGrants = False,
    secured: Secured = False,
    moving: Moving = None,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """Every pair of values of two levers: positions sustained, the gap, the first month of it."""
    from model.questions.sweep import sweep as ask

    laid = program(file, scenarios, apply)
    asked = wanted(position, first, months, after_grants, secured, moving)
    point = numbers(proposal, "--proposal")
    if point is not None and len(point) != 2:
        raise refusal("--proposal", f"found {proposal!r}", "two numbers parted by a comma are needed")
    found = ask(
        laid,
        asked,
        one,
        other,
        numbers(values, "--values"),
        numbers(other_values, "--other-values"),
        None if point is None else (point[0], point[1]),
        _progress if sys.stderr.isatty() else None,
    )
    data = shown.sweep_object(found)
    tables = {"answer": shown.sweep_rows(data), "line": data["line"]}
    answered(data, tables, lambda screen: shown.show_sweep(screen, found, measure), as_json, out)


def _progress(done: int, total: int) -> None:
    """Say on standard error how far a sweep is, on one line that is wiped at the end."""
    sys.stderr.write(f"\r{done:,} of {total:,} points" if done < total else f"\r{' ' * 40}\r")
    sys.stderr.flush()


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (solve, frontier, sweep):
        app.command()(command)
