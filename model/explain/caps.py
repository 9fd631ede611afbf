"""Caps opened: the limit, what reaches it, what its window has used, and the share it leaves."""

from dataclasses import replace

from model.explain.cells import SOURCE, cells, client_share, listed, reaching, units_a_session
from model.explain.nodes import Node
from model.explain.sessions import attendance, caseload, seats
from model.explain.spot import Spot, of_all, remembered, unique
from model.inputs.care import Cap
from model.inputs.series.care import PERIODS, CapSeries
from model.stages.parts.caps import MONTHS_PER_YEAR


def in_order(spot: Spot, per: str) -> list[int]:
    """Places in the file of the caps of a kind in force this month, shorter periods first, as billing takes them."""
    caps = spot.program.caps
    order = sorted(range(len(caps)), key=lambda place: PERIODS.index(caps[place].period))
    return [place for place in order if caps[place].per == per and _in_force(spot, caps[place])]


def _in_force(spot: Spot, cap: Cap) -> bool:
    begun = cap.from_ is None or cap.from_ <= spot.when
    return begun and (cap.until is None or spot.when <= cap.until)


def _series(spot: Spot, place: int) -> tuple[int, CapSeries]:
    """A cap as billing holds it, and its number there."""
    caps = spot.program.caps
    order = sorted(range(len(caps)), key=lambda at: PERIODS.index(caps[at].period))
    return order.index(place), spot.work.projection.terms.caps[order.index(place)]


def _name(spot: Spot, place: int) -> str:
    return unique(spot.program.caps[place].name, [cap.name for cap in spot.program.caps], place)


def _field(spot: Spot, place: int, field: str) -> Node:
    cap = spot.program.caps[place]
    label = f"{field.replace('_', ' ')} of cap {cap.name}"
    return spot.input(field, "caps", place, field, unit=cap.unit if field == "limit" else "", label=label)


@remembered
def left_by_client_caps(spot: Spot, service: str, payer: str) -> Node:
    """The share of units that caps per client leave."""
    parts = [
        _left_by_client_cap(spot, place, payer)
        for place in in_order(spot, "client")
        if listed(spot, spot.program.caps[place], service, payer) and spot.program.caps[place].period != "day"
    ]
    day = _left_by_day_caps(spot, service, payer)
    every = [*([day] if day else []), *parts]
    note = "" if every else "no cap per client touches it"
    return spot.part("left_by_client_caps", "product(children)", *every, source=SOURCE, note=note)


@remembered
def _left_by_day_caps(spot: Spot, service: str, payer: str) -> Node | None:
    """Caps per day limit the units of each session, before the mean over its lengths."""
    caps = [place for place in in_order(spot, "client") if spot.program.caps[place].period == "day"]
    caps = [place for place in caps if listed(spot, spot.program.caps[place], service, payer)]
    units = units_a_session(spot, service, payer)
    if not caps or not units.value:
        return None
    children, arguments = list(units.children), [child.name for child in units.children]
    for number, place in enumerate(caps, start=1):
        for field in ("limit", "approved_beyond"):
            named = f"{field}_{number}" if len(caps) > 1 else field
            children.append(spot.input(named, "caps", place, field, label=_field(spot, place, field).label))
            arguments.append(named)
    equation = f"mean_units({', '.join(arguments)})"
    under = spot.part("units_under_day_caps", equation, *children, source=SOURCE)
    label = f"share that {' and '.join(spot.program.caps[place].name for place in caps)} leaves of a session"
    return spot.part(
        "left_by_day_caps", "units_under_day_caps / units_a_session", under, units, source=SOURCE, label=label
    )


@remembered
def _left_by_client_cap(spot: Spot, place: int, payer: str) -> Node:
    """The share that one cap per client leaves, for all its services alike."""
    within = _within_client_limit(spot, place, payer)
    children = (within, _field(spot, place, "approved_beyond"))
    name = _name(spot, place)
    equation = "kept_by_limit + approved_beyond * (1 - kept_by_limit)"
    return spot.part(f"left_by.{name}", equation, *children, source=SOURCE, label=f"share that {name} leaves")


@remembered
def _within_client_limit(spot: Spot, place: int, payer: str) -> Node:
    number, cap = _series(spot, place)
    units, limit = _units_a_client(spot, place, payer), _field(spot, place, "limit")
    variation = spot.input("client_variation", "client_variation")
    if cap.period == "week":
        equation = "expected_under(units_a_client * 12 / 52, limit, client_variation) * 52 / 12 / units_a_client"
        return _where_some(spot, equation, units, limit, variation)
    people = _people(spot, cap)
    if not cap.fixed:
        equation = (
            f"people * expected_under(units_a_client * {cap.months} / people, limit, client_variation)"
            f" / {cap.months} / units_a_client"
        )
        return _where_some(spot, equation, units, limit, variation, people)
    counted = spot.laid.recount.clients[number, list(spot.program.payers).index(payer)]
    used = _used(spot, place, float(counted.used[spot.place, spot.month]))
    equation = (
        "(people * expected_under((used_before + units_a_client) / people, limit, client_variation)"
        " - people * expected_under(used_before / people, limit, client_variation)) / units_a_client"
    )
    return _where_some(spot, equation, units, limit, variation, people, used)


def _where_some(spot: Spot, equation: str, *children: Node) -> Node:
    return spot.part("kept_by_limit", f"{equation} if units_a_client > 0 else 1", *children, source=SOURCE)


def _people(spot: Spot, cap: CapSeries) -> Node:
    turnover = spot.input("client_turnover", "client_turnover")
    return spot.part("people", f"1 + client_turnover * {cap.months} / {MONTHS_PER_YEAR}", turnover, source=SOURCE)


def _used(spot: Spot, place: int, value: float) -> Node:
    """What the window under way had used before this month."""
    _, cap = _series(spot, place)
    # the first month lies in a window under way, whatever its calendar month
    if spot.month == 0:
        return spot.input("used_before", "caps", place, "used_at_start", unit=cap.unit)
    begins = next((m for m in range(spot.month, 0, -1) if spot.laid.recount.begins(cap, m)), 0)
    when = spot.program.start.plus(begins)
    note = "the window begins this month" if begins == spot.month else f"the window under way since {when}"
    return replace(spot.count("used_before", value, note=note), unit=cap.unit)


@remembered
def _units_a_client(spot: Spot, place: int, payer: str) -> Node:
    """Units a client and month of a seat that is filled or covered, after the caps before this one."""
    cap = spot.program.caps[place]
    parts = [
        _after_earlier_caps(spot, place, service, payer)
        for service, whose in cells(spot)
        if whose == payer and listed(spot, cap, service, payer)
    ]
    total = spot.part("units_of_all", "sum(children)", *parts, source=SOURCE, label="units of the services it lists")
    clients = spot.part(
        "clients",
        "caseload * client_share * seats",
        caseload(spot),
        client_share(spot, payer),
        seats(spot),
        source=SOURCE,
    )
    return spot.part("units_a_client", "units_of_all / clients if clients > 0 else 0", total, clients, source=SOURCE)


def _after_earlier_caps(spot: Spot, place: int, service: str, payer: str) -> Node:
    """The units of one service that caps of shorter periods leave to this one."""
    order = in_order(spot, "client")
    earlier = [
        _left_by_client_cap(spot, before, payer)
        for before in order[: order.index(place)]
        if spot.program.caps[before].period != "day" and listed(spot, spot.program.caps[before], service, payer)
    ]
    day = _left_by_day_caps(spot, service, payer)
    shares = [*([day] if day else []), *earlier]
    equation = " * ".join(["reaching", *(share.name for share in shares)])
    name = f"units_of_all.{service}"
    return spot.part(
        name, equation, reaching(spot, service, payer), *shares, source=SOURCE, label=f"units of {service}"
    )


@remembered
def under_client_caps(spot: Spot, service: str, payer: str) -> Node:
    """Units that caps per client leave."""
    children = (reaching(spot, service, payer), left_by_client_caps(spot, service, payer))
    return spot.part("under_client_caps", "reaching * left_by_client_caps", *children, source=SOURCE)


@remembered
def left_by_worker_caps(spot: Spot, service: str, payer: str) -> Node:
    """The share of units that caps per worker leave."""
    places = [p for p in in_order(spot, "worker") if listed(spot, spot.program.caps[p], service, payer)]
    parts = [_left_by_worker_cap(spot, place) for place in places]
    note = "" if parts else "no cap per worker touches it"
    return spot.part("left_by_worker_caps", "product(children)", *parts, source=SOURCE, note=note)


@remembered
def _left_by_worker_cap(spot: Spot, place: int) -> Node:
    """One cap per worker, over all payers and services that it lists."""
    cap = spot.program.caps[place]
    times = {"week": " * 52 / 12", "month": "", "year": " / 12"}[cap.period]
    earlier = in_order(spot, "worker")
    parts = [
        _counted(spot, service, payer, tuple(earlier[: earlier.index(place)]))
        for service, payer in cells(spot)
        if listed(spot, cap, service, payer)
    ]
    counted = spot.part("counted", "sum(children)", *parts, source=SOURCE)
    equation = f"min(1, limit{times} * seats / counted) if counted > 0 else 1"
    children = (_field(spot, place, "limit"), seats(spot), counted)
    return spot.part(
        f"left_by.{_name(spot, place)}", equation, *children, source=SOURCE, label=f"share that {cap.name} leaves"
    )


def _counted(spot: Spot, service: str, payer: str, earlier: tuple[int, ...]) -> Node:
    """Units of a cell as a cap per worker counts them: those of a group once, not for each who came."""
    before = [
        _left_by_worker_cap(spot, place) for place in earlier if listed(spot, spot.program.caps[place], service, payer)
    ]
    units, name = under_client_caps(spot, service, payer), f"counted.{service} {payer}"
    equation, children = " * ".join(["under_client_caps", *(node.name for node in before)]), [units, *before]
    if spot.program.services[service].group_size is not None:
        equation, children = f"{equation} / attendance", [*children, attendance(spot, service)]
    return spot.part(name, equation, *children, source=SOURCE, label=f"units of {service} for {payer}")


@remembered
def left_by_program_caps(spot: Spot, service: str, payer: str) -> Node:
    """The share that caps of the program leave, the same for all positions."""
    places = [p for p in in_order(spot, "program") if listed(spot, spot.program.caps[p], service, payer)]
    parts = [_left_by_program_cap(spot, place) for place in places]
    note = "" if parts else "no cap of the program touches it"
    return spot.part("left_by_program_caps", "product(children)", *parts, source=SOURCE, note=note)


@of_all
def _left_by_program_cap(spot: Spot, place: int) -> Node:
    """One cap of the program: what its window still allows, against what all positions would add to it this month."""
    number, cap = _series(spot, place)
    counted = spot.laid.recount.program[number]
    given = [(at, float(value)) for at, value in enumerate(counted.given[:, spot.month]) if value]
    see = "earned" if cap.unit == "dollars" else "units.paid"
    parts = [
        replace(node, label=f"what {spot.at(place=at).who} would add")
        for at, value in given
        for node in [spot.other(see, name=f"claimed.{spot.at(place=at).who}", place=at, value=value)]
    ]
    label = "what all positions would add before the cap"
    claimed = replace(spot.part("claimed", "sum(children)", *parts, source=SOURCE, label=label), unit=cap.unit)
    times = " * 52 / 12" if cap.period == "week" else ""
    children = (_field(spot, place, "limit"), _used(spot, place, float(counted.used[spot.month])), claimed)
    equation = f"min(1, max(0, limit{times} - used_before) / claimed) if claimed > 0 else 1"
    return spot.part(
        f"left_by.{_name(spot, place)}", equation, *children, source=SOURCE, label=f"share that {cap.name} leaves"
    )
