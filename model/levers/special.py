"""Targets of levers that are more than one number at one place: starting wages, bumps, what is added or renewed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from model.inputs.load import ProgramFile
from model.inputs.selectors import value_at
from model.levers import shapes
from model.levers.lever import Lever, Target
from model.levers.reading import selector_of, steps_at
from model.levers.targets import COST_WORDS, credentials_of, plain_targets
from model.levers.words import NOTHING, step_words, worded

Targets = Callable[[Lever, ProgramFile], Iterator[Target]]
NEUTRAL = {
    "per_position_month": 0.0,
    "hours_per_week": 0.0,
    "turnover_multiplier": 1.0,
    "no_show_multiplier": 1.0,
    "non_service_share_change": 0.0,
}


def _defaults(target: Target, **given: Any) -> Target:
    """A target whose questions begin with what it suggests."""
    return replace(target, asks=tuple(replace(a, default=given.get(a.key, a.default)) for a in target.asks))


def _starting(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    together = lever.key == "starting_wage"
    for name in file.program.ladders:
        selector = selector_of(file.tree, ("ladders", name, "steps"))
        if selector is not None:
            steps = steps_at(file, name)
            now = shapes.steps_in(file, file.program.ladders[name], file.program.start)

            def shape(value: Any, month: str | None, name: str = name) -> Any:
                return shapes.steps_from(file, name, float(value), month, together=together)

            yield Target(label=name, selector=selector, value=now[0], text=step_words(steps), shape=shape)


def _bumps(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    """Bumps that are paid, then credentials that a ladder pays nothing for."""
    yield from plain_targets(lever, file)
    for name, ladder in file.program.ladders.items():
        selector = selector_of(file.tree, ("ladders", name, "differentials"))
        for credential in credentials_of(file):
            if selector is not None and credential not in ladder.differentials:
                yield _named(f"{name}, {credential}", selector, credential)


def _named(label: str, selector: str, name: str) -> Target:
    """An amount under a name that a mapping does not have yet."""

    def shape(value: Any, _month: str | None) -> Any:
        return {name: float(value)}

    return Target(label=label, selector=selector, value=0.0, text=NOTHING, action="add", shape=shape)


def _increases(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    """The yearly increase of each ladder; one that has none gets it in the month the program starts."""
    month = file.program.start.calendar_month
    for target in plain_targets(lever, file):
        whole = target.selector.removesuffix(".share")
        if file.program.ladders[target.label].annual_increase is not None:
            yield target
        else:

            def shape(value: Any, _month: str | None) -> Any:
                return {"share": float(value), "month": month}

            yield replace(target, selector=whole, value=0.0, text=NOTHING, dated=False, shape=shape)


def _services_paid(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    for name, payer in file.program.payers.items():
        selector = selector_of(file.tree, ("payers", name, "services"))
        for service in file.program.services:
            if selector is not None and service not in payer.services:

                def shape(value: Any, _month: str | None, service: str = service) -> Any:
                    return {service: {"rate": float(value)}}

                label = f"{name}, {service}"
                yield Target(
                    label=label, selector=selector, value=0.0, text=NOTHING, dated=False, action="add",
                    unit=lever.unit, shape=shape,
                )  # fmt: skip


def _seats(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    taken = [p.id for p in file.program.positions]
    for place, position in enumerate(file.program.positions):
        raw = value_at(file.tree, ("positions", place))

        def shape(value: Any, month: str | None, raw: Any = raw) -> Any:
            return shapes.seat_like(file, raw, value, month)

        hours = position.hours_per_week.at(file.program.start)
        target = Target(
            label=f"like {position.id}", selector="positions", action="add", asks=lever.asks, shape=shape,
            text=f"{position.title}, {worded(hours, lever.asks[1].spec)}",
        )  # fmt: skip
        yield _defaults(target, id=shapes.free_name(f"{position.id}-b", taken), hours_per_week=hours)


def _renewals(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    """Grants that end within the months projected."""
    for place, grant in enumerate(file.program.grants):
        if grant.end >= file.program.last:
            continue
        raw = value_at(file.tree, ("grants", place))
        last = grant.award[-1].value if isinstance(grant.award, tuple) else grant.award.at(grant.end)
        told = grant.renewal
        suggested = {"months": told.months.value, "award": told.award.value} if told else {"award": float(last)}

        def shape(value: Any, _month: str | None, grant: Any = grant, raw: Any = raw) -> Any:
            return shapes.renewal(file, grant, raw, value)

        target = Target(
            label=grant.id, selector="grants", action="add", asks=lever.asks, dated=False, month=str(grant.end),
            text=f"until {grant.end}", shape=shape,
        )  # fmt: skip
        yield _defaults(target, **suggested)


def _awards(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    """The award of each grant; one that gives a sum for each budget year gets the same for all of them."""
    for place, grant in enumerate(file.program.grants):
        selector = selector_of(file.tree, ("grants", place, "award"))
        if selector is None:
            continue
        years = len(grant.award) if isinstance(grant.award, tuple) else 0
        values = [a.value for a in grant.award] if isinstance(grant.award, tuple) else [grant.award.at(grant.start)]

        def shape(value: Any, _month: str | None, years: int = years) -> Any:
            return [float(value)] * years if years else float(value)

        text = ", ".join(worded(value, lever.spec) for value in values)
        yield Target(
            label=grant.id, selector=selector, value=values[-1], text=f"{text} {lever.unit}", unit=lever.unit,
            dated=not years, shape=shape,
        )  # fmt: skip


def _added(build: Callable[..., Any], *, dated: bool = True, by_month: bool = False) -> Targets:
    """Something new in a list: the one target is the list."""

    def found(lever: Lever, file: ProgramFile) -> Iterator[Target]:
        def shape(value: Any, month: str | None) -> Any:
            return build(file, value, month) if by_month else build(file, value)

        where = lever.places[0]
        held = value_at(file.tree, tuple(where.split("."))) or []
        names = list(held) if isinstance(held, dict) else [str(item.get("id", item.get("name"))) for item in held]
        key, ask = lever.asks[0].key, lever.asks[0]
        target = Target(
            label="the whole program", selector=where, action="add", asks=lever.asks, dated=dated, shape=shape,
            text=", ".join(names) or NOTHING,
        )  # fmt: skip
        yield _defaults(target, **{key: shapes.free_name(str(ask.default), names)})

    return found


def _costs(lever: Lever, file: ProgramFile) -> Iterator[Target]:
    costs = value_at(file.tree, ("costs",)) or {}
    taken = [name for group in COST_WORDS for name in costs.get(group) or {}]
    for group, words in COST_WORDS.items():
        target = Target(
            label=words, selector=f"costs.{group}", action="add", asks=lever.asks,
            text=", ".join(costs.get(group) or {}) or NOTHING, shape=lambda value, _month: shapes.named_amount(value),
        )  # fmt: skip
        yield _defaults(target, name=shapes.free_name("new cost", taken))


def _item(_file: ProgramFile, value: Any) -> Any:
    return shapes.only_what_moves(value, NEUTRAL)


def _line(_file: ProgramFile, value: Any) -> Any:
    return shapes.named_amount(value)


SPECIAL: dict[str, Targets] = {
    "starting_wage": _starting,
    "starting_wage_alone": _starting,
    "bump": _bumps,
    "annual_increase": _increases,
    "service_paid": _services_paid,
    "position_added": _seats,
    "award_a_year": _awards,
    "grant_renewed": _renewals,
    "grant_added": _added(shapes.new_grant, by_month=True),
    "contract_added": _added(shapes.new_contract, by_month=True),
    "cap_added": _added(shapes.new_cap),
    "support_added": _added(_item),
    "benefit_added": _added(_item),
    "leave_added": _added(_line),
    "cost_added": _costs,
}
