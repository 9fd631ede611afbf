"""What a rescue may move: each lever with how far it may go, whom it asks for money, and the changes it makes.

Every amount starts at 0, which is today. Pay is not among them: a rescue that cuts wages is no rescue. Nor is the
reserve, which runs out; whether it may be spent is asked apart.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Dated
from model.inputs.series.horizon import Horizon
from model.inputs.staff import TimeUse
from model.levers import Target, by_key, change_of, targets
from model.projection import Projection
from model.questions.keeping import Watch
from model.questions.raise_search import main_payer, unit_rates
from model.questions.solving import QuestionError, Solved, Unreached, Words, solve
from model.questions.trying import Changed, by_month

Changes = Callable[[float], list[Changed]]
NOBODY, PAYERS, FUNDER, DONORS = "nobody", "payers", "a funder", "donors"
MOST_RATE, MOST_CAP, MOST_CASELOAD, MOST_HOURS = 4.0, 9.0, 1.0, 0.5
SHARE_TOLERANCE, DOLLAR_TOLERANCE = 1e-4, 0.25
NEW_MONEY = "rescue"
TWO_WAYS, SCAN = ("hours", "turnover"), 20  # fewer hours earn less as well; people who stay climb the ladder


@dataclass(frozen=True, kw_only=True)
class RescueLever:
    """One lever of a rescue.

    Attributes:
        key: of `model.levers`, or "other_time" for all time that is not service.
        label: in plain words.
        asks: who is asked for new money; "nobody" where the program does it itself.
        most: the furthest amount; `tolerance`: how closely it is solved.
        changes: of an amount, from the first month after the cliff; none for 0.
        says: an amount in words, never less than it is.
    """

    key: str
    label: str
    asks: str
    most: float
    tolerance: float
    changes: Changes
    says: Callable[[float], str]

    @property
    def one_way(self) -> bool:
        """Whether more of it never leaves a seat with less."""
        return self.key not in TWO_WAYS


def rescue_levers(watched: Watch, payer: str | None = None) -> tuple[RescueLever, ...]:
    """Every lever that moves anything in this program, those that ask nobody last.

    Args:
        watched: the cliff.
        payer: whose rates and share of clients are moved; by default the program's Medicaid, or the first by the unit.
    """
    return tuple(lever for build in (_money, _medicaid, _own_work) for lever in build(watched, payer))


def chosen(levers: Iterable[RescueLever], keys: Iterable[str]) -> tuple[RescueLever, ...]:
    """The levers of these keys, in the order of the keys.

    Raises:
        QuestionError: for a key that moves nothing here.
    """
    by_name = {lever.key: lever for lever in levers}
    wanted = tuple(keys)
    unknown = [key for key in wanted if key not in by_name]
    if unknown:
        raise QuestionError(f"found the lever {unknown[0]!r}; those that move something here are {', '.join(by_name)}")
    return tuple(by_name[key] for key in wanted)


def most_needed(watched: Watch) -> float:
    """Dollars a month that surely keep everybody, were they to fall from the sky: the dearest month of the window."""
    return float(watched.base.funding.full[0, :, watched.inside].sum(axis=0).max())


def _money(watched: Watch, _payer: str | None) -> Iterable[RescueLever]:
    most = most_needed(watched)
    yield _lever("fundraising", DONORS, most, lambda a: _raised(watched, a), _a_month, DOLLAR_TOLERANCE)
    yield _lever("contract_added", FUNDER, most, lambda a: _contract(watched, a), _a_month, DOLLAR_TOLERANCE)
    lever = by_key("grant_renewed")
    for target in targets(lever, watched.file):
        if target.month != str(watched.cliff):
            continue

        def renewed(award: float, target: Target = target) -> list[Changed]:
            value = {"months": watched.months, "award": award}
            return [change_of(lever, target, value)] if award > 0 else []

        label = f"{target.label} renewed"
        yield RescueLever(
            key=lever.key, label=label, asks=FUNDER, most=most * MONTHS_PER_YEAR, tolerance=10 * DOLLAR_TOLERANCE,
            changes=renewed, says=lambda award: f"${math.ceil(award):,} a year",
        )  # fmt: skip
        return  # of several grants that end together one is asked; the others are new money like any other


def _a_month(dollars: float) -> str:
    return f"${math.ceil(dollars):,} a month more"


def _tenths(number: float) -> str:
    """Rounded up to a tenth, so that what is said is enough."""
    return f"{math.ceil(round(10 * number, 6)) / 10:g}"


def _raised(watched: Watch, more: float) -> list[Changed]:
    program, horizon = watched.file.program, Horizon.of(watched.file.program)
    today = horizon.values(program.fundraising.per_month, growth=program.fundraising.annual_change)[0]
    if more <= 0:
        return []
    risen = today + more * horizon.within(watched.begins, None)
    return [
        {"set": "fundraising.per_month", "to": by_month(risen, program.start)},
        {"set": "fundraising.annual_change", "to": 0.0},
    ]


def _contract(watched: Watch, a_month: float) -> list[Changed]:
    name = NEW_MONEY
    while name in {contract.id for contract in watched.file.program.contracts}:
        name += "-too"
    item = {"id": name, "start": str(watched.begins), "per_month": a_month, "for_service": False}
    return [{"add": "contracts", "item": item}] if a_month > 0 else []


def _medicaid(watched: Watch, payer: str | None) -> Iterable[RescueLever]:
    program = watched.file.program
    if not any(paid.per == "unit" for p in program.payers.values() for paid in p.services.values()):
        return
    name = main_payer(watched.file, payer)
    rates = [f"payers.{name}.services.{service}.rate" for service in unit_rates(watched.file, name, watched.begins)]
    yield _scaled(watched, "rate_raise", rates, PAYERS, MOST_RATE, up=True, label=f"Rate of {name}")
    caps = [f"caps[name={cap.name}].limit" for cap in program.caps]
    if caps:
        yield _scaled(watched, "cap", caps, PAYERS, MOST_CAP, up=True, label="Limit of every cap")
    yield from _share(watched, name)
    denied = [f"payers.{n}.denial" for n, p in program.payers.items() if _some(watched, p.denial)]
    if denied:
        yield _scaled(watched, "denial", denied, NOBODY)


def _share(watched: Watch, payer: str) -> Iterable[RescueLever]:
    """More clients on the payer, out of those whom no payer covers."""
    program, horizon = watched.file.program, Horizon.of(watched.file.program)
    shares = {name: horizon.values(p.client_share)[0] for name, p in program.payers.items()}
    free = float((1 - np.sum(list(shares.values()), axis=0))[watched.inside.start :].min())
    if free <= SHARE_TOLERANCE:
        return

    def moved(more: float) -> list[Changed]:
        risen = shares[payer] + more * horizon.within(watched.begins, None)
        return [{"set": f"payers.{payer}.client_share", "to": by_month(risen, program.start)}] if more > 0 else []

    # a hair less than all of it, since shares that add up to more than 1 are no program
    yield _lever(
        "client_share",
        NOBODY,
        free * (1 - 1e-9),
        moved,
        lambda more: f"{_tenths(100 * more)} points more of all clients",
    )


def _own_work(watched: Watch, _payer: str | None) -> Iterable[RescueLever]:
    program = watched.file.program
    for key in ("no_show", "documentation_minutes", "travel_minutes"):
        places = [f"services.{n}.{key}" for n, s in program.services.items() if _some(watched, getattr(s, key))]
        if places:
            yield _scaled(watched, key, places, NOBODY)
    seats = [p for p in program.positions if p.direct_service and p.id in watched.seats]
    caseloads = [f"positions[id={p.id}].caseload" for p in seats if p.caseload is not None]
    if caseloads and (room := _room_for_clients(watched)) > SHARE_TOLERANCE:
        yield _scaled(watched, "caseload", caseloads, NOBODY, room, up=True)
    time = list(_other_time(watched))
    if time:
        yield _scaled(watched, "other_time", time, NOBODY, label="Time that is not service")
    hours = [f"positions[id={p.id}].hours_per_week" for p in program.positions]
    yield _scaled(watched, "hours", hours, NOBODY, MOST_HOURS, label="Hours a week of every position")
    own = [(f"positions[id={p.id}].staffing", p.staffing) for p in program.positions]
    staffed = [("staffing", program.staffing), *own]
    leaving = [f"{at}.annual_turnover" for at, s in staffed if "annual_turnover" in s.model_fields_set]
    if leaving:
        yield _scaled(watched, "turnover", leaving, NOBODY)
    if program.costs.program_month:
        yield _scaled(watched, "cost_line", ["costs.program_month"], NOBODY, label="Program costs a month")


def _room_for_clients(watched: Watch) -> float:
    """By what share every caseload may grow: twofold at most, and no further than the payer's limit for the largest."""
    program, horizon = watched.file.program, Horizon.of(watched.file.program)
    if program.limits.caseload is None:
        return MOST_CASELOAD
    caseloads = [p.caseload for p in program.positions if p.caseload is not None and p.id in watched.seats]
    largest = horizon.table(caseloads)[0, :, watched.inside].max(axis=0)
    room = horizon.values(program.limits.caseload)[0, watched.inside] / np.maximum(largest, 1e-9) - 1
    return min(MOST_CASELOAD, float(room.min()))


def _other_time(watched: Watch) -> Iterable[str]:
    program = watched.file.program
    places = [("time", program.time), *((f"positions[id={p.id}].time", p.time) for p in program.positions)]
    for place, time in places:
        yield from (f"{place}.{name}" for name in TimeUse.model_fields if name in time.model_fields_set)


def _some(watched: Watch, number: Dated) -> bool:
    return bool((Horizon.of(watched.file.program).values(number)[0, watched.inside] > 0).any())


def _scaled(
    watched: Watch, key: str, places: list[str], asks: str, most: float = 1.0, *, up: bool = False, label: str = ""
) -> RescueLever:
    """A lever that scales numbers, up or down, from the month after the cliff."""

    def moved(amount: float) -> list[Changed]:
        by = 1 + amount if up else 1 - amount
        return [{"scale": place, "by": by, "from": str(watched.begins)} for place in places if amount > 0]

    words = "more" if up else "less"
    return _lever(key, asks, most, moved, lambda amount: f"{_tenths(100 * amount)} % {words}", label=label)


def _lever(
    key: str,
    asks: str,
    most: float,
    changes: Changes,
    says: Callable[[float], str],
    tolerance: float = SHARE_TOLERANCE,
    label: str = "",
) -> RescueLever:
    named = label or by_key(key).label
    return RescueLever(key=key, label=named, asks=asks, most=most, tolerance=tolerance, changes=changes, says=says)


def smallest(
    margin: Callable[[float], float], lever: RescueLever, most: float, words: Words | None = None
) -> Solved | Unreached:
    """The smallest amount of a lever at which a margin is not below 0.

    A lever that works one way is bracketed; one that may work both ways is scanned first, and what lies between two
    points of the scan is not seen.
    """
    if lever.one_way or most <= 0:
        return solve(margin, 0.0, most, lever.tolerance, words)
    points = [most * step / SCAN for step in range(SCAN + 1)]
    margins = [margin(point) for point in points]
    reaching = next((place for place, found in enumerate(margins) if found >= 0), None)
    if reaching is None:
        best = max(range(len(points)), key=lambda place: margins[place])
        return replace(_missed(most, lever, words), best=points[best], missing=-margins[best])
    if reaching == 0:
        return solve(margin, 0.0, 0.0, lever.tolerance, words)
    found = solve(margin, points[reaching - 1], points[reaching], lever.tolerance, words)
    return replace(found, low=0.0, high=most)


def _missed(most: float, lever: RescueLever, words: Words | None) -> Unreached:
    return Unreached(best=0.0, missing=0.0, low=0.0, high=most, tolerance=lever.tolerance, words=words or Words())


def new_money(watched: Watch, lever: RescueLever, with_it: Projection, without: Projection) -> float:
    """Dollars a year that whoever a lever asks pays more in the window: the difference of two projections."""
    if lever.asks == NOBODY:
        return 0.0
    a_year = MONTHS_PER_YEAR / watched.months
    return a_year * (_received(watched, lever, with_it) - _received(watched, lever, without))


def _received(watched: Watch, lever: RescueLever, projection: Projection) -> float:
    funding = projection.funding
    if lever.asks == PAYERS:
        return float(projection.biller.earned_by_payer()[0, :, watched.inside].sum())
    if lever.key == "fundraising":
        return float(funding.fundraising[0, watched.inside].sum())
    if lever.key == "contract_added":
        return float(funding.contracts[0, watched.inside].sum())
    return float(sum(grant.paid[0, watched.inside].sum() for grant in funding.grants.values()))
