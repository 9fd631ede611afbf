"""Travel, equipment, supplies, contracts, construction and other: typed lines, and cost lines of the program."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from model.inputs.load import ProgramFile
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array, Dated
from model.inputs.request import Agreement, Item, Request, by_year
from model.requests.budget import ClassName, Factor, Line, LineYear, Term
from model.requests.factors import cents, count, dollars, growth, part_of_year, printed_sum, share
from model.requests.pay import Paid, PaidMonth, months_of, span
from model.requests.seats import Seats

MILEAGE = "mileage"
ITEM_CLASSES: tuple[ClassName, ...] = ("travel", "equipment", "supplies", "contractual", "construction", "other")


def items_of(request: Request, cls: ClassName) -> tuple[Item, ...]:
    """The entries of a class in the request."""
    return tuple(getattr(request, cls))


@dataclass(frozen=True, kw_only=True, eq=False)
class Source:
    """What drawn lines read."""

    file: ProgramFile
    request: Request
    everybody: tuple[Paid, ...]
    seats: Seats


def item_lines(source: Source, cls: ClassName) -> tuple[Line, ...]:
    """The lines of a class."""
    return tuple(_line(source, cls, item, f"{cls}[{n}]", cls) for n, item in enumerate(items_of(source.request, cls)))


def _line(source: Source, cls: ClassName, item: Item, place: str, within: str) -> Line:
    identity = f"{within}.{item.id}"
    parts: tuple[Line, ...] = ()
    if isinstance(item, Agreement) and item.parts:
        parts = tuple(
            replace(_line(source, cls, part, f"{place}.parts[{n}]", identity), paid_by=item.paid_by)
            for n, part in enumerate(item.parts)
        )
    rounding = source.request.whole_dollars
    years = tuple(
        LineYear(
            year=year, terms=_sum_of(parts, year) if parts else _terms(source, item, place, year), rounding=rounding
        )
        for year in range(source.request.years)
    )
    return Line(
        id=identity,
        own=item.id,
        cls=cls,
        title=item.title or _spoken(item.line or item.id),
        paid_by=item.paid_by,
        years=years,
        basis=item.basis,
        objectives=item.objectives,
        place=place,
        tied=item.line is not None,
        kind=item.kind if isinstance(item, Agreement) else item.counts,
        parts=parts,
    )


def _spoken(name: str) -> str:
    """A name of a file as people write it: `records_system` is `Records system`."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _sum_of(parts: tuple[Line, ...], year: int) -> tuple[Term, ...]:
    asked = [part for part in parts if part.years[year].printed]
    return tuple(
        Term(label=part.title, factors=(printed_sum(part.title, part.years[year].printed, (part.id,)),))
        for part in asked
    )


def _terms(source: Source, item: Item, place: str, year: int) -> tuple[Term, ...]:
    return _typed(source, item, place, year) if item.line is None else tuple(_drawn(source, item, place, year))


def _typed(source: Source, item: Item, place: str, year: int) -> tuple[Term, ...]:
    quantity, part = by_year(item.quantity, year), by_year(item.share, year)
    months = None if item.months is None else by_year(item.months, year)
    if not (item.unit_cost or 0) * quantity * part * (1 if months is None else months):
        return ()
    key = f"{place}"
    factors = [dollars("unit cost", item.unit_cost or 0.0, f"{place}.unit_cost", key=f"{key}.unit_cost")]
    if item.quantity != (1.0,):
        factors.append(count("quantity", quantity, f"{place}.quantity", key=f"{key}.quantity.{year}", unit=item.unit))
    factors += [count(name, value, f"{place}.times.{name}", key=f"{key}.{name}") for name, value in item.times.items()]
    if months is not None:
        factors.append(count("months", months, f"{place}.months", key=f"{key}.months.{year}", unit="months"))
    factors += _share(place, part, year)
    if item.grows:
        factors += growth(source.request.cost_of_living, year, f"growth.{year}")
    return (Term(factors=tuple(factors)),)


def _share(place: str, part: float, year: int) -> list[Factor]:
    return [] if part == 1 else [share("share of the project", part, f"{place}.share", key=f"{place}.share.{year}")]


def lines_of_program(file: ProgramFile) -> Mapping[str, str]:
    """The lines that a request may draw from the program, each with its group; the first of a name counts."""
    costs = file.program.costs
    groups = {
        "per_position_month": costs.per_position_month,
        "per_position_year": costs.per_position_year,
        "program_month": costs.program_month,
    }
    named = {MILEAGE: MILEAGE}
    for group, lines in groups.items():
        named = {**dict.fromkeys(lines, group), **named}
    return {**{support.name: "support" for support in file.program.supports}, **named}


def _drawn(source: Source, item: Item, place: str, year: int) -> Iterator[Term]:
    assert item.line is not None
    group = lines_of_program(source.file)[item.line]
    if group == "program_month":
        yield from _of_program(source, item, place, year)
        return
    for each in source.everybody:
        chosen = not item.positions or each.staff.position in item.positions
        if each.place is not None and chosen and each.payer == item.paid_by:
            yield from _of_seat(source, item, place, year, each, group)


def _of_program(source: Source, item: Item, place: str, year: int) -> Iterator[Term]:
    assert item.line is not None
    costs, seats = source.file.program.costs, source.seats
    stated = seats.values(costs.program_month[item.line], growth=costs.annual_change)
    part = by_year(item.share, year)
    months = [(month, cents(float(stated[seats.index(month)]))) for month in months_of(source.request, year)]
    for amount, group in groupby(months, key=lambda pair: pair[1]):
        these = [month for month, _ in group]
        if amount * part:
            key, where = f"{item.line}.{these[0]}", f"costs.program_month.{item.line}"
            factors = (dollars("dollars a month", amount, where, key=key), count("months", len(these), "calendar"))
            label = "" if len(these) == MONTHS_PER_YEAR else f"{these[0]} to {these[-1]}"
            yield Term(label=label, factors=(*factors, *_share(place, part, year)))


def _of_seat(source: Source, item: Item, place: str, year: int, each: Paid, group: str) -> Iterator[Term]:
    assert each.place is not None and item.line is not None
    seats, stated = source.seats, _amounts(source, item.line, group)
    part = by_year(item.share, year)
    miles = seats.miles[each.place] if group == MILEAGE else None

    def same(month: PaidMonth) -> tuple[float, float]:
        index = seats.index(month.month)
        exact = float(stated[index])
        return exact if group == MILEAGE else cents(exact), month.effort

    for (amount, effort), stretch in groupby(each.years[year], key=same):
        months = tuple(stretch)
        often = _often(source, each, months, miles, group)
        if not amount * effort * often.value * part:
            continue
        key = f"{item.line}.{months[0].month}" if group != MILEAGE else f"mileage.{amount:g}"
        where = "costs.mileage_rate" if group == MILEAGE else f"costs.{group}.{item.line}"
        unit = "dollars a mile" if group == MILEAGE else "dollars"
        cost = dollars(_per(group), amount, where, key=key, unit=unit)
        here = f"personnel[{each.number}].effort"
        level = share("level of effort", effort, here, kind="derived", key=f"effort.{each.identity}.{year}")
        label = each.title if len(months) == len(each.years[year]) else f"{each.title}, {span(months)}"
        order = (often, cost) if group == MILEAGE else (cost, often)
        yield Term(label=label, factors=(*order, level, *_share(place, part, year)))


def _per(group: str) -> str:
    return {MILEAGE: "dollars a mile", "per_position_year": "dollars a year"}.get(group, "dollars a month")


def _often(source: Source, each: Paid, months: tuple[PaidMonth, ...], miles: Array | None, group: str) -> Factor:
    """How often the cost comes: miles driven, months, or months of twelve."""
    if miles is not None:
        driven = sum(float(miles[source.seats.index(month.month)]) for month in months)
        key = f"miles.{each.identity}.{months[0].month}"
        return count("miles", int(driven + 0.5), "sessions of a full seat", key=key, unit="miles")
    if group == "per_position_year":
        return part_of_year(len(months), "calendar")
    return count("months", len(months), "calendar", unit="months")


def _amounts(source: Source, name: str, group: str) -> Array:
    """(months,) what the program pays: a mile, or for a seat a month or a year."""
    program, seats = source.file.program, source.seats
    if group == MILEAGE:
        return seats.values(program.costs.mileage_rate)
    if group == "support":
        support = next(s for s in program.supports if s.name == name)
        on = seats.horizon.within(support.from_, support.until)
        return on * seats.values(support.per_position_month, growth=program.costs.annual_change)
    amount: Dated = getattr(program.costs, group)[name]
    return seats.values(amount, growth=program.costs.annual_change)
