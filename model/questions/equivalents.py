"""The same money in other words: what rate, hours, no-show, grant or fundraising makes up for what a raise costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from model.compare import Outcome
from model.inputs.months import MONTHS_PER_YEAR
from model.inputs.numbers import Array
from model.inputs.series.horizon import WEEKS_PER_MONTH, Horizon
from model.inputs.staff import TimeUse
from model.questions.raise_search import Search, rates_times, unit_rates
from model.questions.solving import Solved, Unreached, Words, dollars, plainly, solve
from model.questions.trying import Changed, by_month
from model.sentences import rounded

Lever = Literal["rate", "hours", "no_show", "grant", "fundraising"]
LEVERS: tuple[Lever, ...] = ("rate", "hours", "no_show", "grant", "fundraising")
MOST_TIMES, TIMES_TOLERANCE = 20.0, 1e-5
SHARE_TOLERANCE = 1e-4
MOST_A_MONTH, DOLLAR_TOLERANCE = 1e6, 0.5
OTHER_TIME = "now spent on meetings, records, supervision and training"
Beyond = Callable[[Sequence[Changed]], float]


@dataclass(frozen=True, kw_only=True)
class Equivalent:
    """One lever that makes up for a raise, seats kept and all other things as they are.

    Attributes:
        lever: which.
        answer: as it was solved, in the lever's own terms.
        amounts: by what it is called, in units that people use; empty where nothing reaches it.
        sentence: the answer in words.
    """

    lever: Lever
    answer: Solved | Unreached
    amounts: dict[str, float]
    sentence: str


def equivalents(search: Search, levers: Sequence[Lever] = LEVERS) -> tuple[Equivalent, ...]:
    """Solve each lever alone on the real model.

    Args:
        search: the program, the raise and its first month.
        levers: which, in the order in which they are told.
    """
    margin, worth = search.margin(search.before), search.worth(search.before)

    def earns(changes: Sequence[Changed]) -> float:
        return search.margin(search.after(changes)) - margin

    def leaves(changes: Sequence[Changed]) -> float:
        return search.worth(search.after(changes)) - worth

    solving: dict[Lever, Callable[[], Equivalent]] = {
        "rate": lambda: _rate(search, earns),
        "hours": lambda: _hours(search, earns),
        "no_show": lambda: _no_show(search, earns),
        "grant": lambda: _grant(search, leaves),
        "fundraising": lambda: _fundraising(search, leaves),
    }
    return tuple(solving[lever]() for lever in levers)


def _rate(search: Search, earns: Beyond) -> Equivalent:
    rates = unit_rates(search.file, search.payer, search.start)
    words = Words(lever="the rates, times", target="what the raise costs", show=plainly, show_missing=dollars)
    answer = solve(lambda times: earns(rates_times(search, times)), 1.0, MOST_TIMES, TIMES_TOLERANCE, words)
    if isinstance(answer, Unreached):
        said = f"No rate of {search.payer} up to {MOST_TIMES:g} times today's makes up for it: {_missing(answer)}."
        return Equivalent(lever="rate", answer=answer, amounts={}, sentence=said)
    more = {name: rate * (answer.value - 1) for name, rate in rates.items()}
    listed = ", ".join(f"{dollars(more[n])} a unit more for {n} ({dollars(rates[n])} today)" for n in rates)
    return Equivalent(
        lever="rate",
        answer=answer,
        amounts=more,
        sentence=f"{search.payer} would have to pay {listed} from {search.start} "
        f"(to the cent, looked for up to {MOST_TIMES:g} times today's rates).",
    )


def _hours(search: Search, earns: Beyond) -> Equivalent:
    words = Words(
        lever="the part of time not in service that is turned into service",
        target="what the raise costs",
        show=lambda share: f"{100 * share:.4g} %",
        show_missing=dollars,
    )
    answer = solve(lambda share: earns(_less_other_time(search, share)), 0.0, 1.0, SHARE_TOLERANCE, words)
    if isinstance(answer, Unreached):
        said = f"Even if all time {OTHER_TIME} went into service, it would not make up for it: {_missing(answer)}."
        return Equivalent(lever="hours", answer=answer, amounts={}, sentence=said)
    more = _billed_a_week(search, search.after(_less_other_time(search, answer.value)))
    each = more - _billed_a_week(search, search.alone)
    said = (
        f"Each worker would have to be paid for {each:.1f} hours a week more, {100 * answer.value:.0f} % of the time "
    )
    return Equivalent(
        lever="hours",
        answer=answer,
        amounts={"hours a worker and week": each},
        sentence=f"{said}{OTHER_TIME} (to a hundredth of a percent, looked for up to all of it).",
    )


def _less_other_time(search: Search, share: float) -> list[Changed]:
    """All time that is not service, less a share of it, from the raise on."""
    program = search.file.program
    places = [
        ("time", program.time),
        *((f"positions.{p.id}.time", p.time) for p in program.positions if p.direct_service),
    ]
    return [
        {"scale": f"{place}.{name}", "by": 1 - share, "from": str(search.start)}
        for place, time in places
        for name in TimeUse.model_fields
        if name in time.model_fields_set and share > 0
    ]


def _billed_a_week(search: Search, outcome: Outcome) -> float:
    """Hours that are paid for, a filled seat and week."""
    p, months = outcome.projection, slice(search.index, None)
    paid = float(outcome.findings.hours["paid"][0][:, months].sum())
    serves = [place for place, position in enumerate(p.program.positions) if position.direct_service]
    seats = float((p.staffing.filled * p.funding.present)[0, serves][:, months].sum())
    return paid / (seats * WEEKS_PER_MONTH) if seats else 0.0


def _no_show(search: Search, earns: Beyond) -> Equivalent:
    horizon, services = Horizon.of(search.file.program), search.file.program.services
    missed = {n: float(horizon.values(s.no_show)[0, search.index]) for n, s in services.items()}

    def fewer(share: float) -> list[Changed]:
        return [
            {"scale": f"services.{name}.no_show", "by": 1 - share, "from": str(search.start)}
            for name, rate in missed.items()
            if rate > 0 and share > 0
        ]

    words = Words(
        lever="the part of missed sessions that is kept after all",
        target="what the raise costs",
        show=lambda share: f"{100 * share:.4g} %",
        show_missing=dollars,
    )
    answer = solve(lambda share: earns(fewer(share)), 0.0, 1.0, SHARE_TOLERANCE, words)
    if isinstance(answer, Unreached):
        said = f"Even without a single no-show it would not be made up for: {_missing(answer)}."
        return Equivalent(lever="no_show", answer=answer, amounts={}, sentence=said)
    points = {name: 100 * rate * answer.value for name, rate in missed.items()}
    listed = ", ".join(
        f"{points[n]:.1f} points for {n} (from {100 * missed[n]:.0f} %)" for n in points if missed[n] > 0
    )
    said = f"No-shows would have to fall by {listed} (to a hundredth of a point, looked for down to none)."
    return Equivalent(lever="no_show", answer=answer, amounts=points, sentence=said)


def _grant(search: Search, leaves: Beyond) -> Equivalent:
    program = search.file.program
    name = _unused("for the raise", [c.id for c in program.contracts])

    def given(a_month: float) -> list[Changed]:
        item = {"id": name, "start": str(search.start), "per_month": a_month, "for_service": False}
        return [{"add": "contracts", "item": item}] if a_month > 0 else []

    answer = solve(lambda a_month: leaves(given(a_month)), 0.0, MOST_A_MONTH, DOLLAR_TOLERANCE, _money("a grant"))
    return _yearly("grant", answer, search, "A grant of {} a year that may pay for anything would make up for it.")


def _fundraising(search: Search, leaves: Beyond) -> Equivalent:
    program = search.file.program
    horizon = Horizon.of(program)
    today = horizon.values(program.fundraising.per_month, growth=program.fundraising.annual_change)[0]
    within = horizon.within(search.start, None)

    def raised(a_month: float) -> list[Changed]:
        if not a_month:
            return []
        return [
            {"set": "fundraising.per_month", "to": _listed(search, today + a_month * within)},
            {"set": "fundraising.annual_change", "to": 0.0},
        ]

    answer = solve(lambda a_month: leaves(raised(a_month)), 0.0, MOST_A_MONTH, DOLLAR_TOLERANCE, _money("fundraising"))
    return _yearly("fundraising", answer, search, "Fundraising would have to bring {} a year more.")


def _listed(search: Search, values: Array) -> list[Changed]:
    return by_month(values, search.file.program.start)


def _missing(answer: Unreached) -> str:
    return f"{rounded(answer.missing)} would still be missing through the months projected"


def _money(lever: str) -> Words:
    return Words(lever=f"{lever}, a month", target="what the raise costs", show=dollars, show_missing=dollars)


def _yearly(lever: Lever, answer: Solved | Unreached, search: Search, said: str) -> Equivalent:
    if isinstance(answer, Unreached):
        return Equivalent(lever=lever, answer=answer, amounts={}, sentence=answer.sentence)
    a_year = answer.value * MONTHS_PER_YEAR
    words = said.format(rounded(a_year)).removesuffix(".")
    ranged = f"(to within {dollars(DOLLAR_TOLERANCE)} a month, looked for up to {rounded(MOST_A_MONTH)} a month)"
    return Equivalent(
        lever=lever,
        answer=answer,
        amounts={"dollars a year": a_year},
        sentence=f"{words}, from {search.start} {ranged}.",
    )


def _unused(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += " too"
    return name
