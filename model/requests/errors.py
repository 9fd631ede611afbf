"""What must not be sent: totals that do not add up, rates and prices a rule does not allow, limits passed."""

import re
from collections.abc import Iterator

from model.inputs.request import Agreement, Item, Limit, Printed
from model.requests.budget import PAYERS, Budget, Line
from model.requests.check import Check, error, warning
from model.requests.factors import percent
from model.requests.indirect import equipment_threshold
from model.requests.items import ITEM_CLASSES, items_of
from model.requests.pay import HOURS_OF_FULL_TIME
from model.requests.resources import income_as_match
from model.requests.rules import HHS

# Words of costs that federal awards do not pay, each with the rule that says so.
UNALLOWABLE = {
    "promotional_items": r"promotional|giveaways?|t-shirts?|mugs?|lanyards?|pens with",
    "lobbying_and_fundraising": r"lobby(ing)?|fund-?rais(ing|er)",
    "meals_and_entertainment": r"alcohol|entertainment|catering|banquet|party",
}
MEALS = r"meals?|refreshments|lunch(es)?|snacks"


def errors(budget: Budget) -> Iterator[Check]:
    """E1 and E5 to E12 but for effort, which double payment looks at."""
    yield from _printed(budget)
    yield from _indirect(budget)
    yield from _salaries(budget)
    yield from _thresholds(budget)
    yield from _ceilings(budget)
    yield from _limits(budget)
    yield from _unallowable(budget)
    yield from _match(budget)


def _printed(budget: Budget) -> Iterator[Check]:
    for place, said in enumerate(budget.request.printed):
        if said.year > budget.request.years:
            continue
        own = total_of(budget, said)
        if own != said.dollars:
            who = {None: "", "grant": " of the grant", "cash": " of cash match", "in_kind": " in kind"}[said.paid_by]
            found = f"{said.cls}{who} in year {said.year} prints {said.dollars:,.0f}, and its lines add up to {own:,}"
            mend = f"print {own:,}, or mend the line that is {abs(said.dollars - own):,.0f} off"
            yield error("E1", f"printed[{place}]", found, mend)


def total_of(budget: Budget, said: Printed) -> int:
    """What the budget makes of a total that is printed elsewhere."""
    payers = PAYERS if said.paid_by is None else (said.paid_by,)
    year = said.year - 1
    if said.cls == "direct":
        return budget.direct(year, payers)
    if said.cls == "total":
        return budget.total(year, payers)
    return budget.of(said.cls).total(year, payers)


def _indirect(budget: Budget) -> Iterator[Check]:
    indirect, rules = budget.request.indirect, budget.rules
    highest = rules.binding("de_minimis_rate")
    if indirect.kind == "de_minimis" and highest is not None and highest.value is not None:
        if indirect.rate is not None and indirect.rate > highest.value:
            found = f"found {percent(indirect.rate)}, above the de minimis rate of awards of {rules.day}"
            yield error("E5", "indirect.rate", found, f"charge {percent(highest.value)} or less", highest.name)
        if indirect.base != "mtdc":
            mend = "take modified total direct costs: the de minimis rate has no other base"
            yield error("E5", "indirect.base", f"found {indirect.base}", mend, highest.name)
    if indirect.kind == "negotiated" and budget.request.flavour in HHS:
        if indirect.until is not None and indirect.until < budget.request.start:
            found = f"the agreement ends in {indirect.until}, before the award begins"
            yield error("E5", "indirect.until", found, "ask for an extension, or use the de minimis rate")
        if indirect.agreed is None:
            yield warning("E5", "indirect.agreed", "the agreement has no date", "give the day it was signed")
        if indirect.type is None:
            mend = "say which of the four the form asks for"
            yield warning("E5", "indirect.type", "the rate has no type", mend, "negotiated_rate_types")


def _salaries(budget: Budget) -> Iterator[Check]:
    rule = budget.rules.binding("salary_limit")
    if rule is None or rule.value is None:
        return
    for place, staff in enumerate(budget.request.personnel):
        line = next(line for line in budget.of("personnel").lines if line.place == f"personnel[{place}]")
        yearly = max((_yearly(line, year) for year in range(budget.request.years)), default=0.0)
        if not staff.salary_limited and staff.paid_by == "grant" and yearly > rule.value:
            found = f"{line.title} is charged at {yearly:,.0f} a year full time, above the limit of {rule.value:,.0f}"
            mend = "take out `salary_limited: false`, and pay what is above it from other money"
            yield error("E6", f"personnel[{place}].salary_limited", found, mend, rule.name)


def _yearly(line: Line, year: int) -> float:
    """The highest full-time pay of a line in a year."""
    found = [0.0]
    for term in line.years[year].terms:
        by_name = {factor.name: factor.value for factor in term.factors}
        hourly = by_name.get("wage", 0.0) * HOURS_OF_FULL_TIME
        found.append(max(hourly, by_name.get("annual salary", 0.0) * by_name.get("cost of living", 1.0)))
    return max(found)


def _thresholds(budget: Budget) -> Iterator[Check]:
    threshold, _ = equipment_threshold(budget.request, budget.rules)
    if budget.rules.binding("equipment_threshold") is None:
        return
    for place, item in enumerate(budget.request.equipment):
        if item.unit_cost is not None and item.unit_cost < threshold:
            found = f"{item.title or item.id} costs {item.unit_cost:,.0f} each, below {threshold:,.0f}"
            yield error("E8", f"equipment[{place}].unit_cost", found, "move it to supplies", "equipment_threshold")
    for place, item in enumerate(budget.request.supplies):
        lump = item.quantity == (1.0,) and item.months is None and not item.unit
        if item.unit_cost is not None and item.unit_cost >= threshold and not lump:
            found = f"{item.title or item.id} costs {item.unit_cost:,.0f} each, {threshold:,.0f} or more"
            mend = "move it to equipment, or say what one unit costs"
            yield error("E8", f"supplies[{place}].unit_cost", found, mend, "equipment_threshold")


def _ceilings(budget: Budget) -> Iterator[Check]:
    for year in budget.years:
        asked = budget.asked(year.number - 1)
        if year.ceiling is not None and asked > year.ceiling:
            found = f"year {year.number} asks for {asked:,}, and the ceiling is {year.ceiling:,.0f}"
            yield error("E9", "ceiling", found, f"take {asked - year.ceiling:,.0f} out, or move it to match")


def _limits(budget: Budget) -> Iterator[Check]:
    request = budget.request
    stated = {limit.counts for limit in request.limits}
    for place, limit in enumerate(request.limits):
        yield from _limit(budget, limit, f"limits[{place}]", "error", "")
    data = budget.rules.binding("data_collection_limit")
    if data is not None and "data_collection" not in stated:
        usual = Limit(name="data collection", counts="data_collection", share=data.value)
        yield from _limit(budget, usual, "limits", "warning", data.name)
    alterations = budget.rules.binding("minor_alteration_limit")
    if alterations is not None and "minor_alterations" not in stated:
        usual = Limit(name="minor alterations", counts="minor_alterations", share=0.25, dollars=alterations.value)
        yield from _limit(budget, usual, "limits", "error", alterations.name)
    training = budget.rules.binding("training_award_indirect")
    if request.indirect.training_award and training is not None and budget.base:
        asked = request.indirect.rate or 0.0
        if training.value is not None and asked > training.value:
            found = f"a training award pays {percent(training.value)}, and {percent(asked)} is given"
            yield warning("E10", "indirect.rate", found, "the charge is worked out at the lower rate", training.name)


def _limit(budget: Budget, limit: Limit, where: str, severity: str, rule: str) -> Iterator[Check]:
    make = error if severity == "error" else warning
    for year in budget.years:
        number = year.number - 1
        counted = sum(line.years[number].printed for line in _counted(budget, limit.counts) if line.paid_by == "grant")
        shares = [] if limit.share is None else [limit.share * budget.asked(number)]
        stated = [*shares, *([] if limit.dollars is None else [limit.dollars])]
        highest = min(stated) if stated else float(counted)
        if counted > highest:
            found = f"year {year.number} has {counted:,} for {limit.name}, and the limit is {highest:,.0f}"
            yield make("E10", where, found, f"take {counted - highest:,.0f} out of the lines that count to it", rule)


def _counted(budget: Budget, counts: str) -> Iterator[Line]:
    request = budget.request
    tags = {f"{cls}[{n}]": item.counts for cls in ITEM_CLASSES for n, item in enumerate(items_of(request, cls))}
    tags |= {f"personnel[{n}]": staff.counts for n, staff in enumerate(request.personnel)}
    return (line for line in budget.lines() if counts and tags.get(line.place) == counts)


def _unallowable(budget: Budget) -> Iterator[Check]:
    request = budget.request
    for cls in ITEM_CLASSES:
        for place, item in enumerate(items_of(request, cls)):
            if item.paid_by == "grant":
                yield from _words(budget, item, cls, f"{cls}[{place}]")
    if request.flavour == "samhsa" and any(item.paid_by == "grant" for item in request.construction):
        yield error("E11", "construction", "construction is asked for", "leave it out: these awards build nothing")


def _words(budget: Budget, item: Item, cls: str, where: str) -> Iterator[Check]:
    parts = item.parts if isinstance(item, Agreement) else ()
    text = " ".join(t for i in (item, *parts) for t in (i.id, i.title or "", i.line or ""))
    for rule, pattern in UNALLOWABLE.items():
        words = f"{pattern}|{MEALS}" if rule == "meals_and_entertainment" and cls != "travel" else pattern
        found = re.search(rf"\b({words})\b", text, re.IGNORECASE)
        if found and budget.rules.binding(rule) is not None:
            mend = "let other money pay it, or name it for what it is"
            yield error("E11", where, f"{found[0]!r} is not paid by federal awards", mend, rule)


def _match(budget: Budget) -> Iterator[Check]:
    share = budget.request.match.share
    if not share:
        return
    for year in budget.years:
        number = year.number - 1
        needed = budget.asked(number) * share / (1 - share) if share < 1 else 0.0
        lines, income = budget.match(number), income_as_match(budget, number)
        if lines + income + 0.5 < needed:
            given = f"{lines:,} of match" + (f" and {income:,} of program income that counts to it" if income else "")
            found = f"year {year.number} has {given}, and {percent(share)} of the project is {needed:,.0f}"
            mend = f"add {needed - lines - income:,.0f} of cash or in kind, or ask for less"
            yield error("E12", "match", found, mend)
