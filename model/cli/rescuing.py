"""The command rescue: at each cliff, what would keep every seat, or which seats to keep."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from model.cli.figures import NOTHING
from model.cli.options import Apply, File, Json, Out, Scenarios
from model.cli.questions import answered, month, plain, program, questioning, said, show_assumed
from model.cli.refusals import refusal
from model.cli.screen import Screen
from model.inputs.load import ProgramFile
from model.inputs.months import Month
from model.sentences import rounded, spoken

if TYPE_CHECKING:
    from model.questions.bundle import Allowance, Bundle
    from model.questions.keep_set import Kept
    from model.questions.rescue import Alone, Pair, Rescue

Object = dict[str, Any]


class By(StrEnum):
    """What is made as large as possible where not all seats can be kept."""

    seats = "seats"
    hours = "hours"
    clients = "clients"


@questioning
def rescue(
    file: File,
    cliff: Annotated[
        str | None, typer.Option("--cliff", metavar="MONTH", help="The last month of what stops paying; else each.")
    ] = None,
    months: Annotated[int, typer.Option("--months", min=1, help="How long seats are to be kept after it.")] = 12,
    lever: Annotated[
        list[str] | None, typer.Option("--lever", metavar="LEVER", help="To try alone; may be repeated; else all.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow", metavar="LEVER[=MOST]", help="What the cheapest bundle may use, and how far; may be repeated."
        ),
    ] = None,
    objective: Annotated[By, typer.Option("--keep-most", help="Where not all seats can be kept.")] = By.seats,
    reserve: Annotated[bool, typer.Option("--reserve", help="The reserve above its floor may pay for seats.")] = False,
    scenarios: Scenarios = None,
    apply: Apply = None,
    as_json: Json = False,
    out: Out = None,
) -> None:
    """At each cliff: what would keep every seat, alone and together, or which to keep."""
    from model.questions.rescue import rescue as ask

    laid = program(file, scenarios, apply)
    found = [
        ask(
            laid,
            last,
            months,
            levers=lever,
            allowed=_allowed(allow or ()),
            objective=objective.value,
            reserve_may_pay=reserve,
        )
        for last in _cliffs(laid, cliff)
    ]
    data = {"question": "rescue", "sentences": [one.sentence for one in found], "cliffs": [_object(o) for o in found]}
    answered(data, _tables(found), lambda screen: _show(screen, found), as_json, out)


def _cliffs(laid: ProgramFile, asked: str | None) -> list[Month]:
    """The cliff asked for, or every month after which something stops paying.

    Raises:
        InputError: when nothing stops paying.
    """
    from model.projection import project
    from model.questions.cliffs import cliffs

    given = month(asked, "--cliff")
    if given is not None:
        return [given]
    found = sorted({one.last for one in cliffs(project(laid.program))})
    if not found:
        wanted = "nothing stops paying before the last month projected; name a month with --cliff"
        raise refusal(laid.name, "no grant, contract or payer ends", wanted)
    return found


def _allowed(texts: Sequence[str]) -> "list[Allowance]":
    """What the bundle may use.

    Raises:
        InputError: when the furthest amount of a lever is no number.
    """
    from model.questions.bundle import Allowance

    result = []
    for text in texts:
        key, given, most = text.partition("=")
        try:
            result.append(Allowance(key=key.strip(), most=float(most) if given else None))
        except ValueError:
            raise refusal("--allow", f"found {text!r}", "write a lever, or a lever and how far: rate_raise=2") from None
    return result


def _object(found: "Rescue") -> Object:
    return {
        "cliff": str(found.cliff),
        "months": found.months,
        "sentence": found.sentence,
        "seats": list(found.seats),
        "kept_as_it_stands": list(found.kept),
        "missing": found.missing,
        "alone": [_alone(one) for one in found.alone],
        "pairs": [_pair(one) for one in found.pairs],
        "bundle": None if found.bundle is None else _bundle(found.bundle),
        "keep": None if found.keep is None else _keep(found.keep),
        "assumed": list(found.assumed),
    }


def _alone(one: "Alone") -> Object:
    return {
        "lever": one.lever.key,
        "name": one.lever.label,
        "reached": hasattr(one.answer, "value"),
        "amount": plain(getattr(one.answer, "value", getattr(one.answer, "best", None))),
        "words": one.words,
        "kept": list(one.kept),
        "missing": one.missing,
        "sentence": one.sentence,
    }


def _pair(one: "Pair") -> Object:
    return {
        "levers": list(one.keys),
        "reached": hasattr(one.answer, "value"),
        "amounts": plain(one.amounts),
        "words": one.words,
        "kept": list(one.kept),
        "missing": one.missing,
    }


def _bundle(one: "Bundle") -> Object:
    used = [{"lever": u.key, "words": u.words, "new_money": u.new_money, "cost": u.cost} for u in one.used]
    return {"sentence": one.sentence, "keeps_all": one.keeps_all, "missing": one.missing, "used": used}


def _keep(one: "Kept") -> Object:
    return {"sentence": one.sentence, "keeps": list(one.keeps), "ends": list(one.ends), "proven": one.proven}


def _tables(found: "Sequence[Rescue]") -> dict[str, list[Object]]:
    def rows(part: str) -> list[Object]:
        return [{"cliff": str(one.cliff), **row} for one in found for row in _object(one)[part]]

    return {"answer": rows("alone"), "pairs": rows("pairs")}


def _show(screen: Screen, found: "Sequence[Rescue]") -> None:
    for one in found:
        screen.heading(f"After {spoken(one.cliff)}")
        said(screen, [one.sentence])
        if one.alone:
            rows = [(a.lever.label, [a.words, _kept(a, one), _missing(a, one)]) for a in one.alone]
            screen.grid("Alone", ["Moved by", "Seats kept", "Still missing"], rows)
        if one.pairs:
            rows = [(p.words, [_kept(p, one), _missing(p, one)]) for p in one.pairs]
            screen.grid("Together", ["Seats kept", "Still missing"], rows)
        said(screen, [part.sentence for part in (one.bundle, one.keep) if part is not None])
    show_assumed(screen, list(dict.fromkeys(text for one in found for text in one.assumed)))


def _kept(part: "Alone | Pair", one: "Rescue") -> str:
    return f"{len(part.kept)} of {len(one.seats)}"


def _missing(part: "Alone | Pair", one: "Rescue") -> str:
    """What seats still lack; amounts below materiality lose no seat."""
    return NOTHING if len(part.kept) == len(one.seats) else rounded(part.missing)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(rescue)
