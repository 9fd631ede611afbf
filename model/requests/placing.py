"""Which object class a line is printed under, where a funder's format wants another than the request gives.

A moved line keeps its id and its place in the request, so that edited texts and the checks still find it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from model.inputs.request import Item, Request
from model.requests.budget import DIRECT, TITLES, ClassName, Line
from model.requests.items import MILEAGE, items_of
from model.requests.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Move:
    """A rule that moves lines of one class to another."""

    rule: str
    from_: ClassName
    to: ClassName


MOVES = (
    Move(rule="consultants_in_other", from_="contractual", to="other"),
    Move(rule="local_travel_in_other", from_="travel", to="other"),
)


def is_local(item: Item) -> bool:
    """Whether travel stays in the service area: as the request says, or where it is the program's mileage."""
    return item.line == MILEAGE if item.local is None else item.local


def placed(
    request: Request, rules: Rules, lines: Mapping[ClassName, tuple[Line, ...]]
) -> dict[ClassName, tuple[Line, ...]]:
    """The lines of each class as the funder wants them, those that were moved after the class's own."""
    found: dict[ClassName, list[Line]] = {name: list(lines[name]) for name in DIRECT}
    for move in MOVES:
        use = rules.binding(move.rule)
        if use is None:
            continue
        why = f"{use.text} (notice of {use.since[:4]}), so it stands there and not under {TITLES[move.from_]}"
        moved = [line for line in found[move.from_] if _is_meant(request, move, line)]
        found[move.from_] = [line for line in found[move.from_] if line not in moved]
        found[move.to] += (_under(line, move.to, why) for line in moved)
    return {name: tuple(each) for name, each in found.items()}


def _is_meant(request: Request, move: Move, line: Line) -> bool:
    if move.from_ == "contractual":
        return line.kind == "consultant"
    return any(f"travel.{item.id}" == line.id and is_local(item) for item in items_of(request, "travel"))


def _under(line: Line, to: ClassName, why: str) -> Line:
    parts = tuple(_under(part, to, "") for part in line.parts)
    return replace(line, cls=to, parts=parts, notes=(*line.notes, *((why,) if why else ())))
