"""The command `justify`: a funding request worked out, checked, and written as the documents a funder takes."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from model.cli import files
from model.cli.briefing import nothing_there, write_both
from model.cli.options import Apply, File, Json, Scenarios
from model.cli.refusals import one_line, refusal, refusing
from model.cli.screen import Screen
from model.inputs.load import ProgramFile
from model.inputs.scenario import applied

if TYPE_CHECKING:
    from model.inputs.request import Request
    from model.requests.budget import Budget
    from model.requests.check import Check

Flavour = Literal["samhsa", "hrsa", "acf", "acl", "cdc", "opioid_settlement", "foundation"]


@refusing
def justify(
    file: File,
    request: Annotated[
        str | None, typer.Argument(metavar="REQUEST", help="A request of the program; needless where it has one.")
    ] = None,
    own: Annotated[
        Path | None, typer.Option("--request", metavar="FILE", help="A request in a file of its own.")
    ] = None,
    grant: Annotated[
        str | None, typer.Option("--grant", metavar="ID", help="Start from a grant of the program.")
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Print a request to fill in, and do nothing else.")] = False,
    funder: Annotated[Flavour, typer.Option("--funder", help="Whose form and rules a started request has.")] = "samhsa",
    scenarios: Scenarios = None,
    apply: Apply = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the documents into this folder.")
    ] = None,
    as_json: Json = False,
) -> None:
    """The budget justification: classes by year, checks, how it reconciles, and the documents."""
    from model.inputs.writing import written
    from model.requests.checking import checks, may_be_exported
    from model.requests.computing import budget_of
    from model.requests.starting import new_request

    picked = files.picked(file, scenarios, apply or ())
    loaded = applied(files.loaded(file), picked)
    if new:
        sys.stdout.write(written(new_request(loaded, funder)).decode())
        return
    budget = budget_of(loaded, _request(loaded, request, own, grant, funder))
    found = checks(loaded, budget)
    blocked = not may_be_exported(found)
    if out and not blocked:
        nothing_there(out, _names(budget))  # before the work of making them
        write_both(out, _documents(loaded, budget, found))
    if as_json:
        sys.stdout.write(one_line(_object(loaded, budget, found)))
    else:
        _show(Screen(), loaded, budget, found)
        if out and not blocked:
            Screen().say(f"Written into {out}.")
    sys.stdout.flush()
    if out and blocked:
        count = sum(check.severity == "error" for check in found)
        told = "an error of the checks" if count == 1 else f"{count} errors of the checks"
        raise refusal(file, f"nothing was written: {told} must be mended first", "each says where and how, above")


def _request(loaded: ProgramFile, name: str | None, own: Path | None, grant: str | None, funder: Flavour) -> "Request":
    """The request that was meant.

    Raises:
        InputError: when there is none of that name, or which one is meant cannot be told.
    """
    from model.inputs.request_file import load_request, request_of
    from model.requests.starting import request_from_grant

    if sum(way is not None for way in (name, own, grant)) > 1:
        raise refusal(loaded.name, "a request's name, --request and --grant each name a request", "give one of them")
    if own is not None:
        return load_request(own, loaded)
    if grant is not None:
        return request_of(request_from_grant(loaded, grant, funder), f"request from {grant}", loaded)
    there = {one.id: one for one in loaded.program.requests}
    if name is None and len(there) == 1:
        return next(iter(there.values()))
    if name is None or name not in there:
        found = "it holds no request" if not there else f"no request {name!r}" if name else "which request is not said"
        wanted = f"name one of {', '.join(there)}" if there else "use --grant, --request, or --new for one to fill in"
        raise refusal(loaded.name, found, wanted)
    return there[name]


def _names(budget: "Budget") -> tuple[str, ...]:
    """The files' names: narrative in Word and as PDF, workbook, and the figures of the form as CSV and as XML."""
    stem = "budget-" + re.sub(r"[^\w.-]+", "-", budget.request.id)
    return tuple(f"{stem}{end}" for end in (".docx", ".pdf", ".xlsx", "-sf424a.csv", "-sf424a.xml"))


def _documents(loaded: ProgramFile, budget: "Budget", found: "tuple[Check, ...]") -> dict[str, bytes]:
    from model.exports.budget.narrative import narrative, narrative_pdf
    from model.exports.budget.workbook import budget_workbook
    from model.exports.budget_frames import cell_rows
    from model.exports.csv import ENCODING, csv_text
    from model.requests.form_xml import form_xml
    from model.requests.sf424a import sf424a
    from model.requests.spending import spending

    form = sf424a(budget, spending(loaded, budget))
    contents = (
        narrative(loaded, budget),
        narrative_pdf(loaded, budget),
        budget_workbook(loaded, budget, found=found).content,
        csv_text(cell_rows(form)).encode(ENCODING),
        form_xml(form),
    )
    return dict(zip(_names(budget), contents, strict=True))


def _object(loaded: ProgramFile, budget: "Budget", found: "tuple[Check, ...]") -> dict[str, Any]:
    """The one object of `--json`."""
    from model.exports.budget_frames import cell_rows
    from model.requests.reconciling import reconciled
    from model.requests.sf424a import sf424a
    from model.requests.spending import spending

    return {
        "request": budget.request.id,
        "title": budget.request.title,
        "funder": budget.request.flavour,
        "lines": [
            {
                "class": line.cls,
                "id": line.id,
                "title": line.title,
                "paid_by": line.paid_by,
                "years": [{"dollars": year.printed, "arithmetic": year.text} for year in line.years],
            }
            for line in budget.lines()
        ],
        "asked": [budget.asked(year.number - 1) for year in budget.years],
        "match": [budget.match(year.number - 1) for year in budget.years],
        "checks": [
            {"code": c.code, "severity": c.severity, "where": c.where, "found": c.found, "mend": c.mend} for c in found
        ],
        "sf424a": cell_rows(sf424a(budget, spending(loaded, budget))),
        "reconciliation": [
            {
                "year": year.number,
                "request_cents": year.request,
                "differences": [{"name": d.name, "cents": d.cents} for d in year.differences],
                "projection_cents": year.projection,
            }
            for year in reconciled(loaded, budget)
        ],
    }


def _show(screen: Screen, loaded: ProgramFile, budget: "Budget", found: "tuple[Check, ...]") -> None:
    from model.requests.reconciling import reconciled

    years = range(len(budget.years))
    asked, request = budget.asked(None), budget.request
    screen.say(f"{request.title}: ${asked:,} asked for over {len(years)} budget year{'s' * (len(years) > 1)}.", "bold")
    screen.heading("By object class, all who pay")
    heads = [f"{year.start} to {year.end}" for year in budget.years] + ["all"]
    columns = [*years, None]
    rows = [(cls.title, [f"{cls.total(year):,}" for year in columns]) for cls in budget.classes]
    rows += [
        ("Total", [f"{budget.total(year):,}" for year in columns]),
        ("of it asked for", [f"{budget.asked(year):,}" for year in columns]),
        ("of it match", [f"{budget.match(year):,}" for year in columns]),
    ]
    screen.grid("class", heads, rows)
    screen.heading("Checks" if found else "Checks: nothing found")
    screen.items(f"{check.severity}: {check.sentence}" for check in found)
    screen.heading("From the request to what the projection expects the grant to pay, in dollars")
    steps = reconciled(loaded, budget)
    names = [step.name for step in steps[0].differences] if steps else []
    table = [("request", [_dollars(year.request) for year in steps])]
    table += [(name, [_dollars(year.differences[n].cents) for year in steps]) for n, name in enumerate(names)]
    screen.grid("step", heads[:-1], [*table, ("projection", [_dollars(year.projection) for year in steps])])


def _dollars(cents: int) -> str:
    return f"{cents / 100:,.2f}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(justify)
