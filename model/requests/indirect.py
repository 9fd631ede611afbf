"""Indirect cost: what of each line stands in the base, and the charge."""

from model.inputs.load import ProgramFile
from model.inputs.request import Agreement, Item, PaidBy, Request
from model.requests.budget import BasePart, BaseYear, Factor, Line, LineYear, Term
from model.requests.factors import share
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.rules import Rules, rules_on

IN_BASE_OF: dict[str, tuple[PaidBy, ...]] = {
    "grant": ("grant",),
    "grant_and_cash": ("grant", "cash"),
    "all": ("grant", "cash", "in_kind"),
}
NEVER_IN_MTDC = {"equipment": "equipment", "construction": "capital spending"}
EARLIEST = (
    "2014-12-26"  # any day before 2024-10-01: the rules that a negotiated agreement keeps until it says otherwise
)


def subaward_part(request: Request, rules: Rules) -> tuple[float, str]:
    """How much of each subaward, over its life, stands in the base, and what says so.

    A negotiated rate keeps the part of before October 2024 until its own agreement names another.
    """
    return _threshold(request, rules, "mtdc_subaward_part", request.indirect.subaward_part)


def equipment_threshold(request: Request, rules: Rules) -> tuple[float, str]:
    """The unit cost from which something is equipment, and what says so; a negotiated rate keeps its own."""
    return _threshold(request, rules, "equipment_threshold", request.indirect.equipment_threshold)


def _threshold(request: Request, rules: Rules, name: str, agreed: float | None) -> tuple[float, str]:
    if agreed is not None:
        return agreed, "negotiated agreement"
    if request.indirect.kind == "negotiated":
        return rules_on(EARLIEST, request.flavour).value(
            name
        ) or 0.0, f"rule {name}, before the agreement says otherwise"
    return rules.value(name) or 0.0, f"rule {name}"


def rate_of(request: Request, rules: Rules) -> tuple[float, str]:
    """The rate charged, as a share of the base, and where it comes from."""
    indirect = request.indirect
    if indirect.kind == "none":
        return 0.0, "none"
    rate, source = indirect.rate, "indirect.rate"
    if rate is None:
        rate, source = rules.value("de_minimis_rate") or 0.0, "rule de_minimis_rate"
    highest = rules.binding("training_award_indirect")
    if indirect.training_award and highest is not None and highest.value is not None and rate > highest.value:
        return highest.value, "rule training_award_indirect"
    return rate, source


def base_years(file: ProgramFile, request: Request, rules: Rules, direct: tuple[Line, ...]) -> tuple[BaseYear, ...]:
    """The base in each budget year; none where no indirect is asked."""
    rate, source = rate_of(request, rules)
    if request.indirect.kind == "none":
        return ()
    counted = [line for line in direct if line.paid_by in IN_BASE_OF[request.indirect.base_of]]
    entries = {f"{cls}.{item.id}": item for cls in ITEM_CLASSES for item in items_of(request, cls)}
    left = {line.id: subaward_part(request, rules)[0] for line in counted}
    years = []
    for year in range(request.years):
        parts = []
        for line in counted:
            part = _part(file, request, line, year, entries.get(line.id), left)
            if part.amount:
                parts.append(part)
        years.append(BaseYear(year=year, parts=tuple(parts), rate=rate, source=source))
    return tuple(years)


def _part(
    file: ProgramFile, request: Request, line: Line, year: int, item: Item | None, left: dict[str, float]
) -> BasePart:
    amount = line.years[year].printed
    why = _excluded(file, request, line, item)
    if why:
        return BasePart(line=line.id, amount=amount, included=0, why=why)
    if isinstance(item, Agreement) and item.kind == "subaward" and request.indirect.base == "mtdc":
        included = int(min(amount, left[line.id]))
        left[line.id] -= included
        why = "the part of a subaward that earns indirect is used up" if included < amount else ""
        return BasePart(line=line.id, amount=amount, included=included, why=why)
    return BasePart(line=line.id, amount=amount, included=amount)


def _excluded(file: ProgramFile, request: Request, line: Line, item: Item | None) -> str:
    """Why a line earns no indirect at all; empty when it does."""
    base, said = request.indirect.base, _said(request, line, item)
    if said is not None:
        return "" if said else "left out of the base by the request"
    if base == "salaries" and line.cls != "personnel":
        return "the base is salaries"
    if base == "salaries_and_fringe" and line.cls not in ("personnel", "fringe"):
        return "the base is salaries and fringe"
    if base != "mtdc":
        return ""
    if item is not None and item.line in file.program.costs.indirect_excludes:
        return "the program leaves it out of its base"
    return NEVER_IN_MTDC.get(line.cls, "")


def _said(request: Request, line: Line, item: Item | None) -> bool | None:
    if item is not None:
        return item.in_base
    number = line.place.removeprefix("personnel[").removesuffix("]")
    return request.personnel[int(number)].in_base if line.cls == "personnel" and number.isdigit() else None


def indirect_lines(request: Request, base: tuple[BaseYear, ...]) -> tuple[Line, ...]:
    """The charge, paid by the grant; none where no indirect is asked."""
    if not base:
        return ()
    years = tuple(LineYear(year=each.year, terms=_terms(each), rounding=request.whole_dollars) for each in base)
    return (
        Line(
            id="indirect.indirect",
            own="indirect",
            cls="indirect",
            title="Indirect charges",
            paid_by="grant",
            years=years,
            place="indirect",
            kind=request.indirect.kind,
        ),
    )


def _terms(each: BaseYear) -> tuple[Term, ...]:
    if not each.base or not each.rate:
        return ()
    base = Factor(
        name="base",
        value=each.base,
        shown=f"{each.base:,}",
        unit="dollars",
        source="base",
        kind="derived",
        of=tuple(part.line for part in each.parts if part.included),
        key=f"base.{each.year}",
    )
    return (Term(factors=(share("rate", each.rate, each.source, key="rate.indirect"), base)),)
