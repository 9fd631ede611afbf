"""What was assumed: every default that a program of the interview took, with its evidence."""

from dataclasses import dataclass
from typing import Any

from model.inputs.assumption_records import Cited, Entry
from model.inputs.assumptions import Assumptions
from model.inputs.citations import rows_named
from model.inputs.units import covers, steps_of
from model.interview.builder import OWN

LABELS = {
    "ladders.*.annual_increase.share": ("Yearly raise", "share a year"),
    "wage_floor": ("Least wage by law", "dollars an hour"),
    "wage_floor.*.value": ("Least wage by law", "dollars an hour"),
    "benefits.components.*.share_of_wages": ("State unemployment tax, for new employers", "share of wages"),
    "benefits.components.*.wage_base": ("Wages on which it is paid, a person and year", "dollars a year"),
    "benefits.components.*.used_at_start": ("Of that base, used up at the start", "dollars"),
    "costs.mileage_rate": ("Business mileage", "dollars a mile"),
    "payers.medicaid.services.individual.rate": ("Medicaid rate", "dollars"),
    "payers.medicaid.services.group.rate": ("Medicaid rate for groups", "dollars"),
    "payers.medicaid.payment_lag": ("Claims paid in the same month, the next, and the one after", "share"),
    "caps.*.limit": ("Limit on what may be billed for a client", "units"),
    "client_variation": ("How much clients differ in what they need", "ratio"),
    "grants.*.indirect_rate": ("Indirect rate on an award", "share of modified total direct cost"),
}


@dataclass(frozen=True, kw_only=True)
class Assumed:
    """One thing that was assumed.

    Attributes:
        path: its place in the program.
        label, value, unit: what.
        low, high: between which values it may lie; None where nobody says.
        title, url: of its source; None where there is none.
        why: what the assumption says of itself, or the reason given.
    """

    path: str
    label: str
    value: float | tuple[float, ...] | None
    unit: str
    low: float | None
    high: float | None
    title: str | None
    url: str | None
    why: str


def assumed(tree: dict[str, Any], assumptions: Assumptions) -> list[Assumed]:
    """What a program of the interview assumes, in the order of its `basis`, the same thing once.

    Own values are not listed. A tax that no table has for the state is listed without a value: it was left out.
    """
    rows = [_row(tree, path, text, assumptions) for path, text in tree["basis"].items() if text != OWN]
    once = {(row.label, row.value): row for row in reversed(rows)}
    listed = [row for row in rows if once[row.label, row.value] is row]
    taxes = [component["name"] for component in tree["benefits"]["components"]]
    return listed if "State unemployment" in taxes else [*listed, _no_tax(tree["state"])]


def _no_tax(state: str) -> Assumed:
    return Assumed(
        path="benefits.components",
        label=LABELS["benefits.components.*.share_of_wages"][0],
        value=None,
        unit="share of wages",
        low=None,
        high=None,
        title=None,
        url=None,
        why=f"no published rate for {state} was found, so it is left out; add it on the page Our program",
    )


def _row(tree: dict[str, Any], path: str, text: str, assumptions: Assumptions) -> Assumed:
    value, entry, rows = _at(tree, path), assumptions.entries.get(text), rows_named(text, assumptions)
    label, unit = _words(path, entry)
    source = (entry.source if entry else None) or (rows[0].source if rows else None)
    ranged = value if isinstance(value, dict) else {}
    return Assumed(
        path=path,
        label=label,
        value=_numbers(value),
        unit=unit,
        low=entry.low if entry else ranged.get("low"),
        high=entry.high if entry else ranged.get("high"),
        title=assumptions.sources[source].title if source else None,
        url=assumptions.sources[source].url if source else None,
        why=_why(text, entry or (rows[0] if rows else None)),
    )


def _words(path: str, entry: Entry | None) -> tuple[str, str]:
    own = next((said for pattern, said in LABELS.items() if covers(pattern, path)), None)
    if entry is None:
        assert own is not None, path
        return own
    return (own[0] if own and path.startswith(("grants", "ladders")) else entry.label), entry.unit


def _why(text: str, cited: Entry | Cited | None) -> str:
    return text if cited is None else cited.note or cited.locator


def _numbers(value: Any) -> float | tuple[float, ...] | None:
    if isinstance(value, dict):
        value = value.get("value")
    if isinstance(value, list):
        return tuple(float(item) for item in value)
    return float(value) if isinstance(value, int | float) else None


def _at(tree: Any, path: str) -> Any:
    """What a path of `basis` names: items of lists by place, id or name."""
    for step in steps_of(path):
        if isinstance(tree, list) and step.isdigit():
            tree = tree[int(step)]
        elif isinstance(tree, list):
            key, _, wanted = step.partition("=")
            tree = next(item for item in tree if item.get(key) == wanted)
        else:
            tree = tree[step]
    return tree
