"""Findings opened: statuses, and first months read from the runs of months before and after them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

import numpy as np

from model.explain.costs import full_cost
from model.explain.funding import BY_SOURCE, gap
from model.explain.nodes import Node
from model.explain.spot import Spot, remembered
from model.findings import HALF_A_CENT, INACTIVE, RESERVE, STATUSES, SUSTAINED_RUN, UNSUSTAINED_RUN
from model.inputs.months import Month

SOURCE = "model.md, section 10: findings"
# a status, and the sources of money that give it, the least secure first
GIVEN_BY = (
    ("gap", ("gap",)),
    ("reserve", ("from_reserve",)),
    ("fundraising", ("from_fundraising",)),
    ("grant", ("from_grants", "from_program_income")),
    ("contract", ("from_contracts",)),
    ("earned", ("from_earned", "from_surplus")),
)


@remembered
def status(spot: Spot) -> Node:
    """The least secure source above materiality that pays for the row; of others, the worst row that carries them."""
    own_row = spot.place == len(spot.program.positions)
    if own_row or spot.serves:
        return _row_status(spot)
    return _carried_status(spot)


def _row_status(spot: Spot) -> Node:
    sources = [BY_SOURCE[source](spot) for source in ("reserve", "fundraising", "grants", "program_income")]
    sources += [BY_SOURCE[source](spot) for source in ("contracts", "earned", "surplus")]
    cost, material = full_cost(spot), spot.input("materiality", "materiality")
    least = spot.part("least", "materiality * full_cost", material, cost, source=SOURCE)
    amounts = [(word, " + ".join(names)) for word, names in GIVEN_BY]
    chain = [f"'{word}' if {amount} > least" for word, amount in amounts]
    most = f"max({', '.join(amount for _, amount in reversed(amounts))})"
    # where nothing passes materiality, the largest source decides, and of equal ones the most secure
    rest = [f"'{word}' if {amount} == {most}" for word, amount in reversed(amounts[1:])]
    equation = " else ".join(["'inactive' if full_cost <= 0", *chain, *rest, "'gap'"])
    return spot.total("status", equation, cost, least, gap(spot), *sources, source=SOURCE)


def _carried_status(spot: Spot) -> Node:
    if not spot.pick(spot.work.projection.costs.direct):
        return spot.total("status", "'inactive'", source=SOURCE, note="it costs nothing this month")
    serving = spot.serving()
    settled = [p for p in serving if spot.month >= _start_over(spot, p)]
    rows = (settled or serving) if serving else [len(spot.program.positions)]
    note = "rows still in their grace are not counted" if settled and settled != serving else ""
    parts = [spot.other("status", name=f"status.{spot.at(place=p).who}", place=p) for p in rows]
    return spot.total("status", "least_secure(children)", *parts, source=SOURCE, note=note)


def _start_over(spot: Spot, place: int) -> int:
    """The month index from which a seat's start is over."""
    return int(np.atleast_2d(spot.laid.money.grace_from)[0, place])


def _runs(spot: Spot, which: Callable[[int], object]) -> Iterator[tuple[object, int, int]]:
    """Months in a row of which the same holds: what it is, first and last month index."""
    codes = spot.work.found.status[0, spot.place]
    for key, months in groupby(range(len(codes)), key=lambda m: which(int(codes[m]))):
        found = list(months)
        yield key, found[0], found[-1]


def _month(spot: Spot, index: int) -> str:
    return str(spot.program.start.plus(index))


def _status_then(spot: Spot, index: int) -> Node:
    return spot.other("status", name="status", month=index)


@remembered
def first_gap(spot: Spot) -> Node:
    """The first month with a gap: one row for each run of months of one status."""
    rows = []
    for code, first, last in _runs(spot, lambda code: code):
        begins = spot.count("begins", _month(spot, first), label="first month of the run")
        word = "inactive" if code == INACTIVE else STATUSES[int(str(code))]
        label = f"{_month(spot, first)} to {_month(spot, last)}: {word}"
        equation = "begins if status == 'gap' else None"
        rows.append(
            spot.part(
                f"run.{_month(spot, first)}", equation, begins, _status_then(spot, first), source=SOURCE, label=label
            )
        )
    return spot.total("first_gap", "first(children)", *rows, source=SOURCE)


def _last_index(spot: Spot) -> int:
    """The position's last month within the projection."""
    end = spot.program.months - 1 if spot.position.end is None else spot.position.end - spot.program.start
    return int(min(end, spot.program.months - 1, spot.work.found.ended[0, spot.place]))


def _lasting(spot: Spot, words: str, first: int, last: int, length: int) -> Node:
    """A run of months from the first that counts, and whether it lasts long enough, or to the position's last month."""
    final = _last_index(spot)
    months = (
        spot.count("from_month", _month(spot, first), label="first month of the run that counts"),
        spot.count("until", _month(spot, min(last, final)), label="last month of the run"),
        spot.count("last_month", _month(spot, final), label="the position's last month in the projection"),
    )
    equation = (
        "from_month if from_month <= until and"
        f" (until == last_month or months_between(from_month, until) + 1 >= {length}) else None"
    )
    label = f"{_month(spot, first)} to {_month(spot, last)}: {words}"
    status_then = (_status_then(spot, first),) if first <= last else ()
    name = f"run.{_month(spot, first)} {_month(spot, last)}"
    return spot.part(name, equation, *months, *status_then, source=SOURCE, label=label)


@remembered
def unsustainable_from(spot: Spot) -> Node:
    """The first month, after the seat's start, from which it needs the reserve or has a gap three months in a row."""
    grace = _start_over(spot, spot.place)
    rows = [
        _lasting(spot, "needs the reserve or has a gap", max(first, grace), last, UNSUSTAINED_RUN)
        for holds, first, last in _runs(spot, lambda code: code >= RESERVE)
        if holds and first <= _last_index(spot)
    ]
    note = f"the seat's start is over in {_month(spot, grace)}"
    return spot.total("unsustainable_from", "first(children)", *rows, source=SOURCE, note=note)


@remembered
def recovers(spot: Spot) -> Node:
    """The first later month from which it is sustained twelve months in a row."""
    since = spot.work.found.unsustainable_from[0, spot.place]
    rows = [
        _lasting(spot, "sustained", max(first, int(since) + 1), last, SUSTAINED_RUN)
        for holds, first, last in _runs(spot, lambda code: INACTIVE < code < RESERVE)
        if holds and np.isfinite(since) and last > since and first <= _last_index(spot)
    ]
    return spot.total("recovers", "first(children)", *rows, source=SOURCE)


@remembered
def ended(spot: Spot) -> Node:
    """The last paid month of a seat that ended for want of money."""
    value = spot.value("ended")
    if value is None:
        return spot.total("ended", "None", source=SOURCE, note="the seat does not end for want of money")
    index = int(spot.work.found.ended[0, spot.place])
    if not spot.serves:
        note = "it ends with the last direct-service seat"
        return spot.count("ended", value, note=note)
    lasted = int(spot.program.grace_months.value)
    months = [_short(spot, month) for month in range(index - lasted + 1, index + 1)]
    last = spot.count("last_month", value, label="last of the months of grace")
    grace = spot.input("grace_months", "grace_months", label="months of gap in a row before a seat ends", unit="months")
    note = "of the seats whose gap has lasted so long, the one of lowest priority ends"
    every = " and ".join(f"{month.name} == 1" for month in months)
    equation = f"last_month if grace_months == {lasted} and {every} else None"
    return spot.total("ended", equation, last, grace, *months, source="model.md, section 9, step 8", note=note)


def _short(spot: Spot, month: int) -> Node:
    """Whether the position has a gap above materiality in a month."""
    children = (
        spot.other("gap", month=month),
        spot.other("full_cost", month=month),
        spot.input("materiality", "materiality"),
    )
    name, label = f"short.{_month(spot, month)}", f"1 if it has a gap that counts in {_month(spot, month)}"
    return spot.part(name, "1 if gap > materiality * full_cost else 0", *children, source=SOURCE, label=label)


@remembered
def grant_ends(spot: Spot) -> Node:
    """The last month in which a grant that covers the position pays."""
    parts = []
    for number, grant in enumerate(spot.program.grants):
        if grant.covers.get(spot.position.id) is not None:
            parts.append(_last_paid(spot, number))
    note = "" if parts else "no grant covers it"
    return spot.total("grant_ends", "latest(children)", *parts, source=SOURCE, note=note)


def _last_paid(spot: Spot, number: int) -> Node:
    """The last month in which one grant covers the position and pays."""
    grant = spot.program.grants[number]
    share = spot.laid.money.grants[number].covers[0, spot.place]
    paid = spot.work.projection.funding.grants[grant.id].paid[0]
    months = np.flatnonzero((paid > HALF_A_CENT) & (share > 0))
    name, label = f"last_paid.{grant.id}", f"last month in which {grant.id} covers it and pays"
    if len(months) == 0:
        return spot.count(name, None, label=label, note="it pays in none")
    last = int(months[-1])
    month = spot.count("month", _month(spot, last), label="the month")
    dollars = spot.other(f"grants.{grant.id}.paid", name="paid", month=last)
    return spot.part(name, f"month if paid > {HALF_A_CENT} else None", month, dollars, source=SOURCE, label=label)


@remembered
def notice_by(spot: Spot) -> Node:
    """The month in which notice must be given."""
    weeks = spot.input("weeks_of_notice", "weeks_of_notice")
    over, short = ended(spot), first_gap(spot)
    if over.value is not None or spot.program.when_unfunded == "end":
        equation = "None if ended == None else month_after(ended, floor(-weeks_of_notice * 12 / 52))"
        return spot.total("notice_by", equation, over, weeks, source=SOURCE, note="before the seat ends")
    equation = "None if first_gap == None else month_after(first_gap, floor(-1 - weeks_of_notice * 12 / 52))"
    return spot.total(
        "notice_by", equation, short, weeks, source=SOURCE, note="before the month ahead of the first gap"
    )


@remembered
def self_sustaining(spot: Spot, *, after_grant: bool = False) -> Node:
    """Earnings over full cost: in all months, or in those after the last grant."""
    name = "self_sustaining_after_grant" if after_grant else "self_sustaining"
    first, children = 0, []
    if after_grant:
        until = spot.work.found.grant_ends[0, spot.place]
        if not np.isfinite(until):
            return spot.total(name, "None", source=SOURCE, note="no grant pays for it")
        first, children = int(until) + 1, [grant_ends(spot)]
    sums = [_over_years(spot, quantity, first) for quantity in ("earned", "full_cost")]
    equation = "earned / full_cost if full_cost > 0 else None"
    return spot.total(name, equation, *sums, *children, source=SOURCE)


def _over_years(spot: Spot, quantity: str, first: int) -> Node:
    """A quantity added up by fiscal year."""
    years: dict[Month, list[int]] = {}
    for m in range(first, spot.program.months):
        month = spot.program.start.plus(m)
        years.setdefault(month.plus(-((month.calendar_month - spot.program.fiscal_month) % 12)), []).append(m)
    parts = []
    for months in years.values():
        dollars = sum(float(spot.at(month=m).value(quantity) or 0.0) for m in months)
        begins, label = _month(spot, months[0]), f"{_month(spot, months[0])} to {_month(spot, months[-1])}"
        node = spot.other(quantity, name=f"{quantity}.{begins}", month=months[0], value=dollars)
        parts.append(replace(node, label=label))
    return spot.part(quantity, "sum(children)", *parts, source=SOURCE)
