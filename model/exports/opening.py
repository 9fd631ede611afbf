"""One number opened, in words for the screen: the equation with its numbers put in, and where inputs come from."""

import re
from collections.abc import Iterator

from model.explain import Basis, Node, quantities, rounded
from model.explain.words import words
from model.inputs.program import Program

MOST_TERMS = 8
# quoted words of an equation stay as they are
TOKEN = re.compile(r"'[^']*'|\b[A-Za-z_]\w*\b")
GROUPS = ("Money", "Hours and sessions", "People", "What it comes to", "The whole program", "Grants")
FINDINGS = (
    "status",
    "binds",
    "unsustainable_from",
    "recovers",
    "first_gap",
    "ended",
    "grant_ends",
    "notice_by",
    "self_sustaining",
    "self_sustaining_after_grant",
)
PEOPLE = ("wage", "filled", "productive", "vacant", "separations", "hires", "qualified")
HOURS = ("paid_hours", "service_hours", "unused_hours", "booked", "kept", "units", "hours")
PROGRAM = (
    "reserve",
    "cash",
    "accumulated_gap",
    "contracts",
    "fundraising",
    "full_cost_total",
    "gap_total",
    "positions_sustained",
)


def openable(program: Program) -> dict[str, str]:
    """Every quantity that can be opened, with the words for it, group by group: money first."""
    ordered = sorted(quantities(program), key=lambda quantity: GROUPS.index(group_of(quantity)))
    return {quantity: f"{group_of(quantity)}: {words(quantity)[0]}" for quantity in ordered}


def group_of(quantity: str) -> str:
    """The group under which people look for a quantity."""
    head = quantity.partition(".")[0]
    if head == "grants":
        return "Grants"
    for group, names in (
        ("What it comes to", FINDINGS),
        ("People", PEOPLE),
        ("Hours and sessions", HOURS),
        ("The whole program", PROGRAM),
    ):
        if head in names:
            return group
    return "Money"


def sentence(node: Node) -> str:
    """A number in a sentence: what it is and how many parts it is worked out from."""
    label, value = node.label, rounded(node.value, node.unit)
    if node.value is None:
        value = "there is none"
    parts = len(node.children)
    made = f" It is worked out from {parts} {'number' if parts == 1 else 'numbers'}." if parts else ""
    note = f" {node.note[:1].upper()}{node.note[1:]}." if node.note else ""
    return f"{label}: {value}.{made}{note}"


def with_numbers(node: Node) -> str:
    """The equation of a number with the numbers put in for their names, and what it comes to; empty for an input."""
    if not node.equation:
        return ""
    values = {child.name: rounded(child.value, child.unit) for child in node.children}

    def put_in(found: re.Match[str]) -> str:
        return values.get(found[0], found[0])

    spelled = _spelled_out(node, list(values.values()))
    return f"{spelled or TOKEN.sub(put_in, node.equation)} = {rounded(node.value, node.unit)}"


def _spelled_out(node: Node, values: list[str]) -> str:
    """The sum of all children, term by term where these are few."""
    if node.equation != "sum(children)":
        return ""
    if not values:
        return "nothing to add"
    shown = values if len(values) <= MOST_TERMS else [*values[: MOST_TERMS - 1], "…", values[-1]]
    return " + ".join(shown)


def line(node: Node) -> str:
    """A number on one line: its words and its value."""
    return f"{node.label}: {rounded(node.value, node.unit)}"


def comes_from(node: Node) -> str:
    """Where an input stands and what it rests on; empty for what is worked out."""
    said = [*([node.place.text] if node.place else []), *_basis(node.basis), *([node.note] if node.note else [])]
    return "; ".join(said)


def _basis(basis: Basis | None) -> Iterator[str]:
    if basis is None:
        return
    if basis.label is None:
        yield basis.text
        return
    yield basis.label
    if basis.value is not None:
        ranged = "" if basis.low is None or basis.high is None else f", from {basis.low:g} to {basis.high:g}"
        yield f"{basis.value:g} {basis.unit or ''}{ranged}".replace(" ,", ",").rstrip()
    yield from (str(part) for part in (basis.vintage, basis.confidence) if part)


def source_of(node: Node) -> tuple[str, str | None] | None:
    """Title and address of the source that an input rests on; None where none is cited."""
    basis = node.basis
    return None if basis is None or basis.title is None else (basis.title, basis.url)
