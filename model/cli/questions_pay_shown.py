"""Answers about pay, rates and fiscal notes: as plain values, as rows of a file, and as people see them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from model.cli.figures import NOTHING, dollars, rounded_to, short, step_for
from model.cli.questions import Rows, plain, said, show_assumed
from model.cli.screen import Screen

if TYPE_CHECKING:
    from model.questions.fair_pay import FairPay, PayOption
    from model.questions.fiscal_note import FiscalNote
    from model.questions.rate_build_up import RateBuildUp

Object = dict[str, Any]
COSTS = ("wages", "fringe", "indirect", "other", "full", "earned", "net")
NOTE_COLUMNS = ("dollars", "federal", "state")


def _read(value: Any, names: Iterable[str]) -> Object:
    return {name: plain(getattr(value, name)) for name in names}


def fair_pay_object(found: "FairPay") -> Object:
    """A raise to a standard, with the spread of ladders as it falls and, where asked, kept."""
    return {
        "question": "fair-pay",
        **_read(found, ("standard", "source", "projected", "start", "months", "compression", "benefits_cliff")),
        "sentences": list(found.sentences),
        "plain": _option(found.plain),
        "spread_kept": None if found.kept is None else _option(found.kept),
        "wage_to_rate": found.wage_to_rate and _read(found.wage_to_rate, ("payer", "needs", "share_to_pay")),
        "assumed": list(found.assumed),
    }


def _option(option: "PayOption") -> Object:
    effect = option.effect
    names = ("net", "without", "saved", "elasticity", "low", "high", "net_at_low", "net_at_high", "source")
    return {
        **_read(option, ("keep_spread", "cost", "net", "below", "rate_reaches", "lead_over_peers", "warnings")),
        "positions": [{**plain(vars(p)), "shortfall": p.shortfall} for p in option.positions],
        "years": [_read(year, ("begins", *COSTS)) for year in option.years],
        "effect_on_turnover": None if effect is None else _read(effect, names),
        "equivalents": [_read(one, ("lever", "amounts", "sentence")) for one in option.equivalents],
        "dates": [plain(vars(one)) for one in option.dates],
        "changes": list(option.changes),
    }


def fair_pay_tables(data: Object) -> dict[str, Rows]:
    """Positions by year, costs by year, the same money in other words, and dates; the spread kept too."""
    options = [("plain", data["plain"])]
    if data["spread_kept"]:
        options.append(("spread kept", data["spread_kept"]))
    tables = {"answer": "positions", "years": "years", "equivalents": "equivalents", "dates": "dates"}
    return {
        name: [{"raise": kind, **row} for kind, option in options for row in option[key]]
        for name, key in tables.items()
    }


def show_fair_pay(screen: Screen, found: "FairPay") -> None:
    """The sentences, then positions and years."""
    said(screen, found.sentences)
    plain_ = found.plain
    if plain_.below:
        screen.heading("Dollars an hour in the first year")
        first = [p for p in plain_.positions if p.begins == found.start]
        rows = [(p.position, [f"${p.paid_now:,.2f}", f"${p.should_be:,.2f}", _cents(p.shortfall)]) for p in first]
        screen.grid("Position", ["Paid now", "Should be", "Short by"], rows)
        step = step_for(getattr(year, name) for year in plain_.years for name in COSTS)
        screen.heading(f"What closing it costs, by fiscal year{rounded_to(step)}")
        rows = [(f"from {short(y.begins)}", [dollars(getattr(y, n), step) for n in COSTS]) for y in plain_.years]
        screen.grid("Fiscal year", [name.capitalize() for name in COSTS], rows)
        screen.heading("The month from which each position has lost its funding")
        dates = [
            (d.position, [_when(d.today), _when(d.raised), _when(d.paid) if plain_.rate_reaches else NOTHING])
            for d in plain_.dates
        ]
        screen.grid("Position", ["Today", "With the raise", "With the rate too"], dates)
    screen.items(plain_.warnings)
    show_assumed(screen, found.assumed)


def _cents(amount: float) -> str:
    return f"${amount:,.2f}" if amount > 0.005 else NOTHING


def _when(month: Any) -> str:
    return "funded" if month is None else short(month)


def rate_object(found: "RateBuildUp") -> Object:
    """Rates, line by line."""
    caps, implied = found.under_caps, found.implied
    return {
        "question": "rate",
        **_read(found, ("payer", "first", "months", "earned", "full_cost")),
        "administration": found.administration.words,
        "sentences": list(found.sentences),
        "services": [
            {
                **_read(one, ("service", "unit_minutes", "rate_now", "rate_for_own_clients", "sentence")),
                "rate": getattr(one.rate, "value", None),
                "lines": [plain(vars(line)) for line in one.lines],
            }
            for one in found.services
        ],
        "under_caps": {
            **_read(caps, ("earned", "short", "taken", "binding", "sentence")),
            "times": getattr(caps.times, "value", None),
        },
        "implied_wage": {
            "floor": implied.floor,
            **{n: getattr(getattr(implied, n), "value", None) for n in ("own_clients", "all_clients", "under_caps")},
        },
        "assumed": list(found.assumed),
    }


def rate_rows(data: Object) -> list[Object]:
    """One row a line."""
    return [{"service": one["service"], **line} for one in data["services"] for line in one["lines"]]


def show_rate(screen: Screen, found: "RateBuildUp") -> None:
    """The sentences, then each service line by line."""
    said(screen, found.sentences)
    for one in found.services:
        screen.heading(f"{found.payer}, {one.service}: dollars a unit of {one.unit_minutes:g} minutes")
        rows = [(line.name, [f"{line.amount:,.2f}", f"{line.rate:,.2f}", line.arithmetic]) for line in one.lines]
        screen.grid("", ["Adds", "Rate", "How"], rows, numbers=False)
    show_assumed(screen, found.assumed)


def note_object(found: "FiscalNote") -> Object:
    """A fiscal note."""
    names = (
        *("state", "total", "federal", "state_dollars", "positions_at_end", "position_months"),
        *("position_months_by_year", "state_dollars_per_position_year", "share_to_pay", "first_earned", "first_paid"),
        *("pay", "gap", "changes"),
    )
    return {
        "question": "fiscal-note",
        **_read(found, names),
        "sentences": list(found.sentences),
        "years": [
            {"basis": basis, **plain(vars(year))}
            for basis, years in (("service", found.earned), ("payment", found.paid))
            for year in years
        ],
        "matches": [plain(vars(match)) for match in found.matches],
        "assumed": list(found.assumed),
    }


def show_note(screen: Screen, found: "FiscalNote") -> None:
    """The sentences, then what is paid by state fiscal year."""
    said(screen, found.sentences)
    step = step_for(getattr(year, name) for year in found.paid for name in NOTE_COLUMNS)
    screen.heading(f"Added Medicaid spending by state fiscal year of payment{rounded_to(step)}")
    rows = [
        (
            f"{year.year}{' (match projected)' if year.projected else ''}",
            [
                *(dollars(getattr(year, name), step) for name in NOTE_COLUMNS),
                f"{found.position_months_by_year.get(year.year, 0.0):+.0f}",
            ],
        )
        for year in found.paid
    ]
    screen.grid("Fiscal year", ["In all", "Federal", "State", "Position-months"], rows)
    screen.heading("What is changed")
    screen.items(found.changes)
    show_assumed(screen, found.assumed)
