"""Checks of services, payers, caps and caseloads."""

from collections.abc import Iterator

import numpy as np

from model.inputs.care import Cap
from model.inputs.checks.problem import Check, Problem, adds_up, in_order, most, repeated, repeated_at_once, unknown
from model.inputs.program import Program
from model.inputs.series.care import PERIODS, service_series
from model.inputs.series.horizon import Horizon

CAP_PERIODS = {"client": PERIODS, "worker": ("week", "month", "year"), "program": PERIODS[1:]}
WINDOWS = ("month", "quarter", "half", "year")


def _caps(program: Program) -> Iterator[Problem]:
    yield from repeated_at_once(("caps",), [(c.name, c.from_, c.until) for c in program.caps])
    for place, cap in enumerate(program.caps):
        yield from _cap(program, cap, ("caps", place))


def _mixes(program: Program) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    for place, position in enumerate(program.positions):
        for name in position.mix:
            yield from unknown(("positions", place, "mix", name), name, program.services, "service")
        total = horizon.table(list(position.mix.values())).sum(axis=1)
        yield from most(("positions", place, "mix"), total, program.start, 1, "shares")


def _services(program: Program) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    series = service_series(program)
    hours = series.hours_per_session
    for number, (name, service) in enumerate(program.services.items()):
        at = ("services", name)
        if (horizon.values(service.session_spread_minutes) > horizon.values(service.session_minutes)).any():
            yield Problem(
                (*at, "session_spread_minutes"), "the spread is longer than the session", "it is at most as long"
            )
        if (series.missed[:, number] > 1).any():
            yield Problem((*at, "no_show"), "the supports raise no-shows above 1", "the share missed is at most 1")
        if (hours[:, number] <= 0).any():
            yield Problem(at, "a booked session takes no time", "length, travel and notes must take some")


def _payers(program: Program) -> Iterator[Problem]:
    horizon = Horizon.of(program)
    for name, payer in program.payers.items():
        at = ("payers", name)
        yield from in_order(at, payer.start, payer.end)
        yield from adds_up((*at, "payment_lag"), payer.payment_lag)
        yield from repeated((*at, "pays_nothing_in"), map(str, payer.pays_nothing_in), "month")
        for service, terms in payer.services.items():
            yield from unknown((*at, "services", service), service, program.services, "service")
            if terms.per != "client_month" and "minimum_sessions" in terms.model_fields_set:
                place = (*at, "services", service, "minimum_sessions")
                yield Problem(place, f"`minimum_sessions` with `per: {terms.per}`", "it goes with `per: client_month`")
    total = horizon.table([p.client_share for p in program.payers.values()]).sum(axis=1)
    yield from most(("payers",), total, program.start, 1, "client shares")


def _cap(program: Program, cap: Cap, at: tuple[str | int, ...]) -> Iterator[Problem]:
    yield from in_order(at, cap.from_, cap.until, ("from", "until"))
    for key, names, known in (("payers", cap.payers, program.payers), ("services", cap.services, program.services)):
        for place, name in enumerate(names or ()):
            yield from unknown((*at, key, place), name, known, key[:-1])
        for name in sorted({name for name in names or () if (names or ()).count(name) > 1}):
            yield Problem((*at, key), f"{name!r} stands twice", f"name each of the {key} once")
        if names == ():
            yield Problem((*at, key), "an empty list", f"name at least one of the {key}, or leave `{key}` out for all")
    if cap.period not in CAP_PERIODS[cap.per]:
        yield Problem(
            (*at, "period"), f"a cap per {cap.per} and {cap.period}", f"allowed: {', '.join(CAP_PERIODS[cap.per])}"
        )
        return
    if cap.unit == "dollars" and cap.per != "program":
        yield Problem((*at, "unit"), f"dollars in a cap per {cap.per}", "only a cap per program is in dollars")
    yield from _window(cap, at)


def _window(cap: Cap, at: tuple[str | int, ...]) -> Iterator[Problem]:
    given, windowed = cap.model_fields_set, cap.period in WINDOWS
    if cap.per == "program":
        if cap.window == "rolling":
            yield Problem((*at, "window"), "a rolling cap per program", "caps per program have fixed windows")
        if cap.starts is None and cap.period in ("quarter", "half", "year"):
            yield Problem((*at, "starts"), "no calendar month is given", "`starts` says when the window begins anew")
    elif cap.window is not None and (cap.per == "worker" or not windowed):
        yield Problem((*at, "window"), f"a window for a cap per {cap.per} and {cap.period}", "leave it out")
    elif cap.window == "fixed" and cap.starts is None:
        yield Problem((*at, "starts"), "no calendar month is given", "`starts` says when the window begins anew")
    fixed = cap.per == "program" or (cap.per == "client" and cap.window == "fixed" and windowed)
    for key in ("starts", "used_at_start"):
        if key in given and not fixed:
            yield _without_window(key, at, cap, may_be_fixed=cap.per == "client" and windowed)
    if cap.per != "client" and "approved_beyond" in given:
        yield Problem((*at, "approved_beyond"), f"approval beyond a cap per {cap.per}", "it goes with caps per client")


def _without_window(key: str, at: tuple[str | int, ...], cap: Cap, *, may_be_fixed: bool) -> Problem:
    if may_be_fixed:
        return Problem((*at, key), f"`{key}` without a fixed window", "it goes with `window: fixed`")
    return Problem((*at, key), f"`{key}` for a cap per {cap.per} and {cap.period}", "leave it out")


def _caseloads(program: Program) -> Iterator[Problem]:
    """A caseload is needed for demand, for caps per client longer than a day, and for payment by client and month."""
    reasons = {name: _needs_caseload(program, name) for name in program.services}
    for place, position in enumerate(program.positions):
        if not position.direct_service:
            continue
        caseload = np.zeros((1, 1)) if position.caseload is None else Horizon.of(program).values(position.caseload)
        wanted = {reasons[name] for name in position.mix if reasons.get(name)}
        if wanted and (caseload <= 0).any():
            found = "no caseload is given" if position.caseload is None else "a caseload of 0"
            yield Problem(("positions", place, "caseload"), found, f"it is needed for {', '.join(sorted(wanted))}")


def _needs_caseload(program: Program, service: str) -> str:
    if program.services[service].sessions_per_client_per_week is not None:
        return f"the demand for {service!r}"
    paid = {name: p.services[service].per for name, p in program.payers.items() if service in p.services}
    if "client_month" in paid.values():
        return f"payment of {service!r} by client and month"
    for cap in program.caps:
        payers = [name for name in (cap.payers or program.payers) if paid.get(name) == "unit"]
        if cap.per == "client" and cap.period != "day" and payers and service in (cap.services or program.services):
            return f"the cap {cap.name!r}"
    return ""


CHECKS = (
    Check(_mixes, ("start", "months", "positions", "services")),
    Check(_services, ("start", "months", "services", "supports")),
    Check(_payers, ("start", "months", "payers", "services")),
    Check(_caps, ("caps", "payers", "services")),
    Check(_caseloads, ("start", "months", "positions", "services", "payers", "caps")),
)
